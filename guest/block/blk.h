/* SPDX-License-Identifier: GPL-2.0-only */
/* blk: what the files of the block layer share. */
#ifndef GUEST_BLOCK_BLK_H
#define GUEST_BLOCK_BLK_H

#include <linux/blkdev.h>

struct seq_file;

/* queue.c: a bio of checked size and place, to where requests wait. */
void blk_queue_bio(struct request_queue *q, struct bio *bio);
struct request_queue *queue_alloc(struct blk_mq_tag_set *set); /* NULL: for bios */
/* Everything that is under way ends first. */
void blk_free_queue(struct request_queue *q);
void blk_drain_queue(struct request_queue *q);

/* blk_2_6.c: drivers of 2.6. mode as in file->f_mode. */
void blk_2_6_submit(struct request_queue *q, struct bio *bio);
int blk_2_6_open(struct block_device *bdev, fmode_t mode);
void blk_2_6_release(struct block_device *bdev, fmode_t mode);
void blk_2_6_get_queue(struct request_queue *q);
void blk_2_6_put_queue(struct request_queue *q);

static inline bool blk_is_2_6(const struct request_queue *q)
{
	return atomic_read(&q->refs_2_6) != 0;
}

/* bdev.c */
struct block_device *bdev_alloc(struct gendisk *disk, u8 partno);
void bdev_add(struct block_device *bdev, dev_t dev);
void bdev_free(struct block_device *bdev);
bool bdev_in_use(const struct block_device *bdev);

/* partitions.c: those of the disk's table, into part_tbl[]; how many, or -errno. */
int disk_scan_partitions(struct gendisk *disk);

/* stats.c. Any context. */
void blk_account_start(struct block_device *bdev);
void blk_account_merge(struct block_device *bdev, enum stat_group group);
void blk_account_done(struct block_device *bdev, enum stat_group group, unsigned int sectors,
		      u64 start_ns);
enum stat_group blk_stat_group(blk_opf_t opf);

#endif
