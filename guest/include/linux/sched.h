/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sched: tasks, and who runs when (kernel/sched.c). A task of a lower static_prio number
 * preempts one of a higher; equals take turns of a time slice.
 *
 * A process is a group of tasks (threads) with one signal_struct; group_leader began it,
 * and tgid is its number. Threads of the kernel have no mm, and each is its own group.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/pid.h>
#include <linux/preempt.h>
#include <linux/resource.h>
#include <linux/restart_block.h>
#include <linux/signal.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/thread_info.h>
#include <linux/types.h>
#include <asm/current.h>
#include <asm/fixmap.h>
#include <asm/processor.h>

#define TASK_RUNNING	     0x000
#define TASK_INTERRUPTIBLE   0x001
#define TASK_UNINTERRUPTIBLE 0x002
#define __TASK_STOPPED	     0x004
#define __TASK_TRACED	     0x008
#define EXIT_DEAD	     0x010 /* exit_state */
#define EXIT_ZOMBIE	     0x020
#define TASK_DEAD	     0x080
#define TASK_WAKEKILL	     0x100 /* a fatal signal ends the sleep */
#define TASK_NORMAL	     (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define TASK_KILLABLE	     (TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_STOPPED	     (TASK_WAKEKILL | __TASK_STOPPED)
#define TASK_TRACED	     (TASK_WAKEKILL | __TASK_TRACED)
#define TASK_IDLE	     TASK_UNINTERRUPTIBLE
#define TASK_COMM_LEN	     16

#define MAX_RT_PRIO	100
#define MAX_PRIO	140
#define NICE_TO_PRIO(n) (MAX_RT_PRIO + (n) + 20)
#define PRIO_TO_NICE(p) ((p)-MAX_RT_PRIO - 20)
#define DEFAULT_PRIO	NICE_TO_PRIO(0)

#define PF_IDLE	      0x00000002
#define PF_EXITING    0x00000004
#define PF_FORKNOEXEC 0x00000040
#define PF_SUPERPRIV  0x00000100
#define PF_DUMPCORE   0x00000200
#define PF_SIGNALED   0x00000400
#define PF_MEMALLOC   0x00000800 /* allocates for the sake of freeing: may use every page */
#define PF_KSWAPD     0x00020000
#define PF_KTHREAD    0x00200000

/* What clone() shares, and does. */
#define CSIGNAL		     0x000000ff
#define CLONE_VM	     0x00000100
#define CLONE_FS	     0x00000200
#define CLONE_FILES	     0x00000400
#define CLONE_SIGHAND	     0x00000800
#define CLONE_PIDFD	     0x00001000
#define CLONE_PTRACE	     0x00002000
#define CLONE_VFORK	     0x00004000
#define CLONE_PARENT	     0x00008000
#define CLONE_THREAD	     0x00010000
#define CLONE_NEWNS	     0x00020000
#define CLONE_SYSVSEM	     0x00040000
#define CLONE_SETTLS	     0x00080000
#define CLONE_PARENT_SETTID  0x00100000
#define CLONE_CHILD_CLEARTID 0x00200000
#define CLONE_UNTRACED	     0x00800000
#define CLONE_CHILD_SETTID   0x01000000
#define CLONE_KERNEL	     (CLONE_FS | CLONE_FILES | CLONE_SIGHAND)

struct cred;
struct files_struct;
struct fs_struct;
struct mm_struct;
struct robust_list_head;
struct sighand_struct;
struct signal_struct;

/* The local maps that a task holds (mm/highmem.c): a stack of page table entries. */
struct kmap_ctrl {
	int idx;
	pte_t pteval[KM_TYPE_NR];
};

typedef struct {
	unsigned long seg;
} mm_segment_t;

struct task_struct {
	struct thread_info thread_info; /* must be the first */
	struct thread_struct thread;	/* and this the second: asm/asm-offsets.h */
	union {				/* TASK_* */
		unsigned int __state;
		volatile long state; /* before 5.14 */
	};
	unsigned int flags; /* PF_* */
	void *stack;	    /* THREAD_SIZE bytes */

	int on_rq; /* is on a run queue, or running */
	union {	   /* 0 the most urgent, MAX_PRIO - 1 the least; idle is MAX_PRIO */
		int static_prio;
		int prio, normal_prio; /* nobody lends his to another */
	};
	int rt_priority;	 /* 0: not a real-time task */
	int nice;		 /* what static_prio is by, when it is not one */
	int policy;		 /* SCHED_* */
	unsigned long cpus_mask; /* where it may run; threads of the kernel stay where they are */
	const struct cpumask *cpus_ptr; /* to it */
	bool kernel_preempted;	 /* amid kernel code, which may count on its CPU */
	bool sched_reset_on_fork;
	int time_slice; /* ticks left of its turn */
	struct list_head run_list;

