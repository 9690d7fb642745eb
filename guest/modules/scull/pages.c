/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scullp: a store of whole pages from the buddy allocator, 2^order together. Programs may map
 * it with order 0: pages of a larger block have no count of their own.
 */
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/module.h>

#include "blocks.h"

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A character device of pages");

static int order, qset = 500;
module_param(order, int, 0444);
module_param(qset, int, 0444);

static void *get_quantum(struct store *store)
{
	return (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, order);
}

static void free_quantum(struct store *store, void *q)
{
	free_pages((unsigned long)q, order);
}

static int quantum_bytes(void)
{
	return PAGE_SIZE << order;
}

static int set_quanta(void)
{
	return qset;
}

static struct page *page_at(struct store *store, pgoff_t pgoff)
{
	void *quantum = store_quantum(store, pgoff);

	return quantum ? virt_to_page(quantum) : NULL;
}

static const struct store_kind kind = {get_quantum, free_quantum, quantum_bytes, set_quanta};

static int __init scullp_init(void)
{
	if (order < 0 || order >= MAX_ORDER || qset < 1 || qset > 32768)
		return -EINVAL;
	return blocks_init("scullp", &kind, order ? NULL : page_at);
}

static void __exit scullp_exit(void)
{
	blocks_exit();
}

module_init(scullp_init);
module_exit(scullp_exit);
