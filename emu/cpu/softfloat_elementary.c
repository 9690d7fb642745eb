/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * softfloat_elementary: the x87 unit's transcendental instructions.
 *
 * What was chosen. Intel documents an error below 1 ulp for the Pentium and later (SDM 1 8.3.10),
 * and its bits beyond that differ between processors. Here, series are summed with some 120 bits
 * and the result is rounded once, as the control word says: the error is below 0.5001 ulp in
 * round-to-nearest and 1 ulp otherwise, the functions are monotonic, and PE and C1 say what was
 * done. Angles are reduced as those processors do it, by a pi of 66 bits (SDM 1 8.3.8): the sine
 * given is that of the angle modulo that pi, which near multiples of pi is far from the sine of the
 * angle. Beyond 2^63 nothing is done and C2 says so. Where the manual leaves a result undefined,
 * F2XM1 beyond 1 leaves its operand (and sets PE), and FYL2XP1 goes on to compute y log2(x + 1),
 * with -1 and below as FYL2X takes 0 and negative numbers.
 */
#include "emu/cpu/softfloat.h"
#include "emu/cpu/softfloat_wide.h"

static const struct wide pi = {false, 1, U128(0xc90fdaa22168c234u, 0xc4c6628b80dc1cd1u)};
static const struct wide ln2 = {false, -1, U128(0xb17217f7d1cf79abu, 0xc9e3b39803f2f6afu)};
static const struct wide two_by_ln2 = {false, 1, U128(0xb8aa3b295c17f0bbu, 0xbe87fed0691d3e89u)};

struct f80 f80_constant(const struct sf *sf, unsigned n)
{
	/* log2(10), log2(e), pi, log10(2), ln(2): exponent, and bits as far as rounding needs. */
	static const struct {
		int exp;
		uint64_t sig, extra;
	} table[] = {
	    {1, 0xd49a784bcd1b8afe, 0x492bf6ff4dafdb4d},
	    {0, 0xb8aa3b295c17f0bb, 0xbe87fed0691d3e89},
	    {1, 0xc90fdaa22168c234, 0xc4c6628b80dc1cd1},
	    {-2, 0x9a209a84fbcff798, 0x8f8959ac0b7c9178},
	    {-1, 0xb17217f7d1cf79ab, 0xc9e3b39803f2f6af},
	};
	struct rounded r;

	if (n == 0)
		return F80_ONE;
	if (n > 5)
		return f80_zero(false);
	r = sf_round_sig(sf, false, table[n - 1].sig, table[n - 1].extra, 64);
	return f80_pack(false, F80_BIAS + table[n - 1].exp, r.sig);
}

struct wide wide_div(struct wide a, struct wide b)
{
	u128 rest = a.sig, quotient = 0;
	int exp = a.exp - b.exp;
	bool carry = false;

	if (rest < b.sig) {
		carry = rest >> 127;
		rest <<= 1;
		exp--;
	}
	for (int i = 0; i < 128; i++) {
		bool one = carry || rest >= b.sig;

		if (one)
			rest -= b.sig;
		quotient = quotient << 1 | one;
		carry = rest >> 127;
		rest <<= 1;
	}
	return (struct wide){a.sign ^ b.sign, exp, quotient};
}

/* Operands of one-operand functions. True: *result is it. */
static bool no_number(struct sf *sf, struct f80 a, struct f80 *result)
{
	*result = a;
	if (sf_nan(sf, a, result))
		return true;
	return f80_classify(a) == F80_DENORMAL && sf_denormal(sf);
}

static bool is(struct f80 x, enum f80_class kind)
{
	return f80_classify(x) == kind;
}

/* ---- 2^x - 1 ---- */

/* e^y - 1, |y| < 1 and not 0. */
static struct wide exp_minus_1(struct wide y)
{
	u128 fraction = wide_fraction(y), sum = FIXED_ONE;

	/* y (1 + y/2 (1 + y/3 (1 + ...))) */
	for (unsigned k = 33; k >= 2; k--) {
		u128 term = mul_high(fraction, sum) / k;

		sum = y.sign ? FIXED_ONE - term : FIXED_ONE + term;
	}
	return wide_mul_fixed(y, sum);
}

