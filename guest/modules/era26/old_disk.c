/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * old_disk: a disk in memory for 2.6.10: requests piece by piece (how=0), bio by bio (how=1), or
 * no requests at all (how=2). A second after its last user has gone, its medium is changed for an
 * empty one.
 */
#include <linux/config.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/fs.h>
#include <linux/hdreg.h>
#include <linux/genhd.h>
#include <linux/blkdev.h>
#include <linux/bio.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>

MODULE_LICENSE("GPL");

#define SECTORS 2048

static int how;
module_param(how, int, S_IRUGO);

static int major, opens, changed;
static struct timer_list timer;
static char *store;
static spinlock_t lock = SPIN_LOCK_UNLOCKED;
static request_queue_t *queue;
static struct gendisk *disk;

static void move(sector_t sector, char *buffer, unsigned int bytes, int write)
{
	char *at = store + (size_t)sector * 512;

	if (write)
		memcpy(at, buffer, bytes);
	else
		memcpy(buffer, at, bytes);
}

static void by_piece(request_queue_t *q)
{
	struct request *req;

	while ((req = elv_next_request(q))) {
		if (!blk_fs_request(req)) {
			end_request(req, 0);
			continue;
		}
		move(req->sector, req->buffer, req->current_nr_sectors << 9, rq_data_dir(req));
		end_request(req, 1);
	}
}

static int move_bio(struct bio *bio)
{
	sector_t sector = bio->bi_sector;
	struct bio_vec *piece;
	char *buffer;
	int i;

	bio_for_each_segment(piece, bio, i)
	{
		buffer = __bio_kmap_atomic(bio, i, KM_USER0);
		move(sector, buffer, piece->bv_len, bio_data_dir(bio) == WRITE);
		__bio_kunmap_atomic(buffer, KM_USER0);
		sector += piece->bv_len >> 9;
	}
	return bio->bi_size >> 9;
}

static void by_bio(request_queue_t *q)
{
	struct request *req;
	struct bio *bio;
	int sectors;

	while ((req = elv_next_request(q))) {
		sectors = 0;
		rq_for_each_bio(bio, req) sectors += move_bio(bio);
		if (!end_that_request_first(req, 1, sectors)) {
			blkdev_dequeue_request(req);
			end_that_request_last(req);
		}
	}
}

static int without(request_queue_t *q, struct bio *bio)
{
	move_bio(bio);
	bio_endio(bio, bio->bi_size, 0);
	return 0;
}

static int old_disk_open(struct inode *inode, struct file *filp)
{
	del_timer_sync(&timer);
	check_disk_change(inode->i_bdev);
	filp->private_data = inode->i_bdev->bd_disk->private_data;
	opens++;
	return 0;
}

static int old_disk_release(struct inode *inode, struct file *filp)
{
	if (!--opens)
		mod_timer(&timer, jiffies + HZ);
	return 0;
}

static int old_disk_ioctl(struct inode *inode, struct file *filp, unsigned int cmd,
			  unsigned long arg)
{
	struct hd_geometry geo = {.heads = 4, .sectors = 16, .cylinders = SECTORS / 64};

	if (cmd != HDIO_GETGEO || filp->private_data != store)
		return -ENOTTY;
	return copy_to_user((void __user *)arg, &geo, sizeof(geo)) ? -EFAULT : 0;
}

static int old_disk_media_changed(struct gendisk *gd)
{
	return changed;
}

static int old_disk_revalidate(struct gendisk *gd)
{
	memset(store, 0, SECTORS * 512);
	changed = 0;
	return 0;
}

static void change_medium(unsigned long unused)
{
	changed = 1;
}

static struct block_device_operations old_disk_ops = {
    .owner = THIS_MODULE,
    .open = old_disk_open,
    .release = old_disk_release,
    .ioctl = old_disk_ioctl,
    .media_changed = old_disk_media_changed,
    .revalidate_disk = old_disk_revalidate,
};

static int __init old_disk_init(void)
{
	major = register_blkdev(0, "old_disk");
	store = vmalloc(SECTORS * 512);
	disk = alloc_disk(4);
	if (major <= 0 || !store || !disk)
		return -ENOMEM;
	memset(store, 0, SECTORS * 512);
	if (how == 2) {
		queue = blk_alloc_queue(GFP_KERNEL);
		blk_queue_make_request(queue, without);
	} else {
		queue = blk_init_queue(how ? by_bio : by_piece, &lock);
	}
	blk_queue_hardsect_size(queue, 512);
	init_timer(&timer);
	timer.function = change_medium;
	disk->major = major;
	disk->first_minor = 0;
	disk->fops = &old_disk_ops;
	disk->queue = queue;
	disk->private_data = store;
	sprintf(disk->disk_name, "old_disk");
	set_capacity(disk, SECTORS);
	add_disk(disk);
	return 0;
}

static void __exit old_disk_exit(void)
{
	del_timer_sync(&timer);
	del_gendisk(disk);
	put_disk(disk);
	if (how == 2)
		blk_put_queue(queue);
	else
		blk_cleanup_queue(queue);
	vfree(store);
	unregister_blkdev(major, "old_disk");
	if (opens)
		printk(KERN_ERR "old_disk: %d opens without a release\n", opens);
}

module_init(old_disk_init);
module_exit(old_disk_exit);
