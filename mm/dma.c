/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dma: memory for devices to read and write.
 *
 * 1. Purpose. A device's bus has so many address lines: an ISA card sees 16 MiB, some PCI
 *    cards 256 MiB. Memory for it must lie below; and what does not must be copied.
 *
 * 2. Structures. The device's masks, and for buffers out of reach a bounce each:
 *
 *	buffer, anywhere        bounce, ZONE_DMA
 *	[ .......... ] --map--> [ .......... ] <-> device
 *	[ .......... ] <-unmap- [ .......... ]
 *
 *    The bounces are in a list by handle, which is the bounce's physical address.
 *
 * 3. Invariants. A handle is a physical address within the device's mask. A handle that
 *    is in no bounce is the buffer's own address, and unmapping it is nothing.
 *
 * 4. Locking and context. bounce_lock, interrupts off. Mapping in any context.
 *
 * 5. Failure. No memory within the mask: NULL, DMA_MAPPING_ERROR.
 */
#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

struct bounce {
	struct list_head list;
	struct page *page; /* of the buffer */
	size_t offset, size;
	void *copy;
};

static LIST_HEAD(bounces);
static DEFINE_SPINLOCK(bounce_lock);
static unsigned int nr_bounces;

/* ---- masks ---- */

static u64 mask_of(const struct device *dev)
{
	return !dev ? DMA_BIT_MASK(24) : dev->dma_mask ? *dev->dma_mask : DMA_BIT_MASK(32);
}

static u64 coherent_mask_of(const struct device *dev)
{
	if (!dev)
		return DMA_BIT_MASK(24);
	return dev->coherent_dma_mask ? dev->coherent_dma_mask : DMA_BIT_MASK(32);
}

u64 dma_get_mask(struct device *dev)
{
	return mask_of(dev);
}
EXPORT_SYMBOL(dma_get_mask);

/* What would reach all of memory. */
u64 dma_get_required_mask(struct device *dev)
{
	return ((u64)roundup_pow_of_two(max_pfn) << PAGE_SHIFT) - 1;
}
EXPORT_SYMBOL(dma_get_required_mask);

int dma_supported(struct device *dev, u64 mask)
{
	return mask >= DMA_BIT_MASK(24);
}
EXPORT_SYMBOL(dma_supported);

int dma_set_mask(struct device *dev, u64 mask)
{
	if (!dma_supported(dev, mask) || !dev->dma_mask)
		return -EIO;
	*dev->dma_mask = mask;
	return 0;
}
EXPORT_SYMBOL(dma_set_mask);

int dma_set_coherent_mask(struct device *dev, u64 mask)
{
	if (!dma_supported(dev, mask))
		return -EIO;
	dev->coherent_dma_mask = mask;
	return 0;
}
EXPORT_SYMBOL(dma_set_coherent_mask);

int dma_set_mask_and_coherent(struct device *dev, u64 mask)
{
	int err = dma_set_mask(dev, mask);

	return err ? err : dma_set_coherent_mask(dev, mask);
}
EXPORT_SYMBOL(dma_set_mask_and_coherent);

/* ---- coherent memory ---- */

/* Anywhere in lowmem first: the DMA zone is small, and others have nothing else. */
static struct page *pages_within(u64 mask, size_t size, gfp_t gfp, unsigned long caller)
{
	unsigned int order = get_order(size);
	struct page *page = NULL;

	gfp = (gfp & ~(__GFP_HIGHMEM | __GFP_COMP)) | __GFP_ZERO;
	if (mask > DMA_BIT_MASK(24) && !(gfp & __GFP_DMA)) {
		page = alloc_pages_caller(gfp, order, caller);
		if (!page || (u64)page_to_phys(page) + size - 1 <= mask)
			return page;
		free_pages_caller(page, order, caller);
	}
	return alloc_pages_caller(gfp | GFP_DMA, order, caller);
}

void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp)
{
	struct page *page = size ? pages_within(coherent_mask_of(dev), size, gfp, _RET_IP_) : NULL;

	if (!page)
		return NULL;
	*handle = page_to_phys(page);
	return lowmem_page_address(page);
}
EXPORT_SYMBOL(dma_alloc_coherent);

