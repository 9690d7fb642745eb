/* SPDX-License-Identifier: GPL-2.0-only */
/* complete: a thread waits until a timer says that it is done, and a second time in vain. */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/timer.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A completion");

static DECLARE_COMPLETION(comp);

static void say_done(struct timer_list *t)
{
	complete(&comp);
}

static DEFINE_TIMER(timer, say_done);

static int __init complete_init(void)
{
	unsigned long left;

	mod_timer(&timer, jiffies + 2);
	left = wait_for_completion_timeout(&comp, HZ);
	pr_info("complete: %s\n", left ? "done in time" : "not done");
	left = wait_for_completion_timeout(&comp, 2);
	pr_info("complete: then %s\n", left ? "done again" : "nobody comes");
	return 0;
}

static void __exit complete_exit(void)
{
	del_timer_sync(&timer);
}

module_init(complete_init);
module_exit(complete_exit);
