/* SPDX-License-Identifier: GPL-2.0-only */
/* Hardware task switches: every way in and out, what is saved, marked and checked. */
#include "tests/emu/cpu/rig.h"

#define NEW_TSS	  0x5000u
#define NEW_CODE  0x12000u
#define NEW_STACK 0x34000u

static struct rig *rig;

enum { SEL_NEW = 0x40, SEL_GATE = 0x48, SEL_LDT2 = 0x50, SEL_BAD = 0x58 };

static void put16(uint32_t at, unsigned value)
{
	const uint8_t bytes[2] = {(uint8_t)value, (uint8_t)(value >> 8)};

	rig_load(rig, at, bytes, 2);
}

static uint16_t get16(uint32_t at)
{
	return (uint16_t)rig_get(rig, at);
}

static uint8_t access_byte(unsigned selector)
{
	return rig->ram[RIG_GDT + (selector & ~7u) + 5];
}

/* A 32-bit task at NEW_CODE whose registers are 100h, 101h … */
static void new_task32(void)
{
	rig_descriptor(rig, SEL_NEW, NEW_TSS, 0x67, 0x89, 0);
	memset(rig->ram + NEW_TSS, 0, 0x68);
	rig_put(rig, NEW_TSS + 0x20, NEW_CODE);
	rig_put(rig, NEW_TSS + 0x24, 0x203);
	for (unsigned i = 0; i < 8; i++)
		rig_put(rig, NEW_TSS + 0x28 + 4 * i, 0x100 + i);
	rig_put(rig, NEW_TSS + 0x38, NEW_STACK);
	for (unsigned i = 0; i < 6; i++)
		rig_put(rig, NEW_TSS + 0x48 + 4 * i, i == 1 ? SEL_CODE0 : SEL_DATA0);
}

static void new_task16(void)
{
	rig_descriptor(rig, SEL_NEW, NEW_TSS, 0x2b, 0x81, 0);
	memset(rig->ram + NEW_TSS, 0, 0x68);
	put16(NEW_TSS + 0x0e, NEW_CODE & 0xffff);
	put16(NEW_TSS + 0x10, 0x203);
	for (unsigned i = 0; i < 8; i++)
		put16(NEW_TSS + 0x12 + 2 * i, 0x100 + i);
	put16(NEW_TSS + 0x1a, 0x4000);
	for (unsigned i = 0; i < 4; i++)
		put16(NEW_TSS + 0x22 + 2 * i, i == 1 ? SEL_CODE0 : SEL_DATA0);
	/* IP has 16 bits: code at 2000h */
	put16(NEW_TSS + 0x0e, 0x6000);
}

static void set_up(void)
{
	rig = rig_new();
	new_task32();
	rig->ram[NEW_CODE] = 0xf4;
	rig->ram[0x6000] = 0xf4;
	rig_descriptor(rig, SEL_GATE, 0, 0, 0, 0);
	rig_put(rig, RIG_GDT + SEL_GATE, SEL_NEW << 16);
	rig_put(rig, RIG_GDT + SEL_GATE + 4, 0xe500);
}

static void tear_down(void)
{
	rig_free(rig);
}

GUEST(jump, "mov $0x11, %ecx; mov $0x12, %edx; stc; ljmp $0x40, $0");
GUEST(call, "mov $0x11, %ecx; mov $0x12, %edx; stc; lcall $0x40, $0; hlt");
GUEST(call_gate, "mov $0x11, %ecx; mov $0x12, %edx; stc; lcall $0x48, $0x1234; hlt");
#define AFTER (RIG_CODE + 18)

static const struct {
	const uint8_t *code, *end;
	bool nests;
} ways[] = {
    {jump, jump_end, false},
    {call, call_end, true},
    {call_gate, call_gate_end, true},
};

