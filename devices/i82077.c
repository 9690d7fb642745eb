/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 82077AA CHMOS single-chip floppy disk controller (datasheet 290166),
 * in PC/AT mode, and up to four drives.
 *
 *	3F0  r status A, 3F1 r status B (as in PS/2 mode)
 *	3F2  rw digital output: 7-4 motors, 3 DMA and interrupt on, 2 not reset,
 *	     1-0 drive
 *	3F3  rw tape drive
 *	3F4  r main status	w data rate select: 7 reset, 1-0 rate
 *	3F5  rw data
 *	3F7  r digital input: 7 disk change	w configuration control: 1-0 rate
 *
 * A drive that is not there or whose motor is off gives no index pulses, so a
 * command that looks for a sector there waits until the controller is reset,
 * as on the real chip. An empty drive gives them (its index sensor is at the
 * motor, as in most 3.5" drives), but has no address marks.
 *
 * NOT IMPLEMENTED: sectors of other sizes than 512 bytes (not found), FM
 * (no address marks), formatting to another layout than the image's, write
 * precompensation, the perpendicular mode's gaps, power-down, tape drives,
 * DTL, the delay of RQM between bytes.
 */
#include "devices/i82077.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "devices/i82077_inner.h"

#define DOR_NOT_RESET	  0x04
#define DOR_GATE	  0x08
#define DSR_RESET	  0x80
#define MSR_RQM		  0x80
#define MSR_DIO		  0x40
#define MSR_NON_DMA	  0x20
#define MSR_BUSY	  0x10
#define RATE_MASK	  0x03
#define RESET_NS	  30000ull
#define RECALIBRATE_STEPS 79
#define LAST_CYLINDER	  84

enum { SRA, SRB, DOR, TDR, MSR_DSR, FIFO, DIR_CCR = 7 };

/* ---- pins ---- */

static bool wants_irq(const struct i82077 *fdc)
{
	if (fdc->reset_interrupt)
		return true;
	for (unsigned n = 0; n < I82077_DRIVES; n++)
		if (fdc->drive[n].sought)
			return true;
	return (fdc->phase == PHASE_RESULT && fdc->result_interrupt) ||
	       (fdc->phase == PHASE_EXECUTE && fdc->service);
}

void i82077_update_irq(struct i82077 *fdc)
{
	bool level = wants_irq(fdc) && fdc->dor & DOR_GATE;

	if (level == fdc->irq_level)
		return;
	fdc->irq_level = level;
	irq_set(&fdc->irq, level);
}

/* ---- the drives ---- */

bool i82077_turns(const struct i82077 *fdc, unsigned n)
{
	return fdc->drive[n].type != I82077_NO_DRIVE && fdc->dor & 0x10 << n;
}

/* SPECIFY, table of rates: 1 ms at 500 kbit/s is 2 at 250, 1.67 at 300 and 0.5 at 1000. */
uint64_t i82077_scaled_ns(const struct i82077 *fdc, unsigned ms)
{
	static const uint32_t ns[] = {1000000, 1666667, 2000000, 500000};

	return (uint64_t)ms * ns[fdc->rate & RATE_MASK] / fdc->speed;
}

uint64_t i82077_steps_ns(const struct i82077 *fdc, unsigned steps)
{
	return steps * i82077_scaled_ns(fdc, 16 - (fdc->specify[0] >> 4));
}

/* A step with a disk in resets the disk change line. */
void i82077_move_head(struct i82077_drive *drive, unsigned cylinder)
{
	if (drive->type == I82077_NO_DRIVE)
		return;
	if (drive->cylinder != cylinder && drive->medium)
		drive->changed = false;
	drive->cylinder = (uint8_t)(cylinder > LAST_CYLINDER ? LAST_CYLINDER : cylinder);
}

static void start_seek(struct i82077 *fdc, unsigned steps, unsigned cylinder, uint8_t new_pcn,
		       uint8_t st0)
{
	struct i82077_drive *drive = i82077_selected(fdc);

	drive->seeking = true;
	drive->sought = false;
	drive->target = (uint8_t)cylinder;
	drive->new_pcn = new_pcn;
	drive->seek_st0 = st0 | (fdc->command[1] & 7);
	clock_arm(fdc->clock, &drive->timer, clock_now(fdc->clock) + i82077_steps_ns(fdc, steps));
	fdc->phase = PHASE_COMMAND;
	fdc->command_bytes = 0;
	i82077_update_irq(fdc);
}

static void seek_due(void *owner, uint64_t now_ns)
{
	struct i82077 *fdc = owner;

	for (unsigned n = 0; n < I82077_DRIVES; n++) {
		struct i82077_drive *drive = &fdc->drive[n];

		if (!drive->seeking || clock_armed(&drive->timer))
			continue;
		drive->seeking = false;
		drive->sought = true;
		drive->pcn = drive->new_pcn;
		i82077_move_head(drive, drive->target);
	}
	(void)now_ns;
	i82077_update_irq(fdc);
}

/* Where so many steps bring a head; the stop at either end holds it. */
static unsigned stepped(const struct i82077_drive *drive, int steps)
{
	int to = drive->cylinder + steps;

	return to < 0 ? 0 : to > LAST_CYLINDER ? LAST_CYLINDER : (unsigned)to;
}

static void seek(struct i82077 *fdc)
{
	struct i82077_drive *drive = i82077_selected(fdc);
	int steps = fdc->command[2] - drive->pcn;

	start_seek(fdc, steps < 0 ? (unsigned)-steps : (unsigned)steps, stepped(drive, steps),
		   fdc->command[2], ST0_SEEK_END);
}

static void relative_seek(struct i82077 *fdc)
{
	struct i82077_drive *drive = i82077_selected(fdc);
	int steps = fdc->command[0] & 0x40 ? fdc->command[2] : -fdc->command[2];

	start_seek(fdc, fdc->command[2], stepped(drive, steps), (uint8_t)(drive->pcn + steps),
		   ST0_SEEK_END);
}

/* At most 79 steps towards track 0; a drive that does not say it is there is an equipment check. */
static void recalibrate(struct i82077 *fdc)
{
	struct i82077_drive *drive = i82077_selected(fdc);
	bool there = drive->type != I82077_NO_DRIVE && drive->cylinder <= RECALIBRATE_STEPS;
	unsigned steps = there ? drive->cylinder : RECALIBRATE_STEPS;

	fdc->command[1] &= 3;
	start_seek(fdc, steps, stepped(drive, -RECALIBRATE_STEPS), 0,
		   there ? ST0_SEEK_END : ST0_SEEK_END | ST0_EQUIP | ST0_ABNORMAL);
}

/* ---- short commands ---- */

void i82077_give(struct i82077 *fdc, const uint8_t *bytes, unsigned count, bool interrupt)
{
	assert(count && count <= sizeof(fdc->result));
	memcpy(fdc->result, bytes, count);
	fdc->result_bytes = (uint8_t)count;
	fdc->result_pos = 0;
	fdc->result_interrupt = interrupt;
	fdc->phase = PHASE_RESULT;
	fdc->command_bytes = 0;
	i82077_update_irq(fdc);
}

static void give_byte(struct i82077 *fdc, uint8_t byte)
{
	i82077_give(fdc, &byte, 1, false);
}

static void give_nothing(struct i82077 *fdc)
{
	fdc->phase = PHASE_COMMAND;
	fdc->command_bytes = 0;
	i82077_update_irq(fdc);
}

static void invalid(struct i82077 *fdc)
{
	give_byte(fdc, ST0_INVALID);
}

static void specify(struct i82077 *fdc)
{
	fdc->specify[0] = fdc->command[1];
	fdc->specify[1] = fdc->command[2];
	give_nothing(fdc);
}

static void sense_drive(struct i82077 *fdc)
{
	const struct i82077_drive *drive = i82077_selected(fdc);
	uint8_t st3 = 0x28 | (fdc->command[1] & 7);

	if (drive->type != I82077_NO_DRIVE && drive->cylinder == 0)
		st3 |= 0x10;
	if (drive->medium && drive->medium->readonly)
		st3 |= 0x40;
	give_byte(fdc, st3);
}

/* After a reset, once for each drive; else for a seek that has ended; else it is invalid. */
static void sense_interrupt(struct i82077 *fdc)
{
	if (fdc->to_sense) {
		unsigned n = I82077_DRIVES - fdc->to_sense--;
		const uint8_t answer[] = {(uint8_t)(ST0_POLLED | n), fdc->drive[n].pcn};

		fdc->reset_interrupt = false;
		i82077_give(fdc, answer, 2, false);
		return;
	}
	for (unsigned n = 0; n < I82077_DRIVES; n++) {
		struct i82077_drive *drive = &fdc->drive[n];
		const uint8_t answer[] = {drive->seek_st0, drive->pcn};

		if (!drive->sought)
			continue;
		drive->sought = false;
		i82077_give(fdc, answer, 2, false);
		return;
	}
	invalid(fdc);
}

static void configure(struct i82077 *fdc)
{
	fdc->configure = fdc->command[2] & 0x7f;
	fdc->precompensation = fdc->command[3];
	give_nothing(fdc);
}

static void perpendicular(struct i82077 *fdc)
{
	uint8_t value = fdc->command[1];
	uint8_t mask = value & 0x80 ? 0x3f : 0x03; /* OW: the drives' bits, too */

	fdc->perpendicular = (fdc->perpendicular & ~mask) | (value & mask);
	give_nothing(fdc);
}

static void lock(struct i82077 *fdc)
{
	fdc->locked = fdc->command[0] & 0x80;
	give_byte(fdc, fdc->locked ? 0x10 : 0);
}

static void version(struct i82077 *fdc)
{
	give_byte(fdc, 0x90);
}

static void dump_registers(struct i82077 *fdc)
{
	const uint8_t registers[] = {
	    fdc->drive[0].pcn, fdc->drive[1].pcn,
	    fdc->drive[2].pcn, fdc->drive[3].pcn,
	    fdc->specify[0],   fdc->specify[1],
	    fdc->last_eot,     (uint8_t)(fdc->locked << 7 | fdc->perpendicular),
	    fdc->configure,    fdc->precompensation};

	i82077_give(fdc, registers, sizeof(registers), false);
}

/* Table 5-1 */
static const struct command {
	uint8_t mask, value, bytes;
	void (*start)(struct i82077 *fdc);
} commands[] = {
    {0x1f, 0x06, 9, i82077_start_sectors}, /* READ DATA */
    {0x1f, 0x0c, 9, i82077_start_sectors}, /* READ DELETED DATA */
    {0x3f, 0x05, 9, i82077_start_sectors}, /* WRITE DATA */
    {0x3f, 0x09, 9, i82077_start_sectors}, /* WRITE DELETED DATA */
    {0x9f, 0x02, 9, i82077_start_sectors}, /* READ TRACK */
    {0x1f, 0x16, 9, i82077_start_sectors}, /* VERIFY */
    {0x1f, 0x11, 9, i82077_start_sectors}, /* SCAN EQUAL */
    {0x1f, 0x19, 9, i82077_start_sectors}, /* SCAN LOW OR EQUAL */
    {0x1f, 0x1d, 9, i82077_start_sectors}, /* SCAN HIGH OR EQUAL */
    {0xbf, 0x0d, 6, i82077_start_format},  /* FORMAT TRACK */
    {0xbf, 0x0a, 2, i82077_start_read_id}, /* READ ID */
    {0xff, 0x03, 3, specify},
    {0xff, 0x04, 2, sense_drive},
    {0xff, 0x07, 2, recalibrate},
    {0xff, 0x08, 1, sense_interrupt},
    {0xff, 0x0e, 1, dump_registers},
    {0xff, 0x0f, 3, seek},
    {0xbf, 0x8f, 3, relative_seek},
    {0xff, 0x10, 1, version},
    {0xff, 0x12, 2, perpendicular},
    {0xff, 0x13, 4, configure},
    {0x7f, 0x14, 1, lock},
};

static const struct command *find_command(uint8_t code)
{
	for (unsigned i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if ((code & commands[i].mask) == commands[i].value)
			return &commands[i];
	return NULL;
}

static void take_command_byte(struct i82077 *fdc, uint8_t value)
{
	const struct command *command;

	fdc->command[fdc->command_bytes++] = value;
	command = find_command(fdc->command[0]);
	if (!command)
		invalid(fdc);
	else if (fdc->command_bytes == command->bytes)
		command->start(fdc);
}

static void take_result(struct i82077 *fdc)
{
	fdc->result_interrupt = false;
	if (++fdc->result_pos == fdc->result_bytes)
		fdc->phase = PHASE_COMMAND;
	i82077_update_irq(fdc);
}

/* ---- resets ---- */

static bool in_reset(const struct i82077 *fdc)
{
	return !(fdc->dor & DOR_NOT_RESET);
}

/* 6.0: what a reset by DOR or DSR, or the RESET pin, clears */
static void clear(struct i82077 *fdc)
{
	i82077_stop(fdc);
	for (unsigned n = 0; n < I82077_DRIVES; n++) {
		clock_disarm(fdc->clock, &fdc->drive[n].timer);
		fdc->drive[n].seeking = fdc->drive[n].sought = false;
		fdc->drive[n].pcn = 0;
	}
	fdc->phase = PHASE_COMMAND;
	fdc->command_bytes = fdc->result_bytes = fdc->result_pos = 0;
	fdc->result_interrupt = false;
	fdc->reset_interrupt = false;
	fdc->to_sense = 0;
	fdc->perpendicular &= 0x3c;
	if (!fdc->locked) {
		fdc->configure = CONFIGURE_EFIFO;
		fdc->precompensation = 0;
	}
	i82077_update_irq(fdc);
}

static void leave_reset(struct i82077 *fdc)
{
	fdc->resetting = true;
	clock_arm(fdc->clock, &fdc->timer, clock_now(fdc->clock) + RESET_NS);
}

/* With polling, every drive seems to have become ready. */
static void reset_over(struct i82077 *fdc)
{
	fdc->resetting = false;
	fdc->to_sense = fdc->configure & CONFIGURE_POLL ? 0 : I82077_DRIVES;
	fdc->reset_interrupt = fdc->to_sense > 0;
	i82077_update_irq(fdc);
}

static void timer_due(void *owner, uint64_t now_ns)
{
	struct i82077 *fdc = owner;

	(void)now_ns;
	if (fdc->phase == PHASE_EXECUTE)
		i82077_due(fdc);
	else if (fdc->resetting)
		reset_over(fdc);
}

void i82077_reset(struct i82077 *fdc)
{
	fdc->locked = false;
	fdc->dor = fdc->tdr = 0;
	fdc->dsr = fdc->rate = 2; /* 250 kbit/s */
	fdc->perpendicular = 0;
	fdc->specify[0] = fdc->specify[1] = 0;
	fdc->last_eot = 0;
	fdc->head_until_ns = 0;
	fdc->resetting = false;
	clear(fdc);
}

/* ---- registers ---- */

static void write_dor(struct i82077 *fdc, uint8_t value)
{
	bool was = in_reset(fdc);

	fdc->dor = value;
	if (in_reset(fdc)) {
		fdc->resetting = false;
		clear(fdc);
	} else if (was) {
		leave_reset(fdc);
	}
	i82077_update_irq(fdc);
}

static void write_dsr(struct i82077 *fdc, uint8_t value)
{
	fdc->dsr = value & 0x7f;
	fdc->rate = value & RATE_MASK;
	if (!(value & DSR_RESET) || in_reset(fdc))
		return;
	clear(fdc);
	leave_reset(fdc);
}

static uint8_t main_status(const struct i82077 *fdc)
{
	uint8_t status = 0;

	if (in_reset(fdc) || fdc->resetting)
		return 0;
	for (unsigned n = 0; n < I82077_DRIVES; n++)
		status |= (uint8_t)(fdc->drive[n].seeking << n);
	if (fdc->phase == PHASE_RESULT)
		return status | MSR_RQM | MSR_DIO | MSR_BUSY;
	if (fdc->phase == PHASE_COMMAND)
		return status | MSR_RQM | (fdc->command_bytes ? MSR_BUSY : 0);
	status |= MSR_BUSY;
	if (fdc->specify[1] & SPECIFY_ND)
		status |= MSR_NON_DMA;
	if (fdc->service)
		status |= MSR_RQM | (i82077_to_host(fdc) ? MSR_DIO : 0);
	return status;
}

static uint8_t status_a(const struct i82077 *fdc)
{
	const struct i82077_drive *drive = &fdc->drive[fdc->dor & 3];
	bool track0 = drive->type != I82077_NO_DRIVE && drive->cylinder == 0;
	bool protected = drive->medium && drive->medium->readonly;

	return (uint8_t)(wants_irq(fdc) << 7 | (fdc->drive[1].type == I82077_NO_DRIVE) << 6 |
			 !track0 << 4 | (fdc->command[1] & 4) << 1 | 1 << 2 | !protected << 1);
}

static uint8_t status_b(const struct i82077 *fdc)
{
	return 0xc0 | (fdc->dor & 1) << 5 | (fdc->dor >> 4 & 3);
}

/* A drive is selected by its number and its motor. */
static uint8_t digital_input(const struct i82077 *fdc)
{
	unsigned n = fdc->dor & 3;
	const struct i82077_drive *drive = &fdc->drive[n];
	bool selected = drive->type != I82077_NO_DRIVE && fdc->dor & 0x10 << n;

	return selected && drive->changed ? 0x80 : 0;
}

static uint8_t peek_fifo(const struct i82077 *fdc)
{
	if (fdc->phase == PHASE_RESULT)
		return fdc->result[fdc->result_pos];
	return fdc->phase == PHASE_EXECUTE ? i82077_fifo_peek(fdc) : 0;
}

uint8_t i82077_peek(const struct i82077 *fdc, unsigned off)
{
	switch (off) {
	case SRA:
		return status_a(fdc);
	case SRB:
		return status_b(fdc);
	case DOR:
		return fdc->dor;
	case TDR:
		return fdc->tdr;
	case MSR_DSR:
		return main_status(fdc);
	case FIFO:
		return peek_fifo(fdc);
	case DIR_CCR:
		return digital_input(fdc);
	default:
		return 0xff;
	}
}

uint8_t i82077_read(struct i82077 *fdc, unsigned off)
{
	uint8_t value = i82077_peek(fdc, off);

	if (off != FIFO)
		return value;
	if (fdc->phase == PHASE_RESULT)
		take_result(fdc);
	else if (fdc->phase == PHASE_EXECUTE)
		i82077_fifo_taken(fdc);
	return value;
}

static void write_fifo(struct i82077 *fdc, uint8_t value)
{
	if (in_reset(fdc) || fdc->resetting)
		return;
	if (fdc->phase == PHASE_COMMAND)
		take_command_byte(fdc, value);
	else if (fdc->phase == PHASE_EXECUTE)
		i82077_fifo_put(fdc, value);
}

void i82077_write(struct i82077 *fdc, unsigned off, uint8_t value)
{
	switch (off) {
	case DOR:
		write_dor(fdc, value);
		break;
	case TDR:
		fdc->tdr = value & 3;
		break;
	case MSR_DSR:
		write_dsr(fdc, value);
		break;
	case FIFO:
		write_fifo(fdc, value);
		break;
	case DIR_CCR:
		fdc->rate = value & RATE_MASK;
		break;
	default:
		break;
	}
}

/* ---- making ---- */

void i82077_init(struct i82077 *fdc, struct clock *clock, unsigned speed, struct irq_line irq,
		 struct irq_line dreq)
{
	assert(speed >= 1 && speed <= 64);
	memset(fdc, 0, sizeof(*fdc));
	fdc->speed = speed;
	fdc->clock = clock;
	fdc->irq = irq;
	fdc->dreq = dreq;
	clock_timer_init(&fdc->timer, timer_due, fdc);
	for (unsigned n = 0; n < I82077_DRIVES; n++)
		clock_timer_init(&fdc->drive[n].timer, seek_due, fdc);
	i82077_reset(fdc);
}

void i82077_attach(struct i82077 *fdc, unsigned n, enum i82077_drive_type type)
{
	assert(n < I82077_DRIVES);
	fdc->drive[n].type = type;
	fdc->drive[n].changed = true;
}

bool i82077_insert(struct i82077 *fdc, unsigned n, const struct block *medium)
{
	struct i82077_drive *drive = &fdc->drive[n];
	const struct i82077_format *format = medium ? i82077_format(medium->sectors) : NULL;

	assert(n < I82077_DRIVES);
	if (medium && !format)
		return false;
	drive->medium = medium;
	drive->changed = true;
	memset(drive->deleted, 0, sizeof(drive->deleted));
	if (format)
		drive->format = *format;
	return true;
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i82077_read(dev, off);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i82077_peek(dev, off);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	i82077_write(dev, off, (uint8_t)value);
}

static uint32_t change_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return i82077_read(dev, DIR_CCR);
}

static uint32_t change_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return i82077_peek(dev, DIR_CCR);
}

