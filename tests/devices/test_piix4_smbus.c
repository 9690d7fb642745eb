/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/piix4_pm.h"

#define IRQ9	9
#define DEVFN	0x0b
#define BYTE_NS 562500ull

/* A device of 256 registers; the first byte written is the register's number. */
struct eeprom {
	struct i2c_device i2c;
	uint8_t reg[256];
	uint8_t at;
	bool reading, at_known, refuse_data;
	unsigned stops, quick_reads, quick_writes;
	uint64_t hold_ns;
};

static struct bench bench;
static struct iobus iobus;
static struct pci_bus bus;
static struct piix4_pm pm;
static struct eeprom eeprom;

static bool eeprom_start(void *dev, bool read)
{
	struct eeprom *e = dev;

	e->reading = read;
	if (read) {
		e->quick_reads++;
	} else {
		e->quick_writes++;
		e->at_known = false;
	}
	return true;
}

static bool eeprom_write(void *dev, uint8_t byte)
{
	struct eeprom *e = dev;

	if (e->at_known && e->refuse_data)
		return false;
	if (e->at_known)
		e->reg[e->at++] = byte;
	else
		e->at = byte;
	e->at_known = true;
	return true;
}

static uint8_t eeprom_read(void *dev)
{
	struct eeprom *e = dev;

	e->hold_ns = 0;
	return e->reg[e->at++];
}

static void eeprom_stop(void *dev)
{
	((struct eeprom *)dev)->stops++;
}

static uint64_t eeprom_stretch(void *dev)
{
	const struct eeprom *e = dev;

	return e->reading ? e->hold_ns : 0;
}

static void wire(struct piix4_pm *chip, struct pci_bus *on, struct iobus *ports, struct bench *b,
		 struct eeprom *e)
{
	iobus_init(ports);
	pci_init(on);
	piix4_pm_init(chip, on, ports, &b->clock, bench_wire(b, IRQ9), NULL, NULL);
	piix4_pm_preset(chip);
	*e = (struct eeprom){.at = 0};
	e->i2c = (struct i2c_device){.address = 0x50,
				     .dev = e,
				     .start = eeprom_start,
				     .write = eeprom_write,
				     .read = eeprom_read,
				     .stop = eeprom_stop,
				     .stretch_ns = eeprom_stretch};
	i2c_add(&chip->smbus.bus, &e->i2c);
}

static void setup(void)
{
	bench_init(&bench);
	wire(&pm, &bus, &iobus, &bench, &eeprom);
	for (unsigned i = 0; i < 256; i++)
		eeprom.reg[i] = (uint8_t)(0xff - i);
}

static uint8_t in(unsigned off)
{
	return (uint8_t)iobus_read(&iobus, (uint16_t)(PIIX4_SMBUS_BASE + off), 1);
}

static void out(unsigned off, uint8_t value)
{
	iobus_write(&iobus, (uint16_t)(PIIX4_SMBUS_BASE + off), value, 1);
}

/* As the Linux driver: set up, start, poll, take the status and clear it. */
static uint8_t transact(uint8_t address, uint8_t protocol, uint64_t *took_ns)
{
	uint64_t from = bench.now_ns;
	uint8_t status;

	ck_assert_uint_eq(in(0), 0);
	out(4, address);
	out(2, protocol);
	out(2, (uint8_t)(in(2) | 0x40));
	ck_assert_uint_eq(in(0), 0x01);
	for (int i = 0; in(0) & 1; i++) {
		ck_assert_int_lt(i, 500);
		bench_run(&bench, 250000);
	}
	if (took_ns)
		*took_ns = bench.now_ns - from;
	status = in(0);
	out(0, status);
	ck_assert_uint_eq(in(0), 0);
	return status;
}

START_TEST(window_and_configuration)
{
	setup();
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x90, 4), 0x701);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0xd2, 1), 0x09);
	ck_assert_str_eq(iobus_find(&iobus, 0x70f)->name, "smbus");
	ck_assert_ptr_null(iobus_find(&iobus, 0x710));
	pci_config_write(&bus, DEVFN, 0xd2, 0x08, 1);
	ck_assert_ptr_null(iobus_find(&iobus, 0x700));
	pci_config_write(&bus, DEVFN, 0x90, 0xb10f, 4);
	pci_config_write(&bus, DEVFN, 0xd2, 0x09, 1);
	ck_assert_str_eq(iobus_find(&iobus, 0xb100)->name, "smbus");
	pci_config_write(&bus, DEVFN, 0x04, 0, 1);
	ck_assert_ptr_null(iobus_find(&iobus, 0xb100));
	ck_assert_str_eq(iobus_find(&iobus, 0x600)->name, "ACPI");
}
END_TEST

