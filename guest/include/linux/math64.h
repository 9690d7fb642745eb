/* SPDX-License-Identifier: GPL-2.0-only */
/* math64: 64-bit division, by the helpers of guest/lib/div64.c. */
#ifndef _LINUX_MATH64_H
#define _LINUX_MATH64_H

#include <linux/math.h>
#include <linux/types.h>

static inline u64 div_u64_rem(u64 n, u32 d, u32 *rem)
{
	*rem = n % d;
	return n / d;
}

static inline u64 div_u64(u64 n, u32 d)
{
	return n / d;
}

static inline s64 div_s64(s64 n, s32 d)
{
	return n / d;
}

static inline u64 div64_u64(u64 n, u64 d)
{
	return n / d;
}

static inline s64 div64_s64(s64 n, s64 d)
{
	return n / d;
}

static inline s64 div_s64_rem(s64 n, s32 d, s32 *rem)
{
	*rem = n % d;
	return n / d;
}

static inline u64 div64_u64_rem(u64 n, u64 d, u64 *rem)
{
	*rem = n % d;
	return n / d;
}

#define div64_ul(n, d)		      div64_u64(n, d)
#define div64_long(n, d)	      div64_s64(n, d)
#define DIV64_U64_ROUND_UP(n, d)      div64_u64((n) + (d)-1, d)
#define DIV64_U64_ROUND_CLOSEST(n, d) div64_u64((n) + (d) / 2, d)
#define DIV_U64_ROUND_CLOSEST(n, d)   div_u64((u64)(n) + (d) / 2, d)
#define DIV_U64_ROUND_UP(n, d)	      div_u64((u64)(n) + (d)-1, d)
#define DIV_S64_ROUND_CLOSEST(n, d)                                                                \
	div_s64((s64)(n) + ((((n) < 0) == ((d) < 0)) ? (d) / 2 : -((d) / 2)), d)
#define mul_u32_u32(a, b) ((u64)(u32)(a) * (u32)(b))

/* a * mul / div, with room for what a * mul comes to. */
static inline u64 mul_u64_u32_div(u64 a, u32 mul, u32 div)
{
	u64 high = (a >> 32) * mul, low = (a & 0xffffffff) * mul;
	u32 rest;

	high += low >> 32;
	high = div_u64_rem(high, div, &rest);
	return (high << 32) + div_u64((u64)rest << 32 | (u32)low, div);
}

/* n becomes the quotient; the value is the remainder. */
#define do_div(n, base)                                                                            \
	({                                                                                         \
		u32 __base = (base);                                                               \
		u32 __rem = (u64)(n) % __base;                                                     \
		(n) = (u64)(n) / __base;                                                           \
		__rem;                                                                             \
	})

/* a * mul >> shift without losing the high bits; shift <= 32. */
u64 mul_u64_u32_shr(u64 a, u32 mul, unsigned int shift);

/* a * b / c, with 128 bits between; what does not fit 64 is all ones. */
u64 mul_u64_u64_div_u64(u64 a, u64 b, u64 c);

#endif
