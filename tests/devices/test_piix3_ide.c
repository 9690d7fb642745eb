/* SPDX-License-Identifier: GPL-2.0-only */
#include "devices/piix3_ide.h"
#include "tests/devices/ide_bench.h"

#define IRQ    14
#define DEVFN  0x09
#define BASE   PIIX3_IDE_BASE
#define MEMORY (1u << 20)
#define TABLE  0x1000u
#define BUFFER 0x20000u

static struct bench bench;
static struct iobus iobus;
static struct pci_bus bus;
static struct piix3_ide ide;
static struct bench_medium medium;
static uint8_t memory[MEMORY];

static void memory_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	(void)ctx;
	memset(to, 0xff, bytes);
	if (pa < MEMORY)
		memcpy(to, memory + pa, bytes < MEMORY - pa ? bytes : MEMORY - pa);
}

static void memory_write(void *ctx, uint64_t pa, const void *from, size_t bytes)
{
	(void)ctx;
	if (pa < MEMORY)
		memcpy(memory + pa, from, bytes < MEMORY - pa ? bytes : MEMORY - pa);
}

static void wire(struct piix3_ide *chip, struct pci_bus *on, struct iobus *ports, struct bench *b)
{
	const struct irq_line irq[2] = {bench_wire(b, IRQ), bench_wire(b, IRQ + 1)};

	iobus_init(ports);
	pci_init(on);
	piix3_ide_init(chip, on, ports, &b->clock,
		       (struct memory_bus){memory_read, memory_write, NULL}, irq);
	ide_attach(&chip->channel[0], 0, IDE_DISK, &medium.block, 0);
	piix3_ide_reset(chip);
}

static void setup(void)
{
	bench_init(&bench);
	memset(memory, 0, sizeof(memory));
	bench_medium_init(&medium, 5000, 600);
	wire(&ide, &bus, &iobus, &bench);
	piix3_ide_preset(&ide);
}

static void teardown(void)
{
	bench_medium_free(&medium);
}

static unsigned in(unsigned port, unsigned bytes)
{
	return iobus_read(&iobus, (uint16_t)port, bytes);
}

static void out(unsigned port, uint32_t value, unsigned bytes)
{
	iobus_write(&iobus, (uint16_t)port, value, bytes);
}

static void put_prd(unsigned n, uint32_t address, uint32_t count)
{
	memcpy(memory + TABLE + 8 * n, &address, 4);
	memcpy(memory + TABLE + 8 * n + 4, &count, 4);
}

/* Start a read of sectors from lba 10 by the bus master. */
static void start_read(unsigned sectors)
{
	out(BASE + 0, 0, 1);
	out(BASE + 2, 6, 1);
	out(BASE + 4, TABLE, 4);
	host_lba28(&ide.channel[0], 0, 10, sectors);
	out(0x1f7, 0xc8, 1);
	out(BASE + 0, 9, 1);
	bench_run(&bench, 10000000);
}

START_TEST(identity)
{
	setup();
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0, 4), 0x70108086);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 8, 4), 0x01018000);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 4, 4), 0x02800005);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x20, 4), BASE | 1);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x3c, 4), 0);
	pci_config_write(&bus, DEVFN, 0x20, 0xffffffff, 4);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x20, 4), 0xfffffff1);
	pci_config_write(&bus, DEVFN, 0x20, 0xd000, 4);
	ck_assert_str_eq(iobus_find(&iobus, 0xd00f)->name, "ide dma");
	ck_assert_ptr_null(iobus_find(&iobus, BASE));
	pci_config_write(&bus, DEVFN, 0x40, 0xffffffff, 4);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x40, 4), 0xf3fff3ff);
	teardown();
}
END_TEST

START_TEST(decoding)
{
	setup();
	piix3_ide_reset(&ide);
	ck_assert_ptr_null(iobus_find(&iobus, 0x1f0));
	pci_config_write(&bus, DEVFN, 4, 1, 2);
	ck_assert_ptr_null(iobus_find(&iobus, 0x1f0));
	pci_config_write(&bus, DEVFN, 0x40, 0x8000, 2);
	ck_assert_str_eq(iobus_find(&iobus, 0x1f7)->name, "ide0");
	ck_assert_str_eq(iobus_find(&iobus, 0x3f6)->name, "ide0");
	ck_assert_ptr_null(iobus_find(&iobus, 0x3f7));
	ck_assert_ptr_null(iobus_find(&iobus, 0x170));
	pci_config_write(&bus, DEVFN, 0x42, 0x8000, 2);
	ck_assert_str_eq(iobus_find(&iobus, 0x376)->name, "ide1");
	ck_assert_uint_eq(in(0x1f7, 1), 0x50);
	ck_assert_uint_eq(in(0x177, 1), 0);
	pci_config_write(&bus, DEVFN, 4, 0, 2);
	ck_assert_ptr_null(iobus_find(&iobus, 0x170));
	teardown();
}
END_TEST

