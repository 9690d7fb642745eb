/* SPDX-License-Identifier: GPL-2.0-only */
/* hash: message digests by name, plain and as HMAC (RFC 2104). */
#include <crypto/hash.h>
#include <crypto/sha1.h>
#include <crypto/sha2.h>
#include <linux/crc32c.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/unaligned.h>

struct hash_algorithm {
	const char *name, *driver;
	unsigned int digest_bytes, block_bytes, state_bytes;
	void (*init)(void *state);
	void (*update)(void *state, const u8 *data, unsigned int len);
	void (*final)(void *state, u8 *out);
};

static void sha256_begin(void *state)
{
	sha256_init(state);
}

static void sha224_begin(void *state)
{
	sha224_init(state);
}

static void sha256_take(void *state, const u8 *data, unsigned int len)
{
	sha256_update(state, data, len);
}

static void sha256_end(void *state, u8 *out)
{
	sha256_final(state, out);
}

static void sha224_end(void *state, u8 *out)
{
	sha224_final(state, out);
}

static void sha1_begin(void *state)
{
	struct sha1_state *s = state;

	sha1_init(s->state);
	s->count = 0;
}

static void sha1_take(void *state, const u8 *data, unsigned int len)
{
	struct sha1_state *s = state;
	unsigned int have = s->count % SHA1_BLOCK_SIZE, n;
	u32 room[SHA1_WORKSPACE_WORDS];

	s->count += len;
	while (have + len >= SHA1_BLOCK_SIZE) {
		n = SHA1_BLOCK_SIZE - have;
		memcpy(s->buffer + have, data, n);
		sha1_transform(s->state, (const char *)s->buffer, room);
		data += n;
		len -= n;
		have = 0;
	}
	memcpy(s->buffer + have, data, len);
}

static void sha1_end(void *state, u8 *out)
{
	static const u8 padding[SHA1_BLOCK_SIZE] = {0x80};
	struct sha1_state *s = state;
	unsigned int have = s->count % SHA1_BLOCK_SIZE;
	__be64 bits = cpu_to_be64(s->count * 8);
	int i;

	sha1_take(state, padding, (have < 56 ? 56 : 120) - have);
	sha1_take(state, (const u8 *)&bits, sizeof(bits));
	for (i = 0; i < SHA1_DIGEST_WORDS; i++)
		put_unaligned_be32(s->state[i], out + 4 * i);
}

static void crc32c_begin(void *state)
{
	*(u32 *)state = ~0u;
}

static void crc32c_take(void *state, const u8 *data, unsigned int len)
{
	*(u32 *)state = crc32c(*(u32 *)state, data, len);
}

static void crc32c_end(void *state, u8 *out)
{
	put_unaligned_le32(~*(u32 *)state, out);
}

static const struct hash_algorithm algorithms[] = {
    {"sha256", "sha256-generic", SHA256_DIGEST_SIZE, SHA256_BLOCK_SIZE, sizeof(struct sha256_state),
     sha256_begin, sha256_take, sha256_end},
    {"sha224", "sha224-generic", SHA224_DIGEST_SIZE, SHA224_BLOCK_SIZE, sizeof(struct sha256_state),
     sha224_begin, sha256_take, sha224_end},
    {"sha1", "sha1-generic", SHA1_DIGEST_SIZE, SHA1_BLOCK_SIZE, sizeof(struct sha1_state),
     sha1_begin, sha1_take, sha1_end},
    {"crc32c", "crc32c-generic", 4, 1, sizeof(u32), crc32c_begin, crc32c_take, crc32c_end},
};

static const struct hash_algorithm *find(const char *name, size_t len)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(algorithms); i++)
		if ((strlen(algorithms[i].name) == len && !memcmp(algorithms[i].name, name, len)) ||
		    (strlen(algorithms[i].driver) == len &&
		     !memcmp(algorithms[i].driver, name, len)))
			return &algorithms[i];
	return NULL;
}

/* "sha256", "hmac(sha256)". */
static const struct hash_algorithm *parse(const char *name, bool *keyed)
{
	size_t len = strlen(name);

	*keyed = len > 6 && !strncmp(name, "hmac(", 5) && name[len - 1] == ')';
	return *keyed ? find(name + 5, len - 6) : find(name, len);
}

