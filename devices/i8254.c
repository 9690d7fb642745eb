/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 8254 programmable interval timer (datasheet 231164-005).
 *
 *	040h-042h  w a count for counter 0-2; r its count or latched status
 *	043h	   w control word, counter latch or read-back command; r nothing
 *
 * A counter is kept as of one CLK pulse and moved on to any later one in a few
 * steps: whole periods are skipped by division. A count written between two
 * pulses is loaded on the next, as "Mode Definitions" says.
 *
 * NOT IMPLEMENTED: the counts shown in modes 2 and 3 for the illegal count 1
 * (the output stays as the first period leaves it in mode 2), and binary
 * digits above 9 in a BCD count (they count as their binary value).
 */
#include "devices/i8254.h"

#include <stddef.h>

#define NEVER UINT64_MAX

#define RW_LOW	1
#define RW_HIGH 2
#define RW_BOTH 3

static uint64_t tick_now(const struct i8254 *pit)
{
	return clock_ticks(clock_now(pit->clock), I8254_HZ);
}

static uint32_t modulus(const struct i8254_counter *c)
{
	return c->bcd ? 10000 : 65536;
}

static uint32_t from_cr(const struct i8254_counter *c)
{
	uint32_t n = c->cr;

	if (c->bcd)
		n = (n >> 12) * 1000 + (n >> 8 & 15) * 100 + (n >> 4 & 15) * 10 + (n & 15);
	return n ? n : modulus(c);
}

static uint16_t to_digits(const struct i8254_counter *c, uint32_t n)
{
	n %= modulus(c);
	if (!c->bcd)
		return (uint16_t)n;
	return (uint16_t)((n / 1000) << 12 | (n / 100 % 10) << 8 | (n / 10 % 10) << 4 | n % 10);
}

/* Mode 3: an odd count's extra pulse belongs to the high half. */
static uint32_t half_pulses(uint32_t n, bool high)
{
	uint32_t pulses = high ? (n + 1) / 2 : n / 2;

	return pulses ? pulses : 1;
}

/* A CLK pulse that loads the counting element from the count register. */
static void load_pulse(struct i8254_counter *c)
{
	c->tick++;
	c->load = false;
	c->null = false;
	c->counting = true;
	c->armed = true;
	c->strobe = false;
	c->n = from_cr(c);
	c->left = c->n;
	if (c->mode == 3)
		c->left = half_pulses(c->n, true);
	c->out = c->mode != 0 && c->mode != 1;
}

/* Modes 0, 1, 4, 5: count down once through zero, and on from the top for ever. */
static void run_one_shot(struct i8254_counter *c, uint64_t pulses)
{
	bool strobes = c->mode >= 4;

	if (c->strobe && pulses) {
		c->strobe = false;
		c->out = true;
	}
	if (pulses >= c->left) {
		pulses -= c->left;
		c->left = modulus(c);
		if (c->armed) {
			c->armed = false;
			c->strobe = strobes && !pulses;
			c->out = !c->strobe;
		}
	}
	c->left -= (uint32_t)(pulses % modulus(c));
	if (!c->left)
		c->left = modulus(c);
}

/* Mode 2: the output is low while the count is 1. */
static void run_rate(struct i8254_counter *c, uint64_t pulses)
{
	if (pulses >= c->left) {
		pulses -= c->left;
		c->n = from_cr(c);
		c->null = false;
		c->left = c->n;
		pulses %= c->n;
	}
	c->left -= (uint32_t)pulses;
	c->out = c->left != 1;
}

static void next_half(struct i8254_counter *c)
{
	c->out = !c->out;
	c->n = from_cr(c);
	c->null = false;
	c->left = half_pulses(c->n, c->out);
}

/* Mode 3: halves; a new count is taken at the end of a half. */
static void run_square(struct i8254_counter *c, uint64_t pulses)
{
	if (pulses >= c->left) {
		pulses -= c->left;
		next_half(c);
		pulses %= half_pulses(c->n, true) + half_pulses(c->n, false);
	}
	if (pulses >= c->left) {
		pulses -= c->left;
		next_half(c);
	}
	c->left -= (uint32_t)pulses;
}

/* Modes 1 and 5 use the gate as a trigger only. */
static bool is_gated(const struct i8254_counter *c)
{
	return !c->gate && c->mode != 1 && c->mode != 5;
}

