/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ptrace: a process that is another's debugger (ptrace(2)).
 *
 * 1. Purpose. Threads that stop where their tracer wants it, and are looked into while they do.
 *
 * 2. Structures. A tracer's thread has a list of those it traces, and is their parent in place
 *    of the real one:
 *
 *	tracer->ptraced -> task (ptrace_entry); task->parent = tracer, task->real_parent stays
 *
 *    One that stops leaves why in exit_code (what wait4() gives) and last_siginfo. Who lets it go
 *    on leaves in exit_code the signal that shall be delivered.
 *
 * 3. Invariants. Only in TASK_TRACED, and for its own tracer, is a task looked into. While that
 *    is done not even SIGKILL wakes it: its state is without TASK_WAKEKILL.
 *
 * 4. Locking and context. tasklist_lock for the lists, siglock for stopping and going on.
 *
 * 5. Failure. -ESRCH: not traced by current, or not stopped; -EPERM; -EIO.
 */
#include <linux/cred.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/ptrace.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "kernel.h"
#include "signal_private.h"

bool ptrace_may_access(struct task_struct *task, unsigned int mode)
{
	const struct cred *me = current_cred(), *it = task->cred;

	if (same_thread_group(task, current))
		return true;
	if (!it || task->flags & PF_KTHREAD)
		return false;
	if (uid_eq(me->uid, it->euid) && uid_eq(me->uid, it->suid) && uid_eq(me->uid, it->uid) &&
	    gid_eq(me->gid, it->egid) && gid_eq(me->gid, it->sgid) && gid_eq(me->gid, it->gid) &&
	    (!task->mm || task->mm->dumpable == 1))
		return true;
	return capable(CAP_SYS_PTRACE);
}

/* ---- stopping ---- */

/* tasklist_lock is held. */
static void notify_tracer(struct task_struct *task, int why)
{
	struct task_struct *tracer = task->parent;
	const struct k_sigaction *action = &tracer->sighand->action[SIGCHLD - 1];
	struct siginfo info = {.si_signo = SIGCHLD, .si_code = why};

	info.si_pid = task->pid;
	info.si_uid = task_uid(task).val;
	info.si_utime = task->utime;
	info.si_stime = task->stime;
	info.si_status =
	    (why == CLD_STOPPED ? task->signal->group_exit_code : task->exit_code) & 0x7f;
	if (action->sa.sa_handler != SIG_IGN && !(action->sa.sa_flags & SA_NOCLDSTOP))
		send_sig_locked(SIGCHLD, &info, tracer, true);
	wake_up_interruptible_all(&tracer->signal->wait_chldexit);
}

int ptrace_stop(int exit_code, int why, unsigned long message, struct siginfo *info)
{
	if (!current->ptrace || sigismember(&current->pending.signal, SIGKILL))
		return exit_code;
	current->ptrace_message = message;
	current->last_siginfo = info;
	current->exit_code = exit_code;
	current->jobctl &= ~(JOBCTL_TRAP_STOP | JOBCTL_LISTENING);
	set_current_state(TASK_TRACED);
	spin_unlock_irq(&current->sighand->siglock);
	read_lock_irq(&tasklist_lock);
	if (current->ptrace) {
		notify_tracer(current, why);
		read_unlock_irq(&tasklist_lock);
		schedule();
	} else { /* the tracer has gone meanwhile */
		__set_current_state(TASK_RUNNING);
		read_unlock_irq(&tasklist_lock);
	}
	spin_lock_irq(&current->sighand->siglock);
	exit_code = current->exit_code;
	current->exit_code = 0;
	current->last_siginfo = NULL;
	current->ptrace_message = 0;
	current->jobctl &= ~JOBCTL_LISTENING;
	recalc_sigpending();
	return exit_code;
}

static int notify_locked(int sig, int exit_code, int why, unsigned long message)
{
	struct siginfo info = {.si_signo = sig, .si_code = exit_code};

	info.si_pid = current->pid;
	info.si_uid = current_uid().val;
	return ptrace_stop(exit_code, why, message, &info);
}

