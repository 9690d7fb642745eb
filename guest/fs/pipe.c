/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pipe: bytes that go in at one end and come out at the other.
 *
 * 1. Purpose. pipe() makes both ends at once; a fifo is a name for one.
 *
 * 2. Structures. A ring of pages, each allocated when the first byte goes into it and kept
 *    for the next one as long as the pipe is small; head counts what was written, tail what
 *    was read, in bytes:
 *
 *	      tail                  head
 *	 [....abcd] [efghijkl] [mno.....] [ none ]
 *
 * 3. Invariants. head - tail is what is in it, at most nr_bytes. A write of up to PIPE_BUF
 *    bytes goes in whole or not at all, so that writers do not mix.
 *
 * 4. Locking and context. The pipe's mutex for everything; two queues, one for each end.
 *    Nobody sleeps with the mutex but for the program's own memory.
 *
 * 5. Failure. No reader: -EPIPE and SIGPIPE. No writer and nothing in it: end of file.
 */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <asm/ioctls.h>

#include "internal.h"

#define PIPE_BUF	  4096
#define PIPE_DEF_PAGES	  16
#define PIPE_MAX_PAGES	  256 /* 1 MiB, as fs.pipe-max-size has it */
#define SMALL_KEEPS_PAGES 2

struct pipe_inode_info {
	struct mutex mutex;
	wait_queue_head_t rd_wait, wr_wait;
	unsigned int head, tail; /* bytes; they wrap around */
	unsigned int nr_pages, nr_bytes;
	unsigned int readers, writers, files;
	unsigned int r_counter, w_counter; /* how often each end was opened: a fifo waits for it */
	struct fasync_struct *fasync_readers, *fasync_writers;
	void **pages;
};

static struct vfsmount *pipe_mnt;

/* ---- the ring ---- */

static struct pipe_inode_info *alloc_pipe(void)
{
	struct pipe_inode_info *pipe = kzalloc(sizeof(*pipe), GFP_KERNEL);

	if (!pipe)
		return NULL;
	pipe->pages = kcalloc(PIPE_DEF_PAGES, sizeof(*pipe->pages), GFP_KERNEL);
	if (!pipe->pages) {
		kfree(pipe);
		return NULL;
	}
	mutex_init(&pipe->mutex);
	init_waitqueue_head(&pipe->rd_wait);
	init_waitqueue_head(&pipe->wr_wait);
	pipe->nr_pages = PIPE_DEF_PAGES;
	pipe->nr_bytes = PIPE_DEF_PAGES * PAGE_SIZE;
	return pipe;
}

static void free_pipe(struct pipe_inode_info *pipe)
{
	unsigned int i;

	for (i = 0; i < pipe->nr_pages; i++)
		free_page((unsigned long)pipe->pages[i]);
	kfree(pipe->pages);
	kfree(pipe);
}

static inline unsigned int used(const struct pipe_inode_info *pipe)
{
	return pipe->head - pipe->tail;
}

static inline unsigned int room(const struct pipe_inode_info *pipe)
{
	return pipe->nr_bytes - used(pipe);
}

static void **slot(struct pipe_inode_info *pipe, unsigned int at)
{
	return &pipe->pages[(at >> PAGE_SHIFT) & (pipe->nr_pages - 1)];
}

/* Up to the end of a page; how many bytes, or -errno. */
static ssize_t put_some(struct pipe_inode_info *pipe, struct iov_iter *from)
{
	unsigned int off = pipe->head & ~PAGE_MASK, n;
	void **page = slot(pipe, pipe->head);
	size_t copied;

	n = min3((size_t)room(pipe), (size_t)(PAGE_SIZE - off), iov_iter_count(from));
	if (!*page) {
		*page = (void *)__get_free_page(GFP_HIGHUSER & ~__GFP_HIGHMEM);
		if (!*page)
			return -ENOMEM;
	}
	copied = copy_from_iter(*page + off, n, from);
	pipe->head += copied;
	return copied ? (ssize_t)copied : -EFAULT;
}

