/* SPDX-License-Identifier: GPL-2.0-only */
/* current: the task this CPU runs. %fs leads to the CPU's own data (asm/percpu.h). */
#ifndef _ASM_CURRENT_H
#define _ASM_CURRENT_H

#include <linux/compiler.h>

struct task_struct;

extern struct task_struct *current_task; /* in the per-CPU section: read it only so */

/* Not volatile: for the code that runs it is a constant. */
static __always_inline struct task_struct *get_current(void)
{
	struct task_struct *task;

	__asm__("movl %%fs:%1,%0" : "=r"(task) : "m"(current_task));
	return task;
}

#define current get_current()

#endif
