/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rcu: when has every CPU been outside of all readers' sections?
 *
 * Readers switch preemption off. So a CPU has been outside when it switched tasks, or when
 * its tick finds preemption on. A grace period lasts until each CPU has been so once since
 * it began:
 *
 *	current == completed   none is under way
 *	current >  completed   number current is; pending: the CPUs still waited for
 *
 * Callbacks go through three lists on the CPU that gave them:
 *
 *	next --(a grace period can begin)--> waiting for batch --(completed)--> done -> softirq
 *
 * A batch waits for a period that begins after it was closed: current + 1, as the one
 * under way may have begun before.
 */
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/smp.h>

static struct {
	spinlock_t lock;
	long current_gp, completed_gp;
	cpumask_t pending;
	bool another; /* somebody waits for the next one */
} rcu = {.lock = __SPIN_LOCK_UNLOCKED(rcu.lock)};

struct list {
	struct rcu_head *first, **last;
};

struct rcu_cpu {
	long gp;     /* the last grace period this CPU has noticed */
	bool passed; /* outside of all sections since then */
	struct list next, waiting, done;
	long batch; /* the grace period that waiting waits for */
};

static DEFINE_PER_CPU(struct rcu_cpu, rcu_cpus);

static void empty(struct list *list)
{
	list->first = NULL;
	list->last = &list->first;
}

/* All of from to the end of to. */
static void splice(struct list *to, struct list *from)
{
	if (!from->first)
		return;
	*to->last = from->first;
	to->last = from->last;
	empty(from);
}

/* ---- grace periods, under rcu.lock ---- */

static void begin(void)
{
	rcu.another = false;
	rcu.current_gp++;
	rcu.pending = __cpu_online_mask;
}

static void cpu_passed(unsigned int cpu)
{
	cpumask_clear_cpu(cpu, &rcu.pending);
	if (!cpumask_empty(&rcu.pending) || rcu.current_gp == rcu.completed_gp)
		return;
	rcu.completed_gp = rcu.current_gp;
	if (rcu.another)
		begin();
}

static void want_another(void)
{
	if (rcu.current_gp == rcu.completed_gp)
		begin();
	else
		rcu.another = true;
}

/* ---- each CPU's part, interrupts off ---- */

static void look_at_period(struct rcu_cpu *self)
{
	if (self->gp != rcu.current_gp) {
		self->gp = rcu.current_gp;
		self->passed = false;
		return;
	}
	if (!self->passed || !cpumask_test_cpu(smp_processor_id(), &rcu.pending))
		return;
	spin_lock(&rcu.lock);
	/* it may have ended, and another begun, meanwhile */
	if (self->gp == rcu.current_gp)
		cpu_passed(smp_processor_id());
	spin_unlock(&rcu.lock);
}

static void move_callbacks(struct rcu_cpu *self)
{
	if (self->waiting.first && rcu.completed_gp - self->batch >= 0)
		splice(&self->done, &self->waiting);
	if (self->next.first && !self->waiting.first) {
		spin_lock(&rcu.lock);
		splice(&self->waiting, &self->next);
		self->batch = rcu.current_gp + 1;
		want_another();
		spin_unlock(&rcu.lock);
	}
	if (self->done.first)
		raise_softirq_irqoff(RCU_SOFTIRQ);
}

void rcu_tick(void)
{
	struct rcu_cpu *self = this_cpu_ptr(&rcu_cpus);

	if (preempt_count() == HARDIRQ_OFFSET)
		self->passed = true;
	look_at_period(self);
	move_callbacks(self);
}

void rcu_note_context_switch(void)
{
	this_cpu_write(rcu_cpus.passed, true);
}

static void invoke(struct rcu_head *head)
{
	unsigned long offset = (unsigned long)head->func;

	if (offset < RCU_KFREE_MOST)
		kfree((char *)head - offset);
	else
		head->func(head);
}

static void run_done(struct softirq_action *action)
{
	struct list *done = &this_cpu_ptr(&rcu_cpus)->done;
	struct rcu_head *head, *next;

	local_irq_disable();
	head = done->first;
	empty(done);
	local_irq_enable();
	for (; head; head = next) {
		next = head->next;
		invoke(head);
	}
}

/* ---- what others see ---- */

void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	unsigned long flags;
	struct list *next;

	head->func = (void *)func;
	head->next = NULL;
	local_irq_save(flags);
	next = &this_cpu_ptr(&rcu_cpus)->next;
	*next->last = head;
	next->last = &head->next;
	local_irq_restore(flags);
}
EXPORT_SYMBOL(call_rcu);

struct waiter {
	struct rcu_head head;
	struct completion done;
};

static void wake_waiter(struct rcu_head *head)
{
	complete(&container_of(head, struct waiter, head)->done);
}

void synchronize_rcu(void)
{
	struct waiter waiter;

	might_sleep();
	init_completion(&waiter.done);
	call_rcu(&waiter.head, wake_waiter);
	wait_for_completion(&waiter.done);
}
EXPORT_SYMBOL(synchronize_rcu);

static DEFINE_PER_CPU(struct waiter, barrier_waiters);

static void begin_barrier(void *unused)
{
	struct waiter *waiter = this_cpu_ptr(&barrier_waiters);

	init_completion(&waiter->done);
	call_rcu(&waiter->head, wake_waiter);
}

/* A CPU's callbacks are called in their order: one behind the last of each. */
void rcu_barrier(void)
{
	static DEFINE_MUTEX(barrier_mutex);
	unsigned int cpu;

	mutex_lock(&barrier_mutex);
	on_each_cpu(begin_barrier, NULL, 1);
	for_each_online_cpu(cpu) wait_for_completion(&per_cpu(barrier_waiters, cpu).done);
	mutex_unlock(&barrier_mutex);
}
EXPORT_SYMBOL(rcu_barrier);

void __init rcu_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
	{
		struct rcu_cpu *self = &per_cpu(rcu_cpus, cpu);

		empty(&self->next);
		empty(&self->waiting);
		empty(&self->done);
	}
	open_softirq(RCU_SOFTIRQ, run_done);
}
