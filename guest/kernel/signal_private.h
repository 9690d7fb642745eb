/* SPDX-License-Identifier: GPL-2.0-only */
/* signal_private: what sending, delivery and the system calls of signals share. */
#ifndef KERNEL_SIGNAL_PRIVATE_H
#define KERNEL_SIGNAL_PRIVATE_H

#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/signalfd.h>

#define JOBCTL_STOP_SIGMASK 0xffffu
#define JOBCTL_STOP_PENDING (1u << 17) /* has yet to stop with the others */
#define JOBCTL_TRAP_STOP    (1u << 19) /* has yet to stop for its tracer */
#define JOBCTL_LISTENING    (1u << 22) /* stopped, and its tracer only wants to hear of more */

/* What a signal does that nobody handles: these nothing, those stop, the rest ends it. */
#define SIGS_IGNORED (sigmask(SIGCONT) | sigmask(SIGCHLD) | sigmask(SIGWINCH) | sigmask(SIGURG))
#define SIGS_STOP    (sigmask(SIGSTOP) | sigmask(SIGTSTP) | sigmask(SIGTTIN) | sigmask(SIGTTOU))
/* These a fault sends: they come before all others. */
#define SIGS_SYNCHRONOUS                                                                           \
	(sigmask(SIGSEGV) | sigmask(SIGBUS) | sigmask(SIGILL) | sigmask(SIGTRAP) |                 \
	 sigmask(SIGFPE) | sigmask(SIGSYS))

/* A thread of the kernel has asked for it. */
#define SIG_KTHREAD ((__sighandler_t)2)

struct sigqueue {
	struct list_head list;
	struct siginfo info;
};

void free_sigqueue(struct sigqueue *q);
/* siglock is held, in all of these. */
bool recalc_sigpending_task(struct task_struct *task);
void signal_wake_up(struct task_struct *task, bool fatal);
/* Signals below 32 of that mask, out of all queues of the process. */
void forget_everywhere(struct task_struct *task, u32 low_mask);
/* Once more, at the end of the queue: it was taken off, and is blocked. */
void send_sig_queued(int sig, struct siginfo *info, struct task_struct *task);
/* A timer's, whose expiry it tells, even if another of that number is pending. False: ignored. */
bool send_timer_signal_locked(int sig, const struct siginfo *info, struct task_struct *task,
			      bool group);
void posix_timer_delivered(struct siginfo *info);

/* tasklist_lock is held, siglock not. */
void notify_parent_stopped(struct task_struct *task, int why);

#endif
