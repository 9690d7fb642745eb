/* SPDX-License-Identifier: GPL-2.0-only */
/* Far jumps, calls and returns, call gates, IRET, SYSENTER, across privileges. */
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

/* A call gate with so many parameters (SDM 3A figure 5-8). */
static void call_gate(unsigned selector, unsigned code, uint32_t off, unsigned type,
		      unsigned params)
{
	rig_put(rig, RIG_GDT + (selector & 0xfff8), code << 16 | (off & 0xffff));
	rig_put(rig, RIG_GDT + (selector & 0xfff8) + 4, (off & 0xffff0000) | type << 8 | params);
}

#define TARGET 0x11000u

static void target(const void *code, size_t bytes)
{
	rig_load(rig, TARGET, code, bytes);
}

/* ---- jumps and calls without a gate ---- */

GUEST(jump, "ljmp $0x40, $0x11000");
GUEST(call, "lcall $0x40, $0x11000; hlt");

static const struct {
	unsigned selector, access;
	bool user;
	int vector;
	unsigned cs; /* afterwards */
} direct[] = {
    {SEL_FREE, 0x9b, false, -1, SEL_FREE},
    {SEL_FREE, 0x99, false, -1, SEL_FREE},
    {SEL_FREE, 0x93, false, 13, 0},	      /* data */
    {SEL_FREE, 0x1b, false, 11, 0},	      /* not present */
    {SEL_FREE | 3, 0x9b, false, 13, 0},	      /* RPL beyond CPL */
    {SEL_FREE, 0xfb, false, 13, 0},	      /* outwards */
    {SEL_FREE, 0x9b, true, 13, 0},	      /* inwards */
    {SEL_FREE, 0x9f, true, -1, SEL_FREE | 3}, /* conforming: CPL stays */
    {SEL_FREE, 0xff, false, 13, 0},	      /* conforming, but less privileged */
    {SEL_FREE, 0xfb, true, -1, SEL_FREE | 3},
    {SEL_FREE, 0x82, false, 13, 0}, /* LDT */
    {SEL_FREE, 0x8b, false, 13, 0}, /* a busy TSS */
    {0, 0x9b, false, 13, 0},
};

static void direct_case(unsigned n, const uint8_t *code, size_t bytes)
{
	rig_load(rig, RIG_CODE, code, bytes);
	rig->ram[RIG_CODE + 5] = (uint8_t)direct[n].selector;
	rig_descriptor(rig, SEL_FREE, 0, 0xfffff, direct[n].access, 0xc);
	if (direct[n].user)
		rig_user(rig);
	if (direct[n].vector >= 0) {
		rig_expect_error(rig, (unsigned)direct[n].vector, direct[n].selector & 0xfffc,
				 RIG_CODE);
		return;
	}
	ck_assert_int_eq(cpu_run(rig->cpu, 1), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(rig_reg(rig, "eip"), TARGET);
	ck_assert_uint_eq(rig_reg(rig, "cs"), direct[n].cs);
	ck_assert_uint_eq(rig_reg(rig, "cpl"), direct[n].user ? 3 : 0);
}

START_TEST(jumps_check)
{
	direct_case((unsigned)_i, jump, (size_t)(jump_end - jump));
	if (direct[_i].vector < 0)
		ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK);
}
END_TEST

START_TEST(calls_check)
{
	direct_case((unsigned)_i, call, (size_t)(call_end - call));
	if (direct[_i].vector >= 0)
		return;
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK - 8);
	ck_assert_uint_eq(rig_stack(rig, 0), RIG_CODE + 7);
	ck_assert_uint_eq(rig_stack(rig, 1), direct[_i].user ? SEL_CODE3 : SEL_CODE0);
}
END_TEST

START_TEST(a_target_beyond_its_limit_is_gp)
{
	LOAD(rig, call);
	rig_descriptor(rig, SEL_FREE, 0, TARGET - 1, 0x9b, 4);
	rig_expect_error(rig, 13, 0, RIG_CODE);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK - 16);
}
END_TEST

