/* SPDX-License-Identifier: GPL-2.0-only */
/* list_sort: a list_head sorted in place; what is equal keeps its order. */
#ifndef _LINUX_LIST_SORT_H
#define _LINUX_LIST_SORT_H

#include <linux/list.h>

typedef int (*list_cmp_func_t)(void *priv, const struct list_head *a, const struct list_head *b);

/* cmp > 0: a belongs behind b. */
void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp);

#endif