START_TEST(protocols)
{
	setup();
	ck_assert_uint_eq(transact(0xa0, 0x00, NULL), 0x02); /* quick */
	ck_assert_uint_eq(eeprom.quick_writes, 1);
	ck_assert_uint_eq(transact(0xa1, 0x00, NULL), 0x02);
	ck_assert_uint_eq(eeprom.quick_reads, 1);
	ck_assert_uint_eq(eeprom.stops, 2);
	out(3, 0x10);
	ck_assert_uint_eq(transact(0xa0, 0x04, NULL), 0x02); /* send byte: the pointer */
	ck_assert_uint_eq(transact(0xa1, 0x04, NULL), 0x02); /* receive byte */
	ck_assert_uint_eq(in(5), 0xef);
	out(3, 0x20);
	ck_assert_uint_eq(transact(0xa1, 0x08, NULL), 0x02); /* read byte data */
	ck_assert_uint_eq(in(5), 0xdf);
	out(5, 0x77);
	ck_assert_uint_eq(transact(0xa0, 0x08, NULL), 0x02); /* write byte data */
	ck_assert_uint_eq(eeprom.reg[0x20], 0x77);
	ck_assert_uint_eq(transact(0xa1, 0x0c, NULL), 0x02); /* read word data */
	ck_assert_uint_eq(in(5), 0x77);
	ck_assert_uint_eq(in(6), 0xde);
	out(5, 0x34);
	out(6, 0x12);
	ck_assert_uint_eq(transact(0xa0, 0x0c, NULL), 0x02); /* write word data */
	ck_assert_uint_eq(eeprom.reg[0x20], 0x34);
	ck_assert_uint_eq(eeprom.reg[0x21], 0x12);
}
END_TEST

START_TEST(blocks)
{
	setup();
	out(3, 0x40);
	out(5, 5);
	in(2); /* the index to 0 */
	for (uint8_t i = 0; i < 5; i++)
		out(7, (uint8_t)(0x60 + i));
	ck_assert_uint_eq(transact(0xa0, 0x14, NULL), 0x02);
	ck_assert_uint_eq(eeprom.reg[0x40], 5);
	ck_assert_uint_eq(eeprom.reg[0x45], 0x64);
	out(5, 0);
	ck_assert_uint_eq(transact(0xa1, 0x14, NULL), 0x02);
	ck_assert_uint_eq(in(5), 5);
	in(2);
	for (unsigned i = 0; i < 5; i++)
		ck_assert_uint_eq(in(7), 0x60 + i);
	/* a count that no block has */
	eeprom.reg[0x40] = 33;
	ck_assert_uint_eq(transact(0xa1, 0x14, NULL), 0x04);
	out(5, 0);
	ck_assert_uint_eq(transact(0xa0, 0x14, NULL), 0x04);
}
END_TEST

START_TEST(errors)
{
	unsigned stops;

	setup();
	ck_assert_uint_eq(transact(0x80, 0x00, NULL), 0x04); /* nobody there */
	eeprom.refuse_data = true;
	stops = eeprom.stops;
	ck_assert_uint_eq(transact(0xa0, 0x08, NULL), 0x04);
	ck_assert_uint_eq(eeprom.stops, stops + 1);
	out(2, 0x10 | 0x40); /* a protocol that there is not */
	ck_assert_uint_eq(in(0), 0x04);
	out(2, 0x40); /* no start before the event is cleared */
	ck_assert_uint_eq(in(0), 0x04);
	out(0, 0xff);
	out(2, 0x40);
	ck_assert_uint_eq(in(0), 0x01);
	out(4, 0x00); /* not to be changed meanwhile */
	ck_assert_uint_eq(in(4), 0xa0);
	out(2, 0x02); /* kill */
	ck_assert_uint_eq(in(0), 0x10);
	bench_run(&bench, CLOCK_NS_PER_S);
	ck_assert_uint_eq(in(0), 0x10);
}
END_TEST

