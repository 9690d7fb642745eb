/* SPDX-License-Identifier: GPL-2.0-only */
/* bsearch: one of a sorted array; NULL: not there (guest/lib/numbers.c). */
#ifndef _LINUX_BSEARCH_H
#define _LINUX_BSEARCH_H

#include <linux/types.h>

void *bsearch(const void *key, const void *base, size_t num, size_t size, int (*cmp)(const void *key, const void *elt));

#endif
