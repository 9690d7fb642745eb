/* SPDX-License-Identifier: GPL-2.0-only */
/* sys_signal: the system calls of signals. */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/signal_types.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>
#include <asm/ptrace.h>

#include "kernel.h"
#include "signal_private.h"

/* ---- the mask ---- */

/* What must not be blocked is not. */
void set_current_blocked(sigset_t *set)
{
	sigdelsetmask(set, sigmask(SIGKILL) | sigmask(SIGSTOP));
	spin_lock_irq(&current->sighand->siglock);
	current->blocked = *set;
	recalc_sigpending();
	spin_unlock_irq(&current->sighand->siglock);
}

/* For the time of one call (ppoll() and its like); the old mask comes back with its end. */
int set_user_sigmask(const sigset_t __user *umask, size_t sigsetsize)
{
	sigset_t mask;

	if (!umask)
		return 0;
	if (sigsetsize != sizeof(mask))
		return -EINVAL;
	if (copy_from_user(&mask, umask, sizeof(mask)))
		return -EFAULT;
	current->saved_sigmask = current->blocked;
	current->restore_sigmask = true;
	set_current_blocked(&mask);
	return 0;
}
EXPORT_SYMBOL(set_user_sigmask);

void restore_saved_sigmask_unless(bool interrupted)
{
	if (interrupted || !current->restore_sigmask)
		return;
	current->restore_sigmask = false;
	set_current_blocked(&current->saved_sigmask);
}
EXPORT_SYMBOL(restore_saved_sigmask_unless);

static int change_mask(int how, const sigset_t *set)
{
	sigset_t mask;

	switch (how) {
	case SIG_BLOCK:
		sigorsets(&mask, &current->blocked, set);
		break;
	case SIG_UNBLOCK:
		sigandnsets(&mask, &current->blocked, set);
		break;
	case SIG_SETMASK:
		mask = *set;
		break;
	default:
		return -EINVAL;
	}
	set_current_blocked(&mask);
	return 0;
}

SYSCALL_DEFINE4(rt_sigprocmask, int, how, const sigset_t __user *, nset, sigset_t __user *, oset,
		size_t, size)
{
	sigset_t old = current->blocked, set;
	int err;

	if (size != sizeof(set))
		return -EINVAL;
	if (nset) {
		if (copy_from_user(&set, nset, sizeof(set)))
			return -EFAULT;
		err = change_mask(how, &set);
		if (err)
			return err;
	}
	return oset && copy_to_user(oset, &old, sizeof(old)) ? -EFAULT : 0;
}

/* Of the first 32 only; the others stay as they are. */
SYSCALL_DEFINE3(sigprocmask, int, how, const old_sigset_t __user *, nset, old_sigset_t __user *,
		oset)
{
	old_sigset_t old = current->blocked.sig[0], low;
	sigset_t set;
	int err;

	if (nset) {
		if (get_user(low, nset))
			return -EFAULT;
		siginitset(&set, low);
		if (how == SIG_SETMASK)
			set.sig[1] = current->blocked.sig[1];
		err = change_mask(how, &set);
		if (err)
			return err;
	}
	return oset ? put_user(old, oset) : 0;
}

SYSCALL_DEFINE0(sgetmask)
{
	return current->blocked.sig[0];
}

SYSCALL_DEFINE1(ssetmask, u32, low)
{
	u32 old = current->blocked.sig[0];
	sigset_t set;

	siginitset(&set, low);
	set_current_blocked(&set);
	return old;
}

static void pending_set(sigset_t *set)
{
	spin_lock_irq(&current->sighand->siglock);
	sigorsets(set, &current->pending.signal, &current->signal->shared_pending.signal);
	spin_unlock_irq(&current->sighand->siglock);
	sigandsets(set, set, &current->blocked);
}

SYSCALL_DEFINE2(rt_sigpending, sigset_t __user *, uset, size_t, size)
{
	sigset_t set;

	if (size > sizeof(set))
		return -EINVAL;
	pending_set(&set);
	return copy_to_user(uset, &set, size) ? -EFAULT : 0;
}

SYSCALL_DEFINE1(sigpending, old_sigset_t __user *, uset)
{
	sigset_t set;

	pending_set(&set);
	return put_user(set.sig[0], uset);
}

