/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab: kmalloc() and caches of objects of one size.
 */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/overflow.h>
#include <linux/compiler.h>
#include <linux/gfp.h>
#include <linux/limits.h>
#include <linux/log2.h>
#include <linux/numa.h>
#include <linux/string.h>
#include <linux/types.h>
#include <asm/page.h>

struct kmem_cache;
typedef struct kmem_cache kmem_cache_t;
#define kmem_cache_s kmem_cache

/* Cache flags. Those that are 0 have no meaning here. */
#define SLAB_HWCACHE_ALIGN	0x00002000u /* objects begin on cache lines */
#define SLAB_CACHE_DMA		0x00004000u /* from ZONE_DMA */
#define SLAB_MUST_HWCACHE_ALIGN 0x00008000u
#define SLAB_RECLAIM_ACCOUNT	0x00020000u /* objects that a shrinker can free */
#define SLAB_PANIC		0x00040000u /* kmem_cache_create() panics instead of NULL */
#define SLAB_NO_REAP		0u
#define SLAB_ACCOUNT		0u
#define SLAB_MEM_SPREAD		0u
#define SLAB_TEMPORARY		0u
#define SLAB_NOLEAKTRACE	0u

/*
 * Debugging (mm/slab_debug.c); also for any cache by slab_debug=FZPU[,CACHE...] at boot.
 * That an object is free already, or none at all, is noticed without.
 */
#define SLAB_DEBUG_FREE	   0x00000100u /* look at the free list on every free */
#define SLAB_DEBUG_INITIAL 0x00000200u /* ask the constructor on every free */
#define SLAB_RED_ZONE	   0x00000400u /* writing beyond the ends */
#define SLAB_POISON	   0x00000800u /* writing after the free */
#define SLAB_STORE_USER	   0x00010000u /* who had it */
/* Cleared when given out, or when freed (mm/init_on.c). */
#define SLAB_INIT_ALLOC 0x00100000u
#define SLAB_INIT_FREE	0x00200000u
#define SLAB_KMALLOC	0x00400000u /* one of kmalloc()'s */
/* The pages of a slab are freed only after an RCU grace period: a reader may hold a stale object.
 */
#define SLAB_DESTROY_BY_RCU	0x00080000u
#define SLAB_TYPESAFE_BY_RCU	SLAB_DESTROY_BY_RCU
#define SLAB_CONSISTENCY_CHECKS SLAB_DEBUG_FREE

/* The third argument of the old constructors. */
#define SLAB_CTOR_CONSTRUCTOR 0x001UL /* not a destructor */
#define SLAB_CTOR_ATOMIC      0x002UL /* may not sleep */
#define SLAB_CTOR_VERIFY      0x004UL /* debugging: only look */

#define SLAB_LEVEL_MASK GFP_LEVEL_MASK
#define SLAB_KERNEL	GFP_KERNEL
#define SLAB_ATOMIC	GFP_ATOMIC
#define SLAB_USER	GFP_USER
#define SLAB_NOFS	GFP_NOFS
#define SLAB_NOIO	GFP_NOIO
#define SLAB_NFS	GFP_NOFS
#define SLAB_BUFFER	GFP_BUFFER
#define SLAB_DMA	GFP_DMA
#define SLAB_NO_GROW	__GFP_NO_GROW

/*
 * kmem_cache_create(name, size, align, flags, ctor), as since 2.6.23; also with a dtor
 * after the ctor (2.2 to 2.6.22), and with a struct kmem_cache_args in align's place and
 * no ctor (6.12 on). The constructor runs when memory for objects is got, not for each
 * allocation. Process context. NULL: refused, or no memory (SLAB_PANIC: panic).
 */
enum slab_ctor_kind {
	SLAB_CTOR_NONE,
	SLAB_CTOR_OBJECT,	/* void ctor(void *object) */
	SLAB_CTOR_OBJECT_CACHE, /* void ctor(void *object, kmem_cache_t *, unsigned long) */
	SLAB_CTOR_CACHE_OBJECT, /* void ctor(struct kmem_cache *, void *object) */
};

typedef void (*slab_ctor_object_t)(void *);
typedef void (*slab_ctor_object_cache_t)(void *, struct kmem_cache *, unsigned long);
typedef void (*slab_ctor_cache_object_t)(struct kmem_cache *, void *);

struct kmem_cache_args {
	unsigned int align, useroffset, usersize, freeptr_offset;
	bool use_freeptr_offset;
	void (*ctor)(void *);
};

