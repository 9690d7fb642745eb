/* SPDX-License-Identifier: GPL-2.0-only */
/* ide_inner: what ide.c and the two kinds of drives (ata_disk.c, atapi.c) share. */
#ifndef ZONEMU_DEVICES_IDE_INNER_H
#define ZONEMU_DEVICES_IDE_INNER_H

#include "devices/ide.h"

/* Status register, ATA/ATAPI-6, 7.15 */
#define STATUS_ERR  0x01
#define STATUS_DRQ  0x08
#define STATUS_DSC  0x10
#define STATUS_DF   0x20
#define STATUS_DRDY 0x40
#define STATUS_BSY  0x80

/* Error register, 7.9 */
#define ERROR_ABRT 0x04
#define ERROR_IDNF 0x10
#define ERROR_UNC  0x40

#define DEVICE_SECOND 0x10 /* DEV */
#define DEVICE_LBA    0x40

enum ide_phase {
	PHASE_IDLE,
	PHASE_BUSY,    /* the timer tells when the drive has its data, or is done */
	PHASE_PIO_IN,  /* the host reads the buffer */
	PHASE_PIO_OUT, /* the host fills the buffer */
	PHASE_DMA_IN,  /* the bus master takes the buffer */
	PHASE_DMA_OUT, /* the bus master fills the buffer */
	PHASE_RESET    /* SRST or diagnostics; the timer ends it */
};

/* BSY for so long; then the kind's *_due(). */
void ide_busy(struct ide_drive *drive, uint64_t ns);
/* Offer buffer[0, bytes) in a direction. The kind's *_passed() follows when all of it went. */
void ide_offer(struct ide_drive *drive, enum ide_phase phase, uint32_t bytes, bool interrupt);
/* The command is over: DRDY, DSC, error bits if any; INTRQ. */
void ide_done(struct ide_drive *drive);
void ide_fail(struct ide_drive *drive, uint8_t error);
void ide_interrupt(struct ide_drive *drive);
/* 9.12: signature and diagnostic code */
void ide_signature(struct ide_drive *drive);
/* SET FEATURES 03h: false when the drive has no such mode. */
bool ide_set_mode(struct ide_drive *drive, uint8_t mode);
/* EXECUTE DEVICE DIAGNOSTIC is every drive's. */
void ide_diagnose(struct ide_channel *channel);

/* Identify data, little-endian words. */
static inline void ide_put16(uint8_t *words, unsigned word, unsigned value)
{
	words[2 * word] = (uint8_t)value;
	words[2 * word + 1] = (uint8_t)(value >> 8);
}

void ide_put_text(uint8_t *words, unsigned word, unsigned bytes, const char *text);
/* Words 63 and 88: the transfer modes and which is set. */
void ide_put_modes(uint8_t *words, uint8_t mode);
/* Word 255: signature and checksum. */
void ide_put_checksum(uint8_t *words);

/* ata_disk.c */
void ata_disk_reset(struct ide_drive *drive, bool hardware);
void ata_disk_command(struct ide_drive *drive);
void ata_disk_due(struct ide_drive *drive);
void ata_disk_passed(struct ide_drive *drive);
void ata_disk_loaded(struct ide_drive *drive);

/* atapi.c */
void atapi_reset(struct ide_drive *drive, bool hardware);
void atapi_command(struct ide_drive *drive);
void atapi_due(struct ide_drive *drive);
void atapi_passed(struct ide_drive *drive);
/* False: what was loaded cannot go on. */
bool atapi_loaded(struct ide_drive *drive);

#endif
