/* SPDX-License-Identifier: GPL-2.0-only */
/* siphash, xxhash: the values that their papers have, and parts that make up the whole. */
#include <check.h>
#include <stdlib.h>

#include <linux/kernel.h>
#include <linux/siphash.h>
#include <linux/xxhash.h>

START_TEST(sip)
{
	static const siphash_key_t key = {{0x0706050403020100ull, 0x0f0e0d0c0b0a0908ull}};
	u8 bytes[15];
	int i;

	for (i = 0; i < 15; i++)
		bytes[i] = i;
	ck_assert(siphash(bytes, 15, &key) == 0xa129ca6149be45e5ull);
	ck_assert(siphash(bytes, 0, &key) == 0x726fdb47dd0e0e31ull);
	ck_assert(siphash_1u64(0x0706050403020100ull, &key) == siphash(bytes, 8, &key));
	ck_assert(siphash_1u32(0x03020100, &key) == siphash(bytes, 4, &key));
	ck_assert(siphash_2u32(0x03020100, 0x07060504, &key) == siphash(bytes, 8, &key));
	ck_assert(siphash_3u32(0x03020100, 0x07060504, 0x0b0a0908, &key) ==
		  siphash(bytes, 12, &key));
}
END_TEST

START_TEST(xx)
{
	struct xxh64_state state;
	u8 bytes[101];
	size_t i;

	ck_assert_uint_eq(xxh32("", 0, 0), 0x02cc5d05);
	ck_assert_uint_eq(xxh32("abc", 3, 0), 0x32d153ff);
	ck_assert(xxh64("", 0, 0) == 0xef46db3751d8e999ull);
	ck_assert(xxh64("abc", 3, 0) == 0x44bc2cf5ad770999ull);
	ck_assert_uint_eq(xxh32("Nobody inspects the spammish repetition", 39, 0), 0xe2293b2f);
	ck_assert(xxh64("Nobody inspects the spammish repetition", 39, 0) == 0xfbcea83c8a378bf1ull);
	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = i * 37;
	for (i = 0; i <= sizeof(bytes); i++) {
		xxh64_reset(&state, 5);
		xxh64_update(&state, bytes, i);
		xxh64_update(&state, bytes + i, sizeof(bytes) - i);
		ck_assert(xxh64_digest(&state) == xxh64(bytes, sizeof(bytes), 5));
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("hashes");
	TCase *tc = tcase_create("hashes");
	SRunner *runner;
	int failed;

	tcase_add_test(tc, sip);
	tcase_add_test(tc, xx);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
