/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls that give objects: kmalloc and its family, slab caches, mempools. */
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/string.h>

#include "access.h"
#include "calls.h"
#include "checks.h"
#include "describe.h"
#include "vars.h"

/* What kmalloc() gave: from a cache, or beyond the largest whole pages. */
static void note_object(struct invocation *in, void *p, u32 asked)
{
	u32 addr = (u32)p;

	call_note(in, "%zu bytes", slab_room(p));
	seq_printf(&in->pr->note, " for %u", asked);
	if (slab_of(addr))
		describe_object(&in->pr->note, addr);
	else
		call_note(in, "whole pages of order %d", get_order(slab_room(p)));
	describe_zone(&in->pr->note, virt_to_page(p));
}

static bool gave_object(struct invocation *in, void *p, u32 asked)
{
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "the size is beyond KMALLOC_MAX_SIZE, 4 MiB");
	if (ZERO_OR_NULL_PTR(p)) {
		call_note(in, "ZERO_SIZE_PTR: 0 bytes; no memory is behind it");
		return true;
	}
	vars_mark((u32)p, VAL_PTR, false);
	note_object(in, p, asked);
	return true;
}

static bool run_kmalloc(struct invocation *in)
{
	size_t size = in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = kmalloc(size, gfp));
	return gave_object(in, p, size);
}

static bool run_kzalloc(struct invocation *in)
{
	size_t size = in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = kzalloc(size, gfp));
	return gave_object(in, p, size);
}

static bool run_kcalloc(struct invocation *in)
{
	size_t n = in->args[0].bits, size = in->args[1].bits;
	gfp_t gfp = in->args[2].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = kcalloc(n, size, gfp));
	return gave_object(in, p, n * size);
}

static bool run_kmalloc_array(struct invocation *in)
{
	size_t n = in->args[0].bits, size = in->args[1].bits;
	gfp_t gfp = in->args[2].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = kmalloc_array(n, size, gfp));
	return gave_object(in, p, n * size);
}

static bool run_krealloc(struct invocation *in)
{
	void *old = (void *)in->args[0].bits, *p;
	size_t size = in->args[1].bits;
	gfp_t gfp = in->args[2].bits;

	if (!check_gfp(in, gfp) || !check_kfree(in, (u32)old))
		return false;
	MEASURE(in, p = krealloc(old, size, gfp));
	if (p != old)
		vars_mark((u32)old, VAL_PTR, true);
	return gave_object(in, p, size);
}

