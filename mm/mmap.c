/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mmap: a program's areas made, moved apart and taken away.
 *
 * 1. Purpose. What a program has asked for, in which order ever, becomes the list of areas
 *    that faults go by.
 *
 * 2. Structures. Where things are in an address space:
 *
 *	00010000  lowest address (a NULL pointer must fault)
 *	08048000  the program, its data, then the heap: brk() moves its end up
 *	...
 *	mmap_base the newest mapping lies lowest, below the others, down from here
 *	          room for the stack to grow, a gap at its end that nothing is mapped into
 *	C0000000  the stack, down from here
 *
 * 3. Invariants. As mm/vma.c's. STACK_GAP pages below a stack stay free.
 *
 * 4. Locking and context. mmap_lock for writing; a stack grows under the fault's read lock,
 *    one at a time by page_table_lock. Process context.
 *
 * 5. Failure. -ENOMEM: no room, a limit, no memory; -EINVAL, -EACCES, -EPERM, -EEXIST,
 *    -ENODEV: what the caller may not or cannot have.
 */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "mm_internal.h"

#define STACK_GAP      (256ul << PAGE_SHIFT)
#define LOWEST_ADDRESS 65536ul
#define LOWEST_OF_ROOT PAGE_SIZE

/* ---- rights ---- */

pgprot_t vm_get_page_prot(unsigned long flags)
{
	if (!(flags & VM_ACCESS_FLAGS))
		return PAGE_NONE;
	/* private pages are written to by way of a copy */
	return (flags & (VM_WRITE | VM_SHARED)) == (VM_WRITE | VM_SHARED) ? PAGE_SHARED
									  : PAGE_READONLY;
}
EXPORT_SYMBOL(vm_get_page_prot);

static unsigned long prot_flags(unsigned long prot)
{
	return (prot & PROT_READ ? VM_READ : 0) | (prot & PROT_WRITE ? VM_WRITE : 0) |
	       (prot & PROT_EXEC ? VM_EXEC : 0);
}

/* ---- room ---- */

/* Where the area and the gap before it begin. */
static unsigned long start_with_gap(const struct vm_area_struct *vma)
{
	unsigned long start = vma->vm_start;

	if (!(vma->vm_flags & VM_GROWSDOWN))
		return start;
	return start > STACK_GAP ? start - STACK_GAP : 0;
}

static bool is_free(struct mm_struct *mm, unsigned long addr, unsigned long len)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return TASK_SIZE - len >= addr && (!vma || addr + len <= start_with_gap(vma));
}

static unsigned long search_down(struct mm_struct *mm, unsigned long len)
{
	unsigned long end = mm->mmap_base;
	struct vm_area_struct *prev, *vma = find_vma_prev(mm, end - 1, &prev);

	if (vma && start_with_gap(vma) >= end)
		vma = prev;
	for (; vma; vma = vma->vm_prev) {
		if (vma->vm_end < end && end - vma->vm_end >= len)
			break;
		end = min(end, start_with_gap(vma));
	}
	return end >= len + LOWEST_ADDRESS ? end - len : -ENOMEM;
}

static unsigned long search_up(struct mm_struct *mm, unsigned long len)
{
	unsigned long addr = TASK_UNMAPPED_BASE;
	struct vm_area_struct *vma;

	for (vma = find_vma(mm, addr); vma; vma = vma->vm_next) {
		if (addr + len <= start_with_gap(vma))
			break;
		addr = max(addr, vma->vm_end);
		if (TASK_SIZE - len < addr)
			return -ENOMEM;
	}
	return addr;
}

unsigned long get_unmapped_area(struct file *file, unsigned long addr, unsigned long len,
				unsigned long pgoff, unsigned long flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long found;

	if (len > TASK_SIZE)
		return -ENOMEM;
	if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
		if (addr > TASK_SIZE - len)
			return -ENOMEM;
		return addr & ~PAGE_MASK ? -EINVAL : addr;
	}
	if (file && file->f_op->get_unmapped_area)
		return file->f_op->get_unmapped_area(file, addr, len, pgoff, flags);
	addr = PAGE_ALIGN(addr);
	if (addr >= LOWEST_ADDRESS && addr <= TASK_SIZE - len && is_free(mm, addr, len))
		return addr;
	found = search_down(mm, len);
	return IS_ERR_VALUE(found) ? search_up(mm, len) : found;
}
EXPORT_SYMBOL(get_unmapped_area);

static int check_lowest(unsigned long addr)
{
	return addr < (capable(CAP_SYS_RAWIO) ? LOWEST_OF_ROOT : LOWEST_ADDRESS) ? -EPERM : 0;
}

