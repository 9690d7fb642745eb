/* SPDX-License-Identifier: GPL-2.0-only */
/* Allocations where one must not sleep; readers without locks; who waits for them. */
#include <linux/completion.h>
#include <linux/context.h>
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/selftest.h>
#include <linux/seqlock.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>

struct attempt {
	gfp_t gfp;
	void *got;
	unsigned long in_hardirq, in_softirq;
	bool atomic;
};

static void attempt(void *arg)
{
	struct attempt *a = arg;

	a->in_hardirq = in_hardirq();
	a->in_softirq = in_serving_softirq();
	a->atomic = in_atomic() || irqs_disabled();
	a->got = kmalloc(200, a->gfp);
	kfree(a->got);
}

/* How often somebody was told off for sleeping; quietly. */
static unsigned int caught(enum run_context context, struct attempt *a)
{
	unsigned int before = might_sleep_count();
	int level = console_loglevel;

	console_loglevel = 0;
	run_in_context(context, raw_smp_processor_id(), attempt, a);
	console_loglevel = level;
	return might_sleep_count() - before;
}

SELFTEST(context, gfp_kernel_is_caught_where_it_may_not_sleep)
{
	struct attempt a = {.gfp = GFP_KERNEL};

	EXPECT_EQ(t, caught(CONTEXT_PROCESS, &a), 0);
	EXPECT(t, a.got && !a.atomic);
	EXPECT(t, caught(CONTEXT_HARDIRQ, &a) > 0);
	EXPECT(t, a.in_hardirq && a.got);
	EXPECT(t, caught(CONTEXT_SOFTIRQ, &a) > 0);
	EXPECT(t, a.in_softirq && !a.in_hardirq);
	EXPECT(t, caught(CONTEXT_ATOMIC, &a) > 0);
	EXPECT(t, a.atomic && !a.in_softirq);
}

SELFTEST(context, gfp_atomic_works_everywhere)
{
	struct attempt a = {.gfp = GFP_ATOMIC};
	enum run_context context;

	for (context = CONTEXT_PROCESS; context <= CONTEXT_ATOMIC; context++) {
		a.got = NULL;
		EXPECT_EQ(t, caught(context, &a), 0);
		EXPECT(t, a.got != NULL);
	}
}

static void exhaust(void *arg)
{
	struct list_head *pages = arg;
	struct page *page;

	while ((page = alloc_page(GFP_ATOMIC | __GFP_NOWARN)))
		list_add(&page->lru, pages);
}

static bool might_get_one(struct list_head *pages)
{
	struct page *page = alloc_page(GFP_ATOMIC | __GFP_NOWARN);

	if (page)
		list_add(&page->lru, pages);
	return page;
}

/* When the reserve is gone it fails at once, and says so by NULL. */
SELFTEST(context, gfp_atomic_fails_honestly)
{
	struct attempt a = {.gfp = GFP_ATOMIC | __GFP_NOWARN};
	void **objects = NULL, **object;
	struct page *page, *next;
	LIST_HEAD(pages);
	int i, taken = 0;

	/* most of it in large pieces, or it would take for ever */
	static struct page *blocks[1024];

	while (taken < ARRAY_SIZE(blocks) &&
	       (blocks[taken] = alloc_pages(GFP_ATOMIC | __GFP_NOWARN, MAX_ORDER - 1)))
		taken++;
	/* kswapd has been woken and gives a little, on another CPU at the same time */
	for (i = 0; i < 100 && might_get_one(&pages); i++)
		run_in_context(CONTEXT_HARDIRQ, raw_smp_processor_id(), exhaust, &pages);
	EXPECT(t, i < 100);
	while ((object = kmalloc(200, GFP_ATOMIC | __GFP_NOWARN))) {
		*object = objects;
		objects = object;
	}
	EXPECT_EQ(t, caught(CONTEXT_HARDIRQ, &a), 0);
	EXPECT(t, !a.got);
	list_for_each_entry_safe (page, next, &pages, lru)
		__free_page(page);
	for (i = 0; i < taken; i++)
		__free_pages(blocks[i], MAX_ORDER - 1);
	for (; objects; objects = object) {
		object = *objects;
		kfree(objects);
	}
}

