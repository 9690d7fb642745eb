/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * blkdev: disks, their partitions and queues (guest/block/).
 */
#ifndef _LINUX_BLKDEV_H
#define _LINUX_BLKDEV_H

#include <linux/bio.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct blk_mq_hw_ctx;
struct blk_mq_ops;
struct blk_mq_tag_set;
struct hd_geometry;
struct module;

struct block_device_operations {
	/* A driver of bios has this one; one of requests none. */
	void (*submit_bio)(struct bio *bio);
	int (*open)(struct block_device *bdev, fmode_t mode);
	void (*release)(struct gendisk *disk, fmode_t mode);
	int (*ioctl)(struct block_device *bdev, fmode_t mode, unsigned int cmd, unsigned long arg);
	int (*compat_ioctl)(struct block_device *bdev, fmode_t mode, unsigned int cmd,
			    unsigned long arg);
	unsigned int (*check_events)(struct gendisk *disk, unsigned int clearing);
	int (*getgeo)(struct block_device *bdev, struct hd_geometry *geo);
	int (*set_read_only)(struct block_device *bdev, bool read_only);
	struct module *owner;
};

struct queue_limits {
	unsigned int max_hw_sectors, max_sectors; /* of a request */
	unsigned short max_segments;
	unsigned int max_segment_size;
	unsigned long seg_boundary_mask;
	unsigned short logical_block_size;
	unsigned int physical_block_size, io_min, io_opt;
	unsigned int dma_alignment; /* of memory, as a mask */
};

#define BLK_MAX_REQUESTS 64  /* waiting and under way */
#define BLK_MAX_TAGS	 256 /* under way, at most */

struct request_queue {
	struct queue_limits limits;
	void *queuedata; /* the driver's */
	struct gendisk *disk;
	unsigned long nr_requests; /* how many can wait */
	bool write_cache, fua;
	bool dying, stopped;

	/* queue.c; queue_lock, interrupts off */
	spinlock_t queue_lock;
	const struct blk_mq_ops *mq_ops; /* NULL: a driver of bios */
	struct blk_mq_tag_set *tag_set;
	struct blk_mq_hw_ctx *hctx;
	struct request **requests; /* all there are */
	DECLARE_BITMAP(tags, BLK_MAX_TAGS);
	struct list_head waiting;  /* by sector */
	struct list_head requeued; /* before those */
	struct list_head free;
	sector_t head; /* where the last request ended */
	unsigned int in_flight;
	bool running, again;
	wait_queue_head_t room, idle;
	struct workqueue_struct *workqueue; /* where drivers are called that sleep */
	struct delayed_work run_work;
};

#define GENHD_FL_REMOVABLE 0x1
#define GENHD_FL_HIDDEN	   0x2
#define GENHD_FL_NO_PART   0x4
#define GENHD_FL_CD	   0x8
#define DISK_MAX_PARTS	   64

struct gendisk {
	int major, first_minor, minors; /* minors: partitions, and one; 0: no partitions */
	char disk_name[DISK_NAME_LEN];
	const struct block_device_operations *fops;
	struct request_queue *queue;
	void *private_data;
	int flags;
	struct block_device *part0;
	struct block_device *part_tbl[DISK_MAX_PARTS]; /* under open_mutex */
	struct mutex open_mutex;
	bool added;
	struct list_head list; /* of all that are added */
};

/* A major number for block devices, 0: any. The number, if any was wanted; 0; -errno. */
#define BLKDEV_MAJOR_MAX 256

int register_blkdev(unsigned int major, const char *name);
void unregister_blkdev(unsigned int major, const char *name);
void blkdev_show(struct seq_file *m, off_t major); /* its lines of /proc/devices */

