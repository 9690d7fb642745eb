/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * softirq: what interrupts leave for when interrupts are on again. Each CPU has a word
 * of those that are wanted; they run at the end of the interrupt, and when there are
 * ever more of them, in the CPU's thread ksoftirqd.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/percpu.h>
#include <linux/sched.h>

#define MAX_ROUNDS 10

static struct softirq_action actions[NR_SOFTIRQS];
static DEFINE_PER_CPU(unsigned int, softirq_pending);
static DEFINE_PER_CPU(struct task_struct *, ksoftirqd);

struct softirq_counts {
	unsigned long n[NR_SOFTIRQS];
};
static DEFINE_PER_CPU(struct softirq_counts, softirq_counts);

void open_softirq(int nr, void (*action)(struct softirq_action *action))
{
	actions[nr].action = action;
}

unsigned long kstat_softirqs_cpu(unsigned int nr, unsigned int cpu)
{
	return per_cpu(softirq_counts, cpu).n[nr];
}

static void run_pending(unsigned int pending)
{
	unsigned int nr;

	for (nr = 0; nr < NR_SOFTIRQS; nr++) {
		int count = preempt_count();

		if (!(pending & 1 << nr))
			continue;
		this_cpu_ptr(&softirq_counts)->n[nr]++;
		actions[nr].action(&actions[nr]);
		if (WARN(count != preempt_count(), "softirq %u left preempt_count %#x, was %#x\n",
			 nr, preempt_count(), count))
			current_thread_info()->preempt_count = count;
	}
}

/* Interrupts are off, here and again at the end. */
static void __do_softirq(void)
{
	unsigned int pending;
	int rounds = 0;

	preempt_count_add(SOFTIRQ_OFFSET);
	while ((pending = this_cpu_read(softirq_pending)) && rounds++ < MAX_ROUNDS) {
		this_cpu_write(softirq_pending, 0);
		local_irq_enable();
		run_pending(pending);
		local_irq_disable();
	}
	preempt_count_sub(SOFTIRQ_OFFSET);
	if (pending && this_cpu_read(ksoftirqd))
		wake_up_process(this_cpu_read(ksoftirqd));
}

void do_softirq(void)
{
	unsigned long flags;

	if (in_interrupt())
		return;
	local_irq_save(flags);
	if (this_cpu_read(softirq_pending))
		__do_softirq();
	local_irq_restore(flags);
}

void irq_enter(void)
{
	preempt_count_add(HARDIRQ_OFFSET);
}

void irq_exit(void)
{
	preempt_count_sub(HARDIRQ_OFFSET);
	if (!in_interrupt() && this_cpu_read(softirq_pending))
		__do_softirq();
}

void raise_softirq_irqoff(unsigned int nr)
{
	this_cpu_or(softirq_pending, 1u << nr);
	if (!in_interrupt() && this_cpu_read(ksoftirqd))
		wake_up_process(this_cpu_read(ksoftirqd));
}
EXPORT_SYMBOL(raise_softirq_irqoff);

void raise_softirq(unsigned int nr)
{
	unsigned long flags;

	local_irq_save(flags);
	raise_softirq_irqoff(nr);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(raise_softirq);

void local_bh_disable(void)
{
	preempt_count_add(SOFTIRQ_DISABLE_OFFSET);
	barrier();
}
EXPORT_SYMBOL(local_bh_disable);

void local_bh_enable(void)
{
	/* one count stays, so that nobody preempts before the softirqs have run */
	preempt_count_sub(SOFTIRQ_DISABLE_OFFSET - 1);
	if (!in_interrupt() && this_cpu_read(softirq_pending))
		do_softirq();
	preempt_count_sub(1);
	preempt_check_resched();
}
EXPORT_SYMBOL(local_bh_enable);

static int ksoftirqd_main(void *unused)
{
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!this_cpu_read(softirq_pending))
			schedule();
		__set_current_state(TASK_RUNNING);
		do_softirq();
		cond_resched();
	}
	return 0;
}

static int __init spawn_ksoftirqd(void)
{
	struct task_struct *task;
	unsigned int cpu;

	for_each_online_cpu(cpu)
	{
		task = kthread_create(ksoftirqd_main, NULL, "ksoftirqd/%u", cpu);
		if (IS_ERR(task))
			return PTR_ERR(task);
		kthread_bind(task, cpu);
		set_user_nice(task, 19);
		wake_up_process(task);
		per_cpu(ksoftirqd, cpu) = task;
	}
	return 0;
}
early_initcall(spawn_ksoftirqd);

