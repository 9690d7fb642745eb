/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * signal: sending.
 *
 * A signal for a process goes to its shared queue, one for a thread to the thread's own. A
 * set of bits says which are pending; a queue holds, for as many as there was memory for,
 * where they come from. Signals below 32 are pending once or not at all; from 32 on each
 * one counts. complete_signal() picks a thread that does not block it and gives that
 * TIF_SIGPENDING; what then becomes of it is signal_deliver.c's matter.
 *
 * Two things happen at once, not on delivery: a fatal signal tells all threads to end, and
 * SIGCONT lets a stopped process go on.
 *
 * Locking: sighand->siglock, interrupts off, inside tasklist_lock, which keeps the task.
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "kernel.h"
#include "signal_private.h"

static struct kmem_cache *sigqueue_cachep;

static int __init signals_init(void)
{
	sigqueue_cachep = KMEM_CACHE(sigqueue, SLAB_PANIC);
	return 0;
}
core_initcall(signals_init);

/* ---- is anything pending ---- */

static bool has_unblocked(const struct task_struct *task)
{
	const sigset_t *own = &task->pending.signal, *shared = &task->signal->shared_pending.signal;
	int i;

	for (i = 0; i < _NSIG_WORDS; i++)
		if ((own->sig[i] | shared->sig[i]) & ~task->blocked.sig[i])
			return true;
	return false;
}

bool recalc_sigpending_task(struct task_struct *task)
{
	if (!(task->jobctl & (JOBCTL_STOP_PENDING | JOBCTL_TRAP_STOP)) && !has_unblocked(task))
		return false;
	set_ti_thread_flag(task_thread_info(task), TIF_SIGPENDING);
	return true;
}

void recalc_sigpending(void)
{
	if (!recalc_sigpending_task(current))
		clear_thread_flag(TIF_SIGPENDING);
}
EXPORT_SYMBOL(recalc_sigpending);

int fatal_signal_pending(struct task_struct *task)
{
	return signal_pending(task) &&
	       (task->flags & PF_KTHREAD || sigismember(&task->pending.signal, SIGKILL));
}
EXPORT_SYMBOL(fatal_signal_pending);

void signal_wake_up(struct task_struct *task, bool fatal)
{
	set_ti_thread_flag(task_thread_info(task), TIF_SIGPENDING);
	if (!wake_up_state(task, TASK_INTERRUPTIBLE | (fatal ? TASK_WAKEKILL : 0)))
		kick_process(task);
}

/* ---- queues ---- */

void free_sigqueue(struct sigqueue *q)
{
	kmem_cache_free(sigqueue_cachep, q);
}

void flush_sigqueue(struct sigpending *queue)
{
	struct sigqueue *q, *next;

	sigemptyset(&queue->signal);
	list_for_each_entry_safe (q, next, &queue->list, list)
		free_sigqueue(q);
	INIT_LIST_HEAD(&queue->list);
}

void flush_signals(struct task_struct *task)
{
	unsigned long flags;

	if (!task->sighand) {
		clear_ti_thread_flag(task_thread_info(task), TIF_SIGPENDING);
		return;
	}
	spin_lock_irqsave(&task->sighand->siglock, flags);
	clear_ti_thread_flag(task_thread_info(task), TIF_SIGPENDING);
	flush_sigqueue(&task->pending);
	flush_sigqueue(&task->signal->shared_pending);
	spin_unlock_irqrestore(&task->sighand->siglock, flags);
}
EXPORT_SYMBOL(flush_signals);

/* All of them that are in mask, out of one queue. */
static void forget(struct sigpending *queue, const sigset_t *mask)
{
	struct sigqueue *q, *next;

	list_for_each_entry_safe (q, next, &queue->list, list) {
		if (!sigismember(mask, q->info.si_signo))
			continue;
		list_del(&q->list);
		free_sigqueue(q);
	}
	sigandnsets(&queue->signal, &queue->signal, mask);
}

