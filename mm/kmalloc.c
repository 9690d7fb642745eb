/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kmalloc: memory of any size, physically contiguous.
 *
 * 1. Purpose. The allocator for everybody who has no cache of his own: a cache for each
 *    of thirteen sizes, and whole pages beyond.
 *
 * 2. Structures. kmalloc_caches[type][index]; type is DMA when the flags ask for it.
 *
 *	size     1-8  -16 -32 -64 -96 -128 -192 -256 -512 -1k -2k -4k -8k   8k+1 .. 4 MiB
 *	cache      8   16  32  64  96  128  192  256  512  1k  2k  4k  8k   compound page
 *	index      0    1   2   3   4    5    6    7    8   9  10  11  12
 *
 *    96 and 192 are there because powers of two alone would waste nearly half for sizes
 *    just above one. What is given is found again by the page: PG_slab leads to a cache,
 *    PG_head of a compound page to its order.
 *
 * 3. Invariants. ksize(p) >= size. A power of two is aligned to itself.
 *
 * 4. Locking and context. Any; sleeps when gfp has __GFP_WAIT.
 *
 * 5. Failure. NULL. kmalloc(0) is no failure: ZERO_SIZE_PTR, which may be freed. kfree()
 *    of anything else than what kmalloc() gave: a report, and nothing happens.
 */
#include <abi/probe.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"
#include "slab_fast.h"

struct kmem_cache *kmalloc_caches[KMALLOC_TYPES][KMALLOC_CACHES];
EXPORT_SYMBOL(kmalloc_caches);

static const struct {
	unsigned int size;
	const char *names[KMALLOC_TYPES];
} sizes[KMALLOC_CACHES] = {
    {8, {"kmalloc-8", "dma-kmalloc-8"}},       {16, {"kmalloc-16", "dma-kmalloc-16"}},
    {32, {"kmalloc-32", "dma-kmalloc-32"}},    {64, {"kmalloc-64", "dma-kmalloc-64"}},
    {96, {"kmalloc-96", "dma-kmalloc-96"}},    {128, {"kmalloc-128", "dma-kmalloc-128"}},
    {192, {"kmalloc-192", "dma-kmalloc-192"}}, {256, {"kmalloc-256", "dma-kmalloc-256"}},
    {512, {"kmalloc-512", "dma-kmalloc-512"}}, {1024, {"kmalloc-1k", "dma-kmalloc-1k"}},
    {2048, {"kmalloc-2k", "dma-kmalloc-2k"}},  {4096, {"kmalloc-4k", "dma-kmalloc-4k"}},
    {8192, {"kmalloc-8k", "dma-kmalloc-8k"}},
};

/* (size - 1) / 8 to index, for sizes up to 192, where they are not all powers of two. */
static const u8 small_index[24] = {0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4,
				   5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6};

static __always_inline unsigned int size_index(size_t size)
{
	/* 256 is 1 << 8 and has index 7 */
	return size <= 192 ? small_index[(size - 1) / 8] : (unsigned int)fls(size - 1) - 1;
}

/* kmalloc_max=128K: the limit that portable code keeps to, and that Linux had until 2.6.22. */
static unsigned long kmalloc_max = ~0UL;

static int __init early_kmalloc_max(char *value)
{
	kmalloc_max = value ? memparse(value, NULL) : 0;
	if (kmalloc_max < KMALLOC_MAX_CACHE_SIZE)
		kmalloc_max = KMALLOC_MAX_CACHE_SIZE;
	return 0;
}
early_param("kmalloc_max", early_kmalloc_max);

/* Beyond the caches. A compound page, so that the order is known when it is freed. */
static noinline void *kmalloc_large(size_t size, gfp_t gfp, unsigned long caller)
{
	unsigned int order = get_order(size);
	struct page *page;
	void *p;

	if (size > kmalloc_max) {
		alloc_why_step(ALLOC_STEP_STRICT);
		return NULL;
	}
	/* the page allocator reports what is too much, but for whom it would be a surprise */
	page = alloc_pages_caller((gfp & ~__GFP_HIGHMEM) | __GFP_COMP, order, caller);
	p = page ? lowmem_page_address(page) : NULL;
	PROBE5(kmem, kmalloc, caller, p, size, PAGE_SIZE << order, gfp);
	return p;
}

static __always_inline void *kmalloc_for(size_t size, gfp_t gfp, unsigned long caller)
{
	struct kmem_cache *cache;
	void *p;

	if (unlikely(size > KMALLOC_MAX_CACHE_SIZE))
		return kmalloc_large(size, gfp, caller);
	if (unlikely(!size))
		return ZERO_SIZE_PTR;
	cache = kmalloc_cache(gfp, size_index(size));
	p = alloc_object(cache, gfp, caller);
	if (unlikely(cache->asked_off) && p)
		slab_debug_set_asked(cache, p, size);
	PROBE5(kmem, kmalloc, caller, p, size, cache->size, gfp);
	return p;
}

