/* SPDX-License-Identifier: GPL-2.0-only */
/* rbtree: random insertions and erasures against an array, every invariant checked after each. */
#include <check.h>

#include <linux/kernel.h>
#include <linux/rbtree.h>

#include "random.h"

#define SEED   0x5eed0004ull
#define KEYS   96
#define ROUNDS 40000

static struct item {
	struct rb_node node;
	bool in_tree;
} items[KEYS];
static struct rb_root root;

static bool black(const struct rb_node *node)
{
	return !node || node->__rb_parent_color & 1;
}

/* The black nodes on every way down; fails when ways differ or red follows red. */
static int black_height(const struct rb_node *node)
{
	int left, right;

	if (!node)
		return 1;
	left = black_height(node->rb_left);
	right = black_height(node->rb_right);
	ck_assert_int_eq(left, right);
	ck_assert(black(node) || (black(node->rb_left) && black(node->rb_right)));
	ck_assert(!node->rb_left || rb_parent(node->rb_left) == node);
	ck_assert(!node->rb_right || rb_parent(node->rb_right) == node);
	return left + black(node);
}

static void check_order(void)
{
	struct rb_node *node = rb_first(&root), *last = NULL;
	int i;

	for (i = 0; i < KEYS; i++) {
		if (!items[i].in_tree)
			continue;
		ck_assert_ptr_eq(node, &items[i].node);
		ck_assert_ptr_eq(rb_prev(node), last);
		last = node;
		node = rb_next(node);
	}
	ck_assert_ptr_null(node);
	ck_assert_ptr_eq(rb_last(&root), last);
}

static void insert(struct item *item)
{
	struct rb_node **link = &root.rb_node, *parent = NULL;

	while (*link) {
		parent = *link;
		link = item < rb_entry(parent, struct item, node) ? &parent->rb_left
								  : &parent->rb_right;
	}
	rb_link_node(&item->node, parent, link);
	rb_insert_color(&item->node, &root);
}

START_TEST(random_operations)
{
	int i;

	random_state = SEED;
	root = RB_ROOT;
	for (i = 0; i < ROUNDS; i++) {
		struct item *item = &items[random_below(KEYS)];

		if (item->in_tree)
			rb_erase(&item->node, &root);
		else
			insert(item);
		item->in_tree = !item->in_tree;
		ck_assert(black(root.rb_node));
		black_height(root.rb_node);
		check_order();
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("rbtree");
	TCase *tcase = tcase_create("rbtree");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, random_operations);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