static void where_am_i(void *arg)
{
	*(int *)arg = raw_smp_processor_id();
}

SELFTEST(context, every_cpu_does_as_it_is_told)
{
	int cpu, got;

	for_each_online_cpu(cpu)
	{
		got = -1;
		EXPECT_EQ(t, run_in_context(CONTEXT_PROCESS, cpu, where_am_i, &got), 0);
		EXPECT_EQ(t, got, cpu);
		EXPECT_EQ(t, smp_call_function_single(cpu, where_am_i, &got, 1), 0);
		EXPECT_EQ(t, got, cpu);
	}
	EXPECT_EQ(t, run_in_context(CONTEXT_PROCESS, NR_CPUS, where_am_i, &got), -ENXIO);
}

/* ---- RCU ---- */

struct node {
	struct list_head list;
	struct rcu_head rcu;
	int value;
	bool gone;
};

static LIST_HEAD(nodes);
static volatile bool readers_stop;
static atomic_t readers_saw_gone, reads, freed;

static int reader(void *done)
{
	struct node *node;

	while (!readers_stop) {
		rcu_read_lock();
		list_for_each_entry_rcu(node, &nodes, list)
		{
			if (node->gone)
				atomic_inc(&readers_saw_gone);
			atomic_inc(&reads);
		}
		rcu_read_unlock();
		cond_resched();
	}
	complete(done);
	return 0;
}

static void end_node(struct rcu_head *head)
{
	struct node *node = container_of(head, struct node, rcu);

	node->gone = true;
	atomic_inc(&freed);
	kfree(node);
}

static void replace_first(int value)
{
	struct node *node = kzalloc(sizeof(*node), GFP_KERNEL);
	struct node *old = list_first_entry_or_null(&nodes, struct node, list);

	if (!node)
		return;
	node->value = value;
	list_add_rcu(&node->list, &nodes);
	if (!old)
		return;
	list_del_rcu(&old->list);
	call_rcu(&old->rcu, end_node);
}

SELFTEST(context, rcu_readers_never_see_what_is_gone)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct node *left;
	int i, readers = 0;

	readers_stop = false;
	atomic_set(&readers_saw_gone, 0);
	atomic_set(&reads, 0);
	atomic_set(&freed, 0);
	replace_first(0);
	for (i = 0; i < 3; i++)
		readers += !IS_ERR(kthread_run(reader, &done, "reader"));
	for (i = 1; i <= 40; i++) {
		replace_first(i);
		if (i % 8 == 0)
			synchronize_rcu();
	}
	readers_stop = true;
	while (readers--)
		wait_for_completion(&done);
	rcu_barrier();
	EXPECT_EQ(t, atomic_read(&freed), 40);
	EXPECT_EQ(t, atomic_read(&readers_saw_gone), 0);
	EXPECT(t, atomic_read(&reads) > 0);
	left = list_first_entry(&nodes, struct node, list);
	list_del_rcu(&left->list);
	kfree_rcu(left, rcu);
	rcu_barrier();
}

/* ---- sequence locks ---- */

static DEFINE_SEQLOCK(pair_lock);
static volatile unsigned int pair_a, pair_b;
static volatile bool writer_stop;

static int writer(void *done)
{
	while (!writer_stop) {
		write_seqlock(&pair_lock);
		pair_a++;
		cpu_relax();
		pair_b++;
		write_sequnlock(&pair_lock);
		udelay(2);
		cond_resched();
	}
	complete(done);
	return 0;
}

SELFTEST(context, seqlock_readers_see_both_or_neither)
{
	DECLARE_COMPLETION_ONSTACK(done);
	unsigned int a, b, seq, i, torn = 0;

	writer_stop = false;
	EXPECT(t, !IS_ERR(kthread_run(writer, &done, "writer")));
	for (i = 0; i < 2000; i++) {
		do {
			seq = read_seqbegin(&pair_lock);
			a = pair_a;
			b = pair_b;
		} while (read_seqretry(&pair_lock, seq));
		torn += a != b;
		if (i % 100 == 0)
			msleep(10);
	}
	writer_stop = true;
	wait_for_completion(&done);
	EXPECT_EQ(t, torn, 0);
	EXPECT(t, pair_a > 0);
}
