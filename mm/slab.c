/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab: objects of one size, many to a page.
 *
 * 1. Purpose. The kernel asks for small objects all the time, mostly of a few kinds. A
 *    cache keeps pages cut into objects of one kind: no searching, no splitting, hardly
 *    any waste, and an object freed a moment ago is given out again while still warm.
 *
 * 2. Structures. Layers; each turns to the next only when it has run out:
 *
 *	kmem_cache
 *	 |- array[cpu] -> array_cache  [o][o][o][ ][ ][ ]    this CPU's stack of free objects
 *	 |                              avail=3    limit
 *	 |- shared_array               [o][o][ ][ ] ... [ ]  several CPUs: from one to another
 *	 |- slabs_partial -> slab <-> slab                   some objects free
 *	 |- slabs_free    -> slab                            all free
 *	 |- slabs_full    -> slab <-> slab <-> slab          none free
 *	 '- the page allocator                               (mm/slab_grow.c)
 *
 *    A slab is 1 << gfporder pages. Its head and an index for each object (bufctl) lie in
 *    the slab itself, or, for objects of 512 bytes and more, in an object of kmalloc()'s:
 *
 *	| struct slab | bufctl[num] | colour | object 0 | object 1 | ... | unused |
 *	                                      ^ s_mem
 *
 *    bufctl says of each object where it is: in the slab's list of free ones (then it is
 *    the next one's index), in a CPU's array, or given out. So a pointer that is no
 *    object, or one freed before, is recognised at once. From an address to its object:
 *    page->private is the slab; (address - s_mem) / size, as a multiplication.
 *
 * 3. Invariants. A slab is on exactly one list, by inuse: 0 free, num full. inuse counts
 *    objects in arrays too. free_objects is the sum of num - inuse over all slabs. Which
 *    objects are in arrays or given out, only bufctl tells.
 *
 * 4. Locking and context. An array: interrupts off on its CPU. Lists and counts:
 *    cache->lock within that. Any context; growing sleeps only when gfp allows it, with
 *    lock and interrupts given back.
 *
 * 5. Failure. No page for a new slab: NULL. A free of what is not an object of the cache,
 *    or is free already: a report, and nothing happens.
 */
#include <abi/probe.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"
#include "slab_fast.h"

/* For caches that have no arrays, or none yet: room for nothing, so all goes to the lists. */
struct array_cache slab_no_array;

/* ---- the three lists, under cache->lock ---- */

static void relist(struct kmem_cache *cache, struct slab *slab)
{
	if (!slab->inuse)
		list_move(&slab->list, &cache->slabs_free);
	else if (slab->inuse == cache->num)
		list_move(&slab->list, &cache->slabs_full);
	else
		list_move(&slab->list, &cache->slabs_partial);
}

static struct slab *slab_with_room(struct kmem_cache *cache)
{
	if (!list_empty(&cache->slabs_partial))
		return list_first_entry(&cache->slabs_partial, struct slab, list);
	return list_first_entry_or_null(&cache->slabs_free, struct slab, list);
}

static void set_inuse(struct slab *slab, unsigned int inuse)
{
	slab->inuse = inuse;
	virt_to_page((char *)slab->s_mem - slab->colouroff)->inuse = inuse;
}

/* It is on its way to an array or to a caller: bufctl says the former until given out. */
static struct array_entry take_object(struct kmem_cache *cache, struct slab *slab)
{
	unsigned int index = slab->free;
	struct array_entry entry = {
	    .object = object_at(cache, slab, index),
	    .state = &slab_bufctl(slab)[index],
	};

	slab->free = *entry.state;
	*entry.state = BUFCTL_CACHED;
	set_inuse(slab, slab->inuse + 1);
	cache->free_objects--;
	return entry;
}

static void put_object(struct kmem_cache *cache, void *object)
{
	struct slab *slab = object_slab(object);
	unsigned int index = object_index(cache, slab, object);

	slab_bufctl(slab)[index] = slab->free;
	slab->free = index;
	set_inuse(slab, slab->inuse - 1);
	cache->free_objects++;
	relist(cache, slab);
	if (!slab->inuse && cache->free_objects > cache->free_limit) {
		list_del(&slab->list);
		cache->nr_slabs--;
		cache->free_objects -= cache->num;
		slab_destroy(cache, slab);
	}
}

/* ---- arrays, with interrupts off ---- */

static void *give_out(struct array_entry entry)
{
	*entry.state = BUFCTL_ACTIVE;
	return entry.object;
}

/* The newest n of one array to another. */
static void move_entries(struct array_cache *to, struct array_cache *from, unsigned int n)
{
	from->avail -= n;
	memcpy(to->entry + to->avail, from->entry + from->avail, n * sizeof(to->entry[0]));
	to->avail += n;
}

