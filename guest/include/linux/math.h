/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MATH_H
#define _LINUX_MATH_H

#include <linux/types.h>

#define __round_mask(x, y) ((__typeof__(x))((y)-1))
/* y: a power of two */
#define round_up(x, y)	 ((((x)-1) | __round_mask(x, y)) + 1)
#define round_down(x, y) ((x) & ~__round_mask(x, y))

#define DIV_ROUND_UP(n, d) (((n) + (d)-1) / (d))
#define roundup(x, y)                                                                              \
	({                                                                                         \
		__typeof__(y) __to = (y);                                                          \
		(((x) + (__to - 1)) / __to) * __to;                                                \
	})
#define rounddown(x, y)                                                                            \
	({                                                                                         \
		__typeof__(x) __from = (x);                                                        \
		__from - (__from % (y));                                                           \
	})
#define DIV_ROUND_CLOSEST(x, d)                                                                    \
	({                                                                                         \
		__typeof__(x) __x = (x);                                                           \
		__typeof__(d) __d = (d);                                                           \
		((__x > 0) == (__d > 0)) ? (__x + __d / 2) / __d : (__x - __d / 2) / __d;          \
	})
#define mult_frac(x, numer, denom)                                                                 \
	({                                                                                         \
		__typeof__(x) __quot = (x) / (denom);                                              \
		__typeof__(x) __rem = (x) % (denom);                                               \
		__quot *(numer) + __rem *(numer) / (denom);                                        \
	})

#define abs(x)                                                                                     \
	({                                                                                         \
		__typeof__(x) __v = (x);                                                           \
		__v < 0 ? -__v : __v;                                                              \
	})

#define DIV_ROUND_DOWN_ULL(ll, d)                                                                  \
	({                                                                                         \
		unsigned long long __ll = (ll);                                                    \
		__ll / (d);                                                                        \
	})
#define DIV_ROUND_UP_ULL(ll, d)	     DIV_ROUND_DOWN_ULL((unsigned long long)(ll) + (d)-1, (d))
#define DIV_ROUND_UP_SECTOR_T(ll, d) DIV_ROUND_UP_ULL(ll, d)
#define DIV_ROUND_UP_POW2(n, d)	     ((n) / (d) + !!((n) & ((d)-1)))
#define DIV_ROUND_CLOSEST_ULL(x, d)  (((unsigned long long)(x) + (d) / 2) / (d))
#define sector_div(n, d)                                                                           \
	({                                                                                         \
		u32 __by = (d);                                                                    \
		u32 __left = (u64)(n) % __by;                                                      \
		(n) = (u64)(n) / __by;                                                             \
		__left;                                                                            \
	})
#ifndef LINUX_6_1_ONLY /* of other versions */
#define abs_diff(a, b) ((a) > (b) ? (a) - (b) : (b) - (a))
#endif

static inline u64 int_pow(u64 base, unsigned int exp)
{
	u64 result = 1;

	for (; exp; exp >>= 1, base *= base)
		if (exp & 1)
			result *= base;
	return result;
}

static inline u32 int_sqrt64(u64 x)
{
	u64 root = 0, bit = 1ull << 62;

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

/* The largest r with r * r <= x. */
unsigned long int_sqrt(unsigned long x);

#endif
