/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * softfloat_wide: what elementary functions are computed with: floating-point
 * numbers of 128 bits, and fixed-point numbers below 2 with 127 bits after the
 * point. Operations cut off; an error is a few units of the last bit, 2^-60 of
 * what a register's last bit is worth.
 */
#ifndef ZONEMU_EMU_CPU_SOFTFLOAT_WIDE_H
#define ZONEMU_EMU_CPU_SOFTFLOAT_WIDE_H

#include "emu/cpu/softfloat_inner.h"

/* sig * 2^(exp - 127): sig has its highest bit set, or is 0. */
struct wide {
	bool sign;
	int exp;
	u128 sig;
};

#define WIDE_TOP   ((u128)1 << 127)
#define FIXED_ONE  ((u128)1 << 127)
#define U128(h, l) ((u128)(h) << 64 | (l))

/* The upper half of a product. */
static inline u128 mul_high(u128 a, u128 b)
{
	uint64_t a1 = (uint64_t)(a >> 64), a0 = (uint64_t)a;
	uint64_t b1 = (uint64_t)(b >> 64), b0 = (uint64_t)b;
	u128 middle = ((u128)a0 * b0 >> 64) + (uint64_t)((u128)a1 * b0) + (uint64_t)((u128)a0 * b1);

	return (u128)a1 * b1 + ((u128)a1 * b0 >> 64) + ((u128)a0 * b1 >> 64) + (middle >> 64);
}

static inline int wide_leading_zeros(u128 x)
{
	return x >> 64 ? __builtin_clzll((uint64_t)(x >> 64)) : 64 + __builtin_clzll((uint64_t)x);
}

/* x * 2^(exp - 127), x not 0. */
static inline struct wide wide_normalized(bool sign, int exp, u128 x)
{
	int shift = wide_leading_zeros(x);

	return (struct wide){sign, exp - shift, x << shift};
}

static inline struct wide wide_from(struct number n)
{
	return (struct wide){n.sign, n.exp - F80_BIAS, (u128)n.sig << 64};
}

static inline struct wide wide_mul(struct wide a, struct wide b)
{
	u128 product = mul_high(a.sig, b.sig);
	bool top = product >> 127;

	return (struct wide){a.sign ^ b.sign, a.exp + b.exp + top, top ? product : product << 1};
}

/* By a fixed-point number that is not 0. */
static inline struct wide wide_mul_fixed(struct wide a, u128 b)
{
	return wide_mul(a, wide_normalized(false, 0, b));
}

/* Neither is 0. */
struct wide wide_div(struct wide a, struct wide b);

/* |a| as a fraction with 128 bits after the point; a is below 1. */
static inline u128 wide_fraction(struct wide a)
{
	return a.exp < -128 ? 0 : a.sig >> (-1 - a.exp);
}

/* Rounded for a register. exact: all of its bits are known; otherwise there are more behind. */
static inline struct f80 wide_round(struct sf *sf, struct wide a, bool exact)
{
	return sf_round(sf, a.sign, a.exp + F80_BIAS, (uint64_t)(a.sig >> 64),
			(uint64_t)a.sig | !exact, 64);
}

#endif
