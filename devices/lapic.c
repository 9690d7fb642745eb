/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Local APIC (Intel SDM 3A, chapter 10), version 14h, with six LVT entries:
 *
 *	020 ID         030 version    080 TPR        090 APR        0A0 PPR
 *	0B0 EOI (w)    0D0 LDR        0E0 DFR        0F0 SVR        100-170 ISR
 *	180-1F0 TMR    200-270 IRR    280 ESR        300, 310 ICR
 *	320 LVT timer  330 thermal    340 performance counter
 *	350 LINT0      360 LINT1      370 error
 *	380 initial count   390 current count (r)    3E0 divide
 *
 * Each register is 32 bits wide at a multiple of 16. Reads of parts of one give
 * those; writes of anything but all 32 bits are ignored.
 *
 * NOT IMPLEMENTED: x2APIC, TSC-deadline mode, suppression of EOI broadcasts, CMCI;
 * SMI (taken and forgotten: there is no SMM); delivery takes no time, so that
 * "send pending" is never seen; nothing drives the thermal and performance entries.
 */
#include "devices/lapic.h"

#include <assert.h>
#include <stddef.h>

enum {
	R_ID = 0x02,
	R_VERSION = 0x03,
	R_TPR = 0x08,
	R_APR = 0x09,
	R_PPR = 0x0a,
	R_EOI = 0x0b,
	R_LDR = 0x0d,
	R_DFR = 0x0e,
	R_SVR = 0x0f,
	R_ISR = 0x10,
	R_TMR = 0x18,
	R_IRR = 0x20,
	R_ESR = 0x28,
	R_ICR_LOW = 0x30,
	R_ICR_HIGH = 0x31,
	R_LVT = 0x32,
	R_INITIAL = 0x38,
	R_CURRENT = 0x39,
	R_DIVIDE = 0x3e
};

enum { LVT_TIMER, LVT_THERMAL, LVT_COUNTER, LVT_LINT0, LVT_LINT1, LVT_ERROR };

#define VERSION	     (0x14u | (LAPIC_LVTS - 1) << 16)
#define SVR_ENABLED  0x100u
#define SVR_BITS     0x3ffu
#define SVR_NO_FOCUS 0x200u

#define LVT_VECTOR     0x000ffu
#define LVT_MODE_SHIFT 8
#define LVT_LOW	       0x02000u /* polarity */
#define LVT_REMOTE_IRR 0x04000u
#define LVT_LEVEL      0x08000u
#define LVT_MASKED     0x10000u
#define LVT_PERIODIC   0x20000u

#define ICR_BITS	0x000ccfffu
#define ICR_LOGICAL	0x00800u
#define ICR_ASSERT	0x04000u
#define ICR_LEVEL	0x08000u
#define ICR_SHORT_SHIFT 18

#define ESR_SEND_ILLEGAL     0x20u
#define ESR_RECEIVED_ILLEGAL 0x40u
#define ESR_ILLEGAL_REGISTER 0x80u

#define BASE_BSP     0x100ull
#define BASE_ENABLE  0x800ull
#define BASE_ADDRESS 0xffffff000ull

#define FIRST_VECTOR 16
#define EVERYBODY    0xffu

static const uint32_t lvt_bits[LAPIC_LVTS] = {0x300ff, 0x107ff, 0x107ff, 0x1a7ff, 0x1a7ff, 0x100ff};

/* ---- 256 bits ---- */

static bool bit(const uint32_t *bits, unsigned n)
{
	return bits[n >> 5] >> (n & 31) & 1;
}

static void set_bit(uint32_t *bits, unsigned n)
{
	bits[n >> 5] |= 1u << (n & 31);
}

static void clear_bit(uint32_t *bits, unsigned n)
{
	bits[n >> 5] &= ~(1u << (n & 31));
}

/* -1: none */
static int highest(const uint32_t *bits)
{
	for (int i = 7; i >= 0; i--)
		if (bits[i])
			return i * 32 + 31 - __builtin_clz(bits[i]);
	return -1;
}

/* ---- priorities, 10.8.3 ---- */

static unsigned class_of(int vector)
{
	return vector < 0 ? 0 : (unsigned)vector & 0xf0;
}

static uint8_t processor_priority(const struct lapic *lapic)
{
	unsigned serving = class_of(highest(lapic->isr));

	return (uint8_t)((lapic->tpr & 0xf0u) >= serving ? lapic->tpr : serving);
}

