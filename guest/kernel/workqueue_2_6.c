/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * workqueue_2_6: works of 2.6.10, each of which may be delayed. Only those that are have a
 * timer, allocated for the time.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

struct delay {
	struct list_head list;
	struct timer_list timer;
	struct workqueue_struct *wq;
	struct work_struct *work;
};

int queue_delayed_work_2_6(struct workqueue_struct *wq, struct work_struct *work,
			   unsigned long delay);
int cancel_delayed_work_2_6(struct work_struct *work);

static LIST_HEAD(delays);
static DEFINE_SPINLOCK(delays_lock);

static void release(struct delay *delay)
{
	list_del(&delay->list);
	kfree(delay);
}

static void expired(struct timer_list *timer)
{
	struct delay *delay = from_timer(delay, timer, timer);
	unsigned long flags;

	clear_bit(0, &delay->work->pending);
	queue_work(delay->wq, delay->work);
	spin_lock_irqsave(&delays_lock, flags);
	release(delay);
	spin_unlock_irqrestore(&delays_lock, flags);
}

int queue_delayed_work_2_6(struct workqueue_struct *wq, struct work_struct *work,
			   unsigned long when)
{
	struct delay *delay;
	unsigned long flags;

	if (!when)
		return queue_work(wq, work);
	if (test_and_set_bit(0, &work->pending))
		return 0;
	delay = kmalloc(sizeof(*delay), GFP_ATOMIC);
	if (!delay) { /* better too early than never */
		clear_bit(0, &work->pending);
		return queue_work(wq, work);
	}
	delay->wq = wq;
	delay->work = work;
	timer_setup(&delay->timer, expired, 0);
	spin_lock_irqsave(&delays_lock, flags);
	list_add(&delay->list, &delays);
	mod_timer(&delay->timer, jiffies + when);
	spin_unlock_irqrestore(&delays_lock, flags);
	return 1;
}
EXPORT_SYMBOL(queue_delayed_work_2_6);

int cancel_delayed_work_2_6(struct work_struct *work)
{
	struct delay *delay, *next;
	unsigned long flags;
	int cancelled = 0;

	spin_lock_irqsave(&delays_lock, flags);
	list_for_each_entry_safe (delay, next, &delays, list) {
		if (delay->work == work && del_timer(&delay->timer)) {
			clear_bit(0, &work->pending);
			release(delay);
			cancelled = 1;
		}
	}
	spin_unlock_irqrestore(&delays_lock, flags);
	return cancelled;
}
EXPORT_SYMBOL(cancel_delayed_work_2_6);
