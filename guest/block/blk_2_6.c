/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * blk_2_6: drivers of 2.6 below the block layer of today.
 *
 * 1. Purpose. Such a driver has a function that is called when there is something to do, looks
 *    at the first request, does some of it, and takes it off the list when it likes. Or it has
 *    none, and is given bios.
 *
 * 2. Structures. To queue.c it is a driver like any other: queue_rq() puts a request on a
 *    second list, and calls the driver's function.
 *
 *	waiting, by sector --queue_rq()--> pending_2_6 --dequeue--> the driver's --end--> free
 *	    (queue.c)                      first: elv_next_request()
 *
 *    A request tells its first piece (sector, current_nr_sectors, buffer), which is one of
 *    memory and therefore within a page. open() and release() of that time are given an inode
 *    and a file: each block device has a pair of its own for this, from the first open to the
 *    last release.
 *
 * 3. Invariants. A piece of a bio is within one page, and the page has an address, unless the
 *    driver says by blk_queue_bounce_limit() that it needs none: pages of high memory are
 *    copied to others and back.
 *
 * 4. Locking and context. *q->__queue_lock_2_6, interrupts off: the list, and the driver's
 *    function. submit_bio()'s context for what is given bios.
 *
 * 5. Failure. A page to bounce is waited for: the pool has some for this alone.
 */
#include <linux/blk-mq.h>
#include <linux/blk_2_6.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/string.h>

#include "blk.h"

#define DEPTH	     64
#define BOUNCE_PAGES 16

/* ---- pages that the driver cannot reach ---- */

static mempool_t *bounce_pool;

static bool out_of_reach(const struct request_queue *q, struct page *page)
{
	if (q->bounce_limit)
		return page_to_phys(page) >= q->bounce_limit;
	return PageHighMem(page);
}

static bool needs_bounce(const struct request_queue *q, const struct bio *bio)
{
	int i;

	for (i = 0; i < bio->bi_vcnt; i++)
		if (out_of_reach(q, bio->bi_io_vec[i].bv_page))
			return true;
	return false;
}

static void copy_piece(const struct bio_vec *to, const struct bio_vec *from)
{
	char *dst = kmap_local_page(to->bv_page), *src = kmap_local_page(from->bv_page);

	memcpy(dst + to->bv_offset, src + from->bv_offset, to->bv_len);
	kunmap_local(src);
	kunmap_local(dst);
}

static void bounce_end_io(struct bio *bounce)
{
	struct bio *bio = bounce->bi_private;
	int i;

	for (i = 0; i < bounce->bi_vcnt; i++) {
		struct bio_vec *mine = &bounce->bi_io_vec[i], *theirs = &bio->bi_io_vec[i];

		if (mine->bv_page == theirs->bv_page)
			continue;
		if (bio_data_dir(bio) == READ && !bounce->bi_status)
			copy_piece(theirs, mine);
		mempool_free(mine->bv_page, bounce_pool);
	}
	bio->bi_status = bounce->bi_status;
	bio->bi_iter.bi_size = bounce->bi_iter.bi_size;
	bio_put(bounce);
	bio_endio(bio);
}

static struct bio *bounced(struct request_queue *q, struct bio *bio)
{
	struct bio *bounce = bio_alloc(bio->bi_bdev, bio->bi_vcnt, bio->bi_opf, GFP_NOIO);
	int i;

	bounce->bi_iter = bio->bi_iter;
	bounce->bi_vcnt = bio->bi_vcnt;
	bounce->bi_private = bio;
	bounce->bi_end_io = bounce_end_io;
	for (i = 0; i < bio->bi_vcnt; i++) {
		struct bio_vec *mine = &bounce->bi_io_vec[i], *theirs = &bio->bi_io_vec[i];

		*mine = *theirs;
		if (!out_of_reach(q, theirs->bv_page))
			continue;
		mine->bv_page = mempool_alloc(bounce_pool, GFP_NOIO);
		if (bio_data_dir(bio) == WRITE)
			copy_piece(mine, theirs);
	}
	return bounce;
}

void blk_queue_bounce_limit(struct request_queue *q, u64 address)
{
	q->bounce_limit = address;
}
EXPORT_SYMBOL(blk_queue_bounce_limit);

void blk_2_6_submit(struct request_queue *q, struct bio *bio)
{
	if (!bio_sectors(bio)) { /* a flush: there is no cache */
		bio_endio(bio);
		return;
	}
	if (needs_bounce(q, bio))
		bio = bounced(q, bio);
	if (!q->make_request_fn)
		blk_queue_bio(q, bio);
	else if (q->make_request_fn(q, bio) && !q->never_passes_on) /* it is another device's now */
		submit_bio(bio);
}

/* ---- requests ---- */

/* What is left of a request, and its first piece. */
static void show_piece(struct request *rq)
{
	struct bio_vec bv = bio_iovec(rq->bio);

	rq->sector = rq->hard_sector = blk_rq_pos(rq);
	rq->nr_sectors = rq->hard_nr_sectors = blk_rq_sectors(rq);
	rq->current_nr_sectors = rq->hard_cur_sectors = bv.bv_len >> SECTOR_SHIFT;
	rq->buffer = PageHighMem(bv.bv_page) ? NULL : page_address(bv.bv_page) + bv.bv_offset;
}

