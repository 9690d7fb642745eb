/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm_struct: address spaces as a whole.
 *
 * 1. Purpose. Each process has a page directory of its own for the lower three gigabytes;
 *    the kernel's gigabyte is the same in all of them.
 *
 * 2. Structures.
 *
 *	pgd  [   0 ...  767 ]  the program's page tables
 *	     [ 768 ... 1023 ]  a copy of swapper_pg_dir's
 *
 *    All page directories are on a list: an entry that the kernel gets later (a new page
 *    table for vmalloc()) is written to every one. So kernel addresses never fault for
 *    want of it.
 *
 *	mm_users  tasks that run in it, and who has got it by get_task_mm(): the last one
 *	          takes all areas away
 *	mm_count  one for all mm_users together, and one for each thread of the kernel that
 *	          has found the page directory loaded: the last one frees the structure
 *
 * 3. Invariants. The kernel's part of every directory on the list equals swapper_pg_dir's.
 *
 * 4. Locking and context. pgd_lock for the list, interrupts off. mmput() may sleep;
 *    mmdrop() not.
 *
 * 5. Failure. No memory: NULL.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/workqueue.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>

#include "internal.h"
#include "mm_internal.h"

#define KERNEL_PGD pgd_index(PAGE_OFFSET)

static LIST_HEAD(pgd_list);
static DEFINE_SPINLOCK(pgd_lock);
static struct kmem_cache *mm_cachep;

struct mm_struct init_mm = {
    .pgd = swapper_pg_dir,
    .mm_users = ATOMIC_INIT(2),
    .mm_count = ATOMIC_INIT(2),
    .page_table_lock = __SPIN_LOCK_UNLOCKED(init_mm.page_table_lock),
    .mmap_lock = __RWSEM_INITIALIZER(init_mm.mmap_lock),
    .pgd_list = LIST_HEAD_INIT(init_mm.pgd_list),
};
EXPORT_SYMBOL(init_mm);

static int __init mm_cache_init(void)
{
	mm_cachep = kmem_cache_create("mm_struct", sizeof(struct mm_struct), 0, SLAB_PANIC, NULL);
	return 0;
}
core_initcall(mm_cache_init);

/* ---- page directories ---- */

int pgd_alloc(struct mm_struct *mm)
{
	struct page *page = table_alloc();
	unsigned long flags;
	pgd_t *pgd;

	if (!page)
		return -ENOMEM;
	pgd = page_address(page);
	spin_lock_irqsave(&pgd_lock, flags);
	memcpy(pgd + KERNEL_PGD, swapper_pg_dir + KERNEL_PGD,
	       (PTRS_PER_PGD - KERNEL_PGD) * sizeof(*pgd));
	list_add(&mm->pgd_list, &pgd_list);
	spin_unlock_irqrestore(&pgd_lock, flags);
	mm->pgd = pgd;
	return 0;
}

void pgd_free(struct mm_struct *mm)
{
	unsigned long flags;

	spin_lock_irqsave(&pgd_lock, flags);
	list_del(&mm->pgd_list);
	spin_unlock_irqrestore(&pgd_lock, flags);
	WARN(mm->pgtables_bytes, "%lu bytes of page tables are left\n", mm->pgtables_bytes);
	if (mm->pgtables_bytes)
		memset(mm->pgd, 0, PAGE_SIZE);
	else
		memset(mm->pgd + KERNEL_PGD, 0, (PTRS_PER_PGD - KERNEL_PGD) * sizeof(*mm->pgd));
	table_free(virt_to_page(mm->pgd));
}

void set_kernel_pgd(unsigned long addr, pgd_t entry)
{
	struct mm_struct *mm;
	unsigned long flags;

	spin_lock_irqsave(&pgd_lock, flags);
	set_pgd(pgd_offset_k(addr), entry);
	list_for_each_entry (mm, &pgd_list, pgd_list)
		set_pgd(pgd_offset(mm, addr), entry);
	spin_unlock_irqrestore(&pgd_lock, flags);
}

/* ---- references ---- */

struct mm_struct *mm_alloc(void)
{
	struct mm_struct *mm = kmem_cache_zalloc(mm_cachep, GFP_KERNEL);

	if (!mm)
		return NULL;
	atomic_set(&mm->mm_users, 1);
	atomic_set(&mm->mm_count, 1);
	spin_lock_init(&mm->page_table_lock);
	mmap_init_lock(mm);
	mm->mm_rb = RB_ROOT;
	mm->task_size = TASK_SIZE;
	mm->dumpable = 1;
	if (!pgd_alloc(mm))
		return mm;
	kmem_cache_free(mm_cachep, mm);
	return NULL;
}

void __mmdrop(struct mm_struct *mm)
{
	pgd_free(mm);
	kmem_cache_free(mm_cachep, mm);
}
EXPORT_SYMBOL(__mmdrop);

int set_mm_exe_file(struct mm_struct *mm, struct file *file)
{
	int err = file ? deny_write_access(file) : 0;

	if (!err && file)
		mm->exe_file = get_file(file);
	return err;
}

void mmput(struct mm_struct *mm)
{
	might_sleep();
	if (!atomic_dec_and_test(&mm->mm_users))
		return;
	exit_mmap(mm);
	if (mm->exe_file) {
		allow_write_access(mm->exe_file);
		fput(mm->exe_file);
	}
	mmdrop(mm);
}
EXPORT_SYMBOL(mmput);

static void put_late(struct work_struct *work)
{
	mmput(container_of(work, struct mm_struct, async_put_work));
}

void mmput_async(struct mm_struct *mm)
{
	if (atomic_add_unless(&mm->mm_users, -1, 1))
		return;
	INIT_WORK(&mm->async_put_work, put_late);
	schedule_work(&mm->async_put_work);
}
EXPORT_SYMBOL_GPL(mmput_async);

/* task->alloc_lock's place: a task gives up its mm with tasklist_lock held for writing. */
struct mm_struct *get_task_mm(struct task_struct *task)
{
	struct mm_struct *mm;
	unsigned long flags;

	read_lock_irqsave(&tasklist_lock, flags);
	mm = task->flags & PF_KTHREAD ? NULL : task->mm;
	if (mm)
		mmget(mm);
	read_unlock_irqrestore(&tasklist_lock, flags);
	return mm;
}
EXPORT_SYMBOL(get_task_mm);

/* ---- another address space for the running task ---- */

/* from is no longer needed by this CPU; its reference is the caller's matter. */
void activate_mm(struct mm_struct *from, struct mm_struct *to)
{
	unsigned int cpu;

	preempt_disable();
	cpu = smp_processor_id();
	cpumask_set_cpu(cpu, mm_cpumask(to));
	current->active_mm = to;
	write_cr3(__pa(to->pgd));
	cpumask_clear_cpu(cpu, mm_cpumask(from));
	preempt_enable();
}

void kthread_use_mm(struct mm_struct *mm)
{
	struct mm_struct *from = current->active_mm;

	mmgrab(mm);
	current->mm = mm;
	if (from != mm)
		activate_mm(from, mm);
	mmdrop(from);
}
EXPORT_SYMBOL(kthread_use_mm);

/* Stays loaded, as it would after a switch to a thread of the kernel. */
void kthread_unuse_mm(struct mm_struct *mm)
{
	preempt_disable();
	current->mm = NULL;
	preempt_enable();
}
EXPORT_SYMBOL(kthread_unuse_mm);
