/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The 82077AA's commands that find sectors (datasheet 290166, sections 5 and
 * 7), and the FIFO.
 *
 * A disk turns with virtual time: sector r of a track of n begins after
 * (r - 1)/n of a turn. A search starts when the head is loaded, and is given up
 * at the second index pulse. A unit is what passes at once: a sector, or the
 * four bytes of a sector's address in FORMAT. With DMA it is moved at its end;
 * without, byte i has passed at start_ns + (i + 1) * byte_ns, and what is in
 * the FIFO follows from the time: its timer only tells the host, or finds that
 * it was late.
 */
#include <stddef.h>
#include <string.h>

#include "devices/i82077_inner.h"

#define SECTOR	     I82077_SECTOR_BYTES
#define SIZE_512     2
#define ID_BYTES     4
#define FIFO_BYTES   16
#define TURN_NS	     200000000ull /* 300 rpm */
#define TURN_1200_NS 166666667ull /* 360 rpm */
#define VERIFY_EC    0x80	  /* in the second byte: count sectors */

enum {
	READ_TRACK = 0x02,
	WRITE = 0x05,
	READ = 0x06,
	WRITE_DELETED = 0x09,
	READ_ID = 0x0a,
	READ_DELETED = 0x0c,
	FORMAT = 0x0d,
	SCAN_EQUAL = 0x11,
	VERIFY = 0x16,
	SCAN_LOW = 0x19,
	SCAN_HIGH = 0x1d
};

enum stage {
	STAGE_SEEK,  /* an implied seek */
	STAGE_WAIT,  /* for an index pulse that does not come */
	STAGE_FAIL,  /* the search is given up when the timer ends */
	STAGE_ID,    /* READ ID */
	STAGE_UNIT,  /* bytes pass */
	STAGE_TURNED /* FORMAT ends at the index pulse */
};

static uint8_t code(const struct i82077 *fdc)
{
	return fdc->command[0] & 0x1f;
}

static bool is_scan(const struct i82077 *fdc)
{
	return code(fdc) == SCAN_EQUAL || code(fdc) == SCAN_LOW || code(fdc) == SCAN_HIGH;
}

static bool is_write(const struct i82077 *fdc)
{
	return code(fdc) == WRITE || code(fdc) == WRITE_DELETED || code(fdc) == FORMAT;
}

bool i82077_to_host(const struct i82077 *fdc)
{
	return !is_write(fdc) && !is_scan(fdc);
}

static bool by_dma(const struct i82077 *fdc)
{
	return !(fdc->specify[1] & SPECIFY_ND);
}

/* ---- the end ---- */

static uint64_t now_ns(const struct i82077 *fdc)
{
	return clock_now(fdc->clock);
}

void i82077_stop(struct i82077 *fdc)
{
	clock_disarm(fdc->clock, &fdc->timer);
	fdc->service = false;
	i82077_update_irq(fdc); /* the result's interrupt is another one */
	irq_set(&fdc->dreq, false);
}

/* The head stays loaded for the unload time. */
static void finish(struct i82077 *fdc, bool normal)
{
	unsigned unload = fdc->specify[0] & 15;
	const uint8_t size = code(fdc) == FORMAT ? fdc->command[2] : fdc->command[5];
	const uint8_t result[] = {
	    (uint8_t)((fdc->command[1] & 3) | fdc->side << 2 | (normal ? 0 : ST0_ABNORMAL)),
	    fdc->st1,
	    fdc->st2,
	    fdc->c,
	    fdc->h,
	    fdc->r,
	    code(fdc) == READ_ID ? SIZE_512 : size};

	i82077_stop(fdc);
	fdc->head_until_ns = now_ns(fdc) + i82077_scaled_ns(fdc, 16 * (unload ? unload : 16));
	i82077_give(fdc, result, sizeof(result), true);
}

static void fail(struct i82077 *fdc, uint8_t st1, uint8_t st2)
{
	fdc->st1 |= st1;
	fdc->st2 |= st2;
	finish(fdc, false);
}

/* ---- the turning disk ---- */

