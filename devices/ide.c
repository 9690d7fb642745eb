/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An ATA channel (ATA/ATAPI-6, INCITS 361-2002, sections 5-7 and 9).
 *
 *	+0  rw data, 8, 16 or 32 bits	+1  r error, w features
 *	+2  rw sector count		+3-5  rw LBA low, mid, high
 *	+6  rw device			+7  r status, w command
 *	control block: r alternate status, w device control (nIEN, SRST, HOB)
 *
 * Both drives take what is written to the command block but the command; the
 * selected one answers. Drive 0 answers for an absent drive 1, with a status
 * of 0. A channel without drives reads as 0: its data lines are pulled down.
 *
 * NOT IMPLEMENTED: overlapped and queued commands, CRC errors, the drive
 * address register (3F7h).
 */
#include "devices/ide.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "devices/ide_inner.h"

#define CONTROL_NIEN 0x02
#define CONTROL_SRST 0x04
#define CONTROL_HOB  0x80

#define DEVICE_ONES   0xa0 /* obsolete bits, always set */
#define RESET_NS      2000000ull
#define COMMAND_DIAG  0x90
#define COMMAND_RESET 0x08
#define CODE_PASSED   0x01

enum { DATA, FEATURE_ERROR, COUNT, LBA_LOW, LBA_MID, LBA_HIGH, DEVICE, COMMAND_STATUS };

static const struct ide_drive *selected_drive(const struct ide_channel *channel)
{
	return &channel->drive[channel->selected];
}

static bool is_present(const struct ide_drive *drive)
{
	return drive->kind != IDE_NO_DRIVE;
}

/* ---- the interrupt line: the selected drive's, unless nIEN releases it ---- */

static void update_irq(struct ide_channel *channel)
{
	const struct ide_drive *drive = selected_drive(channel);
	bool level = is_present(drive) && drive->intrq && !(channel->control & CONTROL_NIEN);

	if (level == channel->irq_level)
		return;
	channel->irq_level = level;
	irq_set(&channel->irq, level);
}

void ide_interrupt(struct ide_drive *drive)
{
	drive->intrq = true;
	update_irq(drive->channel);
}

/* ---- phases ---- */

void ide_busy(struct ide_drive *drive, uint64_t ns)
{
	struct clock *clock = drive->channel->clock;

	drive->phase = PHASE_BUSY;
	drive->status = (drive->status & ~STATUS_DRQ) | STATUS_BSY;
	clock_arm(clock, &drive->timer, clock_now(clock) + ns);
}

static void passed(struct ide_drive *drive)
{
	if (drive->kind == IDE_DISK)
		ata_disk_passed(drive);
	else
		atapi_passed(drive);
}

/* What the bus master takes now; the drive goes on asking for the rest. */
static void try_dma(struct ide_drive *drive)
{
	const struct ide_bus_master *master = &drive->channel->master;
	bool to_memory = drive->phase == PHASE_DMA_IN;

	if (!master->move)
		return;
	drive->pos += master->move(master->ctx, drive->buffer + drive->pos, drive->end - drive->pos,
				   to_memory);
	if (drive->pos == drive->end)
		passed(drive);
}

void ide_offer(struct ide_drive *drive, enum ide_phase phase, uint32_t bytes, bool interrupt)
{
	assert(bytes > 0 && bytes <= sizeof(drive->buffer));
	drive->phase = phase;
	drive->pos = 0;
	drive->end = bytes;
	drive->status = (drive->status & ~STATUS_BSY) | STATUS_DRQ | STATUS_DRDY;
	if (interrupt)
		ide_interrupt(drive);
	if (phase == PHASE_DMA_IN || phase == PHASE_DMA_OUT)
		try_dma(drive);
}

void ide_dma_ready(struct ide_channel *channel)
{
	for (unsigned n = 0; n < 2; n++)
		if (channel->drive[n].phase == PHASE_DMA_IN ||
		    channel->drive[n].phase == PHASE_DMA_OUT)
			try_dma(&channel->drive[n]);
}

