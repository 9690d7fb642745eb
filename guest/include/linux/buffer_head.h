/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * buffer_head: a block of a device, in the page cache of that device, where file systems
 * keep their metadata (guest/fs/buffer.c). A page may hold several; each is written by
 * itself. All may sleep.
 */
#ifndef _LINUX_BUFFER_HEAD_H
#define _LINUX_BUFFER_HEAD_H

#include <linux/blkdev.h>
#include <linux/fs.h>

struct buffer_head {
	struct page *b_page; /* with a reference */
	sector_t b_blocknr;
	size_t b_size;
	char *b_data;
	struct block_device *b_bdev;
	atomic_t b_count;
};

/* The block as it is on the device; NULL: it cannot be read, or there is no memory. */
struct buffer_head *__bread(struct block_device *bdev, sector_t block, unsigned int size);
void brelse(struct buffer_head *bh); /* NULL passes */
#define put_bh(bh) brelse(bh)
void get_bh(struct buffer_head *bh);
/* Its content was changed. */
void mark_buffer_dirty(struct buffer_head *bh);
/* To the disk, now; 0 or -EIO. */
int sync_dirty_buffer(struct buffer_head *bh);
/* It is nobody's any more and need not be written; brelse() as well. */
void bforget(struct buffer_head *bh);
/* A block that has been given to a file: what is here of it is stale. */
void clean_bdev_aliases(struct block_device *bdev, sector_t block, sector_t blocks,
			unsigned int size);

/* The size of the blocks of a file system, 512 to PAGE_SIZE; 0: the device cannot do that. */
int sb_set_blocksize(struct super_block *sb, int size);
int sb_min_blocksize(struct super_block *sb, int size);

static inline struct buffer_head *sb_bread(struct super_block *sb, sector_t block)
{
	return __bread(sb->s_bdev, block, sb->s_blocksize);
}

/* For who overwrites all of it anyway. */
static inline struct buffer_head *sb_getblk(struct super_block *sb, sector_t block)
{
	return sb_bread(sb, block);
}

#endif
