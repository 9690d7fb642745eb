/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fdtable: the numbers by which a process knows its open files (guest/fs/file.c). Tasks
 * that were cloned with CLONE_FILES share one files_struct.
 */
#ifndef _LINUX_FDTABLE_H
#define _LINUX_FDTABLE_H

#include <linux/atomic.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/spinlock.h>

#define NR_OPEN_DEFAULT BITS_PER_LONG

struct files_struct {
	atomic_t count;
	spinlock_t file_lock; /* what follows; fd[] is read without it by who is alone */
	unsigned int max_fds; /* a multiple of BITS_PER_LONG */
	unsigned int next_fd; /* below it all are in use */
	struct file **fd;
	unsigned long *close_on_exec, *open_fds;
	unsigned long close_on_exec_init[1], open_fds_init[1];
	struct file *fd_array[NR_OPEN_DEFAULT];
};

extern struct files_struct init_files;

/* For fork, exec, exit. */
struct files_struct *dup_fd(struct files_struct *old, int *err); /* NULL: *err */
void put_files_struct(struct files_struct *files);		 /* the last closes all */
void exit_files(struct task_struct *task);
int unshare_files(void);
void do_close_on_exec(struct files_struct *files);

int close_fd(unsigned int fd); /* 0, -EBADF, or what the file says */
int iterate_fd(struct files_struct *files, unsigned int first,
	       int (*fn)(const void *arg, struct file *file, unsigned int fd), const void *arg);
/* Of any task, with a reference; NULL: none. */
struct file *fget_task(struct task_struct *task, unsigned int fd);
/* The first from *fd on, which becomes its number. */
struct file *fget_task_next(struct task_struct *task, unsigned int *fd);
bool task_fd_cloexec(struct task_struct *task, unsigned int fd);

#endif