static unsigned speed(const struct i82077 *fdc)
{
	return by_dma(fdc) ? fdc->speed : 1;
}

static uint64_t turn_ns(const struct i82077 *fdc)
{
	enum i82077_drive_type type = fdc->drive[fdc->command[1] & 3].type;

	return (type == I82077_DRIVE_1200K ? TURN_1200_NS : TURN_NS) / speed(fdc);
}

/* When the head is on the disk. */
static uint64_t loaded_ns(const struct i82077 *fdc)
{
	unsigned load = fdc->specify[1] >> 1;

	if (now_ns(fdc) <= fdc->head_until_ns)
		return now_ns(fdc);
	return now_ns(fdc) + i82077_scaled_ns(fdc, 2 * (load ? load : 128));
}

/* The first time from a time on at which a point of the turn passes. */
static uint64_t passes_ns(const struct i82077 *fdc, uint64_t from_ns, uint64_t point_ns)
{
	uint64_t turn = turn_ns(fdc), at = from_ns / turn * turn + point_ns;

	return at < from_ns ? at + turn : at;
}

static void arm(struct i82077 *fdc, enum stage stage, uint64_t ns)
{
	fdc->stage = stage;
	clock_arm(fdc->clock, &fdc->timer, ns);
}

/* Nothing is found until the index hole has passed twice. */
static void give_up(struct i82077 *fdc, uint8_t st1, uint8_t st2)
{
	fdc->st1 |= st1;
	fdc->st2 |= st2;
	arm(fdc, STAGE_FAIL, passes_ns(fdc, loaded_ns(fdc) + 1, 0) + turn_ns(fdc));
}

static void wait_for_ever(struct i82077 *fdc)
{
	fdc->stage = STAGE_WAIT;
	clock_disarm(fdc->clock, &fdc->timer);
}

/* Are there address marks under this head, at this rate? */
static bool has_marks(struct i82077 *fdc)
{
	const struct i82077_drive *drive = i82077_selected(fdc);
	const struct i82077_format *format = &drive->format;

	return drive->medium && fdc->command[0] & COMMAND_MFM && fdc->rate == format->rate &&
	       fdc->side < format->heads && drive->cylinder < format->cylinders;
}

static uint32_t sector_number(struct i82077 *fdc, unsigned r)
{
	const struct i82077_drive *drive = i82077_selected(fdc);
	const struct i82077_format *format = &drive->format;

	return ((uint32_t)drive->cylinder * format->heads + fdc->side) * format->sectors + r - 1;
}

/* ---- the image ---- */

static bool read_sector(struct i82077 *fdc, uint32_t number, uint8_t *to)
{
	const struct block *medium = i82077_selected(fdc)->medium;

	memset(to, 0, SECTOR);
	return number >= medium->sectors || medium->read(medium->ctx, number, to, 1);
}

static bool write_sector(struct i82077 *fdc, uint32_t number, const uint8_t *from, bool deleted)
{
	struct i82077_drive *drive = i82077_selected(fdc);
	const struct block *medium = drive->medium;
	uint8_t bit = 1 << number % 8;

	if (number >= medium->sectors || !medium->write(medium->ctx, number, from, 1))
		return false;
	drive->deleted[number / 8] &= ~bit;
	drive->deleted[number / 8] |= deleted ? bit : 0;
	return true;
}

static bool is_deleted(struct i82077 *fdc, uint32_t number)
{
	return i82077_selected(fdc)->deleted[number / 8] & 1 << number % 8;
}

/* ---- a unit and the FIFO ---- */

static unsigned fifo_depth(const struct i82077 *fdc)
{
	return fdc->configure & CONFIGURE_EFIFO ? 1 : FIFO_BYTES;
}

static unsigned threshold(const struct i82077 *fdc)
{
	return fdc->configure & CONFIGURE_EFIFO ? 1 : (fdc->configure & 15) + 1u;
}

static uint64_t end_ns(const struct i82077 *fdc)
{
	return fdc->start_ns + (uint64_t)fdc->unit_bytes * fdc->byte_ns;
}

