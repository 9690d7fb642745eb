/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wait4: a parent hears of its children: that they have ended, stopped, or gone on. All
 * threads of a process wait for the children of any of them (__WNOTHREAD: only for one's
 * own).
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/ptrace.h>
#include <linux/resource.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "kernel.h"
#include "signal_private.h"

#define WNOHANG	    0x00000001
#define WUNTRACED   0x00000002
#define WSTOPPED    WUNTRACED
#define WEXITED	    0x00000004
#define WCONTINUED  0x00000008
#define WNOWAIT	    0x01000000
#define __WNOTHREAD 0x20000000
#define __WALL	    0x40000000
#define __WCLONE    0x80000000u

#define P_ALL	0
#define P_PID	1
#define P_PGID	2
#define P_PIDFD 3

struct wait_opts {
	enum pid_type type;
	struct pid *pid; /* NULL: any child */
	unsigned int options;
	/* what was found */
	int code, status; /* CLD_*; the exit code as wait4() gives it, or a signal */
	pid_t nr;
	uid_t uid;
	struct rusage usage;
	int no_match; /* -ECHILD as long as no child is one to wait for */
};

/* ---- what there is to tell ---- */

static void take_usage(struct wait_opts *wo, struct task_struct *task)
{
	wo->nr = task->pid;
	wo->uid = task_uid(task).val;
	fill_rusage(task, RUSAGE_BOTH, &wo->usage);
}

static void add_to_children(struct task_account *sum, struct task_struct *task)
{
	const struct task_account *own = &task->signal->ended, *its = &task->signal->children;

	sum->utime += own->utime + its->utime + task->utime;
	sum->stime += own->stime + its->stime + task->stime;
	sum->min_flt += own->min_flt + its->min_flt + task->min_flt;
	sum->maj_flt += own->maj_flt + its->maj_flt + task->maj_flt;
	sum->nvcsw += own->nvcsw + its->nvcsw + task->nvcsw;
	sum->nivcsw += own->nivcsw + its->nivcsw + task->nivcsw;
	sum->maxrss = max(sum->maxrss, max(own->maxrss, its->maxrss));
}

static int exit_status(const struct task_struct *task)
{
	return task->signal->flags & SIGNAL_GROUP_EXIT ? task->signal->group_exit_code
						       : task->exit_code;
}

/* tasklist_lock is held for writing; true: task is the caller's to release afterwards. */
static bool take_zombie(struct wait_opts *wo, struct task_struct *task, bool *release)
{
	bool reparented = task->ptrace && ptrace_reparented(task);

	if (!(wo->options & WEXITED) || task->exit_state != EXIT_ZOMBIE ||
	    (thread_group_leader(task) && !thread_group_empty(task)))
		return false;
	take_usage(wo, task);
	wo->status = exit_status(task);
	wo->code = wo->status & 0x7f ? (wo->status & 0x80 ? CLD_DUMPED : CLD_KILLED) : CLD_EXITED;
	*release = !(wo->options & WNOWAIT);
	if (*release && reparented && thread_group_leader(task)) {
		/* from now on its parent's to wait for */
		ptrace_unlink(task);
		*release = do_notify_parent(task, task->exit_signal);
	} else if (*release && thread_group_leader(task)) {
		add_to_children(&current->signal->children, task);
	}
	if (*release)
		task->exit_state = EXIT_DEAD;
	return true;
}

/* For its tracer it has stopped, whatever options say. */
static bool take_trapped(struct wait_opts *wo, struct task_struct *task)
{
	bool found = false;

	spin_lock(&task->sighand->siglock);
	if (task->__state & __TASK_TRACED && !(task->jobctl & JOBCTL_LISTENING) &&
	    task->exit_code) {
		found = true;
		wo->code = CLD_TRAPPED;
		wo->status = task->exit_code;
		if (!(wo->options & WNOWAIT))
			task->exit_code = 0;
	}
	spin_unlock(&task->sighand->siglock);
	if (found)
		take_usage(wo, task);
	return found;
}