int ptrace_notify(int exit_code, unsigned long message)
{
	int sig;

	spin_lock_irq(&current->sighand->siglock);
	sig = notify_locked(SIGTRAP, exit_code, CLD_TRAPPED, message);
	spin_unlock_irq(&current->sighand->siglock);
	return sig;
}

void ptrace_trap_stop(void)
{
	struct signal_struct *signal = current->signal;
	bool in_group_stop = signal->group_stop_count || signal->flags & SIGNAL_STOP_STOPPED;
	int sig = current->jobctl & JOBCTL_STOP_SIGMASK;

	current->jobctl &= ~(JOBCTL_STOP_SIGMASK | JOBCTL_TRAP_STOP);
	if (current->ptrace & PT_SEIZED) {
		if (!in_group_stop || !sig)
			sig = SIGTRAP;
		notify_locked(sig, sig | PTRACE_EVENT_STOP << 8, CLD_STOPPED, 0);
	} else {
		ptrace_stop(sig, CLD_STOPPED, 0, NULL);
		current->exit_code = 0;
	}
	recalc_sigpending();
	spin_unlock_irq(&current->sighand->siglock);
}

int ptrace_signal(int sig, struct siginfo *info)
{
	int wanted = ptrace_stop(sig, CLD_TRAPPED, 0, info);

	if (!wanted)
		return 0;
	if (wanted != sig) {
		memset(info, 0, sizeof(*info));
		info->si_signo = wanted;
		info->si_code = SI_USER;
		info->si_pid = current->parent->pid;
		info->si_uid = task_uid(current->parent).val;
	}
	if (sigismember(&current->blocked, wanted)) {
		send_sig_queued(wanted, info, current);
		return 0;
	}
	return wanted;
}

void ptrace_event_slow(int event, unsigned long message)
{
	if (ptrace_event_enabled(current, event))
		ptrace_notify(event << 8 | SIGTRAP, message);
	else if (event == PTRACE_EVENT_EXEC && !(current->ptrace & PT_SEIZED))
		send_sig(SIGTRAP, current, 0);
}

/* ---- families ---- */

static void link(struct task_struct *child, struct task_struct *tracer, unsigned int ptrace)
{
	child->ptrace = ptrace;
	child->parent = tracer;
	list_add(&child->ptrace_entry, &tracer->ptraced);
}

void ptrace_init_task(struct task_struct *child, bool trace)
{
	if (!trace || !current->ptrace)
		return;
	link(child, current->parent, current->ptrace);
	if (child->ptrace & PT_SEIZED)
		child->jobctl |= JOBCTL_TRAP_STOP | SIGTRAP;
	else
		sigaddset(&child->pending.signal, SIGSTOP);
	set_ti_thread_flag(task_thread_info(child), TIF_SIGPENDING);
}

void ptrace_unlink(struct task_struct *child)
{
	struct signal_struct *signal = child->signal;

	clear_ti_thread_flag(task_thread_info(child), TIF_SYSCALL_TRACE);
	if (!child->exit_state && child->stack)
		user_disable_single_step(child);
	child->ptrace = 0;
	child->parent = child->group_leader->real_parent;
	list_del_init(&child->ptrace_entry);
	spin_lock(&child->sighand->siglock);
	child->jobctl &= ~(JOBCTL_TRAP_STOP | JOBCTL_LISTENING);
	if (!(child->flags & PF_EXITING) &&
	    (signal->flags & SIGNAL_STOP_STOPPED || signal->group_stop_count))
		child->jobctl |= JOBCTL_STOP_PENDING;
	if (child->__state & __TASK_TRACED) {
		set_ti_thread_flag(task_thread_info(child), TIF_SIGPENDING);
		wake_up_state(child, __TASK_TRACED);
	}
	spin_unlock(&child->sighand->siglock);
}

