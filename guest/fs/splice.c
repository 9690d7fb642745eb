/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * splice: bytes from a file to another without a program's memory between them, one of the two
 * a pipe (splice(2), tee(2), vmsplice(2)). Pages are not passed on but copied, by way of one of
 * the kernel's; nobody can tell, but by the clock.
 *
 * Locking: what is taken from a pipe stays in it until it has been written; pipe_peek() and
 * pipe_consume() (pipe.c) take the pipe's mutex, one at a time.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "internal.h"

#define SPLICE_F_MOVE	  1u
#define SPLICE_F_NONBLOCK 2u
#define SPLICE_F_MORE	  4u
#define SPLICE_F_GIFT	  8u
#define SPLICE_F_ALL	  15u

static bool is_pipe(const struct file *file)
{
	return file->f_op == &pipefifo_fops;
}

static ssize_t write_bytes(struct file *out, const void *buf, size_t len, loff_t *pos)
{
	return kernel_write(out, buf, len, pos);
}

/* Into a pipe what there is room for; it waits for some if nothing would fit. */
static ssize_t write_to_pipe(struct file *out, const void *buf, size_t len, bool wait)
{
	ssize_t room = pipe_wait_room(out, wait);
	loff_t none = 0;

	return room <= 0 ? room : kernel_write(out, buf, min((size_t)room, len), &none);
}

/* ---- out of a pipe ---- */

static ssize_t from_pipe(struct file *in, struct file *out, loff_t *pos, size_t len,
			 unsigned int flags, void *page)
{
	bool wait = !(flags & SPLICE_F_NONBLOCK || in->f_flags & O_NONBLOCK);
	bool out_waits = !(flags & SPLICE_F_NONBLOCK || out->f_flags & O_NONBLOCK);
	ssize_t done = 0, got, put;

	while (done < len) {
		got = pipe_wait_bytes(in, wait && !done);
		if (got <= 0)
			return done ? done : got;
		got = pipe_peek(in, 0, page, min(len - done, (size_t)PAGE_SIZE));
		if (got <= 0)
			break;
		put = is_pipe(out) ? write_to_pipe(out, page, got, out_waits && !done)
				   : write_bytes(out, page, got, pos);
		if (put <= 0)
			return done ? done : put;
		pipe_consume(in, put);
		done += put;
	}
	return done;
}

/* ---- into one ---- */

static ssize_t to_pipe(struct file *in, loff_t *pos, struct file *out, size_t len,
		       unsigned int flags, void *page)
{
	bool wait = !(flags & SPLICE_F_NONBLOCK);
	ssize_t done = 0, room, got, put;
	loff_t none = 0;

	while (done < len) {
		room = pipe_wait_room(out, wait && !done);
		if (room <= 0)
			return done ? done : room;
		got = kernel_read(in, page, min3((size_t)room, len - done, (size_t)PAGE_SIZE), pos);
		if (got <= 0)
			return done ? done : got;
		put = kernel_write(out, page, got, &none);
		if (put > 0)
			done += put;
		if (put < got)
			return done ? done : put;
		/* what comes as it comes is not waited for again */
		if (!S_ISREG(file_inode(in)->i_mode) && !S_ISBLK(file_inode(in)->i_mode))
			break;
	}
	return done;
}

static ssize_t splice_files(struct file *in, loff_t *in_pos, struct file *out, loff_t *out_pos,
			    size_t len, unsigned int flags)
{
	void *page = (void *)__get_free_page(GFP_KERNEL);
	ssize_t ret;

	if (!page)
		return -ENOMEM;
	ret = is_pipe(in) ? from_pipe(in, out, out_pos, len, flags, page)
			  : to_pipe(in, in_pos, out, len, flags, page);
	free_page((unsigned long)page);
	return ret;
}

/* Where to read or write: the file's own place, or what the program says. */
static int place(struct file *file, const loff_t __user *uoff, loff_t *pos)
{
	if (is_pipe(file))
		return uoff ? -ESPIPE : 0;
	if (!uoff) {
		*pos = file->f_pos;
		return 0;
	}
	if (!(file->f_mode & FMODE_PWRITE))
		return -EINVAL;
	return copy_from_user(pos, uoff, sizeof(*pos)) ? -EFAULT : 0;
}

static int put_place(struct file *file, loff_t __user *uoff, loff_t pos)
{
	if (is_pipe(file))
		return 0;
	if (uoff)
		return copy_to_user(uoff, &pos, sizeof(pos)) ? -EFAULT : 0;
	file->f_pos = pos;
	return 0;
}

