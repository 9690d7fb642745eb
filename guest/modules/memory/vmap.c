/* SPDX-License-Identifier: GPL-2.0-only */
/* vmap: addresses in a row for pages that are not; the physical addresses jump. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/vmalloc.h>
#include <asm/io.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("vmalloc and where its pages are");

static int pages = 4;
module_param(pages, int, 0444);

static char *area;

static int __init vmap_init(void)
{
	int i;

	if (pages < 1 || pages > 64)
		return -EINVAL;
	area = vmalloc(pages * PAGE_SIZE);
	if (!area)
		return -ENOMEM;
	for (i = 0; i < pages; i++) {
		char *at = area + i * PAGE_SIZE;

		*at = i;
		pr_info("vmap: %p is frame %lx\n", at, page_to_pfn(vmalloc_to_page(at)));
	}
	return 0;
}

static void __exit vmap_exit(void)
{
	vfree(area);
}

module_init(vmap_init);
module_exit(vmap_exit);