/* True: dead, and nobody will wait for it. */
static bool detach(struct task_struct *tracer, struct task_struct *task)
{
	ptrace_unlink(task);
	if (task->exit_state != EXIT_ZOMBIE)
		return false;
	if (thread_group_leader(task)) {
		if (!thread_group_empty(task) || same_thread_group(task->real_parent, tracer))
			return false;
		if (!do_notify_parent(task, task->exit_signal))
			return false;
	}
	task->exit_state = EXIT_DEAD;
	return true;
}

void exit_ptrace(struct task_struct *tracer, struct list_head *dead)
{
	struct task_struct *task, *next;

	list_for_each_entry_safe (task, next, &tracer->ptraced, ptrace_entry) {
		if (task->ptrace & PT_OPT(PTRACE_O_EXITKILL))
			send_sig_locked(SIGKILL, SEND_SIG_PRIV, task, true);
		if (detach(tracer, task))
			list_add(&task->ptrace_entry, dead);
	}
}

static long traceme(void)
{
	long err = -EPERM;

	write_lock_irq(&tasklist_lock);
	if (!current->ptrace && !(current->real_parent->flags & (PF_EXITING | PF_KTHREAD))) {
		link(current, current->real_parent, PT_PTRACED);
		err = 0;
	}
	write_unlock_irq(&tasklist_lock);
	return err;
}

/* tasklist_lock is held for writing. */
static long attach_locked(struct task_struct *task, unsigned int ptrace)
{
	if (task->exit_state || task->ptrace || !task->signal)
		return -EPERM;
	link(task, current, ptrace);
	if (!(ptrace & PT_SEIZED))
		send_sig_locked(SIGSTOP, SEND_SIG_PRIV, task, false);
	spin_lock(&task->sighand->siglock);
	if (task->__state & __TASK_STOPPED) { /* from now on it is stopped for its tracer */
		task->jobctl |=
		    JOBCTL_TRAP_STOP | (task->signal->group_exit_code & 0x7f ?: SIGSTOP);
		set_ti_thread_flag(task_thread_info(task), TIF_SIGPENDING);
		wake_up_state(task, __TASK_STOPPED);
	}
	spin_unlock(&task->sighand->siglock);
	return 0;
}

static long attach(struct task_struct *task, long request, unsigned long addr, unsigned long flags)
{
	unsigned int ptrace = PT_PTRACED;
	long err;

	if (request == PTRACE_SEIZE) {
		if (addr || flags & ~(unsigned long)PTRACE_O_MASK)
			return -EIO;
		ptrace |= PT_SEIZED | PT_OPT(flags);
	}
	if (task->flags & PF_KTHREAD || same_thread_group(task, current) ||
	    !ptrace_may_access(task, PTRACE_MODE_ATTACH))
		return -EPERM;
	write_lock_irq(&tasklist_lock);
	err = attach_locked(task, ptrace);
	write_unlock_irq(&tasklist_lock);
	return err;
}

/* ---- holding one still ---- */

/* 0: it is current's, stopped, off its CPU, and stays so until unfreeze(). */
static long freeze(struct task_struct *child, bool any_state)
{
	long err = -ESRCH;

	read_lock_irq(&tasklist_lock);
	if (child->ptrace && child->parent == current) {
		spin_lock(&child->sighand->siglock);
		if (any_state) {
			err = 0;
		} else if (child->__state == TASK_TRACED && !(child->jobctl & JOBCTL_LISTENING) &&
			   !sigismember(&child->pending.signal, SIGKILL)) {
			child->__state = __TASK_TRACED;
			err = 0;
		}
		spin_unlock(&child->sighand->siglock);
	}
	read_unlock_irq(&tasklist_lock);
	if (!err && !any_state)
		wait_task_inactive(child);
	return err;
}

