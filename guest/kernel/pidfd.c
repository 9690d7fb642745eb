/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pidfd: a process as a file (pidfd_open(2)): it cannot become another one by the number being
 * used again, and poll() tells its end. All who wait do so in one queue, and look.
 */
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/ptrace.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "kernel.h"

#define PIDFD_NONBLOCK O_NONBLOCK

static DECLARE_WAIT_QUEUE_HEAD(pidfd_wait);

void pidfd_process_ended(void)
{
	if (unlikely(waitqueue_active(&pidfd_wait)))
		wake_up_interruptible_all(&pidfd_wait);
}

static __poll_t pidfd_poll(struct file *file, poll_table *table)
{
	struct task_struct *task;
	bool ended;

	poll_wait(file, &pidfd_wait, table);
	read_lock_irq(&tasklist_lock);
	task = pid_task(file->private_data, PIDTYPE_PID);
	ended = !task || (task->exit_state && thread_group_empty(task));
	read_unlock_irq(&tasklist_lock);
	return ended ? EPOLLIN | EPOLLRDNORM : 0;
}

static int pidfd_release(struct inode *inode, struct file *file)
{
	put_pid(file->private_data);
	return 0;
}

static void pidfd_show(struct seq_file *m, struct file *file)
{
	struct task_struct *task;
	pid_t nr;

	read_lock_irq(&tasklist_lock);
	task = pid_task(file->private_data, PIDTYPE_PID);
	nr = task ? pid_nr(file->private_data) : -1;
	read_unlock_irq(&tasklist_lock);
	seq_printf(m, "Pid:\t%d\nNSpid:\t%d\n", nr, nr);
}

static const struct file_operations pidfd_fops = {
    .release = pidfd_release,
    .poll = pidfd_poll,
    .show_fdinfo = pidfd_show,
};

/* Takes the reference over. */
int pidfd_create(struct pid *pid, unsigned int flags)
{
	int fd = anon_inode_getfd("[pidfd]", &pidfd_fops, pid, O_RDWR | O_CLOEXEC | flags);

	if (fd < 0)
		put_pid(pid);
	return fd;
}

struct pid *pidfd_get_pid(unsigned int fd, bool *nonblock)
{
	struct fd f = fdget(fd);
	struct pid *pid = ERR_PTR(-EBADF);

	if (f.file && f.file->f_op == &pidfd_fops) {
		pid = get_pid(f.file->private_data);
		if (nonblock)
			*nonblock = f.file->f_flags & O_NONBLOCK;
	}
	fdput(f);
	return pid;
}

SYSCALL_DEFINE2(pidfd_open, pid_t, nr, unsigned int, flags)
{
	struct task_struct *task;
	struct pid *pid;
	bool is_process;

	if (flags & ~PIDFD_NONBLOCK || nr <= 0)
		return -EINVAL;
	pid = find_get_pid(nr);
	if (!pid)
		return -ESRCH;
	read_lock_irq(&tasklist_lock);
	task = pid_task(pid, PIDTYPE_PID);
	is_process = task && thread_group_leader(task);
	read_unlock_irq(&tasklist_lock);
	if (is_process)
		return pidfd_create(pid, flags);
	put_pid(pid);
	return task ? -EINVAL : -ESRCH;
}

static int get_info(struct siginfo *info, int sig, const siginfo_t __user *uinfo)
{
	*info = (struct siginfo){.si_signo = sig, .si_code = SI_USER};
	info->si_pid = current->tgid;
	info->si_uid = current_uid().val;
	if (!uinfo)
		return 0;
	if (copy_from_user(info, uinfo, sizeof(*info)))
		return -EFAULT;
	return info->si_signo == sig ? 0 : -EINVAL;
}

SYSCALL_DEFINE4(pidfd_send_signal, int, fd, int, sig, const siginfo_t __user *, uinfo, unsigned int,
		flags)
{
	struct task_struct *task;
	struct siginfo info;
	struct pid *pid;
	int err;

	if (flags)
		return -EINVAL;
	pid = pidfd_get_pid(fd, NULL);
	if (IS_ERR(pid))
		return PTR_ERR(pid);
	err = get_info(&info, sig, uinfo);
	if (!err && uinfo && pid != task_tgid(current) &&
	    (info.si_code >= 0 || info.si_code == SI_TKILL))
		err = -EPERM;
	if (!err) {
		read_lock_irq(&tasklist_lock);
		task = pid_task(pid, PIDTYPE_PID);
		if (!task)
			err = -ESRCH;
		else if (!may_kill(task, sig))
			err = -EPERM;
		else
			err = group_send_sig_info(sig, &info, task);
		read_unlock_irq(&tasklist_lock);
	}
	put_pid(pid);
	return err;
}

static int install_copy(struct file *file)
{
	int fd = file ? get_unused_fd_flags(O_CLOEXEC) : -EBADF;

	if (fd >= 0)
		fd_install(fd, file);
	else if (file)
		fput(file);
	return fd;
}

SYSCALL_DEFINE3(pidfd_getfd, int, pidfd, int, fd, unsigned int, flags)
{
	struct pid *pid = flags ? ERR_PTR(-EINVAL) : pidfd_get_pid(pidfd, NULL);
	struct task_struct *task;
	int ret;

	if (IS_ERR(pid))
		return PTR_ERR(pid);
	task = get_pid_task(pid, PIDTYPE_PID);
	put_pid(pid);
	if (!task)
		return -ESRCH;
	if (!ptrace_may_access(task, PTRACE_MODE_ATTACH))
		ret = -EPERM;
	else
		ret = install_copy(fget_task(task, fd));
	put_task_struct(task);
	return ret;
}
