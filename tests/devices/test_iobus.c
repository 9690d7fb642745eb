/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

/* A device that remembers the last accesses and reads as its offsets. */
struct echo {
	unsigned log_off[8], log_bytes[8], count;
	uint32_t log_value[8];
};

static void note(struct echo *echo, uint32_t off, unsigned bytes, uint32_t value)
{
	ck_assert_uint_lt(echo->count, 8);
	echo->log_off[echo->count] = off;
	echo->log_bytes[echo->count] = bytes;
	echo->log_value[echo->count++] = value;
}

static uint32_t echo_value(uint32_t off, unsigned bytes)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < bytes; i++)
		value |= (off + i) << 8 * i;
	return value | (bytes < 4 ? 0xee000000 : 0); /* junk above the width must be cut */
}

static uint32_t echo_read(void *dev, uint32_t off, unsigned bytes)
{
	note(dev, off, bytes, 0);
	return echo_value(off, bytes);
}

static void echo_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	note(dev, off, bytes, value);
}

static uint32_t echo_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)dev;
	return echo_value(off, bytes);
}

static const struct io_ops echo1 = {echo_read, echo_write, echo_peek, 0};
static const struct io_ops echo4 = {echo_read, echo_write, echo_peek, 4};
static const struct io_ops blind = {echo_read, echo_write, NULL, 1};
static const struct io_ops deaf = {NULL, NULL, NULL, 1};

static struct iobus bus;

START_TEST(unclaimed_reads_are_all_ones)
{
	iobus_init(&bus);
	ck_assert_uint_eq(iobus_read(&bus, 0x80, 1), 0xff);
	ck_assert_uint_eq(iobus_read(&bus, 0x80, 2), 0xffff);
	ck_assert_uint_eq(iobus_read(&bus, 0x83, 4), 0xffffffff);
	ck_assert_uint_eq(iobus_peek(&bus, 0xffff, 4), 0xffffffff);
	iobus_write(&bus, 0x80, 1, 4);
	ck_assert_ptr_null(iobus_find(&bus, 0x80));
}
END_TEST

START_TEST(wide_accesses_split_low_first)
{
	struct echo echo = {.count = 0};

	iobus_init(&bus);
	iobus_claim(&bus, 0x100, 8, &echo1, &echo, "echo");
	ck_assert_uint_eq(iobus_read(&bus, 0x101, 4), 0x04030201);
	ck_assert_uint_eq(echo.count, 4);
	for (unsigned i = 0; i < 4; i++) {
		ck_assert_uint_eq(echo.log_off[i], 1 + i);
		ck_assert_uint_eq(echo.log_bytes[i], 1);
	}
	echo.count = 0;
	iobus_write(&bus, 0x104, 0x44332211, 4);
	ck_assert_uint_eq(echo.count, 4);
	ck_assert_uint_eq(echo.log_value[0], 0x11);
	ck_assert_uint_eq(echo.log_value[3], 0x44);
}
END_TEST

START_TEST(a_wide_device_gets_whole_cycles)
{
	struct echo echo = {.count = 0};

	iobus_init(&bus);
	iobus_claim(&bus, 0x100, 8, &echo4, &echo, "echo");
	ck_assert_uint_eq(iobus_read(&bus, 0x100, 4), 0x03020100);
	ck_assert_uint_eq(iobus_read(&bus, 0x101, 2), 0x0201);
	ck_assert_uint_eq(echo.count, 2);
	/* across an aligned double word: more than one cycle */
	echo.count = 0;
	ck_assert_uint_eq(iobus_read(&bus, 0x102, 4), 0x05040302);
	ck_assert_uint_eq(echo.count, 2);
	ck_assert_uint_eq(echo.log_bytes[0], 2);
	echo.count = 0;
	ck_assert_uint_eq(iobus_read(&bus, 0x103, 2), 0x0403);
	ck_assert_uint_eq(echo.count, 2);
	ck_assert_uint_eq(iobus_peek(&bus, 0x103, 4), 0x06050403);
	ck_assert_uint_eq(echo.count, 2);
}
END_TEST

START_TEST(an_access_may_straddle_claims)
{
	struct echo low = {.count = 0}, high = {.count = 0};

	iobus_init(&bus);
	iobus_claim(&bus, 0x100, 2, &echo4, &low, "low");
	iobus_claim(&bus, 0x102, 1, &echo4, &high, "high");
	ck_assert_uint_eq(iobus_read(&bus, 0x100, 4), 0xff000100);
	ck_assert_uint_eq(low.count, 1);
	ck_assert_uint_eq(high.count, 1);
	/* the port wraps at 64 KiB */
	iobus_claim(&bus, 0xffff, 1, &echo1, &low, "last");
	iobus_claim(&bus, 0x0000, 1, &echo1, &high, "first");
	ck_assert_uint_eq(iobus_read(&bus, 0xffff, 2), 0x0000);
	ck_assert_uint_eq(low.count, 2);
	ck_assert_uint_eq(high.count, 2);
}
END_TEST

START_TEST(claims_hide_and_come_back)
{
	struct echo under = {.count = 0}, over = {.count = 0};

	iobus_init(&bus);
	iobus_claim(&bus, 0x200, 16, &echo1, &under, "under");
	iobus_claim(&bus, 0x208, 4, &echo1, &over, "over");
	ck_assert_str_eq(iobus_find(&bus, 0x207)->name, "under");
	ck_assert_str_eq(iobus_find(&bus, 0x208)->name, "over");
	iobus_release(&bus, 0x208, &over);
	ck_assert_str_eq(iobus_find(&bus, 0x208)->name, "under");
	iobus_release(&bus, 0x200, &over);
	ck_assert_str_eq(iobus_find(&bus, 0x200)->name, "under");
	iobus_release(&bus, 0x200, &under);
	ck_assert_ptr_null(iobus_find(&bus, 0x200));
	ck_assert_uint_eq(bus.claims, 0);
}
END_TEST

START_TEST(missing_functions_read_as_ones)
{
	struct echo echo = {.count = 0};

	iobus_init(&bus);
	iobus_claim(&bus, 0x300, 1, &blind, &echo, "blind");
	iobus_claim(&bus, 0x301, 1, &deaf, &echo, "deaf");
	ck_assert_uint_eq(iobus_peek(&bus, 0x300, 1), 0xff);
	ck_assert_uint_eq(echo.count, 0);
	ck_assert_uint_eq(iobus_read(&bus, 0x301, 1), 0xff);
	iobus_write(&bus, 0x301, 0, 1);
	ck_assert_uint_eq(echo.count, 0);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    unclaimed_reads_are_all_ones,    wide_accesses_split_low_first,
	    a_wide_device_gets_whole_cycles, an_access_may_straddle_claims,
	    claims_hide_and_come_back,	     missing_functions_read_as_ones,
	};

	return bench_main(bench_suite("iobus", tests, sizeof(tests) / sizeof(tests[0])));
}
