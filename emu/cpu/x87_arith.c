/* SPDX-License-Identifier: GPL-2.0-only */
/* x87_arith: the four operations, comparing, and what else takes one or two registers. */
#include "emu/cpu/x87.h"

enum source { FROM_M32, FROM_M64, FROM_I16, FROM_I32, SOURCES };
enum places { ST0_STI, STI_ST0, STI_ST0_POP, PLACES };
/* In the order of ModRM.reg. */
enum { ADD, MUL, COM, COMP, SUB, SUBR, DIV, DIVR };

static struct f80 compute(struct sf *sf, unsigned op, struct f80 a, struct f80 b)
{
	switch (op) {
	case ADD:
		return f80_add(sf, a, b);
	case MUL:
		return f80_mul(sf, a, b);
	case SUB:
		return f80_sub(sf, a, b);
	case SUBR:
		return f80_sub(sf, b, a);
	case DIV:
		return f80_div(sf, a, b);
	default:
		return f80_div(sf, b, a);
	}
}

INLINE void arith_registers(struct cpu *cpu, const struct uop *u, enum places places)
{
	struct fpu *fpu = &cpu->a.fpu;
	unsigned to = places == ST0_STI ? 0 : u->src, from = places == ST0_STI ? u->src : 0;
	struct f80 result = F80_INDEFINITE;
	bool done;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (UNLIKELY(st_empty(fpu, to) || st_empty(fpu, from))) {
		done = x87_underflow(fpu);
	} else {
		struct sf sf = sf_of(fpu);

		result = compute(&sf, u->code, st_get(fpu, to), st_get(fpu, from));
		done = !x87_raised(fpu, sf.flags);
	}
	if (done) {
		st_set(fpu, to, result);
		if (places == STI_ST0_POP)
			st_pop(fpu);
	}
}

X87_HANDLER(arith_st0_sti, arith_registers(cpu, u, ST0_STI))
X87_HANDLER(arith_sti_st0, arith_registers(cpu, u, STI_ST0))
X87_HANDLER(arith_sti_st0_pop, arith_registers(cpu, u, STI_ST0_POP))

/* ---- operands in memory ---- */

/* A number that was a denormal in memory does not look like one in its new format. */
struct operand {
	struct f80 value;
	bool denormal;
};

/* The parts stand apart: a structure of which one part's address is given away stays in memory. */
INLINE struct operand fetch(struct cpu *cpu, const struct uop *u, enum source source)
{
	static const uint8_t bytes[SOURCES] = {4, 8, 2, 4};
	uint32_t la = mem_la(cpu, u, bytes[source], false);
	bool denormal = false;
	struct f80 value;
	uint64_t m64;

	switch (source) {
	case FROM_M32:
		value = f80_widen_f32(mem_read(cpu, u, la, 4), &denormal);
		break;
	case FROM_M64:
		x87_read(cpu, u, la, &m64, 8, 8);
		value = f80_widen_f64(m64, &denormal);
		break;
	case FROM_I16:
		value = f80_from_int((int16_t)mem_read(cpu, u, la, 2));
		break;
	default:
		value = f80_from_int((int32_t)mem_read(cpu, u, la, 4));
		break;
	}
	return (struct operand){value, denormal};
}

/* A denormal in memory is one unless NaNs, or a division of it by zero, go before. True: it is not
 * masked. */
static bool denormal_operand(struct sf *sf, unsigned op, struct f80 a)
{
	enum f80_class kind = f80_classify(a);

	if (kind == F80_NAN || kind == F80_INVALID || (kind == F80_ZERO && op == DIVR))
		return false;
	sf->flags |= FPU_DE;
	return !(sf->cw & FPU_DE);
}

INLINE void arith_memory(struct cpu *cpu, const struct uop *u, enum source source)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct f80 result = F80_INDEFINITE;
	struct operand b;
	bool done;

	x87_begin(cpu, u);
	b = fetch(cpu, u, source);
	x87_note_memory(cpu, u);
	if (UNLIKELY(st_empty(fpu, 0))) {
		done = x87_underflow(fpu);
	} else {
		struct sf sf = sf_of(fpu);

		if (!UNLIKELY(b.denormal) || !denormal_operand(&sf, u->code, st_get(fpu, 0)))
			result = compute(&sf, u->code, st_get(fpu, 0), b.value);
		done = !x87_raised(fpu, sf.flags);
	}
	if (done)
		st_set(fpu, 0, result);
}

X87_HANDLER(arith_m32, arith_memory(cpu, u, FROM_M32))
X87_HANDLER(arith_m64, arith_memory(cpu, u, FROM_M64))
X87_HANDLER(arith_i16, arith_memory(cpu, u, FROM_I16))
X87_HANDLER(arith_i32, arith_memory(cpu, u, FROM_I32))

