/* SPDX-License-Identifier: GPL-2.0-only */
/* Real mode: reset, addresses, limits, the interrupt table, and the ways in and out. */
#include "tests/emu/cpu/real.h"

static struct rig *rig;

static void set_up(void)
{
	rig = real_new();
}

static void tear_down(void)
{
	rig_free(rig);
}

/* SDM 3A table 9-1 */
START_TEST(reset_starts_16_bytes_below_the_top)
{
	cpu_reset(rig->cpu);
	ck_assert_uint_eq(rig_reg(rig, "cs"), 0xf000);
	ck_assert_uint_eq(rig_reg(rig, "cs.base"), 0xffff0000);
	ck_assert_uint_eq(rig_reg(rig, "cs.limit"), 0xffff);
	ck_assert_uint_eq(rig_reg(rig, "cs.attr"), 0x93);
	ck_assert_uint_eq(rig_reg(rig, "eip"), 0xfff0);
	ck_assert_uint_eq(rig_reg(rig, "eflags"), 2);
	ck_assert_uint_eq(rig_reg(rig, "cr0"), 0x60000010);
	ck_assert_uint_eq(rig_reg(rig, "idt.limit"), 0xffff);
}
END_TEST

/* [BX+SI+disp8] and its kin cut their sum to 16 bits; BP goes by SS. */
GUEST16(addresses, "mov $0xfff0, %bx; mov $0x20, %si; mov 0x10(%bx,%si), %ax\n"
		   "mov $0x1000, %cx; mov %cx, %ss; mov $4, %bp; mov (%bp), %dx; hlt");

START_TEST(sixteen_bit_addresses_wrap)
{
	LOAD16(rig, addresses);
	rig_put(rig, 0x20, 0x11112222);
	rig_put(rig, 0x10004, 0x33334444);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ax"), 0x2222);
	ck_assert_uint_eq(rig_reg(rig, "dx"), 0x4444);
}
END_TEST

GUEST16(word_at_the_end, "mov $0xffff, %bx; mov (%bx), %ax");
GUEST16(stack_at_the_end, "mov $0xffff, %bp; mov (%bp), %ax");
GUEST16(beyond_with_67, "mov $0x10000, %ebx; addr32 mov (%ebx), %al");
GUEST16(write_at_the_end, "mov $0xfffd, %di; movl $1, (%di)");

static const struct {
	const uint8_t *code, *end;
	unsigned vector, at;
} beyond[] = {
    {word_at_the_end, word_at_the_end_end, 13, 3},
    {stack_at_the_end, stack_at_the_end_end, 12, 3},
    {beyond_with_67, beyond_with_67_end, 13, 6},
    {write_at_the_end, write_at_the_end_end, 13, 3},
};

/* SDM 3B 20.1.1: no wrapping to the segment's start, and no error code is pushed. */
START_TEST(what_crosses_the_limit_faults)
{
	rig_load(rig, REAL_CODE, beyond[_i].code, (size_t)(beyond[_i].end - beyond[_i].code));
	real_expect(rig, beyond[_i].vector, REAL_CODE + beyond[_i].at);
	ck_assert_uint_eq(rig_reg(rig, "esp"), REAL_STACK - 6);
}
END_TEST

/* Running off the end of the segment; and a jump's target is cut to 16 bits. */
START_TEST(ip_does_not_run_past_the_limit)
{
	rig->ram[0xfffe] = rig->ram[0xffff] = 0x90;
	rig->ram[0] = 0xf4;
	rig->cpu->a.eip = 0xfffe;
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, 0x500 + 13 + 1);
	ck_assert_uint_eq(real_stack(rig, 0), 0);
}
END_TEST

START_TEST(an_instruction_across_the_limit_is_gp)
{
	rig->ram[0xffff] = 0xb8; /* MOV AX, imm16 */
	rig->cpu->a.eip = 0xffff;
	real_expect(rig, 13, 0xffff);
}
END_TEST

GUEST16(jump_around, "jmp .-0x7bf0");			/* 7C00h - 7BF0h: 10h */
GUEST16(jump_over_the_top, ".byte 0xe9; .word 0x8400"); /* 7C03h + 8400h */

