/* SPDX-License-Identifier: GPL-2.0-only */
/* hash: message digests by name (guest/lib/crypto/hash.c). setkey may sleep, the rest not. */
#ifndef _CRYPTO_HASH_H
#define _CRYPTO_HASH_H

#include <linux/crypto.h>
#include <linux/string.h>

#define HASH_MAX_DIGESTSIZE 64
#define HASH_MAX_DESCSIZE   256

struct hash_algorithm;

struct crypto_shash {
	const struct hash_algorithm *alg;
	bool keyed, has_key;
	unsigned int descsize;
	u8 inner[64], outer[64]; /* hmac's key, padded */
};

struct shash_desc {
	struct crypto_shash *tfm;
	u32 flags; /* CRYPTO_TFM_REQ_*, before 5.1 */
	void *__ctx[] __attribute__((__aligned__(8)));
};

#define SHASH_DESC_ON_STACK(shash, ctx)                                                            \
	char __##shash##_desc[sizeof(struct shash_desc) + HASH_MAX_DESCSIZE]                       \
	    __attribute__((__aligned__(8)));                                                       \
	struct shash_desc *shash = (struct shash_desc *)__##shash##_desc

/* ERR_PTR(-ENOENT): there is none of that name. */
struct crypto_shash *crypto_alloc_shash(const char *name, u32 type, u32 mask);
void crypto_free_shash(struct crypto_shash *tfm);
const char *crypto_shash_driver_name(struct crypto_shash *tfm);
const char *crypto_shash_alg_name(struct crypto_shash *tfm);
unsigned int crypto_shash_digestsize(struct crypto_shash *tfm);
unsigned int crypto_shash_blocksize(struct crypto_shash *tfm);
/* -ENOKEY from the others as long as there is none. */
int crypto_shash_setkey(struct crypto_shash *tfm, const u8 *key, unsigned int keylen);
int crypto_shash_init(struct shash_desc *desc);
int crypto_shash_update(struct shash_desc *desc, const u8 *data, unsigned int len);
int crypto_shash_final(struct shash_desc *desc, u8 *out);
int crypto_shash_finup(struct shash_desc *desc, const u8 *data, unsigned int len, u8 *out);
int crypto_shash_digest(struct shash_desc *desc, const u8 *data, unsigned int len, u8 *out);
int crypto_shash_tfm_digest(struct crypto_shash *tfm, const u8 *data, unsigned int len, u8 *out);

static inline unsigned int crypto_shash_descsize(struct crypto_shash *tfm)
{
	return tfm->descsize;
}

static inline void *shash_desc_ctx(struct shash_desc *desc)
{
	return desc->__ctx;
}

static inline void shash_desc_zero(struct shash_desc *desc)
{
	memzero_explicit(desc, sizeof(*desc) + crypto_shash_descsize(desc->tfm));
}

/* ---- the same over scatterlists ---- */

struct crypto_ahash {
	struct crypto_shash *shash;
};

struct ahash_request {
	struct crypto_async_request base;
	struct crypto_ahash *tfm;
	unsigned int nbytes;
	struct scatterlist *src;
	u8 *result;
	struct shash_desc *desc;
};

struct crypto_ahash *crypto_alloc_ahash(const char *name, u32 type, u32 mask);
void crypto_free_ahash(struct crypto_ahash *tfm);
int crypto_ahash_setkey(struct crypto_ahash *tfm, const u8 *key, unsigned int keylen);
struct ahash_request *ahash_request_alloc(struct crypto_ahash *tfm, gfp_t gfp);
void ahash_request_free(struct ahash_request *req);
int crypto_ahash_init(struct ahash_request *req);
int crypto_ahash_update(struct ahash_request *req);
int crypto_ahash_final(struct ahash_request *req);
int crypto_ahash_finup(struct ahash_request *req);
int crypto_ahash_digest(struct ahash_request *req);

static inline unsigned int crypto_ahash_digestsize(struct crypto_ahash *tfm)
{
	return crypto_shash_digestsize(tfm->shash);
}

static inline void ahash_request_set_callback(struct ahash_request *req, u32 flags,
					      crypto_completion_t compl, void *data)
{
	req->base.complete = compl ;
	req->base.data = data;
	req->base.flags = flags;
}

static inline void ahash_request_set_crypt(struct ahash_request *req, struct scatterlist *src,
					   u8 *result, unsigned int nbytes)
{
	req->src = src;
	req->nbytes = nbytes;
	req->result = result;
}

#endif
