/* SPDX-License-Identifier: GPL-2.0-only */
#include <assert.h>

#include "emu/cpu/softfloat.h"
#include "emu/cpu/softfloat_inner.h"

#define WRAP 24576 /* what unmasked over- and underflow change the exponent by (SDM 1 8.5.4) */

/* SDM 1 table 8-3 */
enum f80_class f80_classify(struct f80 x)
{
	unsigned exp = x.se & 0x7fff;

	if (exp == 0)
		return x.sig ? F80_DENORMAL : F80_ZERO;
	if (!(x.sig & F80_TOP))
		return F80_INVALID;
	if (exp == F80_EXP_MAX)
		return x.sig << 1 ? F80_NAN : F80_INF;
	return F80_NORMAL;
}

/* ---- rounding ---- */

static void inexact(struct sf *sf, const struct rounded *r)
{
	if (r->inexact)
		sf->flags |= FPU_PE | (r->up ? FPU_C1 : 0);
}

static struct f80 overflow(struct sf *sf, bool sign, int exp, const struct rounded *r,
			   unsigned bits)
{
	unsigned rounding = sf_rounding(sf);
	bool to_inf = rounding == ROUND_NEAREST || rounding == (sign ? ROUND_DOWN : ROUND_UP);

	sf->flags |= FPU_OE;
	if (!(sf->cw & FPU_OE)) {
		exp -= WRAP;
		if (exp < F80_EXP_MAX) {
			inexact(sf, r);
			return f80_pack(sign, exp, r->sig);
		}
		/* FSCALE may go further than that */
		sf->flags |= FPU_PE | FPU_C1;
		return f80_inf(sign);
	}
	sf->flags |= FPU_PE | (to_inf ? FPU_C1 : 0);
	return to_inf ? f80_inf(sign) : f80_pack(sign, F80_EXP_MAX - 1, UINT64_MAX << (64 - bits));
}

/* Tininess is found after rounding, as if there were no least exponent (SDM 1 4.9.1.5). */
static struct f80 tiny(struct sf *sf, bool sign, int exp, uint64_t sig, uint64_t extra,
		       unsigned bits)
{
	struct rounded r = sf_round_sig(sf, sign, sig, extra, bits);
	bool is_tiny = exp < 0 || !r.carry;

	if (is_tiny && !(sf->cw & FPU_UE)) {
		sf->flags |= FPU_UE;
		exp += WRAP + r.carry;
		if (exp > 0) {
			inexact(sf, &r);
			return f80_pack(sign, exp, r.carry ? F80_TOP : r.sig);
		}
		sf->flags |= FPU_PE;
		return f80_zero(sign);
	}
	sf_shift_right(&sig, &extra, exp < -127 ? 128 : (unsigned)(1 - exp));
	r = sf_round_sig(sf, sign, sig, extra, bits);
	inexact(sf, &r);
	if (is_tiny && r.inexact)
		sf->flags |= FPU_UE;
	return f80_pack(sign, r.sig >> 63 ? 1 : 0, r.sig);
}

struct f80 sf_round(struct sf *sf, bool sign, int exp, uint64_t sig, uint64_t extra, unsigned bits)
{
	struct rounded r;

	if (exp <= 0)
		return tiny(sf, sign, exp, sig, extra, bits);
	r = sf_round_sig(sf, sign, sig, extra, bits);
	if (r.carry) {
		r.sig = F80_TOP;
		exp++;
	}
	if (exp >= F80_EXP_MAX)
		return overflow(sf, sign, exp, &r, bits);
	inexact(sf, &r);
	return f80_pack(sign, exp, r.sig);
}

static struct f80 round_wide(struct sf *sf, bool sign, int exp, u128 sig)
{
	return sf_round(sf, sign, exp, (uint64_t)(sig >> 64), (uint64_t)sig, sf_precision(sf));
}

/* ---- NaNs ---- */

static bool is_nan(struct f80 x)
{
	return f80_classify(x) == F80_NAN;
}

static bool is_signaling(struct f80 x)
{
	return is_nan(x) && !(x.sig & F80_QUIET);
}

static struct f80 quieted(struct f80 x)
{
	x.sig |= F80_QUIET;
	return x;
}

