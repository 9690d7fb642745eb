/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * genalloc: memory that a driver has, given out in units.
 *
 * A pool has chunks, each a stretch of addresses with a bit for each unit. The algorithm says
 * where in the bits; the first chunk that has room is taken. A spinlock, interrupts off.
 */
#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/export.h>
#include <linux/genalloc.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

struct chunk {
	struct list_head list;
	phys_addr_t phys;
	void *owner;
	unsigned long start, units;
	size_t bytes;
	unsigned long bits[];
};

struct gen_pool *gen_pool_create(int min_alloc_order, int nid)
{
	struct gen_pool *pool = kzalloc(sizeof(*pool), GFP_KERNEL);

	if (!pool)
		return NULL;
	spin_lock_init(&pool->lock);
	INIT_LIST_HEAD(&pool->chunks);
	pool->min_alloc_order = min_alloc_order;
	pool->algo = gen_pool_first_fit;
	return pool;
}
EXPORT_SYMBOL(gen_pool_create);

static void destroy(void *pool)
{
	gen_pool_destroy(pool);
}

struct gen_pool *devm_gen_pool_create(struct device *dev, int min_alloc_order, int nid,
				      const char *name)
{
	struct gen_pool *pool = gen_pool_create(min_alloc_order, nid);
	int err;

	if (!pool)
		return ERR_PTR(-ENOMEM);
	err = devm_add_action_or_reset(dev, destroy, pool);
	if (err)
		return ERR_PTR(err);
	pool->name = name ? devm_kstrdup(dev, name, GFP_KERNEL) : NULL;
	return pool;
}
EXPORT_SYMBOL(devm_gen_pool_create);

int gen_pool_add_owner(struct gen_pool *pool, unsigned long virt, phys_addr_t phys, size_t size,
		       int nid, void *owner)
{
	unsigned long units = size >> pool->min_alloc_order, flags;
	struct chunk *chunk = kzalloc(struct_size(chunk, bits, BITS_TO_LONGS(units)), GFP_KERNEL);

	if (!chunk)
		return -ENOMEM;
	chunk->phys = phys;
	chunk->owner = owner;
	chunk->start = virt;
	chunk->units = units;
	chunk->bytes = size;
	spin_lock_irqsave(&pool->lock, flags);
	list_add_tail(&chunk->list, &pool->chunks);
	spin_unlock_irqrestore(&pool->lock, flags);
	return 0;
}
EXPORT_SYMBOL(gen_pool_add_owner);

void gen_pool_destroy(struct gen_pool *pool)
{
	struct chunk *chunk, *next;

	list_for_each_entry_safe (chunk, next, &pool->chunks, list) {
		BUG_ON(find_first_bit(chunk->bits, chunk->units) < chunk->units);
		list_del(&chunk->list);
		kfree(chunk);
	}
	kfree(pool);
}
EXPORT_SYMBOL(gen_pool_destroy);

static unsigned int units_of(const struct gen_pool *pool, size_t size)
{
	return (size + (1ul << pool->min_alloc_order) - 1) >> pool->min_alloc_order;
}

unsigned long gen_pool_alloc_algo(struct gen_pool *pool, size_t size, genpool_algo_t algo,
				  void *data)
{
	unsigned int nr = units_of(pool, size);
	unsigned long at, addr = 0, flags;
	struct chunk *chunk;

	if (!size)
		return 0;
	spin_lock_irqsave(&pool->lock, flags);
	list_for_each_entry (chunk, &pool->chunks, list) {
		at = algo(chunk->bits, chunk->units, 0, nr, data, pool, chunk->start);
		if (at + nr > chunk->units)
			continue;
		bitmap_set(chunk->bits, at, nr);
		addr = chunk->start + (at << pool->min_alloc_order);
		break;
	}
	spin_unlock_irqrestore(&pool->lock, flags);
	return addr;
}
EXPORT_SYMBOL(gen_pool_alloc_algo);

unsigned long gen_pool_alloc(struct gen_pool *pool, size_t size)
{
	return gen_pool_alloc_algo(pool, size, pool->algo, pool->data);
}
EXPORT_SYMBOL(gen_pool_alloc);

/* Under the lock; NULL: it is not all in one chunk. */
static struct chunk *chunk_of(struct gen_pool *pool, unsigned long addr, size_t size)
{
	struct chunk *chunk;

	list_for_each_entry (chunk, &pool->chunks, list)
		if (addr >= chunk->start && addr - chunk->start < chunk->bytes &&
		    size <= chunk->bytes - (addr - chunk->start))
			return chunk;
	return NULL;
}

