/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scullpipe: what one process writes, another one reads; each waits for the other, unless
 * O_NONBLOCK, and poll() and SIGIO tell. The buffer lives while somebody has it open.
 * At the last writer's close a reader that waits keeps waiting: the next writer may come.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "scull.h"

struct scull_pipe {
	struct mutex lock;
	wait_queue_head_t readers, writers;
	char *buffer;
	unsigned int bytes, from, used; /* of a ring: used bytes from there on */
	unsigned int opens, read_opens, write_opens;
	struct fasync_struct *wants_sigio;
	struct cdev cdev;
};

static struct scull_pipe pipes[SCULL_PIPES];
static int added;

static int pipe_open(struct inode *inode, struct file *file)
{
	struct scull_pipe *pipe = container_of(inode->i_cdev, struct scull_pipe, cdev);

	if (mutex_lock_interruptible(&pipe->lock))
		return -ERESTARTSYS;
	if (!pipe->opens) {
		pipe->bytes = scull_pipe_bytes;
		pipe->from = pipe->used = 0;
		pipe->buffer = kmalloc(pipe->bytes, GFP_KERNEL);
		if (!pipe->buffer) {
			mutex_unlock(&pipe->lock);
			return -ENOMEM;
		}
	}
	pipe->opens++;
	pipe->read_opens += !!(file->f_mode & FMODE_READ);
	pipe->write_opens += !!(file->f_mode & FMODE_WRITE);
	mutex_unlock(&pipe->lock);
	file->private_data = pipe;
	return stream_open(inode, file);
}

static int pipe_fasync(int fd, struct file *file, int on)
{
	struct scull_pipe *pipe = file->private_data;

	return fasync_helper(fd, file, on, &pipe->wants_sigio);
}

static int pipe_release(struct inode *inode, struct file *file)
{
	struct scull_pipe *pipe = file->private_data;

	pipe_fasync(-1, file, 0);
	mutex_lock(&pipe->lock);
	pipe->read_opens -= !!(file->f_mode & FMODE_READ);
	pipe->write_opens -= !!(file->f_mode & FMODE_WRITE);
	if (!--pipe->opens) {
		kfree(pipe->buffer);
		pipe->buffer = NULL;
	}
	mutex_unlock(&pipe->lock);
	return 0;
}

/* Comes back with the lock and something to read, or an error and no lock. */
static int lock_with_data(struct scull_pipe *pipe, struct file *file)
{
	for (;;) {
		if (mutex_lock_interruptible(&pipe->lock))
			return -ERESTARTSYS;
		if (pipe->used)
			return 0;
		mutex_unlock(&pipe->lock);
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(pipe->readers, READ_ONCE(pipe->used)))
			return -ERESTARTSYS;
	}
}

static ssize_t pipe_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct scull_pipe *pipe = file->private_data;
	int err;

	if (!count)
		return 0;
	err = lock_with_data(pipe, file);
	if (err)
		return err;
	count = min3(count, (size_t)pipe->used, (size_t)pipe->bytes - pipe->from);
	if (copy_to_user(buf, pipe->buffer + pipe->from, count)) {
		mutex_unlock(&pipe->lock);
		return -EFAULT;
	}
	pipe->from = (pipe->from + count) % pipe->bytes;
	pipe->used -= count;
	mutex_unlock(&pipe->lock);
	wake_up_interruptible(&pipe->writers);
	return count;
}

static int lock_with_room(struct scull_pipe *pipe, struct file *file)
{
	for (;;) {
		if (mutex_lock_interruptible(&pipe->lock))
			return -ERESTARTSYS;
		if (pipe->used < pipe->bytes)
			return 0;
		mutex_unlock(&pipe->lock);
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(pipe->writers, READ_ONCE(pipe->used) < pipe->bytes))
			return -ERESTARTSYS;
	}
}

static ssize_t pipe_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct scull_pipe *pipe = file->private_data;
	unsigned int to;
	int err;

	if (!count)
		return 0;
	err = lock_with_room(pipe, file);
	if (err)
		return err;
	to = (pipe->from + pipe->used) % pipe->bytes;
	count = min3(count, (size_t)pipe->bytes - pipe->used, (size_t)pipe->bytes - to);
	if (copy_from_user(pipe->buffer + to, buf, count)) {
		mutex_unlock(&pipe->lock);
		return -EFAULT;
	}
	pipe->used += count;
	mutex_unlock(&pipe->lock);
	wake_up_interruptible(&pipe->readers);
	kill_fasync(&pipe->wants_sigio, SIGIO, POLL_IN);
	return count;
}

static __poll_t pipe_poll(struct file *file, poll_table *table)
{
	struct scull_pipe *pipe = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &pipe->readers, table);
	poll_wait(file, &pipe->writers, table);
	mutex_lock(&pipe->lock);
	if (pipe->used)
		mask |= EPOLLIN | EPOLLRDNORM;
	if (pipe->used < pipe->bytes)
		mask |= EPOLLOUT | EPOLLWRNORM;
	mutex_unlock(&pipe->lock);
	return mask;
}

static const struct file_operations pipe_fops = {
    .owner = THIS_MODULE,
    .open = pipe_open,
    .release = pipe_release,
    .read = pipe_read,
    .write = pipe_write,
    .poll = pipe_poll,
    .fasync = pipe_fasync,
    .unlocked_ioctl = scull_ioctl,
    .llseek = no_llseek,
};

static int scullpipe_show(struct seq_file *m, void *v)
{
	int i;

	for (i = 0; i < SCULL_PIPES; i++) {
		struct scull_pipe *pipe = &pipes[i];

		mutex_lock(&pipe->lock);
		seq_printf(m, "scullpipe%d: %u of %u bytes, %u readers, %u writers\n", i,
			   pipe->opens ? pipe->used : 0, pipe->opens ? pipe->bytes : 0,
			   pipe->read_opens, pipe->write_opens);
		mutex_unlock(&pipe->lock);
	}
	return 0;
}

void scull_pipe_exit(void)
{
	remove_proc_entry("scullpipe", NULL);
	while (added)
		cdev_del(&pipes[--added].cdev);
}

int scull_pipe_init(dev_t first)
{
	int i, err;

	for (i = 0; i < SCULL_PIPES; i++) {
		mutex_init(&pipes[i].lock);
		init_waitqueue_head(&pipes[i].readers);
		init_waitqueue_head(&pipes[i].writers);
	}
	err = proc_create_single("scullpipe", 0, NULL, scullpipe_show) ? 0 : -ENOMEM;
	for (added = 0; added < SCULL_PIPES && !err; added += !err) {
		cdev_init(&pipes[added].cdev, &pipe_fops);
		pipes[added].cdev.owner = THIS_MODULE;
		err = cdev_add(&pipes[added].cdev, first + added, 1);
	}
	if (err)
		scull_pipe_exit();
	return err;
}