static bool run_kfree(struct invocation *in)
{
	u32 addr = in->args[0].bits;
	void *p = (void *)addr;
	struct page *page;
	bool in_slab;

	if (!check_kfree(in, addr))
		return false;
	if (ZERO_OR_NULL_PTR(p)) {
		MEASURE(in, kfree(p));
		call_note(in, "nothing to free");
		return true;
	}
	page = virt_to_page(p);
	in_slab = slab_of(addr);
	seq_printf(&in->pr->note, ", %zu bytes back", slab_room(p));
	if (in_slab)
		describe_object(&in->pr->note, addr);
	describe_zone(&in->pr->note, page);
	MEASURE(in, kfree(p));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

static bool run_kfree_sensitive(struct invocation *in)
{
	u32 addr = in->args[0].bits;

	if (!check_kfree(in, addr))
		return false;
	MEASURE(in, kfree_sensitive((void *)addr));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

static bool run_ksize(struct invocation *in)
{
	u32 addr = in->args[0].bits;

	if (!check_kfree(in, addr))
		return false;
	MEASURE(in, in->result->bits = ksize((void *)addr));
	in->result->kind = VAL_UINT;
	return true;
}

/* What the constructor and destructor that the prompt lends have to tell: how often they ran. */
static unsigned int ctor_runs, dtor_runs;

void prompt_ctor(void *object, kmem_cache_t *cache, unsigned long flags)
{
	if (flags & SLAB_CTOR_CONSTRUCTOR)
		ctor_runs++;
}

void prompt_dtor(void *object, kmem_cache_t *cache, unsigned long flags)
{
	dtor_runs++;
}

static void note_runs(struct invocation *in)
{
	if (ctor_runs)
		call_note(in, "constructor ran %u times", ctor_runs);
	if (dtor_runs)
		call_note(in, "destructor ran %u times", dtor_runs);
	ctor_runs = dtor_runs = 0;
}

static bool known_functions(struct invocation *in)
{
	u32 ctor = in->nr_args > 4 ? in->args[4].bits : 0;
	u32 dtor = in->nr_args > 5 ? in->args[5].bits : 0;

	if ((!ctor || ctor == (u32)prompt_ctor) && (!dtor || (ctor && dtor == (u32)prompt_dtor)))
		return true;
	return expr_fail(in->e, "kmem_cache_create: here only with prompt_ctor and prompt_dtor, "
				"which count how often they run");
}

static struct kmem_cache *create_cache(struct invocation *in, const char *name)
{
	u32 size = in->args[1].bits, align = in->nr_args > 2 ? in->args[2].bits : 0;
	slab_flags_t flags = in->nr_args > 3 ? in->args[3].bits : 0;
	bool ctor = in->nr_args > 4 && in->args[4].bits, dtor = in->nr_args > 5 && in->args[5].bits;
	struct kmem_cache *cache;

	flags &= ~SLAB_PANIC;
	if (dtor)
		MEASURE(in, cache = kmem_cache_create(name, size, align, flags, prompt_ctor,
						      prompt_dtor));
	else if (ctor)
		MEASURE(in, cache = kmem_cache_create(name, size, align, flags, prompt_ctor, NULL));
	else
		MEASURE(in, cache = kmem_cache_create(name, size, align, flags, NULL));
	return cache;
}

static bool run_kmem_cache_create(struct invocation *in)
{
	const char *text = access_string(in->e, &in->args[0], 64), *name;
	u32 align = in->nr_args > 2 ? in->args[2].bits : 0;
	struct kmem_cache *cache;

	if (!text || !known_functions(in))
		return false;
	if (align & (align - 1))
		return expr_fail(in->e, "kmem_cache_create: an alignment is a power of two");
	/* older kernels keep the pointer to the name, and so must whoever calls them */
	name = kstrdup(text, GFP_KERNEL);
	if (!name)
		return expr_fail(in->e, "kmem_cache_create: no memory for the name");
	cache = create_cache(in, name);
	call_result(in, VAL_CACHE, (u32)cache);
	if (!cache) {
		kfree(name);
		return call_failed(in, "refused for its name, size or flags");
	}
	describe_cache(&in->pr->note, cache);
	return true;
}

static bool run_kmem_cache_alloc(struct invocation *in)
{
	struct kmem_cache *cache = (struct kmem_cache *)in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = kmem_cache_alloc(cache, gfp));
	note_runs(in);
	return gave_object(in, p, cache->object_size);
}

static bool run_kmem_cache_zalloc(struct invocation *in)
{
	struct kmem_cache *cache = (struct kmem_cache *)in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!check_gfp(in, gfp))
		return false;
	MEASURE(in, p = kmem_cache_zalloc(cache, gfp));
	return gave_object(in, p, cache->object_size);
}

static bool run_kmem_cache_size(struct invocation *in)
{
	call_result(in, VAL_UINT, kmem_cache_size((struct kmem_cache *)in->args[0].bits));
	return true;
}

static bool run_kstrdup(struct invocation *in)
{
	const char *text = access_string(in->e, &in->args[0], 4096);
	gfp_t gfp = in->args[1].bits;
	char *p;

	if (!text || !check_gfp(in, gfp))
		return false;
	MEASURE(in, p = kstrdup(text, gfp));
	return gave_object(in, p, strlen(text) + 1);
}

static bool run_kmemdup(struct invocation *in)
{
	u32 from = in->args[0].bits, bytes = in->args[1].bits;
	gfp_t gfp = in->args[2].bits;
	void *p;

	if (!check_gfp(in, gfp) || !access_readable(in->e, from, bytes))
		return false;
	MEASURE(in, p = kmemdup((void *)from, bytes, gfp));
	return gave_object(in, p, bytes);
}

static bool run_kmem_cache_free(struct invocation *in)
{
	struct kmem_cache *cache = (struct kmem_cache *)in->args[0].bits;
	u32 addr = in->args[1].bits;

	if (!addr || !check_kfree(in, addr))
		return addr ? false : expr_fail(in->e, "kmem_cache_free: NULL is no object");
	if (!slab_of(addr) || slab_of(addr)->cache != cache)
		return expr_fail(in->e, "kmem_cache_free: 0x%08x is not of cache %s", addr,
				 cache->name);
	describe_object(&in->pr->note, addr);
	MEASURE(in, kmem_cache_free(cache, (void *)addr));
	vars_mark(addr, VAL_PTR, true);
	return true;
}

