/* SPDX-License-Identifier: GPL-2.0-only */
#include <string.h>

#include "emu/cpu/softfloat.h"
#include "emu/cpu/softfloat_inner.h"

/* A memory format: its significand's bits, the integer bit counted, and its exponent's. */
struct format {
	int bits, exp_max, bias;
};

static const struct format single_format = {24, 0xff, 0x7f};
static const struct format double_format = {53, 0x7ff, 0x3ff};

/* ---- loading ---- */

/* fraction: without the integer bit, left-justified below it. */
static struct f80 widen_other(const struct format *format, bool sign, int exp, uint64_t fraction,
			      bool *denormal)
{
	int shift;

	if (exp == format->exp_max)
		return f80_pack(sign, F80_EXP_MAX, F80_TOP | fraction);
	if (!fraction)
		return f80_zero(sign);
	*denormal = true;
	shift = __builtin_clzll(fraction);
	return f80_pack(sign, 1 - shift - format->bias + F80_BIAS, fraction << shift);
}

struct f80 f80_widen_other_f32(uint32_t a, bool *denormal)
{
	return widen_other(&single_format, a >> 31, a >> 23 & 0xff, (uint64_t)(a & 0x7fffff) << 40,
			   denormal);
}

struct f80 f80_widen_other_f64(uint64_t a, bool *denormal)
{
	return widen_other(&double_format, a >> 63, a >> 52 & 0x7ff, (a & 0xfffffffffffff) << 11,
			   denormal);
}

struct f80 f80_from_int(int64_t a)
{
	uint64_t magnitude = a < 0 ? -(uint64_t)a : (uint64_t)a;
	int shift;

	if (!a)
		return f80_zero(false);
	shift = __builtin_clzll(magnitude);
	return f80_pack(a < 0, F80_BIAS + 63 - shift, magnitude << shift);
}

/* Digits above 9 count as what they are. */
struct f80 f80_from_bcd(const uint8_t a[10])
{
	uint64_t value = 0;
	struct f80 x;

	for (int i = 8; i >= 0; i--)
		value = value * 100 + (a[i] >> 4) * 10u + (a[i] & 15u);
	x = f80_from_int((int64_t)value);
	x.se |= (uint16_t)((a[9] & 0x80) << 8);
	return x;
}

/* ---- storing ---- */

/* Stores are all or nothing: what is not masked leaves neither PE nor C1. */
static uint64_t no_store(struct sf *sf, unsigned flag)
{
	sf->flags |= (uint16_t)flag;
	return 0;
}

static uint64_t assemble(const struct format *format, bool sign, int exp, uint64_t sig)
{
	unsigned drop = (unsigned)(64 - format->bits);
	uint64_t sign_bit = sign ? (unsigned)format->exp_max + 1 : 0;

	/* The integer bit falls out, or stands for exponent 1. */
	return (sign_bit | (unsigned)exp) << (format->bits - 1) | ((sig & ~F80_TOP) >> drop);
}

static uint64_t store_overflow(struct sf *sf, const struct format *format, bool sign)
{
	unsigned rounding = sf_rounding(sf);
	bool to_inf = rounding == ROUND_NEAREST || rounding == (sign ? ROUND_DOWN : ROUND_UP);

	if (!(sf->cw & FPU_OE))
		return no_store(sf, FPU_OE);
	sf->flags |= FPU_OE | FPU_PE | (to_inf ? FPU_C1 : 0);
	return to_inf ? assemble(format, sign, format->exp_max, F80_TOP)
		      : assemble(format, sign, format->exp_max - 1, UINT64_MAX);
}

