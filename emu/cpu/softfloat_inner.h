/* SPDX-License-Identifier: GPL-2.0-only */
/* softfloat_inner: what the parts of softfloat share. */
#ifndef ZONEMU_EMU_CPU_SOFTFLOAT_INNER_H
#define ZONEMU_EMU_CPU_SOFTFLOAT_INNER_H

#include "emu/cpu/softfloat.h"

typedef unsigned __int128 u128;

#define F80_BIAS    0x3fff
#define F80_EXP_MAX 0x7fff
#define F80_TOP	    0x8000000000000000u
#define F80_QUIET   0x4000000000000000u

/* A finite number: sig * 2^(exp - bias - 63). sig has its highest bit set, or is 0. */
struct number {
	bool sign;
	int exp;
	uint64_t sig;
};

enum { ROUND_NEAREST, ROUND_DOWN, ROUND_UP, ROUND_CHOP };

static inline unsigned sf_rounding(const struct sf *sf)
{
	return sf->cw >> 10 & 3;
}

static inline struct f80 f80_pack(bool sign, int exp, uint64_t sig)
{
	return (struct f80){sig, (uint16_t)((sign ? 0x8000 : 0) | exp)};
}

static inline struct f80 f80_zero(bool sign)
{
	return f80_pack(sign, 0, 0);
}

static inline struct f80 f80_inf(bool sign)
{
	return f80_pack(sign, F80_EXP_MAX, F80_TOP);
}

static inline bool f80_sign(struct f80 x)
{
	return x.se >> 15;
}

static inline bool f80_is_normal(struct f80 x)
{
	return x.sig >> 63 && ((x.se & 0x7fffu) - 1) < 0x7ffe;
}

/* Of a number that is normal, denormal or zero. */
static inline struct number f80_unpack(struct f80 x)
{
	struct number n = {.sign = x.se >> 15, .exp = x.se & 0x7fff, .sig = x.sig};

	if (n.exp == 0) {
		int shift = n.sig ? __builtin_clzll(n.sig) : 0;

		n.sig <<= shift;
		n.exp = 1 - shift;
	}
	return n;
}

/* The masked response to an invalid operand. */
static inline struct f80 sf_invalid(struct sf *sf)
{
	sf->flags |= FPU_IE;
	return F80_INDEFINITE;
}

/* True: not masked, there is to be no result. */
static inline bool sf_denormal(struct sf *sf)
{
	sf->flags |= FPU_DE;
	return !(sf->cw & FPU_DE);
}

/* Is the number's magnitude to be rounded up? extra: what is behind its last bit, as a fraction. */
static inline bool sf_rounds_up(const struct sf *sf, bool sign, bool odd, uint64_t extra)
{
	switch (sf_rounding(sf)) {
	case ROUND_NEAREST:
		return extra > F80_TOP || (extra == F80_TOP && odd);
	case ROUND_DOWN:
		return sign && extra;
	case ROUND_UP:
		return !sign && extra;
	default:
		return false;
	}
}

/* (sig, extra) shifted right; what is lost stays as the last bit of extra. */
static inline void sf_shift_right(uint64_t *sig, uint64_t *extra, unsigned by)
{
	u128 both = (u128)*sig << 64 | *extra, shifted;

	if (!by)
		return;
	shifted = by < 128 ? both >> by : 0;
	if (by >= 128 ? both != 0 : (both << (128 - by)) != 0)
		shifted |= 1;
	*sig = (uint64_t)(shifted >> 64);
	*extra = (uint64_t)shifted;
}

/* A significand rounded to so many bits (of 64, from the top). */
struct rounded {
	uint64_t sig;
	bool carry; /* it became 2^64; sig is 0 then */
	bool inexact, up;
};

static inline struct rounded sf_round_sig(const struct sf *sf, bool sign, uint64_t sig,
					  uint64_t extra, unsigned bits)
{
	unsigned drop = 64 - bits;
	struct rounded r;

	if (bits < 64) {
		extra = sig << bits | (extra != 0);
		sig >>= drop;
	}
	r.inexact = extra != 0;
	r.up = sf_rounds_up(sf, sign, sig & 1, extra);
	sig += r.up;
	r.carry = bits < 64 ? sig >> bits : r.up && !sig;
	r.sig = sig << drop;
	return r;
}

/* The number (-1)^sign * 0.sig:extra * 2^(exp - bias + 1) as a register holds it, rounded to
 * `bits`; sig's highest bit is set. */
struct f80 sf_round(struct sf *sf, bool sign, int exp, uint64_t sig, uint64_t extra, unsigned bits);
/* What the control word says for the instructions that heed it. */
static inline unsigned sf_precision(const struct sf *sf)
{
	static const uint8_t bits[4] = {24, 64, 53, 64};

	return bits[sf->cw >> 8 & 3];
}

/* Invalid encodings and NaNs among the operands: true, and the result. */
bool sf_nan(struct sf *sf, struct f80 a, struct f80 *result);
bool sf_nans(struct sf *sf, struct f80 a, struct f80 b, struct f80 *result);

#endif
