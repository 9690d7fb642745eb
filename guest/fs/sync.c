/* SPDX-License-Identifier: GPL-2.0-only */
/* sync: what is dirty to the disk, because somebody asks for it. */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/syscalls.h>

#include "internal.h"

int noop_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	return 0;
}
EXPORT_SYMBOL(noop_fsync);

int generic_file_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	struct inode *inode = file->f_mapping->host;
	int err;

	inode_lock(inode);
	err = write_inode_now(inode, 1);
	inode_unlock(inode);
	return err;
}
EXPORT_SYMBOL(generic_file_fsync);

int vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync)
{
	const struct file_operations *op = file->f_op;

	if (op->fsync)
		return op->fsync(file, start, end, datasync);
	if (op->__fsync_2_6)
		return op->__fsync_2_6(file, file->f_path.dentry, datasync);
	return -EINVAL;
}
EXPORT_SYMBOL(vfs_fsync_range);

int vfs_fsync(struct file *file, int datasync)
{
	return vfs_fsync_range(file, 0, LLONG_MAX, datasync);
}
EXPORT_SYMBOL(vfs_fsync);

static long do_fsync(unsigned int fd, int datasync)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = vfs_fsync(f.file, datasync);
	fdput(f);
	return err;
}

SYSCALL_DEFINE1(fsync, unsigned int, fd)
{
	return do_fsync(fd, 0);
}

SYSCALL_DEFINE1(fdatasync, unsigned int, fd)
{
	return do_fsync(fd, 1);
}

SYSCALL_DEFINE0(sync)
{
	sync_all_filesystems();
	return 0;
}

SYSCALL_DEFINE1(syncfs, int, fd)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = sync_filesystem(file_inode(f.file)->i_sb);
	fdput(f);
	return err;
}

SYSCALL_DEFINE6(ia32_sync_file_range, int, fd, u32, off_low, u32, off_high, u32, len_low, u32,
		len_high, unsigned int, flags)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = S_ISFIFO(file_inode(f.file)->i_mode) ? -ESPIPE
						   : filemap_write_and_wait(f.file->f_mapping);
	fdput(f);
	return err;
}

/* Advice is not taken: read-ahead goes by what is read. */
static long advise(unsigned int fd, int advice)
{
	struct fd f = fdget(fd);
	long err = 0;

	if (!f.file)
		return -EBADF;
	if (S_ISFIFO(file_inode(f.file)->i_mode))
		err = -ESPIPE;
	else if (advice < 0 || advice > 5)
		err = -EINVAL;
	else if (advice == 4) /* POSIX_FADV_DONTNEED */
		invalidate_mapping_pages(f.file->f_mapping);
	fdput(f);
	return err;
}

SYSCALL_DEFINE5(ia32_fadvise64, int, fd, u32, low, u32, high, size_t, len, int, advice)
{
	return advise(fd, advice);
}

SYSCALL_DEFINE6(ia32_fadvise64_64, int, fd, u32, off_low, u32, off_high, u32, len_low, u32,
		len_high, int, advice)
{
	return advise(fd, advice);
}

SYSCALL_DEFINE4(ia32_readahead, int, fd, u32, low, u32, high, size_t, count)
{
	struct fd f = fdget(fd);
	loff_t pos = SYSCALL_U64(low, high);
	long err = -EBADF;

	if (f.file && f.file->f_mode & FMODE_READ) {
		err = S_ISREG(file_inode(f.file)->i_mode) ? 0 : -EINVAL;
		if (!err && f.file->f_mapping->a_ops->readpages)
			page_cache_readahead(f.file->f_mapping, pos >> PAGE_SHIFT,
					     DIV_ROUND_UP(count, PAGE_SIZE));
	}
	fdput(f);
	return err;
}
