/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc_mm: a process's memory: maps, smaps, statm, what it was started with, and pagemap, 64
 * bits for each page. The formats are proc(5)'s and Documentation/filesystems/proc's.
 */
#include <linux/auxvec.h>
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/seq_file.h>
#include <linux/swap.h>
#include <linux/uaccess.h>
#include <asm/pgtable.h>

#include "mm/mm_internal.h"
#include "proc_pid.h"

#define KB(pages) ((unsigned long)(pages) << (PAGE_SHIFT - 10))

/* ---- maps ---- */

static const char *area_name(struct vm_area_struct *vma)
{
	const struct mm_struct *mm = vma->vm_mm;

	if (vma->vm_ops && vma->vm_ops->name)
		return vma->vm_ops->name(vma);
	if (vma->vm_start <= mm->brk && vma->vm_end >= mm->start_brk)
		return "[heap]";
	if (vma->vm_start <= mm->start_stack && vma->vm_end >= mm->start_stack)
		return "[stack]";
	return NULL;
}

static void show_area(struct seq_file *m, struct vm_area_struct *vma)
{
	const struct inode *inode = vma->vm_file ? file_inode(vma->vm_file) : NULL;
	unsigned long long offset = inode ? (unsigned long long)vma->vm_pgoff << PAGE_SHIFT : 0;
	dev_t dev = inode ? inode->i_sb->s_dev : 0;
	const char *name;

	seq_setwidth(m, 25 + sizeof(void *) * 6 - 1);
	seq_printf(m, "%08lx-%08lx %c%c%c%c %08llx %02x:%02x %lu ", vma->vm_start, vma->vm_end,
		   vma->vm_flags & VM_READ ? 'r' : '-', vma->vm_flags & VM_WRITE ? 'w' : '-',
		   vma->vm_flags & VM_EXEC ? 'x' : '-', vma->vm_flags & VM_MAYSHARE ? 's' : 'p',
		   offset, MAJOR(dev), MINOR(dev), inode ? inode->i_ino : 0ul);
	name = area_name(vma);
	if (inode && (!name || name[0] != '[')) {
		seq_pad(m, ' ');
		seq_file_path(m, vma->vm_file, "\n");
	} else if (name) {
		seq_pad(m, ' ');
		seq_puts(m, name);
	}
	seq_putc(m, '\n');
}

/* ---- smaps ---- */

#define PSS_SHIFT 12 /* shares of a page, that rounding does not lose them */

struct usage {
	unsigned long rss, shared_clean, shared_dirty, private_clean, private_dirty; /* pages */
	unsigned long referenced, anon, swap;
	u64 pss, pss_dirty, swap_pss, locked; /* 1 << PSS_SHIFT to the byte */
};

static void add_page(struct usage *u, struct vm_area_struct *vma, struct page *page, pte_t pte)
{
	bool dirty = pte_dirty(pte) || PageDirty(page);
	int users = max(page_mapcount(page), 1);
	u64 share = div_u64((u64)PAGE_SIZE << PSS_SHIFT, users);

	u->rss++;
	u->pss += share;
	u->anon += PageAnon(page);
	u->referenced += pte_young(pte) || PageReferenced(page);
	if (dirty)
		u->pss_dirty += share;
	if (vma->vm_flags & VM_LOCKED)
		u->locked += share;
	if (users > 1)
		*(dirty ? &u->shared_dirty : &u->shared_clean) += 1;
	else
		*(dirty ? &u->private_dirty : &u->private_clean) += 1;
}

static void add_area(struct usage *u, struct vm_area_struct *vma)
{
	unsigned long at;
	struct page *page;
	pte_t *ptep;

	for (at = vma->vm_start; at < vma->vm_end; at += PAGE_SIZE) {
		if (!(at & ~PGDIR_MASK))
			cond_resched();
		spin_lock(&vma->vm_mm->page_table_lock);
		ptep = pte_lookup(vma->vm_mm, at);
		if (ptep && pte_present(*ptep)) {
			page = vm_normal_page(vma, at, *ptep);
			if (page)
				add_page(u, vma, page, *ptep);
		} else if (ptep && !pte_none(*ptep)) {
			u->swap++;
			u->swap_pss += div_u64((u64)PAGE_SIZE << PSS_SHIFT,
					       max(swap_count(pte_to_swp_entry(*ptep)), 1u));
		}
		spin_unlock(&vma->vm_mm->page_table_lock);
	}
}

static unsigned long share_kb(u64 share)
{
	return share >> (PSS_SHIFT + 10);
}