/* ---- taking away ---- */

/* first is the lowest area in [start, end), and areas end at both. */
static void unmap_areas(struct mm_struct *mm, struct vm_area_struct *first, unsigned long start,
			unsigned long end)
{
	struct vm_area_struct *vma, *next, *prev = first->vm_prev;

	unmap_range(first, start, end);
	for (vma = first; vma && vma->vm_start < end; vma = next) {
		next = vma->vm_next;
		vma_account(mm, vma->vm_flags, -(long)vma_pages(vma));
		vma_remove(mm, vma);
		vma_release(vma);
	}
	free_page_tables(mm, start, end, prev ? prev->vm_end : 0, vma ? vma->vm_start : TASK_SIZE);
}

int do_munmap(struct mm_struct *mm, unsigned long start, size_t len)
{
	struct vm_area_struct *first;
	unsigned long end;
	int err;

	if (start & ~PAGE_MASK || start > TASK_SIZE || len > TASK_SIZE - start)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	if (!len)
		return -EINVAL;
	end = start + len;
	if (!find_vma_intersection(mm, start, end))
		return 0;
	err = split_at_both(mm, start, end);
	if (err)
		return err;
	first = find_vma(mm, start);
	unmap_areas(mm, first, start, end);
	return 0;
}
EXPORT_SYMBOL(do_munmap);

int vm_munmap(unsigned long start, size_t len)
{
	struct mm_struct *mm = current->mm;
	int err;

	mmap_write_lock(mm);
	err = do_munmap(mm, start, len);
	mmap_write_unlock(mm);
	return err;
}
EXPORT_SYMBOL(vm_munmap);

SYSCALL_DEFINE2(munmap, unsigned long, addr, size_t, len)
{
	return vm_munmap(addr, len);
}

/* ---- making ---- */

/* vma is in no list yet. The driver or file system says how it is served. */
static int map_file(struct vm_area_struct *vma, struct file *file)
{
	int err;

	vma->vm_file = get_file(file);
	err = file->f_op->mmap(file, vma);
	if (err) {
		unmap_range(vma, vma->vm_start, vma->vm_end);
		fput(file);
	}
	return err;
}

static unsigned long new_area(struct mm_struct *mm, struct file *file, unsigned long addr,
			      unsigned long len, unsigned long flags, unsigned long pgoff)
{
	struct vm_area_struct *vma = vma_alloc(mm);
	int err = 0;

	if (!vma)
		return -ENOMEM;
	vma->vm_start = addr;
	vma->vm_end = addr + len;
	vma->vm_flags = flags;
	vma->vm_page_prot = vm_get_page_prot(flags);
	vma->vm_pgoff = pgoff;
	if (file)
		err = map_file(vma, file);
	else if (flags & VM_SHARED)
		err = shared_anon_setup(vma);
	if (err) {
		vma_free(vma);
		return err;
	}
	vma_insert(mm, vma);
	vma_link_file(vma);
	vma_account(mm, vma->vm_flags, len >> PAGE_SHIFT);
	return addr;
}

/* More than there will ever be is refused at once; less may still turn out to be too much. */
static bool is_hopeless(unsigned long flags, unsigned long pages)
{
	if ((flags & (VM_WRITE | VM_SHARED | VM_NORESERVE)) != VM_WRITE)
		return false;
	return pages > totalram_pages() + total_swap_pages;
}

static unsigned long map_region(struct mm_struct *mm, struct file *file, unsigned long addr,
				unsigned long len, unsigned long flags, unsigned long pgoff)
{
	unsigned long pages = len >> PAGE_SHIFT;
	int err;

	if (find_vma_intersection(mm, addr, addr + len)) {
		err = do_munmap(mm, addr, len);
		if (err)
			return err;
	}
	if (!may_expand_vm(mm, flags, pages) || is_hopeless(flags, pages))
		return -ENOMEM;
	if (!(flags & VM_GROWSDOWN) && vma_grow_over(mm, addr, addr + len, flags, file, pgoff)) {
		vma_account(mm, flags, pages);
		return addr;
	}
	return new_area(mm, file, addr, len, flags, pgoff);
}

