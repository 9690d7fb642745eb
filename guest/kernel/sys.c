/* SPDX-License-Identifier: GPL-2.0-only */
/* sys: system calls about the process itself: numbers, groups, limits, accounts, priority. */
#include <linux/cred.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pid.h>
#include <linux/resource.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "kernel.h"

#define TICKS_TO_USER(t) ((t) / (HZ / 100)) /* a program's clock ticks: 100 a second */

/* ---- numbers ---- */

SYSCALL_DEFINE0(getpid)
{
	return current->tgid;
}

SYSCALL_DEFINE0(gettid)
{
	return current->pid;
}

SYSCALL_DEFINE0(getppid)
{
	pid_t nr;

	read_lock_irq(&tasklist_lock);
	nr = current->group_leader->real_parent->tgid;
	read_unlock_irq(&tasklist_lock);
	return nr;
}

/* With tasklist_lock. 0 is the caller; NULL: none. */
static struct task_struct *leader_of(pid_t nr)
{
	struct task_struct *task = nr ? find_task_by_pid(nr) : current;

	return task ? task->group_leader : NULL;
}

static long get_group(pid_t nr, struct pid *(*group)(struct task_struct *task))
{
	struct task_struct *task;
	long ret = -ESRCH;

	read_lock_irq(&tasklist_lock);
	task = leader_of(nr);
	if (task)
		ret = pid_nr(group(task));
	read_unlock_irq(&tasklist_lock);
	return ret;
}

SYSCALL_DEFINE1(getpgid, pid_t, nr)
{
	return get_group(nr, task_pgrp);
}

SYSCALL_DEFINE0(getpgrp)
{
	return get_group(0, task_pgrp);
}

SYSCALL_DEFINE1(getsid, pid_t, nr)
{
	return get_group(nr, task_session);
}

/* POSIX "setpgid()": one's own, or a child's that has not exec'd, within the session. */
static long check_setpgid(struct task_struct *task, struct task_struct *me)
{
	if (task != me) {
		if (!same_thread_group(task->real_parent, me))
			return -ESRCH;
		if (task_session(task) != task_session(me))
			return -EPERM;
		if (!(task->flags & PF_FORKNOEXEC))
			return -EACCES;
	}
	return task->signal->leader ? -EPERM : 0;
}

static long set_pgid(pid_t nr, pid_t pgid)
{
	struct task_struct *me = current->group_leader, *task = leader_of(nr), *other;
	struct pid *pgrp;
	long err;

	if (!task || task->flags & PF_KTHREAD)
		return -ESRCH;
	err = check_setpgid(task, me);
	if (err)
		return err;
	pgrp = task->thread_pid;
	if (pgid && pgid != task->pid) {
		pgrp = find_vpid(pgid);
		other = pid_task(pgrp, PIDTYPE_PGID);
		if (!other || task_session(other) != task_session(me))
			return -EPERM;
	}
	if (task_pgrp(task) != pgrp)
		change_pid(task, PIDTYPE_PGID, pgrp);
	return 0;
}

SYSCALL_DEFINE2(setpgid, pid_t, nr, pid_t, pgid)
{
	long err;

	if (pgid < 0 || nr < 0)
		return -EINVAL;
	write_lock_irq(&tasklist_lock);
	err = set_pgid(nr, pgid);
	write_unlock_irq(&tasklist_lock);
	return err;
}

SYSCALL_DEFINE0(setsid)
{
	struct task_struct *leader = current->group_leader;
	struct pid *pid = leader->thread_pid;
	long ret = -EPERM;

	write_lock_irq(&tasklist_lock);
	if (!leader->signal->leader && !pid_task(pid, PIDTYPE_PGID)) {
		leader->signal->leader = 1;
		leader->signal->tty = NULL;
		change_pid(leader, PIDTYPE_SID, pid);
		change_pid(leader, PIDTYPE_PGID, pid);
		ret = pid->nr;
	}
	write_unlock_irq(&tasklist_lock);
	return ret;
}

/* ---- limits ---- */

static long do_prlimit(struct task_struct *task, unsigned int resource, const struct rlimit *new,
		       struct rlimit *old)
{
	struct rlimit *rlim;
	long err = 0;

	if (resource >= RLIM_NLIMITS || (new &&new->rlim_cur > new->rlim_max))
		return -EINVAL;
	read_lock_irq(&tasklist_lock);
	rlim = task->signal->rlim + resource;
	if (new &&new->rlim_max > rlim->rlim_max && !capable(CAP_SYS_RESOURCE))
		err = -EPERM;
	if (!err && old)
		*old = *rlim;
	if (!err && new)
		*rlim = *new;
	read_unlock_irq(&tasklist_lock);
	return err;
}

