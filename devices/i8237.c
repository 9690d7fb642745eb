/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 8237A high performance programmable DMA controller (datasheet
 * 231466-005), the pair of a PC/AT, and its 74LS612 page registers.
 *
 *	00-07/C0-CE  rw channel n's address (even) and count (odd), low byte first
 *	08/D0	     w command; r status, which clears its bits 3-0
 *	09/D2	     w request	    0A/D4 w one mask bit   0B/D6 w mode
 *	0C/D8	     w clear byte pointer
 *	0D/DA	     w master clear; r temporary register
 *	0E/DC	     w clear mask   0F/DE w all mask bits; r them (82C37A)
 *	81,82,83,87  rw pages of channels 2, 3, 1, 0	89,8A,8B,8F of 6, 7, 5, 4
 *	80,84-86,88,8C-8E  rw scratch
 *
 * Transfers happen at once, as the processor sees them: it is held off the bus
 * meanwhile. A device that never lets go of DREQ is served in bursts, so that
 * the processor runs too.
 *
 * NOT IMPLEMENTED: memory-to-memory transfers; the length of a transfer;
 * compressed timing and extended write (kept, without effect); active-low DREQ
 * and active-high DACK sense; reading an illegal register gives 0.
 */
#include "devices/i8237.h"

#include <assert.h>
#include <stddef.h>

#define CASCADE 4 /* the second chip's channel 0 */

#define COMMAND_OFF	0x04
#define COMMAND_ROTATE	0x10
#define MODE_AUTO_INIT	0x10
#define MODE_DECREMENT	0x20
#define MODE_CASCADE	0xc0
#define MODE_BLOCK	0x80
#define MODE_KIND	0xc0
#define TRANSFER_VERIFY 0
#define TRANSFER_WRITE	1 /* to memory */
#define TRANSFER_READ	2 /* from memory */

#define BURST_TRANSFERS 65536
#define BURST_GAP_NS	1000000ull

enum {
	COMMAND_STATUS = 8,
	REQUEST,
	ONE_MASK,
	MODE,
	CLEAR_POINTER,
	MASTER_CLEAR,
	CLEAR_MASK,
	ALL_MASK,
};

/* PC/AT: where each channel's page register is among ports 80h-8Fh */
static const uint8_t page_index[I8237_CHANNELS] = {0x7, 0x3, 0x1, 0x2, 0xf, 0xb, 0x9, 0xa};

static struct i8237_channel *channel_of(struct i8237 *dma, unsigned n)
{
	return &dma->chip[n >> 2].channel[n & 3];
}

/* Word channels have their address lines shifted by one: 128 KiB pages. */
uint32_t i8237_address(const struct i8237 *dma, unsigned n)
{
	uint32_t address = dma->chip[n >> 2].channel[n & 3].address;
	uint32_t page = dma->page[page_index[n]];

	return n < 4 ? page << 16 | address : (page & 0xfe) << 16 | address << 1;
}

/* ---- transfers ---- */

static void tell_cycle(struct i8237 *dma, unsigned n, uint16_t value, bool tc)
{
	const struct i8237_channel *channel = channel_of(dma, n);
	unsigned kind = channel->mode >> 2 & 3;
	uint16_t last = channel->mode & MODE_DECREMENT ? 0 : 0xffff;
	const struct i8237_cycle cycle = {.channel = n,
					  .pa = i8237_address(dma, n),
					  .value = value,
					  .left = channel->count,
					  .to_memory = kind == TRANSFER_WRITE,
					  .verify = kind != TRANSFER_WRITE && kind != TRANSFER_READ,
					  .tc = tc,
					  .wraps = !tc && channel->address == last};

	if (dma->watch.cycle)
		dma->watch.cycle(dma->watch.ctx, &cycle);
}

static void move(struct i8237 *dma, unsigned n, bool tc)
{
	const struct i8237_client *client = &dma->client[n];
	uint32_t pa = i8237_address(dma, n);
	unsigned bytes = n < 4 ? 1 : 2;
	uint8_t data[2] = {0xff, 0xff};
	uint16_t value = 0xffff;

	switch (channel_of(dma, n)->mode >> 2 & 3) {
	case TRANSFER_WRITE:
		if (client->read)
			value = client->read(client->dev, tc);
		data[0] = (uint8_t)value;
		data[1] = (uint8_t)(value >> 8);
		dma->memory.write(dma->memory.ctx, pa, data, bytes);
		tell_cycle(dma, n, value, tc);
		break;
	case TRANSFER_READ:
		dma->memory.read(dma->memory.ctx, pa, data, bytes);
		value = bytes == 1 ? data[0] : (uint16_t)(data[0] | data[1] << 8);
		/* First: what the device makes of it comes after it. */
		tell_cycle(dma, n, value, tc);
		if (client->write)
			client->write(client->dev, value, tc);
		break;
	default: /* verify; 3 is illegal */
		tell_cycle(dma, n, value, tc);
		if (client->verify)
			client->verify(client->dev, tc);
	}
}

