/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * High precision event timers (IA-PC HPET specification 1.0a), at FED00000h:
 *
 *	000 capabilities and ID (period 10 000 000 fs)   010 configuration
 *	020 interrupt status (w1c)                       0F0 main counter
 *	100+20n configuration and capabilities of timer n   108+20n comparator
 *
 * All three timers are 64 bits wide and can be periodic. An interrupt comes
 * when the counter reaches the comparator; a comparator set to what the counter
 * has passed waits until it comes round. 32-bit accesses write their half.
 *
 * NOT IMPLEMENTED: FSB (message) interrupts: FSB_INT_DEL_CAP reads 0.
 */
#include "devices/hpet.h"

#include <stddef.h>

enum { CAPABILITIES = 0x000, CONFIG = 0x010, STATUS = 0x020, COUNTER = 0x0f0, TIMERS = 0x100 };
enum { T_CONFIG = 0x00, T_COMPARATOR = 0x08, T_BYTES = 0x20 };

#define PERIOD_FS     10000000ull
#define CONFIG_ENABLE 1ull
#define CONFIG_LEGACY 2ull
#define T_LEVEL	      0x0002ull
#define T_ENABLE      0x0004ull
#define T_PERIODIC    0x0008ull
#define T_CAPABLE     0x0030ull /* periodic, 64 bits */
#define T_SET	      0x0040ull
#define T_32	      0x0100ull
#define T_ROUTE_SHIFT 9
#define T_ROUTE	      0x3e00ull
#define T_WRITABLE    (T_LEVEL | T_ENABLE | T_PERIODIC | T_SET | T_32 | T_ROUTE)
#define FAR_TICKS     (1ull << 58) /* nobody waits for what is nine years away */

static bool running(const struct hpet *hpet)
{
	return hpet->config & CONFIG_ENABLE;
}

static uint64_t counter(const struct hpet *hpet)
{
	if (!running(hpet))
		return hpet->count;
	return hpet->count + (clock_now(hpet->clock) - hpet->start_ns) / HPET_TICK_NS;
}

static unsigned number(const struct hpet_timer *timer)
{
	return (unsigned)(timer - timer->hpet->timer);
}

static uint64_t width(const struct hpet_timer *timer)
{
	return timer->config & T_32 ? UINT32_MAX : UINT64_MAX;
}

/* ---- lines ---- */

static const struct irq_line *line(const struct hpet_timer *timer)
{
	const struct hpet *hpet = timer->hpet;

	if (hpet->config & CONFIG_LEGACY && number(timer) == 0)
		return &hpet->wires.irq0;
	if (hpet->config & CONFIG_LEGACY && number(timer) == 1)
		return &hpet->wires.irq8;
	return &hpet->wires.pin[(timer->config & T_ROUTE) >> T_ROUTE_SHIFT];
}

/* Give the line the level that the status bit asks for; routed is what it is on now. */
static void drive(struct hpet_timer *timer, const struct irq_line *routed)
{
	bool asked = timer->config & T_LEVEL ? timer->hpet->status >> number(timer) & 1
					     : timer->level;
	bool level = asked && timer->config & T_ENABLE;

	if (level == timer->level)
		return;
	timer->level = level;
	irq_set(routed, level);
}

/* Before the line may become another: let go of it. */
static void release(struct hpet_timer *timer)
{
	if (timer->level)
		irq_set(line(timer), false);
	timer->level = false;
}

static void interrupt(struct hpet_timer *timer)
{
	if (timer->config & T_LEVEL) {
		timer->hpet->status |= 1ull << number(timer);
		drive(timer, line(timer));
	} else if (timer->config & T_ENABLE) {
		/* As the 8254's output it stays up until shortly before the next one: an 8259A
		 * takes no request that is gone when it acknowledges. */
		irq_set(line(timer), false);
		irq_set(line(timer), true);
		timer->level = true;
	}
}

/* ---- matching ---- */

/* Ticks until the counter reaches the comparator; one that it stands at is a whole turn away. */
static uint64_t ticks_left(const struct hpet_timer *timer, uint64_t now)
{
	uint64_t left = (timer->comparator - now) & width(timer);

	if (left)
		return left;
	return timer->config & T_32 ? 1ull << 32 : UINT64_MAX;
}