struct kmem_cache *__kmem_cache_create(const char *name, size_t size, size_t align,
				       slab_flags_t flags, void *ctor, void *dtor,
				       enum slab_ctor_kind kind);
struct kmem_cache *__kmem_cache_create_args(const char *name, size_t size,
					    const struct kmem_cache_args *args, slab_flags_t flags);

#define __slab_ctor_kind(ctor)                                                                     \
	_Generic((ctor), slab_ctor_object_t                                                        \
		 : SLAB_CTOR_OBJECT, slab_ctor_object_cache_t                                      \
		 : SLAB_CTOR_OBJECT_CACHE, slab_ctor_cache_object_t                                \
		 : SLAB_CTOR_CACHE_OBJECT, default                                                 \
		 : SLAB_CTOR_NONE)
#define __kmem_cache_create4(name, size, args, flags)                                              \
	__kmem_cache_create_args(name, size, args, flags)
#define __kmem_cache_create5(name, size, align, flags, ctor)                                       \
	__kmem_cache_create(name, size, align, flags, (void *)(ctor), NULL, __slab_ctor_kind(ctor))
#define __kmem_cache_create6(name, size, align, flags, ctor, dtor)                                 \
	__kmem_cache_create(name, size, align, flags, (void *)(ctor), (void *)(dtor),              \
			    __slab_ctor_kind(ctor) ? __slab_ctor_kind(ctor)                        \
						   : __slab_ctor_kind(dtor))
#define __kmem_cache_create_pick(_1, _2, _3, _4, _5, _6, form, ...) form
#define kmem_cache_create(...)                                                                     \
	__kmem_cache_create_pick(__VA_ARGS__, __kmem_cache_create6, __kmem_cache_create5,          \
				 __kmem_cache_create4, , , )(__VA_ARGS__)
#define kmem_cache_create_usercopy(name, size, align, flags, useroffset, usersize, ctor)           \
	kmem_cache_create(name, size, align, flags, ctor)

/* A cache named and sized as the struct is. */
#define KMEM_CACHE(type, flags)                                                                    \
	kmem_cache_create(#type, sizeof(struct type), __alignof__(struct type), flags, NULL)

/* 0: gone. 1: objects remain, and the cache stays (reported). Process context. */
int kmem_cache_destroy(struct kmem_cache *cache);
/* Give empty slabs back. 0: nothing remains. */
int kmem_cache_shrink(struct kmem_cache *cache);
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp);
void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t gfp);
/* NULL is fine. An object not of this cache, or free already, is reported and left alone. */
void kmem_cache_free(struct kmem_cache *cache, const void *object);
unsigned int kmem_cache_size(struct kmem_cache *cache);
#ifndef LINUX_6_1_ONLY /* of other versions */
const char *kmem_cache_name(struct kmem_cache *cache);
#endif
int kmem_cache_alloc_bulk(struct kmem_cache *cache, gfp_t gfp, size_t n, void **objects);
void kmem_cache_free_bulk(struct kmem_cache *cache, size_t n, void **objects);
#define kmem_cache_alloc_node(cache, gfp, node) kmem_cache_alloc(cache, gfp)

/* What kmalloc(0) gives: not NULL, but an address that faults. */
#define ZERO_SIZE_PTR	    ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= (unsigned long)ZERO_SIZE_PTR)

#define KMALLOC_MIN_SIZE       8
#define KMALLOC_MAX_CACHE_SIZE 8192
#define KMALLOC_MAX_SIZE       (1UL << (MAX_ORDER - 1 + PAGE_SHIFT))
#define KMALLOC_MAX_ORDER      (MAX_ORDER - 1)
#define ARCH_KMALLOC_MINALIGN  8
#define ARCH_SLAB_MINALIGN     8

/* Caches of kmalloc: 8, 16, 32, 64, 96, 128, 192, 256, 512, 1k, 2k, 4k, 8k. */
#define KMALLOC_CACHES 13
enum kmalloc_type { KMALLOC_NORMAL, KMALLOC_DMA, KMALLOC_TYPES };
extern struct kmem_cache *kmalloc_caches[KMALLOC_TYPES][KMALLOC_CACHES];