static bool take_stopped(struct wait_opts *wo, struct task_struct *task)
{
	bool found = false;

	if (!(wo->options & WUNTRACED) || !task->sighand)
		return false;
	spin_lock(&task->sighand->siglock);
	if (task->signal->flags & SIGNAL_STOP_STOPPED && task->signal->group_exit_code) {
		found = true;
		wo->code = CLD_STOPPED;
		wo->status = task->signal->group_exit_code;
		if (!(wo->options & WNOWAIT))
			task->signal->group_exit_code = 0;
	}
	spin_unlock(&task->sighand->siglock);
	if (found)
		take_usage(wo, task);
	return found;
}

static bool take_continued(struct wait_opts *wo, struct task_struct *task)
{
	bool found = false;

	if (!(wo->options & WCONTINUED))
		return false;
	spin_lock(&task->sighand->siglock);
	if (task->signal->flags & SIGNAL_STOP_CONTINUED) {
		found = true;
		wo->code = CLD_CONTINUED;
		wo->status = SIGCONT;
		if (!(wo->options & WNOWAIT))
			task->signal->flags &= ~SIGNAL_STOP_CONTINUED;
	}
	spin_unlock(&task->sighand->siglock);
	if (found)
		take_usage(wo, task);
	return found;
}

/* ---- looking ---- */

static bool is_eligible(const struct wait_opts *wo, struct task_struct *task, bool traced)
{
	struct pid *pid = wo->type == PIDTYPE_PID ? task->thread_pid : task->signal->pids[wo->type];

	if (wo->pid && pid != wo->pid)
		return false;
	if (traced || wo->options & __WALL)
		return true;
	/* children of clone() that do not send SIGCHLD are asked for by __WCLONE */
	return (task->exit_signal != SIGCHLD) == !!(wo->options & __WCLONE);
}

/* True: something was found. */
static bool look_at(struct wait_opts *wo, struct task_struct *task, struct task_struct **dead,
		    bool traced)
{
	bool release = false;

	if (task->exit_state == EXIT_DEAD || !is_eligible(wo, task, traced))
		return false;
	wo->no_match = 0;
	traced |= task->ptrace && !ptrace_reparented(task);
	/* its end is told to its tracer first */
	if (task->exit_state == EXIT_ZOMBIE && task->ptrace && !traced)
		return false;
	if (traced && !task->exit_state)
		return take_trapped(wo, task);
	if (take_zombie(wo, task, &release)) {
		*dead = release ? task : NULL;
		return true;
	}
	return task->exit_state != EXIT_ZOMBIE &&
	       (take_stopped(wo, task) || take_continued(wo, task));
}

static bool look_at_children(struct wait_opts *wo, struct task_struct *parent,
			     struct task_struct **dead)
{
	struct task_struct *child;

	list_for_each_entry (child, &parent->children, sibling)
		if (look_at(wo, child, dead, false))
			return true;
	list_for_each_entry (child, &parent->ptraced, ptrace_entry)
		if (look_at(wo, child, dead, true))
			return true;
	return false;
}

static bool look(struct wait_opts *wo, struct task_struct **dead)
{
	struct task_struct *thread;
	bool found = false;

	*dead = NULL;
	wo->no_match = -ECHILD;
	write_lock_irq(&tasklist_lock);
	if (wo->options & __WNOTHREAD) {
		found = look_at_children(wo, current, dead);
	} else {
		for_each_thread(current, thread)
		{
			found = look_at_children(wo, thread, dead);
			if (found)
				break;
		}
	}
	write_unlock_irq(&tasklist_lock);
	return found;
}

/* The child's number; 0: none yet (WNOHANG); -ECHILD, -ERESTARTSYS. */
static long do_wait(struct wait_opts *wo)
{
	struct signal_struct *signal = current->signal;
	struct task_struct *dead = NULL;
	DEFINE_WAIT(wait);
	long ret;

	for (;;) {
		prepare_to_wait(&signal->wait_chldexit, &wait, TASK_INTERRUPTIBLE);
		if (look(wo, &dead)) {
			ret = wo->nr;
			break;
		}
		ret = wo->no_match;
		if (ret || wo->options & WNOHANG)
			break;
		ret = -ERESTARTSYS;
		if (signal_pending(current))
			break;
		schedule();
	}
	finish_wait(&signal->wait_chldexit, &wait);
	if (dead)
		release_task(dead);
	return ret;
}

