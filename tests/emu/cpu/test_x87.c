/* SPDX-License-Identifier: GPL-2.0-only */
/* The x87 unit where the host cannot show it: when exceptions come, what faults leave, real mode.
 */
#include "tests/emu/cpu/real.h"

static struct rig *rig;
static struct fpu *fpu;

static void setup(void)
{
	rig = rig_new();
	rig->cpu->a.cr0 |= CR0_NE;
	fpu = &rig->cpu->a.fpu;
}

static void teardown(void)
{
	rig_free(rig);
}

static void fresh(const uint8_t *code, const uint8_t *end)
{
	rig_load(rig, RIG_CODE, code, (size_t)(end - code));
	rig_again(rig);
}
#define FRESH(name) fresh(name, name##_end)

static void set_cr0(uint32_t bits)
{
	cpu_set_reg(rig->cpu, "cr0",
		    (rig->cpu->a.cr0 & ~(CR0_EM | CR0_MP | CR0_TS | CR0_NE)) | bits);
}

/* ---- reset ---- */

GUEST(state, "fnstenv 0x20000; fninit; fnstenv 0x20040; hlt");

START_TEST(reset_and_fninit)
{
	LOAD(rig, state);
	rig_run(rig);
	/* SDM 3A table 9-1 */
	ck_assert_uint_eq(rig_get(rig, RIG_DATA), 0xffff0040);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 4), 0xffff0000);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 8), 0xffff5555);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 0x40), 0xffff037f);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 0x48), 0xffffffff);
}
END_TEST

/* ---- when there is no unit to be had ---- */

GUEST(adds, "fadd %st(1); hlt");
GUEST(wait, "fwait; hlt");
GUEST(fisttp, ".byte 0xdb, 0x0d; .long 0x20000; hlt");
GUEST(d9d1, ".byte 0xd9, 0xd1; hlt");
GUEST(fnstsw, "fnstsw %ax; hlt");

START_TEST(not_available)
{
	static const struct {
		uint32_t cr0;
		bool esc, wait; /* #NM */
	} table[] = {
	    {0, false, false},
	    {CR0_MP, false, false},
	    {CR0_TS, true, false},
	    {CR0_EM, true, false},
	    {CR0_MP | CR0_TS, true, true},
	    {CR0_EM | CR0_MP, true, false},
	    {CR0_EM | CR0_MP | CR0_TS, true, true},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		set_cr0(table[i].cr0 | CR0_NE);
		FRESH(adds);
		rig_run(rig);
		ck_assert_int_eq(rig->cpu->a.eip == rig_handler(VEC_NM) + 1, table[i].esc);
		FRESH(fnstsw);
		rig_run(rig);
		ck_assert_int_eq(rig->cpu->a.eip == rig_handler(VEC_NM) + 1, table[i].esc);
		FRESH(wait);
		rig_run(rig);
		ck_assert_int_eq(rig->cpu->a.eip == rig_handler(VEC_NM) + 1, table[i].wait);
	}
}
END_TEST

START_TEST(holes_are_undefined)
{
	FRESH(fisttp);
	rig_expect(rig, VEC_UD, RIG_CODE);
	FRESH(d9d1);
	rig_expect(rig, VEC_UD, RIG_CODE);
}
END_TEST

/* ---- exceptions wait ---- */

/* 1 / 0 with ZM clear: at the next waiting instruction, not before. */
GUEST(late, "fninit; movw $0x37b, 0x20000; fldcw 0x20000; fldz; fld1; fdivp; nop; fnstsw %ax;"
	    "fnstcw 0x20002; fnstenv 0x20010; fldcw 0x20000; hlt");
GUEST(waits, "fninit; movw $0x37b, 0x20000; fldcw 0x20000; fldz; fld1; fdivp; nop; fwait; hlt");
GUEST(cleared, "fninit; movw $0x37b, 0x20000; fldcw 0x20000; fldz; fld1; fdivp; fnclex; fld1; hlt");
GUEST(unmasked_late,
      "fninit; fldz; fld1; fdivp; movw $0x37b, 0x20000; fldcw 0x20000; nop; fld1; hlt");

