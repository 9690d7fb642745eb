/* SPDX-License-Identifier: GPL-2.0-only */
/* hashes: a table of lists, by the hash of a key; and random keys, each found again. */
#include <linux/hashtable.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/random.h>
#include <linux/slab.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A hash table");

#define KEYS 200

struct entry {
	struct hlist_node node;
	u32 key;
	int value;
};

static DEFINE_HASHTABLE(table, 5);

static int __init hashes_init(void)
{
	struct entry *entries = kcalloc(KEYS, sizeof(*entries), GFP_KERNEL), *e;
	int i, found = 0, longest = 0, bkt, here;

	if (!entries)
		return -ENOMEM;
	for (i = 0; i < KEYS; i++) {
		entries[i].key = get_random_u32();
		entries[i].value = i;
		hash_add(table, &entries[i].node, entries[i].key);
	}
	for (i = 0; i < KEYS; i++)
		hash_for_each_possible(table, e, node, entries[i].key) found += e == &entries[i];
	for (bkt = 0; bkt < HASH_SIZE(table); bkt++) {
		here = 0;
		hlist_for_each_entry(e, &table[bkt], node) here++;
		longest = max(longest, here);
	}
	hash_for_each(table, bkt, e, node) found++;
	pr_info("hashes: %d of %d found, longest list %d\n", found / 2, KEYS, longest);
	hash_init(table);
	kfree(entries);
	return 0;
}

static void __exit hashes_exit(void)
{
}

module_init(hashes_init);
module_exit(hashes_exit);
