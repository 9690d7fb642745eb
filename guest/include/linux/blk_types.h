/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * blk_types: a block device (a disk or a partition of one), and struct bio, a transfer
 * between memory and a stretch of sectors of it.
 */
#ifndef _LINUX_BLK_TYPES_H
#define _LINUX_BLK_TYPES_H

#include <linux/atomic.h>
#include <linux/bvec.h>
#include <linux/list.h>
#include <linux/pagemap.h>
#include <linux/types.h>
#include <linux/version.h>

#define SECTOR_SHIFT	   9
#define SECTOR_SIZE	   512
#define SECTOR_MASK	   (PAGE_SECTORS - 1)
#define PAGE_SECTORS_SHIFT (PAGE_SHIFT - SECTOR_SHIFT)
#define PAGE_SECTORS	   (1 << PAGE_SECTORS_SHIFT)
#define DISK_NAME_LEN	   32
#define BDEVNAME_SIZE	   32

struct bio;
struct gendisk;
struct inode;
struct request_queue;

/* How it went. 0 is well. */
typedef u8 blk_status_t;
#define BLK_STS_OK	     0
#define BLK_STS_NOTSUPP	     ((blk_status_t)1)
#define BLK_STS_TIMEOUT	     ((blk_status_t)2)
#define BLK_STS_NOSPC	     ((blk_status_t)3)
#define BLK_STS_TARGET	     ((blk_status_t)5)
#define BLK_STS_MEDIUM	     ((blk_status_t)7)
#define BLK_STS_RESOURCE     ((blk_status_t)9) /* of queue_rq: not now, ask again */
#define BLK_STS_IOERR	     ((blk_status_t)10)
#define BLK_STS_AGAIN	     ((blk_status_t)12)
#define BLK_STS_DEV_RESOURCE ((blk_status_t)13)
int blk_status_to_errno(blk_status_t status);
blk_status_t errno_to_blk_status(int errno);

/* What is to be done, in the low bits, and how. */
typedef u32 blk_opf_t;
enum req_op { REQ_OP_READ = 0, REQ_OP_WRITE = 1, REQ_OP_FLUSH = 2, REQ_OP_DISCARD = 3 };
#define REQ_OP_BITS 8
#define REQ_OP_MASK ((1u << REQ_OP_BITS) - 1)

#define REQ_SYNC     (1u << 11) /* somebody waits for it */
#define REQ_META     (1u << 12)
#define REQ_PRIO     (1u << 13)
#define REQ_NOMERGE  (1u << 14)
#define REQ_FUA	     (1u << 17) /* on the medium, not in the drive's cache */
#define REQ_PREFLUSH (1u << 18) /* after what came before is on the medium */
#define REQ_RAHEAD   (1u << 19)
#define REQ_SWAP     (1u << 24)

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 24)
typedef int(bio_end_io_t)(struct bio *bio, unsigned int bytes_done, int error);
#define __end_io_error
#define __end_io_6_1 __bi_end_io
#define __end_io_2_6 bi_end_io
#else
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 3, 0)
#define __end_io_error , int error
#else
#define __end_io_error
#endif
typedef void(bio_end_io_t)(struct bio *bio __end_io_error);
#define __end_io_6_1 bi_end_io
#define __end_io_2_6 __bi_end_io
#endif

struct bio {
	struct bio *bi_next; /* in a request */
	struct block_device *bi_bdev;
	union {
		blk_opf_t bi_opf;
		unsigned long bi_rw; /* before 4.8 */
	};
	unsigned short bi_flags;
	blk_status_t bi_status;
	int bi_error; /* of 4.3 to 4.12 */
	atomic_t __bi_cnt;
	union { /* what is left; the driver moves it on */
		struct bvec_iter bi_iter;
		struct { /* before 3.14 */
			sector_t bi_sector;
			unsigned int bi_size, bi_idx, bi_done_of_piece;
		};
	};
	void (*__end_io_6_1)(struct bio *bio __end_io_error); /* any context */
	int (*__end_io_2_6)(struct bio *bio, unsigned int bytes_done,
			    int error); /* before 2.6.24 */
	void *bi_private;		/* its owner's */
	unsigned short bi_vcnt, bi_max_vecs;
	struct bio_vec *bi_io_vec;
	void *bi_pool; /* bio.c: where it came from */
	struct bio_vec bi_inline_vecs[];
};

#define bio_op(bio)	    ((bio)->bi_opf & REQ_OP_MASK)
#define op_is_write(op)	    ((op)&1)
#define bio_data_dir(bio)   (op_is_write(bio_op(bio)) ? WRITE : READ)
#define bio_sectors(bio)    ((bio)->bi_iter.bi_size >> SECTOR_SHIFT)
#define bio_end_sector(bio) ((bio)->bi_iter.bi_sector + bio_sectors(bio))

#ifndef READ
#define READ  0
#define WRITE 1
#endif

enum stat_group { STAT_READ, STAT_WRITE, STAT_DISCARD, STAT_FLUSH, NR_STAT_GROUPS };

struct disk_stats {
	unsigned long sectors[NR_STAT_GROUPS], ios[NR_STAT_GROUPS], merges[NR_STAT_GROUPS];
	u64 nsecs[NR_STAT_GROUPS];
	u64 io_ns;    /* with at least one under way */
	u64 queue_ns; /* times how many */
	u64 last_ns;  /* when these two were brought up to date */
	int in_flight;
};

/* Partition 0 is the whole disk. */
struct block_device {
	sector_t bd_start_sect, bd_nr_sectors;
	dev_t bd_dev;
	u8 bd_partno;
	bool bd_read_only;
	int bd_openers;	 /* under disk->open_mutex */
	void *bd_holder; /* who has it for himself alone */
	int bd_holders;
	struct gendisk *bd_disk;
	struct request_queue *bd_queue;
	struct address_space *bd_mapping; /* its page cache (block/bdev.c) */
	struct address_space bd_pages;
	struct file_ra_state bd_ra; /* of blkdev_read() */
	struct disk_stats bd_stats;
	spinlock_t bd_stats_lock;
	char bd_name[DISK_NAME_LEN + 4];
	bool bd_invalidated;	 /* another medium: partitions are to be looked for */
	struct file_2_6 *bd_2_6; /* blk_2_6.c: what open() of 2.6 gets */
};

#define bdev_is_partition(bdev) ((bdev)->bd_partno != 0)
#define bdev_whole(bdev)	((bdev)->bd_disk->part0)

#endif
