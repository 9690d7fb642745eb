/* SPDX-License-Identifier: GPL-2.0-only */
/* scullc: a store of objects of a cache of its own; /proc/slabinfo has its line. */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "blocks.h"

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A character device of a lookaside cache");

static int quantum = 4000, qset = 500;
module_param(quantum, int, 0444);
module_param(qset, int, 0444);

static struct kmem_cache *cache;

static void *cache_quantum(struct store *store)
{
	return kmem_cache_zalloc(cache, GFP_KERNEL);
}

static void uncache_quantum(struct store *store, void *q)
{
	kmem_cache_free(cache, q);
}

static int quantum_bytes(void)
{
	return quantum;
}

static int set_quanta(void)
{
	return qset;
}

static const struct store_kind kind = {cache_quantum, uncache_quantum, quantum_bytes, set_quanta};

static int __init scullc_init(void)
{
	int err;

	if (quantum < 1 || quantum > 32768 || qset < 1 || qset > 32768)
		return -EINVAL;
	cache = kmem_cache_create("scullc", quantum, 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!cache)
		return -ENOMEM;
	err = blocks_init("scullc", &kind, NULL);
	if (err)
		kmem_cache_destroy(cache);
	return err;
}

static void __exit scullc_exit(void)
{
	blocks_exit();
	kmem_cache_destroy(cache);
}

module_init(scullc_init);
module_exit(scullc_exit);
