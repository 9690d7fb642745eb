/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec_alu: ADD OR ADC SBB AND SUB XOR CMP TEST INC DEC NOT NEG.
 *
 * Every operation, size and shape of operands has a whole handler, which takes
 * any address and any memory. The usual ones have quick handlers before it:
 * for a flat address whose tag hits (else they go to the whole one), and silent
 * ones for registers when nobody will see the flags.
 */
#include "emu/cpu/alu.h"
#include "emu/cpu/exec.h"

INLINE void alu(struct cpu *cpu, const struct uop *u, unsigned op, unsigned bytes,
		enum uop_shape shape)
{
	bool to_memory = shape == SHAPE_MR || shape == SHAPE_MI;
	bool from_memory = shape == SHAPE_RM;
	uint32_t mask = size_mask(bytes);
	uint32_t la = 0, a, b;

	if (to_memory || from_memory)
		la = mem_la(cpu, u, bytes, to_memory && op != ALU_CMP);
	b = shape == SHAPE_RI || shape == SHAPE_MI ? u->imm & mask
	    : from_memory			   ? mem_read(cpu, u, la, bytes)
						   : reg_get(cpu, u->src, bytes);
	a = !to_memory	    ? reg_get(cpu, u->dst, bytes)
	    : op == ALU_CMP ? mem_read(cpu, u, la, bytes)
			    : mem_read_rmw(cpu, u, la, bytes);

	uint32_t result = alu_result(cpu, op, bytes, a, b);

	if (op != ALU_CMP && to_memory)
		mem_write(cpu, u, la, result, bytes);
	else if (op != ALU_CMP)
		reg_set(cpu, u->dst, result, bytes);
	alu_flags(cpu, op, bytes, a, b, result);
	NEXT(cpu, u);
}

INLINE void alu_quick(struct cpu *cpu, const struct uop *u, unsigned op, unsigned bytes,
		      enum uop_shape shape, enum address_form form, uop_fn *whole)
{
	bool writes = op != ALU_CMP && shape != SHAPE_RM;
	uint32_t la = quick_la(cpu, u, form), a, b, result;
	void *host;

	if (UNLIKELY(!(writes ? tlb_writes(cpu->tlb, la, bytes, &host)
			      : tlb_reads(cpu->tlb, la, bytes, &host)))) {
		whole(cpu, u);
		return;
	}
	a = shape == SHAPE_RM ? reg_get(cpu, u->dst, bytes) : mem_load(host, bytes);
	b = shape == SHAPE_RM	? mem_load(host, bytes)
	    : shape == SHAPE_MI ? u->imm & size_mask(bytes)
				: reg_get(cpu, u->src, bytes);
	result = alu_result(cpu, op, bytes, a, b);
	if (writes)
		mem_store(host, result, bytes);
	else if (op != ALU_CMP)
		reg_set(cpu, u->dst, result, bytes);
	alu_flags(cpu, op, bytes, a, b, result);
	NEXT(cpu, u);
}

INLINE void alu_silent(struct cpu *cpu, const struct uop *u, unsigned op, unsigned bytes, bool imm)
{
	uint32_t b = imm ? u->imm & size_mask(bytes) : reg_get(cpu, u->src, bytes);

	reg_set(cpu, u->dst, alu_result(cpu, op, bytes, reg_get(cpu, u->dst, bytes), b), bytes);
	NEXT(cpu, u);
}

#define ALU_WHOLE(name, op, bytes, shape)                                                          \
	static void name(struct cpu *cpu, const struct uop *u)                                     \
	{                                                                                          \
		alu(cpu, u, op, bytes, shape);                                                     \
	}
#define ALU_QUICK(name, op, bytes, shape)                                                          \
	static void name##_base(struct cpu *cpu, const struct uop *u)                              \
	{                                                                                          \
		alu_quick(cpu, u, op, bytes, shape, AT_BASE, name);                                \
	}                                                                                          \
	static void name##_index(struct cpu *cpu, const struct uop *u)                             \
	{                                                                                          \
		alu_quick(cpu, u, op, bytes, shape, AT_INDEX, name);                               \
	}
