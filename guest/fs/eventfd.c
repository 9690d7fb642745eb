/* SPDX-License-Identifier: GPL-2.0-only */
/* eventfd: a number that can be added to and waited for, as a file. */
#include <linux/eventfd.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#define MAX_COUNT (ULLONG_MAX - 1)

struct eventfd_ctx {
	struct kref users;	/* the file, and who has it by eventfd_ctx_fdget() */
	wait_queue_head_t wait; /* its lock guards count */
	u64 count;
	bool semaphore;
};

/* What a read gives; 0: nothing yet. */
static u64 take(struct eventfd_ctx *e)
{
	u64 got;

	spin_lock_irq(&e->wait.lock);
	got = e->semaphore && e->count ? 1 : e->count;
	e->count -= got;
	spin_unlock_irq(&e->wait.lock);
	return got;
}

static bool add(struct eventfd_ctx *e, u64 n)
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
	struct eventfd_ctx *e = file->private_data;
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
	struct eventfd_ctx *e = file->private_data;
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
	struct eventfd_ctx *e = file->private_data;
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

static void ctx_free(struct kref *users)
{
	kfree(container_of(users, struct eventfd_ctx, users));
}

void eventfd_ctx_put(struct eventfd_ctx *ctx)
{
	kref_put(&ctx->users, ctx_free);
}
EXPORT_SYMBOL_GPL(eventfd_ctx_put);

static int eventfd_release(struct inode *inode, struct file *file)
{
	eventfd_ctx_put(file->private_data);
	return 0;
}

static const struct file_operations eventfd_fops = {
    .release = eventfd_release,
    .read = eventfd_read,
    .write = eventfd_write,
    .poll = eventfd_poll,
    .llseek = noop_llseek,
};

/* ---- for drivers that tell programs of something ---- */

struct eventfd_ctx *eventfd_ctx_fileget(struct file *file)
{
	struct eventfd_ctx *ctx = file->private_data;

	if (file->f_op != &eventfd_fops)
		return ERR_PTR(-EINVAL);
	kref_get(&ctx->users);
	return ctx;
}
EXPORT_SYMBOL_GPL(eventfd_ctx_fileget);

struct file *eventfd_fget(int fd)
{
	struct file *file = fget(fd);

	if (!file)
		return ERR_PTR(-EBADF);
	if (file->f_op != &eventfd_fops) {
		fput(file);
		return ERR_PTR(-EINVAL);
	}
	return file;
}
EXPORT_SYMBOL_GPL(eventfd_fget);

struct eventfd_ctx *eventfd_ctx_fdget(int fd)
{
	struct file *file = fget(fd);
	struct eventfd_ctx *ctx;

	if (!file)
		return ERR_PTR(-EBADF);
	ctx = eventfd_ctx_fileget(file);
	fput(file);
	return ctx;
}
EXPORT_SYMBOL_GPL(eventfd_ctx_fdget);

__u64 eventfd_signal(struct eventfd_ctx *ctx, __u64 n)
{
	unsigned long flags;

	spin_lock_irqsave(&ctx->wait.lock, flags);
	n = min(n, ULLONG_MAX - ctx->count);
	ctx->count += n;
	spin_unlock_irqrestore(&ctx->wait.lock, flags);
	wake_up_interruptible_poll(&ctx->wait, EPOLLIN | (n ? 0 : EPOLLERR));
	return n;
}
EXPORT_SYMBOL_GPL(eventfd_signal);

static long do_eventfd(unsigned int count, int flags)
{
	struct eventfd_ctx *e;
	int fd;

	if (flags & ~(EFD_SEMAPHORE | O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	e = kzalloc(sizeof(*e), GFP_KERNEL);
	if (!e)
		return -ENOMEM;
	kref_init(&e->users);
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