/* What the file's mode allows, added to *vm_flags. 0 or -errno. */
static int file_flags(struct file *file, unsigned long flags, unsigned long *vm_flags)
{
	switch (flags & MAP_TYPE) {
	case MAP_SHARED:
	case MAP_SHARED_VALIDATE:
		if (*vm_flags & VM_WRITE && !(file->f_mode & FMODE_WRITE))
			return -EACCES;
		*vm_flags |= VM_SHARED | VM_MAYSHARE;
		if (!(file->f_mode & FMODE_WRITE))
			*vm_flags &= ~(VM_MAYWRITE | VM_SHARED);
		break;
	case MAP_PRIVATE:
		break;
	default:
		return -EINVAL;
	}
	if (!(file->f_mode & FMODE_READ))
		return -EACCES;
	return file->f_op->mmap && !(*vm_flags & VM_GROWSDOWN) ? 0 : -ENODEV;
}

static int anon_flags(unsigned long flags, unsigned long *vm_flags)
{
	switch (flags & MAP_TYPE) {
	case MAP_SHARED:
		if (*vm_flags & VM_GROWSDOWN)
			return -EINVAL;
		*vm_flags |= VM_SHARED | VM_MAYSHARE;
		return 0;
	case MAP_PRIVATE:
		return 0;
	}
	return -EINVAL;
}

static unsigned long flags_of(const struct mm_struct *mm, unsigned long prot, unsigned long flags)
{
	return prot_flags(prot) | mm->def_flags | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC |
	       (flags & MAP_GROWSDOWN ? VM_GROWSDOWN : 0) | (flags & MAP_LOCKED ? VM_LOCKED : 0) |
	       (flags & MAP_NORESERVE ? VM_NORESERVE : 0);
}

unsigned long do_mmap(struct file *file, unsigned long addr, unsigned long len, unsigned long prot,
		      unsigned long flags, unsigned long pgoff)
{
	struct mm_struct *mm = current->mm;
	unsigned long vm_flags = flags_of(mm, prot, flags);
	int err;

	if (!len)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	if (!len)
		return -ENOMEM;
	if (pgoff + (len >> PAGE_SHIFT) < pgoff)
		return -EOVERFLOW;
	err = file ? file_flags(file, flags, &vm_flags) : anon_flags(flags, &vm_flags);
	if (err)
		return err;
	addr = get_unmapped_area(file, addr, len, pgoff, flags);
	if (IS_ERR_VALUE(addr))
		return addr;
	err = check_lowest(addr);
	if (err)
		return err;
	if (flags & MAP_FIXED_NOREPLACE && find_vma_intersection(mm, addr, addr + len))
		return -EEXIST;
	if (!file)
		pgoff = vm_flags & VM_SHARED ? 0 : addr >> PAGE_SHIFT;
	return map_region(mm, file, addr, len, vm_flags, pgoff);
}
EXPORT_SYMBOL(do_mmap);

/* Touch every page now. What fails will fail again when it is needed. */
void mm_populate(unsigned long start, unsigned long len)
{
	struct mm_struct *mm = current->mm;
	unsigned long addr;
	struct vm_area_struct *vma;

	for (addr = start; addr < start + len; addr += PAGE_SIZE) {
		mmap_read_lock(mm);
		vma = vma_lookup(mm, addr);
		if (vma && vma->vm_flags & VM_ACCESS_FLAGS)
			handle_mm_fault(vma, addr,
					vma->vm_flags & VM_WRITE && !(vma->vm_flags & VM_SHARED)
					    ? FAULT_FLAG_WRITE
					    : 0);
		mmap_read_unlock(mm);
		if (!vma || fatal_signal_pending(current))
			return;
	}
}

unsigned long vm_mmap_pgoff(struct file *file, unsigned long addr, unsigned long len,
			    unsigned long prot, unsigned long flags, unsigned long pgoff)
{
	struct mm_struct *mm = current->mm;
	unsigned long ret;

	mmap_write_lock(mm);
	ret = do_mmap(file, addr, len, prot, flags, pgoff);
	mmap_write_unlock(mm);
	if (!IS_ERR_VALUE(ret) && ((flags & MAP_POPULATE && !(flags & MAP_NONBLOCK)) ||
				   flags & MAP_LOCKED || mm->def_flags & VM_LOCKED))
		mm_populate(ret, PAGE_ALIGN(len));
	return ret;
}
EXPORT_SYMBOL(vm_mmap_pgoff);

unsigned long vm_mmap(struct file *file, unsigned long addr, unsigned long len, unsigned long prot,
		      unsigned long flags, unsigned long offset)
{
	if (offset & ~PAGE_MASK || offset + PAGE_ALIGN(len) < offset)
		return -EINVAL;
	return vm_mmap_pgoff(file, addr, len, prot, flags, offset >> PAGE_SHIFT);
}
EXPORT_SYMBOL(vm_mmap);