/* A region of two: the data, the status bits, the interrupt. */
START_TEST(read)
{
	setup();
	put_prd(0, BUFFER, 1024);
	put_prd(1, BUFFER + 0x8001, 0x80000000 | 512); /* bit 0 of an address is ignored */
	start_read(3);
	ck_assert(bench.level[IRQ]);
	ck_assert_uint_eq(in(BASE + 2, 1), 4);
	ck_assert_uint_eq(in(BASE + 0, 1), 9);
	ck_assert_int_eq(memcmp(memory + BUFFER, medium.data + 10 * 512, 1024), 0);
	ck_assert_int_eq(memcmp(memory + BUFFER + 0x8000, medium.data + 12 * 512, 512), 0);
	ck_assert_uint_eq(in(0x1f7, 1), 0x50);
	ck_assert(!bench.level[IRQ]);
	ck_assert_uint_eq(in(BASE + 2, 1), 4);
	out(BASE + 2, 4, 1);
	ck_assert_uint_eq(in(BASE + 2, 1), 0);
	teardown();
}
END_TEST

/* The datasheet's table of the two bits: a table longer than the transfer stays active. */
START_TEST(table_too_long)
{
	setup();
	put_prd(0, BUFFER, 0x80000000 | 4096);
	start_read(3);
	ck_assert_uint_eq(in(BASE + 2, 1), 5);
	out(BASE + 0, 8, 1);
	ck_assert_uint_eq(in(BASE + 2, 1), 4);
	teardown();
}
END_TEST

/* One too short ends without the interrupt, and the drive waits. */
START_TEST(table_too_short)
{
	setup();
	put_prd(0, BUFFER, 0x80000000 | 512);
	start_read(3);
	ck_assert_uint_eq(in(BASE + 2, 1), 0);
	ck_assert_uint_eq(in(0x3f6, 1) & 0x88, 8);
	/* a new table serves the rest */
	put_prd(0, BUFFER + 512, 0x80000000 | 1024);
	out(BASE + 0, 8, 1);
	out(BASE + 0, 9, 1);
	ck_assert_uint_eq(in(BASE + 2, 1), 4);
	ck_assert_int_eq(memcmp(memory + BUFFER, medium.data + 10 * 512, 1536), 0);
	teardown();
}
END_TEST

/* A count of 0 is 64 KiB. */
START_TEST(count_of_64k)
{
	setup();
	put_prd(0, BUFFER, 0);
	put_prd(1, BUFFER + 65536, 0x80000000);
	start_read(0);
	ck_assert_uint_eq(in(BASE + 2, 1), 4);
	ck_assert_int_eq(memcmp(memory + BUFFER, medium.data + 10 * 512, 131072), 0);
	teardown();
}
END_TEST

START_TEST(write)
{
	setup();
	memset(memory + BUFFER, 0x6b, 1024);
	put_prd(0, BUFFER, 0x80000000 | 1024);
	out(BASE + 4, TABLE | 3, 4);
	ck_assert_uint_eq(in(BASE + 4, 4), TABLE);
	host_lba28(&ide.channel[0], 0, 20, 2);
	out(BASE + 0, 1, 1); /* the bus master first */
	ck_assert_uint_eq(in(BASE + 2, 1) & 1, 1);
	out(0x1f7, 0xca, 1);
	bench_run(&bench, 10000000);
	ck_assert_uint_eq(in(BASE + 2, 1), 4);
	ck_assert_uint_eq(medium.data[20 * 512], 0x6b);
	ck_assert_uint_eq(medium.data[22 * 512 - 1], 0x6b);
	teardown();
}
END_TEST

