/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * genhd: disks and their numbers.
 *
 * 1. Purpose. A driver makes a disk, fills it in, and announces it; everybody else finds
 *    it by number or by name.
 *
 * 2. Structures. A disk is a block device, part0, and those of its partitions:
 *
 *	gendisk "hda"  part0 -----------> block_device hda, from sector 0
 *	  major 3      part_tbl[1] -----> block_device hda1, from sector 63
 *	  queue        part_tbl[2] -----> block_device hda2, from sector 20160
 *
 * 3. Invariants. A disk that is in the list has a queue, and its part0 a number.
 *
 * 4. Locking and context. disks_mutex for the list and the majors; disk->open_mutex for
 *    the partitions and for opening (bdev.c). Process context.
 *
 * 5. Failure. -errno, NULL or ERR_PTR(), and nothing is left behind.
 */
#include <linux/blk-mq.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "blk.h"

#define FIRST_DYNAMIC 254

static const char *majors[BLKDEV_MAJOR_MAX];
static DEFINE_MUTEX(disks_mutex);
static LIST_HEAD(disks);

int register_blkdev(unsigned int major, const char *name)
{
	unsigned int wanted = major;
	int result = 0;

	mutex_lock(&disks_mutex);
	if (!wanted)
		for (major = FIRST_DYNAMIC; major && majors[major]; major--)
			;
	if (!major || major >= BLKDEV_MAJOR_MAX)
		result = wanted ? -EINVAL : -EBUSY;
	else if (majors[major])
		result = -EBUSY;
	else
		majors[major] = kstrdup(name, GFP_KERNEL);
	if (!result && !majors[major])
		result = -ENOMEM;
	mutex_unlock(&disks_mutex);
	return result || wanted ? result : (int)major;
}
EXPORT_SYMBOL(register_blkdev);

void unregister_blkdev(unsigned int major, const char *name)
{
	mutex_lock(&disks_mutex);
	if (!WARN_ON(major >= BLKDEV_MAJOR_MAX || !majors[major] || strcmp(majors[major], name))) {
		kfree(majors[major]);
		majors[major] = NULL;
	}
	mutex_unlock(&disks_mutex);
}
EXPORT_SYMBOL(unregister_blkdev);

void blkdev_show(struct seq_file *m, off_t major)
{
	mutex_lock(&disks_mutex);
	if (major < BLKDEV_MAJOR_MAX && majors[major])
		seq_printf(m, "%3d %s\n", (int)major, majors[major]);
	mutex_unlock(&disks_mutex);
}

/* ---- a disk's life ---- */

struct gendisk *alloc_disk(int minors)
{
	struct gendisk *disk = kzalloc(sizeof(*disk), GFP_KERNEL);

	if (!disk)
		return NULL;
	disk->part0 = bdev_alloc(disk, 0);
	if (!disk->part0) {
		kfree(disk);
		return NULL;
	}
	mutex_init(&disk->open_mutex);
	disk->part_tbl[0] = disk->part0;
	disk->minors = minors;
	return disk;
}
EXPORT_SYMBOL(alloc_disk);

static struct gendisk *alloc_disk_of(struct request_queue *q)
{
	struct gendisk *disk = q ? alloc_disk(0) : NULL;

	if (!disk) {
		if (q)
			blk_free_queue(q);
		return NULL;
	}
	disk->queue = disk->part0->bd_queue = q;
	q->disk = disk;
	return disk;
}

struct gendisk *blk_alloc_disk(int node)
{
	return alloc_disk_of(queue_alloc(NULL));
}
EXPORT_SYMBOL(blk_alloc_disk);

struct gendisk *__blk_mq_alloc_disk(struct blk_mq_tag_set *set, void *queuedata)
{
	struct gendisk *disk = alloc_disk_of(queue_alloc(set));

	if (!disk)
		return ERR_PTR(-ENOMEM);
	disk->queue->queuedata = queuedata;
	return disk;
}
EXPORT_SYMBOL(__blk_mq_alloc_disk);