unsigned lapic_arbitration_priority(const struct lapic *lapic)
{
	unsigned serving = class_of(highest(lapic->isr)), waiting = class_of(highest(lapic->irr));
	unsigned most = serving > waiting ? serving : waiting;

	return (lapic->tpr & 0xf0u) >= most ? lapic->tpr : most;
}

bool lapic_present(const struct lapic *lapic)
{
	return lapic->base & BASE_ENABLE;
}

bool lapic_enabled(const struct lapic *lapic)
{
	return lapic_present(lapic) && lapic->svr & SVR_ENABLED;
}

static bool is_boot(const struct lapic *lapic)
{
	return lapic->number == 0;
}

/* The vector to be dispensed, or -1. */
static int deliverable(const struct lapic *lapic)
{
	int vector = lapic_enabled(lapic) ? highest(lapic->irr) : -1;

	return class_of(vector) > (processor_priority(lapic) & 0xf0u) ? vector : -1;
}

static enum apic_mode lvt_mode(uint32_t lvt)
{
	return lvt >> LVT_MODE_SHIFT & 7;
}

/* 10.1: the 8259A's INTR, through LINT0 or, without an APIC, straight to the processor. */
static bool extint_waits(const struct lapic *lapic)
{
	uint32_t lvt = lapic->lvt[LVT_LINT0];

	if (!lapic_present(lapic))
		return lapic->lint[0];
	return lapic->extint_message ||
	       (lapic->lint[0] && !(lvt & LVT_MASKED) && lvt_mode(lvt) == APIC_EXTINT);
}

static void update(struct lapic *lapic)
{
	irq_set(&lapic->wires.intr, deliverable(lapic) >= 0 || extint_waits(lapic));
}

/* ---- errors, 10.5.3 ---- */

static void accept(struct lapic *lapic, uint8_t vector, bool level);

static void found_error(struct lapic *lapic, uint32_t error)
{
	uint32_t lvt = lapic->lvt[LVT_ERROR];
	bool news = error & ~lapic->errors;

	lapic->errors |= error;
	if (!news || lvt & LVT_MASKED)
		return;
	if ((lvt & LVT_VECTOR) < FIRST_VECTOR)
		lapic->errors |= ESR_RECEIVED_ILLEGAL;
	else
		accept(lapic, (uint8_t)lvt, false);
}

/* ---- accepting, 10.8.4 ---- */

static void accept(struct lapic *lapic, uint8_t vector, bool level)
{
	if (vector < FIRST_VECTOR) {
		found_error(lapic, ESR_RECEIVED_ILLEGAL);
		return;
	}
	set_bit(lapic->irr, vector);
	if (level)
		set_bit(lapic->tmr, vector);
	else
		clear_bit(lapic->tmr, vector);
	update(lapic);
}

/* SDM 3A 10.6.2 */
bool lapic_is_addressed(const struct lapic *lapic, bool logical, uint8_t destination)
{
	uint8_t own = (uint8_t)(lapic->ldr >> 24);

	if (!lapic_present(lapic))
		return false;
	if (!logical)
		return destination == EVERYBODY || destination == lapic->id;
	if (lapic->dfr >> 28 == 0xf)
		return destination & own;
	if (lapic->dfr >> 28 == 0)
		return (destination >> 4 == own >> 4 || destination >> 4 == 0xf) &&
		       destination & own & 0xf;
	return false;
}

bool lapic_has_focus(const struct lapic *lapic, uint8_t vector)
{
	return !(lapic->svr & SVR_NO_FOCUS) && (bit(lapic->isr, vector) || bit(lapic->irr, vector));
}

void lapic_receive(struct lapic *lapic, const struct apic_message *message)
{
	if (!lapic_present(lapic))
		return;
	switch (message->mode) {
	case APIC_FIXED:
	case APIC_LOWEST:
		if (lapic_enabled(lapic))
			accept(lapic, message->vector, message->level);
		break;
	case APIC_SMI:
		break;
	case APIC_NMI:
		lapic->wires.nmi(lapic->wires.ctx);
		break;
	case APIC_INIT:
		lapic->wires.init(lapic->wires.ctx);
		break;
	case APIC_STARTUP:
		lapic->wires.startup(lapic->wires.ctx, message->vector);
		break;
	case APIC_EXTINT:
		lapic->extint_message = true;
		update(lapic);
		break;
	}
}

