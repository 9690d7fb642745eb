/* SPDX-License-Identifier: GPL-2.0-only */
/* sched/signal: what the threads of a process have in common: signals, limits, accounts. */
#ifndef _LINUX_SCHED_SIGNAL_H
#define _LINUX_SCHED_SIGNAL_H

#include <linux/cred.h>
#include <linux/pid.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/timer.h>
#include <linux/wait.h>

struct tty_struct;

struct sighand_struct {
	spinlock_t siglock; /* interrupts off */
	atomic_t count;
	struct k_sigaction action[_NSIG];
};

#define SIGNAL_STOP_STOPPED   0x01 /* all threads stand still */
#define SIGNAL_STOP_CONTINUED 0x02 /* SIGCONT came; wait4(WCONTINUED) has not told yet */
#define SIGNAL_GROUP_EXIT     0x04 /* is ending; group_exit_code says how */
#define SIGNAL_CLD_STOPPED    0x10
#define SIGNAL_CLD_CONTINUED  0x20

/* Accounts, in ticks and pages; of all children that were waited for. */
struct task_account {
	unsigned long utime, stime, nvcsw, nivcsw, min_flt, maj_flt, maxrss;
};

struct signal_struct {
	atomic_t sigcnt; /* references */
	atomic_t live;	 /* threads that have not begun to end */
	int nr_threads;	 /* on thread_head, under tasklist_lock */
	struct list_head thread_head;
	wait_queue_head_t wait_chldexit; /* its children */
	struct sigpending shared_pending;
	unsigned int flags; /* SIGNAL_* */
	int group_exit_code;
	int group_stop_count;		     /* threads that have yet to stop */
	struct task_struct *group_exec_task; /* waits for the others to be gone */

	struct pid *pids[PIDTYPE_MAX];
	int leader;		 /* of its session */
	bool is_child_subreaper; /* orphans among those below come to it, not to init */
	struct tty_struct *tty;	 /* that controls it, or NULL */
	struct pid *tty_old_pgrp;

	struct rlimit rlim[RLIM_NLIMITS];
	struct task_account ended;    /* threads that are gone */
	struct task_account children; /* waited for */

	struct timer_list real_timer;	       /* ITIMER_REAL */
	unsigned long it_real_incr;	       /* ticks */
	unsigned long it_value[2], it_incr[2]; /* ITIMER_VIRTUAL, ITIMER_PROF: ticks */
	struct list_head posix_timers;	       /* siglock; guest/kernel/posix_timers.c */
	int next_timer_id;
	bool has_cpu_timers;
	short oom_score_adj;
};

static inline unsigned long rlimit(unsigned int limit)
{
	return READ_ONCE(current->signal->rlim[limit].rlim_cur);
}

#define task_rlimit(task, limit) READ_ONCE((task)->signal->rlim[limit].rlim_cur)

/* Under tasklist_lock. */
#define for_each_thread(p, t)	      list_for_each_entry (t, &(p)->signal->thread_head, thread_node)
#define for_each_process_thread(p, t) for_each_process(p) for_each_thread(p, t)
/* The same, in two words around what is done, which no break leaves. */
#define do_each_thread(p, t)                                                                       \
	for_each_process(p)                                                                        \
	{                                                                                          \
		for_each_thread(p, t)
#define while_each_thread(p, t) }

static inline int get_nr_threads(struct task_struct *task)
{
	return task->signal->nr_threads;
}

static inline int thread_group_empty(struct task_struct *task)
{
	return task->signal->nr_threads <= 1;
}

/* What is blocked, and whether a signal is pending, after blocked or pending has changed. */
void recalc_sigpending(void);
void set_current_blocked(sigset_t *set);
int set_user_sigmask(const sigset_t __user *umask, size_t sigsetsize);
/* After a call that set_user_sigmask() was for; interrupted: leave it to the delivery. */
void restore_saved_sigmask_unless(bool interrupted);
/* To current's process group, -EIO instead when it could not be helped: for terminals. */
bool is_current_pgrp_orphaned(void);
#ifndef MODULE /* the kernel's own */
int is_ignored(int sig);
#endif

#include <linux/sched/task.h>

#endif
