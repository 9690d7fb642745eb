/* SPDX-License-Identifier: GPL-2.0-only */
/* hash: multiplicative hashing by the golden ratio. */
#ifndef _LINUX_HASH_H
#define _LINUX_HASH_H

#include <linux/types.h>

#define GOLDEN_RATIO_32 0x61C88647u
#define GOLDEN_RATIO_64 0x61C8864680B583EBull

static inline u32 __hash_32_generic(u32 val)
{
	return val * GOLDEN_RATIO_32;
}
#define __hash_32 __hash_32_generic

static inline u32 hash_64_generic(u64 val, unsigned int bits)
{
	return (val * GOLDEN_RATIO_64) >> (64 - bits);
}

static inline u32 hash_32(u32 val, unsigned int bits)
{
	return (val * GOLDEN_RATIO_32) >> (32 - bits);
}

static inline u32 hash_64(u64 val, unsigned int bits)
{
	return (val * GOLDEN_RATIO_64) >> (64 - bits);
}

static inline unsigned long hash_long(unsigned long val, unsigned int bits)
{
	return BITS_PER_LONG == 32 ? hash_32(val, bits) : hash_64(val, bits);
}

static inline u32 hash_ptr(const void *ptr, unsigned int bits)
{
	return hash_long((unsigned long)ptr, bits);
}

/* All of a pointer, for who compares hashes only. */
static inline u32 hash32_ptr(const void *ptr)
{
	return (u32)(unsigned long)ptr;
}

#endif
