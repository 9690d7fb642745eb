/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/port92.h"

enum { A20, RESET };

static struct bench bench;
static struct port92 port;

static const struct bench_ports ports = {&port92_ops, &port, 1};

static void setup(void)
{
	bench_init(&bench);
	port92_init(&port, bench_wire(&bench, A20), bench_wire(&bench, RESET));
}

START_TEST(a20_is_on_while_either_asks)
{
	setup();
	ck_assert(bench.level[A20]); /* the keyboard controller's gate, on after reset */
	bench_wr(&ports, 0, 0x02);
	port92_set_gate(&port, 0, false);
	ck_assert(bench.level[A20]);
	ck_assert_uint_eq(bench_rd(&ports, 0), 0x02);
	bench_wr(&ports, 0, 0x00);
	ck_assert(!bench.level[A20]);
	port92_set_gate(&port, 0, true);
	ck_assert(bench.level[A20]);
}
END_TEST

START_TEST(fast_reset_on_a_rise)
{
	setup();
	bench_wr(&ports, 0, 0x01);
	ck_assert_uint_eq(bench.rises[RESET], 1);
	ck_assert(!bench.level[RESET]);
	bench_wr(&ports, 0, 0x03);
	ck_assert_uint_eq(bench.rises[RESET], 1);
	port92_reset(&port);
	ck_assert_uint_eq(bench_rd(&ports, 0), 0x00);
	bench_wr(&ports, 0, 0x01);
	ck_assert_uint_eq(bench.rises[RESET], 2);
}
END_TEST

START_TEST(looking_and_loading)
{
	static struct bench other_bench;
	static struct port92 other;
	const struct bench_section from = {&port92_snap, &port}, to = {&port92_snap, &other};
	const struct bench_ports other_ports = {&port92_ops, &other, 1};

	setup();
	bench_wr(&ports, 0, 0xfc);
	port92_set_gate(&port, 0, false);
	bench_check_peek(&ports, 1, &port, sizeof(port));
	bench_init(&other_bench);
	port92_init(&other, bench_wire(&other_bench, A20), bench_wire(&other_bench, RESET));
	bench_check_snapshot(&bench, &ports, &from, &other_bench, &other_ports, &to, 1, 1, 92);
}
END_TEST

START_TEST(random_accesses)
{
	setup();
	bench_fuzz(&bench, &ports, 1, 0x92, 1000000);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    a20_is_on_while_either_asks,
	    fast_reset_on_a_rise,
	    looking_and_loading,
	    random_accesses,
	};

	return bench_main(bench_suite("port92", tests, sizeof(tests) / sizeof(tests[0])));
}
