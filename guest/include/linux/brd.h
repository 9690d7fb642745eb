/* SPDX-License-Identifier: GPL-2.0-only */
/* brd: disks in memory, "ram0", "ram1" ... (guest/drivers/brd.c). */
#ifndef _LINUX_BRD_H
#define _LINUX_BRD_H

#include <linux/blkdev.h>
#include <linux/types.h>

struct brd;

/* One more; bytes are rounded up to pages. NULL: no memory. Process context, as all of these. */
struct brd *brd_create(u64 bytes);
void brd_destroy(struct brd *brd);
struct block_device *brd_bdev(struct brd *brd);
struct address_space *brd_mapping(struct brd *brd);
u64 brd_bytes(const struct brd *brd);
/* How many pages, or pieces of pages, have been read from it and written to it. */
void brd_counts(const struct brd *brd, unsigned long *reads, unsigned long *writes);
/* Through the cache: bytes read or written, or -errno when nothing was; 0 at the end. */
ssize_t brd_read(struct brd *brd, void *to, size_t bytes, u64 pos);
ssize_t brd_write(struct brd *brd, const void *from, size_t bytes, u64 pos);

#endif
