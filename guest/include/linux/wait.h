/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wait: queues of tasks that sleep until something is so. The sleeper looks at the
 * condition again after every waking; who makes it true calls wake_up() afterwards.
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <asm/current.h>

struct task_struct;
struct wait_queue_entry;

/* Returns true when it woke somebody. */
typedef int (*wait_queue_func_t)(struct wait_queue_entry *entry, unsigned int mode, int flags,
				 void *key);

#define WQ_FLAG_EXCLUSIVE 1

struct wait_queue_entry {
	unsigned int flags;
	void *private; /* the task */
	wait_queue_func_t func;
	union {
		struct list_head entry;
		struct list_head task_list; /* before 4.13 */
	};
};
typedef struct wait_queue_entry wait_queue_t;
typedef struct wait_queue_entry wait_queue_entry_t;

struct wait_queue_head {
	spinlock_t lock;
	union {
		struct list_head head;
		struct list_head task_list; /* before 4.13 */
	};
};
typedef struct wait_queue_head wait_queue_head_t;

#define __WAIT_QUEUE_HEAD_INITIALIZER(name)                                                        \
	{                                                                                          \
		.lock = __SPIN_LOCK_UNLOCKED(name.lock), .head = LIST_HEAD_INIT((name).head)       \
	}
#define DECLARE_WAIT_QUEUE_HEAD(name)	      wait_queue_head_t name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_WAIT_QUEUE_HEAD(name)

static inline void init_waitqueue_head(wait_queue_head_t *q)
{
	spin_lock_init(&q->lock);
	INIT_LIST_HEAD(&q->head);
}

int default_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key);
/* Also takes the entry off the queue. */
int autoremove_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags,
			     void *key);

#define DECLARE_WAITQUEUE(name, tsk)                                                               \
	wait_queue_t name = {.private = tsk, .func = default_wake_function}
#define DEFINE_WAIT_FUNC(name, function)                                                           \
	wait_queue_t name = {                                                                      \
	    .private = current,                                                                    \
	    .func = function,                                                                      \
	    .entry = LIST_HEAD_INIT((name).entry),                                                 \
	}
#define DEFINE_WAIT(name) DEFINE_WAIT_FUNC(name, autoremove_wake_function)

static inline void init_waitqueue_entry(wait_queue_t *entry, struct task_struct *task)
{
	entry->flags = 0;
	entry->private = task;
	entry->func = default_wake_function;
}

static inline int waitqueue_active(wait_queue_head_t *q)
{
	return !list_empty(&q->head);
}

void add_wait_queue(wait_queue_head_t *q, wait_queue_t *entry);
void add_wait_queue_exclusive(wait_queue_head_t *q, wait_queue_t *entry);
void remove_wait_queue(wait_queue_head_t *q, wait_queue_t *entry);
void prepare_to_wait(wait_queue_head_t *q, wait_queue_t *entry, int state);
void prepare_to_wait_exclusive(wait_queue_head_t *q, wait_queue_t *entry, int state);
void finish_wait(wait_queue_head_t *q, wait_queue_t *entry);

/* Wake tasks in one of the states of mode: all not exclusive, and nr exclusive ones (0: all). */
void __wake_up(wait_queue_head_t *q, unsigned int mode, int nr, void *key);
void __wake_up_locked(wait_queue_head_t *q, unsigned int mode, int nr); /* q->lock is held */
void __wake_up_locked_key(wait_queue_head_t *q, unsigned int mode, void *key);

#define wake_up(q)			__wake_up(q, TASK_NORMAL, 1, NULL)
#define wake_up_nr(q, nr)		__wake_up(q, TASK_NORMAL, nr, NULL)
#define wake_up_all(q)			__wake_up(q, TASK_NORMAL, 0, NULL)
#define wake_up_interruptible(q)	__wake_up(q, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_nr(q, nr) __wake_up(q, TASK_INTERRUPTIBLE, nr, NULL)
#define wake_up_interruptible_all(q)	__wake_up(q, TASK_INTERRUPTIBLE, 0, NULL)
#define wake_up_interruptible_sync(q)	__wake_up(q, TASK_INTERRUPTIBLE, 1, NULL)