#define ALU_SHAPES(name, op, bytes)                                                                \
	ALU_WHOLE(name##_rr, op, bytes, SHAPE_RR)                                                  \
	ALU_WHOLE(name##_ri, op, bytes, SHAPE_RI)                                                  \
	ALU_WHOLE(name##_rm, op, bytes, SHAPE_RM)                                                  \
	ALU_WHOLE(name##_mr, op, bytes, SHAPE_MR)                                                  \
	ALU_WHOLE(name##_mi, op, bytes, SHAPE_MI)                                                  \
	ALU_QUICK(name##_rm, op, bytes, SHAPE_RM)                                                  \
	ALU_QUICK(name##_mr, op, bytes, SHAPE_MR)                                                  \
	ALU_QUICK(name##_mi, op, bytes, SHAPE_MI)
#define ALU_SIZES(name, op)                                                                        \
	ALU_SHAPES(name##8, op, 1)                                                                 \
	ALU_SHAPES(name##16, op, 2)                                                                \
	ALU_SHAPES(name##32, op, 4)
#define ALU_SILENT(name, op, bytes)                                                                \
	static void name##_rr_silent(struct cpu *cpu, const struct uop *u)                         \
	{                                                                                          \
		alu_silent(cpu, u, op, bytes, false);                                              \
	}                                                                                          \
	static void name##_ri_silent(struct cpu *cpu, const struct uop *u)                         \
	{                                                                                          \
		alu_silent(cpu, u, op, bytes, true);                                               \
	}

ALU_SIZES(add, ALU_ADD)
ALU_SIZES(or, ALU_OR)
ALU_SIZES(adc, ALU_ADC)
ALU_SIZES(sbb, ALU_SBB)
ALU_SIZES(and, ALU_AND)
ALU_SIZES(sub, ALU_SUB)
ALU_SIZES(xor, ALU_XOR)
ALU_SIZES(cmp, ALU_CMP)
ALU_SILENT(add8, ALU_ADD, 1)
ALU_SILENT(add32, ALU_ADD, 4)
ALU_SILENT(or8, ALU_OR, 1)
ALU_SILENT(or32, ALU_OR, 4)
ALU_SILENT(and8, ALU_AND, 1)
ALU_SILENT(and32, ALU_AND, 4)
ALU_SILENT(sub8, ALU_SUB, 1)
ALU_SILENT(sub32, ALU_SUB, 4)
ALU_SILENT(xor8, ALU_XOR, 1)
ALU_SILENT(xor32, ALU_XOR, 4)

#define ALU_ROW(name)                                                                              \
	{                                                                                          \
		name##_rr, name##_ri, name##_rm, name##_mr, name##_mi                              \
	}
#define ALU_TABLE(name)                                                                            \
	{                                                                                          \
		ALU_ROW(name##8), ALU_ROW(name##16), ALU_ROW(name##32)                             \
	}
#define ALU_QUICK_ROW(name)                                                                        \
	{                                                                                          \
		[SHAPE_RM] = {name##_rm_base, name##_rm_index},                                    \
		[SHAPE_MR] = {name##_mr_base, name##_mr_index},                                    \
		[SHAPE_MI] = {name##_mi_base, name##_mi_index},                                    \
	}
#define ALU_QUICK_TABLE(name)                                                                      \
	{                                                                                          \
		ALU_QUICK_ROW(name##8), ALU_QUICK_ROW(name##16), ALU_QUICK_ROW(name##32)           \
	}
#define ALU_SILENT_TABLE(name)                                                                     \
	{                                                                                          \
		{name##8_rr_silent, name##8_ri_silent}, {NULL, NULL},                              \
		{                                                                                  \
			name##32_rr_silent, name##32_ri_silent                                     \
		}                                                                                  \
	}

uop_fn *const exec_alu_table[8][3][SHAPES] = {
    ALU_TABLE(add), ALU_TABLE(or),  ALU_TABLE(adc), ALU_TABLE(sbb),
    ALU_TABLE(and), ALU_TABLE(sub), ALU_TABLE(xor), ALU_TABLE(cmp),
};
static uop_fn *const alu_quick_table[8][3][SHAPES][ADDRESS_FORMS] = {
    ALU_QUICK_TABLE(add), ALU_QUICK_TABLE(or),	ALU_QUICK_TABLE(adc), ALU_QUICK_TABLE(sbb),
    ALU_QUICK_TABLE(and), ALU_QUICK_TABLE(sub), ALU_QUICK_TABLE(xor), ALU_QUICK_TABLE(cmp),
};
static uop_fn *const alu_silent_table[8][3][2] = {
    [ALU_ADD] = ALU_SILENT_TABLE(add), [ALU_OR] = ALU_SILENT_TABLE(or),
    [ALU_AND] = ALU_SILENT_TABLE(and), [ALU_SUB] = ALU_SILENT_TABLE(sub),
    [ALU_XOR] = ALU_SILENT_TABLE(xor),
};

INLINE void test(struct cpu *cpu, const struct uop *u, unsigned bytes, enum uop_shape shape)
{
	bool memory = shape == SHAPE_MR || shape == SHAPE_MI;
	uint32_t a = memory ? mem_read(cpu, u, mem_la(cpu, u, bytes, false), bytes)
			    : reg_get(cpu, u->dst, bytes);
	uint32_t b = shape == SHAPE_RI || shape == SHAPE_MI ? u->imm : reg_get(cpu, u->src, bytes);

	cc_set(cpu, CC_LOGIC, size_log2(bytes), a & b & size_mask(bytes), 0);
	NEXT(cpu, u);
}

#define TEST_HANDLER(name, bytes, shape)                                                           \
	static void name(struct cpu *cpu, const struct uop *u)                                     \
	{                                                                                          \
		test(cpu, u, bytes, shape);                                                        \
	}
#define TEST_SHAPES(name, bytes)                                                                   \
	TEST_HANDLER(name##_rr, bytes, SHAPE_RR)                                                   \
	TEST_HANDLER(name##_ri, bytes, SHAPE_RI)                                                   \
	TEST_HANDLER(name##_mr, bytes, SHAPE_MR)                                                   \
	TEST_HANDLER(name##_mi, bytes, SHAPE_MI)

TEST_SHAPES(test8, 1)
TEST_SHAPES(test16, 2)
TEST_SHAPES(test32, 4)

uop_fn *const exec_test_table[3][SHAPES] = {
    {test8_rr, test8_ri, NULL, test8_mr, test8_mi},
    {test16_rr, test16_ri, NULL, test16_mr, test16_mi},
    {test32_rr, test32_ri, NULL, test32_mr, test32_mi},
};

INLINE void step_any(struct cpu *cpu, const struct uop *u, bool up, unsigned bytes)
{
	uint32_t la = 0, value = operand_take(cpu, u, bytes, &la);
	uint32_t result = (up ? value + 1 : value - 1) & size_mask(bytes);

	operand_put(cpu, u, la, result, bytes);
	cc_step(cpu, up ? CC_INC : CC_DEC, size_log2(bytes), result);
	NEXT(cpu, u);
}

INLINE void step_register(struct cpu *cpu, const struct uop *u, bool up, bool silent)
{
	uint32_t value = reg_get(cpu, u->dst, 4), result = up ? value + 1 : value - 1;

	reg_set(cpu, u->dst, result, 4);
	if (!silent)
		cc_step(cpu, up ? CC_INC : CC_DEC, 2, result);
	NEXT(cpu, u);
}

#define STEP(name, up)                                                                             \
	static void name##8(struct cpu * cpu, const struct uop *u)                                 \
	{                                                                                          \
		step_any(cpu, u, up, 1);                                                           \
	}                                                                                          \
	static void name##16(struct cpu * cpu, const struct uop *u)                                \
	{                                                                                          \
		step_any(cpu, u, up, 2);                                                           \
	}                                                                                          \
	static void name##32(struct cpu * cpu, const struct uop *u)                                \
	{                                                                                          \
		step_any(cpu, u, up, 4);                                                           \
	}                                                                                          \
	static void name##32_r(struct cpu * cpu, const struct uop *u)                              \
	{                                                                                          \
		step_register(cpu, u, up, false);                                                  \
	}                                                                                          \
	static void name##32_r_silent(struct cpu * cpu, const struct uop *u)                       \
	{                                                                                          \
		step_register(cpu, u, up, true);                                                   \
	}

STEP(inc, true)
STEP(dec, false)

static void not_any(struct cpu *cpu, const struct uop *u)
{
	uint32_t la = 0, value = operand_take(cpu, u, u->bytes, &la);

	operand_put(cpu, u, la, ~value, u->bytes);
	NEXT(cpu, u);
}

static void neg_any(struct cpu *cpu, const struct uop *u)
{
	uint32_t la = 0, value = operand_take(cpu, u, u->bytes, &la);
	uint32_t result = -value & size_mask(u->bytes);

	operand_put(cpu, u, la, result, u->bytes);
	cc_set(cpu, CC_SUB, size_log2(u->bytes), result, value);
	NEXT(cpu, u);
}

static void not32_r(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, ~reg_get(cpu, u->dst, 4), 4);
	NEXT(cpu, u);
}

static void neg32_r(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = reg_get(cpu, u->dst, 4);

	reg_set(cpu, u->dst, -value, 4);
	cc_set(cpu, CC_SUB, 2, -value, value);
	NEXT(cpu, u);
}

enum uop_shape exec_shape(const struct insn *insn)
{
	const uint8_t *form = insn->row->form;
	bool imm = form[1] >= F_IB && form[1] <= F_I1;
	bool e_first = form[0] >= F_EB && form[0] <= F_ED;

	if (!insn->mem)
		return imm ? SHAPE_RI : SHAPE_RR;
	return imm ? SHAPE_MI : e_first ? SHAPE_MR : SHAPE_RM;
}

static uop_fn *pick_alu(const struct insn *insn, const struct uop *u)
{
	unsigned op = insn->row->sem - S_ADD, lg = size_log2(u->bytes);
	enum uop_shape shape = exec_shape(insn);

	if (insn->mem && !u->checked)
		return alu_quick_table[op][lg][shape][address_form(u)];
	return exec_alu_table[op][lg][shape];
}

uop_fn *exec_alu_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	static uop_fn *const step_table[2][3] = {{inc8, inc16, inc32}, {dec8, dec16, dec32}};
	unsigned lg = size_log2(u->bytes);

	(void)mode;
	switch (insn->row->sem) {
	case S_ADD:
	case S_OR:
	case S_ADC:
	case S_SBB:
	case S_AND:
	case S_SUB:
	case S_XOR:
	case S_CMP:
		return pick_alu(insn, u);
	case S_TEST:
		return exec_test_table[lg][exec_shape(insn)];
	case S_INC:
	case S_DEC:
		if (!insn->mem && u->bytes == 4)
			return insn->row->sem == S_INC ? inc32_r : dec32_r;
		return step_table[insn->row->sem - S_INC][lg];
	case S_NOT:
		return !insn->mem && u->bytes == 4 ? not32_r : not_any;
	case S_NEG:
		return !insn->mem && u->bytes == 4 ? neg32_r : neg_any;
	default:
		return NULL;
	}
}

uop_fn *exec_alu_silent(const struct insn *insn, const struct uop *u)
{
	uint8_t sem = insn->row->sem;

	if (insn->mem)
		return NULL;
	if (sem >= S_ADD && sem <= S_XOR)
		return alu_silent_table[sem - S_ADD][size_log2(u->bytes)][exec_shape(insn)];
	if (u->bytes == 4 && (sem == S_INC || sem == S_DEC))
		return sem == S_INC ? inc32_r_silent : dec32_r_silent;
	return NULL;
}
