/* SPDX-License-Identifier: GPL-2.0-only */
/* xxhash: XXH32 and XXH64, fast hashes of bytes that no enemy chose (guest/lib/xxhash.c). */
#ifndef XXHASH_H
#define XXHASH_H

#include <linux/types.h>

u32 xxh32(const void *input, size_t length, u32 seed);
u64 xxh64(const void *input, size_t length, u64 seed);

static inline unsigned long xxhash(const void *input, size_t length, u64 seed)
{
	return sizeof(long) == 8 ? (unsigned long)xxh64(input, length, seed)
				 : xxh32(input, length, seed);
}

/* XXH64 of what comes in parts; total: bytes so far, the last few are in rest. */
struct xxh64_state {
	u64 total_len, seed;
	u64 v[4];
	u8 rest[32];
	u32 memsize;
};

void xxh64_reset(struct xxh64_state *state, u64 seed);
int xxh64_update(struct xxh64_state *state, const void *input, size_t length); /* 0 */
u64 xxh64_digest(const struct xxh64_state *state);

#endif
