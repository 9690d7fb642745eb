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

/* ---- quick ---- */

static inline void jump_if(struct cpu *cpu, const struct uop *u, bool taken)
{
	if (taken)
		branch(cpu, 1, u->imm);
	else
		branch(cpu, 0, (uint32_t)u->off + u->len);
}

static void jcc(struct cpu *cpu, const struct uop *u)
{
	jump_if(cpu, u, cc_cond(cpu, u->code));
}

static void jmp_rel(struct cpu *cpu, const struct uop *u)
{
	branch(cpu, 1, u->imm);
}

static void call_rel(struct cpu *cpu, const struct uop *u)
{
	uint32_t esp = cpu->a.r[ESP] - 4;

	mem_write(cpu, u, esp, next_eip(cpu, u), 4);
	cpu->a.r[ESP] = esp;
	branch(cpu, 1, u->imm);
}

static void ret32(struct cpu *cpu, const struct uop *u)
{
	uint32_t eip = mem_read(cpu, u, cpu->a.r[ESP], 4);

	cpu->a.r[ESP] += 4 + u->imm;
	leave_to(cpu, eip);
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

uop_fn *exec_branch_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	bool flat = mode & MODE_FLAT_CODE && mode & MODE_FLAT_DATA && mode & MODE_STACK32 &&
		    insn->op_bytes == 4;
	bool relative_form = insn->row->form[0] == F_JB || insn->row->form[0] == F_JZ;

	u->bytes = insn->op_bytes;
	switch (insn->row->sem) {
	case S_JCC:
		u->code = insn->row->cond;
		return flat ? jcc : jcc_checked;
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

static inline void fused(struct cpu *cpu, const struct uop *u, unsigned cond, bool compare,
			 unsigned bytes, enum uop_shape shape)
{
	uint32_t mask = size_mask(bytes);
	bool first_memory = shape == SHAPE_MR || shape == SHAPE_MI;
	uint32_t a = first_memory ? mem_read(cpu, u, mem_la(cpu, u, bytes, false), bytes)
				  : reg_get(cpu, u->dst, bytes);
	uint32_t b = shape == SHAPE_RI || shape == SHAPE_MI ? u->imm & mask
		     : shape == SHAPE_RM ? mem_read(cpu, u, mem_la(cpu, u, bytes, false), bytes)
					 : reg_get(cpu, u->src, bytes);
	bool taken;

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

static uop_fn *const *const fused_cmp[3][SHAPES] = {
    {cmp8_rr, cmp8_ri, cmp8_rm, cmp8_mr, cmp8_mi},
    {NULL, NULL, cmp16_rm, NULL, cmp16_mi},
    {cmp32_rr, cmp32_ri, cmp32_rm, cmp32_mr, cmp32_mi},
};
static uop_fn *const *const fused_test[3][SHAPES] = {
    {test8_rr, test8_ri, NULL, NULL, test8_mi},
    {NULL},
    {test32_rr, test32_ri, NULL, NULL, NULL},
};

uop_fn *exec_fused_pick(const struct insn *first, const struct uop *u, const struct insn *jcc_insn)
{
	const uint8_t *form = first->row->form;
	bool imm = form[1] >= F_IB && form[1] <= F_I1;
	bool e_first = form[0] >= F_EB && form[0] <= F_ED;
	enum uop_shape shape = !first->mem ? imm ? SHAPE_RI : SHAPE_RR
			       : imm	   ? SHAPE_MI
			       : e_first   ? SHAPE_MR
					   : SHAPE_RM;
	uop_fn *const *family = NULL;

	if (first->row->sem == S_CMP)
		family = fused_cmp[size_log2(u->bytes)][shape];
	else if (first->row->sem == S_TEST)
		family = fused_test[size_log2(u->bytes)][shape];
	return family ? family[jcc_insn->row->cond] : NULL;
}