static ssize_t take_some(struct pipe_inode_info *pipe, struct iov_iter *to)
{
	unsigned int off = pipe->tail & ~PAGE_MASK, n;
	void **page = slot(pipe, pipe->tail);
	size_t copied;

	n = min3((size_t)used(pipe), (size_t)(PAGE_SIZE - off), iov_iter_count(to));
	copied = copy_to_iter(*page + off, n, to);
	pipe->tail += copied;
	if (!used(pipe)) {
		/* the next byte goes to the page that is warm */
		pipe->head = pipe->tail = (pipe->tail - copied) & PAGE_MASK;
	} else if (!(pipe->tail & ~PAGE_MASK) && used(pipe) > SMALL_KEEPS_PAGES * PAGE_SIZE) {
		free_page((unsigned long)*page);
		*page = NULL;
	}
	return copied ? (ssize_t)copied : -EFAULT;
}

/* ---- reading and writing ---- */

static ssize_t pipe_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	struct pipe_inode_info *pipe = file->private_data;
	ssize_t done = 0, ret = 0;
	bool was_full;

	if (unlikely(!iov_iter_count(to)))
		return 0;
	mutex_lock(&pipe->mutex);
	for (;;) {
		was_full = room(pipe) < PIPE_BUF;
		while (used(pipe) && iov_iter_count(to)) {
			ret = take_some(pipe, to);
			if (ret < 0)
				break;
			done += ret;
		}
		if (done || ret < 0 || !pipe->writers)
			break;
		if (file->f_flags & O_NONBLOCK) {
			ret = -EAGAIN;
			break;
		}
		mutex_unlock(&pipe->mutex);
		ret = wait_event_interruptible_exclusive(pipe->rd_wait,
							 used(pipe) || !READ_ONCE(pipe->writers));
		mutex_lock(&pipe->mutex);
		if (ret)
			break;
	}
	mutex_unlock(&pipe->mutex);
	if (done && was_full) {
		wake_up_interruptible_poll(&pipe->wr_wait, EPOLLOUT | EPOLLWRNORM);
		kill_fasync(&pipe->fasync_writers, SIGIO, 2);
	}
	/* one reader was woken: there may be something for the next */
	if (done && used(pipe) && waitqueue_active(&pipe->rd_wait))
		wake_up_interruptible_poll(&pipe->rd_wait, EPOLLIN | EPOLLRDNORM);
	return done ? done : ret;
}

/* Is there room to go on? A small write wants all of it at once. */
static bool writable(struct pipe_inode_info *pipe, size_t left)
{
	return room(pipe) >= (left <= PIPE_BUF ? left : 1) || !READ_ONCE(pipe->readers);
}

static ssize_t pipe_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	struct pipe_inode_info *pipe = file->private_data;
	size_t total = iov_iter_count(from);
	ssize_t done = 0, ret = 0;
	bool was_empty = false;

	if (unlikely(!total))
		return 0;
	mutex_lock(&pipe->mutex);
	for (;;) {
		if (!pipe->readers) {
			if (!done)
				ret = -EPIPE;
			break;
		}
		if (writable(pipe, total - done)) {
			was_empty |= !used(pipe);
			while (room(pipe) && iov_iter_count(from)) {
				ret = put_some(pipe, from);
				if (ret < 0)
					break;
				done += ret;
			}
			if (ret < 0 || !iov_iter_count(from))
				break;
		}
		if (file->f_flags & O_NONBLOCK) {
			ret = -EAGAIN;
			break;
		}
		mutex_unlock(&pipe->mutex);
		if (was_empty)
			wake_up_interruptible_poll(&pipe->rd_wait, EPOLLIN | EPOLLRDNORM);
		was_empty = false;
		ret =
		    wait_event_interruptible_exclusive(pipe->wr_wait, writable(pipe, total - done));
		mutex_lock(&pipe->mutex);
		if (ret)
			break;
	}
	mutex_unlock(&pipe->mutex);
	if (was_empty && done) {
		wake_up_interruptible_poll(&pipe->rd_wait, EPOLLIN | EPOLLRDNORM);
		kill_fasync(&pipe->fasync_readers, SIGIO, 1);
	}
	if (ret == -EPIPE)
		send_sig(SIGPIPE, current, 0);
	return done ? done : ret;
}

static __poll_t pipe_poll(struct file *file, poll_table *table)
{
	struct pipe_inode_info *pipe = file->private_data;
	__poll_t mask = 0;

	if (file->f_mode & FMODE_READ) {
		poll_wait(file, &pipe->rd_wait, table);
		if (used(pipe))
			mask |= EPOLLIN | EPOLLRDNORM;
		if (!pipe->writers && file->f_version != pipe->w_counter)
			mask |= EPOLLHUP;
	}
	if (file->f_mode & FMODE_WRITE) {
		poll_wait(file, &pipe->wr_wait, table);
		if (room(pipe) >= PIPE_BUF)
			mask |= EPOLLOUT | EPOLLWRNORM;
		if (!pipe->readers)
			mask |= EPOLLERR;
	}
	return mask;
}

