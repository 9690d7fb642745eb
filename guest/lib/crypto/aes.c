/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * aes: the block cipher (FIPS 197), byte by byte as the standard tells it. The S-box is made at
 * boot: inverses in GF(2^8), then the affine map of 5.1.1.
 */
#include <crypto/aes.h>
#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/string.h>
#include <linux/unaligned.h>

static u8 sbox[256], inverse[256];

static u8 times2(u8 x)
{
	return x << 1 ^ (x & 0x80 ? 0x1b : 0);
}

static u8 times(u8 x, u8 by)
{
	u8 product = 0;

	for (; by; by >>= 1, x = times2(x))
		if (by & 1)
			product ^= x;
	return product;
}

static u8 rotate(u8 x, int n)
{
	return x << n | x >> (8 - n);
}

/* 3 generates all of the field but 0; 0xf6 is its inverse. */
static int __init aes_init(void)
{
	u8 p = 1, q = 1;
	int i;

	for (i = 0; i < 255; i++) {
		sbox[p] = q ^ rotate(q, 1) ^ rotate(q, 2) ^ rotate(q, 3) ^ rotate(q, 4) ^ 0x63;
		p = times(p, 3);
		q = times(q, 0xf6);
	}
	sbox[0] = 0x63;
	for (i = 0; i < 256; i++)
		inverse[sbox[i]] = i;
	return 0;
}
core_initcall(aes_init);

static u32 sub_word(u32 w)
{
	return sbox[w & 0xff] | sbox[w >> 8 & 0xff] << 8 | sbox[w >> 16 & 0xff] << 16 |
	       (u32)sbox[w >> 24] << 24;
}

/* 5.2; words little-endian: the first byte of a column is the lowest. */
int aes_expandkey(struct crypto_aes_ctx *ctx, const u8 *in_key, unsigned int key_len)
{
	unsigned int nk = key_len / 4, total = 4 * (nk + 7), i;
	u32 *w = ctx->key_enc;
	u8 rcon = 1;

	if (key_len != AES_KEYSIZE_128 && key_len != AES_KEYSIZE_192 && key_len != AES_KEYSIZE_256)
		return -EINVAL;
	ctx->key_length = key_len;
	for (i = 0; i < nk; i++)
		w[i] = get_unaligned_le32(in_key + 4 * i);
	for (; i < total; i++) {
		u32 t = w[i - 1];

		if (i % nk == 0) {
			t = sub_word(ror32(t, 8)) ^ rcon;
			rcon = times2(rcon);
		} else if (nk > 6 && i % nk == 4) {
			t = sub_word(t);
		}
		w[i] = w[i - nk] ^ t;
	}
	memcpy(ctx->key_dec, ctx->key_enc, sizeof(ctx->key_dec));
	return 0;
}
EXPORT_SYMBOL(aes_expandkey);

static void add_key(u8 *s, const u32 *key)
{
	int i;

	for (i = 0; i < AES_BLOCK_SIZE; i++)
		s[i] ^= key[i / 4] >> 8 * (i % 4);
}

/* SubBytes and ShiftRows: row r of column c comes from column c + r (5.1.2), or back. */
static void sub_and_shift(u8 *s, const u8 *box, int direction)
{
	u8 from[AES_BLOCK_SIZE];
	int r, c;

	memcpy(from, s, sizeof(from));
	for (c = 0; c < 4; c++)
		for (r = 0; r < 4; r++)
			s[4 * c + r] = box[from[4 * ((c + direction * r) & 3) + r]];
}

static void mix_columns(u8 *s, const u8 *by)
{
	u8 in[4];
	int r, c;

	for (c = 0; c < 4; c++, s += 4) {
		memcpy(in, s, 4);
		for (r = 0; r < 4; r++)
			s[r] = times(in[r], by[0]) ^ times(in[(r + 1) & 3], by[1]) ^
			       times(in[(r + 2) & 3], by[2]) ^ times(in[(r + 3) & 3], by[3]);
	}
}

static int rounds(const struct crypto_aes_ctx *ctx)
{
	return ctx->key_length / 4 + 6;
}

void aes_encrypt(const struct crypto_aes_ctx *ctx, u8 *out, const u8 *in)
{
	static const u8 by[4] = {2, 3, 1, 1};
	u8 s[AES_BLOCK_SIZE];
	int i, last = rounds(ctx);

	memcpy(s, in, sizeof(s));
	add_key(s, ctx->key_enc);
	for (i = 1; i <= last; i++) {
		sub_and_shift(s, sbox, 1);
		if (i < last)
			mix_columns(s, by);
		add_key(s, ctx->key_enc + 4 * i);
	}
	memcpy(out, s, sizeof(s));
}
EXPORT_SYMBOL(aes_encrypt);

void aes_decrypt(const struct crypto_aes_ctx *ctx, u8 *out, const u8 *in)
{
	static const u8 by[4] = {14, 11, 13, 9};
	u8 s[AES_BLOCK_SIZE];
	int i, last = rounds(ctx);

	memcpy(s, in, sizeof(s));
	for (i = last; i > 0; i--) {
		add_key(s, ctx->key_dec + 4 * i);
		if (i < last)
			mix_columns(s, by);
		sub_and_shift(s, inverse, -1);
	}
	add_key(s, ctx->key_dec);
	memcpy(out, s, sizeof(s));
}
EXPORT_SYMBOL(aes_decrypt);
