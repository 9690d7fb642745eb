/* SPDX-License-Identifier: GPL-2.0-only */
/* leaky: forgets memory of every kind. rmmod tells what, and where it was asked for. */
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Leaks, for rmmod to find");

static noinline void forget_objects(void)
{
	void *kept = kmalloc(100, GFP_KERNEL);

	kfree(kept);
	if (!kmalloc(65, GFP_KERNEL) || !kstrdup("a text", GFP_KERNEL))
		pr_info("leaky: not even that\n");
}

static int __init leaky_init(void)
{
	forget_objects();
	return vmalloc(5000) && __get_free_pages(GFP_KERNEL, 2) ? 0 : -ENOMEM;
}

static void __exit leaky_exit(void)
{
}

module_init(leaky_init);
module_exit(leaky_exit);
