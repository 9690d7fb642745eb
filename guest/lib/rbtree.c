/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rbtree: red-black trees (Cormen, Leiserson, Rivest, Stein, chapter 13).
 *
 * Invariants: the root is black; a red node's children are black (no child counts as
 * black); every way from the root down passes equally many black nodes. So no way is
 * more than twice as long as another.
 */
#include <linux/export.h>
#include <linux/rbtree.h>
#include <linux/rbtree_augmented.h>

#define BLACK 1ul

static bool is_black(const struct rb_node *node)
{
	return !node || node->__rb_parent_color & BLACK;
}

static bool is_red(const struct rb_node *node)
{
	return !is_black(node);
}

static void set_parent(struct rb_node *node, struct rb_node *parent)
{
	node->__rb_parent_color = (unsigned long)parent | (node->__rb_parent_color & BLACK);
}

static void set_black(struct rb_node *node)
{
	node->__rb_parent_color |= BLACK;
}

static void set_red(struct rb_node *node)
{
	node->__rb_parent_color &= ~BLACK;
}

static void copy_colour(struct rb_node *to, const struct rb_node *from)
{
	to->__rb_parent_color =
	    (to->__rb_parent_color & ~BLACK) | (from->__rb_parent_color & BLACK);
}

/* Where the pointer to node stands. */
static struct rb_node **link_of(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *parent = rb_parent(node);

	if (!parent)
		return &root->rb_node;
	return parent->rb_left == node ? &parent->rb_left : &parent->rb_right;
}

/* The child on the given side of node. */
static struct rb_node **child(struct rb_node *node, bool left)
{
	return left ? &node->rb_left : &node->rb_right;
}

/* node sinks to the given side; its child of the other side comes up in its place. */
static __always_inline void rotate(struct rb_node *node, bool left, struct rb_root *root,
				   const struct rb_augment_callbacks *augment)
{
	struct rb_node *up = *child(node, !left);
	struct rb_node *inner = *child(up, left);

	*link_of(node, root) = up;
	set_parent(up, rb_parent(node));
	*child(node, !left) = inner;
	if (inner)
		set_parent(inner, node);
	*child(up, left) = node;
	set_parent(node, up);
	if (augment)
		augment->rotate(node, up);
}

static __always_inline void insert_color(struct rb_node *node, struct rb_root *root,
					 const struct rb_augment_callbacks *augment)
{
	struct rb_node *parent, *grand, *uncle;

	while ((parent = rb_parent(node)) && is_red(parent)) {
		bool left;

		grand = rb_parent(parent); /* a red node is not the root */
		left = grand->rb_left == parent;
		uncle = *child(grand, !left);
		if (is_red(uncle)) {
			set_black(uncle);
			set_black(parent);
			set_red(grand);
			node = grand;
			continue;
		}
		if (*child(parent, !left) == node) {
			rotate(parent, left, root, augment);
			parent = node;
		}
		set_black(parent);
		set_red(grand);
		rotate(grand, !left, root, augment);
		break;
	}
	set_black(root->rb_node);
}

void rb_insert_color(struct rb_node *node, struct rb_root *root)
{
	insert_color(node, root, NULL);
}
EXPORT_SYMBOL(rb_insert_color);

void rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			 const struct rb_augment_callbacks *augment)
{
	insert_color(node, root, augment);
}
EXPORT_SYMBOL(rb_insert_augmented);

/* Every way through node (maybe no node, below parent) is one black node short. */
static __always_inline void erase_color(struct rb_node *node, struct rb_node *parent,
					struct rb_root *root,
					const struct rb_augment_callbacks *augment)
{
	while (is_black(node) && node != root->rb_node) {
		bool left = parent->rb_left == node;
		struct rb_node *sibling = *child(parent, !left);

		if (is_red(sibling)) {
			set_black(sibling);
			set_red(parent);
			rotate(parent, left, root, augment);
			sibling = *child(parent, !left);
		}
		if (is_black(sibling->rb_left) && is_black(sibling->rb_right)) {
			set_red(sibling);
			node = parent;
			parent = rb_parent(node);
			continue;
		}
		if (is_black(*child(sibling, !left))) {
			set_black(*child(sibling, left));
			set_red(sibling);
			rotate(sibling, !left, root, augment);
			sibling = *child(parent, !left);
		}
		copy_colour(sibling, parent);
		set_black(parent);
		set_black(*child(sibling, !left));
		rotate(parent, left, root, augment);
		return;
	}
	if (node)
		set_black(node);
}

