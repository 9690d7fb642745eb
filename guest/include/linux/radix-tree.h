/* SPDX-License-Identifier: GPL-2.0-only */
/* radix-tree: from an unsigned long to a pointer (guest/lib/radix_tree.c). The caller locks. */
#ifndef _LINUX_RADIX_TREE_H
#define _LINUX_RADIX_TREE_H

#include <linux/types.h>

struct radix_tree_node;

struct radix_tree_root {
	unsigned int height; /* levels of nodes */
	gfp_t gfp_mask;	     /* nodes are allocated so */
	struct radix_tree_node *rnode;
};

#define RADIX_TREE_INIT(mask)                                                                      \
	{                                                                                          \
		.gfp_mask = (mask)                                                                 \
	}
#define INIT_RADIX_TREE(root, mask) (*(root) = (struct radix_tree_root)RADIX_TREE_INIT(mask))

/* 0, -EEXIST, -ENOMEM. item: not NULL. */
int radix_tree_insert(struct radix_tree_root *root, unsigned long index, void *item);
void *radix_tree_lookup(const struct radix_tree_root *root, unsigned long index);
/* What was there; NULL: nothing. */
void *radix_tree_delete(struct radix_tree_root *root, unsigned long index);
/* Up to max items from first on, in order; how many. */
unsigned int radix_tree_gang_lookup(const struct radix_tree_root *root, void **results,
				    unsigned long first, unsigned int max);

#endif