static long suspend(sigset_t *set)
{
	current->saved_sigmask = current->blocked;
	set_current_blocked(set);
	while (!signal_pending(current)) {
		__set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	current->restore_sigmask = true;
	return -ERESTARTNOHAND;
}

SYSCALL_DEFINE2(rt_sigsuspend, const sigset_t __user *, uset, size_t, size)
{
	sigset_t set;

	if (size != sizeof(set))
		return -EINVAL;
	if (copy_from_user(&set, uset, sizeof(set)))
		return -EFAULT;
	return suspend(&set);
}

SYSCALL_DEFINE3(sigsuspend, int, unused1, int, unused2, old_sigset_t, mask)
{
	sigset_t set;

	siginitset(&set, mask);
	return suspend(&set);
}

SYSCALL_DEFINE0(pause)
{
	while (!signal_pending(current)) {
		__set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	return -ERESTARTNOHAND;
}

/* ---- waiting for one ---- */

static void wait_for(const sigset_t *these, struct siginfo *info, int *sig, long timeout)
{
	sigset_t mask;

	sigfillset(&mask);
	sigandnsets(&mask, &mask, these);
	spin_lock_irq(&current->sighand->siglock);
	*sig = dequeue_signal(&mask, info);
	if (*sig || !timeout) {
		spin_unlock_irq(&current->sighand->siglock);
		return;
	}
	current->real_blocked = current->blocked;
	sigandsets(&current->blocked, &current->blocked, &mask);
	recalc_sigpending();
	spin_unlock_irq(&current->sighand->siglock);
	schedule_timeout_interruptible(timeout);
	spin_lock_irq(&current->sighand->siglock);
	current->blocked = current->real_blocked;
	sigemptyset(&current->real_blocked);
	*sig = dequeue_signal(&mask, info);
	spin_unlock_irq(&current->sighand->siglock);
}

static long sigtimedwait(const sigset_t __user *uthese, siginfo_t __user *uinfo,
			 const struct timespec64 *ts, size_t size)
{
	long timeout =
	    ts ? timespec64_to_ticks(ts) + (ts->tv_sec || ts->tv_nsec) : MAX_SCHEDULE_TIMEOUT;
	struct siginfo info;
	sigset_t these;
	int sig;

	if (size != sizeof(these))
		return -EINVAL;
	if (ts && !timespec64_valid(ts))
		return -EINVAL;
	if (copy_from_user(&these, uthese, sizeof(these)))
		return -EFAULT;
	sigdelsetmask(&these, sigmask(SIGKILL) | sigmask(SIGSTOP));
	wait_for(&these, &info, &sig, timeout);
	if (!sig)
		return signal_pending(current) ? -EINTR : -EAGAIN;
	return uinfo && copy_to_user(uinfo, &info, sizeof(info)) ? -EFAULT : sig;
}

SYSCALL_DEFINE4(rt_sigtimedwait, const sigset_t __user *, these, siginfo_t __user *, info,
		const struct __kernel_timespec __user *, uts, size_t, size)
{
	struct timespec64 ts;

	if (uts && get_timespec64(&ts, uts))
		return -EFAULT;
	return sigtimedwait(these, info, uts ? &ts : NULL, size);
}

SYSCALL_DEFINE4(rt_sigtimedwait_time32, const sigset_t __user *, these, siginfo_t __user *, info,
		const struct old_timespec32 __user *, uts, size_t, size)
{
	struct timespec64 ts;

	if (uts && get_old_timespec32(&ts, uts))
		return -EFAULT;
	return sigtimedwait(these, info, uts ? &ts : NULL, size);
}

/* ---- handlers ---- */

static int do_sigaction(int sig, const struct k_sigaction *new, struct k_sigaction *old)
{
	struct k_sigaction *action;

	if (sig < 1 || sig > _NSIG || (new && (sig == SIGKILL || sig == SIGSTOP)))
		return -EINVAL;
	action = &current->sighand->action[sig - 1];
	read_lock_irq(&tasklist_lock);
	spin_lock(&current->sighand->siglock);
	if (old)
		*old = *action;
	if (new) {
		*action = *new;
		sigdelsetmask(&action->sa.sa_mask, sigmask(SIGKILL) | sigmask(SIGSTOP));
		/* what is ignored from now on does not stay pending (POSIX 3.3.1.3) */
		if (sig <= 31 &&
		    (action->sa.sa_handler == SIG_IGN ||
		     (action->sa.sa_handler == SIG_DFL && sigmask(sig) & SIGS_IGNORED)))
			forget_everywhere(current, sigmask(sig));
	}
	spin_unlock(&current->sighand->siglock);
	read_unlock_irq(&tasklist_lock);
	return 0;
}

SYSCALL_DEFINE4(rt_sigaction, int, sig, const struct sigaction __user *, act,
		struct sigaction __user *, oact, size_t, size)
{
	struct k_sigaction new, old;
	int err;

	if (size != sizeof(sigset_t))
		return -EINVAL;
	if (act && copy_from_user(&new.sa, act, sizeof(new.sa)))
		return -EFAULT;
	err = do_sigaction(sig, act ? &new : NULL, &old);
	if (err)
		return err;
	return oact && copy_to_user(oact, &old.sa, sizeof(old.sa)) ? -EFAULT : 0;
}

SYSCALL_DEFINE3(sigaction, int, sig, const struct old_sigaction __user *, act,
		struct old_sigaction __user *, oact)
{
	struct old_sigaction in, out;
	struct k_sigaction new, old;
	int err;

	if (act) {
		if (copy_from_user(&in, act, sizeof(in)))
			return -EFAULT;
		new.sa.sa_handler = in.sa_handler;
		new.sa.sa_flags = in.sa_flags;
		new.sa.sa_restorer = in.sa_restorer;
		siginitset(&new.sa.sa_mask, in.sa_mask);
	}
	err = do_sigaction(sig, act ? &new : NULL, &old);
	if (err || !oact)
		return err;
	out.sa_handler = old.sa.sa_handler;
	out.sa_flags = old.sa.sa_flags;
	out.sa_restorer = old.sa.sa_restorer;
	out.sa_mask = old.sa.sa_mask.sig[0];
	return copy_to_user(oact, &out, sizeof(out)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(signal, int, sig, __sighandler_t, handler)
{
	struct k_sigaction new = {}, old;
	int err;

	new.sa.sa_handler = handler;
	new.sa.sa_flags = SA_RESETHAND | SA_NODEFER;
	err = do_sigaction(sig, &new, &old);
	return err ? err : (long)old.sa.sa_handler;
}

/* ---- the alternate stack ---- */

static bool on_altstack(unsigned long sp)
{
	return !(current->sas_ss_flags & SS_AUTODISARM) &&
	       sp - current->sas_ss_sp < current->sas_ss_size && current->sas_ss_size;
}

int do_sigaltstack(const stack_t *new, stack_t *old, unsigned long sp)
{
	u32 mode;

	if (old) {
		old->ss_sp = (void __user *)current->sas_ss_sp;
		old->ss_size = current->sas_ss_size;
		old->ss_flags = current->sas_ss_flags & SS_AUTODISARM;
		old->ss_flags |= !current->sas_ss_size ? SS_DISABLE
				 : on_altstack(sp)     ? SS_ONSTACK
						       : 0;
	}
	if (!new)
		return 0;
	if (on_altstack(sp))
		return -EPERM;
	mode = new->ss_flags & ~SS_AUTODISARM;
	if (mode != SS_DISABLE && mode != SS_ONSTACK && mode)
		return -EINVAL;
	if (mode != SS_DISABLE && new->ss_size < MINSIGSTKSZ)
		return -ENOMEM;
	current->sas_ss_sp = mode == SS_DISABLE ? 0 : (unsigned long)new->ss_sp;
	current->sas_ss_size = mode == SS_DISABLE ? 0 : new->ss_size;
	current->sas_ss_flags = new->ss_flags;
	return 0;
}

SYSCALL_DEFINE2(sigaltstack, const stack_t __user *, uss, stack_t __user *, uoss)
{
	stack_t new, old;
	int err;

	if (uss && copy_from_user(&new, uss, sizeof(new)))
		return -EFAULT;
	err = do_sigaltstack(uss ? &new : NULL, &old, current_pt_regs()->sp);
	if (err)
		return err;
	return uoss && copy_to_user(uoss, &old, sizeof(old)) ? -EFAULT : 0;
}

/* ---- kill ---- */

bool may_kill(struct task_struct *task, int sig)
{
	const struct cred *me = current_cred(), *it = __task_cred(task);

	if (same_thread_group(task, current) || !it)
		return true;
	if (uid_eq(me->euid, it->suid) || uid_eq(me->euid, it->uid) || uid_eq(me->uid, it->suid) ||
	    uid_eq(me->uid, it->uid))
		return true;
	return (sig == SIGCONT && task_session(task) == task_session(current)) || capable(CAP_KILL);
}

static int send_checked(int sig, struct siginfo *info, struct task_struct *task, bool group)
{
	if (!may_kill(task, sig))
		return -EPERM;
	return send_sig_locked(sig, info, task, group);
}

static int kill_group(int sig, struct siginfo *info, struct pid *pgrp)
{
	struct task_struct *task;
	int err = -ESRCH, one;
	bool sent = false;

	do_each_pid_task(pgrp, PIDTYPE_PGID, task) one = send_checked(sig, info, task, true);
	sent |= !one;
	err = one;
	while_each_pid_task(pgrp, PIDTYPE_PGID, task);
	return sent ? 0 : err;
}

static int kill_everybody(int sig, struct siginfo *info)
{
	struct task_struct *task;
	int err = -ESRCH, one;

	for_each_process(task)
	{
		if (task->tgid <= 1 || same_thread_group(task, current) || task->flags & PF_KTHREAD)
			continue;
		one = send_checked(sig, info, task, true);
		if (one != -EPERM)
			err = one;
	}
	return err;
}

SYSCALL_DEFINE2(kill, pid_t, nr, int, sig)
{
	struct siginfo info = {.si_signo = sig, .si_code = SI_USER};
	struct task_struct *task;
	int err = -ESRCH;

	if (!valid_signal(sig))
		return -EINVAL;
	if (nr == INT_MIN)
		return -ESRCH;
	info.si_pid = current->tgid;
	info.si_uid = current_uid().val;
	read_lock_irq(&tasklist_lock);
	if (nr > 0) {
		task = pid_task(find_vpid(nr), PIDTYPE_PID);
		if (task)
			err = send_checked(sig, &info, task, true);
	} else if (nr == -1) {
		err = kill_everybody(sig, &info);
	} else {
		err = kill_group(sig, &info, nr ? find_vpid(-nr) : task_pgrp(current));
	}
	read_unlock_irq(&tasklist_lock);
	return err;
}

/* tgid 0: whatever process that thread belongs to. */
static int send_to_thread(pid_t tgid, pid_t nr, int sig, struct siginfo *info)
{
	struct task_struct *task;
	int err = -ESRCH;

	if (!valid_signal(sig))
		return -EINVAL;
	read_lock_irq(&tasklist_lock);
	task = find_task_by_pid(nr);
	if (task && (!tgid || task->tgid == tgid))
		err = send_checked(sig, info, task, false);
	read_unlock_irq(&tasklist_lock);
	return err;
}

static long do_tkill(pid_t tgid, pid_t nr, int sig)
{
	struct siginfo info = {.si_signo = sig, .si_code = SI_TKILL};

	info.si_pid = current->tgid;
	info.si_uid = current_uid().val;
	return send_to_thread(tgid, nr, sig, &info);
}

SYSCALL_DEFINE3(tgkill, pid_t, tgid, pid_t, nr, int, sig)
{
	return nr <= 0 || tgid <= 0 ? -EINVAL : do_tkill(tgid, nr, sig);
}

SYSCALL_DEFINE2(tkill, pid_t, nr, int, sig)
{
	return nr <= 0 ? -EINVAL : do_tkill(0, nr, sig);
}

/* A program may say what it likes of itself, but not that it is the kernel. */
static int get_info(struct siginfo *info, const siginfo_t __user *uinfo, int sig, pid_t nr)
{
	if (copy_from_user(info, uinfo, sizeof(*info)))
		return -EFAULT;
	info->si_signo = sig;
	if ((info->si_code >= 0 || info->si_code == SI_TKILL) && nr != current->pid)
		return -EPERM;
	return 0;
}

SYSCALL_DEFINE3(rt_sigqueueinfo, pid_t, nr, int, sig, siginfo_t __user *, uinfo)
{
	struct task_struct *task;
	struct siginfo info;
	int err = get_info(&info, uinfo, sig, nr);

	if (err || !valid_signal(sig))
		return err ? err : -EINVAL;
	read_lock_irq(&tasklist_lock);
	task = find_task_by_pid(nr);
	err = task ? send_checked(sig, &info, task, true) : -ESRCH;
	read_unlock_irq(&tasklist_lock);
	return err;
}

SYSCALL_DEFINE4(rt_tgsigqueueinfo, pid_t, tgid, pid_t, nr, int, sig, siginfo_t __user *, uinfo)
{
	struct siginfo info;
	int err = get_info(&info, uinfo, sig, nr);

	if (err)
		return err;
	return nr <= 0 || tgid <= 0 ? -EINVAL : send_to_thread(tgid, nr, sig, &info);
}
