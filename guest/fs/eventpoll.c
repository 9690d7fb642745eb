/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * eventpoll: poll() for who always waits for the same files.
 *
 * 1. Purpose. The files are named once; afterwards a wait costs as much as there are files
 *    on which something has happened, however many are watched.
 *
 * 2. Structures. A watch hangs in its file's queues from when it is made. Whoever wakes
 *    them puts it on the list of those to be looked at:
 *
 *	eventpoll { watches, ready, wait } --> watch { file, fd, events } in the file's queue
 *	                     '--> watch --> watch
 *
 * 3. Invariants. A watch on ready may have something to tell; one that is not has nothing
 *    new. It goes with epoll_ctl(), with the last reference to the file it watches, or with
 *    the epoll file itself.
 *
 * 4. Locking and context. ep->mutex for the watches; ep->lock (interrupts off) for ready, as
 *    wakers are in interrupts. epoll_mutex, above both, for files' lists of watches.
 *
 * 5. Failure. -EEXIST, -ENOENT, -EPERM (a file that cannot be polled), -EINVAL (itself).
 */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#include "internal.h"

#define EPOLL_CTL_ADD 1
#define EPOLL_CTL_DEL 2
#define EPOLL_CTL_MOD 3
#define MAX_QUEUES    4
#define MAX_NESTS     4	   /* epoll files that watch each other: a waker goes through all */
#define MAX_STEPS     1000 /* on all ways through them */
#define PRIVATE_BITS  (EPOLLWAKEUP | EPOLLONESHOT | EPOLLET | EPOLLEXCLUSIVE)

struct epoll_event {
	__poll_t events;
	u64 data;
} __attribute__((packed));

struct eventpoll {
	struct mutex mutex;
	spinlock_t lock;
	wait_queue_head_t wait, poll_wait;
	struct list_head watches, ready;
	struct file *file; /* whose private_data this is */
};

struct watch_queue {
	wait_queue_entry_t entry;
	wait_queue_head_t *queue;
};

struct watch {
	struct list_head list;	/* ep->watches */
	struct list_head ready; /* ep->ready, or empty */
	struct list_head file_list;
	struct eventpoll *ep;
	struct file *file;
	int fd;
	struct epoll_event event;
	unsigned int nr_queues;
	struct watch_queue queues[MAX_QUEUES];
};

struct watch_table {
	poll_table table;
	struct watch *watch;
};

static DEFINE_MUTEX(epoll_mutex);
static const struct file_operations eventpoll_fops;

/* ---- a watch ---- */

static int watch_wake(wait_queue_entry_t *entry, unsigned int mode, int flags, void *key)
{
	struct watch *w = entry->private;
	struct eventpoll *ep = w->ep;
	__poll_t what = key_to_poll(key);
	unsigned long irq;

	if (what && !(what & w->event.events))
		return 0;
	spin_lock_irqsave(&ep->lock, irq);
	if (list_empty(&w->ready) && w->event.events & ~PRIVATE_BITS)
		list_add_tail(&w->ready, &ep->ready);
	spin_unlock_irqrestore(&ep->lock, irq);
	wake_up_interruptible(&ep->wait);
	wake_up_interruptible_poll(&ep->poll_wait, EPOLLIN);
	return 1;
}

static void watch_queue_proc(struct file *file, wait_queue_head_t *queue, poll_table *table)
{
	struct watch *w = container_of(table, struct watch_table, table)->watch;
	struct watch_queue *q;

	if (w->nr_queues == MAX_QUEUES)
		return;
	q = &w->queues[w->nr_queues++];
	q->queue = queue;
	q->entry.flags = 0;
	q->entry.private = w;
	q->entry.func = watch_wake;
	add_wait_queue(queue, &q->entry);
}

static __poll_t look(struct watch *w)
{
	poll_table table = {._qproc = NULL, ._key = w->event.events};

	return vfs_poll(w->file, &table) & w->event.events;
}

static struct watch *find_watch(struct eventpoll *ep, struct file *file, int fd)
{
	struct watch *w;

	list_for_each_entry (w, &ep->watches, list)
		if (w->file == file && w->fd == fd)
			return w;
	return NULL;
}

