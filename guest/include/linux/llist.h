/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * llist: a stack without a lock: any number may push at once, and one takes all, or one
 * at a time takes the first.
 */
#ifndef _LINUX_LLIST_H
#define _LINUX_LLIST_H

#include <linux/atomic.h>
#include <linux/container_of.h>
#include <linux/types.h>

struct llist_head {
	struct llist_node *first;
};

struct llist_node {
	struct llist_node *next;
};

#define LLIST_HEAD_INIT(name)                                                                      \
	{                                                                                          \
		NULL                                                                               \
	}
#define LLIST_HEAD(name) struct llist_head name = LLIST_HEAD_INIT(name)

static inline void init_llist_head(struct llist_head *list)
{
	list->first = NULL;
}

#define llist_entry(ptr, type, member) container_of(ptr, type, member)
#define member_address_is_nonnull(p, member)                                                       \
	((unsigned long)(p) + offsetof(__typeof__(*(p)), member) != 0)
#define llist_for_each(pos, node) for ((pos) = (node); pos; (pos) = (pos)->next)
#define llist_for_each_safe(pos, n, node)                                                          \
	for ((pos) = (node); (pos) && ((n) = (pos)->next, true); (pos) = (n))
#define llist_for_each_entry(pos, node, member)                                                    \
	for ((pos) = llist_entry((node), __typeof__(*(pos)), member);                              \
	     member_address_is_nonnull(pos, member);                                               \
	     (pos) = llist_entry((pos)->member.next, __typeof__(*(pos)), member))
#define llist_for_each_entry_safe(pos, n, node, member)                                            \
	for (pos = llist_entry((node), __typeof__(*pos), member);                                  \
	     member_address_is_nonnull(pos, member) &&                                             \
	     (n = llist_entry(pos->member.next, __typeof__(*n), member), true);                    \
	     pos = n)

static inline bool llist_empty(const struct llist_head *head)
{
	return !READ_ONCE(head->first);
}

static inline struct llist_node *llist_next(struct llist_node *node)
{
	return node->next;
}

/* True: it was empty. */
static inline bool llist_add_batch(struct llist_node *first, struct llist_node *last,
				   struct llist_head *head)
{
	struct llist_node *old = READ_ONCE(head->first), *seen;

	for (;; old = seen) {
		last->next = old;
		seen = cmpxchg(&head->first, old, first);
		if (seen == old)
			return !old;
	}
}

static inline bool llist_add(struct llist_node *node, struct llist_head *head)
{
	return llist_add_batch(node, node, head);
}

/* All, the newest first. */
static inline struct llist_node *llist_del_all(struct llist_head *head)
{
	return xchg(&head->first, NULL);
}

/* By one caller at a time. */
static inline struct llist_node *llist_del_first(struct llist_head *head)
{
	struct llist_node *first = READ_ONCE(head->first), *seen;

	for (; first; first = seen) {
		seen = cmpxchg(&head->first, first, READ_ONCE(first->next));
		if (seen == first)
			break;
	}
	return first;
}

static inline struct llist_node *llist_reverse_order(struct llist_node *head)
{
	struct llist_node *reversed = NULL, *next;

	for (; head; head = next) {
		next = head->next;
		head->next = reversed;
		reversed = head;
	}
	return reversed;
}

#endif
