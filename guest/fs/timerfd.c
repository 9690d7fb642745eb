/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * timerfd: a timer as a file (timerfd_create(2)). A read waits for it, and tells how often it
 * has expired since the last.
 *
 * The timer fires once; how many intervals have gone by is reckoned when somebody asks, and
 * then it is set for the next. So one that nobody reads costs nothing.
 *
 * Locking: wait.lock, interrupts off, for all members; cancel_lock for the list of those that
 * want to know when the date is set.
 */
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#define CLOCK_REALTIME_ALARM 8
#define CLOCK_BOOTTIME_ALARM 9

#define TFD_TIMER_ABSTIME	1
#define TFD_TIMER_CANCEL_ON_SET 2
#define TFD_CLOEXEC		O_CLOEXEC
#define TFD_NONBLOCK		O_NONBLOCK

struct timerfd {
	struct hrtimer timer;
	wait_queue_head_t wait;
	ktime_t interval;
	u64 ticks;
	int clock;
	bool expired; /* and not set for the next interval yet */
	bool listens; /* is on the list */
	bool cancelled;
	unsigned int settime_flags;
	struct list_head list;
};

static LIST_HEAD(listeners);
static DEFINE_SPINLOCK(cancel_lock);

static enum hrtimer_restart fire(struct hrtimer *timer)
{
	struct timerfd *t = container_of(timer, struct timerfd, timer);

	spin_lock(&t->wait.lock);
	t->expired = true;
	t->ticks++;
	spin_unlock(&t->wait.lock);
	wake_up_interruptible_poll(&t->wait, EPOLLIN);
	return HRTIMER_NORESTART;
}

/* ---- the date is set ---- */

void timerfd_clock_was_set(void)
{
	struct timerfd *t;
	unsigned long flags;

	spin_lock_irqsave(&cancel_lock, flags);
	list_for_each_entry (t, &listeners, list) {
		spin_lock(&t->wait.lock);
		t->cancelled = true;
		t->ticks++;
		spin_unlock(&t->wait.lock);
		wake_up_interruptible_poll(&t->wait, EPOLLIN);
	}
	spin_unlock_irqrestore(&cancel_lock, flags);
}

static void listen(struct timerfd *t, bool on)
{
	spin_lock_irq(&cancel_lock);
	if (on && !t->listens)
		list_add(&t->list, &listeners);
	else if (!on && t->listens)
		list_del(&t->list);
	t->listens = on;
	spin_unlock_irq(&cancel_lock);
}

/* ---- reading ---- */

/* What has expired since the last read, and set for the next; wait.lock is held. */
static u64 take_ticks(struct timerfd *t)
{
	u64 ticks = t->ticks;

	if (t->expired && t->interval) {
		ticks += hrtimer_forward_now(&t->timer, t->interval) - 1;
		hrtimer_restart(&t->timer);
	}
	t->expired = false;
	t->ticks = 0;
	return ticks;
}

static ssize_t timerfd_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct timerfd *t = file->private_data;
	u64 ticks = 0;
	int err = 0;

	if (count < sizeof(ticks))
		return -EINVAL;
	if (file->f_flags & O_NONBLOCK)
		err = READ_ONCE(t->ticks) ? 0 : -EAGAIN;
	else
		err = wait_event_interruptible(t->wait, READ_ONCE(t->ticks));
	if (err)
		return err;
	spin_lock_irq(&t->wait.lock);
	if (t->cancelled) {
		t->cancelled = false;
		t->ticks = 0;
		err = -ECANCELED;
	} else if (t->ticks) {
		ticks = take_ticks(t);
	}
	spin_unlock_irq(&t->wait.lock);
	if (err || !ticks)
		return err ? err : -EAGAIN;
	return put_user(ticks, (u64 __user *)buf) ? -EFAULT : (ssize_t)sizeof(ticks);
}

static __poll_t timerfd_poll(struct file *file, poll_table *table)
{
	struct timerfd *t = file->private_data;

	poll_wait(file, &t->wait, table);
	return READ_ONCE(t->ticks) ? EPOLLIN : 0;
}

static int timerfd_release(struct inode *inode, struct file *file)
{
	struct timerfd *t = file->private_data;

	listen(t, false);
	hrtimer_cancel(&t->timer);
	kfree(t);
	return 0;
}

/* ---- setting ---- */

static struct timespec64 left(struct timerfd *t)
{
	s64 ns = 0;

	if (hrtimer_is_queued(&t->timer))
		ns = max(hrtimer_get_remaining(&t->timer), (ktime_t)1);
	return timespec64_of_ns(ns);
}

/* wait.lock is held. One that has expired goes on, so that what is left is of the next. */
static void tell(struct timerfd *t, struct itimerspec64 *its)
{
	if (t->expired && t->interval) {
		t->expired = false;
		t->ticks += hrtimer_forward_now(&t->timer, t->interval) - 1;
		hrtimer_restart(&t->timer);
	}
	its->it_value = left(t);
	its->it_interval = timespec64_of_ns(t->interval);
}