/* Bytes that have gone under the head by now. */
static unsigned gone(const struct i82077 *fdc)
{
	uint64_t now = now_ns(fdc), bytes;

	if (now < fdc->start_ns)
		return 0;
	bytes = (now - fdc->start_ns) / fdc->byte_ns;
	return bytes < fdc->unit_bytes ? (unsigned)bytes : fdc->unit_bytes;
}

/* To the host: it is called when so many are in the FIFO, or the last of the unit. */
static void watch_output(struct i82077 *fdc)
{
	unsigned call = fifo_depth(fdc) - threshold(fdc), late = fdc->passed + fifo_depth(fdc) + 1;
	unsigned at = fdc->passed + (call ? call : 1);

	if (fdc->service)
		at = late;
	else if (at > fdc->unit_bytes)
		at = fdc->unit_bytes;
	if (at <= fdc->unit_bytes)
		arm(fdc, STAGE_UNIT, fdc->start_ns + (uint64_t)at * fdc->byte_ns);
	else
		clock_disarm(fdc->clock, &fdc->timer);
}

/* From the host: it is called when no more than the threshold are left, until the FIFO is full. */
static void watch_input(struct i82077 *fdc)
{
	unsigned at = fdc->passed;

	if (fdc->passed == fdc->unit_bytes)
		at = fdc->unit_bytes;
	else if (!fdc->service)
		at = fdc->passed > threshold(fdc) ? fdc->passed - threshold(fdc) : 0;
	arm(fdc, STAGE_UNIT, fdc->start_ns + (uint64_t)at * fdc->byte_ns);
}

static void start_unit(struct i82077 *fdc, unsigned bytes, uint64_t start_ns, uint32_t byte_ns)
{
	bool silent = by_dma(fdc) || fdc->skip || code(fdc) == VERIFY;

	fdc->stage = STAGE_UNIT;
	fdc->unit_bytes = (uint16_t)bytes;
	fdc->passed = 0;
	fdc->start_ns = start_ns;
	fdc->byte_ns = byte_ns;
	fdc->head_until_ns = end_ns(fdc) + TURN_NS; /* it stays on the disk from unit to unit */
	fdc->service = !silent && !i82077_to_host(fdc);
	if (silent)
		arm(fdc, STAGE_UNIT, end_ns(fdc));
	else if (i82077_to_host(fdc))
		watch_output(fdc);
	else
		watch_input(fdc);
	i82077_update_irq(fdc);
}

/* ---- sectors ---- */

/* Read, and marked otherwise than the command wants: skipped, or the last one. */
static void check_mark(struct i82077 *fdc, uint32_t number)
{
	bool wants_deleted = code(fdc) == READ_DELETED;

	fdc->marked = fdc->skip = false;
	if (is_write(fdc) || is_deleted(fdc, number) == wants_deleted || code(fdc) == READ_TRACK)
		return;
	fdc->st2 |= ST2_CONTROL_MARK;
	fdc->skip = fdc->command[0] & COMMAND_SK;
	fdc->marked = !fdc->skip;
}

static void start_sector(struct i82077 *fdc, unsigned r)
{
	static const uint32_t nominal_ns[] = {16000, 26667, 32000, 8000};
	const struct i82077_drive *drive = i82077_selected(fdc);
	uint64_t slot = turn_ns(fdc) / drive->format.sectors;
	uint32_t byte_ns = nominal_ns[fdc->rate & 3] / speed(fdc),
		 most = (uint32_t)(slot * 13 / 16 / SECTOR);
	uint32_t number = sector_number(fdc, r);

	check_mark(fdc, number);
	if (i82077_to_host(fdc) && !read_sector(fdc, number, fdc->buffer)) {
		fail(fdc, ST1_CRC, ST2_CRC);
		return;
	}
	start_unit(fdc, SECTOR, passes_ns(fdc, loaded_ns(fdc), slot * (r - 1)) + slot / 8,
		   byte_ns < most ? byte_ns : most);
}

