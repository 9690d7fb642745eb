/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * blk-mq: requests: bios that lie side by side on the disk, sorted, and handed to a driver
 * as fast as it can take them (guest/block/queue.c). Each disk has one queue.
 */
#ifndef _LINUX_BLK_MQ_H
#define _LINUX_BLK_MQ_H

#include <linux/version.h>
#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/list.h>

struct blk_mq_hw_ctx {
	struct request_queue *queue;
	void *driver_data; /* of the tag set */
	unsigned int queue_num;
};

enum mq_rq_state { MQ_RQ_IDLE, MQ_RQ_IN_FLIGHT, MQ_RQ_COMPLETE };

typedef unsigned int req_flags_t;
#define RQF_STARTED   (1u << 1)
#define RQF_PREFLUSH  (1u << 2) /* a flush is still to come before */
#define RQF_POSTFLUSH (1u << 3) /* and after */

struct request {
	struct request_queue *q;
	struct blk_mq_hw_ctx *mq_hctx;
	blk_opf_t cmd_flags, orig_flags; /* now, and when no flush is under way in its name */
	req_flags_t rq_flags;
	int tag;
	enum mq_rq_state state;
	unsigned int __data_len;
	sector_t __sector;
	struct bio *bio, *biotail;
	struct block_device *part;
	struct list_head queuelist;
	u64 start_time_ns;
	unsigned long deadline; /* jiffies: passed over no longer than until then */

	struct gendisk *rq_disk; /* before 5.17 */
	/* For drivers of 2.6 (blk_2_6.c): what is left, and its first piece. */
	sector_t sector, hard_sector;
	unsigned long nr_sectors, hard_nr_sectors;
	unsigned int current_nr_sectors, hard_cur_sectors;
	char *buffer;
	unsigned long flags; /* REQ_CMD, REQ_RW */
	int cmd_type, errors;
	void *special, *completion_data;
	/* the driver's cmd_size bytes follow */
};

struct blk_mq_queue_data {
	struct request *rq;
	bool last; /* none is waiting behind it */
};

struct blk_mq_ops {
	/*
	 * Begin; the driver calls blk_mq_end_request(), now or later. BLK_STS_RESOURCE: ask
	 * again when another is done. With BLK_MQ_F_BLOCKING it may sleep.
	 */
	blk_status_t (*queue_rq)(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd);
	void (*commit_rqs)(struct blk_mq_hw_ctx *hctx);
	void (*complete)(struct request *rq); /* by blk_mq_complete_request() */
	int (*init_request)(struct blk_mq_tag_set *set, struct request *rq, unsigned int hctx,
			    unsigned int node);
	void (*exit_request)(struct blk_mq_tag_set *set, struct request *rq, unsigned int hctx);
};

enum { BLK_MQ_F_SHOULD_MERGE = 1 << 0, BLK_MQ_F_BLOCKING = 1 << 5, BLK_MQ_F_NO_SCHED = 1 << 6 };

/* 0, or -EINVAL: no depth or no operations. */
int blk_mq_alloc_tag_set(struct blk_mq_tag_set *set);
int blk_mq_alloc_sq_tag_set(struct blk_mq_tag_set *set, const struct blk_mq_ops *ops,
			    unsigned int depth, unsigned int flags);
void blk_mq_free_tag_set(struct blk_mq_tag_set *set);
/* A disk with such a queue; ERR_PTR(). */
struct gendisk *__blk_mq_alloc_disk(struct blk_mq_tag_set *set, void *queuedata);
#define blk_mq_alloc_disk(set, queuedata) __blk_mq_alloc_disk(set, queuedata)
/* A queue alone, the driver's: until blk_mq_destroy_queue() and blk_put_queue(). ERR_PTR(). */
struct request_queue *blk_mq_init_queue(struct blk_mq_tag_set *set);
void blk_mq_destroy_queue(struct request_queue *q);
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 15, 0)
static inline struct request_queue *blk_mq_init_sq_queue(struct blk_mq_tag_set *set,
							 const struct blk_mq_ops *ops,
							 unsigned int depth, unsigned int flags)
{
	int err = blk_mq_alloc_sq_tag_set(set, ops, depth, flags);
	struct request_queue *q =
	    err ? (struct request_queue *)ERR_PTR(err) : blk_mq_init_queue(set);

	if (!err && IS_ERR(q))
		blk_mq_free_tag_set(set);
	return q;
}
#endif

void blk_mq_start_request(struct request *rq);
/* The first bytes are done so; true: some are left. Any context, as all of these. */
bool blk_update_request(struct request *rq, blk_status_t status, unsigned int bytes);
/* All is done so (or what blk_update_request() has left of it). */
void blk_mq_end_request(struct request *rq, blk_status_t status);
void __blk_mq_end_request(struct request *rq, blk_status_t status);
void blk_mq_complete_request(struct request *rq);
/* It could not be done yet: back to the head of the queue. */
void blk_mq_requeue_request(struct request *rq, bool kick);
void blk_mq_stop_hw_queues(struct request_queue *q);
void blk_mq_start_stopped_hw_queues(struct request_queue *q, bool async);
void blk_mq_run_hw_queues(struct request_queue *q, bool async);

static inline void *blk_mq_rq_to_pdu(struct request *rq)
{
	return rq + 1;
}

static inline struct request *blk_mq_rq_from_pdu(void *pdu)
{
	return (struct request *)pdu - 1;
}

#define req_op(rq)		  ((rq)->cmd_flags & REQ_OP_MASK)
#define rq_data_dir(rq)		  (op_is_write(req_op(rq)) ? WRITE : READ)
#define blk_rq_pos(rq)		  ((rq)->__sector)
#define blk_rq_bytes(rq)	  ((rq)->__data_len)
#define blk_rq_sectors(rq)	  (blk_rq_bytes(rq) >> SECTOR_SHIFT)
#define blk_rq_cur_bytes(rq)	  ((rq)->bio ? bio_cur_bytes((rq)->bio) : 0)
#define blk_rq_cur_sectors(rq)	  (blk_rq_cur_bytes(rq) >> SECTOR_SHIFT)
#define blk_rq_is_passthrough(rq) false

/* Any way through a request that has data: the address of what comes next (lowmem only). */
static inline void *bio_data(struct bio *bio)
{
	return bio_has_data(bio) ? (char *)page_address(bio_page(bio)) + bio_offset(bio) : NULL;
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(3, 14, 0)
struct req_iterator {
	struct bvec_iter iter;
	struct bio *bio;
};

#endif
#define __rq_for_each_bio(_bio, rq) for (_bio = (rq)->bio; _bio; _bio = _bio->bi_next)
#if LINUX_VERSION_CODE >= KERNEL_VERSION(3, 14, 0) /* blk_2_6.h has another */
#define rq_for_each_segment(bvl, rq, _iter)                                                        \
	__rq_for_each_bio(_iter.bio, rq) bio_for_each_segment(bvl, _iter.bio, _iter.iter)
#endif
#define rq_for_each_bvec(bvl, rq, _iter)                                                           \
	__rq_for_each_bio(_iter.bio, rq) bio_for_each_bvec(bvl, _iter.bio, _iter.iter)

#endif
