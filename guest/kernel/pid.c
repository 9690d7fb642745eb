/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pid: numbers and the tasks they name. A hash leads from a number to its struct pid, from
 * which four lists lead to tasks: the thread of that number, the process, the members of
 * the process group, those of the session. A number is free again when no task has it in
 * any sense; its struct pid stays for as long as somebody holds a reference.
 *
 * Locking: the hash by pid_lock, interrupts off; the lists by tasklist_lock.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "kernel.h"

#define HASH_BITS 8

static struct hlist_head hash[1 << HASH_BITS];
static DEFINE_SPINLOCK(pid_lock);
static pid_t last_pid;

/* Number 0: the group and the session of the first program, until it makes its own. */
struct pid init_struct_pid = {.count = ATOMIC_INIT(1)};

static struct hlist_head *bucket(pid_t nr)
{
	return &hash[hash_32(nr, HASH_BITS)];
}

static struct pid *lookup(pid_t nr)
{
	struct pid *pid;

	hlist_for_each_entry(pid, bucket(nr), hash) if (pid->nr == nr) return pid;
	return NULL;
}

void put_pid(struct pid *pid)
{
	if (pid && atomic_dec_and_test(&pid->count))
		kfree(pid);
}
EXPORT_SYMBOL(put_pid);

/* pid_lock is held. 0: all are taken. */
static pid_t next_number(void)
{
	pid_t first = last_pid, nr = last_pid;

	do {
		if (++nr >= PID_MAX_DEFAULT)
			nr = RESERVED_PIDS;
		if (!lookup(nr))
			return last_pid = nr;
	} while (nr != first);
	return 0;
}

struct pid *alloc_pid(void)
{
	struct pid *pid = kzalloc(sizeof(*pid), GFP_KERNEL);
	unsigned long flags;

	if (!pid)
		return ERR_PTR(-ENOMEM);
	atomic_set(&pid->count, 1);
	spin_lock_irqsave(&pid_lock, flags);
	pid->nr = next_number();
	if (pid->nr)
		hlist_add_head(&pid->hash, bucket(pid->nr));
	spin_unlock_irqrestore(&pid_lock, flags);
	if (pid->nr)
		return pid;
	kfree(pid);
	return ERR_PTR(-EAGAIN);
}

/* Nobody has it any more, or never had. */
void free_pid(struct pid *pid)
{
	unsigned long flags;

	spin_lock_irqsave(&pid_lock, flags);
	hlist_del_init(&pid->hash);
	spin_unlock_irqrestore(&pid_lock, flags);
	put_pid(pid);
}

struct pid *find_vpid(pid_t nr)
{
	struct pid *pid;
	unsigned long flags;

	spin_lock_irqsave(&pid_lock, flags);
	pid = lookup(nr);
	spin_unlock_irqrestore(&pid_lock, flags);
	return pid;
}
EXPORT_SYMBOL(find_vpid);

struct pid *find_get_pid(pid_t nr)
{
	struct pid *pid;
	unsigned long flags;

	spin_lock_irqsave(&pid_lock, flags);
	pid = get_pid(lookup(nr));
	spin_unlock_irqrestore(&pid_lock, flags);
	return pid;
}
EXPORT_SYMBOL(find_get_pid);

struct task_struct *pid_task(struct pid *pid, enum pid_type type)
{
	struct hlist_node *first = pid ? pid->tasks[type].first : NULL;

	return first ? hlist_entry(first, struct task_struct, pid_links[type]) : NULL;
}
EXPORT_SYMBOL(pid_task);

struct task_struct *get_pid_task(struct pid *pid, enum pid_type type)
{
	struct task_struct *task;
	unsigned long flags;

	read_lock_irqsave(&tasklist_lock, flags);
	task = pid_task(pid, type);
	if (task)
		get_task_struct(task);
	read_unlock_irqrestore(&tasklist_lock, flags);
	return task;
}
EXPORT_SYMBOL(get_pid_task);

static struct pid **pid_place(struct task_struct *task, enum pid_type type)
{
	return type == PIDTYPE_PID ? &task->thread_pid : &task->signal->pids[type];
}

struct pid *get_task_pid(struct task_struct *task, enum pid_type type)
{
	struct pid *pid;
	unsigned long flags;

	read_lock_irqsave(&tasklist_lock, flags);
	pid = get_pid(*pid_place(task, type));
	read_unlock_irqrestore(&tasklist_lock, flags);
	return pid;
}
EXPORT_SYMBOL(get_task_pid);

void attach_pid(struct task_struct *task, enum pid_type type, struct pid *pid)
{
	*pid_place(task, type) = pid;
	hlist_add_head(&task->pid_links[type], &pid->tasks[type]);
}

/* The number is free when this was the last task that it named. */
static void leave_pid(struct task_struct *task, enum pid_type type)
{
	struct pid *pid = *pid_place(task, type);
	int i;

	if (!pid)
		return;
	hlist_del_init(&task->pid_links[type]);
	if (pid == &init_struct_pid)
		return;
	for (i = 0; i < PIDTYPE_MAX; i++)
		if (!hlist_empty(&pid->tasks[i]))
			return;
	free_pid(pid);
}

/* thread_pid stays, for the task has a reference of its own to it. */
void detach_pid(struct task_struct *task, enum pid_type type)
{
	leave_pid(task, type);
	if (type != PIDTYPE_PID)
		*pid_place(task, type) = NULL;
}

void change_pid(struct task_struct *task, enum pid_type type, struct pid *pid)
{
	leave_pid(task, type);
	attach_pid(task, type, pid);
}

struct pid *task_pgrp(struct task_struct *task)
{
	return task->signal->pids[PIDTYPE_PGID];
}
EXPORT_SYMBOL(task_pgrp);

struct pid *task_session(struct task_struct *task)
{
	return task->signal->pids[PIDTYPE_SID];
}
EXPORT_SYMBOL(task_session);

struct task_struct *find_task_by_pid(pid_t nr)
{
	return pid_task(find_vpid(nr), PIDTYPE_PID);
}
EXPORT_SYMBOL(find_task_by_pid);