/* READ TRACK takes the sectors as they come, and only tells that one was not as wanted. */
static void next_of_track(struct i82077 *fdc)
{
	unsigned r = fdc->units + 1u;

	if (!has_marks(fdc))
		give_up(fdc, ST1_NO_MARK, 0);
	else if (fdc->command[5] != SIZE_512 || r > i82077_selected(fdc)->format.sectors)
		give_up(fdc, ST1_NO_DATA, 0);
	else {
		if (fdc->c != i82077_selected(fdc)->cylinder || fdc->h != fdc->side || fdc->r != r)
			fdc->st1 |= ST1_NO_DATA;
		start_sector(fdc, r);
	}
}

static void next_sector(struct i82077 *fdc)
{
	const struct i82077_drive *drive = i82077_selected(fdc);

	if (code(fdc) == READ_TRACK)
		next_of_track(fdc);
	else if (!has_marks(fdc))
		give_up(fdc, ST1_NO_MARK, 0);
	else if (fdc->c != drive->cylinder)
		give_up(fdc, ST1_NO_DATA, ST2_WRONG_CYLINDER);
	else if (fdc->h != fdc->side || fdc->command[5] != SIZE_512 || !fdc->r ||
		 fdc->r > drive->format.sectors)
		give_up(fdc, ST1_NO_DATA, 0);
	else
		start_sector(fdc, fdc->r);
}

static bool is_protected(struct i82077 *fdc)
{
	const struct block *medium = i82077_selected(fdc)->medium;

	return is_write(fdc) && medium && medium->readonly;
}

static void begin(struct i82077 *fdc)
{
	if (!i82077_turns(fdc, fdc->command[1] & 3))
		wait_for_ever(fdc);
	else if (is_protected(fdc))
		fail(fdc, ST1_PROTECT, 0);
	else
		next_sector(fdc);
}

static void reset_execution(struct i82077 *fdc)
{
	fdc->phase = PHASE_EXECUTE;
	fdc->command_bytes = 0;
	fdc->side = fdc->command[1] >> 2 & 1;
	fdc->st1 = fdc->st2 = 0;
	fdc->units = 0;
	fdc->tc = fdc->skip = fdc->marked = fdc->satisfied = fdc->equal = false;
	fdc->service = false;
}

void i82077_start_sectors(struct i82077 *fdc)
{
	const struct i82077_drive *drive = i82077_selected(fdc);
	int steps = fdc->command[2] - drive->pcn;

	reset_execution(fdc);
	fdc->c = fdc->command[2];
	fdc->h = fdc->command[3];
	fdc->r = fdc->command[4];
	fdc->last_eot = fdc->command[6];
	if (fdc->configure & CONFIGURE_EIS && steps)
		arm(fdc, STAGE_SEEK,
		    now_ns(fdc) + i82077_steps_ns(fdc, (unsigned)(steps < 0 ? -steps : steps)));
	else
		begin(fdc);
}

static void implied_seek_over(struct i82077 *fdc)
{
	struct i82077_drive *drive = i82077_selected(fdc);
	int to = drive->cylinder + fdc->c - drive->pcn;

	i82077_move_head(drive, to < 0 ? 0 : (unsigned)to);
	drive->pcn = fdc->c;
	begin(fdc);
}

/* ---- what becomes of a unit ---- */

/* 5.1.5: a byte of FFh from the host or on the disk matches anything. */
static void compare(struct i82077 *fdc)
{
	uint8_t disk[SECTOR];
	unsigned low = 0, high = 0;

	if (!read_sector(fdc, sector_number(fdc, fdc->r), disk))
		return;
	for (unsigned i = 0; i < fdc->passed; i++) {
		if (disk[i] == 0xff || fdc->buffer[i] == 0xff)
			continue;
		low += disk[i] < fdc->buffer[i];
		high += disk[i] > fdc->buffer[i];
	}
	fdc->equal = !low && !high;
	fdc->satisfied =
	    fdc->equal || (code(fdc) == SCAN_LOW && !high) || (code(fdc) == SCAN_HIGH && !low);
}