struct crypto_shash *crypto_alloc_shash(const char *name, u32 type, u32 mask)
{
	const struct hash_algorithm *alg;
	struct crypto_shash *tfm;
	bool keyed;

	alg = parse(name, &keyed);
	if (!alg || (keyed && alg->block_bytes != 64))
		return ERR_PTR(-ENOENT);
	tfm = kzalloc(sizeof(*tfm), GFP_KERNEL);
	if (!tfm)
		return ERR_PTR(-ENOMEM);
	tfm->alg = alg;
	tfm->keyed = keyed;
	tfm->descsize = alg->state_bytes;
	return tfm;
}
EXPORT_SYMBOL_GPL(crypto_alloc_shash);

void crypto_free_shash(struct crypto_shash *tfm)
{
	if (!IS_ERR_OR_NULL(tfm))
		kfree_sensitive(tfm);
}
EXPORT_SYMBOL_GPL(crypto_free_shash);

const char *crypto_shash_driver_name(struct crypto_shash *tfm)
{
	return tfm->alg->driver;
}
EXPORT_SYMBOL_GPL(crypto_shash_driver_name);

const char *crypto_shash_alg_name(struct crypto_shash *tfm)
{
	return tfm->alg->name;
}
EXPORT_SYMBOL_GPL(crypto_shash_alg_name);

unsigned int crypto_shash_digestsize(struct crypto_shash *tfm)
{
	return tfm->alg->digest_bytes;
}
EXPORT_SYMBOL_GPL(crypto_shash_digestsize);

unsigned int crypto_shash_blocksize(struct crypto_shash *tfm)
{
	return tfm->alg->block_bytes;
}
EXPORT_SYMBOL_GPL(crypto_shash_blocksize);

int crypto_shash_setkey(struct crypto_shash *tfm, const u8 *key, unsigned int keylen)
{
	u8 short_key[64] = {0};
	u64 state[HASH_MAX_DESCSIZE / 8];
	int i;

	if (!tfm->keyed)
		return -ENOSYS;
	if (keylen > sizeof(short_key)) {
		tfm->alg->init(state);
		tfm->alg->update(state, key, keylen);
		tfm->alg->final(state, short_key);
	} else {
		memcpy(short_key, key, keylen);
	}
	for (i = 0; i < 64; i++) {
		tfm->inner[i] = short_key[i] ^ 0x36;
		tfm->outer[i] = short_key[i] ^ 0x5c;
	}
	memzero_explicit(short_key, sizeof(short_key));
	tfm->has_key = true;
	return 0;
}
EXPORT_SYMBOL_GPL(crypto_shash_setkey);

int crypto_shash_init(struct shash_desc *desc)
{
	const struct crypto_shash *tfm = desc->tfm;

	if (tfm->keyed && !tfm->has_key)
		return -ENOKEY;
	tfm->alg->init(desc->__ctx);
	if (tfm->keyed)
		tfm->alg->update(desc->__ctx, tfm->inner, sizeof(tfm->inner));
	return 0;
}
EXPORT_SYMBOL_GPL(crypto_shash_init);

int crypto_shash_update(struct shash_desc *desc, const u8 *data, unsigned int len)
{
	desc->tfm->alg->update(desc->__ctx, data, len);
	return 0;
}
EXPORT_SYMBOL_GPL(crypto_shash_update);

