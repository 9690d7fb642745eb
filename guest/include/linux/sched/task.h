/* SPDX-License-Identifier: GPL-2.0-only */
/* sched/task: tasks' references; all of it is in <linux/sched.h>. */
#ifndef _LINUX_SCHED_TASK_H
#define _LINUX_SCHED_TASK_H

#include <linux/sched.h>
#include <linux/sched/signal.h>

#endif