void ide_done(struct ide_drive *drive)
{
	drive->phase = PHASE_IDLE;
	drive->status = STATUS_DRDY | STATUS_DSC | (drive->status & (STATUS_ERR | STATUS_DF));
	ide_interrupt(drive);
}

void ide_fail(struct ide_drive *drive, uint8_t error)
{
	drive->error = error;
	drive->status |= STATUS_ERR;
	ide_done(drive);
}

bool ide_set_mode(struct ide_drive *drive, uint8_t mode)
{
	uint8_t kind = mode & 0xf8, n = mode & 7;
	bool has = mode <= 1 || (kind == 0x08 && n <= 4) || (kind == 0x20 && n <= 2) ||
		   (kind == 0x40 && n <= 5);

	if (has)
		drive->mode = mode;
	return has;
}

/* ---- identify data ---- */

/* 8.15: characters in pairs, the first in the high byte, with spaces after. */
void ide_put_text(uint8_t *words, unsigned word, unsigned bytes, const char *text)
{
	for (unsigned i = 0; i < bytes; i++)
		words[2 * word + (i ^ 1)] = *text ? (uint8_t)*text++ : ' ';
}

void ide_put_modes(uint8_t *words, uint8_t mode)
{
	unsigned set = 1u << (mode & 7);

	ide_put16(words, 63, 0x0007 | ((mode & 0xf8) == 0x20 ? set << 8 : 0));
	ide_put16(words, 88, 0x003f | ((mode & 0xf8) == 0x40 ? set << 8 : 0));
}

void ide_put_checksum(uint8_t *words)
{
	uint8_t sum = 0;

	words[510] = 0xa5;
	for (unsigned i = 0; i < 511; i++)
		sum += words[i];
	words[511] = (uint8_t)-sum;
}

/* ---- resets ---- */

void ide_signature(struct ide_drive *drive)
{
	bool cdrom = drive->kind == IDE_CDROM;

	drive->count = drive->low = 1;
	drive->mid = cdrom ? 0x14 : 0;
	drive->high = cdrom ? 0xeb : 0;
	drive->hob_feature = drive->hob_count = drive->hob_low = drive->hob_mid = drive->hob_high =
	    0;
	drive->device = DEVICE_ONES | (drive->device & DEVICE_SECOND);
	drive->error = CODE_PASSED;
	drive->status = cdrom ? 0 : STATUS_DRDY | STATUS_DSC;
}

static void reset_drive(struct ide_drive *drive, bool hardware)
{
	clock_disarm(drive->channel->clock, &drive->timer);
	drive->phase = PHASE_IDLE;
	drive->intrq = false;
	drive->pos = drive->end = 0;
	drive->left = 0;
	if (hardware) {
		drive->feature = drive->command = drive->mode = 0;
		drive->device = DEVICE_ONES;
	}
	if (drive->kind == IDE_DISK)
		ata_disk_reset(drive, hardware);
	else if (drive->kind == IDE_CDROM)
		atapi_reset(drive, hardware);
	ide_signature(drive);
}

void ide_reset(struct ide_channel *channel)
{
	channel->selected = false;
	channel->control = 0;
	for (unsigned n = 0; n < 2; n++)
		reset_drive(&channel->drive[n], true);
	update_irq(channel);
}

/* BSY while SRST is set, and for a while after. */
static void soft_reset(struct ide_channel *channel, bool asserted)
{
	struct clock *clock = channel->clock;

	channel->selected = false;
	for (unsigned n = 0; n < 2; n++) {
		struct ide_drive *drive = &channel->drive[n];

		drive->device &= ~DEVICE_SECOND;
		if (!is_present(drive))
			continue;
		reset_drive(drive, false);
		drive->phase = PHASE_RESET;
		drive->status = STATUS_BSY;
		if (!asserted)
			clock_arm(clock, &drive->timer, clock_now(clock) + RESET_NS);
	}
	update_irq(channel);
}

/* 8.9: both drives; drive 0 ends it with an interrupt, and is selected. */
void ide_diagnose(struct ide_channel *channel)
{
	soft_reset(channel, false);
	for (unsigned n = 0; n < 2; n++)
		channel->drive[n].command = COMMAND_DIAG;
}

