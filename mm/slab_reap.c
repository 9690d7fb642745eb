/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_reap: empty slabs back to the page allocator when memory is short.
 *
 * 1. Purpose. Caches keep empty slabs, as what was wanted once will be wanted again. When
 *    memory is short, that is a luxury.
 *
 * 2. Structures. A round over slab_caches that begins where the last one ended, so that
 *    it is not always the same caches that pay:
 *
 *	slab_caches -> kmem_cache -> kmalloc-8 -> ... -> scullc ->
 *	                                ^ next_cache, by counting
 *
 * 3. Invariants. Only wholly free slabs go; this CPU's arrays and the shared ones are
 *    emptied first, or one object in an array would hold a whole slab back; but one that
 *    was filled since the last round is in use, and spared until the next.
 *
 * 4. Locking and context. slab_caches_lock(), so that no cache goes away meanwhile; each
 *    cache's lock within. Does not sleep.
 *
 * 5. Failure. Nothing is empty: 0.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "internal.h"
#include "slab.h"

static unsigned int next_cache;

static struct kmem_cache *cache_at(unsigned int n)
{
	struct kmem_cache *cache;

	list_for_each_entry (cache, &slab_caches, next)
		if (!n--)
			return cache;
	return NULL;
}

static unsigned long reap_cache(struct kmem_cache *cache, unsigned long pages)
{
	unsigned long slabs = DIV_ROUND_UP(pages, 1UL << cache->gfporder);

	slab_drain_array(cache, true);
	slab_drain_shared(cache, true);
	return slab_release_empty(cache, slabs) << cache->gfporder;
}

unsigned long drop_slab(void)
{
	struct kmem_cache *cache;
	unsigned long freed = 0;

	slab_caches_lock();
	list_for_each_entry (cache, &slab_caches, next) {
		slab_drain_arrays(cache);
		freed += slab_release_empty(cache, ~0UL) << cache->gfporder;
	}
	slab_caches_unlock();
	return freed;
}

unsigned long slab_reap(unsigned long nr)
{
	unsigned int caches, i;
	unsigned long freed = 0;

	if (!slab_caches_trylock())
		return 0;
	caches = list_count_nodes(&slab_caches);
	for (i = 0; i < caches && freed < nr; i++) {
		next_cache = (next_cache + 1) % caches;
		freed += reap_cache(cache_at(next_cache), nr - freed);
	}
	slab_caches_unlock();
	return freed;
}