static void free_partitions(struct gendisk *disk)
{
	int i;

	for (i = 1; i < DISK_MAX_PARTS; i++) {
		if (disk->part_tbl[i])
			bdev_free(disk->part_tbl[i]);
		disk->part_tbl[i] = NULL;
	}
}

static bool partitions_in_use(const struct gendisk *disk)
{
	int i;

	for (i = 1; i < DISK_MAX_PARTS; i++)
		if (disk->part_tbl[i] && bdev_in_use(disk->part_tbl[i]))
			return true;
	return false;
}

int bdev_disk_changed(struct gendisk *disk, bool invalidate)
{
	int err = 0;

	if (partitions_in_use(disk))
		return -EBUSY;
	sync_blockdev(disk->part0);
	if (invalidate)
		invalidate_bdev(disk->part0);
	free_partitions(disk);
	if (disk->minors > 1 && !(disk->flags & GENHD_FL_NO_PART) && get_capacity(disk))
		err = disk_scan_partitions(disk);
	return err < 0 ? err : 0;
}
EXPORT_SYMBOL(bdev_disk_changed);

bool disk_check_media_change(struct gendisk *disk)
{
	if (!disk->fops->check_events ||
	    !(disk->fops->check_events(disk, DISK_EVENT_MEDIA_CHANGE) & DISK_EVENT_MEDIA_CHANGE))
		return false;
	invalidate_bdev(disk->part0);
	return true;
}
EXPORT_SYMBOL(disk_check_media_change);

bool bdev_check_media_change(struct block_device *bdev)
{
	return disk_check_media_change(bdev->bd_disk);
}
EXPORT_SYMBOL(bdev_check_media_change);

int device_add_disk(struct device *parent, struct gendisk *disk, const void *groups)
{
	if (WARN_ON(disk->added || !disk->fops || !disk->disk_name[0] || !disk->queue))
		return -EINVAL;
	if (!disk->part0->bd_queue) {
		disk->part0->bd_queue = disk->queue;
		disk->queue->disk = disk;
		blk_2_6_get_queue(disk->queue);
	}
	strscpy(disk->part0->bd_name, disk->disk_name, sizeof(disk->part0->bd_name));
	bdev_add(disk->part0, disk_devt(disk));
	mutex_lock(&disks_mutex);
	list_add_tail(&disk->list, &disks);
	disk->added = true;
	mutex_unlock(&disks_mutex);
	mutex_lock(&disk->open_mutex);
	bdev_disk_changed(disk, false);
	mutex_unlock(&disk->open_mutex);
	return 0;
}
EXPORT_SYMBOL(device_add_disk);

void del_gendisk(struct gendisk *disk)
{
	int i;

	if (!disk->added)
		return;
	mutex_lock(&disks_mutex);
	list_del(&disk->list);
	disk->added = false;
	mutex_unlock(&disks_mutex);
	mutex_lock(&disk->open_mutex);
	for (i = 0; i < DISK_MAX_PARTS; i++)
		if (disk->part_tbl[i])
			sync_blockdev(disk->part_tbl[i]);
	disk->queue->dying = true;
	if (disk->queue->mq_ops)
		blk_drain_queue(disk->queue);
	mutex_unlock(&disk->open_mutex);
}
EXPORT_SYMBOL(del_gendisk);

void put_disk(struct gendisk *disk)
{
	struct request_queue *q;

	if (WARN_ON(disk->added))
		del_gendisk(disk);
	q = disk->part0->bd_queue; /* NULL: of a driver of 2.6, and was never added */
	free_partitions(disk);
	bdev_free(disk->part0);
	if (q && blk_is_2_6(q))
		blk_2_6_put_queue(q);
	else if (q)
		blk_free_queue(q);
	kfree(disk);
}
EXPORT_SYMBOL(put_disk);

/* ---- what it is like ---- */

