/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include <time.h>

#include "devices/mc146818.h"

#define IRQ 8
#define S   CLOCK_NS_PER_S

static struct bench bench;
static struct mc146818 rtc;

static uint8_t in(uint8_t index)
{
	mc146818_write(&rtc, 0, index);
	return mc146818_read(&rtc, 1);
}

static void out(uint8_t index, uint8_t value)
{
	mc146818_write(&rtc, 0, index);
	mc146818_write(&rtc, 1, value);
}

/* 2026-11-21 07:25:51, a Saturday */
#define BASE 1795245951

static void setup_at(int64_t base_s)
{
	bench_init(&bench);
	mc146818_init(&rtc, &bench.clock, bench_wire(&bench, IRQ), base_s);
}

static void setup(void)
{
	setup_at(BASE);
}

static void check_bytes(const uint8_t *want, unsigned count)
{
	static const uint8_t index[] = {0, 2, 4, 6, 7, 8, 9, 0x32};

	for (unsigned i = 0; i < count; i++)
		ck_assert_uint_eq(in(index[i]), want[i]);
}

START_TEST(the_time_it_was_given)
{
	setup();
	check_bytes((uint8_t[]){0x51, 0x25, 0x07, 0x07, 0x21, 0x11, 0x26, 0x20}, 8);
	ck_assert_uint_eq(in(0x0a), 0x26);
	ck_assert_uint_eq(in(0x0b), 0x02);
	ck_assert_uint_eq(in(0x0d), 0x80);
	setup_at(-86400 * 365); /* 1969 */
	check_bytes((uint8_t[]){0x00, 0x00, 0x00, 0x04, 0x01, 0x01, 0x69, 0x19}, 8);
	ck_assert_uint_eq(mc146818_read(&rtc, 0), 0xff);
}
END_TEST

START_TEST(counts_through_all_carries)
{
	setup_at(951782399); /* 2000-02-28 23:59:59, a Monday in a leap year */
	bench_run(&bench, S);
	check_bytes((uint8_t[]){0x00, 0x00, 0x00, 0x03, 0x29, 0x02, 0x00, 0x20}, 8);
	bench_run(&bench, 86400 * S);
	check_bytes((uint8_t[]){0x00, 0x00, 0x00, 0x04, 0x01, 0x03, 0x00, 0x20}, 8);
	setup_at(946684799); /* 1999-12-31 23:59:59 */
	bench_run(&bench, S);
	check_bytes((uint8_t[]){0x00, 0x00, 0x00, 0x07, 0x01, 0x01, 0x00, 0x20}, 8);
}
END_TEST

/* Put the registers, set in BCD and 24 hours, into another form, as a guest would. */
static void reformat(uint8_t reg_b)
{
	static const uint8_t index[] = {0, 2, 4, 6, 7, 8, 9, 0x32};

	out(0x0b, 0x82);
	for (unsigned i = 0; i < sizeof(index) && reg_b & 0x04; i++)
		out(index[i], (uint8_t)((in(index[i]) >> 4) * 10 + (in(index[i]) & 15)));
	out(0x0b, reg_b);
}

static unsigned number(uint8_t index, uint8_t reg_b)
{
	unsigned value = in(index);
	bool pm = index == 4 && !(reg_b & 0x02) && value & 0x80;

	if (pm)
		value &= 0x7f;
	if (!(reg_b & 0x04))
		value = (value >> 4) * 10 + (value & 15);
	if (index == 4 && !(reg_b & 0x02))
		value = value % 12 + (pm ? 12 : 0);
	return value;
}

#define LEAP_WINTER 1827532800 /* 2027-11-30 00:00:00 */

/* A hundred days with a leap day, a day less a second at a time, against the C library. */
START_TEST(agrees_with_the_calendar)
{
	static const uint8_t format[] = {0x02, 0x00, 0x06, 0x04};

	for (unsigned f = 0; f < 4; f++) {
		setup_at(LEAP_WINTER);
		reformat(format[f]);
		for (time_t t = LEAP_WINTER; t < LEAP_WINTER + 100 * 86400; t += 86399) {
			struct tm tm;

			gmtime_r(&t, &tm);
			bench_eq(number(0, format[f]), (unsigned)tm.tm_sec, "second");
			bench_eq(number(2, format[f]), (unsigned)tm.tm_min, "minute");
			bench_eq(number(4, format[f]), (unsigned)tm.tm_hour, "hour");
			bench_eq(number(6, format[f]), (unsigned)tm.tm_wday + 1, "weekday");
			bench_eq(number(7, format[f]), (unsigned)tm.tm_mday, "day");
			bench_eq(number(8, format[f]), (unsigned)tm.tm_mon + 1, "month");
			bench_eq(number(9, format[f]), (unsigned)tm.tm_year % 100, "year");
			bench_run(&bench, 86399 * S);
		}
	}
}
END_TEST

