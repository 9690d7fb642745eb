/* SPDX-License-Identifier: GPL-2.0-only */
/* rwlock: many readers or one writer; readers come first. */
#ifndef _LINUX_RWLOCK_H
#define _LINUX_RWLOCK_H

#include <linux/atomic.h>
#include <linux/preempt.h>

typedef struct {
	atomic_t count; /* readers; -1: a writer */
} rwlock_t;

#define __RW_LOCK_UNLOCKED(name)                                                                   \
	{                                                                                          \
		.count = ATOMIC_INIT(0)                                                            \
	}
#define RW_LOCK_UNLOCKED    (rwlock_t) __RW_LOCK_UNLOCKED(old)
#define DEFINE_RWLOCK(name) rwlock_t name = __RW_LOCK_UNLOCKED(name)
#define rwlock_init(lock)   atomic_set(&(lock)->count, 0)

static inline void read_lock(rwlock_t *lock)
{
	int count;

	preempt_disable();
	do {
		while ((count = atomic_read(&lock->count)) < 0)
			cpu_relax();
	} while (atomic_cmpxchg(&lock->count, count, count + 1) != count);
}

static inline void read_unlock(rwlock_t *lock)
{
	atomic_dec(&lock->count);
	preempt_enable();
}

static inline void write_lock(rwlock_t *lock)
{
	preempt_disable();
	while (atomic_cmpxchg(&lock->count, 0, -1) != 0)
		cpu_relax();
}

static inline void write_unlock(rwlock_t *lock)
{
	atomic_set(&lock->count, 0);
	preempt_enable();
}

#define read_lock_irqsave(lock, flags)                                                             \
	do {                                                                                       \
		local_irq_save(flags);                                                             \
		read_lock(lock);                                                                   \
	} while (0)
#define read_unlock_irqrestore(lock, flags)                                                        \
	do {                                                                                       \
		atomic_dec(&(lock)->count);                                                        \
		local_irq_restore(flags);                                                          \
		preempt_enable();                                                                  \
	} while (0)
#define write_lock_irqsave(lock, flags)                                                            \
	do {                                                                                       \
		local_irq_save(flags);                                                             \
		write_lock(lock);                                                                  \
	} while (0)
#define write_unlock_irqrestore(lock, flags)                                                       \
	do {                                                                                       \
		atomic_set(&(lock)->count, 0);                                                     \
		local_irq_restore(flags);                                                          \
		preempt_enable();                                                                  \
	} while (0)

#endif
