/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page_io: pages of the page cache from and to a block device, whatever the blocks that a
 * file lies in (guest/block/page_io.c).
 */
#ifndef _LINUX_PAGE_IO_H
#define _LINUX_PAGE_IO_H

#include <linux/blk_types.h>

/* A run of a file's sectors that lies in one piece. */
struct disk_run {
	struct block_device *bdev; /* NULL: a hole, which reads as zeros */
	sector_t sector;
	unsigned int sectors; /* at least 1 */
};

/*
 * Where the file's sectors lie from that one on; at most max are of interest. create: a
 * hole is to be filled. 0, or -errno. May sleep.
 */
typedef int (*map_sectors_t)(struct address_space *mapping, u64 sector, unsigned int max,
			     bool create, struct disk_run *run);

/* Locked pages that follow each other, not up to date; they are unlocked when they are done. */
int pages_read(struct address_space *mapping, struct page **pages, unsigned int nr,
	       map_sectors_t map);
/* What is dirty of a locked page, for a_ops->writepage. It comes back under writeback. */
int page_write(struct address_space *mapping, struct page *page, map_sectors_t map);

#endif
