/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * signal_deliver: what a task does with its signals before it goes back to user mode.
 *
 *	get_signal()    takes them off the queues, one after the other: ignores, stops, ends,
 *	                or finds one that has a handler
 *	handle_signal   makes a stack frame for the handler (guest/arch/signal_frame.c), and
 *	                decides about the system call that was interrupted: -EINTR, or again
 *
 * A process stops when all its threads have: the last one tells the parent.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/ptrace.h>
#include <linux/sched/signal.h>
#include <linux/signal_types.h>
#include <linux/syscalls.h>
#include <asm/ptrace.h>

#include "kernel.h"
#include "signal_private.h"

/* ---- off the queues ---- */

static int first_of(u32 bits, int base)
{
	return bits ? base + __builtin_ctz(bits) + 1 : 0;
}

static int next_signal(const struct sigpending *queue, const sigset_t *mask)
{
	u32 low = queue->signal.sig[0] & ~mask->sig[0], high = queue->signal.sig[1] & ~mask->sig[1];

	if (low & sigmask(SIGKILL))
		return SIGKILL;
	if (low & SIGS_SYNCHRONOUS)
		return first_of(low & SIGS_SYNCHRONOUS, 0);
	return low ? first_of(low, 0) : first_of(high, _NSIG_BPW);
}

static void collect(struct sigpending *queue, int sig, struct siginfo *info)
{
	struct sigqueue *q, *next, *first = NULL;
	bool more = false;

	list_for_each_entry_safe (q, next, &queue->list, list) {
		if (q->info.si_signo != sig)
			continue;
		if (first)
			more = true;
		else
			first = q;
	}
	if (!more)
		sigdelset(&queue->signal, sig);
	if (!first) {
		*info = (struct siginfo){.si_signo = sig};
		return;
	}
	*info = first->info;
	list_del(&first->list);
	free_sigqueue(first);
	if (info->si_code == SI_TIMER)
		posix_timer_delivered(info);
}

int dequeue_signal(const sigset_t *mask, struct siginfo *info)
{
	struct sigpending *queue = &current->pending;
	int sig = next_signal(queue, mask);

	if (!sig) {
		queue = &current->signal->shared_pending;
		sig = next_signal(queue, mask);
	}
	if (sig)
		collect(queue, sig, info);
	recalc_sigpending();
	return sig;
}
EXPORT_SYMBOL_GPL(dequeue_signal);

/* ---- stopping ---- */

/* siglock is held, and is not when it returns: another thread or time has gone by. */
static void stop_here(void)
{
	struct signal_struct *signal = current->signal;
	bool last = false;

	current->jobctl &= ~JOBCTL_STOP_PENDING;
	if (signal->group_stop_count && !--signal->group_stop_count) {
		signal->flags = (signal->flags & ~SIGNAL_STOP_CONTINUED) | SIGNAL_STOP_STOPPED;
		last = true;
	}
	if (current->ptrace)
		current->jobctl |= JOBCTL_TRAP_STOP | (signal->group_exit_code & 0x7f);
	recalc_sigpending();
	if (!current->ptrace)
		set_current_state(TASK_STOPPED);
	spin_unlock_irq(&current->sighand->siglock);
	if (last) {
		read_lock_irq(&tasklist_lock);
		/* a tracer hears of each thread by itself */
		if (!current->ptrace || ptrace_reparented(current))
			notify_parent_stopped(current, CLD_STOPPED);
		read_unlock_irq(&tasklist_lock);
	}
	if (!(current->jobctl & JOBCTL_TRAP_STOP))
		schedule();
}

/* siglock is held, and then not. All threads are to stop. */
static void begin_stop(int sig)
{
	struct signal_struct *signal = current->signal;
	struct task_struct *thread;

	if (signal->flags & SIGNAL_GROUP_EXIT || signal->group_exec_task) {
		spin_unlock_irq(&current->sighand->siglock);
		return;
	}
	if (!(signal->flags & SIGNAL_STOP_STOPPED))
		signal->group_exit_code = sig;
	signal->group_stop_count = 0;
	for_each_thread(current, thread)
	{
		if (thread->flags & PF_EXITING || thread->__state & __TASK_STOPPED)
			continue;
		signal->group_stop_count++;
		thread->jobctl |= JOBCTL_STOP_PENDING;
		if (thread != current)
			signal_wake_up(thread, false);
	}
	stop_here();
}