void rb_replace_node(struct rb_node *old, struct rb_node *new, struct rb_root *root)
{
	*link_of(old, root) = new;
	*new = *old;
	if (new->rb_left)
		set_parent(new->rb_left, new);
	if (new->rb_right)
		set_parent(new->rb_right, new);
}
EXPORT_SYMBOL(rb_replace_node);

/* node has at most one child, which takes its place; that is returned. */
static struct rb_node *cut_out(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *only = node->rb_left ? node->rb_left : node->rb_right;

	*link_of(node, root) = only;
	if (only)
		set_parent(only, rb_parent(node));
	return only;
}

static __always_inline void erase(struct rb_node *node, struct rb_root *root,
				  const struct rb_augment_callbacks *augment)
{
	struct rb_node *gone = node, *only, *parent;
	bool was_black;

	/* of two children: the successor has no left one; it is cut out, and takes node's place */
	if (node->rb_left && node->rb_right)
		gone = rb_next(node);
	parent = rb_parent(gone);
	was_black = is_black(gone);
	only = cut_out(gone, root);
	if (gone != node) {
		if (augment)
			augment->copy(node, gone);
		rb_replace_node(node, gone, root);
		if (parent == node)
			parent = gone;
	}
	/* values are right before anything turns */
	if (augment) {
		augment->propagate(parent, NULL);
		if (gone != node)
			augment->propagate(gone, NULL);
	}
	if (was_black)
		erase_color(only, parent, root, augment);
}

void rb_erase(struct rb_node *node, struct rb_root *root)
{
	erase(node, root, NULL);
}
EXPORT_SYMBOL(rb_erase);

void rb_erase_augmented(struct rb_node *node, struct rb_root *root,
			const struct rb_augment_callbacks *augment)
{
	erase(node, root, augment);
}
EXPORT_SYMBOL(rb_erase_augmented);

static struct rb_node *outermost(struct rb_node *node, bool left)
{
	while (node && *child(node, left))
		node = *child(node, left);
	return node;
}

static struct rb_node *neighbour(struct rb_node *node, bool left)
{
	struct rb_node *parent;

	if (*child(node, left))
		return outermost(*child(node, left), !left);
	while ((parent = rb_parent(node)) && *child(parent, left) == node)
		node = parent;
	return parent;
}

struct rb_node *rb_first(const struct rb_root *root)
{
	return outermost(root->rb_node, true);
}
EXPORT_SYMBOL(rb_first);

struct rb_node *rb_last(const struct rb_root *root)
{
	return outermost(root->rb_node, false);
}
EXPORT_SYMBOL(rb_last);

struct rb_node *rb_next(const struct rb_node *node)
{
	return neighbour((struct rb_node *)node, false);
}
EXPORT_SYMBOL(rb_next);

struct rb_node *rb_prev(const struct rb_node *node)
{
	return neighbour((struct rb_node *)node, true);
}
EXPORT_SYMBOL(rb_prev);

static struct rb_node *deepest(struct rb_node *node)
{
	while (node->rb_left || node->rb_right)
		node = node->rb_left ?: node->rb_right;
	return node;
}

struct rb_node *rb_first_postorder(const struct rb_root *root)
{
	return root->rb_node ? deepest(root->rb_node) : NULL;
}
EXPORT_SYMBOL(rb_first_postorder);

struct rb_node *rb_next_postorder(const struct rb_node *node)
{
	struct rb_node *parent = node ? rb_parent(node) : NULL;

	if (parent && node == parent->rb_left && parent->rb_right)
		return deepest(parent->rb_right);
	return parent;
}
EXPORT_SYMBOL(rb_next_postorder);
