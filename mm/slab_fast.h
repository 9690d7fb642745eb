/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_fast: what an allocation and a free take when the CPU's array can serve them. In a
 * header, so that it becomes part of kmem_cache_alloc() and of kmalloc() alike: nothing
 * in the kernel runs more often.
 */
#ifndef MM_SLAB_FAST_H
#define MM_SLAB_FAST_H

#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/smp.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"

static __always_inline unsigned int object_index(const struct kmem_cache *cache,
						 const struct slab *slab, const void *object)
{
	unsigned int off = (unsigned int)((const char *)object - (const char *)slab->s_mem);

	return (u64)off * cache->reciprocal >> 32;
}

static __always_inline void *object_at(const struct kmem_cache *cache, const struct slab *slab,
				       unsigned int index)
{
	return (char *)slab->s_mem + (unsigned long)index * cache->size;
}

static __always_inline struct slab *object_slab(const void *object)
{
	return (struct slab *)virt_to_page(object)->private;
}

static __always_inline void *alloc_object(struct kmem_cache *cache, gfp_t gfp, unsigned long caller)
{
	struct thread_info *ti = current_thread_info();
	struct array_cache *ac;
	struct slab *slab;
	unsigned long flags;
	void *object;

	local_irq_save(flags);
	if (gfp & __GFP_WAIT && unlikely(ti->preempt_count || irqs_disabled_flags(flags)))
		may_not_sleep();
	ac = cache->array[ti->cpu];
	if (likely(ac->avail)) {
		object = ac->entry[--ac->avail];
	} else {
		object = slab_alloc_slow(cache, gfp, &flags, caller);
	}
	if (likely(object)) {
		slab = object_slab(object);
		slab_bufctl(slab)[object_index(cache, slab, object)] = BUFCTL_ACTIVE;
	}
	local_irq_restore(flags);
	if (unlikely(gfp & __GFP_ZERO) && object)
		memset(object, 0, cache->object_size);
	return object;
}

/* object lies in a slab of cache: in a place where an object begins, and not free? */
static __always_inline bool mark_cached(struct kmem_cache *cache, struct slab *slab, void *object)
{
	unsigned int index = object_index(cache, slab, object);
	kmem_bufctl_t *state = &slab_bufctl(slab)[index];

	if (unlikely(index >= cache->num || object_at(cache, slab, index) != object ||
		     *state != BUFCTL_ACTIVE))
		return false;
	*state = BUFCTL_CACHED;
	return true;
}

static __always_inline void free_object(struct kmem_cache *cache, struct slab *slab, void *object,
					unsigned long caller)
{
	struct array_cache *ac;
	unsigned long flags;

	local_irq_save(flags);
	if (unlikely(!mark_cached(cache, slab, object))) {
		local_irq_restore(flags);
		slab_refuse(cache, object);
		return;
	}
	ac = cache->array[smp_processor_id()];
	if (likely(ac->avail < ac->limit))
		ac->entry[ac->avail++] = object;
	else
		slab_free_slow(cache, ac, object, caller);
	local_irq_restore(flags);
}

#endif
