/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bdev: a block device as an array of bytes: its page cache, and who has it open.
 *
 * 1. Purpose. File systems keep their metadata in the page cache of the device they lie on,
 *    and programs read and write a device through the same pages.
 *
 * 2. Structures. bd_mapping: page n is the device's sectors 8n to 8n + 7. The last page may
 *    go on beyond the end; what is there reads as zeros and is never written.
 *
 * 3. Invariants. One holder at most has a device for himself alone (a mounted file system,
 *    swap), and then no partition of it, or the disk it is a part of, has another.
 *
 * 4. Locking and context. disk->open_mutex for openers and holders. Process context.
 *
 * 5. Failure. -errno; what could not be written is told by the next sync_blockdev().
 */
#include <linux/blkdev.h>
#include <linux/devtmpfs.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/page_io.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/string.h>

#include "blk.h"

/* ---- the page cache ---- */

static int map_device(struct address_space *mapping, u64 sector, unsigned int max, bool create,
		      struct disk_run *run)
{
	struct block_device *bdev = mapping->private;
	u64 size = bdev->bd_nr_sectors;

	*run = (struct disk_run){.bdev = sector < size ? bdev : NULL,
				 .sector = sector,
				 .sectors = sector < size ? min_t(u64, max, size - sector) : max};
	return 0;
}

static int bdev_readpage(struct address_space *mapping, struct page *page)
{
	return pages_read(mapping, &page, 1, map_device);
}

static int bdev_readpages(struct address_space *mapping, struct page **pages, unsigned int nr)
{
	return pages_read(mapping, pages, nr, map_device);
}

static int bdev_writepage(struct address_space *mapping, struct page *page)
{
	return page_write(mapping, page, map_device);
}

static const struct address_space_operations bdev_aops = {
    .readpage = bdev_readpage,
    .readpages = bdev_readpages,
    .writepage = bdev_writepage,
};

struct block_device *bdev_alloc(struct gendisk *disk, u8 partno)
{
	struct block_device *bdev = kzalloc(sizeof(*bdev), GFP_KERNEL);

	if (!bdev)
		return NULL;
	bdev->bd_disk = disk;
	bdev->bd_queue = disk->queue;
	bdev->bd_partno = partno;
	spin_lock_init(&bdev->bd_stats_lock);
	/* not high memory: file systems keep pointers into it */
	address_space_init(&bdev->bd_pages, &bdev_aops, GFP_USER, bdev);
	bdev->bd_mapping = &bdev->bd_pages;
	if (partno) {
		size_t len = strlen(disk->disk_name);
		bool digit = disk->disk_name[len - 1] >= '0' && disk->disk_name[len - 1] <= '9';

		snprintf(bdev->bd_name, sizeof(bdev->bd_name), "%s%s%u", disk->disk_name,
			 digit ? "p" : "", partno);
	}
	return bdev;
}

/* Not every build has /dev. */
extern __typeof__(devtmpfs_create_node) devtmpfs_create_node __weak;
extern __typeof__(devtmpfs_delete_node) devtmpfs_delete_node __weak;

void bdev_add(struct block_device *bdev, dev_t dev)
{
	bdev->bd_dev = dev;
	if (devtmpfs_create_node)
		devtmpfs_create_node(bdev->bd_name, S_IFBLK | 0660, dev);
}

void bdev_free(struct block_device *bdev)
{
	if (bdev->bd_dev && devtmpfs_delete_node)
		devtmpfs_delete_node(bdev->bd_name, S_IFBLK | 0660, bdev->bd_dev);
	address_space_destroy(&bdev->bd_pages);
	kfree(bdev);
}

/* ---- open and close ---- */

bool bdev_in_use(const struct block_device *bdev)
{
	return bdev->bd_openers > 0;
}

static bool may_hold(const struct block_device *bdev, const void *holder)
{
	const struct gendisk *disk = bdev->bd_disk;
	int i;

	if (bdev->bd_holder)
		return bdev->bd_holder == holder;
	if (bdev_is_partition(bdev))
		return !disk->part0->bd_holder;
	for (i = 1; i < DISK_MAX_PARTS; i++)
		if (disk->part_tbl[i] && disk->part_tbl[i]->bd_holder)
			return false;
	return true;
}

/* The partition that is being opened is not taken away: the disk's next opener sees to the rest. */
static void look_at_new_medium(struct block_device *bdev)
{
	invalidate_bdev(bdev);
	if (bdev_is_partition(bdev)) {
		bdev_whole(bdev)->bd_invalidated = true;
		bdev->bd_invalidated = false;
	} else if (!bdev_disk_changed(bdev->bd_disk, true)) {
		bdev->bd_invalidated = false;
	}
}

static int open_locked(struct block_device *bdev, fmode_t mode, void *holder)
{
	const struct block_device_operations *fops = bdev->bd_disk->fops;
	int err;

	if (bdev->bd_queue->dying)
		return -ENXIO;
	if (mode & FMODE_WRITE && bdev_read_only(bdev))
		return -EACCES;
	if (mode & FMODE_EXCL && !may_hold(bdev, holder))
		return -EBUSY;
	err = fops->open ? fops->open(bdev, mode) : blk_2_6_open(bdev, mode);
	if (err)
		return err;
	if (bdev->bd_invalidated)
		look_at_new_medium(bdev);
	bdev->bd_openers++;
	if (mode & FMODE_EXCL) {
		bdev->bd_holder = holder;
		bdev->bd_holders++;
	}
	return 0;
}

