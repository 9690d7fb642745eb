/* SPDX-License-Identifier: GPL-2.0-only */
/* rwsem: many readers or one writer, who may sleep. */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/atomic.h>
#include <linux/wait.h>

struct rw_semaphore {
	atomic_t count;	     /* readers, WRITER, WAITING (guest/kernel/rwsem.c) */
	int waiters;	     /* these two under wait.lock */
	int writers_waiting; /* who come first, so that readers cannot starve them */
	const void *owner;   /* the task that has it for writing, or NULL */
	wait_queue_head_t wait;
};

#define __RWSEM_INITIALIZER(name)                                                                  \
	{                                                                                          \
		.wait = __WAIT_QUEUE_HEAD_INITIALIZER((name).wait)                                 \
	}
#define DECLARE_RWSEM(name) struct rw_semaphore name = __RWSEM_INITIALIZER(name)

static inline void init_rwsem(struct rw_semaphore *sem)
{
	atomic_set(&sem->count, 0);
	sem->waiters = 0;
	sem->writers_waiting = 0;
	sem->owner = NULL;
	init_waitqueue_head(&sem->wait);
}

void down_read(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem); /* 1: got it */
void up_read(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);
bool rwsem_is_mine(const struct rw_semaphore *sem); /* current has it for writing */

#include <linux/cleanup.h>

DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))

#endif