bool sf_nan(struct sf *sf, struct f80 a, struct f80 *result)
{
	return sf_nans(sf, a, F80_ONE, result);
}

/* SDM 1 table 4-7 */
static struct f80 choose_nan(struct f80 a, struct f80 b)
{
	if (!is_nan(b))
		return a;
	if (!is_nan(a))
		return b;
	if (is_signaling(a) != is_signaling(b))
		return is_signaling(a) ? b : a;
	if (a.sig != b.sig)
		return a.sig > b.sig ? a : b;
	return f80_sign(a) ? b : a;
}

bool sf_nans(struct sf *sf, struct f80 a, struct f80 b, struct f80 *result)
{
	enum f80_class kind_a = f80_classify(a), kind_b = f80_classify(b);

	if (kind_a == F80_INVALID || kind_b == F80_INVALID) {
		*result = sf_invalid(sf);
		return true;
	}
	if (kind_a != F80_NAN && kind_b != F80_NAN)
		return false;
	if (is_signaling(a) || is_signaling(b))
		sf->flags |= FPU_IE;
	*result = quieted(choose_nan(a, b));
	return true;
}

/* A denormal among the operands. True: not masked. */
static bool denormals(struct sf *sf, struct f80 a, struct f80 b)
{
	if (f80_classify(a) != F80_DENORMAL && f80_classify(b) != F80_DENORMAL)
		return false;
	return sf_denormal(sf);
}

static bool is_inf(struct f80 x)
{
	return f80_classify(x) == F80_INF;
}

static bool is_zero(struct f80 x)
{
	return f80_classify(x) == F80_ZERO;
}

/* ---- addition ---- */

static struct f80 add_magnitudes(struct sf *sf, struct number a, struct number b)
{
	unsigned by = (unsigned)(a.exp - b.exp);
	u128 sum = (u128)a.sig << 63, small = (u128)b.sig << 63;

	if (by)
		small = by < 127 ? small >> by | ((small << (128 - by)) != 0) : 1;
	sum += small;
	if (sum >> 127)
		return round_wide(sf, a.sign, a.exp + 1, sum);
	return round_wide(sf, a.sign, a.exp, sum << 1);
}

/* a's magnitude is the greater. */
static struct f80 subtract_magnitudes(struct sf *sf, struct number a, struct number b)
{
	unsigned by = (unsigned)(a.exp - b.exp);
	u128 difference = (u128)a.sig << 63, small = (u128)b.sig << 63;
	int shift;

	if (by)
		small = by < 127 ? small >> by | ((small << (128 - by)) != 0) : 1;
	difference -= small;
	shift = (uint64_t)(difference >> 64) ? __builtin_clzll((uint64_t)(difference >> 64))
					     : 64 + __builtin_clzll((uint64_t)difference);
	return round_wide(sf, a.sign, a.exp + 1 - shift, difference << shift);
}

static struct f80 add_numbers(struct sf *sf, struct number a, struct number b)
{
	bool a_greater = a.exp != b.exp ? a.exp > b.exp : a.sig >= b.sig;

	if (a.sign == b.sign)
		return a_greater ? add_magnitudes(sf, a, b) : add_magnitudes(sf, b, a);
	if (a.exp == b.exp && a.sig == b.sig)
		return f80_zero(sf_rounding(sf) == ROUND_DOWN);
	return a_greater ? subtract_magnitudes(sf, a, b) : subtract_magnitudes(sf, b, a);
}

static struct f80 round_number(struct sf *sf, struct number n)
{
	return sf_round(sf, n.sign, n.exp, n.sig, 0, sf_precision(sf));
}

static struct f80 add_special(struct sf *sf, struct f80 a, struct f80 b, bool subtract)
{
	struct f80 result, minus_b = b;

	if (sf_nans(sf, a, b, &result))
		return result;
	minus_b.se ^= (uint16_t)(subtract << 15);
	b = minus_b;
	if (is_inf(a) && is_inf(b) && a.se != b.se)
		return sf_invalid(sf);
	if (denormals(sf, a, b))
		return a;
	if (is_inf(a))
		return a;
	if (is_inf(b))
		return b;
	if (is_zero(a) && is_zero(b))
		return a.se == b.se ? a : f80_zero(sf_rounding(sf) == ROUND_DOWN);
	if (is_zero(b))
		return round_number(sf, f80_unpack(a));
	if (is_zero(a))
		return round_number(sf, f80_unpack(b));
	return add_numbers(sf, f80_unpack(a), f80_unpack(b));
}