static void show_usage(struct seq_file *m, const struct usage *u)
{
	const struct {
		const char *name;
		unsigned long kb;
	} lines[] = {
	    {"Rss:", KB(u->rss)},
	    {"Pss:", share_kb(u->pss)},
	    {"Pss_Dirty:", share_kb(u->pss_dirty)},
	    {"Shared_Clean:", KB(u->shared_clean)},
	    {"Shared_Dirty:", KB(u->shared_dirty)},
	    {"Private_Clean:", KB(u->private_clean)},
	    {"Private_Dirty:", KB(u->private_dirty)},
	    {"Referenced:", KB(u->referenced)},
	    {"Anonymous:", KB(u->anon)},
	    {"LazyFree:", 0},
	    {"AnonHugePages:", 0},
	    {"ShmemPmdMapped:", 0},
	    {"FilePmdMapped:", 0},
	    {"Shared_Hugetlb:", 0},
	    {"Private_Hugetlb:", 0},
	    {"Swap:", KB(u->swap)},
	    {"SwapPss:", share_kb(u->swap_pss)},
	    {"Locked:", share_kb(u->locked)},
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(lines); i++)
		seq_printf(m, "%-16s%8lu kB\n", lines[i].name, lines[i].kb);
}

static void show_vm_flags(struct seq_file *m, unsigned long vm_flags)
{
	static const struct {
		unsigned long flag;
		char name[3];
	} flags[] = {
	    {VM_READ, "rd"},	   {VM_WRITE, "wr"},	 {VM_EXEC, "ex"},
	    {VM_SHARED, "sh"},	   {VM_MAYREAD, "mr"},	 {VM_MAYWRITE, "mw"},
	    {VM_MAYEXEC, "me"},	   {VM_MAYSHARE, "ms"},	 {VM_GROWSDOWN, "gd"},
	    {VM_PFNMAP, "pf"},	   {VM_LOCKED, "lo"},	 {VM_IO, "io"},
	    {VM_SEQ_READ, "sr"},   {VM_RAND_READ, "rr"}, {VM_DONTCOPY, "dc"},
	    {VM_DONTEXPAND, "de"}, {VM_ACCOUNT, "ac"},	 {VM_NORESERVE, "nr"},
	    {VM_WIPEONFORK, "wf"}, {VM_DONTDUMP, "dd"},	 {VM_MIXEDMAP, "mm"},
	};
	int i;

	seq_puts(m, "VmFlags: ");
	for (i = 0; i < ARRAY_SIZE(flags); i++)
		if (vm_flags & flags[i].flag)
			seq_printf(m, "%s ", flags[i].name);
	seq_putc(m, '\n');
}

static void show_smap(struct seq_file *m, struct vm_area_struct *vma)
{
	struct usage usage = {};

	add_area(&usage, vma);
	show_area(m, vma);
	seq_printf(m, "%-16s%8lu kB\n%-16s%8lu kB\n%-16s%8lu kB\n", "Size:", KB(vma_pages(vma)),
		   "KernelPageSize:", KB(1), "MMUPageSize:", KB(1));
	show_usage(m, &usage);
	seq_puts(m, "THPeligible:    0\n");
	show_vm_flags(m, vma->vm_flags);
}

/* ---- each area in its turn ---- */

static int for_all_areas(struct seq_file *m, struct task_struct *task,
			 void (*show)(struct seq_file *m, struct vm_area_struct *vma))
{
	struct mm_struct *mm = get_task_mm(task);
	struct vm_area_struct *vma;

	if (!mm)
		return 0;
	mmap_read_lock(mm);
	for_each_vma_of(mm, vma)
	{
		if (seq_has_overflowed(m))
			break;
		show(m, vma);
	}
	mmap_read_unlock(mm);
	mmput(mm);
	return 0;
}

static int show_maps(struct seq_file *m, struct task_struct *task)
{
	return for_all_areas(m, task, show_area);
}

static int show_smaps(struct seq_file *m, struct task_struct *task)
{
	return for_all_areas(m, task, show_smap);
}

static int show_smaps_rollup(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	struct vm_area_struct *vma, *last = NULL;
	struct usage usage = {};

	if (!mm)
		return -ESRCH;
	mmap_read_lock(mm);
	for_each_vma_of(mm, vma)
	{
		add_area(&usage, vma);
		last = vma;
	}
	seq_setwidth(m, 25 + sizeof(void *) * 6 - 1);
	seq_printf(m, "%08lx-%08lx ---p 00000000 00:00 0 ", mm->mmap ? mm->mmap->vm_start : 0,
		   last ? last->vm_end : 0);
	seq_pad(m, ' ');
	seq_puts(m, "[rollup]\n");
	mmap_read_unlock(mm);
	mmput(mm);
	show_usage(m, &usage);
	return 0;
}

/* size resident shared text lib data dt, in pages; lib and dt have been 0 since 2.6 */
static int show_statm(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);

	if (!mm) {
		seq_puts(m, "0 0 0 0 0 0 0\n");
		return 0;
	}
	seq_printf(
	    m, "%lu %lu %lu %lu 0 %lu 0\n", mm->total_vm, (unsigned long)get_mm_rss(mm),
	    (unsigned long)(get_mm_counter(mm, MM_FILEPAGES) + get_mm_counter(mm, MM_SHMEMPAGES)),
	    (PAGE_ALIGN(mm->end_code) - (mm->start_code & PAGE_MASK)) >> PAGE_SHIFT,
	    mm->data_vm + mm->stack_vm);
	mmput(mm);
	return 0;
}