/* siglock is held, dropped and taken again. */
static void tell_continued(void)
{
	current->signal->flags &= ~SIGNAL_CLD_CONTINUED;
	spin_unlock_irq(&current->sighand->siglock);
	read_lock_irq(&tasklist_lock);
	notify_parent_stopped(current, CLD_CONTINUED);
	read_unlock_irq(&tasklist_lock);
	spin_lock_irq(&current->sighand->siglock);
}

/* ---- one that has a handler ---- */

/* siglock is held and dropped; true: done with that signal. */
static bool default_action(int sig)
{
	if (sigmask(sig) & SIGS_STOP && sig <= 31) {
		if (sig != SIGSTOP) {
			bool orphaned;

			spin_unlock_irq(&current->sighand->siglock);
			orphaned = is_current_pgrp_orphaned();
			spin_lock_irq(&current->sighand->siglock);
			if (orphaned) {
				spin_unlock_irq(&current->sighand->siglock);
				return true;
			}
		}
		begin_stop(sig);
		return true;
	}
	spin_unlock_irq(&current->sighand->siglock);
	if (sig <= 31 && sigmask(sig) & SIGS_IGNORED)
		return true;
	current->flags |= PF_SIGNALED;
	do_group_exit(sig);
}

/* siglock is held. True: ksig has it, siglock is not held. False: look again, not held. */
static bool take_one(struct ksignal *ksig)
{
	struct k_sigaction *action;

	ksig->sig = dequeue_signal(&current->blocked, &ksig->info);
	if (!ksig->sig) {
		spin_unlock_irq(&current->sighand->siglock);
		return true;
	}
	if (unlikely(current->ptrace) && ksig->sig != SIGKILL) {
		ksig->sig = ptrace_signal(ksig->sig, &ksig->info);
		if (!ksig->sig) {
			spin_unlock_irq(&current->sighand->siglock);
			return false;
		}
	}
	action = &current->sighand->action[ksig->sig - 1];
	if (action->sa.sa_handler == SIG_IGN) {
		spin_unlock_irq(&current->sighand->siglock);
		return false;
	}
	if (action->sa.sa_handler != SIG_DFL) {
		ksig->ka = *action;
		if (action->sa.sa_flags & SA_RESETHAND)
			action->sa.sa_handler = SIG_DFL;
		spin_unlock_irq(&current->sighand->siglock);
		return true;
	}
	default_action(ksig->sig);
	return false;
}

/* ksig->sig 0: none that has a handler. */
static void get_signal(struct ksignal *ksig)
{
	struct signal_struct *signal = current->signal;

	do {
		spin_lock_irq(&current->sighand->siglock);
		if (signal->flags & SIGNAL_CLD_CONTINUED)
			tell_continued();
		if (signal->flags & SIGNAL_GROUP_EXIT ||
		    sigismember(&current->pending.signal, SIGKILL)) {
			int code =
			    signal->flags & SIGNAL_GROUP_EXIT ? signal->group_exit_code : SIGKILL;

			spin_unlock_irq(&current->sighand->siglock);
			current->flags |= PF_SIGNALED;
			do_group_exit(code);
		}
		if (current->jobctl & JOBCTL_STOP_PENDING) {
			stop_here();
			continue;
		}
		if (unlikely(current->jobctl & JOBCTL_TRAP_STOP)) {
			ptrace_trap_stop();
			continue;
		}
		if (take_one(ksig))
			return;
	} while (true);
}

/* ---- the interrupted system call ---- */

static bool in_syscall(const struct pt_regs *regs)
{
	return (long)regs->orig_ax >= 0;
}

/* int $0x80 and SYSENTER's landing are two bytes long. */
static void again(struct pt_regs *regs, unsigned long nr)
{
	regs->ax = nr;
	regs->ip -= 2;
}

