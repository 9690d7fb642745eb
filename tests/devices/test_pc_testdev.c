/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/debugcon.h"
#include "devices/pc_testdev.h"

static struct bench bench;
static struct iobus bus;
static struct pc_testdev dev;
static char printed[64];
static unsigned prints;

static void wire(struct pc_testdev *chip, struct bench *b)
{
	struct irq_line irq[PC_TESTDEV_IRQS];

	for (int n = 0; n < PC_TESTDEV_IRQS; n++)
		irq[n] = bench_wire(b, n);
	pc_testdev_init(chip, irq);
}

static void setup(void)
{
	bench_init(&bench);
	wire(&dev, &bench);
	iobus_init(&bus);
	iobus_claim(&bus, PC_TESTDEV_PORT, 8, &pc_testdev_ops, &dev, "testdev");
	iobus_claim(&bus, PC_TESTDEV_BYTE_PORT, 4, &pc_testdev_byte_ops, &dev, "testdev");
	iobus_claim(&bus, PC_TESTDEV_IRQ_PORT, PC_TESTDEV_IRQS, &pc_testdev_irq_ops, &dev,
		    "testdev");
}

/* What kvm-unit-tests' string I/O and emulator tests rely on. */
START_TEST(ports_keep_what_is_written)
{
	setup();
	iobus_write(&bus, 0xe0, 0x12345678, 4);
	ck_assert_uint_eq(iobus_read(&bus, 0xe0, 4), 0x12345678);
	ck_assert_uint_eq(iobus_read(&bus, 0xe0, 1), 0x78);
	ck_assert_uint_eq(iobus_read(&bus, 0xe2, 2), 0x1234);
	iobus_write(&bus, 0xe1, 0xabcd, 2);
	ck_assert_uint_eq(iobus_read(&bus, 0xe0, 4), 0x12abcd78);
	iobus_write(&bus, 0xe3, 0xff, 1);
	ck_assert_uint_eq(iobus_read(&bus, 0xe8, 4), 0xffabcd78);
	iobus_write(&bus, 0xe8, 0x55667788, 4);
	ck_assert_uint_eq(iobus_read(&bus, 0xe0, 4), 0x55667788);
	pc_testdev_reset(&dev);
	ck_assert_uint_eq(iobus_read(&bus, 0xe0, 4), 0);
}
END_TEST

START_TEST(a_page_is_flushed_unseen)
{
	setup();
	iobus_write(&bus, 0xe0, 0x11223344, 4);
	iobus_write(&bus, 0xe4, 0x12345678, 4);
	ck_assert_uint_eq(iobus_read(&bus, 0xe4, 4), 0);
	ck_assert_uint_eq(iobus_read(&bus, 0xe0, 4), 0x11223344);
}
END_TEST

START_TEST(interrupt_lines_follow_their_ports)
{
	setup();
	for (unsigned n = 0; n < PC_TESTDEV_IRQS; n++) {
		iobus_write(&bus, (uint16_t)(0x2000 + n), 1, 1);
		ck_assert(bench.level[n]);
		iobus_write(&bus, (uint16_t)(0x2000 + n), 0, 1);
		ck_assert(!bench.level[n]);
		ck_assert_uint_eq(bench.rises[n], 1);
	}
}
END_TEST

START_TEST(memory_keeps_what_is_written)
{
	setup();
	pc_testdev_memory_ops.write(&dev, 0xfffc, 0xa1b2c3d4, 4);
	ck_assert_uint_eq(pc_testdev_memory_ops.read(&dev, 0xfffd, 2), 0xb2c3);
	pc_testdev_memory_ops.write(&dev, 0xffff, 0x5e, 1);
	ck_assert_uint_eq(pc_testdev_memory_ops.peek(&dev, 0xfffc, 4), 0x5eb2c3d4);
}
END_TEST

static void put(void *ctx, uint8_t byte)
{
	(void)ctx;
	printed[prints++] = (char)byte;
}

START_TEST(the_debug_console_prints_and_answers)
{
	struct debugcon con;

	setup();
	prints = 0;
	debugcon_init(&con, DEBUGCON_READBACK, put, NULL);
	iobus_claim(&bus, 0xe9, 1, &debugcon_ops, &con, "debugcon");
	ck_assert_uint_eq(iobus_read(&bus, 0xe9, 1), 0xe9);
	ck_assert_uint_eq(iobus_peek(&bus, 0xe9, 1), 0xe9);
	iobus_write(&bus, 0xe9, 'h', 1);
	iobus_write(&bus, 0xe9, 'i' | 0x4100, 2); /* the second byte is another port's */
	ck_assert_uint_eq(prints, 2);
	ck_assert_int_eq(memcmp(printed, "hi", 2), 0);
}
END_TEST

static struct pc_testdev other;
static struct bench_ports ports[2][4];

static void both(void)
{
	for (unsigned n = 0; n < 2; n++) {
		struct pc_testdev *chip = n ? &other : &dev;

		ports[n][0] = (struct bench_ports){&pc_testdev_ops, chip, 8};
		ports[n][1] = (struct bench_ports){&pc_testdev_byte_ops, chip, 4};
		ports[n][2] = (struct bench_ports){&pc_testdev_irq_ops, chip, 24};
		ports[n][3] = (struct bench_ports){&pc_testdev_memory_ops, chip, 0x10000};
	}
}

START_TEST(peek_snapshot_and_random_accesses)
{
	static struct bench b;
	const struct bench_section from = {&pc_testdev_snap, &dev}, to = {&pc_testdev_snap, &other};

	setup();
	both();
	bench_init(&b);
	wire(&other, &b);
	bench_fuzz(&bench, ports[0], 4, 3, 200000);
	bench_check_peek(ports[0], 4, &dev, sizeof(dev));
	memcpy(b.level, bench.level, sizeof(b.level));
	bench_check_snapshot(&bench, ports[0], &from, &b, ports[1], &to, 4, 1, 5);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    ports_keep_what_is_written,		  a_page_is_flushed_unseen,
	    interrupt_lines_follow_their_ports,	  memory_keeps_what_is_written,
	    the_debug_console_prints_and_answers, peek_snapshot_and_random_accesses};

	return bench_main(bench_suite("pc_testdev", tests, sizeof(tests) / sizeof(tests[0])));
}
