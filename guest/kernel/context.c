/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * context: a function run in a hard interrupt, a softirq, with preemption off, on another
 * CPU. The interrupt is a real one, with an INT instruction in the place of a device; the
 * softirq is a tasklet's; another CPU means a thread bound to it.
 */
#include <linux/completion.h>
#include <linux/context.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/stringify.h>

struct job {
	enum run_context context;
	void (*fn)(void *arg);
	void *arg;
	struct completion done;
};

static DEFINE_PER_CPU(struct job *, interrupt_job);

void context_interrupt(void)
{
	struct job *job = this_cpu_read(interrupt_job);

	this_cpu_write(interrupt_job, NULL);
	if (job)
		job->fn(job->arg);
}

static void run_in_tasklet(unsigned long data)
{
	struct job *job = (struct job *)data;

	job->fn(job->arg);
}

static void run_here(struct job *job)
{
	struct tasklet_struct tasklet;

	switch (job->context) {
	case CONTEXT_HARDIRQ:
		preempt_disable();
		this_cpu_write(interrupt_job, job);
		__asm__ __volatile__("int %0" ::"i"(CONTEXT_VECTOR) : "memory");
		preempt_enable();
		break;
	case CONTEXT_SOFTIRQ:
		tasklet_init(&tasklet, run_in_tasklet, (unsigned long)job);
		/* the softirqs that are wanted run when they are let on again */
		local_bh_disable();
		tasklet_schedule(&tasklet);
		local_bh_enable();
		tasklet_kill(&tasklet);
		break;
	case CONTEXT_ATOMIC:
		preempt_disable();
		job->fn(job->arg);
		preempt_enable();
		break;
	default:
		job->fn(job->arg);
	}
}

static int run_there(void *data)
{
	struct job *job = data;

	run_here(job);
	complete(&job->done);
	return 0;
}

int run_in_context(enum run_context context, unsigned int cpu, void (*fn)(void *arg), void *arg)
{
	struct job job = {.context = context, .fn = fn, .arg = arg};
	struct task_struct *task;

	if (cpu >= NR_CPUS || !cpu_online(cpu))
		return -ENXIO;
	if (cpu == raw_smp_processor_id()) {
		run_here(&job);
		return 0;
	}
	init_completion(&job.done);
	task = kthread_create(run_there, &job, "context/%u", cpu);
	if (IS_ERR(task))
		return PTR_ERR(task);
	kthread_bind(task, cpu);
	wake_up_process(task);
	wait_for_completion(&job.done);
	return 0;
}
