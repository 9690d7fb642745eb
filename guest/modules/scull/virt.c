/* SPDX-License-Identifier: GPL-2.0-only */
/* scullv: a store of vmalloc areas of 2^order pages, of any frames; programs may map it. */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/vmalloc.h>

#include "blocks.h"

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A character device of virtually contiguous memory");

static int order = 4, qset = 500;
module_param(order, int, 0444);
module_param(qset, int, 0444);

static void *get_quantum(struct store *store)
{
	return vzalloc(store->quantum);
}

static void free_quantum(struct store *store, void *q)
{
	vfree(q);
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
	void *quantum = store_quantum(store, pgoff >> order);

	if (!quantum)
		return NULL;
	return vmalloc_to_page(quantum + ((pgoff & ((1u << order) - 1)) << PAGE_SHIFT));
}

static const struct store_kind kind = {get_quantum, free_quantum, quantum_bytes, set_quanta};

static int __init scullv_init(void)
{
	if (order < 0 || order > 12 || qset < 1 || qset > 32768)
		return -EINVAL;
	return blocks_init("scullv", &kind, page_at);
}

static void __exit scullv_exit(void)
{
	blocks_exit();
}

module_init(scullv_init);
module_exit(scullv_exit);
