/* SPDX-License-Identifier: GPL-2.0-only */
/* semaphore: a count of what may be had; who finds none sleeps. */
#ifndef _LINUX_SEMAPHORE_H
#define _LINUX_SEMAPHORE_H

#include <linux/wait.h>

struct semaphore {
	unsigned int count; /* under wait.lock */
	wait_queue_head_t wait;
};

#define __SEMAPHORE_INITIALIZER(name, n)                                                           \
	{                                                                                          \
		.count = (n), .wait = __WAIT_QUEUE_HEAD_INITIALIZER((name).wait)                   \
	}
#define DEFINE_SEMAPHORE(name)	   struct semaphore name = __SEMAPHORE_INITIALIZER(name, 1)
#define DECLARE_MUTEX(name)	   DEFINE_SEMAPHORE(name)
#define DECLARE_MUTEX_LOCKED(name) struct semaphore name = __SEMAPHORE_INITIALIZER(name, 0)

static inline void sema_init(struct semaphore *sem, int count)
{
	sem->count = count;
	init_waitqueue_head(&sem->wait);
}

#ifndef LINUX_6_1_ONLY /* of other versions */
#define init_MUTEX(sem)	       sema_init(sem, 1)
#define init_MUTEX_LOCKED(sem) sema_init(sem, 0)
#endif

void down(struct semaphore *sem);
int __must_check down_interruptible(struct semaphore *sem); /* 0 or -EINTR */
#define down_killable(sem) down_interruptible(sem)
int __must_check down_trylock(struct semaphore *sem);		    /* 0: got it */
int __must_check down_timeout(struct semaphore *sem, long timeout); /* 0 or -ETIME */
void up(struct semaphore *sem);

#endif
