/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * read_write: bytes between a file and memory.
 *
 * 1. Purpose. All forms of read() and write() end in one of a driver's two: with a buffer of
 *    the user's (read, write), or with an iterator over pieces of anybody's memory
 *    (read_iter, write_iter). Drivers of 2.6 to 4.0 may have aio_read or readv instead.
 *
 * 2. Structures. A kiocb is one operation under way: the file, and where in it.
 *
 * 3. Invariants. The position moves by what was done, and not at all when nothing was.
 *    read() and write() of one struct file do not overlap where the file has a position.
 *
 * 4. Locking and context. f_pos_lock where several might use the file. May sleep.
 *
 * 5. Failure. -EBADF (not opened so), -EINVAL (cannot), -EFAULT, and the driver's.
 */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fsnotify.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "internal.h"

int iocb_flags(struct file *file)
{
	int flags = 0;

	if (file->f_flags & O_APPEND)
		flags |= IOCB_APPEND;
	if (file->f_flags & O_DIRECT)
		flags |= IOCB_DIRECT;
	if (file->f_flags & O_DSYNC)
		flags |= IOCB_DSYNC;
	if (file->f_flags & __O_SYNC)
		flags |= IOCB_SYNC;
	return flags;
}
EXPORT_SYMBOL(iocb_flags);

/* A file without a position gives and takes at 0, and nobody keeps it. */
static loff_t *position(struct file *file)
{
	return file->f_mode & FMODE_STREAM ? NULL : &file->f_pos;
}

/* ---- by iterator ---- */

static ssize_t iter_op(struct file *file, struct iov_iter *iter, loff_t *pos, int flags,
		       ssize_t (*op)(struct kiocb *iocb, struct iov_iter *iter))
{
	struct kiocb iocb = {
	    .ki_filp = file, .ki_pos = pos ? *pos : 0, .ki_flags = iocb_flags(file) | flags};
	ssize_t ret = op(&iocb, iter);

	if (pos)
		*pos = iocb.ki_pos;
	return ret;
}

ssize_t vfs_iter_read(struct file *file, struct iov_iter *iter, loff_t *pos, int flags)
{
	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (!file->f_op->read_iter)
		return -EINVAL;
	return iter_op(file, iter, pos, flags, file->f_op->read_iter);
}
EXPORT_SYMBOL(vfs_iter_read);

ssize_t vfs_iter_write(struct file *file, struct iov_iter *iter, loff_t *pos, int flags)
{
	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (!file->f_op->write_iter)
		return -EINVAL;
	return iter_op(file, iter, pos, flags, file->f_op->write_iter);
}
EXPORT_SYMBOL(vfs_iter_write);

/* ---- by buffer ---- */

/* 2.6.10's other forms. */
static ssize_t read_2_6(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct kiocb iocb = {.ki_filp = file, .ki_pos = *pos};
	struct iovec iov = {buf, count};
	ssize_t ret;

	if (file->f_op->__aio_read_4_0)
		ret = file->f_op->__aio_read_4_0(&iocb, &iov, 1, iocb.ki_pos);
	else if (file->f_op->__aio_read_2_6)
		ret = file->f_op->__aio_read_2_6(&iocb, buf, count, iocb.ki_pos);
	else
		return file->f_op->readv(file, &iov, 1, pos);
	*pos = iocb.ki_pos;
	return ret;
}

static ssize_t write_2_6(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct kiocb iocb = {.ki_filp = file, .ki_pos = *pos};
	struct iovec iov = {(void __user *)buf, count};
	ssize_t ret;

	if (file->f_op->__aio_write_4_0)
		ret = file->f_op->__aio_write_4_0(&iocb, &iov, 1, iocb.ki_pos);
	else if (file->f_op->__aio_write_2_6)
		ret = file->f_op->__aio_write_2_6(&iocb, buf, count, iocb.ki_pos);
	else
		return file->f_op->writev(file, &iov, 1, pos);
	*pos = iocb.ki_pos;
	return ret;
}

/* Those who watch it, if anything was done. */
static inline ssize_t told(struct file *file, ssize_t done, unsigned int mask)
{
	if (done > 0)
		fsnotify_file(file, mask);
	return done;
}