START_TEST(stopped_and_not_a_master)
{
	setup();
	put_prd(0, BUFFER, 0x80000000 | 1536);
	pci_config_write(&bus, DEVFN, 4, 1, 2);
	start_read(3);
	ck_assert_uint_eq(in(BASE + 2, 1), 1);
	ck_assert_uint_eq(memory[BUFFER], 0);
	out(BASE + 0, 8, 1);
	ck_assert_uint_eq(in(BASE + 2, 1), 0);
	pci_config_write(&bus, DEVFN, 4, 5, 2);
	out(BASE + 0, 9, 1);
	ck_assert_uint_eq(in(BASE + 2, 1), 4);
	ck_assert_uint_eq(memory[BUFFER], 10);
	teardown();
}
END_TEST

START_TEST(register_access)
{
	setup();
	out(BASE + 10, 0x60, 1);
	ck_assert_uint_eq(in(BASE + 8, 4), 0x600000);
	out(BASE + 12, 0x12345678, 4);
	ck_assert_uint_eq(in(BASE + 14, 2), 0x1234);
	out(BASE + 13, 0xab, 1);
	ck_assert_uint_eq(in(BASE + 12, 4), 0x1234ab78);
	ck_assert_uint_eq(in(BASE + 4, 4), 0);
	out(BASE + 8, 0xff, 1);
	ck_assert_uint_eq(in(BASE + 8, 1), 9);
	teardown();
}
END_TEST

#define PORTS                                                                                      \
	{                                                                                          \
		{&piix3_ide_ops, &ide, 16}, {&ide_command_ops, &ide.channel[0], 8},                \
		{                                                                                  \
			&ide_control_ops, &ide.channel[0], 1                                       \
		}                                                                                  \
	}

#define SECTIONS(chip)                                                                             \
	{                                                                                          \
		{&pci_function_snap, &(chip).fn}, {&ide_snap, &(chip).channel[0]},                 \
		    {&ide_snap, &(chip).channel[1]},                                               \
		    {&ide_drive_snap, &(chip).channel[0].drive[0]},                                \
		    {&ide_drive_snap, &(chip).channel[0].drive[1]},                                \
		    {&ide_drive_snap, &(chip).channel[1].drive[0]},                                \
		    {&ide_drive_snap, &(chip).channel[1].drive[1]},                                \
		{                                                                                  \
			&piix3_ide_snap, &(chip)                                                   \
		}                                                                                  \
	}

START_TEST(snapshots)
{
	static struct piix3_ide other;
	static struct iobus iobus2;
	static struct pci_bus bus2;
	struct bench bench2;
	const struct bench_ports ports[] = PORTS;
	const struct bench_ports ports2[] = {{&piix3_ide_ops, &other, 16},
					     {&ide_command_ops, &other.channel[0], 8},
					     {&ide_control_ops, &other.channel[0], 1}};
	const struct bench_section from[] = SECTIONS(ide);
	const struct bench_section to[] = SECTIONS(other);

	setup();
	medium.block.readonly = true;
	bench_init(&bench2);
	wire(&other, &bus2, &iobus2, &bench2);
	for (unsigned n = 0; n < 40; n++)
		put_prd(n, BUFFER + 600 * n, 600);
	put_prd(0, BUFFER, 600);
	put_prd(40, BUFFER, 0x80000000);
	host_lba28(&ide.channel[0], 0, 10, 200);
	out(BASE + 4, TABLE, 4);
	out(0x1f7, 0xc8, 1);
	out(BASE + 0, 9, 1);
	bench_run(&bench, 600000);
	ck_assert_uint_ne(ide.master[0].left, 0);
	bench_check_peek(ports, 3, &ide, sizeof(ide));
	bench_check_snapshot(&bench, ports, from, &bench2, ports2, to, 3, 8, 5);
	ck_assert_str_eq(iobus_find(&iobus2, 0x1f0)->name, "ide0");
	teardown();
}
END_TEST

START_TEST(random_accesses)
{
	const struct bench_ports ports[] = PORTS;
	uint64_t seed = 3;

	setup();
	for (unsigned round = 0; round < 300; round++) {
		for (unsigned i = 0; i < 4096; i++)
			memory[TABLE + i] = (uint8_t)bench_random(&seed);
		bench_fuzz(&bench, ports, 3, seed, 500);
		pci_config_write(&bus, DEVFN, (unsigned)bench_random(&seed) & 0xfc,
				 (uint32_t)bench_random(&seed), 4);
	}
	teardown();
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    identity,	     decoding,	   read,	   table_too_long,
	    table_too_short, count_of_64k, write,	   stopped_and_not_a_master,
	    register_access, snapshots,	   random_accesses};

	return bench_main(bench_suite("piix3_ide", tests, sizeof(tests) / sizeof(tests[0])));
}
