/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * jiq: just in queue. Work that is done later, by each of the kernel's means: reading
 * /proc/jiqwq, jiqwqdelay, jiqtasklet or jiqtimer prints where five steps of it ran.
 */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Deferred work: works, tasklets, timers");

#define STEPS 5

static int delay = 1;
module_param(delay, int, 0644);
MODULE_PARM_DESC(delay, "ticks between the steps");

static struct {
	struct mutex lock; /* one reader at a time */
	struct seq_file *m;
	struct completion done;
	unsigned long last;
	int left;
} jiq;

/* A line for this step; true: there are more. */
static bool step(void)
{
	unsigned long now = jiffies;

	seq_printf(jiq.m, "%9lu %4lu  %i  %i  %5i %i %s\n", now, now - jiq.last,
		   in_atomic() ? 1 : 0, in_interrupt() ? 1 : 0, current->pid,
		   raw_smp_processor_id(), current->comm);
	jiq.last = now;
	if (--jiq.left)
		return true;
	complete(&jiq.done);
	return false;
}

static void jiq_work_fn(struct work_struct *work);
static DECLARE_WORK(jiq_work, jiq_work_fn);
static void jiq_work_fn(struct work_struct *work)
{
	if (step())
		schedule_work(&jiq_work);
}

static void jiq_delayed_fn(struct work_struct *work);
static DECLARE_DELAYED_WORK(jiq_delayed, jiq_delayed_fn);
static void jiq_delayed_fn(struct work_struct *work)
{
	if (step())
		schedule_delayed_work(&jiq_delayed, delay);
}

static void jiq_tasklet_fn(struct tasklet_struct *t);
static DECLARE_TASKLET(jiq_tasklet, jiq_tasklet_fn);
static void jiq_tasklet_fn(struct tasklet_struct *t)
{
	if (step())
		tasklet_schedule(&jiq_tasklet);
}

static void jiq_timer_fn(struct timer_list *t);
static DEFINE_TIMER(jiq_timer, jiq_timer_fn);
static void jiq_timer_fn(struct timer_list *t)
{
	if (step())
		mod_timer(&jiq_timer, jiffies + delay);
}

static void begin_work(void)
{
	schedule_work(&jiq_work);
}

static void begin_delayed(void)
{
	schedule_delayed_work(&jiq_delayed, delay);
}

static void begin_tasklet(void)
{
	tasklet_schedule(&jiq_tasklet);
}

static void begin_timer(void)
{
	mod_timer(&jiq_timer, jiffies + delay);
}

static const struct way {
	const char *name;
	void (*begin)(void);
} ways[] = {
    {"jiqwq", begin_work},
    {"jiqwqdelay", begin_delayed},
    {"jiqtasklet", begin_tasklet},
    {"jiqtimer", begin_timer},
};

static int run(struct seq_file *m, const struct way *way)
{
	mutex_lock(&jiq.lock);
	seq_puts(m, "    time delta atomic irq pid cpu command\n");
	jiq.m = m;
	jiq.left = STEPS;
	jiq.last = jiffies;
	reinit_completion(&jiq.done);
	way->begin();
	wait_for_completion(&jiq.done);
	mutex_unlock(&jiq.lock);
	return 0;
}

static int show_wq(struct seq_file *m, void *v)
{
	return run(m, &ways[0]);
}

static int show_wqdelay(struct seq_file *m, void *v)
{
	return run(m, &ways[1]);
}

static int show_tasklet(struct seq_file *m, void *v)
{
	return run(m, &ways[2]);
}

static int show_timer(struct seq_file *m, void *v)
{
	return run(m, &ways[3]);
}

static int __init jiq_init(void)
{
	mutex_init(&jiq.lock);
	init_completion(&jiq.done);
	proc_create_single(ways[0].name, 0, NULL, show_wq);
	proc_create_single(ways[1].name, 0, NULL, show_wqdelay);
	proc_create_single(ways[2].name, 0, NULL, show_tasklet);
	proc_create_single(ways[3].name, 0, NULL, show_timer);
	return 0;
}

static void __exit jiq_exit(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(ways); i++)
		remove_proc_entry(ways[i].name, NULL);
	cancel_delayed_work_sync(&jiq_delayed);
	cancel_work_sync(&jiq_work);
	tasklet_kill(&jiq_tasklet);
	del_timer_sync(&jiq_timer);
}

module_init(jiq_init);
module_exit(jiq_exit);
