/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sched/mm: references to address spaces. mm_users holds what is mapped, mm_count the
 * structure and its page directory.
 */
#ifndef _LINUX_SCHED_MM_H
#define _LINUX_SCHED_MM_H

#include <linux/mm_types.h>
#include <linux/sched.h>

static inline void mmgrab(struct mm_struct *mm)
{
	atomic_inc(&mm->mm_count);
}

static inline void mmget(struct mm_struct *mm)
{
	atomic_inc(&mm->mm_users);
}

static inline bool mmget_not_zero(struct mm_struct *mm)
{
	return atomic_inc_not_zero(&mm->mm_users);
}

void __mmdrop(struct mm_struct *mm);
static inline void mmdrop(struct mm_struct *mm)
{
	if (atomic_dec_and_test(&mm->mm_count))
		__mmdrop(mm);
}

/* May sleep: the last one unmaps everything. */
void mmput(struct mm_struct *mm);
void mmput_async(struct mm_struct *mm); /* any context, and with any lock held */
struct mm_struct *mm_alloc(void);
/* Once, before anybody else sees mm. As long as it runs, nobody may write to file: -ETXTBSY. */
int set_mm_exe_file(struct mm_struct *mm, struct file *file);
/* This CPU leaves from for to, which is the running task's. */
void activate_mm(struct mm_struct *from, struct mm_struct *to);
/* With a reference of mm_users, or NULL: a kernel thread, or one that has ended. */
struct mm_struct *get_task_mm(struct task_struct *task);
/* A kernel thread borrows a user's address space. */
void kthread_use_mm(struct mm_struct *mm);
void kthread_unuse_mm(struct mm_struct *mm);
#define use_mm(mm)   kthread_use_mm(mm)
#define unuse_mm(mm) kthread_unuse_mm(mm)

#endif
