/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_BITOPS_H
#define _ASM_BITOPS_H

#include <asm/barrier.h>

static inline void set_bit(int nr, volatile unsigned long *addr)
{
	__asm__ __volatile__("lock; btsl %1,%0" : "+m"(*addr) : "Ir"(nr) : "memory");
}

static inline void clear_bit(int nr, volatile unsigned long *addr)
{
	__asm__ __volatile__("lock; btrl %1,%0" : "+m"(*addr) : "Ir"(nr) : "memory");
}

static inline void change_bit(int nr, volatile unsigned long *addr)
{
	__asm__ __volatile__("lock; btcl %1,%0" : "+m"(*addr) : "Ir"(nr) : "memory");
}

static inline int test_and_set_bit(int nr, volatile unsigned long *addr)
{
	int old;

	__asm__ __volatile__("lock; btsl %2,%1; sbbl %0,%0"
			     : "=r"(old), "+m"(*addr)
			     : "Ir"(nr)
			     : "memory");
	return -old;
}

static inline int test_and_clear_bit(int nr, volatile unsigned long *addr)
{
	int old;

	__asm__ __volatile__("lock; btrl %2,%1; sbbl %0,%0"
			     : "=r"(old), "+m"(*addr)
			     : "Ir"(nr)
			     : "memory");
	return -old;
}

static inline int test_and_change_bit(int nr, volatile unsigned long *addr)
{
	int old;

	__asm__ __volatile__("lock; btcl %2,%1; sbbl %0,%0"
			     : "=r"(old), "+m"(*addr)
			     : "Ir"(nr)
			     : "memory");
	return -old;
}

#define clear_bit_unlock(nr, addr)	clear_bit(nr, addr)
#define test_and_set_bit_lock(nr, addr) test_and_set_bit(nr, addr)

#endif