void forget_everywhere(struct task_struct *task, u32 low_mask)
{
	struct task_struct *thread;
	sigset_t mask;

	siginitset(&mask, low_mask);
	forget(&task->signal->shared_pending, &mask);
	for_each_thread(task, thread) forget(&thread->pending, &mask);
}

static void fill_info(struct siginfo *to, int sig, const struct siginfo *info)
{
	if (info == SEND_SIG_NOINFO || info == SEND_SIG_PRIV) {
		memset(to, 0, sizeof(*to));
		to->si_signo = sig;
		to->si_code = info == SEND_SIG_PRIV ? SI_KERNEL : SI_USER;
		if (info == SEND_SIG_NOINFO) {
			to->si_pid = current->tgid;
			to->si_uid = current_uid().val;
		}
		return;
	}
	*to = *info;
	to->si_signo = sig;
}

static unsigned int queued(const struct sigpending *queue)
{
	const struct list_head *at;
	unsigned int n = 0;

	list_for_each (at, &queue->list)
		n++;
	return n;
}

/* -EAGAIN: one that counts, and there is no room. */
static int enqueue(struct sigpending *queue, int sig, const struct siginfo *info)
{
	bool counts = sig >= SIGRTMIN && info != SEND_SIG_NOINFO && info != SEND_SIG_PRIV;
	struct sigqueue *q = NULL;

	if (sig < SIGRTMIN ||
	    queued(queue) < task_rlimit(current->signal ? current : &init_task, RLIMIT_SIGPENDING))
		q = kmem_cache_alloc(sigqueue_cachep, GFP_ATOMIC | __GFP_NOWARN);
	if (!q && counts && info->si_code != SI_USER)
		return -EAGAIN;
	if (q) {
		fill_info(&q->info, sig, info);
		list_add_tail(&q->list, &queue->list);
	}
	sigaddset(&queue->signal, sig);
	return 0;
}

/* ---- does it matter ---- */

static bool is_global_init(const struct task_struct *task)
{
	return task->tgid == 1;
}

static bool is_default_ignored(int sig)
{
	return sig <= 31 && sigmask(sig) & SIGS_IGNORED;
}

/* Would delivery do nothing? What is blocked waits: the handler may change. */
static bool is_sig_ignored(const struct task_struct *task, int sig, const struct siginfo *info)
{
	__sighandler_t handler = task->sighand->action[sig - 1].sa.sa_handler;

	if (task->flags & PF_KTHREAD)
		return handler != SIG_KTHREAD;
	if (sigismember(&task->blocked, sig) || sigismember(&task->real_blocked, sig))
		return false;
	if (task->ptrace && sig != SIGKILL)
		return false;
	/* init is only what it has asked for; faults of its own are something else */
	if (is_global_init(task) && handler == SIG_DFL && info != SEND_SIG_PRIV)
		return true;
	return handler == SIG_IGN || (handler == SIG_DFL && is_default_ignored(sig));
}

int is_ignored(int sig)
{
	return sigismember(&current->blocked, sig) ||
	       current->sighand->action[sig - 1].sa.sa_handler == SIG_IGN;
}
EXPORT_SYMBOL(is_ignored);

static bool is_fatal(const struct task_struct *task, int sig)
{
	return !(sig <= 31 && sigmask(sig) & (SIGS_IGNORED | SIGS_STOP)) &&
	       task->sighand->action[sig - 1].sa.sa_handler == SIG_DFL;
}

/* ---- SIGCONT and the stops ---- */

