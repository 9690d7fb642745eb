/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ide: an ATA channel (ATA/ATAPI-6, INCITS 361-2002): the command and control
 * block registers, an interrupt line, and up to two drives: disks (ata_disk.c)
 * and CD-ROM drives (atapi.c).
 *
 * Commands take a modelled virtual time; data move at its end. For DMA the
 * drive offers its data to the bus master by move(); where that takes less
 * than offered, the drive keeps asking, and ide_dma_ready() makes it try anew.
 *
 * A drive's medium is the board's: it must outlive the channel or be taken out.
 */
#ifndef ZONEMU_DEVICES_IDE_H
#define ZONEMU_DEVICES_IDE_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/block.h"
#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define IDE_BUFFER_BYTES 65536u
#define IDE_PACKET_BYTES 12u

enum ide_kind { IDE_NO_DRIVE, IDE_DISK, IDE_CDROM };

struct ide_geometry {
	uint16_t cylinders;
	uint8_t heads, sectors; /* 1-16, 1-63 */
};

/* Disk only. */
struct ide_disk {
	struct ide_geometry native;  /* as IDENTIFY DEVICE has it */
	struct ide_geometry current; /* as INITIALIZE DEVICE PARAMETERS left it */
	uint8_t multiple;	     /* sectors per READ/WRITE MULTIPLE block, 0: off */
	bool write_cache, look_ahead, standby;
};

/* CD-ROM only. */
struct ide_cdrom {
	uint8_t packet[IDE_PACKET_BYTES];
	bool executing; /* the packet is complete; what passes now is its data */
	bool dma;	/* as the PACKET command asked */
	uint32_t limit; /* bytes of a PIO block */
	uint8_t sense_key, asc, ascq;
	bool attention; /* the medium was changed, or power came, and nobody was told yet */
	uint8_t attention_asc;
	uint8_t event; /* media event for GET EVENT STATUS NOTIFICATION */
	bool tray_open, locked;
	uint32_t lba, left;   /* blocks still to be read by READ and READ CD */
	uint32_t block_bytes; /* 2048, or what READ CD makes of a block */
	uint8_t fields;	      /* READ CD byte 9: which parts of a block */
	uint32_t buffered;    /* bytes in the buffer that are not gone yet */
};

struct ide_channel;

struct ide_drive {
	struct ide_channel *channel;
	unsigned n;	 /* 0 or 1 */
	unsigned number; /* among the board's drives */
	enum ide_kind kind;
	const struct block *medium; /* NULL: an empty CD-ROM drive */

	/* ATA/ATAPI-6, 7: registers; those of the host's writes and the drive's answers are one */
	uint8_t feature, error, count, low, mid, high, device, status;
	uint8_t hob_feature, hob_count, hob_low, hob_mid, hob_high;
	uint8_t command;
	uint8_t phase; /* ide.c */
	bool intrq;
	uint8_t mode; /* SET FEATURES transfer mode */

	uint64_t lba; /* the next sector of a command in progress */
	uint32_t left;
	uint32_t block;	   /* sectors in the buffer */
	uint32_t pos, end; /* what is to pass the data port or the bus master */
	uint8_t buffer[IDE_BUFFER_BYTES];
	struct clock_timer timer;

	struct ide_disk disk;
	struct ide_cdrom cdrom;
};

struct ide_bus_master {
	/* Moves up to bytes between data and memory; returns how many it took. May be NULL. */
	uint32_t (*move)(void *ctx, void *data, uint32_t bytes, bool to_memory);
	void *ctx;
};

struct ide_channel {
	struct ide_drive drive[2];
	struct clock *clock;
	struct irq_line irq;
	struct ide_bus_master master;
	bool selected; /* which drive */
	bool irq_level;
	uint8_t control; /* nIEN, SRST, HOB */
};

void ide_init(struct ide_channel *channel, struct clock *clock, struct irq_line irq,
	      struct ide_bus_master master);
/* Before the machine runs. A disk needs a medium. number: counts the board's drives, for the
 * serial number. */
void ide_attach(struct ide_channel *channel, unsigned n, enum ide_kind kind,
		const struct block *medium, unsigned number);
/* RESET-. The drives are ready at once. */
void ide_reset(struct ide_channel *channel);
/* What firmware leaves: it has told itself of the power-on attention. */
void ide_preset(struct ide_channel *channel);

/* A CD is put in (or, with NULL, taken out) by hand; force: with a pin. False: the tray is locked,
 * and the host learns that its button was pressed. */
bool ide_change_medium(struct ide_channel *channel, unsigned n, const struct block *medium,
		       bool force);

/* The bus master was started: a waiting drive tries to move its data. */
void ide_dma_ready(struct ide_channel *channel);

/* off 0-7; off 0 is the data port, of 1, 2 or 4 bytes, the rest are bytes. */
uint32_t ide_read(struct ide_channel *channel, unsigned off, unsigned bytes);
uint32_t ide_peek(const struct ide_channel *channel, unsigned off, unsigned bytes);
void ide_write(struct ide_channel *channel, unsigned off, uint32_t value, unsigned bytes);
/* Alternate status and device control. */
uint8_t ide_alt_status(const struct ide_channel *channel);
void ide_control(struct ide_channel *channel, uint8_t value);

/* The geometry of a disk: as its partition table was made with, else the usual one for its size.
 */
struct ide_geometry ide_guess_geometry(const struct block *medium);

extern const struct io_ops ide_command_ops;   /* 1F0h-1F7h, 170h-177h */
extern const struct io_ops ide_control_ops;   /* 3F6h, 376h */
extern const struct snap_desc ide_snap;	      /* the channel */
extern const struct snap_desc ide_drive_snap; /* each drive of it */

#endif
