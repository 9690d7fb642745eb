/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vmalloc: contiguous addresses for pages that are not.
 *
 * 1. Purpose. Large contiguous blocks of memory are soon broken up; single pages are
 *    always there. Page tables can put single pages in a row. The price: tables to write,
 *    a TLB entry for every page instead of one for 4 MiB, and physical addresses that jump,
 *    so no device can use it.
 *
 * 2. Structures. vmlist, the areas by rising address, each followed by a page that is not
 *    mapped, so that running past the end faults:
 *
 *	VMALLOC_START                                             VMALLOC_END
 *	|[ area ]g[ area ]g.....free.....[     area     ]g.......|
 *	     |
 *	   vm_struct: addr, size (with g), pages[] -> struct page, anywhere, high memory first
 *
 *    A new area goes into the first gap that holds it.
 *
 * 3. Invariants. Areas do not overlap and lie wholly within the range. Entries of page
 *    tables there are present only inside areas. The pages of an area of vmalloc()'s bear
 *    PG_vmalloc and lead to it. Page tables, once made, stay.
 *
 * 4. Locking and context. vmlist_lock for the list. Page tables of an area are written by
 *    whoever makes or unmakes the area, alone. Process context, may sleep.
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
#include <asm/pgtable.h>

#include "internal.h"

struct vm_struct *vmlist;
EXPORT_SYMBOL(vmlist);
static DEFINE_SPINLOCK(vmlist_lock);
static atomic_t nr_vmalloc_pages = ATOMIC_INIT(0);

void vmlist_read_lock(void)
{
	spin_lock(&vmlist_lock);
}

void vmlist_read_unlock(void)
{
	spin_unlock(&vmlist_lock);
}

/* ---- page tables ---- */

static void unmap_range(unsigned long start, unsigned long end)
{
	unsigned long addr;
	pte_t *pte;

	for (addr = start; addr < end; addr += PAGE_SIZE) {
		pte = pte_lookup_kernel(addr);
		if (pte)
			pte_clear(pte);
	}
	flush_tlb_kernel_range(start, end);
}

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

/* ---- areas ---- */

/* The place in vmlist before which an area of that size fits; its address in *at. */
static struct vm_struct **find_gap(unsigned long size, unsigned long *at)
{
	struct vm_struct **link;

	*at = VMALLOC_START;
	for (link = &vmlist; *link; link = &(*link)->next) {
		if ((unsigned long)(*link)->addr - *at >= size)
			return link;
		*at = (unsigned long)(*link)->addr + (*link)->size;
	}
	return *at < VMALLOC_END && VMALLOC_END - *at >= size ? link : NULL;
}

struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller)
{
	struct vm_struct *area, **link;
	unsigned long addr;

	size = PAGE_ALIGN(size);
	if (!size || size + PAGE_SIZE < size)
		return NULL;
	if (WARN_ON(in_interrupt())) {
		alloc_why_step(ALLOC_STEP_CONTEXT);
		return NULL;
	}
	area = kzalloc(sizeof(*area), GFP_KERNEL);
	if (!area)
		return NULL;
	area->size = size + PAGE_SIZE;
	area->flags = flags;
	area->caller = caller;
	spin_lock(&vmlist_lock);
	link = find_gap(area->size, &addr);
	if (link) {
		area->addr = (void *)addr;
		area->next = *link;
		*link = area;
	}
	spin_unlock(&vmlist_lock);
	if (!link) {
		alloc_why_step(ALLOC_STEP_NO_ROOM);
		pr_warn_ratelimited("allocation failed: out of vmalloc space - "
				    "use vmalloc=<size> to increase size.\n");
		kfree(area);
		return NULL;
	}
	return area;
}

static struct vm_struct *area_of(unsigned long addr)
{
	struct vm_struct *area;

	for (area = vmlist; area && (unsigned long)area->addr <= addr; area = area->next)
		if (addr - (unsigned long)area->addr < area->size)
			return area;
	return NULL;
}

struct vm_struct *find_vm_area(const void *addr)
{
	struct vm_struct *area;

	spin_lock(&vmlist_lock);
	area = area_of((unsigned long)addr);
	spin_unlock(&vmlist_lock);
	return area;
}
EXPORT_SYMBOL(find_vm_area);

/* Unmapped first, then off the list: the addresses are nobody's before the TLB forgot them. */
struct vm_struct *remove_vm_area(const void *addr)
{
	struct vm_struct *area = find_vm_area(addr), **link;

	if (!area || area->addr != addr)
		return NULL;
	unmap_range((unsigned long)addr, (unsigned long)addr + area->size - PAGE_SIZE);
	spin_lock(&vmlist_lock);
	for (link = &vmlist; *link != area; link = &(*link)->next)
		;
	*link = area->next;
	spin_unlock(&vmlist_lock);
	return area;
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
	if (area->flags & VM_ALLOC && area->pages)
		free_area_pages(area);
	kfree(area);
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
		release(remove_vm_area(area->addr));
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

void vfree(const void *addr)
{
	struct vm_struct *area;

	if (!addr)
		return;
	if (WARN_ON(in_interrupt()) ||
	    WARN(!PAGE_ALIGNED(addr), "Trying to vfree() bad address (%p)\n", addr))
		return;
	area = find_vm_area(addr);
	if (WARN(!area || area->addr != addr || !(area->flags & VM_ALLOC),
		 "Trying to vfree() nonexistent vm area (%p)\n", addr))
		return;
	PROBE2(vmalloc, free, addr, area->size);
	release(remove_vm_area(addr));
}
EXPORT_SYMBOL(vfree);

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
		release(remove_vm_area(area->addr));
		return NULL;
	}
	return area->addr;
}
EXPORT_SYMBOL(vmap);

void vunmap(const void *addr)
{
	struct vm_struct *area = addr ? remove_vm_area(addr) : NULL;

	if (!WARN(addr && !area, "Trying to vunmap() nonexistent vm area (%p)\n", addr))
		kfree(area);
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

void get_vmalloc_info(struct vmalloc_info *vmi)
{
	unsigned long at = VMALLOC_START;
	struct vm_struct *area;

	vmi->used = 0;
	vmi->largest_chunk = 0;
	spin_lock(&vmlist_lock);
	for (area = vmlist; area; area = area->next) {
		vmi->used += area->size;
		vmi->largest_chunk = max(vmi->largest_chunk, (unsigned long)area->addr - at);
		at = (unsigned long)area->addr + area->size;
	}
	spin_unlock(&vmlist_lock);
	vmi->largest_chunk = max(vmi->largest_chunk, VMALLOC_END - at);
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
