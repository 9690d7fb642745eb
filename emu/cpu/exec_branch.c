/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec_branch: near control transfers, and compares fused with the jump after
 * them. The quick handlers are for a flat 32-bit code segment and operand;
 * the checked ones cut EIP to 16 bits and keep it within the limit.
 */
#include "emu/cpu/alu.h"
#include "emu/cpu/exec.h"

void branch_slow(struct cpu *cpu, unsigned n, uint32_t eip)
{
	const struct trace *from = cpu->trace, *to = trace_quick(cpu, eip);

	if (to->cost != TRACE_NEVER)
		trace_link(cpu, from, n, to, eip);
	trace_enter(cpu, to, eip);
}

void exec_end(struct cpu *cpu, const struct uop *u)
{
	branch(cpu, 0, u->off);
}

/* A target, cut and checked; #GP is raised at the branch itself (SDM 2A, JMP). */
static uint32_t checked_target(struct cpu *cpu, const struct uop *u, uint32_t eip)
{
	if (u->bytes == 2)
		eip &= 0xffff;
	if (eip > cpu->a.seg[SEG_CS].limit)
		raise_error_at(cpu, u, VEC_GP, 0);
	return eip;
}

/* ---- checked ---- */

static uint32_t relative(const struct cpu *cpu, const struct uop *u)
{
	return cpu->page_eip + u->imm;
}

static void jcc_checked(struct cpu *cpu, const struct uop *u)
{
	uint32_t eip = next_eip(cpu, u);

	if (cc_cond(cpu, u->code))
		eip = checked_target(cpu, u, relative(cpu, u));
	leave_to(cpu, eip);
}

static void jmp_checked(struct cpu *cpu, const struct uop *u)
{
	leave_to(cpu, checked_target(cpu, u, relative(cpu, u)));
}

static void call_checked(struct cpu *cpu, const struct uop *u)
{
	uint32_t eip = checked_target(cpu, u, relative(cpu, u));

	stack_push(cpu, u, next_eip(cpu, u), u->bytes);
	leave_to(cpu, eip);
}

static void jmp_ind_checked(struct cpu *cpu, const struct uop *u)
{
	leave_to(cpu, checked_target(cpu, u, operand_get(cpu, u, u->dst, u->bytes)));
}

static void call_ind_checked(struct cpu *cpu, const struct uop *u)
{
	uint32_t eip = checked_target(cpu, u, operand_get(cpu, u, u->dst, u->bytes));

	stack_push(cpu, u, next_eip(cpu, u), u->bytes);
	leave_to(cpu, eip);
}

static void ret_checked(struct cpu *cpu, const struct uop *u)
{
	uint32_t mask = stack_mask(cpu), esp = cpu->a.r[ESP], la, eip;

	cpu->at = u;
	la = segment_la(cpu, SEG_SS, esp & mask, u->bytes, false);
	eip = checked_target(cpu, u, mem_read(cpu, u, la, u->bytes));
	cpu->a.r[ESP] = (esp & ~mask) | ((esp + u->bytes + u->imm) & mask);
	leave_to(cpu, eip);
}

/* LOOP, LOOPE, LOOPNE and JCXZ count in CX or ECX by address size. */
static void loop_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->ad16 ? 2 : 4;
	uint32_t count = reg_get(cpu, REG_OFF(ECX), bytes), eip = next_eip(cpu, u);
	bool taken;

	if (u->code != S_JCXZ)
		count = (count - 1) & size_mask(bytes);
	taken = u->code == S_JCXZ ? !count : count != 0;
	if (u->code == S_LOOPE)
		taken = taken && cc_zf(cpu);
	else if (u->code == S_LOOPNE)
		taken = taken && !cc_zf(cpu);
	if (taken)
		eip = checked_target(cpu, u, relative(cpu, u));
	if (u->code != S_JCXZ)
		reg_set(cpu, REG_OFF(ECX), count, bytes);
	leave_to(cpu, eip);
}

/* ---- quick ---- */

static inline void jump_if(struct cpu *cpu, const struct uop *u, bool taken)
{
	if (taken)
		branch(cpu, 1, u->imm);
	else
		branch(cpu, 0, (uint32_t)u->off + u->len);
}

#define JCC(cond)                                                                                  \
	static void jcc_##cond(struct cpu *cpu, const struct uop *u)                               \
	{                                                                                          \
		jump_if(cpu, u, cc_cond(cpu, cond));                                               \
	}

