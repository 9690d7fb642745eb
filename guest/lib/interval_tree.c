/* SPDX-License-Identifier: GPL-2.0-only */
/* interval_tree: the ready one, of unsigned longs. */
#include <linux/export.h>
#include <linux/interval_tree.h>
#include <linux/interval_tree_generic.h>

#define START(node) ((node)->start)
#define LAST(node)  ((node)->last)

INTERVAL_TREE_DEFINE(struct interval_tree_node, rb, unsigned long, __subtree_last, START, LAST, ,
		     interval_tree)

EXPORT_SYMBOL_GPL(interval_tree_insert);
EXPORT_SYMBOL_GPL(interval_tree_remove);
EXPORT_SYMBOL_GPL(interval_tree_iter_first);
EXPORT_SYMBOL_GPL(interval_tree_iter_next);
