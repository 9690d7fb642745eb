/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_grow: slabs made of pages, and pages made of slabs.
 *
 * 1. Purpose. A cache that has run out takes 1 << gfporder pages and cuts them up; one
 *    that has too many free objects gives a whole slab back.
 *
 * 2. Structures. The two ways to lay out a slab (mm/slab_cache.c chose):
 *
 *	on-slab    | struct slab, bufctl | colour | objects ... | left over |
 *	off-slab   | colour | objects ...                       | left over |
 *	           struct slab, bufctl: an object of slabp_cache
 *
 *    Colour: each new slab shifts its objects by one cache line more, as far as what is
 *    left over allows. Else the first objects of all slabs would fall into the same lines
 *    of the CPU's cache and push each other out.
 *
 * 3. Invariants. Every page of a slab bears PG_slab and leads to its cache and slab, so
 *    that kfree() finds both from any address. Constructors have run for every object of
 *    a slab as long as it exists; destructors when it goes.
 *
 * 4. Locking and context. slab_new(): none held; sleeps if gfp allows. slab_destroy():
 *    the cache's lock is held; destructors must not sleep.
 *
 * 5. Failure. No pages, or no memory for an off-slab head: NULL, nothing kept.
 */
#include <abi/probe.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/vmstat.h>

#include "internal.h"
#include "slab.h"
#include "slab_fast.h"

void slab_run_ctor(struct kmem_cache *cache, void *object, unsigned long flags)
{
	switch (cache->ctor_kind) {
	case SLAB_CTOR_OBJECT:
		((slab_ctor_object_t)cache->ctor)(object);
		break;
	case SLAB_CTOR_OBJECT_CACHE:
		((slab_ctor_object_cache_t)cache->ctor)(object, cache, flags);
		break;
	case SLAB_CTOR_CACHE_OBJECT:
		((slab_ctor_cache_object_t)cache->ctor)(cache, object);
		break;
	}
}

void slab_run_dtor(struct kmem_cache *cache, void *object)
{
	if (cache->ctor_kind == SLAB_CTOR_OBJECT)
		((slab_ctor_object_t)cache->dtor)(object);
	else
		((slab_ctor_object_cache_t)cache->dtor)(object, cache, 0);
}

/* Free objects that are poisoned were taken apart when they were freed (mm/slab_debug.c). */
static bool keeps_content(const struct kmem_cache *cache)
{
	return !(cache->flags & SLAB_POISON);
}

static void new_object(struct kmem_cache *cache, void *object, gfp_t gfp)
{
	if (slab_is_watched(cache))
		slab_debug_new(cache, object);
	if (cache->ctor && keeps_content(cache))
		slab_run_ctor(cache, object,
			      SLAB_CTOR_CONSTRUCTOR | (gfp & __GFP_WAIT ? 0 : SLAB_CTOR_ATOMIC));
}

static void end_objects(struct kmem_cache *cache, struct slab *slab)
{
	unsigned int i;

	if (!cache->dtor && !slab_is_watched(cache))
		return;
	for (i = 0; i < cache->num; i++) {
		if (slab_is_watched(cache))
			slab_debug_check_free(cache, object_at(cache, slab, i));
		if (cache->dtor && keeps_content(cache))
			slab_run_dtor(cache, object_at(cache, slab, i));
	}
}

/* The next slab's objects begin a line further on. */
static unsigned long next_colour(struct kmem_cache *cache)
{
	unsigned int n = cache->colour_next++;

	if (n >= cache->colour) {
		n = 0;
		cache->colour_next = cache->colour ? 1 : 0;
	}
	return (unsigned long)n * cache->colour_off;
}

static struct slab *place_head(struct kmem_cache *cache, char *mem, gfp_t gfp)
{
	unsigned long colour = next_colour(cache);
	struct slab *slab = (struct slab *)mem;

	if (cache->slabp_cache) {
		slab = slab_alloc(cache->slabp_cache, gfp, _RET_IP_);
		if (!slab)
			return NULL;
		slab->colouroff = colour + cache->red_left;
	} else {
		slab->colouroff = cache->slab_size + colour + cache->red_left;
	}
	slab->s_mem = mem + slab->colouroff;
	slab->inuse = 0;
	slab->cache = cache;
	return slab;
}

static enum node_stat_item slab_counter(const struct kmem_cache *cache)
{
	return cache->flags & SLAB_RECLAIM_ACCOUNT ? NR_SLAB_RECLAIMABLE : NR_SLAB_UNRECLAIMABLE;
}

static void own_pages(struct kmem_cache *cache, struct slab *slab, struct page *page)
{
	unsigned int i;

	for (i = 0; i < 1U << cache->gfporder; i++) {
		__SetPageSlab(page + i);
		page[i].slab_cache = cache;
		page[i].private = (unsigned long)slab;
	}
	page->inuse = 0;
	mod_node_page_state(slab_counter(cache), 1L << cache->gfporder);
}

static void disown_pages(struct kmem_cache *cache, struct page *page)
{
	unsigned int i;

	for (i = 0; i < 1U << cache->gfporder; i++) {
		__ClearPageSlab(page + i);
		page[i].slab_cache = NULL;
		page[i].private = 0;
	}
	atomic_set(&page->_mapcount, -1);
	mod_node_page_state(slab_counter(cache), -(1L << cache->gfporder));
}

static void link_objects(struct kmem_cache *cache, struct slab *slab, gfp_t gfp)
{
	kmem_bufctl_t *bufctl = slab_bufctl(slab);
	unsigned int i;

	for (i = 0; i < cache->num; i++) {
		new_object(cache, object_at(cache, slab, i), gfp);
		bufctl[i] = i + 1;
	}
	bufctl[cache->num - 1] = BUFCTL_END;
	slab->free = 0;
}

struct slab *slab_new(struct kmem_cache *cache, gfp_t gfp, unsigned long caller)
{
	gfp_t page_gfp =
	    (gfp & ~(__GFP_ZERO | __GFP_DMA | __GFP_HIGHMEM | __GFP_COMP)) | cache->gfpflags;
	struct page *page = alloc_pages_caller(page_gfp, cache->gfporder, caller);
	struct slab *slab;

	if (!page)
		return NULL;
	slab = place_head(cache, lowmem_page_address(page), gfp & ~(__GFP_ZERO | __GFP_DMA));
	if (!slab) {
		free_pages_caller(page, cache->gfporder, caller);
		return NULL;
	}
	own_pages(cache, slab, page);
	link_objects(cache, slab, gfp);
	PROBE3(kmem, slab_grow, cache, page_to_pfn(page), cache->gfporder);
	return slab;
}

static void free_slab(struct kmem_cache *cache, struct slab *slab)
{
	struct page *page = virt_to_page((char *)slab->s_mem - slab->colouroff);

	end_objects(cache, slab);
	disown_pages(cache, page);
	PROBE3(kmem, slab_reap, cache, page_to_pfn(page), cache->gfporder);
	if (cache->slabp_cache)
		slab_free(cache->slabp_cache, slab, _RET_IP_);
	free_pages_caller(page, cache->gfporder, _RET_IP_);
}

static void free_slab_rcu(struct rcu_head *head)
{
	struct slab *slab = container_of(head, struct slab, rcu);

	free_slab(slab->cache, slab);
}

void slab_destroy(struct kmem_cache *cache, struct slab *slab)
{
	if (unlikely(cache->flags & SLAB_TYPESAFE_BY_RCU))
		call_rcu(&slab->rcu, free_slab_rcu);
	else
		free_slab(cache, slab);
}
