/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-buffer-file: /dev/iio:deviceN, which is the first buffer, and the ioctls that give the
 * others and events. Each of these is one program's at a time, and while the first buffer has a
 * file of its own, the device's does not read it. What is read are whole scans, and read() waits
 * for watermark of them, or as many as fit into the program's room.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/iio/buffer_impl.h>
#include <linux/iio/events.h>
#include <linux/iio/iio.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "drivers/iio/iio-core.h"

#define BUFFER_BUSY 1 /* of iio_buffer.flags: it has a file of its own */
#define DEVICE_BUSY 1 /* of iio_private.busy: /dev/iio:deviceN is open */

struct buffer_file {
	struct iio_private *p;
	struct iio_buffer *buffer; /* NULL: there is none, but events */
	bool own;		   /* by IIO_BUFFER_GET_FD_IOCTL */
};

static bool is_taken(struct buffer_file *f)
{
	return f->buffer && !f->own && test_bit(BUFFER_BUSY, &f->buffer->flags);
}

/* ---- reading ---- */

static size_t available(struct iio_buffer *buffer)
{
	return buffer->access->data_available ? buffer->access->data_available(buffer) : 0;
}

/* What the chip still has in its own buffer, at most count scans: how many came. */
static int flush_chip(struct iio_private *p, size_t count)
{
	if (!p->dev.info->hwfifo_flush_to_buffer)
		return -ENODEV;
	return p->dev.info->hwfifo_flush_to_buffer(&p->dev, count);
}

/* Are there wait scans? If not, and a chip has some, look there: for up to flush of them. */
static bool is_ready(struct buffer_file *f, size_t wait, int flush)
{
	size_t have = available(f->buffer);
	int came;

	if (!f->p->dev.info)
		return true;
	if (!iio_buffer_is_filling(f->buffer)) {
		/* nothing more will come */
		wait = min_t(size_t, wait, 1);
		flush = 0;
	}
	if (have >= wait) {
		/* who does not wait still wants what there is */
		if (!wait && flush > 0 && have < (size_t)flush)
			flush_chip(f->p, flush - have);
		return true;
	}
	if (flush <= 0)
		return false;
	came = flush_chip(f->p, flush);
	return came > 0 && have + came >= wait;
}

static ssize_t buffer_read(struct file *file, char __user *buf, size_t len, loff_t *pos)
{
	struct buffer_file *f = file->private_data;
	struct iio_buffer *buffer = f->buffer;
	size_t scan, wait;
	int err;

	if (!f->p->dev.info)
		return -ENODEV;
	if (is_taken(f))
		return -EBUSY;
	if (!buffer || !buffer->access->read)
		return -EINVAL;
	if (buffer->direction != IIO_BUFFER_DIRECTION_IN)
		return -EPERM;
	scan = buffer->bytes_per_datum;
	if (!scan) /* never enabled */
		return 0;
	wait = file->f_flags & O_NONBLOCK ? 0 : min_t(size_t, len / scan, buffer->watermark);
	do {
		err = wait_event_interruptible(buffer->pollq, is_ready(f, wait, len / scan));
		if (err)
			return err;
		if (!f->p->dev.info)
			return -ENODEV;
		err = buffer->access->read(buffer, len, buf);
		if (!err && (file->f_flags & O_NONBLOCK))
			return -EAGAIN;
	} while (!err);
	return err;
}

/* ---- writing ---- */

static size_t room(struct iio_buffer *buffer)
{
	return buffer->access->space_available ? buffer->access->space_available(buffer) : SIZE_MAX;
}

static ssize_t buffer_write(struct file *file, const char __user *buf, size_t len, loff_t *pos)
{
	struct buffer_file *f = file->private_data;
	struct iio_buffer *buffer = f->buffer;
	size_t written = 0;
	int err;

	if (!f->p->dev.info)
		return -ENODEV;
	if (is_taken(f))
		return -EBUSY;
	if (!buffer || !buffer->access->write)
		return -EINVAL;
	if (buffer->direction != IIO_BUFFER_DIRECTION_OUT)
		return -EPERM;
	while (written < len) {
		if (!room(buffer)) {
			if (written || (file->f_flags & O_NONBLOCK))
				break;
			err = wait_event_interruptible(buffer->pollq,
						       room(buffer) || !f->p->dev.info);
			if (err)
				return err;
		}
		if (!f->p->dev.info)
			return -ENODEV;
		err = buffer->access->write(buffer, len - written, buf + written);
		if (err < 0)
			return written ? (ssize_t)written : err;
		if (!err)
			break; /* less than a scan */
		written += err;
	}
	return written ? (ssize_t)written : -EAGAIN;
}

