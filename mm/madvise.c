/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * madvise: what a program knows of its memory, and asks about it: madvise(), mincore(),
 * msync(), mlock() and their kin.
 *
 * 1. Purpose. Give back what is not needed, keep what must not go, write out what has
 *    changed, say what is there.
 *
 * 2. Structures. Flags of areas, split at the ends of the range; entries of page tables.
 *
 * 3. Invariants. As mm/vma.c's.
 *
 * 4. Locking and context. mmap_lock, for writing where flags change.
 *
 * 5. Failure. -ENOMEM: a part of the range is not mapped; the rest has been done. -EINVAL.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/pagemap.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/pgtable.h>

#include "mm_internal.h"

/* Whole pages of user space: 0 with *end set; -EINVAL or -ENOMEM. */
static int page_range(unsigned long start, size_t len, unsigned long *end)
{
	unsigned long bytes = PAGE_ALIGN(len);

	if (start & ~PAGE_MASK || (len && !bytes))
		return -EINVAL;
	if (start + bytes < start || start + bytes > TASK_SIZE)
		return -ENOMEM;
	*end = start + bytes;
	return 0;
}

/*
 * fn for each area, cut to the range. -ENOMEM when there was a hole; what fn says first.
 */
static int each_area(struct mm_struct *mm, unsigned long start, unsigned long end,
		     int (*fn)(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			       unsigned long arg),
		     unsigned long arg)
{
	struct vm_area_struct *vma;
	unsigned long stop;
	int err = 0, hole = 0;

	for (; start < end && !err; start = stop) {
		vma = find_vma(mm, start);
		if (!vma || vma->vm_start >= end)
			return -ENOMEM;
		if (vma->vm_start > start) {
			hole = -ENOMEM;
			start = vma->vm_start;
		}
		stop = min(end, vma->vm_end);
		err = fn(vma, start, stop, arg);
	}
	return err ? err : hole;
}

/* ---- madvise ---- */

static int drop(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		unsigned long unused)
{
	if (vma->vm_flags & (VM_LOCKED | VM_PFNMAP))
		return -EINVAL;
	zap_page_range(vma, start, end - start);
	return 0;
}

/* Reading ahead is for whoever has a disk; here the first touch is soon enough. */
static int nothing(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		   unsigned long unused)
{
	return 0;
}

struct flag_change {
	unsigned long clear, set;
};

static int change_flags(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			unsigned long arg)
{
	const struct flag_change *change = (const struct flag_change *)arg;

	vma->vm_flags = (vma->vm_flags & ~change->clear) | change->set;
	return 0;
}

static int set_flags(struct mm_struct *mm, unsigned long start, unsigned long end,
		     unsigned long clear, unsigned long set)
{
	struct flag_change change = {clear, set};
	int err = split_at_both(mm, start, end);

	return err ? err : each_area(mm, start, end, change_flags, (unsigned long)&change);
}

static int do_madvise(struct mm_struct *mm, unsigned long start, unsigned long end, int advice)
{
	switch (advice) {
	case MADV_NORMAL:
		return set_flags(mm, start, end, VM_SEQ_READ | VM_RAND_READ, 0);
	case MADV_RANDOM:
		return set_flags(mm, start, end, VM_SEQ_READ, VM_RAND_READ);
	case MADV_SEQUENTIAL:
		return set_flags(mm, start, end, VM_RAND_READ, VM_SEQ_READ);
	case MADV_WILLNEED:
		return each_area(mm, start, end, nothing, 0);
	case MADV_DONTNEED:
	case MADV_FREE:
		return each_area(mm, start, end, drop, 0);
	case MADV_DONTFORK:
		return set_flags(mm, start, end, 0, VM_DONTCOPY);
	case MADV_DOFORK:
		return set_flags(mm, start, end, VM_DONTCOPY, 0);
	case MADV_DONTDUMP:
		return set_flags(mm, start, end, 0, VM_DONTDUMP);
	case MADV_DODUMP:
		return set_flags(mm, start, end, VM_DONTDUMP, 0);
	case MADV_WIPEONFORK:
		return set_flags(mm, start, end, 0, VM_WIPEONFORK);
	case MADV_KEEPONFORK:
		return set_flags(mm, start, end, VM_WIPEONFORK, 0);
	}
	return -EINVAL;
}

SYSCALL_DEFINE3(madvise, unsigned long, start, size_t, len, int, advice)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int err = page_range(start, len, &end);

	if (err)
		return -EINVAL;
	if (start == end)
		return 0;
	mmap_write_lock(mm);
	err = do_madvise(mm, start, end, advice);
	mmap_write_unlock(mm);
	return err;
}

/* ---- mincore ---- */

static u8 is_in_core(struct vm_area_struct *vma, unsigned long addr)
{
	pte_t *pte = pte_lookup(vma->vm_mm, addr);
	struct page *page;
	u8 there;

	if (pte && !pte_none(*pte))
		return pte_present(*pte) ? 1 : 0;
	if (!vma->vm_file || !vma->vm_file->f_mapping)
		return 0;
	page = find_get_page(vma->vm_file->f_mapping, linear_page_index(vma, addr));
	if (!page)
		return 0;
	there = PageUptodate(page);
	put_page(page);
	return there;
}