SYSCALL_DEFINE2(getrlimit, unsigned int, resource, struct rlimit __user *, rlim)
{
	struct rlimit value;
	long err = do_prlimit(current, resource, NULL, &value);

	return err ? err : copy_to_user(rlim, &value, sizeof(value)) ? -EFAULT : 0;
}

/* Of a time when a limit was a signed number. */
SYSCALL_DEFINE2(old_getrlimit, unsigned int, resource, struct rlimit __user *, rlim)
{
	struct rlimit value;
	long err = do_prlimit(current, resource, NULL, &value);

	if (err)
		return err;
	value.rlim_cur = min(value.rlim_cur, (unsigned long)LONG_MAX);
	value.rlim_max = min(value.rlim_max, (unsigned long)LONG_MAX);
	return copy_to_user(rlim, &value, sizeof(value)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(setrlimit, unsigned int, resource, const struct rlimit __user *, rlim)
{
	struct rlimit value;

	if (copy_from_user(&value, rlim, sizeof(value)))
		return -EFAULT;
	return do_prlimit(current, resource, &value, NULL);
}

static unsigned long narrow(u64 value)
{
	return value >= RLIM_INFINITY ? RLIM_INFINITY : value;
}

static u64 widen(unsigned long value)
{
	return value == RLIM_INFINITY ? RLIM64_INFINITY : value;
}

static bool may_limit(struct task_struct *task)
{
	const struct cred *me = current_cred(), *it = __task_cred(task);

	return task == current || capable(CAP_SYS_RESOURCE) ||
	       (uid_eq(me->uid, it->euid) && uid_eq(me->uid, it->suid) && uid_eq(me->uid, it->uid));
}

SYSCALL_DEFINE4(prlimit64, pid_t, nr, unsigned int, resource, const struct rlimit64 __user *, unew,
		struct rlimit64 __user *, uold)
{
	struct rlimit64 wide;
	struct rlimit new, old;
	struct task_struct *task;
	struct pid *pid;
	long err;

	if (unew) {
		if (copy_from_user(&wide, unew, sizeof(wide)))
			return -EFAULT;
		new = (struct rlimit){narrow(wide.rlim_cur), narrow(wide.rlim_max)};
	}
	pid = nr ? find_get_pid(nr) : get_pid(current->thread_pid);
	task = pid ? get_pid_task(pid, PIDTYPE_PID) : NULL;
	put_pid(pid);
	if (!task)
		return -ESRCH;
	err = may_limit(task) ? do_prlimit(task, resource, unew ? &new : NULL, &old) : -EPERM;
	put_task_struct(task);
	if (err || !uold)
		return err;
	wide = (struct rlimit64){widen(old.rlim_cur), widen(old.rlim_max)};
	return copy_to_user(uold, &wide, sizeof(wide)) ? -EFAULT : 0;
}

/* ---- accounts ---- */

static void add(struct task_account *sum, const struct task_account *one)
{
	sum->utime += one->utime;
	sum->stime += one->stime;
	sum->nvcsw += one->nvcsw;
	sum->nivcsw += one->nivcsw;
	sum->min_flt += one->min_flt;
	sum->maj_flt += one->maj_flt;
	sum->maxrss = max(sum->maxrss, one->maxrss);
}

static void add_task(struct task_account *sum, const struct task_struct *task)
{
	const struct task_account one = {
	    .utime = task->utime,
	    .stime = task->stime,
	    .nvcsw = task->nvcsw,
	    .nivcsw = task->nivcsw,
	    .min_flt = task->min_flt,
	    .maj_flt = task->maj_flt,
	};

	add(sum, &one);
}

static struct old_timeval32 ticks_to_timeval(unsigned long ticks)
{
	return (struct old_timeval32){ticks / HZ, ticks % HZ * (USEC_PER_SEC / HZ)};
}

/* The threads there are, and those that are gone. Under tasklist_lock, or of current. */
static void account_group(struct task_struct *task, struct task_account *sum)
{
	struct task_struct *thread;

	add(sum, &task->signal->ended);
	for_each_thread(task, thread) add_task(sum, thread);
	if (task->mm)
		sum->maxrss = max(sum->maxrss, max(task->mm->hiwater_rss, get_mm_rss(task->mm)));
}

void fill_rusage(struct task_struct *task, int who, struct rusage *usage)
{
	struct task_account sum = {};

	if (who == RUSAGE_THREAD)
		add_task(&sum, task);
	if (who == RUSAGE_CHILDREN || who == RUSAGE_BOTH)
		add(&sum, &task->signal->children);
	if (who == RUSAGE_SELF || who == RUSAGE_BOTH)
		account_group(task, &sum);
	memset(usage, 0, sizeof(*usage));
	usage->ru_utime = ticks_to_timeval(sum.utime);
	usage->ru_stime = ticks_to_timeval(sum.stime);
	usage->ru_maxrss = sum.maxrss << (PAGE_SHIFT - 10);
	usage->ru_minflt = sum.min_flt;
	usage->ru_majflt = sum.maj_flt;
	usage->ru_nvcsw = sum.nvcsw;
	usage->ru_nivcsw = sum.nivcsw;
}

SYSCALL_DEFINE2(getrusage, int, who, struct rusage __user *, uusage)
{
	struct rusage usage;

	if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD)
		return -EINVAL;
	read_lock_irq(&tasklist_lock);
	fill_rusage(current, who, &usage);
	read_unlock_irq(&tasklist_lock);
	return copy_to_user(uusage, &usage, sizeof(usage)) ? -EFAULT : 0;
}

struct tms {
	long tms_utime, tms_stime, tms_cutime, tms_cstime;
};

SYSCALL_DEFINE1(times, struct tms __user *, utms)
{
	struct task_account own = {};
	struct tms tms;

	read_lock_irq(&tasklist_lock);
	account_group(current, &own);
	tms.tms_cutime = TICKS_TO_USER(current->signal->children.utime);
	tms.tms_cstime = TICKS_TO_USER(current->signal->children.stime);
	read_unlock_irq(&tasklist_lock);
	tms.tms_utime = TICKS_TO_USER(own.utime);
	tms.tms_stime = TICKS_TO_USER(own.stime);
	if (utms && copy_to_user(utms, &tms, sizeof(tms)))
		return -EFAULT;
	return TICKS_TO_USER((unsigned long)get_jiffies_64()) & LONG_MAX;
}

/* ---- priority ---- */

static bool is_meant(struct task_struct *task, int which, int who)
{
	if (task->flags & PF_KTHREAD)
		return false;
	switch (which) {
	case PRIO_PROCESS:
		return task->pid == (who ? who : current->pid);
	case PRIO_PGRP:
		return task_pgrp(task) == (who ? find_vpid(who) : task_pgrp(current));
	case PRIO_USER:
		return task_uid(task).val == (who ? who : current_uid().val);
	}
	return false;
}

static bool may_renice(struct task_struct *task)
{
	return uid_eq(task_uid(task), current_euid()) || uid_eq(task_euid(task), current_euid()) ||
	       capable(CAP_SYS_NICE);
}

SYSCALL_DEFINE3(setpriority, int, which, int, who, int, nice)
{
	struct task_struct *task, *thread;
	long err = -ESRCH;

	if (which < PRIO_PROCESS || which > PRIO_USER)
		return -EINVAL;
	nice = clamp(nice, -20, 19);
	read_lock_irq(&tasklist_lock);
	for_each_process_thread(task, thread)
	{
		if (!is_meant(thread, which, who))
			continue;
		if (!may_renice(thread)) {
			err = -EPERM;
		} else if (nice < task_nice(thread) && !capable(CAP_SYS_NICE)) {
			err = -EACCES;
		} else {
			set_user_nice(thread, nice);
			if (err == -ESRCH)
				err = 0;
		}
	}
	read_unlock_irq(&tasklist_lock);
	return err;
}

/* 40 to 1 for -20 to 19, so that no result looks like an error. */
SYSCALL_DEFINE2(getpriority, int, which, int, who)
{
	struct task_struct *task, *thread;
	long best = -ESRCH;

	if (which < PRIO_PROCESS || which > PRIO_USER)
		return -EINVAL;
	read_lock_irq(&tasklist_lock);
	for_each_process_thread(task, thread) if (is_meant(thread, which, who)) best =
	    max(best, 20l - task_nice(thread));
	read_unlock_irq(&tasklist_lock);
	return best;
}

SYSCALL_DEFINE1(nice, int, increment)
{
	long nice = clamp(task_nice(current) + clamp(increment, -40, 40), -20, 19);

	if (increment < 0 && !capable(CAP_SYS_NICE))
		return -EPERM;
	set_user_nice(current, nice);
	return 0;
}

SYSCALL_DEFINE0(sched_yield)
{
	yield();
	return 0;
}
