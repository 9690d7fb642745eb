/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * block_dev: disks and partitions as files: read and written through the device's page cache,
 * in which file systems see the same.
 */
#include <linux/blkdev.h>
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/hdreg.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#define BLKROSET     _IO(0x12, 93)
#define BLKROGET     _IO(0x12, 94)
#define BLKRRPART    _IO(0x12, 95)
#define BLKGETSIZE   _IO(0x12, 96)
#define BLKFLSBUF    _IO(0x12, 97)
#define BLKRASET     _IO(0x12, 98)
#define BLKRAGET     _IO(0x12, 99)
#define BLKSSZGET    _IO(0x12, 104)
#define BLKBSZGET    _IOR(0x12, 112, size_t)
#define BLKGETSIZE64 _IOR(0x12, 114, size_t)
#define BLKIOMIN     _IO(0x12, 120)
#define BLKPBSZGET   _IO(0x12, 123)

static struct block_device *bdev_of(struct file *file)
{
	return file->private_data;
}

static fmode_t mode_of(const struct file *file)
{
	return (file->f_mode & (FMODE_READ | FMODE_WRITE)) |
	       (file->f_flags & O_EXCL ? FMODE_EXCL : 0) |
	       (file->f_flags & O_NDELAY ? FMODE_NDELAY : 0);
}

static int blkdev_open(struct inode *inode, struct file *file)
{
	struct block_device *bdev = blkdev_get_by_dev(inode->i_rdev, mode_of(file), file);

	if (IS_ERR(bdev))
		return PTR_ERR(bdev);
	file->private_data = bdev;
	file->f_mapping = bdev->bd_mapping;
	return 0;
}

static int blkdev_release(struct inode *inode, struct file *file)
{
	blkdev_put(bdev_of(file), mode_of(file));
	return 0;
}

static loff_t blkdev_llseek(struct file *file, loff_t off, int whence)
{
	return fixed_size_llseek(file, off, whence, bdev_nr_bytes(bdev_of(file)));
}

/* What of count from pos on is on the device and in one page. */
static size_t in_page(const struct block_device *bdev, loff_t pos, size_t count)
{
	u64 size = bdev_nr_bytes(bdev);

	if (pos >= size)
		return 0;
	return min_t(u64, min_t(u64, count, size - pos), PAGE_SIZE - (pos & ~PAGE_MASK));
}

static ssize_t blkdev_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	struct block_device *bdev = bdev_of(file);
	unsigned long pages = (bdev_nr_bytes(bdev) + PAGE_SIZE - 1) >> PAGE_SHIFT;
	ssize_t done = 0;
	size_t n, copied;

	while ((n = in_page(bdev, iocb->ki_pos, iov_iter_count(to)))) {
		struct page *page;

		file_readahead(bdev->bd_mapping, &file->f_ra, iocb->ki_pos >> PAGE_SHIFT, pages);
		page = read_mapping_page(bdev->bd_mapping, iocb->ki_pos >> PAGE_SHIFT);
		if (IS_ERR(page))
			return done ? done : PTR_ERR(page);
		copied = copy_page_to_iter(page, iocb->ki_pos & ~PAGE_MASK, n, to);
		put_page(page);
		iocb->ki_pos += copied;
		done += copied;
		if (copied < n)
			return done ? done : -EFAULT;
		if (signal_pending(current))
			break;
	}
	return done;
}

/* A page that is written as a whole need not be read. */
static struct page *page_to_write(struct block_device *bdev, loff_t pos, size_t n)
{
	struct page *page;

	if (n < PAGE_SIZE) {
		page = read_mapping_page(bdev->bd_mapping, pos >> PAGE_SHIFT);
		if (!IS_ERR(page))
			lock_page(page);
		return page;
	}
	page = find_or_create_page(bdev->bd_mapping, pos >> PAGE_SHIFT, GFP_USER);
	return page ? page : ERR_PTR(-ENOMEM);
}

/* The user's memory may be a map of this very page: have it there before it is locked. */
static ssize_t write_some(struct block_device *bdev, loff_t pos, size_t n, struct iov_iter *from)
{
	struct page *page;
	size_t copied;

	if (fault_in_iov_iter_readable(from, n) == n)
		return -EFAULT;
	page = page_to_write(bdev, pos, n);
	if (IS_ERR(page))
		return PTR_ERR(page);
	if (!PageUptodate(page) && fault_in_iov_iter_readable(from, n)) {
		unlock_page(page);
		put_page(page);
		return -EFAULT;
	}
	copied = copy_page_from_iter(page, pos & ~PAGE_MASK, n, from);
	if (copied == n)
		SetPageUptodate(page);
	if (PageUptodate(page) && copied) {
		set_page_dirty_range(page, pos & ~PAGE_MASK, copied);
	} else {
		iov_iter_revert(from, copied);
		copied = 0;
	}
	unlock_page(page);
	put_page(page);
	return copied;
}

