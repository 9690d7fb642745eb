/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * remap: what drivers put into programs' page tables.
 *
 * 1. Purpose. A driver's ->mmap() or ->fault() shows a program the registers of a device
 *    or buffers of the kernel's.
 *
 * 2. Structures. Two kinds of entries:
 *
 *	remap_pfn_range(), vmf_insert_pfn()   frames by number, SPECIAL: not counted; the
 *	                                      area becomes VM_PFNMAP | VM_IO
 *	vm_insert_page() and what uses it     pages, counted like a file's: VM_MIXEDMAP
 *
 * 3. Invariants. As mm/memory.c's.
 *
 * 4. Locking and context. mmap_lock: from ->mmap() held for writing, from ->fault() for
 *    reading. page_table_lock is taken here.
 *
 * 5. Failure. -EINVAL: outside the area, not page-aligned, a page that may not be shown;
 *    -EBUSY: there is an entry; -ENOMEM, -EFAULT.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/vmalloc.h>
#include <asm/pgtable.h>

#include "mm_internal.h"

/* 0, -ENOMEM, -EBUSY. page NULL: a frame that is not counted. */
static int insert(struct vm_area_struct *vma, unsigned long addr, pte_t pte, struct page *page)
{
	struct mm_struct *mm = vma->vm_mm;
	pte_t *at = pte_alloc_map(mm, addr);
	int err = -EBUSY;

	if (!at)
		return -ENOMEM;
	spin_lock(&mm->page_table_lock);
	if (pte_none(*at)) {
		if (page) {
			get_page(page);
			page_add_file_rmap(page);
			inc_mm_counter(mm, MM_FILEPAGES);
		}
		set_pte(at, pte);
		err = 0;
	}
	spin_unlock(&mm->page_table_lock);
	return err;
}

/* ---- frames ---- */

int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		    unsigned long size, pgprot_t prot)
{
	unsigned long end = addr + PAGE_ALIGN(size);
	int err = 0;

	if (addr & ~PAGE_MASK || addr < vma->vm_start || end > vma->vm_end || end <= addr)
		return -EINVAL;
	/* who copies on write wants all of it or nothing */
	if ((vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE) {
		if (addr != vma->vm_start || end != vma->vm_end)
			return -EINVAL;
		vma->vm_pgoff = pfn;
	}
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	for (; addr < end && !err; addr += PAGE_SIZE, pfn++)
		err = insert(vma, addr, pte_mkspecial(pfn_pte(pfn, prot)), NULL);
	return err;
}
EXPORT_SYMBOL(remap_pfn_range);

int io_remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		       unsigned long size, pgprot_t prot)
{
	return remap_pfn_range(vma, addr, pfn, size, prot);
}
EXPORT_SYMBOL(io_remap_pfn_range);

int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len)
{
	unsigned long pfn = start >> PAGE_SHIFT;
	unsigned long pages = PAGE_ALIGN(len + (start & ~PAGE_MASK)) >> PAGE_SHIFT;

	if (start + len < start || vma->vm_pgoff > pages || vma_pages(vma) > pages - vma->vm_pgoff)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, pfn + vma->vm_pgoff,
				  vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
EXPORT_SYMBOL(vm_iomap_memory);

vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn)
{
	int err;

	if (addr < vma->vm_start || addr >= vma->vm_end)
		return VM_FAULT_SIGBUS;
	err = insert(vma, addr & PAGE_MASK, pte_mkspecial(pfn_pte(pfn, vma->vm_page_prot)), NULL);
	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	return VM_FAULT_NOPAGE;
}
EXPORT_SYMBOL(vmf_insert_pfn);

/* ---- pages ---- */

int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page)
{
	if (addr < vma->vm_start || addr >= vma->vm_end)
		return -EFAULT;
	if (!page_count(page) || PageAnon(page) || PageSlab(page))
		return -EINVAL;
	vma->vm_flags |= VM_MIXEDMAP;
	return insert(vma, addr & PAGE_MASK, mk_pte(page, vma->vm_page_prot), page);
}
EXPORT_SYMBOL(vm_insert_page);

int vm_insert_pages(struct vm_area_struct *vma, unsigned long addr, struct page **pages,
		    unsigned long *num)
{
	int err = 0;

	for (; *num && !err; addr += PAGE_SIZE, pages++) {
		err = vm_insert_page(vma, addr, *pages);
		*num -= !err;
	}
	return err;
}
EXPORT_SYMBOL(vm_insert_pages);

int vm_map_pages(struct vm_area_struct *vma, struct page **pages, unsigned long num)
{
	unsigned long count = vma_pages(vma);

	if (vma->vm_pgoff >= num || count > num - vma->vm_pgoff)
		return -ENXIO;
	return vm_insert_pages(vma, vma->vm_start, pages + vma->vm_pgoff, &count);
}
EXPORT_SYMBOL(vm_map_pages);

vm_fault_t vmf_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page)
{
	int err = vm_insert_page(vma, addr, page);

	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	return err && err != -EBUSY ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
EXPORT_SYMBOL(vmf_insert_page);

int remap_vmalloc_range_partial(struct vm_area_struct *vma, unsigned long uaddr, void *kaddr,
				unsigned long pgoff, unsigned long size)
{
	struct vm_struct *area = find_vm_area(kaddr);
	unsigned long off, from = pgoff << PAGE_SHIFT;
	struct page *page;
	int err = 0;

	size = PAGE_ALIGN(size);
	if (!PAGE_ALIGNED(uaddr) || !PAGE_ALIGNED(kaddr) || !area || !(area->flags & VM_ALLOC))
		return -EINVAL;
	/* the area's size has its guard page in it */
	if (from >> PAGE_SHIFT != pgoff || from + size < from ||
	    kaddr + from + size > area->addr + area->size - PAGE_SIZE)
		return -EINVAL;
	for (off = 0; off < size && !err; off += PAGE_SIZE) {
		page = vmalloc_to_page(kaddr + from + off);
		err = page ? vm_insert_page(vma, uaddr + off, page) : -EINVAL;
	}
	vma->vm_flags |= VM_DONTEXPAND | VM_DONTDUMP;
	return err;
}
EXPORT_SYMBOL(remap_vmalloc_range_partial);

int remap_vmalloc_range(struct vm_area_struct *vma, void *addr, unsigned long pgoff)
{
	return remap_vmalloc_range_partial(vma, vma->vm_start, addr, pgoff,
					   vma->vm_end - vma->vm_start);
}
EXPORT_SYMBOL(remap_vmalloc_range);