static void unfreeze(struct task_struct *child)
{
	spin_lock_irq(&child->sighand->siglock);
	if (child->__state == __TASK_TRACED) {
		if (sigismember(&child->pending.signal, SIGKILL))
			wake_up_state(child, __TASK_TRACED);
		else
			child->__state = TASK_TRACED;
	}
	spin_unlock_irq(&child->sighand->siglock);
}

/* ---- going on ---- */

static long resume(struct task_struct *child, long request, unsigned long sig)
{
	if (!valid_signal(sig))
		return -EIO;
	if (request == PTRACE_SYSCALL)
		set_ti_thread_flag(task_thread_info(child), TIF_SYSCALL_TRACE);
	else
		clear_ti_thread_flag(task_thread_info(child), TIF_SYSCALL_TRACE);
	if (request == PTRACE_SINGLESTEP)
		user_enable_single_step(child);
	else
		user_disable_single_step(child);
	spin_lock_irq(&child->sighand->siglock);
	child->exit_code = sig;
	wake_up_state(child, __TASK_TRACED);
	spin_unlock_irq(&child->sighand->siglock);
	return 0;
}

static long do_detach(struct task_struct *child, unsigned long sig)
{
	bool dead;

	if (!valid_signal(sig))
		return -EIO;
	write_lock_irq(&tasklist_lock);
	child->exit_code = sig;
	dead = detach(current, child);
	write_unlock_irq(&tasklist_lock);
	if (dead)
		release_task(child);
	return 0;
}

/* Without a signal that the program would see; of one that was seized. */
static long interrupt(struct task_struct *child)
{
	if (!(child->ptrace & PT_SEIZED))
		return -EIO;
	spin_lock_irq(&child->sighand->siglock);
	if (child->__state & __TASK_TRACED && child->jobctl & JOBCTL_LISTENING) {
		child->jobctl &= ~JOBCTL_LISTENING;
		child->jobctl |= JOBCTL_TRAP_STOP;
		wake_up_state(child, __TASK_TRACED);
	} else {
		child->jobctl |= JOBCTL_TRAP_STOP;
		signal_wake_up(child, false);
		wake_up_state(child, __TASK_STOPPED);
	}
	spin_unlock_irq(&child->sighand->siglock);
	return 0;
}

static long do_listen(struct task_struct *child)
{
	const struct siginfo *info = child->last_siginfo;
	long err = -EIO;

	spin_lock_irq(&child->sighand->siglock);
	if (child->ptrace & PT_SEIZED && info && info->si_code >> 8 == PTRACE_EVENT_STOP) {
		child->jobctl |= JOBCTL_LISTENING;
		err = 0;
	}
	spin_unlock_irq(&child->sighand->siglock);
	return err;
}

/* ---- memory, signals ---- */

static long peek(struct task_struct *child, unsigned long addr, unsigned long __user *to)
{
	unsigned long word;

	if (access_process_vm(child, addr, &word, sizeof(word), FOLL_FORCE) != sizeof(word))
		return -EIO;
	return put_user(word, to);
}

static long poke(struct task_struct *child, unsigned long addr, unsigned long word)
{
	int done = access_process_vm(child, addr, &word, sizeof(word), FOLL_FORCE | FOLL_WRITE);

	return done == sizeof(word) ? 0 : -EIO;
}

static long get_siginfo(struct task_struct *child, void __user *to)
{
	struct siginfo info;
	bool found;

	spin_lock_irq(&child->sighand->siglock);
	found = child->last_siginfo;
	if (found)
		info = *child->last_siginfo;
	spin_unlock_irq(&child->sighand->siglock);
	if (!found)
		return -EINVAL;
	return copy_to_user(to, &info, sizeof(info)) ? -EFAULT : 0;
}

static long set_siginfo(struct task_struct *child, const void __user *from)
{
	struct siginfo info;
	bool found;

	if (copy_from_user(&info, from, sizeof(info)))
		return -EFAULT;
	spin_lock_irq(&child->sighand->siglock);
	found = child->last_siginfo;
	if (found)
		*child->last_siginfo = info;
	spin_unlock_irq(&child->sighand->siglock);
	return found ? 0 : -EINVAL;
}