int crypto_shash_final(struct shash_desc *desc, u8 *out)
{
	const struct crypto_shash *tfm = desc->tfm;

	tfm->alg->final(desc->__ctx, out);
	if (tfm->keyed) {
		tfm->alg->init(desc->__ctx);
		tfm->alg->update(desc->__ctx, tfm->outer, sizeof(tfm->outer));
		tfm->alg->update(desc->__ctx, out, tfm->alg->digest_bytes);
		tfm->alg->final(desc->__ctx, out);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(crypto_shash_final);

int crypto_shash_finup(struct shash_desc *desc, const u8 *data, unsigned int len, u8 *out)
{
	return crypto_shash_update(desc, data, len) ?: crypto_shash_final(desc, out);
}
EXPORT_SYMBOL_GPL(crypto_shash_finup);

int crypto_shash_digest(struct shash_desc *desc, const u8 *data, unsigned int len, u8 *out)
{
	return crypto_shash_init(desc) ?: crypto_shash_finup(desc, data, len, out);
}
EXPORT_SYMBOL_GPL(crypto_shash_digest);

int crypto_shash_tfm_digest(struct crypto_shash *tfm, const u8 *data, unsigned int len, u8 *out)
{
	SHASH_DESC_ON_STACK(desc, tfm);
	int err;

	desc->tfm = tfm;
	err = crypto_shash_digest(desc, data, len, out);
	shash_desc_zero(desc);
	return err;
}
EXPORT_SYMBOL_GPL(crypto_shash_tfm_digest);

int crypto_has_alg(const char *name, u32 type, u32 mask)
{
	bool keyed;

	return parse(name, &keyed) != NULL;
}
EXPORT_SYMBOL_GPL(crypto_has_alg);

void crypto_req_done(struct crypto_async_request *req, int err)
{
	struct crypto_wait *wait = req->data;

	if (err == -EINPROGRESS)
		return;
	wait->err = err;
	complete(&wait->completion);
}
EXPORT_SYMBOL_GPL(crypto_req_done);

/* ---- over scatterlists ---- */

struct crypto_ahash *crypto_alloc_ahash(const char *name, u32 type, u32 mask)
{
	struct crypto_shash *shash = crypto_alloc_shash(name, 0, 0);
	struct crypto_ahash *tfm;

	if (IS_ERR(shash))
		return ERR_CAST(shash);
	tfm = kzalloc(sizeof(*tfm), GFP_KERNEL);
	if (!tfm) {
		crypto_free_shash(shash);
		return ERR_PTR(-ENOMEM);
	}
	tfm->shash = shash;
	return tfm;
}
EXPORT_SYMBOL_GPL(crypto_alloc_ahash);

void crypto_free_ahash(struct crypto_ahash *tfm)
{
	if (IS_ERR_OR_NULL(tfm))
		return;
	crypto_free_shash(tfm->shash);
	kfree(tfm);
}
EXPORT_SYMBOL_GPL(crypto_free_ahash);

int crypto_ahash_setkey(struct crypto_ahash *tfm, const u8 *key, unsigned int keylen)
{
	return crypto_shash_setkey(tfm->shash, key, keylen);
}
EXPORT_SYMBOL_GPL(crypto_ahash_setkey);

struct ahash_request *ahash_request_alloc(struct crypto_ahash *tfm, gfp_t gfp)
{
	size_t desc = ALIGN(sizeof(struct ahash_request), 8);
	struct ahash_request *req =
	    kzalloc(desc + sizeof(struct shash_desc) + crypto_shash_descsize(tfm->shash), gfp);

	if (!req)
		return NULL;
	req->tfm = tfm;
	req->desc = (void *)req + desc;
	req->desc->tfm = tfm->shash;
	return req;
}
EXPORT_SYMBOL_GPL(ahash_request_alloc);

void ahash_request_free(struct ahash_request *req)
{
	kfree_sensitive(req);
}
EXPORT_SYMBOL_GPL(ahash_request_free);

int crypto_ahash_init(struct ahash_request *req)
{
	return crypto_shash_init(req->desc);
}
EXPORT_SYMBOL_GPL(crypto_ahash_init);

int crypto_ahash_update(struct ahash_request *req)
{
	u8 part[256];
	unsigned int done, n;

	for (done = 0; done < req->nbytes; done += n) {
		n = min_t(unsigned int, req->nbytes - done, sizeof(part));
		if (sg_pcopy_to_buffer(req->src, sg_nents(req->src), part, n, done) != n)
			return -EINVAL;
		crypto_shash_update(req->desc, part, n);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(crypto_ahash_update);

int crypto_ahash_final(struct ahash_request *req)
{
	return crypto_shash_final(req->desc, req->result);
}
EXPORT_SYMBOL_GPL(crypto_ahash_final);

int crypto_ahash_finup(struct ahash_request *req)
{
	return crypto_ahash_update(req) ?: crypto_ahash_final(req);
}
EXPORT_SYMBOL_GPL(crypto_ahash_finup);

int crypto_ahash_digest(struct ahash_request *req)
{
	return crypto_ahash_init(req) ?: crypto_ahash_finup(req);
}
EXPORT_SYMBOL_GPL(crypto_ahash_digest);