static void advance(struct i8254_counter *c, uint64_t tick)
{
	uint64_t pulses;

	if (c->load && c->tick < tick)
		load_pulse(c);
	pulses = tick - c->tick;
	if (!pulses)
		return;
	c->tick = tick;
	if (c->strobe && is_gated(c)) {
		c->strobe = false;
		c->out = true;
	}
	if (!c->counting || is_gated(c) || c->half_written)
		return;
	if (c->mode == 2)
		run_rate(c, pulses);
	else if (c->mode == 3)
		run_square(c, pulses);
	else
		run_one_shot(c, pulses);
}

/* The tick of the next change of OUT; c is as of c->tick. */
static uint64_t next_edge(const struct i8254_counter *c)
{
	struct i8254_counter after = *c;

	if (c->load) {
		load_pulse(&after);
		return after.out != c->out ? after.tick : next_edge(&after);
	}
	if (c->strobe)
		return c->tick + 1;
	if (!c->counting || is_gated(c) || c->half_written)
		return NEVER;
	if (c->mode == 3)
		return c->tick + c->left;
	if (c->mode == 2 && c->n == 1 && from_cr(c) == 1)
		return NEVER;
	if (c->mode == 2)
		return c->tick + (c->left > 1 ? c->left - 1 : 1);
	return c->armed ? c->tick + c->left : NEVER;
}

/* Bring counter 0 and its output line up to now, edge by edge, and arm the next one. */
static void sync_out0(struct i8254 *pit)
{
	struct i8254_counter *c = &pit->counter[0];
	uint64_t now = tick_now(pit), edge;

	irq_set(&pit->out0, c->out);
	while ((edge = next_edge(c)) <= now) {
		advance(c, edge);
		irq_set(&pit->out0, c->out);
	}
	advance(c, now);
	clock_arm(pit->clock, &pit->timer,
		  edge == NEVER ? CLOCK_NEVER : clock_tick_ns(edge, I8254_HZ));
}

static void edge_due(void *owner, uint64_t now_ns)
{
	(void)now_ns;
	sync_out0(owner);
}

static void sync(struct i8254 *pit, unsigned n)
{
	if (n == 0)
		sync_out0(pit);
	else
		advance(&pit->counter[n], tick_now(pit));
}

static uint16_t count_of(const struct i8254_counter *c)
{
	uint32_t passed;

	if (c->mode != 3)
		return to_digits(c, c->left);
	/* Mode 3 counts down by twos from the even count. */
	passed = half_pulses(c->n, c->out) - c->left;
	return to_digits(c, (c->n & ~1u) - 2 * passed);
}

static uint8_t status_of(const struct i8254_counter *c)
{
	return (uint8_t)(c->out << 7 | c->null << 6 | c->rw << 4 | c->mode << 1 | c->bcd);
}

static void latch_count(struct i8254_counter *c)
{
	/* "Counter Latch Command": the first of two unread latches counts. */
	if (!c->count_latched)
		c->latched = count_of(c);
	c->count_latched = true;
}

/* 8254, "Read-Back Command": bit 5 low latches the count, bit 4 low the status. */
static void read_back(struct i8254 *pit, uint8_t value)
{
	for (unsigned n = 0; n < 3; n++) {
		struct i8254_counter *c = &pit->counter[n];

		if (!(value & 2 << n))
			continue;
		sync(pit, n);
		if (!(value & 0x20))
			latch_count(c);
		if (!(value & 0x10) && !c->status_latched) {
			c->status = status_of(c);
			c->status_latched = true;
		}
	}
}

static void write_control(struct i8254 *pit, uint8_t value)
{
	unsigned n = value >> 6;
	struct i8254_counter *c = &pit->counter[n & 3];

	if (n == 3) {
		read_back(pit, value);
		return;
	}
	sync(pit, n);
	if (!(value & 0x30)) {
		latch_count(c);
		return;
	}
	c->rw = value >> 4 & 3;
	c->mode = value >> 1 & 7;
	if (c->mode > 5)
		c->mode &= 3; /* x10 and x11 */
	c->bcd = value & 1;
	c->out = c->mode != 0;
	c->null = true;
	c->load = c->counting = c->armed = c->strobe = c->half_written = false;
	c->write_high = c->read_high = c->count_latched = c->status_latched = false;
	sync(pit, n);
}

/* The count register has its new count. */
static void count_written(struct i8254_counter *c)
{
	c->null = true;
	c->half_written = false;
	if (c->mode == 0)
		c->out = false;
	if (c->mode == 0 || c->mode == 4)
		c->load = true;
	if ((c->mode == 2 || c->mode == 3) && !c->counting)
		c->load = true;
}

