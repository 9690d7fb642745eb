/* SPDX-License-Identifier: GPL-2.0-only */
/* rwlock: many readers or one writer; readers come first. */
#ifndef _LINUX_RWLOCK_H
#define _LINUX_RWLOCK_H

#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/preempt.h>
#include <asm/spinlock.h>

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

static inline int _raw_read_trylock(rwlock_t *lock)
{
	int count;

	preempt_disable();
	count = atomic_read(&lock->count);
	if (count >= 0 && atomic_cmpxchg(&lock->count, count, count + 1) == count)
		return 1;
	preempt_enable();
	return 0;
}

static inline void _raw_read_lock(rwlock_t *lock)
{
	int count;

	preempt_disable();
	do {
		while ((count = atomic_read(&lock->count)) < 0)
			arch_spin_poll();
	} while (atomic_cmpxchg(&lock->count, count, count + 1) != count);
}

static inline void _raw_read_unlock(rwlock_t *lock)
{
	atomic_dec(&lock->count);
	preempt_enable();
}

static inline int _raw_write_trylock(rwlock_t *lock)
{
	preempt_disable();
	if (atomic_cmpxchg(&lock->count, 0, -1) == 0)
		return 1;
	preempt_enable();
	return 0;
}

static inline void _raw_write_lock(rwlock_t *lock)
{
	preempt_disable();
	while (atomic_cmpxchg(&lock->count, 0, -1) != 0)
		arch_spin_poll();
}

static inline void _raw_write_unlock(rwlock_t *lock)
{
	atomic_set(&lock->count, 0);
	preempt_enable();
}

/* Names of variables, too: "static DEFINE_MUTEX(read_lock);" */
#define read_trylock(lock)  _raw_read_trylock(lock)
#define read_lock(lock)	    _raw_read_lock(lock)
#define read_unlock(lock)   _raw_read_unlock(lock)
#define write_trylock(lock) _raw_write_trylock(lock)
#define write_lock(lock)    _raw_write_lock(lock)
#define write_unlock(lock)  _raw_write_unlock(lock)

#define read_lock_bh(lock)     (local_bh_disable(), read_lock(lock))
#define read_unlock_bh(lock)   (read_unlock(lock), local_bh_enable())
#define write_lock_bh(lock)    (local_bh_disable(), write_lock(lock))
#define write_unlock_bh(lock)  (write_unlock(lock), local_bh_enable())
#define read_lock_irq(lock)    (local_irq_disable(), read_lock(lock))
#define read_unlock_irq(lock)  (local_irq_enable(), read_unlock(lock))
#define write_lock_irq(lock)   (local_irq_disable(), write_lock(lock))
#define write_unlock_irq(lock) (local_irq_enable(), write_unlock(lock))
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
