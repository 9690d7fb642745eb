/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * blk_2_6: block drivers as they were written up to 4.x, and most of all in 2.6
 * (guest/block/blk_2_6.c). Either the queue has a request function, which is called with the
 * driver's lock held and takes requests from the queue's head, where they stay until the driver
 * takes them off; or it has a function that is given each bio.
 */
#ifndef _LINUX_BLK_2_6_H
#define _LINUX_BLK_2_6_H

#include <linux/blk-mq.h>
#include <linux/blkdev.h>
#include <linux/version.h>

typedef struct request_queue request_queue_t;
typedef void(request_fn_proc)(struct request_queue *q);
/* What it returns counted up to 3.1: not 0, it is another device's now. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 4, 0) && LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
typedef unsigned int blk_qc_t; /* nobody polls for it here */
#define BLK_QC_T_NONE (-1U)
typedef blk_qc_t(make_request_fn)(struct request_queue *q, struct bio *bio);
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(3, 2, 0) && LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
typedef void(make_request_fn)(struct request_queue *q, struct bio *bio);
#else
typedef int(make_request_fn)(struct request_queue *q, struct bio *bio);
#endif

/* lock is the driver's, or NULL for one of the queue's own. NULL: no memory. */
struct request_queue *blk_init_queue(request_fn_proc *fn, spinlock_t *lock);
struct request_queue *blk_alloc_queue(gfp_t gfp); /* for blk_queue_make_request() */
void blk_queue_make_request(struct request_queue *q, make_request_fn *fn);
void blk_queue_make_request_3_2(struct request_queue *q, make_request_fn *fn);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(3, 2, 0) && LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
#define blk_queue_make_request(q, fn) blk_queue_make_request_3_2(q, fn)
#endif
void blk_cleanup_queue(struct request_queue *q); /* what is under way ends first */
void blk_put_queue(struct request_queue *q);
/* Of alloc_disk(): disk->queue is the driver's to set, before add_disk(), and to clean up. */

/* ---- requests; all of this under the queue's lock ---- */

/* The first one, the same until it is dequeued; NULL: none. */
struct request *elv_next_request(struct request_queue *q);
void blkdev_dequeue_request(struct request *rq);
/* The first bytes are done, 1: well, 0: with EIO, or -errno. True: there are more. */
int end_that_request_chunk(struct request *rq, int uptodate, int bytes);
#define end_that_request_first(rq, uptodate, sectors)                                              \
	end_that_request_chunk(rq, uptodate, (sectors) << 9)
void __end_that_request_last(struct request *rq);
#define end_that_request_last(rq, ...) __end_that_request_last(rq) /* uptodate from 2.6.16 on */
/* What req->buffer and req->current_nr_sectors tell is done; dequeued when that was all. */
void end_request(struct request *rq, int uptodate);
#define end_queued_request(rq, uptodate)   end_request_all(rq, uptodate)
#define end_dequeued_request(rq, uptodate) end_request_all(rq, uptodate)
void end_request_all(struct request *rq, int uptodate);
void blk_requeue_request(struct request_queue *q, struct request *rq);
void blk_stop_queue(struct request_queue *q);  /* the function is not called */
void blk_start_queue(struct request_queue *q); /* but now */

/* Of 2.6.25 and later; error is 0 or -errno. The first without the lock. */
bool blk_end_request(struct request *rq, int error, unsigned int bytes);
bool __blk_end_request(struct request *rq, int error, unsigned int bytes);

/* Pages above are copied to ones below; at first so from high memory on. */
void blk_queue_bounce_limit(struct request_queue *q, u64 address);
#define BLK_BOUNCE_HIGH ((u64)0)
#define BLK_BOUNCE_ANY	(~(u64)0)
#define BLK_BOUNCE_ISA	((u64)0x1000000)

/* Some bytes of a bio are done. */
void bio_endio_2_6(struct bio *bio, unsigned int bytes, int error);
/* In open(): asks media_changed(), and calls revalidate_disk(). True: it has changed. */
int check_disk_change(struct block_device *bdev);

#define REQ_RW	    1 /* request->flags */
#define REQ_CMD	    32
#define REQ_TYPE_FS 1

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)

#define __blk_end_request_all(rq, error) __blk_end_request(rq, error, blk_rq_bytes(rq))
#define __blk_end_request_cur(rq, error) __blk_end_request(rq, error, blk_rq_cur_bytes(rq))
#define blk_end_request_all(rq, error)	 blk_end_request(rq, error, blk_rq_bytes(rq))
#define blk_peek_request(q)		 elv_next_request(q)
#define blk_start_request(rq)		 blkdev_dequeue_request(rq)
static inline struct request *blk_fetch_request(struct request_queue *q)
{
	struct request *rq = elv_next_request(q);

	if (rq)
		blkdev_dequeue_request(rq);
	return rq;
}

#define blk_fs_request(rq)	((rq)->flags & REQ_CMD)
#define blk_pc_request(rq)	0
#define blk_special_request(rq) 0
#define blk_sorted_rq(rq)	blk_fs_request(rq)
#define blk_barrier_rq(rq)	0
#define elv_queue_empty(q)	list_empty(&(q)->pending_2_6)
#define blk_queue_empty(q)	elv_queue_empty(q)
#define blk_queue_plugged(q)	0
#define blk_queue_stopped(q)	((q)->stopped_2_6)
#define blk_plug_device(q)	((void)(q))
#define blk_remove_plug(q)	0
#define add_disk_randomness(d)	((void)(d))
#define elevator_exit(q)	((void)(q))

