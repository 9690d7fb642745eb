/* SPDX-License-Identifier: GPL-2.0-only */
/* tree: words of a sentence in a red-black tree, and in a list that list_sort() sorts. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/list_sort.h>
#include <linux/module.h>
#include <linux/rbtree.h>
#include <linux/slab.h>
#include <linux/string.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("rbtree and list_sort");

static char *text = "the quick brown fox jumps over the lazy dog";
module_param(text, charp, 0444);

struct word {
	struct rb_node node;
	struct list_head list;
	char *text;
};

static struct rb_root root = RB_ROOT;
static LIST_HEAD(words);

static bool less(struct rb_node *a, const struct rb_node *b)
{
	return strcmp(rb_entry(a, struct word, node)->text, rb_entry(b, struct word, node)->text) <
	       0;
}

static int compare(void *unused, const struct list_head *a, const struct list_head *b)
{
	return strcmp(list_entry(a, struct word, list)->text,
		      list_entry(b, struct word, list)->text);
}

static int __init tree_init(void)
{
	char *copy = kstrdup(text, GFP_KERNEL), *rest = copy, *one;
	struct rb_node *node;
	struct word *word, *next;
	bool same = true;

	if (!copy)
		return -ENOMEM;
	while ((one = strsep(&rest, " "))) {
		word = kzalloc(sizeof(*word), GFP_KERNEL);
		if (!word)
			break;
		word->text = one;
		rb_add(&word->node, &root, less);
		list_add(&word->list, &words);
	}
	list_sort(NULL, &words, compare);
	node = rb_first(&root);
	list_for_each_entry (word, &words, list) {
		pr_info("tree: %s\n", word->text);
		same &= !strcmp(word->text, rb_entry(node, struct word, node)->text);
		node = rb_next(node);
	}
	pr_info("tree: tree and list %s\n", same && !node ? "agree" : "differ");
	rbtree_postorder_for_each_entry_safe(word, next, &root, node) kfree(word);
	kfree(copy);
	return 0;
}

static void __exit tree_exit(void)
{
}

module_init(tree_init);
module_exit(tree_exit);
