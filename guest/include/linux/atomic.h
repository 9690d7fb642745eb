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

#define atomic_fetch_dec(v)	       (atomic_sub_return(1, v) + 1)
#define atomic_try_cmpxchg(v, oldp, n) try_cmpxchg(&(v)->counter, oldp, n)
#define atomic_inc_unless_negative(v)  __atomic_unless(v, 1, __old < 0)
#define atomic_dec_unless_positive(v)  __atomic_unless(v, -1, __old > 0)
#define atomic_inc_short(v)	       atomic_inc(v)
#define __atomic_unless(v, a, cond)                                                                \
	({                                                                                         \
		int __old = atomic_read(v);                                                        \
		while (!(cond) && !atomic_try_cmpxchg(v, &__old, __old + (a)))                     \
			;                                                                          \
		!(cond);                                                                           \
	})
/* The value before, of the bits changed. */
#define __atomic_fetch(v, expr)                                                                    \
	({                                                                                         \
		int __old = atomic_read(v);                                                        \
		while (!atomic_try_cmpxchg(v, &__old, expr))                                       \
			;                                                                          \
		__old;                                                                             \
	})
#define atomic_fetch_and(i, v)	   __atomic_fetch(v, __old &(i))
#define atomic_fetch_or(i, v)	   __atomic_fetch(v, __old | (i))
#define atomic_fetch_xor(i, v)	   __atomic_fetch(v, __old ^ (i))
#define atomic_fetch_andnot(i, v)  __atomic_fetch(v, __old & ~(i))
#define atomic_xor(i, v)	   ((void)atomic_fetch_xor(i, v))
#define atomic_andnot(i, v)	   atomic_and(~(i), v)
#define atomic_set_mask(mask, v)   atomic_or(mask, v)
#define atomic_clear_mask(mask, v) atomic_and(~(mask), v)

/* Weaker orders are the strong one here. */
#define atomic_add_return_relaxed      atomic_add_return
#define atomic_add_return_acquire      atomic_add_return
#define atomic_add_return_release      atomic_add_return
#define atomic_sub_return_relaxed      atomic_sub_return
#define atomic_sub_return_acquire      atomic_sub_return
#define atomic_sub_return_release      atomic_sub_return
#define atomic_inc_return_relaxed      atomic_inc_return
#define atomic_inc_return_acquire      atomic_inc_return
#define atomic_inc_return_release      atomic_inc_return
#define atomic_dec_return_relaxed      atomic_dec_return
#define atomic_dec_return_acquire      atomic_dec_return
#define atomic_dec_return_release      atomic_dec_return
#define atomic_fetch_add_relaxed       atomic_fetch_add
#define atomic_fetch_add_acquire       atomic_fetch_add
#define atomic_fetch_add_release       atomic_fetch_add
#define atomic_fetch_sub_relaxed       atomic_fetch_sub
#define atomic_fetch_sub_acquire       atomic_fetch_sub
#define atomic_fetch_sub_release       atomic_fetch_sub
#define atomic_fetch_inc_relaxed       atomic_fetch_inc
#define atomic_fetch_dec_relaxed       atomic_fetch_dec
#define atomic_fetch_or_relaxed	       atomic_fetch_or
#define atomic_fetch_or_acquire	       atomic_fetch_or
#define atomic_fetch_or_release	       atomic_fetch_or
#define atomic_fetch_and_relaxed       atomic_fetch_and
#define atomic_fetch_andnot_relaxed    atomic_fetch_andnot
#define atomic_fetch_andnot_release    atomic_fetch_andnot
#define atomic_xchg_relaxed	       atomic_xchg
#define atomic_xchg_acquire	       atomic_xchg
#define atomic_xchg_release	       atomic_xchg
#define atomic_cmpxchg_relaxed	       atomic_cmpxchg
#define atomic_cmpxchg_acquire	       atomic_cmpxchg
#define atomic_cmpxchg_release	       atomic_cmpxchg
#define atomic_try_cmpxchg_relaxed     atomic_try_cmpxchg
#define atomic_try_cmpxchg_acquire     atomic_try_cmpxchg
#define atomic_try_cmpxchg_release     atomic_try_cmpxchg
#define atomic_cond_read_acquire(v, c) smp_cond_load_acquire(&(v)->counter, c)
#define atomic64_sub_return(i, v)      atomic64_add_return(-(s64)(i), v)
#define atomic64_inc_return(v)	       atomic64_add_return(1, v)
#define atomic64_dec_return(v)	       atomic64_add_return(-1, v)
#define atomic64_fetch_add(i, v)       (atomic64_add_return(i, v) - (i))
#define atomic64_fetch_sub(i, v)       (atomic64_sub_return(i, v) + (i))
#define atomic64_fetch_inc(v)	       atomic64_fetch_add(1, v)
#define atomic64_fetch_dec(v)	       atomic64_fetch_sub(1, v)
#define atomic64_inc_and_test(v)       (atomic64_inc_return(v) == 0)
#define atomic64_dec_and_test(v)       (atomic64_dec_return(v) == 0)
#define atomic64_sub_and_test(i, v)    (atomic64_sub_return(i, v) == 0)
#define atomic64_add_negative(i, v)    (atomic64_add_return(i, v) < 0)
#define atomic64_cmpxchg(v, o, n)      cmpxchg64(&(v)->counter, o, n)
#define atomic64_read_acquire(v)       atomic64_read(v)
#define atomic64_set_release(v, i)     atomic64_set(v, i)
#define __atomic64_fetch(v, expr)                                                                  \
	({                                                                                         \
		s64 __old = (v)->counter, __seen;                                                  \
		while ((__seen = atomic64_cmpxchg(v, __old, expr)) != __old)                       \
			__old = __seen;                                                            \
		__old;                                                                             \
	})