/* ---- what it was started with ---- */

static int show_environ(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);

	if (!mm)
		return 0;
	proc_show_memory(m, task, mm->env_start, mm->env_end);
	mmput(mm);
	return 0;
}

/* Pairs of type and value, to AT_NULL. */
static int show_auxv(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	int words = 0;

	if (!mm)
		return 0;
	while (words < AT_VECTOR_SIZE && mm->saved_auxv[words])
		words += 2;
	words = min(words + 2, AT_VECTOR_SIZE);
	seq_write(m, mm->saved_auxv, words * sizeof(mm->saved_auxv[0]));
	mmput(mm);
	return 0;
}

/* ---- pagemap ---- */

#define PM_PFRAME_BITS 55
#define PM_EXCLUSIVE   BIT_ULL(56)
#define PM_FILE	       BIT_ULL(61)
#define PM_SWAP	       BIT_ULL(62)
#define PM_PRESENT     BIT_ULL(63)
#define PM_SWAP_TYPE   5 /* bits; the rest of the frame's is the offset */
#define PM_CHUNK       64

static u64 pagemap_of(struct vm_area_struct *vma, unsigned long at, bool frames)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *page;
	u64 entry = 0;
	pte_t *ptep;

	spin_lock(&mm->page_table_lock);
	ptep = pte_lookup(mm, at);
	if (ptep && pte_present(*ptep)) {
		page = vm_normal_page(vma, at, *ptep);
		entry = PM_PRESENT | (frames ? pte_pfn(*ptep) : 0);
		if (page && !PageAnon(page))
			entry |= PM_FILE;
		if (page && page_mapcount(page) == 1)
			entry |= PM_EXCLUSIVE;
	} else if (ptep && !pte_none(*ptep)) {
		swp_entry_t swap = pte_to_swp_entry(*ptep);

		entry = PM_SWAP;
		if (frames)
			entry |= swp_type(swap) | (u64)swp_offset(swap) << PM_SWAP_TYPE;
	}
	spin_unlock(&mm->page_table_lock);
	return entry;
}

static void pagemap_chunk(struct mm_struct *mm, unsigned long pfn, u64 *entries, int n)
{
	bool frames = capable(CAP_SYS_ADMIN);
	struct vm_area_struct *vma;
	int i;

	mmap_read_lock(mm);
	for (i = 0; i < n; i++) {
		vma = vma_lookup(mm, (pfn + i) << PAGE_SHIFT);
		entries[i] = vma ? pagemap_of(vma, (pfn + i) << PAGE_SHIFT, frames) : 0;
	}
	mmap_read_unlock(mm);
}

static ssize_t pagemap_copy(struct mm_struct *mm, char __user *buf, size_t count, loff_t *pos)
{
	u64 entries[PM_CHUNK];
	ssize_t done = 0;

	while (done < count && *pos >> 3 < mm->task_size >> PAGE_SHIFT) {
		unsigned long pfn = *pos >> 3;
		int n = min3((size_t)PM_CHUNK, (count - done) / 8,
			     (size_t)((mm->task_size >> PAGE_SHIFT) - pfn));

		pagemap_chunk(mm, pfn, entries, n);
		if (copy_to_user(buf + done, entries, n * 8))
			return done ? done : -EFAULT;
		done += n * 8;
		*pos += n * 8;
		cond_resched();
	}
	return done;
}

static ssize_t pagemap_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct task_struct *task;
	struct mm_struct *mm;
	ssize_t ret;

	if (*pos < 0 || *pos % 8 || count % 8)
		return -EINVAL;
	task = proc_pid_task(file_inode(file));
	if (!task)
		return -ESRCH;
	ret = proc_pid_may_see(task);
	mm = ret ? NULL : get_task_mm(task);
	put_task_struct(task);
	if (!mm)
		return ret;
	ret = pagemap_copy(mm, buf, count, pos);
	mmput(mm);
	return ret;
}

static const struct file_operations pagemap_fops = {.read = pagemap_read, .llseek = default_llseek};

static int __init proc_mm_init(void)
{
	static const struct proc_pid_row files[] = {
	    {.name = "maps", .mode = S_IFREG | 0444, .show = show_maps, .own = true},
	    {.name = "smaps", .mode = S_IFREG | 0444, .show = show_smaps, .own = true},
	    {.name = "smaps_rollup",
	     .mode = S_IFREG | 0444,
	     .show = show_smaps_rollup,
	     .own = true},
	    {.name = "statm", .mode = S_IFREG | 0444, .show = show_statm},
	    {.name = "environ", .mode = S_IFREG | 0400, .show = show_environ, .own = true},
	    {.name = "auxv", .mode = S_IFREG | 0400, .show = show_auxv, .own = true},
	    {.name = "pagemap", .mode = S_IFREG | 0400, .fops = &pagemap_fops},
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(files); i++)
		proc_pid_register_row(&files[i]);
	return 0;
}
fs_initcall(proc_mm_init);
