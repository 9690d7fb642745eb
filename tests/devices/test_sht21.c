/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/sht21.h"

#define MS 1000000ull

static struct bench bench;
static struct i2c_bus bus;
static struct sht21 sensor;

static void setup(void)
{
	bench_init(&bench);
	i2c_init(&bus);
	sht21_init(&sensor, &bench.clock);
	i2c_add(&bus, &sensor.i2c);
	bench_run(&bench, 15 * MS);
}

static bool command(uint8_t byte)
{
	return i2c_start(&bus, SHT21_ADDRESS, false) && i2c_write(&bus, byte);
}

/* What a master in hold mode reads, and how long it was held. */
static uint64_t hold(uint8_t code, uint8_t *bytes)
{
	uint64_t held;

	ck_assert(command(code));
	ck_assert(i2c_start(&bus, SHT21_ADDRESS, true));
	held = i2c_stretch_ns(&bus);
	bench_run(&bench, held);
	for (int i = 0; i < 3; i++)
		bytes[i] = i2c_read(&bus);
	i2c_stop(&bus);
	return held;
}

static uint8_t user_register(void)
{
	uint8_t value;

	ck_assert(command(0xe7) && i2c_start(&bus, SHT21_ADDRESS, true));
	value = i2c_read(&bus);
	i2c_stop(&bus);
	return value;
}

static void set_user_register(uint8_t value)
{
	ck_assert(command(0xe6) && i2c_write(&bus, value));
	i2c_stop(&bus);
}

/* The driver's conversions, in thousandths. */
static int degrees(const uint8_t *bytes)
{
	return ((21965 * ((bytes[0] << 8 | bytes[1]) & ~3)) >> 13) - 46850;
}

static int percent(const uint8_t *bytes)
{
	return ((15625 * ((bytes[0] << 8 | bytes[1]) & ~3)) >> 13) - 6000;
}

START_TEST(silent_until_started)
{
	setup();
	sht21_init(&sensor, &bench.clock);
	bench_run(&bench, 15 * MS - 1);
	ck_assert(!i2c_start(&bus, SHT21_ADDRESS, false));
	i2c_stop(&bus);
	bench_run(&bench, 1);
	ck_assert(i2c_start(&bus, SHT21_ADDRESS, false));
	ck_assert(!i2c_start(&bus, SHT21_ADDRESS, true)); /* nothing was asked */
}
END_TEST

START_TEST(measures_in_hold_mode)
{
	uint8_t bytes[3];

	setup();
	sensor.temperature_mc = 23356;
	sensor.humidity_mpct = 49763;
	ck_assert_uint_eq(hold(0xe3, bytes), 66 * MS);
	ck_assert_int_le(abs(degrees(bytes) - 23356), 11); /* 14 bits: 10.7 thousandths */
	ck_assert_uint_eq(bytes[1] & 3, 0);
	ck_assert_uint_eq(hold(0xe5, bytes), 22 * MS);
	ck_assert_int_le(abs(percent(bytes) - 49763), 31); /* 12 bits */
	ck_assert_uint_eq(bytes[1] & 3, 2);
}
END_TEST

/* Known data and checksums: 66 48 8B, 63 52 64. */
START_TEST(checksums)
{
	static const uint8_t t[3] = {0x66, 0x48, 0x8b}, rh[3] = {0x63, 0x52, 0x64};
	uint8_t bytes[3];

	setup();
	sensor.temperature_mc = 23356;
	sensor.humidity_mpct = 42492;
	hold(0xe3, bytes);
	ck_assert_mem_eq(bytes, t, 3);
	hold(0xe5, bytes);
	ck_assert_mem_eq(bytes, rh, 3);
	sensor.faults = SHT21_FAULT_CRC;
	hold(0xe5, bytes);
	ck_assert_uint_eq(bytes[2], 0x64 ^ 0xff);
}
END_TEST

START_TEST(not_acknowledged_until_measured)
{
	setup();
	ck_assert(command(0xf5));
	i2c_stop(&bus);
	bench_run(&bench, 22 * MS - 1);
	ck_assert(!i2c_start(&bus, SHT21_ADDRESS, true));
	ck_assert(!i2c_start(&bus, SHT21_ADDRESS, false));
	bench_run(&bench, 1);
	ck_assert(i2c_start(&bus, SHT21_ADDRESS, true));
	ck_assert_uint_eq(i2c_stretch_ns(&bus), 0);
	uint8_t bytes[3] = {i2c_read(&bus), i2c_read(&bus), i2c_read(&bus)};
	ck_assert_int_le(abs(percent(bytes) - 45000), 31);
	ck_assert_uint_eq(i2c_read(&bus), 0xff);
}
END_TEST

START_TEST(resolutions)
{
	static const struct {
		uint8_t user, t_ms, rh_ms;
		uint16_t t_mask, rh_mask;
	} known[] = {{0x3a, 66, 22, 0xfffc, 0xfff0},
		     {0x3b, 17, 3, 0xfff0, 0xff00},
		     {0xba, 33, 7, 0xfff8, 0xffc0},
		     {0xbb, 9, 12, 0xffe0, 0xffe0}};
	uint8_t bytes[3];

	setup();
	sensor.temperature_mc = 128859 - 11;
	sensor.humidity_mpct = 118992;
	for (unsigned i = 0; i < 4; i++) {
		set_user_register(known[i].user);
		ck_assert_uint_eq(user_register(), known[i].user);
		ck_assert_uint_eq(hold(0xe3, bytes), known[i].t_ms * MS);
		ck_assert_uint_eq((bytes[0] << 8 | bytes[1]) & ~known[i].t_mask, 0);
		ck_assert_uint_eq(hold(0xe5, bytes), known[i].rh_ms * MS);
		ck_assert_uint_eq((bytes[0] << 8 | bytes[1]) & ~known[i].rh_mask, 2);
	}
}
END_TEST

