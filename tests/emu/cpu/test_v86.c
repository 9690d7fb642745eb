/* SPDX-License-Identifier: GPL-2.0-only */
/* Virtual-8086 mode: entry, exit, what IOPL guards, VME's virtual flag and table, and PVI. */
#include "tests/emu/cpu/real.h"

#define V86_CS	  0x1500u
#define V86_CODE  (V86_CS << 4)
#define V86_SP	  0x1000u
#define V86_SS	  0x2000u
#define V86_STACK ((V86_SS << 4) + V86_SP)

static struct rig *rig;

GUEST(enter_v86, "mov $0x2f000, %esp; iret");

/* Enter virtual-8086 mode by IRET; code is at 1500:0. */
static void enter(const uint8_t *code, const uint8_t *end, uint32_t eflags, uint32_t cr4)
{
	const uint32_t frame[9] = {0,	   V86_CS, FL_VM | eflags, V86_SP, V86_SS,
				   0x1111, 0x2222, 0x3333,	   0x4444};

	rig_load(rig, RIG_CODE, enter_v86, (size_t)(enter_v86_end - enter_v86));
	rig_load(rig, 0x2f000, frame, sizeof(frame));
	rig_load(rig, V86_CODE, code, (size_t)(end - code));
	cpu_set_reg(rig->cpu, "cr4", cr4);
}
#define ENTER(name, eflags, cr4) enter(name, name##_end, eflags, cr4)

static uint16_t v86_stack(unsigned n)
{
	return (uint16_t)rig_get(rig, V86_STACK - 2 * (n + 1));
}

static void set_up(void)
{
	rig = rig_new();
	/* A TSS with an I/O map that permits nothing but port 40h, and a redirection map before it.
	 */
	rig_descriptor(rig, SEL_TSS, RIG_TSS, 0x2fff, 0x8b, 0);
	rig->cpu->a.seg[SEG_TSS].limit = 0x2fff;
	rig_put(rig, RIG_TSS + 0x64, 0x88u << 16);
	memset(rig->ram + RIG_TSS + 0x68, 0xff, 0x80);
	rig->ram[RIG_TSS + 0x88 + 8] = 0xfe;
	/* The IVT */
	for (unsigned vector = 0; vector < 256; vector++)
		rig_put(rig, vector * 4, V86_CS << 16 | 0x100);
	rig->ram[V86_CODE + 0x100] = 0xf4;
}

static void tear_down(void)
{
	rig_free(rig);
}

GUEST16(halt, "hlt");

/* SDM 3B figure 20-4 */
START_TEST(an_exception_leaves_with_nine_values)
{
	const uint32_t want[] = {0,	 0,	 V86_CS, FL_VM | FL_RF | 2, V86_SP, V86_SS, 0x1111,
				 0x2222, 0x3333, 0x4444};

	ENTER(halt, 2, 0);
	rig_expect_error(rig, 13, 0, 0);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK0 - 40);
	for (unsigned i = 0; i < 10; i++)
		ck_assert_uint_eq(rig_stack(rig, i), want[i]);
	ck_assert_uint_eq(rig_reg(rig, "cpl"), 0);
	ck_assert_uint_eq(rig_reg(rig, "ds.attr"), 0);
	ck_assert_uint_eq(rig_reg(rig, "gs"), 0);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & FL_VM, 0);
}
END_TEST

GUEST16(segments, "mov $0x1234, %ax; mov %ax, %ds; mov 2, %bx; jmp $0x1600, $0x10");

START_TEST(segments_are_paragraphs)
{
	ENTER(segments, 2, 0);
	rig_put(rig, 0x12342, 0xbeef);
	rig->ram[0x16010] = 0xf4;
	rig_expect_error(rig, 13, 0, 0x10);
	ck_assert_uint_eq(rig_reg(rig, "bx"), 0xbeef);
	ck_assert_uint_eq(rig_stack(rig, 2), 0x1600);
	ck_assert_uint_eq(rig_stack(rig, 7), 0x1234);
}
END_TEST

START_TEST(a_handler_that_is_not_at_level_0_is_gp)
{
	ENTER(halt, 2, 0);
	rig_descriptor(rig, SEL_FREE, 0, 0xfffff, _i ? 0xbb : 0x9f, 0xc);
	rig_gate(rig, 13, SEL_FREE, rig_handler(13), 0x8e);
	rig_run(rig);
	/* #GP, then #GP for its handler: a double fault */
	ck_assert_uint_eq(rig_reg(rig, "eip"), rig_handler(8) + 1);
}
END_TEST

