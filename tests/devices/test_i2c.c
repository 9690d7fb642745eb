/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/i2c.h"

struct node {
	struct i2c_device i2c;
	unsigned starts, reads, writes, stops;
	bool deaf;
};

static struct i2c_bus bus;
static struct node node[2];

static bool start(void *dev, bool read)
{
	struct node *n = dev;

	n->starts++;
	n->reads += read;
	return !n->deaf;
}

static bool put(void *dev, uint8_t byte)
{
	((struct node *)dev)->writes++;
	return byte != 0xee;
}

static uint8_t get(void *dev)
{
	return (uint8_t)(0x10 + ((struct node *)dev)->reads++);
}

static void stop(void *dev)
{
	((struct node *)dev)->stops++;
}

static void setup(void)
{
	i2c_init(&bus);
	for (unsigned i = 0; i < 2; i++) {
		node[i] = (struct node){.starts = 0};
		node[i].i2c = (struct i2c_device){.address = (uint8_t)(0x40 + i),
						  .dev = &node[i],
						  .start = start,
						  .write = put,
						  .read = get,
						  .stop = stop};
		i2c_add(&bus, &node[i].i2c);
	}
}

START_TEST(only_the_addressed_device_hears)
{
	setup();
	ck_assert(i2c_start(&bus, 0x41, false));
	ck_assert(i2c_write(&bus, 1));
	ck_assert(!i2c_write(&bus, 0xee));
	ck_assert_uint_eq(i2c_stretch_ns(&bus), 0);
	i2c_stop(&bus);
	ck_assert_uint_eq(node[1].writes, 2);
	ck_assert_uint_eq(node[1].stops, 1);
	ck_assert_uint_eq(node[0].starts + node[0].writes + node[0].stops, 0);
}
END_TEST

START_TEST(repeated_starts)
{
	setup();
	ck_assert(i2c_start(&bus, 0x40, false));
	ck_assert(i2c_start(&bus, 0x40, true));
	ck_assert_uint_eq(node[0].stops, 0); /* the same device goes on */
	ck_assert_uint_eq(i2c_read(&bus), 0x11);
	ck_assert(i2c_start(&bus, 0x41, true));
	ck_assert_uint_eq(node[0].stops, 1); /* another one ends it */
	ck_assert_uint_eq(node[1].reads, 1);
}
END_TEST

START_TEST(nobody_there)
{
	setup();
	ck_assert(!i2c_start(&bus, 0x50, true));
	ck_assert_uint_eq(i2c_read(&bus), 0xff);
	ck_assert(!i2c_write(&bus, 0));
	i2c_stop(&bus);
	node[0].deaf = true;
	ck_assert(!i2c_start(&bus, 0x40, false));
	ck_assert(!i2c_write(&bus, 0));
	ck_assert_uint_eq(node[0].writes, 0);
	i2c_stop(&bus);
	i2c_stop(&bus);
	ck_assert_uint_eq(node[0].stops, 0);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    only_the_addressed_device_hears,
	    repeated_starts,
	    nobody_there,
	};

	return bench_main(bench_suite("i2c", tests, sizeof(tests) / sizeof(tests[0])));
}
