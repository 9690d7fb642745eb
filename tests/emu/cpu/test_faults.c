/* SPDX-License-Identifier: GPL-2.0-only */
/* Exceptions: vectors, error codes, what is left untouched, double and triple faults. */
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

/* ---- one instruction, one vector ---- */

GUEST(divide, "nop; xor %ecx, %ecx; div %ecx");
GUEST(divide_overflow, "mov $1, %edx; mov $1, %ecx; div %ecx");
GUEST(divide_min, "mov $0x80000000, %eax; cltd; mov $-1, %ecx; idiv %ecx");
GUEST(aam_zero, ".byte 0xd4, 0");
GUEST(bound, "mov $0x20000, %eax; movl $-5, (%eax); movl $5, 4(%eax); mov $6, %ecx;"
	     "bound %ecx, (%eax)");
GUEST(ud2, "ud2");
GUEST(lock_reg, ".byte 0xf0, 0x01, 0xc0");
GUEST(lock_mov, ".byte 0xf0, 0x89, 0x00");
GUEST(lock_cmp, ".byte 0xf0, 0x39, 0x00");
GUEST(lea_reg, ".byte 0x8d, 0xc0");
GUEST(mov_cs, ".byte 0x8e, 0xc8");
GUEST(cr1, ".byte 0x0f, 0x20, 0xc8");
GUEST(cmpxchg8b_reg, ".byte 0x0f, 0xc7, 0xc8");
GUEST(group_hole, ".byte 0xfe, 0xd0");
GUEST(x87, "fninit; hlt");
GUEST(sse, "movaps %xmm0, %xmm1");
GUEST(into, "mov $0x7fffffff, %eax; inc %eax; into");
GUEST(int3, "int3");
GUEST(icebp, ".byte 0xf1");

static const struct {
	const char *name;
	const uint8_t *code, *end;
	unsigned vector;
	unsigned eip; /* offset of the pushed EIP */
} plain[] = {
#define ROW(name, vector, eip)                                                                     \
	{                                                                                          \
#name, name, name##_end, vector, eip                                               \
	}
    ROW(divide, 0, 3),	      ROW(divide_overflow, 0, 10),
    ROW(divide_min, 0, 11),   ROW(aam_zero, 0, 0),
    ROW(bound, 5, 23),	      ROW(ud2, 6, 0),
    ROW(lock_reg, 6, 0),      ROW(lock_mov, 6, 0),
    ROW(lock_cmp, 6, 0),      ROW(lea_reg, 6, 0),
    ROW(mov_cs, 6, 0),	      ROW(cr1, 6, 0),
    ROW(cmpxchg8b_reg, 6, 0), ROW(group_hole, 6, 0),
    ROW(sse, 6, 0),	      ROW(into, 4, 7),
    ROW(int3, 3, 1),	      ROW(icebp, 1, 1),
};

START_TEST(plain_vectors)
{
	rig_load(rig, RIG_CODE, plain[_i].code, (size_t)(plain[_i].end - plain[_i].code));
	rig_expect(rig, plain[_i].vector, RIG_CODE + plain[_i].eip);
}
END_TEST

START_TEST(x87_is_nm_under_em_and_ts)
{
	LOAD(rig, x87);
	cpu_set_reg(rig->cpu, "cr0", CR0_PE | CR0_TS);
	rig_expect(rig, 7, RIG_CODE);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "cr0", CR0_PE | CR0_EM);
	rig_expect(rig, 7, RIG_CODE);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "cr0", CR0_PE);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, RIG_CODE + 3);
}
END_TEST

GUEST(fifteen, ".fill 14, 1, 0x3e; inc %eax; hlt");
GUEST(sixteen, ".fill 15, 1, 0x3e; inc %eax; hlt");

START_TEST(fifteen_bytes_are_the_limit)
{
	LOAD(rig, fifteen);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 1);
	LOAD(rig, sixteen);
	rig_again(rig);
	rig_expect_error(rig, 13, 0, RIG_CODE);
}
END_TEST

/* ---- privileged instructions at CPL 3 ---- */

GUEST(p_hlt, "hlt");
GUEST(p_cli, "cli");
GUEST(p_sti, "sti");
GUEST(p_lgdt, "lgdt 0x20000");
GUEST(p_cr, "mov %cr0, %eax");
GUEST(p_to_cr, "mov %eax, %cr3");
GUEST(p_dr, "mov %db0, %eax");
GUEST(p_clts, "clts");
GUEST(p_invlpg, "invlpg (%eax)");
GUEST(p_wbinvd, "wbinvd");
GUEST(p_rdmsr, "rdmsr");
GUEST(p_wrmsr, "wrmsr");
GUEST(p_ltr, "ltr %ax");
GUEST(p_lldt, "lldt %ax");
GUEST(p_lmsw, "lmsw %ax");
GUEST(p_in, "in %dx, %al");
GUEST(p_out, "out %al, %dx");
GUEST(p_outs, "outsb");