static void let_go_on(struct task_struct *task)
{
	struct signal_struct *signal = task->signal;
	struct task_struct *thread;

	forget_everywhere(task, SIGS_STOP);
	for_each_thread(task, thread)
	{
		thread->jobctl &= ~JOBCTL_STOP_PENDING;
		wake_up_state(thread, __TASK_STOPPED);
		if (thread->jobctl & JOBCTL_LISTENING) {
			thread->jobctl = (thread->jobctl & ~JOBCTL_LISTENING) | JOBCTL_TRAP_STOP;
			wake_up_state(thread, __TASK_TRACED);
		}
	}
	/* the parent is told by the first thread that runs again */
	if (signal->flags & SIGNAL_STOP_STOPPED)
		signal->flags = (signal->flags & ~SIGNAL_STOP_STOPPED) | SIGNAL_STOP_CONTINUED |
				SIGNAL_CLD_CONTINUED;
	signal->group_stop_count = 0;
	signal->group_exit_code = signal->flags & SIGNAL_GROUP_EXIT ? signal->group_exit_code : 0;
}

/* False: nothing more is to be done. */
static bool prepare(struct task_struct *task, int sig, const struct siginfo *info)
{
	if (task->signal->flags & SIGNAL_GROUP_EXIT)
		return sig == SIGKILL;
	if (sig <= 31 && sigmask(sig) & SIGS_STOP)
		forget_everywhere(task, sigmask(SIGCONT));
	else if (sig == SIGCONT)
		let_go_on(task);
	return !is_sig_ignored(task, sig, info);
}

/* ---- to whom ---- */

static bool wants(const struct task_struct *task, int sig)
{
	if (sigismember(&task->blocked, sig) || task->flags & PF_EXITING)
		return false;
	if (sig == SIGKILL)
		return true;
	return !(task->__state & (__TASK_STOPPED | __TASK_TRACED)) &&
	       (task == current || !signal_pending(task));
}

static struct task_struct *who_takes(struct task_struct *task, int sig, bool group)
{
	struct task_struct *thread;

	if (wants(task, sig))
		return task;
	if (!group)
		return NULL;
	for_each_thread(task, thread) if (wants(thread, sig)) return thread;
	return NULL;
}

int zap_other_threads(struct task_struct *task)
{
	struct task_struct *thread;
	int n = 0;

	task->signal->group_stop_count = 0;
	for_each_thread(task, thread)
	{
		if (thread == task)
			continue;
		n++;
		if (thread->exit_state)
			continue;
		thread->jobctl &= ~(JOBCTL_STOP_PENDING | JOBCTL_TRAP_STOP);
		sigaddset(&thread->pending.signal, SIGKILL);
		signal_wake_up(thread, true);
	}
	return n;
}

static void complete_signal(struct task_struct *task, int sig, bool group)
{
	struct task_struct *taker = who_takes(task, sig, group);
	struct signal_struct *signal = task->signal;

	if (!taker)
		return;
	if (is_fatal(taker, sig) && !(signal->flags & SIGNAL_GROUP_EXIT) &&
	    (sig == SIGKILL || !taker->ptrace) && !(taker->flags & PF_KTHREAD) &&
	    !sigismember(&taker->real_blocked, sig)) {
		signal->flags = SIGNAL_GROUP_EXIT;
		signal->group_exit_code = sig;
		zap_other_threads(taker);
		sigaddset(&taker->pending.signal, SIGKILL);
		signal_wake_up(taker, true);
		return;
	}
	signal_wake_up(taker, sig == SIGKILL);
}

/* siglock is held. 0, or -EAGAIN. */
static int send_locked(int sig, struct siginfo *info, struct task_struct *task, bool group)
{
	struct sigpending *queue = group ? &task->signal->shared_pending : &task->pending;
	int err;

	if (!prepare(task, sig, info))
		return 0;
	if (sig < SIGRTMIN && sigismember(&queue->signal, sig))
		return 0;
	if (info == SEND_SIG_PRIV && sig == SIGKILL) {
		sigaddset(&queue->signal, sig);
	} else {
		err = enqueue(queue, sig, info);
		if (err)
			return err;
	}
	signalfd_notify();
	complete_signal(task, sig, group);
	return 0;
}

void send_sig_queued(int sig, struct siginfo *info, struct task_struct *task)
{
	send_locked(sig, info, task, false);
}

