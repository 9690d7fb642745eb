/* SPDX-License-Identifier: GPL-2.0-only */
/* ioctl: the commands that mean the same for every file, and the way to a driver's own. */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/pagemap.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/ioctls.h>

#include "internal.h"

/* 2.6.10's ioctl() ran under the lock of the whole kernel. */
static DEFINE_MUTEX(big_lock);

long vfs_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	long ret = -ENOTTY;

	if (file->f_op->unlocked_ioctl) {
		ret = file->f_op->unlocked_ioctl(file, cmd, arg);
	} else if (file->f_op->ioctl) {
		mutex_lock(&big_lock);
		ret = file->f_op->ioctl(file_inode(file), file, cmd, arg);
		mutex_unlock(&big_lock);
	}
	return ret == -ENOIOCTLCMD ? -ENOTTY : ret;
}
EXPORT_SYMBOL(vfs_ioctl);

static int set_flag(struct file *file, unsigned int flag, int __user *arg)
{
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	spin_lock(&file->f_lock);
	file->f_flags = on ? file->f_flags | flag : file->f_flags & ~flag;
	spin_unlock(&file->f_lock);
	return 0;
}

static int set_async(unsigned int fd, struct file *file, int __user *arg)
{
	int on, err = 0;

	if (get_user(on, arg))
		return -EFAULT;
	if (!on == !(file->f_flags & FASYNC))
		return 0;
	if (!file->f_op->fasync)
		return -ENOTTY;
	err = file->f_op->fasync(fd, file, on);
	return err < 0 ? err : 0;
}

SYSCALL_DEFINE3(ioctl, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct fd f = fdget(fd);
	struct inode *inode;
	long ret;

	if (!f.file)
		return -EBADF;
	inode = file_inode(f.file);
	switch (cmd) {
	case FIOCLEX:
	case FIONCLEX:
		fdput(f);
		return fd_set_cloexec(fd, cmd == FIOCLEX);
	case FIONBIO:
		ret = set_flag(f.file, O_NONBLOCK, (int __user *)arg);
		break;
	case FIOASYNC:
		ret = set_async(fd, f.file, (int __user *)arg);
		break;
	case FIONREAD:
		if (S_ISREG(inode->i_mode)) {
			ret =
			    put_user((int)(i_size_read(inode) - f.file->f_pos), (int __user *)arg);
			break;
		}
		ret = vfs_ioctl(f.file, cmd, arg);
		break;
	default:
		ret = vfs_ioctl(f.file, cmd, arg);
	}
	fdput(f);
	return ret;
}