/* ---- call gates ---- */

GUEST(use_gate, "push $0x33; push $0x22; push $0x11; lcall $0x43, $0; hlt");
#define AFTER_CALL (RIG_CODE + 13)

START_TEST(a_gate_inwards_switches_stacks_and_copies)
{
	static const uint8_t halt[] = {0xf4};

	LOAD(rig, use_gate);
	target(halt, sizeof(halt));
	call_gate(SEL_FREE, SEL_CODE0, TARGET, 0xec, 3);
	rig_user(rig);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eip"), TARGET + 1);
	ck_assert_uint_eq(rig_reg(rig, "cs"), SEL_CODE0);
	ck_assert_uint_eq(rig_reg(rig, "ss"), SEL_DATA0);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK0 - 28);
	const uint32_t frame[7] = {AFTER_CALL, SEL_CODE3,      0x11,	 0x22,
				   0x33,       RIG_STACK - 12, SEL_DATA3};
	for (unsigned i = 0; i < 7; i++)
		ck_assert_uint_eq(rig_stack(rig, i), frame[i]);
}
END_TEST

START_TEST(and_retf_goes_back_and_drops_both_copies)
{
	static const uint8_t ret12[] = {0xca, 12, 0};

	LOAD(rig, use_gate);
	target(ret12, sizeof(ret12));
	call_gate(SEL_FREE, SEL_CODE0, TARGET, 0xec, 3);
	rig_user(rig);
	ck_assert_int_eq(cpu_run(rig->cpu, 5), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(rig_reg(rig, "eip"), AFTER_CALL);
	ck_assert_uint_eq(rig_reg(rig, "cpl"), 3);
	ck_assert_uint_eq(rig_reg(rig, "cs"), SEL_CODE3);
	ck_assert_uint_eq(rig_reg(rig, "ss"), SEL_DATA3);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK);
}
END_TEST

START_TEST(a_gate_to_ring_one_uses_its_stack)
{
	static const uint8_t spin[] = {0xeb, 0xfe};

	LOAD(rig, use_gate);
	target(spin, sizeof(spin));
	call_gate(SEL_FREE, SEL_CODE1, TARGET, 0xec, 0);
	rig_user(rig);
	cpu_run(rig->cpu, 5);
	ck_assert_uint_eq(rig_reg(rig, "cpl"), 1);
	ck_assert_uint_eq(rig_reg(rig, "cs"), SEL_CODE1);
	ck_assert_uint_eq(rig_reg(rig, "ss"), SEL_DATA1);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK1 - 16);
}
END_TEST

START_TEST(a_gate_to_the_same_ring_keeps_the_stack)
{
	static const uint8_t halt[] = {0xf4};

	LOAD(rig, use_gate);
	target(halt, sizeof(halt));
	call_gate(SEL_FREE, SEL_CODE0, TARGET, 0xec, 3);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK - 12 - 8);
	ck_assert_uint_eq(rig_stack(rig, 0), AFTER_CALL);
	ck_assert_uint_eq(rig_stack(rig, 1), SEL_CODE0);
	/* of 16 bits: words */
	call_gate(SEL_FREE, SEL_CODE0, TARGET, 0xe4, 0);
	rig_again(rig);
	rig->ram[TARGET & 0xffff] = 0xf4;
	cpu_set_reg(rig->cpu, "esp", RIG_STACK);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK - 12 - 4);
}
END_TEST

