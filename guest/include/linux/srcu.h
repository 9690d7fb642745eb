/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * srcu: RCU whose readers may sleep (guest/kernel/srcu.c). Each struct has its own readers;
 * who waits, waits for those of that struct only.
 */
#ifndef _LINUX_SRCU_H
#define _LINUX_SRCU_H

#include <linux/cleanup.h>
#include <linux/atomic.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/wait.h>

struct srcu_struct {
	unsigned int idx; /* readers that come count in readers[idx & 1] */
	atomic_t readers[2];
	struct mutex lock; /* one at a time waits */
	wait_queue_head_t wait;
};

#define __SRCU_STRUCT_INIT(name)                                                                   \
	{                                                                                          \
		.lock = __MUTEX_INITIALIZER(name.lock),                                            \
		.wait = __WAIT_QUEUE_HEAD_INITIALIZER(name.wait)                                   \
	}
#define DEFINE_SRCU(name)	 struct srcu_struct name = __SRCU_STRUCT_INIT(name)
#define DEFINE_STATIC_SRCU(name) static DEFINE_SRCU(name)

int init_srcu_struct(struct srcu_struct *ssp);
void cleanup_srcu_struct(struct srcu_struct *ssp);
int srcu_read_lock(struct srcu_struct *ssp); /* what srcu_read_unlock() wants back */
void srcu_read_unlock(struct srcu_struct *ssp, int idx);
void synchronize_srcu(struct srcu_struct *ssp);
#define synchronize_srcu_expedited(ssp) synchronize_srcu(ssp)
#define srcu_dereference(p, ssp)	READ_ONCE(p)
#define srcu_read_lock_held(ssp)	1
#define srcu_barrier(ssp)		rcu_barrier()

/* guard(srcu)(&ssp) */
DEFINE_LOCK_GUARD_1(srcu, struct srcu_struct, _T->idx = srcu_read_lock(_T->lock),
		    srcu_read_unlock(_T->lock, _T->idx), int idx)

#endif