void set_capacity(struct gendisk *disk, sector_t sectors)
{
	disk->part0->bd_nr_sectors = sectors;
}
EXPORT_SYMBOL(set_capacity);

bool set_capacity_and_notify(struct gendisk *disk, sector_t sectors)
{
	sector_t was = get_capacity(disk);

	set_capacity(disk, sectors);
	if (disk->added && was != sectors)
		pr_info("%s: detected capacity change from %llu to %llu\n", disk->disk_name, was,
			sectors);
	return was != sectors && was && sectors;
}
EXPORT_SYMBOL(set_capacity_and_notify);

void set_disk_ro(struct gendisk *disk, bool read_only)
{
	disk->part0->bd_read_only = read_only;
}
EXPORT_SYMBOL(set_disk_ro);

void blk_queue_max_hw_sectors(struct request_queue *q, unsigned int sectors)
{
	q->limits.max_hw_sectors = sectors;
	q->limits.max_sectors = min(sectors, 2560u);
}
EXPORT_SYMBOL(blk_queue_max_hw_sectors);

void blk_queue_max_segments(struct request_queue *q, unsigned short segments)
{
	q->limits.max_segments = segments;
}
EXPORT_SYMBOL(blk_queue_max_segments);

void blk_queue_max_segment_size(struct request_queue *q, unsigned int bytes)
{
	q->limits.max_segment_size = bytes;
}
EXPORT_SYMBOL(blk_queue_max_segment_size);

void blk_queue_segment_boundary(struct request_queue *q, unsigned long mask)
{
	q->limits.seg_boundary_mask = mask;
}
EXPORT_SYMBOL(blk_queue_segment_boundary);

void blk_queue_logical_block_size(struct request_queue *q, unsigned int bytes)
{
	q->limits.logical_block_size = bytes;
	q->limits.physical_block_size = max(q->limits.physical_block_size, bytes);
}
EXPORT_SYMBOL(blk_queue_logical_block_size);

void blk_queue_physical_block_size(struct request_queue *q, unsigned int bytes)
{
	q->limits.physical_block_size = bytes;
}
EXPORT_SYMBOL(blk_queue_physical_block_size);

void blk_queue_dma_alignment(struct request_queue *q, int mask)
{
	q->limits.dma_alignment = mask;
}
EXPORT_SYMBOL(blk_queue_dma_alignment);

void blk_queue_write_cache(struct request_queue *q, bool write_cache, bool fua)
{
	q->write_cache = write_cache;
	q->fua = write_cache && fua;
}
EXPORT_SYMBOL(blk_queue_write_cache);

/* ---- finding ---- */

int blkdev_for_each(int (*fn)(struct block_device *bdev, void *data), void *data)
{
	struct gendisk *disk;
	int i, result = 0;

	mutex_lock(&disks_mutex);
	list_for_each_entry (disk, &disks, list)
		for (i = 0; i < DISK_MAX_PARTS && !result; i++)
			if (disk->part_tbl[i])
				result = fn(disk->part_tbl[i], data);
	mutex_unlock(&disks_mutex);
	return result;
}
EXPORT_SYMBOL(blkdev_for_each);

struct find {
	dev_t dev;
	const char *name;
	struct block_device *bdev;
};

static int match(struct block_device *bdev, void *data)
{
	struct find *find = data;

	if (find->name ? strcmp(bdev->bd_name, find->name) : bdev->bd_dev != find->dev)
		return 0;
	find->bdev = bdev;
	return 1;
}

struct block_device *blkdev_find(dev_t dev)
{
	struct find find = {.dev = dev};

	blkdev_for_each(match, &find);
	return find.bdev;
}
EXPORT_SYMBOL(blkdev_find);

struct block_device *blkdev_find_name(const char *name)
{
	struct find find = {.name = strstarts(name, "/dev/") ? name + 5 : name};

	blkdev_for_each(match, &find);
	return find.bdev;
}
EXPORT_SYMBOL(blkdev_find_name);
