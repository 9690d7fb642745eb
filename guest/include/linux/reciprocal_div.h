/* SPDX-License-Identifier: GPL-2.0-only */
/* reciprocal_div: division by a number known beforehand, by multiplying. */
#ifndef _LINUX_RECIPROCAL_DIV_H
#define _LINUX_RECIPROCAL_DIV_H

#include <linux/types.h>

struct reciprocal_value {
	u32 m;
	u8 sh1, sh2;
};

struct reciprocal_value reciprocal_value(u32 d);

static inline u32 reciprocal_divide(u32 a, struct reciprocal_value r)
{
	u32 t = (u64)a * r.m >> 32;

	return (t + ((a - t) >> r.sh1)) >> r.sh2;
}

#endif