/* ---- comparing ---- */

/* C3, C2 and C0 of an order, and the flags of EFLAGS that stand in their places. */
static const uint16_t order_cc[] = {[F80_LESS] = FPU_C0,
				    [F80_EQUAL] = FPU_C3,
				    [F80_GREATER] = 0,
				    [F80_UNORDERED] = FPU_C0 | FPU_C2 | FPU_C3};
static const uint8_t order_flags[] = {[F80_LESS] = FL_CF,
				      [F80_EQUAL] = FL_ZF,
				      [F80_GREATER] = 0,
				      [F80_UNORDERED] = FL_CF | FL_PF | FL_ZF};

/* u->code of a comparison */
enum { QUIET = 1, POP = 2, POP_TWICE = 4 };

static void pops(struct fpu *fpu, unsigned code)
{
	if (code & (POP | POP_TWICE))
		st_pop(fpu);
	if (code & POP_TWICE)
		st_pop(fpu);
}

/* The order of ST(0) and b; *done: nothing forbids to pop. */
static enum f80_order order_of(struct fpu *fpu, const struct uop *u, bool empty, struct operand b,
			       bool *done)
{
	struct sf sf = sf_of(fpu);
	enum f80_order order = F80_UNORDERED;

	if (UNLIKELY(empty)) {
		*done = x87_underflow(fpu);
		return order;
	}
	/* The order is found whether a denormal is masked or not. */
	if (b.denormal)
		denormal_operand(&sf, COM, st_get(fpu, 0));
	order = f80_compare(&sf, st_get(fpu, 0), b.value, u->code & QUIET);
	*done = !x87_raised(fpu, sf.flags);
	return order;
}

static void compare(struct fpu *fpu, const struct uop *u, bool empty, struct operand b)
{
	bool done;

	x87_set_cc(fpu, order_cc[order_of(fpu, u, empty, b, &done)]);
	if (done)
		pops(fpu, u->code);
}

INLINE void com_sti_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	compare(fpu, u, st_empty(fpu, 0) || st_empty(fpu, u->src),
		(struct operand){st_get(fpu, u->src), false});
}

X87_HANDLER(com_sti, com_sti_once(cpu, u))

INLINE void com_memory(struct cpu *cpu, const struct uop *u, enum source source)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct operand b;

	x87_begin(cpu, u);
	b = fetch(cpu, u, source);
	x87_note_memory(cpu, u);
	compare(fpu, u, st_empty(fpu, 0), b);
}

X87_HANDLER(com_m32, com_memory(cpu, u, FROM_M32))
X87_HANDLER(com_m64, com_memory(cpu, u, FROM_M64))
X87_HANDLER(com_i16, com_memory(cpu, u, FROM_I16))
X87_HANDLER(com_i32, com_memory(cpu, u, FROM_I32))

INLINE void ftst_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	compare(fpu, u, st_empty(fpu, 0), (struct operand){{0, 0}, false});
}

X87_HANDLER(ftst, ftst_once(cpu, u))

INLINE void comi_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	enum f80_order order;
	bool done;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	order = order_of(fpu, u, st_empty(fpu, 0) || st_empty(fpu, u->src),
			 (struct operand){st_get(fpu, u->src), false}, &done);
	cc_set_flags(cpu, order_flags[order]);
	if (done)
		pops(fpu, u->code);
}

X87_HANDLER(comi, comi_once(cpu, u))

static unsigned class_cc(struct f80 x)
{
	switch (f80_classify(x)) {
	case F80_NAN:
		return FPU_C0;
	case F80_NORMAL:
		return FPU_C2;
	case F80_INF:
		return FPU_C2 | FPU_C0;
	case F80_ZERO:
		return FPU_C3;
	case F80_DENORMAL:
		return FPU_C3 | FPU_C2;
	default:
		return 0;
	}
}

static void fxam(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct f80 x = st_get(fpu, 0);

	x87_begin(cpu, u);
	x87_note(cpu, u);
	x87_set_cc(fpu, st_empty(fpu, 0) ? FPU_C3 | FPU_C0 : class_cc(x));
	fpu->sw = (uint16_t)((fpu->sw & ~FPU_C1) | (x.se >> 15 ? FPU_C1 : 0));
	NEXT(cpu, u);
}

/* ---- one register ---- */

enum { CHS, ABS, SQRT, RNDINT };

static struct f80 compute_one(struct sf *sf, unsigned op, struct f80 a)
{
	switch (op) {
	case CHS:
		a.se ^= 0x8000;
		return a;
	case ABS:
		a.se &= 0x7fff;
		return a;
	case SQRT:
		return f80_sqrt(sf, a);
	default:
		return f80_round_int(sf, a);
	}
}

