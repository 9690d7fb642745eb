/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sched: who runs.
 *
 * Each CPU has a run queue: one list for each priority, and a bitmap of the lists that
 * are not empty. The running task is not on a list. The first task of the most urgent
 * list runs next; a task whose slice is used up goes to the end of its own.
 *
 *	bitmap   0 0 1 0 0 1 ...
 *	             |     |
 *	queue    [ ][ ][A][ ][ ][B C] ...     curr: D
 *
 * A CPU that has nothing to do takes a program from the busiest one's queue; the tick evens out
 * what is left. Only programs move, and none that was interrupted amid the kernel: what it was
 * doing there may be about this CPU.
 *
 * A task leaves the queue when it calls schedule() in a state other than running, and
 * comes back by wake_up_process(). A task that is preempted stays, whatever its state:
 * it may be just about to sleep and not have looked at its condition yet.
 *
 * Locking: rq->lock, interrupts off. It is held across the switch: the task that starts
 * to run unlocks what the one before it has locked.
 */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/cred.h>
#include <linux/misuse.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/wait.h>
#include <asm/irq_regs.h>
#include <asm/msr.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/switch_to.h>

#include "abi/probe.h"
#include "kernel.h"

#define SLICE_TICKS	5
#define RR_SLICE_TICKS	(HZ / 10)
#define BALANCE_TICKS	8
#define STACK_END_MAGIC 0x57AC6E9Dul

struct rq {
	spinlock_t lock;
	unsigned int nr_running; /* curr included, idle not */
	u64 nr_switches;
	struct task_struct *curr, *idle;
	struct task_struct *push; /* may not run here any more; goes when it is off its stack */
	DECLARE_BITMAP(bitmap, MAX_PRIO);
	struct list_head queue[MAX_PRIO];
};

static DEFINE_PER_CPU(struct rq, runqueues);

#define this_rq()     this_cpu_ptr(&runqueues)
#define task_rq(task) (&per_cpu(runqueues, task_cpu(task)))

rwlock_t tasklist_lock = __RW_LOCK_UNLOCKED(tasklist_lock);
EXPORT_SYMBOL(tasklist_lock);

/* ---- the queue ---- */

static void enqueue(struct rq *rq, struct task_struct *task, bool at_head)
{
	struct list_head *queue = &rq->queue[task->static_prio];

	if (at_head)
		list_add(&task->run_list, queue);
	else
		list_add_tail(&task->run_list, queue);
	__set_bit(task->static_prio, rq->bitmap);
}

/* The most urgent that waits, or MAX_PRIO; unrolled by the compiler, as it is always the same. */
static __always_inline unsigned int first_prio(const struct rq *rq)
{
	unsigned int i;

	for (i = 0; i < BITS_TO_LONGS(MAX_PRIO); i++)
		if (rq->bitmap[i])
			return i * BITS_PER_LONG + __ffs(rq->bitmap[i]);
	return MAX_PRIO;
}

static struct task_struct *dequeue_first(struct rq *rq)
{
	unsigned int prio = first_prio(rq);
	struct task_struct *task;

	if (prio == MAX_PRIO)
		return rq->idle;
	task = list_first_entry(&rq->queue[prio], struct task_struct, run_list);
	list_del(&task->run_list);
	if (list_empty(&rq->queue[prio]))
		__clear_bit(prio, rq->bitmap);
	return task;
}

static void dequeue(struct rq *rq, struct task_struct *task)
{
	list_del(&task->run_list);
	if (list_empty(&rq->queue[task->static_prio]))
		__clear_bit(task->static_prio, rq->bitmap);
}

/* ---- from one CPU to another ---- */

static inline bool may_run_on(const struct task_struct *task, unsigned int cpu)
{
	return task->cpus_mask >> cpu & 1;
}

/* Of one that is not running. */
static bool may_move(const struct task_struct *task)
{
	return task->mm && !task->kernel_preempted && !task->kmap_ctrl.idx;
}