/* ret: 0 the condition is true, -ERESTARTSYS a signal; of the _timeout forms what is left, 0 none.
 */
#define ___wait_event(q, condition, state, exclusive, ret, cmd)                                    \
	({                                                                                         \
		__label__ __out;                                                                   \
		long __ret = (ret);                                                                \
		DEFINE_WAIT(__wait);                                                               \
		for (;;) {                                                                         \
			if (exclusive)                                                             \
				prepare_to_wait_exclusive(&(q), &__wait, state);                   \
			else                                                                       \
				prepare_to_wait(&(q), &__wait, state);                             \
			if (condition)                                                             \
				break;                                                             \
			if (signal_pending_state(state, current)) {                                \
				__ret = -ERESTARTSYS;                                              \
				goto __out;                                                        \
			}                                                                          \
			cmd;                                                                       \
		}                                                                                  \
	__out:                                                                                     \
		finish_wait(&(q), &__wait);                                                        \
		__ret;                                                                             \
	})

#define wait_event(q, condition)                                                                   \
	do {                                                                                       \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			(void)___wait_event(q, condition, TASK_UNINTERRUPTIBLE, 0, 0, schedule()); \
	} while (0)

#define wait_event_interruptible(q, condition)                                                     \
	({                                                                                         \
		int __result = 0;                                                                  \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			__result =                                                                 \
			    ___wait_event(q, condition, TASK_INTERRUPTIBLE, 0, 0, schedule());     \
		__result;                                                                          \
	})

#define wait_event_interruptible_exclusive(q, condition)                                           \
	({                                                                                         \
		int __result = 0;                                                                  \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			__result =                                                                 \
			    ___wait_event(q, condition, TASK_INTERRUPTIBLE, 1, 0, schedule());     \
		__result;                                                                          \
	})

#define wait_event_killable(q, condition)                                                          \
	({                                                                                         \
		int __result = 0;                                                                  \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			__result = ___wait_event(q, condition, TASK_KILLABLE, 0, 0, schedule());   \
		__result;                                                                          \
	})

/* True when there is nothing more to wait for; a condition true at the last moment has 1 left. */
#define ___wait_done(condition, left)                                                              \
	({                                                                                         \
		bool __cond = (condition);                                                         \
		if (__cond && !(left))                                                             \
			(left) = 1;                                                                \
		__cond || !(left);                                                                 \
	})

#define wait_event_timeout(q, condition, timeout)                                                  \
	({                                                                                         \
		long __left = (timeout);                                                           \
		might_sleep();                                                                     \
		if (!___wait_done(condition, __left))                                              \
			(void)___wait_event(q, ___wait_done(condition, __left),                    \
					    TASK_UNINTERRUPTIBLE, 0, 0,                            \
					    __left = schedule_timeout(__left));                    \
		__left;                                                                            \
	})

#define wait_event_interruptible_timeout(q, condition, timeout)                                    \
	({                                                                                         \
		long __left = (timeout);                                                           \
		might_sleep();                                                                     \
		if (!___wait_done(condition, __left)) {                                            \
			long __result =                                                            \
			    ___wait_event(q, ___wait_done(condition, __left), TASK_INTERRUPTIBLE,  \
					  0, 0, __left = schedule_timeout(__left));                \
			if (__result)                                                              \
				__left = __result;                                                 \
		}                                                                                  \
		__left;                                                                            \
	})

#define wait_event_killable_timeout(q, condition, timeout)                                         \
	wait_event_interruptible_timeout(q, condition, timeout)
#define wait_event_idle(q, condition)		       wait_event(q, condition)
#define wait_event_idle_timeout(q, condition, timeout) wait_event_timeout(q, condition, timeout)
#define wait_event_freezable(q, condition)	       wait_event_interruptible(q, condition)
#define wait_event_freezable_timeout(q, condition, t)                                              \
	wait_event_interruptible_timeout(q, condition, t)
