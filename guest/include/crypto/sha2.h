/* SPDX-License-Identifier: GPL-2.0-only */
/* sha2: SHA-224 and SHA-256 (FIPS 180-4), guest/lib/crypto/sha256.c. Any context. */
#ifndef _CRYPTO_SHA2_H
#define _CRYPTO_SHA2_H

#include <linux/types.h>

#define SHA224_DIGEST_SIZE 28
#define SHA224_BLOCK_SIZE  64
#define SHA256_DIGEST_SIZE 32
#define SHA256_BLOCK_SIZE  64

struct sha256_state {
	u32 state[SHA256_DIGEST_SIZE / 4];
	u64 count; /* bytes */
	u8 buf[SHA256_BLOCK_SIZE];
};

void sha224_init(struct sha256_state *sctx);
void sha256_init(struct sha256_state *sctx);
void sha256_update(struct sha256_state *sctx, const u8 *data, unsigned int len);
void sha256_final(struct sha256_state *sctx, u8 *out);
void sha224_final(struct sha256_state *sctx, u8 *out);
void sha256(const u8 *data, unsigned int len, u8 *out);

#define sha224_update(sctx, data, len) sha256_update(sctx, data, len)

#endif
