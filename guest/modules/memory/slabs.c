/* SPDX-License-Identifier: GPL-2.0-only */
/* slabs: a cache of one's own, whose constructor runs when memory comes, not for each object. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A cache of objects");

struct thing {
	struct list_head list;
	char payload[100];
};

static int count = 100;
module_param(count, int, 0444);

static struct kmem_cache *cache;
static LIST_HEAD(things);
static int constructed;

static void construct(void *object)
{
	struct thing *thing = object;

	INIT_LIST_HEAD(&thing->list);
	constructed++;
}

static void free_things(void)
{
	struct thing *thing, *next;

	list_for_each_entry_safe (thing, next, &things, list) {
		list_del_init(&thing->list);
		kmem_cache_free(cache, thing);
	}
}

static int __init slabs_init(void)
{
	struct thing *thing;
	int i;

	cache = kmem_cache_create("things", sizeof(struct thing), 0, SLAB_HWCACHE_ALIGN, construct);
	if (!cache)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		thing = kmem_cache_alloc(cache, GFP_KERNEL);
		if (!thing) {
			free_things();
			kmem_cache_destroy(cache);
			return -ENOMEM;
		}
		list_add(&thing->list, &things);
	}
	pr_info("slabs: %d objects of %u bytes, %d constructed\n", count, kmem_cache_size(cache),
		constructed);
	return 0;
}

static void __exit slabs_exit(void)
{
	free_things();
	kmem_cache_destroy(cache);
}

module_init(slabs_init);
module_exit(slabs_exit);