static void arm(struct hpet_timer *timer)
{
	struct hpet *hpet = timer->hpet;
	uint64_t now = counter(hpet), left = ticks_left(timer, now);

	timer->seen = now;
	if (running(hpet) && timer->config & (T_ENABLE | T_LEVEL) && left < FAR_TICKS)
		clock_arm(hpet->clock, &timer->timer,
			  hpet->start_ns + (now - hpet->count + left) * HPET_TICK_NS);
	else
		clock_disarm(hpet->clock, &timer->timer);
}

/* Bring a timer up to now: where the comparator is next, and what it missed. */
static void catch_up(struct hpet_timer *timer)
{
	uint64_t now = counter(timer->hpet), mask = width(timer);

	if (ticks_left(timer, timer->seen) <= now - timer->seen) {
		if (timer->config & T_PERIODIC && timer->period & mask) {
			uint64_t period = timer->period & mask;
			uint64_t steps = ((now - timer->comparator) & mask) / period + 1;

			timer->comparator = (timer->comparator + steps * period) & mask;
		}
		interrupt(timer);
	}
	timer->seen = now;
}

static void timer_due(void *owner, uint64_t now_ns)
{
	(void)now_ns;
	catch_up(owner);
	arm(owner);
}

/* ---- registers ---- */

static uint64_t read64(const struct hpet *hpet, uint32_t off)
{
	const struct hpet_timer *timer = &hpet->timer[(off - TIMERS) / T_BYTES % HPET_TIMERS];

	switch (off) {
	case CAPABILITIES:
		return PERIOD_FS << 32 | HPET_ID;
	case CONFIG:
		return hpet->config;
	case STATUS:
		return hpet->status;
	case COUNTER:
		return counter(hpet);
	default:
		break;
	}
	if (off < TIMERS || off >= TIMERS + HPET_TIMERS * T_BYTES)
		return 0;
	if (off % T_BYTES == T_CONFIG)
		return timer->config | T_CAPABLE | (uint64_t)HPET_ROUTES << 32;
	return off % T_BYTES == T_COMPARATOR ? timer->comparator : 0;
}

static void write_config(struct hpet *hpet, uint64_t value)
{
	bool legacy_changes = (hpet->config ^ value) & CONFIG_LEGACY;

	for (unsigned n = 0; n < HPET_TIMERS; n++)
		if (legacy_changes)
			release(&hpet->timer[n]);
	hpet->count = counter(hpet);
	hpet->start_ns = clock_now(hpet->clock);
	hpet->config = value & (CONFIG_ENABLE | CONFIG_LEGACY);
	if (legacy_changes)
		hpet->wires.legacy(hpet->wires.ctx, value & CONFIG_LEGACY);
	for (unsigned n = 0; n < HPET_TIMERS; n++) {
		drive(&hpet->timer[n], line(&hpet->timer[n]));
		arm(&hpet->timer[n]);
	}
}

static void write_status(struct hpet *hpet, uint64_t value)
{
	hpet->status &= ~value;
	for (unsigned n = 0; n < HPET_TIMERS; n++)
		drive(&hpet->timer[n], line(&hpet->timer[n]));
}

static void write_timer_config(struct hpet_timer *timer, uint64_t value)
{
	unsigned route = (value & T_ROUTE) >> T_ROUTE_SHIFT;

	/* 2.3.8: a route that there is not does not read back. */
	if (!(HPET_ROUTES >> route & 1))
		value = (value & ~T_ROUTE) | (timer->config & T_ROUTE);
	release(timer);
	timer->config = value & T_WRITABLE;
	if (timer->config & T_32) {
		timer->comparator &= UINT32_MAX;
		timer->period &= UINT32_MAX;
	}
	if (!(timer->config & T_LEVEL))
		timer->hpet->status &= ~(1ull << number(timer));
	drive(timer, line(timer));
}

/* 2.3.9.2.2: in periodic mode what is written is the period, and with VAL_SET the comparator. */
static void write_comparator(struct hpet_timer *timer, uint64_t value)
{
	value &= width(timer);
	if (!(timer->config & T_PERIODIC) || timer->config & T_SET)
		timer->comparator = value;
	timer->period = value;
	timer->config &= ~T_SET;
}

static void write64(struct hpet *hpet, uint32_t off, uint64_t value)
{
	struct hpet_timer *timer = &hpet->timer[(off - TIMERS) / T_BYTES % HPET_TIMERS];

	if (off == CONFIG) {
		write_config(hpet, value);
	} else if (off == STATUS) {
		write_status(hpet, value);
	} else if (off == COUNTER) {
		if (!running(hpet))
			hpet->count = value;
	} else if (off >= TIMERS && off < TIMERS + HPET_TIMERS * T_BYTES) {
		if (off % T_BYTES == T_CONFIG)
			write_timer_config(timer, value);
		else if (off % T_BYTES == T_COMPARATOR)
			write_comparator(timer, value);
	}
}

