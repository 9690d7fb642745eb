/* SPDX-License-Identifier: GPL-2.0-only */
/* freezer: for a system that suspends. This one does not, and never freezes anybody. */
#ifndef FREEZER_H_INCLUDED
#define FREEZER_H_INCLUDED

#include <linux/sched.h>
#include <linux/types.h>
#include <linux/wait.h>

static inline bool freezing(struct task_struct *task)
{
	return false;
}

static inline bool frozen(struct task_struct *task)
{
	return false;
}

/* True: it was frozen, and is awake again. */
static inline bool try_to_freeze(void)
{
	might_sleep();
	return false;
}

static inline bool set_freezable(void)
{
	might_sleep();
	return false;
}

#define freezable_schedule()		    schedule()
#define freezable_schedule_timeout(timeout) schedule_timeout(timeout)

#endif