static void restart_after_handler(struct pt_regs *regs, const struct ksignal *ksig)
{
	switch ((long)regs->ax) {
	case -ERESTART_RESTARTBLOCK:
	case -ERESTARTNOHAND:
		regs->ax = -EINTR;
		break;
	case -ERESTARTSYS:
		if (!(ksig->ka.sa.sa_flags & SA_RESTART)) {
			regs->ax = -EINTR;
			break;
		}
		fallthrough;
	case -ERESTARTNOINTR:
		again(regs, regs->orig_ax);
	}
}

static void restart_without_handler(struct pt_regs *regs)
{
	switch ((long)regs->ax) {
	case -ERESTARTNOHAND:
	case -ERESTARTSYS:
	case -ERESTARTNOINTR:
		again(regs, regs->orig_ax);
		break;
	case -ERESTART_RESTARTBLOCK:
		again(regs, 0); /* restart_syscall() */
	}
}

/* The handler runs with the signal blocked, and what sa_mask adds. */
static void block_for_handler(const struct ksignal *ksig)
{
	sigset_t blocked;

	sigorsets(&blocked, &current->blocked, &ksig->ka.sa.sa_mask);
	if (!(ksig->ka.sa.sa_flags & SA_NODEFER))
		sigaddset(&blocked, ksig->sig);
	set_current_blocked(&blocked);
}

static void handle_signal(struct ksignal *ksig, struct pt_regs *regs)
{
	sigset_t *saved = current->restore_sigmask ? &current->saved_sigmask : &current->blocked;
	bool stepping = test_thread_flag(TIF_SINGLESTEP);

	if (in_syscall(regs))
		restart_after_handler(regs, ksig);
	/* the frame has the flags as the program knows them */
	if (stepping)
		user_disable_single_step(current);
	if (setup_signal_frame(ksig, saved, regs)) {
		/* no stack to say it on: the end, unless that is handled elsewhere */
		if (ksig->sig == SIGSEGV)
			current->sighand->action[SIGSEGV - 1].sa.sa_handler = SIG_DFL;
		force_sig(SIGSEGV);
		return;
	}
	current->restore_sigmask = false;
	block_for_handler(ksig);
	if (current->sas_ss_flags & SS_AUTODISARM) {
		current->sas_ss_sp = current->sas_ss_size = 0;
		current->sas_ss_flags = SS_DISABLE;
	}
	if (stepping)
		ptrace_notify(SIGTRAP, 0);
}

static void do_signal(struct pt_regs *regs)
{
	struct ksignal ksig;

	get_signal(&ksig);
	if (ksig.sig) {
		handle_signal(&ksig, regs);
		return;
	}
	if (in_syscall(regs)) {
		restart_without_handler(regs);
		regs->orig_ax = -1;
	}
	if (current->restore_sigmask) {
		current->restore_sigmask = false;
		set_current_blocked(&current->saved_sigmask);
	}
}

/* From entry.S, interrupts off; and so they are when it returns, with nothing left to do. */
void exit_to_user_work(struct pt_regs *regs)
{
	do {
		local_irq_enable();
		if (need_resched())
			schedule();
		if (signal_pending(current))
			do_signal(regs);
		local_irq_disable();
	} while (need_resched() || signal_pending(current));
}

SYSCALL_DEFINE0(restart_syscall)
{
	struct restart_block *block = &current->restart_block;

	return block->fn ? block->fn(block) : -EINTR;
}

/* Signals from now on are for the other threads, if there are any. */
void exit_signals(struct task_struct *task)
{
	struct signal_struct *signal = task->signal;
	struct task_struct *thread;

	spin_lock_irq(&task->sighand->siglock);
	task->flags |= PF_EXITING;
	if (!(signal->flags & SIGNAL_GROUP_EXIT)) {
		for_each_thread(task, thread) if (thread != task && !(thread->flags & PF_EXITING) &&
						  recalc_sigpending_task(thread))
		    signal_wake_up(thread, false);
	}
	if (task->jobctl & JOBCTL_STOP_PENDING && signal->group_stop_count)
		if (!--signal->group_stop_count)
			signal->flags |= SIGNAL_STOP_STOPPED;
	task->jobctl = 0;
	spin_unlock_irq(&task->sighand->siglock);
}