struct f80 f80_2xm1(struct sf *sf, struct f80 a)
{
	struct number n;
	struct f80 result;

	if (no_number(sf, a, &result) || is(a, F80_ZERO))
		return result;
	if (is(a, F80_INF))
		return f80_sign(a) ? f80_pack(true, F80_BIAS, F80_TOP) : a;
	n = f80_unpack(a);
	if (n.exp >= F80_BIAS) {
		/* 2^-1 - 1 */
		if (n.exp == F80_BIAS && n.sig == F80_TOP && n.sign)
			return f80_pack(true, F80_BIAS - 1, F80_TOP);
		if (n.exp > F80_BIAS || n.sig != F80_TOP)
			sf->flags |= FPU_PE;
		return a;
	}
	return wide_round(sf, exp_minus_1(wide_mul(wide_from(n), ln2)), false);
}

/* ---- logarithms ---- */

/* log2((1 + z) / (1 - z)), |z| < 0.18 and not 0. */
static struct wide log2_ratio(struct wide z)
{
	u128 square = wide_fraction(wide_mul(z, z)), sum = 0;

	/* 2/ln 2 (z + z^3/3 + z^5/5 + ...) */
	for (int k = 53; k >= 1; k -= 2)
		sum = FIXED_ONE / (unsigned)k + mul_high(square, sum);
	return wide_mul(wide_mul_fixed(z, sum), two_by_ln2);
}

/* whole + part, |part| <= 1/2, whole not 0. */
static struct wide add_whole(int whole, struct wide part)
{
	const int places = 110;
	u128 fraction = part.exp < -places ? 0 : part.sig >> (127 - places - part.exp);
	unsigned magnitude = whole < 0 ? (unsigned)-whole : (unsigned)whole;
	u128 sum = (u128)magnitude << places;

	sum = part.sign == (whole < 0) ? sum + fraction : sum - fraction;
	return wide_normalized(whole < 0, 127 - places, sum);
}

/* (m - 1) / (m + 1), m = sig / 2^127 between 1/2 and 2, not 1. */
static struct wide ratio_of(u128 m)
{
	bool below = m < FIXED_ONE;
	struct wide top = wide_normalized(below, 0, below ? FIXED_ONE - m : m - FIXED_ONE);
	struct wide bottom = wide_normalized(false, 1, (m >> 1) + (FIXED_ONE >> 1));

	return wide_div(top, bottom);
}

/* log2 of a number that is neither 0 nor 1. *exact: it is a power of 2. */
static struct wide log2_wide(int exp, u128 sig, bool *exact)
{
	u128 m = sig;

	*exact = sig == WIDE_TOP;
	if (*exact)
		return wide_normalized(exp < 0, 127, exp < 0 ? (u128)-exp : (u128)exp);
	/* m between sqrt(1/2) and sqrt(2), nearly */
	if (sig >> 64 > 0xb504f333f9de6484u) {
		m = sig >> 1;
		exp++;
	}
	return exp ? add_whole(exp, log2_ratio(ratio_of(m))) : log2_ratio(ratio_of(m));
}

/* y log2 x where one of them is 0 or infinite, or x is 1. order: of x and 1. */
static struct f80 ylog_limits(struct sf *sf, struct f80 y, bool x_zero, bool x_inf, int order)
{
	bool sign = f80_sign(y) ^ (order < 0);

	if ((is(y, F80_ZERO) && (x_zero || x_inf)) || (is(y, F80_INF) && order == 0))
		return sf_invalid(sf);
	if (x_zero && !is(y, F80_INF))
		sf->flags = FPU_ZE;
	if (is(y, F80_INF) || x_zero || x_inf)
		return f80_inf(sign);
	return f80_zero(sign);
}

static int order_to_one(struct f80 x)
{
	if (x.se == 0x3fff && x.sig == F80_TOP)
		return 0;
	return x.se >= 0x3fff ? 1 : -1;
}

static bool denormal_operands(struct sf *sf, struct f80 a, struct f80 b)
{
	return (is(a, F80_DENORMAL) || is(b, F80_DENORMAL)) && sf_denormal(sf);
}