	pid_t pid, tgid;
	spinlock_t alloc_lock; /* task_lock(): comm is not written, and mm stays there */
	char comm[TASK_COMM_LEN];
	struct mm_struct *mm, *active_mm; /* NULL: a kernel thread; whose page tables it uses */
	struct list_head tasks;		  /* group leaders, in the list that starts at init_task */
	unsigned long utime, stime;	  /* ticks */
	u64 sum_exec_runtime;		  /* TSC cycles */
	u64 exec_start, start_time;	  /* TSC cycles; ns since boot */
	unsigned long nvcsw, nivcsw;	  /* times it slept, times it was preempted */
	unsigned long min_flt, maj_flt;	  /* page faults, without and with I/O */

	/* family, under tasklist_lock. parent: real_parent, or who traces it */
	struct task_struct *real_parent, *parent, *group_leader;
	struct list_head children, sibling;
	struct list_head ptraced, ptrace_entry; /* whom it traces; its place among those */
	unsigned int ptrace;			/* PT_* (linux/ptrace.h); 0: by nobody */
	unsigned long ptrace_message;
	struct siginfo *last_siginfo; /* of its stop */
	struct list_head thread_node; /* in signal->thread_head */
	struct pid *thread_pid;
	struct hlist_node pid_links[PIDTYPE_MAX];
	int exit_state, exit_code, exit_signal; /* exit_signal -1: not a group leader */
	int pdeath_signal;
	unsigned int personality;
	int ioprio; /* ioprio_set()'s */
	struct completion *vfork_done;
	int __user *set_child_tid, *clear_child_tid;

	/* what threads may share */
	const struct cred *cred;
	uid_t uid, euid, suid, fsuid; /* as in cred, where sources before 2.6.29 look for them */
	gid_t gid, egid, sgid, fsgid;
	mm_segment_t addr_limit; /* set_fs() */
	struct files_struct *files;
	struct fs_struct *fs;
	struct signal_struct *signal;	/* the process's */
	struct sighand_struct *sighand; /* the handlers; its siglock guards what follows */

	sigset_t blocked, real_blocked, saved_sigmask;
	struct sigpending pending; /* for this thread; signal->shared_pending for any */
	unsigned long sas_ss_sp, sas_ss_size;
	unsigned int sas_ss_flags;
	bool restore_sigmask; /* on the way to user mode: blocked = saved_sigmask */
	unsigned int jobctl;  /* JOBCTL_* (signal.c) */
	struct restart_block restart_block;
	struct robust_list_head __user *robust_list;
	int pagefault_disabled;

	atomic_t usage;
	struct kthread *kthread;
	struct restart *restart; /* how an oops makes it begin again, or NULL */
	struct kmap_ctrl kmap_ctrl;
	struct kunit *kunit_test; /* what it runs; NULL: no test */
	void *journal_info;	  /* whoever runs in the task may keep something here */
};

extern struct task_struct init_task;

static inline struct task_struct *get_task_struct(struct task_struct *task)
{
	atomic_inc(&task->usage);
	return task;
}

void put_task_struct(struct task_struct *task);

#define for_each_process(p)                                                                        \
	for (p = &init_task;                                                                       \
	     (p = list_entry((p)->tasks.next, struct task_struct, tasks)) != &init_task;)
#define next_task(p) list_entry((p)->tasks.next, struct task_struct, tasks)
extern rwlock_t tasklist_lock; /* interrupts off for writing */

#define __set_current_state(state) WRITE_ONCE(current->__state, state)
#define set_current_state(state)   smp_store_mb(current->__state, state)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define set_task_state(t, state) smp_store_mb((t)->__state, state)
#endif
#define get_current_state() READ_ONCE(current->__state)
#define task_is_running(t)  (READ_ONCE((t)->__state) == TASK_RUNNING)

#define MAX_SCHEDULE_TIMEOUT ((long)(~0UL >> 1))

void schedule(void);
/* Sleep in the state set before; returns the ticks left when woken early. */
long schedule_timeout(long timeout);
long schedule_timeout_interruptible(long timeout);
long schedule_timeout_uninterruptible(long timeout);
long io_schedule_timeout(long timeout);
void yield(void);
int wake_up_process(struct task_struct *task); /* 1: it slept */
/* It is about to sleep, and nobody wakes it: until it does. */
void wait_task_inactive(struct task_struct *task);
void set_user_nice(struct task_struct *task, long nice);
void sched_set_fifo(struct task_struct *task);
#define task_nice(t)		((t)->nice)
#define SCHED_NORMAL		0
#define SCHED_FIFO		1
#define SCHED_RR		2
#define SCHED_BATCH		3
#define SCHED_IDLE		5
#define rt_task(t)		((t)->static_prio < MAX_RT_PRIO)
#define task_cpu(t)		((t)->thread_info.cpu)
#define task_pid_nr(t)		((t)->pid)
#define need_resched()		test_thread_flag(TIF_NEED_RESCHED)
#define cond_resched()		__cond_resched()
#define set_tsk_need_resched(t) set_ti_thread_flag(task_thread_info(t), TIF_NEED_RESCHED)

