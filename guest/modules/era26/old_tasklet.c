/* SPDX-License-Identifier: GPL-2.0-only */
/* old_tasklet: DECLARE_TASKLET with three arguments. */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");

static void run(unsigned long data)
{
	printk(KERN_INFO "old_tasklet: %lu, %s an interrupt\n", data,
	       in_interrupt() ? "in" : "not in");
}

static DECLARE_TASKLET(declared, run, 42);
static struct tasklet_struct made;

static int __init old_tasklet_init(void)
{
	tasklet_init(&made, run, 43);
	tasklet_schedule(&declared);
	tasklet_hi_schedule(&made);
	return 0;
}

static void __exit old_tasklet_exit(void)
{
	tasklet_kill(&declared);
	tasklet_kill(&made);
}

module_init(old_tasklet_init);
module_exit(old_tasklet_exit);
