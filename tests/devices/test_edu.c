/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/edu.h"

#define DEVFN	     0x20
#define PIRQ	     3
#define WINDOW	     0xfea00000u
#define MEMORY_BYTES 0x4000u
#define LAST	     (EDU_BUFFER_OFF + EDU_BUFFER_BYTES)

static struct bench bench, other_bench;
static struct pci_bus bus, other_bus;
static struct edu edu, other;
static uint8_t memory[MEMORY_BYTES];
static struct edu_transfer last;
static unsigned transfers, messages;
static uint64_t message_pa;
static uint32_t message_data, window;

static void memory_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	(void)ctx;
	memset(to, 0xff, bytes);
	if (pa + bytes <= MEMORY_BYTES)
		memcpy(to, memory + pa, bytes);
}

static void memory_write(void *ctx, uint64_t pa, const void *from, size_t bytes)
{
	(void)ctx;
	if (pa + bytes <= MEMORY_BYTES)
		memcpy(memory + pa, from, bytes);
}

static void map(void *ctx, bool mapped, uint32_t base)
{
	(void)ctx;
	window = mapped ? base : 0;
}

static void message(void *ctx, uint64_t pa, uint32_t data)
{
	(void)ctx;
	messages++;
	message_pa = pa;
	message_data = data;
}

static void transfer(void *ctx, const struct edu_transfer *made)
{
	(void)ctx;
	transfers++;
	last = *made;
}

static void make(struct edu *e, struct pci_bus *on, struct bench *with)
{
	const struct edu_wires wires = {.memory = {memory_read, memory_write, NULL},
					.map = map,
					.message = message,
					.transfer = transfer};

	bench_init(with);
	pci_init(on);
	for (int i = 0; i < PCI_PIRQS; i++)
		on->pirq[i] = bench_wire(with, i);
	edu_init(e, on, DEVFN >> 3, &with->clock, &wires, EDU_DEFAULT_DMA_MASK);
	edu_preset(e, WINDOW, 11);
}

static void setup(void)
{
	transfers = messages = 0;
	for (unsigned i = 0; i < MEMORY_BYTES; i++)
		memory[i] = (uint8_t)(i * 7);
	make(&edu, &bus, &bench);
}

static uint32_t rd(uint32_t off)
{
	return edu_ops.read(&edu, off, 4);
}

static void wr(uint32_t off, uint32_t value)
{
	edu_ops.write(&edu, off, value, 4);
}

static void master(bool on)
{
	pci_config_write(&bus, DEVFN, PCI_COMMAND,
			 PCI_COMMAND_MEMORY | (on ? PCI_COMMAND_MASTER : 0), 2);
}

static void move(uint32_t source, uint32_t destination, uint32_t bytes, uint32_t command)
{
	wr(0x80, source);
	wr(0x88, destination);
	wr(0x90, bytes);
	wr(0x98, command);
}

START_TEST(identity)
{
	setup();
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0, 4), 0x11e81234);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 8, 4), 0x00ff0010);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, PCI_INTERRUPT_LINE, 2), 0x010b);
	ck_assert_uint_eq(window, WINDOW);
	pci_config_write(&bus, DEVFN, PCI_BAR0, UINT32_MAX, 4);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, PCI_BAR0, 4), 0xfff00000);
	ck_assert_uint_eq(rd(0x00), 0x010000ed);
	wr(0x00, 1);
	ck_assert_uint_eq(rd(0x00), 0x010000ed);
	wr(0x04, 0x12345678);
	ck_assert_uint_eq(rd(0x04), ~0x12345678u);
	ck_assert_uint_eq(rd(0x0c), UINT32_MAX);
	ck_assert_uint_eq(rd(0x60), UINT32_MAX);
	ck_assert_uint_eq(rd(EDU_BUFFER_OFF), UINT32_MAX);
	/* Only double words. */
	edu_ops.write(&edu, 0x04, 0, 2);
	edu_ops.write(&edu, 0x04, 0, 1);
	ck_assert_uint_eq(rd(0x04), ~0x12345678u);
	ck_assert_uint_eq(edu_ops.read(&edu, 0x04, 2), 0xffff);
	ck_assert_uint_eq(edu_ops.read(&edu, 0x04, 1), 0xff);
	ck_assert_str_eq(edu_register_name(0x98), "dma command");
	ck_assert_str_eq(edu_register_name(0x99), "");
}
END_TEST

