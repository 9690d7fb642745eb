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
#include <linux/module_held.h>
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
	struct array_entry *entry;
	struct array_cache *ac;
	unsigned long flags;
	void *object;

	local_irq_save(flags);
	if (gfp & __GFP_WAIT && unlikely(ti->preempt_count || irqs_disabled_flags(flags)))
		may_not_sleep();
	ac = cache->array[ti->cpu];
	if (likely(ac->avail)) {
		entry = &ac->entry[--ac->avail];
		object = entry->object;
		*entry->state = BUFCTL_ACTIVE;
	} else {
		object = slab_alloc_slow(cache, gfp, &flags, caller);
	}
	local_irq_restore(flags);
	if (unlikely(gfp & __GFP_ZERO) && object)
		memset(object, 0, cache->object_size);
	held_alloc(object, cache->object_size, caller);
	return object;
}

/*
 * Where the state of the object is kept; NULL: no object of the slab begins there, or a
 * free one. The offset times 2^32 / size, rounded up, is the index and, below the point,
 * how far into the object it is: less than one step only at its beginning (lay_out() in
 * mm/slab_cache.c sees to it that rounding does not come that far).
 */
static __always_inline kmem_bufctl_t *state_in_use(const struct kmem_cache *cache,
						   const struct slab *slab, const void *object)
{
	unsigned int off = (unsigned int)((const char *)object - (const char *)slab->s_mem);
	u64 fixed = (u64)off * cache->reciprocal;
	unsigned int index = fixed >> 32;
	kmem_bufctl_t *state = &slab_bufctl(slab)[index];

	if (unlikely(index >= cache->num || (u32)fixed >= cache->reciprocal ||
		     *state != BUFCTL_ACTIVE))
		return NULL;
	return state;
}

static __always_inline void free_object(struct kmem_cache *cache, struct slab *slab, void *object,
					unsigned long caller)
{
	struct array_cache *ac;
	kmem_bufctl_t *state;
	unsigned long flags;
	unsigned int n;

	held_free(object);
	local_irq_save(flags);
	state = state_in_use(cache, slab, object);
	if (unlikely(!state)) {
		local_irq_restore(flags);
		slab_refuse(cache, object);
		return;
	}
	*state = BUFCTL_CACHED;
	ac = cache->array[smp_processor_id()];
	n = ac->avail;
	if (likely(n < ac->limit)) {
		ac->avail = n + 1;
		ac->entry[n] = (struct array_entry){object, state};
	} else {
		slab_free_slow(cache, ac, (struct array_entry){object, state}, caller);
	}
	local_irq_restore(flags);
}

#endif