static blk_status_t queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	struct request_queue *q = hctx->queue;
	struct request *rq = bd->rq;
	unsigned long flags;

	blk_mq_start_request(rq);
	rq->rq_disk = q->disk;
	rq->flags = REQ_CMD | op_is_write(req_op(rq));
	rq->cmd_type = REQ_TYPE_FS;
	rq->errors = 0;
	rq->special = rq->completion_data = NULL;
	show_piece(rq);
	spin_lock_irqsave(q->__queue_lock_2_6, flags);
	list_add_tail(&rq->queuelist, &q->pending_2_6);
	if (!q->stopped_2_6)
		q->request_fn(q);
	spin_unlock_irqrestore(q->__queue_lock_2_6, flags);
	return BLK_STS_OK;
}

static const struct blk_mq_ops mq_ops = {.queue_rq = queue_rq};

struct request *elv_next_request(struct request_queue *q)
{
	return list_first_entry_or_null(&q->pending_2_6, struct request, queuelist);
}
EXPORT_SYMBOL(elv_next_request);

void blkdev_dequeue_request(struct request *rq)
{
	WARN_ON(list_empty(&rq->queuelist));
	list_del_init(&rq->queuelist);
}
EXPORT_SYMBOL(blkdev_dequeue_request);

void blk_requeue_request(struct request_queue *q, struct request *rq)
{
	list_add(&rq->queuelist, &q->pending_2_6);
}
EXPORT_SYMBOL(blk_requeue_request);

static bool end_bytes(struct request *rq, int error, unsigned int bytes)
{
	if (!blk_update_request(rq, errno_to_blk_status(error), bytes))
		return false;
	show_piece(rq);
	return true;
}

int end_that_request_chunk(struct request *rq, int uptodate, int bytes)
{
	return end_bytes(rq, uptodate > 0 ? 0 : uptodate ? uptodate : -EIO, bytes);
}
EXPORT_SYMBOL(end_that_request_chunk);

void __end_that_request_last(struct request *rq)
{
	WARN_ON(!list_empty(&rq->queuelist));
	blk_mq_end_request(rq, BLK_STS_OK);
}
EXPORT_SYMBOL(__end_that_request_last);

void end_request(struct request *rq, int uptodate)
{
	if (end_that_request_chunk(rq, uptodate, rq->hard_cur_sectors << SECTOR_SHIFT))
		return;
	list_del_init(&rq->queuelist);
	__end_that_request_last(rq);
}
EXPORT_SYMBOL(end_request);

void end_request_all(struct request *rq, int uptodate)
{
	end_that_request_chunk(rq, uptodate, blk_rq_bytes(rq));
	list_del_init(&rq->queuelist);
	__end_that_request_last(rq);
}
EXPORT_SYMBOL(end_request_all);

bool __blk_end_request(struct request *rq, int error, unsigned int bytes)
{
	if (end_bytes(rq, error, bytes))
		return true;
	list_del_init(&rq->queuelist);
	__end_that_request_last(rq);
	return false;
}
EXPORT_SYMBOL(__blk_end_request);

bool blk_end_request(struct request *rq, int error, unsigned int bytes)
{
	spinlock_t *lock = rq->q->__queue_lock_2_6;
	unsigned long flags;
	bool more;

	spin_lock_irqsave(lock, flags);
	more = __blk_end_request(rq, error, bytes);
	spin_unlock_irqrestore(lock, flags);
	return more;
}
EXPORT_SYMBOL(blk_end_request);

void blk_stop_queue(struct request_queue *q)
{
	q->stopped_2_6 = true;
}
EXPORT_SYMBOL(blk_stop_queue);

void blk_start_queue(struct request_queue *q)
{
	q->stopped_2_6 = false;
	if (!list_empty(&q->pending_2_6))
		q->request_fn(q);
}
EXPORT_SYMBOL(blk_start_queue);

void bio_endio_2_6(struct bio *bio, unsigned int bytes, int error)
{
	bio_advance(bio, min(bytes, bio->bi_iter.bi_size));
	if (error)
		bio->bi_status = errno_to_blk_status(error);
	if (!bio->bi_iter.bi_size)
		bio_endio(bio);
}
EXPORT_SYMBOL(bio_endio_2_6);

/* ---- queues ---- */

struct request_queue *blk_init_queue(request_fn_proc *fn, spinlock_t *lock)
{
	struct blk_mq_tag_set set = {.ops = &mq_ops, .nr_hw_queues = 1, .queue_depth = DEPTH};
	struct request_queue *q = queue_alloc(&set);

	if (!q)
		return NULL;
	q->set_2_6 = set;
	q->tag_set = &q->set_2_6;
	q->request_fn = fn;
	q->__queue_lock_2_6 = lock ? lock : &q->own_lock_2_6;
	spin_lock_init(&q->own_lock_2_6);
	INIT_LIST_HEAD(&q->pending_2_6);
	atomic_set(&q->refs_2_6, 1);
	return q;
}
EXPORT_SYMBOL(blk_init_queue);