static void make_ready(struct eventpoll *ep, struct watch *w)
{
	bool woken = false;

	spin_lock_irq(&ep->lock);
	if (list_empty(&w->ready)) {
		list_add_tail(&w->ready, &ep->ready);
		woken = true;
	}
	spin_unlock_irq(&ep->lock);
	if (woken) {
		wake_up_interruptible(&ep->wait);
		wake_up_interruptible_poll(&ep->poll_wait, EPOLLIN);
	}
}

static int add_watch(struct eventpoll *ep, struct file *file, int fd,
		     const struct epoll_event *event)
{
	struct watch *w = kzalloc(sizeof(*w), GFP_KERNEL);
	struct watch_table wt = {.watch = w};

	if (!w)
		return -ENOMEM;
	*w = (struct watch){.ep = ep, .file = file, .fd = fd, .event = *event};
	INIT_LIST_HEAD(&w->ready);
	list_add_tail(&w->list, &ep->watches);
	list_add_tail(&w->file_list, &file->f_ep);
	init_poll_funcptr(&wt.table, watch_queue_proc);
	wt.table._key = event->events;
	if (vfs_poll(file, &wt.table) & event->events)
		make_ready(ep, w);
	return 0;
}

/* epoll_mutex and ep->mutex. */
static void remove_watch(struct watch *w)
{
	struct eventpoll *ep = w->ep;

	while (w->nr_queues) {
		struct watch_queue *q = &w->queues[--w->nr_queues];

		remove_wait_queue(q->queue, &q->entry);
	}
	spin_lock_irq(&ep->lock);
	list_del_init(&w->ready);
	spin_unlock_irq(&ep->lock);
	list_del(&w->list);
	list_del(&w->file_list);
	kfree(w);
}

/* The file it watches is going. */
void eventpoll_release(struct file *file)
{
	struct eventpoll *ep;
	struct watch *w;

	mutex_lock(&epoll_mutex);
	while (!list_empty(&file->f_ep)) {
		w = list_first_entry(&file->f_ep, struct watch, file_list);
		ep = w->ep;
		mutex_lock(&ep->mutex);
		remove_watch(w);
		mutex_unlock(&ep->mutex);
	}
	mutex_unlock(&epoll_mutex);
}

/* ---- the epoll file ---- */

static int ep_release(struct inode *inode, struct file *file)
{
	struct eventpoll *ep = file->private_data;

	mutex_lock(&epoll_mutex);
	mutex_lock(&ep->mutex);
	while (!list_empty(&ep->watches))
		remove_watch(list_first_entry(&ep->watches, struct watch, list));
	mutex_unlock(&ep->mutex);
	mutex_unlock(&epoll_mutex);
	kfree(ep);
	return 0;
}

static __poll_t ep_poll(struct file *file, poll_table *table)
{
	struct eventpoll *ep = file->private_data;

	poll_wait(file, &ep->poll_wait, table);
	return list_empty(&ep->ready) ? 0 : EPOLLIN | EPOLLRDNORM;
}

static const struct file_operations eventpoll_fops = {
    .release = ep_release, .poll = ep_poll, .llseek = noop_llseek};

static long do_epoll_create(int flags)
{
	struct eventpoll *ep;
	int fd;

	if (flags & ~O_CLOEXEC)
		return -EINVAL;
	ep = kzalloc(sizeof(*ep), GFP_KERNEL);
	if (!ep)
		return -ENOMEM;
	mutex_init(&ep->mutex);
	spin_lock_init(&ep->lock);
	init_waitqueue_head(&ep->wait);
	init_waitqueue_head(&ep->poll_wait);
	INIT_LIST_HEAD(&ep->watches);
	INIT_LIST_HEAD(&ep->ready);
	fd = get_unused_fd_flags(flags);
	ep->file = fd < 0 ? ERR_PTR(fd)
			  : anon_inode_getfile("[eventpoll]", &eventpoll_fops, ep, O_RDWR | flags);
	if (!IS_ERR(ep->file)) {
		fd_install(fd, ep->file);
		return fd;
	}
	if (fd >= 0)
		put_unused_fd(fd);
	fd = PTR_ERR(ep->file);
	kfree(ep);
	return fd;
}