/* Folds away when size is a constant, 1 to KMALLOC_MAX_CACHE_SIZE. */
static __always_inline unsigned int kmalloc_index(size_t size)
{
	return size <= 8      ? 0
	       : size <= 16   ? 1
	       : size <= 32   ? 2
	       : size <= 64   ? 3
	       : size <= 96   ? 4
	       : size <= 128  ? 5
	       : size <= 192  ? 6
	       : size <= 256  ? 7
	       : size <= 512  ? 8
	       : size <= 1024 ? 9
	       : size <= 2048 ? 10
	       : size <= 4096 ? 11
			      : 12;
}

static __always_inline struct kmem_cache *kmalloc_cache(gfp_t gfp, unsigned int index)
{
	if (unlikely(gfp & __GFP_DMA))
		return kmalloc_caches[KMALLOC_DMA][index];
	return kmalloc_caches[KMALLOC_NORMAL][index];
}

void *__kmalloc(size_t size, gfp_t gfp);
/* For a function that allocates on behalf of its caller. */
void *__kmalloc_track_caller(size_t size, gfp_t gfp, unsigned long caller);
#define kmalloc_track_caller(size, gfp)                                                            \
	__kmalloc_track_caller(size, gfp, (unsigned long)__builtin_return_address(0))
void *kmalloc_trace(struct kmem_cache *cache, gfp_t gfp, size_t size);

/*
 * size bytes, physically contiguous, not cleared, in a block of ksize() bytes. Up to 8 KiB
 * from a cache, up to KMALLOC_MAX_SIZE in whole pages. NULL: none. kmalloc(0) gives
 * ZERO_SIZE_PTR. May sleep when gfp has __GFP_WAIT.
 */
static __always_inline void *kmalloc(size_t size, gfp_t gfp)
{
	if (__builtin_constant_p(size) && size && size <= KMALLOC_MAX_CACHE_SIZE)
		return kmalloc_trace(kmalloc_cache(gfp, kmalloc_index(size)), gfp, size);
	return __kmalloc(size, gfp);
}

/* NULL and ZERO_SIZE_PTR are fine. What is not kmalloc()'s is reported and left alone. */
void kfree(const void *p);
void kfree_sensitive(const void *p);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define kzfree(p) kfree_sensitive(p)
#endif
size_t ksize(const void *p);
void *krealloc(const void *p, size_t size, gfp_t gfp);

static inline void *kzalloc(size_t size, gfp_t gfp)
{
	return kmalloc(size, gfp | __GFP_ZERO);
}

static inline void *kmalloc_array(size_t n, size_t size, gfp_t gfp)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		return NULL;
	return __kmalloc(bytes, gfp);
}

static inline void *kcalloc(size_t n, size_t size, gfp_t gfp)
{
	return kmalloc_array(n, size, gfp | __GFP_ZERO);
}

#define kmalloc_node(size, gfp, node)	       kmalloc(size, gfp)
#define kzalloc_node(size, gfp, node)	       kzalloc(size, gfp)
#define kmalloc_array_node(n, size, gfp, node) kmalloc_array(n, size, gfp)
#define kcalloc_node(n, size, gfp, node)       kcalloc(n, size, gfp)

/* kmalloc(), or vmalloc() where that many contiguous pages are not to be had. */
void *kvmalloc(size_t size, gfp_t gfp);
void kvfree(const void *p);
#define kvzalloc(size, gfp)	       kvmalloc(size, (gfp) | __GFP_ZERO)
#define kvmalloc_node(size, gfp, node) kvmalloc(size, gfp)
#define kvzalloc_node(size, gfp, node) kvzalloc(size, gfp)
#define kvfree_sensitive(p, len)       (memset((void *)(p), 0, len), barrier(), kvfree(p))
/* At least new_size bytes with the content of the old_size there were. */
void *kvrealloc(const void *p, size_t old_size, size_t new_size, gfp_t gfp);

static inline void *kvmalloc_array(size_t n, size_t size, gfp_t gfp)
{
	size_t bytes;

	return __builtin_mul_overflow(n, size, &bytes) ? NULL : kvmalloc(bytes, gfp);
}

#define kvcalloc(n, size, gfp) kvmalloc_array(n, size, (gfp) | __GFP_ZERO)

static inline void *krealloc_array(void *p, size_t n, size_t size, gfp_t gfp)
{
	size_t bytes;

	return __builtin_mul_overflow(n, size, &bytes) ? NULL : krealloc(p, bytes, gfp);
}

/* Objects of any cache, or of kmalloc(). */
static inline void kfree_bulk(size_t n, void **p)
{
	while (n--)
		kfree(p[n]);
}

bool slab_is_available(void);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/topology.h>
#include <asm/io.h>
#endif

#endif
