/* SPDX-License-Identifier: GPL-2.0-only */
/* A controller in software, bit by bit through a parallel port's registers, with a sensor at the
 * other end: the way Linux's i2c-parport and i2c-algo-bit go. */
#include "tests/devices/bench.h"

#include "devices/i2c_parport.h"
#include "devices/sht21.h"

#define HALF_BIT_NS   5000
#define CLOCK_WAIT_NS (200 * 1000000ull)

struct rig {
	struct bench bench;
	struct parport port;
	struct i2c_parport adapter;
	struct sht21 sensor;
	uint8_t reg[3];
	unsigned starts, stops, naks;
	uint64_t stretch_ns;
	uint8_t written[8], read[8];
	unsigned writes, reads;
};

static struct rig rig;

static void saw(void *ctx, const struct i2c_event *event)
{
	struct rig *r = ctx;

	r->starts += event->kind == I2C_START;
	r->stops += event->kind == I2C_STOP;
	r->naks += (event->kind == I2C_START || event->kind == I2C_WRITE) && !event->ack;
	if (event->kind == I2C_STRETCH)
		r->stretch_ns += event->stretch_ns;
	if (event->kind == I2C_WRITE && r->writes < sizeof(r->written))
		r->written[r->writes++] = event->byte;
	if (event->kind == I2C_READ && r->reads < sizeof(r->read))
		r->read[r->reads++] = event->byte;
}

static void set_up(unsigned type)
{
	memset(&rig, 0, sizeof(rig));
	bench_init(&rig.bench);
	parport_init(&rig.port, bench_wire(&rig.bench, 7));
	i2c_parport_init(&rig.adapter, type, &rig.port, &rig.bench.clock);
	sht21_init(&rig.sensor, &rig.bench.clock);
	sht21_preset(&rig.sensor);
	i2c_add(&rig.adapter.wires.bus, &rig.sensor.i2c);
	rig.adapter.wires.bus.watch = (struct i2c_watch){saw, &rig};
	parport_reset(&rig.port);
}

static const struct i2c_parport_lines *lines(void)
{
	return i2c_parport_lines(rig.adapter.type);
}

static void set_line(const struct i2c_parport_line *line, bool high)
{
	rig.reg[line->off] &= (uint8_t)~line->bit;
	if (high != line->inverted)
		rig.reg[line->off] |= line->bit;
	parport_write(&rig.port, line->off, rig.reg[line->off]);
	bench_run(&rig.bench, HALF_BIT_NS);
}

static bool get_line(const struct i2c_parport_line *line)
{
	return !(parport_read(&rig.port, line->off) & line->bit) == line->inverted;
}

static void sda(bool high)
{
	set_line(&lines()->set_sda, high);
}

/* The clock goes up when the last one who holds it lets go. False: that takes too long. */
static bool scl(bool high)
{
	uint64_t until = rig.bench.now_ns + CLOCK_WAIT_NS;

	set_line(&lines()->set_scl, high);
	if (!high || !lines()->get_scl.bit)
		return true;
	while (!get_line(&lines()->get_scl) && rig.bench.now_ns < until)
		bench_run(&rig.bench, HALF_BIT_NS);
	return rig.bench.now_ns < until;
}

static void start(void)
{
	sda(true);
	scl(true);
	sda(false);
	scl(false);
}

static void stop(void)
{
	sda(false);
	scl(true);
	sda(true);
}

static bool put(uint8_t byte)
{
	bool ack;

	for (int bit = 7; bit >= 0; bit--) {
		sda(byte >> bit & 1);
		scl(true);
		scl(false);
	}
	sda(true);
	scl(true);
	ack = !get_line(&lines()->get_sda);
	scl(false);
	return ack;
}

static uint8_t get(bool ack)
{
	uint8_t byte = 0;

	sda(true);
	for (int bit = 7; bit >= 0; bit--) {
		scl(true);
		byte = (uint8_t)(byte << 1 | get_line(&lines()->get_sda));
		scl(false);
	}
	sda(!ack);
	scl(true);
	scl(false);
	return byte;
}

