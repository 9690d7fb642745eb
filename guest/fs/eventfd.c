/* SPDX-License-Identifier: GPL-2.0-only */
/* eventfd: a number that can be added to and waited for, as a file. */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#define EFD_SEMAPHORE 1
#define MAX_COUNT     (ULLONG_MAX - 1)

struct eventfd {
	wait_queue_head_t wait; /* its lock guards count */
	u64 count;
	bool semaphore;
};

/* What a read gives; 0: nothing yet. */
static u64 take(struct eventfd *e)
{
	u64 got;

	spin_lock_irq(&e->wait.lock);
	got = e->semaphore && e->count ? 1 : e->count;
	e->count -= got;
	spin_unlock_irq(&e->wait.lock);
	return got;
}

static bool add(struct eventfd *e, u64 n)
{
	bool fits;

	spin_lock_irq(&e->wait.lock);
	fits = n <= MAX_COUNT - e->count;
	if (fits)
		e->count += n;
	spin_unlock_irq(&e->wait.lock);
	return fits;
}

static ssize_t eventfd_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct eventfd *e = file->private_data;
	u64 got = 0;

	if (count < sizeof(got))
		return -EINVAL;
	if (!(got = take(e))) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(e->wait, (got = take(e))))
			return -ERESTARTSYS;
	}
	wake_up_interruptible_poll(&e->wait, EPOLLOUT);
	return copy_to_user(buf, &got, sizeof(got)) ? -EFAULT : (ssize_t)sizeof(got);
}

static ssize_t eventfd_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct eventfd *e = file->private_data;
	u64 n;

	if (count < sizeof(n))
		return -EINVAL;
	if (copy_from_user(&n, buf, sizeof(n)))
		return -EFAULT;
	if (n == ULLONG_MAX)
		return -EINVAL;
	if (!add(e, n)) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(e->wait, add(e, n)))
			return -ERESTARTSYS;
	}
	wake_up_interruptible_poll(&e->wait, EPOLLIN);
	return sizeof(n);
}

static __poll_t eventfd_poll(struct file *file, poll_table *table)
{
	struct eventfd *e = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &e->wait, table);
	if (e->count > 0)
		mask |= EPOLLIN;
	if (e->count == ULLONG_MAX)
		mask |= EPOLLERR;
	if (e->count < MAX_COUNT)
		mask |= EPOLLOUT;
	return mask;
}

static int eventfd_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations eventfd_fops = {
    .release = eventfd_release,
    .read = eventfd_read,
    .write = eventfd_write,
    .poll = eventfd_poll,
    .llseek = noop_llseek,
};

static long do_eventfd(unsigned int count, int flags)
{
	struct eventfd *e;
	int fd;

	if (flags & ~(EFD_SEMAPHORE | O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	e = kzalloc(sizeof(*e), GFP_KERNEL);
	if (!e)
		return -ENOMEM;
	init_waitqueue_head(&e->wait);
	e->count = count;
	e->semaphore = flags & EFD_SEMAPHORE;
	fd = anon_inode_getfd("[eventfd]", &eventfd_fops, e,
			      O_RDWR | (flags & (O_CLOEXEC | O_NONBLOCK)));
	if (fd < 0)
		kfree(e);
	return fd;
}

SYSCALL_DEFINE2(eventfd2, unsigned int, count, int, flags)
{
	return do_eventfd(count, flags);
}

SYSCALL_DEFINE1(eventfd, unsigned int, count)
{
	return do_eventfd(count, 0);
}
