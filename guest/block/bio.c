/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bio: transfers between memory and a device.
 *
 * 1. Purpose. Whoever wants something read or written (page cache, file system, swap) says
 *    so in a bio: which pages, which sectors, whom to call when it is done.
 *
 * 2. Structures. The pieces of memory lie in an array, and bi_iter tells how much is done:
 *
 *	bio  bi_io_vec -> [ page, len, off ][ page, len, off ][ ... ]
 *	     bi_iter       bi_idx ^, bi_bvec_done within it; bi_sector, bi_size: what is left
 *
 *    Few pieces lie in the bio itself, many in an array of BIO_MAX_VECS. Both come from
 *    pools with a reserve, so that memory can always be written out to make memory free.
 *
 * 3. Invariants. bi_end_io() is called once, whatever happens. A bio that was given to
 *    submit_bio() is the driver's until then.
 *
 * 4. Locking and context. None; submit_bio() and bio_alloc() with __GFP_WAIT may sleep,
 *    bio_endio() is called in any context.
 *
 * 5. Failure. bi_status.
 */
#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "blk.h"

#define FEW_VECS 4
#define RESERVE	 8

static mempool_t *bio_pool, *vec_pool;

/* ---- what became of it ---- */

static const struct {
	blk_status_t status;
	int errno;
} errors[] = {
    {BLK_STS_OK, 0},
    {BLK_STS_NOTSUPP, -EOPNOTSUPP},
    {BLK_STS_TIMEOUT, -ETIMEDOUT},
    {BLK_STS_NOSPC, -ENOSPC},
    {BLK_STS_TARGET, -EREMOTEIO},
    {BLK_STS_MEDIUM, -ENODATA},
    {BLK_STS_RESOURCE, -ENOMEM},
    {BLK_STS_AGAIN, -EAGAIN},
    {BLK_STS_IOERR, -EIO},
    {BLK_STS_DEV_RESOURCE, -EBUSY},
};

int blk_status_to_errno(blk_status_t status)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(errors); i++)
		if (errors[i].status == status)
			return errors[i].errno;
	return -EIO;
}
EXPORT_SYMBOL(blk_status_to_errno);

blk_status_t errno_to_blk_status(int errno)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(errors); i++)
		if (errors[i].errno == errno)
			return errors[i].status;
	return BLK_STS_IOERR;
}
EXPORT_SYMBOL(errno_to_blk_status);

/* ---- making one ---- */

struct bio *bio_alloc(struct block_device *bdev, unsigned short nr_vecs, blk_opf_t opf, gfp_t gfp)
{
	struct bio_vec *vecs;
	struct bio *bio;

	if (WARN_ON(nr_vecs > BIO_MAX_VECS))
		return NULL;
	bio = mempool_alloc(bio_pool, gfp & ~__GFP_ZERO);
	if (!bio)
		return NULL;
	memset(bio, 0, sizeof(*bio));
	vecs = bio->bi_inline_vecs;
	if (nr_vecs > FEW_VECS) {
		vecs = bio->bi_pool = mempool_alloc(vec_pool, gfp & ~__GFP_ZERO);
		if (!vecs) {
			mempool_free(bio, bio_pool);
			return NULL;
		}
	}
	bio->bi_io_vec = vecs;
	bio->bi_max_vecs = nr_vecs;
	bio->bi_bdev = bdev;
	bio->bi_opf = opf;
	atomic_set(&bio->__bi_cnt, 1);
	return bio;
}
EXPORT_SYMBOL(bio_alloc);

void bio_get(struct bio *bio)
{
	atomic_inc(&bio->__bi_cnt);
}
EXPORT_SYMBOL(bio_get);

void bio_put(struct bio *bio)
{
	if (!atomic_dec_and_test(&bio->__bi_cnt))
		return;
	mempool_free(bio->bi_pool, vec_pool);
	mempool_free(bio, bio_pool);
}
EXPORT_SYMBOL(bio_put);

/* May it lengthen the last piece? Memory must go on where that ends. */
static bool extends(const struct bio *bio, struct page *page, unsigned int len, unsigned int off)
{
	const struct queue_limits *limits = &bio->bi_bdev->bd_queue->limits;
	const struct bio_vec *last = &bio->bi_io_vec[bio->bi_vcnt - 1];
	unsigned long start = page_to_phys(last->bv_page) + last->bv_offset;
	unsigned long end = start + last->bv_len;

	return page_to_phys(page) + off == end && last->bv_len + len <= limits->max_segment_size &&
	       !((start ^ (end + len - 1)) & ~limits->seg_boundary_mask);
}

