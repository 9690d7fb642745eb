/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/portf0.h"

enum { IRQ13, IGNNE };

static struct bench bench;
static struct portf0 port;

static const struct bench_ports ports = {&portf0_ops, &port, 1};

static void setup(void)
{
	bench_init(&bench);
	portf0_init(&port, bench_wire(&bench, IRQ13), bench_wire(&bench, IGNNE));
}

START_TEST(an_error_is_answered)
{
	setup();
	portf0_set_ferr(&port, 0, true);
	ck_assert(bench.level[IRQ13]);
	ck_assert(!bench.level[IGNNE]);
	bench_wr(&ports, 0, 0);
	ck_assert(!bench.level[IRQ13]);
	ck_assert(bench.level[IGNNE]);
	portf0_set_ferr(&port, 0, false);
	ck_assert(!bench.level[IGNNE]);
	/* the next one is a new one */
	portf0_set_ferr(&port, 0, true);
	ck_assert(bench.level[IRQ13]);
	portf0_set_ferr(&port, 0, false);
	ck_assert(!bench.level[IRQ13]);
}
END_TEST

START_TEST(an_answer_without_an_error_is_nothing)
{
	setup();
	bench_wr(&ports, 0, 0xff);
	ck_assert(!bench.level[IGNNE]);
	portf0_set_ferr(&port, 0, true);
	ck_assert(bench.level[IRQ13]);
	portf0_reset(&port);
	ck_assert(!bench.level[IRQ13]);
	ck_assert_uint_eq(bench_rd(&ports, 0), 0xff);
}
END_TEST

START_TEST(looking_and_loading)
{
	static struct bench other_bench;
	static struct portf0 other;
	const struct bench_section from = {&portf0_snap, &port}, to = {&portf0_snap, &other};
	const struct bench_ports other_ports = {&portf0_ops, &other, 1};

	setup();
	portf0_set_ferr(&port, 0, true);
	bench_wr(&ports, 0, 0);
	bench_check_peek(&ports, 1, &port, sizeof(port));
	bench_init(&other_bench);
	portf0_init(&other, bench_wire(&other_bench, IRQ13), bench_wire(&other_bench, IGNNE));
	bench_check_snapshot(&bench, &ports, &from, &other_bench, &other_ports, &to, 1, 1, 13);
	ck_assert(other_bench.level[IGNNE]);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    an_error_is_answered,
	    an_answer_without_an_error_is_nothing,
	    looking_and_loading,
	};

	return bench_main(bench_suite("portf0", tests, sizeof(tests) / sizeof(tests[0])));
}
