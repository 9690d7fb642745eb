/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vm_area: who has which addresses between VMALLOC_START and VMALLOC_END.
 *
 * 1. Purpose. vmalloc(), vmap() and ioremap() need addresses; what they show there is
 *    their affair. Giving addresses back is the difficult part: CPUs remember translations
 *    in their TLBs, and asking all of them to forget costs an interrupt on each.
 *
 * 2. Structures. vmlist, the areas by rising address, each followed by a page that is not
 *    mapped, so that running past the end faults. A new area goes into the first gap that
 *    holds it.
 *
 *	VMALLOC_START                                             VMALLOC_END
 *	|[ area ]g[ lazy ]g.....free.....[     area     ]g.......|
 *
 *    With several CPUs, an area that was freed stays as a lazy one. This CPU has forgotten
 *    it, the others may not have. When many pages are lazy, there is no gap, or code is
 *    among them, they are purged: one flush on all CPUs for all of them, and then they are
 *    free. So a module that comes and goes leaves no areas, nor their objects, behind.
 *
 *	            vfree()           flush on all CPUs
 *	 area ---------------> VM_LAZY ---------------> VM_PURGING ---> free
 *	   \                                                            ^
 *	    '---------------------------- one CPU ----------------------'
 *
 * 3. Invariants. Areas do not overlap and lie wholly within the range. Entries of page
 *    tables there are present only inside areas that are not lazy. No gap has addresses
 *    that any TLB knows.
 *
 * 4. Locking and context. vmlist_lock for the list; purge_lock, outside of it, for the one
 *    who purges. Neither from interrupts. get_vm_area() may sleep.
 *
 * 5. Failure. No gap even after a purge, or no memory: NULL.
 */
#include <abi/vm_area.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>

#include "internal.h"

#define VM_PURGING  0x00020000ul
#define LAZY_FACTOR ((32UL << 20) >> PAGE_SHIFT)

struct vm_struct *vmlist;
EXPORT_SYMBOL(vmlist);
static DEFINE_SPINLOCK(vmlist_lock);
static DEFINE_SPINLOCK(purge_lock);
static unsigned long lazy_pages;

void vmlist_read_lock(void)
{
	spin_lock(&vmlist_lock);
}

void vmlist_read_unlock(void)
{
	spin_unlock(&vmlist_lock);
}

/* The more CPUs, the more a flush costs, and the longer it is put off. */
static unsigned long lazy_max_pages(void)
{
	return fls(num_online_cpus()) * LAZY_FACTOR;
}

/* ---- purging ---- */

/* The range that holds all lazy areas, which are marked; false: there are none. */
static bool mark_lazy(unsigned long *start, unsigned long *end)
{
	struct vm_struct *area;

	*start = VMALLOC_END;
	*end = VMALLOC_START;
	spin_lock(&vmlist_lock);
	for (area = vmlist; area; area = area->next) {
		if (!(area->flags & VM_LAZY))
			continue;
		area->flags |= VM_PURGING;
		*start = min(*start, (unsigned long)area->addr);
		*end = max(*end, (unsigned long)area->addr + area->size);
	}
	spin_unlock(&vmlist_lock);
	return *start < *end;
}

static struct vm_struct *take_purged(void)
{
	struct vm_struct **link = &vmlist, *area, *taken = NULL;

	spin_lock(&vmlist_lock);
	while ((area = *link)) {
		if (!(area->flags & VM_PURGING)) {
			link = &area->next;
			continue;
		}
		*link = area->next;
		lazy_pages -= area->size >> PAGE_SHIFT;
		area->next = taken;
		taken = area;
	}
	spin_unlock(&vmlist_lock);
	return taken;
}

void vm_unmap_aliases(void)
{
	struct vm_struct *area = NULL, *next;
	unsigned long start, end;

	spin_lock(&purge_lock);
	if (mark_lazy(&start, &end)) {
		flush_tlb_kernel_range(start, end);
		area = take_purged();
	}
	spin_unlock(&purge_lock);
	for (; area; area = next) {
		next = area->next;
		kfree(area);
	}
}
EXPORT_SYMBOL(vm_unmap_aliases);

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

static bool place(struct vm_struct *area)
{
	struct vm_struct **link;
	unsigned long addr;

	spin_lock(&vmlist_lock);
	link = find_gap(area->size, &addr);
	if (link) {
		area->addr = (void *)addr;
		area->next = *link;
		*link = area;
	}
	spin_unlock(&vmlist_lock);
	return link;
}

static bool place_or_purge(struct vm_struct *area)
{
	if (place(area))
		return true;
	vm_unmap_aliases();
	return place(area);
}

struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller)
{
	struct vm_struct *area;

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
	if (place_or_purge(area))
		return area;
	alloc_why_step(ALLOC_STEP_NO_ROOM);
	pr_warn_ratelimited("allocation failed: out of vmalloc space - "
			    "use vmalloc=<size> to increase size.\n");
	kfree(area);
	return NULL;
}
EXPORT_SYMBOL(get_vm_area_caller);

struct vm_struct *find_vm_area(const void *addr)
{
	unsigned long at = (unsigned long)addr;
	struct vm_struct *area;

	spin_lock(&vmlist_lock);
	for (area = vmlist; area && (unsigned long)area->addr <= at; area = area->next)
		if (at - (unsigned long)area->addr < area->size)
			break;
	if (area && ((unsigned long)area->addr > at || area->flags & VM_LAZY))
		area = NULL;
	spin_unlock(&vmlist_lock);
	return area;
}
EXPORT_SYMBOL(find_vm_area);

void vm_area_unmap(struct vm_struct *area)
{
	unsigned long addr = (unsigned long)area->addr, end = addr + area->size - PAGE_SIZE;
	pte_t *pte;

	for (; addr < end; addr += PAGE_SIZE) {
		pte = pte_lookup_kernel(addr);
		if (pte)
			pte_clear(pte);
	}
	local_flush_tlb_kernel_range((unsigned long)area->addr, end);
}

static void unlink_area(struct vm_struct *area)
{
	struct vm_struct **link;

	spin_lock(&vmlist_lock);
	for (link = &vmlist; *link != area; link = &(*link)->next)
		;
	*link = area->next;
	spin_unlock(&vmlist_lock);
}

void vm_area_retire(struct vm_struct *area)
{
	bool purge;

	BUILD_BUG_ON(VM_LAZY != ABI_VM_LAZY);
	if (num_online_cpus() == 1) {
		unlink_area(area);
		kfree(area);
		return;
	}
	spin_lock(&vmlist_lock);
	area->flags |= VM_LAZY;
	area->pages = NULL;
	lazy_pages += area->size >> PAGE_SHIFT;
	purge = lazy_pages > lazy_max_pages() || area->flags & VM_MODULE;
	spin_unlock(&vmlist_lock);
	if (purge)
		vm_unmap_aliases();
}

struct vm_struct *remove_vm_area(const void *addr)
{
	struct vm_struct *area = find_vm_area(addr);

	if (!area || area->addr != addr)
		return NULL;
	vm_area_unmap(area);
	flush_tlb_kernel_range((unsigned long)addr, (unsigned long)addr + area->size);
	unlink_area(area);
	return area;
}
EXPORT_SYMBOL(remove_vm_area);

void free_vm_area(struct vm_struct *area)
{
	kfree(remove_vm_area(area->addr));
}
EXPORT_SYMBOL(free_vm_area);

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