static const struct file_operations timerfd_fops;

static struct timerfd *of_fd(struct fd f)
{
	return f.file && f.file->f_op == &timerfd_fops ? f.file->private_data : NULL;
}

static void start(struct timerfd *t, unsigned int flags, const struct itimerspec64 *its)
{
	ktime_t value = timespec64_to_ns_sat(&its->it_value);

	t->interval = timespec64_to_ns_sat(&its->it_interval);
	t->expired = t->cancelled = false;
	t->ticks = 0;
	t->settime_flags = flags;
	if (value)
		hrtimer_start(&t->timer, value,
			      flags & TFD_TIMER_ABSTIME ? HRTIMER_MODE_ABS : HRTIMER_MODE_REL);
}

static long set(unsigned int fd, unsigned int flags, const void __user *unew, void __user *uold,
		bool wide)
{
	struct itimerspec64 new, old;
	struct timerfd *t;
	struct fd f;
	int err = get_itimerspec64(&new, unew, wide);

	if (err)
		return err;
	if (flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET))
		return -EINVAL;
	f = fdget(fd);
	t = of_fd(f);
	if (!t) {
		err = f.file ? -EINVAL : -EBADF;
		fdput(f);
		return err;
	}
	listen(t, (t->clock == CLOCK_REALTIME || t->clock == CLOCK_REALTIME_ALARM) &&
		      flags == (TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET));
	for (;;) {
		spin_lock_irq(&t->wait.lock);
		tell(t, &old);
		if (hrtimer_try_to_cancel(&t->timer) >= 0)
			break;
		spin_unlock_irq(&t->wait.lock);
		cpu_relax();
	}
	start(t, flags, &new);
	spin_unlock_irq(&t->wait.lock);
	fdput(f);
	return uold ? put_itimerspec64(&old, uold, wide) : 0;
}

static long get(unsigned int fd, void __user *uits, bool wide)
{
	struct fd f = fdget(fd);
	struct timerfd *t = of_fd(f);
	struct itimerspec64 its;
	int err = f.file ? -EINVAL : -EBADF;

	if (t) {
		spin_lock_irq(&t->wait.lock);
		tell(t, &its);
		spin_unlock_irq(&t->wait.lock);
		err = put_itimerspec64(&its, uits, wide);
	}
	fdput(f);
	return err;
}

static void timerfd_show(struct seq_file *m, struct file *file)
{
	struct timerfd *t = file->private_data;
	struct itimerspec64 its;

	spin_lock_irq(&t->wait.lock);
	its.it_value = left(t);
	its.it_interval = timespec64_of_ns(t->interval);
	spin_unlock_irq(&t->wait.lock);
	seq_printf(m,
		   "clockid: %d\nticks: %llu\nsettime flags: 0%o\nit_value: (%llu, %llu)\n"
		   "it_interval: (%llu, %llu)\n",
		   t->clock, t->ticks, t->settime_flags, (u64)its.it_value.tv_sec,
		   (u64)its.it_value.tv_nsec, (u64)its.it_interval.tv_sec,
		   (u64)its.it_interval.tv_nsec);
}

static const struct file_operations timerfd_fops = {
    .release = timerfd_release,
    .read = timerfd_read,
    .poll = timerfd_poll,
    .llseek = noop_llseek,
    .show_fdinfo = timerfd_show,
};

SYSCALL_DEFINE2(timerfd_create, int, clock, int, flags)
{
	struct timerfd *t;
	int fd;

	if (flags & ~(TFD_CLOEXEC | TFD_NONBLOCK))
		return -EINVAL;
	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME &&
	    clock != CLOCK_REALTIME_ALARM && clock != CLOCK_BOOTTIME_ALARM)
		return -EINVAL;
	t = kzalloc(sizeof(*t), GFP_KERNEL);
	if (!t)
		return -ENOMEM;
	init_waitqueue_head(&t->wait);
	t->clock = clock;
	if (clock == CLOCK_REALTIME_ALARM)
		clock = CLOCK_REALTIME;
	else if (clock == CLOCK_BOOTTIME_ALARM)
		clock = CLOCK_BOOTTIME;
	hrtimer_setup(&t->timer, fire, clock, HRTIMER_MODE_ABS);
	fd = anon_inode_getfd("[timerfd]", &timerfd_fops, t, O_RDWR | flags);
	if (fd < 0)
		kfree(t);
	return fd;
}

SYSCALL_DEFINE4(timerfd_settime, int, fd, int, flags, const void __user *, unew, void __user *,
		uold)
{
	return set(fd, flags, unew, uold, true);
}

SYSCALL_DEFINE4(timerfd_settime32, int, fd, int, flags, const void __user *, unew, void __user *,
		uold)
{
	return set(fd, flags, unew, uold, false);
}

SYSCALL_DEFINE2(timerfd_gettime, int, fd, void __user *, uits)
{
	return get(fd, uits, true);
}

SYSCALL_DEFINE2(timerfd_gettime32, int, fd, void __user *, uits)
{
	return get(fd, uits, false);
}