START_TEST(factorials)
{
	static const struct {
		uint32_t n, result;
	} cases[] = {{0, 1},	       {1, 1},		 {5, 120}, {12, 479001600},
		     {13, 1932053504}, {33, 0x80000000}, {34, 0},  {1000000, 0}};

	setup();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		wr(0x08, cases[i].n);
		ck_assert_uint_eq(rd(0x20), 1);
		ck_assert_uint_eq(rd(0x08), cases[i].n);
		wr(0x08, 3); /* it is busy */
		bench_run(&bench, (cases[i].n + 1ull) * EDU_FACTOR_NS);
		ck_assert_uint_eq(rd(0x20), 0);
		ck_assert_uint_eq(rd(0x08), cases[i].result);
	}
	ck_assert_uint_eq(bench.rises[PIRQ], 0);
	wr(0x20, 0xff);
	ck_assert_uint_eq(rd(0x20), 0x80);
	wr(0x08, 5);
	bench_run(&bench, 1000);
	ck_assert_uint_eq(rd(0x24), 1);
	ck_assert(bench.level[PIRQ]);
	wr(0x64, 1);
	ck_assert(!bench.level[PIRQ]);
}
END_TEST

START_TEST(interrupts)
{
	setup();
	wr(0x60, 0x8001);
	ck_assert(bench.level[PIRQ]);
	wr(0x60, 0x0100);
	ck_assert_uint_eq(rd(0x24), 0x8101);
	ck_assert_uint_eq(bench.rises[PIRQ], 1);
	wr(0x64, 0x8001);
	ck_assert_uint_eq(rd(0x24), 0x0100);
	ck_assert(bench.level[PIRQ]);
	wr(0x64, UINT32_MAX);
	ck_assert(!bench.level[PIRQ]);
	wr(0x60, 0);
	ck_assert(!bench.level[PIRQ]);
	wr(0x60, 2);
	edu_reset(&edu);
	ck_assert(!bench.level[PIRQ]);
	ck_assert_uint_eq(rd(0x24), 0);
}
END_TEST

START_TEST(messages_instead)
{
	setup();
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, PCI_STATUS, 2) & 0x10, 0x10);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x34, 1), 0x40);
	ck_assert_uint_eq(pci_config_read(&bus, DEVFN, 0x40, 4), 0x00800005);
	wr(0x60, 1);
	ck_assert(bench.level[PIRQ]);
	pci_config_write(&bus, DEVFN, 0x44, 0xfee01007, 4);
	pci_config_write(&bus, DEVFN, 0x48, 0, 4);
	pci_config_write(&bus, DEVFN, 0x4c, 0x4055, 2);
	pci_config_write(&bus, DEVFN, 0x42, 1, 2);
	ck_assert_msg(!bench.level[PIRQ], "the pin is still driven");
	ck_assert_uint_eq(messages, 0);
	wr(0x60, 2);
	wr(0x60, 4);
	ck_assert_uint_eq(messages, 2);
	ck_assert_uint_eq(message_pa, 0xfee01004);
	ck_assert_uint_eq(message_data, 0x4055);
	ck_assert(!bench.level[PIRQ]);
	wr(0x64, 6);
	pci_config_write(&bus, DEVFN, 0x42, 0, 2);
	ck_assert_msg(bench.level[PIRQ], "1 is not acknowledged");
}
END_TEST

START_TEST(transfers_move)
{
	setup();
	master(true);
	move(0x100, EDU_BUFFER_OFF, 100, 1);
	ck_assert_uint_eq(rd(0x98), 1);
	wr(0x80, 5); /* too late */
	bench_run(&bench, EDU_DMA_NS - 1);
	ck_assert_uint_eq(rd(0x98) & 1, 1);
	bench_run(&bench, 1);
	ck_assert_uint_eq(rd(0x98), 0);
	ck_assert_uint_eq(rd(0x80), 0x100);
	ck_assert_uint_eq(rd(0x24), 0);
	ck_assert_uint_eq(transfers, 1);
	ck_assert_int_eq(last.fault, EDU_FINE);
	move(EDU_BUFFER_OFF, 0x2000, 100, 7);
	bench_run(&bench, EDU_DMA_NS);
	ck_assert_int_eq(memcmp(memory + 0x2000, memory + 0x100, 100), 0);
	ck_assert_uint_eq(memory[0x2064], (uint8_t)(0x2064 * 7));
	ck_assert_uint_eq(rd(0x24), 0x100);
	ck_assert(bench.level[PIRQ]);
	ck_assert_uint_eq(rd(0x98), 6);
}
END_TEST

