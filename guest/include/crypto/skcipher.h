/* SPDX-License-Identifier: GPL-2.0-only */
/* skcipher: ciphers with one key, by name (guest/lib/crypto/skcipher.c). */
#ifndef _CRYPTO_SKCIPHER_H
#define _CRYPTO_SKCIPHER_H

#include <crypto/aes.h>
#include <linux/crypto.h>

struct cipher_mode;

struct crypto_skcipher {
	const struct cipher_mode *mode;
	bool has_key;
	struct crypto_aes_ctx aes;
};

struct skcipher_request {
	unsigned int cryptlen;
	u8 *iv; /* changed: the next part of the same message goes on with it */
	struct scatterlist *src, *dst;
	struct crypto_async_request base;
	struct crypto_skcipher *tfm;
};

/* ERR_PTR(-ENOENT): there is none of that name. */
struct crypto_skcipher *crypto_alloc_skcipher(const char *name, u32 type, u32 mask);
void crypto_free_skcipher(struct crypto_skcipher *tfm);
unsigned int crypto_skcipher_ivsize(struct crypto_skcipher *tfm);
unsigned int crypto_skcipher_blocksize(struct crypto_skcipher *tfm);
int crypto_skcipher_setkey(struct crypto_skcipher *tfm, const u8 *key, unsigned int keylen);
/* 0, -ENOKEY, -EINVAL: not whole blocks. */
int crypto_skcipher_encrypt(struct skcipher_request *req);
int crypto_skcipher_decrypt(struct skcipher_request *req);

static inline unsigned int crypto_skcipher_reqsize(struct crypto_skcipher *tfm)
{
	return 0;
}

static inline struct crypto_skcipher *crypto_skcipher_reqtfm(struct skcipher_request *req)
{
	return req->tfm;
}

static inline void skcipher_request_set_tfm(struct skcipher_request *req,
					    struct crypto_skcipher *tfm)
{
	req->tfm = tfm;
}

static inline struct skcipher_request *skcipher_request_alloc(struct crypto_skcipher *tfm,
							      gfp_t gfp)
{
	struct skcipher_request *req = kzalloc(sizeof(*req), gfp);

	if (req)
		skcipher_request_set_tfm(req, tfm);
	return req;
}

static inline void skcipher_request_free(struct skcipher_request *req)
{
	kfree_sensitive(req);
}

static inline void skcipher_request_set_callback(struct skcipher_request *req, u32 flags,
						 crypto_completion_t compl, void *data)
{
	req->base.complete = compl ;
	req->base.data = data;
	req->base.flags = flags;
}

static inline void skcipher_request_set_crypt(struct skcipher_request *req, struct scatterlist *src,
					      struct scatterlist *dst, unsigned int cryptlen,
					      void *iv)
{
	req->src = src;
	req->dst = dst;
	req->cryptlen = cryptlen;
	req->iv = iv;
}

#endif