START_TEST(a_switch_saves_loads_and_marks)
{
	rig_load(rig, RIG_CODE, ways[_i].code, (size_t)(ways[_i].end - ways[_i].code));
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eip"), NEW_CODE + 1);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0x100);
	ck_assert_uint_eq(rig_reg(rig, "edi"), 0x107);
	ck_assert_uint_eq(rig_reg(rig, "esp"), NEW_STACK);
	ck_assert_uint_eq(rig_reg(rig, "tr"), SEL_NEW);
	ck_assert_uint_eq(rig_reg(rig, "eflags"), 0x203 | (ways[_i].nests ? FL_NT : 0));
	ck_assert_uint_eq(rig_reg(rig, "cr0") & CR0_TS, CR0_TS);
	/* the old task */
	ck_assert_uint_eq(rig_get(rig, RIG_TSS + 0x20), AFTER);
	ck_assert_uint_eq(rig_get(rig, RIG_TSS + 0x24) & 1, 1);
	ck_assert_uint_eq(rig_get(rig, RIG_TSS + 0x2c), 0x11);
	ck_assert_uint_eq(rig_get(rig, RIG_TSS + 0x30), 0x12);
	ck_assert_uint_eq(rig_get(rig, RIG_TSS + 0x4c), SEL_CODE0);
	ck_assert_uint_eq(access_byte(SEL_TSS), ways[_i].nests ? 0x8b : 0x89);
	ck_assert_uint_eq(access_byte(SEL_NEW), 0x8b);
	ck_assert_uint_eq(get16(NEW_TSS), ways[_i].nests ? SEL_TSS : 0);
}
END_TEST

GUEST(return_task, "iret; hlt");

START_TEST(iret_goes_back_to_the_task_before)
{
	LOAD(rig, call);
	rig_load(rig, NEW_CODE, return_task, (size_t)(return_task_end - return_task));
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eip"), AFTER + 1);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0x11);
	ck_assert_uint_eq(rig_reg(rig, "tr"), SEL_TSS);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & FL_NT, 0);
	ck_assert_uint_eq(access_byte(SEL_TSS), 0x8b);
	ck_assert_uint_eq(access_byte(SEL_NEW), 0x89);
	/* The one left goes on behind its IRET, with NT clear in what was saved. */
	ck_assert_uint_eq(rig_get(rig, NEW_TSS + 0x20), NEW_CODE + 1);
	ck_assert_uint_eq(rig_get(rig, NEW_TSS + 0x24) & FL_NT, 0);
}
END_TEST

START_TEST(a_16_bit_tss)
{
	LOAD(rig, call);
	new_task16();
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eip"), 0x6001);
	ck_assert_uint_eq(rig_reg(rig, "ax"), 0x100);
	ck_assert_uint_eq(rig_reg(rig, "edi"), 0xffff0107);
	ck_assert_uint_eq(rig_reg(rig, "fs"), 0);
	ck_assert_uint_eq(access_byte(SEL_NEW), 0x83);
	ck_assert_uint_eq(get16(NEW_TSS), SEL_TSS);
}
END_TEST

/* What is refused before the switch: the old task goes on. */
static const struct {
	unsigned access, limit, vector, error;
} refused[] = {
    {0x8b, 0x67, 13, SEL_NEW}, {0x09, 0x67, 11, SEL_NEW}, {0x89, 0x66, 10, SEL_NEW},
    {0x81, 0x2a, 10, SEL_NEW}, {0x82, 0x67, 13, SEL_NEW},
};

START_TEST(a_bad_tss_is_refused)
{
	LOAD(rig, call);
	rig_descriptor(rig, SEL_NEW, NEW_TSS, refused[_i].limit, refused[_i].access, 0);
	rig_expect_error(rig, refused[_i].vector, refused[_i].error, AFTER - 7);
	ck_assert_uint_eq(rig_reg(rig, "tr"), SEL_TSS);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0x11);
}
END_TEST