static const struct {
	unsigned code, type, code_access, vector, error;
} bad_gates[] = {
    {SEL_CODE0, 0x8c, 0x9b, 13, SEL_FREE}, /* DPL 0, from CPL 3 */
    {SEL_CODE0, 0x6c, 0x9b, 11, SEL_FREE}, /* not present */
    {0, 0xec, 0x9b, 13, 0},
    {SEL_DATA0, 0xec, 0x9b, 13, SEL_DATA0},
    {0x48, 0xec, 0x1b, 11, 0x48},
    {0x3ff8, 0xec, 0x9b, 13, 0x3ff8},
    {SEL_CODE0, 0xee, 0x9b, 13, SEL_FREE},  /* not a call gate */
    {SEL_CODE0, 0xe5, 0x9b, 13, SEL_CODE0}, /* a task gate to what is no TSS */
};

START_TEST(bad_gates_raise)
{
	LOAD(rig, use_gate);
	rig_descriptor(rig, 0x48, 0, 0xfffff, bad_gates[_i].code_access, 0xc);
	call_gate(SEL_FREE, bad_gates[_i].code, TARGET, bad_gates[_i].type, 3);
	rig_user(rig);
	rig_expect_error(rig, bad_gates[_i].vector, bad_gates[_i].error, RIG_CODE + 6);
	/* the outer stack is as it was before the call */
	ck_assert_uint_eq(rig_stack(rig, 4), RIG_STACK - 12);
}
END_TEST

/* ---- IRET ---- */

GUEST(iret, "iret");

static void frame(const uint32_t *words, unsigned count)
{
	rig_load(rig, RIG_STACK, words, count * 4);
}

START_TEST(iret_outwards_drops_inner_segments)
{
	const uint32_t words[] = {TARGET, SEL_CODE3, FL_IF | FL_CF | 2, 0x2f000, SEL_DATA3};

	LOAD(rig, iret);
	target("\xeb\xfe", 2);
	frame(words, 5);
	cpu_run(rig->cpu, 1);
	ck_assert_uint_eq(rig_reg(rig, "eip"), TARGET);
	ck_assert_uint_eq(rig_reg(rig, "cpl"), 3);
	ck_assert_uint_eq(rig_reg(rig, "esp"), 0x2f000);
	ck_assert_uint_eq(rig_reg(rig, "ss"), SEL_DATA3);
	ck_assert_uint_eq(rig_reg(rig, "eflags"), FL_IF | FL_CF | 2);
	ck_assert_uint_eq(rig_reg(rig, "ds"), 0);
	ck_assert_uint_eq(rig_reg(rig, "es"), 0);
	ck_assert_uint_eq(rig_reg(rig, "fs"), 0);
	ck_assert_uint_eq(rig_reg(rig, "gs"), 0);
}
END_TEST

static const struct {
	uint32_t words[5];
	unsigned vector, error;
} bad_frames[] = {
    {{TARGET, SEL_CODE3, 2, 0, SEL_DATA0}, 13, SEL_DATA0}, /* stack of another ring */
    {{TARGET, SEL_CODE3, 2, 0, 0}, 13, 0},
    {{TARGET, SEL_DATA3, 2, 0, SEL_DATA3}, 13, SEL_DATA3 & 0xfffc}, /* no code */
    {{TARGET, 0, 2}, 13, 0},
    {{TARGET, SEL_CODE3 & 0xfffc, 2}, 13, SEL_CODE3 & 0xfffc}, /* RPL is not DPL */
    {{TARGET, SEL_CODE1 | 3, 2}, 13, SEL_CODE1 & 0xfffc},
    {{TARGET, 0x43, 2, 0, SEL_DATA3}, 11, 0x40}, /* not present */
    {{TARGET, SEL_CODE0, FL_VM | 2}, 13, 0},	 /* V86 is not there yet */
};

START_TEST(bad_frames_raise_and_change_nothing)
{
	LOAD(rig, iret);
	rig_descriptor(rig, SEL_FREE, 0, 0xfffff, 0x7b, 0xc);
	frame(bad_frames[_i].words, 5);
	rig_expect_error(rig, bad_frames[_i].vector, bad_frames[_i].error, RIG_CODE);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK - 16);
	ck_assert_uint_eq(rig_reg(rig, "ds"), SEL_DATA0);
}
END_TEST