SYSCALL_DEFINE1(epoll_create1, int, flags)
{
	return do_epoll_create(flags);
}

SYSCALL_DEFINE1(epoll_create, int, size)
{
	return size <= 0 ? -EINVAL : do_epoll_create(0);
}

/* ---- epoll_ctl() ---- */

static long control(struct eventpoll *ep, int op, int fd, struct file *file,
		    struct epoll_event *event)
{
	struct watch *w = find_watch(ep, file, fd);

	event->events |= EPOLLERR | EPOLLHUP;
	switch (op) {
	case EPOLL_CTL_ADD:
		return w ? -EEXIST : add_watch(ep, file, fd, event);
	case EPOLL_CTL_DEL:
		if (!w)
			return -ENOENT;
		remove_watch(w);
		return 0;
	case EPOLL_CTL_MOD:
		if (!w)
			return -ENOENT;
		w->event = *event;
		if (look(w))
			make_ready(ep, w);
		return 0;
	}
	return -EINVAL;
}

/* How many epoll files are above each other, from ep upwards. Beyond steps: too many to say. */
static int height_above(const struct eventpoll *ep, int *steps)
{
	const struct watch *w;
	int highest = 0;

	list_for_each_entry (w, &ep->file->f_ep, file_list) {
		if (--*steps < 0 || highest >= MAX_NESTS)
			return MAX_NESTS;
		highest = max(highest, 1 + height_above(w->ep, steps));
	}
	return highest;
}

/* Does watching file close a circle of epoll files, or make a pile that is too high to wake? */
static bool leads_to(struct file *file, const struct eventpoll *ep, int depth, int *steps)
{
	struct eventpoll *inner = file->private_data;
	struct watch *w;

	if (file->f_op != &eventpoll_fops)
		return false;
	if (inner == ep || depth > MAX_NESTS || --*steps < 0)
		return true;
	list_for_each_entry (w, &inner->watches, list)
		if (leads_to(w->file, ep, depth + 1, steps))
			return true;
	return false;
}

static bool nests_too_deep(struct file *file, const struct eventpoll *ep)
{
	int steps = MAX_STEPS;

	return file->f_op == &eventpoll_fops &&
	       leads_to(file, ep, height_above(ep, &steps), &steps);
}

SYSCALL_DEFINE4(epoll_ctl, int, epfd, int, op, int, fd, struct epoll_event __user *, uevent)
{
	struct epoll_event event = {0};
	struct fd ef, f;
	struct eventpoll *ep;
	long err = -EBADF;

	if (op != EPOLL_CTL_DEL && copy_from_user(&event, uevent, sizeof(event)))
		return -EFAULT;
	ef = fdget(epfd);
	f = fdget(fd);
	if (!ef.file || !f.file)
		goto out;
	err = -EPERM;
	if (!file_can_poll(f.file))
		goto out;
	err = -EINVAL;
	if (ef.file == f.file || ef.file->f_op != &eventpoll_fops)
		goto out;
	ep = ef.file->private_data;
	mutex_lock(&epoll_mutex);
	if (op == EPOLL_CTL_ADD && nests_too_deep(f.file, ep)) {
		err = -ELOOP;
	} else {
		mutex_lock(&ep->mutex);
		err = control(ep, op, fd, f.file, &event);
		mutex_unlock(&ep->mutex);
	}
	mutex_unlock(&epoll_mutex);
out:
	fdput(f);
	fdput(ef);
	return err;
}

/* ---- epoll_wait() ---- */

static struct watch *next_ready(struct eventpoll *ep, struct list_head *taken)
{
	struct watch *w;

	spin_lock_irq(&ep->lock);
	w = list_first_entry_or_null(&ep->ready, struct watch, ready);
	if (w)
		list_move_tail(&w->ready, taken);
	spin_unlock_irq(&ep->lock);
	return w;
}

