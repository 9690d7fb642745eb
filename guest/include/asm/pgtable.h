/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pgtable: the kernel's page tables, and the map of its gigabyte:
 *
 *	PAGE_OFFSET   linear map of lowmem  high_memory
 *	              a gap of 8 to 16 MiB, so that running past the end faults
 *	VMALLOC_START vmalloc(), ioremap()  VMALLOC_END
 *	PKMAP_BASE    kmap()                + 4 MiB
 *	FIXADDR_START fixmap                FIXADDR_TOP
 */
#ifndef _ASM_PGTABLE_H
#define _ASM_PGTABLE_H

#include <linux/types.h>
#include <asm/fixmap.h>
#include <asm/page.h>
#include <asm/pgtable_types.h>
#include <asm/tlbflush.h>

#define PGDIR_SHIFT  22
#define PGDIR_SIZE   (1UL << PGDIR_SHIFT)
#define PGDIR_MASK   (~(PGDIR_SIZE - 1))
#define PMD_SHIFT    PGDIR_SHIFT
#define PMD_SIZE     PGDIR_SIZE
#define PMD_MASK     PGDIR_MASK
#define PTRS_PER_PGD 1024
#define PTRS_PER_PTE 1024

#define PKMAP_BASE ((FIXADDR_START - PAGE_SIZE * (1024 + 1)) & PMD_MASK)

extern void *high_memory; /* the end of the linear map */

#define VMALLOC_OFFSET (8UL << 20)
#define VMALLOC_START                                                                              \
	(((unsigned long)high_memory + 2 * VMALLOC_OFFSET - 1) & ~(VMALLOC_OFFSET - 1))
#define VMALLOC_END (PKMAP_BASE - 2 * PAGE_SIZE)
/* Modules are in areas of vmalloc()'s. */
#define MODULES_VADDR VMALLOC_START
#define MODULES_END   VMALLOC_END
#define MODULES_LEN   (MODULES_VADDR - MODULES_END)

extern pgd_t swapper_pg_dir[PTRS_PER_PGD];

#define pgd_index(addr)	   (((unsigned long)(addr) >> PGDIR_SHIFT) & (PTRS_PER_PGD - 1))
#define pte_index(addr)	   (((unsigned long)(addr) >> PAGE_SHIFT) & (PTRS_PER_PTE - 1))
#define pgd_offset_k(addr) (swapper_pg_dir + pgd_index(addr))

#define pgd_none(pgd)		     (!pgd_val(pgd))
#define pgd_present(pgd)	     (pgd_val(pgd) & _PAGE_PRESENT)
#define pgd_large(pgd)		     (pgd_val(pgd) & _PAGE_PSE)
#define pgd_page_vaddr(pgd)	     ((pte_t *)__va((unsigned long)(pgd_val(pgd) & (u32)PAGE_MASK)))
#define pte_offset_kernel(pgd, addr) (pgd_page_vaddr(*(pgd)) + pte_index(addr))

#define pte_none(pte)		  (!pte_val(pte))
#define pte_present(pte)	  (pte_val(pte) & (_PAGE_PRESENT | _PAGE_PROTNONE))
#define pte_pfn(pte)		  ((unsigned long)(pte_val(pte) >> PAGE_SHIFT))
#define pte_page(pte)		  pfn_to_page(pte_pfn(pte))
#define pfn_pte(pfn, prot)	  __pte((u32)((pfn) << PAGE_SHIFT) | pgprot_val(prot))
#define mk_pte(page, prot)	  pfn_pte(page_to_pfn(page), prot)
#define pgprot_noncached(prot)	  __pgprot(pgprot_val(prot) | _PAGE_PCD | _PAGE_PWT)
#define pgprot_writecombine(prot) pgprot_noncached(prot)
#define pte_write(pte)		  (pte_val(pte) & _PAGE_RW)
#define pte_dirty(pte)		  (pte_val(pte) & _PAGE_DIRTY)
#define pte_young(pte)		  (pte_val(pte) & _PAGE_ACCESSED)
#define pte_same(a, b)		  (pte_val(a) == pte_val(b))
#define pte_mkwrite(pte)	  __pte(pte_val(pte) | _PAGE_RW)
#define pte_wrprotect(pte)	  __pte(pte_val(pte) & ~_PAGE_RW)
#define pte_mkdirty(pte)	  __pte(pte_val(pte) | _PAGE_DIRTY)
#define pte_mkclean(pte)	  __pte(pte_val(pte) & ~_PAGE_DIRTY)
#define pte_mkyoung(pte)	  __pte(pte_val(pte) | _PAGE_ACCESSED)
#define pte_mkold(pte)		  __pte(pte_val(pte) & ~_PAGE_ACCESSED)
#define pte_special(pte)	  (pte_val(pte) & _PAGE_SPECIAL)
#define pte_mkspecial(pte)	  __pte(pte_val(pte) | _PAGE_SPECIAL)
#define pgprot_readonly(prot)	  __pgprot(pgprot_val(prot) & ~_PAGE_RW)
/* Frame, dirty and accessed of pte, the rights of prot. */
#define _PAGE_CHG_MASK                                                                             \
	((u32)PAGE_MASK | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_SPECIAL | _PAGE_PCD | _PAGE_PWT)
