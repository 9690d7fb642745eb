/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rcupdate: readers that take no lock. A reader sees the old or the new; who has replaced
 * something waits until every CPU has been outside of all readers' sections once, and then
 * frees the old (kernel/rcu.c). A reader must not sleep.
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/cleanup.h>
#include <linux/bottom_half.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/preempt.h>
#include <linux/types.h>
#include <asm/barrier.h>

typedef void (*rcu_callback_t)(struct rcu_head *head);

static inline void rcu_read_lock(void)
{
	preempt_disable();
}

static inline void rcu_read_unlock(void)
{
	preempt_enable();
}

static inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
}

static inline void rcu_read_unlock_bh(void)
{
	local_bh_enable();
}

#define rcu_read_lock_sched()		rcu_read_lock()
#define rcu_read_unlock_sched()		rcu_read_unlock()
#define rcu_read_lock_held()		preempt_count()
#define rcu_dereference(p)		READ_ONCE(p)
#define rcu_dereference_raw(p)		READ_ONCE(p)
#define rcu_dereference_check(p, c)	READ_ONCE(p)
#define rcu_dereference_protected(p, c) (p)
#define rcu_access_pointer(p)		READ_ONCE(p)
#define rcu_assign_pointer(p, v)	smp_store_release(&(p), v)
#define RCU_INIT_POINTER(p, v)		WRITE_ONCE(p, v)

/* Call func(head) after all readers of now; in a softirq. Any context. */
void call_rcu(struct rcu_head *head, rcu_callback_t func);
/* Wait for them; until all that was given to call_rcu() has been called. May sleep. */
void synchronize_rcu(void);
void rcu_barrier(void);
#define synchronize_kernel() synchronize_rcu()
#define synchronize_sched()  synchronize_rcu()
#define synchronize_net()    synchronize_rcu()

/* kfree(ptr) then; field: its struct rcu_head. The offset of that stands for a function. */
#define RCU_KFREE_MOST 4096
#define kfree_rcu(ptr, field)                                                                      \
	call_rcu(&(ptr)->field,                                                                    \
		 (rcu_callback_t)(unsigned long)(__builtin_offsetof(__typeof__(*(ptr)), field) +   \
						 BUILD_BUG_ON_ZERO(__builtin_offsetof(             \
								       __typeof__(*(ptr)),         \
								       field) >= RCU_KFREE_MOST)))

#ifndef MODULE /* the kernel's own */
/* By the scheduler, interrupts off: in each CPU's tick; at a switch of tasks. */
void rcu_tick(void);
#endif
void rcu_note_context_switch(void);
void rcu_init(void);

/* guard(rcu)() */
DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

#endif
