/* SPDX-License-Identifier: GPL-2.0-only */
/* crc, glob, list_sort, bsearch, gcd, reciprocal division: known values, and simple models. */
#include <check.h>
#include <stdlib.h>

#include <linux/bitfield.h>
#include <linux/bsearch.h>
#include <linux/crc-ccitt.h>
#include <linux/crc-itu-t.h>
#include <linux/crc16.h>
#include <linux/crc32.h>
#include <linux/crc7.h>
#include <linux/crc8.h>
#include <linux/gcd.h>
#include <linux/glob.h>
#include <linux/kernel.h>
#include <linux/lcm.h>
#include <linux/list_sort.h>
#include <linux/math64.h>
#include <linux/overflow.h>
#include <linux/reciprocal_div.h>
#include <linux/unaligned.h>

#include "random.h"

#define SEED  0x5eed0007ull
#define ITEMS 500

/* "123456789" has a known remainder in each of them. */
START_TEST(crc)
{
	static const u8 nine[] = "123456789";
	u8 table[CRC8_TABLE_SIZE];

	ck_assert_uint_eq(crc16(0, nine, 9), 0xbb3d);
	ck_assert_uint_eq(crc_ccitt(0, nine, 9), 0x2189);
	ck_assert_uint_eq(crc_ccitt_false(0xffff, nine, 9), 0x29b1);
	ck_assert_uint_eq(crc_itu_t(0, nine, 9), 0x31c3);
	ck_assert_uint_eq(~crc32_le(~0u, nine, 9), 0xcbf43926);
	ck_assert_uint_eq(~crc32_be(~0u, nine, 9), 0xfc891918);
	ck_assert_uint_eq(~__crc32c_le(~0u, nine, 9), 0xe3069283);
	ck_assert_uint_eq(crc7_be(0, nine, 9) >> 1, 0x75);
	crc8_populate_msb(table, 0x07);
	ck_assert_uint_eq(crc8(table, nine, 9, 0), 0xf4);
	crc8_populate_msb(table, 0x31); /* the SHT21's */
	ck_assert_uint_eq(crc8(table, (const u8[]){0x68, 0x3a}, 2, 0), 0x7c);
	crc8_populate_lsb(table, 0x8c);
	ck_assert_uint_eq(crc8(table, nine, 9, 0), 0xa1);
}
END_TEST

/* The remainder of many bytes at once is that of a few at a time. */
START_TEST(long_crc)
{
	u8 bytes[400];
	u32 at_once, pieces;
	unsigned int i, len, n;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = i * i + 7 * i;
	for (len = 0; len < sizeof(bytes) - 3; len++) {
		at_once = crc32_le(~0u, bytes + len % 4, len);
		for (pieces = ~0u, i = 0; i < len; i += n) {
			n = len - i < 13 ? len - i : 13;
			pieces = crc32_le(pieces, bytes + len % 4 + i, n);
		}
		ck_assert_uint_eq(at_once, pieces);
	}
}
END_TEST