static ssize_t blkdev_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct block_device *bdev = bdev_of(iocb->ki_filp);
	ssize_t done = 0, now;
	size_t n;
	int err;

	if (bdev_read_only(bdev))
		return -EPERM;
	if (iov_iter_count(from) && iocb->ki_pos >= bdev_nr_bytes(bdev))
		return -ENOSPC;
	while ((n = in_page(bdev, iocb->ki_pos, iov_iter_count(from)))) {
		now = write_some(bdev, iocb->ki_pos, n, from);
		if (now <= 0)
			return done ? done : now ? now : -EFAULT;
		iocb->ki_pos += now;
		done += now;
		balance_dirty_pages(bdev->bd_mapping);
		if (signal_pending(current))
			break;
	}
	if (done && iocb->ki_flags & (IOCB_DSYNC | IOCB_SYNC)) {
		err = sync_blockdev(bdev);
		if (err)
			return err;
	}
	return done;
}

static int blkdev_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	return sync_blockdev(bdev_of(file));
}

/* ---- ioctl ---- */

static int get_geometry(struct block_device *bdev, void __user *arg)
{
	struct hd_geometry geo = {0};
	int err;

	err = bdev->bd_disk->fops->getgeo(bdev, &geo);
	if (err)
		return err;
	geo.start = bdev->bd_start_sect;
	return copy_to_user(arg, &geo, sizeof(geo)) ? -EFAULT : 0;
}

static int reread_partitions(struct block_device *bdev)
{
	int err;

	if (bdev_is_partition(bdev) || bdev->bd_disk->minors <= 1)
		return -EINVAL;
	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	mutex_lock(&bdev->bd_disk->open_mutex);
	err = bdev_disk_changed(bdev->bd_disk, true);
	mutex_unlock(&bdev->bd_disk->open_mutex);
	return err;
}

static int set_read_only(struct block_device *bdev, int __user *arg)
{
	int value;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	if (get_user(value, arg))
		return -EFAULT;
	bdev->bd_read_only = value;
	return 0;
}

static int flush_buffers(struct block_device *bdev)
{
	int err;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	err = sync_blockdev(bdev);
	invalidate_bdev(bdev);
	return err;
}

static long blkdev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct block_device *bdev = bdev_of(file);
	const struct block_device_operations *fops = bdev->bd_disk->fops;
	u64 bytes = bdev_nr_bytes(bdev);

	switch (cmd) {
	case BLKGETSIZE:
		return bytes >> SECTOR_SHIFT > ULONG_MAX
			   ? -EFBIG
			   : put_user((unsigned long)(bytes >> SECTOR_SHIFT),
				      (unsigned long __user *)arg);
	case BLKGETSIZE64:
		return copy_to_user((void __user *)arg, &bytes, sizeof(bytes)) ? -EFAULT : 0;
	case BLKSSZGET:
		return put_user((int)bdev_logical_block_size(bdev), (int __user *)arg);
	case BLKPBSZGET:
	case BLKIOMIN:
		return put_user(bdev->bd_queue->limits.physical_block_size,
				(unsigned int __user *)arg);
	case BLKBSZGET:
		return put_user((int)PAGE_SIZE, (int __user *)arg);
	case BLKROGET:
		return put_user((int)bdev_read_only(bdev), (int __user *)arg);
	case BLKROSET:
		return set_read_only(bdev, (int __user *)arg);
	case BLKRAGET:
		return put_user(file->f_ra.ra_pages * (PAGE_SIZE / 512),
				(unsigned long __user *)arg);
	case BLKRASET:
		file->f_ra.ra_pages = arg * 512 / PAGE_SIZE;
		return 0;
	case BLKFLSBUF:
		return flush_buffers(bdev);
	case BLKRRPART:
		return reread_partitions(bdev);
	case HDIO_GETGEO:
		if (fops->getgeo)
			return get_geometry(bdev, (void __user *)arg);
		fallthrough;
	default:
		if (fops->__bdev_ioctl_2_6)
			return blkdev_ioctl_2_6(bdev, mode_of(file), cmd, arg);
		return fops->ioctl ? fops->ioctl(bdev, mode_of(file), cmd, arg) : -ENOTTY;
	}
}

const struct file_operations def_blk_fops = {
    .open = blkdev_open,
    .release = blkdev_release,
    .llseek = blkdev_llseek,
    .read_iter = blkdev_read_iter,
    .write_iter = blkdev_write_iter,
    .mmap = generic_file_mmap,
    .fsync = blkdev_fsync,
    .unlocked_ioctl = blkdev_ioctl,
};
