/* SPDX-License-Identifier: GPL-2.0-only */
/* bitops: the host's, by its compiler. */
#ifndef TESTS_LIB_ASM_BITOPS_H
#define TESTS_LIB_ASM_BITOPS_H

#define HOST_BIT(nr)  (1ul << ((nr) % (8 * sizeof(long))))
#define HOST_WORD(nr) ((nr) / (8 * sizeof(long)))

static inline void set_bit(int nr, volatile unsigned long *addr)
{
	__sync_fetch_and_or(addr + HOST_WORD(nr), HOST_BIT(nr));
}

static inline void clear_bit(int nr, volatile unsigned long *addr)
{
	__sync_fetch_and_and(addr + HOST_WORD(nr), ~HOST_BIT(nr));
}

#endif