/* What needs IOPL 3 without VME: #GP at the instruction (SDM 3B 20.2.8.1). */
GUEST16(do_cli, "cli; hlt");
GUEST16(do_sti, "sti; hlt");
GUEST16(do_pushf, "pushfw; hlt");
GUEST16(do_popf, "pushw $0; popfw; hlt");
GUEST16(do_pushfd, "pushfl; hlt");
GUEST16(do_int, "int $0x21; hlt");
GUEST16(do_iret, "iretw");
static const struct {
	const uint8_t *code, *end;
	uint32_t at;
} sensitive[] = {
    {do_cli, do_cli_end, 0},   {do_sti, do_sti_end, 0},	      {do_pushf, do_pushf_end, 0},
    {do_popf, do_popf_end, 2}, {do_pushfd, do_pushfd_end, 0}, {do_int, do_int_end, 0},
    {do_iret, do_iret_end, 0},
};

START_TEST(iopl_guards)
{
	enter(sensitive[_i].code, sensitive[_i].end, FL_IF | 2, 0);
	rig_expect_error(rig, 13, 0, sensitive[_i].at);
}
END_TEST

START_TEST(iopl_3_permits)
{
	ENTER(do_cli, FL_IF | FL_IOPL | 2, 0);
	rig_expect_error(rig, 13, 0, 1);
	ck_assert_uint_eq(rig_stack(rig, 3) & (FL_IF | FL_IOPL), FL_IOPL);
}
END_TEST

START_TEST(int_n_goes_by_the_idt_with_iopl_3)
{
	ENTER(do_int, FL_IF | FL_IOPL | 2, 0);
	rig_gate(rig, 0x21, SEL_CODE0, rig_handler(0x21), 0xee);
	rig_expect(rig, 0x21, 2);
	ck_assert_uint_eq(rig_stack(rig, 1), V86_CS);
}
END_TEST

GUEST16(do_popf_iopl, "pushw $0x4000; popfw; pushfw; hlt");

/* POPF may change IF here, but not IOPL. */
START_TEST(popf_keeps_iopl)
{
	ENTER(do_popf_iopl, FL_IF | FL_IOPL | 2, 0);
	rig_expect_error(rig, 13, 0, 5);
	ck_assert_uint_eq(v86_stack(0), 0x7002);
}
END_TEST

/* ---- ports: the map counts whatever IOPL is ---- */

GUEST16(do_in, "in $0x40, %al; in $0x41, %al");

START_TEST(the_io_map_counts)
{
	ENTER(do_in, FL_IOPL | 2, 0);
	rig_expect_error(rig, 13, 0, 2);
	ck_assert_uint_eq(rig->reads, 1);
}
END_TEST

/* ---- VME ---- */

START_TEST(vme_cli_and_sti_turn_vif)
{
	ENTER(do_sti, FL_IF | 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 1);
	ck_assert_uint_eq(rig_stack(rig, 3) & (FL_VIF | FL_IF), FL_VIF | FL_IF);
	rig_again(rig);
	ENTER(do_cli, FL_IF | FL_VIF | 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 1);
	ck_assert_uint_eq(rig_stack(rig, 3) & (FL_VIF | FL_IF), FL_IF);
}
END_TEST

START_TEST(vme_sti_with_one_pending_is_gp)
{
	ENTER(do_sti, FL_IF | FL_VIP | 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 0);
}
END_TEST

START_TEST(vme_pushf_shows_vif_as_if)
{
	ENTER(do_pushf, (_i ? FL_VIF : FL_IF) | 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 1);
	ck_assert_uint_eq(v86_stack(0), _i ? 0x3202 : 0x3002);
}
END_TEST

START_TEST(vme_pushfd_is_gp_all_the_same)
{
	ENTER(do_pushfd, FL_IF | 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 0);
}
END_TEST

GUEST16(popf_if, "pushw $0x3200; popfw; hlt");
GUEST16(popf_tf, "pushw $0x100; popfw; hlt");