static __poll_t buffer_poll(struct file *file, struct poll_table_struct *wait)
{
	struct buffer_file *f = file->private_data;

	if (!f->p->dev.info || !f->buffer || is_taken(f))
		return 0;
	poll_wait(file, &f->buffer->pollq, wait);
	if (f->buffer->direction == IIO_BUFFER_DIRECTION_OUT)
		return room(f->buffer) ? EPOLLOUT | EPOLLWRNORM : 0;
	return is_ready(f, f->buffer->watermark, 0) ? EPOLLIN | EPOLLRDNORM : 0;
}

/* ---- opening ---- */

static unsigned long *busy_bits(struct iio_private *p, struct iio_buffer *buffer, bool own)
{
	BUILD_BUG_ON(BUFFER_BUSY != DEVICE_BUSY);
	return own ? &buffer->flags : &p->busy;
}

static struct buffer_file *new_file(struct iio_private *p, struct iio_buffer *buffer, bool own)
{
	struct buffer_file *f;

	if (test_and_set_bit(DEVICE_BUSY, busy_bits(p, buffer, own)))
		return ERR_PTR(-EBUSY);
	f = kzalloc(sizeof(*f), GFP_KERNEL);
	if (!f) {
		clear_bit(DEVICE_BUSY, busy_bits(p, buffer, own));
		return ERR_PTR(-ENOMEM);
	}
	iio_device_get(&p->dev);
	f->p = p;
	f->buffer = buffer;
	f->own = own;
	return f;
}

static void end_file(struct buffer_file *f)
{
	clear_bit(DEVICE_BUSY, busy_bits(f->p, f->buffer, f->own));
	iio_device_put(&f->p->dev);
	kfree(f);
}

static int buffer_release(struct inode *inode, struct file *file)
{
	end_file(file->private_data);
	return 0;
}

static const struct file_operations buffer_fops = {
    .owner = THIS_MODULE,
    .read = buffer_read,
    .write = buffer_write,
    .poll = buffer_poll,
    .release = buffer_release,
    .llseek = noop_llseek,
};

static long get_buffer(struct iio_private *p, int __user *nr_and_fd)
{
	struct buffer_file *f;
	int nr, fd;

	if (copy_from_user(&nr, nr_and_fd, sizeof(nr)))
		return -EFAULT;
	if (nr < 0 || nr >= p->num_buffers)
		return -ENODEV;
	f = new_file(p, p->buffers[nr], true);
	if (IS_ERR(f))
		return PTR_ERR(f);
	fd = anon_inode_getfd("iio:buffer", &buffer_fops, f, O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		end_file(f);
		return fd;
	}
	return copy_to_user(nr_and_fd, &fd, sizeof(fd)) ? -EFAULT : 0;
}

static long device_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct buffer_file *f = file->private_data;
	long err;

	mutex_lock(&f->p->exists_lock);
	if (!f->p->dev.info)
		err = -ENODEV;
	else if (cmd == IIO_GET_EVENT_FD_IOCTL)
		err = iio_events_getfd(f->p, (int __user *)arg);
	else if (cmd == IIO_BUFFER_GET_FD_IOCTL && f->p->num_buffers)
		err = get_buffer(f->p, (int __user *)arg);
	else
		err = -ENODEV;
	mutex_unlock(&f->p->exists_lock);
	return err;
}

static int device_open(struct inode *inode, struct file *file)
{
	struct iio_private *p = container_of(inode->i_cdev, struct iio_private, cdev);
	struct buffer_file *f = new_file(p, p->num_buffers ? p->buffers[0] : NULL, false);

	if (IS_ERR(f))
		return PTR_ERR(f);
	file->private_data = f;
	return 0;
}

const struct file_operations iio_device_fops = {
    .owner = THIS_MODULE,
    .open = device_open,
    .read = buffer_read,
    .write = buffer_write,
    .poll = buffer_poll,
    .unlocked_ioctl = device_ioctl,
    .compat_ioctl = compat_ptr_ioctl,
    .release = buffer_release,
    .llseek = noop_llseek,
};