static struct request_queue *queue_of_driver(struct blk_mq_tag_set *set)
{
	struct request_queue *q = queue_alloc(set);

	if (!q)
		return NULL;
	INIT_LIST_HEAD(&q->pending_2_6);
	atomic_set(&q->refs_2_6, 1);
	return q;
}

struct request_queue *blk_alloc_queue(gfp_t gfp)
{
	return queue_of_driver(NULL);
}
EXPORT_SYMBOL(blk_alloc_queue);

struct request_queue *blk_mq_init_queue(struct blk_mq_tag_set *set)
{
	struct request_queue *q = queue_of_driver(set);

	return q ? q : ERR_PTR(-ENOMEM);
}
EXPORT_SYMBOL(blk_mq_init_queue);

void blk_mq_destroy_queue(struct request_queue *q)
{
	q->dying = true;
	blk_drain_queue(q);
}
EXPORT_SYMBOL(blk_mq_destroy_queue);

void blk_queue_make_request(struct request_queue *q, make_request_fn *fn)
{
	q->make_request_fn = fn;
}
EXPORT_SYMBOL(blk_queue_make_request);

void blk_queue_make_request_3_2(struct request_queue *q, make_request_fn *fn)
{
	q->make_request_fn = fn;
	q->never_passes_on = true;
}
EXPORT_SYMBOL(blk_queue_make_request_3_2);

void blk_2_6_get_queue(struct request_queue *q)
{
	atomic_inc(&q->refs_2_6);
}

void blk_2_6_put_queue(struct request_queue *q)
{
	if (atomic_dec_and_test(&q->refs_2_6))
		blk_free_queue(q);
}

void blk_put_queue(struct request_queue *q)
{
	blk_2_6_put_queue(q);
}
EXPORT_SYMBOL(blk_put_queue);

void blk_cleanup_queue(struct request_queue *q)
{
	q->dying = true;
	if (q->mq_ops)
		blk_drain_queue(q);
	blk_2_6_put_queue(q);
}
EXPORT_SYMBOL(blk_cleanup_queue);

/* ---- open and close ---- */

struct file_2_6 {
	struct inode inode;
	struct file file;
};

static struct file_2_6 *file_of(struct block_device *bdev, fmode_t mode)
{
	struct file_2_6 *f = bdev->bd_2_6;

	if (!f) {
		f = bdev->bd_2_6 = kzalloc(sizeof(*f), GFP_KERNEL);
		if (!f)
			return NULL;
		f->inode.i_rdev = bdev->bd_dev;
		f->inode.i_mode = S_IFBLK | 0600;
		f->inode.i_bdev = bdev;
		f->file.f_inode = &f->inode;
	}
	f->file.f_mode = mode;
	f->file.f_flags = mode & FMODE_WRITE ? mode & FMODE_READ ? O_RDWR : O_WRONLY : O_RDONLY;
	return f;
}

static void forget(struct block_device *bdev)
{
	kfree(bdev->bd_2_6);
	bdev->bd_2_6 = NULL;
}

int blk_2_6_open(struct block_device *bdev, fmode_t mode)
{
	const struct block_device_operations *fops = bdev->bd_disk->fops;
	struct file_2_6 *f;
	int err;

	if (!fops->__bdev_open_2_6 && !fops->__bdev_release_2_6 && !fops->__bdev_ioctl_2_6)
		return 0;
	f = file_of(bdev, mode);
	if (!f)
		return -ENOMEM;
	err = fops->__bdev_open_2_6 ? fops->__bdev_open_2_6(&f->inode, &f->file) : 0;
	if (err && !bdev->bd_openers)
		forget(bdev);
	return err;
}

void blk_2_6_release(struct block_device *bdev, fmode_t mode)
{
	const struct block_device_operations *fops = bdev->bd_disk->fops;
	struct file_2_6 *f = bdev->bd_2_6;

	if (!f)
		return;
	if (fops->__bdev_release_2_6)
		fops->__bdev_release_2_6(&f->inode, &f->file);
	if (!bdev->bd_openers)
		forget(bdev);
}

int blkdev_ioctl_2_6(struct block_device *bdev, fmode_t mode, unsigned int cmd, unsigned long arg)
{
	struct file_2_6 *f = file_of(bdev, mode);

	return f ? bdev->bd_disk->fops->__bdev_ioctl_2_6(&f->inode, &f->file, cmd, arg) : -ENOMEM;
}

int check_disk_change(struct block_device *bdev)
{
	struct gendisk *disk = bdev->bd_disk;

	if (!disk->fops->media_changed || !disk->fops->media_changed(disk))
		return 0;
	bdev->bd_invalidated = true; /* open_locked() sees to it, where one may sleep */
	if (disk->fops->revalidate_disk)
		disk->fops->revalidate_disk(disk);
	return 1;
}
EXPORT_SYMBOL(check_disk_change);

static int __init bounce_init(void)
{
	bounce_pool = mempool_create_page_pool(BOUNCE_PAGES, 0);
	if (!bounce_pool)
		panic("blk: no memory to bounce");
	return 0;
}
core_initcall(bounce_init);
