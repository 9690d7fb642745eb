/* SPDX-License-Identifier: GPL-2.0-only */
/* barrier: memory order. x86 reorders only a store before a later load (SDM 3A 8.2). */
#ifndef _ASM_BARRIER_H
#define _ASM_BARRIER_H

#include <linux/compiler.h>

#define mb()  __asm__ __volatile__("lock; addl $0,0(%%esp)" ::: "memory", "cc")
#define rmb() mb()
#define wmb() barrier()

#define smp_mb()		mb()
#define smp_rmb()		barrier()
#define smp_wmb()		barrier()
#define smp_mb__before_atomic() barrier()
#define smp_mb__after_atomic()	barrier()
#define smp_store_mb(var, v)                                                                       \
	do {                                                                                       \
		(var) = (v);                                                                       \
		smp_mb();                                                                          \
	} while (0)
#define smp_load_acquire(p)                                                                        \
	({                                                                                         \
		__typeof__(*(p)) __v = READ_ONCE(*(p));                                            \
		barrier();                                                                         \
		__v;                                                                               \
	})
#define smp_store_release(p, v)                                                                    \
	do {                                                                                       \
		barrier();                                                                         \
		WRITE_ONCE(*(p), v);                                                               \
	} while (0)

#endif
