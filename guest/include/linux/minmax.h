/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MINMAX_H
#define _LINUX_MINMAX_H

#include <linux/compiler.h>

/* Comparing the addresses makes the compiler complain of operands of different types. */
#define __pick(x, y, op, ux, uy)                                                                   \
	({                                                                                         \
		__typeof__(x) ux = (x);                                                            \
		__typeof__(y) uy = (y);                                                            \
		(void)(&ux == &uy);                                                                \
		ux op uy ? ux : uy;                                                                \
	})
#define min(x, y)	  __pick(x, y, <, __UNIQUE_ID(min_x), __UNIQUE_ID(min_y))
#define max(x, y)	  __pick(x, y, >, __UNIQUE_ID(min_x), __UNIQUE_ID(min_y))
#define min3(x, y, z)	  min((__typeof__(x))min(x, y), z)
#define max3(x, y, z)	  max((__typeof__(x))max(x, y), z)
#define min_t(type, x, y) min((type)(x), (type)(y))
#define max_t(type, x, y) max((type)(x), (type)(y))
#define min_not_zero(x, y)                                                                         \
	({                                                                                         \
		__typeof__(x) __a = (x);                                                           \
		__typeof__(y) __b = (y);                                                           \
		__a == 0 ? __b : (__b == 0 ? __a : min(__a, __b));                                 \
	})
#define clamp(v, lo, hi)	 min((__typeof__(v))max(v, lo), hi)
#define clamp_t(type, v, lo, hi) min_t(type, max_t(type, v, lo), hi)
#define clamp_val(v, lo, hi)	 clamp_t(__typeof__(v), v, lo, hi)
#define min_array(array, len)                                                                      \
	({                                                                                         \
		__typeof__((array)[0] + 0) __least = (array)[0];                                   \
		for (unsigned int __i = 1; __i < (len); __i++)                                     \
			__least = min(__least, (array)[__i] + 0);                                  \
		__least;                                                                           \
	})
#define max_array(array, len)                                                                      \
	({                                                                                         \
		__typeof__((array)[0] + 0) __most = (array)[0];                                    \
		for (unsigned int __i = 1; __i < (len); __i++)                                     \
			__most = max(__most, (array)[__i] + 0);                                    \
		__most;                                                                            \
	})
#define swap(a, b)                                                                                 \
	do {                                                                                       \
		__typeof__(a) __tmp = (a);                                                         \
		(a) = (b);                                                                         \
		(b) = __tmp;                                                                       \
	} while (0)

#endif
