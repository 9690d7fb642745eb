/* SPDX-License-Identifier: GPL-2.0-only */
/* sha1: the compression function of SHA-1 (FIPS 180-4, 6.1). */
#include <crypto/sha1.h>
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/string.h>
#include <linux/unaligned.h>

void sha1_init(u32 *buf)
{
	buf[0] = 0x67452301;
	buf[1] = 0xefcdab89;
	buf[2] = 0x98badcfe;
	buf[3] = 0x10325476;
	buf[4] = 0xc3d2e1f0;
}
EXPORT_SYMBOL(sha1_init);

/* 4.1.1 and 4.2.1 */
static u32 mix(int t, u32 b, u32 c, u32 d)
{
	if (t < 20)
		return ((b & c) ^ (~b & d)) + 0x5a827999;
	if (t < 40)
		return (b ^ c ^ d) + 0x6ed9eba1;
	if (t < 60)
		return ((b & c) ^ (b & d) ^ (c & d)) + 0x8f1bbcdc;
	return (b ^ c ^ d) + 0xca62c1d6;
}

void sha1_transform(u32 *digest, const char *data, u32 *W)
{
	u32 a = digest[0], b = digest[1], c = digest[2], d = digest[3], e = digest[4], word, sum;
	int t;

	for (t = 0; t < 80; t++) {
		if (t < 16)
			word = get_unaligned_be32((const u8 *)data + 4 * t);
		else
			word = rol32(
			    W[(t - 3) & 15] ^ W[(t - 8) & 15] ^ W[(t - 14) & 15] ^ W[t & 15], 1);
		W[t & 15] = word;
		sum = rol32(a, 5) + mix(t, b, c, d) + e + word;
		e = d;
		d = c;
		c = rol32(b, 30);
		b = a;
		a = sum;
	}
	digest[0] += a;
	digest[1] += b;
	digest[2] += c;
	digest[3] += d;
	digest[4] += e;
}
EXPORT_SYMBOL(sha1_transform);
