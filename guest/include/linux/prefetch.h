/* SPDX-License-Identifier: GPL-2.0-only */
/* prefetch: what is going to be used soon. A hint, which may be to any address. */
#ifndef _LINUX_PREFETCH_H
#define _LINUX_PREFETCH_H

#include <linux/types.h>
#include <asm/cache.h>

#define ARCH_HAS_PREFETCH
#define ARCH_HAS_PREFETCHW
#define prefetch(addr)		 __builtin_prefetch(addr)
#define prefetchw(addr)		 __builtin_prefetch(addr, 1)
#define spin_lock_prefetch(addr) prefetchw(addr)
#define PREFETCH_STRIDE		 (4 * L1_CACHE_BYTES)

static inline void prefetch_range(void *addr, size_t len)
{
	char *at;

	for (at = addr; at < (char *)addr + len; at += PREFETCH_STRIDE)
		prefetch(at);
}

#endif
