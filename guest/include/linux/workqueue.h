/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * workqueue: functions called by a thread, so they may sleep. A queue has one thread and
 * does its works one after another; a work that waits is not queued again.
 */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H

#include <linux/list.h>
#include <linux/timer.h>
#include <linux/types.h>
#include <linux/version.h>

struct work_struct;
struct workqueue_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	unsigned long pending; /* bit 0: is queued, or its timer runs */
	struct list_head entry;
	union { /* which of the two is func is a matter of the source's era */
#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 20)
		work_func_t work_func;
		void (*func)(void *data);
#else
		work_func_t func;
#endif
		void (*old_func)(void *data);
	};
	bool old_style; /* func gets data */
	unsigned char last_cpu; /* of the queue that it stands on, or stood: a CPU's number + 1; 0: any's */
	void *data;
	struct workqueue_struct *home; /* which it was given to */
};

struct delayed_work {
	struct work_struct work;
	struct timer_list timer;
	struct workqueue_struct *wq;
	unsigned int cpu; /* a CPU's number + 1; 0: any */
};

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 20)
/* As in 2.6.10: the function gets a pointer that was given with it, and any work may be delayed. */
#define __WORK_INITIALIZER(n, f, d)                                                                \
	{                                                                                          \
		.entry = LIST_HEAD_INIT((n).entry), .func = (f), .old_style = true, .data = (d)    \
	}
#define DECLARE_WORK(n, f, d) struct work_struct n = __WORK_INITIALIZER(n, f, d)
#define PREPARE_WORK(w, f, d)                                                                      \
	do {                                                                                       \
		(w)->func = (f);                                                                   \
		(w)->data = (d);                                                                   \
		(w)->old_style = true;                                                             \
	} while (0)
#define INIT_WORK(w, f, d)                                                                         \
	do {                                                                                       \
		(w)->pending = 0;                                                                  \
		(w)->last_cpu = 0;                                                                 \
		INIT_LIST_HEAD(&(w)->entry);                                                       \
		PREPARE_WORK(w, f, d);                                                             \
	} while (0)
int queue_delayed_work_2_6(struct workqueue_struct *wq, struct work_struct *work,
			   unsigned long delay);
int cancel_delayed_work_2_6(struct work_struct *work);
#else
#define __WORK_INITIALIZER(n, f)                                                                   \
	{                                                                                          \
		.entry = LIST_HEAD_INIT((n).entry), .func = (f)                                    \
	}
#define DECLARE_WORK(n, f) struct work_struct n = __WORK_INITIALIZER(n, f)
void delayed_work_timer_fn(struct timer_list *timer);
#define DECLARE_DELAYED_WORK(n, f)                                                                 \
	struct delayed_work n = {                                                                  \
	    .work = __WORK_INITIALIZER((n).work, f),                                               \
	    .timer = {.function = delayed_work_timer_fn},                                          \
	}
#define INIT_WORK(w, f)                                                                            \
	do {                                                                                       \
		(w)->pending = 0;                                                                  \
		INIT_LIST_HEAD(&(w)->entry);                                                       \
		(w)->func = (f);                                                                   \
		(w)->old_style = false;                                                            \
		(w)->last_cpu = 0;                                                                 \
	} while (0)
#define INIT_DELAYED_WORK(w, f)                                                                    \
	do {                                                                                       \
		INIT_WORK(&(w)->work, f);                                                          \
		timer_setup(&(w)->timer, delayed_work_timer_fn, 0);                                \
	} while (0)
#endif
#define to_delayed_work(w)	container_of(w, struct delayed_work, work)
#define work_pending(w)		test_bit(0, &(w)->pending)
#define delayed_work_pending(w) work_pending(&(w)->work)

extern struct workqueue_struct *system_wq;

/* NULL: no memory. */
struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
    __printf(1, 4);
#define create_workqueue(name)			     alloc_workqueue("%s", 0, 1, name)
#define create_singlethread_workqueue(name)	     alloc_workqueue("%s", WQ_UNBOUND, 1, name)
#define alloc_ordered_workqueue(fmt, flags, args...)                                               \
	alloc_workqueue(fmt, (flags) | WQ_UNBOUND, 1, ##args)
#define WQ_UNBOUND				     2
#define WQ_MEM_RECLAIM				     8
#define WQ_HIGHPRI				     16
void destroy_workqueue(struct workqueue_struct *wq);

/* False: it was queued already. Any context. */
bool queue_work(struct workqueue_struct *wq, struct work_struct *work);
bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *work,
			unsigned long delay);
