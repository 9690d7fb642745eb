/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * queue: requests on their way to a driver.
 *
 * 1. Purpose. A disk is fast where its head is and in long stretches. So what lies side by
 *    side is made one request, and requests go out in the order of their sectors.
 *
 * 2. Structures. All requests exist from the beginning, and are on a list each:
 *
 *	free ---> waiting, by sector ---------> under way ---> free
 *	          ^ merged with a neighbour     | not now
 *	requeued, goes first <------------------'
 *
 *    The next is the first beyond where the last one ended (a sweep over the disk, then
 *    from the start again), unless one has waited past its deadline.
 *
 *    A drive with a cache of its own is told to empty it by a flush. A write that wants
 *    one before or after itself becomes a flush for that step, and is then itself again.
 *
 * 3. Invariants. No more are under way than the driver's queue_depth; each of them has a
 *    tag of its own. queue_rq() is called by one task at a time, in process context.
 *
 * 4. Locking and context. queue_lock, interrupts off: a driver ends requests in any
 *    context. A driver that sleeps (BLK_MQ_F_BLOCKING) is called by the queue's thread,
 *    the others by whoever submits, or by kblockd.
 *
 * 5. Failure. A request's status goes to each of its bios. A driver that has no room says
 *    BLK_STS_RESOURCE, and is asked again when a request ends, or at the next tick.
 */
#include <linux/blk-mq.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/time.h>

#include "blk.h"

#define READ_DEADLINE  (HZ / 2)
#define WRITE_DEADLINE (5 * HZ)

static struct workqueue_struct *kblockd;

/* ---- merging, under queue_lock ---- */

static unsigned int count_pieces(const struct request *rq)
{
	const struct bio *bio;
	unsigned int n = 0;

	for (bio = rq->bio; bio; bio = bio->bi_next)
		n += bio->bi_vcnt;
	return n;
}

static bool may_join(const struct request *rq, const struct bio *bio)
{
	const struct queue_limits *limits = &rq->q->limits;

	return rq->orig_flags == bio->bi_opf && rq->part == bio->bi_bdev &&
	       !(rq->rq_flags & RQF_STARTED) &&
	       blk_rq_sectors(rq) + bio_sectors(bio) <= limits->max_sectors &&
	       count_pieces(rq) + bio->bi_vcnt <= limits->max_segments;
}

static bool merge(struct request_queue *q, struct bio *bio)
{
	struct request *rq;

	if (bio->bi_opf & (REQ_NOMERGE | REQ_PREFLUSH | REQ_FUA) || !bio_sectors(bio))
		return false;
	list_for_each_entry (rq, &q->waiting, queuelist) {
		if (!may_join(rq, bio))
			continue;
		if (blk_rq_pos(rq) + blk_rq_sectors(rq) == bio->bi_iter.bi_sector) {
			rq->biotail->bi_next = bio;
			rq->biotail = bio;
		} else if (bio_end_sector(bio) == blk_rq_pos(rq)) {
			bio->bi_next = rq->bio;
			rq->bio = bio;
			rq->__sector = bio->bi_iter.bi_sector;
		} else {
			continue;
		}
		rq->__data_len += bio->bi_iter.bi_size;
		blk_account_merge(rq->part, blk_stat_group(bio->bi_opf));
		return true;
	}
	return false;
}

/* ---- waiting, under queue_lock ---- */

static void insert_sorted(struct request_queue *q, struct request *rq)
{
	struct request *at;

	list_for_each_entry (at, &q->waiting, queuelist)
		if (blk_rq_pos(at) > blk_rq_pos(rq))
			break;
	list_add_tail(&rq->queuelist, &at->queuelist);
}

static struct request *overdue(struct request_queue *q)
{
	struct request *rq, *oldest = NULL;

	list_for_each_entry (rq, &q->waiting, queuelist)
		if (time_after(jiffies, rq->deadline) &&
		    (!oldest || time_before(rq->deadline, oldest->deadline)))
			oldest = rq;
	return oldest;
}

static struct request *next_of_sweep(struct request_queue *q)
{
	struct request *rq;

	list_for_each_entry (rq, &q->waiting, queuelist)
		if (blk_rq_pos(rq) >= q->head)
			return rq;
	return list_first_entry_or_null(&q->waiting, struct request, queuelist);
}

/* The next to go out, with a tag; NULL: none, or the driver has its hands full. */
static struct request *take_next(struct request_queue *q)
{
	unsigned int depth = q->tag_set->queue_depth;
	struct request *rq;

