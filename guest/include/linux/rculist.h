/* SPDX-License-Identifier: GPL-2.0-only */
/* rculist: lists that RCU readers walk while one writer at a time changes them. */
#ifndef _LINUX_RCULIST_H
#define _LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>

static inline void __list_add_rcu(struct list_head *entry, struct list_head *prev,
				  struct list_head *next)
{
	entry->next = next;
	entry->prev = prev;
	rcu_assign_pointer(prev->next, entry);
	next->prev = entry;
}

static inline void list_add_rcu(struct list_head *entry, struct list_head *head)
{
	__list_add_rcu(entry, head, head->next);
}

static inline void list_add_tail_rcu(struct list_head *entry, struct list_head *head)
{
	__list_add_rcu(entry, head->prev, head);
}

/* entry->next stays, for readers that are there. */
static inline void list_del_rcu(struct list_head *entry)
{
	entry->next->prev = entry->prev;
	WRITE_ONCE(entry->prev->next, entry->next);
	entry->prev = NULL;
}

static inline void list_replace_rcu(struct list_head *old, struct list_head *entry)
{
	entry->next = old->next;
	entry->prev = old->prev;
	rcu_assign_pointer(entry->prev->next, entry);
	entry->next->prev = entry;
	old->prev = NULL;
}

static inline void INIT_LIST_HEAD_RCU(struct list_head *list)
{
	WRITE_ONCE(list->next, list);
	WRITE_ONCE(list->prev, list);
}

static inline void hlist_add_head_rcu(struct hlist_node *node, struct hlist_head *head)
{
	struct hlist_node *first = head->first;

	node->next = first;
	node->pprev = &head->first;
	rcu_assign_pointer(head->first, node);
	if (first)
		first->pprev = &node->next;
}

static inline void hlist_add_before_rcu(struct hlist_node *node, struct hlist_node *next)
{
	node->pprev = next->pprev;
	node->next = next;
	rcu_assign_pointer(*node->pprev, node);
	next->pprev = &node->next;
}

static inline void hlist_add_behind_rcu(struct hlist_node *node, struct hlist_node *prev)
{
	node->next = prev->next;
	node->pprev = &prev->next;
	rcu_assign_pointer(prev->next, node);
	if (node->next)
		node->next->pprev = &node->next;
}

/* node->next stays, for readers that are there. */
static inline void hlist_del_rcu(struct hlist_node *node)
{
	__hlist_del(node);
	node->pprev = LIST_POISON2;
}

static inline void hlist_del_init_rcu(struct hlist_node *node)
{
	if (hlist_unhashed(node))
		return;
	__hlist_del(node);
	WRITE_ONCE(node->pprev, NULL);
}

#define list_next_rcu(list)   READ_ONCE((list)->next)
#define hlist_first_rcu(head) (*((struct hlist_node **)(&(head)->first)))
#define hlist_next_rcu(node)  (*((struct hlist_node **)(&(node)->next)))
#define hlist_for_each_entry_rcu(pos, head, member, ...)                                           \
	for (pos = hlist_entry_safe(rcu_dereference((head)->first), __typeof__(*(pos)), member);   \
	     pos; pos = hlist_entry_safe(rcu_dereference((pos)->member.next), __typeof__(*(pos)),  \
					 member))
#define list_first_or_null_rcu(head, type, member)                                                 \
	({                                                                                         \
		struct list_head *__head = (head), *__next = READ_ONCE(__head->next);              \
		__next != __head ? list_entry(__next, type, member) : NULL;                        \
	})
#define list_for_each_rcu(pos, head)                                                               \
	for (pos = rcu_dereference((head)->next); pos != (head); pos = rcu_dereference(pos->next))
#define list_for_each_entry_continue_rcu(pos, head, member)                                        \
	for (pos = list_entry_rcu(pos->member.next, __typeof__(*pos), member);                     \
	     &pos->member != (head);                                                               \
	     pos = list_entry_rcu(pos->member.next, __typeof__(*pos), member))
#define list_entry_rcu(ptr, type, member) container_of(READ_ONCE(ptr), type, member)
#define list_for_each_entry_rcu(pos, head, member, ...)                                            \
	for (pos = list_entry_rcu((head)->next, __typeof__(*pos), member); &pos->member != (head); \
	     pos = list_entry_rcu(pos->member.next, __typeof__(*pos), member))

#endif
