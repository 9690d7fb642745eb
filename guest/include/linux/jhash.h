/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * jhash: hashing of words and bytes to 32 bits. Its values are this kernel's own: nothing that
 * is kept anywhere may rely on them.
 */
#ifndef _LINUX_JHASH_H
#define _LINUX_JHASH_H

#include <linux/bitops.h>
#include <linux/unaligned.h>

#define JHASH_INITVAL 0xdeadbeef
#define jhash_size(n) ((u32)1 << (n))
#define jhash_mask(n) (jhash_size(n) - 1)

static inline u32 __jhash_step(u32 hash, u32 word)
{
	word *= 0xcc9e2d51u;
	word = rol32(word, 15) * 0x1b873593u;
	return rol32(hash ^ word, 13) * 5 + 0xe6546b64u;
}

static inline u32 __jhash_end(u32 hash)
{
	hash = (hash ^ hash >> 16) * 0x85ebca6bu;
	hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
	return hash ^ hash >> 16;
}

static inline u32 jhash2(const u32 *k, u32 words, u32 initval)
{
	u32 hash = initval ^ words;

	while (words--)
		hash = __jhash_step(hash, *k++);
	return __jhash_end(hash);
}

static inline u32 jhash(const void *key, u32 length, u32 initval)
{
	const u8 *k = key;
	u32 hash = initval ^ length, rest = 0;

	for (; length >= 4; length -= 4, k += 4)
		hash = __jhash_step(hash, get_unaligned((const u32 *)k));
	while (length--)
		rest = rest << 8 | k[length];
	return __jhash_end(__jhash_step(hash, rest));
}

static inline u32 jhash_3words(u32 a, u32 b, u32 c, u32 initval)
{
	const u32 words[] = {a, b, c};

	return jhash2(words, 3, initval);
}

static inline u32 jhash_2words(u32 a, u32 b, u32 initval)
{
	return jhash_3words(a, b, 0, initval);
}

static inline u32 jhash_1word(u32 a, u32 initval)
{
	return jhash_3words(a, 0, 0, initval);
}

#endif
