/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dma-mapping: memory that devices read and write themselves (mm/dma.c). On this machine
 * caches see what devices do, and a bus address is the physical address; what is left is
 * whether the device's mask reaches that far.
 */
#ifndef _LINUX_DMA_MAPPING_H
#define _LINUX_DMA_MAPPING_H

#include <linux/bug.h>
#include <linux/device.h>
#include <linux/dma-direction.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/types.h>
#include <linux/version.h>
#include <linux/vmalloc.h>

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

/* The parts of one buffer at once: how many the device has to do; 0: no memory for bounces. */
struct scatterlist;
struct sg_table;
unsigned int dma_map_sg(struct device *dev, struct scatterlist *sg, int nents,
			enum dma_data_direction dir);
void dma_unmap_sg(struct device *dev, struct scatterlist *sg, int nents,
		  enum dma_data_direction dir);
void dma_sync_sg_for_cpu(struct device *dev, struct scatterlist *sg, int nents,
			 enum dma_data_direction dir);
void dma_sync_sg_for_device(struct device *dev, struct scatterlist *sg, int nents,
			    enum dma_data_direction dir);
/* 0, -EIO. */
int dma_map_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir,
		    unsigned long attrs);
void dma_unmap_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir,
		       unsigned long attrs);

/* How far it reaches. */
u64 dma_get_mask(struct device *dev);
u64 dma_get_required_mask(struct device *dev);

/* Only what lies in the linear map: another address is refused, with a warning. */
static inline dma_addr_t dma_map_single(struct device *dev, void *p, size_t size,
					enum dma_data_direction dir)
{
	if (WARN_ONCE(!virt_addr_valid(p), "%s: rejecting DMA map of %s at %px\n",
		      dev ? dev_name(dev) : "ISA",
		      is_vmalloc_addr(p) ? "vmalloc memory" : "no memory", p))
		return DMA_MAPPING_ERROR;
	return dma_map_page(dev, virt_to_page(p), offset_in_page(p), size, dir);
}

#define dma_unmap_single(dev, handle, size, dir) dma_unmap_page(dev, handle, size, dir)

/* A part of a mapping: bounces are copied whole. */
#define dma_sync_single_range_for_cpu(dev, handle, offset, size, dir)                              \
	dma_sync_single_for_cpu(dev, (handle) + (offset), size, dir)
#define dma_sync_single_range_for_device(dev, handle, offset, size, dir)                           \
	dma_sync_single_for_device(dev, (handle) + (offset), size, dir)
/* attrs are hints, which this machine has no use for. */
#define dma_map_single_attrs(dev, p, size, dir, attrs) dma_map_single(dev, p, size, dir)
#define dma_unmap_single_attrs(dev, handle, size, dir, attrs)                                      \
	dma_unmap_single(dev, handle, size, dir)
#define dma_map_page_attrs(dev, page, offset, size, dir, attrs)                                    \
	dma_map_page(dev, page, offset, size, dir)
#define dma_unmap_page_attrs(dev, handle, size, dir, attrs) dma_unmap_page(dev, handle, size, dir)
#define dma_map_sg_attrs(dev, sg, nents, dir, attrs)	    dma_map_sg(dev, sg, nents, dir)
#define dma_unmap_sg_attrs(dev, sg, nents, dir, attrs)	    dma_unmap_sg(dev, sg, nents, dir)
#define dma_alloc_attrs(dev, size, handle, gfp, attrs)	    dma_alloc_coherent(dev, size, handle, gfp)
#define dma_free_attrs(dev, size, addr, handle, attrs)	    dma_free_coherent(dev, size, addr, handle)
#define dma_alloc_wc(dev, size, handle, gfp)		    dma_alloc_coherent(dev, size, handle, gfp)
#define dma_free_wc(dev, size, addr, handle)		    dma_free_coherent(dev, size, addr, handle)
#define dma_free_noncoherent(dev, size, addr, handle, dir)                                         \
	dma_free_coherent(dev, size, addr, handle)

/* What a driver keeps for the unmapping. */
#define DEFINE_DMA_UNMAP_ADDR(name)	   dma_addr_t name
#define DEFINE_DMA_UNMAP_LEN(name)	   __u32 name
#define dma_unmap_addr(p, name)		   ((p)->name)
#define dma_unmap_addr_set(p, name, value) ((p)->name = (value))
#define dma_unmap_len(p, name)		   ((p)->name)
#define dma_unmap_len_set(p, name, value)  ((p)->name = (value))
#define DECLARE_PCI_UNMAP_ADDR(name)	   dma_addr_t name;
#define DECLARE_PCI_UNMAP_LEN(name)	   __u32 name;
#define pci_unmap_addr(p, name)		   ((p)->name)
#define pci_unmap_addr_set(p, name, value) ((p)->name = (value))
#define pci_unmap_len(p, name)		   ((p)->name)
#define pci_unmap_len_set(p, name, value)  ((p)->name = (value))

static inline int dma_mapping_error(struct device *dev, dma_addr_t handle)
{
	return handle == DMA_MAPPING_ERROR;
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 27)
#define dma_mapping_error(handle)     ((handle) == DMA_MAPPING_ERROR)
#define pci_dma_mapping_error(handle) ((handle) == DMA_MAPPING_ERROR)
#endif

#ifndef MODULE /* the kernel's own */
/* How many bounce buffers there are now. */
unsigned int dma_bounces(void);
#endif

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/sizes.h>
#endif

#endif
