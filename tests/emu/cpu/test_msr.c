/* SPDX-License-Identifier: GPL-2.0-only */
/* Model-specific registers, and PAE paging and NX as instructions turn them on. */
#include "tests/emu/cpu/rig.h"

static struct rig *rig;

static void set_up(void)
{
	rig = rig_new();
}

static void tear_down(void)
{
	rig_free(rig);
}

GUEST(write, "wrmsr; xor %eax, %eax; xor %edx, %edx; rdmsr; hlt");
GUEST(read, "rdmsr; hlt");

/* What a register gives back; #GP where back is NO. */
#define NO UINT64_MAX
static const struct {
	uint32_t msr;
	uint64_t value, back;
} msrs[] = {
    {0x277, 0x0007040600070406, 0x0007040600070406},
    {0x277, 0x0007010600070105, 0x0007010600070105},
    {0x277, 2, NO},
    {0x277, 0x0300000000000000, NO},
    {0x2ff, 0xc06, 0xc06},
    {0x2ff, 0x1000, NO},
    {0x2ff, 2, NO},
    {0x200, 0xfe0000006, 0xfe0000006},
    {0x200, 0x1000000000, NO},
    {0x200, 3, NO},
    {0x201, 0xfe0000800, 0xfe0000800},
    {0x201, 0x400, NO},
    {0x210, 0, NO},
    {0x250, 0x0606060606060606, 0x0606060606060606},
    {0x259, 7, NO},
    {0x26f, 0x0505050505050505, 0x0505050505050505},
    {0x270, 0, NO},
    {0xfe, 0x508, NO},
    {0xc0000080, 0x800, 0x800},
    {0xc0000080, 0x100, NO},
    {0xc0000080, 0x1, NO},
    {0x17a, 4, 4},
    {0x17a, 8, NO},
    {0x400, 0xffffffff, 0xffffffff},
    {0x401, 0, 0},
    {0x401, 1, NO},
    {0x413, 0, 0},
    {0x414, 0, NO},
    {0x1b, 0xfee00900, NO}, /* without a board that has one */
    {0xc1, 0, NO},
    {0x12345, 0, NO},
};

START_TEST(a_write_reads_back_or_is_gp)
{
	LOAD(rig, write);
	cpu_set_reg(rig->cpu, "ecx", msrs[_i].msr);
	cpu_set_reg(rig->cpu, "eax", (uint32_t)msrs[_i].value);
	cpu_set_reg(rig->cpu, "edx", msrs[_i].value >> 32);
	if (msrs[_i].back == NO) {
		rig_expect_error(rig, 13, 0, RIG_CODE);
		return;
	}
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), (uint32_t)msrs[_i].back);
	ck_assert_uint_eq(rig_reg(rig, "edx"), msrs[_i].back >> 32);
}
END_TEST

START_TEST(capabilities)
{
	LOAD(rig, read);
	cpu_set_reg(rig->cpu, "ecx", 0xfe);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0x508);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "ecx", 0x179);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 5);
}
END_TEST

static bool board_read(void *ctx, uint32_t msr, uint64_t *value)
{
	(void)ctx;
	*value = 0xfee00900;
	return msr == 0x1b;
}

START_TEST(the_board_has_registers_too)
{
	LOAD(rig, read);
	rig->cpu->board.msr_read = board_read;
	cpu_set_reg(rig->cpu, "ecx", 0x1b);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0xfee00900);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "ecx", 0x1c);
	rig_expect_error(rig, 13, 0, RIG_CODE);
}
END_TEST

/* ---- PAE ---- */

#define POINTERS 0x100000u
#define DIR	 0x101000u

GUEST(pae, "mov $0x100000, %eax; mov %eax, %cr3; mov $0x20, %eax; mov %eax, %cr4\n"
	   "mov $0x80010001, %eax; mov %eax, %cr0; incl 0x400000; mov 0x200000, %eax; hlt");
#define AT_CR0 (RIG_CODE + 21)

static void put64(uint32_t pa, uint64_t value)
{
	rig_load(rig, pa, &value, 8);
}

/* The first 6 MiB by 2 MiB pages: the third shows the second once more. */
static void tables(void)
{
	put64(POINTERS, DIR | 1);
	put64(DIR, 0xe7);
	put64(DIR + 8, 0x2000e7);
	put64(DIR + 16, 0x200087);
	rig_put(rig, 0x200000, 41);
}

START_TEST(pae_paging)
{
	LOAD(rig, pae);
	tables();
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 42);
	ck_assert_uint_eq(rig_get(rig, DIR + 16), 0x2000e7);
}
END_TEST

START_TEST(bad_pointers_are_gp_and_change_nothing)
{
	LOAD(rig, pae);
	tables();
	put64(POINTERS + 8, 0x21);
	rig_expect_error(rig, 13, 0, AT_CR0);
	ck_assert_uint_eq(rig_reg(rig, "cr0") & CR0_PG, 0);
}
END_TEST

/* The processor keeps what it loaded: a store into the table counts from the next load of CR3. */
GUEST(kept, "movl $0, 0x100000; incl 0x200000; mov %cr3, %eax; mov %eax, %cr3; nop; hlt");

START_TEST(the_pointers_are_held)
{
	LOAD(rig, kept);
	tables();
	cpu_set_reg(rig->cpu, "cr4", CR4_PAE);
	cpu_set_reg(rig->cpu, "cr3", POINTERS);
	cpu_set_reg(rig->cpu, "cr0", CR0_PG | CR0_PE);
	ck_assert_int_eq(cpu_run(rig->cpu, 3), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(rig_get(rig, 0x200000), 42);
	/* Nothing is mapped from here on. */
	ck_assert_int_eq(cpu_run(rig->cpu, 10), CPU_EXIT_SHUTDOWN);
}
END_TEST

GUEST(go, "mov $0x200000, %eax; jmp *%eax");

START_TEST(nx_pages_are_not_executed)
{
	LOAD(rig, go);
	tables();
	put64(DIR + 8, 0x2000e7 | 1ull << 63);
	rig->ram[0x200000] = 0xf4;
	rig->cpu->a.efer = EFER_NXE;
	cpu_set_reg(rig->cpu, "cr4", CR4_PAE);
	cpu_set_reg(rig->cpu, "cr3", POINTERS);
	cpu_set_reg(rig->cpu, "cr0", CR0_PG | CR0_PE);
	rig_expect_error(rig, 14, 0x11, 0x200000);
	ck_assert_uint_eq(rig_reg(rig, "cr2"), 0x200000);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("msr");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, a_write_reads_back_or_is_gp, 0, sizeof(msrs) / sizeof(msrs[0]));
	tcase_add_test(tcase, capabilities);
	tcase_add_test(tcase, the_board_has_registers_too);
	tcase_add_test(tcase, pae_paging);
	tcase_add_test(tcase, bad_pointers_are_gp_and_change_nothing);
	tcase_add_test(tcase, the_pointers_are_held);
	tcase_add_test(tcase, nx_pages_are_not_executed);
	return rig_main(tcase, "msr");
}
