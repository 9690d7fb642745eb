/* SPDX-License-Identifier: GPL-2.0-only */
/* highmem: where kmap() puts pages: one page table's worth, below the fixmap. */
#ifndef _ASM_HIGHMEM_H
#define _ASM_HIGHMEM_H

#include <asm/fixmap.h>
#include <asm/pgtable.h>

#define LAST_PKMAP	1024
#define LAST_PKMAP_MASK (LAST_PKMAP - 1)
#define PKMAP_NR(addr)	(((unsigned long)(addr)-PKMAP_BASE) >> PAGE_SHIFT)
#define PKMAP_ADDR(nr)	(PKMAP_BASE + ((unsigned long)(nr) << PAGE_SHIFT))

#endif
