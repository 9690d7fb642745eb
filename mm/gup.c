/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gup: the pages of a program, for the kernel to hold.
 *
 * 1. Purpose. A driver that lets its device read or write a program's buffer, or who looks
 *    into another's memory (/proc/PID/mem), needs the pages, not the addresses.
 *
 * 2. Structures. Page tables, as the processor would walk them; what a fault would fill is
 *    filled.
 *
 * 3. Invariants. Each page comes with a reference. For writing, a private page is the
 *    program's own by then.
 *
 * 4. Locking and context. mmap_lock for reading. Process context.
 *
 * 5. Failure. -EFAULT: not mapped, or not with these rights, or frames of a device;
 *    -ENOMEM. When some pages were got, their number.
 */
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched/mm.h>
#include <linux/string.h>

#include "mm_internal.h"

static int allows(const struct vm_area_struct *vma, unsigned int gup_flags)
{
	if (vma->vm_flags & (VM_IO | VM_PFNMAP))
		return -EFAULT;
	if (gup_flags & FOLL_WRITE) {
		if (vma->vm_flags & VM_WRITE)
			return 0;
		/* by force: a private page may be copied, a shared one is not to be touched */
		return gup_flags & FOLL_FORCE && vma->vm_flags & VM_MAYWRITE &&
			       !(vma->vm_flags & VM_SHARED)
			   ? 0
			   : -EFAULT;
	}
	if (vma->vm_flags & VM_ACCESS_FLAGS)
		return 0;
	return gup_flags & FOLL_FORCE && vma->vm_flags & VM_MAYREAD ? 0 : -EFAULT;
}

/* The page there, with a reference; NULL: fault first. */
static struct page *follow(struct vm_area_struct *vma, unsigned long addr, bool write)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *page = NULL;
	pte_t *pte;

	spin_lock(&mm->page_table_lock);
	pte = pte_lookup(mm, addr);
	if (pte && pte_present(*pte) && (!write || pte_write(*pte) || pte_dirty(*pte))) {
		page = pte_special(*pte) ? NULL : vm_normal_page(vma, addr, *pte);
		if (!page && pte_pfn(*pte) == page_to_pfn(empty_zero_page))
			page = empty_zero_page;
		if (page)
			get_page(page);
	}
	spin_unlock(&mm->page_table_lock);
	return page;
}

static long get_one(struct vm_area_struct *vma, unsigned long addr, unsigned int gup_flags,
		    struct page **page)
{
	bool write = gup_flags & FOLL_WRITE;
	vm_fault_t fault;

	while (!(*page = follow(vma, addr, write))) {
		fault = handle_mm_fault(vma, addr, write ? FAULT_FLAG_WRITE : 0);
		if (fault & VM_FAULT_OOM)
			return -ENOMEM;
		if (fault & VM_FAULT_ERROR)
			return -EFAULT;
		cond_resched();
	}
	return 0;
}

long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked)
{
	unsigned long addr = start & PAGE_MASK, done;
	struct vm_area_struct *vma;
	struct page *page;
	long err = 0;

	for (done = 0; done < nr; done++, addr += PAGE_SIZE) {
		vma = find_vma(mm, addr);
		if (vma && vma->vm_start > addr &&
		    (!(vma->vm_flags & VM_GROWSDOWN) || expand_stack(vma, addr)))
			vma = NULL;
		err = vma ? allows(vma, gup_flags) : -EFAULT;
		if (!err)
			err = get_one(vma, addr, gup_flags, &page);
		if (err)
			break;
		if (pages)
			pages[done] = page;
		else
			put_page(page);
		if (vmas)
			vmas[done] = vma;
	}
	return done ? (long)done : err;
}
EXPORT_SYMBOL(get_user_pages_remote);

long get_user_pages(unsigned long start, unsigned long nr, unsigned int gup_flags,
		    struct page **pages, struct vm_area_struct **vmas)
{
	return get_user_pages_remote(current->mm, start, nr, gup_flags, pages, vmas, NULL);
}
EXPORT_SYMBOL(get_user_pages);

int get_user_pages_fast(unsigned long start, int nr, unsigned int gup_flags, struct page **pages)
{
	int got;

	if (start >= TASK_SIZE || (unsigned long)nr > (TASK_SIZE - start) >> PAGE_SHIFT)
		return -EFAULT;
	mmap_read_lock(current->mm);
	got = get_user_pages(start, nr, gup_flags, pages, NULL);
	mmap_read_unlock(current->mm);
	return got;
}
EXPORT_SYMBOL(get_user_pages_fast);

void unpin_user_pages(struct page **pages, unsigned long nr)
{
	for (; nr; nr--)
		put_page(*pages++);
}
EXPORT_SYMBOL(unpin_user_pages);

void unpin_user_pages_dirty_lock(struct page **pages, unsigned long nr, bool dirty)
{
	unsigned long i;

	for (i = 0; dirty && i < nr; i++)
		if (!PageDirty(pages[i]))
			set_page_dirty(pages[i]);
	unpin_user_pages(pages, nr);
}
EXPORT_SYMBOL(unpin_user_pages_dirty_lock);

/* ---- another's memory ---- */

int access_remote_vm(struct mm_struct *mm, unsigned long addr, void *buf, int len,
		     unsigned int gup_flags)
{
	int done = 0, bytes, offset;
	struct page *page;
	char *at;

	mmap_read_lock(mm);
	for (; done < len; done += bytes, addr += bytes) {
		if (get_user_pages_remote(mm, addr, 1, gup_flags, &page, NULL, NULL) != 1)
			break;
		offset = offset_in_page(addr);
		bytes = min(len - done, (int)PAGE_SIZE - offset);
		at = kmap(page);
		if (gup_flags & FOLL_WRITE)
			memcpy(at + offset, buf + done, bytes);
		else
			memcpy(buf + done, at + offset, bytes);
		kunmap(page);
		if (gup_flags & FOLL_WRITE && page->mapping)
			set_page_dirty(page);
		put_page(page);
	}
	mmap_read_unlock(mm);
	return done;
}
EXPORT_SYMBOL(access_remote_vm);

int access_process_vm(struct task_struct *task, unsigned long addr, void *buf, int len,
		      unsigned int gup_flags)
{
	struct mm_struct *mm = get_task_mm(task);
	int done;

	if (!mm)
		return 0;
	done = access_remote_vm(mm, addr, buf, len, gup_flags);
	mmput(mm);
	return done;
}
EXPORT_SYMBOL(access_process_vm);