START_TEST(jumps_wrap_at_64k)
{
	LOAD16(rig, jump_around);
	rig->ram[0x10] = 0xf4;
	rig_put(rig, 0x10, 0xf4);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, 0x11);
	rig->cpu->a.halted = false;
	rig->cpu->a.eip = REAL_CODE;
	LOAD16(rig, jump_over_the_top);
	rig->ram[3] = 0xf4;
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, 4);
}
END_TEST

GUEST16(jump_beyond, ".byte 0x66, 0xe9; .long 0x10000");

START_TEST(a_32_bit_jump_beyond_the_limit_is_gp)
{
	LOAD16(rig, jump_beyond);
	real_expect(rig, 13, REAL_CODE);
}
END_TEST

/* ---- the stack ---- */

GUEST16(push_at_0, "xor %sp, %sp; push %ax; mov %sp, %bx; pushl $0x12345678; hlt");

START_TEST(sp_wraps_and_leaves_the_high_half)
{
	LOAD16(rig, push_at_0);
	rig->cpu->a.r[ESP] = 0xabcd0000;
	rig->cpu->a.r[EAX] = 0x5555;
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "bx"), 0xfffe);
	ck_assert_uint_eq(rig_reg(rig, "esp"), 0xabcdfffa);
	ck_assert_uint_eq(rig_get(rig, 0xfffa), 0x12345678);
	ck_assert_uint_eq(rig_get(rig, 0xfffe) & 0xffff, 0x5555);
}
END_TEST

GUEST16(push_at_1, "mov $1, %sp; push %ax");

/* The push of the #SS frame fails as well: shutdown. */
START_TEST(an_odd_stack_at_its_end_shuts_down)
{
	LOAD16(rig, push_at_1);
	ck_assert_int_eq(cpu_run(rig->cpu, 10), CPU_EXIT_SHUTDOWN);
}
END_TEST

/* ---- interrupts ---- */

GUEST16(software, "sti; int $0x21; hlt");

START_TEST(interrupts_go_by_the_table)
{
	LOAD16(rig, software);
	real_expect(rig, 0x21, REAL_CODE + 3);
	ck_assert_uint_eq(real_stack(rig, 1), 0);
	ck_assert_uint_eq(real_stack(rig, 2) & 0x200, 0x200);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & 0x300, 0);
}
END_TEST

GUEST16(moved_table, "lidt 0x600; int $3; hlt");

START_TEST(lidt_moves_the_table_and_its_limit_counts)
{
	LOAD16(rig, moved_table);
	rig_put(rig, 0x600, 0x800000f);
	rig_put(rig, 0x604, 0);
	rig_put(rig, 0x800 + 12, 0x500 + 77);
	real_expect(rig, 77, REAL_CODE + 6);
}
END_TEST

GUEST16(beyond_the_table, "lidt 0x600; int $0x20; hlt");

/* SDM 2A, INT n: beyond the limit is #GP. */
START_TEST(an_interrupt_beyond_the_table_is_gp)
{
	LOAD16(rig, beyond_the_table);
	rig_put(rig, 0x600, 0x37);
	rig_put(rig, 0x604, 0);
	real_expect(rig, 13, REAL_CODE + 5);
}
END_TEST

GUEST16(iret16, "pushw $0x7247; pushw $0; pushw $0x7c20; iretw");

START_TEST(iret_restores_16_flags)
{
	LOAD16(rig, iret16);
	rig->ram[0x7c20] = 0xf4;
	rig->cpu->a.eflags |= FL_AC;
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, 0x7c21);
	ck_assert_uint_eq(rig_reg(rig, "eflags"), 0x7247 | FL_AC);
	ck_assert_uint_eq(rig_reg(rig, "esp"), REAL_STACK);
}
END_TEST

/* ---- segments ---- */

GUEST16(cs_is_writable, "movw $0x1234, %cs:0x2000; hlt");

START_TEST(cs_may_be_written)
{
	LOAD16(rig, cs_is_writable);
	rig->cpu->a.seg[SEG_CS].attr = 0x9b; /* as protected mode left it */
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, 0x2000) & 0xffff, 0x1234);
}
END_TEST

GUEST16(call_far, "lcall $0x123, $0x4567; hlt");
GUEST16(far_back, "lret $2");

