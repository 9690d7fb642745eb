/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_cache: caches: how their slabs are laid out, made and unmade.
 *
 * 1. Purpose. kmem_cache_create() decides once what every allocation then just follows.
 *
 * 2. Structures. All caches are in slab_caches. A struct kmem_cache is itself an object
 *    of a cache, "kmem_cache", which is a variable here, or there would be no first one.
 *
 *	size     object_size rounded up to align (8, or a cache line if asked)
 *	order    the least at which at most an eighth of the slab is left over
 *	head     inside the slab for objects under 512 bytes, else outside
 *	limit    of a CPU's array: 120 small objects, 8 of more than a page
 *	shared   batches (half of limit) in the array that CPUs share: 8, or none
 *
 *    The beginning: boot caches work without arrays (slab_no_array). Once kmalloc() has
 *    its caches, every cache is given real ones (mm/kmalloc.c, kmem_cache_init()).
 *
 * 3. Invariants. size * num + head fit the slab. num is at least 1. Where two caches need
 *    each other (an off-slab head is an object of kmalloc()'s), the other's head is on-slab.
 *
 * 4. Locking and context. Process context. slab_caches under slab_caches_lock().
 *
 * 5. Failure. Silly sizes, an interrupt, no memory: NULL, or panic with SLAB_PANIC. A
 *    cache with objects still out cannot be destroyed: it stays, and is reported.
 */
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module_held.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"

#define MIN_OBJECT     8
#define OFF_SLAB_FROM  (PAGE_SIZE / 8)
#define MAX_SLAB_ORDER 5 /* unless a single object needs more */
#define FRAGMENTATION  8 /* an eighth left over is acceptable */

LIST_HEAD(slab_caches);
static DEFINE_MUTEX(caches_mutex);
static struct kmem_cache cache_cache;
static bool arrays_ready;

void slab_caches_lock(void)
{
	mutex_lock(&caches_mutex);
}

bool slab_caches_trylock(void)
{
	return mutex_trylock(&caches_mutex);
}

void slab_caches_unlock(void)
{
	mutex_unlock(&caches_mutex);
}

bool slab_is_available(void)
{
	return arrays_ready;
}

/* ---- for those who look ---- */

static void fill_slabinfo(struct kmem_cache *cache, struct slabinfo *sinfo)
{
	unsigned long flags;

	spin_lock_irqsave(&cache->lock, flags);
	sinfo->num_slabs = cache->nr_slabs;
	sinfo->active_slabs = cache->nr_slabs - list_count_nodes(&cache->slabs_free);
	sinfo->num_objs = cache->nr_slabs * cache->num;
	sinfo->active_objs = sinfo->num_objs - cache->free_objects;
	spin_unlock_irqrestore(&cache->lock, flags);
	strscpy(sinfo->name, cache->name, sizeof(sinfo->name));
	sinfo->objsize = cache->size;
	sinfo->objperslab = cache->num;
	sinfo->pages_per_slab = 1 << cache->gfporder;
	sinfo->limit = cache->limit;
	sinfo->batchcount = cache->batchcount;
	sinfo->shared = cache->shared;
	sinfo->shared_avail = cache->shared_array->avail;
}

bool get_slabinfo(unsigned int nr, struct slabinfo *sinfo)
{
	struct kmem_cache *cache;
	bool found = false;

	slab_caches_lock();
	list_for_each_entry (cache, &slab_caches, next) {
		if (nr--)
			continue;
		fill_slabinfo(cache, sinfo);
		found = true;
		break;
	}
	slab_caches_unlock();
	return found;
}

bool is_kmem_cache(const void *p)
{
	struct kmem_cache *cache;
	bool found = false;

	slab_caches_lock();
	list_for_each_entry (cache, &slab_caches, next)
		found |= cache == p;
	slab_caches_unlock();
	return found;
}

/* ---- layout ---- */

static unsigned int choose_align(size_t size, size_t align, slab_flags_t flags)
{
	size_t line = cache_line_size(), chosen = ARCH_SLAB_MINALIGN;

	if (flags & (SLAB_HWCACHE_ALIGN | SLAB_MUST_HWCACHE_ALIGN)) {
		/* several small objects may share a line, but none lies across two */
		while (!(flags & SLAB_MUST_HWCACHE_ALIGN) && size <= line / 2)
			line /= 2;
		chosen = max(chosen, line);
	}
	/* 2.4 gave a colour's offset here, which need not be a power of two */
	if (align && !(align & (align - 1)))
		chosen = max(chosen, align);
	return chosen;
}

static size_t head_bytes(unsigned int num)
{
	return sizeof(struct slab) + num * sizeof(kmem_bufctl_t);
}

/* Objects that fit; *left: what remains. */
static unsigned int objects_in(size_t bytes, const struct kmem_cache *cache, bool off_slab,
			       size_t *left)
{
	unsigned int num = min_t(size_t, bytes / cache->size, BUFCTL_LIMIT);

	if (!off_slab)
		while (num && ALIGN(head_bytes(num), cache->align) + num * cache->size > bytes)
			num--;
	*left = bytes - num * cache->size -
		(off_slab || !num ? 0 : ALIGN(head_bytes(num), cache->align));
	return num;
}

static bool good_enough(size_t left, unsigned int order)
{
	return left * FRAGMENTATION <= PAGE_SIZE << order;
}

/* What the reciprocal is too large by, for every object but one, is less than one step. */
static bool can_divide(const struct kmem_cache *cache)
{
	u32 excess = cache->reciprocal * cache->size;

	return (u64)(cache->num - 1) * excess < cache->reciprocal;
}

static bool lay_out(struct kmem_cache *cache, bool off_slab)
{
	unsigned int order;
	size_t left = 0;

	for (order = 0; order < MAX_ORDER; order++) {
		cache->num = objects_in(PAGE_SIZE << order, cache, off_slab, &left);
		if (cache->num && (good_enough(left, order) || order >= MAX_SLAB_ORDER))
			break;
	}
	if (order == MAX_ORDER)
		return false;
	cache->gfporder = order;
	cache->reciprocal = ((1ULL << 32) + cache->size - 1) / cache->size;
	while (!can_divide(cache))
		cache->num--;
	cache->colour_off = max_t(unsigned int, cache_line_size(), cache->align);
	cache->colour = left / cache->colour_off + 1;
	cache->slab_size =
	    off_slab ? head_bytes(cache->num) : ALIGN(head_bytes(cache->num), cache->align);
	return true;
}

/* A watched cache has no arrays: all goes the slow way, past mm/slab_debug.c. */
unsigned int slab_array_limit(const struct kmem_cache *cache)
{
	unsigned int size = cache->size;

	if (slab_is_watched(cache) || failslab.probability)
		return 0;
	if (size > 131072)
		return 1;
	if (size > PAGE_SIZE)
		return 8;
	if (size > 1024)
		return 24;
	return size > 256 ? 54 : 120;
}

/* One CPU has nobody to share with; large objects would be too much memory to lie idle. */
unsigned int slab_shared_factor(const struct kmem_cache *cache, unsigned int limit)
{
	return limit && num_possible_cpus() > 1 && cache->size <= PAGE_SIZE ? 8 : 0;
}

/* ---- life ---- */

static void init_cache(struct kmem_cache *cache, size_t size, size_t align, slab_flags_t flags)
{
	unsigned int cpu;

	memset(cache, 0, sizeof(*cache));
	for (cpu = 0; cpu < NR_CPUS; cpu++)
		cache->array[cpu] = &slab_no_array;
	cache->shared_array = &slab_no_array;
	cache->object_size = size;
	cache->align = choose_align(size, align, flags);
	cache->size = ALIGN(max_t(size_t, size, MIN_OBJECT), (size_t)cache->align);
	cache->flags = flags;
	if (slab_is_watched(cache))
		slab_debug_lay_out(cache);
	cache->gfpflags = flags & SLAB_CACHE_DMA ? GFP_DMA : 0;
	cache->refcount = 1;
	spin_lock_init(&cache->lock);
	INIT_LIST_HEAD(&cache->slabs_partial);
	INIT_LIST_HEAD(&cache->slabs_full);
	INIT_LIST_HEAD(&cache->slabs_free);
}

static bool set_up(struct kmem_cache *cache)
{
	bool off_slab = cache->size >= OFF_SLAB_FROM && cache != &cache_cache;

	if (!lay_out(cache, off_slab))
		return false;
	if (off_slab)
		cache->slabp_cache =
		    kmalloc_caches[KMALLOC_NORMAL][kmalloc_index(cache->slab_size)];
	cache->limit = slab_array_limit(cache);
	cache->batchcount = (cache->limit + 1) / 2;
	cache->shared = slab_shared_factor(cache, cache->limit);
	cache->free_limit = 2 * cache->batchcount + cache->num;
	return true;
}

static void add_cache(struct kmem_cache *cache)
{
	slab_caches_lock();
	list_add_tail(&cache->next, &slab_caches);
	slab_caches_unlock();
}

struct array_cache *slab_new_array(unsigned int limit, unsigned int batchcount)
{
	struct array_cache *ac;

	if (!limit)
		return &slab_no_array;
	ac = kmalloc(sizeof(*ac) + limit * sizeof(struct array_entry), GFP_KERNEL);
	if (ac)
		*ac = (struct array_cache){.limit = limit, .batchcount = batchcount};
	return ac;
}

void slab_free_array(struct array_cache *ac)
{
	if (ac != &slab_no_array)
		kfree(ac);
}

/* What cannot be had stays slab_no_array: slower, but it works. */
void slab_enable_arrays(struct kmem_cache *cache)
{
	struct array_cache *ac;
	unsigned int cpu;

	arrays_ready = true;
	for_each_possible_cpu(cpu)
	{
		ac = slab_new_array(cache->limit, cache->batchcount);
		if (ac)
			cache->array[cpu] = ac;
	}
	ac = slab_new_array(cache->shared * cache->batchcount, cache->batchcount);
	if (ac)
		cache->shared_array = ac;
}

static void free_arrays(struct kmem_cache *cache)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
	{
		slab_free_array(cache->array[cpu]);
	}
	slab_free_array(cache->shared_array);
}

