/* SPDX-License-Identifier: GPL-2.0-only */
/* debugfs: what tree.c and values.c tell each other. */
#ifndef FS_DEBUGFS_DEBUGFS_H
#define FS_DEBUGFS_DEBUGFS_H

#include <linux/completion.h>
#include <linux/debugfs.h>
#include <linux/fs.h>

/* A file's, in its dentry's d_fsdata. */
struct debugfs_file {
	const struct file_operations *real;
	struct file_operations proxy; /* has what real has */
	atomic_t users;		      /* calls that run, and 1 until it is removed */
	struct completion idle;
	bool unsafe; /* real is used as it is */
};

#endif
