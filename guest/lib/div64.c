/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * div64: division of 64-bit numbers, and what else the compiler calls by name where i386
 * has no instruction for it (libgcc's names, but this kernel's way of passing arguments).
 */
#include <linux/export.h>
#include <linux/types.h>

u64 __udivmoddi4(u64 n, u64 divisor, u64 *rest);
u64 __udivdi3(u64 n, u64 divisor);
u64 __umoddi3(u64 n, u64 divisor);
s64 __divdi3(s64 n, s64 divisor);
s64 __moddi3(s64 n, s64 divisor);
s64 __divmoddi4(s64 n, s64 divisor, s64 *rest);
int __popcountsi2(u32 n);
int __popcountdi2(u64 n);

/* DIVL: 64 by 32 bits, if the quotient has no more than 32. */
static u32 div_64_32(u32 high, u32 low, u32 divisor, u32 *rest)
{
	u32 quotient;

	__asm__("divl %4" : "=a"(quotient), "=d"(*rest) : "0"(low), "1"(high), "rm"(divisor));
	return quotient;
}

static u64 divide_by_32(u64 n, u32 divisor, u64 *rest)
{
	u32 high = (u32)(n >> 32), left, q_high = high / divisor, q_low;

	q_low = div_64_32(high % divisor, (u32)n, divisor, &left);
	if (rest)
		*rest = left;
	return (u64)q_high << 32 | q_low;
}

/*
 * A divisor of more than 32 bits. Its 32 highest bits divide half of n, which cannot
 * overflow; shifted back, less one, that is the quotient or one less.
 */
static u64 divide_by_64(u64 n, u64 divisor, u64 *rest)
{
	unsigned int shift = (unsigned int)__builtin_clz((u32)(divisor >> 32));
	u32 top = (u32)(divisor << shift >> 32), ignored;
	u64 half = n >> 1, quotient;

	quotient = div_64_32((u32)(half >> 32), (u32)half, top, &ignored);
	quotient = quotient << shift >> 31;
	if (quotient)
		quotient--;
	if (n - quotient * divisor >= divisor)
		quotient++;
	if (rest)
		*rest = n - quotient * divisor;
	return quotient;
}

u64 __udivmoddi4(u64 n, u64 divisor, u64 *rest)
{
	return divisor >> 32 ? divide_by_64(n, divisor, rest) : divide_by_32(n, (u32)divisor, rest);
}
EXPORT_SYMBOL(__udivmoddi4);

u64 __udivdi3(u64 n, u64 divisor)
{
	return __udivmoddi4(n, divisor, NULL);
}
EXPORT_SYMBOL(__udivdi3);

u64 __umoddi3(u64 n, u64 divisor)
{
	u64 rest;

	__udivmoddi4(n, divisor, &rest);
	return rest;
}
EXPORT_SYMBOL(__umoddi3);

static u64 magnitude(s64 n)
{
	return n < 0 ? -(u64)n : (u64)n;
}

s64 __divdi3(s64 n, s64 divisor)
{
	u64 quotient = __udivmoddi4(magnitude(n), magnitude(divisor), NULL);

	return (n < 0) != (divisor < 0) ? (s64)-quotient : (s64)quotient;
}
EXPORT_SYMBOL(__divdi3);

/* The rest has the sign of what was divided. */
s64 __moddi3(s64 n, s64 divisor)
{
	u64 rest;

	__udivmoddi4(magnitude(n), magnitude(divisor), &rest);
	return n < 0 ? (s64)-rest : (s64)rest;
}
EXPORT_SYMBOL(__moddi3);

s64 __divmoddi4(s64 n, s64 divisor, s64 *rest)
{
	*rest = __moddi3(n, divisor);
	return __divdi3(n, divisor);
}
EXPORT_SYMBOL(__divmoddi4);

int __popcountsi2(u32 n)
{
	n -= n >> 1 & 0x55555555;
	n = (n & 0x33333333) + (n >> 2 & 0x33333333);
	n = (n + (n >> 4)) & 0x0f0f0f0f;
	return (int)(n * 0x01010101 >> 24);
}
EXPORT_SYMBOL(__popcountsi2);

int __popcountdi2(u64 n)
{
	return __popcountsi2((u32)n) + __popcountsi2((u32)(n >> 32));
}
EXPORT_SYMBOL(__popcountdi2);