/* The datasheet's table of the result phase: the sector after the last one. */
static void advance(struct i82077 *fdc)
{
	bool multi = fdc->command[0] & COMMAND_MT;

	if (fdc->r != fdc->command[6]) {
		fdc->r++;
		return;
	}
	fdc->r = 1;
	if (!multi || fdc->side)
		fdc->c++;
	if (multi)
		fdc->h ^= 1;
}

/* 5.1: EOT is reached and the host has not said that it is enough. */
static void track_over(struct i82077 *fdc)
{
	if (fdc->command[0] & COMMAND_MT && !fdc->side && code(fdc) != READ_TRACK) {
		fdc->side = 1;
		fdc->h ^= 1;
		fdc->r = 1;
		next_sector(fdc);
		return;
	}
	if (!is_scan(fdc) && code(fdc) != VERIFY) {
		fail(fdc, ST1_END, 0); /* the address stays that of the last sector */
		return;
	}
	advance(fdc);
	fdc->st2 |= is_scan(fdc) ? ST2_SCAN_NOT : 0;
	finish(fdc, true);
}

static bool counted_out(const struct i82077 *fdc)
{
	return code(fdc) == VERIFY && fdc->command[1] & VERIFY_EC && fdc->units == fdc->command[8];
}

static void go_on(struct i82077 *fdc)
{
	unsigned step = is_scan(fdc) && fdc->command[8] == 2 ? 2 : 1;
	bool at_end =
	    code(fdc) == READ_TRACK ? fdc->units >= fdc->command[6] : fdc->r == fdc->command[6];

	if (fdc->satisfied) {
		fdc->st2 |= fdc->equal ? ST2_SCAN_EQUAL : 0;
		finish(fdc, true);
	} else if (fdc->marked) {
		finish(fdc, true);
	} else if (fdc->tc || counted_out(fdc)) {
		advance(fdc);
		finish(fdc, true);
	} else if (at_end) {
		track_over(fdc);
	} else {
		fdc->r = (uint8_t)(fdc->r + step);
		next_sector(fdc);
	}
}

static void sector_over(struct i82077 *fdc)
{
	fdc->units++;
	fdc->service = false;
	i82077_update_irq(fdc);
	if (is_write(fdc)) {
		/* "If TC comes within a sector, its rest is filled with zeros." */
		memset(fdc->buffer + fdc->passed, 0, SECTOR - fdc->passed);
		if (!write_sector(fdc, sector_number(fdc, fdc->r), fdc->buffer,
				  code(fdc) == WRITE_DELETED)) {
			fail(fdc, ST1_CRC, ST2_CRC);
			return;
		}
	} else if (is_scan(fdc) && !fdc->skip) {
		compare(fdc);
	}
	go_on(fdc);
}

/* ---- FORMAT TRACK and READ ID ---- */

static void format_unit(struct i82077 *fdc)
{
	uint64_t slot = turn_ns(fdc) / fdc->command[3];
	uint64_t start = fdc->units ? fdc->start_ns + slot : passes_ns(fdc, loaded_ns(fdc), 0);

	start_unit(fdc, ID_BYTES, start, (uint32_t)(slot / 8));
}

/* An address as the image has it: the sector is filled. */
static bool format_sector(struct i82077 *fdc)
{
	const struct i82077_drive *drive = i82077_selected(fdc);
	uint8_t filled[SECTOR];

	fdc->c = fdc->buffer[0];
	fdc->h = fdc->buffer[1];
	fdc->r = fdc->buffer[2];
	if (fdc->c != drive->cylinder || fdc->h != fdc->side || fdc->buffer[3] != SIZE_512 ||
	    !fdc->r || fdc->r > drive->format.sectors)
		return true;
	memset(filled, fdc->command[5], sizeof(filled));
	return write_sector(fdc, sector_number(fdc, fdc->r), filled, false);
}

static void address_over(struct i82077 *fdc)
{
	fdc->units++;
	fdc->service = false;
	i82077_update_irq(fdc);
	if (!format_sector(fdc))
		fail(fdc, ST1_CRC, ST2_CRC);
	else if (fdc->units < fdc->command[3])
		format_unit(fdc);
	else
		arm(fdc, STAGE_TURNED, passes_ns(fdc, now_ns(fdc), 0));
}