/* What the new task's selectors raise, they raise in the new task (SDM 3A table 7-1). */
static const struct {
	unsigned off, value, access, vector, error;
} inside[] = {
    {0x60, SEL_DATA0, 0, 10, SEL_DATA0},       {0x60, SEL_LDT2, 0x02, 10, SEL_LDT2},
    {0x4c, SEL_DATA0, 0, 10, SEL_DATA0},       {0x4c, SEL_BAD, 0x1b, 11, SEL_BAD},
    {0x50, SEL_BAD, 0x91, 10, SEL_BAD},	       {0x50, SEL_BAD, 0x13, 12, SEL_BAD},
    {0x50, SEL_DATA3, 0, 10, SEL_DATA3 & ~3u}, {0x54, SEL_BAD, 0x99, 10, SEL_BAD},
    {0x54, SEL_BAD, 0x13, 11, SEL_BAD},	       {0x58, SEL_DATA0 | 3, 0, 10, SEL_DATA0},
};

/* The faults' handlers are tasks themselves here: the new one may have no stack. */
START_TEST(what_the_new_task_cannot_load_is_raised_in_it)
{
	const uint32_t handler_tss = 0x5800, stack = 0x36000;

	LOAD(rig, call);
	rig_descriptor(rig, SEL_BAD, 0, 0xfffff, inside[_i].access, 0xc);
	rig_descriptor(rig, SEL_LDT2, 0x8000, 0xff, inside[_i].access, 0);
	put16(NEW_TSS + inside[_i].off, inside[_i].value);
	rig_descriptor(rig, 0x60, handler_tss, 0x67, 0x89, 0);
	memcpy(rig->ram + handler_tss, rig->ram + NEW_TSS, 0x48);
	rig_put(rig, handler_tss + 0x20, 0x13000);
	rig_put(rig, handler_tss + 0x38, stack);
	for (unsigned i = 0; i < 6; i++)
		rig_put(rig, handler_tss + 0x48 + 4 * i, i == 1 ? SEL_CODE0 : SEL_DATA0);
	rig->ram[0x13000] = 0xf4;
	for (unsigned vector = 10; vector < 14; vector++)
		rig_gate(rig, vector, 0x60, 0, 0x85);
	rig_put(rig, RIG_IDT + inside[_i].vector * 8 + 4, 0x8500);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eip"), 0x13001);
	ck_assert_uint_eq(rig_reg(rig, "tr"), 0x60);
	ck_assert_uint_eq(rig_get(rig, stack - 4), inside[_i].error | 0);
	ck_assert_uint_eq(get16(handler_tss), SEL_NEW);
	ck_assert_uint_eq(rig_get(rig, NEW_TSS + 0x20), NEW_CODE);
}
END_TEST

GUEST(software_gate, "int $0x50; hlt");

START_TEST(an_interrupt_through_a_task_gate)
{
	LOAD(rig, software_gate);
	rig_gate(rig, 0x50, SEL_NEW, 0, 0x85);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eip"), NEW_CODE + 1);
	ck_assert_uint_eq(rig_get(rig, RIG_TSS + 0x20), RIG_CODE + 2);
	ck_assert_uint_eq(rig_reg(rig, "esp"), NEW_STACK);
}
END_TEST

GUEST(undefined, "ud2");

START_TEST(a_fault_through_a_task_gate_saves_where_it_was)
{
	LOAD(rig, undefined);
	rig_gate(rig, 6, SEL_NEW, 0, 0x85);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, RIG_TSS + 0x20), RIG_CODE);
}
END_TEST

/* SDM 3B 17.3.1.5 */
START_TEST(the_t_bit_traps_before_the_first_instruction)
{
	LOAD(rig, call);
	rig_put(rig, NEW_TSS + 0x64, 1);
	rig_expect(rig, 1, NEW_CODE);
	ck_assert_uint_eq(rig_reg(rig, "dr6"), 0xffff8ff0);
}
END_TEST