static long ksys_mmap(unsigned long addr, unsigned long len, unsigned long prot,
		      unsigned long flags, unsigned long fd, unsigned long pgoff)
{
	struct file *file = NULL;
	long ret;

	if (!(flags & MAP_ANONYMOUS)) {
		file = fget(fd);
		if (!file)
			return -EBADF;
	}
	ret = flags & MAP_HUGETLB ? -EINVAL : vm_mmap_pgoff(file, addr, len, prot, flags, pgoff);
	if (file)
		fput(file);
	return ret;
}

SYSCALL_DEFINE6(mmap_pgoff, unsigned long, addr, unsigned long, len, unsigned long, prot,
		unsigned long, flags, unsigned long, fd, unsigned long, pgoff)
{
	return ksys_mmap(addr, len, prot, flags, fd, pgoff);
}

struct mmap_arg_struct {
	unsigned long addr, len, prot, flags, fd, offset;
};

SYSCALL_DEFINE1(old_mmap, struct mmap_arg_struct __user *, arg)
{
	struct mmap_arg_struct a;

	if (copy_from_user(&a, arg, sizeof(a)))
		return -EFAULT;
	if (a.offset & ~PAGE_MASK)
		return -EINVAL;
	return ksys_mmap(a.addr, a.len, a.prot, a.flags, a.fd, a.offset >> PAGE_SHIFT);
}

/* ---- heap and stack ---- */

static int brk_area(struct mm_struct *mm, unsigned long addr, unsigned long len,
		    unsigned long extra)
{
	unsigned long flags =
	    VM_READ | VM_WRITE | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC | mm->def_flags | extra;
	unsigned long ret = map_region(mm, NULL, addr, len, flags, addr >> PAGE_SHIFT);

	return IS_ERR_VALUE(ret) ? (int)ret : 0;
}

int vm_brk_flags(unsigned long addr, unsigned long len, unsigned long flags)
{
	struct mm_struct *mm = current->mm;
	int err;

	len = PAGE_ALIGN(len);
	if (!len)
		return 0;
	if (addr > TASK_SIZE || len > TASK_SIZE - addr)
		return -ENOMEM;
	mmap_write_lock(mm);
	err = brk_area(mm, addr, len, flags);
	mmap_write_unlock(mm);
	return err;
}
EXPORT_SYMBOL(vm_brk_flags);

int vm_brk(unsigned long addr, unsigned long len)
{
	return vm_brk_flags(addr, len, 0);
}
EXPORT_SYMBOL(vm_brk);

static bool brk_fits(struct mm_struct *mm, unsigned long oldbrk, unsigned long newbrk)
{
	struct vm_area_struct *next = find_vma(mm, oldbrk);

	return newbrk <= TASK_SIZE && (!next || newbrk <= start_with_gap(next));
}

SYSCALL_DEFINE1(brk, unsigned long, brk)
{
	struct mm_struct *mm = current->mm;
	unsigned long oldbrk, newbrk = PAGE_ALIGN(brk), grown = 0;

	mmap_write_lock(mm);
	oldbrk = PAGE_ALIGN(mm->brk);
	if (brk < mm->start_brk || brk > TASK_SIZE)
		goto out;
	if (brk - mm->start_brk + (mm->end_data - mm->start_data) > rlimit(RLIMIT_DATA))
		goto out;
	if (newbrk < oldbrk && do_munmap(mm, newbrk, oldbrk - newbrk))
		goto out;
	if (newbrk > oldbrk) {
		if (!brk_fits(mm, oldbrk, newbrk) || brk_area(mm, oldbrk, newbrk - oldbrk, 0))
			goto out;
		grown = newbrk - oldbrk;
	}
	mm->brk = brk;
out:
	brk = mm->brk;
	mmap_write_unlock(mm);
	if (grown && mm->def_flags & VM_LOCKED)
		mm_populate(oldbrk, grown);
	return brk;
}

/* page_table_lock is held. */
static int grow_stack(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long pages = (vma->vm_start - addr) >> PAGE_SHIFT;
	const struct vm_area_struct *prev = vma->vm_prev;

	if (addr >= vma->vm_start)
		return 0;
	if (vma->vm_end - addr > rlimit(RLIMIT_STACK) || pages > vma->vm_pgoff)
		return -ENOMEM;
	if (prev && !(prev->vm_flags & VM_GROWSDOWN) && prev->vm_flags & VM_ACCESS_FLAGS &&
	    (addr < prev->vm_end + STACK_GAP))
		return -ENOMEM;
	if (prev && addr < prev->vm_end)
		return -ENOMEM;
	if (!may_expand_vm(vma->vm_mm, vma->vm_flags, pages))
		return -ENOMEM;
	vma->vm_start = addr;
	vma->vm_pgoff -= pages;
	vma_account(vma->vm_mm, vma->vm_flags, pages);
	return 0;
}

