/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * workqueue: threads that call the functions they are given.
 *
 * 1. Purpose. What an interrupt or a timer may not do, as it sleeps, is done here.
 *
 * 2. Structures. A queue has works, the oldest first, and workers. One worker is there always;
 *    while works wait and all workers sleep in theirs, the manager's thread adds others, up to
 *    max_active (1: ordered), which end when they have had nothing to do for a while.
 *
 *	wq { works -> work -> work    workers -> { task, work } -> { task, work } }
 *
 *    A work for a certain CPU stands on the queue of that CPU, whose workers are bound to it;
 *    the queue it was given to, its home, counts it as its own. With one CPU there are none.
 *
 *    A flush waits for what was queued before it: works bear one of two colours, which the
 *    flush changes, and then it waits until none of the old one is left.
 *
 * 3. Invariants. PENDING: the work is queued, or its timer runs, or somebody cancels it; whoever
 *    sets it owns the work until then. No work is run by two workers at once.
 *
 * 4. Locking and context. queues_lock, then wq->lock, then the lock of a work's home where that is
 *    another queue, interrupts off. Queueing in any context.
 *
 * 5. Failure. No memory for another worker: the works wait for those there are.
 */
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/misuse.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#define PENDING 0
#define COLOUR	1

#define SURPLUS_STAYS (5 * HZ)

struct worker {
	struct list_head list;
	struct workqueue_struct *wq;
	struct task_struct *task;
	struct work_struct *work; /* being run; only to be compared: it may be freed by then */
	work_func_t func;
};

struct workqueue_struct {
	spinlock_t lock;
	struct list_head works, workers;
	unsigned int nr_workers, nr_idle, max_active;
	unsigned int colour, nr_coloured[2]; /* not done yet */
	struct mutex flushing;
	wait_queue_head_t more; /* workers wait here */
	wait_queue_head_t idle; /* a work is done */
	bool dying, urgent, unbound;
	int cpu;	       /* its workers' only one, or -1 */
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
static struct workqueue_struct *bound[NR_CPUS]; /* NULL with one CPU */
static DECLARE_WAIT_QUEUE_HEAD(manager_wait);
static bool manager_wanted;

/* ---- workers; wq->lock is held where nothing else is said ---- */

static struct worker *who_runs(struct workqueue_struct *wq, const struct work_struct *work)
{
	struct worker *worker;

	list_for_each_entry (worker, &wq->workers, list)
		if (worker->work == work)
			return worker;
	return NULL;
}

static unsigned int colour_of(const struct work_struct *work)
{
	return test_bit(COLOUR, &work->pending);
}

/* A work of home is done, or taken away, that stood on wq. */
static void one_less(struct workqueue_struct *wq, struct workqueue_struct *home,
		     unsigned int colour)
{
	if (home != wq)
		spin_lock(&home->lock);
	if (!--home->nr_coloured[colour])
		wake_up_all(&home->idle);
	if (home != wq)
		spin_unlock(&home->lock);
}

/* The oldest that no other worker is in. */
static struct work_struct *first_work(struct workqueue_struct *wq)
{
	struct work_struct *work;

