/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spinlock: locks that are waited for by looking again. The holder may not sleep, nor be
 * preempted; a lock that an interrupt handler takes is taken with _irqsave elsewhere.
 */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/types.h>
#include <asm/spinlock.h>

typedef struct spinlock {
	arch_spinlock_t raw_lock;
} spinlock_t;

typedef struct spinlock raw_spinlock_t;

#define __SPIN_LOCK_UNLOCKED(name)                                                                 \
	{                                                                                          \
		.raw_lock = __ARCH_SPIN_LOCK_UNLOCKED                                              \
	}
#define SPIN_LOCK_UNLOCKED	  (spinlock_t) __SPIN_LOCK_UNLOCKED(old)
#define DEFINE_SPINLOCK(name)	  spinlock_t name = __SPIN_LOCK_UNLOCKED(name)
#define DEFINE_RAW_SPINLOCK(name) DEFINE_SPINLOCK(name)
#define spin_lock_init(lock)	  (*(lock) = (spinlock_t)__SPIN_LOCK_UNLOCKED(lock))
#define spin_is_locked(lock)	  arch_spin_is_locked(&(lock)->raw_lock)
#define assert_spin_locked(lock)  BUG_ON(!spin_is_locked(lock))

static inline void spin_lock(spinlock_t *lock)
{
	preempt_disable();
	arch_spin_lock(&lock->raw_lock);
}

static inline void spin_unlock(spinlock_t *lock)
{
	arch_spin_unlock(&lock->raw_lock);
	preempt_enable();
}

static inline int spin_trylock(spinlock_t *lock)
{
	preempt_disable();
	if (arch_spin_trylock(&lock->raw_lock))
		return 1;
	preempt_enable();
	return 0;
}

static inline void spin_lock_irq(spinlock_t *lock)
{
	local_irq_disable();
	spin_lock(lock);
}

static inline void spin_unlock_irq(spinlock_t *lock)
{
	arch_spin_unlock(&lock->raw_lock);
	local_irq_enable();
	preempt_enable();
}

static inline unsigned long __spin_lock_irqsave(spinlock_t *lock)
{
	unsigned long flags;

	local_irq_save(flags);
	spin_lock(lock);
	return flags;
}

#define spin_lock_irqsave(lock, flags) ((flags) = __spin_lock_irqsave(lock))

static inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	arch_spin_unlock(&lock->raw_lock);
	local_irq_restore(flags);
	preempt_enable();
}

static inline int __spin_trylock_irqsave(spinlock_t *lock, unsigned long *flags)
{
	local_irq_save(*flags);
	if (spin_trylock(lock))
		return 1;
	local_irq_restore(*flags);
	return 0;
}

#define spin_trylock_irqsave(lock, flags) __spin_trylock_irqsave(lock, &(flags))

static inline void spin_lock_bh(spinlock_t *lock)
{
	local_bh_disable();
	spin_lock(lock);
}

static inline void spin_unlock_bh(spinlock_t *lock)
{
	spin_unlock(lock);
	local_bh_enable();
}

#define __RAW_SPIN_LOCK_UNLOCKED(name)	 __SPIN_LOCK_UNLOCKED(name)
#define raw_spin_lock_init(l)		 spin_lock_init(l)
#define raw_spin_lock(l)		 spin_lock(l)
#define raw_spin_unlock(l)		 spin_unlock(l)
#define raw_spin_trylock(l)		 spin_trylock(l)
#define raw_spin_lock_irq(l)		 spin_lock_irq(l)
#define raw_spin_unlock_irq(l)		 spin_unlock_irq(l)
#define raw_spin_lock_irqsave(l, f)	 spin_lock_irqsave(l, f)
#define raw_spin_unlock_irqrestore(l, f) spin_unlock_irqrestore(l, f)

/* Drop the count; when that makes it 0, return true with the lock held. */
#define atomic_dec_and_lock(v, lock)                                                               \
	({                                                                                         \
		int __zero = 0;                                                                    \
		if (!atomic_add_unless(v, -1, 1)) {                                                \
			spin_lock(lock);                                                           \
			__zero = atomic_dec_and_test(v);                                           \
			if (!__zero)                                                               \
				spin_unlock(lock);                                                 \
		}                                                                                  \
		__zero;                                                                            \
	})

#include <linux/rwlock.h>

#include <linux/cleanup.h>

DEFINE_LOCK_GUARD_1(spinlock, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irq, spinlock_t, spin_lock_irq(_T->lock), spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irqsave, spinlock_t, spin_lock_irqsave(_T->lock, _T->flags),
		    spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_1(raw_spinlock, raw_spinlock_t, raw_spin_lock(_T->lock),
		    raw_spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irq, raw_spinlock_t, raw_spin_lock_irq(_T->lock),
		    raw_spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irqsave, raw_spinlock_t,
		    raw_spin_lock_irqsave(_T->lock, _T->flags),
		    raw_spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)

#endif
