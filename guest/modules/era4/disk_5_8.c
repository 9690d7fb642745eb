/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * disk_5_8: a disk in memory as 5.8 had it: the driver puts queue and disk together. bios=0: by
 * requests, of blk_mq_init_sq_queue(); bios=1: by bios, of blk_alloc_queue(fn, node).
 */
#include <linux/bio.h>
#include <linux/blk-mq.h>
#include <linux/blkdev.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/vmalloc.h>

MODULE_LICENSE("GPL");

#define SECTORS 2048

static bool bios;
module_param(bios, bool, 0);

static int major, opened;
static char *memory;
static struct blk_mq_tag_set set;
static struct request_queue *queue;
static struct gendisk *disk;

static void move(struct bio_vec *piece, sector_t sector, bool write)
{
	char *at = memory + (sector << SECTOR_SHIFT), *data = kmap_atomic(piece->bv_page);

	memcpy(write ? at : data + piece->bv_offset, write ? data + piece->bv_offset : at,
	       piece->bv_len);
	kunmap_atomic(data);
}

static blk_status_t disk_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	struct request *rq = bd->rq;
	sector_t sector = blk_rq_pos(rq);
	struct req_iterator iter;
	struct bio_vec piece;

	blk_mq_start_request(rq);
	if (rq->rq_disk->private_data != memory)
		return BLK_STS_IOERR;
	rq_for_each_segment(piece, rq, iter)
	{
		move(&piece, sector, rq_data_dir(rq) == WRITE);
		sector += piece.bv_len >> SECTOR_SHIFT;
	}
	blk_mq_end_request(rq, BLK_STS_OK);
	return BLK_STS_OK;
}

static blk_qc_t disk_make_request(struct request_queue *q, struct bio *bio)
{
	sector_t sector = bio->bi_iter.bi_sector;
	struct bvec_iter iter;
	struct bio_vec piece;

	if (bio->bi_disk->private_data != q->queuedata)
		bio->bi_status = BLK_STS_IOERR;
	bio_for_each_segment(piece, bio, iter)
	{
		move(&piece, sector, bio_data_dir(bio) == WRITE);
		sector += piece.bv_len >> SECTOR_SHIFT;
	}
	bio_endio(bio);
	return BLK_QC_T_NONE;
}

static int disk_open(struct block_device *bdev, fmode_t mode)
{
	opened++;
	return check_disk_change(bdev) ? -EIO : 0;
}

static const struct blk_mq_ops disk_mq_ops = {
    .queue_rq = disk_queue_rq,
};

static const struct block_device_operations disk_fops = {
    .owner = THIS_MODULE,
    .open = disk_open,
};

static int __init disk_init(void)
{
	int err = -ENOMEM;

	memory = vzalloc(SECTORS << SECTOR_SHIFT);
	if (!memory)
		return err;
	major = register_blkdev(0, "disk_5_8");
	queue = bios ? blk_alloc_queue(disk_make_request, NUMA_NO_NODE)
		     : blk_mq_init_sq_queue(&set, &disk_mq_ops, 32, BLK_MQ_F_SHOULD_MERGE);
	if (IS_ERR_OR_NULL(queue))
		goto no_queue;
	disk = alloc_disk(1);
	if (!disk)
		goto no_disk;
	queue->queuedata = disk->private_data = memory;
	disk->major = major;
	disk->fops = &disk_fops;
	disk->queue = queue;
	strcpy(disk->disk_name, "disk_5_8");
	set_capacity(disk, SECTORS);
	add_disk(disk);
	return 0;

no_disk:
	blk_cleanup_queue(queue);
no_queue:
	unregister_blkdev(major, "disk_5_8");
	vfree(memory);
	return err;
}

static void __exit disk_exit(void)
{
	del_gendisk(disk);
	put_disk(disk);
	blk_cleanup_queue(queue);
	if (!bios)
		blk_mq_free_tag_set(&set);
	unregister_blkdev(major, "disk_5_8");
	vfree(memory);
	pr_info("disk_5_8: opened %s\n", opened ? "and closed" : "never");
}

module_init(disk_init);
module_exit(disk_exit);