START_TEST(update_in_progress) /* 244 us before, 1984 us of update */
{
	setup();
	bench_run_to(&bench, S - 2228001);
	ck_assert_uint_eq(in(0x0a) & 0x80, 0x00);
	bench_run_to(&bench, S - 2228000);
	ck_assert_uint_eq(in(0x0a) & 0x80, 0x80);
	ck_assert_uint_eq(in(0), 0x51);
	bench_run_to(&bench, S - 1);
	ck_assert_uint_eq(in(0x0a) & 0x80, 0x80);
	bench_run_to(&bench, S);
	ck_assert_uint_eq(in(0x0a) & 0x80, 0x00);
	ck_assert_uint_eq(in(0), 0x52);
	/* SET stops it */
	out(0x0b, 0x82);
	bench_run_to(&bench, 2 * S - 1);
	ck_assert_uint_eq(in(0x0a) & 0x80, 0x00);
	bench_run_to(&bench, 3 * S);
	ck_assert_uint_eq(in(0), 0x52);
	out(0x0b, 0x02);
	bench_run_to(&bench, 4 * S);
	ck_assert_uint_eq(in(0), 0x53);
}
END_TEST

START_TEST(update_ended_interrupt)
{
	setup();
	in(0x0c);
	bench_run(&bench, S);
	ck_assert_uint_eq(in(0x0c), 0x50); /* no IRQF: none is enabled */
	out(0x0b, 0x12);
	ck_assert(!bench.level[IRQ]);
	bench_run(&bench, S);
	ck_assert(bench.level[IRQ]);
	ck_assert_uint_eq(in(0x0c) & 0xb0, 0x90);
	ck_assert(!bench.level[IRQ]);
	ck_assert_uint_eq(in(0x0c) & 0xb0, 0x00);
	bench_run(&bench, S);
	ck_assert(bench.level[IRQ]);
	out(0x0b, 0x92); /* SET clears UIE */
	ck_assert_uint_eq(in(0x0b), 0x82);
	ck_assert(!bench.level[IRQ]);
}
END_TEST

START_TEST(alarm_and_its_wildcards)
{
	setup();
	out(1, 0x55);
	out(3, 0x25);
	out(5, 0x07);
	out(0x0b, 0x22);
	bench_run_to(&bench, 4 * S - 1);
	ck_assert(!bench.level[IRQ]);
	bench_run_to(&bench, 4 * S);
	ck_assert(bench.level[IRQ]);
	ck_assert_uint_eq(in(0x0c) & 0xb0, 0xb0);
	bench_run_to(&bench, 3600 * S);
	ck_assert(!bench.level[IRQ]);
	out(5, 0xc0); /* every hour */
	out(3, 0xff); /* every minute */
	bench.rises[IRQ] = 0;
	for (int i = 0; i < 600; i++) {
		bench_run(&bench, S);
		in(0x0c);
	}
	ck_assert_uint_eq(bench.rises[IRQ], 10);
}
END_TEST

START_TEST(periodic_rates)
{
	static const unsigned hz[16] = {0,   256, 128, 8192, 4096, 2048, 1024, 512,
					256, 128, 64,  32,   16,   8,	 4,    2};

	for (unsigned rs = 0; rs < 16; rs++) {
		setup();
		out(0x0a, (uint8_t)(0x20 | rs));
		out(0x0b, 0x42);
		in(0x0c);
		bench.rises[IRQ] = 0;
		while (bench.now_ns < S) {
			uint64_t next = clock_next(&bench.clock);

			bench_run_to(&bench, next < S ? next : S);
			if (bench.level[IRQ] && bench.now_ns <= S)
				in(0x0c);
		}
		ck_assert_uint_eq(bench.rises[IRQ], hz[rs]);
	}
	/* polled: PF without PIE, and no timer for it */
	setup();
	out(0x0a, 0x26);
	in(0x0c);
	bench_run(&bench, 900000);
	ck_assert_uint_eq(in(0x0c), 0x00);
	bench_run(&bench, 100000);
	ck_assert_uint_eq(in(0x0c), 0x40);
	ck_assert_uint_eq(in(0x0c), 0x00);
	ck_assert(!clock_armed(&rtc.periodic_timer));
}
END_TEST

START_TEST(divider_reset) /* register A, DV */
{
	setup();
	bench_run_to(&bench, S / 4);
	out(0x0a, 0x76);
	bench_run_to(&bench, 10 * S);
	ck_assert_uint_eq(in(0), 0x51);
	out(0x0a, 0x26);
	bench_run(&bench, S / 2 - 1);
	ck_assert_uint_eq(in(0), 0x51);
	bench_run(&bench, 1);
	ck_assert_uint_eq(in(0), 0x52);
	bench_run(&bench, S);
	ck_assert_uint_eq(in(0), 0x53);
}
END_TEST