INLINE void one_register_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct f80 result = F80_INDEFINITE;
	bool done;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (UNLIKELY(st_empty(fpu, 0))) {
		done = x87_underflow(fpu);
	} else {
		struct sf sf = sf_of(fpu);

		result = compute_one(&sf, u->code, st_get(fpu, 0));
		done = !x87_raised(fpu, sf.flags);
	}
	if (done)
		st_set(fpu, 0, result);
}

X87_HANDLER(one_register, one_register_once(cpu, u))

/* ---- ST(0) by ST(1) ---- */

INLINE void fscale_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct f80 result = F80_INDEFINITE;
	bool done;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (UNLIKELY(st_empty(fpu, 0) || st_empty(fpu, 1))) {
		done = x87_underflow(fpu);
	} else {
		struct sf sf = sf_of(fpu);

		result = f80_scale(&sf, st_get(fpu, 0), st_get(fpu, 1));
		done = !x87_raised(fpu, sf.flags);
	}
	if (done)
		st_set(fpu, 0, result);
}

X87_HANDLER(fscale, fscale_once(cpu, u))

/* The quotient's low bits: bit 2 to C0, bit 1 to C3, bit 0 to C1. */
static unsigned quotient_cc(unsigned quotient)
{
	return (quotient & 4 ? FPU_C0 : 0) | (quotient & 2 ? FPU_C3 : 0) |
	       (quotient & 1 ? FPU_C1 : 0);
}

INLINE void fprem_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct sf sf = sf_of(fpu);
	struct f80 result = F80_INDEFINITE;
	struct f80_quotient quotient = {.known = false};
	bool done;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	fpu->sw &= (uint16_t)~FPU_C2;
	if (UNLIKELY(st_empty(fpu, 0) || st_empty(fpu, 1))) {
		done = x87_underflow(fpu);
	} else {
		result = f80_remainder(&sf, st_get(fpu, 0), st_get(fpu, 1), u->code, &quotient);
		done = !x87_raised(fpu, sf.flags);
	}
	if (done) {
		st_set(fpu, 0, result);
		if (quotient.known)
			x87_set_cc(fpu, quotient.partial ? FPU_C2 : quotient_cc(quotient.bits));
	}
}

X87_HANDLER(fprem, fprem_once(cpu, u))

/* ---- which is which ---- */

static uop_fn *pick_arith(const struct insn *insn)
{
	switch (insn->opcode) {
	case 0xd8:
		return insn->mem ? arith_m32 : arith_st0_sti;
	case 0xda:
		return arith_i32;
	case 0xdc:
		return insn->mem ? arith_m64 : arith_sti_st0;
	default:
		return insn->mem ? arith_i16 : arith_sti_st0_pop;
	}
}

static uop_fn *pick_com(const struct insn *insn)
{
	if (!insn->mem)
		return com_sti;
	switch (insn->opcode) {
	case 0xd8:
		return com_m32;
	case 0xda:
		return com_i32;
	case 0xdc:
		return com_m64;
	default:
		return com_i16;
	}
}

static const struct {
	uint8_t sem, code;
	uop_fn *fn;
} handlers[] = {
    {S_FUCOM, QUIET, com_sti},
    {S_FUCOMP, QUIET | POP, com_sti},
    {S_FUCOMPP, QUIET | POP_TWICE, com_sti},
    {S_FCOMPP, POP_TWICE, com_sti},
    {S_FCOMI, 0, comi},
    {S_FCOMIP, POP, comi},
    {S_FUCOMI, QUIET, comi},
    {S_FUCOMIP, QUIET | POP, comi},
    {S_FTST, 0, ftst},
    {S_FXAM, 0, fxam},
    {S_FCHS, CHS, one_register},
    {S_FABS, ABS, one_register},
    {S_FSQRT, SQRT, one_register},
    {S_FRNDINT, RNDINT, one_register},
    {S_FSCALE, 0, fscale},
    {S_FPREM, false, fprem},
    {S_FPREM1, true, fprem},
};

uop_fn *x87_arith_pick(const struct insn *insn, struct uop *u)
{
	uint8_t sem = insn->row->sem;

	if (sem == S_FCOM || sem == S_FCOMP) {
		u->code = sem == S_FCOMP ? POP : 0;
		return pick_com(insn);
	}
	if (sem >= S_FADD && sem <= S_FDIVR) {
		u->code = (uint8_t)(sem - S_FADD);
		return pick_arith(insn);
	}
	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (handlers[i].sem == sem) {
			u->code = handlers[i].code;
			return handlers[i].fn;
		}
	return NULL;
}
