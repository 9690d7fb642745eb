/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fcntl: an open file's flags and numbers, and SIGIO.
 *
 * A driver's fasync() keeps a list of files whose owners want a signal when something
 * comes; kill_fasync() may be called from an interrupt.
 */
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

/* ---- flags ---- */

#define SETFL_MASK (O_APPEND | O_NONBLOCK | O_DIRECT | O_NOATIME)

static int setfl(int fd, struct file *file, unsigned long arg)
{
	struct inode *inode = file_inode(file);
	int err;

	if (arg & O_NOATIME && !(file->f_flags & O_NOATIME) &&
	    !inode_owner_or_capable(&init_user_ns, inode))
		return -EPERM;
	if (file->f_op->check_flags) {
		err = file->f_op->check_flags(arg);
		if (err)
			return err;
	}
	if ((arg ^ file->f_flags) & FASYNC && file->f_op->fasync) {
		err = file->f_op->fasync(fd, file, (arg & FASYNC) != 0);
		if (err < 0)
			return err;
	}
	spin_lock(&file->f_lock);
	file->f_flags = (arg & SETFL_MASK) | (file->f_flags & ~SETFL_MASK);
	spin_unlock(&file->f_lock);
	return 0;
}

int fd_set_cloexec(unsigned int fd, bool on)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	if (fd < files->max_fds && files->fd[fd]) {
		if (on)
			__set_bit(fd, files->close_on_exec);
		else
			__clear_bit(fd, files->close_on_exec);
	}
	spin_unlock(&files->file_lock);
	return 0;
}

static bool cloexec(unsigned int fd)
{
	return test_bit(fd, current->files->close_on_exec);
}

/* ---- owner ---- */

int f_setown(struct file *file, unsigned long who, int force)
{
	int pid = who;

	if (pid == INT_MIN)
		return -EINVAL;
	write_lock_irq(&file->f_owner.lock);
	file->f_owner.pid = pid;
	file->f_owner.uid = current_uid();
	file->f_owner.euid = current_euid();
	write_unlock_irq(&file->f_owner.lock);
	return 0;
}
EXPORT_SYMBOL(f_setown);

pid_t f_getown(struct file *file)
{
	return file->f_owner.pid;
}
EXPORT_SYMBOL(f_getown);

void send_sigio(struct fown_struct *owner, int fd, int band)
{
	int sig = owner->signum ? owner->signum : SIGIO;
	struct pid *pid;

	if (!owner->pid)
		return;
	pid = find_get_pid(owner->pid < 0 ? -owner->pid : owner->pid);
	if (!pid)
		return;
	if (owner->pid < 0)
		kill_pgrp(pid, sig, 1);
	else
		kill_pid(pid, sig, 1);
	put_pid(pid);
}

static DEFINE_SPINLOCK(fasync_lock);

int fasync_helper(int fd, struct file *file, int on, struct fasync_struct **list)
{
	struct fasync_struct *new = on ? kmalloc(sizeof(*new), GFP_KERNEL) : NULL, **p, *fa;
	int changed = 0;

	if (on && !new)
		return -ENOMEM;
	spin_lock(&file->f_lock);
	spin_lock_irq(&fasync_lock);
	for (p = list; (fa = *p) && fa->fa_file != file; p = &fa->fa_next)
		;
	if (on && fa) {
		fa->fa_fd = fd;
	} else if (on) {
		*new = (struct fasync_struct){.fa_fd = fd, .fa_next = *list, .fa_file = file};
		*list = new;
		new = NULL;
		changed = 1;
	} else if (fa) {
		*p = fa->fa_next;
		new = fa;
		changed = 1;
	}
	spin_unlock_irq(&fasync_lock);
	file->f_flags = on ? file->f_flags | FASYNC : file->f_flags & ~FASYNC;
	spin_unlock(&file->f_lock);
	kfree(new);
	return changed;
}
EXPORT_SYMBOL(fasync_helper);

void kill_fasync(struct fasync_struct **list, int sig, int band)
{
	struct fasync_struct *fa;
	unsigned long flags;

	if (!READ_ONCE(*list))
		return;
	spin_lock_irqsave(&fasync_lock, flags);
	for (fa = *list; fa; fa = fa->fa_next)
		/* SIGURG goes to those only who named a signal */
		if (sig != SIGURG || fa->fa_file->f_owner.signum)
			send_sigio(&fa->fa_file->f_owner, fa->fa_fd, band);
	spin_unlock_irqrestore(&fasync_lock, flags);
}
EXPORT_SYMBOL(kill_fasync);

