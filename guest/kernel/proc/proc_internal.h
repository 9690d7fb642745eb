/* SPDX-License-Identifier: GPL-2.0-only */
/* proc_internal: the tree of entries, for the file system over it. */
#ifndef KERNEL_PROC_INTERNAL_H
#define KERNEL_PROC_INTERNAL_H

#include <linux/proc_fs.h>

extern struct proc_dir_entry proc_root;

/* With a reference; NULL: none. */
struct proc_dir_entry *proc_find_get(struct proc_dir_entry *dir, const char *name, size_t len);
/* The entry number index of dir, with a reference; NULL: there are fewer. */
struct proc_dir_entry *proc_nth_get(struct proc_dir_entry *dir, unsigned int index);
void proc_put(struct proc_dir_entry *de);

/* proc_inode.c: nobody is inside any more, and what was open is released. */
void proc_drain(struct proc_dir_entry *de);

/* proc_pid.c: the directories of processes, in the root. */
struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry);
/* From pos on; where it ended. */
int proc_pid_readdir(struct file *file, struct dir_context *ctx, loff_t first);

#endif
