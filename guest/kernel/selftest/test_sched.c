/* SPDX-License-Identifier: GPL-2.0-only */
/* Threads, and what makes them wait: timers, wait queues, mutexes, kswapd. */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/wait.h>

struct fired {
	struct timer_list timer;
	unsigned long at;
	int times;
};

static void fire(struct timer_list *timer)
{
	struct fired *f = from_timer(f, timer, timer);

	f->at = jiffies;
	f->times++;
}

SELFTEST(sched, timer_fires_once_and_not_early)
{
	struct fired f = {.times = 0};
	unsigned long due = jiffies + 5;

	timer_setup(&f.timer, fire, 0);
	mod_timer(&f.timer, due);
	EXPECT(t, timer_pending(&f.timer));
	msleep(100);
	EXPECT_EQ(t, f.times, 1);
	EXPECT(t, time_after_eq(f.at, due) && time_before_eq(f.at, due + 2));
	mod_timer(&f.timer, jiffies + 100);
	EXPECT_EQ(t, del_timer_sync(&f.timer), 1);
}

SELFTEST(sched, msleep_sleeps)
{
	unsigned long before = jiffies, switches = current->nvcsw;

	msleep(50);
	EXPECT(t, time_after_eq(jiffies, before + msecs_to_jiffies(50)));
	EXPECT(t, current->nvcsw > switches);
}

static int count_until_stopped(void *data)
{
	int *count = data;

	while (!kthread_should_stop()) {
		++*count;
		msleep(10);
	}
	return 42;
}

SELFTEST(sched, kthread_runs_and_stops)
{
	int count = 0;
	struct task_struct *task = kthread_run(count_until_stopped, &count, "selftest");

	if (!EXPECT(t, !IS_ERR(task)))
		return;
	msleep(150);
	EXPECT_EQ(t, kthread_stop(task), 42);
	EXPECT(t, count >= 3);
}

struct rendezvous {
	wait_queue_head_t wait;
	bool ready, seen;
	struct completion done;
};

static int wait_for_ready(void *data)
{
	struct rendezvous *r = data;

	wait_event(r->wait, r->ready);
	r->seen = true;
	complete(&r->done);
	return 0;
}

SELFTEST(sched, wait_queue_waits_for_its_condition)
{
	struct rendezvous r = {.ready = false};

	init_waitqueue_head(&r.wait);
	init_completion(&r.done);
	if (!EXPECT(t, !IS_ERR(kthread_run(wait_for_ready, &r, "selftest"))))
		return;
	msleep(20);
	wake_up(&r.wait);
	msleep(20);
	EXPECT(t, !r.seen);
	r.ready = true;
	wake_up(&r.wait);
	wait_for_completion(&r.done);
	EXPECT(t, r.seen);
}

struct shared {
	struct mutex lock;
	int inside, clashes, rounds;
	struct completion done;
};

static int enter_and_leave(void *data)
{
	struct shared *s = data;
	int i;

	for (i = 0; i < 20; i++) {
		mutex_lock(&s->lock);
		s->clashes += s->inside++ != 0;
		msleep(1);
		s->inside--;
		s->rounds++;
		mutex_unlock(&s->lock);
	}
	complete(&s->done);
	return 0;
}

SELFTEST(sched, mutex_lets_one_in)
{
	struct shared s = {.inside = 0};
	int i;

	mutex_init(&s.lock);
	init_completion(&s.done);
	EXPECT_EQ(t, mutex_trylock(&s.lock), 1);
	EXPECT_EQ(t, mutex_trylock(&s.lock), 0);
	mutex_unlock(&s.lock);
	for (i = 0; i < 3; i++)
		if (!EXPECT(t, !IS_ERR(kthread_run(enter_and_leave, &s, "selftest"))))
			complete(&s.done);
	for (i = 0; i < 3; i++)
		wait_for_completion(&s.done);
	EXPECT_EQ(t, s.clashes, 0);
	EXPECT_EQ(t, s.rounds, 60);
}

static bool log_has(const char *what)
{
	static char record[256];
	u64 seq = 0;
	bool found = false;

	while (log_read(&seq, record, sizeof(record), false))
		found |= strstr(record, what) != NULL;
	return found;
}

