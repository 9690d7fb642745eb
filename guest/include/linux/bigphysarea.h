/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bigphysarea: large contiguous memory put aside at boot (bigphysarea=PAGES) and given to
 * drivers at run time, as the patch of that name did for Linux 2.x.
 */
#ifndef _LINUX_BIGPHYSAREA_H
#define _LINUX_BIGPHYSAREA_H

#include <linux/types.h>

typedef char *caddr_t;

/* Whole pages for size bytes; NULL: none. Process context. */
caddr_t bigphysarea_alloc(int size);
void bigphysarea_free(caddr_t addr, int size);
/* count pages, aligned to align pages (0: 1). */
caddr_t bigphysarea_alloc_pages(int count, int align, int priority);
/* What is no allocation's beginning is reported. */
void bigphysarea_free_pages(caddr_t addr);

/* Pages in all; given out; the largest free range. */
struct bigphysarea_info {
	unsigned int pages, used, largest_free, largest_used, nr_free, nr_used;
};
void bigphysarea_info(struct bigphysarea_info *info);
void bigphysarea_init(void);

#endif