/* "Autoinitialize": reload at terminal count; otherwise the channel masks itself. */
static void terminal_count(struct i8237_chip *chip, unsigned local)
{
	struct i8237_channel *channel = &chip->channel[local];

	chip->reached_tc |= 1 << local;
	chip->request &= ~(1 << local);
	if (channel->mode & MODE_AUTO_INIT) {
		channel->address = channel->base_address;
		channel->count = channel->base_count;
	} else {
		chip->mask |= 1 << local;
	}
}

/* One transfer; true when it was the last. */
static bool transfer(struct i8237 *dma, unsigned n)
{
	struct i8237_channel *channel = channel_of(dma, n);
	bool tc = channel->count == 0;

	move(dma, n, tc);
	channel->count--;
	channel->address += channel->mode & MODE_DECREMENT ? -1 : 1;
	if (tc)
		terminal_count(&dma->chip[n >> 2], n & 3);
	return tc;
}

/* A chip's channel that asks and may, by priority; or -1. */
static int requesting(const struct i8237_chip *chip, uint8_t dreq)
{
	uint8_t wanted = (dreq & ~chip->mask) | chip->request;
	unsigned first = chip->command & COMMAND_ROTATE ? chip->last + 1u : 0;

	for (unsigned i = 0; i < 4 && !(chip->command & COMMAND_OFF); i++)
		if (wanted & 1 << ((first + i) & 3))
			return (int)((first + i) & 3);
	return -1;
}

/* The channel to be served next, 0-7, or -1. The first chip asks through channel 4. */
static int next_channel(const struct i8237 *dma)
{
	int low = requesting(&dma->chip[0], dma->chip[0].dreq);
	int high = requesting(&dma->chip[1], (dma->chip[1].dreq & ~1) | (low >= 0));

	if (high != 0)
		return high < 0 ? -1 : high + 4;
	if ((dma->chip[1].channel[0].mode & MODE_KIND) != MODE_CASCADE)
		return -1;
	return low;
}

static void note_served(struct i8237 *dma, unsigned n)
{
	dma->chip[n >> 2].last = n & 3;
	if (n < 4)
		dma->chip[1].last = 0;
}

/* Single and demand transfers go by DREQ, one at a time; a block goes on to its end. */
static void serve(struct i8237 *dma)
{
	unsigned left = BURST_TRANSFERS;
	int block = -1, n;

	if (dma->running)
		return;
	dma->running = true;
	while (left && (n = block >= 0 ? block : next_channel(dma)) >= 0) {
		uint8_t kind = channel_of(dma, (unsigned)n)->mode & MODE_KIND;

		if (kind == MODE_CASCADE)
			break; /* another bus master's: nobody is there */
		block = transfer(dma, (unsigned)n) || kind != MODE_BLOCK ? -1 : n;
		note_served(dma, (unsigned)n);
		left--;
	}
	dma->running = false;
	if (!left)
		clock_arm(dma->clock, &dma->more, clock_now(dma->clock) + BURST_GAP_NS);
}

static void more_due(void *owner, uint64_t now_ns)
{
	(void)now_ns;
	serve(owner);
}

void i8237_set_dreq(void *owner, int n, bool level)
{
	struct i8237 *dma = owner;
	uint8_t bit = 1 << (n & 3);

	assert(n >= 0 && n < I8237_CHANNELS && n != CASCADE);
	struct i8237_chip *chip = &dma->chip[n >> 2];
	chip->dreq = level ? chip->dreq | bit : chip->dreq & ~bit;
	if (dma->watch.dreq)
		dma->watch.dreq(dma->watch.ctx, (unsigned)n, level);
	serve(dma);
}

struct irq_line i8237_dreq(struct i8237 *dma, int n)
{
	return (struct irq_line){i8237_set_dreq, dma, n};
}

void i8237_connect(struct i8237 *dma, unsigned n, const struct i8237_client *client)
{
	assert(n < I8237_CHANNELS && n != CASCADE);
	dma->client[n] = *client;
}

/* ---- registers ---- */

static uint16_t with_byte(uint16_t word, bool high, uint8_t byte)
{
	return high ? (word & 0x00ff) | byte << 8 : (word & 0xff00) | byte;
}

/* Writing goes to the base and the current register, reading comes from the current one. */
static void write_channel(struct i8237_chip *chip, unsigned off, uint8_t value)
{
	struct i8237_channel *channel = &chip->channel[off >> 1];
	bool high = chip->high_byte;

	if (off & 1) {
		channel->base_count = with_byte(channel->base_count, high, value);
		channel->count = channel->base_count;
	} else {
		channel->base_address = with_byte(channel->base_address, high, value);
		channel->address = channel->base_address;
	}
	chip->high_byte = !high;
}

