/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/cpu/sse_ops.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

static __m128i load(const union vec *v)
{
	return _mm_loadu_si128((const __m128i *)v);
}

static void store(union vec *v, __m128i value)
{
	_mm_storeu_si128((__m128i *)v, value);
}

/* ---- the host's own instructions ---- */

/* They depend on MXCSR and change it, which the compiler cannot know: volatile. */
#define HOST(insn)                                                                                 \
	static void insn(union vec *d, const union vec *s, unsigned imm)                           \
	{                                                                                          \
		__m128i value = load(d);                                                           \
                                                                                                   \
		(void)imm;                                                                         \
		__asm__ volatile(#insn " %1, %0" : "+x"(value) : "x"(load(s)));                    \
		store(d, value);                                                                   \
	}

/* clang-format off */
HOST(paddb) HOST(paddw) HOST(paddd) HOST(paddq) HOST(paddsb) HOST(paddsw) HOST(paddusb) HOST(paddusw) HOST(psubb) HOST(psubw) HOST(psubd) HOST(psubq) HOST(psubsb) HOST(psubsw) HOST(psubusb) HOST(psubusw)
HOST(pcmpeqb) HOST(pcmpeqw) HOST(pcmpeqd) HOST(pcmpgtb) HOST(pcmpgtw) HOST(pcmpgtd) HOST(pand) HOST(pandn) HOST(por) HOST(pxor)
HOST(pmullw) HOST(pmulhw) HOST(pmulhuw) HOST(pmuludq) HOST(pmaddwd) HOST(psadbw) HOST(pavgb) HOST(pavgw) HOST(pminub) HOST(pminsw) HOST(pmaxub) HOST(pmaxsw)
HOST(psrlw) HOST(psrld) HOST(psrlq) HOST(psraw) HOST(psrad) HOST(psllw) HOST(pslld) HOST(psllq)
HOST(packsswb) HOST(packssdw) HOST(packuswb) HOST(punpcklbw) HOST(punpcklwd) HOST(punpckldq) HOST(punpcklqdq) HOST(punpckhbw) HOST(punpckhwd) HOST(punpckhdq) HOST(punpckhqdq)
HOST(unpcklps) HOST(unpcklpd) HOST(unpckhps) HOST(unpckhpd) HOST(andps) HOST(andpd) HOST(andnps) HOST(andnpd) HOST(orps) HOST(orpd) HOST(xorps) HOST(xorpd)

HOST(addps) HOST(addpd) HOST(addss) HOST(addsd) HOST(subps) HOST(subpd) HOST(subss) HOST(subsd) HOST(mulps) HOST(mulpd) HOST(mulss) HOST(mulsd) HOST(divps) HOST(divpd) HOST(divss) HOST(divsd)
HOST(minps) HOST(minpd) HOST(minss) HOST(minsd) HOST(maxps) HOST(maxpd) HOST(maxss) HOST(maxsd) HOST(sqrtps) HOST(sqrtpd) HOST(sqrtss) HOST(sqrtsd)
HOST(cvtps2pd) HOST(cvtpd2ps) HOST(cvtsd2ss) HOST(cvtss2sd) HOST(cvtdq2ps) HOST(cvtps2dq) HOST(cvttps2dq) HOST(cvtpd2dq) HOST(cvttpd2dq) HOST(cvtdq2pd)
/* clang-format on */

/* The predicate is part of the instruction; its upper bits are not looked at. */
#define HOST_COMPARE(insn)                                                                         \
	static void insn(union vec *d, const union vec *s, unsigned imm)                           \
	{                                                                                          \
		__m128i value = load(d), other = load(s);                                          \
                                                                                                   \
		switch (imm & 7) {                                                                 \
			HOST_PREDICATE(insn, 0)                                                    \
			HOST_PREDICATE(insn, 1)                                                    \
			HOST_PREDICATE(insn, 2)                                                    \
			HOST_PREDICATE(insn, 3)                                                    \
			HOST_PREDICATE(insn, 4)                                                    \
			HOST_PREDICATE(insn, 5)                                                    \
			HOST_PREDICATE(insn, 6)                                                    \
			HOST_PREDICATE(insn, 7)                                                    \
		}                                                                                  \
		store(d, value);                                                                   \
	}
#define HOST_PREDICATE(insn, n)                                                                    \
	case n:                                                                                    \
		__asm__ volatile(#insn " $" #n ", %1, %0" : "+x"(value) : "x"(other));             \
		break;

								    HOST_COMPARE(
									cmpps) HOST_COMPARE(cmppd)
									HOST_COMPARE(
									    cmpss) HOST_COMPARE(cmpsd)

/* The result is ZF, PF and CF where EFLAGS has them. */
#define HOST_FLAGS(insn)                                                                           \
	static void insn(union vec *d, const union vec *s, unsigned imm)                           \
	{                                                                                          \
		unsigned zf, pf, cf;                                                               \
                                                                                                   \
		(void)imm;                                                                         \
		__asm__ volatile(#insn " %4, %3"                                                   \
				 : "=@ccz"(zf), "=@ccp"(pf), "=@ccc"(cf)                           \
				 : "x"(load(d)), "x"(load(s)));                                    \
		d->d[0] = zf << 6 | pf << 2 | cf;                                                  \
	}

									    HOST_FLAGS(comiss) HOST_FLAGS(comisd) HOST_FLAGS(
										ucomiss) HOST_FLAGS(ucomisd)

#define HOST_FROM_GENERAL(insn)                                                                    \
	static void insn(union vec *d, const union vec *s, unsigned imm)                           \
	{                                                                                          \
		__m128i value = load(d);                                                           \
                                                                                                   \
		(void)imm;                                                                         \
		__asm__ volatile(#insn "l %1, %0" : "+x"(value) : "r"(s->d[0]));                   \
		store(d, value);                                                                   \
	}
#define HOST_TO_GENERAL(insn)                                                                      \
	static void insn(union vec *d, const union vec *s, unsigned imm)                           \
	{                                                                                          \
		(void)imm;                                                                         \
		__asm__ volatile(#insn " %1, %0" : "=r"(d->d[0]) : "x"(load(s)));                  \
	}

										HOST_FROM_GENERAL(
										    cvtsi2ss)
										    HOST_FROM_GENERAL(
											cvtsi2sd)
											HOST_TO_GENERAL(
											    cvtss2si)
											    HOST_TO_GENERAL(
												cvtsd2si)
												HOST_TO_GENERAL(
												    cvttss2si)
												    HOST_TO_GENERAL(
													cvttsd2si)

    /* Two integers; s has zeros above them, which convert without a flag. */
    static void cvtpi2ps(union vec *d, const union vec *s, unsigned imm)
{
	union vec both = *s;

	cvtdq2ps(&both, &both, imm);
	d->q[0] = both.q[0];
}

/* Of a register only the low half counts. */
static void cvtps2pi(union vec *d, const union vec *s, unsigned imm)
{
	const union vec low = {.q = {s->q[0], 0}};

	cvtps2dq(d, &low, imm);
}

static void cvttps2pi(union vec *d, const union vec *s, unsigned imm)
{
	const union vec low = {.q = {s->q[0], 0}};

	cvttps2dq(d, &low, imm);
}

/* ---- where an MMX operation is not the low half of the XMM one ---- */

#define MMX_PACK(insn)                                                                             \
	static void mmx_##insn(union vec *d, const union vec *s, unsigned imm)                     \
	{                                                                                          \
		punpcklqdq(d, s, imm);                                                             \
		insn(d, d, imm);                                                                   \
	}
#define MMX_UNPACK_HIGH(insn, low)                                                                 \
	static void mmx_##insn(union vec *d, const union vec *s, unsigned imm)                     \
	{                                                                                          \
		low(d, s, imm);                                                                    \
		d->q[0] = d->q[1];                                                                 \
	}

MMX_PACK(packsswb)
MMX_PACK(packssdw)
MMX_PACK(packuswb)
MMX_UNPACK_HIGH(punpckhbw, punpcklbw)
MMX_UNPACK_HIGH(punpckhwd, punpcklwd)
MMX_UNPACK_HIGH(punpckhdq, punpckldq)

/* ---- shuffles: the immediate chooses ---- */

static void pshufd(union vec *d, const union vec *s, unsigned imm)
{
	union vec from = *s;

	for (int i = 0; i < 4; i++)
		d->d[i] = from.d[imm >> 2 * i & 3];
}

static void shuffle_words(uint16_t *to, const uint16_t *from, unsigned imm)
{
	for (int i = 0; i < 4; i++)
		to[i] = from[imm >> 2 * i & 3];
}

static void pshuflw(union vec *d, const union vec *s, unsigned imm)
{
	union vec from = *s;

	shuffle_words(d->w, from.w, imm);
	d->q[1] = from.q[1];
}

static void pshufhw(union vec *d, const union vec *s, unsigned imm)
{
	union vec from = *s;

	shuffle_words(d->w + 4, from.w + 4, imm);
	d->q[0] = from.q[0];
}

static void shufps(union vec *d, const union vec *s, unsigned imm)
{
	union vec low = *d, high = *s;

	d->d[0] = low.d[imm & 3];
	d->d[1] = low.d[imm >> 2 & 3];
	d->d[2] = high.d[imm >> 4 & 3];
	d->d[3] = high.d[imm >> 6 & 3];
}

static void shufpd(union vec *d, const union vec *s, unsigned imm)
{
	union vec low = *d, high = *s;

	d->q[0] = low.q[imm & 1];
	d->q[1] = high.q[imm >> 1 & 1];
}

static void psrldq(union vec *d, const union vec *s, unsigned imm)
{
	union vec from = *d;

	(void)s;
	for (unsigned i = 0; i < 16; i++)
		d->b[i] = i + imm < 16 ? from.b[i + imm] : 0;
}

static void pslldq(union vec *d, const union vec *s, unsigned imm)
{
	union vec from = *d;

	(void)s;
	for (unsigned i = 0; i < 16; i++)
		d->b[i] = i >= imm ? from.b[i - imm] : 0;
}

static void pinsrw(union vec *d, const union vec *s, unsigned imm)
{
	d->w[imm & 7] = s->w[0];
}

static void mmx_pinsrw(union vec *d, const union vec *s, unsigned imm)
{
	d->w[imm & 3] = s->w[0];
}

/* ---- approximations: rounded to 12 significant bits, an error of 2^-12 at most ---- */

#define F32_SIGN     0x80000000u
#define F32_INFINITY 0x7f800000u
#define F32_QUIET    0x00400000u
#define F32_DEFAULT  0xffc00000u /* the QNaN indefinite */

static float as_float(uint32_t bits)
{
	float value;

	memcpy(&value, &bits, 4);
	return value;
}

/* A positive normal double as a float of 12 significant bits; too small a one is 0. */
static uint32_t to_12_bits(double value)
{
	uint64_t bits;
	uint32_t f32;

	memcpy(&bits, &value, 8);
	bits += 1ull << 40;
	bits &= ~((1ull << 41) - 1);
	if (bits >> 52 < 1023 - 126)
		return 0;
	f32 = (uint32_t)(bits >> 29) - ((1023u - 127) << 23);
	return f32;
}

/* SDM 2B, RCPPS: denormals count as zero, tiny results become zero, no exceptions. */
static uint32_t reciprocal(uint32_t bits)
{
	uint32_t sign = bits & F32_SIGN, magnitude = bits & ~F32_SIGN;

	if (magnitude > F32_INFINITY)
		return bits | F32_QUIET;
	if (magnitude < 0x00800000)
		return sign | F32_INFINITY;
	return sign | (magnitude == F32_INFINITY ? 0 : to_12_bits(1.0 / as_float(magnitude)));
}

/* SDM 2B, RSQRTPS */
static uint32_t reciprocal_root(uint32_t bits)
{
	uint32_t sign = bits & F32_SIGN, magnitude = bits & ~F32_SIGN;

	if (magnitude > F32_INFINITY)
		return bits | F32_QUIET;
	if (magnitude < 0x00800000)
		return sign | F32_INFINITY;
	if (sign)
		return F32_DEFAULT;
	return magnitude == F32_INFINITY ? 0 : to_12_bits(1.0 / sqrt(as_float(magnitude)));
}

static void rcpss(union vec *d, const union vec *s, unsigned imm)
{
	(void)imm;
	d->d[0] = reciprocal(s->d[0]);
}

static void rcpps(union vec *d, const union vec *s, unsigned imm)
{
	(void)imm;
	for (int i = 0; i < 4; i++)
		d->d[i] = reciprocal(s->d[i]);
}

static void rsqrtss(union vec *d, const union vec *s, unsigned imm)
{
	(void)imm;
	d->d[0] = reciprocal_root(s->d[0]);
}

static void rsqrtps(union vec *d, const union vec *s, unsigned imm)
{
	(void)imm;
	for (int i = 0; i < 4; i++)
		d->d[i] = reciprocal_root(s->d[i]);
}

/* ---- quickly, when the flags are known ---- */

enum lanes { PS, SS, PD, SD };

/* A bit for each dword that an element begins in and whose number is zero, if that will do, or has
 * an exponent that is neither of the two least nor of the two greatest. */
INLINE unsigned middling(__m128i v, enum lanes lanes, bool zero_too)
{
	const __m128i least = _mm_set1_epi32(1), none = _mm_setzero_si128();
	bool wide = lanes >= PD;
	__m128i magnitude = wide ? _mm_slli_epi64(v, 1) : _mm_slli_epi32(v, 1);
	__m128i exponent = wide ? _mm_srli_epi64(magnitude, 53) : _mm_srli_epi32(magnitude, 24);
	__m128i zero = _mm_cmpeq_epi32(magnitude, none), fits;

	if (wide)
		zero = _mm_and_si128(zero, _mm_shuffle_epi32(zero, 0xb1));
	fits = _mm_and_si128(_mm_cmpgt_epi32(exponent, least),
			     _mm_cmpgt_epi32(_mm_set1_epi32(wide ? 0x7fe : 0xfe), exponent));
	if (zero_too)
		fits = _mm_or_si128(fits, zero);
	return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(fits));
}

INLINE bool all_middling(__m128i v, enum lanes lanes, bool zero_too)
{
	const unsigned all = lanes == PS ? 0xf : lanes == PD ? 5 : 1;

	return !(all & ~middling(v, lanes, zero_too));
}

/* binary: d is an operand, too. zero: an operand that is exact. zero_result: one that is. */
#define QUICK(insn, lanes, binary, zero, zero_result)                                              \
	static bool quick_##insn(union vec *d, const union vec *s)                                 \
	{                                                                                          \
		__m128i a = load(d), b = load(s), result = a;                                      \
                                                                                                   \
		__asm__ volatile(#insn " %1, %0" : "+x"(result) : "x"(b));                         \
		if (!all_middling(b, lanes, zero) || (binary && !all_middling(a, lanes, zero)) ||  \
		    !all_middling(result, lanes, zero_result))                                     \
			return false;                                                              \
		store(d, result);                                                                  \
		return true;                                                                       \
	}
#define QUICK_LANES(insn, binary, zero, zero_result)                                               \
	QUICK(insn##ps, PS, binary, zero, zero_result)                                             \
	QUICK(insn##ss, SS, binary, zero, zero_result)                                             \
	QUICK(insn##pd, PD, binary, zero, zero_result)                                             \
	QUICK(insn##sd, SD, binary, zero, zero_result)

QUICK_LANES(add, true, true, true)
QUICK_LANES(sub, true, true, true)
QUICK_LANES(mul, true, false, false)
QUICK_LANES(div, true, false, false)
QUICK_LANES(sqrt, false, false, false)
QUICK_LANES(min, true, true, true)
QUICK_LANES(max, true, true, true)

#define QUICK_COMPARISON(insn, lanes)                                                              \
	static bool quick_##insn(union vec *d, const union vec *s)                                 \
	{                                                                                          \
		if (!all_middling(load(d), lanes, true) || !all_middling(load(s), lanes, true))    \
			return false;                                                              \
		insn(d, s, 0);                                                                     \
		return true;                                                                       \
	}

QUICK_COMPARISON(comiss, SS)
QUICK_COMPARISON(comisd, SD)
QUICK_COMPARISON(ucomiss, SS)
QUICK_COMPARISON(ucomisd, SD)

/* It is exact. */
static bool quick_cvtsi2sd(union vec *d, const union vec *s)
{
	cvtsi2sd(d, s, 0);
	return true;
}

/* What cannot be converted gives the integer indefinite. */
#define QUICK_TO_GENERAL(insn)                                                                     \
	static bool quick_##insn(union vec *d, const union vec *s)                                 \
	{                                                                                          \
		union vec was = *d;                                                                \
                                                                                                   \
		insn(d, s, 0);                                                                     \
		if (d->d[0] != 0x80000000)                                                         \
			return true;                                                               \
		*d = was;                                                                          \
		return false;                                                                      \
	}

QUICK_TO_GENERAL(cvttsd2si)
QUICK_TO_GENERAL(cvttss2si)

#define QUICK_CONVERSION(insn, to, from)                                                           \
	static bool quick_##insn(union vec *d, const union vec *s)                                 \
	{                                                                                          \
		__m128i b = load(s), result = load(d);                                             \
                                                                                                   \
		__asm__ volatile(#insn " %1, %0" : "+x"(result) : "x"(b));                         \
		if (!all_middling(b, from, false) || !all_middling(result, to, false))             \
			return false;                                                              \
		store(d, result);                                                                  \
		return true;                                                                       \
	}

QUICK_CONVERSION(cvtss2sd, SD, SS)
QUICK_CONVERSION(cvtsd2ss, SS, SD)

/* ---- by name ---- */

/* In the order of strcmp(). */
const struct sse_op sse_ops[] = {
    {"addpd", addpd, quick_addpd},
    {"addps", addps, quick_addps},
    {"addsd", addsd, quick_addsd},
    {"addss", addss, quick_addss},
    {"andnpd", andnpd, NULL},
    {"andnps", andnps, NULL},
    {"andpd", andpd, NULL},
    {"andps", andps, NULL},
    {"cmppd", cmppd, NULL},
    {"cmpps", cmpps, NULL},
    {"cmpsd", cmpsd, NULL},
    {"cmpss", cmpss, NULL},
    {"comisd", comisd, quick_comisd},
    {"comiss", comiss, quick_comiss},
    {"cvtdq2pd", cvtdq2pd, NULL},
    {"cvtdq2ps", cvtdq2ps, NULL},
    {"cvtpd2dq", cvtpd2dq, NULL},
    {"cvtpd2pi", cvtpd2dq, NULL},
    {"cvtpd2ps", cvtpd2ps, NULL},
    {"cvtpi2pd", cvtdq2pd, NULL},
    {"cvtpi2ps", cvtpi2ps, NULL},
    {"cvtps2dq", cvtps2dq, NULL},
    {"cvtps2pd", cvtps2pd, NULL},
    {"cvtps2pi", cvtps2pi, NULL},
    {"cvtsd2si", cvtsd2si, NULL},
    {"cvtsd2ss", cvtsd2ss, quick_cvtsd2ss},
    {"cvtsi2sd", cvtsi2sd, quick_cvtsi2sd},
    {"cvtsi2ss", cvtsi2ss, NULL},
    {"cvtss2sd", cvtss2sd, quick_cvtss2sd},
    {"cvtss2si", cvtss2si, NULL},
    {"cvttpd2dq", cvttpd2dq, NULL},
    {"cvttpd2pi", cvttpd2dq, NULL},
    {"cvttps2dq", cvttps2dq, NULL},
    {"cvttps2pi", cvttps2pi, NULL},
    {"cvttsd2si", cvttsd2si, quick_cvttsd2si},
    {"cvttss2si", cvttss2si, quick_cvttss2si},
    {"divpd", divpd, quick_divpd},
    {"divps", divps, quick_divps},
    {"divsd", divsd, quick_divsd},
    {"divss", divss, quick_divss},
    {"maxpd", maxpd, quick_maxpd},
    {"maxps", maxps, quick_maxps},
    {"maxsd", maxsd, quick_maxsd},
    {"maxss", maxss, quick_maxss},
    {"minpd", minpd, quick_minpd},
    {"minps", minps, quick_minps},
    {"minsd", minsd, quick_minsd},
    {"minss", minss, quick_minss},
    {"mmx packssdw", mmx_packssdw, NULL},
    {"mmx packsswb", mmx_packsswb, NULL},
    {"mmx packuswb", mmx_packuswb, NULL},
    {"mmx pinsrw", mmx_pinsrw, NULL},
    {"mmx punpckhbw", mmx_punpckhbw, NULL},
    {"mmx punpckhdq", mmx_punpckhdq, NULL},
    {"mmx punpckhwd", mmx_punpckhwd, NULL},
    {"mulpd", mulpd, quick_mulpd},
    {"mulps", mulps, quick_mulps},
    {"mulsd", mulsd, quick_mulsd},
    {"mulss", mulss, quick_mulss},
    {"orpd", orpd, NULL},
    {"orps", orps, NULL},
    {"packssdw", packssdw, NULL},
    {"packsswb", packsswb, NULL},
    {"packuswb", packuswb, NULL},
    {"paddb", paddb, NULL},
    {"paddd", paddd, NULL},
    {"paddq", paddq, NULL},
    {"paddsb", paddsb, NULL},
    {"paddsw", paddsw, NULL},
    {"paddusb", paddusb, NULL},
    {"paddusw", paddusw, NULL},
    {"paddw", paddw, NULL},
    {"pand", pand, NULL},
    {"pandn", pandn, NULL},
    {"pavgb", pavgb, NULL},
    {"pavgw", pavgw, NULL},
    {"pcmpeqb", pcmpeqb, NULL},
    {"pcmpeqd", pcmpeqd, NULL},
    {"pcmpeqw", pcmpeqw, NULL},
    {"pcmpgtb", pcmpgtb, NULL},
    {"pcmpgtd", pcmpgtd, NULL},
    {"pcmpgtw", pcmpgtw, NULL},
    {"pinsrw", pinsrw, NULL},
    {"pmaddwd", pmaddwd, NULL},
    {"pmaxsw", pmaxsw, NULL},
    {"pmaxub", pmaxub, NULL},
    {"pminsw", pminsw, NULL},
    {"pminub", pminub, NULL},
    {"pmulhuw", pmulhuw, NULL},
    {"pmulhw", pmulhw, NULL},
    {"pmullw", pmullw, NULL},
    {"pmuludq", pmuludq, NULL},
    {"por", por, NULL},
    {"psadbw", psadbw, NULL},
    {"pshufd", pshufd, NULL},
    {"pshufhw", pshufhw, NULL},
    {"pshuflw", pshuflw, NULL},
    {"pshufw", pshuflw, NULL},
    {"pslld", pslld, NULL},
    {"pslldq", pslldq, NULL},
    {"psllq", psllq, NULL},
    {"psllw", psllw, NULL},
    {"psrad", psrad, NULL},
    {"psraw", psraw, NULL},
    {"psrld", psrld, NULL},
    {"psrldq", psrldq, NULL},
    {"psrlq", psrlq, NULL},
    {"psrlw", psrlw, NULL},
    {"psubb", psubb, NULL},
    {"psubd", psubd, NULL},
    {"psubq", psubq, NULL},
    {"psubsb", psubsb, NULL},
    {"psubsw", psubsw, NULL},
    {"psubusb", psubusb, NULL},
    {"psubusw", psubusw, NULL},
    {"psubw", psubw, NULL},
    {"punpckhbw", punpckhbw, NULL},
    {"punpckhdq", punpckhdq, NULL},
    {"punpckhqdq", punpckhqdq, NULL},
    {"punpckhwd", punpckhwd, NULL},
    {"punpcklbw", punpcklbw, NULL},
    {"punpckldq", punpckldq, NULL},
    {"punpcklqdq", punpcklqdq, NULL},
    {"punpcklwd", punpcklwd, NULL},
    {"pxor", pxor, NULL},
    {"rcpps", rcpps, NULL},
    {"rcpss", rcpss, NULL},
    {"rsqrtps", rsqrtps, NULL},
    {"rsqrtss", rsqrtss, NULL},
    {"shufpd", shufpd, NULL},
    {"shufps", shufps, NULL},
    {"sqrtpd", sqrtpd, quick_sqrtpd},
    {"sqrtps", sqrtps, quick_sqrtps},
    {"sqrtsd", sqrtsd, quick_sqrtsd},
    {"sqrtss", sqrtss, quick_sqrtss},
    {"subpd", subpd, quick_subpd},
    {"subps", subps, quick_subps},
    {"subsd", subsd, quick_subsd},
    {"subss", subss, quick_subss},
    {"ucomisd", ucomisd, quick_ucomisd},
    {"ucomiss", ucomiss, quick_ucomiss},
    {"unpckhpd", unpckhpd, NULL},
    {"unpckhps", unpckhps, NULL},
    {"unpcklpd", unpcklpd, NULL},
    {"unpcklps", unpcklps, NULL},
    {"xorpd", xorpd, NULL},
    {"xorps", xorps, NULL},
};

static int compare_names(const void *name, const void *op)
{
	return strcmp(name, ((const struct sse_op *)op)->name);
}

int sse_op_find(const char *name)
{
	const struct sse_op *op = bsearch(name, sse_ops, sizeof(sse_ops) / sizeof(sse_ops[0]),
					  sizeof(sse_ops[0]), compare_names);

	return op ? (int)(op - sse_ops) : -1;
}

/* ---- under an MXCSR ---- */

static void load_mxcsr(uint32_t mxcsr)
{
	__asm__ volatile("ldmxcsr %0" : : "m"(mxcsr) : "memory");
}

uint32_t sse_host_run(unsigned op, union vec *d, const union vec *s, unsigned imm, uint32_t mxcsr)
{
	uint32_t controls = (mxcsr & (MXCSR_RC | MXCSR_FTZ | MXCSR_DAZ)) | MXCSR_MASKS, after;

	load_mxcsr(controls);
	sse_ops[op].fn(d, s, imm);
	__asm__ volatile("stmxcsr %0" : "=m"(after) : : "memory");
	/* Flags left in the host's own register do no harm. */
	if (controls != MXCSR_INIT)
		load_mxcsr(MXCSR_INIT);
	return after & MXCSR_FLAGS;
}

uint32_t sse_compute(unsigned op, union vec *d, const union vec *s, unsigned imm, uint32_t mxcsr)
{
	const uint32_t before = MXCSR_IE | MXCSR_DE | MXCSR_ZE, after = MXCSR_OE | MXCSR_UE;
	uint32_t unmasked = MXCSR_UNMASKED(mxcsr), flags;

	if (!(unmasked & after)) {
		flags = sse_host_run(op, d, s, imm, mxcsr);
	} else {
		union vec was = *d, source = *s;

		/* Flushing to zero is a masked response (SDM 1 10.2.3.3). */
		if (unmasked & MXCSR_UE)
			mxcsr &= ~MXCSR_FTZ;
		flags = sse_host_run(op, d, s, imm, mxcsr);
		flags = sse_unmasked_flags(op, &was, &source, mxcsr, flags);
	}
	return flags & unmasked & before ? flags & before : flags;
}
