/* SPDX-License-Identifier: GPL-2.0-only */
/* dmapool: small blocks of coherent memory (mm/dma_pool.c). */
#ifndef _LINUX_DMAPOOL_H
#define _LINUX_DMAPOOL_H

#include <linux/gfp.h>
#include <linux/types.h>

struct device;
struct dma_pool;

/*
 * Blocks of size bytes, aligned to align (a power of two), none of which crosses a multiple
 * of boundary (a power of two; 0: a page's size). NULL: silly numbers, no memory.
 */
struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				 size_t boundary);
/* Blocks that are still out are reported, and their pages stay. */
void dma_pool_destroy(struct dma_pool *pool);
/* NULL: no memory. Any context, by gfp. */
void *dma_pool_alloc(struct dma_pool *pool, gfp_t gfp, dma_addr_t *handle);
/* What is no block of the pool's, or free already, is reported and left alone. */
void dma_pool_free(struct dma_pool *pool, void *addr, dma_addr_t handle);

#define dma_pool_zalloc(pool, gfp, handle) dma_pool_alloc(pool, (gfp) | __GFP_ZERO, handle)

#define pci_pool dma_pool
#define pci_pool_create(name, dev, size, align, alloc)                                             \
	dma_pool_create(name, dev, size, align, alloc)
#define pci_pool_alloc(pool, gfp, handle) dma_pool_alloc(pool, gfp, handle)
#define pci_pool_free(pool, addr, handle) dma_pool_free(pool, addr, handle)
#define pci_pool_destroy(pool)		  dma_pool_destroy(pool)

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#endif

#endif