JCC(0)
JCC(1)
JCC(2)
JCC(3)
JCC(4)
JCC(5)
JCC(6)
JCC(7)
JCC(8)
JCC(9)
JCC(10)
JCC(11)
JCC(12)
JCC(13)
JCC(14)
JCC(15)

static uop_fn *const jcc_table[16] = {jcc_0, jcc_1, jcc_2,  jcc_3,  jcc_4,  jcc_5,  jcc_6,  jcc_7,
				      jcc_8, jcc_9, jcc_10, jcc_11, jcc_12, jcc_13, jcc_14, jcc_15};

static void jmp_rel(struct cpu *cpu, const struct uop *u)
{
	branch(cpu, 1, u->imm);
}

static void call_rel(struct cpu *cpu, const struct uop *u)
{
	uint32_t esp = cpu->a.r[ESP] - 4;
	void *host;

	if (UNLIKELY(!tlb_writes(cpu->tlb, esp, 4, &host))) {
		call_checked(cpu, u);
		return;
	}
	mem_store(host, next_eip(cpu, u), 4);
	cpu->a.r[ESP] = esp;
	branch(cpu, 1, u->imm);
}

static void ret32(struct cpu *cpu, const struct uop *u)
{
	void *host;

	if (UNLIKELY(!tlb_reads(cpu->tlb, cpu->a.r[ESP], 4, &host))) {
		ret_checked(cpu, u);
		return;
	}
	cpu->a.r[ESP] += 4 + u->imm;
	leave_to(cpu, mem_load(host, 4));
}

static void jmp_ind(struct cpu *cpu, const struct uop *u)
{
	leave_to(cpu, operand_get(cpu, u, u->dst, 4));
}

static void call_ind(struct cpu *cpu, const struct uop *u)
{
	uint32_t eip = operand_get(cpu, u, u->dst, 4), esp = cpu->a.r[ESP] - 4;

	mem_write(cpu, u, esp, next_eip(cpu, u), 4);
	cpu->a.r[ESP] = esp;
	leave_to(cpu, eip);
}

/* ---- which is which ---- */

uop_fn *exec_branch_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	bool flat = mode & MODE_FLAT_CODE && mode & MODE_FLAT_DATA && mode & MODE_STACK32 &&
		    insn->op_bytes == 4;
	bool relative_form = insn->row->form[0] == F_JB || insn->row->form[0] == F_JZ;

	u->bytes = insn->op_bytes;
	switch (insn->row->sem) {
	case S_JCC:
		u->code = insn->row->cond;
		return flat ? jcc_table[u->code] : jcc_checked;
	case S_JMP:
		if (relative_form)
			return flat ? jmp_rel : jmp_checked;
		return flat ? jmp_ind : jmp_ind_checked;
	case S_CALL:
		if (relative_form)
			return flat ? call_rel : call_checked;
		return flat ? call_ind : call_ind_checked;
	case S_RET:
		return flat ? ret32 : ret_checked;
	case S_LOOP:
	case S_LOOPE:
	case S_LOOPNE:
	case S_JCXZ:
		u->code = insn->row->sem;
		return loop_any;
	default:
		return NULL;
	}
}

/* ---- a compare or test and the conditional jump after it ---- */

static inline bool sub_cond(unsigned cond, unsigned bytes, uint32_t a, uint32_t b)
{
	unsigned shift = 32 - 8 * bytes;
	int32_t sa = (int32_t)(a << shift), sb = (int32_t)(b << shift);
	uint32_t result = (a - b) & size_mask(bytes);
	bool met;

	switch (cond >> 1) {
	case 0:
		met = ((a ^ b) & (a ^ result)) >> (8 * bytes - 1) & 1;
		break;
	case 1:
		met = a < b;
		break;
	case 2:
		met = a == b;
		break;
	case 3:
		met = a <= b;
		break;
	case 4:
		met = result >> (8 * bytes - 1) & 1;
		break;
	case 5:
		met = cc_even_parity(result);
		break;
	case 6:
		met = sa < sb;
		break;
	default:
		met = sa <= sb;
		break;
	}
	return met != (cond & 1);
}

static inline bool logic_cond(unsigned cond, unsigned bytes, uint32_t result)
{
	bool sign = result >> (8 * bytes - 1) & 1, met;

	switch (cond >> 1) {
	case 0:
	case 1:
		met = false;
		break;
	case 2:
	case 3:
		met = !result;
		break;
	case 4:
	case 6:
		met = sign;
		break;
	case 5:
		met = cc_even_parity(result);
		break;
	default:
		met = sign || !result;
		break;
	}
	return met != (cond & 1);
}

