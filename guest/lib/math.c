/* SPDX-License-Identifier: GPL-2.0-only */
/* math: what i386 has no instruction for. */
#include <linux/export.h>
#include <linux/math64.h>

unsigned long int_sqrt(unsigned long x)
{
	unsigned long root = 0;
	unsigned long bit = 1UL << (BITS_PER_LONG - 2);

	while (bit > x)
		bit >>= 2;
	for (; bit; bit >>= 2) {
		if (x >= root + bit) {
			x -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return root;
}
EXPORT_SYMBOL(int_sqrt);

u64 mul_u64_u32_shr(u64 a, u32 mul, unsigned int shift)
{
	u64 low = (u64)(u32)a * mul;
	u64 high = (a >> 32) * mul;

	/* shift <= 32: the high half's bits below 0 of the result come out of low */
	return (high << (32 - shift)) + (low >> shift);
}
EXPORT_SYMBOL(mul_u64_u32_shr);

u64 mul_u64_u64_div_u64(u64 a, u64 b, u64 c)
{
	u64 low = (u64)(u32)a * (u32)b, mid = (a >> 32) * (u32)b, other = (u64)(u32)a * (b >> 32);
	u64 high = (a >> 32) * (b >> 32), quotient = 0;
	int bit;

	mid += low >> 32;
	other += (u32)mid;
	high += (mid >> 32) + (other >> 32);
	low = other << 32 | (u32)low;
	if (high >= c)
		return ~0ull;
	for (bit = 63; bit >= 0; bit--) {
		bool carry = high >> 63;

		high = high << 1 | (low >> bit & 1);
		if (carry || high >= c) {
			high -= c;
			quotient |= 1ull << bit;
		}
	}
	return quotient;
}
EXPORT_SYMBOL(mul_u64_u64_div_u64);