static bool run_kmem_cache_destroy(struct invocation *in)
{
	struct kmem_cache *cache = (struct kmem_cache *)in->args[0].bits;

	if (!check_own_cache(in, cache))
		return false;
	call_note(in, "cache %s", cache->name);
	MEASURE(in, kmem_cache_destroy(cache));
	note_runs(in);
	if (is_kmem_cache(cache))
		call_note(in, "objects remain: the cache stays");
	else
		vars_mark((u32)cache, VAL_CACHE, true);
	return true;
}

static bool run_kmem_cache_shrink(struct invocation *in)
{
	struct kmem_cache *cache = (struct kmem_cache *)in->args[0].bits;
	unsigned long before = cache->nr_slabs;

	MEASURE(in, kmem_cache_shrink(cache));
	call_note(in, "cache %s", cache->name);
	call_note(in, "%lu of %lu slabs given back", before - cache->nr_slabs, before);
	note_runs(in);
	return true;
}

static bool run_kmem_cache_name(struct invocation *in)
{
	struct kmem_cache *cache = (struct kmem_cache *)in->args[0].bits;

	call_result(in, VAL_PTR, (u32)kmem_cache_name(cache));
	call_note(in, "%s", cache->name);
	return true;
}

static bool run_kmem_cache_alloc_bulk(struct invocation *in)
{
	struct kmem_cache *cache = (struct kmem_cache *)in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	u32 n = in->args[2].bits, array = in->args[3].bits;

	if (!check_gfp(in, gfp) || n > 4096 || !access_writable(in->e, array, n * sizeof(u32)))
		return n <= 4096 ? false
				 : expr_fail(in->e, "%s: 4096 are the most here", in->call->name);
	MEASURE(in, in->result->bits = (u32)kmem_cache_alloc_bulk(cache, gfp, n, (void **)array));
	in->result->kind = VAL_INT;
	note_runs(in);
	return in->result->bits ? true : call_failed(in, "none asked for");
}

static bool run_kmem_cache_free_bulk(struct invocation *in)
{
	struct kmem_cache *cache = (struct kmem_cache *)in->args[0].bits;
	u32 n = in->args[1].bits, *objects = (u32 *)in->args[2].bits, i;

	if (n > 4096 || !access_readable(in->e, (u32)objects, n * sizeof(u32)))
		return n <= 4096 ? false
				 : expr_fail(in->e, "%s: 4096 are the most here", in->call->name);
	for (i = 0; i < n; i++) {
		if (!objects[i] || !check_kfree(in, objects[i]))
			return objects[i] ? false : expr_fail(in->e, "object %u is NULL", i);
		if (!slab_of(objects[i]) || slab_of(objects[i])->cache != cache)
			return expr_fail(in->e, "%s: object %u is not of cache %s", in->call->name,
					 i, cache->name);
	}
	MEASURE(in, kmem_cache_free_bulk(cache, n, (void **)objects));
	for (i = 0; i < n; i++)
		vars_mark(objects[i], VAL_PTR, true);
	call_note(in, "%u objects back", n);
	return true;
}

/* A mempool of kmalloc()'s objects, or of a cache's. */
static mempool_t *pools[16];

static mempool_t **pool_slot(u32 bits)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(pools); i++)
		if ((u32)pools[i] == bits)
			return &pools[i];
	return NULL;
}

static bool genuine_pool(struct invocation *in)
{
	u32 bits = in->args[in->args[0].kind == VAL_POOL ? 0 : 1].bits;

	if (bits && pool_slot(bits))
		return true;
	return expr_fail(in->e, "%s: 0x%08x is no mempool made at the prompt", in->call->name,
			 bits);
}

static bool gave_pool(struct invocation *in, mempool_t *pool, mempool_t **slot)
{
	call_result(in, VAL_POOL, (u32)pool);
	if (!pool)
		return call_failed(in, "no memory for the reserve");
	*slot = pool;
	call_note(in, "%d elements in reserve", pool->curr_nr);
	return true;
}