static ssize_t do_splice(struct file *in, loff_t __user *uoff_in, struct file *out,
			 loff_t __user *uoff_out, size_t len, unsigned int flags)
{
	loff_t in_pos = 0, out_pos = 0;
	ssize_t ret;
	int err;

	if (!(in->f_mode & FMODE_READ) || !(out->f_mode & FMODE_WRITE))
		return -EBADF;
	err = place(in, uoff_in, &in_pos) ?: place(out, uoff_out, &out_pos);
	if (err)
		return err;
	if ((!is_pipe(in) && !is_pipe(out)) || (!is_pipe(out) && out->f_flags & O_APPEND) ||
	    (is_pipe(in) && is_pipe(out) && file_inode(in) == file_inode(out)))
		return -EINVAL;
	ret = splice_files(in, &in_pos, out, &out_pos, len, flags);
	if (ret > 0)
		err = put_place(in, uoff_in, in_pos) ?: put_place(out, uoff_out, out_pos);
	return err ? err : ret;
}

SYSCALL_DEFINE6(splice, int, fd_in, loff_t __user *, off_in, int, fd_out, loff_t __user *, off_out,
		size_t, len, unsigned int, flags)
{
	struct fd in, out;
	ssize_t ret = -EBADF;

	if (!len)
		return 0;
	if (flags & ~SPLICE_F_ALL)
		return -EINVAL;
	in = fdget(fd_in);
	out = fdget(fd_out);
	if (in.file && out.file)
		ret = do_splice(in.file, off_in, out.file, off_out, min(len, (size_t)MAX_RW_COUNT),
				flags);
	fdput(out);
	fdput(in);
	return ret;
}

/* ---- tee(): it stays in the first, too ---- */

static ssize_t do_tee(struct file *in, struct file *out, size_t len, unsigned int flags)
{
	bool wait = !(flags & SPLICE_F_NONBLOCK || in->f_flags & O_NONBLOCK);
	void *page;
	ssize_t done = 0, got, put;

	got = pipe_wait_bytes(in, wait);
	if (got <= 0)
		return got;
	page = (void *)__get_free_page(GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	while (done < len) {
		got = pipe_peek(in, done, page, min(len - done, (size_t)PAGE_SIZE));
		if (got <= 0)
			break;
		put = write_to_pipe(out, page, got, wait && !done);
		if (put <= 0) {
			done = done ? done : put;
			break;
		}
		done += put;
	}
	free_page((unsigned long)page);
	return done;
}

SYSCALL_DEFINE4(tee, int, fd_in, int, fd_out, size_t, len, unsigned int, flags)
{
	struct fd in, out;
	ssize_t ret = -EBADF;

	if (flags & ~SPLICE_F_ALL)
		return -EINVAL;
	if (!len)
		return 0;
	in = fdget(fd_in);
	out = fdget(fd_out);
	if (in.file && out.file && in.file->f_mode & FMODE_READ && out.file->f_mode & FMODE_WRITE) {
		if (is_pipe(in.file) && is_pipe(out.file) &&
		    file_inode(in.file) != file_inode(out.file))
			ret = do_tee(in.file, out.file, len, flags);
		else
			ret = -EINVAL;
	}
	fdput(out);
	fdput(in);
	return ret;
}

/* ---- vmsplice(): a program's memory ---- */

SYSCALL_DEFINE4(vmsplice, int, fd, const struct iovec __user *, uvec, unsigned long, nr,
		unsigned int, flags)
{
	struct iovec fast[UIO_FASTIOV], *iov = fast;
	struct iov_iter iter;
	struct fd f;
	ssize_t ret;
	loff_t pos = 0;
	bool write, imported;

	if (flags & ~SPLICE_F_ALL)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file || !(f.file->f_mode & (FMODE_READ | FMODE_WRITE))) {
		fdput(f);
		return -EBADF;
	}
	write = f.file->f_mode & FMODE_WRITE;
	ret = import_iovec(write ? WRITE : READ, uvec, nr, UIO_FASTIOV, &iov, &iter);
	imported = ret >= 0;
	if (ret > 0 && !is_pipe(f.file))
		ret = -EBADF;
	else if (ret > 0 && write) {
		ssize_t room = pipe_wait_room(f.file, !(flags & SPLICE_F_NONBLOCK));

		if (room > 0 && flags & SPLICE_F_NONBLOCK)
			iov_iter_truncate(&iter, room);
		ret = room <= 0 ? room : vfs_iter_write(f.file, &iter, &pos, 0);
	} else if (ret > 0)
		ret = vfs_iter_read(f.file, &iter, &pos, 0);
	if (imported)
		kfree(iov);
	fdput(f);
	return ret;
}