/* What other CPUs have freed: it is not warm here, but needs no look into the slabs. */
static void *take_shared(struct kmem_cache *cache, struct array_cache *ac)
{
	struct array_cache *shared = cache->shared_array;
	unsigned int n = min(shared->avail, ac->batchcount);

	if (!n)
		return NULL;
	shared->touched = 1;
	move_entries(ac, shared, n);
	return give_out(ac->entry[--ac->avail]);
}

static void *take_from_slabs(struct kmem_cache *cache, struct array_cache *ac)
{
	struct slab *slab;
	void *object = NULL;

	while ((slab = slab_with_room(cache))) {
		if (!object)
			object = give_out(take_object(cache, slab));
		while (slab->inuse < cache->num && ac->avail < ac->batchcount)
			ac->entry[ac->avail++] = take_object(cache, slab);
		relist(cache, slab);
		if (ac->avail >= ac->batchcount)
			break;
	}
	return object;
}

/* One object for the caller, and as many as a batch holds for the array. */
static void *take_batch(struct kmem_cache *cache, struct array_cache *ac)
{
	void *object;

	ac->touched = 1;
	spin_lock(&cache->lock);
	object = take_shared(cache, ac);
	if (!object)
		object = take_from_slabs(cache, ac);
	spin_unlock(&cache->lock);
	return object;
}

static void add_slab(struct kmem_cache *cache, struct slab *slab)
{
	spin_lock(&cache->lock);
	list_add(&slab->list, &cache->slabs_free);
	cache->nr_slabs++;
	cache->free_objects += cache->num;
	cache->grown++;
	spin_unlock(&cache->lock);
}

/* The array is empty. Growing may sleep and change CPU, so the array is looked up again. */
void *slab_alloc_slow(struct kmem_cache *cache, gfp_t gfp, unsigned long *flags,
		      unsigned long caller)
{
	struct slab *slab;
	void *object;

	if (should_failslab(cache, gfp)) {
		alloc_why_step(ALLOC_STEP_INJECTED);
		return NULL;
	}
	for (;;) {
		object = take_batch(cache, cache->array[smp_processor_id()]);
		if (object && slab_is_watched(cache))
			slab_debug_alloc(cache, object, gfp, caller);
		if (object || gfp & __GFP_NO_GROW)
			return object;
		local_irq_restore(*flags);
		slab = slab_new(cache, gfp, caller);
		local_irq_save(*flags);
		if (!slab)
			return NULL;
		add_slab(cache, slab);
	}
}

void *slab_alloc(struct kmem_cache *cache, gfp_t gfp, unsigned long caller)
{
	return alloc_object(cache, gfp, caller);
}

void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp)
{
	void *object = alloc_object(cache, gfp, _RET_IP_);

	PROBE5(kmem, kmem_cache_alloc, _RET_IP_, object, cache->object_size, cache->size, gfp);
	return object;
}
EXPORT_SYMBOL(kmem_cache_alloc);

void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t gfp)
{
	void *object = alloc_object(cache, gfp | __GFP_ZERO, _RET_IP_);

	PROBE5(kmem, kmem_cache_alloc, _RET_IP_, object, cache->object_size, cache->size, gfp);
	return object;
}
EXPORT_SYMBOL(kmem_cache_zalloc);

void *kmalloc_trace(struct kmem_cache *cache, gfp_t gfp, size_t size)
{
	void *object = alloc_object(cache, gfp, _RET_IP_);

	if (unlikely(cache->asked_off) && object)
		slab_debug_set_asked(cache, object, size);
	PROBE5(kmem, kmalloc, _RET_IP_, object, size, cache->size, gfp);
	return object;
}
EXPORT_SYMBOL(kmalloc_trace);

static void drop_oldest(struct array_cache *ac, unsigned int n)
{
	ac->avail -= n;
	memmove(ac->entry, ac->entry + n, ac->avail * sizeof(ac->entry[0]));
}

static noinline void flush(struct kmem_cache *cache, struct array_cache *ac, unsigned int n)
{
	unsigned int i;

	spin_lock(&cache->lock);
	for (i = 0; i < n; i++)
		put_object(cache, ac->entry[i].object);
	spin_unlock(&cache->lock);
	drop_oldest(ac, n);
}

/* Under cache->lock: as many of the oldest as there is room for; how many. */
static unsigned int give_shared(struct kmem_cache *cache, struct array_cache *ac)
{
	struct array_cache *shared = cache->shared_array;
	unsigned int n = min(shared->limit - shared->avail, ac->batchcount);

	memcpy(shared->entry + shared->avail, ac->entry, n * sizeof(ac->entry[0]));
	shared->avail += n;
	return n;
}

/* The array is full. The oldest go, as the newest are the warm ones. */
static void make_room(struct kmem_cache *cache, struct array_cache *ac)
{
	unsigned int n;

	spin_lock(&cache->lock);
	n = give_shared(cache, ac);
	spin_unlock(&cache->lock);
	if (n)
		drop_oldest(ac, n);
	else
		flush(cache, ac, ac->batchcount);
}

