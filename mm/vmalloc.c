/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vmalloc: contiguous addresses for pages that are not.
 *
 * 1. Purpose. Large contiguous blocks of memory are soon broken up; single pages are
 *    always there. Page tables can put single pages in a row. The price: tables to write,
 *    a TLB entry for every page instead of one for 4 MiB, and physical addresses that jump,
 *    so no device can use it.
 *
 * 2. Structures. An area (mm/vm_area.c) and what it shows:
 *
 *	VMALLOC_START                                             VMALLOC_END
 *	|[ area ]g[ area ]g.....free.....[     area     ]g.......|
 *	     |
 *	   vm_struct: addr, size (with g), pages[] -> struct page, anywhere, high memory first
 *
 * 3. Invariants. The pages of an area of vmalloc()'s bear PG_vmalloc and lead to it. Page
 *    tables, once made, stay.
 *
 * 4. Locking and context. Page tables of an area are written by whoever makes or unmakes
 *    the area, alone. Process context, may sleep; vfree() also in interrupts, where it
 *    leaves the work to a thread: the first word of what is to be freed links the next.
 *
 * 5. Failure. Size 0, more pages than there are, no gap, no memory: NULL, and everything
 *    taken on the way is given back. vfree() of what is no area: a warning.
 */
#include <abi/probe.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>
#include <asm/pgtable.h>

#include "internal.h"

static atomic_t nr_vmalloc_pages = ATOMIC_INIT(0);

/* ---- page tables ---- */

static int map_page(unsigned long addr, unsigned long pfn, pgprot_t prot)
{
	pte_t *pte = pte_alloc_kernel(addr);

	if (!pte)
		return -ENOMEM;
	WARN_ON(pte_present(*pte));
	set_pte(pte, pfn_pte(pfn, prot));
	return 0;
}

int ioremap_page_range(unsigned long start, unsigned long end, phys_addr_t pa, pgprot_t prot)
{
	unsigned long addr;

	for (addr = start; addr < end; addr += PAGE_SIZE, pa += PAGE_SIZE)
		if (map_page(addr, PHYS_PFN(pa), prot))
			return -ENOMEM;
	return 0;
}

static int map_pages(const struct vm_struct *area, pgprot_t prot)
{
	unsigned long addr = (unsigned long)area->addr;
	unsigned int i;

	for (i = 0; i < area->nr_pages; i++, addr += PAGE_SIZE)
		if (map_page(addr, page_to_pfn(area->pages[i]), prot))
			return -ENOMEM;
	return 0;
}

/* ---- vmalloc ---- */

static void free_area_pages(struct vm_struct *area)
{
	unsigned int i;

	for (i = 0; i < area->nr_pages; i++) {
		__ClearPageVmalloc(area->pages[i]);
		area->pages[i]->vm_area = NULL;
		__free_page(area->pages[i]);
	}
	if (area->flags & VM_ALLOC)
		atomic_sub(area->nr_pages, &nr_vmalloc_pages);
	kvfree(area->pages);
}

static int alloc_area_pages(struct vm_struct *area, gfp_t gfp, unsigned long caller)
{
	unsigned int want = (area->size - PAGE_SIZE) >> PAGE_SHIFT;
	struct page *page;

	area->pages = kvmalloc(want * sizeof(struct page *), gfp & ~(__GFP_HIGHMEM | __GFP_ZERO));
	if (!area->pages)
		return -ENOMEM;
	for (; area->nr_pages < want; area->nr_pages++) {
		page = alloc_pages_caller(gfp, 0, caller);
		if (!page)
			return -ENOMEM;
		__SetPageVmalloc(page);
		if (area->flags & VM_MODULE)
			__SetPageModule(page);
		page->vm_area = area;
		area->pages[area->nr_pages] = page;
		atomic_inc(&nr_vmalloc_pages);
	}
	return 0;
}

