/* SPDX-License-Identifier: GPL-2.0-only */
/* wrong: one of the usual mistakes, on request: how=sleep, null, bug, warn, twice. */
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Mistakes, to see what comes of them");

static char *how = "";
module_param(how, charp, 0444);
MODULE_PARM_DESC(how, "sleep, null, bug, warn, twice");

static DEFINE_SPINLOCK(lock);

static int __init wrong_sleep(void)
{
	spin_lock(&lock);
	kfree(kmalloc(100, GFP_KERNEL));
	spin_unlock(&lock);
	return 0;
}

static int __init wrong_twice(void)
{
	void *p = kmalloc(100, GFP_KERNEL);

	kfree(p);
	kfree(p);
	return 0;
}

static int __init wrong_init(void)
{
	if (!strcmp(how, "sleep"))
		return wrong_sleep();
	if (!strcmp(how, "twice"))
		return wrong_twice();
	if (!strcmp(how, "warn"))
		return WARN(1, "wrong: as you wished\n") ? 0 : -EINVAL;
	if (!strcmp(how, "bug"))
		BUG();
	if (!strcmp(how, "null"))
		return *(volatile int *)absolute_pointer(8);
	pr_info("wrong: how=sleep, null, bug, warn or twice\n");
	return -EINVAL;
}

static void __exit wrong_exit(void)
{
}

module_init(wrong_init);
module_exit(wrong_exit);