START_TEST(deferred)
{
	const uint32_t divide = RIG_CODE + 2 + 9 + 6 + 2 + 2;

	FRESH(waits);
	rig_expect(rig, VEC_MF, divide + 3);
	/* the pointers are those of the culprit; nothing was stored or popped */
	ck_assert_uint_eq(fpu->fip, divide);
	ck_assert_uint_eq(fpu->fcs, SEL_CODE0);
	ck_assert_uint_eq(fpu->fop, 0x6f1);
	ck_assert_uint_eq(fpu_sw(fpu), FPU_ZE | FPU_ES | FPU_BUSY | 6 << 11);
	FRESH(cleared);
	rig_run(rig);
	ck_assert_uint_eq(fpu_sw(fpu), 5 << 11);
	/* FLDCW unmasks what came before: SDM 1 8.1.5; here FNSTENV has masked it again */
	FRESH(late);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.r[EAX] & 0xffff, FPU_ZE | FPU_ES | FPU_BUSY | 6 << 11);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA) >> 16, 0x37b);
	ck_assert(fpu->sw & FPU_ES);
	FRESH(unmasked_late);
	rig_expect(rig, VEC_MF, RIG_CODE + 2 + 2 + 2 + 2 + 9 + 6 + 1);
}
END_TEST

GUEST(mmx, "fninit; movw $0x37b, 0x20000; fldcw 0x20000; fldz; fld1; fdivp; movq %mm0, %mm1; hlt");

START_TEST(mmx_waits_too)
{
	FRESH(mmx);
	rig_expect(rig, VEC_MF, RIG_CODE + 2 + 9 + 6 + 2 + 2 + 2);
}
END_TEST

/* ---- CR0.NE clear: FERR#, and an interrupt that the board makes of it ---- */

static unsigned rises, falls;

static void ferr(void *ctx, bool level)
{
	(void)ctx;
	*(level ? &rises : &falls) += 1;
	if (level)
		cpu_set_intr(rig->cpu, true);
}

static void on_io(struct rig *it, uint16_t port, bool write)
{
	ck_assert_uint_eq(port, 0xf0);
	ck_assert(write);
	cpu_set_ignne(it->cpu, true);
}

static void setup_ferr(void)
{
	setup();
	set_cr0(0);
	rig->cpu->board.ferr = ferr;
	rig->on_io = on_io;
	rises = falls = 0;
}

/* What a DOS program's or a 386 kernel's handler of IRQ 13 does. */
GUEST(irq13, "push %eax; xor %al, %al; out %al, $0xf0; fnstsw %ax; mov %ax, 0x20020; fnclex; pop "
	     "%eax; iret");
GUEST(with_irq,
      "sti; fninit; movw $0x37b, 0x20000; fldcw 0x20000; fldz; fld1; fdivp; nop; fld1; hlt");

START_TEST(ferr_becomes_an_interrupt)
{
	rig_load(rig, 0x18000, irq13, (size_t)(irq13_end - irq13));
	rig_gate(rig, 0x40, SEL_CODE0, 0x18000, 0x8e);
	FRESH(with_irq);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, RIG_CODE + (uint32_t)(with_irq_end - with_irq));
	ck_assert_uint_eq(rises, 1);
	ck_assert_uint_eq(falls, 1);
	ck_assert_uint_eq(rig->acks, 1);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 0x20) & 0xff, FPU_ZE | FPU_ES);
	/* FLD1 ran at last */
	ck_assert_uint_eq(fpu->top, 5);
}
END_TEST

GUEST(frozen, "fninit; movw $0x37b, 0x20000; fldcw 0x20000; fldz; fld1; fdivp; nop; fld1; hlt");

START_TEST(it_stands_still_until_then)
{
	const uint32_t at = RIG_CODE + 2 + 9 + 6 + 2 + 2 + 2 + 1;

	FRESH(frozen);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, at);
	ck_assert(cpu_halted(rig->cpu));
	ck_assert_uint_eq(rises, 1);
	/* with IGNNE# it would go on */
	cpu_set_ignne(rig->cpu, true);
	rig->cpu->a.halted = false;
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, at + 3);
	ck_assert_uint_eq(fpu->top, 5);
	ck_assert(fpu->sw & FPU_ES);
	ck_assert_uint_eq(falls, 0);
}
END_TEST

/* ---- what faults leave ---- */

#define HOLE (RIG_DATA + 0x1000) /* not present */

static void setup_hole(void)
{
	setup();
	rig_paging(rig, 0);
	rig->cpu->a.cr0 |= CR0_NE;
	rig_put(rig, rig_pte(HOLE), 0);
	fpu_init(fpu);
	fpu->top = 6;
	fpu->empty = 0x3f;
	fpu->sig[6] = 0xc90fdaa22168c235;
	fpu->se[6] = 0x4000;
	fpu->sig[7] = 1ull << 63;
	fpu->se[7] = 0x3fff;
	fpu->sw = FPU_C1 | FPU_C3 | FPU_PE;
	memset(rig->ram + RIG_DATA, 0x55, 0x1000);
}

