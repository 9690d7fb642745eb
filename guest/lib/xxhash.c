/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * xxhash: XXH32 and XXH64, as doc/xxhash_spec.md of xxHash describes them: four sums over stripes
 * of four words, which are joined; what is left of the input, and a last stir.
 */
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/unaligned.h>
#include <linux/xxhash.h>

/* ---- 32 bits ---- */

#define P32_1 0x9e3779b1u
#define P32_2 0x85ebca77u
#define P32_3 0xc2b2ae3du
#define P32_4 0x27d4eb2fu
#define P32_5 0x165667b1u

static u32 round32(u32 sum, u32 word)
{
	return rol32(sum + word * P32_2, 13) * P32_1;
}

static u32 stripes32(const u8 **p, const u8 *end, u32 seed)
{
	u32 v[4] = {seed + P32_1 + P32_2, seed + P32_2, seed, seed - P32_1};
	int i;

	for (; end - *p >= 16; *p += 16)
		for (i = 0; i < 4; i++)
			v[i] = round32(v[i], get_unaligned_le32(*p + 4 * i));
	return rol32(v[0], 1) + rol32(v[1], 7) + rol32(v[2], 12) + rol32(v[3], 18);
}

u32 xxh32(const void *input, size_t length, u32 seed)
{
	const u8 *p = input, *end = p + length;
	u32 h = (length >= 16 ? stripes32(&p, end, seed) : seed + P32_5) + (u32)length;

	for (; end - p >= 4; p += 4)
		h = rol32(h + get_unaligned_le32(p) * P32_3, 17) * P32_4;
	for (; p < end; p++)
		h = rol32(h + *p * P32_5, 11) * P32_1;
	h = (h ^ h >> 15) * P32_2;
	h = (h ^ h >> 13) * P32_3;
	return h ^ h >> 16;
}
EXPORT_SYMBOL(xxh32);

/* ---- 64 bits ---- */

#define P64_1 0x9e3779b185ebca87ull
#define P64_2 0xc2b2ae3d27d4eb4full
#define P64_3 0x165667b19e3779f9ull
#define P64_4 0x85ebca77c2b2ae63ull
#define P64_5 0x27d4eb2f165667c5ull

static u64 round64(u64 sum, u64 word)
{
	return rol64(sum + word * P64_2, 31) * P64_1;
}

static void stripe64(struct xxh64_state *s, const u8 *p)
{
	int i;

	for (i = 0; i < 4; i++)
		s->v[i] = round64(s->v[i], get_unaligned_le64(p + 8 * i));
}

void xxh64_reset(struct xxh64_state *s, u64 seed)
{
	*s = (struct xxh64_state){.seed = seed,
				  .v = {seed + P64_1 + P64_2, seed + P64_2, seed, seed - P64_1}};
}
EXPORT_SYMBOL(xxh64_reset);

int xxh64_update(struct xxh64_state *s, const void *input, size_t length)
{
	const u8 *p = input;
	size_t n;

	s->total_len += length;
	if (s->memsize) {
		n = min_t(size_t, length, sizeof(s->rest) - s->memsize);
		memcpy(s->rest + s->memsize, p, n);
		s->memsize += n;
		p += n;
		length -= n;
		if (s->memsize < sizeof(s->rest))
			return 0;
		stripe64(s, s->rest);
		s->memsize = 0;
	}
	for (; length >= 32; p += 32, length -= 32)
		stripe64(s, p);
	if (length)
		memcpy(s->rest, p, length);
	s->memsize = length;
	return 0;
}
EXPORT_SYMBOL(xxh64_update);

static u64 join64(const struct xxh64_state *s)
{
	u64 h = rol64(s->v[0], 1) + rol64(s->v[1], 7) + rol64(s->v[2], 12) + rol64(s->v[3], 18);
	int i;

	for (i = 0; i < 4; i++)
		h = (h ^ round64(0, s->v[i])) * P64_1 + P64_4;
	return h;
}

u64 xxh64_digest(const struct xxh64_state *s)
{
	const u8 *p = s->rest, *end = p + s->memsize;
	u64 h = (s->total_len >= 32 ? join64(s) : s->seed + P64_5) + s->total_len;

	for (; end - p >= 8; p += 8)
		h = rol64(h ^ round64(0, get_unaligned_le64(p)), 27) * P64_1 + P64_4;
	if (end - p >= 4) {
		h = rol64(h ^ get_unaligned_le32(p) * P64_1, 23) * P64_2 + P64_3;
		p += 4;
	}
	for (; p < end; p++)
		h = rol64(h ^ *p * P64_5, 11) * P64_1;
	h = (h ^ h >> 33) * P64_2;
	h = (h ^ h >> 29) * P64_3;
	return h ^ h >> 32;
}
EXPORT_SYMBOL(xxh64_digest);

u64 xxh64(const void *input, size_t length, u64 seed)
{
	struct xxh64_state s;

	xxh64_reset(&s, seed);
	xxh64_update(&s, input, length);
	return xxh64_digest(&s);
}
EXPORT_SYMBOL(xxh64);