/* ---- limits ---- */

#define MAX_PHYS_SEGMENTS		  128
#define MAX_HW_SEGMENTS			  128
#define MAX_SECTORS			  255
#define MAX_SEGMENT_SIZE		  65536
#define blk_queue_hardsect_size(q, bytes) blk_queue_logical_block_size(q, bytes)
#define blk_queue_max_sectors(q, n)	  blk_queue_max_hw_sectors(q, n)
#define blk_queue_max_phys_segments(q, n) blk_queue_max_segments(q, n)
#define blk_queue_max_hw_segments(q, n)	  blk_queue_max_segments(q, n)
#define queue_hardsect_size(q)		  queue_logical_block_size(q)
#define bdev_hardsect_size(bdev)	  bdev_logical_block_size(bdev)
#define blk_queue_ordered(q, ...)	  0
#if LINUX_VERSION_CODE >= KERNEL_VERSION(3, 14, 0)
#include <linux/blk_4_x.h>
#else
/* ---- bios: pieces by number, each in one page ---- */

#undef bio_for_each_segment
#undef rq_for_each_segment
#undef bio_iovec
#define bio_iovec_idx(bio, idx) (&(bio)->bi_io_vec[idx])
#define bio_iovec(bio)		bio_iovec_idx(bio, (bio)->bi_idx)
#define bio_cur_sectors(bio)	(bio_iovec(bio)->bv_len >> 9)
#define __bio_for_each_segment_2_6(bvl, bio, i, start)                                             \
	for (i = (start), bvl = bio_iovec_idx(bio, start); i < (bio)->bi_vcnt; bvl++, i++)
#define bio_for_each_segment(bvl, bio, i) __bio_for_each_segment_2_6(bvl, bio, i, (bio)->bi_idx)
#define rq_for_each_bio(bio, rq)	  for (bio = (rq)->bio; bio; bio = (bio)->bi_next)
struct req_iterator {
	int i;
	struct bio *bio;
};
#define rq_for_each_segment(bvl, rq, iter)                                                         \
	rq_for_each_bio(iter.bio, rq) bio_for_each_segment(bvl, iter.bio, iter.i)
#define bio_to_phys(bio)  (page_to_phys(bio_page(bio)) + bio_offset(bio))
#define bvec_to_phys(bv)  (page_to_phys((bv)->bv_page) + (bv)->bv_offset)
#define bio_rw(bio)	  ((bio)->bi_rw & 1)
#define bio_rw_ahead(bio) ((bio)->bi_rw & REQ_RAHEAD)
#define bio_barrier(bio)  0
#define bio_sync(bio)	  ((bio)->bi_rw & REQ_SYNC)
#define READA		  (READ | REQ_RAHEAD)
#define __bio_kmap_atomic(bio, idx, type)                                                          \
	((char *)kmap_atomic(bio_iovec_idx(bio, idx)->bv_page) + bio_iovec_idx(bio, idx)->bv_offset)
/* The book's sbull passes the bio: pages of low memory do not mind, and it gets no others. */
#define __bio_kunmap_atomic(addr, type) kunmap_atomic((void *)(addr))
#define bvec_kmap_irq(bv, flags)                                                                   \
	({                                                                                         \
		local_irq_save(*(flags));                                                          \
		(char *)kmap_atomic((bv)->bv_page) + (bv)->bv_offset;                              \
	})
#define bvec_kunmap_irq(buf, flags)                                                                \
	do {                                                                                       \
		kunmap_atomic((void *)((unsigned long)(buf)&PAGE_MASK));                           \
		local_irq_restore(*(flags));                                                       \
	} while (0)
#define bio_kmap_irq(bio, flags)   bvec_kmap_irq(bio_iovec(bio), flags)
#define bio_kunmap_irq(buf, flags) bvec_kunmap_irq(buf, flags)
/* (bio, bytes, error); from 2.6.24 on (bio, error). */
#define __bio_endio_3(bio, bytes, error)     bio_endio_2_6(bio, bytes, error)
#define __bio_endio_2(bio, error)	     bio_endio_2_6(bio, (bio)->bi_size, error)
#define __bio_endio_1(bio)		     bio_endio_2_6(bio, (bio)->bi_size, 0)
#define __bio_endio_pick(a, b, c, form, ...) form
#define bio_endio(...)                                                                             \
	__bio_endio_pick(__VA_ARGS__, __bio_endio_3, __bio_endio_2, __bio_endio_1, )(__VA_ARGS__)
#undef bio_io_error
#define bio_io_error(bio, ...) bio_endio_2_6(bio, (bio)->bi_size, -EIO)
#define bio_alloc(gfp, vecs)   (bio_alloc)(NULL, vecs, 0, gfp)
#define submit_bio(rw, bio)                                                                        \
	do {                                                                                       \
		(bio)->bi_opf |= (rw);                                                             \
		(submit_bio)(bio);                                                                 \
	} while (0)
#undef generic_make_request
#define generic_make_request(bio) (submit_bio)(bio)
#endif

/* ---- devices ---- */

#define bdevname(bdev, buf) strcpy(buf, (bdev)->bd_name)
#define fsync_bdev(bdev)    sync_blockdev(bdev)

#endif

#endif