/* Nine clocks and a STOP free a bus on which a device is in the middle of a byte. */
static void free_bus(void)
{
	for (unsigned i = 0; i < 9; i++) {
		sda(true);
		scl(true);
		scl(false);
	}
	stop();
}

static bool measure(uint8_t command, uint8_t *reply)
{
	bool ok;

	start();
	ok = put(SHT21_ADDRESS << 1) && put(command);
	start();
	ok = ok && put(SHT21_ADDRESS << 1 | 1);
	for (unsigned i = 0; i < 3; i++)
		reply[i] = get(i < 2);
	stop();
	return ok;
}

START_TEST(a_measurement_in_hold_mode_by_each_type_that_sees_scl)
{
	uint8_t reply[3];

	set_up((unsigned)_i);
	if (!lines()->get_scl.bit)
		return;
	rig.sensor.temperature_mc = 24686;
	ck_assert(measure(0xe3, reply));
	ck_assert_uint_eq(reply[0], 0x68);
	ck_assert_uint_eq(reply[1], 0x38);
	ck_assert_uint_le(rig.stretch_ns, 66000000);
	ck_assert_uint_gt(rig.stretch_ns, 65900000);
	ck_assert_uint_ge(rig.bench.now_ns, 66000000);
	ck_assert_uint_eq(rig.starts, 2);
	ck_assert_uint_eq(rig.stops, 1);
	ck_assert_uint_eq(rig.naks, 0);
	ck_assert_uint_eq(rig.written[0], 0xe3);
	ck_assert_uint_eq(rig.reads, 3);
	ck_assert_int_eq(memcmp(rig.read, reply, 3), 0);
}
END_TEST

START_TEST(the_id_by_every_type)
{
	uint8_t id[8];

	set_up((unsigned)_i);
	start();
	ck_assert(put(SHT21_ADDRESS << 1));
	ck_assert(put(0xfa));
	ck_assert(put(0x0f));
	start();
	ck_assert(put(SHT21_ADDRESS << 1 | 1));
	for (unsigned i = 0; i < 8; i++)
		id[i] = get(i < 7);
	stop();
	for (unsigned i = 0; i < 4; i++)
		ck_assert_uint_eq(id[2 * i], rig.sensor.serial >> (40 - 8 * i) & 0xff);
	ck_assert(rig.adapter.wires.scl && rig.adapter.wires.sda);
}
END_TEST

START_TEST(nobody_at_the_address)
{
	set_up(0);
	start();
	ck_assert(!put(0x41 << 1));
	stop();
	start();
	ck_assert(put(SHT21_ADDRESS << 1));
	ck_assert(!put(0x12));
	stop();
	ck_assert_uint_eq(rig.naks, 2);
	ck_assert_uint_eq(rig.stops, 2);
}
END_TEST

START_TEST(no_hold_says_no_until_it_is_done)
{
	unsigned polls = 0;

	set_up(0);
	start();
	ck_assert(put(SHT21_ADDRESS << 1));
	ck_assert(put(0xf5));
	stop();
	for (;;) {
		start();
		if (put(SHT21_ADDRESS << 1 | 1))
			break;
		stop();
		polls++;
		bench_run(&rig.bench, 1000000);
		ck_assert_uint_lt(polls, 100);
	}
	get(false);
	stop();
	ck_assert_uint_ge(polls, 15);
	ck_assert_uint_eq(rig.stretch_ns, 0);
}
END_TEST

