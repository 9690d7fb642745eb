/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bootmem: memory for drivers linked into the kernel, large and contiguous, before the
 * page allocator takes the rest (Linux 2.x's calls, on memblock).
 */
#ifndef _LINUX_BOOTMEM_H
#define _LINUX_BOOTMEM_H

#include <linux/cache.h>
#include <linux/memblock.h>
#include <asm/page.h>

extern unsigned long min_low_pfn, max_low_pfn, max_pfn;

/* Cleared; above goal if possible, else below. Panics when there is none. */
void *__alloc_bootmem(unsigned long size, unsigned long align, unsigned long goal);
void *__alloc_bootmem_nopanic(unsigned long size, unsigned long align, unsigned long goal);

/* pa is physical. Only pages wholly within are given back. */
void free_bootmem(unsigned long pa, unsigned long size);
void reserve_bootmem(unsigned long pa, unsigned long size);

#define alloc_bootmem(size)	      __alloc_bootmem(size, SMP_CACHE_BYTES, __pa(MAX_DMA_ADDRESS))
#define alloc_bootmem_low(size)	      __alloc_bootmem(size, SMP_CACHE_BYTES, 0)
#define alloc_bootmem_pages(size)     __alloc_bootmem(size, PAGE_SIZE, __pa(MAX_DMA_ADDRESS))
#define alloc_bootmem_low_pages(size) __alloc_bootmem(size, PAGE_SIZE, 0)

#endif