SYSCALL_DEFINE3(mincore, unsigned long, start, size_t, len, unsigned char __user *, vec)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	unsigned long end;
	u8 there = 0;

	if (start & ~PAGE_MASK)
		return -EINVAL;
	if (page_range(start, len, &end))
		return -ENOMEM;
	for (; start < end; start += PAGE_SIZE, vec++) {
		mmap_read_lock(mm);
		vma = vma_lookup(mm, start);
		if (vma)
			there = is_in_core(vma, start);
		mmap_read_unlock(mm);
		if (!vma)
			return -ENOMEM;
		if (put_user(there, vec))
			return -EFAULT;
	}
	return 0;
}

/* ---- msync ---- */

/* What the program has written through entries is the page cache's to know. */
static void collect_dirty(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	unsigned long addr;
	struct page *page;
	pte_t *pte;

	spin_lock(&vma->vm_mm->page_table_lock);
	for (addr = start; addr < end; addr += PAGE_SIZE) {
		pte = pte_lookup(vma->vm_mm, addr);
		if (!pte || !pte_present(*pte) || !pte_dirty(*pte))
			continue;
		page = vm_normal_page(vma, addr, *pte);
		if (!page || !page->mapping)
			continue;
		set_page_dirty(page);
		set_pte(pte, pte_mkclean(*pte));
	}
	spin_unlock(&vma->vm_mm->page_table_lock);
	flush_tlb_range(vma, start, end);
}

static int sync_area(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		     unsigned long flags)
{
	if (flags & MS_INVALIDATE && vma->vm_flags & VM_LOCKED)
		return -EBUSY;
	if (!vma->vm_file || !(vma->vm_flags & VM_SHARED))
		return 0;
	collect_dirty(vma, start, end);
	if (flags & MS_SYNC && vma->vm_file->f_mapping)
		filemap_write_all(vma->vm_file->f_mapping);
	return 0;
}

SYSCALL_DEFINE3(msync, unsigned long, start, size_t, len, int, flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int err;

	if (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC) ||
	    (flags & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC))
		return -EINVAL;
	err = page_range(start, len, &end);
	if (err || start == end)
		return err;
	mmap_read_lock(mm);
	err = each_area(mm, start, end, sync_area, flags);
	mmap_read_unlock(mm);
	return err;
}

/* ---- mlock ---- */

static bool may_lock(struct mm_struct *mm, unsigned long pages)
{
	return capable(CAP_IPC_LOCK) ||
	       mm->locked_vm + pages <= rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
}

static int lock_area(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		     unsigned long lock)
{
	long pages = (end - start) >> PAGE_SHIFT;

	if (!(vma->vm_flags & VM_LOCKED) == !lock || vma->vm_flags & VM_SPECIAL)
		return 0;
	vma->vm_mm->locked_vm += lock ? pages : -pages;
	vma->vm_flags = (vma->vm_flags & ~VM_LOCKED) | lock;
	return 0;
}

static int do_mlock(unsigned long start, size_t len, unsigned long lock)
{
	struct mm_struct *mm = current->mm;
	unsigned long end, first = start & PAGE_MASK;
	int err = page_range(first, len + (start - first), &end);

	if (err || first == end)
		return err;
	mmap_write_lock(mm);
	if (lock && !may_lock(mm, (end - first) >> PAGE_SHIFT))
		err = -ENOMEM;
	if (!err)
		err = split_at_both(mm, first, end);
	if (!err)
		err = each_area(mm, first, end, lock_area, lock);
	mmap_write_unlock(mm);
	if (!err && lock)
		mm_populate(first, end - first);
	return err;
}

SYSCALL_DEFINE2(mlock, unsigned long, start, size_t, len)
{
	return do_mlock(start, len, VM_LOCKED);
}

SYSCALL_DEFINE3(mlock2, unsigned long, start, size_t, len, int, flags)
{
	return flags & ~1 ? -EINVAL : do_mlock(start, len, VM_LOCKED);
}

SYSCALL_DEFINE2(munlock, unsigned long, start, size_t, len)
{
	return do_mlock(start, len, 0);
}

static int lock_all(struct mm_struct *mm, unsigned long lock)
{
	struct vm_area_struct *vma;

	for (vma = mm->mmap; vma; vma = vma->vm_next)
		lock_area(vma, vma->vm_start, vma->vm_end, lock);
	return 0;
}

SYSCALL_DEFINE1(mlockall, int, flags)
{
	struct mm_struct *mm = current->mm;
	int err = 0;

	if (!flags || flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT))
		return -EINVAL;
	mmap_write_lock(mm);
	if (flags & MCL_CURRENT && !may_lock(mm, mm->total_vm - mm->locked_vm))
		err = -ENOMEM;
	if (!err) {
		mm->def_flags = flags & MCL_FUTURE ? VM_LOCKED : 0;
		if (flags & MCL_CURRENT)
			lock_all(mm, VM_LOCKED);
	}
	mmap_write_unlock(mm);
	return err;
}

SYSCALL_DEFINE0(munlockall)
{
	struct mm_struct *mm = current->mm;

	mmap_write_lock(mm);
	mm->def_flags = 0;
	lock_all(mm, 0);
	mmap_write_unlock(mm);
	return 0;
}
