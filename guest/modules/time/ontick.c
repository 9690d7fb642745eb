/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ontick: a timer for each of so many ticks, on every CPU; how many were late, in the log. One
 * that is called when the next tick is about to come counts, too: who it wakes would be late.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/timer.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Says how often timers are late");

#define SOON_US 100

static unsigned int ticks = 20;
module_param(ticks, uint, 0444);
MODULE_PARM_DESC(ticks, "how many");

struct watch {
	struct timer_list timer;
	struct completion ended;
	unsigned int left, late;
};

static void at_tick(struct timer_list *timer)
{
	struct watch *w = from_timer(w, timer, timer);

	udelay(SOON_US);
	if (jiffies != timer->expires)
		w->late++;
	if (--w->left)
		mod_timer(timer, jiffies + 1);
	else
		complete(&w->ended);
}

static int watch(void *unused)
{
	struct watch w = {.left = ticks};

	init_completion(&w.ended);
	timer_setup_on_stack(&w.timer, at_tick, 0);
	mod_timer(&w.timer, jiffies + 1);
	wait_for_completion(&w.ended);
	del_timer_sync(&w.timer);
	destroy_timer_on_stack(&w.timer);
	return w.late;
}

static int __init ontick_init(void)
{
	struct task_struct *task[NR_CPUS];
	unsigned int cpu;

	for_each_online_cpu(cpu)
	{
		task[cpu] = kthread_create_on_cpu(watch, NULL, cpu, "ontick/%u");
		if (!IS_ERR(task[cpu])) {
			get_task_struct(task[cpu]);
			wake_up_process(task[cpu]);
		}
	}
	msleep((ticks + 20) * (1000 / HZ));
	for_each_online_cpu(cpu)
	{
		if (IS_ERR(task[cpu]))
			continue;
		pr_info("ontick: CPU %u: %d of %u late\n", cpu, kthread_stop(task[cpu]), ticks);
		put_task_struct(task[cpu]);
	}
	return 0;
}

static void __exit ontick_exit(void)
{
}

module_init(ontick_init);
module_exit(ontick_exit);
