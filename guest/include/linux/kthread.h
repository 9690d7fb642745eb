/* SPDX-License-Identifier: GPL-2.0-only */
/* kthread: threads of the kernel's own. */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H

#include <linux/err.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

/* Not started: wake_up_process() does. An ERR_PTR on failure. */
struct task_struct *kthread_create(int (*fn)(void *data), void *data, const char *namefmt, ...)
    __printf(3, 4);
#define kthread_create_on_node(fn, data, node, fmt...) kthread_create(fn, data, fmt)

#define kthread_run(fn, data, fmt...)                                                              \
	({                                                                                         \
		struct task_struct *__k = kthread_create(fn, data, fmt);                           \
		if (!IS_ERR(__k))                                                                  \
			wake_up_process(__k);                                                      \
		__k;                                                                               \
	})

/* Ask it to end and wait until it has; what fn returned (-EINTR: it never began). */
int kthread_stop(struct task_struct *task);
bool kthread_should_stop(void);
void kthread_bind(struct task_struct *task, unsigned int cpu);
void *kthread_data(struct task_struct *task);
void *kthread_func(struct task_struct *task);
/* Bound to that CPU; "%u" in namefmt is its number. */
struct task_struct *kthread_create_on_cpu(int (*fn)(void *data), void *data, unsigned int cpu,
					  const char *namefmt);
#define kthread_run_on_cpu(fn, data, cpu, namefmt)                                                 \
	({                                                                                         \
		struct task_struct *__k = kthread_create_on_cpu(fn, data, cpu, namefmt);           \
		if (!IS_ERR(__k))                                                                  \
			wake_up_process(__k);                                                      \
		__k;                                                                               \
	})

/* Ask it to wait in kthread_parkme() and wait until it does. 0, or -EBUSY: it is asked already. */
int kthread_park(struct task_struct *task);
void kthread_unpark(struct task_struct *task);
bool kthread_should_park(void);
void kthread_parkme(void);
bool kthread_freezable_should_stop(bool *was_frozen);
void kthread_complete_and_exit(struct completion *done, long code) __noreturn;
#define kthread_exit(code) kthread_complete_and_exit(NULL, code)

#ifndef MODULE /* the kernel's own */
/*
 * A thread that an oops ends and that is then started again with the same function and
 * data: one that serves a person, who is to go on working.
 */
struct task_struct *kthread_run_restarting(int (*fn)(void *data), void *data, const char *name);

/* Wait until an oops has ended such a thread, and start it again. */
void restart_one_thread(void);
#endif

/*
 * A thread with a queue of its own (guest/kernel/kthread_worker.c). Works run one after another.
 */
struct kthread_work;
typedef void (*kthread_work_func_t)(struct kthread_work *work);
void kthread_delayed_work_timer_fn(struct timer_list *timer);

enum {
	KTW_FREEZABLE = 1 << 0,
};

struct kthread_worker {
	unsigned int flags;
	raw_spinlock_t lock;
	struct list_head work_list, delayed_work_list;
	struct task_struct *task;
	struct kthread_work *current_work;
};

struct kthread_work {
	struct list_head node;
	kthread_work_func_t func;
	struct kthread_worker *worker; /* that it was queued on last */
	int canceling;
};

struct kthread_delayed_work {
	struct kthread_work work;
	struct timer_list timer;
};

#define KTHREAD_WORK_INIT(work, fn)                                                                \
	{                                                                                          \
		.node = LIST_HEAD_INIT((work).node), .func = (fn),                                 \
	}
#define KTHREAD_DELAYED_WORK_INIT(dwork, fn)                                                       \
	{                                                                                          \
		.work = KTHREAD_WORK_INIT((dwork).work, (fn)),                                     \
		.timer = __TIMER_INITIALIZER(kthread_delayed_work_timer_fn, TIMER_IRQSAFE),        \
	}
#define DEFINE_KTHREAD_WORK(work, fn) struct kthread_work work = KTHREAD_WORK_INIT(work, fn)
#define DEFINE_KTHREAD_DELAYED_WORK(dwork, fn)                                                     \
	struct kthread_delayed_work dwork = KTHREAD_DELAYED_WORK_INIT(dwork, fn)
#define KTHREAD_WORKER_INIT(worker)                                                                \
	{                                                                                          \
		.lock = __RAW_SPIN_LOCK_UNLOCKED((worker).lock),                                   \
		.work_list = LIST_HEAD_INIT((worker).work_list),                                   \
		.delayed_work_list = LIST_HEAD_INIT((worker).delayed_work_list),                   \
	}
#define DEFINE_KTHREAD_WORKER(worker)	      struct kthread_worker worker = KTHREAD_WORKER_INIT(worker)
#define DEFINE_KTHREAD_WORKER_ONSTACK(worker) DEFINE_KTHREAD_WORKER(worker)

void __kthread_init_worker(struct kthread_worker *worker, const char *name,
			   struct lock_class_key *key);
#define kthread_init_worker(worker) __kthread_init_worker(worker, NULL, NULL)
#define kthread_init_work(work, fn)                                                                \
	do {                                                                                       \
		memset((work), 0, sizeof(struct kthread_work));                                    \
		INIT_LIST_HEAD(&(work)->node);                                                     \
		(work)->func = (fn);                                                               \
	} while (0)
#define kthread_init_delayed_work(dwork, fn)                                                       \
	do {                                                                                       \
		kthread_init_work(&(dwork)->work, (fn));                                           \
		timer_setup(&(dwork)->timer, kthread_delayed_work_timer_fn, TIMER_IRQSAFE);        \
	} while (0)

int kthread_worker_fn(void *worker_ptr); /* for kthread_run(), with a worker of one's own */
struct kthread_worker *kthread_create_worker(unsigned int flags, const char namefmt[], ...)
    __printf(2, 3);
struct kthread_worker *kthread_create_worker_on_cpu(int cpu, unsigned int flags,
						    const char namefmt[], ...) __printf(3, 4);
void kthread_destroy_worker(struct kthread_worker *worker); /* after what is queued */

/* True: it was not queued already. Any context. */
bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work);
bool kthread_queue_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
				unsigned long delay);
bool kthread_mod_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
			      unsigned long delay); /* true: it was pending */
/* They wait; cancel: true, it was pending. */
void kthread_flush_work(struct kthread_work *work);
void kthread_flush_worker(struct kthread_worker *worker);
bool kthread_cancel_work_sync(struct kthread_work *work);
bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *work);

/* Use and give up a program's memory. */
void kthread_use_mm(struct mm_struct *mm);
void kthread_unuse_mm(struct mm_struct *mm);

pid_t kernel_thread(int (*fn)(void *data), void *data, unsigned long flags);

#endif
