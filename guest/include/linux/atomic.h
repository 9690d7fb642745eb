/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * atomic: integers changed by several CPUs and interrupts. The basic operations are
 * asm/atomic.h's; these are made of them.
 */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <linux/types.h>
#include <asm/atomic.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

#define atomic_inc(v)		  atomic_add(1, v)
#define atomic_dec(v)		  atomic_sub(1, v)
#define atomic_inc_return(v)	  atomic_add_return(1, v)
#define atomic_dec_return(v)	  atomic_sub_return(1, v)
#define atomic_fetch_inc(v)	  (atomic_add_return(1, v) - 1)
#define atomic_fetch_add(i, v)	  (atomic_add_return(i, v) - (i))
#define atomic_fetch_sub(i, v)	  (atomic_sub_return(i, v) + (i))
#define atomic_dec_and_test(v)	  atomic_sub_and_test(1, v)
#define atomic_inc_and_test(v)	  atomic_sub_and_test(-1, v)
#define atomic_add_negative(i, v) (atomic_add_return(i, v) < 0)
#define atomic_read_acquire(v)	  atomic_read(v)
#define atomic_set_release(v, i)  atomic_set(v, i)

/* Add a unless the value is u; returns the old value. */
static inline int atomic_fetch_add_unless(atomic_t *v, int a, int u)
{
	int old = atomic_read(v);

	while (old != u) {
		int seen = atomic_cmpxchg(v, old, old + a);

		if (seen == old)
			break;
		old = seen;
	}
	return old;
}

#define atomic_add_unless(v, a, u) (atomic_fetch_add_unless(v, a, u) != (u))
#define atomic_inc_not_zero(v)	   atomic_add_unless(v, 1, 0)

/* Returns the value less one; negative when it was left alone. */
static inline int atomic_dec_if_positive(atomic_t *v)
{
	int old = atomic_read(v);

	while (old > 0) {
		int seen = atomic_cmpxchg(v, old, old - 1);

		if (seen == old)
			break;
		old = seen;
	}
	return old - 1;
}

/* A long is as wide as an int here; on a 64-bit host the same operations take both. */
#define atomic_long_read(v)	     READ_ONCE((v)->counter)
#define atomic_long_set(v, i)	     WRITE_ONCE((v)->counter, i)
#define atomic_long_add(i, v)	     ((void)__sync_add_and_fetch(&(v)->counter, i))
#define atomic_long_sub(i, v)	     ((void)__sync_sub_and_fetch(&(v)->counter, i))
#define atomic_long_inc(v)	     atomic_long_add(1, v)
#define atomic_long_dec(v)	     atomic_long_sub(1, v)
#define atomic_long_add_return(i, v) __sync_add_and_fetch(&(v)->counter, i)
#define atomic_long_sub_return(i, v) __sync_sub_and_fetch(&(v)->counter, i)
#define atomic_long_inc_return(v)    atomic_long_add_return(1, v)
#define atomic_long_dec_return(v)    atomic_long_sub_return(1, v)
#define atomic_long_dec_and_test(v)  (atomic_long_sub_return(1, v) == 0)
#define atomic_long_xchg(v, i)	     xchg(&(v)->counter, i)
#define atomic_long_cmpxchg(v, o, n) cmpxchg(&(v)->counter, o, n)

#endif
