/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dma_sg: buffers in pieces, for devices that take a list of them.
 *
 * 1. Purpose. A buffer of vmalloc()'s, or of a program's, is contiguous for the CPU only. A
 *    device that scatters and gathers is given its pages one by one.
 *
 * 2. Structures. A scatterlist: page, offset and length of each piece go in; dma_address and
 *    dma_length come out.
 *
 *	sg[0] page 7, 100.. -> 0x7064, or a bounce buffer (mm/dma.c)
 *	sg[1] page 3        -> 0x3000
 *
 * 3. Invariants. All pieces are mapped, or none.
 *
 * 4. Locking and context. Any; the list is the caller's alone.
 *
 * 5. Failure. No memory for a bounce: 0 pieces.
 */
#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>

#include "internal.h"

unsigned int dma_map_sg(struct device *dev, struct scatterlist *sgl, int nents,
			enum dma_data_direction dir)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(sgl, sg, nents, i)
	{
		sg->dma_address = dma_map_page(dev, sg_page(sg), sg->offset, sg->length, dir);
		sg->dma_length = sg->length;
		if (dma_mapping_error(dev, sg->dma_address)) {
			dma_unmap_sg(dev, sgl, i, DMA_TO_DEVICE);
			return 0;
		}
	}
	return nents;
}
EXPORT_SYMBOL(dma_map_sg);

void dma_unmap_sg(struct device *dev, struct scatterlist *sgl, int nents,
		  enum dma_data_direction dir)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(sgl, sg, nents, i) dma_unmap_page(dev, sg->dma_address, sg->dma_length, dir);
}
EXPORT_SYMBOL(dma_unmap_sg);

void dma_sync_sg_for_cpu(struct device *dev, struct scatterlist *sgl, int nents,
			 enum dma_data_direction dir)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(sgl, sg, nents, i)
	    dma_sync_single_for_cpu(dev, sg->dma_address, sg->dma_length, dir);
}
EXPORT_SYMBOL(dma_sync_sg_for_cpu);

void dma_sync_sg_for_device(struct device *dev, struct scatterlist *sgl, int nents,
			    enum dma_data_direction dir)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(sgl, sg, nents, i)
	    dma_sync_single_for_device(dev, sg->dma_address, sg->dma_length, dir);
}
EXPORT_SYMBOL(dma_sync_sg_for_device);

int dma_map_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir,
		    unsigned long attrs)
{
	table->nents = dma_map_sg(dev, table->sgl, table->orig_nents, dir);
	return table->nents ? 0 : -EIO;
}
EXPORT_SYMBOL(dma_map_sgtable);

void dma_unmap_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir,
		       unsigned long attrs)
{
	dma_unmap_sg(dev, table->sgl, table->orig_nents, dir);
}
EXPORT_SYMBOL(dma_unmap_sgtable);
