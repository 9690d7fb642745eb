/* SPDX-License-Identifier: GPL-2.0-only */
/* Several processors on one thread: start-up, INIT, and code that another one writes. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "emu/cpu/cpu.h"

#define RAM_BYTES (2u << 20)
#define CPUS	  8

static struct physmap *map;
static struct cpu *cpu[CPUS];

static uint64_t no_time(void *ctx)
{
	(void)ctx;
	return 0;
}

static void setup(void)
{
	const struct cpu_board board = {.tsc = no_time};
	char err[128];

	map = physmap_create(RAM_BYTES, err, sizeof(err));
	ck_assert_msg(map != NULL, "%s", err);
	cpu[0] = cpu_create(map, &board, 0);
	for (unsigned n = 1; n < CPUS; n++)
		cpu[n] = cpu_create_beside(cpu[0], &board, n);
}

static void teardown(void)
{
	for (unsigned n = 0; n < CPUS; n++)
		cpu_destroy(cpu[n]);
	physmap_destroy(map);
}

static uint64_t reg(unsigned n, const char *name)
{
	uint64_t value = ~0ull;

	ck_assert(cpu_get_reg(cpu[n], name, &value));
	return value;
}

static uint8_t byte_at(uint32_t pa)
{
	uint8_t value;

	physmap_peek(map, pa, &value, 1);
	return value;
}

static void code_at(uint32_t pa, const void *code, size_t bytes)
{
	physmap_poke(map, pa, code, bytes);
}

/* mov byte [off], value; hlt */
static void store_and_halt(uint32_t pa, uint16_t off, uint8_t value)
{
	const uint8_t code[] = {0xc6, 0x06, (uint8_t)off, (uint8_t)(off >> 8), value, 0xf4};

	code_at(pa, code, sizeof(code));
}

START_TEST(startup) /* SDM 3A 8.4.3 */
{
	store_and_halt(0x9000, 0x500, 0x5a);
	ck_assert(!cpu_asleep(cpu[0]));
	ck_assert(cpu_asleep(cpu[1]));
	cpu_nmi(cpu[1]);
	cpu_set_intr(cpu[1], true);
	ck_assert(cpu_asleep(cpu[1])); /* it waits for nothing but a start-up */
	ck_assert_int_eq(cpu_run(cpu[1], 10), CPU_EXIT_HALT);
	cpu_set_intr(cpu[1], false);
	cpu_init_pin(cpu[1]);
	cpu_startup(cpu[1], 0x09);
	ck_assert(!cpu_asleep(cpu[1]));
	ck_assert_uint_eq(reg(1, "cs"), 0x900);
	ck_assert_uint_eq(reg(1, "cs.base"), 0x9000);
	ck_assert_uint_eq(reg(1, "eip"), 0);
	ck_assert_int_eq(cpu_run(cpu[1], 10), CPU_EXIT_HALT);
	ck_assert_uint_eq(byte_at(0x500), 0x5a);
	cpu_startup(cpu[1], 0x30); /* the second one is ignored */
	ck_assert_uint_eq(reg(1, "cs"), 0x900);
	ck_assert_uint_eq(cpu_insns(cpu[1]), 2);
}
END_TEST

START_TEST(init)
{
	cpu_startup(cpu[1], 0x09);
	cpu_set_reg(cpu[1], "eax", 1234);
	cpu_init_pin(cpu[1]);
	ck_assert(cpu_asleep(cpu[1]));
	ck_assert_uint_eq(reg(1, "eax"), 0);
	/* The boot processor goes on at the reset vector, its caches as they are. */
	cpu_enter_multiboot(cpu[0], &(struct cpu_multiboot_entry){0x1000, 1, 2});
	cpu_set_reg(cpu[0], "cr0", 0x11);
	cpu_init_pin(cpu[0]);
	ck_assert(!cpu_asleep(cpu[0]));
	ck_assert_uint_eq(reg(0, "cs.base"), 0xffff0000);
	ck_assert_uint_eq(reg(0, "eip"), 0xfff0);
	ck_assert_uint_eq(reg(0, "cr0"), 0x10);
}
END_TEST

/* A loop that one runs is changed by another, and by a third that had never seen it. */
START_TEST(code_of_others)
{
	/* mov al, 1; mov [600h], al; jmp back */
	static const uint8_t loop[] = {0xb0, 1, 0xa2, 0, 6, 0, 0, 0xeb, 0xf7};

	code_at(0x1000, loop, sizeof(loop));
	cpu_enter_multiboot(cpu[0], &(struct cpu_multiboot_entry){0x1000, 0, 0});
	for (unsigned n = 1; n < CPUS; n++) {
		ck_assert_int_eq(cpu_run(cpu[0], 300), CPU_EXIT_BUDGET);
		ck_assert_uint_eq(byte_at(0x600), n);
		store_and_halt(0x9000, 0x1001, (uint8_t)(n + 1));
		cpu_startup(cpu[n], 0x09);
		ck_assert_int_eq(cpu_run(cpu[n], 300), CPU_EXIT_HALT);
	}
	ck_assert_int_eq(cpu_run(cpu[0], 300), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(byte_at(0x600), CPUS);
}
END_TEST

/* What is written at speed by one becomes another's code: the first must not keep its way in. */
START_TEST(data_that_becomes_code)
{
	/* mov [2001h], al; inc eax; jmp back */
	static const uint8_t writer[] = {0xa2, 1, 0x20, 0, 0, 0x40, 0xeb, 0xf8};
	/* mov bl, 0; jmp back */
	static const uint8_t reader[] = {0xb3, 0, 0xeb, 0xfc};

	code_at(0x1000, writer, sizeof(writer));
	code_at(0x2000, reader, sizeof(reader));
	cpu_enter_multiboot(cpu[0], &(struct cpu_multiboot_entry){0x1000, 0, 0});
	cpu_startup(cpu[1], 0x02);
	for (unsigned i = 0; i < 50; i++) {
		cpu_run(cpu[0], 30);
		cpu_run(cpu[1], 3);
		ck_assert_uint_eq(reg(1, "ebx") & 0xff, byte_at(0x2001));
	}
	ck_assert_uint_gt(byte_at(0x2001), 100);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("smp");
	TCase *tcase = tcase_create("smp");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, startup);
	tcase_add_test(tcase, init);
	tcase_add_test(tcase, code_of_others);
	tcase_add_test(tcase, data_that_becomes_code);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