void dma_free_coherent(struct device *dev, size_t size, void *addr, dma_addr_t handle)
{
	if (!addr ||
	    WARN(__pa(addr) != handle, "dma_free_coherent: %p is not at %pad\n", addr, &handle))
		return;
	free_pages_caller(virt_to_page(addr), get_order(size), _RET_IP_);
}
EXPORT_SYMBOL(dma_free_coherent);

/* ---- bounces ---- */

static void copy(const struct bounce *bounce, bool to_device)
{
	size_t done = 0, n;

	/* page by page: a high page has an address only for a moment */
	for (; done < bounce->size; done += n) {
		size_t at = bounce->offset + done;
		char *addr = kmap_local_page(bounce->page + (at >> PAGE_SHIFT));

		n = min_t(size_t, bounce->size - done, PAGE_SIZE - offset_in_page(at));
		if (to_device)
			memcpy(bounce->copy + done, addr + offset_in_page(at), n);
		else
			memcpy(addr + offset_in_page(at), bounce->copy + done, n);
		kunmap_local(addr);
	}
}

static struct bounce *find_bounce(dma_addr_t handle)
{
	struct bounce *bounce, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&bounce_lock, flags);
	list_for_each_entry (bounce, &bounces, list)
		if (handle - __pa(bounce->copy) < bounce->size)
			found = bounce;
	spin_unlock_irqrestore(&bounce_lock, flags);
	return found;
}

static dma_addr_t make_bounce(struct page *page, size_t offset, size_t size)
{
	struct bounce *bounce = kmalloc(sizeof(*bounce), GFP_ATOMIC);
	unsigned long flags;

	if (!bounce)
		return DMA_MAPPING_ERROR;
	bounce->copy = (void *)__get_free_pages(GFP_ATOMIC | GFP_DMA, get_order(size));
	if (!bounce->copy) {
		kfree(bounce);
		return DMA_MAPPING_ERROR;
	}
	bounce->page = page;
	bounce->offset = offset;
	bounce->size = size;
	/* also for reading: a device that writes less than all must leave the rest as it was */
	copy(bounce, true);
	spin_lock_irqsave(&bounce_lock, flags);
	list_add(&bounce->list, &bounces);
	nr_bounces++;
	spin_unlock_irqrestore(&bounce_lock, flags);
	return __pa(bounce->copy);
}

dma_addr_t dma_map_page(struct device *dev, struct page *page, size_t offset, size_t size,
			enum dma_data_direction dir)
{
	u64 last = (u64)page_to_phys(page) + offset + size - 1;

	if (last <= mask_of(dev))
		return page_to_phys(page) + offset;
	return make_bounce(page, offset, size);
}
EXPORT_SYMBOL(dma_map_page);

void dma_unmap_page(struct device *dev, dma_addr_t handle, size_t size, enum dma_data_direction dir)
{
	struct bounce *bounce = find_bounce(handle);
	unsigned long flags;

	if (!bounce)
		return;
	if (dir != DMA_TO_DEVICE)
		copy(bounce, false);
	spin_lock_irqsave(&bounce_lock, flags);
	list_del(&bounce->list);
	nr_bounces--;
	spin_unlock_irqrestore(&bounce_lock, flags);
	free_pages((unsigned long)bounce->copy, get_order(bounce->size));
	kfree(bounce);
}
EXPORT_SYMBOL(dma_unmap_page);

void dma_sync_single_for_cpu(struct device *dev, dma_addr_t handle, size_t size,
			     enum dma_data_direction dir)
{
	struct bounce *bounce = find_bounce(handle);

	if (bounce && dir != DMA_TO_DEVICE)
		copy(bounce, false);
}
EXPORT_SYMBOL(dma_sync_single_for_cpu);

void dma_sync_single_for_device(struct device *dev, dma_addr_t handle, size_t size,
				enum dma_data_direction dir)
{
	struct bounce *bounce = find_bounce(handle);

	if (bounce && dir != DMA_FROM_DEVICE)
		copy(bounce, true);
}
EXPORT_SYMBOL(dma_sync_single_for_device);

unsigned int dma_bounces(void)
{
	return READ_ONCE(nr_bounces);
}
