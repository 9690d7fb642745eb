/* SPDX-License-Identifier: GPL-2.0-only */
/* spinlock, on the host: one CPU at a time, so a lock that is taken never comes free. */
#ifndef TESTS_ASM_SPINLOCK_H
#define TESTS_ASM_SPINLOCK_H

#include <asm/bug.h>
#include <asm/processor.h>

typedef struct {
	int held;
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED                                                                  \
	{                                                                                          \
		0                                                                                  \
	}

static inline void arch_spin_poll(void)
{
	BUG();
}

static inline void arch_spin_lock(arch_spinlock_t *lock)
{
	if (lock->held)
		BUG();
	lock->held = 1;
}

static inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	return lock->held ? 0 : (lock->held = 1);
}

static inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	if (!lock->held)
		BUG();
	lock->held = 0;
}

static inline int arch_spin_is_locked(arch_spinlock_t *lock)
{
	return lock->held;
}

#endif