static void reset_over(struct ide_drive *drive)
{
	const struct ide_drive *first = &drive->channel->drive[0];
	bool tells = drive->command == COMMAND_DIAG && (drive->n == 0 || !is_present(first));

	drive->phase = PHASE_IDLE;
	drive->command = 0;
	ide_signature(drive);
	if (tells)
		ide_interrupt(drive);
}

static void due(void *owner, uint64_t now_ns)
{
	struct ide_drive *drive = owner;

	(void)now_ns;
	if (drive->phase == PHASE_RESET)
		reset_over(drive);
	else if (drive->kind == IDE_DISK)
		ata_disk_due(drive);
	else
		atapi_due(drive);
}

/* ---- registers ---- */

static void start_command(struct ide_channel *channel, uint8_t command)
{
	struct ide_drive *drive = &channel->drive[channel->selected];

	if (command == COMMAND_DIAG && drive->phase != PHASE_RESET) {
		ide_diagnose(channel);
		return;
	}
	if (!is_present(drive) || drive->phase == PHASE_RESET)
		return;
	if (drive->status & STATUS_BSY && !(command == COMMAND_RESET && drive->kind == IDE_CDROM))
		return;
	clock_disarm(channel->clock, &drive->timer);
	drive->phase = PHASE_IDLE;
	drive->command = command;
	drive->intrq = false;
	drive->error = 0;
	drive->status = STATUS_DRDY | STATUS_DSC;
	update_irq(channel);
	if (drive->kind == IDE_DISK)
		ata_disk_command(drive);
	else
		atapi_command(drive);
}

static void write_both(struct ide_drive *drive, unsigned off, uint8_t value)
{
	uint8_t *const now[] = {NULL,	     &drive->feature, &drive->count,
				&drive->low, &drive->mid,     &drive->high};
	uint8_t *const before[] = {NULL,
				   &drive->hob_feature,
				   &drive->hob_count,
				   &drive->hob_low,
				   &drive->hob_mid,
				   &drive->hob_high};

	if (drive->status & STATUS_BSY)
		return;
	*before[off] = *now[off];
	*now[off] = value;
}

static void select_drive(struct ide_channel *channel, uint8_t value)
{
	for (unsigned n = 0; n < 2; n++)
		if (!(channel->drive[n].status & STATUS_BSY))
			channel->drive[n].device = value | DEVICE_ONES;
	channel->selected = value & DEVICE_SECOND;
	update_irq(channel);
}

/* The data port passes bytes in order; a drive without DRQ does not look. */
static void write_data(struct ide_channel *channel, uint32_t value, unsigned bytes)
{
	struct ide_drive *drive = &channel->drive[channel->selected];

	for (unsigned i = 0; i < bytes && drive->phase == PHASE_PIO_OUT; i++, value >>= 8) {
		drive->buffer[drive->pos++] = (uint8_t)value;
		if (drive->pos == drive->end)
			passed(drive);
	}
}

static uint32_t peek_data(const struct ide_channel *channel, unsigned bytes)
{
	const struct ide_drive *drive = selected_drive(channel);
	uint32_t value = 0;

	for (unsigned i = 0; i < bytes; i++) {
		bool there = drive->phase == PHASE_PIO_IN && drive->pos + i < drive->end;

		value |= (uint32_t)(there ? drive->buffer[drive->pos + i] : 0) << 8 * i;
	}
	return value;
}

static uint32_t read_data(struct ide_channel *channel, unsigned bytes)
{
	struct ide_drive *drive = &channel->drive[channel->selected];
	uint32_t value = peek_data(channel, bytes);

	if (drive->phase != PHASE_PIO_IN)
		return value;
	drive->pos = drive->end - drive->pos < bytes ? drive->end : drive->pos + bytes;
	if (drive->pos == drive->end)
		passed(drive);
	return value;
}

/* The drive whose registers are read: drive 0 answers for an absent drive 1. */
static const struct ide_drive *answering(const struct ide_channel *channel)
{
	const struct ide_drive *drive = selected_drive(channel);

	if (!is_present(drive) && channel->selected)
		drive = &channel->drive[0];
	return is_present(drive) ? drive : NULL;
}