#define atomic64_xchg(v, i)	 __atomic64_fetch(v, i)
#define atomic64_fetch_and(i, v) __atomic64_fetch(v, __old &(i))
#define atomic64_fetch_or(i, v)	 __atomic64_fetch(v, __old | (i))
#define atomic64_fetch_xor(i, v) __atomic64_fetch(v, __old ^ (i))
#define atomic64_and(i, v)	 ((void)atomic64_fetch_and(i, v))
#define atomic64_or(i, v)	 ((void)atomic64_fetch_or(i, v))
#define atomic64_xor(i, v)	 ((void)atomic64_fetch_xor(i, v))
#define atomic64_andnot(i, v)	 atomic64_and(~(s64)(i), v)
#define atomic64_add_unless(v, a, u)                                                               \
	({                                                                                         \
		s64 __was = __atomic64_fetch(v, __old == (u) ? __old : __old + (a));               \
		__was != (u);                                                                      \
	})
#define atomic64_inc_not_zero(v) atomic64_add_unless(v, 1, 0)

/* A long is as wide as an int here; on a 64-bit host the same operations take both. */
#define atomic_long_read(v)		    READ_ONCE((v)->counter)
#define atomic_long_set(v, i)		    WRITE_ONCE((v)->counter, i)
#define atomic_long_add(i, v)		    ((void)__sync_add_and_fetch(&(v)->counter, i))
#define atomic_long_sub(i, v)		    ((void)__sync_sub_and_fetch(&(v)->counter, i))
#define atomic_long_inc(v)		    atomic_long_add(1, v)
#define atomic_long_dec(v)		    atomic_long_sub(1, v)
#define atomic_long_add_return(i, v)	    __sync_add_and_fetch(&(v)->counter, i)
#define atomic_long_sub_return(i, v)	    __sync_sub_and_fetch(&(v)->counter, i)
#define atomic_long_inc_return(v)	    atomic_long_add_return(1, v)
#define atomic_long_dec_return(v)	    atomic_long_sub_return(1, v)
#define atomic_long_dec_and_test(v)	    (atomic_long_sub_return(1, v) == 0)
#define atomic_long_fetch_add(i, v)	    (atomic_long_add_return(i, v) - (i))
#define atomic_long_fetch_sub(i, v)	    (atomic_long_sub_return(i, v) + (i))
#define atomic_long_fetch_inc(v)	    atomic_long_fetch_add(1, v)
#define atomic_long_sub_and_test(i, v)	    (atomic_long_sub_return(i, v) == 0)
#define atomic_long_inc_and_test(v)	    (atomic_long_inc_return(v) == 0)
#define atomic_long_try_cmpxchg(v, oldp, n) try_cmpxchg(&(v)->counter, oldp, n)
#define atomic_long_add_unless(v, a, u)                                                            \
	({                                                                                         \
		long __old = atomic_long_read(v);                                                  \
		while (__old != (u) && !atomic_long_try_cmpxchg(v, &__old, __old + (a)))           \
			;                                                                          \
		__old != (u);                                                                      \
	})
#define atomic_long_inc_not_zero(v)  atomic_long_add_unless(v, 1, 0)
#define atomic_long_xchg(v, i)	     xchg(&(v)->counter, i)
#define atomic_long_cmpxchg(v, o, n) cmpxchg(&(v)->counter, o, n)

#endif
