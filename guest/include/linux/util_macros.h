/* SPDX-License-Identifier: GPL-2.0-only */
/* util_macros: the place in a sorted table that is nearest to a value. */
#ifndef _LINUX_HELPER_MACROS_H_
#define _LINUX_HELPER_MACROS_H_

#include <linux/math.h>

#define __find_closest(x, a, n, op)                                                                \
	({                                                                                         \
		__typeof__(n) __i, __last = (n)-1;                                                 \
		__typeof__(x) __x = (x);                                                           \
		__typeof__(a[0]) const *__a = (a);                                                 \
		for (__i = 0; __i < __last; __i++)                                                 \
			if (__x op DIV_ROUND_CLOSEST(__a[__i] + __a[__i + 1], 2))                  \
				break;                                                             \
		(__i);                                                                             \
	})
#define find_closest(x, a, n)		 __find_closest(x, a, n, <=)
#define find_closest_descending(x, a, n) __find_closest(x, a, n, >=)

#endif
