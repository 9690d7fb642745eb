/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mempool: allocations that must not fail: a reserve of elements held back for when the
 * allocator beneath has none.
 */
#ifndef _LINUX_MEMPOOL_H
#define _LINUX_MEMPOOL_H

#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

typedef void *(mempool_alloc_t)(gfp_t gfp, void *pool_data);
typedef void(mempool_free_t)(void *element, void *pool_data);

typedef struct mempool_s {
	spinlock_t lock; /* curr_nr, elements */
	int min_nr;	 /* elements held in reserve when nobody is short */
	int curr_nr;	 /* elements there now */
	void **elements;
	void *pool_data;
	mempool_alloc_t *alloc;
	mempool_free_t *free;
	wait_queue_head_t wait;
} mempool_t;

/* The reserve is filled at once. NULL: no memory for that. Process context. */
mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
			  void *pool_data);
#define mempool_create_node(min_nr, alloc_fn, free_fn, data, gfp, nid)                             \
	mempool_create(min_nr, alloc_fn, free_fn, data)
/* Linux up to 3.x gave flags as well. 0, or -ENOMEM: the reserve is not full yet. */
int mempool_resize_plain(mempool_t *pool, int new_min_nr);
#define mempool_resize(pool, new_min_nr, ...) mempool_resize_plain(pool, new_min_nr)
/* Every element must be back. NULL is fine. */
void mempool_destroy(mempool_t *pool);

/*
 * The allocator beneath first, quietly and without waiting; then the reserve; then, when
 * gfp has __GFP_WAIT, whatever is freed first: so it never fails in process context.
 */
void *mempool_alloc(mempool_t *pool, gfp_t gfp);
/* Fills the reserve first. NULL is fine. */
void mempool_free(void *element, mempool_t *pool);

mempool_alloc_t mempool_alloc_slab, mempool_kmalloc, mempool_alloc_pages;
mempool_free_t mempool_free_slab, mempool_kfree, mempool_free_pages;

#define mempool_create_slab_pool(min_nr, cache)                                                    \
	mempool_create(min_nr, mempool_alloc_slab, mempool_free_slab, (void *)(cache))
#define mempool_create_kmalloc_pool(min_nr, size)                                                  \
	mempool_create(min_nr, mempool_kmalloc, mempool_kfree, (void *)(unsigned long)(size))
#define mempool_create_page_pool(min_nr, order)                                                    \
	mempool_create(min_nr, mempool_alloc_pages, mempool_free_pages,                            \
		       (void *)(unsigned long)(order))

#endif
