/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 82371AB (PIIX4), SMBus host controller (datasheet 290562-001, "SMBus
 * I/O Space Registers" and 11.5.4, "SMBus Functional Description"):
 *
 *	0 SMBHSTSTS  rw1c bit 0 busy, 1 done, 2 device error, 3 collision, 4 killed
 *	2 SMBHSTCNT  rw bits 4-2 protocol, 0 interrupt; w bit 6 start, 1 kill;
 *		     reading it sets the block index to 0
 *	3 SMBHSTCMD  4 SMBHSTADD (bit 0: read)  5, 6 SMBHSTDAT0, 1
 *	7 SMBBLKDAT  one byte of the block, and the index goes on
 *
 * A transaction goes byte by byte on the bus, nine bits each, and waits while
 * the device stretches the clock.
 *
 * ASSUMED: 16 kHz on the wire, within the 10 to 100 kHz of SMBus 1.0.
 * NOT IMPLEMENTED: the slave side (1, 8-D: registers only), SMBALERT#, other
 * masters (so no collisions), the time-out of a device that stretches for ever.
 */
#include "devices/piix4_smbus.h"

#include <stddef.h>

enum {
	HSTSTS,
	SLVSTS,
	HSTCNT,
	HSTCMD,
	HSTADD,
	HSTDAT0,
	HSTDAT1,
	BLKDAT,
	SLVCNT,
};

#define STS_BUSY    0x01
#define STS_DONE    0x02
#define STS_ERROR   0x04
#define STS_KILLED  0x10
#define STS_EVENTS  0x1e
#define CNT_ENABLE  0x01
#define CNT_KILL    0x02
#define CNT_START   0x40
#define CNT_KEPT    0x1d
#define ADD_READ    0x01
#define BYTE_NS	    (9ull * PIIX4_SMBUS_BIT_NS)
#define SLAVE_REGS  8
#define BLOCK_INDEX (PIIX4_SMBUS_BLOCK - 1)

enum { PROTOCOL_QUICK, PROTOCOL_BYTE, PROTOCOL_BYTE_DATA, PROTOCOL_WORD_DATA, PROTOCOL_BLOCK = 5 };

/* What is on the wire now. */
enum {
	STEP_IDLE,
	STEP_ADDRESS, /* the first header */
	STEP_COMMAND,
	STEP_READ_ADDRESS, /* the header after a repeated start */
	STEP_COUNT,
	STEP_DATA,
};

static unsigned protocol(const struct piix4_smbus *smbus)
{
	return smbus->control >> 2 & 7;
}

static bool reads(const struct piix4_smbus *smbus)
{
	return smbus->address & ADD_READ;
}

static void update_irq(const struct piix4_smbus *smbus)
{
	irq_set(&smbus->irq, smbus->control & CNT_ENABLE && smbus->status & STS_EVENTS);
}

static void finish(struct piix4_smbus *smbus, uint8_t event)
{
	i2c_stop(&smbus->bus);
	clock_disarm(smbus->clock, &smbus->timer);
	smbus->step = STEP_IDLE;
	smbus->status = (smbus->status & ~STS_BUSY) | event;
	update_irq(smbus);
}

static void next_byte(struct piix4_smbus *smbus, uint8_t step)
{
	uint64_t stretch_ns = i2c_stretch_ns(&smbus->bus);

	smbus->step = step;
	i2c_stretched(&smbus->bus, stretch_ns);
	clock_arm(smbus->clock, &smbus->timer, clock_now(smbus->clock) + stretch_ns + BYTE_NS);
}

/* How many data bytes the transaction has; a block's count may come from the device. */
static unsigned data_bytes(const struct piix4_smbus *smbus)
{
	switch (protocol(smbus)) {
	case PROTOCOL_BYTE:
		return reads(smbus) ? 1 : 0;
	case PROTOCOL_BYTE_DATA:
		return 1;
	case PROTOCOL_WORD_DATA:
		return 2;
	case PROTOCOL_BLOCK:
		return smbus->data[0];
	default:
		return 0;
	}
}

static uint8_t *data_byte(struct piix4_smbus *smbus)
{
	if (protocol(smbus) == PROTOCOL_BLOCK)
		return &smbus->block[smbus->moved & BLOCK_INDEX];
	return &smbus->data[smbus->moved & 1];
}

static void next_data(struct piix4_smbus *smbus)
{
	if (smbus->moved == data_bytes(smbus))
		finish(smbus, STS_DONE);
	else
		next_byte(smbus, STEP_DATA);
}

/* After the header of the direction in which the data goes, or after a write's command. */
static void begin_data(struct piix4_smbus *smbus)
{
	if (protocol(smbus) == PROTOCOL_BLOCK)
		next_byte(smbus, STEP_COUNT);
	else
		next_data(smbus);
}

/* A first header says "read" only where no command byte follows. */
static void step_address(struct piix4_smbus *smbus)
{
	bool no_command =
	    protocol(smbus) == PROTOCOL_QUICK || (protocol(smbus) == PROTOCOL_BYTE && reads(smbus));

	if (!i2c_start(&smbus->bus, smbus->address >> 1, no_command && reads(smbus)))
		finish(smbus, STS_ERROR);
	else if (no_command)
		next_data(smbus);
	else
		next_byte(smbus, STEP_COMMAND);
}

static void step_command(struct piix4_smbus *smbus)
{
	if (!i2c_write(&smbus->bus, smbus->command))
		finish(smbus, STS_ERROR);
	else if (reads(smbus))
		next_byte(smbus, STEP_READ_ADDRESS);
	else
		begin_data(smbus);
}

static void step_read_address(struct piix4_smbus *smbus)
{
	if (!i2c_start(&smbus->bus, smbus->address >> 1, true))
		finish(smbus, STS_ERROR);
	else
		begin_data(smbus);
}

/* SMBus 1.0, "Block Read/Write": 1 to 32 bytes */
static void step_count(struct piix4_smbus *smbus)
{
	bool ok = true;

	if (reads(smbus)) {
		smbus->data[0] = i2c_read(&smbus->bus);
		i2c_answer(&smbus->bus, smbus->data[0], true);
	} else {
		ok = i2c_write(&smbus->bus, smbus->data[0]);
	}
	if (!ok || smbus->data[0] == 0 || smbus->data[0] > PIIX4_SMBUS_BLOCK)
		finish(smbus, STS_ERROR);
	else
		next_byte(smbus, STEP_DATA);
}

static void step_data(struct piix4_smbus *smbus)
{
	uint8_t *byte = data_byte(smbus);

	if (reads(smbus)) {
		*byte = i2c_read(&smbus->bus);
		i2c_answer(&smbus->bus, *byte, smbus->moved + 1u < data_bytes(smbus));
	} else if (!i2c_write(&smbus->bus, *byte)) {
		finish(smbus, STS_ERROR);
		return;
	}
	smbus->moved++;
	next_data(smbus);
}

static void byte_over(void *owner, uint64_t now_ns)
{
	struct piix4_smbus *smbus = owner;

	(void)now_ns;
	switch (smbus->step) {
	case STEP_ADDRESS:
		step_address(smbus);
		break;
	case STEP_COMMAND:
		step_command(smbus);
		break;
	case STEP_READ_ADDRESS:
		step_read_address(smbus);
		break;
	case STEP_COUNT:
		step_count(smbus);
		break;
	default:
		step_data(smbus);
	}
}

/* 11.5.4.1: no start while an event is still to be cleared */
static void start(struct piix4_smbus *smbus)
{
	if (smbus->status & (STS_EVENTS | STS_BUSY))
		return;
	smbus->moved = 0;
	smbus->status |= STS_BUSY;
	if (protocol(smbus) > PROTOCOL_WORD_DATA && protocol(smbus) != PROTOCOL_BLOCK)
		finish(smbus, STS_ERROR);
	else
		next_byte(smbus, STEP_ADDRESS);
}

static void write_control(struct piix4_smbus *smbus, uint8_t value)
{
	/* The protocol may not change under a transaction. */
	if (!(smbus->status & STS_BUSY))
		smbus->control = value & CNT_KEPT;
	if (value & CNT_KILL && smbus->status & STS_BUSY)
		finish(smbus, STS_KILLED);
	else if (value & CNT_START)
		start(smbus);
	update_irq(smbus);
}

static uint8_t *slave_register(struct piix4_smbus *smbus, unsigned off)
{
	return &smbus->slave[off == SLVSTS ? 0 : (off - SLVCNT + 1) & (SLAVE_REGS - 1)];
}

/* A register of the host side, or NULL: those that a running transaction uses. */
static uint8_t *plain_register(struct piix4_smbus *smbus, unsigned off)
{
	switch (off) {
	case HSTCMD:
		return &smbus->command;
	case HSTADD:
		return &smbus->address;
	case HSTDAT0:
		return &smbus->data[0];
	case HSTDAT1:
		return &smbus->data[1];
	case BLKDAT:
		return &smbus->block[smbus->index & BLOCK_INDEX];
	default:
		return NULL;
	}
}

void piix4_smbus_write(struct piix4_smbus *smbus, unsigned off, uint8_t value)
{
	uint8_t *plain = plain_register(smbus, off);

	if (plain) {
		if (!(smbus->status & STS_BUSY))
			*plain = value;
		if (off == BLKDAT)
			smbus->index = (smbus->index + 1) & BLOCK_INDEX;
	} else if (off == HSTSTS) {
		smbus->status &= ~(value & STS_EVENTS);
		update_irq(smbus);
	} else if (off == HSTCNT) {
		write_control(smbus, value);
	} else if (off == SLVSTS) {
		*slave_register(smbus, off) &= ~value;
	} else if (off <= 0xd) {
		*slave_register(smbus, off) = value;
	}
}

uint8_t piix4_smbus_peek(const struct piix4_smbus *smbus, unsigned off)
{
	switch (off) {
	case HSTSTS:
		return smbus->status;
	case SLVSTS:
		return smbus->slave[0];
	case HSTCNT:
		return smbus->control;
	case HSTCMD:
		return smbus->command;
	case HSTADD:
		return smbus->address;
	case HSTDAT0:
	case HSTDAT1:
		return smbus->data[off - HSTDAT0];
	case BLKDAT:
		return smbus->block[smbus->index & BLOCK_INDEX];
	default:
		return off <= 0xd ? smbus->slave[off - SLVCNT + 1] : 0xff;
	}
}

uint8_t piix4_smbus_read(struct piix4_smbus *smbus, unsigned off)
{
	uint8_t value = piix4_smbus_peek(smbus, off);

	if (off == HSTCNT)
		smbus->index = 0;
	else if (off == BLKDAT)
		smbus->index = (smbus->index + 1) & BLOCK_INDEX;
	return value;
}

void piix4_smbus_reset(struct piix4_smbus *smbus)
{
	finish(smbus, 0);
	smbus->status = smbus->control = smbus->command = smbus->address = 0;
	smbus->data[0] = smbus->data[1] = smbus->index = smbus->moved = 0;
	for (unsigned i = 0; i < SLAVE_REGS; i++)
		smbus->slave[i] = 0;
	update_irq(smbus);
}

void piix4_smbus_init(struct piix4_smbus *smbus, struct clock *clock, struct irq_line irq)
{
	*smbus = (struct piix4_smbus){.clock = clock, .irq = irq};
	i2c_init(&smbus->bus);
	clock_timer_init(&smbus->timer, byte_over, smbus);
	piix4_smbus_reset(smbus);
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return piix4_smbus_read(dev, off);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return piix4_smbus_peek(dev, off);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	piix4_smbus_write(dev, off, (uint8_t)value);
}

const struct io_ops piix4_smbus_ops = {io_read, io_write, io_peek, 1};

static void loaded(void *dev)
{
	update_irq(dev);
}

static const struct snap_field fields[] = {
    SNAP(struct piix4_smbus, status),	   SNAP(struct piix4_smbus, control),
    SNAP(struct piix4_smbus, command),	   SNAP(struct piix4_smbus, address),
    SNAP(struct piix4_smbus, data),	   SNAP(struct piix4_smbus, block),
    SNAP(struct piix4_smbus, index),	   SNAP(struct piix4_smbus, slave),
    SNAP(struct piix4_smbus, step),	   SNAP(struct piix4_smbus, moved),
    SNAP_TIMER(struct piix4_smbus, timer), SNAP_END,
};
const struct snap_desc piix4_smbus_snap = {"piix4_smbus", 1, fields, loaded};