#define signal_pending(t) unlikely(test_ti_thread_flag(task_thread_info(t), TIF_SIGPENDING))
/* SIGKILL, or whatever wakes a thread of the kernel. */
int fatal_signal_pending(struct task_struct *task);
/* Forget what is pending. */
void flush_signals(struct task_struct *task);
/* Would a sleep in that state end at once? */
static inline int signal_pending_state(unsigned int state, struct task_struct *task)
{
	if (!(state & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)) || !signal_pending(task))
		return 0;
	return state & TASK_INTERRUPTIBLE || fatal_signal_pending(task);
}

#define task_pid(t)		((t)->thread_pid)
#define task_tgid(t)		((t)->group_leader->thread_pid)
#define task_tgid_nr(t)		((t)->tgid)
#define task_pid_vnr(t)		((t)->pid)
#define task_tgid_vnr(t)	((t)->tgid)
#define task_pgrp_nr(t)		pid_nr(task_pgrp(t))
#define task_session_nr(t)	pid_nr(task_session(t))
#define task_pgrp_vnr(t)	task_pgrp_nr(t)
#define task_session_vnr(t)	task_session_nr(t)
#define thread_group_leader(t)	((t)->exit_signal >= 0)
#define same_thread_group(a, b) ((a)->signal == (b)->signal)
/* NULL of a thread of the kernel. Under tasklist_lock, of another task. */
struct pid *task_pgrp(struct task_struct *task);
struct pid *task_session(struct task_struct *task);

#ifndef LINUX_6_1_ONLY /* of other versions */
/* The task of this number, or NULL. Under tasklist_lock. */
struct task_struct *find_task_by_pid(pid_t pid);
#endif
void do_exit(long code) __noreturn;
#ifndef MODULE /* the kernel's own */
/* After an oops: end this task where that is possible, else panic. */
void oops_end_task(void) __noreturn;
#endif
void schedule_tail(struct task_struct *prev);
void set_task_comm(struct task_struct *task, const char *name);
char *__get_task_comm(char *to, size_t len, struct task_struct *task);
#define get_task_comm(buf, task) __get_task_comm(buf, sizeof(buf), task)
#ifndef MODULE					      /* the kernel's own */
char task_state_char(const struct task_struct *task); /* as ps shows it */
#endif
/* Why it sleeps: the return address of its call of schedule(). */
/* Is addr in the scheduler, of which a trace of sleepers says nothing? */
bool in_sched_functions(unsigned long addr);
unsigned long get_wchan(const struct task_struct *task);
#ifndef MODULE						       /* the kernel's own */
unsigned long task_stack_free(const struct task_struct *task); /* bytes never used */
#endif
void sched_show_task(struct task_struct *task);

#ifndef MODULE /* the kernel's own */
/* Where a new task should run; this CPU if it is as good as any. */
unsigned int least_busy_cpu(unsigned long mask);
#endif
#define ANY_CPU (~0ul)
long sched_setaffinity(pid_t nr, const struct cpumask *cpus); /* 0: current; not for modules */
#ifndef MODULE						      /* the kernel's own */
/* Of a program, by sched_setaffinity(): it moves if it must. mask has a CPU that is online. */
void set_cpus_mask(struct task_struct *task, unsigned long mask);
#endif
unsigned long nr_running(void);
unsigned long long nr_context_switches(void);

#ifndef MODULE /* the kernel's own */
/* How often might_sleep() has caught somebody, reported or not. */
unsigned int might_sleep_count(void);
#endif

void sched_init(void);
void scheduler_tick(void);

pid_t kernel_thread(int (*fn)(void *data), void *data, unsigned long flags);
#ifndef LINUX_6_1_ONLY /* of other versions */
void daemonize(const char *name, ...) __printf(1, 2);
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 11, 0) && !defined(MM_HOST_TEST) /* all in one */
#include <linux/cred.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#endif

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/mutex.h>
#include <linux/nodemask.h>
#include <linux/overflow.h>
#include <linux/percpu.h>
#include <linux/random.h>
#include <linux/rbtree.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/seqlock.h>
#include <linux/time64.h>
#include <linux/timer.h>
#include <linux/uidgid.h>
#include <linux/unistd.h>
#include <linux/wait.h>
#include <linux/version.h>
#include <linux/workqueue.h>
#endif

#endif
