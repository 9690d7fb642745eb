/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dma-mapping: memory that devices read and write themselves (mm/dma.c). On this machine
 * caches see what devices do, and a bus address is the physical address; what is left is
 * whether the device's mask reaches that far.
 */
#ifndef _LINUX_DMA_MAPPING_H
#define _LINUX_DMA_MAPPING_H

#include <linux/device.h>
#include <linux/mm.h>
#include <linux/types.h>

enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE, DMA_NONE };
#define PCI_DMA_BIDIRECTIONAL DMA_BIDIRECTIONAL
#define PCI_DMA_TODEVICE      DMA_TO_DEVICE
#define PCI_DMA_FROMDEVICE    DMA_FROM_DEVICE

#define DMA_BIT_MASK(n)	  ((n) == 64 ? ~0ULL : (1ULL << (n)) - 1)
#define DMA_24BIT_MASK	  DMA_BIT_MASK(24)
#define DMA_32BIT_MASK	  DMA_BIT_MASK(32)
#define DMA_MAPPING_ERROR (~(dma_addr_t)0)

/* 0, or -EIO: no memory lies within such a mask. */
int dma_set_mask(struct device *dev, u64 mask);
int dma_set_coherent_mask(struct device *dev, u64 mask);
int dma_set_mask_and_coherent(struct device *dev, u64 mask);
int dma_supported(struct device *dev, u64 mask);

/* Whole pages, cleared, contiguous, within the coherent mask. dev NULL: an ISA device. NULL: none.
 */
void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp);
void dma_free_coherent(struct device *dev, size_t size, void *addr, dma_addr_t handle);
/* Freed with the device's driver. */
void *dmam_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp);
void dmam_free_coherent(struct device *dev, size_t size, void *addr, dma_addr_t handle);
#define dma_alloc_noncoherent(dev, size, handle, dir, gfp)                                         \
	dma_alloc_coherent(dev, size, handle, gfp)

/*
 * Give a buffer to the device. Where its mask does not reach, or the page has no address
 * (high memory), a bounce buffer is used, and the content copied at map, unmap and sync.
 * DMA_MAPPING_ERROR: no memory for that. Any context.
 */
dma_addr_t dma_map_page(struct device *dev, struct page *page, size_t offset, size_t size,
			enum dma_data_direction dir);
void dma_unmap_page(struct device *dev, dma_addr_t handle, size_t size,
		    enum dma_data_direction dir);
/* The device's data for the CPU to read; the CPU's for the device. */
void dma_sync_single_for_cpu(struct device *dev, dma_addr_t handle, size_t size,
			     enum dma_data_direction dir);
void dma_sync_single_for_device(struct device *dev, dma_addr_t handle, size_t size,
				enum dma_data_direction dir);

static inline dma_addr_t dma_map_single(struct device *dev, void *p, size_t size,
					enum dma_data_direction dir)
{
	return dma_map_page(dev, virt_to_page(p), offset_in_page(p), size, dir);
}

#define dma_unmap_single(dev, handle, size, dir) dma_unmap_page(dev, handle, size, dir)

static inline int dma_mapping_error(struct device *dev, dma_addr_t handle)
{
	return handle == DMA_MAPPING_ERROR;
}

/* How many bounce buffers there are now. */
unsigned int dma_bounces(void);

#endif
