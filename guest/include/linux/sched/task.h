/* SPDX-License-Identifier: GPL-2.0-only */
/* sched/task: tasks' references; all of it is in <linux/sched.h>. */
#ifndef _LINUX_SCHED_TASK_H
#define _LINUX_SCHED_TASK_H

#include <linux/sched.h>
#include <linux/sched/signal.h>

/*
 * Around a look at a task's comm and mm. Process context; not within write_lock(&tasklist_lock).
 * Nobody changes mm under it, but who does waits for it before the mm goes.
 */
static inline void task_lock(struct task_struct *task)
{
	spin_lock(&task->alloc_lock);
}

static inline void task_unlock(struct task_struct *task)
{
	spin_unlock(&task->alloc_lock);
}

#endif