/* ---- system calls ---- */

static long kernel_wait4(pid_t upid, int __user *stat, int options, struct rusage __user *usage)
{
	struct wait_opts wo = {.type = PIDTYPE_PID, .options = options | WEXITED};
	long ret;

	if (options & ~(WNOHANG | WUNTRACED | WCONTINUED | __WNOTHREAD | __WCLONE | __WALL))
		return -EINVAL;
	if (upid == INT_MIN)
		return -ESRCH;
	if (upid > 0)
		wo.pid = find_get_pid(upid);
	else if (upid < -1)
		wo.pid = find_get_pid(-upid);
	else if (!upid)
		wo.pid = get_task_pid(current, PIDTYPE_PGID);
	if (upid != -1 && !wo.pid)
		return -ECHILD;
	if (upid <= 0)
		wo.type = PIDTYPE_PGID;
	ret = do_wait(&wo);
	put_pid(wo.pid);
	if (ret <= 0)
		return ret;
	if (wo.code == CLD_STOPPED || wo.code == CLD_TRAPPED)
		wo.status = wo.status << 8 | 0x7f;
	else if (wo.code == CLD_CONTINUED)
		wo.status = 0xffff;
	if (stat && put_user(wo.status, stat))
		return -EFAULT;
	if (usage && copy_to_user(usage, &wo.usage, sizeof(wo.usage)))
		return -EFAULT;
	return ret;
}

SYSCALL_DEFINE4(wait4, pid_t, upid, int __user *, stat, int, options, struct rusage __user *, usage)
{
	return kernel_wait4(upid, stat, options, usage);
}

SYSCALL_DEFINE3(waitpid, pid_t, upid, int __user *, stat, int, options)
{
	return kernel_wait4(upid, stat, options, NULL);
}

static int tell_waitid(const struct wait_opts *wo, bool found, siginfo_t __user *infop)
{
	siginfo_t info = {};

	if (found) {
		info.si_signo = SIGCHLD;
		info.si_code = wo->code;
		info.si_pid = wo->nr;
		info.si_uid = wo->uid;
		info.si_status = wo->status;
		if (wo->code == CLD_EXITED)
			info.si_status = wo->status >> 8;
		else if (wo->code == CLD_KILLED || wo->code == CLD_DUMPED)
			info.si_status = wo->status & 0x7f;
	}
	return infop && copy_to_user(infop, &info, sizeof(info)) ? -EFAULT : 0;
}

SYSCALL_DEFINE5(waitid, int, which, pid_t, upid, siginfo_t __user *, infop, int, options,
		struct rusage __user *, usage)
{
	struct wait_opts wo = {.type = PIDTYPE_PID, .options = options};
	bool nonblock = false;
	long ret;

	if (options & ~(WNOHANG | WNOWAIT | WEXITED | WSTOPPED | WCONTINUED | __WNOTHREAD |
			__WCLONE | __WALL) ||
	    !(options & (WEXITED | WSTOPPED | WCONTINUED)))
		return -EINVAL;
	if (which == P_PID && upid > 0) {
		wo.pid = find_get_pid(upid);
	} else if (which == P_PGID && upid >= 0) {
		wo.type = PIDTYPE_PGID;
		wo.pid = upid ? find_get_pid(upid) : get_task_pid(current, PIDTYPE_PGID);
	} else if (which == P_PIDFD && upid >= 0) {
		wo.pid = pidfd_get_pid(upid, &nonblock);
		if (IS_ERR(wo.pid))
			return PTR_ERR(wo.pid);
		if (nonblock)
			wo.options |= WNOHANG;
	} else if (which != P_ALL) {
		return -EINVAL;
	}
	if (which != P_ALL && !wo.pid)
		return -ECHILD;
	ret = do_wait(&wo);
	put_pid(wo.pid);
	if (!ret && nonblock && !(options & WNOHANG))
		return -EAGAIN;
	if (ret < 0)
		return ret;
	if (ret && usage && copy_to_user(usage, &wo.usage, sizeof(wo.usage)))
		return -EFAULT;
	return tell_waitid(&wo, ret > 0, infop);
}
