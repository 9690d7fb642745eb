/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * MMX, SSE and SSE2 where they may not run or may not go on: what raises, in
 * which order, and that nothing has changed then.
 */
#include "emu/cpu/sse.h"
#include "tests/emu/cpu/rig.h"

#define PAGE  0x300000u /* the page that tests bend; the one before it stays */
#define US_RW 7u

static struct rig *rig;

static void set_up(void)
{
	rig = rig_new();
	cpu_set_reg(rig->cpu, "cr4", CR4_OSFXSR | CR4_OSXMMEXCPT);
	for (unsigned i = 0; i < 128; i++)
		rig->cpu->a.fpu.xmm[i / 16][i % 16] = (uint8_t)(i + 1);
	for (unsigned i = 0; i < 8; i++)
		mmx_set(rig->cpu, i, 0x1111111111111111u * (i + 1));
	rig->cpu->a.fpu.empty = 0x5a;
	rig->cpu->a.fpu.top = 3;
}

static void tear_down(void)
{
	rig_free(rig);
}

static void map_with(uint32_t cr4)
{
	rig_paging(rig, cr4 | CR4_OSFXSR | CR4_OSXMMEXCPT);
}

static void unmap(uint32_t la)
{
	rig_put(rig, rig_pte(la), 0);
}

/* The instruction at RIG_CODE raised, and neither the registers nor the x87 unit know of it. */
static void expect_untouched(const struct fpu *before)
{
	struct fpu after = rig->cpu->a.fpu;

	after.mxcsr = before->mxcsr;
	ck_assert_mem_eq(&after, before, sizeof(after));
}

/* ---- whether the unit is there (SDM 3A, tables 13-1 and 2-3) ---- */

GUEST(xmm_int, "paddb %xmm1, %xmm2; hlt");
GUEST(xmm_fp, "addps %xmm1, %xmm2; hlt");
GUEST(xmm_move, "movups %xmm1, %xmm2; hlt");
GUEST(xmm_compare, "ucomiss %xmm1, %xmm2; hlt");
GUEST(xmm_to_general, "movmskps %xmm1, %eax; hlt");
GUEST(xmm_to_mmx, "movdq2q %xmm1, %mm2; hlt");
GUEST(mmx_to_xmm, "cvtpi2ps %mm1, %xmm2; hlt");
GUEST(load_mxcsr, "ldmxcsr 0x20000; hlt");
GUEST(store_mxcsr, "stmxcsr 0x20000; hlt");
GUEST(mask_store, "mov $0x20000, %edi; maskmovdqu %xmm1, %xmm2; hlt");
GUEST(mmx_int, "paddb %mm1, %mm2; hlt");
GUEST(mmx_move, "movd %mm1, %eax; hlt");
GUEST(mmx_sse, "pavgb %mm1, %mm2; hlt");
GUEST(mmx_sse2, "pmuludq %mm1, %mm2; hlt");
GUEST(mmx_nt, "movntq %mm1, 0x20000; hlt");
GUEST(leave_mmx, "emms; hlt");
GUEST(save, "fxsave 0x20000; hlt");
GUEST(restore, "fxrstor 0x20000; hlt");
GUEST(no_unit, "movnti %eax, 0x20000; prefetchnta 0x20000; sfence; lfence; mfence;"
	       "clflush 0x20000; pause; nopl 0x20000; hlt");

enum { NONE = -1 };

