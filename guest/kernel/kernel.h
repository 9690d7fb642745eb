/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel: what the files of guest/kernel tell each other and main.c. */
#ifndef KERNEL_KERNEL_H
#define KERNEL_KERNEL_H

#include <linux/compiler.h>
#include <linux/types.h>

struct task_struct;

void timekeeping_init(void);
void cpu_idle(void) __noreturn;
/* CPU's idle task, not yet running: what it does is up to who starts that CPU. NULL: no memory. */
struct task_struct *fork_idle(unsigned int cpu);
/* Its run queue gets idle as the task that runs when there is no other. */
void init_idle(struct task_struct *idle, unsigned int cpu);
/* The task is gone for good and its stack not in use: give everything back. */
void free_task(struct task_struct *task);

#endif
