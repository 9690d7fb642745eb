/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vmalloc: addresses of the kernel made by page tables: pages from anywhere in a row, or
 * the memory of devices. Between VMALLOC_START and VMALLOC_END (asm/pgtable.h).
 */
#ifndef _LINUX_VMALLOC_H
#define _LINUX_VMALLOC_H

#include <linux/gfp.h>
#include <linux/types.h>
#include <asm/pgtable.h>

#define VM_IOREMAP	 0x00000001ul /* of a device: no pages of ours */
#define VM_ALLOC	 0x00000002ul /* by vmalloc(): the pages are the area's */
#define VM_MAP		 0x00000004ul /* by vmap(): the pages are somebody else's */
#define VM_MODULE	 0x00000008ul /* backs a module */
#define VM_MAP_PUT_PAGES 0x00000200ul /* vmap() that takes the pages over */
#define VM_LAZY		 0x00010000ul /* gone; only its addresses are not free yet (mm/vm_area.c) */

/* One area. size includes a page at the end that stays unmapped, so overruns fault. */
struct vm_struct {
	struct vm_struct *next; /* in vmlist, by rising address */
	void *addr;
	unsigned long size;
	unsigned long flags;
	struct page **pages; /* nr_pages of them, VM_ALLOC and VM_MAP */
	unsigned int nr_pages;
	phys_addr_t phys_addr; /* VM_IOREMAP */
	const void *caller;
};

#ifndef MODULE /* the kernel's own */
extern struct vm_struct *vmlist;
#endif

/*
 * size bytes (rounded up to pages), contiguous for the kernel only. NULL: size is 0, no
 * memory, or no room. May sleep: process context only.
 */
void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *vmalloc_user(unsigned long size);
void *vmalloc_32(unsigned long size); /* lowmem pages */
void *vmalloc_32_user(unsigned long size);
void *vmalloc_array(size_t n, size_t size);
void *vcalloc(size_t n, size_t size);
void *vmalloc_exec(unsigned long size); /* for modules */
void *__vmalloc_flags(unsigned long size, gfp_t gfp, pgprot_t prot, unsigned long vm_flags,
		      const void *caller);
/* Two arguments since 5.8, a pgprot_t as the third before. */
#define __vmalloc_pick(_1, _2, _3, prot, ...) prot
#define __vmalloc_prot(size, gfp, prot)                                                            \
	__vmalloc_flags(size, gfp, prot, 0, __builtin_return_address(0))
#define __vmalloc_plain(size, gfp) __vmalloc_prot(size, gfp, PAGE_KERNEL)
#define vmalloc_huge(size, gfp)	   __vmalloc_plain(size, gfp)
#define __vmalloc(...)		   __vmalloc_pick(__VA_ARGS__, __vmalloc_prot, __vmalloc_plain, , )(__VA_ARGS__)
#define vmalloc_node(size, node)   vmalloc(size)
#define vzalloc_node(size, node)   vzalloc(size)

/* NULL is fine. May sleep; from interrupts a thread does it later. */
void vfree(const void *addr);

/*
 * Map count pages, which stay the caller's; NULL: no room. With VM_MAP_PUT_PAGES they, and
 * the array (of kmalloc() or vmalloc()), are the area's from here on; vfree() ends it then.
 */
void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot);
void vunmap(const void *addr);

/* The page behind an address of vmalloc()'s or vmap()'s; NULL: none. */
struct page *vmalloc_to_page(const void *addr);
unsigned long vmalloc_to_pfn(const void *addr);

static inline bool is_vmalloc_addr(const void *p)
{
	unsigned long addr = (unsigned long)p;

	return addr >= VMALLOC_START && addr < VMALLOC_END;
}

/* The area that holds addr, guard page included; NULL: none. It may go at any time. */
struct vm_struct *find_vm_area(const void *addr);
/* Address space for size bytes and a guard page. NULL: none left, or no memory. */
struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller);
#define get_vm_area(size, flags) get_vm_area_caller(size, flags, __builtin_return_address(0))
/* Unmap an area and take it off the list; it is the caller's to kfree(). NULL: no such. */
struct vm_struct *remove_vm_area(const void *addr);
/* The end of what get_vm_area() gave. */
void free_vm_area(struct vm_struct *area);
/*
 * Addresses that were freed may still be known to the TLBs of other CPUs, where nobody is to
 * use them; they are not given out again before all have forgotten. Make them forget now: for
 * who changes how pages that were mapped once are cached or used. Not from interrupts.
 */
void vm_unmap_aliases(void);
/* Page tables for [start, end) from pa on. 0 or -ENOMEM. */
int ioremap_page_range(unsigned long start, unsigned long end, phys_addr_t pa, pgprot_t prot);

#ifndef MODULE /* the kernel's own */
/* Whoever walks vmlist holds it (mm/vm_area.c). Areas with VM_LAZY are nobody's. */
void vmlist_read_lock(void);
void vmlist_read_unlock(void);
#endif

#define VMALLOC_TOTAL (VMALLOC_END - VMALLOC_START)

#ifndef MODULE /* the kernel's own */
struct vmalloc_info {
	unsigned long used;	     /* bytes, guard pages included */
	unsigned long largest_chunk; /* largest free range, bytes */
};
void get_vmalloc_info(struct vmalloc_info *vmi);
#endif
unsigned long vmalloc_nr_pages(void);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/init.h>
#include <linux/overflow.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#endif

#endif
