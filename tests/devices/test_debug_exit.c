/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/debug_exit.h"

static struct debug_exit port;
static struct iobus bus;
static int status;
static unsigned exits;

static void on_exit_written(void *ctx, int value)
{
	ck_assert_ptr_eq(ctx, &exits);
	status = value;
	exits++;
}

static void setup(uint16_t first, uint32_t count)
{
	exits = 0;
	iobus_init(&bus);
	debug_exit_init(&port, on_exit_written, &exits);
	iobus_claim(&bus, first, count, &debug_exit_ops, &port, "isa-debug-exit");
}

START_TEST(status_is_twice_the_value_plus_one)
{
	setup(DEBUG_EXIT_IOBASE, DEBUG_EXIT_IOSIZE);
	iobus_write(&bus, 0x501, 0, 1);
	ck_assert_int_eq(status, 1);
	iobus_write(&bus, 0x501, 0x10, 1);
	ck_assert_int_eq(status, 0x21);
	iobus_write(&bus, 0x502, 3, 1);
	ck_assert_int_eq(status, 7);
	iobus_write(&bus, 0x501, 0x1234, 2);
	ck_assert_int_eq(status, 0x2469);
	ck_assert_uint_eq(exits, 4);
	iobus_write(&bus, 0x500, 0, 1);
	iobus_write(&bus, 0x503, 0, 1);
	ck_assert_uint_eq(exits, 4);
}
END_TEST

START_TEST(a_double_word_at_f4) /* as kvm-unit-tests: iobase=0xf4,iosize=4 */
{
	setup(0xf4, 4);
	iobus_write(&bus, 0xf4, 0x00000002, 4);
	ck_assert_uint_eq(exits, 1);
	ck_assert_int_eq(status, 5);
	iobus_write(&bus, 0xf4, 0xffffffff, 4);
	ck_assert_int_eq(status, -1);
	ck_assert_uint_eq(iobus_read(&bus, 0xf4, 4), 0);
	ck_assert_uint_eq(iobus_peek(&bus, 0xf4, 1), 0);
	ck_assert_uint_eq(exits, 2);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    status_is_twice_the_value_plus_one,
	    a_double_word_at_f4,
	};

	return bench_main(bench_suite("debug_exit", tests, sizeof(tests) / sizeof(tests[0])));
}