static long pipe_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct pipe_inode_info *pipe = file->private_data;

	if (cmd != FIONREAD)
		return -ENOTTY;
	return put_user((int)used(pipe), (int __user *)arg);
}

static int pipe_fasync(int fd, struct file *file, int on)
{
	struct pipe_inode_info *pipe = file->private_data;
	int ret = 0;

	if (file->f_mode & FMODE_READ)
		ret = fasync_helper(fd, file, on, &pipe->fasync_readers);
	if (ret >= 0 && file->f_mode & FMODE_WRITE)
		ret = fasync_helper(fd, file, on, &pipe->fasync_writers);
	return ret;
}

/* ---- its size ---- */

/* All pages anew: what is in it begins at the first. */
static long set_size(struct pipe_inode_info *pipe, unsigned long bytes)
{
	unsigned int nr, have, i, page;
	void **pages;

	if (bytes > PIPE_MAX_PAGES * PAGE_SIZE)
		return capable(CAP_SYS_RESOURCE) ? -EINVAL : -EPERM;
	nr = roundup_pow_of_two(max(DIV_ROUND_UP(bytes, PAGE_SIZE), 1ul));
	pages = kcalloc(nr, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	mutex_lock(&pipe->mutex);
	page = pipe->tail >> PAGE_SHIFT;
	have = used(pipe) ? ((pipe->head - 1) >> PAGE_SHIFT) - page + 1 : 0;
	if (have > nr) {
		mutex_unlock(&pipe->mutex);
		kfree(pages);
		return -EBUSY;
	}
	for (i = 0; i < have; i++)
		swap(pages[i], pipe->pages[(page + i) & (pipe->nr_pages - 1)]);
	for (i = 0; i < pipe->nr_pages; i++)
		free_page((unsigned long)pipe->pages[i]);
	kfree(pipe->pages);
	pipe->pages = pages;
	pipe->nr_pages = nr;
	pipe->nr_bytes = nr * PAGE_SIZE;
	pipe->head -= page << PAGE_SHIFT;
	pipe->tail -= page << PAGE_SHIFT;
	mutex_unlock(&pipe->mutex);
	wake_up_interruptible_all(&pipe->wr_wait);
	return nr * PAGE_SIZE;
}

long pipe_fcntl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct pipe_inode_info *pipe = file->private_data;

	if (file->f_op != &pipefifo_fops)
		return -EBADF;
	return cmd == F_SETPIPE_SZ ? set_size(pipe, arg) : (long)pipe->nr_bytes;
}

/* ---- for splice() ---- */

ssize_t pipe_wait_bytes(struct file *file, bool wait)
{
	struct pipe_inode_info *pipe = file->private_data;
	int err = 0;

	if (!used(pipe) && READ_ONCE(pipe->writers))
		err = wait ? wait_event_interruptible(pipe->rd_wait,
						      used(pipe) || !READ_ONCE(pipe->writers))
			   : -EAGAIN;
	return err ? err : (ssize_t)used(pipe);
}

ssize_t pipe_wait_room(struct file *file, bool wait)
{
	struct pipe_inode_info *pipe = file->private_data;
	int err = 0;

	if (!room(pipe) && READ_ONCE(pipe->readers))
		err = wait ? wait_event_interruptible(pipe->wr_wait,
						      room(pipe) || !READ_ONCE(pipe->readers))
			   : -EAGAIN;
	if (!err && !READ_ONCE(pipe->readers)) {
		send_sig(SIGPIPE, current, 0);
		err = -EPIPE;
	}
	return err ? err : (ssize_t)room(pipe);
}

ssize_t pipe_peek(struct file *file, size_t off, void *buf, size_t len)
{
	struct pipe_inode_info *pipe = file->private_data;
	size_t done = 0, n;

	mutex_lock(&pipe->mutex);
	len = min(len, used(pipe) - min((size_t)used(pipe), off));
	while (done < len) {
		unsigned int at = pipe->tail + off + done;

		n = min(len - done, (size_t)(PAGE_SIZE - (at & ~PAGE_MASK)));
		memcpy(buf + done, *slot(pipe, at) + (at & ~PAGE_MASK), n);
		done += n;
	}
	mutex_unlock(&pipe->mutex);
	return done;
}