void gen_pool_free(struct gen_pool *pool, unsigned long addr, size_t size)
{
	struct chunk *chunk;
	unsigned long flags;

	spin_lock_irqsave(&pool->lock, flags);
	chunk = chunk_of(pool, addr, size);
	BUG_ON(!chunk);
	bitmap_clear(chunk->bits, (addr - chunk->start) >> pool->min_alloc_order,
		     units_of(pool, size));
	spin_unlock_irqrestore(&pool->lock, flags);
}
EXPORT_SYMBOL(gen_pool_free);

phys_addr_t gen_pool_virt_to_phys(struct gen_pool *pool, unsigned long addr)
{
	phys_addr_t phys = -1;
	struct chunk *chunk;
	unsigned long flags;

	spin_lock_irqsave(&pool->lock, flags);
	chunk = chunk_of(pool, addr, 1);
	if (chunk)
		phys = chunk->phys + (addr - chunk->start);
	spin_unlock_irqrestore(&pool->lock, flags);
	return phys;
}
EXPORT_SYMBOL(gen_pool_virt_to_phys);

void *gen_pool_dma_alloc(struct gen_pool *pool, size_t size, dma_addr_t *dma)
{
	unsigned long addr = gen_pool_alloc(pool, size);

	if (addr && dma)
		*dma = gen_pool_virt_to_phys(pool, addr);
	return (void *)addr;
}
EXPORT_SYMBOL(gen_pool_dma_alloc);

void *gen_pool_dma_zalloc(struct gen_pool *pool, size_t size, dma_addr_t *dma)
{
	void *addr = gen_pool_dma_alloc(pool, size, dma);

	if (addr)
		memset(addr, 0, size);
	return addr;
}
EXPORT_SYMBOL(gen_pool_dma_zalloc);

bool gen_pool_has_addr(struct gen_pool *pool, unsigned long start, size_t size)
{
	unsigned long flags;
	bool has;

	spin_lock_irqsave(&pool->lock, flags);
	has = chunk_of(pool, start, size);
	spin_unlock_irqrestore(&pool->lock, flags);
	return has;
}
EXPORT_SYMBOL(gen_pool_has_addr);

size_t gen_pool_avail(struct gen_pool *pool)
{
	struct chunk *chunk;
	unsigned long flags;
	size_t units = 0;

	spin_lock_irqsave(&pool->lock, flags);
	list_for_each_entry (chunk, &pool->chunks, list)
		units += chunk->units - bitmap_weight(chunk->bits, chunk->units);
	spin_unlock_irqrestore(&pool->lock, flags);
	return units << pool->min_alloc_order;
}
EXPORT_SYMBOL_GPL(gen_pool_avail);

size_t gen_pool_size(struct gen_pool *pool)
{
	struct chunk *chunk;
	unsigned long flags;
	size_t bytes = 0;

	spin_lock_irqsave(&pool->lock, flags);
	list_for_each_entry (chunk, &pool->chunks, list)
		bytes += chunk->bytes;
	spin_unlock_irqrestore(&pool->lock, flags);
	return bytes;
}
EXPORT_SYMBOL_GPL(gen_pool_size);

void gen_pool_set_algo(struct gen_pool *pool, genpool_algo_t algo, void *data)
{
	unsigned long flags;

	spin_lock_irqsave(&pool->lock, flags);
	pool->algo = algo ?: gen_pool_first_fit;
	pool->data = data;
	spin_unlock_irqrestore(&pool->lock, flags);
}
EXPORT_SYMBOL(gen_pool_set_algo);

unsigned long gen_pool_first_fit(unsigned long *map, unsigned long size, unsigned long start,
				 unsigned int nr, void *data, struct gen_pool *pool,
				 unsigned long start_addr)
{
	return bitmap_find_next_zero_area(map, size, start, nr, 0);
}
EXPORT_SYMBOL(gen_pool_first_fit);

/* The shortest of the free stretches that are long enough. */
unsigned long gen_pool_best_fit(unsigned long *map, unsigned long size, unsigned long start,
				unsigned int nr, void *data, struct gen_pool *pool,
				unsigned long start_addr)
{
	unsigned long best = size, least = size + 1, at = start, end;

	for (;;) {
		at = bitmap_find_next_zero_area(map, size, at, nr, 0);
		if (at >= size)
			return best;
		end = find_next_bit(map, size, at + nr);
		if (end - at < least) {
			least = end - at;
			best = at;
		}
		at = end + 1;
	}
}
EXPORT_SYMBOL(gen_pool_best_fit);