struct peeksiginfo_args {
	u64 off;
	u32 flags;
	s32 nr;
};

#define PEEKSIGINFO_SHARED 1u

static long peek_siginfo(struct task_struct *child, const void __user *uargs,
			 struct siginfo __user *to)
{
	struct peeksiginfo_args args;
	struct sigpending *queue;
	struct siginfo info;
	long done;

	if (copy_from_user(&args, uargs, sizeof(args)))
		return -EFAULT;
	if (args.flags & ~PEEKSIGINFO_SHARED || args.nr < 0)
		return -EINVAL;
	queue = args.flags & PEEKSIGINFO_SHARED ? &child->signal->shared_pending : &child->pending;
	for (done = 0; done < args.nr; done++) {
		struct sigqueue *q;
		u64 at = args.off + done;
		bool found = false;

		spin_lock_irq(&child->sighand->siglock);
		list_for_each_entry (q, &queue->list, list) {
			if (at--)
				continue;
			info = q->info;
			found = true;
			break;
		}
		spin_unlock_irq(&child->sighand->siglock);
		if (!found)
			break;
		if (copy_to_user(to + done, &info, sizeof(info)))
			return done ? done : -EFAULT;
	}
	return done;
}

static long sigmask_request(struct task_struct *child, bool set, unsigned long size,
			    void __user *umask)
{
	sigset_t mask;

	if (size != sizeof(mask))
		return -EINVAL;
	if (!set)
		return copy_to_user(umask, &child->blocked, sizeof(mask)) ? -EFAULT : 0;
	if (copy_from_user(&mask, umask, sizeof(mask)))
		return -EFAULT;
	sigdelsetmask(&mask, sigmask(SIGKILL) | sigmask(SIGSTOP));
	spin_lock_irq(&child->sighand->siglock);
	child->blocked = mask;
	recalc_sigpending_task(child);
	spin_unlock_irq(&child->sighand->siglock);
	return 0;
}

static long set_options(struct task_struct *child, unsigned long options)
{
	if (options & ~(unsigned long)PTRACE_O_MASK)
		return -EINVAL;
	child->ptrace = (child->ptrace & (PT_PTRACED | PT_SEIZED)) | PT_OPT(options);
	return 0;
}

/* ---- what system call it is in ---- */

struct ptrace_syscall_info {
	u8 op, pad[3];
	u32 arch;
	u64 instruction_pointer, stack_pointer;
	union {
		struct {
			u64 nr, args[6];
		} entry;
		struct {
			s64 rval;
			u8 is_error;
		} exit;
	};
} __packed;

#define AUDIT_ARCH_I386 0x40000003

enum { SYSCALL_INFO_NONE, SYSCALL_INFO_ENTRY, SYSCALL_INFO_EXIT };

static size_t fill_syscall_info(struct task_struct *child, struct ptrace_syscall_info *info)
{
	const struct pt_regs *regs = task_pt_regs(child);
	const struct siginfo *stop = child->last_siginfo;

	info->arch = AUDIT_ARCH_I386;
	info->instruction_pointer = regs->ip;
	info->stack_pointer = regs->sp;
	info->op = SYSCALL_INFO_NONE;
	if (stop && stop->si_code == (SIGTRAP | 0x80))
		info->op = child->ptrace_message;
	switch (info->op) {
	case SYSCALL_INFO_ENTRY:
		info->entry.nr = regs->orig_ax;
		info->entry.args[0] = regs->bx;
		info->entry.args[1] = regs->cx;
		info->entry.args[2] = regs->dx;
		info->entry.args[3] = regs->si;
		info->entry.args[4] = regs->di;
		info->entry.args[5] = regs->bp;
		return offsetofend(struct ptrace_syscall_info, entry);
	case SYSCALL_INFO_EXIT:
		info->exit.rval = (long)regs->ax;
		info->exit.is_error = IS_ERR_VALUE(regs->ax);
		return offsetofend(struct ptrace_syscall_info, exit.is_error);
	}
	return offsetof(struct ptrace_syscall_info, entry);
}