/* ---- LINT pins, 10.5.1 ---- */

static bool lint_active(const struct lapic *lapic, unsigned n)
{
	return lapic->lint[n] != (bool)(lapic->lvt[LVT_LINT0 + n] & LVT_LOW);
}

/* A level-triggered fixed interrupt is sent while its pin is active and the last one is over. */
static void serve_lint_level(struct lapic *lapic, unsigned n)
{
	uint32_t *lvt = &lapic->lvt[LVT_LINT0 + n];

	if (*lvt & (LVT_MASKED | LVT_REMOTE_IRR) || !(*lvt & LVT_LEVEL) ||
	    lvt_mode(*lvt) != APIC_FIXED || !lint_active(lapic, n) || !lapic_enabled(lapic))
		return;
	*lvt |= LVT_REMOTE_IRR;
	accept(lapic, (uint8_t)*lvt, true);
}

static void lint_edge(struct lapic *lapic, unsigned n)
{
	uint32_t lvt = lapic->lvt[LVT_LINT0 + n];

	if (lvt & LVT_MASKED)
		return;
	switch (lvt_mode(lvt)) {
	case APIC_FIXED:
		if (!(lvt & LVT_LEVEL) && lapic_enabled(lapic))
			accept(lapic, (uint8_t)lvt, false);
		break;
	case APIC_NMI:
		lapic->wires.nmi(lapic->wires.ctx);
		break;
	case APIC_INIT:
		lapic->wires.init(lapic->wires.ctx);
		break;
	default:
		break;
	}
}

void lapic_set_lint(void *owner, int n, bool level)
{
	struct lapic *lapic = owner;
	bool was = lint_active(lapic, (unsigned)n);

	if (lapic->lint[n] == level)
		return;
	lapic->lint[n] = level;
	if (!lapic_present(lapic)) {
		if (n == 1 && level)
			lapic->wires.nmi(lapic->wires.ctx);
	} else {
		if (!was)
			lint_edge(lapic, (unsigned)n);
		serve_lint_level(lapic, (unsigned)n);
	}
	update(lapic);
}

struct irq_line lapic_line(struct lapic *lapic, int n)
{
	return (struct irq_line){lapic_set_lint, lapic, n};
}

/* ---- EOI, 10.8.5 ---- */

static void end_of_interrupt(struct lapic *lapic)
{
	int vector = highest(lapic->isr);

	if (vector < 0)
		return;
	clear_bit(lapic->isr, (unsigned)vector);
	update(lapic);
	if (!bit(lapic->tmr, (unsigned)vector))
		return;
	for (unsigned n = 0; n < 2; n++)
		if ((lapic->lvt[LVT_LINT0 + n] & LVT_VECTOR) == (unsigned)vector) {
			lapic->lvt[LVT_LINT0 + n] &= ~LVT_REMOTE_IRR;
			serve_lint_level(lapic, n);
		}
	apic_bus_eoi(lapic->bus, (uint8_t)vector);
}

/* ---- the timer, 10.5.4 ---- */

/* Nanoseconds a count takes: 000 to 110 divide by 2 to 128, 111 by 1. */
static uint64_t tick_ns(const struct lapic *lapic)
{
	unsigned code = (lapic->divide & 3) | (lapic->divide >> 1 & 4);

	return CLOCK_NS_PER_S / LAPIC_TIMER_HZ << ((code + 1) & 7);
}

static uint64_t period_ns(const struct lapic *lapic)
{
	return lapic->initial_count * tick_ns(lapic);
}

/* Bring the timer up to now: did the count reach 0 since it was last looked at? */
static bool catch_up(struct lapic *lapic)
{
	uint64_t now = clock_now(lapic->clock);

	if (!lapic->counting || lapic->zero_ns > now)
		return false;
	if (lapic->lvt[LVT_TIMER] & LVT_PERIODIC)
		lapic->zero_ns +=
		    ((now - lapic->zero_ns) / period_ns(lapic) + 1) * period_ns(lapic);
	else
		lapic->counting = false;
	return true;
}

/* Nobody need be woken for an interrupt that is masked, or requested already. */
static void arm_timer(struct lapic *lapic)
{
	uint32_t lvt = lapic->lvt[LVT_TIMER];

	if (lapic->counting && !(lvt & LVT_MASKED) && !bit(lapic->irr, lvt & LVT_VECTOR))
		clock_arm(lapic->clock, &lapic->timer, lapic->zero_ns);
	else
		clock_disarm(lapic->clock, &lapic->timer);
}

