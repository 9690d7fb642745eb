/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * list_sort: merging. runs[i] is a sorted list of 1 << i elements, or empty: each element is
 * merged with runs of its own length, as a carry goes through a sum.
 */
#include <linux/export.h>
#include <linux/list_sort.h>

#define MOST_RUNS 32

/* Singly linked by next, ended by NULL. a's come before b's equals. */
static struct list_head *merge(void *priv, list_cmp_func_t cmp, struct list_head *a,
			       struct list_head *b)
{
	struct list_head *first, **tail = &first;

	while (a && b) {
		struct list_head **from = cmp(priv, a, b) <= 0 ? &a : &b;

		*tail = *from;
		tail = &(*from)->next;
		*from = *tail;
	}
	*tail = a ?: b;
	return first;
}

void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp)
{
	struct list_head *runs[MOST_RUNS] = {NULL}, *entry = head->next, *next, *sorted = NULL;
	unsigned int i;

	if (list_empty(head))
		return;
	head->prev->next = NULL;
	for (; entry; entry = next) {
		next = entry->next;
		entry->next = NULL;
		for (i = 0; runs[i] && i < MOST_RUNS - 1; i++) {
			entry = merge(priv, cmp, runs[i], entry);
			runs[i] = NULL;
		}
		runs[i] = runs[i] ? merge(priv, cmp, runs[i], entry) : entry;
	}
	for (i = 0; i < MOST_RUNS; i++)
		if (runs[i])
			sorted = sorted ? merge(priv, cmp, runs[i], sorted) : runs[i];
	INIT_LIST_HEAD(head);
	for (entry = sorted; entry; entry = next) {
		next = entry->next;
		list_add_tail(entry, head);
	}
}
EXPORT_SYMBOL(list_sort);
