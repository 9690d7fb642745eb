/* SPDX-License-Identifier: GPL-2.0-only */
/* sha256: SHA-224 and SHA-256 (FIPS 180-4, 5.3, 6.2). */
#include <crypto/sha2.h>
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/string.h>
#include <linux/unaligned.h>

/* 4.2.2: of the cube roots of the first 64 primes. */
static const u32 K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

void sha256_init(struct sha256_state *sctx)
{
	static const u32 first[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
				     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

	memcpy(sctx->state, first, sizeof(first));
	sctx->count = 0;
}
EXPORT_SYMBOL(sha256_init);

void sha224_init(struct sha256_state *sctx)
{
	static const u32 first[8] = {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
				     0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};

	memcpy(sctx->state, first, sizeof(first));
	sctx->count = 0;
}
EXPORT_SYMBOL(sha224_init);

static void schedule_words(u32 *w, const u8 *block)
{
	int t;

	for (t = 0; t < 16; t++)
		w[t] = get_unaligned_be32(block + 4 * t);
	for (; t < 64; t++) {
		u32 a = w[t - 15], b = w[t - 2];

		w[t] = (ror32(b, 17) ^ ror32(b, 19) ^ b >> 10) + w[t - 7] +
		       (ror32(a, 7) ^ ror32(a, 18) ^ a >> 3) + w[t - 16];
	}
}

static void take_block(u32 *state, const u8 *block)
{
	u32 w[64], v[8], t1, t2;
	int t;

	schedule_words(w, block);
	memcpy(v, state, sizeof(v));
	for (t = 0; t < 64; t++) {
		t1 = v[7] + (ror32(v[4], 6) ^ ror32(v[4], 11) ^ ror32(v[4], 25)) +
		     ((v[4] & v[5]) ^ (~v[4] & v[6])) + K[t] + w[t];
		t2 = (ror32(v[0], 2) ^ ror32(v[0], 13) ^ ror32(v[0], 22)) +
		     ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
		memmove(v + 1, v, 7 * sizeof(*v));
		v[4] += t1;
		v[0] = t1 + t2;
	}
	for (t = 0; t < 8; t++)
		state[t] += v[t];
}

void sha256_update(struct sha256_state *sctx, const u8 *data, unsigned int len)
{
	unsigned int have = sctx->count % SHA256_BLOCK_SIZE, n;

	sctx->count += len;
	while (have + len >= SHA256_BLOCK_SIZE) {
		n = SHA256_BLOCK_SIZE - have;
		memcpy(sctx->buf + have, data, n);
		take_block(sctx->state, sctx->buf);
		data += n;
		len -= n;
		have = 0;
	}
	memcpy(sctx->buf + have, data, len);
}
EXPORT_SYMBOL(sha256_update);

static void finish(struct sha256_state *sctx, u8 *out, int words)
{
	static const u8 padding[SHA256_BLOCK_SIZE] = {0x80};
	unsigned int have = sctx->count % SHA256_BLOCK_SIZE;
	__be64 bits = cpu_to_be64(sctx->count * 8);
	int i;

	sha256_update(sctx, padding, (have < 56 ? 56 : 120) - have);
	sha256_update(sctx, (const u8 *)&bits, sizeof(bits));
	for (i = 0; i < words; i++)
		put_unaligned_be32(sctx->state[i], out + 4 * i);
	memzero_explicit(sctx, sizeof(*sctx));
}

void sha256_final(struct sha256_state *sctx, u8 *out)
{
	finish(sctx, out, 8);
}
EXPORT_SYMBOL(sha256_final);

void sha224_final(struct sha256_state *sctx, u8 *out)
{
	finish(sctx, out, 7);
}
EXPORT_SYMBOL(sha224_final);

void sha256(const u8 *data, unsigned int len, u8 *out)
{
	struct sha256_state sctx;

	sha256_init(&sctx);
	sha256_update(&sctx, data, len);
	sha256_final(&sctx, out);
}
EXPORT_SYMBOL(sha256);