/* u is the compare or test, u + 1 the jump. Memory that is not quick is left to the plain compare.
 */
INLINE void fused(struct cpu *cpu, const struct uop *u, unsigned cond, bool compare, unsigned bytes,
		  enum uop_shape shape)
{
	uint32_t mask = size_mask(bytes), a, b, value = 0;
	bool taken;
	void *host;

	if (shape >= SHAPE_RM) {
		if (UNLIKELY(!tlb_reads(cpu->tlb, quick_la(cpu, u, AT_INDEX), bytes, &host))) {
			(compare ? exec_alu_table[ALU_CMP]
				 : exec_test_table)[size_log2(bytes)][shape](cpu, u);
			return;
		}
		value = mem_load(host, bytes);
	}
	a = shape == SHAPE_MR || shape == SHAPE_MI ? value : reg_get(cpu, u->dst, bytes);
	b = shape == SHAPE_RI || shape == SHAPE_MI ? u->imm & mask
	    : shape == SHAPE_RM			   ? value
						   : reg_get(cpu, u->src, bytes);
	if (compare) {
		cc_set(cpu, CC_SUB, size_log2(bytes), (a - b) & mask, b);
		taken = sub_cond(cond, bytes, a, b);
	} else {
		cc_set(cpu, CC_LOGIC, size_log2(bytes), a & b, 0);
		taken = logic_cond(cond, bytes, a & b);
	}
	jump_if(cpu, u + 1, taken);
}

#define FUSED(name, cond, compare, bytes, shape)                                                   \
	static void name##cond(struct cpu *cpu, const struct uop *u)                               \
	{                                                                                          \
		fused(cpu, u, cond, compare, bytes, shape);                                        \
	}
