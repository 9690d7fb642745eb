/* SPDX-License-Identifier: GPL-2.0-only */
/* pages: blocks of pages: a block of 2^order, and given back. */
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Blocks of pages");

static int order = 4;
module_param(order, int, 0444);

static unsigned long block;

static int __init pages_init(void)
{
	block = __get_free_pages(GFP_KERNEL, order);
	if (!block)
		return -ENOMEM;
	pr_info("pages: 2^%d pages of %lu bytes at %lx; get_order gives %d\n", order, PAGE_SIZE,
		block, get_order(PAGE_SIZE << order));
	return 0;
}

static void __exit pages_exit(void)
{
	free_pages(block, order);
}

module_init(pages_init);
module_exit(pages_exit);
