/* SPDX-License-Identifier: GPL-2.0-only */
/* x87_elementary: functions of one or two registers, and those that push a second result. */
#include "emu/cpu/x87.h"

enum { SIN, COS, TAN, SINCOS, EXTRACT };
enum { YLOG2X, YLOG2XP1, ATAN };

/* ---- one operand, one result ---- */

static void set_partial(struct fpu *fpu, bool partial)
{
	fpu->sw = (uint16_t)((fpu->sw & ~FPU_C2) | (partial ? FPU_C2 : 0));
}

INLINE void f2xm1_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct sf sf = sf_of(fpu);
	struct f80 result = F80_INDEFINITE;
	bool done;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (st_empty(fpu, 0)) {
		done = x87_underflow(fpu);
	} else {
		result = f80_2xm1(&sf, st_get(fpu, 0));
		done = !x87_raised(fpu, sf.flags);
	}
	if (done)
		st_set(fpu, 0, result);
}

X87_HANDLER(f2xm1, f2xm1_once(cpu, u))

INLINE void sine_or_cosine_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct sf sf = sf_of(fpu);
	struct f80 result = F80_INDEFINITE;
	bool done, in_range = true;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (st_empty(fpu, 0)) {
		done = x87_underflow(fpu);
	} else {
		in_range = f80_sincos(&sf, st_get(fpu, 0), u->code == SIN ? &result : NULL,
				      u->code == COS ? &result : NULL);
		done = !x87_raised(fpu, sf.flags);
	}
	set_partial(fpu, !in_range);
	if (done && in_range)
		st_set(fpu, 0, result);
}

X87_HANDLER(sine_or_cosine, sine_or_cosine_once(cpu, u))

/* ---- two operands: the result takes the place of ST(1), and ST(0) is popped ---- */

static struct f80 compute_two(struct sf *sf, unsigned op, struct f80 y, struct f80 x)
{
	switch (op) {
	case YLOG2X:
		return f80_ylog2x(sf, y, x);
	case YLOG2XP1:
		return f80_ylog2xp1(sf, y, x);
	default:
		return f80_atan2(sf, y, x);
	}
}

INLINE void two_operands_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct sf sf = sf_of(fpu);
	struct f80 result = F80_INDEFINITE;
	bool done;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (st_empty(fpu, 0) || st_empty(fpu, 1)) {
		done = x87_underflow(fpu);
	} else {
		result = compute_two(&sf, u->code, st_get(fpu, 1), st_get(fpu, 0));
		done = !x87_raised(fpu, sf.flags);
	}
	if (done) {
		st_set(fpu, 1, result);
		st_pop(fpu);
	}
}

X87_HANDLER(two_operands, two_operands_once(cpu, u))

/* ---- two results: the first in place of the operand, the second pushed ---- */

static bool compute_pair(struct sf *sf, unsigned op, struct f80 a, struct f80 *first,
			 struct f80 *second)
{
	bool in_range;

	switch (op) {
	case SINCOS:
		return f80_sincos(sf, a, first, second);
	case TAN:
		in_range = f80_tan(sf, a, first);
		*second = f80_classify(*first) == F80_NAN ? *first : F80_ONE;
		return in_range;
	default:
		*second = f80_extract(sf, a, first);
		return true;
	}
}

INLINE void two_results_once(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct sf sf = sf_of(fpu);
	struct f80 first = F80_INDEFINITE, second = F80_INDEFINITE;
	bool done, in_range = true;

	x87_begin(cpu, u);
	x87_note(cpu, u);
	if (st_empty(fpu, 0)) {
		done = x87_underflow(fpu);
	} else if (!st_empty(fpu, 7)) {
		done = x87_overflow(fpu);
	} else {
		in_range = compute_pair(&sf, u->code, st_get(fpu, 0), &first, &second);
		done = !x87_raised(fpu, sf.flags);
	}
	if (u->code != EXTRACT)
		set_partial(fpu, !in_range);
	if (done && in_range) {
		st_set(fpu, 0, first);
		st_push(fpu, second);
	}
}

X87_HANDLER(two_results, two_results_once(cpu, u))

static const struct {
	uint8_t sem, code;
	uop_fn *fn;
} handlers[] = {
    {S_F2XM1, 0, f2xm1},
    {S_FSIN, SIN, sine_or_cosine},
    {S_FCOS, COS, sine_or_cosine},
    {S_FYL2X, YLOG2X, two_operands},
    {S_FYL2XP1, YLOG2XP1, two_operands},
    {S_FPATAN, ATAN, two_operands},
    {S_FPTAN, TAN, two_results},
    {S_FSINCOS, SINCOS, two_results},
    {S_FXTRACT, EXTRACT, two_results},
};

uop_fn *x87_elementary_pick(const struct insn *insn, struct uop *u)
{
	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (handlers[i].sem == insn->row->sem) {
			u->code = handlers[i].code;
			return handlers[i].fn;
		}
	return NULL;
}
