/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_report: what the slab allocator tells: complaints, and /proc/slabinfo's numbers.
 *
 * 1. Purpose. A wrong free is found where it happens, not where the damage shows.
 *
 * 2. Structures. The caches of slab_caches; the form of the report is Linux's.
 *
 * 3. Invariants. Nothing is changed.
 *
 * 4. Locking and context. Complaints: any context, no lock. Numbers: the cache's lock.
 *
 * 5. Failure. None.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "internal.h"
#include "slab.h"

void slab_complain(const struct kmem_cache *cache, const void *object, const char *why)
{
	const struct slab *slab = slab_of_addr(object);

	pr_err("=============================================================\n");
	pr_err("BUG %s: 0x%p %s\n", cache ? cache->name : "kmalloc", object, why);
	if (slab)
		pr_err("Slab 0x%p of cache %s: objects=%u used=%u first=0x%p size=%u\n", slab,
		       slab->cache->name, slab->cache->num, slab->inuse, slab->s_mem,
		       slab->cache->size);
	pr_err("It is left as it is.\n");
	dump_stack();
	add_taint(TAINT_WARN);
}

static unsigned long count(const struct list_head *list)
{
	return list_count_nodes(list);
}

void get_slabinfo(struct kmem_cache *cache, struct slabinfo *info)
{
	unsigned long flags;

	spin_lock_irqsave(&cache->lock, flags);
	*info = (struct slabinfo){
	    .num_slabs = cache->nr_slabs,
	    .active_slabs = cache->nr_slabs - count(&cache->slabs_free),
	    .num_objs = cache->nr_slabs * cache->num,
	    .active_objs = cache->nr_slabs * cache->num - cache->free_objects,
	    .limit = cache->limit,
	    .batchcount = cache->batchcount,
	    .shared = cache->shared,
	    .objects_per_slab = cache->num,
	    .cache_order = cache->gfporder,
	};
	spin_unlock_irqrestore(&cache->lock, flags);
}

static unsigned long pages_of(slab_flags_t flags)
{
	struct kmem_cache *cache;
	unsigned long pages = 0;

	slab_caches_lock();
	list_for_each_entry (cache, &slab_caches, next)
		if ((cache->flags & flags) == flags)
			pages += cache->nr_slabs << cache->gfporder;
	slab_caches_unlock();
	return pages;
}

unsigned long slab_pages(void)
{
	return pages_of(0);
}

unsigned long slab_reclaimable_pages(void)
{
	return pages_of(SLAB_RECLAIM_ACCOUNT);
}