	list_for_each_entry (work, &wq->works, entry)
		if (!who_runs(wq, work))
			return work;
	return NULL;
}

static bool is_starved(struct workqueue_struct *wq)
{
	return !wq->nr_idle && wq->nr_workers < wq->max_active && first_work(wq);
}

static void call_manager(void)
{
	WRITE_ONCE(manager_wanted, true);
	wake_up(&manager_wait);
}

static void call_function(struct work_struct *work, work_func_t func)
{
	if (work->old_style)
		((void (*)(void *))func)(work->data);
	else
		func(work);
	if (WARN(in_atomic(), "work %pS left preemption off\n", func))
		current_thread_info()->preempt_count = 0;
}

/* Without the lock, which is taken and given back: all that there is. */
static void run_works(struct worker *worker)
{
	struct workqueue_struct *wq = worker->wq, *home;
	struct work_struct *work;
	unsigned int colour;
	bool starved;

	spin_lock_irq(&wq->lock);
	while ((work = first_work(wq))) {
		list_del_init(&work->entry);
		worker->work = work;
		worker->func = work->func;
		colour = colour_of(work);
		home = work->home;
		clear_bit(PENDING, &work->pending); /* may be queued again from here on */
		starved = is_starved(wq);
		spin_unlock_irq(&wq->lock);
		if (starved)
			call_manager();
		call_function(work, worker->func);
		spin_lock_irq(&wq->lock);
		worker->work = NULL;
		worker->func = NULL;
		one_less(wq, home, colour);
	}
	wq->nr_idle++;
	spin_unlock_irq(&wq->lock);
}

static bool has_something(struct workqueue_struct *wq)
{
	bool has;

	spin_lock_irq(&wq->lock);
	has = wq->dying || first_work(wq);
	spin_unlock_irq(&wq->lock);
	return has;
}

static int worker_main(void *data)
{
	struct worker *worker = data;
	struct workqueue_struct *wq = worker->wq;
	bool end = false;
	long left;

	while (!end) {
		run_works(worker);
		left = READ_ONCE(wq->nr_workers) > 1 ? SURPLUS_STAYS : MAX_SCHEDULE_TIMEOUT;
		left = wait_event_interruptible_timeout(wq->more, has_something(wq), left);
		spin_lock_irq(&wq->lock);
		wq->nr_idle--;
		end = !first_work(wq) && (wq->dying || (left <= 0 && wq->nr_workers > 1));
		if (end) {
			list_del(&worker->list);
			if (!--wq->nr_workers)
				wake_up_all(&wq->idle);
		}
		spin_unlock_irq(&wq->lock);
	}
	kfree(worker);
	return 0;
}

/* Without the lock. 0, or -ENOMEM. */
static int add_worker(struct workqueue_struct *wq)
{
	struct worker *worker = kzalloc(sizeof(*worker), GFP_KERNEL);
	struct task_struct *task;

	if (!worker)
		return -ENOMEM;
	worker->wq = wq;
	task = kthread_create(worker_main, worker, "%s", wq->name);
	if (IS_ERR(task)) {
		kfree(worker);
		return PTR_ERR(task);
	}
	worker->task = task;
	if (wq->urgent)
		set_user_nice(task, -20);
	if (wq->cpu >= 0)
		kthread_bind(task, wq->cpu);
	spin_lock_irq(&wq->lock);
	list_add_tail(&worker->list, &wq->workers);
	wq->nr_workers++;
	spin_unlock_irq(&wq->lock);
	wake_up_process(task);
	return 0;
}

/* One more helps only if those there are do not run, but sleep. */
static bool all_asleep(const struct workqueue_struct *wq)
{
	const struct worker *worker;

	list_for_each_entry (worker, &wq->workers, list)
		if (task_is_running(worker->task))
			return false;
	return true;
}

/* A queue that is not to be destroyed before manager_lock is given back; NULL: there is none. */
static struct workqueue_struct *find_starved(bool *later)
{
	struct workqueue_struct *wq, *found = NULL;