static const struct {
	const uint8_t *code;
	int em, ts, no_osfxsr, em_ts; /* the vector under each */
} units[] = {
    {xmm_int, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {xmm_fp, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {xmm_move, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {xmm_compare, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {xmm_to_general, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {xmm_to_mmx, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {mmx_to_xmm, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {load_mxcsr, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {store_mxcsr, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {mask_store, VEC_UD, VEC_NM, VEC_UD, VEC_UD},
    {mmx_int, VEC_UD, VEC_NM, NONE, VEC_UD},
    {mmx_move, VEC_UD, VEC_NM, NONE, VEC_UD},
    {mmx_sse, VEC_UD, VEC_NM, NONE, VEC_UD},
    {mmx_sse2, VEC_UD, VEC_NM, NONE, VEC_UD},
    {mmx_nt, VEC_UD, VEC_NM, NONE, VEC_UD},
    {leave_mmx, VEC_UD, VEC_NM, NONE, VEC_UD},
    {save, VEC_NM, VEC_NM, NONE, VEC_NM},
    {restore, VEC_NM, VEC_NM, NONE, VEC_NM},
    {no_unit, NONE, NONE, NONE, NONE},
};

static void try_unit(uint32_t cr0, uint32_t cr4, int vector)
{
	struct fpu before;

	rig_again(rig);
	rig->cpu->a.fpu.mxcsr = MXCSR_INIT;
	rig->cpu->a.r[ESP] = RIG_STACK;
	rig_put(rig, RIG_DATA, 0x1f80);
	rig_put(rig, RIG_DATA + 24, 0x1f80);
	cpu_set_reg(rig->cpu, "cr0", CR0_PE | cr0);
	cpu_set_reg(rig->cpu, "cr4", cr4);
	before = rig->cpu->a.fpu;
	rig_run(rig);
	if (vector == NONE) {
		ck_assert_uint_gt(rig->cpu->a.eip, RIG_CODE);
		ck_assert_uint_lt(rig->cpu->a.eip, RIG_CODE + 100);
		return;
	}
	ck_assert_uint_eq(rig->cpu->a.eip, rig_handler((unsigned)vector) + 1);
	expect_untouched(&before);
}

START_TEST(the_unit_may_be_away)
{
	const uint32_t all = CR4_OSFXSR | CR4_OSXMMEXCPT;

	rig_load(rig, RIG_CODE, units[_i].code, 64);
	try_unit(0, all, NONE);
	try_unit(CR0_EM, all, units[_i].em);
	try_unit(CR0_TS, all, units[_i].ts);
	try_unit(0, 0, units[_i].no_osfxsr);
	try_unit(CR0_EM | CR0_TS, all, units[_i].em_ts);
}
END_TEST

/* ---- an x87 exception that waits (SDM 3A 12.1, 13.1.5) ---- */

GUEST(pi2pd_memory, "cvtpi2pd 0x20000, %xmm2; hlt");
GUEST(pi2ps_memory, "cvtpi2ps 0x20000, %xmm2; hlt");
GUEST(q2dq, "movq2dq %mm1, %xmm2; hlt");
GUEST(ps2pi, "cvtps2pi %xmm1, %mm2; hlt");

static const struct {
	const uint8_t *code;
	bool raises;
} waiting[] = {
    {mmx_int, true},	  {mmx_move, true},   {mmx_nt, true},	     {leave_mmx, true},
    {xmm_to_mmx, true},	  {mmx_to_xmm, true}, {q2dq, true},	     {ps2pi, true},
    {pi2ps_memory, true}, {xmm_int, false},   {pi2pd_memory, false}, {save, false},
};

START_TEST(an_x87_exception_waits_for_mmx_too)
{
	struct fpu *fpu = &rig->cpu->a.fpu, before;

	rig_load(rig, RIG_CODE, waiting[_i].code, 64);
	cpu_set_reg(rig->cpu, "cr0", CR0_PE | CR0_NE);
	fpu->cw = FPU_CW_INIT & ~FPU_ZE;
	fpu->sw = FPU_ZE | FPU_ES | FPU_BUSY;
	before = *fpu;
	rig_run(rig);
	if (waiting[_i].raises) {
		ck_assert_uint_eq(rig->cpu->a.eip, rig_handler(VEC_MF) + 1);
		expect_untouched(&before);
	} else {
		ck_assert_uint_lt(rig->cpu->a.eip, RIG_CODE + 100);
		ck_assert_uint_eq(fpu->top, 3);
		ck_assert_uint_eq(fpu->empty, 0x5a);
	}
}
END_TEST

/* ---- SIMD exceptions ---- */

GUEST(divide, "divps %xmm1, %xmm2; hlt");
GUEST(convert, "cvttss2si %xmm1, %eax; hlt");
GUEST(order, "comiss %xmm1, %xmm2; hlt");

static void set_xmm(unsigned n, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
	*xmm(rig->cpu, n) = (union vec){.d = {a, b, c, d}};
}

#define ONE	   0x3f800000u
#define SIGNALLING 0x7fa00000u
#define DENORM	   0x00000001u

START_TEST(an_unmasked_exception_is_xm_with_the_flags)
{
	struct fpu before;

	LOAD(rig, divide);
	/* 1/0, 1/3 and 1/1: what is found after computing does not show. */
	set_xmm(1, 0, 0x40400000, ONE, ONE);
	set_xmm(2, ONE, ONE, ONE, DENORM);
	rig->cpu->a.fpu.mxcsr = MXCSR_INIT & ~(MXCSR_ZE << 7);
	before = rig->cpu->a.fpu;
	rig_expect(rig, VEC_XM, RIG_CODE);
	expect_untouched(&before);
	ck_assert_uint_eq(rig->cpu->a.fpu.mxcsr, before.mxcsr | MXCSR_ZE | MXCSR_DE);
}
END_TEST

START_TEST(without_osxmmexcpt_it_is_ud)
{
	LOAD(rig, convert);
	cpu_set_reg(rig->cpu, "cr4", CR4_OSFXSR);
	set_xmm(1, SIGNALLING, 0, 0, 0);
	rig->cpu->a.fpu.mxcsr = MXCSR_INIT & ~(MXCSR_IE << 7);
	rig->cpu->a.r[EAX] = 77;
	rig_expect(rig, VEC_UD, RIG_CODE);
	ck_assert_uint_eq(rig->cpu->a.r[EAX], 77);
	ck_assert_uint_eq(rig->cpu->a.fpu.mxcsr & MXCSR_FLAGS, MXCSR_IE);
}
END_TEST

START_TEST(a_comparison_that_raises_leaves_the_flags)
{
	LOAD(rig, order);
	set_xmm(1, SIGNALLING, 0, 0, 0);
	rig->cpu->a.fpu.mxcsr = MXCSR_INIT & ~(MXCSR_IE << 7);
	cpu_set_eflags(rig->cpu, FL_OF | FL_SF | FL_AF, FL_STATUS);
	rig_expect(rig, VEC_XM, RIG_CODE);
	ck_assert_uint_eq(rig_stack(rig, 2) & FL_STATUS, FL_OF | FL_SF | FL_AF);
}
END_TEST

/* ---- flags of results that are the least normal number, and were less before rounding ---- */

GUEST(product, "mulss %xmm1, %xmm2; hlt");
GUEST(narrowed, "cvtsd2ss %xmm1, %xmm2; hlt");

START_TEST(a_tiny_result_that_rounds_to_normal_is_an_underflow)
{
	LOAD(rig, product);
	set_xmm(1, 0x3f000000, 0, 0, 0);
	set_xmm(2, 0x00ffffff, 0, 0, 0);
	rig->cpu->a.fpu.mxcsr = MXCSR_INIT | MXCSR_PE;
	rig_run(rig);
	ck_assert_uint_eq(xmm(rig->cpu, 2)->d[0], 0x00800000);
	ck_assert_uint_eq(rig->cpu->a.fpu.mxcsr, MXCSR_INIT | MXCSR_PE | MXCSR_UE);
	LOAD(rig, narrowed);
	set_xmm(1, 0xe0000000, 0x380fffff, 0, 0);
	rig->cpu->a.fpu.mxcsr = MXCSR_INIT | MXCSR_PE;
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(xmm(rig->cpu, 2)->d[0], 0x00800000);
	ck_assert_uint_eq(rig->cpu->a.fpu.mxcsr, MXCSR_INIT | MXCSR_PE | MXCSR_UE);
}
END_TEST

/* ---- alignment ---- */

GUEST(movaps_load, "movaps (%ecx), %xmm2; hlt");
GUEST(movaps_store, "movaps %xmm2, (%ecx); hlt");
GUEST(movdqa_load, "movdqa (%ecx), %xmm2; hlt");
GUEST(movntps, "movntps %xmm2, (%ecx); hlt");
GUEST(movntdq, "movntdq %xmm2, (%ecx); hlt");
GUEST(addps, "addps (%ecx), %xmm2; hlt");
GUEST(pshufd, "pshufd $3, (%ecx), %xmm2; hlt");
GUEST(psrlw, "psrlw (%ecx), %xmm2; hlt");
GUEST(cvtpd2pi, "cvtpd2pi (%ecx), %mm2; hlt");
GUEST(fxsave, "fxsave (%ecx); hlt");
GUEST(fxrstor, "fxrstor (%ecx); hlt");
GUEST(movups_load, "movups (%ecx), %xmm2; hlt");
GUEST(movdqu_store, "movdqu %xmm2, (%ecx); hlt");
GUEST(addss, "addss (%ecx), %xmm2; hlt");
GUEST(addsd, "addsd (%ecx), %xmm2; hlt");
GUEST(cvtps2pd, "cvtps2pd (%ecx), %xmm2; hlt");
GUEST(movhps, "movhps (%ecx), %xmm2; hlt");
GUEST(movq_store, "movq %xmm2, (%ecx); hlt");
GUEST(paddb_mmx, "paddb (%ecx), %mm2; hlt");
GUEST(movq_mmx_store, "movq %mm2, (%ecx); hlt");
GUEST(movntq, "movntq %mm2, (%ecx); hlt");

static const struct {
	const uint8_t *code;
	unsigned bytes; /* of the operand */
	bool aligned, writes;
} operands[] = {
    {movaps_load, 16, true, false},  {movaps_store, 16, true, true},
    {movdqa_load, 16, true, false},  {movntps, 16, true, true},
    {movntdq, 16, true, true},	     {addps, 16, true, false},
    {pshufd, 16, true, false},	     {psrlw, 16, true, false},
    {cvtpd2pi, 16, true, false},     {fxsave, 512, true, true},
    {fxrstor, 512, true, false},     {movups_load, 16, false, false},
    {movdqu_store, 16, false, true}, {addss, 4, false, false},
    {addsd, 8, false, false},	     {cvtps2pd, 8, false, false},
    {movhps, 8, false, false},	     {movq_store, 8, false, true},
    {paddb_mmx, 8, false, false},    {movq_mmx_store, 8, false, true},
    {movntq, 8, false, true},
};

#define OPERANDS ((int)(sizeof(operands) / sizeof(operands[0])))

static void load_operand(int i, uint32_t ecx)
{
	rig_load(rig, RIG_CODE, operands[i].code, 16);
	rig->cpu->a.r[ECX] = ecx;
	rig->cpu->a.r[ESP] = RIG_STACK;
	rig_again(rig);
}

START_TEST(what_must_be_aligned)
{
	struct fpu before = rig->cpu->a.fpu;

	for (unsigned off = 1; off < 16; off++) {
		load_operand(_i, RIG_DATA + off);
		if (operands[_i].aligned) {
			rig_expect_error(rig, VEC_GP, 0, RIG_CODE);
			expect_untouched(&before);
		} else {
			rig_run(rig);
			ck_assert_uint_lt(rig->cpu->a.eip, RIG_CODE + 16);
		}
	}
}
END_TEST

START_TEST(misalignment_comes_before_the_page)
{
	map_with(0);
	unmap(PAGE);
	load_operand(_i, PAGE + 4);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, rig_handler(operands[_i].aligned ? VEC_GP : VEC_PF) + 1);
}
END_TEST

/* ---- pages and segments: all of it can be accessed, or nothing happens ---- */

/* An operand that reaches some bytes into the page; aligned ones only where they can. */
static bool reaching(int i, unsigned into, uint32_t *la)
{
	*la = PAGE - operands[i].bytes + into;
	return into && into < operands[i].bytes && !(operands[i].aligned && *la & 15);
}

START_TEST(nothing_is_done_before_the_second_page_is_there)
{
	struct fpu before;
	uint8_t filled[512];
	uint32_t la;

	memset(filled, 0xa5, sizeof(filled));
	map_with(0);
	unmap(PAGE);
	for (unsigned into = 1; into < operands[_i].bytes; into++) {
		if (!reaching(_i, into, &la))
			continue;
		memcpy(rig->ram + la, filled, operands[_i].bytes - into);
		load_operand(_i, la);
		before = rig->cpu->a.fpu;
		rig_expect_error(rig, VEC_PF, operands[_i].writes ? 2 : 0, RIG_CODE);
		ck_assert_uint_eq(rig_reg(rig, "cr2"), PAGE);
		expect_untouched(&before);
		ck_assert_mem_eq(rig->ram + la, filled, operands[_i].bytes - into);
	}
}
END_TEST

START_TEST(a_store_into_a_read_only_second_page_writes_nothing)
{
	uint32_t la;

	if (!operands[_i].writes)
		return;
	map_with(0);
	rig_put(rig, rig_pte(PAGE), PAGE | 5);
	for (unsigned into = 1; into < operands[_i].bytes; into++) {
		if (!reaching(_i, into, &la))
			continue;
		memset(rig->ram + la, 0xa5, operands[_i].bytes);
		load_operand(_i, la);
		rig_expect_error(rig, VEC_PF, 3, RIG_CODE);
		ck_assert_uint_eq(rig_reg(rig, "cr2"), PAGE);
		for (unsigned i = 0; i < operands[_i].bytes; i++)
			ck_assert_uint_eq(rig->ram[la + i], 0xa5);
	}
}
END_TEST

/* Two pages far apart in memory. */
START_TEST(an_operand_across_pages_is_put_together)
{
	uint32_t la;

	if (operands[_i].bytes > 16)
		return;
	map_with(0);
	rig_put(rig, rig_pte(PAGE), 0x500000 | US_RW);
	for (unsigned into = 1; into < operands[_i].bytes; into++) {
		struct fpu apart, together;

		if (!reaching(_i, into, &la))
			continue;
		for (unsigned i = 0; i < 16; i++)
			rig->ram[i < operands[_i].bytes - into
				     ? la + i
				     : 0x500000 + i - (operands[_i].bytes - into)] =
			    (uint8_t)(i * 11);
		set_xmm(2, ONE, ONE, ONE, ONE);
		mmx_set(rig->cpu, 2, 0);
		load_operand(_i, la);
		rig_run(rig);
		apart = rig->cpu->a.fpu;
		for (unsigned i = 0; i < 16; i++)
			rig->ram[RIG_DATA + i] = (uint8_t)(i * 11);
		set_xmm(2, ONE, ONE, ONE, ONE);
		mmx_set(rig->cpu, 2, 0);
		load_operand(_i, RIG_DATA);
		rig_run(rig);
		together = rig->cpu->a.fpu;
		ck_assert_mem_eq(&apart, &together, sizeof(apart));
		for (unsigned i = 0; i < operands[_i].bytes; i++)
			ck_assert_uint_eq(
			    rig->ram[i < operands[_i].bytes - into
					 ? la + i
					 : 0x500000 + i - (operands[_i].bytes - into)],
			    rig->ram[RIG_DATA + i]);
	}
}
END_TEST

START_TEST(the_segment_limit_is_exact)
{
	struct fpu before = rig->cpu->a.fpu;
	uint32_t limit = RIG_DATA + 0x1000 - 1;

	rig->cpu->a.seg[SEG_DS].limit = limit;
	cpu_update_mode(rig->cpu);
	load_operand(_i, limit + 1 - operands[_i].bytes);
	rig_run(rig);
	ck_assert_uint_lt(rig->cpu->a.eip, RIG_CODE + 16);
	rig->cpu->a.fpu = before;
	load_operand(_i, limit + 1 - operands[_i].bytes + (operands[_i].aligned ? 16 : 1));
	rig_expect_error(rig, VEC_GP, 0, RIG_CODE);
	expect_untouched(&before);
}
END_TEST

GUEST(on_stack, "movups %ss:(%ecx), %xmm2; hlt");

START_TEST(beyond_the_stack_segment_it_is_ss)
{
	LOAD(rig, on_stack);
	rig->cpu->a.seg[SEG_SS].limit = RIG_STACK + 0xfff;
	cpu_update_mode(rig->cpu);
	rig->cpu->a.r[ECX] = RIG_STACK + 0x1000 - 15;
	rig_expect_error(rig, VEC_SS, 0, RIG_CODE);
}
END_TEST

/* Unaligned operands: #AC where the checks are on; the others are #GP already. */
START_TEST(alignment_checks_at_cpl3)
{
	load_operand(_i, RIG_DATA + 1);
	rig->cpu->a.fpu.mxcsr = MXCSR_INIT;
	cpu_set_reg(rig->cpu, "cr0", CR0_PE | CR0_AM);
	rig_user(rig);
	cpu_set_eflags(rig->cpu, FL_AC, FL_AC);
	rig_expect_error(rig, operands[_i].aligned ? VEC_GP : VEC_AC, 0, RIG_CODE);
}
END_TEST

/* ---- devices ---- */

GUEST(from_device, "nop; movups 0xf0000000, %xmm2; nop; hlt");
GUEST(to_device, "nop; movq %mm2, 0xf0000000; nop; hlt");

START_TEST(a_device_is_accessed_once_for_each_part)
{
	LOAD(rig, from_device);
	rig->port_value = 0x12345678;
	rig_run(rig);
	ck_assert_uint_eq(rig->reads, 4);
	for (int i = 0; i < 4; i++)
		ck_assert_uint_eq(xmm(rig->cpu, 2)->d[i], 0x12345678);
	LOAD(rig, to_device);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(rig->writes, 2);
	ck_assert_uint_eq(rig->written, 0x33333333);
}
END_TEST

/* ---- code that is written ---- */

GUEST(rewrite, "movups patch, %xmm0; movups %xmm0, 0x10000 + target - rewrite;"
	       "target: mov $1, %eax; hlt; nop; nop; nop; nop; nop; nop; nop; nop; nop; nop;"
	       ".set patch, 0x20000");

START_TEST(a_store_over_the_next_instruction_is_executed)
{
	static const uint8_t patch[16] = {0xb8, 2, 0, 0, 0, 0xf4};

	LOAD(rig, rewrite);
	rig_load(rig, RIG_DATA, patch, sizeof(patch));
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.r[EAX], 2);
}
END_TEST

/* ---- masked stores ---- */

GUEST(mask_xmm, "maskmovdqu %xmm1, %xmm2; hlt");
GUEST(mask_mmx, "maskmovq %mm1, %mm2; hlt");
GUEST(mask_di, ".byte 0x67; maskmovdqu %xmm1, %xmm2; hlt");
GUEST(mask_fs, "fs; maskmovdqu %xmm1, %xmm2; hlt");

START_TEST(a_masked_store_writes_only_what_is_chosen)
{
	LOAD(rig, mask_xmm);
	memset(rig->ram + RIG_DATA, 0xee, 32);
	rig->cpu->a.r[EDI] = RIG_DATA + 3;
	set_xmm(1, 0x80ff7f00, 0, 0x00800000, 0xff);
	set_xmm(2, 0x44332211, 0x88776655, 0xccbbaa99, 0x00ffeedd);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 3), 0x4433eeee);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 7), 0xeeeeeeee);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 11), 0xeebbeeee);
	ck_assert_uint_eq(rig_get(rig, RIG_DATA + 15), 0xeeeeeedd);
}
END_TEST

START_TEST(a_masked_store_faults_whole_or_not_at_all)
{
	struct fpu before;

	map_with(0);
	unmap(PAGE);
	LOAD(rig, mask_xmm);
	memset(rig->ram + PAGE - 8, 0xee, 8);
	set_xmm(1, 0xffffffff, 0, 0, 0x80);
	rig->cpu->a.r[EDI] = PAGE - 8;
	before = rig->cpu->a.fpu;
	rig_expect_error(rig, VEC_PF, 2, RIG_CODE);
	ck_assert_uint_eq(rig_reg(rig, "cr2"), PAGE);
	ck_assert_uint_eq(rig_get(rig, PAGE - 8), 0xeeeeeeee);
	expect_untouched(&before);
	set_xmm(1, 0, 0, 0, 0);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_lt(rig->cpu->a.eip, RIG_CODE + 16);
}
END_TEST

START_TEST(a_masked_store_goes_to_di_and_to_other_segments)
{
	set_xmm(1, 0x80, 0, 0, 0);
	LOAD(rig, mask_di);
	rig->cpu->a.r[EDI] = 0xabcd0000 | RIG_IDT;
	rig_run(rig);
	ck_assert_uint_eq(rig->ram[RIG_IDT], rig->cpu->a.fpu.xmm[2][0]);
	LOAD(rig, mask_fs);
	rig->cpu->a.seg[SEG_FS].base = RIG_DATA;
	rig->cpu->a.r[EDI] = 0x40;
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(rig->ram[RIG_DATA + 0x40], rig->cpu->a.fpu.xmm[2][0]);
	LOAD(rig, mask_mmx);
	mmx_set(rig->cpu, 1, 0x8000000000000000);
	rig->cpu->a.r[EDI] = RIG_DATA;
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(rig->ram[RIG_DATA + 7], 0x33);
	ck_assert_uint_eq(rig->cpu->a.fpu.top, 0);
	ck_assert_uint_eq(rig->cpu->a.fpu.empty, 0);
}
END_TEST

/* ---- what is no instruction ---- */

static const uint8_t undefined[][6] = {
    {0xf0, 0x0f, 0x58, 0x01}, /* lock addps */
    {0xf0, 0x0f, 0xae, 0x01}, /* lock fxsave */
    {0x66, 0x0f, 0xae, 0x01}, /* 66 fxsave */
    {0xf3, 0x0f, 0xfc, 0xc1}, /* F3 paddb */
    {0x0f, 0x13, 0xc1},	      /* movlps to a register */
    {0x66, 0x0f, 0x12, 0xc1}, /* movlpd from a register */
    {0x0f, 0xe7, 0xc1},	      /* movntq to a register */
    {0x0f, 0xc3, 0xc1},	      /* movnti to a register */
    {0x0f, 0x50, 0x01},	      /* movmskps from memory */
    {0x0f, 0xc5, 0x01, 0},    /* pextrw from memory */
    {0x0f, 0xf7, 0x01},	      /* maskmovq with memory */
    {0x0f, 0x71, 0x11, 1},    /* psrlw of memory */
    {0x0f, 0x71, 0xc1, 1},    /* a hole in the group */
    {0x0f, 0x73, 0xd9, 1},    /* psrldq of an MMX register */
    {0x0f, 0xae, 0x28},	      /* lfence with memory */
    {0x0f, 0xae, 0xd1},	      /* ldmxcsr of a register */
    {0x0f, 0x6c, 0xc1},	      /* punpcklqdq of MMX registers */
    {0xf2, 0x0f, 0xd0, 0xc1}, /* addsubps: SSE3 */
    {0xf2, 0x0f, 0xf0, 0x01}, /* lddqu: SSE3 */
    {0x0f, 0x38, 0x00, 0xc1}, /* pshufb: SSSE3 */
};

START_TEST(undefined_encodings)
{
	rig_load(rig, RIG_CODE, undefined[_i], 6);
	rig->cpu->a.r[ECX] = rig->cpu->a.r[EAX] = RIG_DATA;
	rig_expect(rig, VEC_UD, RIG_CODE);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("sse_faults");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, the_unit_may_be_away, 0, sizeof(units) / sizeof(units[0]));
	tcase_add_loop_test(tcase, an_x87_exception_waits_for_mmx_too, 0,
			    sizeof(waiting) / sizeof(waiting[0]));
	tcase_add_test(tcase, an_unmasked_exception_is_xm_with_the_flags);
	tcase_add_test(tcase, without_osxmmexcpt_it_is_ud);
	tcase_add_test(tcase, a_comparison_that_raises_leaves_the_flags);
	tcase_add_test(tcase, a_tiny_result_that_rounds_to_normal_is_an_underflow);
	tcase_add_loop_test(tcase, what_must_be_aligned, 0, OPERANDS);
	tcase_add_loop_test(tcase, misalignment_comes_before_the_page, 0, OPERANDS);
	tcase_add_loop_test(tcase, nothing_is_done_before_the_second_page_is_there, 0, OPERANDS);
	tcase_add_loop_test(tcase, a_store_into_a_read_only_second_page_writes_nothing, 0,
			    OPERANDS);
	tcase_add_loop_test(tcase, an_operand_across_pages_is_put_together, 0, OPERANDS);
	tcase_add_loop_test(tcase, the_segment_limit_is_exact, 0, OPERANDS);
	tcase_add_test(tcase, beyond_the_stack_segment_it_is_ss);
	tcase_add_loop_test(tcase, alignment_checks_at_cpl3, 0, OPERANDS);
	tcase_add_test(tcase, a_device_is_accessed_once_for_each_part);
	tcase_add_test(tcase, a_store_over_the_next_instruction_is_executed);
	tcase_add_test(tcase, a_masked_store_writes_only_what_is_chosen);
	tcase_add_test(tcase, a_masked_store_faults_whole_or_not_at_all);
	tcase_add_test(tcase, a_masked_store_goes_to_di_and_to_other_segments);
	tcase_add_loop_test(tcase, undefined_encodings, 0,
			    sizeof(undefined) / sizeof(undefined[0]));
	return rig_main(tcase, "sse_faults");
}