void *__kmalloc(size_t size, gfp_t gfp)
{
	return kmalloc_for(size, gfp, _RET_IP_);
}
EXPORT_SYMBOL(__kmalloc);

void *__kmalloc_track_caller(size_t size, gfp_t gfp, unsigned long caller)
{
	return kmalloc_for(size, gfp, caller);
}
EXPORT_SYMBOL(__kmalloc_track_caller);

static bool is_large(const struct page *page, const void *p)
{
	return PageHead(page) && !offset_in_page(p) && page_ref_count(page) > 0;
}

static noinline void free_large(const void *p, unsigned long caller)
{
	struct page *page = virt_to_page(p);

	if (!virt_addr_valid(p))
		slab_complain(NULL, p, "is not in the linear map");
	else if (!is_large(page, p))
		slab_complain(NULL, p, "is not of kmalloc(), or free already");
	else
		free_pages_caller(page, compound_order(page), caller);
}

void kfree(const void *p)
{
	const struct page *page;

	PROBE2(kmem, kfree, _RET_IP_, p);
	if (unlikely(ZERO_OR_NULL_PTR(p)))
		return;
	page = virt_to_page(p);
	if (likely(is_lowmem(p) && PageSlab(page)))
		free_object(page->slab_cache, (struct slab *)page->private, (void *)p, _RET_IP_);
	else
		free_large(p, _RET_IP_);
}
EXPORT_SYMBOL(kfree);

/* The cache of p, or NULL: p is whole pages. */
static struct kmem_cache *cache_of(const void *p)
{
	return PageSlab(virt_to_page(p)) ? virt_to_page(p)->slab_cache : NULL;
}

size_t slab_room(const void *p)
{
	const struct page *page;

	if (ZERO_OR_NULL_PTR(p) || WARN_ON(!virt_addr_valid(p)))
		return 0;
	page = virt_to_page(p);
	if (PageSlab(page))
		return page->slab_cache->object_size;
	return WARN_ON(!is_large(page, p)) ? 0 : PAGE_SIZE << compound_order(page);
}

/* Who asks may use it all. */
size_t ksize(const void *p)
{
	size_t bytes = slab_room(p);

	if (bytes && cache_of(p))
		slab_debug_all_asked(cache_of(p), p);
	return bytes;
}
EXPORT_SYMBOL(ksize);

void *krealloc(const void *p, size_t size, gfp_t gfp)
{
	size_t had = slab_room(p);
	struct kmem_cache *cache = had ? cache_of(p) : NULL;
	void *moved;

	if (!size) {
		kfree(p);
		return ZERO_SIZE_PTR;
	}
	if (had >= size) {
		if (cache)
			slab_debug_set_asked(cache, (void *)p, size);
		return (void *)p;
	}
	moved = kmalloc(size, gfp);
	if (moved && had) {
		memcpy(moved, p, cache ? slab_debug_asked(cache, p) : had);
		kfree(p);
	}
	return moved;
}
EXPORT_SYMBOL(krealloc);

void kfree_sensitive(const void *p)
{
	size_t bytes = slab_room(p);

	if (bytes && cache_of(p))
		bytes = slab_debug_asked(cache_of(p), p);
	memset((void *)p, 0, bytes);
	/* or the compiler might find that nobody reads it any more */
	barrier();
	kfree(p);
}
EXPORT_SYMBOL(kfree_sensitive);

static void __init make_caches(enum kmalloc_type type, slab_flags_t flags)
{
	unsigned int i, size, align;

	for (i = 0; i < KMALLOC_CACHES; i++) {
		size = sizes[i].size;
		align = size & (size - 1) ? ARCH_KMALLOC_MINALIGN : min_t(size_t, size, PAGE_SIZE);
		kmalloc_caches[type][i] =
		    slab_create_boot(sizes[i].names[type], size, align, flags);
	}
}

/* Small sizes first: those of 512 and more keep their slabs' heads in them. */
void __init kmem_cache_init(void)
{
	struct kmem_cache *cache;

	slab_cache_boot_init();
	make_caches(KMALLOC_NORMAL, SLAB_KMALLOC);
	make_caches(KMALLOC_DMA, SLAB_KMALLOC | SLAB_CACHE_DMA);
	list_for_each_entry (cache, &slab_caches, next)
		slab_enable_arrays(cache);
	pr_info("SLAB: HWalign=%d, Order=0-%d, MinObjects=1, CPUs=%lu, Nodes=1\n",
		cache_line_size(), MAX_ORDER - 1, (unsigned long)num_possible_cpus());
}
