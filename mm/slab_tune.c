/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_tune: a cache's per-CPU arrays, emptied or replaced while it is in use.
 *
 * 1. Purpose. How many free objects each CPU keeps is a guess at boot; by writing
 *    "NAME LIMIT BATCHCOUNT SHAREDFACTOR" to /proc/slabinfo it can be made a better one.
 *
 * 2. Structures. Each CPU swaps its own array, in an interrupt, for one made before:
 *
 *	tune -> [new 0][new 1]...  on_each_cpu: array[cpu] <-> new  -> the old ones, emptied
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

struct swap {
	struct kmem_cache *cache;
	struct array_cache *arrays[NR_CPUS];
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
		if (swap->arrays[cpu] && swap->arrays[cpu] != &slab_no_array)
			kfree(swap->arrays[cpu]);
	}
}

static int make_arrays(struct swap *swap, unsigned int limit, unsigned int batchcount)
{
	size_t bytes = sizeof(struct array_cache) + limit * sizeof(struct array_entry);
	unsigned int cpu;

	for_each_online_cpu(cpu)
	{
		swap->arrays[cpu] = &slab_no_array;
		if (!limit)
			continue;
		swap->arrays[cpu] = kzalloc(bytes, GFP_KERNEL);
		if (!swap->arrays[cpu]) {
			free_arrays(swap);
			return -ENOMEM;
		}
		swap->arrays[cpu]->limit = limit;
		swap->arrays[cpu]->batchcount = batchcount;
	}
	return 0;
}

/* limit 0: none. */
static int tune(struct kmem_cache *cache, unsigned int limit, unsigned int batchcount)
{
	struct swap swap = {.cache = cache};
	unsigned int cpu;
	int err = make_arrays(&swap, limit, batchcount);

	if (err)
		return err;
	on_each_cpu(swap_array, &swap, 1);
	cache->limit = limit;
	cache->batchcount = batchcount;
	cache->free_limit = 2 * batchcount + cache->num;
	for_each_online_cpu(cpu) slab_empty_array(cache, swap.arrays[cpu]);
	free_arrays(&swap);
	return 0;
}

int slab_tune(const char *name, unsigned int limit, unsigned int batchcount, unsigned int shared)
{
	struct kmem_cache *cache;
	int err = -EINVAL;

	/* there is no array that CPUs share */
	if (!batchcount || batchcount > limit || limit > PAGE_SIZE || shared)
		return -EINVAL;
	slab_caches_lock();
	list_for_each_entry (cache, &slab_caches, next) {
		if (strcmp(cache->name, name))
			continue;
		if (!slab_is_watched(cache))
			err = tune(cache, limit, batchcount);
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
			tune(cache, limit, (limit + 1) / 2);
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
}
