/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rbtree_augmented: trees whose nodes know something of all that is below them, as the largest
 * end of an interval. Who inserts sets it on the way down, and calls rb_insert_augmented().
 */
#ifndef _LINUX_RBTREE_AUGMENTED_H
#define _LINUX_RBTREE_AUGMENTED_H

#include <linux/rbtree.h>

struct rb_augment_callbacks {
	/* From node up until stop, or where nothing changes. */
	void (*propagate)(struct rb_node *node, struct rb_node *stop);
	void (*copy)(struct rb_node *old, struct rb_node *new);
	/* new has come up into old's place, old is below it. */
	void (*rotate)(struct rb_node *old, struct rb_node *new);
};

void rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			 const struct rb_augment_callbacks *augment);
void rb_erase_augmented(struct rb_node *node, struct rb_root *root,
			const struct rb_augment_callbacks *augment);

static inline void rb_insert_augmented_cached(struct rb_node *node, struct rb_root_cached *root,
					      bool newleft,
					      const struct rb_augment_callbacks *augment)
{
	if (newleft)
		root->rb_leftmost = node;
	rb_insert_augmented(node, &root->rb_root, augment);
}

static inline void rb_erase_augmented_cached(struct rb_node *node, struct rb_root_cached *root,
					     const struct rb_augment_callbacks *augment)
{
	if (root->rb_leftmost == node)
		root->rb_leftmost = rb_next(node);
	rb_erase_augmented(node, &root->rb_root, augment);
}

/* The three, out of one: compute(node, exit) sets the value; exit and unchanged: true. */
#define RB_DECLARE_CALLBACKS(RBSTATIC, RBNAME, RBSTRUCT, RBFIELD, RBAUGMENTED, RBCOMPUTE)          \
	static inline void RBNAME##_propagate(struct rb_node *rb, struct rb_node *stop)            \
	{                                                                                          \
		for (; rb != stop; rb = rb_parent(rb))                                             \
			if (RBCOMPUTE(rb_entry(rb, RBSTRUCT, RBFIELD), true))                      \
				break;                                                             \
	}                                                                                          \
	static inline void RBNAME##_copy(struct rb_node *rb_old, struct rb_node *rb_new)           \
	{                                                                                          \
		rb_entry(rb_new, RBSTRUCT, RBFIELD)->RBAUGMENTED =                                 \
		    rb_entry(rb_old, RBSTRUCT, RBFIELD)->RBAUGMENTED;                              \
	}                                                                                          \
	static void RBNAME##_rotate(struct rb_node *rb_old, struct rb_node *rb_new)                \
	{                                                                                          \
		RBNAME##_copy(rb_old, rb_new);                                                     \
		RBCOMPUTE(rb_entry(rb_old, RBSTRUCT, RBFIELD), false);                             \
	}                                                                                          \
	RBSTATIC const struct rb_augment_callbacks RBNAME = {                                      \
	    .propagate = RBNAME##_propagate,                                                       \
	    .copy = RBNAME##_copy,                                                                 \
	    .rotate = RBNAME##_rotate,                                                             \
	};

/* The value is the greatest of RBCOMPUTE(node) over all below. */
#define RB_DECLARE_CALLBACKS_MAX(RBSTATIC, RBNAME, RBSTRUCT, RBFIELD, RBTYPE, RBAUGMENTED,         \
				 RBCOMPUTE)                                                        \
	static inline bool RBNAME##_compute_max(RBSTRUCT *node, bool exit)                         \
	{                                                                                          \
		RBTYPE max = RBCOMPUTE(node);                                                      \
		RBSTRUCT *below = rb_entry_safe(node->RBFIELD.rb_left, RBSTRUCT, RBFIELD);         \
                                                                                                   \
		if (below && below->RBAUGMENTED > max)                                             \
			max = below->RBAUGMENTED;                                                  \
		below = rb_entry_safe(node->RBFIELD.rb_right, RBSTRUCT, RBFIELD);                  \
		if (below && below->RBAUGMENTED > max)                                             \
			max = below->RBAUGMENTED;                                                  \
		if (exit && node->RBAUGMENTED == max)                                              \
			return true;                                                               \
		node->RBAUGMENTED = max;                                                           \
		return false;                                                                      \
	}                                                                                          \
	RB_DECLARE_CALLBACKS(RBSTATIC, RBNAME, RBSTRUCT, RBFIELD, RBAUGMENTED, RBNAME##_compute_max)

#endif
