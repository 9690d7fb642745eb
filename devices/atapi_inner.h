/* SPDX-License-Identifier: GPL-2.0-only */
/* atapi_inner: what the files of the CD-ROM drive share. */
#ifndef ZONEMU_DEVICES_ATAPI_INNER_H
#define ZONEMU_DEVICES_ATAPI_INNER_H

#include "devices/ide_inner.h"

#define CD_BLOCK_BYTES 2048u
#define CD_RAW_BYTES   2352u
/* More blocks than the longest CD holds (80 minutes): a DVD. */
#define CD_MAX_BLOCKS 360000u

/* Sense keys, MMC-3 annex, and the codes that go with them */
enum {
	SENSE_NONE = 0,
	SENSE_NOT_READY = 2,
	SENSE_MEDIUM = 3,
	SENSE_ILLEGAL = 5,
	SENSE_ATTENTION = 6
};

/* READ CD byte 9 */
#define FIELD_SYNC   0x80
#define FIELD_HEADER 0x20
#define FIELD_USER   0x10
#define FIELD_EDC    0x08

/* Big-endian fields of packets and responses */
static inline uint32_t get_be16(const uint8_t *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

static inline uint32_t get_be32(const uint8_t *at)
{
	return get_be16(at) << 16 | get_be16(at + 2);
}

static inline void put_be16(uint8_t *at, uint32_t value)
{
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
}

static inline void put_be32(uint8_t *at, uint32_t value)
{
	put_be16(at, value >> 16);
	put_be16(at + 2, value);
}

/* A medium is in a closed tray. */
bool atapi_has_medium(const struct ide_drive *drive);
/* Blocks of 2048 bytes, 0 without a medium. */
uint32_t atapi_blocks(const struct ide_drive *drive);
bool atapi_is_dvd(const struct ide_drive *drive);

/* atapi_info.c: responses that tell of the drive or the disc, into zeroed bytes at `to` (at most
 * 4096). They return their length, or 0 when a field of the packet is not valid. */
uint32_t atapi_inquiry(const struct ide_drive *drive, uint8_t *to);
uint32_t atapi_mode_sense(const struct ide_drive *drive, uint8_t *to);
uint32_t atapi_configuration(const struct ide_drive *drive, uint8_t *to);
uint32_t atapi_event_status(struct ide_drive *drive, uint8_t *to);
uint32_t atapi_mechanism(const struct ide_drive *drive, uint8_t *to);
uint32_t atapi_toc(const struct ide_drive *drive, uint8_t *to);
uint32_t atapi_subchannel(const struct ide_drive *drive, uint8_t *to);
uint32_t atapi_disc(const struct ide_drive *drive, uint8_t *to);
uint32_t atapi_track(const struct ide_drive *drive, uint8_t *to);
uint32_t atapi_dvd_structure(const struct ide_drive *drive, uint8_t *to);
void atapi_identify(const struct ide_drive *drive, uint8_t *words);

/* atapi_sector.c: the chosen fields of a mode 1 block around its 2048 bytes; returns how many
 * bytes they are. to has room for CD_RAW_BYTES. */
uint32_t atapi_sector_bytes(uint8_t fields);
void atapi_sector(uint8_t fields, uint32_t lba, const uint8_t *user, uint8_t *to);

#endif
