/* SPDX-License-Identifier: GPL-2.0-only */
/* init: the file systems' beginning, as soon as there are allocators. */
#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/sched.h>

#include "internal.h"

void __init vfs_caches_init(void)
{
	dcache_init();
	inode_cache_init();
	open_init();
	files_init();
	init_task.fs = current->fs = &init_fs;
	init_task.files = current->files = &init_files;
	if (!current->cred)
		init_task.cred = current->cred = &init_cred;
	ramfs_init();
	mnt_init();
}
