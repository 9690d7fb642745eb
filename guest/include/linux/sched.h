/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sched: tasks, and who runs when (kernel/sched.c). A task of a lower static_prio number
 * preempts one of a higher; equals take turns of a time slice.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/thread_info.h>
#include <linux/types.h>
#include <asm/current.h>
#include <asm/fixmap.h>
#include <asm/processor.h>

#define TASK_RUNNING	     0x00
#define TASK_INTERRUPTIBLE   0x01
#define TASK_UNINTERRUPTIBLE 0x02
#define TASK_STOPPED	     0x04
#define TASK_DEAD	     0x80
#define TASK_NORMAL	     (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define TASK_KILLABLE	     TASK_UNINTERRUPTIBLE
#define TASK_IDLE	     TASK_UNINTERRUPTIBLE
#define TASK_COMM_LEN	     16

#define MAX_RT_PRIO	100
#define MAX_PRIO	140
#define NICE_TO_PRIO(n) (MAX_RT_PRIO + (n) + 20)
#define PRIO_TO_NICE(p) ((p)-MAX_RT_PRIO - 20)
#define DEFAULT_PRIO	NICE_TO_PRIO(0)

#define PF_IDLE	    0x00000002
#define PF_EXITING  0x00000004
#define PF_MEMALLOC 0x00000800 /* allocates for the sake of freeing: may use every page */
#define PF_KSWAPD   0x00020000
#define PF_KTHREAD  0x00200000

struct mm_struct;
struct files_struct;

/* The local maps that a task holds (mm/highmem.c): a stack of page table entries. */
struct kmap_ctrl {
	int idx;
	pte_t pteval[KM_TYPE_NR];
};

struct task_struct {
	struct thread_info thread_info; /* must be the first */
	struct thread_struct thread;	/* and this the second: asm/asm-offsets.h */
	unsigned int __state;		/* TASK_* */
	unsigned int flags;		/* PF_* */
	void *stack;			/* THREAD_SIZE bytes */

	int on_rq;	 /* is on a run queue, or running */
	int static_prio; /* 0 the most urgent, MAX_PRIO - 1 the least; idle is MAX_PRIO */
	int rt_priority; /* 0: not a real-time task */
	int time_slice;	 /* ticks left of its turn */
	struct list_head run_list;

	pid_t pid, tgid;
	char comm[TASK_COMM_LEN];
	struct task_struct *parent;
	struct mm_struct *mm, *active_mm; /* NULL: a kernel thread */
	struct list_head tasks;		  /* in the list that starts at init_task */
	int exit_code;
	unsigned long utime, stime; /* ticks */
	u64 sum_exec_runtime;	    /* TSC cycles */
	u64 exec_start;
	unsigned long nvcsw, nivcsw; /* times it slept, times it was preempted */

	atomic_t usage;
	struct kthread *kthread;
	struct restart *restart; /* how an oops makes it begin again, or NULL */
	struct kmap_ctrl kmap_ctrl;
	void *journal_info; /* whoever runs in the task may keep something here */
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
#define set_task_state(t, state)   smp_store_mb((t)->__state, state)
#define get_current_state()	   READ_ONCE(current->__state)
#define task_is_running(t)	   (READ_ONCE((t)->__state) == TASK_RUNNING)

#define MAX_SCHEDULE_TIMEOUT ((long)(~0UL >> 1))

void schedule(void);
/* Sleep in the state set before; returns the ticks left when woken early. */
long schedule_timeout(long timeout);
long schedule_timeout_interruptible(long timeout);
long schedule_timeout_uninterruptible(long timeout);
long io_schedule_timeout(long timeout);
void yield(void);
int wake_up_process(struct task_struct *task); /* 1: it slept */
void set_user_nice(struct task_struct *task, long nice);
void sched_set_fifo(struct task_struct *task);
#define task_nice(t)		PRIO_TO_NICE((t)->static_prio)
#define rt_task(t)		((t)->static_prio < MAX_RT_PRIO)
#define task_cpu(t)		((t)->thread_info.cpu)
#define task_pid_nr(t)		((t)->pid)
#define need_resched()		test_thread_flag(TIF_NEED_RESCHED)
#define cond_resched()		__cond_resched()
#define set_tsk_need_resched(t) set_ti_thread_flag(task_thread_info(t), TIF_NEED_RESCHED)

#define signal_pending(t)	unlikely(test_ti_thread_flag(task_thread_info(t), TIF_SIGPENDING))
#define fatal_signal_pending(t) signal_pending(t)
#define flush_signals(t)	clear_ti_thread_flag(task_thread_info(t), TIF_SIGPENDING)

/* The task of this number, or NULL. Under tasklist_lock. */
struct task_struct *find_task_by_pid(pid_t pid);
void do_exit(long code) __noreturn;
/* After an oops: end this task where that is possible, else panic. */
void oops_end_task(void) __noreturn;
void schedule_tail(struct task_struct *prev);
void set_task_comm(struct task_struct *task, const char *name);
char task_state_char(const struct task_struct *task); /* as ps shows it */
/* Why it sleeps: the return address of its call of schedule(). */
/* Is addr in the scheduler, of which a trace of sleepers says nothing? */
bool in_sched_functions(unsigned long addr);
unsigned long get_wchan(const struct task_struct *task);
unsigned long task_stack_free(const struct task_struct *task); /* bytes never used */
void sched_show_task(struct task_struct *task);

/* Where a new task should run; this CPU if it is as good as any. */
unsigned int least_busy_cpu(void);
unsigned long nr_running(void);
unsigned long long nr_context_switches(void);

/* How often might_sleep() has caught somebody, reported or not. */
unsigned int might_sleep_count(void);

void sched_init(void);
void scheduler_tick(void);

#endif
