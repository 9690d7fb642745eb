/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/pci.h"

struct card {
	struct pci_function fn;
	unsigned maps, unmaps, writes;
	unsigned last_bar;
	uint32_t last_base;
};

static struct bench bench;
static struct iobus iobus;
static struct pci_bus bus;
static struct card card;

static void map(void *owner, unsigned bar, bool mapped, uint32_t base)
{
	struct card *c = owner;

	c->maps += mapped;
	c->unmaps += !mapped;
	c->last_bar = bar;
	c->last_base = base;
}

static void written(void *owner, unsigned off, unsigned bytes)
{
	ck_assert_uint_le(off + bytes, PCI_CONFIG_BYTES);
	((struct card *)owner)->writes++;
}

static void card_init(struct card *c, struct pci_bus *on)
{
	*c = (struct card){.maps = 0};
	c->fn.owner = c;
	c->fn.map = map;
	c->fn.written = written;
	pci_identify(&c->fn, 0x1234, 0x5678, 0x09, 0x0c0500);
	c->fn.config[PCI_INTERRUPT_PIN] = 1;
	pci_set_bar(&c->fn, 0, true, 32);
	pci_set_bar(&c->fn, 2, false, 65536);
	pci_add(on, &c->fn, 4, 1);
}

static void setup(void)
{
	bench_init(&bench);
	iobus_init(&iobus);
	pci_init(&bus);
	for (int i = 0; i < PCI_PIRQS; i++)
		bus.pirq[i] = bench_wire(&bench, i);
	iobus_claim(&iobus, 0xcf8, 4, &pci_address_ops, &bus, "pci");
	iobus_claim(&iobus, 0xcfc, 4, &pci_data_ops, &bus, "pci");
	card_init(&card, &bus);
}

static void select_register(unsigned device, unsigned function, unsigned off)
{
	iobus_write(&iobus, 0xcf8, 0x80000000 | device << 11 | function << 8 | (off & 0xfc), 4);
}

static uint32_t get(unsigned off, unsigned bytes)
{
	select_register(4, 1, off);
	return iobus_read(&iobus, (uint16_t)(0xcfc + (off & 3)), bytes);
}

static void set(unsigned off, uint32_t value, unsigned bytes)
{
	select_register(4, 1, off);
	iobus_write(&iobus, (uint16_t)(0xcfc + (off & 3)), value, bytes);
}

START_TEST(mechanism_one) /* 3.7.4.1 */
{
	setup();
	ck_assert_uint_eq(get(0, 4), 0x56781234);
	ck_assert_uint_eq(get(2, 2), 0x5678);
	ck_assert_uint_eq(get(1, 1), 0x12);
	ck_assert_uint_eq(get(8, 4), 0x0c050009);
	ck_assert_uint_eq(iobus_read(&iobus, 0xcf8, 4), 0x80002108);
	/* nobody there; another bus; not enabled */
	select_register(4, 0, 0);
	ck_assert_uint_eq(iobus_read(&iobus, 0xcfc, 4), 0xffffffff);
	iobus_write(&iobus, 0xcf8, 0x80012100, 4);
	ck_assert_uint_eq(iobus_read(&iobus, 0xcfc, 4), 0xffffffff);
	iobus_write(&iobus, 0xcf8, 0x00002100, 4);
	ck_assert_uint_eq(iobus_read(&iobus, 0xcfc, 4), 0xffffffff);
	/* the usual probe: reserved bits do not stay */
	iobus_write(&iobus, 0xcf8, 0xffffffff, 4);
	ck_assert_uint_eq(iobus_read(&iobus, 0xcf8, 4), 0x80fffffc);
	/* only 32-bit writes reach CONFIG_ADDRESS */
	iobus_write(&iobus, 0xcf8, 0x80002100, 4);
	iobus_write(&iobus, 0xcfb, 0x01, 1);
	iobus_write(&iobus, 0xcf8, 0x1234, 2);
	ck_assert_uint_eq(iobus_read(&iobus, 0xcf8, 4), 0x80002100);
	ck_assert_uint_eq(iobus_read(&iobus, 0xcf8, 1), 0xff);
}
END_TEST

START_TEST(read_only_and_clear_bits)
{
	setup();
	set(0, 0, 4);
	ck_assert_uint_eq(get(0, 4), 0x56781234);
	pci_set16(&card.fn, PCI_STATUS, 0xffff);
	set(PCI_STATUS, 0x2000, 2);
	ck_assert_uint_eq(get(PCI_STATUS, 2), 0xdfff);
	set(PCI_COMMAND, 0xffff, 2);
	ck_assert_uint_eq(get(PCI_COMMAND, 2), 0x0147);
	set(PCI_INTERRUPT_LINE, 0x0b, 1);
	ck_assert_uint_eq(get(PCI_INTERRUPT_LINE, 4), 0x0000010b);
	ck_assert_uint_eq(card.writes, 4);
}
END_TEST