void pipe_consume(struct file *file, size_t len)
{
	struct pipe_inode_info *pipe = file->private_data;

	mutex_lock(&pipe->mutex);
	pipe->tail += min(len, (size_t)used(pipe));
	mutex_unlock(&pipe->mutex);
	wake_up_interruptible_poll(&pipe->wr_wait, EPOLLOUT | EPOLLWRNORM);
	kill_fasync(&pipe->fasync_writers, SIGIO, 2);
}

/* ---- both ends' coming and going ---- */

static void put_pipe(struct inode *inode, struct pipe_inode_info *pipe)
{
	bool last;

	spin_lock(&inode->i_lock);
	last = !--pipe->files;
	if (last)
		inode->i_pipe = NULL;
	spin_unlock(&inode->i_lock);
	if (last)
		free_pipe(pipe);
}

static int pipe_release(struct inode *inode, struct file *file)
{
	struct pipe_inode_info *pipe = file->private_data;

	mutex_lock(&pipe->mutex);
	if (file->f_mode & FMODE_READ)
		pipe->readers--;
	if (file->f_mode & FMODE_WRITE)
		pipe->writers--;
	mutex_unlock(&pipe->mutex);
	if (!pipe->readers != !pipe->writers) {
		__wake_up(&pipe->rd_wait, TASK_INTERRUPTIBLE, 0, poll_to_key(EPOLLIN | EPOLLHUP));
		__wake_up(&pipe->wr_wait, TASK_INTERRUPTIBLE, 0, poll_to_key(EPOLLOUT | EPOLLERR));
		kill_fasync(&pipe->fasync_readers, SIGIO, 1);
		kill_fasync(&pipe->fasync_writers, SIGIO, 2);
	}
	put_pipe(inode, pipe);
	return 0;
}

/* A fifo's pipe is made by the first who opens it. */
static struct pipe_inode_info *pipe_of(struct inode *inode)
{
	struct pipe_inode_info *pipe, *new = inode->i_pipe ? NULL : alloc_pipe();

	spin_lock(&inode->i_lock);
	pipe = inode->i_pipe;
	if (!pipe && new) {
		pipe = inode->i_pipe = new;
		new = NULL;
	}
	if (pipe)
		pipe->files++;
	spin_unlock(&inode->i_lock);
	if (new)
		free_pipe(new);
	return pipe;
}

/* Wait until the other end was opened after we came; the mutex is given up meanwhile. */
static int wait_for_partner(struct pipe_inode_info *pipe, unsigned int *counter,
			    wait_queue_head_t *queue)
{
	unsigned int seen = *counter;
	int err;

	mutex_unlock(&pipe->mutex);
	err = wait_event_interruptible(*queue, READ_ONCE(*counter) != seen);
	mutex_lock(&pipe->mutex);
	return err;
}

static int open_reader(struct file *file, struct pipe_inode_info *pipe, bool is_pipe)
{
	pipe->r_counter++;
	if (!pipe->readers++)
		wake_up_interruptible_all(&pipe->wr_wait);
	if (is_pipe || pipe->writers)
		return 0;
	if (file->f_flags & O_NONBLOCK) {
		file->f_version = pipe->w_counter; /* no HUP before there was a writer */
		return 0;
	}
	return wait_for_partner(pipe, &pipe->w_counter, &pipe->rd_wait);
}

static int open_writer(struct file *file, struct pipe_inode_info *pipe, bool is_pipe)
{
	if (!is_pipe && file->f_flags & O_NONBLOCK && !pipe->readers)
		return -ENXIO;
	pipe->w_counter++;
	if (!pipe->writers++)
		wake_up_interruptible_all(&pipe->rd_wait);
	if (is_pipe || pipe->readers)
		return 0;
	return wait_for_partner(pipe, &pipe->r_counter, &pipe->wr_wait);
}

