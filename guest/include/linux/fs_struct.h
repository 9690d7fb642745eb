/* SPDX-License-Identifier: GPL-2.0-only */
/* fs_struct: where a process is in the tree of files (guest/fs/fs_struct.c). */
#ifndef _LINUX_FS_STRUCT_H
#define _LINUX_FS_STRUCT_H

#include <linux/path.h>
#include <linux/spinlock.h>

struct task_struct;

struct fs_struct {
	int users;
	spinlock_t lock;
	int umask;
	struct path root, pwd;
};

extern struct fs_struct init_fs;

struct fs_struct *copy_fs_struct(struct fs_struct *old); /* NULL: no memory */
void put_fs_struct(struct fs_struct *fs);
void exit_fs(struct task_struct *task);
int unshare_fs_struct(void);
void set_fs_root(struct fs_struct *fs, const struct path *path);
void set_fs_pwd(struct fs_struct *fs, const struct path *path);
void get_fs_root(struct fs_struct *fs, struct path *root);
void get_fs_pwd(struct fs_struct *fs, struct path *pwd);
int current_umask(void);

#endif