static struct block_device *get(struct block_device *bdev, fmode_t mode, void *holder)
{
	int err;

	if (!bdev)
		return ERR_PTR(-ENXIO);
	mutex_lock(&bdev->bd_disk->open_mutex);
	err = open_locked(bdev, mode, holder);
	mutex_unlock(&bdev->bd_disk->open_mutex);
	return err ? ERR_PTR(err) : bdev;
}

struct block_device *blkdev_get_by_dev(dev_t dev, fmode_t mode, void *holder)
{
	return get(blkdev_find(dev), mode, holder);
}
EXPORT_SYMBOL(blkdev_get_by_dev);

struct block_device *blkdev_get_by_path(const char *path, fmode_t mode, void *holder)
{
	return get(blkdev_find_name(path), mode, holder);
}
EXPORT_SYMBOL(blkdev_get_by_path);

void blkdev_put(struct block_device *bdev, fmode_t mode)
{
	struct gendisk *disk = bdev->bd_disk;

	if (bdev->bd_openers == 1)
		sync_blockdev(bdev);
	mutex_lock(&disk->open_mutex);
	if (mode & FMODE_EXCL && !--bdev->bd_holders)
		bdev->bd_holder = NULL;
	bdev->bd_openers--;
	if (disk->fops->release)
		disk->fops->release(disk, mode);
	blk_2_6_release(bdev, mode);
	mutex_unlock(&disk->open_mutex);
}
EXPORT_SYMBOL(blkdev_put);

/* ---- to the disk ---- */

int blkdev_issue_flush(struct block_device *bdev)
{
	struct bio *bio = bio_alloc(bdev, 0, REQ_OP_WRITE | REQ_PREFLUSH, GFP_NOIO);
	int err;

	/* a driver of bios has nothing to flush */
	if (bdev->bd_disk->fops->submit_bio || bdev->bd_queue->make_request_fn) {
		bio_put(bio);
		return 0;
	}
	err = submit_bio_wait(bio);
	bio_put(bio);
	return err;
}
EXPORT_SYMBOL(blkdev_issue_flush);

int sync_blockdev(struct block_device *bdev)
{
	int err = filemap_write_and_wait(bdev->bd_mapping);

	if (!err && !bdev_read_only(bdev) && !bdev->bd_queue->dying)
		err = blkdev_issue_flush(bdev);
	return err;
}
EXPORT_SYMBOL(sync_blockdev);

void invalidate_bdev(struct block_device *bdev)
{
	invalidate_mapping_pages(bdev->bd_mapping);
}
EXPORT_SYMBOL(invalidate_bdev);

/* ---- bytes ---- */

/* What of [pos, pos + bytes) is on the device and in one page. */
static size_t in_page(const struct block_device *bdev, u64 pos, size_t bytes)
{
	u64 size = bdev_nr_bytes(bdev);

	if (pos >= size)
		return 0;
	bytes = min_t(u64, bytes, size - pos);
	return min_t(size_t, bytes, PAGE_SIZE - (pos & ~PAGE_MASK));
}

ssize_t blkdev_read(struct block_device *bdev, void *to, size_t bytes, u64 pos)
{
	unsigned long pages = (bdev_nr_bytes(bdev) + PAGE_SIZE - 1) >> PAGE_SHIFT;
	size_t done = 0, n;
	struct page *page;

	for (; (n = in_page(bdev, pos, bytes - done)); done += n, pos += n) {
		file_readahead(bdev->bd_mapping, &bdev->bd_ra, pos >> PAGE_SHIFT, pages);
		page = read_mapping_page(bdev->bd_mapping, pos >> PAGE_SHIFT);
		if (IS_ERR(page))
			return done ? (ssize_t)done : PTR_ERR(page);
		memcpy_from_page(to + done, page, pos & ~PAGE_MASK, n);
		put_page(page);
	}
	return done;
}
EXPORT_SYMBOL(blkdev_read);

ssize_t blkdev_write(struct block_device *bdev, const void *from, size_t bytes, u64 pos)
{
	size_t done = 0, n, off;
	struct page *page;

	for (; (n = in_page(bdev, pos, bytes - done)); done += n, pos += n) {
		off = pos & ~PAGE_MASK;
		page = read_mapping_page(bdev->bd_mapping, pos >> PAGE_SHIFT);
		if (IS_ERR(page))
			return done ? (ssize_t)done : PTR_ERR(page);
		lock_page(page);
		wait_on_page_writeback(page);
		memcpy_to_page(page, off, from + done, n);
		set_page_dirty_range(page, off, n);
		unlock_page(page);
		put_page(page);
		balance_dirty_pages(bdev->bd_mapping);
	}
	return done;
}
EXPORT_SYMBOL(blkdev_write);