/* ---- tasklets ---- */

enum { TASKLET_STATE_SCHED, TASKLET_STATE_RUN };

struct tasklet_head {
	struct tasklet_struct *first, **last;
};

static DEFINE_PER_CPU(struct tasklet_head, tasklets);
static DEFINE_PER_CPU(struct tasklet_head, hi_tasklets);

static void append(struct tasklet_head *head, struct tasklet_struct *t)
{
	t->next = NULL;
	*head->last = t;
	head->last = &t->next;
}

static void tasklet_queue(struct tasklet_struct *t, bool urgent)
{
	unsigned long flags;

	if (test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		return;
	local_irq_save(flags);
	append(urgent ? this_cpu_ptr(&hi_tasklets) : this_cpu_ptr(&tasklets), t);
	raise_softirq_irqoff(urgent ? HI_SOFTIRQ : TASKLET_SOFTIRQ);
	local_irq_restore(flags);
}

void tasklet_schedule(struct tasklet_struct *t)
{
	tasklet_queue(t, false);
}
EXPORT_SYMBOL(tasklet_schedule);

void tasklet_hi_schedule(struct tasklet_struct *t)
{
	tasklet_queue(t, true);
}
EXPORT_SYMBOL(tasklet_hi_schedule);

/* False: it runs on another CPU, or is disabled. */
static bool run_tasklet(struct tasklet_struct *t)
{
	if (test_and_set_bit(TASKLET_STATE_RUN, &t->state))
		return false;
	if (atomic_read(&t->count)) {
		clear_bit(TASKLET_STATE_RUN, &t->state);
		return false;
	}
	clear_bit(TASKLET_STATE_SCHED, &t->state);
	if (t->use_callback)
		t->callback(t);
	else
		t->func(t->data);
	clear_bit(TASKLET_STATE_RUN, &t->state);
	return true;
}

static void run_tasklets(struct tasklet_head *head, unsigned int softirq)
{
	struct tasklet_struct *t, *next;

	local_irq_disable();
	t = head->first;
	head->first = NULL;
	head->last = &head->first;
	local_irq_enable();
	for (; t; t = next) {
		next = t->next;
		if (run_tasklet(t))
			continue;
		local_irq_disable();
		append(head, t);
		this_cpu_or(softirq_pending, 1u << softirq);
		local_irq_enable();
	}
}

static void tasklet_action(struct softirq_action *action)
{
	run_tasklets(this_cpu_ptr(&tasklets), TASKLET_SOFTIRQ);
}

static void tasklet_hi_action(struct softirq_action *action)
{
	run_tasklets(this_cpu_ptr(&hi_tasklets), HI_SOFTIRQ);
}

void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long data), unsigned long data)
{
	*t = (struct tasklet_struct){.func = func, .data = data};
}
EXPORT_SYMBOL(tasklet_init);

void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *t))
{
	*t = (struct tasklet_struct){.callback = callback, .use_callback = true};
}
EXPORT_SYMBOL(tasklet_setup);

void tasklet_kill(struct tasklet_struct *t)
{
	while (test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		yield();
	while (test_bit(TASKLET_STATE_RUN, &t->state))
		cpu_relax();
	clear_bit(TASKLET_STATE_SCHED, &t->state);
}
EXPORT_SYMBOL(tasklet_kill);

void tasklet_disable(struct tasklet_struct *t)
{
	atomic_inc(&t->count);
	while (test_bit(TASKLET_STATE_RUN, &t->state))
		cpu_relax();
}
EXPORT_SYMBOL(tasklet_disable);

void tasklet_enable(struct tasklet_struct *t)
{
	atomic_dec(&t->count);
}
EXPORT_SYMBOL(tasklet_enable);

void __init softirq_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
	{
		per_cpu(tasklets, cpu).last = &per_cpu(tasklets, cpu).first;
		per_cpu(hi_tasklets, cpu).last = &per_cpu(hi_tasklets, cpu).first;
	}
	open_softirq(TASKLET_SOFTIRQ, tasklet_action);
	open_softirq(HI_SOFTIRQ, tasklet_hi_action);
}
