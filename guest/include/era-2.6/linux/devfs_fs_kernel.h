/* SPDX-License-Identifier: GPL-2.0-only */
/* devfs_fs_kernel: of 2.6 before 2.6.18, as in a kernel configured without devfs. */
#ifndef _LINUX_DEVFS_FS_KERNEL_H
#define _LINUX_DEVFS_FS_KERNEL_H

#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/types.h>

static inline int devfs_mk_bdev(dev_t dev, umode_t mode, const char *fmt, ...)
{
	return 0;
}

static inline int devfs_mk_cdev(dev_t dev, umode_t mode, const char *fmt, ...)
{
	return 0;
}

static inline int devfs_mk_symlink(const char *name, const char *link)
{
	return 0;
}

static inline int devfs_mk_dir(const char *fmt, ...)
{
	return 0;
}

static inline void devfs_remove(const char *fmt, ...)
{
}

static inline int devfs_register_tape(const char *name)
{
	return -1;
}

static inline void devfs_unregister_tape(int num)
{
}

#endif
