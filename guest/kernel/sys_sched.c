/* SPDX-License-Identifier: GPL-2.0-only */
/* sys_sched: scheduling policies, priorities, and which processors a task may run on. */
#include <linux/cred.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#include "kernel.h"

#define SLICE_NS	    (5 * (NSEC_PER_SEC / HZ))
#define RR_SLICE_NS	    (NSEC_PER_SEC / 10)
#define SCHED_RESET_ON_FORK 0x40000000

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

static bool is_rt(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

static bool is_policy(int policy)
{
	return policy >= 0 && policy <= SCHED_IDLE && policy != 4;
}

/* Root may; others only what makes them no more urgent. */
static bool may_set(const struct task_struct *task, int policy)
{
	if (capable(CAP_SYS_NICE))
		return true;
	return !is_rt(policy) &&
	       (uid_eq(current_euid(), task_uid(task)) || uid_eq(current_euid(), task_euid(task)));
}

static long set_policy(pid_t nr, int policy, int priority)
{
	bool reset = policy & SCHED_RESET_ON_FORK;
	struct task_struct *task;
	long err = 0;

	policy &= ~SCHED_RESET_ON_FORK;

	if (nr < 0 || !is_policy(policy))
		return -EINVAL;
	if (is_rt(policy) ? priority < 1 || priority >= MAX_RT_PRIO : priority != 0)
		return -EINVAL;
	task = get_task(nr);
	if (!task)
		return -ESRCH;
	if (!may_set(task, policy)) {
		err = -EPERM;
	} else {
		sched_set_policy(task, policy, priority);
		task->sched_reset_on_fork = reset;
	}
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
	return policy < 0 ? -EINVAL : set_policy(nr, policy, priority);
}

SYSCALL_DEFINE2(sched_setparam, pid_t, nr, const struct sched_param __user *, uparam)
{
	struct task_struct *task = nr < 0 ? NULL : get_task(nr);
	int priority, policy;

	if (!task)
		return nr < 0 ? -EINVAL : -ESRCH;
	policy = task->policy | (task->sched_reset_on_fork ? SCHED_RESET_ON_FORK : 0);
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
	policy = task->policy | (task->sched_reset_on_fork ? SCHED_RESET_ON_FORK : 0);
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
	struct timespec64 ts = {0, SLICE_NS};

	if (is_rt(task->policy))
		ts.tv_nsec = task->policy == SCHED_RR ? RR_SLICE_NS : 0;
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

/* ---- all of it at once ---- */

struct sched_attr {
	u32 size, policy;
	u64 flags;
	s32 nice;
	u32 priority;
	u64 runtime, deadline, period;
	u32 util_min, util_max;
};

#define SCHED_ATTR_SIZE_VER0	 48
#define SCHED_FLAG_RESET_ON_FORK 1
#define SCHED_DEADLINE		 6

SYSCALL_DEFINE3(sched_setattr, pid_t, nr, struct sched_attr __user *, uattr, unsigned int, flags)
{
	struct task_struct *task;
	struct sched_attr attr;
	u32 size;
	long err;

	if (!uattr || nr < 0 || flags)
		return -EINVAL;
	if (get_user(size, &uattr->size))
		return -EFAULT;
	size = size ? size : SCHED_ATTR_SIZE_VER0;
	if (size < SCHED_ATTR_SIZE_VER0 || size > PAGE_SIZE)
		return put_user((u32)sizeof(attr), &uattr->size) ? -EFAULT : -E2BIG;
	err = copy_struct_from_user(&attr, sizeof(attr), uattr, size);
	if (err)
		return err;
	if ((int)attr.policy < 0 || attr.flags & ~(u64)SCHED_FLAG_RESET_ON_FORK ||
	    attr.policy == SCHED_DEADLINE)
		return -EINVAL;
	err = set_policy(
	    nr, attr.policy | (attr.flags & SCHED_FLAG_RESET_ON_FORK ? SCHED_RESET_ON_FORK : 0),
	    attr.priority);
	task = err || is_rt(attr.policy) ? NULL : get_task(nr);
	if (!task)
		return err;
	if (attr.nice < task_nice(task) && !capable(CAP_SYS_NICE))
		err = -EPERM;
	else
		set_user_nice(task, attr.nice);
	put_task_struct(task);
	return err;
}

SYSCALL_DEFINE4(sched_getattr, pid_t, nr, struct sched_attr __user *, uattr, unsigned int, size,
		unsigned int, flags)
{
	struct sched_attr attr = {.size = sizeof(attr), .util_max = 1024};
	struct task_struct *task;

	if (!uattr || nr < 0 || size > PAGE_SIZE || size < SCHED_ATTR_SIZE_VER0 || flags)
		return -EINVAL;
	task = get_task(nr);
	if (!task)
		return -ESRCH;
	attr.size = min((u32)size, attr.size);
	attr.policy = task->policy;
	attr.flags = task->sched_reset_on_fork ? SCHED_FLAG_RESET_ON_FORK : 0;
	if (is_rt(task->policy))
		attr.priority = task->rt_priority;
	else
		attr.nice = task_nice(task);
	put_task_struct(task);
	return copy_to_user(uattr, &attr, attr.size) ? -EFAULT : 0;
}

/* ---- processors ---- */

SYSCALL_DEFINE3(sched_getaffinity, pid_t, nr, unsigned int, len, unsigned long __user *, umask)
{
	struct task_struct *task = get_task(nr);
	unsigned long mask;

	if (len < sizeof(long) || len & (sizeof(long) - 1)) {
		if (task)
			put_task_struct(task);
		return -EINVAL;
	}
	if (!task)
		return -ESRCH;
	mask = task->cpus_mask & cpu_online_mask->bits[0];
	put_task_struct(task);
	return put_user(mask, umask) ? -EFAULT : (long)sizeof(long);
}

/* From there on the task runs only on these CPUs, as far as they are online. Not exported. */
long sched_setaffinity(pid_t nr, const struct cpumask *cpus)
{
	struct task_struct *task = get_task(nr);
	long err = 0;

	if (!task)
		return -ESRCH;
	if (!(cpus->bits[0] & cpu_online_mask->bits[0]))
		err = -EINVAL;
	else
		set_cpus_mask(task, cpus->bits[0]);
	put_task_struct(task);
	if (!err && task == current) /* on the new one when it returns */
		schedule();
	return err;
}

SYSCALL_DEFINE3(sched_setaffinity, pid_t, nr, unsigned int, len, const unsigned long __user *,
		umask)
{
	struct cpumask mask = {};
	struct task_struct *task;
	bool thread, allowed;

	if (copy_from_user(&mask.bits[0], umask, min(len, (unsigned int)sizeof(mask.bits[0]))))
		return -EFAULT;
	task = get_task(nr);
	if (!task)
		return -ESRCH;
	thread = task->flags & PF_KTHREAD;
	allowed = uid_eq(task_uid(task), current_euid()) || capable(CAP_SYS_NICE);
	put_task_struct(task);
	if (!allowed)
		return -EPERM;
	return thread ? -EINVAL : sched_setaffinity(nr, &mask);
}

SYSCALL_DEFINE3(getcpu, unsigned int __user *, cpu, unsigned int __user *, node, void __user *,
		unused)
{
	if (cpu && put_user(raw_smp_processor_id(), cpu))
		return -EFAULT;
	return node && put_user(0u, node) ? -EFAULT : 0;
}