GUEST(across2, "fstpl 0x20ffc; hlt");
GUEST(across3, "fstpt 0x20ff8; hlt");
GUEST(across4, "fnsave 0x20fc0; hlt");
GUEST(across5, "fnstenv 0x20ff0; hlt");
GUEST(across6, "fistpll 0x20ffe; hlt");
GUEST(across7, "fbstp 0x20ff7; hlt");
GUEST(across8, "fldl 0x20ffc; hlt");
GUEST(across9, "fldt 0x20ffc; hlt");
GUEST(across10, "frstor 0x20fc0; hlt");
GUEST(across11, "fldenv 0x20ff0; hlt");
GUEST(across12, "faddl 0x20ffc; hlt");
GUEST(across13, "data16 fnsave 0x20fc0; hlt");
GUEST(across14, "fstps 0x21000; hlt");

static const struct {
	const uint8_t *code, *end;
} across[] = {{across2, across2_end},	{across3, across3_end},	  {across4, across4_end},
	      {across5, across5_end},	{across6, across6_end},	  {across7, across7_end},
	      {across8, across8_end},	{across9, across9_end},	  {across10, across10_end},
	      {across11, across11_end}, {across12, across12_end}, {across13, across13_end},
	      {across14, across14_end}};

START_TEST(nothing_is_committed)
{
	struct fpu before = *fpu;

	fresh(across[_i].code, across[_i].end);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, rig_handler(VEC_PF) + 1);
	ck_assert_uint_eq(rig->cpu->a.cr2, HOLE);
	ck_assert_mem_eq(&before, fpu, sizeof(before));
	for (unsigned i = 0; i < 0x1000; i++)
		ck_assert_uint_eq(rig->ram[RIG_DATA + i], 0x55);
}
END_TEST

/* The same bytes, once the page is there. */
START_TEST(across_pages)
{
	rig_put(rig, rig_pte(HOLE), 0x200007);
	FRESH(across3);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 0xff8), 0x2168c235);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 0xffc), 0xc90fdaa2);
	ck_assert_uint_eq(rig_get(rig, 0x200000) & 0xffff, 0x4000);
	FRESH(across2);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 0xffc), 0);
	ck_assert_uint_eq(rig_get(rig, 0x200000), 0x3ff00000);
}
END_TEST

/* A store that an exception forbids still needs its place. */
START_TEST(page_fault_goes_first)
{
	fpu->cw &= (uint16_t)~FPU_OE;
	fpu->se[6] = 0x7ffe;
	FRESH(across14);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, rig_handler(VEC_PF) + 1);
	ck_assert_uint_eq(fpu->sw, FPU_C1 | FPU_C3 | FPU_PE);
}
END_TEST

/* ---- #AC: SDM 3A table 6-7 ---- */

GUEST(aligned4, "fldl 0x20004; hlt");
GUEST(aligned8, "fldt 0x20008; fldl 0x20010; flds 0x20004; hlt");
GUEST(env_at_2, "fnstenv 0x20002; hlt");

START_TEST(alignment)
{
	fpu_init(fpu);
	rig_user(rig);
	rig->cpu->a.cr0 |= CR0_AM;
	cpu_set_eflags(rig->cpu, FL_AC, FL_AC);
	FRESH(aligned8);
	cpu_run(rig->cpu, 3);
	ck_assert_uint_eq(rig->cpu->a.eip, RIG_CODE + 18);
	FRESH(aligned4);
	rig_expect_error(rig, VEC_AC, 0, RIG_CODE);
	rig_user(rig);
	cpu_set_eflags(rig->cpu, FL_AC, FL_AC);
	FRESH(env_at_2);
	rig_expect_error(rig, VEC_AC, 0, RIG_CODE);
}
END_TEST

/* ---- the real-address formats: SDM 1 figures 8-10 and 8-12 ---- */

GUEST16(real_env, "mov $0x1234, %ax; mov %ax, %ds; fninit; fld1; flds 0x5678; fnstenv 0x100;"
		  "data32 fnstenv 0x140; data32 fldenv 0x140; fnsave 0x180; hlt");

START_TEST(real_formats)
{
	const uint32_t base = 0x12340;
	uint32_t at = REAL_CODE + 3 + 2 + 2 + 2;
	struct rig *real = real_new();

	LOAD16(real, real_env);
	rig_run(real);
	ck_assert_uint_eq(rig_get(real, base + 0x100), 0x3000 << 16 | 0x37f);
	ck_assert_uint_eq(rig_get(real, base + 0x104), at << 16 | 0x1fff);     /* FIP; tags */
	ck_assert_uint_eq(rig_get(real, base + 0x108), 0x79b8u << 16 | 0x106); /* FDP; FOP */
	ck_assert_uint_eq(rig_get(real, base + 0x10c) & 0xffff, 0x1000);
	ck_assert_uint_eq(rig_get(real, base + 0x140), 0xffff037f);
	ck_assert_uint_eq(rig_get(real, base + 0x144), 0xffff3000);
	ck_assert_uint_eq(rig_get(real, base + 0x148), 0xffff1fff);
	ck_assert_uint_eq(rig_get(real, base + 0x14c), 0xffff0000 | at);
	ck_assert_uint_eq(rig_get(real, base + 0x150), 0x106);
	ck_assert_uint_eq(rig_get(real, base + 0x154), 0xffff79b8);
	ck_assert_uint_eq(rig_get(real, base + 0x158), 0x1000);
	/* loaded and saved again */
	ck_assert_mem_eq(real->ram + base + 0x180, real->ram + base + 0x100, 14);
	rig_free(real);
}
END_TEST