static void release(struct vm_struct *area)
{
	vm_area_unmap(area);
	if (area->flags & (VM_ALLOC | VM_MAP_PUT_PAGES) && area->pages)
		free_area_pages(area);
	vm_area_retire(area);
}

void *__vmalloc_flags(unsigned long size, gfp_t gfp, pgprot_t prot, unsigned long vm_flags,
		      const void *caller)
{
	struct vm_struct *area;
	void *addr = NULL;

	if (!size || PAGE_ALIGN(size) >> PAGE_SHIFT > num_physpages || PAGE_ALIGN(size) < size) {
		alloc_why_step(ALLOC_STEP_REFUSED);
		return NULL;
	}
	area = get_vm_area_caller(size, VM_ALLOC | vm_flags, caller);
	if (area && (alloc_area_pages(area, gfp, (unsigned long)caller) || map_pages(area, prot)))
		release(area);
	else if (area)
		addr = area->addr;
	PROBE4(vmalloc, alloc, addr, size, addr ? area->nr_pages : 0, caller);
	return addr;
}
EXPORT_SYMBOL(__vmalloc_flags);

void *vmalloc(unsigned long size)
{
	return __vmalloc_flags(size, GFP_KERNEL | __GFP_HIGHMEM, PAGE_KERNEL, 0, (void *)_RET_IP_);
}
EXPORT_SYMBOL(vmalloc);

void *vzalloc(unsigned long size)
{
	return __vmalloc_flags(size, GFP_KERNEL | __GFP_HIGHMEM | __GFP_ZERO, PAGE_KERNEL, 0,
			       (void *)_RET_IP_);
}
EXPORT_SYMBOL(vzalloc);

void *vmalloc_user(unsigned long size)
{
	return __vmalloc_flags(size, GFP_KERNEL | __GFP_HIGHMEM | __GFP_ZERO, PAGE_KERNEL, 0,
			       (void *)_RET_IP_);
}
EXPORT_SYMBOL(vmalloc_user);

void *vmalloc_32(unsigned long size)
{
	return __vmalloc_flags(size, GFP_KERNEL, PAGE_KERNEL, 0, (void *)_RET_IP_);
}
EXPORT_SYMBOL(vmalloc_32);

void *vmalloc_32_user(unsigned long size)
{
	return __vmalloc_flags(size, GFP_KERNEL | __GFP_ZERO, PAGE_KERNEL, 0, (void *)_RET_IP_);
}
EXPORT_SYMBOL(vmalloc_32_user);

/* An array: NULL when n * size is more than fits a size. */
void *vmalloc_array(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		return NULL;
	return __vmalloc_flags(bytes, GFP_KERNEL | __GFP_HIGHMEM, PAGE_KERNEL, 0, (void *)_RET_IP_);
}
EXPORT_SYMBOL(vmalloc_array);

void *vcalloc(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		return NULL;
	return __vmalloc_flags(bytes, GFP_KERNEL | __GFP_HIGHMEM | __GFP_ZERO, PAGE_KERNEL, 0,
			       (void *)_RET_IP_);
}
EXPORT_SYMBOL(vcalloc);

void *vmalloc_exec(unsigned long size)
{
	return __vmalloc_flags(size, GFP_KERNEL | __GFP_HIGHMEM, PAGE_KERNEL_EXEC, VM_MODULE,
			       (void *)_RET_IP_);
}

static void free_mapped(const void *addr)
{
	struct vm_struct *area = find_vm_area(addr);

	if (WARN(!area || area->addr != addr || !(area->flags & (VM_ALLOC | VM_MAP)),
		 "Trying to vfree() nonexistent vm area (%p)\n", addr))
		return;
	PROBE2(vmalloc, free, addr, area->size);
	release(area);
}

/* ---- vfree() in interrupts ---- */

static void **deferred; /* linked by their first words */
static DEFINE_SPINLOCK(deferred_lock);