static uint8_t peek_register(const struct ide_channel *channel, unsigned off)
{
	const struct ide_drive *drive = answering(channel);
	bool hob = channel->control & CONTROL_HOB;

	if (!drive)
		return 0;
	switch (off) {
	case FEATURE_ERROR:
		return hob ? drive->hob_feature : drive->error;
	case COUNT:
		return hob ? drive->hob_count : drive->count;
	case LBA_LOW:
		return hob ? drive->hob_low : drive->low;
	case LBA_MID:
		return hob ? drive->hob_mid : drive->mid;
	case LBA_HIGH:
		return hob ? drive->hob_high : drive->high;
	case DEVICE:
		return drive->device;
	default:
		return ide_alt_status(channel);
	}
}

uint8_t ide_alt_status(const struct ide_channel *channel)
{
	const struct ide_drive *drive = selected_drive(channel);

	return is_present(drive) ? drive->status : 0;
}

uint32_t ide_peek(const struct ide_channel *channel, unsigned off, unsigned bytes)
{
	return off == DATA ? peek_data(channel, bytes) : peek_register(channel, off);
}

uint32_t ide_read(struct ide_channel *channel, unsigned off, unsigned bytes)
{
	uint8_t value;

	if (off == DATA)
		return read_data(channel, bytes);
	value = peek_register(channel, off);
	if (off == COMMAND_STATUS) {
		channel->drive[channel->selected].intrq = false;
		update_irq(channel);
	}
	return value;
}

void ide_write(struct ide_channel *channel, unsigned off, uint32_t value, unsigned bytes)
{
	if (off == DATA) {
		write_data(channel, value, bytes);
		return;
	}
	channel->control &= ~CONTROL_HOB; /* 7.8 */
	if (off == DEVICE)
		select_drive(channel, (uint8_t)value);
	else if (off == COMMAND_STATUS)
		start_command(channel, (uint8_t)value);
	else
		for (unsigned n = 0; n < 2; n++)
			write_both(&channel->drive[n], off, (uint8_t)value);
}

void ide_control(struct ide_channel *channel, uint8_t value)
{
	uint8_t changed = channel->control ^ value;

	channel->control = value & (CONTROL_NIEN | CONTROL_SRST | CONTROL_HOB);
	if (changed & CONTROL_SRST)
		soft_reset(channel, value & CONTROL_SRST);
	update_irq(channel);
}

/* ---- making ---- */

void ide_init(struct ide_channel *channel, struct clock *clock, struct irq_line irq,
	      struct ide_bus_master master)
{
	memset(channel, 0, sizeof(*channel));
	channel->clock = clock;
	channel->irq = irq;
	channel->master = master;
	for (unsigned n = 0; n < 2; n++) {
		channel->drive[n].channel = channel;
		channel->drive[n].n = n;
		clock_timer_init(&channel->drive[n].timer, due, &channel->drive[n]);
	}
	ide_reset(channel);
}

void ide_attach(struct ide_channel *channel, unsigned n, enum ide_kind kind,
		const struct block *medium, unsigned number)
{
	struct ide_drive *drive = &channel->drive[n];

	assert(n < 2 && (kind != IDE_DISK || medium));
	drive->kind = kind;
	drive->medium = medium;
	drive->number = number;
	if (kind == IDE_DISK)
		drive->disk.native = ide_guess_geometry(medium);
	reset_drive(drive, true);
}

void ide_preset(struct ide_channel *channel)
{
	for (unsigned n = 0; n < 2; n++)
		channel->drive[n].cdrom.attention = false;
}

/* ---- glue ---- */

static uint32_t by_bytes(void *dev, uint32_t off, unsigned bytes)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < bytes; i++)
		value |= (off + i < 8 ? ide_read(dev, off + i, 1) & 0xff : 0xffu) << 8 * i;
	return value;
}

static uint32_t command_read(void *dev, uint32_t off, unsigned bytes)
{
	return off == DATA ? ide_read(dev, DATA, bytes) : by_bytes(dev, off, bytes);
}

