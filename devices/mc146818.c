/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Motorola MC146818A real-time clock plus RAM (datasheet ADI-856), with the
 * 128 bytes and the 32.768 kHz crystal of later PC parts (Dallas DS12887).
 *
 *	070h  w bits 6-0 the index, bit 7 masks NMI; r all ones
 *	071h  rw the byte at the index:
 *	      00-09 second, its alarm, minute, its alarm, hour, its alarm,
 *	      weekday, day, month, year; 0A-0D registers A-D; 0E-7F memory,
 *	      of which 32h is the century by PC custom
 *
 * The clock is kept in its registers, as the chip has it. A timer ends an
 * update cycle each second; periodic flags are computed from the divider chain
 * when looked at, and cost a timer only while they interrupt.
 *
 * NOT IMPLEMENTED: daylight saving (DSE is kept, without effect), the square
 * wave pin, the 4.194 and 1.049 MHz time bases (they stop the clock), and the
 * extended bank at 72h-73h.
 */
#include "devices/mc146818.h"

#include <assert.h>
#include <stddef.h>
#include <time.h>

enum {
	SECOND,
	SECOND_ALARM,
	MINUTE,
	MINUTE_ALARM,
	HOUR,
	HOUR_ALARM,
	WEEKDAY,
	DAY,
	MONTH,
	YEAR,
	REG_A,
	REG_B,
	REG_C,
	REG_D,
	MEMORY,
};

/* Where a PC's firmware keeps what it knows. */
enum {
	FLOPPY_TYPES = 0x10,
	EQUIPMENT = 0x14,
	BASE_KB = 0x15,
	EXTENDED_KB = 0x17,
	SUM_FIRST = 0x10,
	SUM_LAST = 0x2d,
	SUM = 0x2e,
	EXTENDED_KB_AGAIN = 0x30,
	CENTURY = 0x32,
	ABOVE_16M_64KB = 0x34,
	ABOVE_4G_64KB = 0x5b,
};

#define A_UIP	       0x80
#define A_DIVIDER      0x70
#define A_DIVIDER_RUN  0x20
#define A_DIVIDER_HOLD 0x60 /* 11x holds the chain in reset */
#define A_RATE	       0x0f
#define B_SET	       0x80
#define B_PIE	       0x40
#define B_AIE	       0x20
#define B_UIE	       0x10
#define B_SQWE	       0x08
#define B_BINARY       0x04
#define B_24H	       0x02
#define C_PF	       0x40
#define C_AF	       0x20
#define C_UF	       0x10
#define C_IRQF	       0x80
#define D_VRT	       0x80
#define HOUR_PM	       0x80

#define CHAIN_HZ     32768
#define UIP_BEFORE   244000ull	/* t BUC */
#define UIP_UPDATE   1984000ull /* t UC at 32.768 kHz */
#define FIRST_UPDATE 500000000ull

static bool is_running(const struct mc146818 *rtc)
{
	return (rtc->cmos[REG_A] & A_DIVIDER) == A_DIVIDER_RUN;
}

static unsigned decode(const struct mc146818 *rtc, uint8_t value)
{
	return rtc->cmos[REG_B] & B_BINARY ? value : (value >> 4) * 10u + (value & 15);
}

static uint8_t encode(const struct mc146818 *rtc, unsigned value)
{
	return (uint8_t)(rtc->cmos[REG_B] & B_BINARY ? value : value / 10 << 4 | value % 10);
}

static unsigned get_hour(const struct mc146818 *rtc)
{
	uint8_t value = rtc->cmos[HOUR];

	if (rtc->cmos[REG_B] & B_24H)
		return decode(rtc, value);
	return decode(rtc, value & 0x7f) % 12 + (value & HOUR_PM ? 12 : 0);
}

static void set_hour(struct mc146818 *rtc, unsigned hour)
{
	if (rtc->cmos[REG_B] & B_24H)
		rtc->cmos[HOUR] = encode(rtc, hour);
	else
		rtc->cmos[HOUR] =
		    encode(rtc, hour % 12 ? hour % 12 : 12) | (hour >= 12 ? HOUR_PM : 0);
}

static void update_irq(const struct mc146818 *rtc)
{
	irq_set(&rtc->irq, rtc->flags & rtc->cmos[REG_B] & (C_PF | C_AF | C_UF));
}

/* ---- the update cycle ---- */