START_TEST(reset_keeps_time_and_memory)
{
	setup();
	out(0x40, 0xaa);
	out(0x0b, 0x7a);
	bench_run(&bench, 5 * S);
	ck_assert(bench.level[IRQ]);
	mc146818_write(&rtc, 0, 0x8f);
	ck_assert(rtc.nmi_masked);
	mc146818_reset(&rtc);
	ck_assert(!bench.level[IRQ]);
	ck_assert(!rtc.nmi_masked);
	ck_assert_uint_eq(in(0x0b), 0x02);
	ck_assert_uint_eq(in(0x40), 0xaa);
	ck_assert_uint_eq(in(0), 0x56);
	ck_assert_uint_eq(in(0x0d), 0x80);
	out(0x0d, 0x00);
	out(0x0c, 0xff);
	ck_assert_uint_eq(in(0x0d), 0x80);
}
END_TEST

static unsigned word(uint8_t index)
{
	return in(index) | in(index + 1) << 8;
}

START_TEST(memory_sizes_as_qemu_gives_them)
{
	static const struct {
		uint64_t bytes;
		unsigned base, ext, above16;
	} want[] = {
	    {512 << 10, 512, 0, 0},
	    {16 << 20, 640, 15360, 0},
	    {64 << 20, 640, 64512, 768},
	    {128 << 20, 640, 65535, 1792},
	    {3583ull << 20, 640, 65535, 57072},
	};

	setup();
	for (unsigned i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		mc146818_set_memory(&rtc, want[i].bytes);
		ck_assert_uint_eq(word(0x15), want[i].base);
		ck_assert_uint_eq(word(0x17), want[i].ext);
		ck_assert_uint_eq(word(0x30), want[i].ext);
		ck_assert_uint_eq(word(0x34), want[i].above16);
		ck_assert_uint_eq(word(0x5b) | in(0x5d) << 16, 0);
	}
	mc146818_set_memory(&rtc, (4ull << 30) + (2ull << 30));
	ck_assert_uint_eq(word(0x34), 65280);
	ck_assert_uint_eq(word(0x5b), 32768);
}
END_TEST

START_TEST(equipment_and_checksum)
{
	unsigned sum = 0;

	setup();
	ck_assert_uint_eq(in(0x14), 0x06);
	ck_assert_uint_eq(in(0x10), 0x00);
	mc146818_set_floppies(&rtc, 4, 0);
	ck_assert_uint_eq(in(0x10), 0x40);
	ck_assert_uint_eq(in(0x14), 0x07);
	mc146818_set_floppies(&rtc, 4, 4);
	ck_assert_uint_eq(in(0x14), 0x47);
	mc146818_set_cmos(&rtc, 0x2d, 0x12);
	for (uint8_t i = 0x10; i <= 0x2d; i++)
		sum += in(i);
	ck_assert_uint_eq(in(0x2e) << 8 | in(0x2f), sum);
}
END_TEST

START_TEST(looking_changes_nothing)
{
	const struct bench_ports ports = {&mc146818_ops, &rtc, 2};

	setup();
	out(0x0b, 0x72);
	bench_run(&bench, 3 * S);
	for (unsigned i = 0; i < 128; i++) {
		mc146818_write(&rtc, 0, (uint8_t)i);
		bench_check_peek(&ports, 1, &rtc, sizeof(rtc));
	}
}
END_TEST

START_TEST(a_loaded_clock_goes_on)
{
	static struct bench other_bench;
	static struct mc146818 other;
	const struct bench_section from = {&mc146818_snap, &rtc}, to = {&mc146818_snap, &other};
	const struct bench_ports ports = {&mc146818_ops, &rtc, 2},
				 other_ports = {&mc146818_ops, &other, 2};

	for (uint64_t seed = 1; seed <= 20; seed++) {
		setup();
		out(0x0b, 0x72);
		bench_init(&other_bench);
		mc146818_init(&other, &other_bench.clock, bench_wire(&other_bench, IRQ), 0);
		bench_fuzz(&bench, &ports, 1, seed, 100);
		bench_run(&bench, 3 * S + 12345);
		bench_check_snapshot(&bench, &ports, &from, &other_bench, &other_ports, &to, 1, 1,
				     seed + 100);
	}
}
END_TEST

START_TEST(random_accesses)
{
	const struct bench_ports ports = {&mc146818_ops, &rtc, 2};
	uint64_t seed = 0x146818;

	setup();
	for (int i = 0; i < 1000000; i++) {
		bench_poke_at_random(&ports, 1, &seed);
		bench_run(&bench, bench_random(&seed) % 64 ? bench_random_ns(&seed)
							   : bench_random(&seed) % (2 * S));
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    the_time_it_was_given,
	    counts_through_all_carries,
	    agrees_with_the_calendar,
	    update_in_progress,
	    update_ended_interrupt,
	    alarm_and_its_wildcards,
	    periodic_rates,
	    divider_reset,
	    reset_keeps_time_and_memory,
	    memory_sizes_as_qemu_gives_them,
	    equipment_and_checksum,
	    looking_changes_nothing,
	    a_loaded_clock_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("mc146818", tests, sizeof(tests) / sizeof(tests[0])));
}