/* Both queues are locked; the task waits in the first. */
static void move(struct rq *from, struct rq *to, unsigned int cpu, struct task_struct *task)
{
	dequeue(from, task);
	from->nr_running--;
	task->thread_info.cpu = cpu;
	to->nr_running++;
	enqueue(to, task, false);
}

static struct task_struct *movable(struct rq *from, unsigned int cpu)
{
	struct task_struct *task;
	unsigned int prio;

	for (prio = 0; prio < MAX_PRIO; prio++)
		list_for_each_entry (task, &from->queue[prio], run_list)
			if (may_move(task) && may_run_on(task, cpu))
				return task;
	return NULL;
}

/* rq is this CPU's, and locked. From a CPU that has at least so many more. */
static bool pull(struct rq *rq, unsigned int more)
{
	unsigned int cpu, here = raw_smp_processor_id(), most = rq->nr_running + more;
	struct task_struct *task = NULL;
	struct rq *busiest = NULL;

	for_each_online_cpu(cpu)
	{
		struct rq *other = &per_cpu(runqueues, cpu);

		if (other != rq && READ_ONCE(other->nr_running) >= most) {
			most = other->nr_running + 1;
			busiest = other;
		}
	}
	/* whoever holds its lock may be waiting for ours */
	if (!busiest || !spin_trylock(&busiest->lock))
		return false;
	if (busiest->nr_running > 1)
		task = movable(busiest, here);
	if (task)
		move(busiest, rq, here, task);
	spin_unlock(&busiest->lock);
	return task;
}

/* The CPU of that run queue should look who runs. */
static void resched_curr(struct rq *rq)
{
	unsigned int cpu = task_cpu(rq->curr);

	set_tsk_need_resched(rq->curr);
	if (cpu != smp_processor_id())
		smp_send_reschedule(cpu);
}

/* Off its stack, and on nobody's queue: to where it may run. Interrupts are off. */
static void push_away(struct task_struct *task)
{
	unsigned int cpu = least_busy_cpu(task->cpus_mask);
	struct rq *rq = &per_cpu(runqueues, cpu);

	spin_lock(&rq->lock);
	task->thread_info.cpu = cpu;
	task->on_rq = 1;
	rq->nr_running++;
	enqueue(rq, task, false);
	resched_curr(rq);
	spin_unlock(&rq->lock);
}

/* ---- switching ---- */

/* In the task that runs now: finish for the one that ran before it. */
static noinline void finish_task_switch(struct task_struct *prev)
{
	struct rq *rq = this_rq();
	bool dead = READ_ONCE(prev->__state) == TASK_DEAD;
	struct task_struct *push = rq->push;
	struct mm_struct *borrowed = prev->mm ? NULL : prev->active_mm;

	if (borrowed)
		prev->active_mm = NULL;
	rq->push = NULL;
	arch_spin_unlock(&rq->lock.raw_lock);
	if (unlikely(push))
		push_away(push);
	local_irq_enable();
	preempt_count_sub(1); /* the lock's */
	if (borrowed)
		mmdrop(borrowed);
	if (dead)
		free_task(prev);
}

/* A new task comes here instead of out of __schedule(): it counts the lock and the disabling. */
void schedule_tail(struct task_struct *prev)
{
	finish_task_switch(prev);
	preempt_enable();
	if (current->set_child_tid)
		clone_started();
}

static void check_stack(const struct task_struct *task)
{
	if (unlikely(*(unsigned long *)task->stack != STACK_END_MAGIC))
		panic("corrupted stack end detected inside scheduler: %s/%d", task->comm,
		      task->pid);
}

static void switch_tasks(struct rq *rq, struct task_struct *prev, struct task_struct *next)
{
	u64 now = rdtsc();

	check_stack(prev);
	prev->sum_exec_runtime += now - prev->exec_start;
	next->exec_start = now;
	next->on_rq = 1;
	rq->curr = next;
	rcu_note_context_switch();
	rq->nr_switches++;
	PROBE2(sched, switch, prev, next);
	finish_task_switch(switch_to(prev, next));
}

