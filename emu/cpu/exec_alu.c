/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec_alu: ADD OR ADC SBB AND SUB XOR CMP TEST INC DEC NOT NEG, one handler
 * for each operation, size and shape of operands.
 */
#include "emu/cpu/alu.h"
#include "emu/cpu/exec.h"

static inline void alu(struct cpu *cpu, const struct uop *u, unsigned op, unsigned bytes,
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

#define ALU_HANDLER(name, op, bytes, shape)                                                        \
	static void name(struct cpu *cpu, const struct uop *u)                                     \
	{                                                                                          \
		alu(cpu, u, op, bytes, shape);                                                     \
	}
#define ALU_SHAPES(name, op, bytes)                                                                \
	ALU_HANDLER(name##_rr, op, bytes, SHAPE_RR)                                                \
	ALU_HANDLER(name##_ri, op, bytes, SHAPE_RI)                                                \
	ALU_HANDLER(name##_rm, op, bytes, SHAPE_RM)                                                \
	ALU_HANDLER(name##_mr, op, bytes, SHAPE_MR)                                                \
	ALU_HANDLER(name##_mi, op, bytes, SHAPE_MI)
#define ALU_SIZES(name, op)                                                                        \
	ALU_SHAPES(name##8, op, 1)                                                                 \
	ALU_SHAPES(name##16, op, 2)                                                                \
	ALU_SHAPES(name##32, op, 4)

ALU_SIZES(add, ALU_ADD)
ALU_SIZES(or, ALU_OR)
ALU_SIZES(adc, ALU_ADC)
ALU_SIZES(sbb, ALU_SBB)
ALU_SIZES(and, ALU_AND)
ALU_SIZES(sub, ALU_SUB)
ALU_SIZES(xor, ALU_XOR)
ALU_SIZES(cmp, ALU_CMP)

#define ALU_ROW(name)                                                                              \
	{                                                                                          \
		name##_rr, name##_ri, name##_rm, name##_mr, name##_mi                              \
	}
#define ALU_TABLE(name)                                                                            \
	{                                                                                          \
		ALU_ROW(name##8), ALU_ROW(name##16), ALU_ROW(name##32)                             \
	}

static uop_fn *const alu_table[8][3][SHAPES] = {
    ALU_TABLE(add), ALU_TABLE(or),  ALU_TABLE(adc), ALU_TABLE(sbb),
    ALU_TABLE(and), ALU_TABLE(sub), ALU_TABLE(xor), ALU_TABLE(cmp),
};

static inline void test(struct cpu *cpu, const struct uop *u, unsigned bytes, enum uop_shape shape)
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

static uop_fn *const test_table[3][SHAPES] = {
    {test8_rr, test8_ri, NULL, test8_mr, test8_mi},
    {test16_rr, test16_ri, NULL, test16_mr, test16_mi},
    {test32_rr, test32_ri, NULL, test32_mr, test32_mi},
};

/* INC and DEC keep CF, so it is worked out now. */
static inline void step(struct cpu *cpu, const struct uop *u, bool up, unsigned bytes)
{
	uint32_t la = 0, value = operand_take(cpu, u, bytes, &la);
	uint32_t result = (up ? value + 1 : value - 1) & size_mask(bytes);

	operand_put(cpu, u, la, result, bytes);
	cc_set(cpu, up ? CC_INC : CC_DEC, size_log2(bytes), result, cc_cf(cpu));
	NEXT(cpu, u);
}

static void inc8(struct cpu *cpu, const struct uop *u)
{
	step(cpu, u, true, 1);
}

static void inc16(struct cpu *cpu, const struct uop *u)
{
	step(cpu, u, true, 2);
}

static void inc32(struct cpu *cpu, const struct uop *u)
{
	step(cpu, u, true, 4);
}

static void dec8(struct cpu *cpu, const struct uop *u)
{
	step(cpu, u, false, 1);
}

static void dec16(struct cpu *cpu, const struct uop *u)
{
	step(cpu, u, false, 2);
}

static void dec32(struct cpu *cpu, const struct uop *u)
{
	step(cpu, u, false, 4);
}

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

static enum uop_shape shape_of(const struct insn *insn)
{
	const uint8_t *form = insn->row->form;
	bool imm = form[1] >= F_IB && form[1] <= F_I1;
	bool e_first = form[0] >= F_EB && form[0] <= F_ED;

	if (!insn->mem)
		return imm ? SHAPE_RI : SHAPE_RR;
	return imm ? SHAPE_MI : e_first ? SHAPE_MR : SHAPE_RM;
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
		return alu_table[insn->row->sem - S_ADD][lg][shape_of(insn)];
	case S_TEST:
		return test_table[lg][shape_of(insn)];
	case S_INC:
	case S_DEC:
		return step_table[insn->row->sem - S_INC][lg];
	case S_NOT:
		return not_any;
	case S_NEG:
		return neg_any;
	default:
		return NULL;
	}
}
