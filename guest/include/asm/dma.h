/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dma: the ISA bus's DMA channels, two 8237A in a row. Channels 0 to 3 move bytes, at
 * most 64 KiB that do not cross a multiple of 64 KiB; 5 to 7 move words, twice as much.
 * Channel 4 is where the first chip hangs on the second. Memory below 16 MiB only:
 * GFP_DMA.
 *
 * A channel is one driver's by request_dma(). Its registers are set under
 * claim_dma_lock(), as the two chips share a flip-flop between low and high byte. To
 * start: disable_dma(), clear_dma_ff(), set_dma_mode(), set_dma_addr(), set_dma_count(),
 * enable_dma().
 */
#ifndef _ASM_DMA_H
#define _ASM_DMA_H

#include <linux/spinlock.h>
#include <asm/io.h>
#include <asm/page.h> /* MAX_DMA_ADDRESS: lowmem beyond is out of reach */

#define MAX_DMA_CHANNELS 8

#define DMA_MODE_READ	 0x44 /* device to memory, single transfers */
#define DMA_MODE_WRITE	 0x48
#define DMA_MODE_CASCADE 0xc0
#define DMA_AUTOINIT	 0x10 /* or'ed in: begin anew when done */

extern spinlock_t dma_spin_lock;

static inline unsigned long claim_dma_lock(void)
{
	unsigned long flags;

	spin_lock_irqsave(&dma_spin_lock, flags);
	return flags;
}

static inline void release_dma_lock(unsigned long flags)
{
	spin_unlock_irqrestore(&dma_spin_lock, flags);
}

/* Under the lock; dmanr is a channel of the caller's. */
void enable_dma(unsigned int dmanr);
void disable_dma(unsigned int dmanr);
void clear_dma_ff(unsigned int dmanr);
void set_dma_mode(unsigned int dmanr, char mode);
void set_dma_page(unsigned int dmanr, char pagenr);
void set_dma_addr(unsigned int dmanr, unsigned int pa);
/* In bytes, also for the channels that move words. */
void set_dma_count(unsigned int dmanr, unsigned int count);
/* Bytes still to be moved; while the channel is enabled, a moving target. */
int get_dma_residue(unsigned int dmanr);

/* 0; -EINVAL: no such channel; -EBUSY: another's. device_id: static text, for /proc/dma. */
int request_dma(unsigned int dmanr, const char *device_id);
void free_dma(unsigned int dmanr);
/* The owner's device_id; NULL: nobody's, or no such channel. */
const char *dma_owner(unsigned int dmanr);

#define isa_dma_bridge_buggy 0

#endif
