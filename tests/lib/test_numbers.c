/* SPDX-License-Identifier: GPL-2.0-only */
/* kstrtox, cmdline, math, bitmap, sort: each against a simple model. */
#include <check.h>
#include <stdlib.h>

#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "random.h"

#define SEED   0x5eed0003ull
#define ROUNDS 20000
#define BITS   200

START_TEST(kstrto)
{
	unsigned long long ull = 7;
	long long ll;
	int i;
	u8 b;
	bool yes;

	ck_assert_int_eq(kstrtoull("0x10\n", 0, &ull), 0);
	ck_assert_uint_eq(ull, 16);
	ck_assert_int_eq(kstrtoull("18446744073709551615", 10, &ull), 0);
	ck_assert_uint_eq(ull, ~0ull);
	ck_assert_int_eq(kstrtoull("18446744073709551616", 10, &ull), -ERANGE);
	ck_assert_int_eq(kstrtoull("12x", 10, &ull), -EINVAL);
	ck_assert_int_eq(kstrtoull("", 10, &ull), -EINVAL);
	ck_assert_int_eq(kstrtoull("-1", 10, &ull), -EINVAL);
	ck_assert_int_eq(kstrtoull("0x", 0, &ull), -EINVAL);
	ck_assert_uint_eq(ull, ~0ull);
	ck_assert_int_eq(kstrtoll("-9223372036854775808", 10, &ll), 0);
	ck_assert_int_eq(ll, LLONG_MIN);
	ck_assert_int_eq(kstrtoll("9223372036854775808", 10, &ll), -ERANGE);
	ck_assert_int_eq(kstrtoint("2147483648", 10, &i), -ERANGE);
	ck_assert_int_eq(kstrtoint("-0777", 0, &i), 0);
	ck_assert_int_eq(i, -511);
	ck_assert_int_eq(kstrtou8("256", 10, &b), -ERANGE);
	ck_assert_int_eq(kstrtobool("on", &yes), 0);
	ck_assert(yes);
	ck_assert_int_eq(kstrtobool("OFF", &yes), 0);
	ck_assert(!yes);
	ck_assert_int_eq(kstrtobool("maybe", &yes), -EINVAL);
}
END_TEST

START_TEST(sizes)
{
	char *end;

	ck_assert_uint_eq(memparse("126M", &end), 126ull << 20);
	ck_assert_str_eq(end, "");
	ck_assert_uint_eq(memparse("0x10k@4G", &end), 16 << 10);
	ck_assert_str_eq(end, "@4G");
	ck_assert_uint_eq(memparse("3G", NULL), 3ull << 30);
	ck_assert_uint_eq(memparse("2T", NULL), 2ull << 40);
	ck_assert_uint_eq(memparse("126", &end), 126);
	ck_assert_uint_eq(memparse("abc", &end), 0);
	ck_assert_str_eq(end, "abc");
}
END_TEST

START_TEST(options)
{
	int ints[8];
	char text[] = "3,-4";
	char *p = text;
	int v;

	ck_assert_int_eq(get_option(&p, &v), 2);
	ck_assert_int_eq(v, 3);
	ck_assert_int_eq(get_option(&p, &v), 1);
	ck_assert_int_eq(v, -4);
	ck_assert_int_eq(get_option(&p, &v), 0);
	ck_assert_str_eq(get_options("1,5-8,12x", ARRAY_SIZE(ints), ints), "x");
	ck_assert_int_eq(ints[0], 6);
	ck_assert_int_eq(ints[2], 5);
	ck_assert_int_eq(ints[5], 8);
	ck_assert_int_eq(ints[6], 12);
	/* no more than there is room for */
	get_options("0-100", ARRAY_SIZE(ints), ints);
	ck_assert_int_eq(ints[0], 7);
	ck_assert_int_eq(ints[7], 6);
}
END_TEST

