/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hrtimer: functions called at a nanosecond, not at a tick. They stand in a tree by the time
 * they are due. The boot CPU's local APIC, whose tick comes from the 8254, counts down to the
 * first of them; its interrupt calls what is due. Without an APIC they wait for the tick.
 */
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <asm/apic.h>

#define LONGEST_NS (10 * NSEC_PER_MSEC) /* the tick looks, too */

static DEFINE_SPINLOCK(hrtimer_lock);
static struct rb_root tree = RB_ROOT;
static struct hrtimer *running; /* its function is being called */

static struct hrtimer *timer_of(struct rb_node *node)
{
	return node ? rb_entry(node, struct hrtimer, node) : NULL;
}

static ktime_t now_of(const struct hrtimer *timer)
{
	return timer->clock == CLOCK_REALTIME ? ktime_get_real() : ktime_get();
}

/* By the clock that all are sorted by. */
static s64 due(const struct hrtimer *timer)
{
	return timer->clock == CLOCK_REALTIME ? timer->_softexpires - ktime_mono_to_real(0)
					      : timer->_softexpires;
}

static void insert(struct hrtimer *timer)
{
	struct rb_node **link = &tree.rb_node, *parent = NULL;

	while (*link) {
		parent = *link;
		link = due(timer) < due(timer_of(parent)) ? &parent->rb_left : &parent->rb_right;
	}
	rb_link_node(&timer->node, parent, link);
	rb_insert_color(&timer->node, &tree);
	timer->is_queued = true;
}

static bool take_out(struct hrtimer *timer)
{
	if (!timer->is_queued)
		return false;
	rb_erase(&timer->node, &tree);
	timer->is_queued = false;
	return true;
}

/* On the boot CPU, with the lock held. */
static void program(void)
{
	struct hrtimer *first = timer_of(rb_first(&tree));

	if (first)
		apic_timer_oneshot(clamp(due(first) - ktime_get(), 1ll, (s64)LONGEST_NS));
}

static void is_first_now(const struct hrtimer *timer)
{
	if (timer_of(rb_first(&tree)) != timer)
		return;
	if (smp_processor_id() == 0)
		program();
	else
		apic_send_ipi(0, LOCAL_TIMER_VECTOR);
}

void hrtimer_interrupt(void)
{
	struct hrtimer *timer;
	unsigned long flags;
	enum hrtimer_restart again;

	spin_lock_irqsave(&hrtimer_lock, flags);
	while ((timer = timer_of(rb_first(&tree))) && due(timer) <= ktime_get()) {
		take_out(timer);
		running = timer;
		spin_unlock(&hrtimer_lock);
		again = timer->function(timer);
		spin_lock(&hrtimer_lock);
		running = NULL;
		if (again == HRTIMER_RESTART && !timer->is_queued && !timer->cancelled)
			insert(timer);
	}
	program();
	spin_unlock_irqrestore(&hrtimer_lock, flags);
}

void hrtimer_tick(void)
{
	if (READ_ONCE(tree.rb_node))
		hrtimer_interrupt();
}

void hrtimer_init(struct hrtimer *timer, clockid_t clock, enum hrtimer_mode mode)
{
	apic_timer_prepare();
	*timer = (struct hrtimer){.clock = clock, .mode = mode};
}
EXPORT_SYMBOL_GPL(hrtimer_init);

void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t time, u64 range_ns,
			    const enum hrtimer_mode mode)
{
	unsigned long flags;

	spin_lock_irqsave(&hrtimer_lock, flags);
	take_out(timer);
	timer->cancelled = false;
	timer->_softexpires = mode & HRTIMER_MODE_REL ? ktime_add_safe(now_of(timer), time) : time;
	insert(timer);
	is_first_now(timer);
	spin_unlock_irqrestore(&hrtimer_lock, flags);
}
EXPORT_SYMBOL_GPL(hrtimer_start_range_ns);

