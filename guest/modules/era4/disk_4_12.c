/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * disk_4_12: a disk in memory as 4.12 had it, its last page read-only. bios=0: by a request
 * function under the driver's lock; bios=1: by bios, each of which tells in bi_error how it went.
 */
#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/vmalloc.h>

MODULE_LICENSE("GPL");

#define SECTORS	 2048
#define WRITABLE (SECTORS - PAGE_SIZE / 512)

static bool bios;
module_param(bios, bool, 0);

static int major;
static char *memory;
static struct request_queue *queue;
static struct gendisk *disk;
static DEFINE_SPINLOCK(lock);

static int move(struct bio_vec *piece, sector_t sector, bool write)
{
	char *at = memory + (sector << 9), *data;

	if (write && sector >= WRITABLE)
		return -EIO;
	data = kmap_atomic(piece->bv_page);
	memcpy(write ? at : data + piece->bv_offset, write ? data + piece->bv_offset : at,
	       piece->bv_len);
	kunmap_atomic(data);
	return 0;
}

static void disk_requests(struct request_queue *q)
{
	struct request *rq;

	while ((rq = blk_fetch_request(q))) {
		struct req_iterator iter;
		struct bio_vec piece;
		int err = 0;

		rq_for_each_segment(piece, rq, iter) err =
		    err ?: move(&piece, iter.iter.bi_sector, rq_data_dir(rq) == WRITE);
		__blk_end_request_all(rq, err);
	}
}

static blk_qc_t disk_make_request(struct request_queue *q, struct bio *bio)
{
	struct bvec_iter iter;
	struct bio_vec piece;

	bio_for_each_segment(piece, bio, iter)
	{
		bio->bi_error = move(&piece, iter.bi_sector, bio_data_dir(bio) == WRITE);
		if (bio->bi_error)
			break;
	}
	bio_endio(bio);
	return BLK_QC_T_NONE;
}

static const struct block_device_operations disk_fops = {
    .owner = THIS_MODULE,
};

static int __init disk_init(void)
{
	memory = vzalloc(SECTORS << 9);
	if (!memory)
		return -ENOMEM;
	major = register_blkdev(0, "disk_4_12");
	queue = bios ? blk_alloc_queue(GFP_KERNEL) : blk_init_queue(disk_requests, &lock);
	if (!queue)
		goto no_queue;
	if (bios)
		blk_queue_make_request(queue, disk_make_request);
	disk = alloc_disk(1);
	if (!disk)
		goto no_disk;
	disk->major = major;
	disk->fops = &disk_fops;
	disk->queue = queue;
	strcpy(disk->disk_name, "disk_4_12");
	set_capacity(disk, SECTORS);
	add_disk(disk);
	return 0;

no_disk:
	blk_cleanup_queue(queue);
no_queue:
	unregister_blkdev(major, "disk_4_12");
	vfree(memory);
	return -ENOMEM;
}

static void __exit disk_exit(void)
{
	del_gendisk(disk);
	put_disk(disk);
	blk_cleanup_queue(queue);
	unregister_blkdev(major, "disk_4_12");
	vfree(memory);
}

module_init(disk_init);
module_exit(disk_exit);