static const struct {
	const char *name;
	const uint8_t *code, *end;
} privileged[] = {
#define PRIVILEGED(name)                                                                           \
	{                                                                                          \
#name, name, name##_end                                                            \
	}
    PRIVILEGED(p_hlt),	  PRIVILEGED(p_cli),	PRIVILEGED(p_sti),   PRIVILEGED(p_lgdt),
    PRIVILEGED(p_cr),	  PRIVILEGED(p_to_cr),	PRIVILEGED(p_dr),    PRIVILEGED(p_clts),
    PRIVILEGED(p_invlpg), PRIVILEGED(p_wbinvd), PRIVILEGED(p_rdmsr), PRIVILEGED(p_wrmsr),
    PRIVILEGED(p_ltr),	  PRIVILEGED(p_lldt),	PRIVILEGED(p_lmsw),  PRIVILEGED(p_in),
    PRIVILEGED(p_out),	  PRIVILEGED(p_outs),
};

START_TEST(privileged_at_cpl3)
{
	rig_load(rig, RIG_CODE, privileged[_i].code,
		 (size_t)(privileged[_i].end - privileged[_i].code));
	rig_user(rig);
	rig_expect_error(rig, 13, 0, RIG_CODE);
	ck_assert_uint_eq(rig->reads + rig->writes, 0);
	ck_assert_uint_eq(rig_reg(rig, "ss"), SEL_DATA0);
	ck_assert_uint_eq(rig_stack(rig, 2), SEL_CODE3);
	ck_assert_uint_eq(rig_stack(rig, 4), RIG_STACK);
	ck_assert_uint_eq(rig_stack(rig, 5), SEL_DATA3);
}
END_TEST

START_TEST(iopl_opens_the_ports)
{
	LOAD(rig, p_in);
	rig->ram[RIG_CODE + 1] = 0xcc;
	rig_user(rig);
	rig_gate(rig, 3, SEL_CODE0, rig_handler(3), 0xee);
	cpu_set_reg(rig->cpu, "eflags", FL_IOPL);
	rig_expect(rig, 3, RIG_CODE + 2);
	ck_assert_uint_eq(rig->reads, 1);
}
END_TEST

/* The map says which ports CPL 3 may use (SDM 1 19.5.2). */
START_TEST(the_io_map_opens_single_ports)
{
	rig_load(rig, RIG_CODE, "\xec\xed\xcc", 3); /* in (%dx), %al; in (%dx), %eax; int3 */
	rig_gate(rig, 3, SEL_CODE0, rig_handler(3), 0xee);
	rig_put(rig, RIG_TSS + 100, 0x68u << 16);
	memset(rig->ram + RIG_TSS + 0x68, 0xff, 33);
	rig->ram[RIG_TSS + 0x68 + 0x60 / 8] = 0xf0; /* 60h to 63h */
	rig->cpu->a.seg[SEG_TSS].limit = 0x68 + 32;
	rig_user(rig);
	cpu_set_reg(rig->cpu, "edx", 0x60);
	rig_expect(rig, 3, RIG_CODE + 3);
	ck_assert_uint_eq(rig->reads, 2);

	rig_user(rig);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "edx", 0x61);
	rig_expect_error(rig, 13, 0, RIG_CODE + 1);
	ck_assert_uint_eq(rig->reads, 3);

	/* beyond the segment's end */
	rig_user(rig);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "edx", 0x100);
	rig_expect_error(rig, 13, 0, RIG_CODE);
	ck_assert_uint_eq(rig->reads, 3);
}
END_TEST

/* ---- software interrupts ---- */

GUEST(int80, "int $0x80");
GUEST(int81, "int $0x81");

START_TEST(int_n_checks_the_gate)
{
	LOAD(rig, int80);
	rig_user(rig);
	rig_expect(rig, 0x80, RIG_CODE + 2);

	LOAD(rig, int81);
	rig_user(rig);
	rig_again(rig);
	rig_expect_error(rig, 13, 0x81 * 8 + 2, RIG_CODE);

	/* not present */
	rig_gate(rig, 0x81, SEL_CODE0, 0, 0x6e);
	rig_user(rig);
	rig_again(rig);
	rig_expect_error(rig, 11, 0x81 * 8 + 2, RIG_CODE);

	/* beyond the table */
	rig->cpu->a.idt.limit = 0x81 * 8 + 6;
	rig_user(rig);
	rig_again(rig);
	rig_expect_error(rig, 13, 0x81 * 8 + 2, RIG_CODE);
}
END_TEST