static void write_count(struct i8254_counter *c, uint8_t value)
{
	if (c->rw == RW_BOTH && !c->write_high) {
		c->low = value;
		c->write_high = true;
		if (c->mode == 0) {
			/* Mode 0: the first byte stops the counting and lowers OUT at once. */
			c->half_written = true;
			c->load = false;
			c->out = false;
		}
		return;
	}
	if (c->rw == RW_BOTH)
		c->cr = value << 8 | c->low;
	else
		c->cr = c->rw == RW_HIGH ? value << 8 : value;
	c->write_high = false;
	count_written(c);
}

void i8254_write(struct i8254 *pit, unsigned off, uint8_t value)
{
	if (off == 3) {
		write_control(pit, value);
		return;
	}
	sync(pit, off);
	write_count(&pit->counter[off], value);
	sync(pit, off);
}

static uint8_t read_counter(struct i8254_counter *c)
{
	uint16_t count = c->count_latched ? c->latched : count_of(c);
	bool high = c->rw == RW_HIGH || (c->rw == RW_BOTH && c->read_high);

	if (c->status_latched) {
		c->status_latched = false;
		return c->status;
	}
	if (c->rw == RW_BOTH)
		c->read_high = !c->read_high;
	if (c->rw != RW_BOTH || !c->read_high)
		c->count_latched = false;
	return (uint8_t)(high ? count >> 8 : count);
}

uint8_t i8254_read(struct i8254 *pit, unsigned off)
{
	if (off == 3)
		return 0xff;
	sync(pit, off);
	return read_counter(&pit->counter[off]);
}

uint8_t i8254_peek(const struct i8254 *pit, unsigned off)
{
	struct i8254_counter copy;

	if (off == 3)
		return 0xff;
	copy = pit->counter[off];
	advance(&copy, tick_now(pit));
	return read_counter(&copy);
}

bool i8254_out(const struct i8254 *pit, unsigned n)
{
	struct i8254_counter copy = pit->counter[n];

	advance(&copy, tick_now(pit));
	return copy.out;
}

/* "Gate Pin Operations Summary" */
void i8254_set_gate(struct i8254 *pit, unsigned n, bool level)
{
	struct i8254_counter *c = &pit->counter[n];
	bool rises = level && !c->gate;

	sync(pit, n);
	c->gate = level;
	if (rises && (c->mode == 1 || c->mode == 5))
		c->load = true;
	if (rises && (c->mode == 2 || c->mode == 3) && c->counting)
		c->load = true;
	if (!level && (c->mode == 2 || c->mode == 3)) {
		if (c->mode == 3 && !c->out) /* the count stands still: so far into a high half */
			c->left += half_pulses(c->n, true) - half_pulses(c->n, false);
		c->out = true;
	}
	sync(pit, n);
}

/* After power-up mode, count and output are undefined: here stopped and low. */
void i8254_reset(struct i8254 *pit)
{
	for (unsigned n = 0; n < 3; n++)
		pit->counter[n] = (struct i8254_counter){.tick = tick_now(pit),
							 .n = 65536,
							 .left = 65536,
							 .rw = RW_BOTH,
							 .gate = n != 2};
	sync_out0(pit);
}

void i8254_init(struct i8254 *pit, struct clock *clock, struct irq_line out0)
{
	*pit = (struct i8254){.clock = clock, .out0 = out0};
	clock_timer_init(&pit->timer, edge_due, pit);
	i8254_reset(pit);
}

void i8254_preset(struct i8254 *pit)
{
	i8254_write(pit, 3, 0x34); /* counter 0, both bytes, mode 2 */
	i8254_write(pit, 0, 0);
	i8254_write(pit, 0, 0);
	i8254_write(pit, 3, 0x54); /* counter 1, low byte, mode 2 */
	i8254_write(pit, 1, 18);
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8254_read(dev, off);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8254_peek(dev, off);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	i8254_write(dev, off, (uint8_t)value);
}

const struct io_ops i8254_ops = {io_read, io_write, io_peek, 1};

static void loaded(void *dev)
{
	struct i8254 *pit = dev;

	irq_set(&pit->out0, pit->counter[0].out);
}

static const struct snap_field fields[] = {
    SNAP(struct i8254, counter),
    SNAP_TIMER(struct i8254, timer),
    SNAP_END,
};
const struct snap_desc i8254_snap = {"i8254", 1, fields, loaded};
