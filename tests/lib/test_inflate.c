/* SPDX-License-Identifier: GPL-2.0-only */
/* inflate and cpio: against zlib; then truncated and damaged input: an error, and no more. */
#include <check.h>
#include <stdlib.h>
#include <zlib.h>

#include <linux/cpio.h>
#include <linux/errno.h>
#include <linux/inflate.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "random.h"

#define SEED   0x5eed0011ull
#define MOST   200000
#define ROUNDS 20000

static u8 plain[MOST], packed[MOST * 2], out[MOST];

/* Text of few different words: literals, matches near and far. kind 0: noise. */
static size_t make_plain(unsigned int kind)
{
	size_t len = random_below(MOST), i;

	for (i = 0; i < len; i++)
		plain[i] = kind == 0			 ? random_below(256)
			   : kind == 1			 ? "abcdefgh"[random_below(8)]
			   : i > 300 && random_below(40) ? plain[i - 1 - (i % 300)]
							 : random_below(256);
	return len;
}

static size_t pack(size_t len, int level, int strategy)
{
	z_stream z = {0};

	ck_assert_int_eq(deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, strategy), Z_OK);
	z.next_in = plain;
	z.avail_in = len;
	z.next_out = packed;
	z.avail_out = sizeof(packed);
	ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return z.total_out;
}

START_TEST(what_zlib_packs_is_unpacked)
{
	static const int strategies[] = {Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED};
	random_state = SEED;
	unsigned int round;

	for (round = 0; round < 60; round++) {
		size_t len = make_plain(round % 3);
		size_t n = pack(len, round % 10, strategies[round % 4]);
		u8 *exact = malloc(n + 1);
		struct inflate z = {.in = exact, .in_bytes = n + 1};

		memcpy(exact, packed, n);
		exact[n] = 0x55; /* what follows is left alone */
		ck_assert_int_eq(gunzip(&z), 0);
		ck_assert_uint_eq(z.produced, len);
		ck_assert_uint_eq(z.in_bytes, 1);
		z = (struct inflate){.in = exact, .in_bytes = n + 1, .out = out, .out_bytes = len};
		ck_assert_int_eq(gunzip(&z), 0);
		ck_assert_uint_eq(z.produced, len);
		ck_assert(!memcmp(out, plain, len));
		ck_assert_ptr_eq(z.in, exact + n);
		if (len) {
			z = (struct inflate){
			    .in = exact, .in_bytes = n, .out = out, .out_bytes = len - 1};
			ck_assert_int_eq(gunzip(&z), -ENOSPC);
		}
		free(exact);
	}
}
END_TEST

START_TEST(damaged_gzip_is_an_error)
{
	random_state = SEED;
	size_t len, n, cut;
	unsigned int round;
	u8 *copy;

	len = make_plain(2) % 3000;
	n = pack(len, 9, Z_DEFAULT_STRATEGY);
	for (cut = 0; cut < n; cut++) {
		struct inflate z;

		copy = malloc(cut + 1);
		memcpy(copy, packed, cut);
		z = (struct inflate){.in = copy, .in_bytes = cut, .out = out, .out_bytes = len};
		ck_assert_int_eq(gunzip(&z), -EINVAL);
		ck_assert_ptr_nonnull(z.why);
		free(copy);
	}
	for (round = 0; round < ROUNDS; round++) {
		struct inflate z;
		int err;

		copy = malloc(n);
		memcpy(copy, packed, n);
		copy[random_below(n)] ^= 1 << random_below(8);
		copy[random_below(n)] = random_below(256);
		z = (struct inflate){.in = copy, .in_bytes = n, .out = out, .out_bytes = len};
		err = gunzip(&z);
		/* a change of what only describes the file does no harm */
		ck_assert(err ? z.why != NULL : z.produced == len && !memcmp(out, plain, len));
		free(copy);
	}
}
END_TEST

static size_t put_entry(char *at, const char *name, const char *data, unsigned int mode)
{
	size_t size = strlen(data), n;

	n = snprintf(at, 200, "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%s", 7,
		     mode, 1, 2, 1, 3, (unsigned int)size, 8, 1, 4, 5,
		     (unsigned int)strlen(name) + 1, 0, name) +
	    1;
	while (n % 4)
		at[n++] = 0;
	memcpy(at + n, data, size);
	n += size;
	while (n % 4)
		at[n++] = 0;
	return n;
}

static size_t make_archive(char *at)
{
	size_t n = put_entry(at, "dir", "", 0040755);

	n += put_entry(at + n, "dir/file", "content", 0100644);
	n += put_entry(at + n, "dev", "", 0020600);
	return n + put_entry(at + n, "TRAILER!!!", "", 0);
}

START_TEST(an_archive_is_read)
{
	static char archive[2000];
	struct cpio c = {.in = (u8 *)archive, .in_bytes = make_archive(archive) + 3};
	struct cpio_entry e;

	ck_assert_int_eq(cpio_next(&c, &e), 1);
	ck_assert(!strcmp(e.name, "dir") && e.mode == 0040755 && e.size == 0 && e.uid == 1);
	ck_assert_int_eq(cpio_next(&c, &e), 1);
	ck_assert(!strcmp(e.name, "dir/file") && e.size == 7 && !memcmp(e.data, "content", 7));
	ck_assert_int_eq(cpio_next(&c, &e), 1);
	ck_assert(e.rmajor == 4 && e.rminor == 5);
	ck_assert_int_eq(cpio_next(&c, &e), 0);
	ck_assert_uint_eq(c.in_bytes, 3);
}
END_TEST

START_TEST(damaged_archives_are_an_error)
{
	static char archive[2000];
	size_t n = make_archive(archive), cut;
	struct cpio_entry e;
	random_state = SEED;
	unsigned int round;
	int ret;

	for (cut = 0; cut < n - 3; cut++) {
		u8 *copy = malloc(cut + 1);
		struct cpio c = {.in = copy, .in_bytes = cut};

		memcpy(copy, archive, cut);
		while ((ret = cpio_next(&c, &e)) > 0)
			;
		ck_assert_int_eq(ret, -EINVAL);
		ck_assert_ptr_nonnull(c.why);
		free(copy);
	}
	for (round = 0; round < ROUNDS; round++) {
		u8 *copy = malloc(n);
		struct cpio c = {.in = copy, .in_bytes = n};
		volatile u8 sum = 0;
		size_t i;

		memcpy(copy, archive, n);
		copy[random_below(n)] = "0f8FZ\0\377x"[random_below(8)];
		copy[random_below(n)] = random_below(256);
		while ((ret = cpio_next(&c, &e)) > 0)
			for (i = 0; i < e.size; i++)
				sum += e.data[i]; /* all of it is there */
		ck_assert(ret == 0 || c.why);
		free(copy);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("inflate");
	TCase *tc = tcase_create("inflate");
	SRunner *sr;
	int failed;

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, what_zlib_packs_is_unpacked);
	tcase_add_test(tc, damaged_gzip_is_an_error);
	tcase_add_test(tc, an_archive_is_read);
	tcase_add_test(tc, damaged_archives_are_an_error);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed != 0;
}
