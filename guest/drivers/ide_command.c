/* SPDX-License-Identifier: GPL-2.0-only */
/* ide_command: one ATA command, from the registers to its end (ATA/ATAPI-6, 9). */
#include <linux/hdreg.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <asm/io.h>

#include "ide.h"

#define COMMAND_MS 10000

void ide_write_taskfile(struct ide_drive *drive, const struct ide_taskfile *tf)
{
	struct ide_channel *ch = drive->channel;

	if (tf->lba48) {
		ide_out(ch, IDE_FEATURE, tf->feature >> 8);
		ide_out(ch, IDE_COUNT, tf->count >> 8);
		ide_out(ch, IDE_LOW, tf->lba >> 24);
		ide_out(ch, IDE_MID, tf->lba >> 32);
		ide_out(ch, IDE_HIGH, tf->lba >> 40);
	}
	ide_out(ch, IDE_FEATURE, tf->feature);
	ide_out(ch, IDE_COUNT, tf->count);
	ide_out(ch, IDE_LOW, tf->lba);
	ide_out(ch, IDE_MID, tf->lba >> 8);
	ide_out(ch, IDE_HIGH, tf->lba >> 16);
	ide_out(ch, IDE_DEVICE, DEVICE_ALWAYS | tf->device | drive->unit << 4);
	ide_out(ch, IDE_COMMAND, tf->command);
}

struct ide_result ide_finish(struct ide_channel *ch, bool in_time)
{
	struct ide_result result = {.timed_out = !in_time, .status = ide_status(ch)};

	if (result.status & ERR_STAT)
		result.error = ide_in(ch, IDE_ERROR);
	return result;
}

/* False: the drive does not let itself be selected. */
static bool begin(struct ide_drive *drive, const struct ide_taskfile *tf)
{
	if (!ide_select(drive))
		return false;
	ide_expect_irq(drive->channel);
	ide_write_taskfile(drive, tf);
	return true;
}

struct ide_result ide_nodata(struct ide_drive *drive, const struct ide_taskfile *tf)
{
	struct ide_channel *ch = drive->channel;

	return ide_finish(ch, begin(drive, tf) && ide_wait_irq(ch, 3 * COMMAND_MS));
}

/* ---- data by the CPU ---- */

void ide_cursor_of(struct ide_cursor *cursor, struct bio *bio)
{
	*cursor = (struct ide_cursor){.bio = bio, .iter = bio->bi_iter};
}

static void move_words(struct ide_channel *ch, void *at, unsigned int bytes, bool write)
{
	if (write)
		outsw(ch->command + IDE_DATA, at, bytes / 2);
	else
		insw(ch->command + IDE_DATA, at, bytes / 2);
}

/* Words that nobody wants, or that nobody has. */
static void pad(struct ide_channel *ch, unsigned int bytes, bool write)
{
	u16 word = 0;

	for (; bytes; bytes -= min(bytes, 2u))
		move_words(ch, &word, 2, write);
}

void ide_pio_bytes(struct ide_channel *ch, struct ide_cursor *cursor, unsigned int bytes,
		   bool write)
{
	struct bio_vec bv;
	char *at;

	if (cursor->buffer) {
		move_words(ch, cursor->buffer, bytes, write);
		cursor->buffer = (char *)cursor->buffer + bytes;
		return;
	}
	while (bytes) {
		while (cursor->bio && !cursor->iter.bi_size) {
			cursor->bio = cursor->bio->bi_next;
			if (cursor->bio)
				cursor->iter = cursor->bio->bi_iter;
		}
		if (!cursor->bio) {
			pad(ch, bytes, write);
			return;
		}
		bv = bio_iter_iovec(cursor->bio, cursor->iter);
		bv.bv_len = min(bv.bv_len, bytes);
		at = bvec_kmap_local(&bv);
		move_words(ch, at, bv.bv_len, write);
		kunmap_local(at - bv.bv_offset);
		bio_advance_iter(cursor->bio, &cursor->iter, bv.bv_len);
		bytes -= bv.bv_len;
	}
}

/* An interrupt before each block that is read; after each that is written. */
static bool pio_in(struct ide_channel *ch, struct ide_cursor *cursor, unsigned int bytes, bool last)
{
	if (!ide_wait_irq(ch, COMMAND_MS) || !ide_wait(ch, DRQ_STAT, COMMAND_MS))
		return false;
	if (!last)
		ide_expect_irq(ch);
	ide_pio_bytes(ch, cursor, bytes, false);
	return true;
}

static bool pio_out(struct ide_channel *ch, struct ide_cursor *cursor, unsigned int bytes)
{
	if (!ide_wait(ch, DRQ_STAT, COMMAND_MS))
		return false;
	ide_expect_irq(ch);
	ide_pio_bytes(ch, cursor, bytes, true);
	return ide_wait_irq(ch, COMMAND_MS);
}

/* The last interrupt of reading came before its block: what comes after takes no time. */
struct ide_result ide_pio(struct ide_drive *drive, const struct ide_taskfile *tf,
			  struct ide_cursor *cursor, unsigned int sectors, unsigned int block,
			  bool write)
{
	struct ide_channel *ch = drive->channel;
	bool ok = begin(drive, tf);
	unsigned int now;
	u8 status;

	for (; ok && sectors; sectors -= now) {
		now = min(sectors, block);
		if (write)
			ok = pio_out(ch, cursor, now << SECTOR_SHIFT);
		else
			ok = pio_in(ch, cursor, now << SECTOR_SHIFT, now == sectors);
		status = ide_status(ch);
		if (!(status & BUSY_STAT) && status & (ERR_STAT | FAULT_STAT))
			break;
	}
	/* an error is an answer, too */
	status = ide_status(ch);
	if (!ok && !(status & BUSY_STAT) && status & (ERR_STAT | FAULT_STAT))
		ok = true;
	return ide_finish(ch, ok && (sectors == 0 || status & (ERR_STAT | FAULT_STAT)));
}
