/* SPDX-License-Identifier: GPL-2.0-only */
#include <assert.h>

#include "emu/cpu/softfloat.h"
#include "emu/cpu/softfloat_inner.h"

/* ---- remainder ---- */

/* From a significand that may have leading zeros. */
static struct f80 normalized(struct sf *sf, bool sign, int exp, uint64_t sig)
{
	int shift;

	if (!sig)
		return f80_zero(sign);
	shift = __builtin_clzll(sig);
	return sf_round(sf, sign, exp - shift, sig << shift, 0, 64);
}

/* The quotient is less than 2^64: all of it can be done at once. */
static struct f80 whole_remainder(struct sf *sf, struct number a, struct number b, bool nearest,
				  unsigned *quotient)
{
	int distance = a.exp - b.exp;
	u128 dividend;
	uint64_t q = 0, rest;
	bool up;

	if (distance < 0) {
		/* Below one half of the divisor, or below all of it. */
		if (!nearest || distance < -1 || a.sig <= b.sig) {
			*quotient = 0;
			return sf_round(sf, a.sign, a.exp, a.sig, 0, 64);
		}
		*quotient = 1;
		return normalized(sf, !a.sign, a.exp, b.sig - (a.sig - b.sig));
	}
	assert(b.sig);
	dividend = (u128)a.sig << distance;
	q = (uint64_t)(dividend / b.sig);
	rest = (uint64_t)(dividend % b.sig);
	up = nearest && (rest > b.sig - rest || (rest == b.sig - rest && q & 1));
	*quotient = (unsigned)((q + up) & 7);
	return up ? normalized(sf, !a.sign, b.exp, b.sig - rest)
		  : normalized(sf, a.sign, b.exp, rest);
}

/* SDM 2A, FPREM: takes between 32 and 63 bits off the exponent. */
static struct f80 step_remainder(struct sf *sf, struct number a, struct number b)
{
	int distance = a.exp - b.exp, step = (distance & 31) | 32;
	uint64_t rest;

	assert(b.sig);
	rest = (uint64_t)(((u128)a.sig << step) % b.sig);
	return normalized(sf, a.sign, b.exp + distance - step, rest);
}

struct f80 f80_remainder(struct sf *sf, struct f80 a, struct f80 b, bool nearest,
			 struct f80_quotient *quotient)
{
	enum f80_class kind_a = f80_classify(a), kind_b = f80_classify(b);
	struct number x, y;
	struct f80 result;

	*quotient = (struct f80_quotient){.known = false};
	if (sf_nans(sf, a, b, &result))
		return result;
	if (kind_a == F80_INF || kind_b == F80_ZERO)
		return sf_invalid(sf);
	if ((kind_a == F80_DENORMAL || kind_b == F80_DENORMAL) && sf_denormal(sf))
		return a;
	quotient->known = true;
	if (kind_a == F80_ZERO)
		return a;
	x = f80_unpack(a);
	if (kind_b == F80_INF)
		return sf_round(sf, x.sign, x.exp, x.sig, 0, 64);
	y = f80_unpack(b);
	if (x.exp - y.exp < 64)
		return whole_remainder(sf, x, y, nearest, &quotient->bits);
	quotient->partial = true;
	return step_remainder(sf, x, y);
}

/* ---- scaling ---- */

#define SCALE_MOST 0x10000 /* beyond every exponent, wrapped or not */

/* b cut to an integer. */
static int scale_of(struct number b)
{
	int places = b.exp - F80_BIAS, value;

	if (places < 0)
		return 0;
	value = places > 16 ? SCALE_MOST : (int)(b.sig >> (63 - places));
	return b.sign ? -value : value;
}

struct f80 f80_scale(struct sf *sf, struct f80 a, struct f80 b)
{
	enum f80_class kind_a = f80_classify(a), kind_b = f80_classify(b);
	bool sign = f80_sign(a), down = f80_sign(b);
	struct number n;
	struct f80 result;

	if (sf_nans(sf, a, b, &result))
		return result;
	if (kind_b == F80_INF && kind_a == (down ? F80_INF : F80_ZERO))
		return sf_invalid(sf);
	if ((kind_a == F80_DENORMAL || kind_b == F80_DENORMAL) && sf_denormal(sf))
		return a;
	if (kind_a == F80_INF || kind_a == F80_ZERO)
		return a;
	if (kind_b == F80_INF)
		return down ? f80_zero(sign) : f80_inf(sign);
	n = f80_unpack(a);
	return sf_round(sf, sign, n.exp + (kind_b == F80_ZERO ? 0 : scale_of(f80_unpack(b))), n.sig,
			0, 64);
}

/* ---- taking apart ---- */

struct f80 f80_extract(struct sf *sf, struct f80 a, struct f80 *exponent)
{
	struct number n;
	struct f80 result;

	if (sf_nan(sf, a, &result)) {
		*exponent = result;
		return result;
	}
	switch (f80_classify(a)) {
	case F80_ZERO:
		sf->flags |= FPU_ZE;
		*exponent = f80_inf(true);
		return a;
	case F80_INF:
		*exponent = f80_inf(false);
		return a;
	case F80_DENORMAL:
		if (sf_denormal(sf))
			return a;
		break;
	default:
		break;
	}
	n = f80_unpack(a);
	*exponent = f80_from_int(n.exp - F80_BIAS);
	return f80_pack(n.sign, F80_BIAS, n.sig);
}