START_TEST(a_gate_checks_its_code_segment)
{
	static const struct {
		unsigned selector, access, vector, error;
	} cases[] = {
	    {0, 0, 13, 0},
	    {SEL_FREE, 0x93, 13, SEL_FREE}, /* data */
	    {SEL_FREE, 0x1b, 11, SEL_FREE}, /* not present */
	    {SEL_FREE, 0xfb, 13, SEL_FREE}, /* an outer privilege */
	    {0xff8, 0x9b, 13, 0xff8},	    /* beyond the table */
	    {SEL_FREE, 0x89, 13, SEL_FREE}, /* a system segment */
	};

	LOAD(rig, int80);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		rig_descriptor(rig, SEL_FREE, 0, 0xfffff, cases[i].access, 0xc);
		rig_gate(rig, 0x80, cases[i].selector, rig_handler(0x80), 0xee);
		rig_again(rig);
		rig_expect_error(rig, cases[i].vector, cases[i].error, RIG_CODE);
	}
}
END_TEST

START_TEST(interrupt_and_trap_gates_differ_in_if)
{
	LOAD(rig, int80);
	cpu_set_reg(rig->cpu, "eflags", FL_IF | FL_CF);
	rig_expect(rig, 0x80, RIG_CODE + 2);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & FL_IF, 0);
	ck_assert_uint_eq(rig_stack(rig, 2), FL_IF | FL_CF | FL_ONE);
	rig_gate(rig, 0x80, SEL_CODE0, rig_handler(0x80), 0xef);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "eflags", FL_IF);
	rig_expect(rig, 0x80, RIG_CODE + 2);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & FL_IF, FL_IF);
}
END_TEST

START_TEST(sixteen_bit_gates_push_words)
{
	LOAD(rig, int80);
	rig_gate(rig, 0x80, SEL_CODE0, rig_handler(0x80), 0xe6);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK - 6);
	ck_assert_uint_eq(rig_stack(rig, 0), (RIG_CODE + 2) % 65536 | SEL_CODE0 << 16);
}
END_TEST

START_TEST(a_fault_sets_rf_in_its_frame)
{
	LOAD(rig, ud2);
	rig_expect(rig, 6, RIG_CODE);
	ck_assert_uint_eq(rig_stack(rig, 2) & FL_RF, FL_RF);
	LOAD(rig, int3);
	rig_again(rig);
	rig_expect(rig, 3, RIG_CODE + 1);
	ck_assert_uint_eq(rig_stack(rig, 2) & FL_RF, 0);
}
END_TEST

/* ---- the stack switch ---- */

START_TEST(a_bad_inner_stack_is_ts)
{
	static const struct {
		unsigned ss, access, vector, error;
	} cases[] = {
	    {0, 0x93, 10, 0},
	    {SEL_DATA3, 0x93, 10, SEL_DATA3 & 0xfffc},
	    {SEL_FREE, 0x91, 10, SEL_FREE}, /* read-only */
	    {SEL_FREE, 0x9b, 10, SEL_FREE}, /* code */
	    {SEL_FREE, 0xb3, 10, SEL_FREE}, /* DPL 1 */
	    {SEL_FREE, 0x13, 12, SEL_FREE}, /* not present */
	};

	/* #TS and #SS go to a handler at CPL 3, on the stack that is there. */
	LOAD(rig, int80);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		rig_descriptor(rig, SEL_FREE, 0, 0xfffff, cases[i].access, 0xc);
		rig_put(rig, RIG_TSS + 8, cases[i].ss);
		rig_gate(rig, cases[i].vector, SEL_CODE3, 0x9000, 0xee);
		rig_load(rig, 0x9000, "\xeb\xfe", 2);
		rig_user(rig);
		rig_again(rig);
		cpu_set_reg(rig->cpu, "esp", RIG_STACK);
		ck_assert_int_eq(cpu_run(rig->cpu, 10), CPU_EXIT_BUDGET);
		ck_assert_uint_eq(rig_reg(rig, "eip"), 0x9000);
		ck_assert_uint_eq(rig_stack(rig, 0), cases[i].error);
		ck_assert_uint_eq(rig_stack(rig, 1), RIG_CODE);
		ck_assert_uint_eq(rig_reg(rig, "cpl"), 3);
	}
}
END_TEST