START_TEST(a_stuck_clock_is_let_go_of_when_the_fault_is_gone)
{
	uint8_t reply[3];

	set_up(0);
	rig.sensor.faults = SHT21_FAULT_STRETCH;
	measure(0xe3, reply);
	ck_assert(!rig.adapter.wires.scl);
	rig.sensor.faults = 0;
	i2c_bits_look_again(&rig.adapter.wires);
	bench_run(&rig.bench, 100000000);
	ck_assert(rig.adapter.wires.scl);
	free_bus();
	ck_assert(measure(0xe3, reply));
}
END_TEST

START_TEST(a_controller_that_went_away)
{
	uint8_t reply[3];

	set_up(0);
	start();
	put(SHT21_ADDRESS << 1);
	put(0xe7);
	start();
	put(SHT21_ADDRESS << 1 | 1);
	scl(true);
	scl(false);
	free_bus();
	ck_assert(rig.adapter.wires.scl && rig.adapter.wires.sda);
	ck_assert(measure(0xe5, reply));
}
END_TEST

static struct rig twin;

START_TEST(saved_in_the_middle_it_goes_on_as_before)
{
	uint64_t seed = 7;

	set_up(0);
	for (unsigned i = 0; i < 200000; i++) {
		uint64_t r = bench_random(&seed);

		parport_write(&rig.port, r & 1 ? 0 : 2, (uint8_t)(r >> 8));
		bench_run(&rig.bench, r >> 32 & 0xfff);
		if (i % 20000 == 777) {
			const struct bench_section from[] = {
			    {&parport_snap, &rig.port},
			    {&i2c_bits_snap, &rig.adapter.wires},
			    {&i2c_snap, &rig.adapter.wires.bus},
			    {&sht21_snap, &rig.sensor},
			};
			struct snap_buf image = {0};
			char err[100] = "";

			memset(&twin, 0, sizeof(twin));
			bench_init(&twin.bench);
			twin.bench.now_ns = rig.bench.now_ns;
			parport_init(&twin.port, bench_wire(&twin.bench, 7));
			i2c_parport_init(&twin.adapter, 0, &twin.port, &twin.bench.clock);
			sht21_init(&twin.sensor, &twin.bench.clock);
			i2c_add(&twin.adapter.wires.bus, &twin.sensor.i2c);
			for (unsigned s = 0; s < 4; s++)
				snap_save(&image, from[s].desc, from[s].dev);
			const struct bench_section to[] = {
			    {&parport_snap, &twin.port},
			    {&i2c_bits_snap, &twin.adapter.wires},
			    {&i2c_snap, &twin.adapter.wires.bus},
			    {&sht21_snap, &twin.sensor},
			};
			for (unsigned s = 0; s < 4; s++)
				ck_assert_msg(snap_load(&image, to[s].desc, to[s].dev,
							&twin.bench.clock, err, sizeof(err)),
					      "%s", err);
			snap_free(&image);
		}
		if (i > 777) {
			if (i % 20000 != 777) {
				parport_write(&twin.port, r & 1 ? 0 : 2, (uint8_t)(r >> 8));
				bench_run(&twin.bench, r >> 32 & 0xfff);
			}
			bench_eq(parport_peek(&twin.port, 1), parport_peek(&rig.port, 1), "status");
		}
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("i2c_parport");
	TCase *tcase = tcase_create("i2c_parport");

	tcase_set_timeout(tcase, 300);
	tcase_add_loop_test(tcase, a_measurement_in_hold_mode_by_each_type_that_sees_scl, 0,
			    I2C_PARPORT_TYPES);
	tcase_add_loop_test(tcase, the_id_by_every_type, 0, I2C_PARPORT_TYPES);
	tcase_add_test(tcase, nobody_at_the_address);
	tcase_add_test(tcase, no_hold_says_no_until_it_is_done);
	tcase_add_test(tcase, a_stuck_clock_is_let_go_of_when_the_fault_is_gone);
	tcase_add_test(tcase, a_controller_that_went_away);
	tcase_add_test(tcase, saved_in_the_middle_it_goes_on_as_before);
	suite_add_tcase(suite, tcase);
	return bench_main(suite);
}
