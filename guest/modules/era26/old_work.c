/* SPDX-License-Identifier: GPL-2.0-only */
/* old_work: a work of 2.6.10, which gets a pointer of its own and may be delayed. */
#include <linux/config.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/version.h>
#include <linux/workqueue.h>

MODULE_LICENSE("GPL");

struct job {
	struct work_struct work;
	int left;
};

static struct job job = {.left = 3};

static void do_job(void *data)
{
	struct job *j = data;

	printk(KERN_INFO "old_work: %d left\n", j->left);
	if (--j->left > 0)
		schedule_delayed_work(&j->work, 1);
}

static int __init old_work_init(void)
{
	printk(KERN_INFO "old_work: for %d.%d.%d\n", LINUX_VERSION_CODE >> 16,
	       LINUX_VERSION_CODE >> 8 & 255, LINUX_VERSION_CODE & 255);
	INIT_WORK(&job.work, do_job, &job);
	schedule_work(&job.work);
	return 0;
}

static void __exit old_work_exit(void)
{
	job.left = 0;
	cancel_delayed_work(&job.work);
	flush_scheduled_work();
}

module_init(old_work_init);
module_exit(old_work_exit);
