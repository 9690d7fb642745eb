/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_tune: a cache's arrays, emptied or replaced while it is in use.
 *
 * 1. Purpose. How many free objects each CPU keeps is a guess at boot; by writing
 *    "NAME LIMIT BATCHCOUNT SHAREDFACTOR" to /proc/slabinfo it can be made a better one.
 *
 * 2. Structures. Each CPU swaps its own array, in an interrupt, for one made before:
 *
 *	tune -> [new 0][new 1]...  on_each_cpu: array[cpu] <-> new  -> the old ones, emptied
 *	        [new shared]       under the lock
 *
 *    SHAREDFACTOR is how many batches the shared array holds; 0: there is none.
 *
 * 3. Invariants. 0 < batchcount <= limit. An array that nobody can reach any more is
 *    emptied into the slabs before it is freed.
 *
 * 4. Locking and context. Process context, interrupts on (on_each_cpu()).
 *
 * 5. Failure. -EINVAL: no such cache, one that is watched (mm/slab_debug.c), silly numbers.
 *    -ENOMEM: nothing has changed.
 */
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"

#define SHARED_BYTES (1u << 20) /* what one may be asked to be */

struct swap {
	struct kmem_cache *cache;
	struct array_cache *arrays[NR_CPUS], *shared;
};

static void swap_array(void *data)
{
	struct swap *swap = data;
	unsigned int cpu = smp_processor_id();
	struct array_cache *old = swap->cache->array[cpu];

	swap->cache->array[cpu] = swap->arrays[cpu];
	swap->arrays[cpu] = old;
}

static void free_arrays(struct swap *swap)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
	{
		if (swap->arrays[cpu])
			slab_free_array(swap->arrays[cpu]);
	}
	if (swap->shared)
		slab_free_array(swap->shared);
}

static int make_arrays(struct swap *swap, unsigned int limit, unsigned int batchcount,
		       unsigned int shared)
{
	bool all = true;
	unsigned int cpu;

	for_each_online_cpu(cpu)
	{
		swap->arrays[cpu] = slab_new_array(limit, batchcount);
		all &= swap->arrays[cpu] != NULL;
	}
	swap->shared = slab_new_array(shared * batchcount, batchcount);
	if (all && swap->shared)
		return 0;
	free_arrays(swap);
	return -ENOMEM;
}

/* limit 0: none. */
static int tune(struct kmem_cache *cache, unsigned int limit, unsigned int batchcount,
		unsigned int shared)
{
	struct swap swap = {.cache = cache};
	unsigned int cpu;
	int err = make_arrays(&swap, limit, batchcount, shared);

	if (err)
		return err;
	on_each_cpu(swap_array, &swap, 1);
	swap.shared = slab_swap_shared(cache, swap.shared);
	cache->limit = limit;
	cache->batchcount = batchcount;
	cache->shared = shared;
	cache->free_limit = 2 * batchcount + cache->num;
	for_each_online_cpu(cpu) slab_empty_array(cache, swap.arrays[cpu]);
	slab_empty_array(cache, swap.shared);
	free_arrays(&swap);
	return 0;
}

int slab_tune(const char *name, unsigned int limit, unsigned int batchcount, unsigned int shared)
{
	struct kmem_cache *cache;
	int err = -EINVAL;

	if (!batchcount || batchcount > limit || limit > PAGE_SIZE || shared > PAGE_SIZE ||
	    (shared * batchcount) * sizeof(struct array_entry) > SHARED_BYTES)
		return -EINVAL;
	slab_caches_lock();
	list_for_each_entry (cache, &slab_caches, next) {
		if (strcmp(cache->name, name))
			continue;
		if (!slab_is_watched(cache))
			err = tune(cache, limit, batchcount, shared);
		break;
	}
	slab_caches_unlock();
	return err;
}

void slab_close_arrays(bool closed)
{
	struct kmem_cache *cache;
	unsigned int limit;

	slab_caches_lock();
	list_for_each_entry (cache, &slab_caches, next) {
		limit = closed ? 0 : slab_array_limit(cache);
		if (limit != cache->limit)
			tune(cache, limit, (limit + 1) / 2, slab_shared_factor(cache, limit));
	}
	slab_caches_unlock();
}

static void drain_here(void *data)
{
	slab_drain_array(data, false);
}

void slab_drain_arrays(struct kmem_cache *cache)
{
	on_each_cpu(drain_here, cache, 1);
	slab_drain_shared(cache, false);
}
