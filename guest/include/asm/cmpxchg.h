/* SPDX-License-Identifier: GPL-2.0-only */
/* cmpxchg: exchange and compare-and-exchange, of 1, 2 or 4 bytes; and of 8. */
#ifndef _ASM_CMPXCHG_H
#define _ASM_CMPXCHG_H

#include <linux/types.h>

#define xchg(ptr, v)                                                                               \
	({                                                                                         \
		__typeof__(*(ptr)) __new = (v);                                                    \
		__asm__ __volatile__("xchg %0,%1" : "+q"(__new), "+m"(*(ptr))::"memory");          \
		__new;                                                                             \
	})

#define cmpxchg(ptr, old, new)                                                                     \
	({                                                                                         \
		__typeof__(*(ptr)) __was = (old);                                                  \
		__asm__ __volatile__("lock; cmpxchg %2,%1"                                         \
				     : "+a"(__was), "+m"(*(ptr))                                   \
				     : "q"((__typeof__(*(ptr)))(new))                              \
				     : "memory");                                                  \
		__was;                                                                             \
	})

#define try_cmpxchg(ptr, oldp, new)                                                                \
	({                                                                                         \
		__typeof__(*(ptr)) __want = *(oldp);                                               \
		*(oldp) = cmpxchg(ptr, __want, new);                                               \
		*(oldp) == __want;                                                                 \
	})

static inline s64 cmpxchg64(s64 *ptr, s64 old, s64 new)
{
	__asm__ __volatile__("lock; cmpxchg8b %1"
			     : "+A"(old), "+m"(*ptr)
			     : "b"((u32) new), "c"((u32)((u64) new >> 32))
			     : "memory");
	return old;
}

#define cmpxchg_local(ptr, old, new) cmpxchg(ptr, old, new)

#endif