int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	unsigned long flags;
	int was;

	spin_lock_irqsave(&hrtimer_lock, flags);
	was = running == timer ? -1 : take_out(timer);
	if (was < 0)
		timer->cancelled = true;
	spin_unlock_irqrestore(&hrtimer_lock, flags);
	return was;
}
EXPORT_SYMBOL_GPL(hrtimer_try_to_cancel);

int hrtimer_cancel(struct hrtimer *timer)
{
	int was;

	while ((was = hrtimer_try_to_cancel(timer)) < 0)
		cpu_relax();
	return was;
}
EXPORT_SYMBOL_GPL(hrtimer_cancel);

bool hrtimer_active(const struct hrtimer *timer)
{
	return READ_ONCE(timer->is_queued) || READ_ONCE(running) == timer;
}
EXPORT_SYMBOL_GPL(hrtimer_active);

unsigned int hrtimers_code_gone(const struct gone_code *gone)
{
	unsigned int found = 0;
	struct hrtimer *timer;
	const void *function;

	do {
		function = NULL;
		spin_lock_irq(&hrtimer_lock);
		for (timer = timer_of(rb_first(&tree)); timer;
		     timer = timer_of(rb_next(&timer->node)))
			if (is_gone(gone, timer) || is_gone(gone, timer->function)) {
				function = timer->function;
				take_out(timer);
				break;
			}
		spin_unlock_irq(&hrtimer_lock);
		if (function) {
			misuse_told(gone->owner, (unsigned long)function + 1,
				    "leaves an hrtimer running (taken away)");
			found++;
		}
	} while (function);
	return found;
}

int hrtimer_callback_running(struct hrtimer *timer)
{
	return READ_ONCE(running) == timer;
}
EXPORT_SYMBOL_GPL(hrtimer_callback_running);

u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval)
{
	s64 late = now - timer->_softexpires;
	u64 times;

	if (late < 0 || WARN_ON(timer->is_queued))
		return 0;
	if (interval < 1)
		interval = 1;
	times = div64_u64(late, interval) + 1;
	timer->_softexpires += times * interval;
	return times;
}
EXPORT_SYMBOL_GPL(hrtimer_forward);

ktime_t hrtimer_cb_get_time(const struct hrtimer *timer)
{
	return now_of(timer);
}
EXPORT_SYMBOL_GPL(hrtimer_cb_get_time);

ktime_t hrtimer_get_remaining(const struct hrtimer *timer)
{
	return timer->_softexpires - now_of(timer);
}
EXPORT_SYMBOL_GPL(hrtimer_get_remaining);

/* ---- sleeping so long ---- */

static enum hrtimer_restart wake(struct hrtimer *timer)
{
	struct hrtimer_sleeper *sleeper = container_of(timer, struct hrtimer_sleeper, timer);
	struct task_struct *task = sleeper->task;

	sleeper->task = NULL;
	if (task)
		wake_up_process(task);
	return HRTIMER_NORESTART;
}

int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta_ns, const enum hrtimer_mode mode,
				   clockid_t clock)
{
	struct hrtimer_sleeper sleeper = {.task = current};

	if (!expires) {
		schedule();
		return -EINTR;
	}
	hrtimer_init(&sleeper.timer, clock, mode);
	sleeper.timer.function = wake;
	hrtimer_start_range_ns(&sleeper.timer, *expires, delta_ns, mode);
	if (READ_ONCE(sleeper.task))
		schedule();
	hrtimer_cancel(&sleeper.timer);
	__set_current_state(TASK_RUNNING);
	return READ_ONCE(sleeper.task) ? -EINTR : 0;
}
EXPORT_SYMBOL_GPL(schedule_hrtimeout_range_clock);

int schedule_hrtimeout_range(ktime_t *expires, u64 delta_ns, const enum hrtimer_mode mode)
{
	return schedule_hrtimeout_range_clock(expires, delta_ns, mode, CLOCK_MONOTONIC);
}
EXPORT_SYMBOL_GPL(schedule_hrtimeout_range);

int schedule_hrtimeout(ktime_t *expires, const enum hrtimer_mode mode)
{
	return schedule_hrtimeout_range(expires, 0, mode);
}
EXPORT_SYMBOL_GPL(schedule_hrtimeout);
