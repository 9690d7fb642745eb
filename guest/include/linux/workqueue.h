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

struct work_struct;
struct workqueue_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	unsigned long pending; /* bit 0: is queued, or its timer runs */
	struct list_head entry;
	work_func_t func;
};

struct delayed_work {
	struct work_struct work;
	struct timer_list timer;
	struct workqueue_struct *wq;
};

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
	} while (0)
#define INIT_DELAYED_WORK(w, f)                                                                    \
	do {                                                                                       \
		INIT_WORK(&(w)->work, f);                                                          \
		timer_setup(&(w)->timer, delayed_work_timer_fn, 0);                                \
	} while (0)
#define to_delayed_work(w)	container_of(w, struct delayed_work, work)
#define work_pending(w)		test_bit(0, &(w)->pending)
#define delayed_work_pending(w) work_pending(&(w)->work)

extern struct workqueue_struct *system_wq;

/* NULL: no memory. */
struct workqueue_struct *alloc_workqueue(const char *name, unsigned int flags, int max_active);
#define create_workqueue(name)		     alloc_workqueue(name, 0, 1)
#define create_singlethread_workqueue(name)  alloc_workqueue(name, 0, 1)
#define alloc_ordered_workqueue(name, flags) alloc_workqueue(name, flags, 1)
#define WQ_UNBOUND			     2
#define WQ_MEM_RECLAIM			     8
#define WQ_HIGHPRI			     16
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
void flush_workqueue(struct workqueue_struct *wq);
#define flush_scheduled_work() flush_workqueue(system_wq)

void workqueue_init(void);

#endif