/* What is to be told of those that are ready; a level that stays stays ready. */
static int send_events(struct eventpoll *ep, struct epoll_event __user *events, int max)
{
	struct watch *w, *next;
	LIST_HEAD(taken);
	int count = 0;

	mutex_lock(&ep->mutex);
	while (count < max && (w = next_ready(ep, &taken))) {
		struct epoll_event event = {look(w), w->event.data};

		if (!event.events) {
			spin_lock_irq(&ep->lock);
			list_del_init(&w->ready);
			spin_unlock_irq(&ep->lock);
			continue;
		}
		if (copy_to_user(events + count, &event, sizeof(event))) {
			count = count ? count : -EFAULT;
			break;
		}
		count++;
		if (w->event.events & EPOLLONESHOT)
			w->event.events &= PRIVATE_BITS;
	}
	spin_lock_irq(&ep->lock);
	list_for_each_entry_safe (w, next, &taken, ready) {
		bool again = !(w->event.events & EPOLLET) && w->event.events & ~PRIVATE_BITS;

		list_del_init(&w->ready);
		if (again)
			list_add_tail(&w->ready, &ep->ready);
	}
	spin_unlock_irq(&ep->lock);
	mutex_unlock(&ep->mutex);
	return count;
}

static long ticks_until(u64 deadline, u64 now)
{
	return min_t(u64, div_u64(deadline - now, NSEC_PER_SEC / HZ) + 1, MAX_SCHEDULE_TIMEOUT - 1);
}

/* timeout_ns: 0 not at all, negative for ever. */
static long do_epoll_wait(int epfd, struct epoll_event __user *events, int max, s64 timeout_ns)
{
	u64 deadline = ktime_get_ns() + timeout_ns, now;
	struct fd f = fdget(epfd);
	struct eventpoll *ep;
	long ret = -EBADF, ticks;

	if (!f.file)
		return -EBADF;
	ret = -EINVAL;
	if (f.file->f_op != &eventpoll_fops || max <= 0 || max > INT_MAX / sizeof(*events))
		goto out;
	ep = f.file->private_data;
	for (;;) {
		ret = list_empty_careful(&ep->ready) ? 0 : send_events(ep, events, max);
		now = ktime_get_ns();
		if (ret || !timeout_ns || (timeout_ns > 0 && now >= deadline))
			break;
		ticks = timeout_ns < 0 ? MAX_SCHEDULE_TIMEOUT : ticks_until(deadline, now);
		if (wait_event_interruptible_timeout(ep->wait, !list_empty_careful(&ep->ready),
						     ticks) < 0) {
			ret = -EINTR;
			break;
		}
	}
out:
	fdput(f);
	return ret;
}

static s64 from_ms(int ms)
{
	return ms < 0 ? -1 : (s64)ms * NSEC_PER_MSEC;
}

SYSCALL_DEFINE4(epoll_wait, int, epfd, struct epoll_event __user *, events, int, max, int, timeout)
{
	return do_epoll_wait(epfd, events, max, from_ms(timeout));
}

SYSCALL_DEFINE6(epoll_pwait, int, epfd, struct epoll_event __user *, events, int, max, int, timeout,
		const sigset_t __user *, mask, size_t, sigsetsize)
{
	long ret = set_user_sigmask(mask, sigsetsize);

	if (ret)
		return ret;
	ret = do_epoll_wait(epfd, events, max, from_ms(timeout));
	restore_saved_sigmask_unless(ret == -EINTR);
	return ret;
}

SYSCALL_DEFINE6(epoll_pwait2, int, epfd, struct epoll_event __user *, events, int, max,
		const struct __kernel_timespec __user *, uts, const sigset_t __user *, mask, size_t,
		sigsetsize)
{
	struct timespec64 ts;
	s64 timeout = -1;
	long ret;

	if (uts && get_timespec64(&ts, uts))
		return -EFAULT;
	if (uts && !timespec64_valid(&ts))
		return -EINVAL;
	if (uts)
		timeout = timespec64_to_ns_sat(&ts);
	ret = set_user_sigmask(mask, sigsetsize);
	if (ret)
		return ret;
	ret = do_epoll_wait(epfd, events, max, timeout);
	restore_saved_sigmask_unless(ret == -EINTR);
	return ret;
}
