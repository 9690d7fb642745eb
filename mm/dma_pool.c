/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dma_pool: small blocks that a device may reach.
 *
 * 1. Purpose. dma_alloc_coherent() gives whole pages; descriptors of a network card or an
 *    USB controller are a few dozen bytes. A pool cuts such pages up.
 *
 * 2. Structures. A pool's chunks, each one allocation of coherent memory, cut into blocks
 *    that do not cross a boundary; a bit for each block says whether it is out:
 *
 *	pool -> chunk -> chunk            boundary        boundary
 *	         | addr, handle  [ b ][ b ][ b ]..|[ b ][ b ][ b ]..|
 *	         | used bits       1    0    1       0 ...
 *
 * 3. Invariants. nr_used of a chunk is the number of its bits that are set.
 *
 * 4. Locking and context. pool->lock, interrupts off; given back while a chunk is made.
 *
 * 5. Failure. No coherent memory: NULL. A wrong free: a report, and nothing happens.
 */
#include <linux/bitmap.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

struct chunk {
	struct list_head list;
	char *addr;
	dma_addr_t handle;
	unsigned int nr_used;
	unsigned long used[];
};

struct dma_pool {
	const char *name;
	struct device *dev;
	size_t size, boundary, chunk_bytes;
	unsigned int per_boundary, nr_blocks; /* in a chunk */
	spinlock_t lock;
	struct list_head chunks;
};

struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				 size_t boundary)
{
	struct dma_pool *pool;

	align = align ? align : 1;
	if (!size || !is_power_of_2(align) || size > KMALLOC_MAX_SIZE)
		return NULL;
	size = ALIGN(max_t(size_t, size, sizeof(u32)), align);
	if (!boundary)
		boundary = max_t(size_t, PAGE_SIZE, roundup_pow_of_two(size));
	if (boundary < size || !is_power_of_2(boundary))
		return NULL;
	pool = kzalloc(sizeof(*pool), GFP_KERNEL);
	if (!pool)
		return NULL;
	pool->name = name;
	pool->dev = dev;
	pool->size = size;
	pool->chunk_bytes = max_t(size_t, size, PAGE_SIZE);
	pool->boundary = min_t(size_t, boundary, roundup_pow_of_two(pool->chunk_bytes));
	pool->per_boundary = pool->boundary / size;
	pool->nr_blocks =
	    max_t(unsigned int, pool->per_boundary *(pool->chunk_bytes / pool->boundary), 1);
	spin_lock_init(&pool->lock);
	INIT_LIST_HEAD(&pool->chunks);
	return pool;
}
EXPORT_SYMBOL(dma_pool_create);

static size_t offset_of(const struct dma_pool *pool, unsigned int nr)
{
	return nr / pool->per_boundary * pool->boundary + nr % pool->per_boundary * pool->size;
}

/* -1: no block begins there. */
static int block_at(const struct dma_pool *pool, size_t offset)
{
	unsigned int nr =
	    offset / pool->boundary * pool->per_boundary + offset % pool->boundary / pool->size;

	return nr < pool->nr_blocks && offset_of(pool, nr) == offset ? (int)nr : -1;
}

static struct chunk *make_chunk(struct dma_pool *pool, gfp_t gfp)
{
	size_t bytes = sizeof(struct chunk) + BITS_TO_LONGS(pool->nr_blocks) * sizeof(long);
	struct chunk *chunk = kzalloc(bytes, gfp & ~__GFP_DMA);

	if (!chunk)
		return NULL;
	chunk->addr = dma_alloc_coherent(pool->dev, pool->chunk_bytes, &chunk->handle, gfp);
	if (chunk->addr)
		return chunk;
	kfree(chunk);
	return NULL;
}

static void free_chunk(struct dma_pool *pool, struct chunk *chunk)
{
	dma_free_coherent(pool->dev, pool->chunk_bytes, chunk->addr, chunk->handle);
	kfree(chunk);
}

void dma_pool_destroy(struct dma_pool *pool)
{
	struct chunk *chunk, *next;

	if (!pool)
		return;
	list_for_each_entry_safe (chunk, next, &pool->chunks, list) {
		if (!chunk->nr_used) {
			free_chunk(pool, chunk);
			continue;
		}
		pr_err("dma_pool_destroy %s, %p busy: %u blocks are out\n", pool->name, chunk->addr,
		       chunk->nr_used);
		kfree(chunk);
	}
	kfree(pool);
}
EXPORT_SYMBOL(dma_pool_destroy);

/* ---- with the lock ---- */

static void *take_block(struct dma_pool *pool, dma_addr_t *handle)
{
	struct chunk *chunk;
	unsigned long nr;

	list_for_each_entry (chunk, &pool->chunks, list) {
		if (chunk->nr_used == pool->nr_blocks)
			continue;
		nr = find_first_zero_bit(chunk->used, pool->nr_blocks);
		__set_bit(nr, chunk->used);
		chunk->nr_used++;
		*handle = chunk->handle + offset_of(pool, nr);
		return chunk->addr + offset_of(pool, nr);
	}
	return NULL;
}

static const char *put_block(struct dma_pool *pool, char *addr, dma_addr_t handle)
{
	struct chunk *chunk;
	int nr;

	list_for_each_entry (chunk, &pool->chunks, list) {
		if ((size_t)(addr - chunk->addr) >= pool->chunk_bytes)
			continue;
		nr = block_at(pool, addr - chunk->addr);
		if (nr < 0 || handle - chunk->handle != (size_t)(addr - chunk->addr))
			return "bad address";
		if (!__test_and_clear_bit(nr, chunk->used))
			return "already free";
		chunk->nr_used--;
		return NULL;
	}
	return "not of this pool";
}

/* ---- */

void *dma_pool_alloc(struct dma_pool *pool, gfp_t gfp, dma_addr_t *handle)
{
	struct chunk *chunk;
	unsigned long flags;
	void *block;

	for (;;) {
		spin_lock_irqsave(&pool->lock, flags);
		block = take_block(pool, handle);
		spin_unlock_irqrestore(&pool->lock, flags);
		if (block)
			return gfp & __GFP_ZERO ? memset(block, 0, pool->size) : block;
		chunk = make_chunk(pool, gfp & ~__GFP_ZERO);
		if (!chunk)
			return NULL;
		spin_lock_irqsave(&pool->lock, flags);
		list_add(&chunk->list, &pool->chunks);
		spin_unlock_irqrestore(&pool->lock, flags);
	}
}
EXPORT_SYMBOL(dma_pool_alloc);

void dma_pool_free(struct dma_pool *pool, void *addr, dma_addr_t handle)
{
	unsigned long flags;
	const char *why;

	if (!addr)
		return;
	spin_lock_irqsave(&pool->lock, flags);
	why = put_block(pool, addr, handle);
	spin_unlock_irqrestore(&pool->lock, flags);
	if (why)
		pr_err("dma_pool_free %s, %p/%#lx: %s\n", pool->name, addr, (unsigned long)handle,
		       why);
}
EXPORT_SYMBOL(dma_pool_free);
