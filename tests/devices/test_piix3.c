/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/piix3.h"

#define RESET 20
#define DEVFN 0x08

static struct bench bench;
static struct iobus iobus;
static struct pci_bus bus;
static struct piix3 bridge;

static void wire(struct piix3 *chip, struct pci_bus *on, struct bench *b)
{
	struct irq_line irq[16];

	for (int i = 0; i < 16; i++)
		irq[i] = bench_wire(b, i);
	pci_init(on);
	piix3_init(chip, on, irq, bench_wire(b, RESET));
}

static void setup(void)
{
	bench_init(&bench);
	wire(&bridge, &bus, &bench);
	iobus_init(&iobus);
	iobus_claim(&iobus, 0xcf8, 4, &pci_address_ops, &bus, "pci");
}

static void route(unsigned pirq, uint8_t value)
{
	pci_config_write(&bus, DEVFN, 0x60 + pirq, value, 1);
}

START_TEST(identity)
{
	setup();
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0, 4), 0x70008086);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 8, 4), 0x06010000);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x0e, 1), 0x80);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 4, 4), 0x02000007);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x60, 4), 0x80808080);
	pci_config_write(&bus, DEVFN, 0x60, 0xffffffff, 4);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x60, 4), 0x8f8f8f8f);
}
END_TEST

START_TEST(pirqs_are_routed) /* PIRQRC */
{
	setup();
	irq_set(&bus.pirq[0], true);
	for (int i = 0; i < 16; i++)
		ck_assert(!bench.level[i]);
	route(0, 11);
	ck_assert(bench.level[11]);
	route(0, 5); /* moves while it is up */
	ck_assert(!bench.level[11]);
	ck_assert(bench.level[5]);
	route(1, 5);
	irq_set(&bus.pirq[1], true);
	irq_set(&bus.pirq[0], false);
	ck_assert(bench.level[5]); /* shared */
	irq_set(&bus.pirq[1], false);
	ck_assert(!bench.level[5]);
	/* reserved values reach nothing */
	irq_set(&bus.pirq[2], true);
	for (unsigned n = 0; n < 16; n++) {
		bool valid = n > 2 && n != 8 && n != 13;

		route(2, (uint8_t)n);
		ck_assert_int_eq(bench.level[n], valid);
	}
	route(2, 0x80 | 11);
	ck_assert(!bench.level[11]);
	piix3_preset(&bridge);
	ck_assert(bench.level[11]);
	piix3_reset(&bridge);
	ck_assert(!bench.level[11]);
}
END_TEST

START_TEST(reset_control) /* RC */
{
	setup();
	ck_assert_uint_eq(iobus_read(&iobus, 0xcf9, 1), 0);
	iobus_write(&iobus, 0xcf9, 0x02, 1);
	ck_assert_uint_eq(bench.rises[RESET], 0);
	ck_assert_uint_eq(iobus_read(&iobus, 0xcf9, 1), 0x02);
	iobus_write(&iobus, 0xcf9, 0x06, 1);
	ck_assert_uint_eq(bench.rises[RESET], 1);
	ck_assert(!bench.level[RESET]);
	iobus_write(&iobus, 0xcf9, 0x06, 1); /* no rise */
	ck_assert_uint_eq(bench.rises[RESET], 1);
	iobus_write(&iobus, 0xcf8, 0x06, 1); /* another port */
	iobus_write(&iobus, 0xcf8, 0x80000600, 4);
	ck_assert_uint_eq(bench.rises[RESET], 1);
	ck_assert_uint_eq(iobus_peek(&iobus, 0xcf9, 1), 0x06);
}
END_TEST

START_TEST(a_loaded_bridge_holds_its_lines)
{
	static struct bench other_bench;
	static struct pci_bus other_bus;
	static struct piix3 other;
	struct snap_buf buf = {0};
	char err[100] = "";

	setup();
	route(3, 10);
	irq_set(&bus.pirq[3], true);
	snap_save(&buf, &pci_function_snap, &bridge.fn);
	snap_save(&buf, &piix3_snap, &bridge);
	bench_init(&other_bench);
	wire(&other, &other_bus, &other_bench);
	ck_assert(snap_load(&buf, &pci_function_snap, &other.fn, &bench.clock, err, sizeof(err)));
	ck_assert(snap_load(&buf, &piix3_snap, &other, &bench.clock, err, sizeof(err)));
	ck_assert(other_bench.level[10]);
	irq_set(&other_bus.pirq[3], false);
	ck_assert(!other_bench.level[10]);
	snap_free(&buf);
}
END_TEST

START_TEST(random_accesses)
{
	uint64_t seed = 0x7000;

	setup();
	for (int i = 0; i < 1000000; i++) {
		uint64_t r = bench_random(&seed);

		if (r & 1)
			irq_set(&bus.pirq[r >> 8 & 3], r >> 16 & 1);
		else
			pci_config_write(&bus, DEVFN, (unsigned)(r >> 8) & 0xfc,
					 (uint32_t)(r >> 32), 4);
		for (unsigned n = 0; n < 16; n++)
			bench_eq(bench.level[n], bridge.driven >> n & 1, "line");
	}
	ck_assert(!bench.rises[0] && !bench.rises[1] && !bench.rises[2] && !bench.rises[8] &&
		  !bench.rises[13]);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    identity,	     pirqs_are_routed, reset_control, a_loaded_bridge_holds_its_lines,
	    random_accesses,
	};

	return bench_main(bench_suite("piix3", tests, sizeof(tests) / sizeof(tests[0])));
}