	spin_lock_irq(&queues_lock);
	list_for_each_entry (wq, &all_queues, list) {
		spin_lock(&wq->lock);
		if (is_starved(wq)) {
			if (all_asleep(wq))
				found = wq;
			else
				*later = true;
		}
		spin_unlock(&wq->lock);
		if (found)
			break;
	}
	spin_unlock_irq(&queues_lock);
	return found;
}

static DEFINE_MUTEX(manager_lock);

static int manager_main(void *unused)
{
	struct workqueue_struct *wq;
	bool later;

	for (;;) {
		wait_event_interruptible(manager_wait, READ_ONCE(manager_wanted));
		WRITE_ONCE(manager_wanted, false);
		later = false;
		mutex_lock(&manager_lock);
		while ((wq = find_starved(&later)))
			if (add_worker(wq))
				break;
		mutex_unlock(&manager_lock);
		schedule_timeout_uninterruptible(1);
		if (later)
			WRITE_ONCE(manager_wanted, true);
	}
	return 0;
}

/* ---- queues ---- */

/* cpu: its workers' only one, or -1. NULL: no memory. */
static struct workqueue_struct *new_queue(const char *fmt, va_list args, unsigned int flags,
					  int max_active, int cpu)
{
	struct workqueue_struct *wq = kzalloc(sizeof(*wq), GFP_KERNEL);

	if (!wq)
		return NULL;
	vsnprintf(wq->name, sizeof(wq->name), fmt, args);
	spin_lock_init(&wq->lock);
	INIT_LIST_HEAD(&wq->works);
	INIT_LIST_HEAD(&wq->workers);
	mutex_init(&wq->flushing);
	init_waitqueue_head(&wq->more);
	init_waitqueue_head(&wq->idle);
	wq->max_active = clamp(max_active ?: WQ_DFL_ACTIVE, 1, WQ_MAX_ACTIVE);
	wq->urgent = flags & WQ_HIGHPRI;
	wq->unbound = flags & WQ_UNBOUND;
	wq->cpu = cpu;
	if (add_worker(wq)) {
		kfree(wq);
		return NULL;
	}
	spin_lock_irq(&queues_lock);
	list_add_tail(&wq->list, &all_queues);
	spin_unlock_irq(&queues_lock);
	return wq;
}

struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
{
	struct workqueue_struct *wq;
	va_list args;

	va_start(args, max_active);
	wq = new_queue(fmt, args, flags, max_active, -1);
	va_end(args);
	return wq;
}
EXPORT_SYMBOL(alloc_workqueue);

static bool is_deserted(struct workqueue_struct *wq)
{
	bool is;

	spin_lock_irq(&wq->lock);
	is = !wq->nr_workers;
	spin_unlock_irq(&wq->lock);
	return is;
}

void destroy_workqueue(struct workqueue_struct *wq)
{
	drain_workqueue(wq);
	mutex_lock(&manager_lock);
	spin_lock_irq(&queues_lock);
	list_del(&wq->list);
	spin_unlock_irq(&queues_lock);
	mutex_unlock(&manager_lock);
	spin_lock_irq(&wq->lock);
	wq->dying = true;
	spin_unlock_irq(&wq->lock);
	wake_up_all(&wq->more);
	wait_event(wq->idle, is_deserted(wq));
	kfree(wq);
}
EXPORT_SYMBOL(destroy_workqueue);

void workqueue_set_max_active(struct workqueue_struct *wq, int max_active)
{
	spin_lock_irq(&wq->lock);
	wq->max_active = clamp(max_active ?: WQ_DFL_ACTIVE, 1, WQ_MAX_ACTIVE);
	spin_unlock_irq(&wq->lock);
}
EXPORT_SYMBOL_GPL(workqueue_set_max_active);

static bool runs_on(struct workqueue_struct *wq, const struct work_struct *work)
{
	unsigned long flags;
	bool runs;

	spin_lock_irqsave(&wq->lock, flags);
	runs = who_runs(wq, work);
	spin_unlock_irqrestore(&wq->lock, flags);
	return runs;
}

/* Where a work for a CPU (or any: -1) is to stand: where it runs still, before all. */
static struct workqueue_struct *queue_on(struct workqueue_struct *home, struct work_struct *work,
					 int cpu)
{
	struct workqueue_struct *last = work->last_cpu ? bound[work->last_cpu - 1] : home;
	struct workqueue_struct *wq = cpu >= 0 && !home->unbound && bound[cpu] ? bound[cpu] : home;

	return wq != last && runs_on(last, work) ? last : wq;
}

/* The caller has set PENDING. cpu: which one is to run it, or -1. */
static void enqueue_on(struct workqueue_struct *home, struct work_struct *work, int cpu)
{
	struct workqueue_struct *wq = queue_on(home, work, cpu);
	unsigned long flags;
	bool starved;

	spin_lock_irqsave(&wq->lock, flags);
	if (wq != home)
		spin_lock(&home->lock);
	if (home->colour)
		set_bit(COLOUR, &work->pending);
	else
		clear_bit(COLOUR, &work->pending);
	home->nr_coloured[home->colour]++;
	if (wq != home)
		spin_unlock(&home->lock);
	work->home = home;
	work->last_cpu = wq->cpu + 1;
	list_add_tail(&work->entry, &wq->works);
	starved = is_starved(wq);
	spin_unlock_irqrestore(&wq->lock, flags);
	wake_up(&wq->more);
	if (starved)
		call_manager();
}

static void enqueue(struct workqueue_struct *wq, struct work_struct *work)
{
	enqueue_on(wq, work, -1);
}

bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	if (test_and_set_bit(PENDING, &work->pending))
		return false;
	enqueue_on(wq, work, (unsigned int)cpu < nr_cpu_ids ? cpu : -1);
	return true;
}
EXPORT_SYMBOL(queue_work_on);

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

	enqueue_on(work->wq, &work->work, work->cpu - 1);
}
EXPORT_SYMBOL(delayed_work_timer_fn);

bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			   unsigned long delay)
{
	if (test_and_set_bit(PENDING, &work->work.pending))
		return false;
	work->wq = wq;
	work->cpu = (unsigned int)cpu < nr_cpu_ids ? cpu + 1 : 0;
	if (delay)
		mod_timer(&work->timer, jiffies + delay);
	else
		enqueue_on(wq, &work->work, work->cpu - 1);
	return true;
}
EXPORT_SYMBOL(queue_delayed_work_on);

bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *work, unsigned long delay)
{
	return queue_delayed_work_on(WORK_CPU_UNBOUND, wq, work, delay);
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
		if (*queued || who_runs(wq, work)) {
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
	is_running = who_runs(wq, work);
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

/* Out of its queue, PENDING still set; false: it was on none. */
static bool take_off_queue(struct work_struct *work)
{
	bool queued = false;
	struct workqueue_struct *wq = lock_queue_of(work, &queued);

	if (!wq)
		return false;
	if (queued) {
		list_del_init(&work->entry);
		one_less(wq, work->home, colour_of(work));
	}
	spin_unlock_irq(&wq->lock);
	return queued;
}

/*
 * It becomes ours: nobody can queue it, not itself either. 1: it was pending; 0: it was not;
 * -EAGAIN: it is on its way from the timer to the queue, or somebody else's.
 */
static int grab(struct work_struct *work, struct timer_list *timer)
{
	if (timer && del_timer(timer))
		return 1;
	if (!test_and_set_bit(PENDING, &work->pending))
		return 0;
	return take_off_queue(work) ? 1 : -EAGAIN;
}

static bool cancel_sync(struct work_struct *work, struct timer_list *timer)
{
	int was;

	might_sleep();
	while ((was = grab(work, timer)) < 0)
		schedule_timeout_uninterruptible(1);
	while (running(work))
		schedule_timeout_uninterruptible(1);
	clear_bit(PENDING, &work->pending);
	return was;
}

bool cancel_work_sync(struct work_struct *work)
{
	return cancel_sync(work, NULL);
}
EXPORT_SYMBOL(cancel_work_sync);

bool cancel_delayed_work_sync(struct delayed_work *work)
{
	return cancel_sync(&work->work, &work->timer);
}
EXPORT_SYMBOL(cancel_delayed_work_sync);

bool cancel_work(struct work_struct *work)
{
	int was = grab(work, NULL);

	if (was >= 0)
		clear_bit(PENDING, &work->pending);
	return was > 0;
}
EXPORT_SYMBOL(cancel_work);

bool cancel_delayed_work(struct delayed_work *work)
{
	int was = grab(&work->work, &work->timer);

	if (was >= 0)
		clear_bit(PENDING, &work->work.pending);
	return was > 0;
}
EXPORT_SYMBOL(cancel_delayed_work);

bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			 unsigned long delay)
{
	bool was = cancel_delayed_work(work);

	queue_delayed_work_on(cpu, wq, work, delay);
	return was;
}
EXPORT_SYMBOL_GPL(mod_delayed_work_on);

bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *work, unsigned long delay)
{
	return mod_delayed_work_on(WORK_CPU_UNBOUND, wq, work, delay);
}
EXPORT_SYMBOL_GPL(mod_delayed_work);

