/* SPDX-License-Identifier: GPL-2.0-only */
/* Debug registers and single steps (SDM 3B, chapter 17). */
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

#define DR6_NONE 0xffff0ff0u
#define BS	 0x4000u

/* Register n watches kind (0 execution, 1 writes, 2 ports, 3 accesses) of length (0-3) at la. */
static void watch(unsigned n, uint32_t la, unsigned kind, unsigned length)
{
	char name[] = "dr0";

	name[2] = (char)('0' + n);
	cpu_set_reg(rig->cpu, name, la);
	cpu_set_reg(rig->cpu, "dr7",
		    rig_reg(rig, "dr7") | 0x400 | 1u << 2 * n |
			(kind | length << 2) << (16 + 4 * n));
}

static void expect_trap(uint32_t eip, uint32_t dr6)
{
	rig_expect(rig, 1, eip);
	ck_assert_uint_eq(rig_reg(rig, "dr6"), DR6_NONE | dr6);
}

/* ---- instructions ---- */

GUEST(three, "nop; inc %eax; inc %ebx; hlt");

START_TEST(an_instruction_breakpoint_is_a_fault)
{
	LOAD(rig, three);
	watch(_i ? 3 : 0, RIG_CODE + 1, 0, 0);
	expect_trap(RIG_CODE + 1, _i ? 8 : 1);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0);
	ck_assert_uint_eq(rig_stack(rig, 2) & FL_RF, 0);
}
END_TEST

/* RF in the frame lets the instruction run once, and no more. */
GUEST(again, "1: inc %eax; jmp 1b");
GUEST(set_rf, "orl $0x10000, 8(%esp); inc %ebx; cmp $3, %ebx; je 1f; iret; 1: hlt");

START_TEST(rf_passes_it_once)
{
	LOAD(rig, again);
	rig_load(rig, rig_handler(1), set_rf, (size_t)(set_rf_end - set_rf));
	watch(1, RIG_CODE, 0, 0);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 3);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 2);
}
END_TEST

GUEST(after_ss, "mov %ss, %eax; mov %eax, %ss; inc %ecx; hlt");

START_TEST(a_load_of_ss_hides_the_next_instruction)
{
	LOAD(rig, after_ss);
	watch(0, RIG_CODE + 4, 0, 0);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eip"), RIG_CODE + 6);
}
END_TEST

START_TEST(a_breakpoint_in_a_hot_loop)
{
	LOAD(rig, again);
	cpu_run(rig->cpu, 1000);
	watch(2, RIG_CODE + 1, 0, 0);
	expect_trap(RIG_CODE + 1, 4);
	cpu_set_reg(rig->cpu, "dr7", 0x400);
	rig_again(rig);
	ck_assert_int_eq(cpu_run(rig->cpu, 1000), CPU_EXIT_BUDGET);
}
END_TEST

/* ---- data ---- */

GUEST(write4, "inc %ebx; mov %eax, 0x20010; inc %ecx; hlt");
GUEST(read4, "inc %ebx; mov 0x20010, %eax; inc %ecx; hlt");
GUEST(modify4, "inc %ebx; inc %eax; inc %ecx; incl 0x20010; inc %ecx; hlt");

static const struct {
	bool write;
	uint32_t la;
	unsigned kind, length;
	bool hit;
} data[] = {
    {true, 0x20010, 1, 3, true},   {true, 0x20013, 1, 0, true},	 {true, 0x20014, 1, 0, false},
    {true, 0x2000f, 1, 0, false},  {true, 0x20012, 1, 1, true},	 {true, 0x20010, 3, 0, true},
    {false, 0x20010, 1, 3, false}, {false, 0x20010, 3, 3, true}, {false, 0x20011, 3, 3, true},
    {false, 0x2000f, 3, 1, false}, {false, 0x20013, 3, 3, true},
};

/* A trap: behind the instruction that made the access. */
START_TEST(data_breakpoints)
{
	rig_load(rig, RIG_CODE, data[_i].write ? write4 : read4, 8);
	rig->ram[RIG_CODE + 8] = 0xf4;
	if (data[_i].write)
		LOAD(rig, write4);
	else
		LOAD(rig, read4);
	watch(1, data[_i].la, data[_i].kind, data[_i].length);
	if (!data[_i].hit) {
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "ecx"), 1);
		ck_assert_uint_eq(rig_reg(rig, "dr6"), DR6_NONE);
		return;
	}
	expect_trap(RIG_CODE + (data[_i].write ? 6 : 6), 2);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 1);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0);
}
END_TEST

