/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel: what the files of guest/kernel tell each other and main.c. */
#ifndef KERNEL_KERNEL_H
#define KERNEL_KERNEL_H

#include <linux/compiler.h>
#include <linux/types.h>

struct completion;
struct pid;
struct siginfo;
struct sighand_struct;
struct signal_struct;
struct sigpending;
struct task_struct;

void timekeeping_init(void);
void cpu_idle(void) __noreturn;
/* CPU's idle task, not yet running: what it does is up to who starts that CPU. NULL: no memory. */
struct task_struct *fork_idle(unsigned int cpu);
/* Its run queue gets idle as the task that runs when there is no other. */
void init_idle(struct task_struct *idle, unsigned int cpu);
/* The task is gone for good and its stack not in use: give everything back. */
void free_task(struct task_struct *task);


/* fork.c: zeroed, with a stack and one reference; NULL: no memory. */
struct task_struct *alloc_task(void);
/* All members are task's, but for the stack. */
struct task_struct *alloc_task_like(const struct task_struct *task);
void init_new_task(struct task_struct *task);
void kthread_exited(struct task_struct *task, long code);
/* With a reference to task: what it says at its end, also as a program. */
int kthread_wait_end(struct task_struct *task);
void kthread_restart(struct task_struct *task);

/* pid.c: a number that no task has (yet). */
void free_pid(struct pid *pid);

/* clone.c. like: whose limits it inherits, or NULL. */
struct signal_struct *alloc_signal(const struct signal_struct *like);
void put_signal_struct(struct signal_struct *signal);
struct sighand_struct *get_sighand(struct sighand_struct *sighand);
void put_sighand(struct sighand_struct *sighand);
extern struct sighand_struct init_sighand;

void clone_count_exit(void);
/* The running thread of the kernel gets what a program needs. 0 or -ENOMEM. */
int become_user(void);
/* run_init.c: the running thread becomes the first program. False: there is none. */
bool run_init(void);
/* exec_thread.c: the other threads end, and current is the process's first. 0 or -EAGAIN. */
int de_thread(void);
void clone_started(void);

struct kernel_clone_args {
	unsigned long flags; /* CLONE_*, without CSIGNAL */
	int exit_signal;
	unsigned long stack; /* its top; 0: a copy of the parent's */
	int __user *parent_tid, *child_tid;
	unsigned long tls; /* a user_desc */
	int __user *pidfd;
};
/* The child's number, or -errno. */
pid_t kernel_clone(const struct kernel_clone_args *args);

/* exit.c: the address space is no longer the task's: who waits for that goes on. */
void mm_release(struct task_struct *task);
void do_group_exit(int code) __noreturn;
/* Dead, and nobody waits for it any more. */
void release_task(struct task_struct *task);
/* The tty driver's: the session loses its terminal. */
void disassociate_ctty(int on_exit);

/* signal.c; siglock or nobody else knows it. */
void flush_sigqueue(struct sigpending *queue);
/* Every other thread of the group is to end. tasklist_lock and siglock are held. */
int zap_other_threads(struct task_struct *task);
/* tasklist_lock is held for writing. True: nobody will wait for it. */
bool do_notify_parent(struct task_struct *task, int sig);
void exit_signals(struct task_struct *task);
/* Of a stopped process, one of whose threads is current or task. */
int send_sig_locked(int sig, struct siginfo *info, struct task_struct *task, bool group);

/* sched.c: the states in which it is woken. */
int wake_up_state(struct task_struct *task, unsigned int mask);
void kick_process(struct task_struct *task);
/* priority: of SCHED_FIFO and SCHED_RR, 1 to MAX_RT_PRIO - 1; of the others 0. */
void sched_set_policy(struct task_struct *task, int policy, int priority);
/* sys_time.c: from the tick. */
void run_cpu_itimers(bool user);
/* ns of processor time, under tasklist_lock; thread: whose, for CLOCK_THREAD_CPUTIME_ID. 0 or -EINVAL. */
struct pid;
int posix_cpu_clock(int clock, struct pid *thread, u64 *ns);
/* posix_timers.c: current's process ends, or becomes another program. */
void exit_posix_timers(void);
void run_posix_cpu_timers(void);
struct timespec64;
void timekeeping_set(const struct timespec64 *ts);
struct rusage;
/* sys.c: under tasklist_lock, or of current. */
void fill_rusage(struct task_struct *task, int who, struct rusage *usage);
/* futex.c */
void exit_robust_list(struct task_struct *task);
void futex_wake_user(int __user *addr, int nr);

/* sys_signal.c: under tasklist_lock. */
bool may_kill(struct task_struct *task, int sig);
/* guest/ipc/sem.c: current's process ends. */
void exit_sem(void);
/* pidfd.c: takes the reference over. The number, or -errno. */
int pidfd_create(struct pid *pid, unsigned int flags);
/* With a reference; nonblock may be NULL. ERR_PTR(-EBADF). */
struct pid *pidfd_get_pid(unsigned int fd, bool *nonblock);
/* Any context. */
void pidfd_process_ended(void);

/* exec.c: the running thread of the kernel becomes this program. 0 or -errno. */
int kernel_execve(const char *name, const char *const *argv, const char *const *envp);

#endif
