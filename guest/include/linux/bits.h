/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_BITS_H
#define _LINUX_BITS_H

#include <linux/const.h>
#include <linux/types.h>

#define BIT(nr)	      (UL(1) << (nr))
#define BIT_ULL(nr)   (1ULL << (nr))
#define BIT_MASK(nr)  (UL(1) << ((nr) % BITS_PER_LONG))
#define BIT_WORD(nr)  ((nr) / BITS_PER_LONG)
#define BITS_PER_BYTE 8
/* 0; a low bit above the high one, where both are constants, does not compile. */
#define GENMASK_INPUT_CHECK(h, l)                                                                  \
	(sizeof(char[1 - 2 * __builtin_choose_expr(__is_constexpr((l) > (h)), (l) > (h), 0)]) - 1)
#define GENMASK(h, l)	  ((~UL(0) << (l)) & (~UL(0) >> (BITS_PER_LONG - 1 - (h))))
#define GENMASK_ULL(h, l) ((~0ULL << (l)) & (~0ULL >> (63 - (h))))

#endif