int expand_stack(struct vm_area_struct *vma, unsigned long addr)
{
	int err;

	addr &= PAGE_MASK;
	if (addr < LOWEST_ADDRESS)
		return -EPERM;
	/* rmap.c finds its pages by vm_start and vm_pgoff */
	if (anon_vma_prepare(vma))
		return -ENOMEM;
	spin_lock(&vma->anon_vma->lock);
	spin_lock(&vma->vm_mm->page_table_lock);
	err = grow_stack(vma, addr);
	spin_unlock(&vma->vm_mm->page_table_lock);
	spin_unlock(&vma->anon_vma->lock);
	return err;
}

int mm_add_stack(struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_alloc(mm);

	if (!vma)
		return -ENOMEM;
	vma->vm_start = STACK_TOP - PAGE_SIZE;
	vma->vm_end = STACK_TOP;
	vma->vm_flags = VM_READ | VM_WRITE | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC | VM_GROWSDOWN;
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	vma->vm_pgoff = vma->vm_start >> PAGE_SHIFT;
	vma_insert(mm, vma);
	vma_account(mm, vma->vm_flags, 1);
	return 0;
}

/* ---- whole address spaces ---- */

static int dup_area(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct vm_area_struct *copy = vma_dup(vma);

	if (!copy)
		return -ENOMEM;
	copy->vm_mm = mm;
	copy->vm_flags &= ~VM_LOCKED;
	if (vma->vm_flags & VM_WIPEONFORK)
		copy->anon_vma = NULL;
	vma_hold(copy);
	vma_insert(mm, copy);
	vma_account(mm, copy->vm_flags, vma_pages(copy));
	return vma->vm_flags & VM_WIPEONFORK ? 0 : copy_page_range(mm, vma);
}

int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm)
{
	struct vm_area_struct *vma;
	int err = 0;

	mmap_write_lock(oldmm);
	for (vma = oldmm->mmap; vma && !err; vma = vma->vm_next)
		if (!(vma->vm_flags & VM_DONTCOPY))
			err = dup_area(mm, vma);
	flush_tlb_mm(oldmm);
	mmap_write_unlock(oldmm);
	return err;
}

void exit_mmap(struct mm_struct *mm)
{
	struct vm_area_struct *vma, *next;

	if (!mm->mmap)
		return;
	mmap_write_lock(mm);
	unmap_range(mm->mmap, 0, TASK_SIZE);
	flush_tlb_mm(mm);
	for (vma = mm->mmap; vma; vma = next) {
		next = vma->vm_next;
		free_page_tables(mm, vma->vm_start, vma->vm_end, 0, TASK_SIZE);
		vma_release(vma);
	}
	mm->mmap = mm->mmap_cache = NULL;
	mm->mm_rb = RB_ROOT;
	mm->map_count = 0;
	mmap_write_unlock(mm);
}

/* ---- pages of the kernel's, shown to a program ---- */

static vm_fault_t special_fault(struct vm_fault *vmf)
{
	struct page **pages = vmf->vma->vm_private_data;
	unsigned long n = vmf->pgoff - vmf->vma->vm_pgoff;

	for (; n && *pages; n--)
		pages++;
	if (!*pages)
		return VM_FAULT_SIGBUS;
	vmf->page = *pages;
	get_page(vmf->page);
	return 0;
}

static const char *special_name(struct vm_area_struct *vma)
{
	return "[vdso]";
}

static const struct vm_operations_struct special_ops = {
    .fault = special_fault,
    .name = special_name,
};

int install_special_mapping(struct mm_struct *mm, unsigned long addr, unsigned long len,
			    unsigned long flags, struct page **pages)
{
	struct vm_area_struct *vma = vma_alloc(mm);

	if (!vma)
		return -ENOMEM;
	vma->vm_start = addr;
	vma->vm_end = addr + len;
	vma->vm_flags = flags | VM_DONTEXPAND | VM_MAYREAD | VM_MAYEXEC;
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	vma->vm_ops = &special_ops;
	vma->vm_private_data = pages;
	vma_insert(mm, vma);
	vma_account(mm, vma->vm_flags, len >> PAGE_SHIFT);
	return 0;
}