static bool run_mempool_create_kmalloc(struct invocation *in)
{
	mempool_t **slot = pool_slot(0), *pool;
	int min_nr = (int)in->args[0].bits;
	size_t size = in->args[1].bits;

	if (!slot || min_nr <= 0)
		return expr_fail(in->e, "%s: %s", in->call->name,
				 slot ? "min_nr must be positive" : "16 pools are the most here");
	MEASURE(in, pool = mempool_create_kmalloc_pool(min_nr, size));
	return gave_pool(in, pool, slot);
}

static bool run_mempool_create_pages(struct invocation *in)
{
	mempool_t **slot = pool_slot(0), *pool;
	int min_nr = (int)in->args[0].bits;

	if (!slot || min_nr <= 0 || in->args[1].bits >= MAX_ORDER)
		return expr_fail(in->e, "%s: %s", in->call->name,
				 slot ? "min_nr must be positive, the order at most 10"
				      : "16 pools are the most here");
	MEASURE(in, pool = mempool_create_page_pool(min_nr, in->args[1].bits));
	return gave_pool(in, pool, slot);
}

/* Their functions are known by name only: those that the kernel has. */
static const struct pool_kind {
	mempool_alloc_t *alloc;
	mempool_free_t *release;
} pool_kinds[] = {
    {mempool_alloc_slab, mempool_free_slab},
    {mempool_kmalloc, mempool_kfree},
    {mempool_alloc_pages, mempool_free_pages},
};

static const struct pool_kind *pool_kind_of(const struct invocation *in)
{
	const struct pool_kind *kind;

	for (kind = pool_kinds; kind < pool_kinds + ARRAY_SIZE(pool_kinds); kind++)
		if (in->args[1].bits == (u32)kind->alloc && in->args[2].bits == (u32)kind->release)
			return kind;
	return NULL;
}

static bool run_mempool_create(struct invocation *in)
{
	const struct pool_kind *kind = pool_kind_of(in);
	mempool_t **slot = pool_slot(0), *pool;
	int min_nr = (int)in->args[0].bits;
	u32 data = in->args[3].bits;

	if (!slot || min_nr <= 0)
		return expr_fail(in->e, "mempool_create: min_nr must be positive");
	if (!kind)
		return expr_fail(in->e, "mempool_create: here with mempool_alloc_slab, _free_slab "
					"and a cache; mempool_kmalloc, _kfree and a size; "
					"mempool_alloc_pages, _free_pages and an order");
	if (kind == &pool_kinds[0]
		? in->args[3].kind != VAL_CACHE || !is_kmem_cache((void *)data)
		: data > KMALLOC_MAX_SIZE || (kind == &pool_kinds[2] && data >= MAX_ORDER))
		return expr_fail(in->e, "mempool_create: the last argument does not fit them");
	MEASURE(in, pool = mempool_create(min_nr, kind->alloc, kind->release, (void *)data));
	return gave_pool(in, pool, slot);
}

static bool run_mempool_create_slab(struct invocation *in)
{
	mempool_t **slot = pool_slot(0), *pool;
	int min_nr = (int)in->args[0].bits;
	struct kmem_cache *cache = (struct kmem_cache *)in->args[1].bits;

	if (!slot || min_nr <= 0)
		return expr_fail(in->e, "%s: %s", in->call->name,
				 slot ? "min_nr must be positive" : "16 pools are the most here");
	MEASURE(in, pool = mempool_create_slab_pool(min_nr, cache));
	return gave_pool(in, pool, slot);
}

static bool run_mempool_alloc(struct invocation *in)
{
	mempool_t *pool = (mempool_t *)in->args[0].bits;
	gfp_t gfp = in->args[1].bits;
	void *p;

	if (!genuine_pool(in) || !check_gfp(in, gfp))
		return false;
	MEASURE(in, p = mempool_alloc(pool, gfp));
	call_result(in, VAL_PTR, (u32)p);
	if (!p)
		return call_failed(in, "the reserve is empty and the flags forbid waiting");
	if (pool->alloc == mempool_alloc_pages) {
		call_result(in, VAL_PAGE, (u32)p);
		vars_mark((u32)p, VAL_PAGE, false);
	} else {
		vars_mark((u32)p, VAL_PTR, false);
		note_object(in, p, slab_room(p));
	}
	call_note(in, "%d of %d left in reserve", pool->curr_nr, pool->min_nr);
	return true;
}