struct f80 f80_add(struct sf *sf, struct f80 a, struct f80 b)
{
	if (f80_is_normal(a) && f80_is_normal(b))
		return add_numbers(sf, f80_unpack(a), f80_unpack(b));
	return add_special(sf, a, b, false);
}

struct f80 f80_sub(struct sf *sf, struct f80 a, struct f80 b)
{
	struct number minus_b;

	if (f80_is_normal(a) && f80_is_normal(b)) {
		minus_b = f80_unpack(b);
		minus_b.sign ^= true;
		return add_numbers(sf, f80_unpack(a), minus_b);
	}
	return add_special(sf, a, b, true);
}

/* ---- multiplication, division, root ---- */

static struct f80 multiply(struct sf *sf, struct number a, struct number b)
{
	u128 product = (u128)a.sig * b.sig;
	int exp = a.exp + b.exp - (F80_BIAS - 1);

	if (!(product >> 127)) {
		product <<= 1;
		exp--;
	}
	return round_wide(sf, a.sign ^ b.sign, exp, product);
}

static struct f80 multiply_special(struct sf *sf, struct f80 a, struct f80 b)
{
	bool sign = f80_sign(a) ^ f80_sign(b);
	struct f80 result;

	if (sf_nans(sf, a, b, &result))
		return result;
	if ((is_inf(a) && is_zero(b)) || (is_zero(a) && is_inf(b)))
		return sf_invalid(sf);
	if (denormals(sf, a, b))
		return a;
	if (is_inf(a) || is_inf(b))
		return f80_inf(sign);
	if (is_zero(a) || is_zero(b))
		return f80_zero(sign);
	return multiply(sf, f80_unpack(a), f80_unpack(b));
}

struct f80 f80_mul(struct sf *sf, struct f80 a, struct f80 b)
{
	if (f80_is_normal(a) && f80_is_normal(b))
		return multiply(sf, f80_unpack(a), f80_unpack(b));
	return multiply_special(sf, a, b);
}

static struct f80 divide(struct sf *sf, struct number a, struct number b)
{
	int exp = a.exp - b.exp + F80_BIAS;
	u128 numerator = (u128)a.sig << 63;
	uint64_t quotient, rest, extra;

	assert(b.sig);
	if (a.sig < b.sig) {
		numerator <<= 1;
		exp--;
	}
	quotient = (uint64_t)(numerator / b.sig);
	rest = (uint64_t)(numerator - (u128)quotient * b.sig);
	/* Above, at or below one half, or nothing: more is not needed. */
	extra = rest > b.sig - rest	       ? F80_TOP | 1
		: rest && rest == b.sig - rest ? F80_TOP
					       : rest != 0;
	return sf_round(sf, a.sign ^ b.sign, exp, quotient, extra, sf_precision(sf));
}

static struct f80 divide_special(struct sf *sf, struct f80 a, struct f80 b)
{
	bool sign = f80_sign(a) ^ f80_sign(b);
	struct f80 result;

	if (sf_nans(sf, a, b, &result))
		return result;
	if ((is_inf(a) && is_inf(b)) || (is_zero(a) && is_zero(b)))
		return sf_invalid(sf);
	if (is_zero(b) && !is_inf(a)) {
		sf->flags |= FPU_ZE;
		return f80_inf(sign);
	}
	if (denormals(sf, a, b))
		return a;
	if (is_inf(a))
		return f80_inf(sign);
	if (is_zero(a) || is_inf(b))
		return f80_zero(sign);
	return divide(sf, f80_unpack(a), f80_unpack(b));
}

struct f80 f80_div(struct sf *sf, struct f80 a, struct f80 b)
{
	if (f80_is_normal(a) && f80_is_normal(b))
		return divide(sf, f80_unpack(a), f80_unpack(b));
	return divide_special(sf, a, b);
}