START_TEST(vme_popf_sets_vif)
{
	ENTER(popf_if, 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 4);
	ck_assert_uint_eq(rig_stack(rig, 3) & (FL_VIF | FL_IF | FL_IOPL), FL_VIF);
	rig_again(rig);
	ENTER(popf_if, FL_VIP | 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 3);
	rig_again(rig);
	ENTER(popf_tf, 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 3);
}
END_TEST

GUEST16(vme_iret, "pushw $0x200; pushw $0x1500; pushw $0x80; iretw");

START_TEST(vme_iret_sets_vif)
{
	ENTER(vme_iret, FL_IF | 2, CR4_VME);
	rig->ram[V86_CODE + 0x80] = 0xf4;
	rig_expect_error(rig, 13, 0, 0x80);
	ck_assert_uint_eq(rig_stack(rig, 3) & (FL_VIF | FL_IF), FL_VIF | FL_IF);
}
END_TEST

/* SDM 3B table 20-2: a clear bit of the redirection map: the task's own handler. */
START_TEST(vme_redirects_int_n)
{
	ENTER(do_int, FL_IF | FL_VIF | (_i ? FL_IOPL : 0) | 2, CR4_VME);
	rig->ram[RIG_TSS + 0x68 + 4] = 0xfd;
	rig_expect_error(rig, 13, 0, 0x100);
	ck_assert_uint_eq(v86_stack(0), 0x3202);
	ck_assert_uint_eq(v86_stack(1), V86_CS);
	ck_assert_uint_eq(v86_stack(2), 2);
	ck_assert_uint_eq(rig_stack(rig, 4), V86_SP - 6);
	ck_assert_uint_eq(rig_stack(rig, 3) & (FL_VIF | FL_IF), _i ? FL_VIF : FL_IF);
}
END_TEST

START_TEST(vme_set_bit_and_low_iopl_is_gp)
{
	ENTER(do_int, FL_IF | 2, CR4_VME);
	rig_expect_error(rig, 13, 0, 0);
}
END_TEST

GUEST16(do_int3, "int3");

START_TEST(int3_is_never_redirected)
{
	ENTER(do_int3, FL_IF | 2, CR4_VME);
	memset(rig->ram + RIG_TSS + 0x68, 0, 0x20);
	rig_gate(rig, 3, SEL_CODE0, rig_handler(3), 0xee);
	rig_expect(rig, 3, 1);
}
END_TEST

/* ---- PVI: the same flag for protected mode at CPL 3 ---- */

GUEST(pvi, "sti; pushf; hlt");

START_TEST(pvi_sti_sets_vif)
{
	LOAD(rig, pvi);
	cpu_set_reg(rig->cpu, "cr4", CR4_PVI);
	rig_user(rig);
	rig_expect_error(rig, 13, 0, RIG_CODE + 2);
	ck_assert_uint_eq(rig_stack(rig, 3) & (FL_VIF | FL_IF), FL_VIF);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "cr4", 0);
	rig_user(rig);
	rig_expect_error(rig, 13, 0, RIG_CODE);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("virtual-8086 mode");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, an_exception_leaves_with_nine_values);
	tcase_add_test(tcase, segments_are_paragraphs);
	tcase_add_loop_test(tcase, a_handler_that_is_not_at_level_0_is_gp, 0, 2);
	tcase_add_loop_test(tcase, iopl_guards, 0, 7);
	tcase_add_test(tcase, iopl_3_permits);
	tcase_add_test(tcase, int_n_goes_by_the_idt_with_iopl_3);
	tcase_add_test(tcase, popf_keeps_iopl);
	tcase_add_test(tcase, the_io_map_counts);
	tcase_add_test(tcase, vme_cli_and_sti_turn_vif);
	tcase_add_test(tcase, vme_sti_with_one_pending_is_gp);
	tcase_add_loop_test(tcase, vme_pushf_shows_vif_as_if, 0, 2);
	tcase_add_test(tcase, vme_pushfd_is_gp_all_the_same);
	tcase_add_test(tcase, vme_popf_sets_vif);
	tcase_add_test(tcase, vme_iret_sets_vif);
	tcase_add_loop_test(tcase, vme_redirects_int_n, 0, 2);
	tcase_add_test(tcase, vme_set_bit_and_low_iopl_is_gp);
	tcase_add_test(tcase, int3_is_never_redirected);
	tcase_add_test(tcase, pvi_sti_sets_vif);
	return rig_main(tcase, "v86");
}
