/* SPDX-License-Identifier: GPL-2.0-only */
/* switch_to: from one task to another; the scheduler's lock is held, interrupts are off. */
#ifndef _ASM_SWITCH_TO_H
#define _ASM_SWITCH_TO_H

struct task_struct;

/* Returns in next, and there gives the task that ran before it. */
struct task_struct *__switch_to_asm(struct task_struct *prev, struct task_struct *next);
struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next);
#define switch_to(prev, next) __switch_to_asm(prev, next)

/* Let task, not yet running, begin with fn(data) and end with do_exit(). */
void copy_thread(struct task_struct *task, int (*fn)(void *data), void *data);

#endif