static void change_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)off, (void)bytes;
	i82077_write(dev, DIR_CCR, (uint8_t)value);
}

const struct io_ops i82077_ops = {io_read, io_write, io_peek, 1};
const struct io_ops i82077_change_ops = {change_read, change_write, change_peek, 1};

/* ---- snapshot ---- */

static void loaded(void *dev)
{
	struct i82077 *fdc = dev;
	const struct command *command;

	if (fdc->command_bytes >= sizeof(fdc->command))
		fdc->command_bytes = 0;
	command = find_command(fdc->command[0]);
	if (fdc->command_bytes && (!command || fdc->command_bytes >= command->bytes))
		fdc->command_bytes = 0;
	if (fdc->to_sense > I82077_DRIVES)
		fdc->to_sense = I82077_DRIVES;
	fdc->rate &= RATE_MASK;
	if (fdc->phase > PHASE_RESULT ||
	    (fdc->phase == PHASE_RESULT &&
	     (fdc->result_bytes > sizeof(fdc->result) || fdc->result_pos >= fdc->result_bytes)) ||
	    (fdc->phase == PHASE_EXECUTE && !i82077_data_loaded(fdc)))
		fdc->phase = PHASE_COMMAND;
	irq_set(&fdc->irq, fdc->irq_level);
}