#define wait_event_exclusive(q, condition)                                                         \
	do {                                                                                       \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			(void)___wait_event(q, condition, TASK_UNINTERRUPTIBLE, 1, 0, schedule()); \
	} while (0)
/* cmd1 before, cmd2 after sleeping. */
#define wait_event_cmd(q, condition, cmd1, cmd2)                                                   \
	do {                                                                                       \
		if (!(condition))                                                                  \
			(void)___wait_event(q, condition, TASK_UNINTERRUPTIBLE, 0, 0, cmd1;        \
					    schedule(); cmd2);                                     \
	} while (0)
/* The condition is looked at with the caller's lock held, which is let go while sleeping. */
#define wait_event_lock_irq_cmd(q, condition, lock, cmd)                                           \
	do {                                                                                       \
		if (!(condition))                                                                  \
			(void)___wait_event(q, condition, TASK_UNINTERRUPTIBLE, 0, 0,              \
					    spin_unlock_irq(&(lock));                              \
					    cmd; schedule(); spin_lock_irq(&(lock)));              \
	} while (0)
#define wait_event_lock_irq(q, condition, lock) wait_event_lock_irq_cmd(q, condition, lock, )
#define wait_event_interruptible_lock_irq(q, condition, lock)                                      \
	({                                                                                         \
		int __result = 0;                                                                  \
		if (!(condition))                                                                  \
			__result = ___wait_event(q, condition, TASK_INTERRUPTIBLE, 0, 0,           \
						 spin_unlock_irq(&(lock));                         \
						 schedule(); spin_lock_irq(&(lock)));              \
		__result;                                                                          \
	})
#define wait_event_interruptible_lock_irq_timeout(q, condition, lock, timeout)                     \
	({                                                                                         \
		long __left = (timeout);                                                           \
		if (!___wait_done(condition, __left)) {                                            \
			long __result = ___wait_event(                                             \
			    q, ___wait_done(condition, __left), TASK_INTERRUPTIBLE, 0, 0,          \
			    spin_unlock_irq(&(lock));                                              \
			    __left = schedule_timeout(__left); spin_lock_irq(&(lock)));            \
			if (__result)                                                              \
				__left = __result;                                                 \
		}                                                                                  \
		__left;                                                                            \
	})
/* Of nanoseconds: 0, -ETIME, -ERESTARTSYS. */
#define wait_event_hrtimeout(q, condition, timeout)                                                \
	(wait_event_timeout(q, condition, nsecs_to_jiffies(timeout) + 1) ? 0 : -ETIME)
#define wait_event_interruptible_hrtimeout(q, condition, timeout)                                  \
	({                                                                                         \
		long __r =                                                                         \
		    wait_event_interruptible_timeout(q, condition, nsecs_to_jiffies(timeout) + 1); \
		__r > 0 ? 0 : __r ?: -ETIME;                                                       \
	})

#define wq_has_sleeper(q) (smp_mb(), waitqueue_active(q))

static inline void init_wait_entry(wait_queue_t *entry, int flags)
{
	entry->flags = flags;
	entry->private = current;
	entry->func = autoremove_wake_function;
	INIT_LIST_HEAD(&entry->entry);
}

static inline void init_waitqueue_func_entry(wait_queue_t *entry, wait_queue_func_t func)
{
	entry->flags = 0;
	entry->private = NULL;
	entry->func = func;
}

#define wake_up_locked(q)     __wake_up_locked(q, TASK_NORMAL, 1)
#define wake_up_all_locked(q) __wake_up_locked(q, TASK_NORMAL, 0)
#define wake_up_sync(q)	      wake_up(q)
#define wake_up_pollfree(q)   wake_up_all(q)

#ifndef LINUX_6_1_ONLY /* of other versions */
void sleep_on(wait_queue_head_t *q);
void interruptible_sleep_on(wait_queue_head_t *q);
long sleep_on_timeout(wait_queue_head_t *q, long timeout);
long interruptible_sleep_on_timeout(wait_queue_head_t *q, long timeout);
#endif

#include <linux/sched.h>

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/version.h>
#endif

#endif