int bio_add_page(struct bio *bio, struct page *page, unsigned int len, unsigned int off)
{
	const struct queue_limits *limits = &bio->bi_bdev->bd_queue->limits;

	if ((bio->bi_iter.bi_size + len) >> SECTOR_SHIFT > limits->max_sectors)
		return 0;
	if (bio->bi_vcnt && !blk_is_2_6(bio->bi_bdev->bd_queue) && extends(bio, page, len, off)) {
		bio->bi_io_vec[bio->bi_vcnt - 1].bv_len += len;
	} else {
		if (bio->bi_vcnt >= min(bio->bi_max_vecs, limits->max_segments))
			return 0;
		bio->bi_io_vec[bio->bi_vcnt++] =
		    (struct bio_vec){.bv_page = page, .bv_len = len, .bv_offset = off};
	}
	bio->bi_iter.bi_size += len;
	return len;
}
EXPORT_SYMBOL(bio_add_page);

/* ---- sending it ---- */

static blk_status_t refuse(const struct bio *bio)
{
	const struct block_device *bdev = bio->bi_bdev;
	sector_t end = bio->bi_iter.bi_sector + bio_sectors(bio);

	if (bdev->bd_queue->dying)
		return BLK_STS_IOERR;
	if (op_is_write(bio_op(bio)) && bdev_read_only(bdev)) {
		pr_warn("%s: attempt to write a read-only device\n", bdev->bd_name);
		return BLK_STS_IOERR;
	}
	if (bio->bi_iter.bi_size & (bdev_logical_block_size(bdev) - 1))
		return BLK_STS_IOERR;
	if (bio_sectors(bio) &&
	    (end > bdev->bd_nr_sectors || bio->bi_iter.bi_sector >= bdev->bd_nr_sectors)) {
		pr_warn("%s: attempt to access beyond end of device: sectors %llu to %llu of "
			"%llu\n",
			bdev->bd_name, bio->bi_iter.bi_sector, end, bdev->bd_nr_sectors);
		return BLK_STS_IOERR;
	}
	return BLK_STS_OK;
}

void submit_bio(struct bio *bio)
{
	struct block_device *bdev = bio->bi_bdev;
	struct gendisk *disk = bdev->bd_disk;

	might_sleep();
	bio->bi_status = refuse(bio);
	if (bio->bi_status) {
		bio_endio(bio);
		return;
	}
	bio->bi_iter.bi_sector += bdev->bd_start_sect;
	if (disk->fops->submit_bio)
		disk->fops->submit_bio(bio);
	else if (blk_is_2_6(disk->queue))
		blk_2_6_submit(disk->queue, bio);
	else
		blk_queue_bio(disk->queue, bio);
}
EXPORT_SYMBOL(submit_bio);

void bio_endio(struct bio *bio)
{
	/* Its second argument is of 2.6.24 to 4.2. */
	void (*end_io)(struct bio * bio, int error) = (void *)bio->bi_end_io;

	bio->bi_error = blk_status_to_errno(bio->bi_status);
	if (end_io)
		end_io(bio, bio->bi_error);
	else if (bio->__end_io_2_6)
		bio->__end_io_2_6(bio, bio_all_bytes(bio), bio->bi_error);
}
EXPORT_SYMBOL(bio_endio);

static void wake_waiter(struct bio *bio)
{
	complete(bio->bi_private);
}

int submit_bio_wait(struct bio *bio)
{
	DECLARE_COMPLETION_ONSTACK(done);

	bio->bi_private = &done;
	bio->bi_end_io = wake_waiter;
	bio->bi_opf |= REQ_SYNC;
	submit_bio(bio);
	wait_for_completion(&done);
	return blk_status_to_errno(bio->bi_status);
}
EXPORT_SYMBOL(submit_bio_wait);

static int __init bio_init_pools(void)
{
	struct kmem_cache *bios, *vecs;

	bios = kmem_cache_create("bio", sizeof(struct bio) + FEW_VECS * sizeof(struct bio_vec), 0,
				 SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
	vecs = kmem_cache_create("biovec-max", BIO_MAX_VECS * sizeof(struct bio_vec), 0, SLAB_PANIC,
				 NULL);
	bio_pool = mempool_create_slab_pool(RESERVE, bios);
	vec_pool = mempool_create_slab_pool(2, vecs);
	if (!bio_pool || !vec_pool)
		panic("bio: no memory for the pools");
	return 0;
}
core_initcall(bio_init_pools);