#define pte_modify(pte, prot)                                                                      \
	__pte((pte_val(pte) & _PAGE_CHG_MASK) | (pgprot_val(prot) & ~_PAGE_CHG_MASK))

/*
 * An entry that leads to swap: not present, not none.
 *	bits 31-9 offset   8: 0   7-6: 0   5-1 type   0: 0
 */
#define __swp_pte(type, offset) __pte((u32)(offset) << 9 | (u32)(type) << 1)
#define __swp_pte_type(pte)	(pte_val(pte) >> 1 & 0x1f)
#define __swp_pte_offset(pte)	(pte_val(pte) >> 9)

static inline void set_pte(pte_t *ptep, pte_t pte)
{
	*(volatile u32 *)&ptep->pte = pte.pte;
}

static inline void set_pgd(pgd_t *pgdp, pgd_t pgd)
{
	*(volatile u32 *)&pgdp->pgd = pgd.pgd;
}

#define pte_clear(ptep) set_pte(ptep, __pte(0))

/* The first entry of [from, to) that is not none, or to; from < to. */
static inline pte_t *pte_skip_none(pte_t *from, pte_t *to)
{
	unsigned long n = to - from;
	bool none;

	__asm__("repe scasl"
		: "+D"(from), "+c"(n), "=@ccz"(none)
		: "a"(0), "m"(*(pte_t(*)[PTRS_PER_PTE])from));
	return none ? to : from - 1;
}

/* Take an entry out: the processor may be setting its dirty bit this moment. */
static inline pte_t ptep_get_and_clear(pte_t *ptep)
{
	return __pte(__atomic_exchange_n(&ptep->pte, 0, __ATOMIC_SEQ_CST));
}

/* An address space's entries. The levels that two-level paging has not are the one above. */
typedef pgd_t p4d_t, pud_t, pmd_t;
#define pgd_offset_pgd(pgd, addr) ((pgd) + pgd_index(addr))
#define pgd_offset(mm, addr)	  pgd_offset_pgd((mm)->pgd, addr)
#define p4d_offset(pgd, addr)	  (pgd)
#define pud_offset(p4d, addr)	  (p4d)
#define pmd_offset(pud, addr)	  (pud)
#define pgd_bad(pgd)		  0
#define p4d_none(p4d)		  0
#define p4d_bad(p4d)		  0
#define pud_none(pud)		  0
#define pud_bad(pud)		  0
#define pmd_none(pmd)		  pgd_none(pmd)
#define pmd_bad(pmd)		  pgd_large(pmd)
#define pmd_large(pmd)		  pgd_large(pmd)
#define pmd_present(pmd)	  pgd_present(pmd)
#define pte_offset_map(pmd, addr) pte_offset_kernel(pmd, addr)
#define pte_unmap(pte)		  ((void)(pte))

/*
 * The entry of a kernel address; _alloc makes a page table where there is none (GFP_KERNEL
 * after boot), NULL: no memory for one. lookup: NULL when there is none, or when a 4 MiB
 * page covers addr.
 */
pte_t *pte_alloc_kernel(unsigned long addr);
pte_t *pte_lookup_kernel(unsigned long addr);
/*
 * The entry that shows a kernel address, or would: of a page (PG_LEVEL_4K), or of 4 MiB
 * (PG_LEVEL_2M, as x86 counts levels); NULL: there is no page table.
 */
enum pg_level { PG_LEVEL_NONE, PG_LEVEL_4K, PG_LEVEL_2M };
pte_t *lookup_address(unsigned long addr, unsigned int *level);

#endif
