/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * interval_tree_generic: trees of intervals [start, last], sorted by start, each node with the
 * greatest last below it; so a subtree that ends too early is never entered.
 */
#ifndef _LINUX_INTERVAL_TREE_GENERIC_H
#define _LINUX_INTERVAL_TREE_GENERIC_H

#include <linux/rbtree_augmented.h>

#define INTERVAL_TREE_DEFINE(ITSTRUCT, ITRB, ITTYPE, ITSUBTREE, ITSTART, ITLAST, ITSTATIC, ITPREFIX) \
	RB_DECLARE_CALLBACKS_MAX(static, ITPREFIX##_augment, ITSTRUCT, ITRB, ITTYPE, ITSUBTREE,    \
				 ITLAST)                                                           \
                                                                                                   \
	ITSTATIC void ITPREFIX##_insert(ITSTRUCT *node, struct rb_root_cached *root)               \
	{                                                                                          \
		struct rb_node **link = &root->rb_root.rb_node, *above = NULL;                     \
		ITTYPE start = ITSTART(node), last = ITLAST(node);                                 \
		bool leftmost = true;                                                              \
                                                                                                   \
		while (*link) {                                                                    \
			ITSTRUCT *at = rb_entry(*link, ITSTRUCT, ITRB);                            \
                                                                                                   \
			above = *link;                                                             \
			if (at->ITSUBTREE < last)                                                  \
				at->ITSUBTREE = last;                                              \
			if (start < ITSTART(at)) {                                                 \
				link = &above->rb_left;                                            \
			} else {                                                                   \
				link = &above->rb_right;                                           \
				leftmost = false;                                                  \
			}                                                                          \
		}                                                                                  \
		node->ITSUBTREE = last;                                                            \
		rb_link_node(&node->ITRB, above, link);                                            \
		rb_insert_augmented_cached(&node->ITRB, root, leftmost, &ITPREFIX##_augment);      \
	}                                                                                          \
                                                                                                   \
	ITSTATIC void ITPREFIX##_remove(ITSTRUCT *node, struct rb_root_cached *root)               \
	{                                                                                          \
		rb_erase_augmented_cached(&node->ITRB, root, &ITPREFIX##_augment);                 \
	}                                                                                          \
                                                                                                   \
	/* The first in order, below node, that shares anything with [start, last]. */             \
	static ITSTRUCT *ITPREFIX##_subtree_search(ITSTRUCT *node, ITTYPE start, ITTYPE last)      \
	{                                                                                          \
		for (;;) {                                                                         \
			ITSTRUCT *left = rb_entry_safe(node->ITRB.rb_left, ITSTRUCT, ITRB);        \
                                                                                                   \
			if (left && left->ITSUBTREE >= start) {                                    \
				node = left;                                                       \
				continue;                                                          \
			}                                                                          \
			if (ITSTART(node) > last)                                                  \
				return NULL;                                                       \
			if (ITLAST(node) >= start)                                                 \
				return node;                                                       \
			node = rb_entry_safe(node->ITRB.rb_right, ITSTRUCT, ITRB);                 \
			if (!node || node->ITSUBTREE < start)                                      \
				return NULL;                                                       \
		}                                                                                  \
	}                                                                                          \
                                                                                                   \
	ITSTATIC ITSTRUCT *ITPREFIX##_iter_first(struct rb_root_cached *root, ITTYPE start,        \
						 ITTYPE last)                                      \
	{                                                                                          \
		ITSTRUCT *node = rb_entry_safe(root->rb_root.rb_node, ITSTRUCT, ITRB);             \
                                                                                                   \
		if (!node || node->ITSUBTREE < start)                                              \
			return NULL;                                                               \
		if (ITSTART(rb_entry(root->rb_leftmost, ITSTRUCT, ITRB)) > last)                   \
			return NULL;                                                               \
		return ITPREFIX##_subtree_search(node, start, last);                               \
	}                                                                                          \
                                                                                                   \
	ITSTATIC ITSTRUCT *ITPREFIX##_iter_next(ITSTRUCT *node, ITTYPE start, ITTYPE last)         \
	{                                                                                          \
		struct rb_node *rb = node->ITRB.rb_right, *from;                                   \
                                                                                                   \
		for (;;) {                                                                         \
			ITSTRUCT *right = rb_entry_safe(rb, ITSTRUCT, ITRB);                       \
                                                                                                   \
			if (right && right->ITSUBTREE >= start)                                    \
				return ITPREFIX##_subtree_search(right, start, last);              \
			do {                                                                       \
				from = &node->ITRB;                                                \
				if (!rb_parent(from))                                              \
					return NULL;                                               \
				node = rb_entry(rb_parent(from), ITSTRUCT, ITRB);                  \
				rb = node->ITRB.rb_right;                                          \
			} while (from == rb);                                                      \
			if (ITSTART(node) > last)                                                  \
				return NULL;                                                       \
			if (ITLAST(node) >= start)                                                 \
				return node;                                                       \
		}                                                                                  \
	}

#endif
