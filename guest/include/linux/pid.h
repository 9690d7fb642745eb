/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pid: a number, and the tasks it names: as a thread, as a process, as a process group, as
 * a session. Who holds a reference keeps the number from meaning somebody else
 * (guest/kernel/pid.c).
 */
#ifndef _LINUX_PID_H
#define _LINUX_PID_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/threads.h>
#include <linux/types.h>

struct task_struct;

enum pid_type { PIDTYPE_PID, PIDTYPE_TGID, PIDTYPE_PGID, PIDTYPE_SID, PIDTYPE_MAX };

#define RESERVED_PIDS 300

struct pid {
	atomic_t count;
	pid_t nr;
	struct hlist_node hash;
	struct hlist_head tasks[PIDTYPE_MAX]; /* by pid_links; under tasklist_lock */
};

extern struct pid init_struct_pid; /* number 0, which is in no table and never freed */

static inline struct pid *get_pid(struct pid *pid)
{
	if (pid)
		atomic_inc(&pid->count);
	return pid;
}

static inline pid_t pid_nr(const struct pid *pid)
{
	return pid ? pid->nr : 0;
}
#define pid_vnr(pid) pid_nr(pid)

void put_pid(struct pid *pid);
/* A number nobody has, with one reference. ERR_PTR(-EAGAIN or -ENOMEM). */
struct pid *alloc_pid(void);
/* NULL: nobody has it. Under tasklist_lock, or use find_get_pid(). */
struct pid *find_vpid(pid_t nr);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define find_pid(nr) find_vpid(nr)
#endif
struct pid *find_get_pid(pid_t nr);
/* Under tasklist_lock (get_: takes it, and a reference). */
struct task_struct *pid_task(struct pid *pid, enum pid_type type);
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type);
struct pid *get_task_pid(struct task_struct *task, enum pid_type type);
/* tasklist_lock for writing. detach: the number is free when no task has it in any sense. */
void attach_pid(struct task_struct *task, enum pid_type type, struct pid *pid);
void detach_pid(struct task_struct *task, enum pid_type type);
void change_pid(struct task_struct *task, enum pid_type type, struct pid *pid);

/* Every task that pid names in this sense. Under tasklist_lock. */
#define do_each_pid_task(pid, type, task)                                                          \
	do {                                                                                       \
		if (pid)                                                                           \
			hlist_for_each_entry((task), &(pid)->tasks[type], pid_links[type])         \
			{
#define while_each_pid_task(pid, type, task)                                                       \
	}                                                                                          \
	}                                                                                          \
	while (0)

#endif
