/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * timer: functions called at a tick to come.
 *
 * Each CPU has a wheel of WHEEL_SLOTS lists; a timer stands in the list of its expiry
 * modulo WHEEL_SLOTS, so a list also holds timers of later turns, which are passed over.
 * At every tick the softirq runs what is due in the lists since the last.
 */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#define WHEEL_SLOTS 512

struct timer_base {
	spinlock_t lock;
	unsigned long next_tick;    /* the first tick not run yet */
	struct timer_list *running; /* its function is being called */
	struct hlist_head slots[WHEEL_SLOTS];
};

static DEFINE_PER_CPU(struct timer_base, timer_bases);

static struct timer_base *lock_base(struct timer_list *timer, unsigned long *flags)
{
	struct timer_base *base = &per_cpu(timer_bases, timer->cpu);

	spin_lock_irqsave(&base->lock, *flags);
	return base;
}

/* What is already due runs at the next tick. */
static void enqueue(struct timer_base *base, struct timer_list *timer)
{
	unsigned long tick = timer->expires;

	if (time_before(tick, base->next_tick))
		tick = base->next_tick;
	hlist_add_head(&timer->entry, &base->slots[tick % WHEEL_SLOTS]);
}

void timer_setup(struct timer_list *timer, void (*function)(struct timer_list *timer),
		 unsigned int flags)
{
	*timer = (struct timer_list){.function = function, .cpu = raw_smp_processor_id()};
}
EXPORT_SYMBOL(timer_setup);

void init_timer(struct timer_list *timer)
{
	INIT_HLIST_NODE(&timer->entry);
	timer->old_style = true;
	timer->cpu = raw_smp_processor_id();
}
EXPORT_SYMBOL(init_timer);

void setup_timer(struct timer_list *timer, void (*function)(unsigned long data), unsigned long data)
{
	init_timer(timer);
	timer->old_function = function;
	timer->data = data;
}
EXPORT_SYMBOL(setup_timer);

int mod_timer(struct timer_list *timer, unsigned long expires)
{
	unsigned long flags;
	struct timer_base *base = lock_base(timer, &flags);
	int pending = timer_pending(timer);

	hlist_del_init(&timer->entry);
	timer->expires = expires;
	enqueue(base, timer);
	spin_unlock_irqrestore(&base->lock, flags);
	return pending;
}
EXPORT_SYMBOL(mod_timer);

void add_timer(struct timer_list *timer)
{
	BUG_ON(timer_pending(timer));
	mod_timer(timer, timer->expires);
}
EXPORT_SYMBOL(add_timer);

int del_timer(struct timer_list *timer)
{
	unsigned long flags;
	struct timer_base *base = lock_base(timer, &flags);
	int pending = timer_pending(timer);

	hlist_del_init(&timer->entry);
	spin_unlock_irqrestore(&base->lock, flags);
	return pending;
}
EXPORT_SYMBOL(del_timer);

int del_timer_sync(struct timer_list *timer)
{
	struct timer_base *base = &per_cpu(timer_bases, timer->cpu);
	int pending = del_timer(timer);

	while (READ_ONCE(base->running) == timer) {
		cpu_relax();
		pending |= del_timer(timer); /* it may have started itself again */
	}
	return pending;
}
EXPORT_SYMBOL(del_timer_sync);

int try_to_del_timer_sync(struct timer_list *timer)
{
	struct timer_base *base = &per_cpu(timer_bases, timer->cpu);

	return READ_ONCE(base->running) == timer ? -1 : del_timer(timer);
}
EXPORT_SYMBOL(try_to_del_timer_sync);

/* Under base->lock. delayed works have a function of the kernel's, and one of their own. */
static const void *calls_into(const struct timer_list *timer, const struct gone_code *gone)
{
	const struct delayed_work *work = container_of(timer, struct delayed_work, timer);

	if (timer->function == delayed_work_timer_fn)
		return is_gone(gone, work->work.func) || is_gone(gone, timer) ? work->work.func
									      : NULL;
	return is_gone(gone, timer->function) || is_gone(gone, timer) ? timer->function : NULL;
}

static const void *take_one_gone(struct timer_base *base, const struct gone_code *gone,
				 bool *delayed)
{
	const void *function = NULL;
	struct timer_list *timer;
	unsigned int slot;

	spin_lock_irq(&base->lock);
	for (slot = 0; slot < WHEEL_SLOTS && !function; slot++)
		hlist_for_each_entry(timer, &base->slots[slot], entry)
		{
			function = calls_into(timer, gone);
			if (!function)
				continue;
			*delayed = timer->function == delayed_work_timer_fn;
			hlist_del_init(&timer->entry);
			break;
		}
	spin_unlock_irq(&base->lock);
	return function;
}

