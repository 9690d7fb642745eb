/* SPDX-License-Identifier: GPL-2.0-only */
/* A machine that is saved, runs on, is loaded and runs on again has been the same machine twice. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "emu/machine.h"
#include "emu/machine_state.h"

#define RAM_BYTES  (4ull << 20)
#define CODE_PA	   0x100000
#define GDTR_PA	   0x101000
#define IDTR_PA	   0x101008
#define GDT_PA	   0x101100
#define IDT_PA	   0x102000
#define HANDLER_PA (CODE_PA + 0x80)
#define FIRST_NS   700123ull
#define RUN_NS	   1500000ull

/*
 * lgdt, lidt; 8259: ICW1-4, base 20h, only IRQ0; 8254: counter 0, mode 2, every 1000; sti
 * 1: count; add the counter's low byte; give it to the 8237; read its status; leave a trail
 * in memory; every 256 rounds hlt; go on with 1
 * at 80h, the timer's handler: count, end of interrupt, iret
 */
static const uint8_t program[] = {
    0x0f, 0x01, 0x15, 0x00, 0x10, 0x10, 0x00, 0x0f, 0x01, 0x1d, 0x08, 0x10, 0x10, 0x00, 0xbc, 0x00,
    0x30, 0x10, 0x00, 0xb0, 0x11, 0xe6, 0x20, 0xb0, 0x20, 0xe6, 0x21, 0xb0, 0x04, 0xe6, 0x21, 0xb0,
    0x01, 0xe6, 0x21, 0xb0, 0xfe, 0xe6, 0x21, 0xb0, 0x34, 0xe6, 0x43, 0xb0, 0xe8, 0xe6, 0x40, 0xb0,
    0x03, 0xe6, 0x40, 0xfb, 0xff, 0x05, 0x00, 0x00, 0x20, 0x00, 0xe4, 0x40, 0x0f, 0xb6, 0xc0, 0x01,
    0x05, 0x04, 0x00, 0x20, 0x00, 0xe6, 0x04, 0xe4, 0x08, 0xa1, 0x00, 0x00, 0x20, 0x00, 0x89, 0x04,
    0x85, 0x00, 0x00, 0x21, 0x00, 0xa8, 0xff, 0x75, 0xdb, 0xf4, 0xeb, 0xd8,
};
static const uint8_t handler[] = {0x50, 0xff, 0x05, 0x08, 0x00, 0x20, 0x00,
				  0xb0, 0x20, 0xe6, 0x20, 0x58, 0xcf};

struct run {
	struct clock_timer timer;
	struct machine *machine;
	struct snap_buf first, on, again;
	unsigned stage;
	uint32_t ticks;
};

static struct machine *make(void)
{
	const struct machine_config config = {.ram_bytes = RAM_BYTES, .rtc_base_s = 1000000000};
	char err[256];
	struct machine *machine = machine_create(&config, err, sizeof(err));

	ck_assert_msg(machine != NULL, "%s", err);
	return machine;
}

static void poke_le(struct physmap *map, uint64_t pa, uint64_t value, size_t bytes)
{
	physmap_poke(map, pa, &value, bytes);
}

static bool put_program(void *ctx, struct machine *machine, char *err, size_t err_bytes)
{
	const struct cpu_multiboot_entry entry = {.eip = CODE_PA, .eax = 0, .ebx = 0};
	struct physmap *map = machine_physmap(machine);

	(void)ctx, (void)err, (void)err_bytes;
	physmap_poke(map, CODE_PA, program, sizeof(program));
	physmap_poke(map, HANDLER_PA, handler, sizeof(handler));
	poke_le(map, GDTR_PA, 0x17 | (uint64_t)GDT_PA << 16, 6);
	poke_le(map, IDTR_PA, 0x7ff | (uint64_t)IDT_PA << 16, 6);
	poke_le(map, GDT_PA + 0x08, 0x00cf9a000000ffff, 8);
	poke_le(map, GDT_PA + 0x10, 0x00cf92000000ffff, 8);
	poke_le(map, IDT_PA + 0x20 * 8,
		0x00008e0000080000 | (HANDLER_PA & 0xffff) | (uint64_t)(HANDLER_PA >> 16) << 48, 8);
	cpu_enter_multiboot(machine_cpu(machine, 0), &entry);
	return true;
}

