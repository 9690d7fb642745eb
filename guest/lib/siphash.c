/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * siphash: SipHash-2-4 and HalfSipHash-1-3 (Aumasson, Bernstein: "SipHash: a fast short-input
 * PRF"): four words are stirred by sums, turns and exclusive ors, two rounds for each word of
 * the message (one in the smaller), four (three) at the end.
 */
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/siphash.h>
#include <linux/unaligned.h>

/* ---- 64 bits ---- */

static void sip_round(u64 v[4])
{
	v[0] += v[1];
	v[1] = rol64(v[1], 13) ^ v[0];
	v[0] = rol64(v[0], 32);
	v[2] += v[3];
	v[3] = rol64(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rol64(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rol64(v[1], 17) ^ v[2];
	v[2] = rol64(v[2], 32);
}

static void sip_word(u64 v[4], u64 word)
{
	v[3] ^= word;
	sip_round(v);
	sip_round(v);
	v[0] ^= word;
}

u64 siphash(const void *data, size_t len, const siphash_key_t *key)
{
	u64 v[4] = {key->key[0] ^ 0x736f6d6570736575ull, key->key[1] ^ 0x646f72616e646f6dull,
		    key->key[0] ^ 0x6c7967656e657261ull, key->key[1] ^ 0x7465646279746573ull};
	const u8 *p = data;
	u64 last = (u64)len << 56;
	size_t i, left = len % 8;

	for (i = 0; i < len - left; i += 8)
		sip_word(v, get_unaligned_le64(p + i));
	for (i = 0; i < left; i++)
		last |= (u64)p[len - left + i] << 8 * i;
	sip_word(v, last);
	v[2] ^= 0xff;
	for (i = 0; i < 4; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}
EXPORT_SYMBOL(siphash);

u64 siphash_1u64(u64 a, const siphash_key_t *key)
{
	return siphash(&a, sizeof(a), key);
}
EXPORT_SYMBOL(siphash_1u64);

u64 siphash_2u64(u64 a, u64 b, const siphash_key_t *key)
{
	u64 words[] = {a, b};

	return siphash(words, sizeof(words), key);
}
EXPORT_SYMBOL(siphash_2u64);

u64 siphash_3u64(u64 a, u64 b, u64 c, const siphash_key_t *key)
{
	u64 words[] = {a, b, c};

	return siphash(words, sizeof(words), key);
}
EXPORT_SYMBOL(siphash_3u64);

u64 siphash_4u64(u64 a, u64 b, u64 c, u64 d, const siphash_key_t *key)
{
	u64 words[] = {a, b, c, d};

	return siphash(words, sizeof(words), key);
}
EXPORT_SYMBOL(siphash_4u64);

u64 siphash_1u32(u32 a, const siphash_key_t *key)
{
	return siphash(&a, sizeof(a), key);
}
EXPORT_SYMBOL(siphash_1u32);

u64 siphash_3u32(u32 a, u32 b, u32 c, const siphash_key_t *key)
{
	u32 words[] = {a, b, c};

	return siphash(words, sizeof(words), key);
}
EXPORT_SYMBOL(siphash_3u32);

/* ---- 32 bits ---- */

static void half_round(u32 v[4])
{
	v[0] += v[1];
	v[1] = rol32(v[1], 5) ^ v[0];
	v[0] = rol32(v[0], 16);
	v[2] += v[3];
	v[3] = rol32(v[3], 8) ^ v[2];
	v[0] += v[3];
	v[3] = rol32(v[3], 7) ^ v[0];
	v[2] += v[1];
	v[1] = rol32(v[1], 13) ^ v[2];
	v[2] = rol32(v[2], 16);
}

static void half_word(u32 v[4], u32 word)
{
	v[3] ^= word;
	half_round(v);
	v[0] ^= word;
}

u32 hsiphash(const void *data, size_t len, const hsiphash_key_t *key)
{
	u32 v[4] = {key->key[0], key->key[1], key->key[0] ^ 0x6c796765, key->key[1] ^ 0x74656462};
	const u8 *p = data;
	u32 last = (u32)len << 24;
	size_t i, left = len % 4;

	for (i = 0; i < len - left; i += 4)
		half_word(v, get_unaligned_le32(p + i));
	for (i = 0; i < left; i++)
		last |= (u32)p[len - left + i] << 8 * i;
	half_word(v, last);
	v[2] ^= 0xff;
	for (i = 0; i < 3; i++)
		half_round(v);
	return v[1] ^ v[3];
}
EXPORT_SYMBOL(hsiphash);

u32 hsiphash_1u32(u32 a, const hsiphash_key_t *key)
{
	return hsiphash(&a, sizeof(a), key);
}
EXPORT_SYMBOL(hsiphash_1u32);

u32 hsiphash_2u32(u32 a, u32 b, const hsiphash_key_t *key)
{
	u32 words[] = {a, b};

	return hsiphash(words, sizeof(words), key);
}
EXPORT_SYMBOL(hsiphash_2u32);

u32 hsiphash_3u32(u32 a, u32 b, u32 c, const hsiphash_key_t *key)
{
	u32 words[] = {a, b, c};

	return hsiphash(words, sizeof(words), key);
}
EXPORT_SYMBOL(hsiphash_3u32);

u32 hsiphash_4u32(u32 a, u32 b, u32 c, u32 d, const hsiphash_key_t *key)
{
	u32 words[] = {a, b, c, d};

	return hsiphash(words, sizeof(words), key);
}
EXPORT_SYMBOL(hsiphash_4u32);