START_TEST(transfers_that_cannot_be)
{
	static const struct {
		uint32_t source, destination, bytes, command;
		enum edu_fault fault;
	} cases[] = {
	    {0, EDU_BUFFER_OFF - 1, 4, 1, EDU_OUTSIDE},
	    {0, LAST - 3, 4, 1, EDU_OUTSIDE},
	    {0, LAST - 4, 4, 1, EDU_FINE},
	    {LAST, 0, 1, 3, EDU_OUTSIDE},
	    {0, EDU_BUFFER_OFF, 4097, 1, EDU_OUTSIDE},
	    {0, EDU_BUFFER_OFF, UINT32_MAX, 1, EDU_OUTSIDE},
	    {UINT32_MAX, 0, 1, 3, EDU_OUTSIDE},
	    {0x10000000, EDU_BUFFER_OFF, 4, 1, EDU_BEYOND_MASK},
	};

	setup();
	master(true);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		move(cases[i].source, cases[i].destination, cases[i].bytes, cases[i].command);
		bench_run(&bench, EDU_DMA_NS);
		ck_assert_uint_eq(rd(0x98) & 1, 0);
		ck_assert_msg(last.fault == cases[i].fault, "case %zu: fault %d", i, last.fault);
	}
	ck_assert_uint_eq(last.pa, 0);
	master(false);
	edu.buffer[0] = 0x5a;
	move(0x100, EDU_BUFFER_OFF, 4, 5);
	bench_run(&bench, EDU_DMA_NS);
	ck_assert_int_eq(last.fault, EDU_NOT_MASTER);
	ck_assert_uint_eq(edu.buffer[0], 0x5a);
	ck_assert_uint_eq(rd(0x24), 0x100);
}
END_TEST

START_TEST(looking_changes_nothing)
{
	const struct bench_ports ports = {&edu_ops, &edu, 0x100};

	setup();
	wr(0x60, 3);
	bench_check_peek(&ports, 1, &edu, sizeof(edu));
}
END_TEST

/* Double words at random; a machine loaded from a snapshot goes the same way. */
START_TEST(snapshots_and_random_accesses)
{
	struct snap_buf image = {0};
	uint64_t seed = 0x1234;
	char err[160] = "";

	setup();
	make(&other, &other_bus, &other_bench);
	master(true);
	for (unsigned i = 0; i < 200000; i++) {
		uint64_t r = bench_random(&seed);
		uint32_t off = (uint32_t)(r >> 8) % 0x28 * 4,
			 value = (uint32_t)(r >> 40) >> (r & 15);
		bool write = r >> 5 & 1;

		if (i == 100000) {
			snap_save(&image, &pci_snap, &bus);
			snap_save(&image, &pci_function_snap, &edu.fn);
			snap_save(&image, &edu_snap, &edu);
			other_bench.now_ns = bench.now_ns;
			ck_assert_msg(snap_load(&image, &pci_snap, &other_bus, &other_bench.clock,
						err, sizeof(err)) &&
					  snap_load(&image, &pci_function_snap, &other.fn,
						    &other_bench.clock, err, sizeof(err)) &&
					  snap_load(&image, &edu_snap, &other, &other_bench.clock,
						    err, sizeof(err)),
				      "%s", err);
			snap_free(&image);
		}
		if (write)
			wr(off, value);
		else
			bench_eq(rd(off), edu_ops.peek(&edu, off, 4), "a read");
		if (i >= 100000 && write)
			edu_ops.write(&other, off, value, 4);
		else if (i >= 100000)
			bench_eq(edu_ops.read(&other, off, 4), rd(off), "the other's read");
		bench_run(&bench, r >> 50);
		if (i >= 100000) {
			bench_run(&other_bench, r >> 50);
			bench_eq(other_bench.level[PIRQ], bench.level[PIRQ],
				 "the other's interrupt");
		}
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    identity,
	    factorials,
	    interrupts,
	    messages_instead,
	    transfers_move,
	    transfers_that_cannot_be,
	    looking_changes_nothing,
	    snapshots_and_random_accesses,
	};

	return bench_main(bench_suite("edu", tests, sizeof(tests) / sizeof(tests[0])));
}
