/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/diff/fpu.h"

#include <string.h>

#include "emu/cpu/fpu.h"
#include "emu/cpu/sse_ops.h"
#include "tests/diff/gen.h"

/* ---- numbers ---- */

static uint64_t gen_u64(struct gen *g)
{
	return (uint64_t)gen_u32(g) << 32 | gen_u32(g);
}

/* Few bits, at an end or both; all; any. */
static uint64_t fraction(struct gen *g)
{
	switch (gen_below(g, 6)) {
	case 0:
		return 0;
	case 1:
		return ~0ull;
	case 2:
		return 1ull << gen_below(g, 64);
	case 3:
		return gen_u64(g) << gen_below(g, 64);
	case 4:
		return gen_u64(g) >> gen_below(g, 64);
	default:
		return gen_u64(g);
	}
}

/* A biased exponent: near the ends, near one, or any; width in bits. */
static uint32_t exponent(struct gen *g, unsigned width)
{
	uint32_t all = (1u << width) - 1, bias = all >> 1;

	switch (gen_below(g, 8)) {
	case 0:
		return 0;
	case 1:
		return all;
	case 2:
		return gen_below(g, 4);
	case 3:
		return all - gen_below(g, 4);
	case 4:
		return gen_u32(g) & all;
	default:
		return bias + gen_below(g, 140) - 70 < all ? bias + gen_below(g, 140) - 70 : bias;
	}
}

/* Eighty bits: with the integer bit as it should be, mostly. */
static void extended(struct gen *g, uint8_t to[10])
{
	uint32_t e = exponent(g, 15);
	uint64_t sig = fraction(g);
	uint16_t se = (uint16_t)(e | (gen_u32(g) & 0x8000));

	if (gen_chance(g, 90))
		sig = e ? sig | 1ull << 63 : sig & ~(1ull << 63);
	if (gen_chance(g, 25))
		sig &= ~0ull << 40; /* exact in all precisions */
	memcpy(to, &sig, 8);
	memcpy(to + 8, &se, 2);
}

static uint64_t binary64(struct gen *g)
{
	return (gen_u64(g) & 1ull << 63) | (uint64_t)exponent(g, 11) << 52 | fraction(g) >> 12;
}

static uint32_t binary32(struct gen *g)
{
	return (gen_u32(g) & 1u << 31) | exponent(g, 8) << 23 | (uint32_t)(fraction(g) >> 41);
}

/* Packed decimal, sometimes with digits that are none. */
static void decimal(struct gen *g, uint8_t to[10])
{
	for (unsigned i = 0; i < 9; i++)
		to[i] = (uint8_t)(gen_below(g, 10) << 4 | gen_below(g, 10));
	to[9] = gen_chance(g, 50) ? 0x80 : 0;
	if (gen_chance(g, 20))
		to[gen_below(g, 10)] = (uint8_t)gen_u32(g);
}

void fpu_operand(struct gen *g, uint8_t bytes[16])
{
	uint32_t narrow[4] = {binary32(g), binary32(g), binary32(g), binary32(g)};
	uint64_t wide[2] = {binary64(g), binary64(g)};

	memcpy(bytes, wide, 16);
	switch (gen_below(g, 5)) {
	case 0:
		memcpy(bytes, narrow, 16);
		break;
	case 1:
		extended(g, bytes);
		break;
	case 2:
		decimal(g, bytes);
		break;
	case 3:
		for (unsigned i = 0; i < 4; i++)
			narrow[i] = gen_edge(g);
		memcpy(bytes, narrow, 16);
		break;
	default:
		break;
	}
}

/* ---- states ---- */

static uint16_t control(struct gen *g)
{
	uint16_t cw = (uint16_t)(FPU_CW_ONE | (gen_u32(g) & 0x0f00) | FPU_EXCEPTIONS);

	if (gen_chance(g, 25))
		cw &= (uint16_t) ~(gen_u32(g) & FPU_EXCEPTIONS);
	return cw;
}

/* ES and B as the exceptions and masks want them. */
static uint16_t status(struct gen *g, uint16_t cw, bool pending)
{
	uint16_t sw = (uint16_t)(gen_u32(g) & 0x7f7f);

	if (gen_chance(g, 50))
		sw &= (uint16_t)~FPU_TOP;
	if (gen_chance(g, 60) || !pending)
		sw &= (uint16_t) ~(~cw & FPU_EXCEPTIONS);
	if (sw & ~cw & FPU_EXCEPTIONS)
		sw |= FPU_ES | FPU_BUSY;
	return sw;
}

static uint8_t tags(struct gen *g)
{
	switch (gen_below(g, 8)) {
	case 0:
		return 0;
	case 1:
	case 2:
		return (uint8_t)gen_u32(g);
	default:
		return 0xff;
	}
}

static uint32_t vector_control(struct gen *g)
{
	uint32_t mxcsr = MXCSR_INIT | (gen_u32(g) & 0xe03f);

	if (gen_chance(g, 70))
		mxcsr &= ~0x8000u; /* flush to zero */
	if (gen_chance(g, 25))
		mxcsr &= ~(gen_u32(g) & 0x1f80);
	return mxcsr;
}

/* Every part is drawn, kept or not, so that leaving one out changes no other. */
void fpu_state(uint64_t seed, uint32_t keep, struct fx *fx)
{
	struct gen g = {.x = seed};
	uint16_t cw = control(&g), sw;
	uint8_t valid = tags(&g);
	uint32_t mxcsr = vector_control(&g);

	memset(fx, 0, sizeof(*fx));
	fx->cw = keep & FX_CW ? cw : FPU_CW_INIT;
	sw = status(&g, fx->cw, keep & FX_PENDING);
	fx->sw = keep & FX_SW ? sw : 0;
	fx->tags = keep & FX_TAGS ? valid : 0xff;
	fx->mxcsr = keep & FX_MXCSR ? mxcsr : MXCSR_INIT;
	for (unsigned i = 0; i < 8; i++) {
		extended(&g, fx->st[i]);
		if (gen_chance(&g, 15))
			memset(fx->st[i] + 8, 0xff, 2);
		fpu_operand(&g, fx->xmm[i]);
		if (!(keep & FX_ST(i)))
			memset(fx->st[i], 0, 10);
		if (!(keep & FX_XMM(i)))
			memset(fx->xmm[i], 0, 16);
	}
}