bool send_timer_signal_locked(int sig, const struct siginfo *info, struct task_struct *task,
			      bool group)
{
	if (!prepare(task, sig, info))
		return false;
	if (enqueue(group ? &task->signal->shared_pending : &task->pending, sig, info))
		return false;
	signalfd_notify();
	complete_signal(task, sig, group);
	return true;
}

int send_sig_locked(int sig, struct siginfo *info, struct task_struct *task, bool group)
{
	unsigned long flags;
	int err;

	if (!task->sighand || task->exit_state == EXIT_DEAD)
		return -ESRCH;
	if (!sig)
		return 0;
	spin_lock_irqsave(&task->sighand->siglock, flags);
	err = send_locked(sig, info, task, group);
	spin_unlock_irqrestore(&task->sighand->siglock, flags);
	return err;
}

/* ---- senders ---- */

static struct siginfo *priv_info(int priv)
{
	return priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO;
}

int send_sig_info(int sig, struct siginfo *info, struct task_struct *task)
{
	return valid_signal(sig) ? send_sig_locked(sig, info, task, false) : -EINVAL;
}
EXPORT_SYMBOL(send_sig_info);

int send_sig(int sig, struct task_struct *task, int priv)
{
	return send_sig_info(sig, priv_info(priv), task);
}
EXPORT_SYMBOL(send_sig);

int group_send_sig_info(int sig, struct siginfo *info, struct task_struct *task)
{
	return valid_signal(sig) ? send_sig_locked(sig, info, task, true) : -EINVAL;
}
EXPORT_SYMBOL(group_send_sig_info);

int kill_pid_info(int sig, struct siginfo *info, struct pid *pid)
{
	struct task_struct *task;
	unsigned long flags;
	int err = -ESRCH;

	read_lock_irqsave(&tasklist_lock, flags);
	task = pid_task(pid, PIDTYPE_PID);
	if (task)
		err = group_send_sig_info(sig, info, task);
	read_unlock_irqrestore(&tasklist_lock, flags);
	return err;
}
EXPORT_SYMBOL(kill_pid_info);

int kill_pid(struct pid *pid, int sig, int priv)
{
	return kill_pid_info(sig, priv_info(priv), pid);
}
EXPORT_SYMBOL(kill_pid);

int kill_proc(pid_t nr, int sig, int priv)
{
	return kill_pid_info(sig, priv_info(priv), find_vpid(nr));
}
EXPORT_SYMBOL(kill_proc);

int kill_pgrp(struct pid *pgrp, int sig, int priv)
{
	struct task_struct *task;
	unsigned long flags;
	int err = -ESRCH, one;

	read_lock_irqsave(&tasklist_lock, flags);
	do_each_pid_task(pgrp, PIDTYPE_PGID, task) one =
	    group_send_sig_info(sig, priv_info(priv), task);
	if (err)
		err = one;
	while_each_pid_task(pgrp, PIDTYPE_PGID, task);
	read_unlock_irqrestore(&tasklist_lock, flags);
	return err;
}
EXPORT_SYMBOL(kill_pgrp);

/* The program did it itself, so it has to hear of it: what it blocks or ignores would kill it. */
int force_sig_info(struct siginfo *info)
{
	int sig = info->si_signo;
	struct k_sigaction *action = &current->sighand->action[sig - 1];
	unsigned long flags;
	int err;

	spin_lock_irqsave(&current->sighand->siglock, flags);
	if (sigismember(&current->blocked, sig) || action->sa.sa_handler == SIG_IGN) {
		action->sa.sa_handler = SIG_DFL;
		sigdelset(&current->blocked, sig);
		recalc_sigpending();
	}
	if (action->sa.sa_handler == SIG_DFL && is_global_init(current))
		panic("init was killed by signal %d", sig);
	err = send_locked(sig, info, current, false);
	spin_unlock_irqrestore(&current->sighand->siglock, flags);
	return err;
}
EXPORT_SYMBOL(force_sig_info);

int force_sig(int sig)
{
	struct siginfo info = {.si_signo = sig, .si_code = SI_KERNEL};

	return force_sig_info(&info);
}
EXPORT_SYMBOL(force_sig);

