/* SPDX-License-Identifier: GPL-2.0-only */
/* blk_5_x: what was left in 5.x of blk_2_6: a queue and a disk that the driver puts together. */
#ifndef _LINUX_BLK_5_X_H
#define _LINUX_BLK_5_X_H

#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 18, 0)
#define bio_alloc(gfp, vecs) (bio_alloc)(NULL, vecs, 0, gfp)
#endif

void blk_cleanup_queue(struct request_queue *q); /* what is under way ends first */

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 16, 0)
typedef unsigned int blk_qc_t; /* nobody polls for it here */
#define BLK_QC_T_NONE (-1U)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 12, 0)
#define bi_disk bi_bdev->bd_disk
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 10, 0)
/* In open(): asks media_changed(), and calls revalidate_disk(). True: it has changed. */
int check_disk_change(struct block_device *bdev);
#endif

/* A queue for bios; NULL: no memory. (gfp); 5.7 and 5.8: (fn, node); then (node), and submit_bio.
 */
struct request_queue *blk_alloc_queue(gfp_t gfp);
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0)
typedef blk_qc_t(make_request_fn)(struct request_queue *q, struct bio *bio);
void blk_queue_make_request_3_2(struct request_queue *q,
				int (*fn)(struct request_queue *q, struct bio *bio));

static inline void blk_queue_make_request(struct request_queue *q, make_request_fn *fn)
{
	blk_queue_make_request_3_2(q, (int (*)(struct request_queue *, struct bio *))fn);
}
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 7, 0)
static inline struct request_queue *__blk_alloc_queue_for(make_request_fn *fn, int node)
{
	struct request_queue *q = (blk_alloc_queue)(0);

	if (q)
		blk_queue_make_request(q, fn);
	return q;
}
#define blk_alloc_queue(fn, node) __blk_alloc_queue_for(fn, node)
#endif
#else
#define blk_alloc_queue(node) (blk_alloc_queue)(0)
#endif

#endif
