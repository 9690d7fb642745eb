/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mprotect: the rights of a range changed; and where it is, by mremap().
 *
 * 1. Purpose. A program makes its code unwritable, sets guard pages, lets a block of
 *    malloc's grow without copying it.
 *
 * 2. Structures. Areas are split at the ends of the range, changed, joined again with
 *    neighbours they have become like. Entries that are there get the new rights; those of
 *    private pages lose RW in any case, so that the next write looks who else has the page.
 *    To move an area, its entries are moved from one page table to another.
 *
 * 3. Invariants. As mm/vma.c's and mm/memory.c's.
 *
 * 4. Locking and context. mmap_lock for writing; page_table_lock for the entries.
 *
 * 5. Failure. -ENOMEM: a part of the range is not mapped (what comes before it is
 *    changed), or no memory to split; -EACCES: the file does not allow it; -EFAULT, -EINVAL.
 */
#include <linux/kernel.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/rmap.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <asm/pgtable.h>

#include "mm_internal.h"

/* ---- mprotect ---- */

static void change_entries(struct vm_area_struct *vma)
{
	unsigned long addr;
	pte_t *pte;

	spin_lock(&vma->vm_mm->page_table_lock);
	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		pte = pte_lookup(vma->vm_mm, addr);
		if (!pte) {
			addr |= PGDIR_SIZE - PAGE_SIZE; /* none in this page table's range */
			continue;
		}
		if (!pte_present(*pte))
			continue;
		set_pte(pte, pte_modify(*pte, vma_asks_to_write(vma)
						  ? pgprot_readonly(vma->vm_page_prot)
						  : vma->vm_page_prot));
	}
	spin_unlock(&vma->vm_mm->page_table_lock);
	flush_tlb_range(vma, vma->vm_start, vma->vm_end);
}

/* vma lies within the range. The area that is now where it was, or -errno. */
static struct vm_area_struct *change_area(struct vm_area_struct *vma, unsigned long access)
{
	unsigned long flags = (vma->vm_flags & ~VM_ACCESS_FLAGS) | access;
	unsigned long pages = vma_pages(vma);

	if (access & ~(vma->vm_flags >> 4))
		return ERR_PTR(-EACCES);
	if (flags == vma->vm_flags)
		return vma;
	vma_account(vma->vm_mm, vma->vm_flags, -(long)pages);
	vma_account(vma->vm_mm, flags, pages);
	vma->vm_flags = flags;
	vma->vm_page_prot = __pgprot(pgprot_val(vm_get_page_prot(flags)) |
				     (pgprot_val(vma->vm_page_prot) & (_PAGE_PCD | _PAGE_PWT)));
	change_entries(vma);
	return vma_join(vma->vm_mm, vma);
}

static long protect_range(struct mm_struct *mm, unsigned long start, unsigned long end,
			  unsigned long access)
{
	struct vm_area_struct *vma = vma_lookup(mm, start);
	unsigned long at = start;
	int err;

	/* where nothing can be changed, nothing is split */
	if (vma && access & ~(vma->vm_flags >> 4))
		return -EACCES;
	err = vma ? split_at_both(mm, start, end) : -ENOMEM;
	if (err)
		return err;
	while (at < end) {
		vma = vma_lookup(mm, at);
		if (!vma)
			return -ENOMEM;
		at = vma->vm_end;
		vma = change_area(vma, access);
		if (IS_ERR(vma))
			return PTR_ERR(vma);
	}
	return 0;
}

SYSCALL_DEFINE3(mprotect, unsigned long, start, size_t, len, unsigned long, prot)
{
	unsigned long access = (prot & PROT_READ ? VM_READ : 0) |
			       (prot & PROT_WRITE ? VM_WRITE : 0) |
			       (prot & PROT_EXEC ? VM_EXEC : 0);
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	unsigned long end;
	long ret;

	if (start & ~PAGE_MASK || prot & ~(PROT_READ | PROT_WRITE | PROT_EXEC | PROT_GROWSDOWN))
		return -EINVAL;
	if (!len)
		return 0;
	end = start + PAGE_ALIGN(len);
	if (end <= start || end > TASK_SIZE)
		return -ENOMEM;
	mmap_write_lock(mm);
	vma = vma_lookup(mm, start);
	if (prot & PROT_GROWSDOWN && vma && vma->vm_flags & VM_GROWSDOWN)
		start = vma->vm_start;
	ret = protect_range(mm, start, end, access);
	mmap_write_unlock(mm);
	return ret;
}

/* ---- mremap ---- */

/* The entries of [from, from + len) to another place; the page tables there exist or are made. */
static int move_entries(struct vm_area_struct *vma, unsigned long from, unsigned long to,
			unsigned long len)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long off;
	pte_t *src, *dst;

	for (off = 0; off < len; off += PAGE_SIZE) {
		src = pte_lookup(mm, from + off);
		if (!src || pte_none(*src))
			continue;
		dst = pte_alloc_map(mm, to + off);
		if (!dst)
			return -ENOMEM;
		spin_lock(&mm->page_table_lock);
		set_pte(dst, ptep_get_and_clear(src));
		spin_unlock(&mm->page_table_lock);
	}
	flush_tlb_range(vma, from, from + len);
	return 0;
}

