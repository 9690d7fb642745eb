/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_ASM_CMPXCHG_H
#define TESTS_ASM_CMPXCHG_H

#include <linux/types.h>

#define xchg(ptr, v)	       __atomic_exchange_n(ptr, v, __ATOMIC_SEQ_CST)
#define cmpxchg(ptr, old, new) __sync_val_compare_and_swap(ptr, old, new)
#define try_cmpxchg(ptr, oldp, new)                                                                \
	__atomic_compare_exchange_n(ptr, oldp, new, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)

static inline s64 cmpxchg64(s64 *ptr, s64 old, s64 new)
{
	return cmpxchg(ptr, old, new);
}

#endif