START_TEST(roots_and_products)
{
	unsigned long x, root;
	int i;

	for (x = 0; x < 70000; x++) {
		root = int_sqrt(x);
		ck_assert(root * root <= x && (root + 1) * (root + 1) > x);
	}
	random_state = SEED;
	for (i = 0; i < ROUNDS; i++) {
		u64 a = random_next() >> random_below(40);
		u32 mul = random_next() >> 32;
		unsigned int shift = random_below(33);

		ck_assert_uint_eq(mul_u64_u32_shr(a, mul, shift),
				  (u64)((unsigned __int128)a * mul >> shift));
		u64 b = random_next() >> random_below(60), c = (random_next() >> random_below(60)) | 1;
		unsigned __int128 quotient = (unsigned __int128)a * b / c;

		ck_assert_uint_eq(mul_u64_u64_div_u64(a, b, c),
				  quotient >> 64 ? ~0ull : (u64)quotient);
	}
}
END_TEST

/* The model: one byte a bit. */
static u8 model[BITS];
static DECLARE_BITMAP(map, BITS);

static unsigned int model_next(unsigned int size, unsigned int from, u8 value)
{
	while (from < size && model[from] != value)
		from++;
	return min(from, size);
}

static void check_bitmap(void)
{
	unsigned int size = random_below(BITS) + 1, from = random_below(BITS), i, weight = 0;

	for (i = 0; i < size; i++)
		weight += model[i];
	ck_assert_uint_eq(bitmap_weight(map, size), weight);
	ck_assert_int_eq(bitmap_empty(map, size), weight == 0);
	ck_assert_int_eq(bitmap_full(map, size), weight == size);
	ck_assert_uint_eq(find_next_bit(map, size, from), model_next(size, min(from, size), 1));
	ck_assert_uint_eq(find_next_zero_bit(map, size, from),
			  model_next(size, min(from, size), 0));
	for (i = size; i && !model[i - 1]; i--)
		;
	ck_assert_uint_eq(find_last_bit(map, size), i ? i - 1 : size);
}

START_TEST(bitmaps)
{
	int i;

	random_state = SEED;
	for (i = 0; i < ROUNDS; i++) {
		unsigned int start = random_below(BITS), n = random_below(BITS - start + 1);

		if (random_below(2)) {
			bitmap_set(map, start, n);
			memset(model + start, 1, n);
		} else {
			bitmap_clear(map, start, n);
			memset(model + start, 0, n);
		}
		check_bitmap();
	}
}
END_TEST

START_TEST(bitmap_areas)
{
	DECLARE_BITMAP(area, 64) = {0};
	char text[32];

	bitmap_set(area, 0, 3);
	bitmap_set(area, 10, 1);
	ck_assert_uint_eq(bitmap_find_next_zero_area(area, 64, 0, 4, 0), 3);
	ck_assert_uint_eq(bitmap_find_next_zero_area(area, 64, 0, 4, 3), 4);
	ck_assert_uint_eq(bitmap_find_next_zero_area(area, 64, 0, 8, 7), 16);
	ck_assert_uint_gt(bitmap_find_next_zero_area(area, 64, 0, 60, 0), 64);
	ck_assert_int_eq(bitmap_scnlistprintf(text, sizeof(text), area, 64), 6);
	ck_assert_str_eq(text, "0-2,10");
}
END_TEST

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

START_TEST(sorting)
{
	int a[64], b[64], round, i;

	random_state = SEED;
	for (round = 0; round < 2000; round++) {
		int n = random_below(65);

		for (i = 0; i < n; i++)
			a[i] = b[i] = (int)random_below(40) - 20;
		sort(a, n, sizeof(*a), compare_ints, NULL);
		qsort(b, n, sizeof(*b), compare_ints);
		ck_assert_int_eq(memcmp(a, b, n * sizeof(*a)), 0);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("numbers");
	TCase *tcase = tcase_create("numbers");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, kstrto);
	tcase_add_test(tcase, sizes);
	tcase_add_test(tcase, options);
	tcase_add_test(tcase, roots_and_products);
	tcase_add_test(tcase, bitmaps);
	tcase_add_test(tcase, bitmap_areas);
	tcase_add_test(tcase, sorting);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