/* The first old_len bytes of vma's pages come along. */
static long move_area(struct vm_area_struct *vma, unsigned long old, unsigned long old_len,
		      unsigned long new, unsigned long new_len, bool keep)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *copy;
	int err;

	if (!may_expand_vm(mm, vma->vm_flags, new_len >> PAGE_SHIFT))
		return -ENOMEM;
	copy = vma_dup(vma);
	if (!copy)
		return -ENOMEM;
	copy->vm_start = new;
	copy->vm_end = new + new_len;
	copy->vm_pgoff = linear_page_index(vma, old);
	vma_hold(copy);
	vma_insert(mm, copy);
	vma_account(mm, copy->vm_flags, new_len >> PAGE_SHIFT);
	err = move_entries(vma, old, new, min(old_len, new_len));
	if (!err && vma->vm_ops && vma->vm_ops->mremap)
		err = vma->vm_ops->mremap(copy);
	if (err) {
		move_entries(copy, new, old, min(old_len, new_len));
		do_munmap(mm, new, new_len);
		return err;
	}
	if (!keep)
		do_munmap(mm, old, old_len);
	return new;
}

static bool may_grow_in_place(struct vm_area_struct *vma, unsigned long addr, unsigned long old_len,
			      unsigned long new_len)
{
	struct vm_area_struct *next = vma->vm_next;
	unsigned long end = addr + new_len;

	return addr + old_len == vma->vm_end && end > addr && end <= TASK_SIZE &&
	       (!next || end <= next->vm_start);
}

static int check_growing(struct vm_area_struct *vma, unsigned long addr, unsigned long old_len,
			 unsigned long new_len)
{
	if (old_len > vma->vm_end - addr)
		return -EFAULT;
	if (new_len <= old_len)
		return 0;
	if (vma->vm_flags & (VM_DONTEXPAND | VM_PFNMAP))
		return -EFAULT;
	if (!may_expand_vm(vma->vm_mm, vma->vm_flags, (new_len - old_len) >> PAGE_SHIFT))
		return -ENOMEM;
	return 0;
}

static long remap_fixed(struct mm_struct *mm, unsigned long addr, unsigned long old_len,
			unsigned long new, unsigned long new_len, bool keep)
{
	struct vm_area_struct *vma;
	int err;

	if (new & ~PAGE_MASK || new_len > TASK_SIZE || new > TASK_SIZE - new_len ||
	    new < PAGE_SIZE || (addr + old_len > new &&new + new_len > addr))
		return -EINVAL;
	err = do_munmap(mm, new, new_len);
	if (!err && old_len > new_len)
		err = do_munmap(mm, addr + new_len, old_len - new_len);
	if (err)
		return err;
	old_len = min(old_len, new_len);
	vma = vma_lookup(mm, addr);
	if (!vma)
		return -EFAULT;
	err = check_growing(vma, addr, old_len, new_len);
	return err ? err : move_area(vma, addr, old_len, new, new_len, keep);
}

static long remap_free(struct vm_area_struct *vma, unsigned long addr, unsigned long old_len,
		       unsigned long new_len, unsigned long flags)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long new;
	int err = check_growing(vma, addr, old_len, new_len);

	if (err)
		return err;
	if (may_grow_in_place(vma, addr, old_len, new_len) && !(flags & MREMAP_DONTUNMAP)) {
		vma->vm_end = addr + new_len;
		vma_account(mm, vma->vm_flags, (new_len - old_len) >> PAGE_SHIFT);
		vma_join(mm, vma);
		return addr;
	}
	if (!(flags & MREMAP_MAYMOVE))
		return -ENOMEM;
	new = get_unmapped_area(vma->vm_file, 0, new_len, linear_page_index(vma, addr),
				vma->vm_flags & VM_MAYSHARE ? MAP_SHARED : 0);
	if (IS_ERR_VALUE(new))
		return new;
	return move_area(vma, addr, old_len, new, new_len, flags & MREMAP_DONTUNMAP);
}

static long do_mremap(struct mm_struct *mm, unsigned long addr, unsigned long old_len,
		      unsigned long new_len, unsigned long flags, unsigned long new)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);
	int err;

	if (!vma)
		return -EFAULT;
	if (!old_len && !(vma->vm_flags & VM_MAYSHARE))
		return -EINVAL;
	if (flags & MREMAP_FIXED)
		return remap_fixed(mm, addr, old_len, new, new_len, flags & MREMAP_DONTUNMAP);
	if (old_len >= new_len && !(flags & MREMAP_DONTUNMAP)) {
		err = old_len > new_len ? do_munmap(mm, addr + new_len, old_len - new_len) : 0;
		return err ? err : (long)addr;
	}
	return remap_free(vma, addr, old_len, new_len, flags);
}

SYSCALL_DEFINE5(mremap, unsigned long, addr, unsigned long, old_len, unsigned long, new_len,
		unsigned long, flags, unsigned long, new_addr)
{
	struct mm_struct *mm = current->mm;
	unsigned long populate = 0;
	long ret;

	if (flags & ~(MREMAP_FIXED | MREMAP_MAYMOVE | MREMAP_DONTUNMAP) || addr & ~PAGE_MASK)
		return -EINVAL;
	if (flags & (MREMAP_FIXED | MREMAP_DONTUNMAP) && !(flags & MREMAP_MAYMOVE))
		return -EINVAL;
	if (flags & MREMAP_DONTUNMAP && PAGE_ALIGN(old_len) != PAGE_ALIGN(new_len))
		return -EINVAL;
	old_len = PAGE_ALIGN(old_len);
	new_len = PAGE_ALIGN(new_len);
	if (!new_len || addr > TASK_SIZE || old_len > TASK_SIZE - addr || new_len > TASK_SIZE)
		return -EINVAL;
	mmap_write_lock(mm);
	ret = do_mremap(mm, addr, old_len, new_len, flags, new_addr);
	if (!IS_ERR_VALUE(ret) && mm->def_flags & VM_LOCKED && new_len > old_len)
		populate = new_len - old_len;
	mmap_write_unlock(mm);
	if (populate)
		mm_populate(ret + old_len, populate);
	return ret;
}
