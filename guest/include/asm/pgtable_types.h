/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pgtable_types: entries of page tables and directories (SDM 3A 4.3, "32-bit paging").
 * Both hold a frame's address in the upper 20 bits and these in the lower 12.
 */
#ifndef _ASM_PGTABLE_TYPES_H
#define _ASM_PGTABLE_TYPES_H

#include <linux/types.h>

#define _PAGE_PRESENT  0x001u
#define _PAGE_RW       0x002u
#define _PAGE_USER     0x004u
#define _PAGE_PWT      0x008u
#define _PAGE_PCD      0x010u
#define _PAGE_ACCESSED 0x020u
#define _PAGE_DIRTY    0x040u
#define _PAGE_PSE      0x080u /* directory: a 4 MiB page */
#define _PAGE_GLOBAL   0x100u /* stays in the TLB when CR3 is loaded */
#define _PAGE_SPECIAL  0x200u /* ours: the frame is not counted by its struct page */
#define _PAGE_PROTNONE 0x100u /* not present for the processor, but a page is there */

typedef struct {
	u32 pte;
} pte_t;

typedef struct {
	u32 pgd;
} pgd_t;

typedef struct {
	u32 pgprot;
} pgprot_t;

#define __pte(x)      ((pte_t){x})
#define __pgd(x)      ((pgd_t){x})
#define __pgprot(x)   ((pgprot_t){x})
#define pte_val(x)    ((x).pte)
#define pgd_val(x)    ((x).pgd)
#define pgprot_val(x) ((x).pgprot)

#define __PAGE_KERNEL	    (_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_GLOBAL)
#define PAGE_KERNEL	    __pgprot(__PAGE_KERNEL)
#define PAGE_KERNEL_RO	    __pgprot(__PAGE_KERNEL & ~_PAGE_RW)
#define PAGE_KERNEL_EXEC    PAGE_KERNEL
#define PAGE_KERNEL_NOCACHE __pgprot(__PAGE_KERNEL | _PAGE_PCD | _PAGE_PWT)
#define PAGE_KERNEL_IO	    PAGE_KERNEL_NOCACHE

/* A program's pages. There is no bit for "not to be executed" without PAE. */
#define PAGE_NONE     __pgprot(_PAGE_PROTNONE | _PAGE_ACCESSED)
#define PAGE_SHARED   __pgprot(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER | _PAGE_ACCESSED)
#define PAGE_READONLY __pgprot(_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED)
#define PAGE_COPY     PAGE_READONLY

#endif
