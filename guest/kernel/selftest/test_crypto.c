/* SPDX-License-Identifier: GPL-2.0-only */
/* Hashes and ciphers against the standards' own examples. */
#include <crypto/hash.h>
#include <crypto/skcipher.h>
#include <linux/err.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/selftest.h>
#include <linux/string.h>

static bool hashes_to(const char *name, const char *key, const char *text, const char *hex)
{
	struct crypto_shash *tfm = crypto_alloc_shash(name, 0, 0);
	u8 got[HASH_MAX_DIGESTSIZE], want[HASH_MAX_DIGESTSIZE];
	unsigned int bytes = strlen(hex) / 2;
	bool same;

	if (IS_ERR(tfm))
		return false;
	same = crypto_shash_digestsize(tfm) == bytes && !hex2bin(want, hex, bytes) &&
	       (!key || !crypto_shash_setkey(tfm, (const u8 *)key, strlen(key))) &&
	       !crypto_shash_tfm_digest(tfm, (const u8 *)text, strlen(text), got) &&
	       !memcmp(got, want, bytes);
	crypto_free_shash(tfm);
	return same;
}

/* FIPS 180-4's examples; RFC 4231 and 2202, case 2; RFC 3720 B.4's polynomial */
SELFTEST(crypto, hashes)
{
	EXPECT(t, hashes_to("sha256", NULL, "abc",
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
	EXPECT(t,
	       hashes_to("sha256", NULL, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
	EXPECT(t, hashes_to("sha224", NULL, "abc",
			    "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"));
	EXPECT(t, hashes_to("sha1", NULL, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"));
	EXPECT(t, hashes_to("crc32c", NULL, "123456789", "839206e3"));
	EXPECT(t, hashes_to("hmac(sha256)", "Jefe", "what do ya want for nothing?",
			    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
	EXPECT(t, hashes_to("hmac(sha1)", "Jefe", "what do ya want for nothing?",
			    "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
	EXPECT_EQ(t, PTR_ERR(crypto_alloc_shash("no-such-hash", 0, 0)), -ENOENT);
}

struct cipher_case {
	const char *name, *key, *iv, *plain, *cipher;
};

static bool turns_into(const struct cipher_case *c, bool encrypt)
{
	struct crypto_skcipher *tfm = crypto_alloc_skcipher(c->name, 0, 0);
	struct skcipher_request *req = IS_ERR(tfm) ? NULL : skcipher_request_alloc(tfm, GFP_KERNEL);
	u8 key[32], iv[16], text[64], want[64];
	unsigned int bytes = strlen(c->plain) / 2;
	struct scatterlist sg[2];
	bool same = false;

	if (req && !hex2bin(key, c->key, strlen(c->key) / 2) && !hex2bin(iv, c->iv, 16) &&
	    !hex2bin(text, encrypt ? c->plain : c->cipher, bytes) &&
	    !hex2bin(want, encrypt ? c->cipher : c->plain, bytes) &&
	    !crypto_skcipher_setkey(tfm, key, strlen(c->key) / 2)) {
		sg_init_table(sg, 2); /* cut amidst a block */
		sg_set_buf(&sg[0], text, 5);
		sg_set_buf(&sg[1], text + 5, bytes - 5);
		skcipher_request_set_crypt(req, sg, sg, bytes, iv);
		same = !(encrypt ? crypto_skcipher_encrypt(req) : crypto_skcipher_decrypt(req)) &&
		       !memcmp(text, want, bytes);
	}
	skcipher_request_free(req);
	crypto_free_skcipher(tfm);
	return same;
}

/* SP 800-38A, F.1.1, F.1.5, F.2.1, F.2.3, F.5.1: the first blocks */
SELFTEST(crypto, ciphers)
{
	static const struct cipher_case cases[] = {
	    {"ecb(aes)", "2b7e151628aed2a6abf7158809cf4f3c", "00000000000000000000000000000000",
	     "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51",
	     "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"},
	    {"ecb(aes)", "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	     "00000000000000000000000000000000", "6bc1bee22e409f96e93d7e117393172a",
	     "f3eed1bdb5d2a03c064b5a7e3db181f8"},
	    {"cbc(aes)", "2b7e151628aed2a6abf7158809cf4f3c", "000102030405060708090a0b0c0d0e0f",
	     "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51",
	     "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"},
	    {"cbc(aes)", "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
	     "000102030405060708090a0b0c0d0e0f", "6bc1bee22e409f96e93d7e117393172a",
	     "4f021db243bc633d7178183a9fa071e8"},
	    {"ctr(aes)", "2b7e151628aed2a6abf7158809cf4f3c", "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
	     "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb7",
	     "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617"},
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		if (!turns_into(&cases[i], true) || !turns_into(&cases[i], false))
			selftest_fail(t, __FILE__, __LINE__, "case %u, %s", i, cases[i].name);
	}
	EXPECT_EQ(t, PTR_ERR(crypto_alloc_skcipher("cbc-aes-aesni", 0, 0)), -ENOENT);
}