/* Preemption is off. */
static void __schedule(bool preempted)
{
	struct task_struct *prev = current, *next;
	struct rq *rq;

	local_irq_disable();
	rq = this_rq();
	spin_lock(&rq->lock);
	clear_ti_thread_flag(&prev->thread_info, TIF_NEED_RESCHED);

	prev->kernel_preempted = preempted;
	if (prev->__state != TASK_RUNNING && !preempted) {
		if (signal_pending_state(prev->__state, prev)) {
			prev->__state = TASK_RUNNING;
		} else {
			prev->on_rq = 0;
			rq->nr_running--;
		}
	}
	if (prev->on_rq && prev != rq->idle) {
		bool used_up = prev->time_slice <= 0;

		if (used_up)
			prev->time_slice = prev->policy == SCHED_RR ? RR_SLICE_TICKS : SLICE_TICKS;
		if (unlikely(!may_run_on(prev, task_cpu(prev))) && may_move(prev)) {
			prev->on_rq = 0;
			rq->nr_running--;
			rq->push = prev;
		} else {
			enqueue(rq, prev, preempted && !used_up);
		}
	}
	next = dequeue_first(rq);
	if (next == rq->idle && num_online_cpus() > 1 && pull(rq, 2))
		next = dequeue_first(rq);
	if (preempted)
		prev->nivcsw++;
	else
		prev->nvcsw++;
	if (next == prev) {
		spin_unlock_irq(&rq->lock);
		return;
	}
	switch_tasks(rq, prev, next);
}

static void report_atomic(const struct task_struct *task)
{
	pr_err("BUG: scheduling while atomic: %s/%d/0x%08x\n", task->comm, task->pid,
	       preempt_count());
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}

void schedule(void)
{
	if (unlikely(in_atomic()) && current->__state != TASK_DEAD)
		report_atomic(current);
	do {
		preempt_disable();
		__schedule(false);
		preempt_enable_no_resched();
	} while (need_resched());
}
EXPORT_SYMBOL(schedule);

void preempt_schedule(void)
{
	if (!preemptible())
		return;
	do {
		preempt_disable();
		__schedule(true);
		preempt_enable_no_resched();
	} while (need_resched());
}
EXPORT_SYMBOL(preempt_schedule);

void preempt_schedule_irq(void)
{
	do {
		preempt_disable();
		__schedule(true);
		local_irq_disable();
		preempt_enable_no_resched();
	} while (need_resched());
}

int __cond_resched(void)
{
	if (!need_resched() || preempt_count())
		return 0;
	preempt_schedule();
	return 1;
}
EXPORT_SYMBOL(__cond_resched);

void yield(void)
{
	set_current_state(TASK_RUNNING);
	current->time_slice = 0;
	schedule();
}
EXPORT_SYMBOL(yield);

/* ---- waking ---- */

/* Its queue, locked: it may have been moved while we waited. */
static struct rq *lock_task_rq(struct task_struct *task, unsigned long *flags)
{
	struct rq *rq;

	for (;;) {
		rq = task_rq(task);
		spin_lock_irqsave(&rq->lock, *flags);
		if (likely(rq == task_rq(task)))
			return rq;
		spin_unlock_irqrestore(&rq->lock, *flags);
	}
}

/* One that sleeps wakes where it slept, unless that CPU is busy and another is not. */
static unsigned int where_to_wake(const struct rq *rq, const struct task_struct *task)
{
	unsigned int cpu = task_cpu(task), best;

	if (!may_move(task) || (likely(may_run_on(task, cpu)) && !rq->nr_running))
		return cpu;
	best = least_busy_cpu(task->cpus_mask);
	if (may_run_on(task, cpu) && per_cpu(runqueues, best).nr_running)
		return cpu;
	return best;
}

/* rq is locked, and the task's; where it is to be woken, locked. */
static struct rq *choose_rq(struct rq *rq, struct task_struct *task, unsigned long *flags)
{
	unsigned int cpu = where_to_wake(rq, task);

