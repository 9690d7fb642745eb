/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sse: MMX, SSE and SSE2: the instructions that compute (sse_ops.h says what),
 * and which handler an instruction has.
 *
 * A handler fetches the source, computes, and puts the result away. What is
 * computed under MXCSR is computed in cpu->vec_result, and becomes the
 * register's when no unmasked exception was found.
 */
#include <assert.h>
#include <string.h>

#include "emu/cpu/sse.h"

_Noreturn void sse_not_available(struct cpu *cpu, const struct uop *u)
{
	bool undefined = cpu->a.cr0 & CR0_EM || !(cpu->a.cr4 & CR4_OSFXSR);

	raise_at(cpu, u, undefined ? VEC_UD : VEC_NM);
}

_Noreturn void mmx_not_available(struct cpu *cpu, const struct uop *u)
{
	raise_at(cpu, u, cpu->a.cr0 & CR0_EM ? VEC_UD : VEC_NM);
}

/* ---- no exceptions ---- */

INLINE void integer(struct cpu *cpu, const struct uop *u, enum vec_file file, unsigned bytes)
{
	need_sse(cpu, u);
	sse_ops[u->code].fn(xmm(cpu, u->dst), vec_source(cpu, u, file, bytes, bytes == 16), u->imm);
	NEXT(cpu, u);
}

static void integer_x16(struct cpu *cpu, const struct uop *u)
{
	integer(cpu, u, XMM, 16);
}

static void integer_x4(struct cpu *cpu, const struct uop *u)
{
	integer(cpu, u, XMM, 4);
}

static void integer_word(struct cpu *cpu, const struct uop *u)
{
	integer(cpu, u, GENERAL, 2);
}

static void integer_imm(struct cpu *cpu, const struct uop *u)
{
	integer(cpu, u, IMMEDIATE, 0);
}

INLINE void mmx(struct cpu *cpu, const struct uop *u, enum vec_file file, unsigned bytes)
{
	union vec *result = &cpu->vec_result;
	const union vec *source;

	need_mmx(cpu, u);
	source = vec_source(cpu, u, file, bytes, false);
	vec_set(result, mmx_get(cpu, u->dst));
	sse_ops[u->code].fn(result, source, u->imm);
	mmx_enter(cpu);
	mmx_set(cpu, u->dst, result->q[0]);
	NEXT(cpu, u);
}

static void mmx_q8(struct cpu *cpu, const struct uop *u)
{
	mmx(cpu, u, MMX, 8);
}

static void mmx_q4(struct cpu *cpu, const struct uop *u)
{
	mmx(cpu, u, MMX, 4);
}

static void mmx_word(struct cpu *cpu, const struct uop *u)
{
	mmx(cpu, u, GENERAL, 2);
}

static void mmx_imm(struct cpu *cpu, const struct uop *u)
{
	mmx(cpu, u, IMMEDIATE, 0);
}

static void emms(struct cpu *cpu, const struct uop *u)
{
	need_mmx(cpu, u);
	mmx_enter(cpu);
	cpu->a.fpu.empty = 0xff;
	NEXT(cpu, u);
}

/* ---- under MXCSR ---- */

/* cpu->vec_result and the source, to there; the flags are set even where one raises. */
static void compute(struct cpu *cpu, const struct uop *u, const union vec *source)
{
	uint32_t mxcsr = cpu->a.fpu.mxcsr;
	uint32_t flags = sse_compute(u->code, &cpu->vec_result, source, u->imm, mxcsr);

	cpu->a.fpu.mxcsr = mxcsr | flags;
	if (UNLIKELY(flags & MXCSR_UNMASKED(mxcsr)))
		raise_at(cpu, u, cpu->a.cr4 & CR4_OSXMMEXCPT ? VEC_XM : VEC_UD);
}

/* False: it must be computed the whole way. */
INLINE bool quickly(struct cpu *cpu, const struct uop *u, union vec *d, const union vec *source)
{
	sse_quick_fn *quick = sse_ops[u->code].quick;

	return quick && sse_quick_mxcsr(cpu->a.fpu.mxcsr) && quick(d, source);
}

INLINE void put(struct cpu *cpu, const struct uop *u, enum vec_file to)
{
	if (to == XMM)
		*xmm(cpu, u->dst) = cpu->vec_result;
	else if (to == MMX)
		mmx_set(cpu, u->dst, cpu->vec_result.q[0]);
	else
		reg_set(cpu, u->dst, cpu->vec_result.d[0], 4);
}

INLINE void floating(struct cpu *cpu, const struct uop *u, enum vec_file to, enum vec_file from,
		     unsigned bytes)
{
	const bool enters_mmx = to == MMX || from == MMX;
	const union vec *source;

	need_sse(cpu, u);
	if (enters_mmx)
		need_no_pending(cpu, u);
	source = vec_source(cpu, u, from, bytes, bytes == 16);
	if (!enters_mmx &&
	    quickly(cpu, u, to == XMM ? xmm(cpu, u->dst) : &cpu->vec_result, source)) {
		if (to != XMM)
			put(cpu, u, to);
		NEXT(cpu, u);
		return;
	}
	if (to == XMM)
		cpu->vec_result = *xmm(cpu, u->dst);
	/* The x87 unit has turned to MMX even when this raises #XM. */
	if (enters_mmx)
		mmx_enter(cpu);
	compute(cpu, u, source);
	put(cpu, u, to);
	NEXT(cpu, u);
}

