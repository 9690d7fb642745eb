/* SPDX-License-Identifier: GPL-2.0-only */
#include "devices/parport.h"
#include "tests/devices/bench.h"

#define IRQ 7

static struct bench bench;
static struct parport port;
static unsigned changes;
static uint8_t seen_data, seen_outputs;

static void changed(void *ctx, uint8_t data, uint8_t outputs)
{
	(void)ctx;
	changes++;
	seen_data = data;
	seen_outputs = outputs;
}

/* A plug that gives back the low data bits on its inputs, as a two-wire adapter does. */
static void echo(void *ctx, uint8_t data, uint8_t outputs)
{
	(void)outputs;
	parport_set_inputs(ctx, (uint8_t)(data << 3), 0xff);
}

static void setup(void)
{
	bench_init(&bench);
	changes = 0;
	parport_init(&port, bench_wire(&bench, IRQ));
	parport_reset(&port);
}

START_TEST(nothing_plugged_in)
{
	setup();
	ck_assert_uint_eq(parport_read(&port, 0), 0);
	ck_assert_uint_eq(parport_read(&port, 1), 0x7f);
	ck_assert_uint_eq(parport_read(&port, 2), 0xc0);
	parport_write(&port, 0, 0xa5);
	parport_write(&port, 1, 0xa5);
	parport_write(&port, 2, 0xff);
	ck_assert_uint_eq(parport_read(&port, 2), 0xff);
	ck_assert_uint_eq(parport_read(&port, 0), 0xff); /* turned round: nobody drives it */
	parport_write(&port, 2, 0x0c);
	ck_assert_uint_eq(parport_read(&port, 0), 0xa5);
}
END_TEST

START_TEST(pins)
{
	const struct parport_plug plug = {changed, NULL};

	setup();
	parport_connect(&port, &plug);
	ck_assert_uint_eq(changes, 1);
	ck_assert_uint_eq(seen_outputs, PARPORT_STROBE | PARPORT_AUTOFEED | PARPORT_SELECT_IN);
	parport_write(&port, 0, 0x81);
	ck_assert_uint_eq(seen_data, 0x81);
	parport_write(&port, 0, 0x81);
	ck_assert_uint_eq(changes, 2);
	parport_write(&port, 2, 0x05);
	ck_assert_uint_eq(seen_outputs, PARPORT_AUTOFEED | PARPORT_INIT | PARPORT_SELECT_IN);
	parport_write(&port, 2, 0x25);
	ck_assert_uint_eq(seen_data, 0xff);
	parport_set_inputs(&port, 0xff, 0x3c);
	ck_assert_uint_eq(parport_read(&port, 0), 0x3c);
	ck_assert_uint_eq(parport_read(&port, 1), 0x7f);
	parport_set_inputs(&port, 0, 0x3c);
	ck_assert_uint_eq(parport_read(&port, 1), 0x87);
	parport_reset(&port);
	ck_assert_uint_eq(seen_data, 0);
}
END_TEST

START_TEST(answers_from_inside)
{
	const struct parport_plug plug = {echo, &port};

	setup();
	parport_connect(&port, &plug);
	parport_write(&port, 0, 0x15);
	ck_assert_uint_eq(parport_read(&port, 1), (0xa8 ^ 0x80) | 7);
}
END_TEST

START_TEST(interrupt)
{
	setup();
	parport_set_inputs(&port, PARPORT_INPUTS & ~PARPORT_ACK, 0xff);
	ck_assert(!bench.level[IRQ]);
	parport_write(&port, 2, 0x10);
	ck_assert(bench.level[IRQ]);
	parport_set_inputs(&port, PARPORT_INPUTS, 0xff);
	ck_assert(!bench.level[IRQ]);
	parport_set_inputs(&port, 0, 0xff);
	ck_assert(bench.level[IRQ]);
	parport_reset(&port);
	ck_assert(!bench.level[IRQ]);
}
END_TEST

START_TEST(the_three_checks)
{
	static struct parport other;
	struct bench bench2;
	const struct bench_ports ports[] = {{&parport_ops, &port, 3}};
	const struct bench_ports ports2[] = {{&parport_ops, &other, 3}};
	const struct bench_section from[] = {{&parport_snap, &port}};
	const struct bench_section to[] = {{&parport_snap, &other}};

	setup();
	bench_init(&bench2);
	parport_init(&other, bench_wire(&bench2, IRQ));
	parport_set_inputs(&port, PARPORT_SELECT, 0xff);
	parport_write(&port, 2, 0x3a);
	bench_check_peek(ports, 1, &port, sizeof(port));
	bench_check_snapshot(&bench, ports, from, &bench2, ports2, to, 1, 1, 4);
	bench_fuzz(&bench, ports, 1, 5, 100000);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {nothing_plugged_in, pins, answers_from_inside, interrupt,
				      the_three_checks};

	return bench_main(bench_suite("parport", tests, sizeof(tests) / sizeof(tests[0])));
}