	if (q->stopped || q->in_flight >= depth)
		return NULL;
	rq = list_first_entry_or_null(&q->requeued, struct request, queuelist);
	if (!rq)
		rq = overdue(q);
	if (!rq)
		rq = next_of_sweep(q);
	if (!rq)
		return NULL;
	list_del_init(&rq->queuelist);
	rq->tag = find_first_zero_bit(q->tags, depth);
	__set_bit(rq->tag, q->tags);
	q->in_flight++;
	q->head = blk_rq_pos(rq) + blk_rq_sectors(rq);
	rq->cmd_flags = rq->orig_flags;
	if (rq->rq_flags & RQF_PREFLUSH)
		rq->cmd_flags = REQ_OP_FLUSH | REQ_SYNC;
	return rq;
}

static void put_tag(struct request *rq)
{
	struct request_queue *q = rq->q;

	__clear_bit(rq->tag, q->tags);
	rq->tag = -1;
	rq->state = MQ_RQ_IDLE;
	q->in_flight--;
}

/* ---- to the driver ---- */

static void run_later(struct request_queue *q, unsigned long delay)
{
	queue_delayed_work(q->workqueue, &q->run_work, delay);
}

static blk_status_t start_one(struct request_queue *q, struct request *rq)
{
	struct blk_mq_queue_data bd = {.rq = rq, .last = list_empty(&q->waiting)};

	return q->mq_ops->queue_rq(q->hctx, &bd);
}

/* False: the driver has no room now. */
static bool dispatch(struct request_queue *q, struct request *rq, unsigned long *flags)
{
	blk_status_t status;

	spin_unlock_irqrestore(&q->queue_lock, *flags);
	status = start_one(q, rq);
	if (status && status != BLK_STS_RESOURCE && status != BLK_STS_DEV_RESOURCE)
		blk_mq_end_request(rq, status);
	spin_lock_irqsave(&q->queue_lock, *flags);
	if (status != BLK_STS_RESOURCE && status != BLK_STS_DEV_RESOURCE)
		return true;
	put_tag(rq);
	list_add(&rq->queuelist, &q->requeued);
	return false;
}

static void run_queue(struct request_queue *q)
{
	struct request *rq;
	unsigned long flags;
	bool room = true;

	spin_lock_irqsave(&q->queue_lock, flags);
	q->again = true;
	if (q->running) {
		spin_unlock_irqrestore(&q->queue_lock, flags);
		return;
	}
	q->running = true;
	while (q->again && room) {
		q->again = false;
		while (room && (rq = take_next(q)))
			room = dispatch(q, rq, &flags);
	}
	q->running = false;
	if (!room)
		run_later(q, 1);
	spin_unlock_irqrestore(&q->queue_lock, flags);
}

static void run_work(struct work_struct *work)
{
	struct delayed_work *delayed = to_delayed_work(work);

	run_queue(container_of(delayed, struct request_queue, run_work));
}

void blk_mq_run_hw_queues(struct request_queue *q, bool async)
{
	if (async || q->tag_set->flags & BLK_MQ_F_BLOCKING)
		run_later(q, 0);
	else
		run_queue(q);
}
EXPORT_SYMBOL(blk_mq_run_hw_queues);

void blk_mq_stop_hw_queues(struct request_queue *q)
{
	WRITE_ONCE(q->stopped, true);
}
EXPORT_SYMBOL(blk_mq_stop_hw_queues);

void blk_mq_start_stopped_hw_queues(struct request_queue *q, bool async)
{
	WRITE_ONCE(q->stopped, false);
	blk_mq_run_hw_queues(q, async);
}
EXPORT_SYMBOL(blk_mq_start_stopped_hw_queues);

/* ---- from above ---- */

static struct request *get_request(struct request_queue *q)
{
	struct request *rq;

	rq = list_first_entry_or_null(&q->free, struct request, queuelist);
	if (rq)
		list_del_init(&rq->queuelist);
	return rq;
}

/* Only what the drive needs to be told. */
static unsigned int flush_steps(struct request_queue *q, const struct bio *bio)
{
	unsigned int steps = 0;

	if (!q->write_cache || !bio_sectors(bio))
		return 0;
	if (bio->bi_opf & REQ_PREFLUSH)
		steps |= RQF_PREFLUSH;
	if (bio->bi_opf & REQ_FUA && !q->fua)
		steps |= RQF_POSTFLUSH;
	return steps;
}

static void fill_request(struct request_queue *q, struct request *rq, struct bio *bio)
{
	rq->rq_flags = flush_steps(q, bio);
	rq->orig_flags = bio->bi_opf;
	if (!bio_sectors(bio))
		rq->orig_flags = REQ_OP_FLUSH | REQ_SYNC;
	rq->bio = rq->biotail = bio;
	rq->rq_disk = q->disk;
	rq->__sector = bio->bi_iter.bi_sector;
	rq->__data_len = bio->bi_iter.bi_size;
	rq->part = bio->bi_bdev;
	rq->start_time_ns = ktime_get_ns();
	rq->deadline = jiffies + (op_is_write(bio_op(bio)) ? WRITE_DEADLINE : READ_DEADLINE);
	rq->tag = -1;
	blk_account_start(rq->part);
}