void slab_free_slow(struct kmem_cache *cache, struct array_cache *ac, struct array_entry entry,
		    unsigned long caller)
{
	if (slab_is_watched(cache))
		slab_debug_free(cache, entry.object, caller);
	if (ac->limit) {
		make_room(cache, ac);
		ac->entry[ac->avail++] = entry;
		return;
	}
	spin_lock(&cache->lock);
	put_object(cache, entry.object);
	spin_unlock(&cache->lock);
}

void slab_refuse(const struct kmem_cache *cache, const void *object)
{
	const struct slab *slab = slab_of_addr(object);

	if (!slab || slab->cache != cache)
		slab_complain(cache, object, "is no object of this cache");
	else if (slab_object_index(cache, slab, object) < 0)
		slab_complain(cache, object, "is not the beginning of an object");
	else
		slab_complain(cache, object, "is free already");
}

void slab_free(struct kmem_cache *cache, void *object, unsigned long caller)
{
	free_object(cache, object_slab(object), object, caller);
}

void kmem_cache_free(struct kmem_cache *cache, const void *object)
{
	const struct page *page;

	if (!object)
		return;
	PROBE2(kmem, kmem_cache_free, _RET_IP_, object);
	page = virt_to_page(object);
	if (unlikely(!is_lowmem(object) || !PageSlab(page) || page->slab_cache != cache)) {
		slab_refuse(cache, object);
		return;
	}
	free_object(cache, (struct slab *)page->private, (void *)object, _RET_IP_);
}
EXPORT_SYMBOL(kmem_cache_free);

int kmem_cache_alloc_bulk(struct kmem_cache *cache, gfp_t gfp, size_t n, void **objects)
{
	size_t i;

	for (i = 0; i < n; i++) {
		objects[i] = alloc_object(cache, gfp, _RET_IP_);
		if (objects[i])
			continue;
		kmem_cache_free_bulk(cache, i, objects);
		return 0;
	}
	return n;
}
EXPORT_SYMBOL(kmem_cache_alloc_bulk);

void kmem_cache_free_bulk(struct kmem_cache *cache, size_t n, void **objects)
{
	while (n--)
		kmem_cache_free(cache, objects[n]);
}
EXPORT_SYMBOL(kmem_cache_free_bulk);

void slab_drain_array(struct kmem_cache *cache, bool spare_busy)
{
	struct array_cache *ac;
	unsigned long flags;

	local_irq_save(flags);
	ac = cache->array[smp_processor_id()];
	if (!spare_busy || !ac->touched)
		flush(cache, ac, ac->avail);
	ac->touched = 0;
	local_irq_restore(flags);
}

void slab_drain_shared(struct kmem_cache *cache, bool spare_busy)
{
	struct array_cache *shared;
	unsigned long flags;

	spin_lock_irqsave(&cache->lock, flags);
	shared = cache->shared_array;
	while (shared->avail && !(spare_busy && shared->touched))
		put_object(cache, shared->entry[--shared->avail].object);
	shared->touched = 0;
	spin_unlock_irqrestore(&cache->lock, flags);
}

struct array_cache *slab_swap_shared(struct kmem_cache *cache, struct array_cache *array)
{
	unsigned long flags;

	spin_lock_irqsave(&cache->lock, flags);
	swap(cache->shared_array, array);
	spin_unlock_irqrestore(&cache->lock, flags);
	return array;
}

void slab_empty_array(struct kmem_cache *cache, struct array_cache *ac)
{
	unsigned long flags;

	local_irq_save(flags);
	flush(cache, ac, ac->avail);
	local_irq_restore(flags);
}

unsigned long slab_release_empty(struct kmem_cache *cache, unsigned long nr)
{
	struct slab *slab;
	unsigned long flags, done = 0;

	spin_lock_irqsave(&cache->lock, flags);
	for (; done < nr && !list_empty(&cache->slabs_free); done++) {
		slab = list_last_entry(&cache->slabs_free, struct slab, list);
		list_del(&slab->list);
		cache->nr_slabs--;
		cache->free_objects -= cache->num;
		cache->reaped++;
		slab_destroy(cache, slab);
	}
	spin_unlock_irqrestore(&cache->lock, flags);
	return done;
}

/* ---- for those who look ---- */

struct slab *slab_of_addr(const void *addr)
{
	const struct page *page;

	if (!virt_addr_valid(addr))
		return NULL;
	page = virt_to_page(addr);
	return PageSlab(page) ? (struct slab *)page->private : NULL;
}

int slab_object_index(const struct kmem_cache *cache, const struct slab *slab, const void *object)
{
	unsigned int index = object_index(cache, slab, object);

	if (object < slab->s_mem || index >= cache->num || object_at(cache, slab, index) != object)
		return -1;
	return index;
}

bool slab_object_is_free(const struct kmem_cache *cache, const struct slab *slab,
			 const void *object)
{
	return slab_bufctl(slab)[object_index(cache, slab, object)] != BUFCTL_ACTIVE;
}