static void run_timer(struct lapic *lapic)
{
	bool expired = catch_up(lapic);

	if (expired && !(lapic->lvt[LVT_TIMER] & LVT_MASKED))
		accept(lapic, (uint8_t)lapic->lvt[LVT_TIMER], false);
	arm_timer(lapic);
}

static void timer_due(void *owner, uint64_t now_ns)
{
	(void)now_ns;
	run_timer(owner);
}

static uint32_t current_count(const struct lapic *lapic)
{
	uint64_t now = clock_now(lapic->clock), tick = tick_ns(lapic);

	if (!lapic->counting)
		return 0;
	if (lapic->zero_ns > now)
		return (uint32_t)((lapic->zero_ns - now + tick - 1) / tick);
	if (!(lapic->lvt[LVT_TIMER] & LVT_PERIODIC))
		return 0;
	return (
	    uint32_t)((period_ns(lapic) - (now - lapic->zero_ns) % period_ns(lapic) + tick - 1) /
		      tick);
}

static void set_initial_count(struct lapic *lapic, uint32_t count)
{
	run_timer(lapic);
	lapic->initial_count = count;
	lapic->counting = count != 0;
	lapic->zero_ns = clock_now(lapic->clock) + period_ns(lapic);
	arm_timer(lapic);
}

/* What is left of the count goes on at the new rate. */
static void set_divide(struct lapic *lapic, uint32_t value)
{
	run_timer(lapic);

	uint64_t left = current_count(lapic);

	lapic->divide = value & 0xb;
	if (lapic->counting)
		lapic->zero_ns = clock_now(lapic->clock) + left * tick_ns(lapic);
	arm_timer(lapic);
}

/* ---- interrupt acknowledge, 10.8.4 ---- */

int lapic_intack(struct lapic *lapic)
{
	int vector;

	/* A timer that ran out again while its request waited has nothing to add. */
	run_timer(lapic);
	vector = deliverable(lapic);
	if (vector >= 0) {
		clear_bit(lapic->irr, (unsigned)vector);
		set_bit(lapic->isr, (unsigned)vector);
		arm_timer(lapic);
		update(lapic);
		return vector;
	}
	if (!extint_waits(lapic))
		return lapic->svr & 0xff;
	lapic->extint_message = false;
	vector = lapic->wires.extint(lapic->wires.ctx);
	update(lapic);
	return vector;
}

/* ---- registers ---- */

static void write_lvt(struct lapic *lapic, unsigned n, uint32_t value)
{
	uint32_t old = lapic->lvt[n];

	run_timer(lapic);
	value &= lvt_bits[n];
	/* 10.4.7.2: while software has it off, nothing can be unmasked. */
	if (!(lapic->svr & SVR_ENABLED))
		value |= LVT_MASKED;
	if (value & LVT_LEVEL && lvt_mode(value) == APIC_FIXED)
		value |= old & LVT_REMOTE_IRR;
	lapic->lvt[n] = value;
	if (n == LVT_LINT0 || n == LVT_LINT1)
		serve_lint_level(lapic, n - LVT_LINT0);
	arm_timer(lapic);
	update(lapic);
}

static void write_svr(struct lapic *lapic, uint32_t value)
{
	run_timer(lapic);
	lapic->svr = value & SVR_BITS;
	if (!(value & SVR_ENABLED))
		for (unsigned n = 0; n < LAPIC_LVTS; n++)
			lapic->lvt[n] |= LVT_MASKED;
	arm_timer(lapic);
	update(lapic);
}

static unsigned shorthand_mask(const struct lapic *lapic, unsigned shorthand)
{
	unsigned self = 1u << lapic->number, all = (1u << lapic->bus->count) - 1;

	return shorthand == 1 ? self : shorthand == 2 ? all : all & ~self;
}

