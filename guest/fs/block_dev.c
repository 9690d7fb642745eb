/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * block_dev: disks as files.
 *
 * 1. Purpose. /dev/hda can be read and written byte by byte, through the page cache that
 *    its file systems' blocks are in too.
 *
 * 2. Structures. An open file's private_data is the block_device; f_mapping its pages.
 *
 * 3. Invariants. Nothing beyond the device's end; what is in the cache is what a mounted
 *    file system sees.
 *
 * 4. Locking and context. The page's lock for a write. May sleep.
 *
 * 5. Failure. -ENXIO: no such device; -ENOSPC: a write at its end; the disk's.
 */
#include <linux/blkdev.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/kmod.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "internal.h"

#define BLKROSET     _IO(0x12, 93)
#define BLKROGET     _IO(0x12, 94)
#define BLKRRPART    _IO(0x12, 95)
#define BLKGETSIZE   _IO(0x12, 96)
#define BLKFLSBUF    _IO(0x12, 97)
#define BLKRASET     _IO(0x12, 98)
#define BLKRAGET     _IO(0x12, 99)
#define BLKSSZGET    _IO(0x12, 104)
#define BLKBSZGET    _IOR(0x12, 112, size_t)
#define BLKBSZSET    _IOW(0x12, 113, size_t)
#define BLKGETSIZE64 _IOR(0x12, 114, size_t)
#define BLKPBSZGET   _IO(0x12, 123)

static fmode_t mode_of(const struct file *file)
{
	return file->f_mode & (FMODE_READ | FMODE_WRITE);
}

static int blkdev_open(struct inode *inode, struct file *file)
{
	struct block_device *bdev;

	/* with O_EXCL for oneself alone, as mkfs and fsck open it */
	if (file->f_flags & O_EXCL)
		file->f_mode |= FMODE_EXCL;
	bdev = blkdev_get_by_dev(inode->i_rdev, file->f_mode & (FMODE_EXCL | mode_of(file)), file);
	if (IS_ERR(bdev))
		return PTR_ERR(bdev);
	file->private_data = bdev;
	file->f_mapping = bdev->bd_mapping;
	file->f_flags |= O_LARGEFILE;
	return 0;
}

static int blkdev_release(struct inode *inode, struct file *file)
{
	blkdev_put(file->private_data, file->f_mode & (FMODE_EXCL | mode_of(file)));
	return 0;
}

static loff_t blkdev_llseek(struct file *file, loff_t off, int whence)
{
	return fixed_size_llseek(file, off, whence, bdev_nr_bytes(file->private_data));
}

static ssize_t blkdev_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	struct block_device *bdev = file->private_data;
	u64 size = bdev_nr_bytes(bdev), pos = iocb->ki_pos;
	unsigned long pages = (size + PAGE_SIZE - 1) >> PAGE_SHIFT;
	ssize_t done = 0, err = 0;

	while (iov_iter_count(to) && pos < size) {
		size_t off = pos & ~PAGE_MASK, len, copied;
		struct page *page;

		len = min3((u64)(PAGE_SIZE - off), size - pos, (u64)iov_iter_count(to));
		file_readahead(bdev->bd_mapping, &file->f_ra, pos >> PAGE_SHIFT, pages);
		page = read_mapping_page(bdev->bd_mapping, pos >> PAGE_SHIFT);
		if (IS_ERR(page)) {
			err = PTR_ERR(page);
			break;
		}
		copied = copy_page_to_iter(page, off, len, to);
		put_page(page);
		pos += copied;
		done += copied;
		if (copied < len) {
			err = -EFAULT;
			break;
		}
		if (signal_pending(current)) {
			err = -EINTR;
			break;
		}
	}
	iocb->ki_pos = pos;
	return done ? done : err;
}

/* A page of which all is going to be written need not be read. */
static struct page *page_to_write(struct address_space *mapping, u64 pos, size_t len)
{
	struct page *page;