/* The integer root of 64 bits, the highest two not both 0. */
static uint32_t half_root(uint64_t n)
{
	uint64_t root = 0;

	for (int bit = 31; bit >= 0; bit--) {
		uint64_t trial = (root << 1 | 1ull << bit) << bit;

		if (n >= trial) {
			n -= trial;
			root |= 1ull << bit;
		}
	}
	return (uint32_t)root;
}

/* The integer root of n, which is at least 2^126, and its rest. */
static uint64_t integer_root(u128 n, u128 *rest)
{
	/* Newton's step from above: 32 good bits make 63, and the last is looked at. */
	uint64_t above = (uint64_t)half_root((uint64_t)(n >> 64)) << 32 | 0xffffffffu;
	u128 root = ((u128)above + n / above) >> 1;

	while (root >> 64 || root * root > n)
		root--;
	*rest = n - root * root;
	return (uint64_t)root;
}

static struct f80 root(struct sf *sf, struct number a)
{
	int exp = a.exp - F80_BIAS;
	u128 n = (u128)a.sig << (exp & 1 ? 64 : 63), rest;
	uint64_t sig = integer_root(n, &rest);
	/* (sig + 1/2)^2 is sig^2 + sig + 1/4: never met exactly. */
	uint64_t extra = rest > sig ? F80_TOP | 1 : rest != 0;

	return sf_round(sf, false, (exp >> 1) + F80_BIAS, sig, extra, sf_precision(sf));
}

struct f80 f80_sqrt(struct sf *sf, struct f80 a)
{
	struct f80 result;

	if (sf_nan(sf, a, &result))
		return result;
	if (is_zero(a))
		return a;
	if (f80_sign(a))
		return sf_invalid(sf);
	if (f80_classify(a) == F80_DENORMAL && sf_denormal(sf))
		return a;
	return is_inf(a) ? a : root(sf, f80_unpack(a));
}

/* ---- comparing, rounding to an integer ---- */

/* As integers that are in order; zeros are equal. */
static int compare_numbers(struct number a, struct number b)
{
	int magnitudes;

	if (!a.sig && !b.sig)
		return 0;
	if (!a.sig || !b.sig || a.sign != b.sign)
		return a.sig && (!b.sig || a.sign != b.sign) ? (a.sign ? -1 : 1)
							     : (b.sign ? 1 : -1);
	if (a.exp != b.exp)
		magnitudes = a.exp < b.exp ? -1 : 1;
	else
		magnitudes = a.sig < b.sig ? -1 : a.sig > b.sig;
	return a.sign ? -magnitudes : magnitudes;
}

enum f80_order f80_compare(struct sf *sf, struct f80 a, struct f80 b, bool quiet)
{
	struct f80 result;
	int order;

	if (sf_nans(sf, a, b, &result)) {
		if (!quiet)
			sf->flags |= FPU_IE;
		return F80_UNORDERED;
	}
	denormals(sf, a, b);
	/* Infinities compare as numbers with the greatest exponent. */
	order = compare_numbers(f80_unpack(a), f80_unpack(b));
	return order < 0 ? F80_LESS : order > 0 ? F80_GREATER : F80_EQUAL;
}

struct f80 f80_round_int(struct sf *sf, struct f80 a)
{
	struct f80 result;
	struct number n;
	struct rounded r;
	unsigned places;

	if (sf_nan(sf, a, &result))
		return result;
	if (is_zero(a) || is_inf(a))
		return a;
	if (f80_classify(a) == F80_DENORMAL && sf_denormal(sf))
		return a;
	n = f80_unpack(a);
	if (n.exp >= F80_BIAS + 63)
		return a;
	if (n.exp < F80_BIAS) {
		/* below 1: one half is the only fraction that counts */
		uint64_t extra = n.exp < F80_BIAS - 1 ? 1 : n.sig;
		bool up = sf_rounds_up(sf, n.sign, false, extra);

		sf->flags |= FPU_PE | (up ? FPU_C1 : 0);
		return up ? f80_pack(n.sign, F80_BIAS, F80_TOP) : f80_zero(n.sign);
	}
	places = (unsigned)(n.exp - F80_BIAS) + 1;
	r = sf_round_sig(sf, n.sign, n.sig, 0, places);
	inexact(sf, &r);
	return r.carry ? f80_pack(n.sign, n.exp + 1, F80_TOP) : f80_pack(n.sign, n.exp, r.sig);
}