	if (likely(cpu == task_cpu(task)))
		return rq;
	task->thread_info.cpu = cpu;
	spin_unlock_irqrestore(&rq->lock, *flags);
	return lock_task_rq(task, flags);
}

/* Returns 1 when it was in one of the states of mask and has been woken. */
static int try_to_wake_up(struct task_struct *task, unsigned int mask)
{
	unsigned long flags;
	struct rq *rq = lock_task_rq(task, &flags);
	int woken = 0;

	if (num_online_cpus() > 1 && task->__state & mask && !task->on_rq)
		rq = choose_rq(rq, task, &flags);
	if (task->__state & mask) {
		woken = 1;
		PROBE1(sched, wakeup, task);
		task->__state = TASK_RUNNING;
		if (!task->on_rq) {
			task->on_rq = 1;
			rq->nr_running++;
			/*
			 * Who has slept and has some of his slice left goes before those who
			 * wait for their next one: with hundreds of them that takes seconds.
			 */
			enqueue(rq, task, task->time_slice > 0 && task->sum_exec_runtime);
			if (task->static_prio < rq->curr->static_prio)
				resched_curr(rq);
		}
	}
	spin_unlock_irqrestore(&rq->lock, flags);
	return woken;
}

int wake_up_process(struct task_struct *task)
{
	return try_to_wake_up(task, TASK_NORMAL);
}
EXPORT_SYMBOL(wake_up_process);

int wake_up_state(struct task_struct *task, unsigned int mask)
{
	return try_to_wake_up(task, mask);
}

void wait_task_inactive(struct task_struct *task)
{
	struct rq *rq;
	unsigned long flags;
	bool runs;

	do {
		rq = lock_task_rq(task, &flags);
		runs = task->on_rq || rq->curr == task;
		spin_unlock_irqrestore(&rq->lock, flags);
		if (runs)
			yield();
	} while (runs);
}

/* It may be running: let it look at its flags. */
void kick_process(struct task_struct *task)
{
	unsigned int cpu = task_cpu(task);

	if (cpu != raw_smp_processor_id())
		smp_send_reschedule(cpu);
}
EXPORT_SYMBOL_GPL(kick_process);

int default_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	return try_to_wake_up(entry->private, mode);
}
EXPORT_SYMBOL(default_wake_function);

/* ---- the tick ---- */

/* On another CPU, while this one idles. */
static bool somebody_waits(void)
{
	unsigned int cpu;

	if (num_online_cpus() == 1)
		return false;
	for_each_online_cpu(cpu) if (READ_ONCE(per_cpu(runqueues, cpu).nr_running) > 1) return true;
	return false;
}

/* In the timer interrupt of each CPU. */
void scheduler_tick(void)
{
	struct rq *rq = this_rq();
	struct task_struct *task = rq->curr;
	bool user = user_mode(get_irq_regs());

	rcu_tick();
	if (unlikely(READ_ONCE(printk_news)))
		printk_wake_readers();
	if (user) {
		task->utime++;
		run_cpu_itimers(true);
	} else {
		task->stime++;
		run_cpu_itimers(false);
	}
	if (task == rq->idle) {
		if (rq->nr_running || somebody_waits())
			set_tsk_need_resched(task);
		return;
	}
	if (num_online_cpus() > 1 && !(jiffies % BALANCE_TICKS)) {
		spin_lock(&rq->lock);
		pull(rq, 2);
		spin_unlock(&rq->lock);
	}
	if (task->policy == SCHED_FIFO)
		return;
	/* only a task with a rival of its own rank or above has a slice to lose */
	if (--task->time_slice <= 0)
		set_tsk_need_resched(task);
}

