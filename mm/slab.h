/* SPDX-License-Identifier: GPL-2.0-only */
/* slab: what the slab allocator's files share. */
#ifndef MM_SLAB_H
#define MM_SLAB_H

#include <linux/slab_def.h>

/* slab_grow.c. Each with interrupts on or off as gfp allows; no lock held. */
struct slab *slab_new(struct kmem_cache *cache, gfp_t gfp, unsigned long caller);
/* Its objects are all free and it is on no list any more. Any context, locks allowed. */
void slab_destroy(struct kmem_cache *cache, struct slab *slab);

/* slab.c. caller: for page->index and probes. */
void *slab_alloc(struct kmem_cache *cache, gfp_t gfp, unsigned long caller);
void slab_free(struct kmem_cache *cache, void *object);
/* Where the fast paths of slab_fast.h end; interrupts off. flags: to let them on again. */
void *slab_alloc_slow(struct kmem_cache *cache, gfp_t gfp, unsigned long *flags,
		      unsigned long caller);
void slab_free_slow(struct kmem_cache *cache, struct array_cache *ac, void *object);
/* object is not one of cache's that is in use: say so. */
void slab_refuse(const struct kmem_cache *cache, const void *object);
/* The CPU's array back to the slabs; spare_busy: unless it was filled since the last time. */
void slab_drain_array(struct kmem_cache *cache, bool spare_busy);
/* Take empty slabs off and destroy them, up to nr; how many. */
unsigned long slab_release_empty(struct kmem_cache *cache, unsigned long nr);
extern struct array_cache slab_no_array;

/* slab_cache.c */
void slab_enable_arrays(struct kmem_cache *cache);
/* A cache the kernel cannot live without; its name is not copied. */
struct kmem_cache *slab_create_boot(const char *name, size_t size, size_t align,
				    slab_flags_t flags);
void slab_cache_boot_init(void);

/* slab_report.c: what is refused. */
void slab_complain(const struct kmem_cache *cache, const void *object, const char *why);

#endif
