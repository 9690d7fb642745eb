/* SPDX-License-Identifier: GPL-2.0-only */
/* smp: which CPU this is. The answer holds while preemption is off. */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#include <linux/cpumask.h>
#include <linux/preempt.h>
#include <linux/threads.h>

#define raw_smp_processor_id() (current_thread_info()->cpu)
#define smp_processor_id()     raw_smp_processor_id()

static inline int get_cpu(void)
{
	preempt_disable();
	return smp_processor_id();
}

#define put_cpu() preempt_enable()

/*
 * Run fn(info) on every CPU that is online, here and elsewhere in interrupt context, with
 * interrupts off; return when all are done. With interrupts on, else two CPUs could wait
 * for each other; not in an interrupt.
 */
void on_each_cpu_plain(void (*fn)(void *info), void *info);
/* On every other CPU; on one, -ENXIO: it is not online. */
int smp_call_function_plain(void (*fn)(void *info), void *info);
int smp_call_function_single_plain(int cpu, void (*fn)(void *info), void *info);
/* (..., wait) since 2.6.27; before with an argument "retry" in between. All of them wait. */
#define on_each_cpu(fn, info, ...)		     on_each_cpu_plain(fn, info)
#define smp_call_function(fn, info, ...)	     smp_call_function_plain(fn, info)
#define smp_call_function_single(cpu, fn, info, ...) smp_call_function_single_plain(cpu, fn, info)

/* In the interrupt that smp_call_function() sends. */
void smp_call_function_interrupt(void);
/* Let that CPU look who should run. */
void smp_send_reschedule(unsigned int cpu);

#endif
