/* SPDX-License-Identifier: GPL-2.0-only */
/* skcipher: AES in the modes of NIST SP 800-38A: ECB (6.1), CBC (6.2), CTR (6.5). */
#include <crypto/skcipher.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/string.h>

struct cipher_mode {
	const char *name, *driver;
	unsigned int block_bytes, iv_bytes;
	/* one block, or the last part of one; out may be in */
	void (*crypt)(struct crypto_skcipher *tfm, u8 *iv, u8 *out, const u8 *in, unsigned int n,
		      bool encrypt);
};

static void xor_block(u8 *to, const u8 *with, unsigned int n)
{
	while (n--)
		*to++ ^= *with++;
}

static void ecb(struct crypto_skcipher *tfm, u8 *iv, u8 *out, const u8 *in, unsigned int n,
		bool encrypt)
{
	if (encrypt)
		aes_encrypt(&tfm->aes, out, in);
	else
		aes_decrypt(&tfm->aes, out, in);
}

static void cbc(struct crypto_skcipher *tfm, u8 *iv, u8 *out, const u8 *in, unsigned int n,
		bool encrypt)
{
	u8 next[AES_BLOCK_SIZE];

	if (encrypt) {
		xor_block(iv, in, AES_BLOCK_SIZE);
		aes_encrypt(&tfm->aes, iv, iv);
		memcpy(out, iv, AES_BLOCK_SIZE);
		return;
	}
	memcpy(next, in, AES_BLOCK_SIZE);
	aes_decrypt(&tfm->aes, out, in);
	xor_block(out, iv, AES_BLOCK_SIZE);
	memcpy(iv, next, AES_BLOCK_SIZE);
}

static void ctr(struct crypto_skcipher *tfm, u8 *iv, u8 *out, const u8 *in, unsigned int n,
		bool encrypt)
{
	u8 stream[AES_BLOCK_SIZE];
	int i;

	aes_encrypt(&tfm->aes, stream, iv);
	memmove(out, in, n);
	xor_block(out, stream, n);
	for (i = AES_BLOCK_SIZE - 1; i >= 0 && !++iv[i]; i--)
		;
}

static const struct cipher_mode modes[] = {
    {"ecb(aes)", "ecb(aes-generic)", AES_BLOCK_SIZE, 0, ecb},
    {"cbc(aes)", "cbc(aes-generic)", AES_BLOCK_SIZE, AES_BLOCK_SIZE, cbc},
    {"ctr(aes)", "ctr(aes-generic)", 1, AES_BLOCK_SIZE, ctr},
};

struct crypto_skcipher *crypto_alloc_skcipher(const char *name, u32 type, u32 mask)
{
	struct crypto_skcipher *tfm;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(modes); i++)
		if (!strcmp(modes[i].name, name) || !strcmp(modes[i].driver, name))
			break;
	if (i == ARRAY_SIZE(modes))
		return ERR_PTR(-ENOENT);
	tfm = kzalloc(sizeof(*tfm), GFP_KERNEL);
	if (!tfm)
		return ERR_PTR(-ENOMEM);
	tfm->mode = &modes[i];
	return tfm;
}
EXPORT_SYMBOL_GPL(crypto_alloc_skcipher);

void crypto_free_skcipher(struct crypto_skcipher *tfm)
{
	if (!IS_ERR_OR_NULL(tfm))
		kfree_sensitive(tfm);
}
EXPORT_SYMBOL_GPL(crypto_free_skcipher);

unsigned int crypto_skcipher_ivsize(struct crypto_skcipher *tfm)
{
	return tfm->mode->iv_bytes;
}
EXPORT_SYMBOL_GPL(crypto_skcipher_ivsize);

unsigned int crypto_skcipher_blocksize(struct crypto_skcipher *tfm)
{
	return tfm->mode->block_bytes;
}
EXPORT_SYMBOL_GPL(crypto_skcipher_blocksize);

int crypto_skcipher_setkey(struct crypto_skcipher *tfm, const u8 *key, unsigned int keylen)
{
	int err = aes_expandkey(&tfm->aes, key, keylen);

	tfm->has_key = !err;
	return err;
}
EXPORT_SYMBOL_GPL(crypto_skcipher_setkey);

/* By way of a block of our own: the lists may be cut anywhere. */
static int crypt(struct skcipher_request *req, bool encrypt)
{
	struct crypto_skcipher *tfm = req->tfm;
	unsigned int done, n;
	u8 block[AES_BLOCK_SIZE];

	if (!tfm->has_key)
		return -ENOKEY;
	if (req->cryptlen % tfm->mode->block_bytes)
		return -EINVAL;
	for (done = 0; done < req->cryptlen; done += n) {
		n = min_t(unsigned int, req->cryptlen - done, sizeof(block));
		if (sg_pcopy_to_buffer(req->src, sg_nents(req->src), block, n, done) != n)
			return -EINVAL;
		tfm->mode->crypt(tfm, req->iv, block, block, n, encrypt);
		if (sg_pcopy_from_buffer(req->dst, sg_nents(req->dst), block, n, done) != n)
			return -EINVAL;
	}
	memzero_explicit(block, sizeof(block));
	return 0;
}

int crypto_skcipher_encrypt(struct skcipher_request *req)
{
	return crypt(req, true);
}
EXPORT_SYMBOL_GPL(crypto_skcipher_encrypt);

int crypto_skcipher_decrypt(struct skcipher_request *req)
{
	return crypt(req, false);
}
EXPORT_SYMBOL_GPL(crypto_skcipher_decrypt);