unsigned int timers_code_gone(const struct gone_code *gone)
{
	unsigned int found = 0, cpu;
	const void *function;
	bool delayed;

	for_each_possible_cpu(cpu)
	{
		while ((function = take_one_gone(&per_cpu(timer_bases, cpu), gone, &delayed))) {
			misuse_told(gone->owner, (unsigned long)function + 1,
				    "leaves a %s running (taken away)",
				    delayed ? "delayed work" : "timer");
			found++;
		}
		while (is_gone(gone, READ_ONCE(per_cpu(timer_bases, cpu).running)))
			cpu_relax();
	}
	return found;
}

static void call_timer(struct timer_list *timer)
{
	int count = preempt_count();

	if (timer->old_style)
		timer->old_function(timer->data);
	else
		timer->function(timer);
	if (WARN(count != preempt_count(),
		 "timer: the function changed preempt_count, %#x to %#x\n", count, preempt_count()))
		current_thread_info()->preempt_count = count;
}

static void run_slot(struct timer_base *base, unsigned long tick)
{
	struct hlist_head *slot = &base->slots[tick % WHEEL_SLOTS];
	struct timer_list *timer;
	struct hlist_node *next;

again:
	hlist_for_each_entry_safe(timer, next, slot, entry)
	{
		if (time_after(timer->expires, tick))
			continue;
		hlist_del_init(&timer->entry);
		base->running = timer;
		spin_unlock_irq(&base->lock);
		call_timer(timer);
		spin_lock_irq(&base->lock);
		base->running = NULL;
		goto again; /* the list may be another now */
	}
}

static void run_timers(struct softirq_action *action)
{
	struct timer_base *base = this_cpu_ptr(&timer_bases);

	spin_lock_irq(&base->lock);
	while (time_after_eq(jiffies, base->next_tick)) {
		unsigned long tick = base->next_tick++;

		run_slot(base, tick);
	}
	spin_unlock_irq(&base->lock);
}

void run_local_timers(void)
{
	raise_softirq_irqoff(TIMER_SOFTIRQ);
}

void __init init_timers(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) per_cpu(timer_bases, cpu).next_tick = jiffies;
	open_softirq(TIMER_SOFTIRQ, run_timers);
}

unsigned long round_jiffies(unsigned long j)
{
	unsigned long rounded = roundup(j, (unsigned long)HZ);

	return time_after(rounded, jiffies) ? rounded : j;
}
EXPORT_SYMBOL(round_jiffies);

/* ---- sleeping for a time ---- */

struct sleeper {
	struct timer_list timer;
	struct task_struct *task;
};

static void wake_sleeper(struct timer_list *timer)
{
	wake_up_process(from_timer((struct sleeper *)NULL, timer, timer)->task);
}

long schedule_timeout(long timeout)
{
	struct sleeper sleeper = {.task = current};
	unsigned long expire;

	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	if (timeout < 0) {
		WARN(1, "schedule_timeout: wrong timeout value %ld\n", timeout);
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	expire = jiffies + timeout;
	timer_setup_on_stack(&sleeper.timer, wake_sleeper, 0);
	mod_timer(&sleeper.timer, expire);
	schedule();
	del_timer_sync(&sleeper.timer);
	timeout = expire - jiffies;
	return max(timeout, 0L);
}
EXPORT_SYMBOL(schedule_timeout);

long schedule_timeout_interruptible(long timeout)
{
	__set_current_state(TASK_INTERRUPTIBLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_interruptible);

long schedule_timeout_uninterruptible(long timeout)
{
	__set_current_state(TASK_UNINTERRUPTIBLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_uninterruptible);

long io_schedule_timeout(long timeout)
{
	return schedule_timeout_uninterruptible(timeout);
}
EXPORT_SYMBOL(io_schedule_timeout);

void msleep(unsigned int ms)
{
	long left = msecs_to_jiffies(ms) + 1;

	might_sleep();
	while (left)
		left = schedule_timeout_uninterruptible(left);
}
EXPORT_SYMBOL(msleep);

unsigned long msleep_interruptible(unsigned int ms)
{
	long left = msecs_to_jiffies(ms) + 1;

	while (left && !signal_pending(current))
		left = schedule_timeout_interruptible(left);
	return jiffies_to_msecs(left);
}
EXPORT_SYMBOL(msleep_interruptible);

void usleep_range_state(unsigned long min_us, unsigned long max_us, unsigned int state)
{
	ktime_t until = ktime_add_us(ktime_get(), min_us);

	might_sleep();
	do
		__set_current_state(state);
	while (schedule_hrtimeout_range(&until, (u64)(max_us - min_us) * NSEC_PER_USEC,
					HRTIMER_MODE_ABS) &&
	       state == TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(usleep_range_state);

void usleep_range(unsigned long min_us, unsigned long max_us)
{
	usleep_range_state(min_us, max_us, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(usleep_range);
