/* SPDX-License-Identifier: GPL-2.0-only */
/* Queues of works: several at once or one after another, flushed, cancelled. */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/selftest.h>
#include <linux/workqueue.h>

static struct completion gate, second_ran;
static volatile unsigned int at_once, most_at_once, runs;

static void wait_at_gate(struct work_struct *work)
{
	wait_for_completion(&gate);
}

static void open_gate(struct work_struct *work)
{
	complete(&second_ran);
	complete_all(&gate);
}

SELFTEST(workqueue, a_work_that_sleeps_holds_up_nobody)
{
	struct work_struct first, second;

	init_completion(&gate);
	init_completion(&second_ran);
	INIT_WORK_ONSTACK(&first, wait_at_gate);
	INIT_WORK_ONSTACK(&second, open_gate);
	schedule_work(&first);
	schedule_work(&second);
	EXPECT(t, wait_for_completion_timeout(&second_ran, HZ));
	complete_all(&gate);
	flush_work(&first);
	flush_work(&second);
}

static void count_at_once(struct work_struct *work)
{
	unsigned int now = ++at_once;

	if (now > most_at_once)
		most_at_once = now;
	runs++;
	msleep(30);
	at_once--;
}

static void run_six(struct selftest *t, struct workqueue_struct *wq, unsigned int least,
		    unsigned int most)
{
	struct work_struct works[6];
	unsigned int i;

	if (!EXPECT(t, wq))
		return;
	at_once = most_at_once = runs = 0;
	for (i = 0; i < ARRAY_SIZE(works); i++) {
		INIT_WORK_ONSTACK(&works[i], count_at_once);
		EXPECT(t, queue_work(wq, &works[i]));
		EXPECT(t, !queue_work(wq, &works[i]) || i == 0);
	}
	flush_workqueue(wq);
	EXPECT(t, runs >= 6);
	EXPECT_EQ(t, at_once, 0);
	EXPECT(t, most_at_once >= least && most_at_once <= most);
	destroy_workqueue(wq);
}

SELFTEST(workqueue, ordered_means_one_at_a_time)
{
	run_six(t, alloc_ordered_workqueue("ordered", 0), 1, 1);
}

SELFTEST(workqueue, at_most_max_active)
{
	run_six(t, alloc_workqueue("three", WQ_UNBOUND, 3), 2, 3);
}

static struct delayed_work again;

static void queue_itself(struct work_struct *work)
{
	runs++;
	schedule_delayed_work(&again, 1);
	msleep(20);
	schedule_delayed_work(&again, 1);
}

/* As drivers' polls do. */
SELFTEST(workqueue, what_queues_itself_is_cancelled)
{
	unsigned int i, before;

	for (i = 0; i < 8; i++) {
		INIT_DELAYED_WORK(&again, queue_itself);
		runs = 0;
		schedule_delayed_work(&again, 0);
		msleep(10 + 7 * i);
		cancel_delayed_work_sync(&again);
		before = runs;
		EXPECT(t, before > 0);
		EXPECT(t, !delayed_work_pending(&again));
		msleep(60);
		EXPECT_EQ(t, runs, before);
	}
}

static struct workqueue_struct *flushed;

static void queue_on(struct work_struct *work)
{
	runs++;
	if (runs < 50)
		queue_work(flushed, work);
	msleep(1);
}

SELFTEST(workqueue, flush_waits_for_what_was_there_drain_for_all)
{
	struct work_struct work;

	flushed = alloc_workqueue("flushed", 0, 0);
	if (!EXPECT(t, flushed))
		return;
	runs = 0;
	INIT_WORK_ONSTACK(&work, queue_on);
	queue_work(flushed, &work);
	flush_workqueue(flushed);
	EXPECT(t, runs >= 1 && runs < 50);
	drain_workqueue(flushed);
	EXPECT_EQ(t, runs, 50);
	destroy_workqueue(flushed);
}
