/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spinlock: tickets. Who comes takes the next number and waits until it is served, so
 * CPUs get the lock in the order in which they asked.
 */
#ifndef _ASM_SPINLOCK_H
#define _ASM_SPINLOCK_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/processor.h>

typedef struct {
	union {
		u32 both;
		struct {
			u16 serving, next;
		};
	};
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED                                                                  \
	{                                                                                          \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

/* In the loop of who spins: answer requests to flush the TLB (guest/arch/tlb.c). */
void arch_spin_poll(void);
/* Until it is the ticket's turn. */
void arch_spin_wait(arch_spinlock_t *lock, u16 ticket);

static inline void arch_spin_lock(arch_spinlock_t *lock)
{
	u16 ticket = 1;

	__asm__ __volatile__("lock; xaddw %0,%1" : "+r"(ticket), "+m"(lock->next)::"memory");
	if (unlikely(READ_ONCE(lock->serving) != ticket))
		arch_spin_wait(lock, ticket);
	barrier();
}

static inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	arch_spinlock_t old, taken;
	u32 seen;

	old.both = READ_ONCE(lock->both);
	if (old.serving != old.next)
		return 0;
	taken = old;
	taken.next++;
	seen = old.both;
	__asm__ __volatile__("lock; cmpxchgl %2,%1"
			     : "+a"(seen), "+m"(lock->both)
			     : "r"(taken.both)
			     : "memory");
	return seen == old.both;
}

static inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	__asm__ __volatile__("lock; addw $1,%0" : "+m"(lock->serving)::"memory");
}

static inline int arch_spin_is_locked(arch_spinlock_t *lock)
{
	arch_spinlock_t now;

	now.both = READ_ONCE(lock->both);
	return now.serving != now.next;
}

#endif
