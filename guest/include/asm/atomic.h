/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_ATOMIC_H
#define _ASM_ATOMIC_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/cmpxchg.h>

static inline int atomic_read(const atomic_t *v)
{
	return READ_ONCE(v->counter);
}

static inline void atomic_set(atomic_t *v, int i)
{
	WRITE_ONCE(v->counter, i);
}

static inline void atomic_add(int i, atomic_t *v)
{
	__asm__ __volatile__("lock; addl %1,%0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static inline void atomic_sub(int i, atomic_t *v)
{
	__asm__ __volatile__("lock; subl %1,%0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static inline int atomic_add_return(int i, atomic_t *v)
{
	int old = i;

	__asm__ __volatile__("lock; xaddl %0,%1" : "+r"(old), "+m"(v->counter)::"memory");
	return old + i;
}

static inline int atomic_sub_return(int i, atomic_t *v)
{
	return atomic_add_return(-i, v);
}

/* True: it is 0 now. */
static inline bool atomic_sub_and_test(int i, atomic_t *v)
{
	bool zero;

	__asm__ __volatile__("lock; subl %2,%1"
			     : "=@cce"(zero), "+m"(v->counter)
			     : "ir"(i)
			     : "memory");
	return zero;
}

static inline void atomic_and(int i, atomic_t *v)
{
	__asm__ __volatile__("lock; andl %1,%0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static inline void atomic_or(int i, atomic_t *v)
{
	__asm__ __volatile__("lock; orl %1,%0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static inline int atomic_cmpxchg(atomic_t *v, int old, int new)
{
	return cmpxchg(&v->counter, old, new);
}

static inline int atomic_xchg(atomic_t *v, int new)
{
	return xchg(&v->counter, new);
}

#define ATOMIC64_INIT(i)                                                                           \
	{                                                                                          \
		(i)                                                                                \
	}

static inline s64 atomic64_read(const atomic64_t *v)
{
	return cmpxchg64((s64 *)&v->counter, 0, 0);
}

static inline s64 atomic64_add_return(s64 i, atomic64_t *v)
{
	s64 old = v->counter, seen;

	while ((seen = cmpxchg64(&v->counter, old, old + i)) != old)
		old = seen;
	return old + i;
}

static inline void atomic64_set(atomic64_t *v, s64 i)
{
	s64 old = v->counter, seen;

	while ((seen = cmpxchg64(&v->counter, old, i)) != old)
		old = seen;
}

#define atomic64_add(i, v) ((void)atomic64_add_return(i, v))
#define atomic64_sub(i, v) ((void)atomic64_add_return(-(s64)(i), v))
#define atomic64_inc(v)	   atomic64_add(1, v)
#define atomic64_dec(v)	   atomic64_sub(1, v)

#endif