/* A disk of a driver of bios; NULL: no memory. Requests': blk_mq_alloc_disk(). */
struct gendisk *blk_alloc_disk(int node);
/* Announce it, and look for its partitions. May sleep, as all from here on. */
int device_add_disk(struct device *parent, struct gendisk *disk, const void *groups);
#define add_disk(disk) device_add_disk(NULL, disk, NULL)
/* No new openers; what is under way ends, what comes fails. */
void del_gendisk(struct gendisk *disk);
void put_disk(struct gendisk *disk);
#define blk_cleanup_disk(disk) put_disk(disk)
void set_capacity(struct gendisk *disk, sector_t sectors);
bool set_capacity_and_notify(struct gendisk *disk, sector_t sectors);
void set_disk_ro(struct gendisk *disk, bool read_only);
#define set_device_ro(bdev, ro) set_disk_ro((bdev)->bd_disk, ro)
#define get_disk_ro(disk)	((disk)->part0->bd_read_only)

static inline sector_t bdev_nr_sectors(const struct block_device *bdev)
{
	return bdev->bd_nr_sectors;
}

static inline u64 bdev_nr_bytes(const struct block_device *bdev)
{
	return bdev->bd_nr_sectors << SECTOR_SHIFT;
}

static inline sector_t get_capacity(const struct gendisk *disk)
{
	return bdev_nr_sectors(disk->part0);
}

#define bdev_read_only(bdev)	      ((bdev)->bd_read_only || get_disk_ro((bdev)->bd_disk))
#define bdev_get_queue(bdev)	      ((bdev)->bd_queue)
#define bdev_logical_block_size(bdev) queue_logical_block_size((bdev)->bd_queue)
#define disk_devt(disk)		      MKDEV((disk)->major, (disk)->first_minor)

/* The device of that number or name ("hda1", with or without /dev/); NULL: none. */
struct block_device *blkdev_find(dev_t dev);
struct block_device *blkdev_find_name(const char *name);
/* Calls fn for every disk and partition, until it gives something other than 0, and gives that. */
int blkdev_for_each(int (*fn)(struct block_device *bdev, void *data), void *data);

/*
 * Open; with FMODE_EXCL for holder alone (a mounted file system, swap). ERR_PTR(-ENXIO): no
 * such device; -EBUSY: somebody else holds it; -EACCES: to write, and it is read-only.
 */
struct block_device *blkdev_get_by_dev(dev_t dev, fmode_t mode, void *holder);
struct block_device *blkdev_get_by_path(const char *path, fmode_t mode, void *holder);
void blkdev_put(struct block_device *bdev, fmode_t mode); /* the last writes what is dirty */
/* What is dirty to the disk, and out of the drive's cache. 0, or the first error since last time.
 */
int sync_blockdev(struct block_device *bdev);
int blkdev_issue_flush(struct block_device *bdev);
void invalidate_bdev(struct block_device *bdev);
/* Through the cache: bytes moved, or -errno when none was; 0 at the end. */
ssize_t blkdev_read(struct block_device *bdev, void *to, size_t bytes, u64 pos);
ssize_t blkdev_write(struct block_device *bdev, const void *from, size_t bytes, u64 pos);
/* Partitions anew; -EBUSY: one is open. */
int bdev_disk_changed(struct gendisk *disk, bool invalidate);

void blk_queue_max_hw_sectors(struct request_queue *q, unsigned int sectors);
void blk_queue_max_segments(struct request_queue *q, unsigned short segments);
void blk_queue_max_segment_size(struct request_queue *q, unsigned int bytes);
void blk_queue_segment_boundary(struct request_queue *q, unsigned long mask);
void blk_queue_logical_block_size(struct request_queue *q, unsigned int bytes);
void blk_queue_physical_block_size(struct request_queue *q, unsigned int bytes);
void blk_queue_dma_alignment(struct request_queue *q, int mask);
void blk_queue_write_cache(struct request_queue *q, bool write_cache, bool fua);
#define queue_logical_block_size(q) ((q)->limits.logical_block_size)
#define queue_max_hw_sectors(q)	    ((q)->limits.max_hw_sectors)

#endif