static long get_syscall_info(struct task_struct *child, unsigned long size, void __user *to)
{
	struct ptrace_syscall_info info = {};
	size_t len = fill_syscall_info(child, &info);

	return copy_to_user(to, &info, min((size_t)size, len)) ? -EFAULT : (long)len;
}

static long regset(struct task_struct *child, bool write, unsigned int type,
		   struct iovec __user *uiov)
{
	struct iovec iov;
	long err;

	if (copy_from_user(&iov, uiov, sizeof(iov)))
		return -EFAULT;
	err = arch_ptrace_regset(child, write, type, iov.iov_base, &iov.iov_len);
	return err ? err : put_user(iov.iov_len, &uiov->iov_len);
}

/* ---- the call ---- */

static long do_request(struct task_struct *child, long request, unsigned long addr,
		       unsigned long data)
{
	switch (request) {
	case PTRACE_PEEKTEXT:
	case PTRACE_PEEKDATA:
		return peek(child, addr, (unsigned long __user *)data);
	case PTRACE_POKETEXT:
	case PTRACE_POKEDATA:
		return poke(child, addr, data);
	case PTRACE_CONT:
	case PTRACE_SYSCALL:
	case PTRACE_SINGLESTEP:
		return resume(child, request, data);
	case PTRACE_DETACH:
		return do_detach(child, data);
	case PTRACE_SETOPTIONS:
	case PTRACE_OLDSETOPTIONS:
		return set_options(child, data);
	case PTRACE_GETEVENTMSG:
		return put_user(child->ptrace_message, (unsigned long __user *)data);
	case PTRACE_GETSIGINFO:
		return get_siginfo(child, (void __user *)data);
	case PTRACE_SETSIGINFO:
		return set_siginfo(child, (void __user *)data);
	case PTRACE_PEEKSIGINFO:
		return peek_siginfo(child, (void __user *)addr, (struct siginfo __user *)data);
	case PTRACE_GETSIGMASK:
	case PTRACE_SETSIGMASK:
		return sigmask_request(child, request == PTRACE_SETSIGMASK, addr,
				       (void __user *)data);
	case PTRACE_LISTEN:
		return do_listen(child);
	case PTRACE_GET_SYSCALL_INFO:
		return get_syscall_info(child, addr, (void __user *)data);
	case PTRACE_GETREGSET:
	case PTRACE_SETREGSET:
		return regset(child, request == PTRACE_SETREGSET, addr,
			      (struct iovec __user *)data);
	}
	return arch_ptrace(child, request, addr, data);
}

static long kill_traced(struct task_struct *child)
{
	if (child->exit_state)
		return 0;
	return send_sig(SIGKILL, child, 1);
}

SYSCALL_DEFINE4(ptrace, long, request, long, pid, unsigned long, addr, unsigned long, data)
{
	struct task_struct *child;
	bool any_state = request == PTRACE_KILL || request == PTRACE_INTERRUPT;
	long ret;

	if (request == PTRACE_TRACEME)
		return traceme();
	read_lock_irq(&tasklist_lock);
	child = find_task_by_pid(pid);
	if (child)
		get_task_struct(child);
	read_unlock_irq(&tasklist_lock);
	if (!child)
		return -ESRCH;
	if (request == PTRACE_ATTACH || request == PTRACE_SEIZE) {
		ret = attach(child, request, addr, data);
	} else {
		ret = freeze(child, any_state);
		if (ret) {
			;
		} else if (request == PTRACE_KILL) {
			ret = kill_traced(child);
		} else if (request == PTRACE_INTERRUPT) {
			ret = interrupt(child);
		} else {
			ret = do_request(child, request, addr, data);
			unfreeze(child);
		}
	}
	put_task_struct(child);
	return ret;
}