START_TEST(glob)
{
	static const struct {
		const char *pattern, *text;
		bool matches;
	} cases[] = {
	    {"", "", true},
	    {"", "a", false},
	    {"*", "", true},
	    {"a*c", "abc", true},
	    {"a*c", "ac", true},
	    {"a*c", "abd", false},
	    {"a?c", "abc", true},
	    {"a?c", "ac", false},
	    {"[a-c]x", "bx", true},
	    {"[!a-c]x", "bx", false},
	    {"[]]", "]", true},
	    {"a\\*", "a*", true},
	    {"a\\*", "ab", false},
	    {"*a*b*", "xxaxxbx", true},
	    {"*ab", "aab", true},
	    {"i2c:sht*", "i2c:sht21", true},
	    {"pci:v00008086d*sv*", "pci:v00008086d00007113sv00001AF4", true},
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		ck_assert_msg(glob_match(cases[i].pattern, cases[i].text) == cases[i].matches,
			      "%s, %s", cases[i].pattern, cases[i].text);
}
END_TEST

struct item {
	struct list_head list;
	unsigned int key, place;
};

static int by_key(void *priv, const struct list_head *a, const struct list_head *b)
{
	unsigned int x = list_entry(a, struct item, list)->key;
	unsigned int y = list_entry(b, struct item, list)->key;

	return x < y ? -1 : x > y;
}

START_TEST(list_sorted)
{
	static struct item items[ITEMS];
	unsigned int n, i;

	random_state = SEED;
	for (n = 0; n < ITEMS; n += n < 20 ? 1 : 97) {
		LIST_HEAD(head);
		struct item *item, *last = NULL;

		for (i = 0; i < n; i++) {
			items[i] = (struct item){.key = random_below(n / 2 + 1), .place = i};
			list_add_tail(&items[i].list, &head);
		}
		list_sort(NULL, &head, by_key);
		i = 0;
		list_for_each_entry (item, &head, list) {
			ck_assert(item->list.next->prev == &item->list);
			if (last)
				ck_assert(last->key < item->key ||
					  (last->key == item->key && last->place < item->place));
			last = item;
			i++;
		}
		ck_assert_uint_eq(i, n);
	}
}
END_TEST

static int compare_ints(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

START_TEST(numbers)
{
	static const int sorted[] = {1, 3, 5, 7, 9, 11, 13};
	static const u32 divisors[] = {1, 2, 3, 7, 10, 641, 65536, 0x7fffffff, 0xffffffff};
	unsigned int i, n;
	int key;

	random_state = SEED;
	for (key = 0; key < 15; key++) {
		const int *found =
		    bsearch(&key, sorted, ARRAY_SIZE(sorted), sizeof(int), compare_ints);

		ck_assert((found && *found == key) == (key % 2 == 1 && key <= 13));
	}
	ck_assert_uint_eq(gcd(12, 18), 6);
	ck_assert_uint_eq(gcd(0, 5), 5);
	ck_assert_uint_eq(lcm(4, 6), 12);
	ck_assert_uint_eq(lcm_not_zero(0, 6), 6);
	for (i = 0; i < ARRAY_SIZE(divisors); i++) {
		struct reciprocal_value r = reciprocal_value(divisors[i]);

		for (n = 0; n < 1000; n++) {
			u32 a = random_next();

			ck_assert_uint_eq(reciprocal_divide(a, r), a / divisors[i]);
		}
	}
	ck_assert_uint_eq(mul_u64_u32_div(1ull << 40, 1000000, 1000), 1000ull << 40);
}
END_TEST

START_TEST(fields)
{
	u8 bytes[9] = {0};
	int sum;

	ck_assert_uint_eq(FIELD_PREP(0xf0, 5), 0x50);
	ck_assert_uint_eq(FIELD_GET(0xf0, 0x5a), 5);
	ck_assert_uint_eq(le16_get_bits(cpu_to_le16(0x1234), 0x0f00), 2);
	put_unaligned_be32(0x12345678, bytes + 1);
	ck_assert_uint_eq(bytes[1], 0x12);
	ck_assert_uint_eq(get_unaligned_le32(bytes + 1), 0x78563412);
	put_unaligned_le24(0xabcdef, bytes + 3);
	ck_assert_uint_eq(get_unaligned_le24(bytes + 3), 0xabcdef);
	ck_assert(check_add_overflow(INT_MAX, 1, &sum));
	ck_assert(!check_add_overflow(1, 2, &sum) && sum == 3);
	ck_assert_uint_eq(size_mul(SIZE_MAX, 2), SIZE_MAX);
	ck_assert_int_eq(type_max(int), INT_MAX);
	ck_assert_int_eq(type_min(signed char), -128);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("algorithms");
	TCase *tc = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_test(tc, crc);
	tcase_add_test(tc, long_crc);
	tcase_add_test(tc, glob);
	tcase_add_test(tc, list_sorted);
	tcase_add_test(tc, numbers);
	tcase_add_test(tc, fields);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