#define FUSED_ALL(name, compare, bytes, shape)                                                     \
	FUSED(name, 0, compare, bytes, shape)                                                      \
	FUSED(name, 1, compare, bytes, shape)                                                      \
	FUSED(name, 2, compare, bytes, shape)                                                      \
	FUSED(name, 3, compare, bytes, shape)                                                      \
	FUSED(name, 4, compare, bytes, shape)                                                      \
	FUSED(name, 5, compare, bytes, shape)                                                      \
	FUSED(name, 6, compare, bytes, shape)                                                      \
	FUSED(name, 7, compare, bytes, shape)                                                      \
	FUSED(name, 8, compare, bytes, shape)                                                      \
	FUSED(name, 9, compare, bytes, shape)                                                      \
	FUSED(name, 10, compare, bytes, shape)                                                     \
	FUSED(name, 11, compare, bytes, shape)                                                     \
	FUSED(name, 12, compare, bytes, shape)                                                     \
	FUSED(name, 13, compare, bytes, shape)                                                     \
	FUSED(name, 14, compare, bytes, shape)                                                     \
	FUSED(name, 15, compare, bytes, shape)                                                     \
	static uop_fn *const name[16] = {                                                          \
	    name##0, name##1, name##2,	name##3,  name##4,  name##5,  name##6,	name##7,           \
	    name##8, name##9, name##10, name##11, name##12, name##13, name##14, name##15};

FUSED_ALL(cmp32_rr, true, 4, SHAPE_RR)
FUSED_ALL(cmp32_ri, true, 4, SHAPE_RI)
FUSED_ALL(cmp32_rm, true, 4, SHAPE_RM)
FUSED_ALL(cmp32_mr, true, 4, SHAPE_MR)
FUSED_ALL(cmp32_mi, true, 4, SHAPE_MI)
FUSED_ALL(cmp16_mi, true, 2, SHAPE_MI)
FUSED_ALL(cmp16_rm, true, 2, SHAPE_RM)
FUSED_ALL(cmp16_mr, true, 2, SHAPE_MR)
FUSED_ALL(cmp8_rr, true, 1, SHAPE_RR)
FUSED_ALL(cmp8_ri, true, 1, SHAPE_RI)
FUSED_ALL(cmp8_rm, true, 1, SHAPE_RM)
FUSED_ALL(cmp8_mr, true, 1, SHAPE_MR)
FUSED_ALL(cmp8_mi, true, 1, SHAPE_MI)
FUSED_ALL(test32_rr, false, 4, SHAPE_RR)
FUSED_ALL(test32_ri, false, 4, SHAPE_RI)
FUSED_ALL(test8_rr, false, 1, SHAPE_RR)
FUSED_ALL(test8_ri, false, 1, SHAPE_RI)
FUSED_ALL(test8_mi, false, 1, SHAPE_MI)
FUSED_ALL(test32_mi, false, 4, SHAPE_MI)

static uop_fn *const *const fused_cmp[3][SHAPES] = {
    {cmp8_rr, cmp8_ri, cmp8_rm, cmp8_mr, cmp8_mi},
    {NULL, NULL, cmp16_rm, cmp16_mr, cmp16_mi},
    {cmp32_rr, cmp32_ri, cmp32_rm, cmp32_mr, cmp32_mi},
};
static uop_fn *const *const fused_test[3][SHAPES] = {
    {test8_rr, test8_ri, NULL, NULL, test8_mi},
    {NULL},
    {test32_rr, test32_ri, NULL, NULL, test32_mi},
};

/* ---- arithmetic on a register and a jump on its result being zero or negative ---- */

INLINE void fused_alu(struct cpu *cpu, const struct uop *u, unsigned cond, unsigned op, bool imm)
{
	uint32_t a = reg_get(cpu, u->dst, 4), b = imm ? u->imm : reg_get(cpu, u->src, 4);
	uint32_t result = alu_result(cpu, op, 4, a, b);

	reg_set(cpu, u->dst, result, 4);
	alu_flags(cpu, op, 4, a, b, result);
	jump_if(cpu, u + 1, (cond >> 1 == 2 ? !result : result >> 31) != (cond & 1));
}

INLINE void fused_step(struct cpu *cpu, const struct uop *u, unsigned cond, bool up)
{
	uint32_t a = reg_get(cpu, u->dst, 4), result = up ? a + 1 : a - 1;

	reg_set(cpu, u->dst, result, 4);
	cc_step(cpu, up ? CC_INC : CC_DEC, 2, result);
	jump_if(cpu, u + 1, (cond >> 1 == 2 ? !result : result >> 31) != (cond & 1));
}

#define FUSED_RESULT(name, call)                                                                   \
	FUSED_ON(name, 4, call)                                                                    \
	FUSED_ON(name, 5, call)                                                                    \
	FUSED_ON(name, 8, call)                                                                    \
	FUSED_ON(name, 9, call)                                                                    \
	static uop_fn *const name[10] = {                                                          \
	    [4] = name##4, [5] = name##5, [8] = name##8, [9] = name##9};
#define FUSED_ON(name, n, call)                                                                    \
	static void name##n(struct cpu *cpu, const struct uop *u)                                  \
	{                                                                                          \
		enum { cond = n };                                                                 \
                                                                                                   \
		call;                                                                              \
	}

FUSED_RESULT(add32_rr, fused_alu(cpu, u, cond, ALU_ADD, false))
FUSED_RESULT(add32_ri, fused_alu(cpu, u, cond, ALU_ADD, true))
FUSED_RESULT(sub32_rr, fused_alu(cpu, u, cond, ALU_SUB, false))
FUSED_RESULT(sub32_ri, fused_alu(cpu, u, cond, ALU_SUB, true))
FUSED_RESULT(and32_rr, fused_alu(cpu, u, cond, ALU_AND, false))
FUSED_RESULT(and32_ri, fused_alu(cpu, u, cond, ALU_AND, true))
FUSED_RESULT(inc32, fused_step(cpu, u, cond, true))
FUSED_RESULT(dec32, fused_step(cpu, u, cond, false))

static uop_fn *pick_fused_result(const struct insn *first, unsigned cond)
{
	bool imm = exec_shape(first) == SHAPE_RI;

	if (cond >= 10)
		return NULL;
	switch (first->row->sem) {
	case S_ADD:
		return (imm ? add32_ri : add32_rr)[cond];
	case S_SUB:
		return (imm ? sub32_ri : sub32_rr)[cond];
	case S_AND:
		return (imm ? and32_ri : and32_rr)[cond];
	case S_INC:
		return inc32[cond];
	case S_DEC:
		return dec32[cond];
	default:
		return NULL;
	}
}

uop_fn *exec_fused_pick(const struct insn *first, const struct uop *u, const struct insn *jcc)
{
	enum uop_shape shape = exec_shape(first);
	uop_fn *const *family = NULL;

	if (first->mem && u->checked)
		return NULL;
	if (first->row->sem == S_CMP)
		family = fused_cmp[size_log2(u->bytes)][shape];
	else if (first->row->sem == S_TEST)
		family = fused_test[size_log2(u->bytes)][shape];
	else if (!first->mem && u->bytes == 4)
		return pick_fused_result(first, jcc->row->cond);
	return family ? family[jcc->row->cond] : NULL;
}