START_TEST(far_calls_and_returns)
{
	LOAD16(rig, call_far);
	rig_load(rig, 0x1230 + 0x4567, far_back, (size_t)(far_back_end - far_back));
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, REAL_CODE + 6);
	ck_assert_uint_eq(rig_reg(rig, "cs"), 0);
	ck_assert_uint_eq(rig_reg(rig, "esp"), REAL_STACK + 2);
}
END_TEST

/*
 * Unreal mode: DS keeps the limit that protected mode gave it through a load in
 * real mode (SDM 3A 9.9.2), and PE may be set and cleared between any two instructions.
 */
GUEST16(unreal, "lgdt 0x600; mov %cr0, %eax; or $1, %al; mov %eax, %cr0\n"
		"mov $0x10, %bx; mov %bx, %ds; and $0xfe, %al; mov %eax, %cr0\n"
		"xor %bx, %bx; mov %bx, %ds; mov $0x123456, %ebx; addr32 movl $77, (%ebx); hlt");

START_TEST(unreal_mode_keeps_the_limit)
{
	LOAD16(rig, unreal);
	rig_put(rig, 0x600, 0x1000u << 16 | 0xff);
	rig_put(rig, 0x604, 0);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, 0x123456), 77);
	ck_assert_uint_eq(rig_reg(rig, "ds.limit"), 0xffffffff);
	ck_assert_uint_eq(rig_reg(rig, "ds"), 0);
}
END_TEST

GUEST16(protected_only, "lldt %ax; hlt");
GUEST16(enter_fast, "sysenter");

START_TEST(protected_mode_instructions_are_undefined)
{
	static const uint8_t codes[][3] = {
	    {0x0f, 0x00, 0xd0}, {0x0f, 0x00, 0xd8}, {0x0f, 0x00, 0xc0},
	    {0x0f, 0x00, 0xc8}, {0x0f, 0x00, 0xe0}, {0x0f, 0x00, 0xe8},
	    {0x0f, 0x02, 0xc0}, {0x0f, 0x03, 0xc0}, {0x63, 0xc0, 0x90}};

	rig_load(rig, REAL_CODE, codes[_i], 3);
	real_expect(rig, 6, REAL_CODE);
}
END_TEST

START_TEST(sysenter_is_gp)
{
	LOAD16(rig, enter_fast);
	rig->cpu->a.sysenter_cs = 8;
	real_expect(rig, 13, REAL_CODE);
}
END_TEST

/* ---- A20 ---- */

GUEST16(above_1m, "mov $0xffff, %ax; mov %ax, %ds; mov 0x510, %bx; hlt");

START_TEST(a20_wraps_at_1m)
{
	LOAD16(rig, above_1m);
	rig_put(rig, 0x100500, 0x2222);
	rig_put(rig, 0x500 + 0x40, 0xf4f4f4f4);
	physmap_set_a20(rig->map, _i == 1);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "bx"), _i == 1 ? 0x2222 : 0xf4f4);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("real mode");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, reset_starts_16_bytes_below_the_top);
	tcase_add_test(tcase, sixteen_bit_addresses_wrap);
	tcase_add_loop_test(tcase, what_crosses_the_limit_faults, 0, 4);
	tcase_add_test(tcase, ip_does_not_run_past_the_limit);
	tcase_add_test(tcase, an_instruction_across_the_limit_is_gp);
	tcase_add_test(tcase, jumps_wrap_at_64k);
	tcase_add_test(tcase, a_32_bit_jump_beyond_the_limit_is_gp);
	tcase_add_test(tcase, sp_wraps_and_leaves_the_high_half);
	tcase_add_test(tcase, an_odd_stack_at_its_end_shuts_down);
	tcase_add_test(tcase, interrupts_go_by_the_table);
	tcase_add_test(tcase, lidt_moves_the_table_and_its_limit_counts);
	tcase_add_test(tcase, an_interrupt_beyond_the_table_is_gp);
	tcase_add_test(tcase, iret_restores_16_flags);
	tcase_add_test(tcase, cs_may_be_written);
	tcase_add_test(tcase, far_calls_and_returns);
	tcase_add_test(tcase, unreal_mode_keeps_the_limit);
	tcase_add_loop_test(tcase, protected_mode_instructions_are_undefined, 0, 9);
	tcase_add_test(tcase, sysenter_is_gp);
	tcase_add_loop_test(tcase, a20_wraps_at_1m, 0, 2);
	return rig_main(tcase, "real");
}