static unsigned days_in_month(const struct mc146818 *rtc)
{
	static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned month = decode(rtc, rtc->cmos[MONTH]);

	if (month < 1 || month > 12)
		return 31;
	return days[month - 1] + (month == 2 && decode(rtc, rtc->cmos[YEAR]) % 4 == 0);
}

/* Count a register on; true when it passed last and begins at first again. */
static bool carry(struct mc146818 *rtc, unsigned reg, unsigned first, unsigned last)
{
	unsigned value = decode(rtc, rtc->cmos[reg]);
	bool wraps = value >= last;

	rtc->cmos[reg] = encode(rtc, wraps ? first : value + 1);
	return wraps;
}

static void next_day(struct mc146818 *rtc)
{
	carry(rtc, WEEKDAY, 1, 7);
	if (!carry(rtc, DAY, 1, days_in_month(rtc)))
		return;
	if (!carry(rtc, MONTH, 1, 12))
		return;
	if (carry(rtc, YEAR, 0, 99))
		carry(rtc, CENTURY, 0, 99);
}

static void next_second(struct mc146818 *rtc)
{
	unsigned hour;

	if (!carry(rtc, SECOND, 0, 59) || !carry(rtc, MINUTE, 0, 59))
		return;
	hour = get_hour(rtc);
	set_hour(rtc, hour >= 23 ? 0 : hour + 1);
	if (hour >= 23)
		next_day(rtc);
}

/* "Alarm": C0h and above match anything */
static bool alarm_matches(const struct mc146818 *rtc, unsigned reg)
{
	uint8_t alarm = rtc->cmos[reg + 1];

	return alarm >= 0xc0 || alarm == rtc->cmos[reg];
}

static void update_cycle(struct mc146818 *rtc)
{
	rtc->updates++;
	if (rtc->cmos[REG_B] & B_SET)
		return;
	next_second(rtc);
	rtc->flags |= C_UF;
	if (alarm_matches(rtc, SECOND) && alarm_matches(rtc, MINUTE) && alarm_matches(rtc, HOUR))
		rtc->flags |= C_AF;
}

static uint64_t next_update_ns(const struct mc146818 *rtc)
{
	return rtc->chain_ns + (rtc->updates + 1) * CLOCK_NS_PER_S;
}

static void update_due(void *owner, uint64_t now_ns)
{
	struct mc146818 *rtc = owner;

	while (next_update_ns(rtc) <= now_ns)
		update_cycle(rtc);
	clock_arm(rtc->clock, &rtc->update_timer, next_update_ns(rtc));
	update_irq(rtc);
}

/* Register A, UIP: up from t BUC before the update to its end */
static bool update_in_progress(const struct mc146818 *rtc)
{
	uint64_t phase = (clock_now(rtc->clock) - rtc->chain_ns) % CLOCK_NS_PER_S;

	return is_running(rtc) && !(rtc->cmos[REG_B] & B_SET) &&
	       phase >= CLOCK_NS_PER_S - UIP_BEFORE - UIP_UPDATE;
}

/* ---- the periodic flag ---- */

/* "Periodic Interrupt Selection": pulses of the 32.768 kHz chain between two periodic flags; 0:
 * none. */
static unsigned rate_pulses(const struct mc146818 *rtc)
{
	unsigned rate = rtc->cmos[REG_A] & A_RATE;

	if (!rate || !is_running(rtc))
		return 0;
	return 1u << (rate < 3 ? rate + 6 : rate - 1);
}

static uint64_t periods_now(const struct mc146818 *rtc)
{
	unsigned pulses = rate_pulses(rtc);

	if (!pulses)
		return 0;
	return clock_ticks(clock_now(rtc->clock) - rtc->chain_ns, CHAIN_HZ) / pulses;
}

static uint8_t flags_now(const struct mc146818 *rtc)
{
	return rtc->flags | (periods_now(rtc) > rtc->periods ? C_PF : 0);
}

static void catch_up(struct mc146818 *rtc)
{
	rtc->flags = flags_now(rtc);
	rtc->periods = periods_now(rtc);
	update_irq(rtc);
}

