/* SPDX-License-Identifier: GPL-2.0-only */
/* workqueue: a thread that calls the functions it is given, one after another. */
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#define PENDING 0

struct workqueue_struct {
	spinlock_t lock;
	struct list_head works;
	struct work_struct *running;
	wait_queue_head_t more; /* the thread waits here */
	wait_queue_head_t idle; /* a work is done */
	struct task_struct *thread;
	struct list_head list; /* in all_queues */
	char name[TASK_COMM_LEN];
};

struct workqueue_struct *system_wq;
EXPORT_SYMBOL(system_wq);

static LIST_HEAD(all_queues);
static DEFINE_SPINLOCK(queues_lock);

static struct work_struct *next_work(struct workqueue_struct *wq)
{
	struct work_struct *work;

	spin_lock_irq(&wq->lock);
	work = list_first_entry_or_null(&wq->works, struct work_struct, entry);
	if (work) {
		list_del_init(&work->entry);
		clear_bit(PENDING, &work->pending); /* may be queued again from here on */
	}
	wq->running = work;
	spin_unlock_irq(&wq->lock);
	return work;
}

static int worker(void *data)
{
	struct workqueue_struct *wq = data;
	struct work_struct *work;

	while (!kthread_should_stop()) {
		wait_event_interruptible(wq->more,
					 !list_empty(&wq->works) || kthread_should_stop());
		while ((work = next_work(wq))) {
			work_func_t func = work->func;

			func(work);
			if (WARN(in_atomic(), "work %pS left preemption off\n", func))
				current_thread_info()->preempt_count = 0;
		}
		wake_up_all(&wq->idle);
	}
	return 0;
}

struct workqueue_struct *alloc_workqueue(const char *name, unsigned int flags, int max_active)
{
	struct workqueue_struct *wq = kzalloc(sizeof(*wq), GFP_KERNEL);

	if (!wq)
		return NULL;
	spin_lock_init(&wq->lock);
	INIT_LIST_HEAD(&wq->works);
	init_waitqueue_head(&wq->more);
	init_waitqueue_head(&wq->idle);
	strscpy(wq->name, name, sizeof(wq->name));
	wq->thread = kthread_run(worker, wq, "%s", name);
	if (IS_ERR(wq->thread)) {
		kfree(wq);
		return NULL;
	}
	if (flags & WQ_HIGHPRI)
		set_user_nice(wq->thread, -20);
	spin_lock_irq(&queues_lock);
	list_add_tail(&wq->list, &all_queues);
	spin_unlock_irq(&queues_lock);
	return wq;
}
EXPORT_SYMBOL(alloc_workqueue);

void destroy_workqueue(struct workqueue_struct *wq)
{
	flush_workqueue(wq);
	kthread_stop(wq->thread);
	spin_lock_irq(&queues_lock);
	list_del(&wq->list);
	spin_unlock_irq(&queues_lock);
	kfree(wq);
}
EXPORT_SYMBOL(destroy_workqueue);

static void enqueue(struct workqueue_struct *wq, struct work_struct *work)
{
	unsigned long flags;

	spin_lock_irqsave(&wq->lock, flags);
	list_add_tail(&work->entry, &wq->works);
	spin_unlock_irqrestore(&wq->lock, flags);
	wake_up(&wq->more);
}

bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	if (test_and_set_bit(PENDING, &work->pending))
		return false;
	enqueue(wq, work);
	return true;
}
EXPORT_SYMBOL(queue_work);

void delayed_work_timer_fn(struct timer_list *timer)
{
	struct delayed_work *work = from_timer(work, timer, timer);

	enqueue(work->wq, &work->work);
}
EXPORT_SYMBOL(delayed_work_timer_fn);

bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *work, unsigned long delay)
{
	if (test_and_set_bit(PENDING, &work->work.pending))
		return false;
	work->wq = wq;
	if (delay)
		mod_timer(&work->timer, jiffies + delay);
	else
		enqueue(wq, &work->work);
	return true;
}
EXPORT_SYMBOL(queue_delayed_work);

/* The queue that work stands on or is run by, locked; NULL: none. */
static struct workqueue_struct *lock_queue_of(struct work_struct *work, bool *queued)
{
	struct workqueue_struct *wq;
	struct work_struct *w;

	spin_lock_irq(&queues_lock);
	list_for_each_entry (wq, &all_queues, list) {
		spin_lock(&wq->lock);
		*queued = false;
		list_for_each_entry (w, &wq->works, entry)
			*queued |= w == work;
		if (*queued || wq->running == work) {
			spin_unlock(&queues_lock); /* interrupts stay off, for wq->lock */
			return wq;
		}
		spin_unlock(&wq->lock);
	}
	spin_unlock_irq(&queues_lock);
	return NULL;
}

static bool busy(struct work_struct *work)
{
	bool queued;
	struct workqueue_struct *wq = lock_queue_of(work, &queued);

	if (wq)
		spin_unlock_irq(&wq->lock);
	return wq;
}

static bool running(struct work_struct *work)
{
	bool queued, is_running;
	struct workqueue_struct *wq = lock_queue_of(work, &queued);

	if (!wq)
		return false;
	is_running = wq->running == work;
	spin_unlock_irq(&wq->lock);
	return is_running;
}

bool flush_work(struct work_struct *work)
{
	bool was = busy(work);

	might_sleep();
	while (busy(work))
		schedule_timeout_uninterruptible(1);
	return was;
}
EXPORT_SYMBOL(flush_work);

bool cancel_work_sync(struct work_struct *work)
{
	struct workqueue_struct *wq;
	bool queued = false;

	might_sleep();
	wq = lock_queue_of(work, &queued);
	if (wq) {
		if (queued) {
			list_del_init(&work->entry);
			clear_bit(PENDING, &work->pending);
		}
		spin_unlock_irq(&wq->lock);
	}
	while (running(work))
		schedule_timeout_uninterruptible(1);
	return queued;
}
EXPORT_SYMBOL(cancel_work_sync);

bool cancel_delayed_work(struct delayed_work *work)
{
	if (!del_timer(&work->timer))
		return false;
	clear_bit(PENDING, &work->work.pending);
	return true;
}
EXPORT_SYMBOL(cancel_delayed_work);

bool cancel_delayed_work_sync(struct delayed_work *work)
{
	if (del_timer_sync(&work->timer)) {
		clear_bit(PENDING, &work->work.pending);
		return true;
	}
	return cancel_work_sync(&work->work);
}
EXPORT_SYMBOL(cancel_delayed_work_sync);

static bool empty(struct workqueue_struct *wq)
{
	bool is_empty;

	spin_lock_irq(&wq->lock);
	is_empty = list_empty(&wq->works) && !wq->running;
	spin_unlock_irq(&wq->lock);
	return is_empty;
}

void flush_workqueue(struct workqueue_struct *wq)
{
	wait_event(wq->idle, empty(wq));
}
EXPORT_SYMBOL(flush_workqueue);

void __init workqueue_init(void)
{
	system_wq = alloc_workqueue("events", 0, 1);
	if (!system_wq)
		panic("No memory for the work queue");
}