GUEST(enabled, "sti; nop; nop; nop; hlt");

/* Whoever began the switch: nothing of the task runs before it. */
START_TEST(the_t_bit_traps_behind_an_interrupt_too)
{
	LOAD(rig, enabled);
	rig_put(rig, NEW_TSS + 0x64, 1);
	rig_gate(rig, 2, SEL_NEW, 0, 0x85);
	cpu_nmi(rig->cpu);
	rig_expect(rig, 1, NEW_CODE);
	ck_assert_uint_eq(rig_get(rig, RIG_TSS + 0x20), RIG_CODE);
}
END_TEST

START_TEST(cr3_is_the_new_tasks)
{
	LOAD(rig, jump);
	rig_paging(rig, 0);
	rig_load(rig, 0x200000, rig->ram + RIG_DIRECTORY, 4096);
	rig_put(rig, NEW_TSS + 0x1c, 0x200000);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "cr3"), 0x200000);
}
END_TEST

START_TEST(privilege_is_checked)
{
	LOAD(rig, call);
	rig_user(rig);
	rig_expect_error(rig, 13, SEL_NEW, AFTER - 7);
}
END_TEST

START_TEST(a_user_task)
{
	LOAD(rig, jump);
	for (unsigned i = 0; i < 6; i++)
		rig_put(rig, NEW_TSS + 0x48 + 4 * i, i == 1 ? SEL_CODE3 : SEL_DATA3);
	rig->ram[NEW_CODE] = 0x90;
	rig->ram[NEW_CODE + 1] = 0xf4;
	rig_put(rig, NEW_TSS + 4, 0x3a000);
	rig_put(rig, NEW_TSS + 8, SEL_DATA0);
	rig_expect_error(rig, 13, 0, NEW_CODE + 1);
	ck_assert_uint_eq(rig_reg(rig, "esp"), 0x3a000 - 24);
	ck_assert_uint_eq(rig_stack(rig, 2), SEL_CODE3);
}
END_TEST

START_TEST(a_virtual_8086_task)
{
	LOAD(rig, jump);
	rig_put(rig, NEW_TSS + 0x24, FL_VM | 2);
	rig_put(rig, NEW_TSS + 0x4c, 0x1200);
	rig_put(rig, NEW_TSS + 0x20, 0);
	rig_put(rig, NEW_TSS + 0x54, 0x1234);
	rig_put(rig, NEW_TSS + 4, 0x3a000);
	rig_put(rig, NEW_TSS + 8, SEL_DATA0);
	rig_expect_error(rig, 13, 0, 0);
	ck_assert_uint_eq(rig_get(rig, 0x3a000 - 12), 0x1234); /* DS, under FS and GS */
	ck_assert_uint_eq(rig_stack(rig, 2), 0x1200);
	ck_assert_uint_eq(rig_stack(rig, 3) & FL_VM, FL_VM);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("task");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, a_switch_saves_loads_and_marks, 0, 3);
	tcase_add_test(tcase, iret_goes_back_to_the_task_before);
	tcase_add_test(tcase, a_16_bit_tss);
	tcase_add_loop_test(tcase, a_bad_tss_is_refused, 0, 5);
	tcase_add_loop_test(tcase, what_the_new_task_cannot_load_is_raised_in_it, 0, 10);
	tcase_add_test(tcase, an_interrupt_through_a_task_gate);
	tcase_add_test(tcase, a_fault_through_a_task_gate_saves_where_it_was);
	tcase_add_test(tcase, the_t_bit_traps_before_the_first_instruction);
	tcase_add_test(tcase, the_t_bit_traps_behind_an_interrupt_too);
	tcase_add_test(tcase, cr3_is_the_new_tasks);
	tcase_add_test(tcase, privilege_is_checked);
	tcase_add_test(tcase, a_user_task);
	tcase_add_test(tcase, a_virtual_8086_task);
	return rig_main(tcase, "task");
}
