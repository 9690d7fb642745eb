/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * signalfd: signals that a program blocks, read from a file (signalfd(2)). Whoever reads gets
 * signals of its own and of its process, whoever made the file.
 *
 * All who wait do so in one queue: a signal for anybody wakes them, and they look. So nothing
 * that waits outlives what it waits for, whichever process an epoll watches the file from.
 */
#include <linux/fs.h>
#include <linux/file.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/signalfd.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

DECLARE_WAIT_QUEUE_HEAD(signalfd_wait);

struct signalfd {
	sigset_t others; /* those that are not for it */
};

struct signalfd_siginfo {
	u32 signo;
	s32 err, code;
	u32 pid, uid;
	s32 fd;
	u32 tid, band, overrun, trapno;
	s32 status, value;
	u64 ptr, utime, stime, addr;
	u16 addr_lsb, pad2;
	s32 syscall;
	u64 call_addr;
	u32 arch;
	u8 pad[28];
};

#define SI_SIGIO -5

static bool is_fault(int sig)
{
	return sig == SIGILL || sig == SIGFPE || sig == SIGSEGV || sig == SIGBUS || sig == SIGTRAP;
}

static void fill(struct signalfd_siginfo *to, const struct siginfo *info)
{
	memset(to, 0, sizeof(*to));
	to->signo = info->si_signo;
	to->err = info->si_errno;
	to->code = info->si_code;
	if (info->si_code == SI_TIMER) {
		to->tid = info->si_tid;
		to->overrun = info->si_overrun;
		to->value = info->_sifields._timer._sigval.sival_int;
		to->ptr = (unsigned long)info->_sifields._timer._sigval.sival_ptr;
		return;
	}
	if (info->si_code == SI_SIGIO || (info->si_signo == SIGIO && info->si_code > 0)) {
		to->band = info->si_band;
		to->fd = info->si_fd;
		return;
	}
	if (info->si_code > 0 && info->si_code != SI_KERNEL && is_fault(info->si_signo)) {
		to->addr = (unsigned long)info->si_addr;
		return;
	}
	to->pid = info->si_pid;
	to->uid = info->si_uid;
	if (info->si_signo == SIGCHLD && info->si_code > 0) {
		to->status = info->si_status;
		to->utime = info->si_utime;
		to->stime = info->si_stime;
	} else if (info->si_code < 0) {
		to->value = info->si_int;
		to->ptr = (unsigned long)info->si_ptr;
	}
}

static int take(const struct signalfd *s, struct siginfo *info)
{
	int sig;

	spin_lock_irq(&current->sighand->siglock);
	sig = dequeue_signal(&s->others, info);
	spin_unlock_irq(&current->sighand->siglock);
	return sig;
}

static int take_or_wait(const struct signalfd *s, struct siginfo *info, bool wait)
{
	int sig = take(s, info), err;

	if (sig || !wait)
		return sig ? sig : -EAGAIN;
	err = wait_event_interruptible(signalfd_wait, (sig = take(s, info)));
	return sig ? sig : err;
}

static ssize_t signalfd_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	bool wait = !(file->f_flags & O_NONBLOCK);
	struct signalfd *s = file->private_data;
	struct signalfd_siginfo out;
	struct siginfo info;
	ssize_t done = 0;
	int ret = 0;

	if (count < sizeof(out))
		return -EINVAL;
	for (; count - done >= sizeof(out); done += sizeof(out)) {
		ret = take_or_wait(s, &info, wait && !done);
		if (ret < 0)
			break;
		fill(&out, &info);
		ret = copy_to_user(buf + done, &out, sizeof(out)) ? -EFAULT : 0;
		if (ret)
			break;
	}
	return done ? done : ret;
}

static bool has_one(const struct sigpending *queue, const sigset_t *others)
{
	return (queue->signal.sig[0] & ~others->sig[0]) || (queue->signal.sig[1] & ~others->sig[1]);
}

static __poll_t signalfd_poll(struct file *file, poll_table *table)
{
	struct signalfd *s = file->private_data;
	bool any;

	poll_wait(file, &signalfd_wait, table);
	spin_lock_irq(&current->sighand->siglock);
	any = has_one(&current->pending, &s->others) ||
	      has_one(&current->signal->shared_pending, &s->others);
	spin_unlock_irq(&current->sighand->siglock);
	return any ? EPOLLIN : 0;
}

static void signalfd_show(struct seq_file *m, struct file *file)
{
	struct signalfd *s = file->private_data;

	seq_printf(m, "sigmask:\t%08x%08x\n", ~s->others.sig[1], ~s->others.sig[0]);
}

static int signalfd_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations signalfd_fops = {
    .release = signalfd_release,
    .read = signalfd_read,
    .poll = signalfd_poll,
    .llseek = noop_llseek,
    .show_fdinfo = signalfd_show,
};

static long make(const sigset_t *others, int flags)
{
	struct signalfd *s = kmalloc(sizeof(*s), GFP_KERNEL);
	int fd;

	if (!s)
		return -ENOMEM;
	s->others = *others;
	fd = anon_inode_getfd("[signalfd]", &signalfd_fops, s, O_RDWR | flags);
	if (fd < 0)
		kfree(s);
	return fd;
}

static long change(int fd, const sigset_t *others)
{
	struct fd f = fdget(fd);
	long ret = f.file ? -EINVAL : -EBADF;

	if (f.file && f.file->f_op == &signalfd_fops) {
		struct signalfd *s = f.file->private_data;

		spin_lock_irq(&current->sighand->siglock);
		s->others = *others;
		spin_unlock_irq(&current->sighand->siglock);
		wake_up_all(&signalfd_wait);
		ret = fd;
	}
	fdput(f);
	return ret;
}

static long do_signalfd(int fd, const sigset_t __user *umask, size_t size, int flags)
{
	sigset_t mask;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK) || size != sizeof(mask))
		return -EINVAL;
	if (copy_from_user(&mask, umask, sizeof(mask)))
		return -EFAULT;
	mask.sig[0] = ~mask.sig[0] | sigmask(SIGKILL) | sigmask(SIGSTOP);
	mask.sig[1] = ~mask.sig[1];
	return fd == -1 ? make(&mask, flags) : change(fd, &mask);
}

SYSCALL_DEFINE4(signalfd4, int, fd, const sigset_t __user *, mask, size_t, size, int, flags)
{
	return do_signalfd(fd, mask, size, flags);
}

SYSCALL_DEFINE3(signalfd, int, fd, const sigset_t __user *, mask, size_t, size)
{
	return do_signalfd(fd, mask, size, 0);
}