/* While PF already interrupts, another one would change nothing. */
static void arm_periodic(struct mc146818 *rtc)
{
	uint64_t pulse = (rtc->periods + 1) * rate_pulses(rtc);

	if (!pulse || !(rtc->cmos[REG_B] & B_PIE) || rtc->flags & C_PF)
		clock_disarm(rtc->clock, &rtc->periodic_timer);
	else
		clock_arm(rtc->clock, &rtc->periodic_timer,
			  rtc->chain_ns + clock_tick_ns(pulse, CHAIN_HZ));
}

static void period_due(void *owner, uint64_t now_ns)
{
	struct mc146818 *rtc = owner;

	(void)now_ns;
	catch_up(rtc);
	arm_periodic(rtc);
}

/* ---- registers ---- */

static void start_chain(struct mc146818 *rtc, uint64_t chain_ns)
{
	rtc->chain_ns = chain_ns;
	rtc->updates = (clock_now(rtc->clock) - chain_ns) / CLOCK_NS_PER_S;
	clock_arm(rtc->clock, &rtc->update_timer, next_update_ns(rtc));
}

static void write_a(struct mc146818 *rtc, uint8_t value)
{
	bool ran = is_running(rtc);

	catch_up(rtc);
	rtc->cmos[REG_A] = value & ~A_UIP;
	if (!is_running(rtc))
		clock_disarm(rtc->clock, &rtc->update_timer);
	else if (!ran)
		/* Register A, DV: the first update ends half a second after the chain is let go */
		start_chain(rtc, clock_now(rtc->clock) - FIRST_UPDATE);
	rtc->periods = periods_now(rtc);
	arm_periodic(rtc);
}

static void write_b(struct mc146818 *rtc, uint8_t value)
{
	catch_up(rtc);
	if (value & B_SET)
		value &= ~B_UIE;
	rtc->cmos[REG_B] = value;
	update_irq(rtc);
	arm_periodic(rtc);
}

void mc146818_write(struct mc146818 *rtc, unsigned off, uint8_t value)
{
	if (off == 0) {
		rtc->index = value & 0x7f;
		rtc->nmi_masked = value & 0x80;
		return;
	}
	switch (rtc->index) {
	case REG_A:
		write_a(rtc, value);
		break;
	case REG_B:
		write_b(rtc, value);
		break;
	case REG_C:
	case REG_D:
		break;
	default:
		rtc->cmos[rtc->index] = value;
	}
}

uint8_t mc146818_peek(const struct mc146818 *rtc, unsigned off)
{
	uint8_t flags;

	if (off == 0)
		return 0xff;
	switch (rtc->index) {
	case REG_A:
		return rtc->cmos[REG_A] | (update_in_progress(rtc) ? A_UIP : 0);
	case REG_C:
		flags = flags_now(rtc);
		return flags | (flags & rtc->cmos[REG_B] & 0x70 ? C_IRQF : 0);
	case REG_D:
		return D_VRT;
	default:
		return rtc->cmos[rtc->index];
	}
}

uint8_t mc146818_read(struct mc146818 *rtc, unsigned off)
{
	uint8_t value = mc146818_peek(rtc, off);

	if (off == 1 && rtc->index == REG_C) {
		catch_up(rtc);
		rtc->flags = 0;
		update_irq(rtc);
		arm_periodic(rtc);
	}
	return value;
}

/* ---- the host's side ---- */

static void set_time(struct mc146818 *rtc, int64_t base_s)
{
	time_t seconds = (time_t)base_s;
	struct tm tm;

	if (!gmtime_r(&seconds, &tm))
		return;
	rtc->cmos[SECOND] = encode(rtc, (unsigned)tm.tm_sec);
	rtc->cmos[MINUTE] = encode(rtc, (unsigned)tm.tm_min);
	set_hour(rtc, (unsigned)tm.tm_hour);
	rtc->cmos[WEEKDAY] = encode(rtc, (unsigned)tm.tm_wday + 1);
	rtc->cmos[DAY] = encode(rtc, (unsigned)tm.tm_mday);
	rtc->cmos[MONTH] = encode(rtc, (unsigned)tm.tm_mon + 1);
	rtc->cmos[YEAR] = encode(rtc, (unsigned)(tm.tm_year + 1900) % 100);
	rtc->cmos[CENTURY] = encode(rtc, (unsigned)(tm.tm_year + 1900) / 100 % 100);
}

static void update_sum(struct mc146818 *rtc)
{
	unsigned sum = 0;

	for (unsigned i = SUM_FIRST; i <= SUM_LAST; i++)
		sum += rtc->cmos[i];
	rtc->cmos[SUM] = (uint8_t)(sum >> 8);
	rtc->cmos[SUM + 1] = (uint8_t)sum;
}