bool flush_delayed_work(struct delayed_work *work)
{
	if (del_timer_sync(&work->timer))
		enqueue_on(work->wq, &work->work, work->cpu - 1);
	return flush_work(&work->work);
}
EXPORT_SYMBOL(flush_delayed_work);

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
	const struct worker *worker;

	if (kthread_func(current) != worker_main)
		return NULL;
	worker = kthread_data(current);
	return worker->work;
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

static bool none_left(struct workqueue_struct *wq, unsigned int colour)
{
	bool none;

	spin_lock_irq(&wq->lock);
	none = !wq->nr_coloured[colour];
	spin_unlock_irq(&wq->lock);
	return none;
}

void flush_workqueue(struct workqueue_struct *wq)
{
	unsigned int old;

	might_sleep();
	mutex_lock(&wq->flushing);
	spin_lock_irq(&wq->lock);
	old = wq->colour;
	wq->colour = !old;
	spin_unlock_irq(&wq->lock);
	wait_event(wq->idle, none_left(wq, old));
	mutex_unlock(&wq->flushing);
}
EXPORT_SYMBOL(flush_workqueue);

/* Also what works queue themselves meanwhile. */
void drain_workqueue(struct workqueue_struct *wq)
{
	while (!none_left(wq, 0) || !none_left(wq, 1))
		flush_workqueue(wq);
}
EXPORT_SYMBOL_GPL(drain_workqueue);

/* The first of the kind; queued ones are taken out, one that runs is waited for. */
static work_func_t take_one_gone(const struct gone_code *gone, bool *ran)
{
	struct workqueue_struct *wq;
	struct work_struct *work;
	struct worker *worker;
	work_func_t func = NULL;

	spin_lock_irq(&queues_lock);
	list_for_each_entry (wq, &all_queues, list) {
		spin_lock(&wq->lock);
		list_for_each_entry (work, &wq->works, entry)
			if (is_gone(gone, work->func) || is_gone(gone, work)) {
				func = work->func;
				list_del_init(&work->entry);
				one_less(wq, work->home, colour_of(work));
				clear_bit(PENDING, &work->pending);
				break;
			}
		*ran = false;
		list_for_each_entry (worker, &wq->workers, list)
			if (!func && worker->func && is_gone(gone, worker->func)) {
				*ran = true;
				func = worker->func;
			}
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
	system_wq = alloc_workqueue("events", 0, 0);
	system_long_wq = alloc_workqueue("events_long", 0, 0);
	if (!system_wq || !system_long_wq || IS_ERR(kthread_run(manager_main, NULL, "kworkers")))
		panic("No memory for the work queues");
	system_unbound_wq = system_long_wq;
	system_highpri_wq = system_freezable_wq = system_power_efficient_wq = system_wq;
}

static struct workqueue_struct __init *new_bound(const char *fmt, int cpu, ...)
{
	struct workqueue_struct *wq;
	va_list args;

	va_start(args, cpu);
	wq = new_queue(fmt, args, 0, 0, cpu);
	va_end(args);
	return wq;
}

/* When all CPUs are there. */
void __init workqueue_init_smp(void)
{
	int cpu;

	if (num_online_cpus() == 1)
		return;
	for_each_online_cpu(cpu)
	{
		bound[cpu] = new_bound("events/%d", cpu, cpu);
		if (!bound[cpu])
			panic("No memory for the work queues");
	}
}