static const struct snap_field fields[] = {
    SNAP(struct i82077, dor),
    SNAP(struct i82077, tdr),
    SNAP(struct i82077, dsr),
    SNAP(struct i82077, rate),
    SNAP(struct i82077, resetting),
    SNAP(struct i82077, reset_interrupt),
    SNAP(struct i82077, irq_level),
    SNAP(struct i82077, to_sense),
    SNAP(struct i82077, locked),
    SNAP(struct i82077, configure),
    SNAP(struct i82077, precompensation),
    SNAP(struct i82077, perpendicular),
    SNAP(struct i82077, specify),
    SNAP(struct i82077, head_until_ns),
    SNAP(struct i82077, phase),
    SNAP(struct i82077, command),
    SNAP(struct i82077, command_bytes),
    SNAP(struct i82077, result),
    SNAP(struct i82077, result_bytes),
    SNAP(struct i82077, result_pos),
    SNAP(struct i82077, result_interrupt),
    SNAP(struct i82077, stage),
    SNAP(struct i82077, c),
    SNAP(struct i82077, h),
    SNAP(struct i82077, r),
    SNAP(struct i82077, side),
    SNAP(struct i82077, st0),
    SNAP(struct i82077, st1),
    SNAP(struct i82077, st2),
    SNAP(struct i82077, last_eot),
    SNAP(struct i82077, units),
    SNAP(struct i82077, tc),
    SNAP(struct i82077, skip),
    SNAP(struct i82077, satisfied),
    SNAP(struct i82077, equal),
    SNAP(struct i82077, marked),
    SNAP(struct i82077, buffer),
    SNAP(struct i82077, unit_bytes),
    SNAP(struct i82077, passed),
    SNAP(struct i82077, start_ns),
    SNAP(struct i82077, byte_ns),
    SNAP(struct i82077, service),
    SNAP_TIMER(struct i82077, timer),
    SNAP_END,
};
const struct snap_desc i82077_snap = {"i82077", 1, fields, loaded};

static void drive_loaded(void *dev)
{
	struct i82077_drive *drive = dev;

	if (drive->cylinder > LAST_CYLINDER)
		drive->cylinder = LAST_CYLINDER;
}

static const struct snap_field drive_fields[] = {
    SNAP(struct i82077_drive, changed),
    SNAP(struct i82077_drive, cylinder),
    SNAP(struct i82077_drive, pcn),
    SNAP(struct i82077_drive, seek_st0),
    SNAP(struct i82077_drive, seeking),
    SNAP(struct i82077_drive, sought),
    SNAP(struct i82077_drive, target),
    SNAP(struct i82077_drive, new_pcn),
    SNAP_TIMER(struct i82077_drive, timer),
    SNAP(struct i82077_drive, deleted),
    SNAP_END,
};
const struct snap_desc i82077_drive_snap = {"floppy drive", 1, drive_fields, drive_loaded};