/* 10.6.1 */
static void send_ipi(struct lapic *lapic)
{
	uint32_t icr = lapic->icr[0];
	unsigned shorthand = icr >> ICR_SHORT_SHIFT & 3;
	const struct apic_message message = {.mode = lvt_mode(icr),
					     .vector = (uint8_t)icr,
					     .destination = (uint8_t)(lapic->icr[1] >> 24),
					     .logical = icr & ICR_LOGICAL};

	if ((message.mode == APIC_FIXED || message.mode == APIC_LOWEST) &&
	    message.vector < FIRST_VECTOR) {
		found_error(lapic, ESR_SEND_ILLEGAL);
		return;
	}
	/* INIT level de-assert only sets arbitration IDs, which this bus does not have. */
	if (message.mode == APIC_INIT && icr & ICR_LEVEL && !(icr & ICR_ASSERT))
		return;
	if (message.mode == 3 || message.mode == APIC_EXTINT)
		return;
	if (shorthand)
		apic_bus_send_to(lapic->bus, &message, shorthand_mask(lapic, shorthand));
	else
		apic_bus_send(lapic->bus, &message);
}

static uint32_t read_register(const struct lapic *lapic, unsigned reg)
{
	switch (reg) {
	case R_ID:
		return (uint32_t)lapic->id << 24;
	case R_VERSION:
		return VERSION;
	case R_TPR:
		return lapic->tpr;
	case R_APR:
		return lapic_arbitration_priority(lapic);
	case R_PPR:
		return processor_priority(lapic);
	case R_LDR:
		return lapic->ldr;
	case R_DFR:
		return lapic->dfr;
	case R_SVR:
		return lapic->svr;
	case R_ISR ... R_ISR + 7:
		return lapic->isr[reg - R_ISR];
	case R_TMR ... R_TMR + 7:
		return lapic->tmr[reg - R_TMR];
	case R_IRR ... R_IRR + 7:
		return lapic->irr[reg - R_IRR];
	case R_ESR:
		return lapic->esr;
	case R_ICR_LOW:
	case R_ICR_HIGH:
		return lapic->icr[reg - R_ICR_LOW];
	case R_LVT ... R_LVT + LAPIC_LVTS - 1:
		return lapic->lvt[reg - R_LVT];
	case R_INITIAL:
		return lapic->initial_count;
	case R_CURRENT:
		return current_count(lapic);
	case R_DIVIDE:
		return lapic->divide;
	default:
		return 0;
	}
}

/* Readable or writable; ISR, TMR and IRR among them. */
static bool is_register(unsigned reg)
{
	return reg == R_ID || reg == R_VERSION || (reg >= R_TPR && reg <= R_EOI) ||
	       (reg >= R_LDR && reg <= R_ESR) || (reg >= R_ICR_LOW && reg <= R_CURRENT) ||
	       reg == R_DIVIDE;
}

static void write_register(struct lapic *lapic, unsigned reg, uint32_t value)
{
	switch (reg) {
	case R_ID:
		lapic->id = (uint8_t)(value >> 24);
		break;
	case R_TPR:
		lapic->tpr = (uint8_t)value;
		update(lapic);
		break;
	case R_EOI:
		end_of_interrupt(lapic);
		break;
	case R_LDR:
		lapic->ldr = value & 0xff000000;
		break;
	case R_DFR:
		lapic->dfr = value | 0x0fffffff;
		break;
	case R_SVR:
		write_svr(lapic, value);
		break;
	case R_ESR:
		lapic->esr = lapic->errors;
		lapic->errors = 0;
		break;
	case R_ICR_LOW:
		lapic->icr[0] = value & ICR_BITS;
		send_ipi(lapic);
		break;
	case R_ICR_HIGH:
		lapic->icr[1] = value & 0xff000000;
		break;
	case R_LVT ... R_LVT + LAPIC_LVTS - 1:
		write_lvt(lapic, reg - R_LVT, value);
		break;
	case R_INITIAL:
		set_initial_count(lapic, value);
		break;
	case R_DIVIDE:
		set_divide(lapic, value);
		break;
	default:
		break;
	}
}

/* ---- the window ---- */

static uint32_t window_peek(const void *dev, uint32_t off, unsigned bytes)
{
	unsigned in = off & 15;

	(void)bytes; /* the caller takes what it asked for */
	return in < 4 ? read_register(dev, off >> 4) >> (8 * in) : 0;
}

static uint32_t window_read(void *dev, uint32_t off, unsigned bytes)
{
	struct lapic *lapic = dev;

	if (!is_register(off >> 4))
		found_error(lapic, ESR_ILLEGAL_REGISTER);
	return window_peek(dev, off, bytes);
}

