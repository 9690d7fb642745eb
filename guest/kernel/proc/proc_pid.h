/* SPDX-License-Identifier: GPL-2.0-only */
/* proc_pid: what is in the directory of a process. */
#ifndef KERNEL_PROC_PID_H
#define KERNEL_PROC_PID_H

#include <linux/path.h>
#include <linux/types.h>

struct seq_file;
struct task_struct;

/* Prints; 0 or -errno. The caller holds the task. */
typedef int (*proc_pid_show_t)(struct seq_file *m, struct task_struct *task);

struct proc_pid_row {
	const char *name;
	umode_t mode;
	proc_pid_show_t show;					 /* a file */
	int (*get)(struct task_struct *task, struct path *path); /* a link */
};

/* A file more in every process's directory. At boot; -ENOSPC. */
int proc_pid_register(const char *name, umode_t mode, proc_pid_show_t show);

#endif
