/* SPDX-License-Identifier: GPL-2.0-only */
/* seek: where the next read or write of a file is. */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

loff_t vfs_setpos(struct file *file, loff_t off, loff_t maxsize)
{
	if (off < 0 || off > maxsize)
		return -EINVAL;
	if (off != file->f_pos) {
		file->f_pos = off;
		file->f_version = 0;
	}
	return off;
}
EXPORT_SYMBOL(vfs_setpos);

loff_t generic_file_llseek_size(struct file *file, loff_t off, int whence, loff_t maxsize,
				loff_t eof)
{
	switch (whence) {
	case SEEK_SET:
		break;
	case SEEK_CUR:
		if (!off)
			return file->f_pos;
		off += file->f_pos;
		break;
	case SEEK_END:
		off += eof;
		break;
	case SEEK_DATA: /* all of it is data */
		if (off < 0 || off >= eof)
			return -ENXIO;
		break;
	case SEEK_HOLE: /* the one at the end */
		if (off < 0 || off >= eof)
			return -ENXIO;
		off = eof;
		break;
	default:
		return -EINVAL;
	}
	return vfs_setpos(file, off, maxsize);
}
EXPORT_SYMBOL(generic_file_llseek_size);

loff_t generic_file_llseek(struct file *file, loff_t off, int whence)
{
	struct inode *inode = file->f_mapping->host;

	return generic_file_llseek_size(file, off, whence, inode->i_sb->s_maxbytes,
					i_size_read(inode));
}
EXPORT_SYMBOL(generic_file_llseek);

loff_t fixed_size_llseek(struct file *file, loff_t off, int whence, loff_t size)
{
	if (whence != SEEK_SET && whence != SEEK_CUR && whence != SEEK_END)
		return -EINVAL;
	return generic_file_llseek_size(file, off, whence, size, size);
}
EXPORT_SYMBOL(fixed_size_llseek);

loff_t no_seek_end_llseek(struct file *file, loff_t off, int whence)
{
	if (whence != SEEK_SET && whence != SEEK_CUR)
		return -EINVAL;
	return generic_file_llseek_size(file, off, whence, LLONG_MAX, 0);
}
EXPORT_SYMBOL(no_seek_end_llseek);

loff_t default_llseek(struct file *file, loff_t off, int whence)
{
	struct inode *inode = file_inode(file);
	loff_t ret;

	inode_lock(inode);
	ret = generic_file_llseek_size(file, off, whence, LLONG_MAX, i_size_read(inode));
	inode_unlock(inode);
	return ret;
}
EXPORT_SYMBOL(default_llseek);

loff_t no_llseek(struct file *file, loff_t off, int whence)
{
	return -ESPIPE;
}
EXPORT_SYMBOL(no_llseek);

loff_t noop_llseek(struct file *file, loff_t off, int whence)
{
	return file->f_pos;
}
EXPORT_SYMBOL(noop_llseek);

loff_t vfs_llseek(struct file *file, loff_t off, int whence)
{
	/* a driver that says nothing: of 2.6 it can be moved about in, of 6.1 it cannot */
	if (file->f_mode & FMODE_LSEEK && file->f_op->llseek)
		return file->f_op->llseek(file, off, whence);
	return -ESPIPE;
}
EXPORT_SYMBOL(vfs_llseek);

static long do_lseek(unsigned int fd, loff_t off, unsigned int whence, loff_t *result)
{
	struct fd f = fdget_pos(fd);

	if (!f.file)
		return -EBADF;
	*result = whence <= SEEK_MAX ? vfs_llseek(f.file, off, whence) : -EINVAL;
	fdput_pos(f);
	return *result < 0 ? (long)*result : 0;
}

SYSCALL_DEFINE3(lseek, unsigned int, fd, long, off, unsigned int, whence)
{
	loff_t result;
	long err = do_lseek(fd, off, whence, &result);

	if (err)
		return err;
	return result > LONG_MAX ? -EOVERFLOW : (long)result;
}

SYSCALL_DEFINE5(llseek, unsigned int, fd, unsigned long, high, unsigned long, low, loff_t __user *,
		to, unsigned int, whence)
{
	loff_t result;
	long err = do_lseek(fd, SYSCALL_U64(low, high), whence, &result);

	if (err)
		return err;
	return copy_to_user(to, &result, sizeof(result)) ? -EFAULT : 0;
}

/* ---- how a driver says that there is nowhere to move to ---- */

int nonseekable_open(struct inode *inode, struct file *file)
{
	file->f_mode &= ~(FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE);
	return 0;
}
EXPORT_SYMBOL(nonseekable_open);

int stream_open(struct inode *inode, struct file *file)
{
	file->f_mode &= ~(FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE | FMODE_ATOMIC_POS);
	file->f_mode |= FMODE_STREAM;
	return 0;
}
EXPORT_SYMBOL(stream_open);

int generic_file_open(struct inode *inode, struct file *file)
{
	if (!(file->f_flags & O_LARGEFILE) && i_size_read(inode) > MAX_NON_LFS)
		return -EOVERFLOW;
	return 0;
}
EXPORT_SYMBOL(generic_file_open);