static uint64_t store_number(struct sf *sf, const struct format *format, struct number n)
{
	int exp = n.exp - F80_BIAS + format->bias;
	unsigned bits = (unsigned)format->bits;
	struct rounded r = sf_round_sig(sf, n.sign, n.sig, 0, bits);
	bool is_tiny = exp < 0 || (exp == 0 && !r.carry);

	if (exp <= 0) {
		uint64_t sig = n.sig, extra = 0;

		if (is_tiny && !(sf->cw & FPU_UE))
			return no_store(sf, FPU_UE);
		sf_shift_right(&sig, &extra, exp < -127 ? 128 : (unsigned)(1 - exp));
		r = sf_round_sig(sf, n.sign, sig, extra, bits);
		exp = r.sig >> 63;
		if (is_tiny && r.inexact)
			sf->flags |= FPU_UE;
	} else if (r.carry) {
		r.sig = F80_TOP;
		exp++;
	}
	if (exp >= format->exp_max)
		return store_overflow(sf, format, n.sign);
	if (r.inexact)
		sf->flags |= FPU_PE | (r.up ? FPU_C1 : 0);
	return assemble(format, n.sign, exp, r.sig);
}

static uint64_t store(struct sf *sf, const struct format *format, struct f80 a)
{
	bool sign = f80_sign(a);

	switch (f80_classify(a)) {
	case F80_ZERO:
		return assemble(format, sign, 0, 0);
	case F80_INF:
		return assemble(format, sign, format->exp_max, F80_TOP);
	case F80_INVALID:
		a = sf_invalid(sf);
		return assemble(format, true, format->exp_max, a.sig);
	case F80_NAN:
		if (!(a.sig & F80_QUIET))
			sf->flags |= FPU_IE;
		return assemble(format, sign, format->exp_max, a.sig | F80_QUIET);
	default:
		return store_number(sf, format, f80_unpack(a));
	}
}

uint32_t f80_to_f32(struct sf *sf, struct f80 a)
{
	return (uint32_t)store(sf, &single_format, a);
}

uint64_t f80_to_f64(struct sf *sf, struct f80 a)
{
	return store(sf, &double_format, a);
}

/* ---- integers ---- */

/* The magnitude, rounded. False: no number, or 2^64 and more. */
static bool to_magnitude(struct sf *sf, struct f80 a, uint64_t *magnitude)
{
	struct sf quiet = {.cw = sf->cw | FPU_EXCEPTIONS};
	enum f80_class kind = f80_classify(a);
	struct f80 whole;
	struct number n;

	*magnitude = 0;
	if (kind == F80_INVALID || kind == F80_NAN || kind == F80_INF)
		return false;
	whole = f80_round_int(&quiet, a);
	n = f80_unpack(whole);
	if (n.sig && n.exp > F80_BIAS + 63)
		return false;
	if (n.sig)
		*magnitude = n.sig >> (F80_BIAS + 63 - n.exp);
	sf->flags |= quiet.flags & (FPU_PE | FPU_C1);
	return true;
}

/* What to_magnitude() raised is not so. */
static void out_of_range(struct sf *sf)
{
	sf->flags = (uint16_t)((sf->flags & ~(FPU_PE | FPU_C1)) | FPU_IE);
}

int64_t f80_to_int(struct sf *sf, struct f80 a, unsigned bytes)
{
	uint64_t most = 1ull << (8 * bytes - 1), magnitude;
	bool sign = f80_sign(a);

	if (!to_magnitude(sf, a, &magnitude) || magnitude > most - !sign) {
		out_of_range(sf);
		return (int64_t)-most;
	}
	return (int64_t)(sign ? -magnitude : magnitude);
}

void f80_to_bcd(struct sf *sf, struct f80 a, uint8_t to[10])
{
	static const uint8_t indefinite[10] = {0, 0, 0, 0, 0, 0, 0, 0xc0, 0xff, 0xff};
	uint64_t magnitude;

	if (!to_magnitude(sf, a, &magnitude) || magnitude > 999999999999999999u) {
		out_of_range(sf);
		memcpy(to, indefinite, 10);
		return;
	}
	for (int i = 0; i < 9; i++) {
		to[i] = (uint8_t)(magnitude / 10 % 10 << 4 | magnitude % 10);
		magnitude /= 100;
	}
	to[9] = f80_sign(a) ? 0x80 : 0;
}