struct f80 f80_ylog2x(struct sf *sf, struct f80 y, struct f80 x)
{
	bool x_zero = is(x, F80_ZERO), x_inf = is(x, F80_INF), exact;
	struct number n;
	struct wide log;
	struct f80 result;

	if (sf_nans(sf, y, x, &result))
		return result;
	if (f80_sign(x) && !x_zero)
		return sf_invalid(sf);
	if (!(x_zero && is(y, F80_DENORMAL)) && denormal_operands(sf, y, x))
		return y;
	if (x_zero || x_inf || is(y, F80_ZERO) || is(y, F80_INF) || order_to_one(x) == 0)
		return ylog_limits(sf, y, x_zero, x_inf, x_zero ? -1 : order_to_one(x));
	n = f80_unpack(x);
	log = log2_wide(n.exp - F80_BIAS, (u128)n.sig << 64, &exact);
	return wide_round(sf, wide_mul(wide_from(f80_unpack(y)), log), exact);
}

/* log2(1 + x), x above -1 and not 0. */
static struct wide log2_1p(struct number x, bool *exact)
{
	struct wide wx = wide_from(x), two = {false, 1, WIDE_TOP};
	u128 fraction, sum;

	*exact = false;
	if (wx.exp >= 0) {
		/* x + 1, whose last bits do not matter when x is large */
		sum = wx.sig >> 1;
		sum += wx.exp < 127 ? WIDE_TOP >> (wx.exp + 1) : 0;
		wx = wide_normalized(false, wx.exp + 1, sum);
		return log2_wide(wx.exp, wx.sig, exact);
	}
	fraction = wide_fraction(wx);
	if (wx.exp >= -2) {
		wx = x.sign ? wide_normalized(false, -1, -fraction)
			    : wide_normalized(false, 0, WIDE_TOP + (fraction >> 1));
		return log2_wide(wx.exp, wx.sig, exact);
	}
	/* z = x / (2 + x) */
	two.sig = x.sign ? WIDE_TOP - (fraction >> 2) : WIDE_TOP + (fraction >> 2);
	return log2_ratio(wide_div(wx, wide_normalized(false, 1, two.sig)));
}

struct f80 f80_ylog2xp1(struct sf *sf, struct f80 y, struct f80 x)
{
	bool x_inf = is(x, F80_INF), at_pole = x.se == 0xbfff && x.sig == F80_TOP, exact;
	int order = is(x, F80_ZERO) ? 0 : f80_sign(x) ? -1 : 1;
	struct wide log;
	struct f80 result;

	if (sf_nans(sf, y, x, &result))
		return result;
	if (f80_sign(x) && !at_pole && (x.se & 0x7fff) >= F80_BIAS)
		return sf_invalid(sf);
	if (denormal_operands(sf, y, x))
		return y;
	if (order == 0 && !is(y, F80_INF))
		return f80_zero(f80_sign(x) ^ f80_sign(y));
	if (at_pole || x_inf || is(y, F80_ZERO) || is(y, F80_INF))
		return ylog_limits(sf, y, at_pole, x_inf, order);
	log = log2_1p(f80_unpack(x), &exact);
	return wide_round(sf, wide_mul(wide_from(f80_unpack(y)), log), exact);
}

/* ---- arc tangent ---- */

/* |t| <= 1/8, not 0 */
static struct wide atan_small(struct wide t)
{
	u128 square = wide_fraction(wide_mul(t, t)), sum = 0;

	/* t (1 - t^2/3 + t^4/5 - ...) */
	for (int k = 41; k >= 1; k -= 2)
		sum = FIXED_ONE / (unsigned)k - mul_high(square, sum);
	return wide_mul_fixed(t, sum - 1);
}

