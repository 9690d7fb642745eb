/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * crypto: algorithms by name (guest/lib/crypto/). Hashes: crc32c, sha1, sha224, sha256, and
 * hmac(...) of them; ciphers: ecb(aes), cbc(aes), ctr(aes). All are done when the call returns.
 */
#ifndef _LINUX_CRYPTO_H
#define _LINUX_CRYPTO_H

#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/types.h>

#define CRYPTO_ALG_TYPE_MASK	 0x0000000f
#define CRYPTO_ALG_TYPE_SKCIPHER 0x00000005
#define CRYPTO_ALG_TYPE_SHASH	 0x0000000e
#define CRYPTO_ALG_TYPE_AHASH	 0x0000000f
#define CRYPTO_ALG_ASYNC	 0x00000080
#define CRYPTO_ALG_NEED_FALLBACK 0x00000100

#define CRYPTO_TFM_REQ_FORBID_WEAK_KEYS 0x00000100
#define CRYPTO_TFM_REQ_MAY_SLEEP	0x00000200
#define CRYPTO_TFM_REQ_MAY_BACKLOG	0x00000400

#define CRYPTO_MAX_ALG_NAME  128
#define CRYPTO_MINALIGN	     ARCH_KMALLOC_MINALIGN
#define CRYPTO_MINALIGN_ATTR __attribute__((__aligned__(CRYPTO_MINALIGN)))

struct crypto_async_request;
typedef void (*crypto_completion_t)(struct crypto_async_request *req, int err);

struct crypto_async_request {
	struct list_head list;
	crypto_completion_t complete;
	void *data;
	u32 flags;
};

/* For crypto_wait_req(): what a request's callback completes. */
struct crypto_wait {
	struct completion completion;
	int err;
};

#define DECLARE_CRYPTO_WAIT(_wait)                                                                 \
	struct crypto_wait _wait = {COMPLETION_INITIALIZER_ONSTACK((_wait).completion), 0}

static inline void crypto_init_wait(struct crypto_wait *wait)
{
	init_completion(&wait->completion);
}

void crypto_req_done(struct crypto_async_request *req, int err);

static inline int crypto_wait_req(int err, struct crypto_wait *wait)
{
	if (err == -EINPROGRESS || err == -EBUSY) {
		wait_for_completion(&wait->completion);
		reinit_completion(&wait->completion);
		err = wait->err;
	}
	return err;
}

int crypto_has_alg(const char *name, u32 type, u32 mask);

#endif
