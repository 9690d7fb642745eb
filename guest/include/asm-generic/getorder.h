/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_GETORDER_H
#define _ASM_GENERIC_GETORDER_H

#include <linux/bitops.h>

/* The least order whose block holds size bytes; 0 holds 1 to PAGE_SIZE. */
static inline int get_order(unsigned long size)
{
	return fls_long((size - 1) >> PAGE_SHIFT);
}

#endif