	if (len < PAGE_SIZE) {
		page = read_mapping_page(mapping, pos >> PAGE_SHIFT);
		if (!IS_ERR(page))
			lock_page(page);
		return page;
	}
	page = find_or_create_page(mapping, pos >> PAGE_SHIFT, mapping->gfp_mask);
	return page ? page : ERR_PTR(-ENOMEM);
}

static ssize_t blkdev_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct block_device *bdev = iocb->ki_filp->private_data;
	struct address_space *mapping = bdev->bd_mapping;
	u64 size = bdev_nr_bytes(bdev), pos = iocb->ki_pos;
	ssize_t done = 0, err = 0;

	if (!iov_iter_count(from))
		return 0;
	if (bdev_read_only(bdev))
		return -EPERM;
	if (pos >= size)
		return -ENOSPC;
	while (iov_iter_count(from) && pos < size) {
		size_t off = pos & ~PAGE_MASK, len, copied;
		struct page *page;

		len = min3((u64)(PAGE_SIZE - off), size - pos, (u64)iov_iter_count(from));
		if (fault_in_iov_iter_readable(from, len)) {
			err = -EFAULT;
			break;
		}
		page = page_to_write(mapping, pos, len);
		if (IS_ERR(page)) {
			err = PTR_ERR(page);
			break;
		}
		copied = copy_page_from_iter(page, off, len, from);
		if (copied == len)
			SetPageUptodate(page);
		if (PageUptodate(page) && copied)
			set_page_dirty_range(page, off, copied);
		unlock_page(page);
		put_page(page);
		pos += copied;
		done += copied;
		if (copied < len || signal_pending(current)) {
			err = copied < len ? -EFAULT : -EINTR;
			break;
		}
		balance_dirty_pages(mapping);
	}
	iocb->ki_pos = pos;
	if (done > 0 && iocb->ki_flags & (IOCB_DSYNC | IOCB_SYNC))
		err = sync_blockdev(bdev);
	return done ? done : err;
}

static int blkdev_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	return sync_blockdev(file->private_data);
}

static long blkdev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct block_device *bdev = file->private_data;
	void __user *to = (void __user *)arg;
	u64 bytes = bdev_nr_bytes(bdev);

	switch (cmd) {
	case BLKGETSIZE:
		return put_user((unsigned long)(bytes >> 9), (unsigned long __user *)to);
	case BLKGETSIZE64:
		return copy_to_user(to, &bytes, sizeof(bytes)) ? -EFAULT : 0;
	case BLKROGET:
		return put_user((int)bdev_read_only(bdev), (int __user *)to);
	case BLKSSZGET:
	case BLKPBSZGET:
		return put_user((int)bdev_logical_block_size(bdev), (int __user *)to);
	case BLKBSZGET:
		return put_user((int)PAGE_SIZE, (int __user *)to);
	case BLKRAGET:
		return put_user(256ul, (unsigned long __user *)to);
	case BLKFLSBUF:
		if (!capable(CAP_SYS_ADMIN))
			return -EACCES;
		sync_blockdev(bdev);
		invalidate_bdev(bdev);
		return 0;
	case BLKRRPART:
		if (!capable(CAP_SYS_ADMIN))
			return -EACCES;
		return bdev_is_partition(bdev) ? -EINVAL : bdev_disk_changed(bdev->bd_disk, false);
	}
	if (bdev->bd_disk->fops->ioctl)
		return bdev->bd_disk->fops->ioctl(bdev, mode_of(file), cmd, arg);
	return -ENOTTY;
}

const struct file_operations def_blk_fops = {
    .open = blkdev_open,
    .release = blkdev_release,
    .llseek = blkdev_llseek,
    .read_iter = blkdev_read_iter,
    .write_iter = blkdev_write_iter,
    .fsync = blkdev_fsync,
    .unlocked_ioctl = blkdev_ioctl,
};
