/* SPDX-License-Identifier: GPL-2.0-only */
/* thread_info: the part of a task that headers below <linux/sched.h> need. */
#ifndef _LINUX_THREAD_INFO_H
#define _LINUX_THREAD_INFO_H

#include <linux/bitops.h>
#include <asm/current.h>

struct thread_info {
	unsigned long flags; /* 1 << TIF_* */
	int preempt_count;   /* <linux/preempt.h> */
	int cpu;
};

#define TIF_SIGPENDING	  0
#define TIF_NEED_RESCHED  1
#define TIF_MEMDIE	  2 /* being killed for want of memory */
#define TIF_SYSCALL_TRACE 3 /* its tracer wants to know of system calls */
#define TIF_SINGLESTEP	  4 /* its tracer wants to know of each instruction */
#define TIF_FORCED_TF	  5 /* EFLAGS.TF is the tracer's doing */

/* A task begins with its thread_info. */
#define current_thread_info() ((struct thread_info *)current)
#define task_thread_info(t)   ((struct thread_info *)(t))

#define set_ti_thread_flag(ti, flag)   set_bit(flag, &(ti)->flags)
#define clear_ti_thread_flag(ti, flag) clear_bit(flag, &(ti)->flags)
#define test_ti_thread_flag(ti, flag)  test_bit(flag, &(ti)->flags)
#define set_thread_flag(flag)	       set_ti_thread_flag(current_thread_info(), flag)
#define clear_thread_flag(flag)	       clear_ti_thread_flag(current_thread_info(), flag)
#define test_thread_flag(flag)	       test_ti_thread_flag(current_thread_info(), flag)

#endif
