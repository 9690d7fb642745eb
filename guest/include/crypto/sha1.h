/* SPDX-License-Identifier: GPL-2.0-only */
/* sha1: SHA-1 (FIPS 180-4), guest/lib/crypto/sha1.c. Any context. */
#ifndef _CRYPTO_SHA1_H
#define _CRYPTO_SHA1_H

#include <linux/types.h>

#define SHA1_DIGEST_SIZE     20
#define SHA1_BLOCK_SIZE	     64
#define SHA1_DIGEST_WORDS    (SHA1_DIGEST_SIZE / 4)
#define SHA1_WORKSPACE_WORDS 16

struct sha1_state {
	u32 state[SHA1_DIGEST_WORDS];
	u64 count; /* bytes */
	u8 buffer[SHA1_BLOCK_SIZE];
};

void sha1_init(u32 *buf);
/* One block of 64 bytes. W: 16 words of room. */
void sha1_transform(u32 *digest, const char *data, u32 *W);

#endif