static bool is_rt(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

/* The least of all, but for the idle task. */
static int prio_of(int policy, int priority, int nice)
{
	if (is_rt(policy))
		return MAX_RT_PRIO - 1 - priority;
	return policy == SCHED_IDLE ? MAX_PRIO - 1 : NICE_TO_PRIO(nice);
}

static void set_sched(struct task_struct *task, int policy, int priority, int nice)
{
	unsigned long flags;
	struct rq *rq = lock_task_rq(task, &flags);
	bool queued = task->on_rq && task != rq->curr;

	if (queued)
		dequeue(rq, task);
	task->policy = policy;
	task->rt_priority = priority;
	task->nice = nice;
	task->static_prio = prio_of(policy, priority, nice);
	if (policy == SCHED_RR)
		task->time_slice = RR_SLICE_TICKS;
	if (queued)
		enqueue(rq, task, false);
	resched_curr(rq);
	spin_unlock_irqrestore(&rq->lock, flags);
}

void set_user_nice(struct task_struct *task, long nice)
{
	set_sched(task, task->policy, task->rt_priority, clamp(nice, -20l, 19l));
}
EXPORT_SYMBOL(set_user_nice);

void sched_set_fifo(struct task_struct *task)
{
	set_sched(task, SCHED_FIFO, MAX_RT_PRIO / 2, task->nice);
}
EXPORT_SYMBOL(sched_set_fifo);

void sched_set_policy(struct task_struct *task, int policy, int priority)
{
	set_sched(task, policy, priority, task->nice);
}

void set_cpus_mask(struct task_struct *task, unsigned long mask)
{
	unsigned long flags;
	struct rq *rq = lock_task_rq(task, &flags);

	task->cpus_mask = mask;
	if (may_run_on(task, task_cpu(task))) {
		spin_unlock_irqrestore(&rq->lock, flags);
		return;
	}
	if (task == rq->curr) {
		resched_curr(rq);
	} else if (task->on_rq && may_move(task)) {
		dequeue(rq, task);
		rq->nr_running--;
		task->on_rq = 0;
		spin_unlock(&rq->lock);
		push_away(task);
		local_irq_restore(flags);
		return;
	}
	spin_unlock_irqrestore(&rq->lock, flags);
}

/* ---- idle ---- */

void cpu_idle(void)
{
	for (;;) {
		preempt_enable_no_resched();
		local_irq_disable();
		if (need_resched()) {
			local_irq_enable();
			schedule();
		} else {
			safe_halt();
		}
		preempt_disable();
	}
}

void init_idle(struct task_struct *idle, unsigned int cpu)
{
	struct rq *rq = &per_cpu(runqueues, cpu);

	*(unsigned long *)idle->stack = STACK_END_MAGIC;
	rq->curr = rq->idle = idle;
	idle->exec_start = rdtsc();
}

/* ---- looking ---- */

unsigned int least_busy_cpu(unsigned long mask)
{
	unsigned int cpu, best = raw_smp_processor_id();

	if (!(mask >> best & 1))
		best = __ffs(mask & cpu_online_mask->bits[0]);
	for_each_online_cpu(cpu)
	{
		if (!(mask >> cpu & 1))
			continue;
		if (per_cpu(runqueues, cpu).nr_running < per_cpu(runqueues, best).nr_running)
			best = cpu;
	}
	return best;
}

unsigned long nr_running(void)
{
	unsigned long n = 0;
	unsigned int cpu;

	for_each_online_cpu(cpu) n += per_cpu(runqueues, cpu).nr_running;
	return n;
}

unsigned long long nr_context_switches(void)
{
	unsigned long long n = 0;
	unsigned int cpu;

	for_each_online_cpu(cpu) n += per_cpu(runqueues, cpu).nr_switches;
	return n;
}

void __init sched_init(void)
{
	unsigned int cpu;
	int prio;

	for_each_possible_cpu(cpu)
	{
		struct rq *rq = &per_cpu(runqueues, cpu);

		spin_lock_init(&rq->lock);
		for (prio = 0; prio < MAX_PRIO; prio++)
			INIT_LIST_HEAD(&rq->queue[prio]);
	}
	*(unsigned long *)init_task.stack = STACK_END_MAGIC;
	this_rq()->curr = this_rq()->idle = &init_task;
	init_task.exec_start = rdtsc();
}
