/* SPDX-License-Identifier: GPL-2.0-only */
/* numbers: small arithmetic and searching that nobody should write twice. */
#include <linux/bitops.h>
#include <linux/bsearch.h>
#include <linux/export.h>
#include <linux/gcd.h>
#include <linux/lcm.h>
#include <linux/math64.h>
#include <linux/reciprocal_div.h>

unsigned long gcd(unsigned long a, unsigned long b)
{
	while (b) {
		unsigned long rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}
EXPORT_SYMBOL_GPL(gcd);

unsigned long lcm(unsigned long a, unsigned long b)
{
	return a && b ? a / gcd(a, b) * b : 0;
}
EXPORT_SYMBOL_GPL(lcm);

unsigned long lcm_not_zero(unsigned long a, unsigned long b)
{
	return lcm(a, b) ?: a ?: b;
}
EXPORT_SYMBOL_GPL(lcm_not_zero);

void *bsearch(const void *key, const void *base, size_t num, size_t size,
	      int (*cmp)(const void *key, const void *elt))
{
	while (num) {
		const void *middle = base + num / 2 * size;
		int order = cmp(key, middle);

		if (!order)
			return (void *)middle;
		if (order > 0) {
			base = middle + size;
			num--;
		}
		num /= 2;
	}
	return NULL;
}
EXPORT_SYMBOL(bsearch);

/* T. Granlund and P. L. Montgomery, "Division by Invariant Integers using Multiplication", 4. */
struct reciprocal_value reciprocal_value(u32 d)
{
	unsigned int l = fls(d - 1);
	u64 m = (1ull << 32) * ((1ull << l) - d);

	return (struct reciprocal_value){div_u64(m, d) + 1, l > 1 ? 1 : l, l ? l - 1 : 0};
}
EXPORT_SYMBOL(reciprocal_value);