static void free_deferred(struct work_struct *unused)
{
	void **at, **next;

	spin_lock_irq(&deferred_lock);
	at = deferred;
	deferred = NULL;
	spin_unlock_irq(&deferred_lock);
	for (; at; at = next) {
		next = *at;
		free_mapped(at);
	}
}

static DECLARE_WORK(deferred_work, free_deferred);

static void defer(void **addr)
{
	unsigned long flags;

	spin_lock_irqsave(&deferred_lock, flags);
	*addr = deferred;
	deferred = addr;
	spin_unlock_irqrestore(&deferred_lock, flags);
	schedule_work(&deferred_work);
}

void vfree(const void *addr)
{
	if (!addr || WARN(!PAGE_ALIGNED(addr), "Trying to vfree() bad address (%p)\n", addr))
		return;
	if (unlikely(in_interrupt()))
		defer((void **)addr);
	else
		free_mapped(addr);
}
EXPORT_SYMBOL(vfree);

/* ---- vmap ---- */

void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot)
{
	struct vm_struct *area;

	if (count > num_physpages)
		return NULL;
	area = get_vm_area_caller((unsigned long)count << PAGE_SHIFT, VM_MAP,
				  __builtin_return_address(0));
	if (!area)
		return NULL;
	area->pages = pages;
	area->nr_pages = count;
	if (map_pages(area, prot)) {
		release(area);
		return NULL;
	}
	area->flags |= flags & VM_MAP_PUT_PAGES;
	return area->addr;
}
EXPORT_SYMBOL(vmap);

void vunmap(const void *addr)
{
	struct vm_struct *area = addr ? find_vm_area(addr) : NULL;

	if (WARN(addr && (!area || area->addr != addr),
		 "Trying to vunmap() nonexistent vm area (%p)\n", addr) ||
	    !addr)
		return;
	vm_area_unmap(area);
	vm_area_retire(area);
}
EXPORT_SYMBOL(vunmap);

struct page *vmalloc_to_page(const void *addr)
{
	pte_t *pte = is_vmalloc_addr(addr) ? pte_lookup_kernel((unsigned long)addr) : NULL;

	if (!pte || !pte_present(*pte) || !pfn_valid(pte_pfn(*pte)))
		return NULL;
	return pte_page(*pte);
}
EXPORT_SYMBOL(vmalloc_to_page);

unsigned long vmalloc_to_pfn(const void *addr)
{
	pte_t *pte = pte_lookup_kernel((unsigned long)addr);

	return pte && pte_present(*pte) ? pte_pfn(*pte) : 0;
}
EXPORT_SYMBOL(vmalloc_to_pfn);

unsigned long vmalloc_nr_pages(void)
{
	return atomic_read(&nr_vmalloc_pages);
}

/* ---- either ---- */

void *kvmalloc(size_t size, gfp_t gfp)
{
	void *p;

	if (size <= PAGE_SIZE || !(gfp & __GFP_WAIT))
		return kmalloc(size, gfp);
	p = kmalloc(size, gfp | __GFP_NOWARN | __GFP_NORETRY);
	if (p)
		return p;
	return __vmalloc_flags(size, gfp | __GFP_HIGHMEM, PAGE_KERNEL, 0, (void *)_RET_IP_);
}
EXPORT_SYMBOL(kvmalloc);

void kvfree(const void *p)
{
	if (is_vmalloc_addr(p))
		vfree(p);
	else
		kfree(p);
}
EXPORT_SYMBOL(kvfree);

void *kvrealloc(const void *p, size_t old_size, size_t new_size, gfp_t gfp)
{
	void *moved;

	if (old_size >= new_size)
		return (void *)p;
	moved = kvmalloc(new_size, gfp);
	if (!moved)
		return NULL;
	memcpy(moved, p, old_size);
	kvfree(p);
	return moved;
}
EXPORT_SYMBOL(kvrealloc);

void __init vmalloc_init(void)
{
	BUG_ON(VMALLOC_START >= VMALLOC_END);
}
