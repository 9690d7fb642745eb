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
static void rotate(struct rb_node *node, bool left, struct rb_root *root)
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
}

void rb_insert_color(struct rb_node *node, struct rb_root *root)
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
			rotate(parent, left, root);
			parent = node;
		}
		set_black(parent);
		set_red(grand);
		rotate(grand, !left, root);
		break;
	}
	set_black(root->rb_node);
}
EXPORT_SYMBOL(rb_insert_color);

/* Every way through node (maybe no node, below parent) is one black node short. */
static void erase_color(struct rb_node *node, struct rb_node *parent, struct rb_root *root)
{
	while (is_black(node) && node != root->rb_node) {
		bool left = parent->rb_left == node;
		struct rb_node *sibling = *child(parent, !left);

		if (is_red(sibling)) {
			set_black(sibling);
			set_red(parent);
			rotate(parent, left, root);
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
			rotate(sibling, !left, root);
			sibling = *child(parent, !left);
		}
		copy_colour(sibling, parent);
		set_black(parent);
		set_black(*child(sibling, !left));
		rotate(parent, left, root);
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

/* node has at most one child, which takes its place. */
static void cut_out(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *only = node->rb_left ? node->rb_left : node->rb_right;
	struct rb_node *parent = rb_parent(node);

	*link_of(node, root) = only;
	if (only)
		set_parent(only, parent);
	if (is_black(node))
		erase_color(only, parent, root);
}

void rb_erase(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *next;

	if (node->rb_left && node->rb_right) {
		/* its successor has no left child: that one is cut out, and takes node's place */
		next = rb_next(node);
		cut_out(next, root);
		rb_replace_node(node, next, root);
	} else {
		cut_out(node, root);
	}
}
EXPORT_SYMBOL(rb_erase);

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