#define FLOATING(name, to, from, bytes)                                                            \
	static void name(struct cpu *cpu, const struct uop *u)                                     \
	{                                                                                          \
		floating(cpu, u, to, from, bytes);                                                 \
	}

FLOATING(floating_x16, XMM, XMM, 16)
FLOATING(floating_x8, XMM, XMM, 8)
FLOATING(floating_x4, XMM, XMM, 4)
FLOATING(x_from_mmx, XMM, MMX, 8)
FLOATING(x_from_general, XMM, GENERAL, 4)
FLOATING(mmx_from_x16, MMX, XMM, 16)
FLOATING(mmx_from_x8, MMX, XMM, 8)
FLOATING(general_from_x8, GENERAL, XMM, 8)
FLOATING(general_from_x4, GENERAL, XMM, 4)

INLINE void compare(struct cpu *cpu, const struct uop *u, unsigned bytes)
{
	const union vec *source;

	need_sse(cpu, u);
	source = vec_source(cpu, u, XMM, bytes, false);
	cpu->vec_result = *xmm(cpu, u->dst);
	if (!quickly(cpu, u, &cpu->vec_result, source))
		compute(cpu, u, source);
	cc_set_flags(cpu, cpu->vec_result.d[0]);
	NEXT(cpu, u);
}

static void compare_x8(struct cpu *cpu, const struct uop *u)
{
	compare(cpu, u, 8);
}

static void compare_x4(struct cpu *cpu, const struct uop *u)
{
	compare(cpu, u, 4);
}

/* ---- order, caches ---- */

/* Nothing is out of order here. */
static void fence(struct cpu *cpu, const struct uop *u)
{
	NEXT(cpu, u);
}

/* Faults as a load of one byte does (SDM 2A, CLFLUSH). */
static void clflush(struct cpu *cpu, const struct uop *u)
{
	mem_probe_read(cpu, u, mem_la(cpu, u, 1, false), 1);
	NEXT(cpu, u);
}

/* ---- which is which ---- */

static const struct vec_handler computing[] = {
    {S_VINT, F_VX, F_WX, integer_x16},
    {S_VINT, F_VX, F_WD, integer_x4},
    {S_VINT, F_VX, F_RDMW, integer_word},
    {S_VINT, F_UX, F_IB, integer_imm},
    {S_MMX, F_PQ, F_QQ, mmx_q8},
    {S_MMX, F_PQ, F_QD, mmx_q4},
    {S_MMX, F_PQ, F_RDMW, mmx_word},
    {S_MMX, F_NQ, F_IB, mmx_imm},
    {S_VFP, F_VX, F_WX, floating_x16},
    {S_VFP, F_VX, F_WQ, floating_x8},
    {S_VFP, F_VX, F_WD, floating_x4},
    {S_VFP, F_VX, F_QQ, x_from_mmx},
    {S_VFP, F_VX, F_ED, x_from_general},
    {S_VFP, F_PQ, F_WX, mmx_from_x16},
    {S_VFP, F_PQ, F_WQ, mmx_from_x8},
    {S_VFP, F_GD, F_WQ, general_from_x8},
    {S_VFP, F_GD, F_WD, general_from_x4},
    {S_VCOMI, F_VX, F_WQ, compare_x8},
    {S_VCOMI, F_VX, F_WD, compare_x4},
    {S_EMMS, F_NONE, F_NONE, emms},
    {S_FXSAVE, F_MFX, F_NONE, sse_fxsave},
    {S_FXRSTOR, F_MFX, F_NONE, sse_fxrstor},
    {S_LDMXCSR, F_MD, F_NONE, sse_ldmxcsr},
    {S_STMXCSR, F_MD, F_NONE, sse_stmxcsr},
    {S_FENCE, F_RD, F_NONE, fence},
    {S_CLFLUSH, F_MB, F_NONE, clflush},
};

static uop_fn *handler_of(const struct insn_row *row, const struct vec_handler *handlers,
			  size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (handlers[i].sem == row->sem && handlers[i].to == row->form[0] &&
		    handlers[i].from == row->form[1])
			return handlers[i].fn;
	return NULL;
}

static uint8_t operation_of(const struct insn_row *row)
{
	char name[24] = "mmx ";
	int op = -1;

	if (row->sem == S_MMX) {
		strcpy(name + 4, row->name);
		op = sse_op_find(name);
	}
	if (op < 0)
		op = sse_op_find(row->name);
	assert(op >= 0 && op <= UINT8_MAX);
	return (uint8_t)op;
}

uop_fn *exec_sse_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	const struct insn_row *row = insn->row;

	if (row->sem < S_MMX || row->sem > S_CLFLUSH)
		return NULL;
	if (row->sem == S_MMX || row->sem == S_VINT || row->sem == S_VFP || row->sem == S_VCOMI)
		u->code = operation_of(row);
	/* SDM 2A, CVTPI2PD: a memory operand leaves the x87 unit alone. */
	if (insn->mem && !strcmp(row->name, "cvtpi2pd"))
		return floating_x8;
	if (row->sem == S_MASKMOV)
		sse_maskmov_address(insn, u, mode);
	uop_fn *fn = handler_of(row, computing, sizeof(computing) / sizeof(computing[0]));
	return fn ? fn : handler_of(row, sse_moves, sse_move_count);
}