void i82077_start_format(struct i82077 *fdc)
{
	reset_execution(fdc);
	fdc->c = i82077_selected(fdc)->cylinder;
	fdc->h = fdc->side;
	fdc->r = 1;
	fdc->last_eot = fdc->command[3];
	if (!i82077_turns(fdc, fdc->command[1] & 3))
		wait_for_ever(fdc);
	else if (is_protected(fdc))
		fail(fdc, ST1_PROTECT, 0);
	else if (!has_marks(fdc) || !fdc->command[3])
		give_up(fdc, ST1_NO_MARK, 0);
	else
		format_unit(fdc);
}

/* The next address that passes. */
void i82077_start_read_id(struct i82077 *fdc)
{
	const struct i82077_drive *drive = i82077_selected(fdc);
	uint64_t slot, from;

	reset_execution(fdc);
	fdc->c = fdc->h = fdc->r = 0;
	if (!i82077_turns(fdc, fdc->command[1] & 3)) {
		wait_for_ever(fdc);
		return;
	}
	if (!has_marks(fdc)) {
		give_up(fdc, ST1_NO_MARK, 0);
		return;
	}
	slot = turn_ns(fdc) / drive->format.sectors;
	from = loaded_ns(fdc) % turn_ns(fdc) / slot + 1;
	if (from >= drive->format.sectors)
		from = 0;
	fdc->c = drive->cylinder;
	fdc->h = fdc->side;
	fdc->r = (uint8_t)(from + 1);
	arm(fdc, STAGE_ID, passes_ns(fdc, loaded_ns(fdc), from * slot));
}

/* ---- DMA ---- */

/* One DACK: a byte has passed; TC is the last. */
static void acknowledge(struct i82077 *fdc, bool tc)
{
	fdc->passed++;
	fdc->tc |= tc;
	if (tc || fdc->passed == fdc->unit_bytes)
		irq_set(&fdc->dreq, false);
}

static bool asks_dma(const struct i82077 *fdc)
{
	return fdc->phase == PHASE_EXECUTE && fdc->stage == STAGE_UNIT && !fdc->tc &&
	       fdc->passed < fdc->unit_bytes;
}

static uint16_t dma_read(void *dev, bool tc)
{
	struct i82077 *fdc = dev;
	uint8_t byte = 0xff;

	if (!asks_dma(fdc))
		return byte;
	if (i82077_to_host(fdc))
		byte = fdc->buffer[fdc->passed];
	else
		fdc->buffer[fdc->passed] = byte;
	acknowledge(fdc, tc);
	return byte;
}

static void dma_write(void *dev, uint16_t value, bool tc)
{
	struct i82077 *fdc = dev;

	if (!asks_dma(fdc))
		return;
	if (!i82077_to_host(fdc))
		fdc->buffer[fdc->passed] = (uint8_t)value;
	acknowledge(fdc, tc);
}

static void dma_verify(void *dev, bool tc)
{
	if (asks_dma(dev))
		acknowledge(dev, tc);
}

struct i8237_client i82077_dma_client(struct i82077 *fdc)
{
	return (struct i8237_client){dma_read, dma_write, dma_verify, fdc};
}

/* The whole unit at once. A channel that does not take it is late. */
static bool pass_by_dma(struct i82077 *fdc)
{
	enum { DOR_GATE = 8 };

	if (fdc->dor & DOR_GATE)
		irq_set(&fdc->dreq, true);
	irq_set(&fdc->dreq, false);
	return fdc->passed == fdc->unit_bytes || fdc->tc;
}

/* ---- the timer ---- */

static void unit_over(struct i82077 *fdc)
{
	if (code(fdc) == FORMAT)
		address_over(fdc);
	else
		sector_over(fdc);
}

