/* SPDX-License-Identifier: GPL-2.0-only */
/* switch_to: from one task to another; the scheduler's lock is held, interrupts are off. */
#ifndef _ASM_SWITCH_TO_H
#define _ASM_SWITCH_TO_H

struct task_struct;

/* Returns in next, and there gives the task that ran before it. */
struct task_struct *__switch_to_asm(struct task_struct *prev, struct task_struct *next);
struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next);
#define switch_to(prev, next) __switch_to_asm(prev, next)

/*
 * Let task, not yet running, begin with fn(data): a thread of the kernel, which either ends
 * with do_exit() or has made itself a program when fn returns.
 */
void copy_thread(struct task_struct *task, int (*fn)(void *data), void *data);
/* Let it begin as a copy of current, back from the system call with 0; sp 0: the same stack. */
void copy_user_thread(struct task_struct *task, unsigned long sp);

#endif