ssize_t vfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	const struct file_operations *op = file->f_op;
	struct iov_iter iter;
	loff_t none = 0;

	if (unlikely(!(file->f_mode & FMODE_READ)))
		return -EBADF;
	if (unlikely(!(file->f_mode & FMODE_CAN_READ)))
		return -EINVAL;
	if (unlikely((ssize_t)count < 0 || (pos && *pos < 0)))
		return -EINVAL;
	if (unlikely(!access_ok(buf, count)))
		return -EFAULT;
	count = min_t(size_t, count, MAX_RW_COUNT);
	if (op->read)
		return op->read(file, buf, count, pos ? pos : &none);
	if (likely(op->read_iter)) {
		iov_iter_ubuf(&iter, ITER_DEST, buf, count);
		return told(file, iter_op(file, &iter, pos, 0, op->read_iter), IN_ACCESS);
	}
	return read_2_6(file, buf, count, pos ? pos : &none);
}
EXPORT_SYMBOL(vfs_read);

ssize_t vfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	const struct file_operations *op = file->f_op;
	struct iov_iter iter;
	loff_t none = 0;

	if (unlikely(!(file->f_mode & FMODE_WRITE)))
		return -EBADF;
	if (unlikely(!(file->f_mode & FMODE_CAN_WRITE)))
		return -EINVAL;
	if (unlikely((ssize_t)count < 0 || (pos && *pos < 0)))
		return -EINVAL;
	if (unlikely(!access_ok(buf, count)))
		return -EFAULT;
	count = min_t(size_t, count, MAX_RW_COUNT);
	if (op->write)
		return op->write(file, buf, count, pos ? pos : &none);
	if (likely(op->write_iter)) {
		iov_iter_ubuf(&iter, ITER_SOURCE, (void __user *)buf, count);
		return told(file, iter_op(file, &iter, pos, 0, op->write_iter), IN_MODIFY);
	}
	return write_2_6(file, buf, count, pos ? pos : &none);
}
EXPORT_SYMBOL(vfs_write);

ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos)
{
	struct kvec kvec = {buf, min_t(size_t, count, MAX_RW_COUNT)};
	struct iov_iter iter;

	iov_iter_kvec(&iter, ITER_DEST, &kvec, 1, kvec.iov_len);
	return vfs_iter_read(file, &iter, pos, 0);
}
EXPORT_SYMBOL(kernel_read);

ssize_t kernel_write(struct file *file, const void *buf, size_t count, loff_t *pos)
{
	struct kvec kvec = {(void *)buf, min_t(size_t, count, MAX_RW_COUNT)};
	struct iov_iter iter;

	iov_iter_kvec(&iter, ITER_SOURCE, &kvec, 1, kvec.iov_len);
	return vfs_iter_write(file, &iter, pos, 0);
}
EXPORT_SYMBOL(kernel_write);

/* ---- system calls ---- */

SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count)
{
	struct fd f = fdget_pos(fd);
	ssize_t ret;

	if (unlikely(!f.file))
		return -EBADF;
	ret = vfs_read(f.file, buf, count, position(f.file));
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE3(write, unsigned int, fd, const char __user *, buf, size_t, count)
{
	struct fd f = fdget_pos(fd);
	ssize_t ret;

	if (unlikely(!f.file))
		return -EBADF;
	ret = vfs_write(f.file, buf, count, position(f.file));
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE5(ia32_pread64, unsigned int, fd, char __user *, buf, size_t, count, u32, low, u32,
		high)
{
	loff_t pos = SYSCALL_U64(low, high);
	struct fd f;
	ssize_t ret;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	ret = f.file->f_mode & FMODE_PREAD ? vfs_read(f.file, buf, count, &pos) : -ESPIPE;
	fdput(f);
	return ret;
}

SYSCALL_DEFINE5(ia32_pwrite64, unsigned int, fd, const char __user *, buf, size_t, count, u32, low,
		u32, high)
{
	loff_t pos = SYSCALL_U64(low, high);
	struct fd f;
	ssize_t ret;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	ret = f.file->f_mode & FMODE_PWRITE ? vfs_write(f.file, buf, count, &pos) : -ESPIPE;
	fdput(f);
	return ret;
}

/* ---- in pieces ---- */

/* A driver that knows buffers only is called for each. */
static ssize_t piece_by_piece(struct file *file, struct iov_iter *iter, loff_t *pos, int type)
{
	ssize_t done = 0, ret;

	while (iov_iter_count(iter)) {
		size_t len = iov_iter_single_seg_count(iter);
		char __user *base = iter->user_backed && iter->iter_type == ITER_UBUF
					? iter->ubuf + iter->iov_offset
					: iter->iov->iov_base + iter->iov_offset;

		if (type == READ)
			ret = vfs_read(file, base, len, pos);
		else
			ret = vfs_write(file, base, len, pos);
		if (ret < 0)
			return done ? done : ret;
		done += ret;
		if (ret != len)
			break;
		iov_iter_advance(iter, len);
	}
	return done;
}

static ssize_t vfs_rwv(struct file *file, const struct iovec __user *vec, unsigned long vlen,
		       loff_t *pos, int type)
{
	struct iovec fast[UIO_FASTIOV], *iov = fast;
	struct iov_iter iter;
	ssize_t ret;

	if (!(file->f_mode & (type == READ ? FMODE_READ : FMODE_WRITE)))
		return -EBADF;
	if (!(file->f_mode & (type == READ ? FMODE_CAN_READ : FMODE_CAN_WRITE)))
		return -EINVAL;
	ret = import_iovec(type, vec, vlen, UIO_FASTIOV, &iov, &iter);
	if (ret < 0)
		return ret;
	if (!iov_iter_count(&iter))
		ret = 0;
	else if (type == READ && file->f_op->read_iter)
		ret = iter_op(file, &iter, pos, 0, file->f_op->read_iter);
	else if (type == WRITE && file->f_op->write_iter)
		ret = iter_op(file, &iter, pos, 0, file->f_op->write_iter);
	else
		ret = piece_by_piece(file, &iter, pos, type);
	kfree(iov);
	return ret;
}

static long do_rwv(unsigned int fd, const struct iovec __user *vec, unsigned long vlen, int type)
{
	struct fd f = fdget_pos(fd);
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	ret = vfs_rwv(f.file, vec, vlen, position(f.file), type);
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE3(readv, unsigned int, fd, const struct iovec __user *, vec, unsigned long, vlen)
{
	return do_rwv(fd, vec, vlen, READ);
}

SYSCALL_DEFINE3(writev, unsigned int, fd, const struct iovec __user *, vec, unsigned long, vlen)
{
	return do_rwv(fd, vec, vlen, WRITE);
}

static long do_prwv(unsigned int fd, const struct iovec __user *vec, unsigned long vlen, loff_t pos,
		    int type)
{
	struct fd f;
	ssize_t ret;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	ret = f.file->f_mode & (type == READ ? FMODE_PREAD : FMODE_PWRITE)
		  ? vfs_rwv(f.file, vec, vlen, &pos, type)
		  : -ESPIPE;
	fdput(f);
	return ret;
}

SYSCALL_DEFINE5(preadv, unsigned int, fd, const struct iovec __user *, vec, unsigned long, vlen,
		u32, low, u32, high)
{
	return do_prwv(fd, vec, vlen, SYSCALL_U64(low, high), READ);
}

SYSCALL_DEFINE5(pwritev, unsigned int, fd, const struct iovec __user *, vec, unsigned long, vlen,
		u32, low, u32, high)
{
	return do_prwv(fd, vec, vlen, SYSCALL_U64(low, high), WRITE);
}

/* flags: none of them can be had here; -1: at the file's position. */
static long do_prwv2(unsigned int fd, const struct iovec __user *vec, unsigned long vlen,
		     loff_t pos, int flags, int type)
{
	if (flags)
		return -EOPNOTSUPP;
	return pos == -1 ? do_rwv(fd, vec, vlen, type) : do_prwv(fd, vec, vlen, pos, type);
}

SYSCALL_DEFINE6(preadv2, unsigned int, fd, const struct iovec __user *, vec, unsigned long, vlen,
		u32, low, u32, high, int, flags)
{
	return do_prwv2(fd, vec, vlen, SYSCALL_U64(low, high), flags, READ);
}

SYSCALL_DEFINE6(pwritev2, unsigned int, fd, const struct iovec __user *, vec, unsigned long, vlen,
		u32, low, u32, high, int, flags)
{
	return do_prwv2(fd, vec, vlen, SYSCALL_U64(low, high), flags, WRITE);
}

/* ---- from file to file ---- */

#define COPY_BYTES PAGE_SIZE

/* Any file that can be read to any that can be written, through a page of the kernel's. */
static ssize_t copy_file(struct file *in, loff_t *in_pos, struct file *out, loff_t *out_pos,
			 size_t count)
{
	char *page = (char *)__get_free_page(GFP_KERNEL);
	size_t done = 0;
	ssize_t got = 0, put;

	if (!page)
		return -ENOMEM;
	while (done < count) {
		loff_t before = in_pos ? *in_pos : 0;

		if (signal_pending(current)) {
			got = -EINTR;
			break;
		}
		got = kernel_read(in, page, min_t(size_t, count - done, COPY_BYTES), in_pos);
		if (got <= 0)
			break;
		put = kernel_write(out, page, got, out_pos);
		if (put > 0)
			done += put;
		if (put < got) {
			/* what could not be written is to be read again */
			if (in_pos)
				*in_pos = before + max(put, (ssize_t)0);
			got = put;
			break;
		}
		cond_resched();
	}
	free_page((unsigned long)page);
	return done ? (ssize_t)done : got;
}

static long do_sendfile(int out_fd, int in_fd, loff_t *pos, size_t count)
{
	struct fd in = fdget(in_fd), out = {NULL, 0};
	ssize_t ret = -EBADF;

	if (!in.file || !(in.file->f_mode & FMODE_READ))
		goto done;
	out = fdget_pos(out_fd);
	if (!out.file || !(out.file->f_mode & FMODE_WRITE))
		goto done;
	ret = -ESPIPE;
	if (pos && !(in.file->f_mode & FMODE_PREAD))
		goto done;
	ret = -EINVAL;
	if (!in.file->f_op->read_iter || !out.file->f_op->write_iter ||
	    out.file->f_flags & O_APPEND)
		goto done;
	ret = copy_file(in.file, pos ? pos : position(in.file), out.file, position(out.file),
			min_t(size_t, count, MAX_RW_COUNT));
done:
	if (out.file)
		fdput_pos(out);
	if (in.file)
		fdput(in);
	return ret;
}

SYSCALL_DEFINE4(sendfile, int, out_fd, int, in_fd, s32 __user *, offset, size_t, count)
{
	loff_t pos;
	s32 off;
	long ret;

	if (!offset)
		return do_sendfile(out_fd, in_fd, NULL, count);
	if (get_user(off, offset))
		return -EFAULT;
	pos = off;
	ret = do_sendfile(out_fd, in_fd, &pos, count);
	return put_user((s32)pos, offset) ? -EFAULT : ret;
}

SYSCALL_DEFINE4(sendfile64, int, out_fd, int, in_fd, loff_t __user *, offset, size_t, count)
{
	loff_t pos;
	long ret;

	if (!offset)
		return do_sendfile(out_fd, in_fd, NULL, count);
	if (copy_from_user(&pos, offset, sizeof(pos)))
		return -EFAULT;
	ret = do_sendfile(out_fd, in_fd, &pos, count);
	return copy_to_user(offset, &pos, sizeof(pos)) ? -EFAULT : ret;
}

static long copy_range(struct file *in, loff_t __user *off_in, struct file *out,
		       loff_t __user *off_out, size_t len)
{
	loff_t in_pos = in->f_pos, out_pos = out->f_pos;
	long ret;

	if (!S_ISREG(file_inode(in)->i_mode) || !S_ISREG(file_inode(out)->i_mode))
		return S_ISDIR(file_inode(in)->i_mode) ? -EISDIR : -EINVAL;
	if (out->f_flags & O_APPEND)
		return -EBADF;
	if ((off_in && copy_from_user(&in_pos, off_in, sizeof(in_pos))) ||
	    (off_out && copy_from_user(&out_pos, off_out, sizeof(out_pos))))
		return -EFAULT;
	if (in_pos < 0 || out_pos < 0)
		return -EINVAL;
	ret = copy_file(in, &in_pos, out, &out_pos, min_t(size_t, len, MAX_RW_COUNT));
	if (ret <= 0)
		return ret;
	if (!off_in)
		in->f_pos = in_pos;
	else if (copy_to_user(off_in, &in_pos, sizeof(in_pos)))
		return -EFAULT;
	if (!off_out)
		out->f_pos = out_pos;
	else if (copy_to_user(off_out, &out_pos, sizeof(out_pos)))
		return -EFAULT;
	return ret;
}

SYSCALL_DEFINE6(copy_file_range, int, fd_in, loff_t __user *, off_in, int, fd_out, loff_t __user *,
		off_out, size_t, len, unsigned int, flags)
{
	struct fd in = fdget(fd_in), out = fdget(fd_out);
	long ret = -EBADF;

	if (flags)
		ret = -EINVAL;
	else if (in.file && out.file && in.file->f_mode & FMODE_READ &&
		 out.file->f_mode & FMODE_WRITE)
		ret = copy_range(in.file, off_in, out.file, off_out, len);
	fdput(out);
	fdput(in);
	return ret;
}
