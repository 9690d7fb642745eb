/* SPDX-License-Identifier: GPL-2.0-only */
/* mutex: one holder, who may sleep and who alone unlocks. */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/atomic.h>
#include <linux/wait.h>

struct mutex {
	atomic_t count; /* 1 free, 0 held, negative: held and waited for */
	struct task_struct *owner;
	wait_queue_head_t wait;
};

#define __MUTEX_INITIALIZER(name)                                                                  \
	{                                                                                          \
		.count = ATOMIC_INIT(1), .wait = __WAIT_QUEUE_HEAD_INITIALIZER((name).wait)        \
	}
#define DEFINE_MUTEX(name) struct mutex name = __MUTEX_INITIALIZER(name)

static inline void mutex_init(struct mutex *lock)
{
	atomic_set(&lock->count, 1);
	lock->owner = NULL;
	init_waitqueue_head(&lock->wait);
}

#define mutex_destroy(lock) (void)(lock)

void mutex_lock(struct mutex *lock);
int __must_check mutex_lock_interruptible(struct mutex *lock); /* 0 or -EINTR */
#define mutex_lock_killable(lock)    mutex_lock_interruptible(lock)
#define mutex_lock_nested(lock, sub) mutex_lock(lock)
int mutex_trylock(struct mutex *lock); /* 1: got it */
void mutex_unlock(struct mutex *lock);

static inline bool mutex_is_locked(struct mutex *lock)
{
	return atomic_read(&lock->count) != 1;
}

#include <linux/cleanup.h>

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD_COND(mutex, _try, mutex_trylock(_T))
DEFINE_GUARD_COND(mutex, _intr, mutex_lock_interruptible(_T) == 0)
DEFINE_FREE(mutex, struct mutex *, if (_T) mutex_unlock(_T))

#endif