START_TEST(a_page_already_cached_is_watched_too)
{
	LOAD(rig, modify4);
	rig_run(rig);
	rig_again(rig);
	watch(0, 0x20010, 3, 3);
	expect_trap(RIG_CODE + 9, 1);
	ck_assert_uint_eq(rig_get(rig, 0x20010), 2);
}
END_TEST

GUEST(across, "mov %eax, 0x20ffe; hlt");

START_TEST(an_access_across_a_page)
{
	LOAD(rig, across);
	watch(3, 0x21001, 1, 0);
	expect_trap(RIG_CODE + 5, 8);
}
END_TEST

GUEST(movs, "cld; mov $8, %ecx; mov $0x20000, %esi; mov $0x21000, %edi; rep movsb; hlt");

/* Behind the iteration that met it, with RF (SDM 3B 17.3.1.1). */
START_TEST(a_repeated_string_stops_in_the_middle)
{
	LOAD(rig, movs);
	watch(0, 0x21003, 1, 0);
	expect_trap(RIG_CODE + 16, 1);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 4);
	ck_assert_uint_eq(rig_stack(rig, 2) & FL_RF, FL_RF);
}
END_TEST

GUEST(load_ss, "mov 0x20000, %ss; inc %ecx; inc %ebx; hlt");

START_TEST(behind_a_load_of_ss_it_comes_one_later)
{
	LOAD(rig, load_ss);
	rig_put(rig, 0x20000, SEL_DATA0);
	watch(0, 0x20000, 3, 1);
	expect_trap(RIG_CODE + 7, 1);
}
END_TEST

/* ---- ports ---- */

GUEST(port, "in $0x60, %al; inc %ebx; out %al, $0x64; hlt");

START_TEST(port_breakpoints_need_de)
{
	LOAD(rig, port);
	watch(0, 0x64, 2, 0);
	if (_i == 0) {
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "dr6"), DR6_NONE);
		return;
	}
	cpu_set_reg(rig->cpu, "cr4", CR4_DE);
	expect_trap(RIG_CODE + 5, 1);
}
END_TEST

/* The frame that a delivery pushes is an access like others: told before the handler begins. */
START_TEST(the_frame_of_an_interrupt)
{
	LOAD(rig, three);
	watch(2, RIG_STACK - 4, 1, 3);
	if (_i)
		cpu_nmi(rig->cpu);
	else
		cpu_set_reg(rig->cpu, "eflags", FL_TF | 2);
	expect_trap(rig_handler(_i ? 2 : 1), _i ? 4 : BS | 4);
}
END_TEST

/* ---- the registers themselves ---- */

GUEST(general, "mov $0x2000, %eax; mov %eax, %dr7; mov %dr6, %ebx; hlt");

START_TEST(gd_guards_them)
{
	LOAD(rig, general);
	expect_trap(RIG_CODE + 8, 0x2000);
	ck_assert_uint_eq(rig_reg(rig, "dr7"), 0x400);
}
END_TEST

GUEST(dr4, "mov %dr4, %eax; mov %dr5, %ebx; hlt");

START_TEST(dr4_and_dr5)
{
	LOAD(rig, dr4);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), DR6_NONE);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 0x400);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "cr4", CR4_DE);
	rig_expect(rig, 6, RIG_CODE);
}
END_TEST

GUEST(fixed, "mov $-1, %eax; mov %eax, %dr6; mov %dr6, %ebx; mov $0xffffd8ff, %eax\n"
	     "mov %eax, %dr7; mov %dr7, %ecx; hlt");

START_TEST(reserved_bits_are_fixed)
{
	LOAD(rig, fixed);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 0xffffefff);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0xffff04ff);
}
END_TEST

/* ---- single steps: where the trap comes after each kind of instruction ---- */

#define STEP "pushl $0x102; popf; "
GUEST(s_nop, STEP "nop; nop; hlt");
GUEST(s_jump, STEP "jmp 1f; nop; 1: nop; hlt");
GUEST(s_int, STEP "int $0x80; hlt");
GUEST(s_ss, STEP "mov %ss, %ax; nop; hlt");
GUEST(s_ss2, STEP "push %ss; pop %ss; nop; hlt");
GUEST(s_sti, STEP "sti; nop; hlt");
GUEST(s_rep, "mov $3, %ecx; mov $0x20000, %edi; " STEP "rep stosb; hlt");
GUEST(s_iret, "pushl $0x102; push %cs; push $0x1000c; iret; nop; nop; hlt");
GUEST(s_popf_off, STEP "popf; hlt");
GUEST(s_hlt, STEP "hlt; nop; hlt");

