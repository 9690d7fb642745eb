/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * softfloat: arithmetic in the double-extended format, bit by bit as the x87
 * unit does it (SDM 1, chapters 4 and 8), on integers alone: no result depends
 * on the host or its compiler.
 *
 * Every operation takes what the control word says (rounding, precision, masks)
 * and adds to `flags` what the status word would get: FPU_IE to FPU_PE, and
 * FPU_C1 when the result was rounded up in magnitude. The value returned is the
 * masked response; when an invalid operand, a zero divisor or a denormal is not
 * masked there is no result, and the value means nothing. Unmasked over- and
 * underflow give the result with its exponent wrapped by 24576.
 */
#ifndef ZONEMU_EMU_CPU_SOFTFLOAT_H
#define ZONEMU_EMU_CPU_SOFTFLOAT_H

#include "emu/cpu/fpu.h"

struct f80 {
	uint64_t sig; /* the integer bit is its highest */
	uint16_t se;  /* sign, exponent biased by 16383 */
};

struct sf {
	uint16_t cw;
	uint16_t flags;
};

enum f80_class {
	F80_INVALID, /* an encoding that the 387 and later do not know: unnormal and the like */
	F80_NAN,
	F80_NORMAL,
	F80_INF,
	F80_ZERO,
	F80_DENORMAL, /* pseudo-denormals too */
};

enum f80_order { F80_LESS, F80_EQUAL, F80_GREATER, F80_UNORDERED };

#define F80_INDEFINITE ((struct f80){0xc000000000000000u, 0xffff})
#define F80_ONE	       ((struct f80){0x8000000000000000u, 0x3fff})

enum f80_class f80_classify(struct f80 x);

/* ---- softfloat.c ---- */

struct f80 f80_add(struct sf *sf, struct f80 a, struct f80 b);
struct f80 f80_sub(struct sf *sf, struct f80 a, struct f80 b);
struct f80 f80_mul(struct sf *sf, struct f80 a, struct f80 b);
struct f80 f80_div(struct sf *sf, struct f80 a, struct f80 b);
struct f80 f80_sqrt(struct sf *sf, struct f80 a);
/* quiet: a quiet NaN is no invalid operand. */
enum f80_order f80_compare(struct sf *sf, struct f80 a, struct f80 b, bool quiet);
struct f80 f80_round_int(struct sf *sf, struct f80 a);

/* ---- softfloat_partial.c: instructions that do one step of something ---- */

struct f80_quotient {
	unsigned bits; /* the low three */
	bool known;    /* there was a division at all */
	bool partial;  /* there is more to do */
};

/* FPREM, or FPREM1 when nearest. */
struct f80 f80_remainder(struct sf *sf, struct f80 a, struct f80 b, bool nearest,
			 struct f80_quotient *quotient);
struct f80 f80_scale(struct sf *sf, struct f80 a, struct f80 b);
/* Returns the significand; *exponent as a number. */
struct f80 f80_extract(struct sf *sf, struct f80 a, struct f80 *exponent);

/* ---- softfloat_convert.c ---- */

/* Zeros, denormals, infinities and NaNs of the memory formats. */
struct f80 f80_widen_other_f32(uint32_t a, bool *denormal);
struct f80 f80_widen_other_f64(uint64_t a, bool *denormal);

/* The same number; a NaN stays signaling. denormal: it was one, which its new format hides. */
static inline struct f80 f80_widen_f32(uint32_t a, bool *denormal)
{
	uint32_t exp = a >> 23 & 0xff;

	*denormal = false;
	if (__builtin_expect(exp - 1 >= 0xfe, 0))
		return f80_widen_other_f32(a, denormal);
	return (struct f80){1ull << 63 | (uint64_t)a << 40,
			    (uint16_t)((a >> 31) << 15 | (exp + 0x3fff - 0x7f))};
}

static inline struct f80 f80_widen_f64(uint64_t a, bool *denormal)
{
	uint32_t exp = a >> 52 & 0x7ff;

	*denormal = false;
	if (__builtin_expect(exp - 1 >= 0x7fe, 0))
		return f80_widen_other_f64(a, denormal);
	return (struct f80){1ull << 63 | a << 11,
			    (uint16_t)((a >> 63) << 15 | (exp + 0x3fff - 0x3ff))};
}

struct f80 f80_from_int(int64_t a);
struct f80 f80_from_bcd(const uint8_t a[10]);
/* Stores: when anything but inexactness is raised and not masked, there is no result. */
uint32_t f80_to_f32(struct sf *sf, struct f80 a);
uint64_t f80_to_f64(struct sf *sf, struct f80 a);
/* bytes: 2, 4 or 8. */
int64_t f80_to_int(struct sf *sf, struct f80 a, unsigned bytes);
void f80_to_bcd(struct sf *sf, struct f80 a, uint8_t to[10]);

/* ---- softfloat_elementary.c: see there for how exact they are ---- */

/* 2^a - 1; a log2 b; a log2(b + 1); the angle of (x, y) */
struct f80 f80_2xm1(struct sf *sf, struct f80 a);
struct f80 f80_ylog2x(struct sf *sf, struct f80 y, struct f80 x);
struct f80 f80_ylog2xp1(struct sf *sf, struct f80 y, struct f80 x);
struct f80 f80_atan2(struct sf *sf, struct f80 y, struct f80 x);
/* False: beyond 2^63, nothing done. NULL: not wanted. */
bool f80_sincos(struct sf *sf, struct f80 a, struct f80 *sine, struct f80 *cosine);
bool f80_tan(struct sf *sf, struct f80 a, struct f80 *tangent);
/* The constants of FLD1, FLDL2T, FLDL2E, FLDPI, FLDLG2, FLDLN2 and FLDZ, by number. */
struct f80 f80_constant(const struct sf *sf, unsigned n);

#endif