START_TEST(bars_are_sized_and_mapped) /* 6.2.5.1 */
{
	setup();
	set(PCI_BAR0, 0xffffffff, 4);
	ck_assert_uint_eq(get(PCI_BAR0, 4), 0xffffffe1);
	set(PCI_BAR0 + 8, 0xffffffff, 4);
	ck_assert_uint_eq(get(PCI_BAR0 + 8, 4), 0xffff0000);
	set(PCI_BAR0 + 4, 0xffffffff, 4);
	ck_assert_uint_eq(get(PCI_BAR0 + 4, 4), 0);
	/* sizing with decoding on maps nothing */
	set(PCI_COMMAND, 0x0003, 2);
	ck_assert_uint_eq(card.maps, 0);
	set(PCI_BAR0, 0xc041, 4);
	ck_assert_uint_eq(card.maps, 1);
	ck_assert_uint_eq(card.last_base, 0xc040);
	set(PCI_BAR0 + 8, 0xfeb00000, 4);
	ck_assert_uint_eq(card.maps, 2);
	ck_assert_uint_eq(card.last_bar, 2);
	ck_assert_uint_eq(card.last_base, 0xfeb00000);
	/* moving: off the old place, on the new one */
	set(PCI_BAR0, 0xd000, 4);
	ck_assert_uint_eq(card.maps, 3);
	ck_assert_uint_eq(card.unmaps, 1);
	ck_assert_uint_eq(card.last_base, 0xd000);
	set(PCI_COMMAND, 0x0002, 2);
	ck_assert_uint_eq(card.unmaps, 2);
	set(PCI_COMMAND, 0x0003, 2);
	ck_assert_uint_eq(card.maps, 4);
	/* beyond the 64 KiB of ports */
	set(PCI_BAR0, 0x1c000, 4);
	ck_assert_uint_eq(card.unmaps, 3);
	pci_function_reset(&card.fn);
	ck_assert_uint_eq(card.unmaps, 4);
	ck_assert_uint_eq(get(PCI_BAR0, 4), 0x00000001);
	ck_assert_uint_eq(get(PCI_COMMAND, 2), 0);
}
END_TEST

START_TEST(interrupt_pins_share_lines)
{
	static struct card second;

	setup();
	second = (struct card){.maps = 0};
	second.fn.config[PCI_INTERRUPT_PIN] = 1;
	pci_add(&bus, &second.fn, 8, 0);
	/* device 1 INTA# is PIRQA, as on the board that QEMU's "pc" is */
	ck_assert_uint_eq(pci_pirq(1, 1), 0);
	ck_assert_uint_eq(pci_pirq(1, 4), 3);
	ck_assert_uint_eq(pci_pirq(2, 1), 1);
	ck_assert_uint_eq(pci_pirq(4, 1), 3);
	pci_set_intx(&card.fn, true);
	pci_set_intx(&card.fn, true);
	ck_assert(bench.level[3]);
	pci_set_intx(&second.fn, true);
	pci_set_intx(&card.fn, false);
	ck_assert(bench.level[3]);
	pci_set_intx(&second.fn, false);
	ck_assert(!bench.level[3]);
}
END_TEST

START_TEST(snapshots_map_again)
{
	static struct pci_bus other_bus;
	static struct card other;
	struct snap_buf buf = {0};
	char err[100] = "";

	setup();
	set(PCI_BAR0 + 8, 0xfeb00000, 4);
	set(PCI_COMMAND, 0x0002, 2);
	pci_set_intx(&card.fn, true);
	snap_save(&buf, &pci_snap, &bus);
	snap_save(&buf, &pci_function_snap, &card.fn);
	pci_init(&other_bus);
	other_bus.pirq[3] = bench_wire(&bench, 10);
	card_init(&other, &other_bus);
	ck_assert(snap_load(&buf, &pci_snap, &other_bus, &bench.clock, err, sizeof(err)));
	ck_assert(snap_load(&buf, &pci_function_snap, &other.fn, &bench.clock, err, sizeof(err)));
	ck_assert_uint_eq(other.maps, 1);
	ck_assert_uint_eq(other.last_base, 0xfeb00000);
	ck_assert(bench.level[10]);
	ck_assert_int_eq(memcmp(card.fn.config, other.fn.config, PCI_CONFIG_BYTES), 0);
	pci_set_intx(&other.fn, false);
	ck_assert(!bench.level[10]);
	snap_free(&buf);
}
END_TEST

START_TEST(looking_changes_nothing)
{
	const struct bench_ports ports[2] = {{&pci_address_ops, &bus, 4}, {&pci_data_ops, &bus, 4}};

	setup();
	select_register(4, 1, 4);
	bench_check_peek(ports, 2, &bus, sizeof(bus));
	bench_check_peek(ports, 2, &card, sizeof(card));
}
END_TEST

START_TEST(random_accesses)
{
	uint64_t seed = 0x2086;

	setup();
	for (int i = 0; i < 1000000; i++) {
		uint64_t r = bench_random(&seed);
		unsigned bytes = 1u << (r >> 4 & 3) % 3;
		uint16_t port = (uint16_t)(0xcf6 + (r >> 8) % 12);

		if (r & 1)
			select_register(4, 1, (unsigned)(r >> 16));
		else if (r & 2)
			iobus_write(&iobus, port, (uint32_t)(r >> 32), bytes);
		else
			bench_eq(iobus_read(&iobus, port, bytes), iobus_peek(&iobus, port, bytes),
				 "read");
		bench_eq(card.maps - card.unmaps,
			 (unsigned)(card.fn.bar[0].mapped + card.fn.bar[2].mapped), "mappings");
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    mechanism_one,
	    read_only_and_clear_bits,
	    bars_are_sized_and_mapped,
	    interrupt_pins_share_lines,
	    snapshots_map_again,
	    looking_changes_nothing,
	    random_accesses,
	};

	return bench_main(bench_suite("pci", tests, sizeof(tests) / sizeof(tests[0])));
}
