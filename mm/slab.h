/* SPDX-License-Identifier: GPL-2.0-only */
/* slab: what the slab allocator's files share. */
#ifndef MM_SLAB_H
#define MM_SLAB_H

#include <linux/slab_def.h>

/* slab_grow.c. Each with interrupts on or off as gfp allows; no lock held. */
struct slab *slab_new(struct kmem_cache *cache, gfp_t gfp, unsigned long caller);
/* Its objects are all free and it is on no list any more. Any context, locks allowed. */
void slab_destroy(struct kmem_cache *cache, struct slab *slab);
/* flags: SLAB_CTOR_*, for constructors that take them. */
void slab_run_ctor(struct kmem_cache *cache, void *object, unsigned long flags);
void slab_run_dtor(struct kmem_cache *cache, void *object);

/* slab.c. caller: for page->index and probes. */
void *slab_alloc(struct kmem_cache *cache, gfp_t gfp, unsigned long caller);
void slab_free(struct kmem_cache *cache, void *object, unsigned long caller);
/* Where the fast paths of slab_fast.h end; interrupts off. flags: to let them on again. */
void *slab_alloc_slow(struct kmem_cache *cache, gfp_t gfp, unsigned long *flags,
		      unsigned long caller);
void slab_free_slow(struct kmem_cache *cache, struct array_cache *ac, struct array_entry entry,
		    unsigned long caller);
/* object is not one of cache's that is in use: say so. */
void slab_refuse(const struct kmem_cache *cache, const void *object);
/* The CPU's array back to the slabs; spare_busy: unless it was filled since the last time. */
void slab_drain_array(struct kmem_cache *cache, bool spare_busy);
/* The same of the array that CPUs share; any CPU may do it. */
void slab_drain_shared(struct kmem_cache *cache, bool spare_busy);
/* Another one in its place; the old one, with what is in it. */
struct array_cache *slab_swap_shared(struct kmem_cache *cache, struct array_cache *array);
/* All caches': taken away, so that every allocation goes the slow way, or made again. */
void slab_close_arrays(bool closed);
/* Every CPU's, and the shared one. Process context. */
void slab_drain_arrays(struct kmem_cache *cache);
/* An array that no CPU uses any more: its objects back to their slabs. */
void slab_empty_array(struct kmem_cache *cache, struct array_cache *ac);
/* Take empty slabs off and destroy them, up to nr; how many. */
unsigned long slab_release_empty(struct kmem_cache *cache, unsigned long nr);
extern struct array_cache slab_no_array;

/* slab_cache.c */
/* How many objects a CPU's array should hold. */
unsigned int slab_array_limit(const struct kmem_cache *cache);
void slab_enable_arrays(struct kmem_cache *cache);
/* How many batches the shared one should hold, when a CPU's has that limit. */
unsigned int slab_shared_factor(const struct kmem_cache *cache, unsigned int limit);
/* An empty array; NULL: no memory. */
struct array_cache *slab_new_array(unsigned int limit, unsigned int batchcount);
void slab_free_array(struct array_cache *ac);
/* A cache the kernel cannot live without; its name is not copied. */
struct kmem_cache *slab_create_boot(const char *name, size_t size, size_t align,
				    slab_flags_t flags);
void slab_cache_boot_init(void);

/* slab_debug.c. */
#define SLAB_DEBUG_FLAGS                                                                           \
	(SLAB_DEBUG_FREE | SLAB_DEBUG_INITIAL | SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER |    \
	 SLAB_INIT_ALLOC | SLAB_INIT_FREE)

enum slab_track_kind { SLAB_TRACK_ALLOC, SLAB_TRACK_FREE, SLAB_TRACKS };

/* Behind an object of a cache with SLAB_STORE_USER. */
struct slab_track {
	unsigned long addr, when; /* caller, 0: nobody yet; jiffies */
	unsigned int cpu;
	int pid;
};

static inline bool slab_is_watched(const struct kmem_cache *cache)
{
	return cache->flags & SLAB_DEBUG_FLAGS;
}

/* What slab_debug= says of a cache of that name. */
slab_flags_t slab_debug_boot_flags(const char *name);
/* Sets red_left, track_off and size, from object_size and align. */
void slab_debug_lay_out(struct kmem_cache *cache);
const struct slab_track *slab_track(const struct kmem_cache *cache, const void *object,
				    enum slab_track_kind kind);
/* An object in a new slab; about to be given out; taken back; free, and in its last moment. */
void slab_debug_new(struct kmem_cache *cache, void *object);
void slab_debug_alloc(struct kmem_cache *cache, void *object, gfp_t gfp, unsigned long caller);
void slab_debug_free(struct kmem_cache *cache, void *object, unsigned long caller);
void slab_debug_check_free(struct kmem_cache *cache, void *object);
/*
 * How many bytes of an object in use are its owner's: what kmalloc() was asked for, where that
 * is kept, or else all. Set anew, what is behind them is red zone; or all are his from now on.
 */
unsigned int slab_debug_asked(const struct kmem_cache *cache, const void *object);
void slab_debug_set_asked(const struct kmem_cache *cache, void *object, size_t size);
void slab_debug_all_asked(const struct kmem_cache *cache, const void *object);

/* slab_report.c: what is refused; what was overwritten, and is about to be set to value again. */
void slab_complain(const struct kmem_cache *cache, const void *object, const char *why);
void slab_report_bytes(const struct kmem_cache *cache, const void *object, const char *what,
		       const u8 *first, const u8 *last, u8 value);
/* The objects that are still out when the cache should go. */
void slab_report_remaining(const struct kmem_cache *cache);

#endif