/* Of q, not 0 and at most 1: by the nearest eighth c, atan c + atan((q - c) / (1 + q c)). */
static struct wide atan_unit(struct wide q)
{
	/* atan(n/8), 128 bits after the point */
	static const u128 eighths[9] = {
	    0,
	    U128(0x1fd5ba9aac2f6dc6u, 0x5912f313e7d111dfu),
	    U128(0x3eb6ebf25901bac5u, 0x5b71e7bd7de885f9u),
	    U128(0x5bd86507937bc239u, 0xc55190916e7f2242u),
	    U128(0x76b19c1586ed3da2u, 0xb7f222f65e1d4682u),
	    U128(0x8f005d5ef7f59f9bu, 0x5c835e1665c43748u),
	    U128(0xa4bc7d1934f70924u, 0x19a87f2a457dac9fu),
	    U128(0xb8053e2bc2319e73u, 0xcb2da55210a4443du),
	    U128(0xc90fdaa22168c234u, 0xc4c6628b80dc1cd1u),
	};
	u128 fixed, c, distance, part;
	unsigned n;
	bool below;

	if (q.exp >= 0)
		return wide_normalized(false, -1, eighths[8]);
	fixed = wide_fraction(q) >> 1;
	n = (unsigned)((fixed + ((u128)1 << 123)) >> 124);
	if (n == 0)
		return atan_small(q);
	c = (u128)n << 124;
	below = fixed < c;
	distance = below ? c - fixed : fixed - c;
	if (!distance)
		return wide_normalized(false, -1, eighths[n]);
	struct wide bottom = wide_normalized(false, 1, (FIXED_ONE + mul_high(fixed, c) * 2) >> 1);
	part = wide_fraction(atan_small(wide_div(wide_normalized(false, 0, distance), bottom)));
	return wide_normalized(false, -1, below ? eighths[n] - part : eighths[n] + part);
}

/* eighths of pi, signed: what the angles of the axes and diagonals are */
static struct f80 pi_part(struct sf *sf, bool sign, unsigned quarters)
{
	struct wide angle = pi;

	if (quarters == 3)
		angle = wide_normalized(false, 1, (pi.sig >> 1) + (pi.sig >> 2));
	else
		angle.exp -= quarters == 1 ? 2 : quarters == 2;
	angle.sign = sign;
	return wide_round(sf, angle, false);
}

/* pi n/2 plus or minus a */
static struct wide off_axis(unsigned halves, bool minus, struct wide a)
{
	/* 125 bits after the point */
	u128 axis = pi.sig >> (halves == 2 ? 1 : 2);
	u128 part = a.exp < -125 ? 0 : a.sig >> (2 - a.exp);

	return wide_normalized(false, 2, minus ? axis - part - 1 : axis + part);
}

static struct f80 atan2_numbers(struct sf *sf, struct number y, struct number x)
{
	bool steep = y.exp != x.exp ? y.exp > x.exp : y.sig > x.sig, left = x.sign, sign = y.sign;
	struct wide wx = wide_from(x), wy = wide_from(y), angle;

	wx.sign = wy.sign = false;
	angle = atan_unit(steep ? wide_div(wx, wy) : wide_div(wy, wx));
	if (steep)
		angle = off_axis(1, !left, angle);
	else if (left)
		angle = off_axis(2, true, angle);
	angle.sign = sign;
	return wide_round(sf, angle, false);
}

struct f80 f80_atan2(struct sf *sf, struct f80 y, struct f80 x)
{
	bool y_sign = f80_sign(y), left = f80_sign(x);
	struct f80 result;

	if (sf_nans(sf, y, x, &result))
		return result;
	if (denormal_operands(sf, y, x))
		return y;
	if (is(y, F80_INF) && is(x, F80_INF))
		return pi_part(sf, y_sign, left ? 3 : 1);
	if (is(y, F80_INF) || (is(x, F80_ZERO) && !is(y, F80_ZERO)))
		return pi_part(sf, y_sign, 2);
	if (is(x, F80_INF) || is(y, F80_ZERO))
		return left ? pi_part(sf, y_sign, 4) : f80_zero(y_sign);
	return atan2_numbers(sf, f80_unpack(y), f80_unpack(x));
}

/* ---- sine, cosine, tangent ---- */

#define PI_66 U128(3, 0x243f6a8885a308d3u) /* with 64 bits after the point */

