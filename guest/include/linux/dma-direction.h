/* SPDX-License-Identifier: GPL-2.0-only */
/* dma-direction: which way the bytes of a mapping go, from the CPU's side. */
#ifndef _LINUX_DMA_DIRECTION_H
#define _LINUX_DMA_DIRECTION_H

enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE, DMA_NONE };

static inline int valid_dma_direction(enum dma_data_direction dir)
{
	return dir <= DMA_FROM_DEVICE;
}

#endif
