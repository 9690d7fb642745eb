/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * radix_tree: an index is cut into digits of 6 bits; each level of nodes is indexed by one,
 * the highest first. The tree is as high as its largest index needs.
 *
 *	root -> [ . . * . ]           index 0x1043 = digits 1, 1, 3
 *	             '-> [ . * . . ]
 *	                     '-> [ . . . item ]
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/radix-tree.h>
#include <linux/slab.h>

#define DIGIT_BITS 6
#define SLOTS	   (1u << DIGIT_BITS)
#define MAX_HEIGHT ((BITS_PER_LONG + DIGIT_BITS - 1) / DIGIT_BITS)

struct radix_tree_node {
	unsigned int used;
	void *slots[SLOTS];
};

static unsigned int digit(unsigned long index, unsigned int level)
{
	return (index >> (level * DIGIT_BITS)) & (SLOTS - 1);
}

static bool reaches(const struct radix_tree_root *root, unsigned long index)
{
	unsigned int bits = root->height * DIGIT_BITS;

	return root->height && (bits >= BITS_PER_LONG || !(index >> bits));
}

/* One level more on top, until the index fits. */
static int grow(struct radix_tree_root *root, unsigned long index)
{
	struct radix_tree_node *node;

	while (!reaches(root, index)) {
		node = kzalloc(sizeof(*node), root->gfp_mask);
		if (!node)
			return -ENOMEM;
		if (root->rnode) {
			node->slots[0] = root->rnode;
			node->used = 1;
		}
		root->rnode = node;
		root->height++;
	}
	return 0;
}

int radix_tree_insert(struct radix_tree_root *root, unsigned long index, void *item)
{
	struct radix_tree_node *node, *child;
	unsigned int level;
	void **slot;

	if (grow(root, index))
		return -ENOMEM;
	node = root->rnode;
	for (level = root->height - 1; level; level--) {
		slot = &node->slots[digit(index, level)];
		if (!*slot) {
			child = kzalloc(sizeof(*child), root->gfp_mask);
			if (!child)
				return -ENOMEM;
			*slot = child;
			node->used++;
		}
		node = *slot;
	}
	slot = &node->slots[digit(index, 0)];
	if (*slot)
		return -EEXIST;
	*slot = item;
	node->used++;
	return 0;
}
EXPORT_SYMBOL(radix_tree_insert);

void *radix_tree_lookup(const struct radix_tree_root *root, unsigned long index)
{
	const struct radix_tree_node *node = root->rnode;
	unsigned int level = root->height;

	if (!reaches(root, index))
		return NULL;
	while (node && level-- > 1)
		node = node->slots[digit(index, level)];
	return node ? node->slots[digit(index, 0)] : NULL;
}
EXPORT_SYMBOL(radix_tree_lookup);

/* Nodes that have become empty, the lowest first; path[level]. */
static void prune(struct radix_tree_root *root, struct radix_tree_node **path, unsigned long index)
{
	unsigned int level;

	for (level = 0; level < root->height && !path[level]->used; level++) {
		kfree(path[level]);
		if (level + 1 == root->height) {
			root->rnode = NULL;
			root->height = 0;
			return;
		}
		path[level + 1]->slots[digit(index, level + 1)] = NULL;
		path[level + 1]->used--;
	}
}

void *radix_tree_delete(struct radix_tree_root *root, unsigned long index)
{
	struct radix_tree_node *path[MAX_HEIGHT], *node = root->rnode;
	unsigned int level = root->height;
	void *item;

	if (!reaches(root, index))
		return NULL;
	while (node && level--) {
		path[level] = node;
		if (level)
			node = node->slots[digit(index, level)];
	}
	item = node ? node->slots[digit(index, 0)] : NULL;
	if (!item)
		return NULL;
	node->slots[digit(index, 0)] = NULL;
	node->used--;
	prune(root, path, index);
	return item;
}
EXPORT_SYMBOL(radix_tree_delete);

/* Items below node, whose indices begin at base, from first on. */
static unsigned int gather(const struct radix_tree_node *node, unsigned int level,
			   unsigned long base, unsigned long first, void **results,
			   unsigned int max)
{
	unsigned int i = first > base ? (first - base) >> (level * DIGIT_BITS) : 0, n = 0;
	unsigned long span = 1ul << (level * DIGIT_BITS), at = base + i * span;

	for (; i < SLOTS && n < max; i++, at += span) {
		if (!node->slots[i])
			continue;
		if (level)
			n += gather(node->slots[i], level - 1, at, first, results + n, max - n);
		else
			results[n++] = node->slots[i];
	}
	return n;
}

unsigned int radix_tree_gang_lookup(const struct radix_tree_root *root, void **results,
				    unsigned long first, unsigned int max)
{
	if (!reaches(root, first))
		return 0;
	return gather(root->rnode, root->height - 1, 0, first, results, max);
}
EXPORT_SYMBOL(radix_tree_gang_lookup);