SELFTEST(sched, might_sleep_reports_atomic_context)
{
	int level = console_loglevel;

	/* the report belongs in the log, not between the lines of a test */
	console_loglevel = 0;
	preempt_disable();
	__might_sleep("selftest-atomic", 1);
	preempt_enable();
	console_loglevel = level;
	EXPECT(t, log_has("sleeping function called from invalid context at selftest-atomic:1"));
	__might_sleep("selftest-process", 2);
	EXPECT(t, !log_has("selftest-process:2"));
}

static struct task_struct *find_task(const char *name)
{
	struct task_struct *task, *found = NULL;
	unsigned long flags;

	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process(task) if (strstarts(task->comm, name)) found = task;
	read_unlock_irqrestore(&tasklist_lock, flags);
	return found;
}

/* Below its low mark the zone wakes kswapd, which sleeps again in the end. */
SELFTEST(sched, kswapd_wakes_below_the_low_mark)
{
	struct task_struct *kswapd = find_task("kswapd");
	unsigned long before;
	LIST_HEAD(pages);
	struct page *page, *next;
	int order, blocks[MAX_ORDER] = {0};

	if (!EXPECT(t, kswapd != NULL))
		return;
	before = kswapd->nvcsw;
	for (order = MAX_ORDER - 1; order >= 0; order--) {
		while ((page = alloc_pages(__GFP_NOWARN, order))) {
			list_add_tail(&page->lru, &pages);
			blocks[order]++;
		}
	}
	msleep(50);
	order = MAX_ORDER - 1;
	list_for_each_entry_safe (page, next, &pages, lru) {
		while (!blocks[order])
			order--;
		blocks[order]--;
		__free_pages(page, order);
	}
	msleep(300);
	EXPECT(t, kswapd->nvcsw > before);
	EXPECT(t, !task_is_running(kswapd));
}

/* ---- many readers or one writer ---- */

static DECLARE_RWSEM(shared);
static atomic_t readers, writers, wrong, begun;

static void use_shared(bool write)
{
	atomic_t *mine = write ? &writers : &readers;

	if (atomic_inc_return(mine) > 1 && write)
		atomic_inc(&wrong);
	if (atomic_read(write ? &readers : &writers))
		atomic_inc(&wrong);
	schedule();
	atomic_dec(mine);
}

static int read_and_write(void *data)
{
	unsigned int i;

	atomic_inc(&begun);
	for (i = 0; i < 200; i++) {
		if ((i + (unsigned long)data) % 4) {
			down_read(&shared);
			use_shared(false);
			up_read(&shared);
		} else {
			down_write(&shared);
			use_shared(true);
			if (i % 8) {
				downgrade_write(&shared);
				use_shared(false);
				up_read(&shared);
			} else {
				up_write(&shared);
			}
		}
	}
	while (!kthread_should_stop())
		msleep(10);
	return i;
}

SELFTEST(sched, rwsem_lets_in_many_readers_or_one_writer)
{
	struct task_struct *threads[6];
	unsigned long i;

	for (i = 0; i < ARRAY_SIZE(threads); i++)
		threads[i] = kthread_run(read_and_write, (void *)i, "rwsem/%lu", i);
	while (atomic_read(&begun) < ARRAY_SIZE(threads))
		msleep(10);
	for (i = 0; i < ARRAY_SIZE(threads); i++)
		EXPECT_EQ(t, IS_ERR(threads[i]) ? 0 : kthread_stop(threads[i]), 200);
	EXPECT_EQ(t, atomic_read(&wrong), 0);
	EXPECT_EQ(t, atomic_read(&shared.count), 0);
	EXPECT_EQ(t, shared.waiters, 0);
}

static int write_once(void *data)
{
	down_write(&shared);
	atomic_inc(&writers);
	up_write(&shared);
	while (!kthread_should_stop())
		msleep(10);
	return 0;
}

SELFTEST(sched, rwsem_writer_keeps_new_readers_out)
{
	struct task_struct *writer;

	atomic_set(&writers, 0);
	down_read(&shared);
	EXPECT(t, down_read_trylock(&shared));
	EXPECT(t, !down_write_trylock(&shared));
	writer = kthread_run(write_once, NULL, "rwsem");
	msleep(20);
	EXPECT(t, !down_read_trylock(&shared));
	up_read(&shared);
	msleep(20);
	EXPECT_EQ(t, atomic_read(&writers), 0);
	up_read(&shared);
	msleep(20);
	EXPECT_EQ(t, atomic_read(&writers), 1);
	EXPECT(t, down_write_trylock(&shared));
	EXPECT(t, !down_read_trylock(&shared));
	up_write(&shared);
	kthread_stop(writer);
}
