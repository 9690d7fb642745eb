/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * blocks: what scullc, scullp and scullv have in common: a few devices, each a store, and
 * /proc/NAMEmem. page is for mmap(), or NULL: there is none then.
 */
#ifndef SCULL_BLOCKS_H
#define SCULL_BLOCKS_H

#include <linux/cdev.h>
#include <linux/mm.h>

#include "store.h"

struct blocks_dev {
	struct store store;
	struct cdev cdev;
};

/* The page at that page of the store; without a reference; NULL: a hole, or the end. */
typedef struct page *(*blocks_page_t)(struct store *store, pgoff_t pgoff);

/* 0, or a negative errno and nothing is left behind. */
int blocks_init(const char *name, const struct store_kind *kind, blocks_page_t page);
void blocks_exit(void);

#endif