static uint32_t command_peek(const void *dev, uint32_t off, unsigned bytes)
{
	uint32_t value = 0;

	if (off == DATA)
		return ide_peek(dev, DATA, bytes);
	for (unsigned i = 0; i < bytes; i++)
		value |= (off + i < 8 ? ide_peek(dev, off + i, 1) & 0xff : 0xffu) << 8 * i;
	return value;
}

static void command_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	if (off == DATA) {
		ide_write(dev, DATA, value, bytes);
		return;
	}
	for (unsigned i = 0; i < bytes && off + i < 8; i++)
		ide_write(dev, off + i, value >> 8 * i & 0xff, 1);
}

static uint32_t control_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return ide_alt_status(dev);
}

static uint32_t control_read(void *dev, uint32_t off, unsigned bytes)
{
	return control_peek(dev, off, bytes);
}

static void control_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)off, (void)bytes;
	ide_control(dev, (uint8_t)value);
}

const struct io_ops ide_command_ops = {command_read, command_write, command_peek, 4};
const struct io_ops ide_control_ops = {control_read, control_write, control_peek, 1};

/* ---- snapshot ---- */

/* The lines of a PC's chips are settled by the interrupt controllers, which load last. */
static void channel_loaded(void *dev)
{
	struct ide_channel *channel = dev;

	irq_set(&channel->irq, channel->irq_level);
}

static const struct snap_field channel_fields[] = {
    SNAP(struct ide_channel, selected),
    SNAP(struct ide_channel, irq_level),
    SNAP(struct ide_channel, control),
    SNAP_END,
};
const struct snap_desc ide_snap = {"ide", 1, channel_fields, channel_loaded};

/* An image is not trusted: a phase that cannot go on is none. */
static void drive_loaded(void *dev)
{
	struct ide_drive *drive = dev;
	bool moves = drive->phase >= PHASE_PIO_IN && drive->phase <= PHASE_DMA_OUT;
	bool waits = drive->phase == PHASE_BUSY || drive->phase == PHASE_RESET;
	bool sound = is_present(drive) && drive->phase <= PHASE_RESET &&
		     drive->block <= IDE_BUFFER_BYTES / BLOCK_SECTOR_BYTES;

	if (moves)
		sound = sound && drive->end <= IDE_BUFFER_BYTES && drive->pos < drive->end;
	if (drive->kind == IDE_DISK)
		ata_disk_loaded(drive);
	else if (drive->kind == IDE_CDROM)
		sound = atapi_loaded(drive) && sound;
	if (sound && (!waits || clock_armed(&drive->timer) || drive->status & STATUS_BSY))
		return;
	drive->phase = PHASE_IDLE;
	clock_disarm(drive->channel->clock, &drive->timer);
}

static const struct snap_field drive_fields[] = {
    SNAP(struct ide_drive, feature),
    SNAP(struct ide_drive, error),
    SNAP(struct ide_drive, count),
    SNAP(struct ide_drive, low),
    SNAP(struct ide_drive, mid),
    SNAP(struct ide_drive, high),
    SNAP(struct ide_drive, device),
    SNAP(struct ide_drive, status),
    SNAP(struct ide_drive, hob_feature),
    SNAP(struct ide_drive, hob_count),
    SNAP(struct ide_drive, hob_low),
    SNAP(struct ide_drive, hob_mid),
    SNAP(struct ide_drive, hob_high),
    SNAP(struct ide_drive, command),
    SNAP(struct ide_drive, phase),
    SNAP(struct ide_drive, intrq),
    SNAP(struct ide_drive, mode),
    SNAP(struct ide_drive, lba),
    SNAP(struct ide_drive, left),
    SNAP(struct ide_drive, block),
    SNAP(struct ide_drive, pos),
    SNAP(struct ide_drive, end),
    SNAP(struct ide_drive, buffer),
    SNAP(struct ide_drive, disk),
    SNAP(struct ide_drive, cdrom),
    SNAP_TIMER(struct ide_drive, timer),
    SNAP_END,
};
const struct snap_desc ide_drive_snap = {"ide drive", 1, drive_fields, drive_loaded};