/* The angle as n quarters of a turn and a rest between -1/8 and 1/8 of it. */
struct reduced {
	unsigned quarters;
	struct wide rest; /* not 0 */
};

static struct reduced reduce(struct number a)
{
	int exp = a.exp - F80_BIAS;
	u128 units, rest;
	uint64_t quarters;
	bool more;

	/* Below pi/4, all bits stay. */
	if (exp < -1 || (exp == -1 && a.sig <= 0xc90fdaa22168c234u))
		return (struct reduced){0, wide_from(a)};
	/* In units of 2^-65; quarters of a turn have PI_66 of them. */
	units = (u128)a.sig << (exp + 2);
	quarters = (uint64_t)(units / PI_66);
	rest = units % PI_66;
	more = rest > PI_66 / 2;
	if (more) {
		rest = PI_66 - rest;
		quarters++;
	}
	if (a.sign)
		quarters = -quarters;
	return (struct reduced){quarters & 3, wide_normalized(a.sign ^ more, 62, rest)};
}

static struct wide sine(struct wide a)
{
	u128 square = wide_fraction(wide_mul(a, a)), sum = FIXED_ONE;

	/* a (1 - a^2/(2*3) (1 - a^2/(4*5) (1 - ...))) */
	for (unsigned k = 34; k >= 2; k -= 2)
		sum = FIXED_ONE - mul_high(square, sum) / (k * (k + 1));
	return wide_mul_fixed(a, sum - 1);
}

static struct wide cosine(struct wide a)
{
	u128 square = wide_fraction(wide_mul(a, a)), sum = FIXED_ONE;

	for (unsigned k = 34; k >= 2; k -= 2)
		sum = FIXED_ONE - mul_high(square, sum) / (k * (k - 1));
	return wide_normalized(false, 0, sum - 1);
}

/* NaNs and the like, zeros, angles that are too large. True: settled, and *done. */
static bool no_angle(struct sf *sf, struct f80 a, struct f80 *result, bool *done)
{
	*done = true;
	if (sf_nan(sf, a, result))
		return true;
	if (is(a, F80_INF)) {
		*result = sf_invalid(sf);
		return true;
	}
	if (is(a, F80_DENORMAL) && sf_denormal(sf))
		return true;
	*done = (a.se & 0x7fff) < F80_BIAS + 63;
	return !*done;
}

static struct f80 turned(struct sf *sf, const struct reduced *r, unsigned quarters)
{
	struct wide value = quarters & 1 ? cosine(r->rest) : sine(r->rest);

	value.sign ^= quarters >> 1 & 1;
	return wide_round(sf, value, false);
}

bool f80_sincos(struct sf *sf, struct f80 a, struct f80 *sin, struct f80 *cos)
{
	struct reduced r;
	struct f80 result = a;
	bool done;

	if (no_angle(sf, a, &result, &done) || is(a, F80_ZERO)) {
		if (!done)
			return false;
		if (sin)
			*sin = result;
		if (cos)
			*cos = is(a, F80_ZERO) ? F80_ONE : result;
		return true;
	}
	r = reduce(f80_unpack(a));
	if (sin)
		*sin = turned(sf, &r, r.quarters);
	if (cos) {
		/* C1 tells of the result that is stored last. */
		sf->flags &= (uint16_t)~FPU_C1;
		*cos = turned(sf, &r, (r.quarters + 1) & 3);
	}
	return true;
}

bool f80_tan(struct sf *sf, struct f80 a, struct f80 *tangent)
{
	struct reduced r;
	struct wide value;
	struct f80 result = a;
	bool done;

	if (no_angle(sf, a, &result, &done) || is(a, F80_ZERO)) {
		if (done)
			*tangent = result;
		return done;
	}
	r = reduce(f80_unpack(a));
	if (r.quarters & 1) {
		value = wide_div(cosine(r.rest), sine(r.rest));
		value.sign ^= true;
	} else if (r.rest.exp < -60) {
		value = r.rest; /* and a little more, which rounding sees */
	} else {
		value = wide_div(sine(r.rest), cosine(r.rest));
	}
	*tangent = wide_round(sf, value, false);
	return true;
}