START_TEST(iret_at_cpl3_keeps_if_and_iopl)
{
	const uint32_t words[] = {TARGET, SEL_CODE3, FL_IOPL | FL_CF | 2};

	LOAD(rig, iret);
	target("\xeb\xfe", 2);
	frame(words, 3);
	rig_user(rig);
	cpu_set_reg(rig->cpu, "eflags", FL_IF);
	cpu_run(rig->cpu, 1);
	ck_assert_uint_eq(rig_reg(rig, "eip"), TARGET);
	ck_assert_uint_eq(rig_reg(rig, "eflags"), FL_IF | FL_CF | 2);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK + 12);
}
END_TEST

START_TEST(iret_of_a_nested_task_is_ts)
{
	const uint32_t words[] = {TARGET, SEL_CODE0, 2};

	LOAD(rig, iret);
	frame(words, 3);
	cpu_set_reg(rig->cpu, "eflags", FL_NT);
	rig_put(rig, RIG_TSS, SEL_DATA0);
	rig_expect_error(rig, 10, SEL_DATA0, RIG_CODE);
}
END_TEST

GUEST(back, "int $0x80; inc %ebx; hlt");

START_TEST(there_and_back_again)
{
	static const uint8_t handler[] = {0x41, 0xcf}; /* inc ecx; iret */

	LOAD(rig, back);
	target(handler, sizeof(handler));
	rig_gate(rig, 0x80, SEL_CODE0, TARGET, 0xee);
	rig_user(rig);
	cpu_set_reg(rig->cpu, "eflags", FL_CF | FL_ZF);
	ck_assert_int_eq(cpu_run(rig->cpu, 4), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 1);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 1);
	ck_assert_uint_eq(rig_reg(rig, "cpl"), 3);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & FL_CF, FL_CF);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 4);
}
END_TEST

/* ---- fast system calls ---- */

GUEST(sysenter, "mov $0x174, %ecx; mov $8, %eax; xor %edx, %edx; wrmsr;"
		"inc %ecx; mov $0x38000, %eax; wrmsr; inc %ecx; mov $0x11000, %eax; wrmsr;"
		"push $0x23; push $0x30000; push $0x202; push $0x1b; push $0x12000; iret");

START_TEST(sysenter_and_sysexit)
{
	static const uint8_t kernel[] = {0xba, 0x05, 0x20, 0x01, 0x00, /* mov $0x12005, %edx */
					 0xb9, 0x00, 0xf0, 0x02, 0x00, /* mov $0x2f000, %ecx */
					 0x0f, 0x35};		       /* sysexit */

	LOAD(rig, sysenter);
	target(kernel, sizeof(kernel));
	rig_load(rig, 0x12000, "\x0f\x34", 2);
	/* SYSEXIT's selectors follow SYSENTER's: 18h and 20h */
	ck_assert_int_eq(cpu_run(rig->cpu, 16 + 1), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(rig_reg(rig, "eip"), TARGET);
	ck_assert_uint_eq(rig_reg(rig, "cpl"), 0);
	ck_assert_uint_eq(rig_reg(rig, "esp"), 0x38000);
	ck_assert_uint_eq(rig_reg(rig, "cs"), 8);
	ck_assert_uint_eq(rig_reg(rig, "ss"), 0x10);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & FL_IF, 0);
	cpu_run(rig->cpu, 3);
	ck_assert_uint_eq(rig_reg(rig, "eip"), 0x12005);
	ck_assert_uint_eq(rig_reg(rig, "cpl"), 3);
	ck_assert_uint_eq(rig_reg(rig, "esp"), 0x2f000);
	ck_assert_uint_eq(rig_reg(rig, "cs"), 0x1b);
	ck_assert_uint_eq(rig_reg(rig, "ss"), 0x23);
}
END_TEST

