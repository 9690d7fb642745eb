/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SORT_H
#define _LINUX_SORT_H

#include <linux/types.h>

/* Not stable. swap_fn may be NULL. */
void sort(void *base, size_t num, size_t size, int (*cmp)(const void *, const void *),
	  void (*swap_fn)(void *, void *, int));

#endif