static bool run_mempool_free(struct invocation *in)
{
	u32 addr = in->args[0].bits;
	mempool_t *pool = (mempool_t *)in->args[1].bits;

	if (!genuine_pool(in))
		return false;
	if (pool->alloc == mempool_alloc_pages
		? !is_struct_page(addr) ||
		      !check_pages(in, (struct page *)addr, (u32)pool->pool_data)
		: !check_kfree(in, addr))
		return false;
	MEASURE(in, mempool_free((void *)addr, pool));
	vars_mark(addr, in->args[0].kind, true);
	call_note(in, "%d of %d in reserve", pool->curr_nr, pool->min_nr);
	return true;
}

static bool run_mempool_resize(struct invocation *in)
{
	mempool_t *pool = (mempool_t *)in->args[0].bits;
	int new_min_nr = (int)in->args[1].bits;

	if (!genuine_pool(in))
		return false;
	if (new_min_nr <= 0)
		return expr_fail(in->e, "mempool_resize: new_min_nr must be positive");
	MEASURE(in, in->result->bits = (u32)mempool_resize(pool, new_min_nr));
	in->result->kind = VAL_INT;
	call_note(in, "%d of %d in reserve", pool->curr_nr, pool->min_nr);
	return true;
}

static bool run_mempool_destroy(struct invocation *in)
{
	u32 bits = in->args[0].bits;

	if (!genuine_pool(in))
		return false;
	*pool_slot(bits) = NULL;
	MEASURE(in, mempool_destroy((mempool_t *)bits));
	vars_mark(bits, VAL_POOL, true);
	return true;
}

#define SLEEPS_BY_FLAGS "sleeps if the flags have __GFP_WAIT; GFP_ATOMIC in interrupts"
#define ANY_CONTEXT	"any context"
#define PROCESS		"process context; may sleep"