/* ---- the call ---- */

enum { F_OWNER_TID, F_OWNER_PID, F_OWNER_PGRP };

struct f_owner_ex {
	int type;
	pid_t pid;
};

static long set_owner_ex(struct file *file, const struct f_owner_ex __user *uowner)
{
	struct f_owner_ex owner;

	if (copy_from_user(&owner, uowner, sizeof(owner)))
		return -EFAULT;
	if (owner.type < F_OWNER_TID || owner.type > F_OWNER_PGRP || owner.pid < 0)
		return -EINVAL;
	return f_setown(file, owner.type == F_OWNER_PGRP ? -owner.pid : owner.pid, 1);
}

static long get_owner_ex(struct file *file, struct f_owner_ex __user *uowner)
{
	pid_t pid = f_getown(file);
	struct f_owner_ex owner = {pid < 0 ? F_OWNER_PGRP : F_OWNER_PID, abs(pid)};

	return copy_to_user(uowner, &owner, sizeof(owner)) ? -EFAULT : 0;
}

static long do_fcntl(unsigned int fd, unsigned int cmd, unsigned long arg, struct file *file)
{
	switch (cmd) {
	case F_DUPFD:
		return f_dupfd(arg, file, 0);
	case F_DUPFD_CLOEXEC:
		return f_dupfd(arg, file, O_CLOEXEC);
	case F_GETFD:
		return cloexec(fd) ? FD_CLOEXEC : 0;
	case F_SETFD:
		return fd_set_cloexec(fd, arg & FD_CLOEXEC);
	case F_GETFL:
		return file->f_flags;
	case F_SETFL:
		return setfl(fd, file, arg);
	case F_GETOWN:
		return f_getown(file);
	case F_SETOWN:
		return f_setown(file, arg, 1);
	case F_SETOWN_EX:
		return set_owner_ex(file, (const struct f_owner_ex __user *)arg);
	case F_GETOWN_EX:
		return get_owner_ex(file, (struct f_owner_ex __user *)arg);
	case F_GETSIG:
		return file->f_owner.signum;
	case F_SETSIG:
		if (!valid_signal(arg))
			return -EINVAL;
		file->f_owner.signum = arg;
		return 0;
	case F_SETPIPE_SZ:
	case F_GETPIPE_SZ:
		return pipe_fcntl(file, cmd, arg);
	case F_ADD_SEALS:
	case F_GET_SEALS:
		return memfd_fcntl(file, cmd, arg);
	case F_GETLEASE:
		return F_UNLCK;
	}
	return -EINVAL;
}

/* A path is no open file: these alone may be asked of it. */
static bool allowed_on_path(unsigned int cmd)
{
	return cmd == F_DUPFD || cmd == F_DUPFD_CLOEXEC || cmd == F_GETFD || cmd == F_SETFD ||
	       cmd == F_GETFL;
}

static long fcntl_any(unsigned int fd, unsigned int cmd, unsigned long arg, bool wide)
{
	struct fd f = fdget_raw(fd);
	long ret;

	if (!f.file)
		return -EBADF;
	if (f.file->f_mode & FMODE_PATH && !allowed_on_path(cmd))
		ret = -EBADF;
	else if (cmd == F_GETLK || cmd == F_SETLK || cmd == F_SETLKW)
		ret = fcntl_lock(f.file, cmd, (void __user *)arg, false);
	else if (cmd >= F_OFD_GETLK && cmd <= F_OFD_SETLKW && wide)
		ret = fcntl_lock(f.file, cmd, (void __user *)arg, true);
	else if (wide && (cmd == F_GETLK64 || cmd == F_SETLK64 || cmd == F_SETLKW64))
		ret = fcntl_lock(f.file, cmd - F_GETLK64 + F_GETLK, (void __user *)arg, true);
	else
		ret = do_fcntl(fd, cmd, arg, f.file);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE3(fcntl, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	return fcntl_any(fd, cmd, arg, false);
}

SYSCALL_DEFINE3(fcntl64, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	return fcntl_any(fd, cmd, arg, true);
}
