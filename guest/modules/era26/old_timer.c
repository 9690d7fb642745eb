/* SPDX-License-Identifier: GPL-2.0-only */
/* old_timer: a timer of 2.6.10: init_timer(), data and function. */
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <asm/timex.h>

MODULE_LICENSE("GPL");

struct ticker {
	struct timer_list timer;
	int left;
	unsigned long end; /* when the last was due: who waits may come later */
	wait_queue_head_t wait;
};

static struct ticker ticker;

static void tick(unsigned long data)
{
	struct ticker *t = (struct ticker *)data;

	t->end = jiffies;
	if (--t->left) {
		t->timer.expires += 2;
		add_timer(&t->timer);
	}
	wake_up_interruptible(&t->wait);
}

static int __init old_timer_init(void)
{
	unsigned long begin = jiffies, low, high;

	rdtsc(low, high);
	init_waitqueue_head(&ticker.wait);
	init_timer(&ticker.timer);
	ticker.left = 3;
	ticker.timer.data = (unsigned long)&ticker;
	ticker.timer.function = tick;
	ticker.timer.expires = begin + 2;
	add_timer(&ticker.timer);
	wait_event_interruptible(ticker.wait, !ticker.left);
	printk(KERN_INFO "old_timer: three times 2 ticks in %lu ticks%s\n", ticker.end - begin,
	       get_cycles() > (((cycles_t)high) << 32 | low) ? "" : ", but the TSC stood still");
	return 0;
}

static void __exit old_timer_exit(void)
{
	del_timer_sync(&ticker.timer);
}

module_init(old_timer_init);
module_exit(old_timer_exit);