const struct call calls_slab[] = {
    {"kmalloc", "nn", run_kmalloc, "void *kmalloc(size_t size, gfp_t flags)", "linux/slab.h",
     SLEEPS_BY_FLAGS, "The Real Story of kmalloc",
     "size bytes, physically contiguous, not cleared; rounded up to the caches' sizes"},
    {"kzalloc", "nn", run_kzalloc, "void *kzalloc(size_t size, gfp_t flags)", "linux/slab.h",
     SLEEPS_BY_FLAGS, "The Real Story of kmalloc", "kmalloc() and memset() to 0"},
    {"kcalloc", "nnn", run_kcalloc, "void *kcalloc(size_t n, size_t size, gfp_t flags)",
     "linux/slab.h", SLEEPS_BY_FLAGS, "The Real Story of kmalloc",
     "a cleared array; NULL when n * size overflows"},
    {"kmalloc_array", "nnn", run_kmalloc_array,
     "void *kmalloc_array(size_t n, size_t size, gfp_t flags)", "linux/slab.h", SLEEPS_BY_FLAGS,
     NULL, "an array, not cleared; NULL when n * size overflows"},
    {"kfree_sensitive", "a", run_kfree_sensitive, "void kfree_sensitive(const void *p)",
     "linux/slab.h", ANY_CONTEXT, NULL, "clear it, then kfree()"},
    {"krealloc", "ann", run_krealloc, "void *krealloc(const void *p, size_t new_size, gfp_t flags)",
     "linux/slab.h", SLEEPS_BY_FLAGS, NULL, "grow or shrink, moving if need be"},
    {"kfree", "a", run_kfree, "void kfree(const void *p)", "linux/slab.h", ANY_CONTEXT,
     "The Real Story of kmalloc", "give back what kmalloc() gave; NULL is fine"},
    {"ksize", "a", run_ksize, "size_t ksize(const void *p)", "linux/slab.h", ANY_CONTEXT, NULL,
     "the bytes really given"},
    {"kmem_cache_create", "sn|nnaa", run_kmem_cache_create,
     "struct kmem_cache *kmem_cache_create(const char *name, size_t size, size_t align, "
     "unsigned long flags, void (*ctor)(void *))",
     "linux/slab.h", PROCESS, "Lookaside Caches", "a cache of objects of one size"},
    {"kmem_cache_alloc", "cn", run_kmem_cache_alloc,
     "void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags)", "linux/slab.h",
     SLEEPS_BY_FLAGS, "Lookaside Caches", "an object of the cache"},
    {"kmem_cache_zalloc", "cn", run_kmem_cache_zalloc,
     "void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t flags)", "linux/slab.h",
     SLEEPS_BY_FLAGS, "Lookaside Caches", "an object, cleared"},
    {"kmem_cache_size", "c", run_kmem_cache_size,
     "unsigned int kmem_cache_size(struct kmem_cache *cache)", "linux/slab.h", ANY_CONTEXT, NULL,
     "the size of its objects"},
    {"kstrdup", "sn", run_kstrdup, "char *kstrdup(const char *s, gfp_t flags)", "linux/string.h",
     SLEEPS_BY_FLAGS, NULL, "a copy of a text, kfree()'s to free"},
    {"kmemdup", "ann", run_kmemdup, "void *kmemdup(const void *src, size_t len, gfp_t flags)",
     "linux/string.h", SLEEPS_BY_FLAGS, NULL, "a copy of bytes"},
    {"kmem_cache_free", "ca", run_kmem_cache_free,
     "void kmem_cache_free(struct kmem_cache *cache, void *obj)", "linux/slab.h", ANY_CONTEXT,
     "Lookaside Caches", "give an object back to its cache"},
    {"kmem_cache_destroy", "c", run_kmem_cache_destroy,
     "void kmem_cache_destroy(struct kmem_cache *cache)", "linux/slab.h", PROCESS,
     "Lookaside Caches", "give up a cache; every object must be back"},
    {"kmem_cache_shrink", "c", run_kmem_cache_shrink,
     "int kmem_cache_shrink(struct kmem_cache *cache)", "linux/slab.h", PROCESS, NULL,
     "give the cache's empty slabs back"},
    {"kmem_cache_name", "c", run_kmem_cache_name,
     "const char *kmem_cache_name(struct kmem_cache *cache)", "linux/slab.h", ANY_CONTEXT, NULL,
     "its name"},
    {"kmem_cache_alloc_bulk", "cnna", run_kmem_cache_alloc_bulk,
     "int kmem_cache_alloc_bulk(struct kmem_cache *cache, gfp_t flags, size_t n, void **objects)",
     "linux/slab.h", SLEEPS_BY_FLAGS, NULL, "n objects into an array: all of them, or 0"},
    {"kmem_cache_free_bulk", "cna", run_kmem_cache_free_bulk,
     "void kmem_cache_free_bulk(struct kmem_cache *cache, size_t n, void **objects)",
     "linux/slab.h", ANY_CONTEXT, NULL, "the objects of an array"},
    {"mempool_create_kmalloc_pool", "nn", run_mempool_create_kmalloc,
     "mempool_t *mempool_create_kmalloc_pool(int min_nr, size_t size)", "linux/mempool.h", PROCESS,
     "Memory Pools", "min_nr elements of kmalloc() in reserve"},
    {"mempool_create_slab_pool", "nc", run_mempool_create_slab,
     "mempool_t *mempool_create_slab_pool(int min_nr, struct kmem_cache *cache)", "linux/mempool.h",
     PROCESS, "Memory Pools", "min_nr objects of a cache in reserve"},
    {"mempool_create", "nvvv", run_mempool_create,
     "mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn, "
     "void *pool_data)",
     "linux/mempool.h", PROCESS, "Memory Pools", "min_nr elements of alloc_fn()'s in reserve"},
    {"mempool_create_page_pool", "nn", run_mempool_create_pages,
     "mempool_t *mempool_create_page_pool(int min_nr, int order)", "linux/mempool.h", PROCESS,
     "Memory Pools", "min_nr blocks of pages in reserve"},
    {"mempool_alloc", "on", run_mempool_alloc, "void *mempool_alloc(mempool_t *pool, gfp_t flags)",
     "linux/mempool.h", SLEEPS_BY_FLAGS, "Memory Pools",
     "an element: the allocator's, else the reserve's, else it waits"},
    {"mempool_free", "vo", run_mempool_free, "void mempool_free(void *element, mempool_t *pool)",
     "linux/mempool.h", ANY_CONTEXT, "Memory Pools", "refills the reserve first"},
    {"mempool_resize", "on", run_mempool_resize,
     "int mempool_resize(mempool_t *pool, int new_min_nr)", "linux/mempool.h", PROCESS,
     "Memory Pools", "a reserve of another size"},
    {"mempool_destroy", "o", run_mempool_destroy, "void mempool_destroy(mempool_t *pool)",
     "linux/mempool.h", PROCESS, "Memory Pools", "every element must be back"},
    {NULL},
};