int force_sig_fault(int sig, int code, void __user *addr)
{
	struct siginfo info = {.si_signo = sig, .si_code = code};

	info.si_addr = addr;
	return force_sig_info(&info);
}
EXPORT_SYMBOL(force_sig_fault);

/* ---- threads of the kernel ---- */

static void set_kthread_action(int sig, __sighandler_t handler)
{
	struct sighand_struct *own;

	if (current->sighand == &init_sighand) {
		own = kzalloc(sizeof(*own), GFP_KERNEL);
		if (!own)
			return;
		atomic_set(&own->count, 1);
		spin_lock_init(&own->siglock);
		current->sighand = own;
		put_sighand(&init_sighand);
	}
	spin_lock_irq(&current->sighand->siglock);
	current->sighand->action[sig - 1].sa.sa_handler = handler;
	recalc_sigpending();
	spin_unlock_irq(&current->sighand->siglock);
}

void allow_signal(int sig)
{
	set_kthread_action(sig, SIG_KTHREAD);
}
EXPORT_SYMBOL(allow_signal);

void disallow_signal(int sig)
{
	set_kthread_action(sig, SIG_IGN);
}
EXPORT_SYMBOL(disallow_signal);

/* ---- a parent is told ---- */

static void fill_child_info(struct siginfo *info, struct task_struct *task, int code, int status)
{
	memset(info, 0, sizeof(*info));
	info->si_signo = SIGCHLD;
	info->si_code = code;
	info->si_pid = task->tgid;
	info->si_uid = task_uid(task).val;
	info->si_status = status;
	info->si_utime = task->utime + task->signal->ended.utime;
	info->si_stime = task->stime + task->signal->ended.stime;
}

bool do_notify_parent(struct task_struct *task, int sig)
{
	struct task_struct *parent = task->parent;
	int status = task->signal->flags & SIGNAL_GROUP_EXIT ? task->signal->group_exit_code
							     : task->exit_code;
	struct siginfo info;
	bool nobody_waits = false;
	const struct k_sigaction *action;

	/* the kernel's own do not wait */
	if (!parent->sighand || parent->flags & PF_KTHREAD)
		return true;
	fill_child_info(&info, task, status & 0x7f ? CLD_KILLED : CLD_EXITED,
			status & 0x7f ? status & 0x7f : status >> 8);
	info.si_signo = sig;
	spin_lock(&parent->sighand->siglock);
	action = &parent->sighand->action[SIGCHLD - 1];
	if (sig == SIGCHLD &&
	    (action->sa.sa_handler == SIG_IGN || action->sa.sa_flags & SA_NOCLDWAIT)) {
		nobody_waits = true;
		if (action->sa.sa_handler == SIG_IGN)
			sig = 0;
	}
	if (sig > 0 && valid_signal(sig))
		send_locked(sig, &info, parent, true);
	spin_unlock(&parent->sighand->siglock);
	wake_up_interruptible_all(&parent->signal->wait_chldexit);
	return nobody_waits;
}

/* tasklist_lock is held. why: CLD_STOPPED or CLD_CONTINUED. */
void notify_parent_stopped(struct task_struct *task, int why)
{
	struct task_struct *leader = task->group_leader, *parent = leader->parent;
	const struct k_sigaction *action;
	struct siginfo info;

	if (!parent->sighand || parent->flags & PF_KTHREAD)
		return;
	fill_child_info(&info, leader, why,
			why == CLD_STOPPED ? task->signal->group_exit_code & 0x7f : SIGCONT);
	spin_lock(&parent->sighand->siglock);
	action = &parent->sighand->action[SIGCHLD - 1];
	if (action->sa.sa_handler != SIG_IGN && !(action->sa.sa_flags & SA_NOCLDSTOP))
		send_locked(SIGCHLD, &info, parent, true);
	spin_unlock(&parent->sighand->siglock);
	wake_up_interruptible_all(&parent->signal->wait_chldexit);
}