void mc146818_set_cmos(struct mc146818 *rtc, uint8_t index, uint8_t value)
{
	assert(index >= MEMORY && index < sizeof(rtc->cmos));
	rtc->cmos[index] = value;
	update_sum(rtc);
}

static void set_size(struct mc146818 *rtc, unsigned index, uint64_t units)
{
	uint16_t value = units > 0xffff ? 0xffff : (uint16_t)units;

	rtc->cmos[index] = (uint8_t)value;
	rtc->cmos[index + 1] = (uint8_t)(value >> 8);
}

static uint64_t above(uint64_t bytes, uint64_t line)
{
	return bytes > line ? bytes - line : 0;
}

void mc146818_set_memory(struct mc146818 *rtc, uint64_t ram_bytes)
{
	uint64_t high = above(ram_bytes, 1ull << 32) >> 16;

	set_size(rtc, BASE_KB, ram_bytes < 640 << 10 ? ram_bytes >> 10 : 640);
	set_size(rtc, EXTENDED_KB, above(ram_bytes, 1 << 20) >> 10);
	set_size(rtc, EXTENDED_KB_AGAIN, above(ram_bytes, 1 << 20) >> 10);
	set_size(rtc, ABOVE_16M_64KB, above(ram_bytes - (high << 16), 16 << 20) >> 16);
	set_size(rtc, ABOVE_4G_64KB, high);
	rtc->cmos[ABOVE_4G_64KB + 2] = (uint8_t)(high >> 16);
	update_sum(rtc);
}

void mc146818_set_floppies(struct mc146818 *rtc, uint8_t type_a, uint8_t type_b)
{
	unsigned drives = !!type_a + !!type_b;

	rtc->cmos[FLOPPY_TYPES] = (uint8_t)(type_a << 4 | type_b);
	/* bits 7-6 drives less one, 2 PS/2 mouse, 1 coprocessor, 0 any drives */
	rtc->cmos[EQUIPMENT] = 0x06 | (drives ? 0x01 | (drives - 1) << 6 : 0);
	update_sum(rtc);
}

/* "Signal Descriptions, RESET": the enables and the flags go; time and memory stay. */
void mc146818_reset(struct mc146818 *rtc)
{
	rtc->cmos[REG_B] &= ~(B_PIE | B_AIE | B_UIE | B_SQWE);
	rtc->flags = 0;
	rtc->periods = periods_now(rtc);
	rtc->index = 0;
	rtc->nmi_masked = false;
	arm_periodic(rtc);
	update_irq(rtc);
}

void mc146818_init(struct mc146818 *rtc, struct clock *clock, struct irq_line irq, int64_t base_s)
{
	*rtc = (struct mc146818){.clock = clock, .irq = irq};
	clock_timer_init(&rtc->update_timer, update_due, rtc);
	clock_timer_init(&rtc->periodic_timer, period_due, rtc);
	/* As firmware leaves it: chain running, 1024 Hz selected, BCD, 24 hours. */
	rtc->cmos[REG_A] = A_DIVIDER_RUN | 6;
	rtc->cmos[REG_B] = B_24H;
	set_time(rtc, base_s);
	start_chain(rtc, 0);
	mc146818_set_floppies(rtc, 0, 0);
	mc146818_reset(rtc);
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return mc146818_read(dev, off);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return mc146818_peek(dev, off);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	mc146818_write(dev, off, (uint8_t)value);
}

const struct io_ops mc146818_ops = {io_read, io_write, io_peek, 1};

static void loaded(void *dev)
{
	struct mc146818 *rtc = dev;

	rtc->index &= 0x7f;
	update_irq(rtc);
}

static const struct snap_field fields[] = {
    SNAP(struct mc146818, index),
    SNAP(struct mc146818, nmi_masked),
    SNAP(struct mc146818, cmos),
    SNAP(struct mc146818, flags),
    SNAP(struct mc146818, chain_ns),
    SNAP(struct mc146818, updates),
    SNAP(struct mc146818, periods),
    SNAP_TIMER(struct mc146818, update_timer),
    SNAP_TIMER(struct mc146818, periodic_timer),
    SNAP_END,
};
const struct snap_desc mc146818_snap = {"mc146818", 1, fields, loaded};
