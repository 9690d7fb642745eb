/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * signal: sets of signals, and sending them (guest/kernel/signal.c). A sender may be in any
 * context. Who sleeps for a program looks at signal_pending(), ends with -ERESTARTSYS, and
 * the signal is delivered on the way back to user mode.
 */
#ifndef _LINUX_SIGNAL_H
#define _LINUX_SIGNAL_H

#include <linux/list.h>
#include <linux/types.h>
#include <linux/version.h>

struct task_struct;
struct pid;

#if !__STDC_HOSTED__ /* a test on the host has its C library's signals */
#include <asm/siginfo.h>
#include <asm/signal.h>
#endif

struct sigpending {
	struct list_head list; /* of struct sigqueue */
	sigset_t signal;
};

#if !__STDC_HOSTED__

#define sigmask(sig) (1u << ((sig)-1))

static inline void sigaddset(sigset_t *set, int sig)
{
	set->sig[(sig - 1) / _NSIG_BPW] |= 1u << (sig - 1) % _NSIG_BPW;
}

static inline void sigdelset(sigset_t *set, int sig)
{
	set->sig[(sig - 1) / _NSIG_BPW] &= ~(1u << (sig - 1) % _NSIG_BPW);
}

static inline int sigismember(const sigset_t *set, int sig)
{
	return set->sig[(sig - 1) / _NSIG_BPW] >> (sig - 1) % _NSIG_BPW & 1;
}

static inline bool sigisemptyset(const sigset_t *set)
{
	return !(set->sig[0] | set->sig[1]);
}

static inline void sigemptyset(sigset_t *set)
{
	set->sig[0] = set->sig[1] = 0;
}

static inline void sigfillset(sigset_t *set)
{
	set->sig[0] = set->sig[1] = ~0u;
}

static inline void siginitset(sigset_t *set, u32 mask)
{
	set->sig[0] = mask;
	set->sig[1] = 0;
}

static inline void siginitsetinv(sigset_t *set, u32 mask)
{
	set->sig[0] = ~mask;
	set->sig[1] = ~0u;
}

static inline void sigdelsetmask(sigset_t *set, u32 mask)
{
	set->sig[0] &= ~mask;
}

#define _SIG_SET_OP(name, op)                                                                      \
	static inline void name(sigset_t *r, const sigset_t *a, const sigset_t *b)                 \
	{                                                                                          \
		r->sig[0] = a->sig[0] op b->sig[0];                                                \
		r->sig[1] = a->sig[1] op b->sig[1];                                                \
	}
_SIG_SET_OP(sigorsets, |)
_SIG_SET_OP(sigandsets, &)
_SIG_SET_OP(sigandnsets, &~)

static inline bool valid_signal(unsigned long sig)
{
	return sig <= _NSIG;
}

/* Where a sender says nothing about itself. */
#define SEND_SIG_NOINFO ((struct siginfo *)0) /* "a user": pid and uid of who runs now */
#define SEND_SIG_PRIV	((struct siginfo *)1) /* the kernel */

/* To one thread; to a process; to all of a process group. 0 or -errno. */
int send_sig(int sig, struct task_struct *task, int priv);
int send_sig_info(int sig, struct siginfo *info, struct task_struct *task);
int force_sig(int sig); /* to current, and it cannot be blocked or ignored */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 3, 0) /* of any task's */
#define force_sig(sig, task) send_sig_info(sig, SEND_SIG_PRIV, task)
#endif
int force_sig_fault(int sig, int code, void __user *addr);
int force_sig_info(struct siginfo *info);
int group_send_sig_info(int sig, struct siginfo *info, struct task_struct *task);
int kill_pid(struct pid *pid, int sig, int priv);
int kill_pid_info(int sig, struct siginfo *info, struct pid *pid);
int kill_pgrp(struct pid *pgrp, int sig, int priv);
#ifndef LINUX_6_1_ONLY			     /* of other versions */
int kill_proc(pid_t pid, int sig, int priv); /* before 2.6.27 */
#endif
/* A kernel thread that wants this signal to end its sleep. */
void allow_signal(int sig);
void disallow_signal(int sig);

#endif
#endif