static void pio_due(struct i82077 *fdc)
{
	unsigned under = gone(fdc);

	if (i82077_to_host(fdc)) {
		if (under > fdc->passed + fifo_depth(fdc)) {
			fail(fdc, ST1_OVERRUN, 0);
			return;
		}
		fdc->service = true;
		watch_output(fdc);
	} else if (fdc->passed == fdc->unit_bytes) {
		unit_over(fdc);
		return;
	} else if (now_ns(fdc) >= fdc->start_ns + (uint64_t)fdc->passed * fdc->byte_ns) {
		fail(fdc, ST1_OVERRUN, 0);
		return;
	} else {
		fdc->service = true;
		watch_input(fdc);
	}
	i82077_update_irq(fdc);
}

static void unit_due(struct i82077 *fdc)
{
	if (fdc->skip || code(fdc) == VERIFY)
		unit_over(fdc);
	else if (!by_dma(fdc))
		pio_due(fdc);
	else if (pass_by_dma(fdc))
		unit_over(fdc);
	else
		fail(fdc, ST1_OVERRUN, 0);
}

void i82077_due(struct i82077 *fdc)
{
	bool looks = fdc->stage != STAGE_SEEK && fdc->stage != STAGE_FAIL;

	if (fdc->stage != STAGE_SEEK && !i82077_turns(fdc, fdc->command[1] & 3)) {
		wait_for_ever(fdc);
		return;
	}
	if (looks && !i82077_selected(fdc)->medium) { /* taken out on the way */
		give_up(fdc, ST1_NO_MARK, 0);
		return;
	}
	switch (fdc->stage) {
	case STAGE_SEEK:
		implied_seek_over(fdc);
		break;
	case STAGE_UNIT:
		unit_due(fdc);
		break;
	case STAGE_FAIL:
		finish(fdc, false);
		break;
	default:
		finish(fdc, true);
	}
}

/* ---- the data port, without DMA ---- */

static bool serves_port(const struct i82077 *fdc)
{
	return fdc->stage == STAGE_UNIT && !by_dma(fdc) && fdc->service;
}

uint8_t i82077_fifo_peek(const struct i82077 *fdc)
{
	return serves_port(fdc) && i82077_to_host(fdc) && fdc->passed < gone(fdc)
		   ? fdc->buffer[fdc->passed]
		   : 0;
}

void i82077_fifo_taken(struct i82077 *fdc)
{
	if (!serves_port(fdc) || !i82077_to_host(fdc) || fdc->passed >= gone(fdc))
		return;
	fdc->passed++;
	if (fdc->passed == fdc->unit_bytes) {
		unit_over(fdc);
		return;
	}
	if (fdc->passed == gone(fdc))
		fdc->service = false;
	watch_output(fdc);
	i82077_update_irq(fdc);
}

void i82077_fifo_put(struct i82077 *fdc, uint8_t value)
{
	if (!serves_port(fdc) || i82077_to_host(fdc) || fdc->passed >= fdc->unit_bytes)
		return;
	fdc->buffer[fdc->passed++] = value;
	if (fdc->passed == fdc->unit_bytes || fdc->passed - gone(fdc) >= fifo_depth(fdc))
		fdc->service = false;
	watch_input(fdc);
	i82077_update_irq(fdc);
}

/* ---- snapshot ---- */

bool i82077_data_loaded(struct i82077 *fdc)
{
	const struct i82077_drive *drive = i82077_selected(fdc);

	if (fdc->stage > STAGE_TURNED || fdc->unit_bytes > SECTOR ||
	    fdc->passed > fdc->unit_bytes || fdc->side > 1)
		return false;
	if (fdc->stage == STAGE_WAIT || fdc->stage == STAGE_SEEK)
		return true;
	if (fdc->stage == STAGE_FAIL)
		return true;
	if (!drive->medium || !fdc->byte_ns || fdc->byte_ns > TURN_NS)
		return false;
	if (code(fdc) == FORMAT)
		return fdc->command[3] && fdc->unit_bytes <= ID_BYTES;
	return fdc->stage != STAGE_UNIT || (fdc->unit_bytes == SECTOR && fdc->r &&
					    fdc->r <= drive->format.sectors && has_marks(fdc));
}
