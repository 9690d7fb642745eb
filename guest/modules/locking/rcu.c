/* SPDX-License-Identifier: GPL-2.0-only */
/* rcu: a list that readers walk without a lock while a writer replaces its elements. */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A list under RCU");

#define ELEMENTS 8
#define REPLACED 50

struct element {
	struct list_head list;
	struct rcu_head rcu;
	int a, b; /* b is always -a */
};

static LIST_HEAD(elements);
static struct task_struct *reader;
static unsigned long walks, torn;

static int read_all(void *unused)
{
	struct element *e;

	while (!kthread_should_stop()) {
		rcu_read_lock();
		list_for_each_entry_rcu(e, &elements, list) torn += e->a != -e->b;
		rcu_read_unlock();
		walks++;
		cond_resched();
	}
	return 0;
}

static struct element *make(int value)
{
	struct element *e = kmalloc(sizeof(*e), GFP_KERNEL);

	if (e) {
		e->a = value;
		e->b = -value;
	}
	return e;
}

static void replace_first(int value)
{
	struct element *old = list_first_entry(&elements, struct element, list);
	struct element *e = make(value);

	if (!e)
		return;
	list_add_tail_rcu(&e->list, &elements);
	list_del_rcu(&old->list);
	kfree_rcu(old, rcu);
}

static int __init rcu_init_module(void)
{
	int i;

	for (i = 0; i < ELEMENTS; i++) {
		struct element *e = make(i);

		if (e)
			list_add_tail_rcu(&e->list, &elements);
	}
	reader = kthread_run(read_all, NULL, "rcu_reader");
	if (IS_ERR(reader))
		return PTR_ERR(reader);
	for (i = 0; i < REPLACED; i++) {
		replace_first(100 + i);
		if (i % 10 == 0)
			msleep(10);
	}
	synchronize_rcu();
	pr_info("rcu: %d elements replaced under %s, %lu torn\n", REPLACED,
		walks ? "a reader" : "nobody", torn);
	return 0;
}

static void __exit rcu_exit_module(void)
{
	struct element *e, *next;

	kthread_stop(reader);
	list_for_each_entry_safe (e, next, &elements, list)
		kfree(e);
	rcu_barrier();
}

module_init(rcu_init_module);
module_exit(rcu_exit_module);
