/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * preempt: preempt_count counts why the running task may not be switched:
 *
 *	bits 0-7    preempt_disable() and spinlocks
 *	bits 8-15   softirq: running one (0x100), or bottom halves disabled (0x200 each)
 *	bits 16-19  hard interrupts
 *	bits 20-23  NMIs
 *
 * When it is 0 and interrupts are on, the task may be preempted.
 */
#ifndef _LINUX_PREEMPT_H
#define _LINUX_PREEMPT_H

#include <linux/cleanup.h>
#include <linux/compiler.h>
#include <linux/irqflags.h>
#include <linux/thread_info.h>

#define PREEMPT_SHIFT 0
#define SOFTIRQ_SHIFT 8
#define HARDIRQ_SHIFT 16
#define NMI_SHIFT     20

#define PREEMPT_MASK 0x000000ff
#define SOFTIRQ_MASK 0x0000ff00
#define HARDIRQ_MASK 0x000f0000
#define NMI_MASK     0x00f00000

#define PREEMPT_OFFSET	       (1 << PREEMPT_SHIFT)
#define SOFTIRQ_OFFSET	       (1 << SOFTIRQ_SHIFT)
#define HARDIRQ_OFFSET	       (1 << HARDIRQ_SHIFT)
#define NMI_OFFSET	       (1 << NMI_SHIFT)
#define SOFTIRQ_DISABLE_OFFSET (2 * SOFTIRQ_OFFSET)

#define preempt_count()	     READ_ONCE(current_thread_info()->preempt_count)
#define hardirq_count()	     (preempt_count() & HARDIRQ_MASK)
#define softirq_count()	     (preempt_count() & SOFTIRQ_MASK)
#define irq_count()	     (preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK))
#define in_nmi()	     (preempt_count() & NMI_MASK)
#define in_hardirq()	     hardirq_count()
#define in_irq()	     hardirq_count()
#define in_softirq()	     softirq_count()
#define in_serving_softirq() (softirq_count() & SOFTIRQ_OFFSET)
#define in_interrupt()	     irq_count()
#define in_task()	     (!(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET)))
#define in_atomic()	     (preempt_count() != 0)
#define preemptible()	     (preempt_count() == 0 && !irqs_disabled())

/* Give way to a more urgent task, if one waits (kernel/sched.c). */
void preempt_schedule(void);
void preempt_schedule_irq(void); /* from the end of an interrupt, interrupts off */

static __always_inline void preempt_count_add(int value)
{
	*(volatile int *)&current_thread_info()->preempt_count += value;
}

static __always_inline void preempt_count_sub(int value)
{
	*(volatile int *)&current_thread_info()->preempt_count -= value;
}

static __always_inline void preempt_disable(void)
{
	preempt_count_add(1);
	barrier();
}

static __always_inline void preempt_enable_no_resched(void)
{
	barrier();
	preempt_count_sub(1);
}

static __always_inline void preempt_check_resched(void)
{
	if (unlikely(READ_ONCE(current_thread_info()->flags) & (1UL << TIF_NEED_RESCHED)))
		preempt_schedule();
}

static __always_inline void preempt_enable(void)
{
	preempt_enable_no_resched();
	preempt_check_resched();
}

/* guard(preempt)() */
DEFINE_LOCK_GUARD_0(preempt, preempt_disable(), preempt_enable())

#endif
