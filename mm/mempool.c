/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mempool: elements put aside for when memory is out.
 *
 * 1. Purpose. Some allocations must not fail: the writing out of a page, without which no
 *    memory becomes free. Who does such work keeps enough elements for one more piece of
 *    it; what is at work comes back, so with waiting there is always one.
 *
 * 2. Structures. elements[], a stack of the reserve:
 *
 *	mempool_alloc: 1 the allocator beneath, in haste: no waiting, no report
 *	               2 the reserve  [e][e][e][ ]  curr_nr of min_nr
 *	               3 sleep until somebody frees, and again
 *	mempool_free:  the reserve first, until it is full; then the allocator beneath
 *
 * 3. Invariants. 0 <= curr_nr <= min_nr. Nobody sleeps while curr_nr > 0.
 *
 * 4. Locking and context. pool->lock for the reserve. Alloc and free in any context;
 *    waiting only with __GFP_WAIT. Create, resize, destroy: process context.
 *
 * 5. Failure. Without __GFP_WAIT and with the reserve empty: NULL.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>

#include "internal.h"

#define RETRY_TICKS (5 * HZ) /* memory may also come without anybody freeing to the pool */

static void free_pool(mempool_t *pool)
{
	while (pool->curr_nr)
		pool->free(pool->elements[--pool->curr_nr], pool->pool_data);
	kfree(pool->elements);
	kfree(pool);
}

/* Up to min_nr. What others have freed to the pool meanwhile counts too. */
static int fill(mempool_t *pool, gfp_t gfp)
{
	void *element;

	while (pool->curr_nr < pool->min_nr) {
		element = pool->alloc(gfp, pool->pool_data);
		if (!element)
			return -ENOMEM;
		mempool_free(element, pool);
	}
	return 0;
}

mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
			  void *pool_data)
{
	mempool_t *pool = min_nr < 0 ? NULL : kzalloc(sizeof(*pool), GFP_KERNEL);

	if (!pool)
		return NULL;
	pool->elements = kmalloc_array(min_nr, sizeof(void *), GFP_KERNEL);
	pool->min_nr = min_nr;
	pool->alloc = alloc_fn;
	pool->free = free_fn;
	pool->pool_data = pool_data;
	spin_lock_init(&pool->lock);
	init_waitqueue_head(&pool->wait);
	if (!pool->elements || fill(pool, GFP_KERNEL)) {
		free_pool(pool);
		return NULL;
	}
	return pool;
}
EXPORT_SYMBOL(mempool_create);

/* The new stack takes over what fits; the rest is returned for freeing, above new_min_nr. */
static void **swap_elements(mempool_t *pool, void **elements, int new_min_nr)
{
	void **old = pool->elements;

	memcpy(elements, old, min(pool->curr_nr, new_min_nr) * sizeof(void *));
	pool->elements = elements;
	pool->min_nr = new_min_nr;
	return old;
}

int mempool_resize_plain(mempool_t *pool, int new_min_nr)
{
	void **elements, **old;
	unsigned long flags;
	int had, i;

	if (new_min_nr <= 0)
		return -EINVAL;
	elements = kmalloc_array(new_min_nr, sizeof(void *), GFP_KERNEL);
	if (!elements)
		return -ENOMEM;
	spin_lock_irqsave(&pool->lock, flags);
	had = pool->curr_nr;
	old = swap_elements(pool, elements, new_min_nr);
	pool->curr_nr = min(had, new_min_nr);
	spin_unlock_irqrestore(&pool->lock, flags);
	for (i = new_min_nr; i < had; i++)
		pool->free(old[i], pool->pool_data);
	kfree(old);
	return fill(pool, GFP_KERNEL);
}
EXPORT_SYMBOL(mempool_resize_plain);

void mempool_destroy(mempool_t *pool)
{
	if (!pool)
		return;
	WARN(pool->curr_nr != pool->min_nr, "mempool_destroy: %d elements are not back\n",
	     pool->min_nr - pool->curr_nr);
	free_pool(pool);
}
EXPORT_SYMBOL(mempool_destroy);

static void *from_reserve(mempool_t *pool)
{
	unsigned long flags;
	void *element = NULL;

	spin_lock_irqsave(&pool->lock, flags);
	if (pool->curr_nr)
		element = pool->elements[--pool->curr_nr];
	spin_unlock_irqrestore(&pool->lock, flags);
	return element;
}

static void wait_for_free(mempool_t *pool)
{
	DEFINE_WAIT(wait);

	prepare_to_wait(&pool->wait, &wait, TASK_UNINTERRUPTIBLE);
	/* freed between the look at the reserve and here? */
	if (!pool->curr_nr)
		schedule_timeout(RETRY_TICKS);
	finish_wait(&pool->wait, &wait);
}

void *mempool_alloc(mempool_t *pool, gfp_t gfp)
{
	gfp_t haste = (gfp & ~(__GFP_WAIT | __GFP_IO | __GFP_FS)) | __GFP_NOMEMALLOC |
		      __GFP_NORETRY | __GFP_NOWARN;
	void *element;

	might_sleep_if(gfp & __GFP_WAIT);
	for (;;) {
		element = pool->alloc(haste, pool->pool_data);
		if (!element)
			element = from_reserve(pool);
		if (element || !(gfp & __GFP_WAIT))
			return element;
		wait_for_free(pool);
	}
}
EXPORT_SYMBOL(mempool_alloc);

void mempool_free(void *element, mempool_t *pool)
{
	unsigned long flags;

	if (!element)
		return;
	spin_lock_irqsave(&pool->lock, flags);
	if (pool->curr_nr < pool->min_nr) {
		pool->elements[pool->curr_nr++] = element;
		element = NULL;
	}
	spin_unlock_irqrestore(&pool->lock, flags);
	if (element)
		pool->free(element, pool->pool_data);
	else
		wake_up(&pool->wait);
}
EXPORT_SYMBOL(mempool_free);

void *mempool_alloc_slab(gfp_t gfp, void *pool_data)
{
	return kmem_cache_alloc(pool_data, gfp);
}
EXPORT_SYMBOL(mempool_alloc_slab);

void mempool_free_slab(void *element, void *pool_data)
{
	kmem_cache_free(pool_data, element);
}
EXPORT_SYMBOL(mempool_free_slab);

void *mempool_kmalloc(gfp_t gfp, void *pool_data)
{
	return kmalloc((size_t)pool_data, gfp);
}
EXPORT_SYMBOL(mempool_kmalloc);

void mempool_kfree(void *element, void *pool_data)
{
	kfree(element);
}
EXPORT_SYMBOL(mempool_kfree);

void *mempool_alloc_pages(gfp_t gfp, void *pool_data)
{
	return alloc_pages(gfp, (unsigned int)(unsigned long)pool_data);
}
EXPORT_SYMBOL(mempool_alloc_pages);

void mempool_free_pages(void *element, void *pool_data)
{
	__free_pages(element, (unsigned int)(unsigned long)pool_data);
}
EXPORT_SYMBOL(mempool_free_pages);
