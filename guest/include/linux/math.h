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

/* The largest r with r * r <= x. */
unsigned long int_sqrt(unsigned long x);

#endif