void blk_queue_bio(struct request_queue *q, struct bio *bio)
{
	struct request *rq = NULL;
	unsigned long flags;
	bool queued;

	if (!bio_sectors(bio) && !q->write_cache) {
		bio_endio(bio); /* a flush, and nothing to be flushed */
		return;
	}
	bio->bi_next = NULL;
	do {
		spin_lock_irqsave(&q->queue_lock, flags);
		queued = merge(q, bio);
		if (!queued && (rq = get_request(q))) {
			fill_request(q, rq, bio);
			insert_sorted(q, rq);
			queued = true;
		}
		spin_unlock_irqrestore(&q->queue_lock, flags);
		if (!queued)
			wait_event(q->room, !list_empty_careful(&q->free));
	} while (!queued);
	blk_mq_run_hw_queues(q, false);
}

/* ---- and from below ---- */

void blk_mq_start_request(struct request *rq)
{
	rq->state = MQ_RQ_IN_FLIGHT;
	rq->rq_flags |= RQF_STARTED;
}
EXPORT_SYMBOL(blk_mq_start_request);

bool blk_update_request(struct request *rq, blk_status_t status, unsigned int bytes)
{
	struct bio *bio;
	unsigned int now;

	while (bytes && (bio = rq->bio)) {
		now = min(bytes, bio->bi_iter.bi_size);
		if (status)
			bio->bi_status = status;
		bio_advance(bio, now);
		rq->__data_len -= now;
		rq->__sector += now >> SECTOR_SHIFT;
		bytes -= now;
		if (bio->bi_iter.bi_size)
			break;
		rq->bio = bio->bi_next;
		bio_endio(bio);
	}
	return rq->__data_len;
}
EXPORT_SYMBOL(blk_update_request);

static void release_request(struct request *rq)
{
	struct request_queue *q = rq->q;
	unsigned long flags;
	bool idle;

	spin_lock_irqsave(&q->queue_lock, flags);
	put_tag(rq);
	list_add_tail(&rq->queuelist, &q->free);
	idle = !q->in_flight && list_empty(&q->waiting) && list_empty(&q->requeued);
	wake_up(&q->room);
	if (idle)
		wake_up_all(&q->idle); /* under the lock: who waits there may free the queue */
	else
		run_later(q, 0);
	spin_unlock_irqrestore(&q->queue_lock, flags);
}

static void requeue(struct request *rq, unsigned int step_done)
{
	struct request_queue *q = rq->q;
	unsigned long flags;

	spin_lock_irqsave(&q->queue_lock, flags);
	rq->rq_flags &= ~(step_done | RQF_STARTED);
	put_tag(rq);
	list_add(&rq->queuelist, &q->requeued);
	spin_unlock_irqrestore(&q->queue_lock, flags);
	run_later(q, 0);
}

void blk_mq_requeue_request(struct request *rq, bool kick)
{
	requeue(rq, 0);
}
EXPORT_SYMBOL(blk_mq_requeue_request);

/* A bio that waits for the flush behind it must not end before: it is the request's last step. */
static bool flush_comes_after(struct request *rq, blk_status_t status)
{
	if (status || !(rq->rq_flags & RQF_POSTFLUSH) || req_op(rq) == REQ_OP_FLUSH)
		return false;
	rq->orig_flags = REQ_OP_FLUSH | REQ_SYNC;
	requeue(rq, RQF_POSTFLUSH);
	return true;
}

void blk_mq_end_request(struct request *rq, blk_status_t status)
{
	enum stat_group group = blk_stat_group(rq->cmd_flags);
	struct bio *bio;

	if (!status && rq->rq_flags & RQF_PREFLUSH) {
		requeue(rq, RQF_PREFLUSH);
		return;
	}
	if (flush_comes_after(rq, status))
		return;
	blk_account_done(rq->part, group, blk_rq_sectors(rq), rq->start_time_ns);
	blk_update_request(rq, status, blk_rq_bytes(rq));
	while ((bio = rq->bio)) { /* those without data */
		rq->bio = bio->bi_next;
		bio->bi_status = status;
		bio_endio(bio);
	}
	release_request(rq);
}
EXPORT_SYMBOL(blk_mq_end_request);

void __blk_mq_end_request(struct request *rq, blk_status_t status)
{
	blk_mq_end_request(rq, status);
}
EXPORT_SYMBOL(__blk_mq_end_request);

void blk_mq_complete_request(struct request *rq)
{
	rq->state = MQ_RQ_COMPLETE;
	rq->q->mq_ops->complete(rq);
}
EXPORT_SYMBOL(blk_mq_complete_request);

/* ---- queues come and go ---- */

