/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i82077: the floppy disk controller (82077AA) with its drives and the disks
 * in them, in PC/AT mode.
 *
 * Heads step, disks turn and bytes pass in virtual time, so many times as fast
 * as in a real machine. A sector is moved by DMA as a whole when its last byte
 * has passed under the head; in non-DMA mode byte by byte, through the FIFO, at
 * the real pace, which a host can follow.
 *
 * A disk is an image of 512-byte sectors, whose geometry is told by its size
 * (i82077_format()); one of no usual size is the next larger usual disk, with
 * zeros where the image ends. Deleted-data marks last as long as the disk is in
 * the drive.
 */
#ifndef ZONEMU_DEVICES_I82077_H
#define ZONEMU_DEVICES_I82077_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/block.h"
#include "devices/clock.h"
#include "devices/i8237.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define I82077_DRIVES	    4
#define I82077_SECTOR_BYTES 512
#define I82077_MAX_SECTORS  7680

/* What CMOS cell 10h calls a drive. */
enum i82077_drive_type {
	I82077_NO_DRIVE,
	I82077_DRIVE_360K,
	I82077_DRIVE_1200K,
	I82077_DRIVE_720K,
	I82077_DRIVE_1440K,
	I82077_DRIVE_2880K
};

struct i82077_format {
	uint16_t total; /* sectors */
	uint8_t heads, cylinders, sectors;
	uint8_t rate; /* as in CCR: 0 500, 1 300, 2 250 kbit/s, 3 1 Mbit/s */
	enum i82077_drive_type drive;
};

struct i82077_drive {
	enum i82077_drive_type type;
	const struct block *medium; /* NULL: empty */
	struct i82077_format format;
	bool changed;	      /* the disk change line */
	uint8_t cylinder;     /* where the head is */
	uint8_t pcn;	      /* where the controller believes it is */
	uint8_t seek_st0;     /* the answer of the next SENSE INTERRUPT */
	bool seeking, sought; /* under way; done and not yet sensed */
	uint8_t target, new_pcn;
	struct clock_timer timer;
	uint8_t deleted[I82077_MAX_SECTORS / 8];
};

struct i82077 {
	struct clock *clock;
	unsigned speed;	      /* 1: real; to 64 */
	struct irq_line irq;  /* IRQ6 */
	struct irq_line dreq; /* channel 2 */
	struct i82077_drive drive[I82077_DRIVES];

	uint8_t dor, tdr, dsr, rate;
	bool resetting; /* a reset is over, but not yet told */
	bool reset_interrupt;
	bool irq_level;
	uint8_t to_sense; /* SENSE INTERRUPTs that a reset still owes */
	bool locked;
	uint8_t configure, precompensation, perpendicular;
	uint8_t specify[2];
	uint64_t head_until_ns; /* loaded till then */

	uint8_t phase;
	uint8_t command[9], command_bytes;
	uint8_t result[10], result_bytes, result_pos;
	bool result_interrupt;

	/* the command in execution: i82077_data.c */
	uint8_t stage;
	uint8_t c, h, r, side; /* side: the head in use */
	uint8_t st0, st1, st2;
	uint8_t last_eot; /* SC or EOT of the last command that had one, for DUMPREG */
	uint16_t units;	  /* sectors done */
	bool tc, skip, satisfied, equal;
	bool marked; /* the sector under the head has the other data mark */
	uint8_t buffer[I82077_SECTOR_BYTES];
	uint16_t unit_bytes, passed;
	uint64_t start_ns; /* the unit's first byte passes the head */
	uint32_t byte_ns;
	bool service; /* non-DMA: the FIFO is to be served */
	struct clock_timer timer;
};

void i82077_init(struct i82077 *fdc, struct clock *clock, unsigned speed, struct irq_line irq,
		 struct irq_line dreq);
/* The RESET pin. */
void i82077_reset(struct i82077 *fdc);
/* Before the machine runs: drive n is there; it takes disks of its type. */
void i82077_attach(struct i82077 *fdc, unsigned n, enum i82077_drive_type type);
/* Put a disk in, or with NULL take it out. False: it has too many sectors for a floppy. */
bool i82077_insert(struct i82077 *fdc, unsigned n, const struct block *medium);
/* The format of a disk of so many sectors, and the drive it wants; NULL: too many, or none. */
const struct i82077_format *i82077_format(uint64_t sectors);

/* The DMA channel's other end. */
struct i8237_client i82077_dma_client(struct i82077 *fdc);

/* off 0-5 and 7 */
uint8_t i82077_read(struct i82077 *fdc, unsigned off);
uint8_t i82077_peek(const struct i82077 *fdc, unsigned off);
void i82077_write(struct i82077 *fdc, unsigned off, uint8_t value);

extern const struct io_ops i82077_ops;	      /* 3F0h-3F5h */
extern const struct io_ops i82077_change_ops; /* 3F7h */
extern const struct snap_desc i82077_snap;    /* the controller */
extern const struct snap_desc i82077_drive_snap;

#endif