GUEST(enter_v86, "mov $0x2f000, %esp; iret");
GUEST16(v86_env, "fninit; fld1; flds 0x78; fnstenv 0x100; data32 fnstenv 0x140; hlt");

/* Virtual-8086 mode stores the same. */
START_TEST(v86_formats)
{
	const uint32_t frame[9] = {0, 0x1500, FL_VM | 2, 0x1000, 0x2000, 0, 0x1234, 0, 0};
	const uint32_t base = 0x12340, at = 0x15000 + 4;

	rig_load(rig, 0x2f000, frame, sizeof(frame));
	rig_load(rig, 0x15000, v86_env, (size_t)(v86_env_end - v86_env));
	FRESH(enter_v86);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, rig_handler(VEC_GP) + 1); /* of HLT */
	ck_assert_uint_eq(rig_get(rig, base + 0x106) & 0xffff, at & 0xffff);
	ck_assert_uint_eq(rig_get(rig, base + 0x108), 0x23b8u << 16 | 0x1106);
	ck_assert_uint_eq(rig_get(rig, base + 0x10c) & 0xffff, 0x1000);
	ck_assert_uint_eq(rig_get(rig, base + 0x14c), 0xffff0000 | (at & 0xffff));
	ck_assert_uint_eq(rig_get(rig, base + 0x150), 0x1106);
	ck_assert_uint_eq(rig_get(rig, base + 0x154), 0xffff23b8);
	ck_assert_uint_eq(rig_get(rig, base + 0x158), 0x1000);
}
END_TEST

/* ---- limits ---- */

GUEST(limits, "fldenv %fs:4; hlt");

START_TEST(the_whole_operand_within_the_limit)
{
	static const struct {
		uint32_t limit;
		bool fits;
	} table[] = {{31, true}, {30, false}};

	for (size_t i = 0; i < 2; i++) {
		rig->cpu->a.seg[SEG_FS].base = RIG_DATA;
		rig->cpu->a.seg[SEG_FS].limit = table[i].limit;
		cpu_update_mode(rig->cpu);
		FRESH(limits);
		rig_run(rig);
		ck_assert_int_eq(rig->cpu->a.eip != rig_handler(VEC_GP) + 1, table[i].fits);
	}
}
END_TEST

/* A prefix belongs to the instruction that the pointer points to (SDM 1 8.1.8). */
GUEST(prefixed, "fninit; nop; ds flds 0x20000; hlt");

START_TEST(pointer_to_prefixes)
{
	FRESH(prefixed);
	rig_run(rig);
	ck_assert_uint_eq(fpu->fip, RIG_CODE + 3);
	ck_assert_uint_eq(fpu->fdp, RIG_DATA);
	ck_assert_uint_eq(fpu->fds, SEL_DATA0);
	ck_assert_uint_eq(fpu->fop, 0x105);
}
END_TEST

static TCase *add(Suite *suite, const char *name, void (*before)(void))
{
	TCase *tcase = tcase_create(name);

	tcase_add_checked_fixture(tcase, before, teardown);
	suite_add_tcase(suite, tcase);
	return tcase;
}

int main(void)
{
	Suite *suite = suite_create("x87");
	TCase *tcase = add(suite, "x87", setup);
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, reset_and_fninit);
	tcase_add_test(tcase, not_available);
	tcase_add_test(tcase, holes_are_undefined);
	tcase_add_test(tcase, deferred);
	tcase_add_test(tcase, mmx_waits_too);
	tcase_add_test(tcase, alignment);
	tcase_add_test(tcase, real_formats);
	tcase_add_test(tcase, v86_formats);
	tcase_add_test(tcase, the_whole_operand_within_the_limit);
	tcase_add_test(tcase, pointer_to_prefixes);
	tcase = add(suite, "ferr", setup_ferr);
	tcase_add_test(tcase, ferr_becomes_an_interrupt);
	tcase_add_test(tcase, it_stands_still_until_then);
	tcase = add(suite, "faults", setup_hole);
	tcase_add_loop_test(tcase, nothing_is_committed, 0, sizeof(across) / sizeof(across[0]));
	tcase_add_test(tcase, across_pages);
	tcase_add_test(tcase, page_fault_goes_first);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