void __init slab_cache_boot_init(void)
{
	init_cache(&cache_cache, sizeof(struct kmem_cache), 0, SLAB_HWCACHE_ALIGN);
	cache_cache.name = "kmem_cache";
	if (!set_up(&cache_cache))
		panic("slab: no room for struct kmem_cache");
	add_cache(&cache_cache);
}

struct kmem_cache *__init slab_create_boot(const char *name, size_t size, size_t align,
					   slab_flags_t flags)
{
	struct kmem_cache *cache = kmem_cache_alloc(&cache_cache, GFP_NOWAIT);

	if (!cache)
		panic("slab: no memory for %s", name);
	flags |= slab_debug_boot_flags(name);
	init_cache(cache, size, align, flags | init_on_slab_flags(flags, false));
	cache->name = name;
	if (!set_up(cache))
		panic("slab: no layout for %s", name);
	add_cache(cache);
	return cache;
}

static struct kmem_cache *create(const char *name, size_t size, size_t align, slab_flags_t flags,
				 const void *ctor)
{
	struct kmem_cache *cache;
	slab_flags_t debug;

	if (!name || !size || size > KMALLOC_MAX_SIZE || align > PAGE_SIZE ||
	    WARN_ON(in_interrupt()))
		return NULL;
	cache = kmem_cache_alloc(&cache_cache, GFP_KERNEL);
	if (!cache)
		return NULL;
	/* what nobody asked for must not change what a constructor has made */
	debug = slab_debug_boot_flags(name) & ~(ctor ? SLAB_POISON : 0);
	flags |= debug;
	init_cache(cache, size, align, flags | init_on_slab_flags(flags, ctor));
	cache->name = kstrdup(name, GFP_KERNEL);
	if (!cache->name || !set_up(cache)) {
		kfree(cache->name);
		kmem_cache_free(&cache_cache, cache);
		return NULL;
	}
	slab_enable_arrays(cache);
	return cache;
}