#define schedule_work(w)	    queue_work(system_wq, w)
#define schedule_delayed_work(w, d) queue_delayed_work(system_wq, w, d)

/* These wait, and true means that there was something to do. */
bool flush_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *work); /* does not wait */
bool cancel_delayed_work_sync(struct delayed_work *work);
void flush_workqueue(struct workqueue_struct *wq); /* what is queued now */
void drain_workqueue(struct workqueue_struct *wq); /* and what that queues */
void workqueue_set_max_active(struct workqueue_struct *wq, int max_active);
#define flush_scheduled_work() flush_workqueue(system_wq)

/* On that CPU; WORK_CPU_UNBOUND, and a queue with WQ_UNBOUND: on any. */
bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work);
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			   unsigned long delay);

extern struct workqueue_struct *system_highpri_wq, *system_long_wq, *system_unbound_wq,
    *system_freezable_wq, *system_power_efficient_wq;
#define WQ_FREEZABLE			     4
#define WQ_CPU_INTENSIVE		     32
#define WQ_SYSFS			     64
#define WQ_POWER_EFFICIENT		     128
#define WQ_MAX_ACTIVE			     512
#define WQ_DFL_ACTIVE			     256
#define WQ_PERCPU			     0
#define WORK_CPU_UNBOUND		     NR_CPUS
#define queue_work_node(node, wq, w)	     queue_work(wq, w)
#define schedule_work_on(cpu, w)	     queue_work_on(cpu, system_wq, w)
#define schedule_delayed_work_on(cpu, w, d)  queue_delayed_work_on(cpu, system_wq, w, d)
#define alloc_workqueue_noprof		     alloc_workqueue
#define create_freezable_workqueue(name)     alloc_workqueue("%s", WQ_FREEZABLE, 1, name)
#define __flush_workqueue(wq)		     flush_workqueue(wq)
#define INIT_WORK_ONSTACK(w, f)		     INIT_WORK(w, f)
#define INIT_DELAYED_WORK_ONSTACK(w, f)	     INIT_DELAYED_WORK(w, f)
#define INIT_DEFERRABLE_WORK(w, f)	     INIT_DELAYED_WORK(w, f)
#define INIT_DELAYED_WORK_DEFERRABLE(w, f)   INIT_DELAYED_WORK(w, f)
#define DECLARE_DEFERRABLE_WORK(n, f)	     DECLARE_DELAYED_WORK(n, f)
#ifndef PREPARE_WORK
#define PREPARE_WORK(w, f) ((w)->func = (f))
#endif
#define destroy_work_on_stack(w)	 ((void)(w))
#define destroy_delayed_work_on_stack(w) ((void)(w))

/* Waiting or not, it waits so long from now. True: it was waiting. */
bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *work, unsigned long delay);
bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			 unsigned long delay);
bool flush_delayed_work(struct delayed_work *work); /* now, and waits */
bool cancel_work(struct work_struct *work);	    /* does not wait */
unsigned int work_busy(struct work_struct *work);
#define WORK_BUSY_PENDING 1
#define WORK_BUSY_RUNNING 2
struct work_struct *current_work(void);
int schedule_on_each_cpu(work_func_t func);
#ifndef LINUX_6_1_ONLY /* of other versions */
bool disable_work_sync(struct work_struct *work);
#define disable_delayed_work_sync(w) cancel_delayed_work_sync(w)
#endif

struct execute_work {
	struct work_struct work;
};
/* At once where one may sleep, else by a work. 0: done, 1: it will be. */
int execute_in_process_context(work_func_t fn, struct execute_work *ew);

struct rcu_work {
	struct work_struct work;
	struct rcu_head rcu;
	struct workqueue_struct *wq;
};
#define INIT_RCU_WORK(w, f) INIT_WORK(&(w)->work, f)
bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork);

void workqueue_init(void);
void workqueue_init_smp(void); /* when all CPUs are there */

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 20)
#define queue_delayed_work(wq, w, d) queue_delayed_work_2_6(wq, w, d)
#undef schedule_delayed_work
#define schedule_delayed_work(w, d) queue_delayed_work_2_6(system_wq, w, d)
#define cancel_delayed_work(w)	    cancel_delayed_work_2_6(w)
#endif

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#endif

#endif
