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
#include <linux/version.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct blk_mq_hw_ctx;
struct blk_mq_ops;
struct hd_geometry;
struct module;

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 28)
#define __bdev_open_6_1	   __bdev_open
#define __bdev_release_6_1 __bdev_release
#define __bdev_ioctl_6_1   __bdev_ioctl
#define __bdev_open_2_6	   open
#define __bdev_release_2_6 release
#define __bdev_ioctl_2_6   ioctl
#else
#define __bdev_open_6_1	   open
#define __bdev_release_6_1 release
#define __bdev_ioctl_6_1   ioctl
#define __bdev_open_2_6	   __bdev_open
#define __bdev_release_2_6 __bdev_release
#define __bdev_ioctl_2_6   __bdev_ioctl
#endif

struct block_device_operations {
	/* A driver of bios has this one; one of requests none. */
	void (*submit_bio)(struct bio *bio);
	int (*__bdev_open_6_1)(struct block_device *bdev, fmode_t mode);
	void (*__bdev_release_6_1)(struct gendisk *disk, fmode_t mode);
	int (*__bdev_ioctl_6_1)(struct block_device *bdev, fmode_t mode, unsigned int cmd,
				unsigned long arg);
	int (*compat_ioctl)(struct block_device *bdev, fmode_t mode, unsigned int cmd,
			    unsigned long arg);
	unsigned int (*check_events)(struct gendisk *disk, unsigned int clearing);
	int (*getgeo)(struct block_device *bdev, struct hd_geometry *geo);
	int (*set_read_only)(struct block_device *bdev, bool read_only);
	struct module *owner;

	/* before 2.6.28 */
	int (*__bdev_open_2_6)(struct inode *inode, struct file *file);
	int (*__bdev_release_2_6)(struct inode *inode, struct file *file);
	int (*__bdev_ioctl_2_6)(struct inode *inode, struct file *file, unsigned int cmd,
				unsigned long arg);
	/* before 5.13 and 5.11 */
	int (*media_changed)(struct gendisk *disk);
	int (*revalidate_disk)(struct gendisk *disk);
};

struct blk_mq_tag_set {
	const struct blk_mq_ops *ops;
	unsigned int nr_hw_queues, queue_depth, cmd_size, flags, timeout, nr_maps;
	int numa_node;
	void *driver_data;
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

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
#define __queue_lock_6_1 __queue_lock
#define __queue_lock_2_6 queue_lock
#else
#define __queue_lock_6_1 queue_lock
#define __queue_lock_2_6 __queue_lock
#endif

struct request_queue {
	struct queue_limits limits;
	void *queuedata; /* the driver's */
	struct gendisk *disk;
	unsigned long nr_requests; /* how many can wait */
	bool write_cache, fua;
	bool dying, stopped;

	/* queue.c; queue_lock, interrupts off */
	spinlock_t __queue_lock_6_1;
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

	/* blk_2_6.c */
	void (*request_fn)(struct request_queue *q);
	int (*make_request_fn)(struct request_queue *q, struct bio *bio);
	bool never_passes_on;	      /* what that returns says nothing: a driver of 3.2 or later */
	spinlock_t *__queue_lock_2_6; /* the driver's: pending_2_6, and around request_fn */
	spinlock_t own_lock_2_6;      /* for a driver without one */
	struct list_head pending_2_6; /* the driver has not taken them off */
	struct blk_mq_tag_set set_2_6;
	u64 bounce_limit;
	bool stopped_2_6;
	atomic_t refs_2_6; /* 0: not one of those */
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
	struct device *driverfs_dev; /* of 2.6: its parent */
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
#ifndef LINUX_6_1_ONLY			/* of other versions */
struct gendisk *alloc_disk(int minors); /* of a driver of 2.6: without a queue; NULL */
#endif
/* Announce it, and look for its partitions. May sleep, as all from here on. */
int device_add_disk(struct device *parent, struct gendisk *disk, const void *groups);
#define add_disk(disk) device_add_disk(NULL, disk, NULL)
/* No new openers; what is under way ends, what comes fails. */
void del_gendisk(struct gendisk *disk);
void put_disk(struct gendisk *disk);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define blk_cleanup_disk(disk) put_disk(disk)
#endif
void set_capacity(struct gendisk *disk, sector_t sectors);
bool set_capacity_and_notify(struct gendisk *disk, sector_t sectors);
void set_disk_ro(struct gendisk *disk, bool read_only);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define set_device_ro(bdev, ro) set_disk_ro((bdev)->bd_disk, ro)
#endif
#define get_disk_ro(disk) ((disk)->part0->bd_read_only)

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

#ifndef MODULE /* the kernel's own */
/* The device of that number or name ("hda1", with or without /dev/); NULL: none. */
struct block_device *blkdev_find(dev_t dev);
struct block_device *blkdev_find_name(const char *name);
/* Calls fn for every disk and partition, until it gives something other than 0, and gives that. */
int blkdev_for_each(int (*fn)(struct block_device *bdev, void *data), void *data);
#endif

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
#ifndef MODULE /* the kernel's own */
/* Through the cache: bytes moved, or -errno when none was; 0 at the end. */
ssize_t blkdev_read(struct block_device *bdev, void *to, size_t bytes, u64 pos);
ssize_t blkdev_write(struct block_device *bdev, const void *from, size_t bytes, u64 pos);
#endif
/* What check_events() answers. */
#define DISK_EVENT_MEDIA_CHANGE	 (1 << 0)
#define DISK_EVENT_EJECT_REQUEST (1 << 1)

/* Another disk is in: what is cached of the old one goes. For a driver's open(). */
bool bdev_check_media_change(struct block_device *bdev);
bool disk_check_media_change(struct gendisk *disk);
/* Partitions anew; -EBUSY: one is open. */
int bdev_disk_changed(struct gendisk *disk, bool invalidate);

/* For block_device_operations of before 2.6.28 (blk_2_6.c). */
int blkdev_ioctl_2_6(struct block_device *bdev, fmode_t mode, unsigned int cmd, unsigned long arg);

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

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
#include <linux/blk_2_6.h>
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 0, 0)
#include <linux/blk_5_x.h>
#endif
void blk_put_queue(struct request_queue *q);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/mempool.h>
#include <linux/uio.h>
#endif

#endif