START_TEST(a_short_tss_is_ts)
{
	LOAD(rig, int80);
	rig->cpu->a.seg[SEG_TSS].limit = 8;
	rig_gate(rig, 10, SEL_CODE3, 0x9000, 0xee);
	rig_load(rig, 0x9000, "\xeb\xfe", 2);
	rig_user(rig);
	ck_assert_int_eq(cpu_run(rig->cpu, 10), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(rig_stack(rig, 0), SEL_TSS);
}
END_TEST

START_TEST(an_exception_in_delivery_has_ext)
{
	/* #UD's gate is not present: #NP with EXT, from the same EIP. */
	LOAD(rig, ud2);
	rig_gate(rig, 6, SEL_CODE0, rig_handler(6), 0x0e);
	rig_expect_error(rig, 11, 6 * 8 + 2 + 1, RIG_CODE);
}
END_TEST

/* ---- double and triple faults ---- */

START_TEST(two_contributory_make_a_double_fault)
{
	LOAD(rig, divide);
	rig_gate(rig, 0, SEL_CODE0, rig_handler(0), 0x0e);
	rig_expect_error(rig, 8, 0, RIG_CODE + 3);
}
END_TEST

START_TEST(a_benign_first_makes_none)
{
	LOAD(rig, ud2);
	rig_gate(rig, 6, 0xff8, rig_handler(6), 0x8e);
	rig_expect_error(rig, 13, 0xff8 | 1, RIG_CODE);
}
END_TEST

static void report(char *text, size_t bytes)
{
	FILE *out = fmemopen(text, bytes, "w");

	ck_assert_ptr_nonnull(out);
	cpu_fault_report(rig->cpu, out);
	fclose(out);
}

START_TEST(a_triple_fault_tells_its_story)
{
	char text[2048];

	LOAD(rig, divide);
	rig_gate(rig, 0, SEL_CODE0, rig_handler(0), 0x0e);
	rig_gate(rig, 8, 0xff8, rig_handler(8), 0x8e);
	ck_assert_int_eq(cpu_run(rig->cpu, 100), CPU_EXIT_SHUTDOWN);
	report(text, sizeof(text));
	ck_assert_ptr_nonnull(strstr(text, "#DE"));
	ck_assert_ptr_nonnull(strstr(text, "#NP"));
	ck_assert_ptr_nonnull(strstr(text, "#DF"));
	ck_assert_ptr_nonnull(strstr(text, "#GP"));
	ck_assert_ptr_nonnull(strstr(text, "0008:00010003"));
	ck_assert_ptr_nonnull(strstr(text, "IDT entry at 00002000"));
	ck_assert_ptr_nonnull(strstr(text, "code selector 00000ff8"));
	/* a reset makes it run again */
	cpu_reset(rig->cpu);
	ck_assert(!cpu_halted(rig->cpu));
}
END_TEST

START_TEST(no_idt_is_a_triple_fault)
{
	char text[2048];

	LOAD(rig, ud2);
	rig->cpu->a.idt.limit = 0;
	ck_assert_int_eq(cpu_run(rig->cpu, 100), CPU_EXIT_SHUTDOWN);
	report(text, sizeof(text));
	ck_assert_ptr_nonnull(strstr(text, "IDT limit 00000000"));
	ck_assert_uint_eq(cpu_insns(rig->cpu), 0);
}
END_TEST

/* ---- alignment ---- */

GUEST(misaligned, "mov %al, 0x20001; mov %ax, 0x20002; mov %eax, 0x20001");

START_TEST(alignment_is_checked_at_cpl3_only)
{
	LOAD(rig, misaligned);
	rig->ram[RIG_CODE + (misaligned_end - misaligned)] = 0xf4;
	cpu_set_reg(rig->cpu, "cr0", CR0_PE | CR0_AM);
	cpu_set_reg(rig->cpu, "eflags", FL_AC);
	rig_run(rig);
	rig_user(rig);
	rig_again(rig);
	rig_expect_error(rig, 17, 0, RIG_CODE + 11);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("faults");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, plain_vectors, 0, sizeof(plain) / sizeof(plain[0]));
	tcase_add_test(tcase, x87_is_nm_under_em_and_ts);
	tcase_add_test(tcase, fifteen_bytes_are_the_limit);
	tcase_add_loop_test(tcase, privileged_at_cpl3, 0,
			    sizeof(privileged) / sizeof(privileged[0]));
	tcase_add_test(tcase, iopl_opens_the_ports);
	tcase_add_test(tcase, the_io_map_opens_single_ports);
	tcase_add_test(tcase, int_n_checks_the_gate);
	tcase_add_test(tcase, a_gate_checks_its_code_segment);
	tcase_add_test(tcase, interrupt_and_trap_gates_differ_in_if);
	tcase_add_test(tcase, sixteen_bit_gates_push_words);
	tcase_add_test(tcase, a_fault_sets_rf_in_its_frame);
	tcase_add_test(tcase, a_bad_inner_stack_is_ts);
	tcase_add_test(tcase, a_short_tss_is_ts);
	tcase_add_test(tcase, an_exception_in_delivery_has_ext);
	tcase_add_test(tcase, two_contributory_make_a_double_fault);
	tcase_add_test(tcase, a_benign_first_makes_none);
	tcase_add_test(tcase, a_triple_fault_tells_its_story);
	tcase_add_test(tcase, no_idt_is_a_triple_fault);
	tcase_add_test(tcase, alignment_is_checked_at_cpl3_only);
	return rig_main(tcase, "faults");
}