static int fifo_open(struct inode *inode, struct file *file)
{
	bool is_pipe = inode->i_sb == pipe_mnt->mnt_sb, counted = true;
	struct pipe_inode_info *pipe = pipe_of(inode);
	int err = 0;

	if (!pipe)
		return -ENOMEM;
	file->private_data = pipe;
	file->f_version = 0; /* whoever writes makes w_counter another */
	stream_open(inode, file);
	mutex_lock(&pipe->mutex);
	switch (file->f_mode & (FMODE_READ | FMODE_WRITE)) {
	case FMODE_READ:
		err = open_reader(file, pipe, is_pipe);
		if (err)
			pipe->readers--;
		break;
	case FMODE_WRITE:
		err = open_writer(file, pipe, is_pipe);
		if (err && err != -ENXIO)
			pipe->writers--;
		break;
	default: /* who has both ends waits for nobody */
		pipe->readers++;
		pipe->writers++;
		pipe->r_counter++;
		pipe->w_counter++;
		wake_up_interruptible_all(&pipe->rd_wait);
		wake_up_interruptible_all(&pipe->wr_wait);
		counted = false;
	}
	mutex_unlock(&pipe->mutex);
	if (err && counted)
		put_pipe(inode, pipe);
	return err;
}

const struct file_operations pipefifo_fops = {
    .open = fifo_open,
    .llseek = no_llseek,
    .read_iter = pipe_read,
    .write_iter = pipe_write,
    .poll = pipe_poll,
    .unlocked_ioctl = pipe_ioctl,
    .release = pipe_release,
    .fasync = pipe_fasync,
};

/* ---- pipe() ---- */

static struct inode *pipe_inode(void)
{
	struct inode *inode = new_inode(pipe_mnt->mnt_sb);

	if (!inode)
		return NULL;
	inode->i_ino = get_next_ino();
	inode->i_mode = S_IFIFO | S_IRUSR | S_IWUSR;
	inode->i_uid = current_fsuid();
	inode->i_gid = current_fsgid();
	inode->i_fop = &pipefifo_fops;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	return inode;
}

static int make_files(struct file **files, int flags)
{
	struct inode *inode = pipe_inode();
	int how = flags & (O_NONBLOCK | O_DIRECT);

	if (!inode)
		return -ENFILE;
	files[0] = alloc_file_pseudo(inode, pipe_mnt, "", O_RDONLY | how, &pipefifo_fops);
	if (IS_ERR(files[0])) {
		iput(inode);
		return PTR_ERR(files[0]);
	}
	files[1] = dentry_open(&files[0]->f_path, O_WRONLY | how, current_cred());
	if (IS_ERR(files[1])) {
		fput(files[0]);
		return PTR_ERR(files[1]);
	}
	return 0;
}

static long do_pipe(int __user *fds, int flags)
{
	struct file *files[2];
	int fd[2], err;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK | O_DIRECT))
		return -EINVAL;
	err = make_files(files, flags);
	if (err)
		return err;
	fd[0] = get_unused_fd_flags(flags);
	fd[1] = fd[0] < 0 ? fd[0] : get_unused_fd_flags(flags);
	err = fd[1] < 0 ? fd[1] : copy_to_user(fds, fd, sizeof(fd)) ? -EFAULT : 0;
	if (err) {
		if (fd[1] >= 0)
			put_unused_fd(fd[1]);
		if (fd[0] >= 0)
			put_unused_fd(fd[0]);
		fput(files[0]);
		fput(files[1]);
		return err;
	}
	fd_install(fd[0], files[0]);
	fd_install(fd[1], files[1]);
	return 0;
}

SYSCALL_DEFINE2(pipe2, int __user *, fds, int, flags)
{
	return do_pipe(fds, flags);
}

SYSCALL_DEFINE1(pipe, int __user *, fds)
{
	return do_pipe(fds, 0);
}

/* ---- where pipes without a name live ---- */

static char *pipe_dname(struct dentry *dentry, char *buf, int buflen)
{
	snprintf(buf, buflen, "pipe:[%lu]", d_inode(dentry)->i_ino);
	return buf;
}

static const struct dentry_operations pipe_dentry_operations = {.d_dname = pipe_dname};

static struct dentry *pipefs_mount(struct file_system_type *type, int flags, const char *dev_name,
				   void *data)
{
	return mount_pseudo_fs(type, flags, PIPEFS_MAGIC, &pipe_dentry_operations);
}

static struct file_system_type pipe_fs_type = {
    .name = "pipefs", .mount = pipefs_mount, .kill_sb = kill_anon_super};

static int __init pipe_init(void)
{
	int err = register_filesystem(&pipe_fs_type);

	if (!err) {
		pipe_mnt = kern_mount(&pipe_fs_type);
		err = PTR_ERR_OR_ZERO(pipe_mnt);
	}
	return err;
}
fs_initcall(pipe_init);