/* Reserved bits and the battery's are not the master's to change. */
START_TEST(user_register_keeps_its_bits)
{
	uint8_t bytes[3];

	setup();
	set_user_register(0xff);
	ck_assert_uint_eq(user_register(), 0xbf);
	set_user_register(0x00);
	ck_assert_uint_eq(user_register(), 0x38);
	sensor.supply_mv = 2249;
	hold(0xe3, bytes);
	ck_assert_uint_eq(user_register() & 0x40, 0x40);
	sensor.supply_mv = 2250;
	hold(0xe3, bytes);
	ck_assert_uint_eq(user_register() & 0x40, 0);
}
END_TEST

START_TEST(reset_spares_the_heater)
{
	setup();
	set_user_register(0xbf);
	ck_assert(command(0xfe));
	i2c_stop(&bus);
	ck_assert(!i2c_start(&bus, SHT21_ADDRESS, false));
	bench_run(&bench, 15 * MS);
	ck_assert_uint_eq(user_register(), 0x3e);
}
END_TEST

START_TEST(heater_warms)
{
	uint8_t cold[3], warm[3];

	setup();
	hold(0xe3, cold);
	set_user_register(0x3e);
	hold(0xe3, warm);
	ck_assert_int_le(abs(degrees(warm) - degrees(cold) - 1000), 11);
	hold(0xe5, warm);
	ck_assert_int_lt(percent(warm), 45000 - 2000);
}
END_TEST

static void read_all(uint8_t *bytes, unsigned count)
{
	ck_assert(i2c_start(&bus, SHT21_ADDRESS, true));
	for (unsigned i = 0; i < count; i++)
		bytes[i] = i2c_read(&bus);
	i2c_stop(&bus);
}

START_TEST(identification)
{
	uint8_t high[8], low[6];

	setup();
	sensor.serial = 0x0102030405060708;
	ck_assert(command(0xfa) && i2c_write(&bus, 0x0f));
	read_all(high, 8);
	ck_assert(command(0xfc) && i2c_write(&bus, 0xc9));
	read_all(low, 6);
	ck_assert_uint_eq(high[0], 3);
	ck_assert_uint_eq(high[2], 4);
	ck_assert_uint_eq(high[4], 5);
	ck_assert_uint_eq(high[6], 6);
	ck_assert_uint_eq(low[0] << 8 | low[1], 0x0708);
	ck_assert_uint_eq(low[3] << 8 | low[4], 0x0102);
	ck_assert(command(0xfa));
	ck_assert(!i2c_write(&bus, 0x10));
}
END_TEST

START_TEST(unknown_commands_and_faults)
{
	uint8_t bytes[3];

	setup();
	ck_assert(!command(0x00));
	i2c_stop(&bus);
	sensor.faults = SHT21_FAULT_NAK;
	ck_assert(!i2c_start(&bus, SHT21_ADDRESS, false));
	sensor.faults = SHT21_FAULT_STRETCH;
	ck_assert(command(0xe3) && i2c_start(&bus, SHT21_ADDRESS, true));
	ck_assert_uint_gt(i2c_stretch_ns(&bus), 100 * CLOCK_NS_PER_S);
	sensor.faults = 0;
	i2c_stop(&bus);
	bench_run(&bench, 66 * MS);
	hold(0xe3, bytes);
	ck_assert_int_le(abs(degrees(bytes) - 21000), 11);
}
END_TEST

/* Random traffic: no byte sequence gets it out of its senses. */
START_TEST(random_traffic)
{
	unsigned seed = 20111201;
	uint8_t bytes[3];

	setup();
	for (int i = 0; i < 200000; i++) {
		seed = seed * 1664525 + 1013904223;
		switch (seed >> 29) {
		case 0:
		case 1:
			i2c_start(&bus, SHT21_ADDRESS, seed >> 28 & 1);
			break;
		case 2:
			i2c_stop(&bus);
			break;
		case 3:
			bench_run(&bench, seed >> 4 & 0x3ffffff);
			break;
		case 4:
		case 5:
			i2c_write(&bus, (uint8_t)(0xe0 | (seed >> 8 & 31)));
			break;
		default:
			i2c_read(&bus);
		}
	}
	i2c_stop(&bus);
	bench_run(&bench, 100 * MS);
	ck_assert(command(0xfe));
	i2c_stop(&bus);
	bench_run(&bench, 15 * MS);
	hold(0xe3, bytes);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {silent_until_started,
					     measures_in_hold_mode,
					     checksums,
					     not_acknowledged_until_measured,
					     resolutions,
					     user_register_keeps_its_bits,
					     reset_spares_the_heater,
					     heater_warms,
					     identification,
					     unknown_commands_and_faults,
					     random_traffic};

	return bench_main(bench_suite("sht21", tests, sizeof(tests) / sizeof(tests[0])));
}