static void window_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct lapic *lapic = dev;

	if (off & 15 || bytes != 4)
		return;
	if (!is_register(off >> 4))
		found_error(lapic, ESR_ILLEGAL_REGISTER);
	write_register(lapic, off >> 4, value);
	/* The interrupt that was requested may be the timer's. */
	arm_timer(lapic);
}

const struct io_ops lapic_ops = {window_read, window_write, window_peek, 4};

/* ---- IA32_APIC_BASE, 10.4.4 ---- */

uint64_t lapic_base(const struct lapic *lapic)
{
	return lapic->base;
}

static void clear_state(struct lapic *lapic)
{
	lapic->tpr = 0;
	lapic->ldr = 0;
	lapic->dfr = UINT32_MAX;
	lapic->svr = 0xff;
	for (unsigned i = 0; i < 8; i++)
		lapic->irr[i] = lapic->isr[i] = lapic->tmr[i] = 0;
	lapic->errors = lapic->esr = 0;
	lapic->icr[0] = lapic->icr[1] = 0;
	for (unsigned n = 0; n < LAPIC_LVTS; n++)
		lapic->lvt[n] = LVT_MASKED;
	lapic->extint_message = false;
	lapic->initial_count = lapic->divide = 0;
	lapic->counting = false;
	clock_disarm(lapic->clock, &lapic->timer);
}

bool lapic_set_base(struct lapic *lapic, uint64_t value)
{
	if (value & ~(BASE_ADDRESS | BASE_ENABLE | BASE_BSP))
		return false;
	if ((lapic->base ^ value) & BASE_ENABLE)
		clear_state(lapic);
	lapic->base = value;
	if (lapic->wires.moved)
		lapic->wires.moved(lapic->wires.ctx);
	update(lapic);
	return true;
}

/* ---- making, resetting ---- */

void lapic_init_reset(struct lapic *lapic)
{
	clear_state(lapic);
	if (is_boot(lapic))
		lapic->lvt[LVT_LINT0] = APIC_EXTINT << LVT_MODE_SHIFT;
	update(lapic);
}

void lapic_reset(struct lapic *lapic)
{
	lapic->id = (uint8_t)lapic->number;
	lapic->base = LAPIC_BASE | BASE_ENABLE | (is_boot(lapic) ? BASE_BSP : 0);
	if (lapic->wires.moved)
		lapic->wires.moved(lapic->wires.ctx);
	lapic_init_reset(lapic);
}

void lapic_preset(struct lapic *lapic)
{
	if (!is_boot(lapic))
		return;
	write_svr(lapic, SVR_ENABLED | 0xff);
	write_lvt(lapic, LVT_LINT0, APIC_EXTINT << LVT_MODE_SHIFT);
	write_lvt(lapic, LVT_LINT1, APIC_NMI << LVT_MODE_SHIFT);
}

void lapic_init(struct lapic *lapic, struct apic_bus *bus, struct clock *clock,
		const struct lapic_wires *wires)
{
	assert(bus->count < APIC_BUS_MAX_CPUS);
	*lapic = (struct lapic){.bus = bus, .clock = clock, .wires = *wires, .number = bus->count};
	bus->lapic[bus->count++] = lapic;
	clock_timer_init(&lapic->timer, timer_due, lapic);
	lapic_reset(lapic);
}

/* ---- snapshot ---- */

static void loaded(void *dev)
{
	struct lapic *lapic = dev;

	if (lapic->wires.moved)
		lapic->wires.moved(lapic->wires.ctx);
	update(lapic);
}

static const struct snap_field fields[] = {
    SNAP(struct lapic, base),
    SNAP(struct lapic, id),
    SNAP(struct lapic, tpr),
    SNAP(struct lapic, ldr),
    SNAP(struct lapic, dfr),
    SNAP(struct lapic, svr),
    SNAP(struct lapic, irr),
    SNAP(struct lapic, isr),
    SNAP(struct lapic, tmr),
    SNAP(struct lapic, errors),
    SNAP(struct lapic, esr),
    SNAP(struct lapic, icr),
    SNAP(struct lapic, lvt),
    SNAP(struct lapic, lint),
    SNAP(struct lapic, extint_message),
    SNAP(struct lapic, initial_count),
    SNAP(struct lapic, divide),
    SNAP(struct lapic, counting),
    SNAP(struct lapic, zero_ns),
    SNAP_TIMER(struct lapic, timer),
    SNAP_END,
};
const struct snap_desc lapic_snap = {"lapic", 1, fields, loaded};
