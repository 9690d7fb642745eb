/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page: the page, and the linear map: physical memory from 0 appears at PAGE_OFFSET, as
 * far as lowmem goes.
 */
#ifndef _ASM_PAGE_H
#define _ASM_PAGE_H

#include <linux/const.h>

#define PAGE_SHIFT 12
#define PAGE_SIZE  (_AC(1, UL) << PAGE_SHIFT)
#define PAGE_MASK  (~(PAGE_SIZE - 1))

#define __PAGE_OFFSET _AC(0xC0000000, UL)
#define PAGE_OFFSET   __PAGE_OFFSET

/* Loaded at 1 MiB, where multiboot loaders can. */
#define LOAD_PHYSICAL_ADDR _AC(0x100000, UL)
#define KERNEL_BASE	   (PAGE_OFFSET + LOAD_PHYSICAL_ADDR)

/* ISA DMA reaches the first 16 MiB. */
#define MAX_DMA_ADDRESS (PAGE_OFFSET + 0x1000000)

#define THREAD_SIZE_ORDER 1
#define THREAD_SIZE	  (PAGE_SIZE << THREAD_SIZE_ORDER)
#define THREAD_ALIGN THREAD_SIZE

#ifndef __ASSEMBLY__

#include <linux/string.h>
#include <linux/types.h>

struct page;

#define PAGE_ALIGN(addr)   (((addr) + PAGE_SIZE - 1) & PAGE_MASK)
#define PAGE_ALIGNED(addr) (((unsigned long)(addr) & ~PAGE_MASK) == 0)
#define offset_in_page(p)  ((unsigned long)(p) & ~PAGE_MASK)

#define __pa(x)	       ((unsigned long)(x)-PAGE_OFFSET)
#define __va(x)	       ((void *)((unsigned long)(x) + PAGE_OFFSET))
#define __pa_symbol(x) __pa(x)

#define PFN_ALIGN(x) (((unsigned long)(x) + PAGE_SIZE - 1) & PAGE_MASK)
#define PFN_UP(x)    (((x) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(x)  ((x) >> PAGE_SHIFT)
#define PFN_PHYS(x)  ((phys_addr_t)(x) << PAGE_SHIFT)
#define PHYS_PFN(x)  ((unsigned long)((x) >> PAGE_SHIFT))

extern struct page *mem_map; /* of max_mapnr entries, from pfn 0 */
extern unsigned long max_mapnr;

#define pfn_to_page(pfn)   (mem_map + (pfn))
#define page_to_pfn(page)  ((unsigned long)((page)-mem_map))
#define pfn_valid(pfn)	   ((pfn) < max_mapnr)
#define page_to_phys(page) PFN_PHYS(page_to_pfn(page))
#define virt_to_pfn(addr)  (__pa(addr) >> PAGE_SHIFT)
#define pfn_to_kaddr(pfn)  __va((pfn) << PAGE_SHIFT)
#define virt_to_page(addr) pfn_to_page(__pa(addr) >> PAGE_SHIFT)

/* An address of the linear map, below high_memory. */
bool __virt_addr_valid(unsigned long addr);
#define virt_addr_valid(addr) __virt_addr_valid((unsigned long)(addr))

static inline void clear_page(void *page)
{
	memset(page, 0, PAGE_SIZE);
}

static inline void copy_page(void *to, const void *from)
{
	memcpy(to, from, PAGE_SIZE);
}

#include <asm-generic/getorder.h>

#endif
#endif