START_TEST(sysenter_without_a_segment_is_gp)
{
	rig_load(rig, RIG_CODE, "\x0f\x34", 2);
	rig_user(rig);
	rig_expect_error(rig, 13, 0, RIG_CODE);
}
END_TEST

/* ---- tables ---- */

GUEST(tables, "mov $0x20000, %ebx; sgdt (%ebx); sidt 8(%ebx); str %eax; smsw %ecx;"
	      "movw $0x7, 16(%ebx); movl $0x1000, 18(%ebx); lgdt 16(%ebx);"
	      "movl $0xff123456, 18(%ebx); data16 lidt 16(%ebx); sidt 24(%ebx); hlt");

START_TEST(table_registers)
{
	LOAD(rig, tables);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, 0x20000) & 0xffff, 0xff);
	ck_assert_uint_eq(rig_get(rig, 0x20002), RIG_GDT);
	ck_assert_uint_eq(rig_get(rig, 0x20008) & 0xffff, 0x7ff);
	ck_assert_uint_eq(rig_get(rig, 0x2000a), RIG_IDT);
	ck_assert_uint_eq(rig_reg(rig, "eax"), SEL_TSS);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), rig_reg(rig, "cr0"));
	ck_assert_uint_eq(rig_reg(rig, "gdt.limit"), 7);
	ck_assert_uint_eq(rig_get(rig, 0x2001a), 0x123456);
}
END_TEST

GUEST(ltr, "ltr %ax; hlt");

START_TEST(ltr_marks_busy_and_refuses_busy)
{
	LOAD(rig, ltr);
	rig_descriptor(rig, SEL_FREE, 0x5000, 0x67, 0x89, 0);
	cpu_set_reg(rig->cpu, "eax", SEL_FREE);
	rig_run(rig);
	ck_assert_uint_eq(rig->ram[RIG_GDT + SEL_FREE + 5], 0x8b);
	ck_assert_uint_eq(rig_reg(rig, "tr.base"), 0x5000);
	rig_again(rig);
	rig_expect_error(rig, 13, SEL_FREE, RIG_CODE);
	rig_descriptor(rig, SEL_FREE, 0x5000, 0x67, 0x09, 0);
	rig_again(rig);
	rig_expect_error(rig, 11, SEL_FREE, RIG_CODE);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("transfer");
	const int directs = sizeof(direct) / sizeof(direct[0]);

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, jumps_check, 0, directs);
	tcase_add_loop_test(tcase, calls_check, 0, directs);
	tcase_add_test(tcase, a_target_beyond_its_limit_is_gp);
	tcase_add_test(tcase, a_gate_inwards_switches_stacks_and_copies);
	tcase_add_test(tcase, and_retf_goes_back_and_drops_both_copies);
	tcase_add_test(tcase, a_gate_to_ring_one_uses_its_stack);
	tcase_add_test(tcase, a_gate_to_the_same_ring_keeps_the_stack);
	tcase_add_loop_test(tcase, bad_gates_raise, 0, sizeof(bad_gates) / sizeof(bad_gates[0]));
	tcase_add_test(tcase, iret_outwards_drops_inner_segments);
	tcase_add_loop_test(tcase, bad_frames_raise_and_change_nothing, 0,
			    sizeof(bad_frames) / sizeof(bad_frames[0]));
	tcase_add_test(tcase, iret_at_cpl3_keeps_if_and_iopl);
	tcase_add_test(tcase, iret_of_a_nested_task_is_ts);
	tcase_add_test(tcase, there_and_back_again);
	tcase_add_test(tcase, sysenter_and_sysexit);
	tcase_add_test(tcase, sysenter_without_a_segment_is_gp);
	tcase_add_test(tcase, table_registers);
	tcase_add_test(tcase, ltr_marks_busy_and_refuses_busy);
	return rig_main(tcase, "transfer");
}
