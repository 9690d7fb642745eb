/* SPDX-License-Identifier: GPL-2.0-only */
/* pools: a mempool: some objects are kept in reserve, and used only when there are no others. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/module.h>
#include <linux/slab.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A memory pool");

#define KEPT 4
#define USED 6

static struct kmem_cache *cache;
static mempool_t *pool;
static void *objects[USED];

static int __init pools_init(void)
{
	int i;

	cache = kmem_cache_create("pooled", 256, 0, 0, NULL);
	if (!cache)
		return -ENOMEM;
	pool = mempool_create(KEPT, mempool_alloc_slab, mempool_free_slab, cache);
	if (!pool) {
		kmem_cache_destroy(cache);
		return -ENOMEM;
	}
	for (i = 0; i < USED; i++)
		objects[i] = mempool_alloc(pool, GFP_KERNEL);
	pr_info("pools: %d given out, %d of %d still in reserve\n", USED, pool->curr_nr,
		pool->min_nr);
	return 0;
}

static void __exit pools_exit(void)
{
	int i;

	for (i = 0; i < USED; i++)
		mempool_free(objects[i], pool);
	mempool_destroy(pool);
	kmem_cache_destroy(cache);
}

module_init(pools_init);
module_exit(pools_exit);
