/* SPDX-License-Identifier: GPL-2.0-only */
/* proc_pid: what is in the directory of a process. */
#ifndef KERNEL_PROC_PID_H
#define KERNEL_PROC_PID_H

#include <linux/compiler.h>
#include <linux/path.h>
#include <linux/types.h>

struct dentry;
struct file_operations;
struct inode;
struct inode_operations;
struct pid;
struct seq_file;
struct super_block;
struct task_struct;

/* Prints; 0 or -errno. The caller holds the task. */
typedef int (*proc_pid_show_t)(struct seq_file *m, struct task_struct *task);

struct proc_pid_row {
	const char *name;
	umode_t mode;
	proc_pid_show_t show;					 /* a file */
	int (*get)(struct task_struct *task, struct path *path); /* a link */
	const struct file_operations *fops; /* anything else, and a directory */
	const struct inode_operations *iops;
	bool own; /* who is not its owner needs CAP_SYS_PTRACE to look */
};

/* A file more in every process's directory. At boot; -ENOSPC. */
int proc_pid_register(const char *name, umode_t mode, proc_pid_show_t show);
int proc_pid_register_row(const struct proc_pid_row *row);
/* The bytes of a program's memory [at, end), as far as they can be read. */
void proc_show_memory(struct seq_file *m, struct task_struct *task, unsigned long at,
		      unsigned long end);

/* For the operations of a row. The inode's task, with a reference; NULL: it has ended. */
struct task_struct *proc_pid_task(const struct inode *inode);
/* 0, or -EACCES: a program of somebody else's (row->own). */
int proc_pid_may_see(struct task_struct *task);
/* Of its own kind: i_op and i_fop are for the caller to set. ERR_PTR(-ENOMEM). */
struct inode *proc_pid_new_inode(struct super_block *sb, struct pid *pid, umode_t mode);
/* Where the link leads to, as text. Takes over path. A length or -errno. */
int proc_pid_put_path(struct path *path, char __user *buf, int size);
/* The directory of one thread. */
struct inode *proc_pid_thread_inode(struct super_block *sb, struct pid *pid);
unsigned long proc_pid_thread_ino(pid_t nr);

#endif