static void arm(struct run *run, uint64_t ns)
{
	clock_arm(machine_clock(run->machine), &run->timer, ns);
}

static void stage(void *ctx, struct machine *machine)
{
	struct run *run = ctx;
	char err[256] = "";

	switch (run->stage++) {
	case 0:
		machine_save(machine, &run->first);
		arm(run, FIRST_NS + RUN_NS);
		break;
	case 1:
		machine_save(machine, &run->on);
		physmap_peek(machine_physmap(machine), 0x200008, &run->ticks, 4);
		ck_assert_msg(machine_load(machine, &run->first, err, sizeof(err)), "%s", err);
		arm(run, FIRST_NS + RUN_NS);
		break;
	default:
		machine_save(machine, &run->again);
		machine_quit(machine, 0);
	}
}

static void due(void *owner, uint64_t now_ns)
{
	struct run *run = owner;

	(void)now_ns;
	machine_defer(run->machine, stage, run);
}

START_TEST(round_trip)
{
	struct run run = {.machine = make()};

	clock_timer_init(&run.timer, due, &run);
	machine_set_loader(run.machine, put_program, NULL);
	arm(&run, FIRST_NS);
	ck_assert_int_eq(machine_run(run.machine), 0);
	ck_assert_uint_eq(run.stage, 3);
	ck_assert_uint_ge(run.ticks, 2);
	ck_assert_uint_eq(run.on.bytes, run.again.bytes);
	ck_assert_int_eq(memcmp(run.on.data, run.again.data, run.on.bytes), 0);
	/* It did not stand still. */
	ck_assert(run.first.bytes != run.on.bytes ||
		  memcmp(run.first.data, run.on.data, run.on.bytes));
	snap_free(&run.first);
	snap_free(&run.on);
	snap_free(&run.again);
	machine_destroy(run.machine);
}
END_TEST

/* A machine that has done something else takes all of the first one's state. */
START_TEST(into_another_machine)
{
	struct run run = {.machine = make()};
	struct machine *other = make();
	struct snap_buf copy = {0};
	char err[256] = "";

	clock_timer_init(&run.timer, due, &run);
	machine_set_loader(run.machine, put_program, NULL);
	arm(&run, FIRST_NS);
	ck_assert_int_eq(machine_run(run.machine), 0);
	iobus_write(machine_iobus(other), 0x04, 0x5a, 1);
	iobus_write(machine_iobus(other), 0x92, 2, 1);
	iobus_write(machine_iobus(other), 0x21, 0x55, 1);
	poke_le(machine_physmap(other), 0x300000, 1, 1);
	ck_assert_msg(machine_load(other, &run.on, err, sizeof(err)), "%s", err);
	machine_save(other, &copy);
	ck_assert_uint_eq(run.on.bytes, copy.bytes);
	ck_assert_int_eq(memcmp(run.on.data, copy.data, copy.bytes), 0);
	snap_free(&run.first);
	snap_free(&run.on);
	snap_free(&run.again);
	snap_free(&copy);
	machine_destroy(other);
	machine_destroy(run.machine);
}
END_TEST

/* The DMA controllers are where a PC has them, and firmware has left them ready. */
START_TEST(dma_ports)
{
	struct machine *machine = make();
	struct iobus *bus = machine_iobus(machine);
	char err[256] = "";

	ck_assert(board_reset(machine, err, sizeof(err)));
	ck_assert_str_eq(iobus_find(bus, 0x0f)->name, "dma1");
	ck_assert_str_eq(iobus_find(bus, 0xdf)->name, "dma2");
	iobus_write(bus, 0x81, 0x12, 1);
	ck_assert_uint_eq(iobus_read(bus, 0x81, 1), 0x12);
	ck_assert_uint_eq(iobus_read(bus, 0x0f, 1), 0x0f);
	ck_assert_uint_eq(iobus_read(bus, 0xde, 1), 0x0e);
	machine_destroy(machine);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("snapshot");
	TCase *tcase = tcase_create("machine");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, round_trip);
	tcase_add_test(tcase, into_another_machine);
	tcase_add_test(tcase, dma_ports);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