static void free_requests(struct request_queue *q)
{
	struct request *rq, *next;

	list_for_each_entry_safe (rq, next, &q->free, queuelist) {
		if (q->mq_ops->exit_request)
			q->mq_ops->exit_request(q->tag_set, rq, 0);
		kfree(rq);
	}
}

static int alloc_requests(struct request_queue *q)
{
	struct blk_mq_tag_set *set = q->tag_set;
	struct request *rq;
	int i, err;

	for (i = 0; i < max_t(int, BLK_MAX_REQUESTS, set->queue_depth); i++) {
		rq = kzalloc(sizeof(*rq) + set->cmd_size, GFP_KERNEL);
		if (!rq)
			return -ENOMEM;
		rq->q = q;
		rq->mq_hctx = q->hctx;
		err = set->ops->init_request ? set->ops->init_request(set, rq, 0, 0) : 0;
		if (err) {
			kfree(rq);
			return err;
		}
		list_add_tail(&rq->queuelist, &q->free);
	}
	q->nr_requests = i;
	return 0;
}

static int init_mq(struct request_queue *q, struct blk_mq_tag_set *set)
{
	q->mq_ops = set->ops;
	q->tag_set = set;
	q->hctx = kzalloc(sizeof(*q->hctx), GFP_KERNEL);
	q->workqueue = set->flags & BLK_MQ_F_BLOCKING
			   ? alloc_workqueue("kblockd", WQ_MEM_RECLAIM, 1)
			   : kblockd;
	if (!q->hctx || !q->workqueue)
		return -ENOMEM;
	q->hctx->queue = q;
	q->hctx->driver_data = set->driver_data;
	return alloc_requests(q);
}

struct request_queue *queue_alloc(struct blk_mq_tag_set *set)
{
	struct request_queue *q = kzalloc(sizeof(*q), GFP_KERNEL);

	if (!q)
		return NULL;
	q->limits = (struct queue_limits){
	    .max_hw_sectors = 256,
	    .max_sectors = 256,
	    .max_segments = 128,
	    .max_segment_size = 65536,
	    .seg_boundary_mask = ~0UL,
	    .logical_block_size = SECTOR_SIZE,
	    .physical_block_size = SECTOR_SIZE,
	    .dma_alignment = SECTOR_SIZE - 1,
	};
	spin_lock_init(&q->queue_lock);
	INIT_LIST_HEAD(&q->waiting);
	INIT_LIST_HEAD(&q->requeued);
	INIT_LIST_HEAD(&q->free);
	init_waitqueue_head(&q->room);
	init_waitqueue_head(&q->idle);
	INIT_DELAYED_WORK(&q->run_work, run_work);
	if (set && init_mq(q, set)) {
		blk_free_queue(q);
		return NULL;
	}
	return q;
}

static bool is_idle(struct request_queue *q)
{
	unsigned long flags;
	bool idle;

	spin_lock_irqsave(&q->queue_lock, flags);
	idle = !q->in_flight && list_empty(&q->waiting) && list_empty(&q->requeued);
	spin_unlock_irqrestore(&q->queue_lock, flags);
	return idle;
}

void blk_drain_queue(struct request_queue *q)
{
	wait_event(q->idle, is_idle(q));
}

void blk_free_queue(struct request_queue *q)
{
	if (q->mq_ops) {
		blk_drain_queue(q);
		cancel_delayed_work_sync(&q->run_work);
		free_requests(q);
		if (q->workqueue && q->workqueue != kblockd)
			destroy_workqueue(q->workqueue);
	}
	kfree(q->hctx);
	kfree(q);
}

int blk_mq_alloc_tag_set(struct blk_mq_tag_set *set)
{
	if (!set->ops || !set->ops->queue_rq || !set->queue_depth)
		return -EINVAL;
	set->queue_depth = min_t(unsigned int, set->queue_depth, BLK_MAX_TAGS);
	return 0;
}
EXPORT_SYMBOL(blk_mq_alloc_tag_set);

int blk_mq_alloc_sq_tag_set(struct blk_mq_tag_set *set, const struct blk_mq_ops *ops,
			    unsigned int depth, unsigned int flags)
{
	*set = (struct blk_mq_tag_set){
	    .ops = ops, .nr_hw_queues = 1, .queue_depth = depth, .flags = flags};
	return blk_mq_alloc_tag_set(set);
}
EXPORT_SYMBOL(blk_mq_alloc_sq_tag_set);

/* Nothing hangs on it: requests are the queue's. */
void blk_mq_free_tag_set(struct blk_mq_tag_set *set)
{
	set->ops = NULL;
}
EXPORT_SYMBOL(blk_mq_free_tag_set);

static int __init queue_init(void)
{
	kblockd = alloc_workqueue("kblockd", WQ_MEM_RECLAIM, 1);
	if (!kblockd)
		panic("queue: no memory for kblockd");
	return 0;
}
core_initcall(queue_init);