static const struct {
	const uint8_t *code, *end;
	unsigned vector, eip;
} steps[] = {
    {s_nop, s_nop_end, 1, 7}, /* behind the first NOP */
    {s_jump, s_jump_end, 1, 9},	 {s_int, s_int_end, 0x80, 8},	     {s_ss, s_ss_end, 1, 9},
    {s_ss2, s_ss2_end, 1, 7},	 {s_sti, s_sti_end, 1, 7},	     {s_rep, s_rep_end, 1, 16},
    {s_iret, s_iret_end, 1, 13}, {s_popf_off, s_popf_off_end, 1, 7}, {s_hlt, s_hlt_end, 1, 7},
};

START_TEST(single_steps)
{
	rig_load(rig, RIG_CODE, steps[_i].code, (size_t)(steps[_i].end - steps[_i].code));
	rig_expect(rig, steps[_i].vector, RIG_CODE + steps[_i].eip);
	if (steps[_i].vector == 1)
		ck_assert_uint_eq(rig_reg(rig, "dr6"), DR6_NONE | BS);
}
END_TEST

GUEST(step_and_watch, STEP "mov %eax, 0x20010; nop; hlt");

START_TEST(one_exception_for_both)
{
	LOAD(rig, step_and_watch);
	watch(2, 0x20010, 1, 3);
	expect_trap(RIG_CODE + 11, BS | 4);
}
END_TEST

/* ---- DEBUGCTL (SDM 3B 17.12): steps from branch to branch, and the last one ---- */

GUEST(branches, "mov $0x1d9, %ecx; xor %edx, %edx; mov $2, %eax; wrmsr; pushl $0x102; popf\n"
		"nop; xor %ebx, %ebx; jnz 1f; inc %ebx; jmp 1f; nop; 1: hlt");

START_TEST(btf_steps_over_all_but_branches)
{
	LOAD(rig, branches);
	expect_trap(RIG_CODE + 29, BS);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 1);
	ck_assert_uint_eq(rig->cpu->a.debugctl, 0);
}
END_TEST

GUEST(last, "mov $0x1d9, %ecx; xor %edx, %edx; mov $1, %eax; wrmsr; nop; jmp 1f; nop; 1: nop; ud2");

START_TEST(lbr_keeps_the_last_branch)
{
	LOAD(rig, last);
	rig_expect(rig, 6, RIG_CODE + 19);
	ck_assert_uint_eq(rig->cpu->a.branch[2], RIG_CODE + 15);
	ck_assert_uint_eq(rig->cpu->a.branch[3], RIG_CODE + 18);
	ck_assert_uint_eq(rig->cpu->a.branch[0], RIG_CODE + 19);
	ck_assert_uint_eq(rig->cpu->a.branch[1], rig_handler(6));
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("debug");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, an_instruction_breakpoint_is_a_fault, 0, 2);
	tcase_add_test(tcase, rf_passes_it_once);
	tcase_add_test(tcase, a_load_of_ss_hides_the_next_instruction);
	tcase_add_test(tcase, a_breakpoint_in_a_hot_loop);
	tcase_add_loop_test(tcase, data_breakpoints, 0, sizeof(data) / sizeof(data[0]));
	tcase_add_test(tcase, a_page_already_cached_is_watched_too);
	tcase_add_test(tcase, an_access_across_a_page);
	tcase_add_test(tcase, a_repeated_string_stops_in_the_middle);
	tcase_add_test(tcase, behind_a_load_of_ss_it_comes_one_later);
	tcase_add_loop_test(tcase, the_frame_of_an_interrupt, 0, 2);
	tcase_add_loop_test(tcase, port_breakpoints_need_de, 0, 2);
	tcase_add_test(tcase, gd_guards_them);
	tcase_add_test(tcase, dr4_and_dr5);
	tcase_add_test(tcase, reserved_bits_are_fixed);
	tcase_add_loop_test(tcase, single_steps, 0, sizeof(steps) / sizeof(steps[0]));
	tcase_add_test(tcase, one_exception_for_both);
	tcase_add_test(tcase, btf_steps_over_all_but_branches);
	tcase_add_test(tcase, lbr_keeps_the_last_branch);
	return rig_main(tcase, "debug");
}