struct kmem_cache *__kmem_cache_create(const char *name, size_t size, size_t align,
				       slab_flags_t flags, void *ctor, void *dtor,
				       enum slab_ctor_kind kind)
{
	struct kmem_cache *cache = create(name, size, align, flags, ctor);

	if (!cache) {
		if (flags & SLAB_PANIC)
			panic("%s: Failed to create slab '%s'", __func__, name);
		return NULL;
	}
	cache->ctor = ctor;
	cache->dtor = dtor;
	cache->ctor_kind = kind;
	add_cache(cache);
	held_made(cache, sizeof(*cache), _RET_IP_, "a cache not destroyed");
	return cache;
}
EXPORT_SYMBOL(__kmem_cache_create);

struct kmem_cache *__kmem_cache_create_args(const char *name, size_t size,
					    const struct kmem_cache_args *args, slab_flags_t flags)
{
	static const struct kmem_cache_args none;

	if (!args)
		args = &none;
	return __kmem_cache_create(name, size, args->align, flags, (void *)args->ctor, NULL,
				   args->ctor ? SLAB_CTOR_OBJECT : SLAB_CTOR_NONE);
}
EXPORT_SYMBOL(__kmem_cache_create_args);

int kmem_cache_shrink(struct kmem_cache *cache)
{
	slab_drain_arrays(cache);
	slab_release_empty(cache, ~0UL);
	return !list_empty(&cache->slabs_full) || !list_empty(&cache->slabs_partial);
}
EXPORT_SYMBOL(kmem_cache_shrink);

int kmem_cache_destroy(struct kmem_cache *cache)
{
	bool remain;

	if (!cache)
		return 0;
	slab_caches_lock();
	remain = kmem_cache_shrink(cache);
	if (!remain)
		list_del(&cache->next);
	slab_caches_unlock();
	if (remain) {
		slab_report_remaining(cache);
		pr_err("kmem_cache_destroy %s: Slab cache still has objects when called from %pS\n",
		       cache->name, __builtin_return_address(0));
		dump_stack();
		return 1;
	}
	if (cache->flags & SLAB_TYPESAFE_BY_RCU)
		rcu_barrier();
	free_arrays(cache);
	kfree(cache->name);
	kmem_cache_free(&cache_cache, cache);
	return 0;
}
EXPORT_SYMBOL(kmem_cache_destroy);

unsigned int kmem_cache_size(struct kmem_cache *cache)
{
	return cache->object_size;
}
EXPORT_SYMBOL(kmem_cache_size);

const char *kmem_cache_name(struct kmem_cache *cache)
{
	return cache->name;
}
EXPORT_SYMBOL(kmem_cache_name);