/* The half that is not written stays, but for the period, whose halves are its own. */
static uint64_t kept_half(const struct hpet *hpet, uint32_t off)
{
	uint32_t reg = off & ~7u;
	const struct hpet_timer *timer = &hpet->timer[(reg - TIMERS) / T_BYTES % HPET_TIMERS];

	if (reg == STATUS)
		return 0;
	if (reg >= TIMERS && reg % T_BYTES == T_COMPARATOR && timer->config & T_PERIODIC &&
	    !(timer->config & T_SET))
		return timer->period;
	return read64(hpet, reg);
}

/* ---- the window ---- */

static uint32_t window_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return (uint32_t)(read64(dev, off & ~7u) >> 8 * (off & 7));
}

static void catch_up_all(struct hpet *hpet)
{
	for (unsigned n = 0; n < HPET_TIMERS; n++)
		catch_up(&hpet->timer[n]);
}

static uint32_t window_read(void *dev, uint32_t off, unsigned bytes)
{
	catch_up_all(dev);
	return window_peek(dev, off, bytes);
}

static void window_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct hpet *hpet = dev;
	unsigned shift = 8 * (off & 4);
	uint64_t half;

	if (off & 3 || bytes != 4)
		return;
	catch_up_all(hpet);
	half = kept_half(hpet, off) & ~(0xffffffffull << shift);
	write64(hpet, off & ~7u, half | (uint64_t)value << shift);
	for (unsigned n = 0; n < HPET_TIMERS; n++)
		arm(&hpet->timer[n]);
}

const struct io_ops hpet_ops = {window_read, window_write, window_peek, 4};

/* ---- making, resetting ---- */

void hpet_reset(struct hpet *hpet)
{
	for (unsigned n = 0; n < HPET_TIMERS; n++) {
		struct hpet_timer *timer = &hpet->timer[n];

		release(timer);
		clock_disarm(hpet->clock, &timer->timer);
		timer->config = 0;
		timer->comparator = UINT64_MAX;
		timer->period = timer->seen = 0;
	}
	if (hpet->config & CONFIG_LEGACY)
		hpet->wires.legacy(hpet->wires.ctx, false);
	hpet->config = hpet->status = hpet->count = hpet->start_ns = 0;
}

void hpet_init(struct hpet *hpet, struct clock *clock, const struct hpet_wires *wires)
{
	*hpet = (struct hpet){.clock = clock, .wires = *wires};
	for (unsigned n = 0; n < HPET_TIMERS; n++) {
		hpet->timer[n].hpet = hpet;
		clock_timer_init(&hpet->timer[n].timer, timer_due, &hpet->timer[n]);
	}
	hpet_reset(hpet);
}

/* ---- snapshot ---- */

static void loaded(void *dev)
{
	struct hpet *hpet = dev;

	hpet->wires.legacy(hpet->wires.ctx, hpet->config & CONFIG_LEGACY);
	for (unsigned n = 0; n < HPET_TIMERS; n++)
		if (hpet->timer[n].level)
			irq_set(line(&hpet->timer[n]), true);
}

static const struct snap_field fields[] = {
    SNAP(struct hpet, config),
    SNAP(struct hpet, status),
    SNAP(struct hpet, count),
    SNAP(struct hpet, start_ns),
    SNAP(struct hpet, timer[0].config),
    SNAP(struct hpet, timer[0].comparator),
    SNAP(struct hpet, timer[0].period),
    SNAP(struct hpet, timer[0].seen),
    SNAP(struct hpet, timer[0].level),
    SNAP_TIMER(struct hpet, timer[0].timer),
    SNAP(struct hpet, timer[1].config),
    SNAP(struct hpet, timer[1].comparator),
    SNAP(struct hpet, timer[1].period),
    SNAP(struct hpet, timer[1].seen),
    SNAP(struct hpet, timer[1].level),
    SNAP_TIMER(struct hpet, timer[1].timer),
    SNAP(struct hpet, timer[2].config),
    SNAP(struct hpet, timer[2].comparator),
    SNAP(struct hpet, timer[2].period),
    SNAP(struct hpet, timer[2].seen),
    SNAP(struct hpet, timer[2].level),
    SNAP_TIMER(struct hpet, timer[2].timer),
    SNAP_END,
};
const struct snap_desc hpet_snap = {"hpet", 1, fields, loaded};