START_TEST(time_on_the_wire)
{
	uint64_t took_ns;

	setup();
	transact(0xa0, 0x00, &took_ns);
	ck_assert_uint_ge(took_ns, BYTE_NS);
	ck_assert_uint_le(took_ns, BYTE_NS + 250000);
	transact(0xa1, 0x0c, &took_ns);
	ck_assert_uint_ge(took_ns, 5 * BYTE_NS);
	ck_assert_uint_le(took_ns, 5 * BYTE_NS + 250000);
	eeprom.hold_ns = 85000000; /* as a sensor that measures */
	transact(0xa1, 0x0c, &took_ns);
	ck_assert_uint_ge(took_ns, 85000000 + 5 * BYTE_NS);
}
END_TEST

START_TEST(interrupt_on_irq9)
{
	setup();
	out(4, 0xa0);
	out(2, 0x41);
	ck_assert(!bench.level[IRQ9]);
	bench_run(&bench, 2 * BYTE_NS);
	ck_assert(bench.level[IRQ9]);
	pci_config_write(&bus, DEVFN, 0xd2, 0x01, 1); /* routed to SMI */
	ck_assert(!bench.level[IRQ9]);
	pci_config_write(&bus, DEVFN, 0xd2, 0x09, 1);
	ck_assert(bench.level[IRQ9]);
	out(0, 0x02);
	ck_assert(!bench.level[IRQ9]);
}
END_TEST

START_TEST(slave_registers_are_kept)
{
	setup();
	for (uint8_t off = 8; off <= 0xd; off++)
		out(off, (uint8_t)(off * 3));
	for (uint8_t off = 8; off <= 0xd; off++)
		ck_assert_uint_eq(in(off), off * 3u);
	ck_assert_uint_eq(in(1), 0);
	ck_assert_uint_eq(in(0xe), 0xff);
}
END_TEST

START_TEST(looking_changes_nothing)
{
	const struct bench_ports ports = {&piix4_smbus_ops, &pm.smbus, 16};

	setup();
	out(4, 0xa1);
	out(2, 0x4c);
	bench_run(&bench, 2 * BYTE_NS);
	bench_check_peek(&ports, 1, &pm, sizeof(pm));
}
END_TEST

START_TEST(a_loaded_host_goes_on)
{
	static struct bench other_bench;
	static struct iobus other_iobus;
	static struct pci_bus other_bus;
	static struct piix4_pm other;
	static struct eeprom other_eeprom;
	const struct bench_section from[] = {{&i2c_snap, &pm.smbus.bus},
					     {&piix4_smbus_snap, &pm.smbus}},
				   to[] = {{&i2c_snap, &other.smbus.bus},
					   {&piix4_smbus_snap, &other.smbus}};
	const struct bench_ports ports = {&piix4_smbus_ops, &pm.smbus, 16},
				 other_ports = {&piix4_smbus_ops, &other.smbus, 16};

	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct i2c_device link;

		setup();
		bench_init(&other_bench);
		wire(&other, &other_bus, &other_iobus, &other_bench, &other_eeprom);
		bench_fuzz(&bench, &ports, 1, seed, 100);
		bench_run(&bench, 100 * BYTE_NS);
		out(0, 0xff);
		out(4, 0xa1);
		out(5, 20);
		out(2, 0x4d);
		bench_run(&bench, seed * BYTE_NS / 4);
		link = other_eeprom.i2c;
		other_eeprom = eeprom;
		other_eeprom.i2c = link;
		bench_check_snapshot(&bench, &ports, from, &other_bench, &other_ports, to, 1, 2,
				     seed + 100);
		ck_assert_int_eq(memcmp(eeprom.reg, other_eeprom.reg, 256), 0);
	}
}
END_TEST

START_TEST(random_accesses)
{
	const struct bench_ports ports = {&piix4_smbus_ops, &pm.smbus, 16};
	uint64_t seed = 0x700;

	setup();
	for (int i = 0; i < 1000000; i++) {
		bench_poke_at_random(&ports, 1, &seed);
		if (bench_random(&seed) % 16 == 0)
			out(4, (uint8_t)(0xa0 | (bench_random(&seed) & 1)));
		bench_run(&bench, bench_random(&seed) % BYTE_NS);
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    window_and_configuration,
	    protocols,
	    blocks,
	    errors,
	    time_on_the_wire,
	    interrupt_on_irq9,
	    slave_registers_are_kept,
	    looking_changes_nothing,
	    a_loaded_host_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("piix4_smbus", tests, sizeof(tests) / sizeof(tests[0])));
}
