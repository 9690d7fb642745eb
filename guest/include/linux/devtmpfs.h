/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * devtmpfs: /dev, kept by the kernel: every device that comes has its node there, and the
 * node goes with it (guest/fs/devtmpfs.c).
 */
#ifndef _LINUX_DEVTMPFS_H
#define _LINUX_DEVTMPFS_H

#include <linux/types.h>

/* name: "null", "input/event0". mode: S_IFCHR or S_IFBLK, and rights (0: 0600). May sleep. */
int devtmpfs_create_node(const char *name, umode_t mode, dev_t dev);
/* Only if it is still the node that was made so, for this device. */
int devtmpfs_delete_node(const char *name, umode_t mode, dev_t dev);
/* Mount it at /dev of the current task's root. */
int devtmpfs_mount(void);

#endif
