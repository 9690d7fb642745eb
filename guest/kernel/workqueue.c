/* SPDX-License-Identifier: GPL-2.0-only */
/* workqueue: a thread that calls the functions it is given, one after another. */
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/misuse.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#define PENDING 0

struct workqueue_struct {
	spinlock_t lock;
	struct list_head works;
	struct work_struct *running;
	work_func_t running_func; /* the work itself may be freed by it */
	wait_queue_head_t more;	  /* the thread waits here */
	wait_queue_head_t idle;	  /* a work is done */
	struct task_struct *thread;
	struct list_head list; /* in all_queues */
	char name[TASK_COMM_LEN];
};

struct workqueue_struct *system_wq, *system_highpri_wq, *system_long_wq, *system_unbound_wq,
    *system_freezable_wq, *system_power_efficient_wq;
EXPORT_SYMBOL(system_wq);
EXPORT_SYMBOL_GPL(system_highpri_wq);
EXPORT_SYMBOL_GPL(system_long_wq);
EXPORT_SYMBOL_GPL(system_unbound_wq);
EXPORT_SYMBOL_GPL(system_freezable_wq);
EXPORT_SYMBOL_GPL(system_power_efficient_wq);

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
	wq->running_func = work ? work->func : NULL;
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

			if (work->old_style)
				((void (*)(void *))func)(work->data);
			else
				func(work);
			if (WARN(in_atomic(), "work %pS left preemption off\n", func))
				current_thread_info()->preempt_count = 0;
		}
		wake_up_all(&wq->idle);
	}
	return 0;
}

struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
{
	struct workqueue_struct *wq = kzalloc(sizeof(*wq), GFP_KERNEL);
	va_list args;

	if (!wq)
		return NULL;
	va_start(args, max_active);
	vsnprintf(wq->name, sizeof(wq->name), fmt, args);
	va_end(args);
	spin_lock_init(&wq->lock);
	INIT_LIST_HEAD(&wq->works);
	init_waitqueue_head(&wq->more);
	init_waitqueue_head(&wq->idle);
	wq->thread = kthread_run(worker, wq, "%s", wq->name);
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

bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *work, unsigned long delay)
{
	bool was = cancel_delayed_work(work);

	queue_delayed_work(wq, work, delay);
	return was;
}
EXPORT_SYMBOL_GPL(mod_delayed_work);

bool flush_delayed_work(struct delayed_work *work)
{
	if (del_timer_sync(&work->timer))
		enqueue(work->wq, &work->work);
	return flush_work(&work->work);
}
EXPORT_SYMBOL(flush_delayed_work);

bool cancel_work(struct work_struct *work)
{
	bool queued = false;
	struct workqueue_struct *wq = lock_queue_of(work, &queued);

	if (wq && queued) {
		list_del_init(&work->entry);
		clear_bit(PENDING, &work->pending);
	}
	if (wq)
		spin_unlock_irq(&wq->lock);
	return queued;
}
EXPORT_SYMBOL(cancel_work);

bool disable_work_sync(struct work_struct *work)
{
	return cancel_work_sync(work);
}
EXPORT_SYMBOL_GPL(disable_work_sync);

unsigned int work_busy(struct work_struct *work)
{
	return (work_pending(work) ? WORK_BUSY_PENDING : 0) |
	       (running(work) ? WORK_BUSY_RUNNING : 0);
}
EXPORT_SYMBOL_GPL(work_busy);

struct work_struct *current_work(void)
{
	struct workqueue_struct *wq;
	struct work_struct *work = NULL;

	spin_lock_irq(&queues_lock);
	list_for_each_entry (wq, &all_queues, list)
		if (wq->thread == current)
			work = wq->running;
	spin_unlock_irq(&queues_lock);
	return work;
}
EXPORT_SYMBOL(current_work);

struct each_cpu {
	struct work_struct work;
	struct completion done;
};

static int call_on_cpu(void *data)
{
	struct each_cpu *each = data;

	each->work.func(&each->work);
	complete(&each->done);
	return 0;
}

/* One CPU after the other, by a thread bound to it. */
int schedule_on_each_cpu(work_func_t func)
{
	struct each_cpu each;
	unsigned int cpu;

	INIT_WORK(&each.work, func);
	for_each_online_cpu(cpu)
	{
		struct task_struct *task = kthread_create(call_on_cpu, &each, "each/%u", cpu);

		if (IS_ERR(task))
			return PTR_ERR(task);
		init_completion(&each.done);
		kthread_bind(task, cpu);
		wake_up_process(task);
		wait_for_completion(&each.done);
	}
	return 0;
}
EXPORT_SYMBOL(schedule_on_each_cpu);

int execute_in_process_context(work_func_t fn, struct execute_work *ew)
{
	if (!in_interrupt()) {
		fn(&ew->work);
		return 0;
	}
	INIT_WORK(&ew->work, fn);
	schedule_work(&ew->work);
	return 1;
}
EXPORT_SYMBOL_GPL(execute_in_process_context);

static void queue_after_rcu(struct rcu_head *head)
{
	struct rcu_work *rwork = container_of(head, struct rcu_work, rcu);

	enqueue(rwork->wq, &rwork->work);
}

bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork)
{
	if (test_and_set_bit(PENDING, &rwork->work.pending))
		return false;
	rwork->wq = wq;
	call_rcu(&rwork->rcu, queue_after_rcu);
	return true;
}
EXPORT_SYMBOL(queue_rcu_work);

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

/* The first of the kind; queued ones are taken out, one that runs is waited for. */
static work_func_t take_one_gone(const struct gone_code *gone, bool *ran)
{
	struct workqueue_struct *wq;
	struct work_struct *work;
	work_func_t func = NULL;

	spin_lock_irq(&queues_lock);
	list_for_each_entry (wq, &all_queues, list) {
		spin_lock(&wq->lock);
		list_for_each_entry (work, &wq->works, entry)
			if (is_gone(gone, work->func) || is_gone(gone, work)) {
				func = work->func;
				list_del_init(&work->entry);
				clear_bit(PENDING, &work->pending);
				break;
			}
		*ran = !func && wq->running_func && is_gone(gone, wq->running_func);
		if (*ran)
			func = wq->running_func;
		spin_unlock(&wq->lock);
		if (func)
			break;
	}
	spin_unlock_irq(&queues_lock);
	if (*ran)
		flush_workqueue(wq);
	return func;
}

unsigned int works_code_gone(const struct gone_code *gone)
{
	unsigned int found = 0;
	work_func_t func;
	bool ran = false;

	while ((func = take_one_gone(gone, &ran))) {
		misuse_told(gone->owner, (unsigned long)func + 1, "leaves a work %s",
			    ran ? "that runs (waited for)" : "queued (taken away)");
		found++;
	}
	return found;
}

void __init workqueue_init(void)
{
	system_wq = alloc_workqueue("events", 0, 1);
	if (!system_wq)
		panic("No memory for the work queue");
	system_long_wq = system_highpri_wq = system_unbound_wq = system_wq;
	system_freezable_wq = system_power_efficient_wq = system_wq;
}