static void set_bit(uint8_t *bits, uint8_t value)
{
	uint8_t bit = 1 << (value & 3);

	*bits = value & 4 ? *bits | bit : *bits & ~bit;
}

/* "Master Clear": as the hardware reset */
static void master_clear(struct i8237_chip *chip)
{
	chip->command = chip->request = chip->reached_tc = 0;
	chip->high_byte = false;
	chip->mask = 0x0f;
	chip->last = 3;
}

void i8237_write(struct i8237 *dma, unsigned n, unsigned off, uint8_t value)
{
	struct i8237_chip *chip = &dma->chip[n];

	switch (off) {
	case COMMAND_STATUS:
		chip->command = value;
		break;
	case REQUEST:
		set_bit(&chip->request, value);
		break;
	case ONE_MASK:
		set_bit(&chip->mask, value);
		break;
	case MODE:
		chip->channel[value & 3].mode = value & 0xfc;
		break;
	case CLEAR_POINTER:
		chip->high_byte = false;
		break;
	case MASTER_CLEAR:
		master_clear(chip);
		break;
	case CLEAR_MASK:
		chip->mask = 0;
		break;
	case ALL_MASK:
		chip->mask = value & 0x0f;
		break;
	default:
		write_channel(chip, off, value);
		if (!(off & 1) && dma->watch.set)
			dma->watch.set(dma->watch.ctx, n * 4 + (off >> 1));
	}
	serve(dma);
}

uint8_t i8237_peek(const struct i8237 *dma, unsigned n, unsigned off)
{
	const struct i8237_chip *chip = &dma->chip[n];
	const struct i8237_channel *channel = &chip->channel[off >> 1 & 3];
	uint16_t word = off & 1 ? channel->count : channel->address;
	uint8_t dreq = chip->dreq;

	if (off < 8)
		return (uint8_t)(chip->high_byte ? word >> 8 : word);
	if (off == ALL_MASK)
		return chip->mask;
	if (off != COMMAND_STATUS)
		return 0;
	if (n == 1 && requesting(&dma->chip[0], dma->chip[0].dreq) >= 0)
		dreq |= 1;
	return (uint8_t)(chip->reached_tc | (dreq | chip->request) << 4);
}

uint8_t i8237_read(struct i8237 *dma, unsigned n, unsigned off)
{
	uint8_t value = i8237_peek(dma, n, off);

	if (off < 8)
		dma->chip[n].high_byte = !dma->chip[n].high_byte;
	else if (off == COMMAND_STATUS)
		dma->chip[n].reached_tc = 0;
	return value;
}

void i8237_reset(struct i8237 *dma)
{
	for (unsigned n = 0; n < 2; n++)
		master_clear(&dma->chip[n]);
	clock_disarm(dma->clock, &dma->more);
}

void i8237_preset(struct i8237 *dma)
{
	i8237_write(dma, 1, MODE, MODE_CASCADE);
	i8237_write(dma, 1, ONE_MASK, 0);
}

void i8237_init(struct i8237 *dma, struct clock *clock, struct memory_bus memory)
{
	*dma = (struct i8237){.clock = clock, .memory = memory};
	clock_timer_init(&dma->more, more_due, dma);
	i8237_reset(dma);
}

static uint32_t first_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8237_read(dev, 0, off);
}

static uint32_t first_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8237_peek(dev, 0, off);
}

static void first_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	i8237_write(dev, 0, off, (uint8_t)value);
}

static uint32_t second_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8237_read(dev, 1, off >> 1);
}

static uint32_t second_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8237_peek(dev, 1, off >> 1);
}

static void second_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	i8237_write(dev, 1, off >> 1, (uint8_t)value);
}

static uint32_t page_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return ((const struct i8237 *)dev)->page[off];
}

static uint32_t page_read(void *dev, uint32_t off, unsigned bytes)
{
	return page_peek(dev, off, bytes);
}

static void page_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	((struct i8237 *)dev)->page[off] = (uint8_t)value;
}

const struct io_ops i8237_first_ops = {first_read, first_write, first_peek, 1};
const struct io_ops i8237_second_ops = {second_read, second_write, second_peek, 1};
const struct io_ops i8237_page_ops = {page_read, page_write, page_peek, 1};

static const struct snap_field fields[] = {
    SNAP(struct i8237, chip),
    SNAP(struct i8237, page),
    SNAP_TIMER(struct i8237, more),
    SNAP_END,
};
const struct snap_desc i8237_snap = {"i8237", 1, fields, NULL};
