/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sys_sched: scheduling policies and processors, as far as there are any to choose from:
 * everybody is SCHED_OTHER but who may be, and asks to be, real-time.
 */
#include <linux/cred.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#include "kernel.h"

#define SCHED_NORMAL 0
#define SCHED_FIFO   1
#define SCHED_RR     2
#define SCHED_BATCH  3
#define SCHED_IDLE   5
#define SLICE_NS     (5 * (NSEC_PER_SEC / HZ))

struct sched_param {
	int sched_priority;
};

/* With a reference; NULL: none. */
static struct task_struct *get_task(pid_t nr)
{
	struct task_struct *task;

	if (!nr)
		return get_task_struct(current);
	read_lock_irq(&tasklist_lock);
	task = find_task_by_pid(nr);
	if (task)
		get_task_struct(task);
	read_unlock_irq(&tasklist_lock);
	return task;
}

static int policy_of(const struct task_struct *task)
{
	return rt_task(task) ? SCHED_FIFO : SCHED_NORMAL;
}

static bool is_rt(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

static long set_policy(pid_t nr, int policy, int priority)
{
	struct task_struct *task;
	long err = 0;

	if (nr < 0 || policy < 0 || policy > SCHED_IDLE || policy == 4)
		return -EINVAL;
	if (is_rt(policy) ? priority < 1 || priority >= MAX_RT_PRIO : priority != 0)
		return -EINVAL;
	task = get_task(nr);
	if (!task)
		return -ESRCH;
	if (is_rt(policy) && !capable(CAP_SYS_NICE))
		err = -EPERM;
	else
		sched_set_priority(task, is_rt(policy) ? priority : 0);
	put_task_struct(task);
	return err;
}

SYSCALL_DEFINE3(sched_setscheduler, pid_t, nr, int, policy, const struct sched_param __user *,
		uparam)
{
	int priority;

	if (!uparam)
		return -EINVAL;
	if (get_user(priority, &uparam->sched_priority))
		return -EFAULT;
	return set_policy(nr, policy & 0xff, priority);
}

SYSCALL_DEFINE2(sched_setparam, pid_t, nr, const struct sched_param __user *, uparam)
{
	struct task_struct *task = nr < 0 ? NULL : get_task(nr);
	int priority, policy;

	if (!task)
		return nr < 0 ? -EINVAL : -ESRCH;
	policy = policy_of(task);
	put_task_struct(task);
	if (!uparam)
		return -EINVAL;
	if (get_user(priority, &uparam->sched_priority))
		return -EFAULT;
	return set_policy(nr, policy, priority);
}

SYSCALL_DEFINE1(sched_getscheduler, pid_t, nr)
{
	struct task_struct *task = nr < 0 ? NULL : get_task(nr);
	long policy;

	if (!task)
		return nr < 0 ? -EINVAL : -ESRCH;
	policy = policy_of(task);
	put_task_struct(task);
	return policy;
}

SYSCALL_DEFINE2(sched_getparam, pid_t, nr, struct sched_param __user *, uparam)
{
	struct task_struct *task = nr < 0 || !uparam ? NULL : get_task(nr);
	int priority;

	if (!task)
		return nr < 0 || !uparam ? -EINVAL : -ESRCH;
	priority = task->rt_priority;
	put_task_struct(task);
	return put_user(priority, &uparam->sched_priority);
}

SYSCALL_DEFINE1(sched_get_priority_max, int, policy)
{
	if (policy < 0 || policy > SCHED_IDLE || policy == 4)
		return -EINVAL;
	return is_rt(policy) ? MAX_RT_PRIO - 1 : 0;
}

SYSCALL_DEFINE1(sched_get_priority_min, int, policy)
{
	if (policy < 0 || policy > SCHED_IDLE || policy == 4)
		return -EINVAL;
	return is_rt(policy);
}

static struct timespec64 slice_of(const struct task_struct *task)
{
	struct timespec64 ts = {0, rt_task(task) ? 0 : SLICE_NS};

	return ts;
}

SYSCALL_DEFINE2(sched_rr_get_interval, pid_t, nr, struct __kernel_timespec __user *, interval)
{
	struct task_struct *task = nr < 0 ? NULL : get_task(nr);
	struct timespec64 ts;

	if (!task)
		return nr < 0 ? -EINVAL : -ESRCH;
	ts = slice_of(task);
	put_task_struct(task);
	return put_timespec64(&ts, interval);
}

SYSCALL_DEFINE2(sched_rr_get_interval_time32, pid_t, nr, struct old_timespec32 __user *, interval)
{
	struct task_struct *task = nr < 0 ? NULL : get_task(nr);
	struct timespec64 ts;

	if (!task)
		return nr < 0 ? -EINVAL : -ESRCH;
	ts = slice_of(task);
	put_task_struct(task);
	return put_old_timespec32(&ts, interval);
}

/* ---- processors: a task stays where it was put at its start ---- */

SYSCALL_DEFINE3(sched_getaffinity, pid_t, nr, unsigned int, len, unsigned long __user *, umask)
{
	struct task_struct *task = get_task(nr);

	if (!task)
		return -ESRCH;
	put_task_struct(task);
	if (len < sizeof(long) || len & (sizeof(long) - 1))
		return -EINVAL;
	return put_user(cpu_online_mask->bits[0], umask) ? -EFAULT : (long)sizeof(long);
}

SYSCALL_DEFINE3(sched_setaffinity, pid_t, nr, unsigned int, len, const unsigned long __user *,
		umask)
{
	struct task_struct *task;
	unsigned long mask = 0;
	long err = 0;

	if (copy_from_user(&mask, umask, min(len, (unsigned int)sizeof(mask))))
		return -EFAULT;
	if (!(mask & cpu_online_mask->bits[0]))
		return -EINVAL;
	task = get_task(nr);
	if (!task)
		return -ESRCH;
	if (!uid_eq(task_uid(task), current_euid()) && !capable(CAP_SYS_NICE))
		err = -EPERM;
	else if (!(mask >> task_cpu(task) & 1))
		err = -EINVAL;
	put_task_struct(task);
	return err;
}

SYSCALL_DEFINE3(getcpu, unsigned int __user *, cpu, unsigned int __user *, node, void __user *,
		unused)
{
	if (cpu && put_user(raw_smp_processor_id(), cpu))
		return -EFAULT;
	return node && put_user(0u, node) ? -EFAULT : 0;
}
