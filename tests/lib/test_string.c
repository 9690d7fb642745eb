/* SPDX-License-Identifier: GPL-2.0-only */
/* string: against the host's library on random short strings of few letters, and by cases. */
#include <check.h>
#include <stdlib.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "random.h"

#define SEED   0x5eed0002ull
#define ROUNDS 100000

size_t host_strlen(const char *s) __asm__("strlen");
int host_strcmp(const char *a, const char *b) __asm__("strcmp");
int host_strncmp(const char *a, const char *b, size_t n) __asm__("strncmp");
int host_strncasecmp(const char *a, const char *b, size_t n) __asm__("strncasecmp");
char *host_strchr(const char *s, int c) __asm__("strchr");
char *host_strrchr(const char *s, int c) __asm__("strrchr");
char *host_strstr(const char *s, const char *what) __asm__("strstr");
size_t host_strspn(const char *s, const char *accept) __asm__("strspn");
size_t host_strcspn(const char *s, const char *reject) __asm__("strcspn");
char *host_strpbrk(const char *s, const char *accept) __asm__("strpbrk");

static void random_text(char *text, unsigned int max)
{
	unsigned int i, len = random_below(max);

	for (i = 0; i < len; i++)
		text[i] = "abAB"[random_below(4)];
	text[len] = '\0';
}

static int sign(int v)
{
	return (v > 0) - (v < 0);
}

START_TEST(searches_as_the_hosts)
{
	char a[24], b[6];
	int i;

	random_state = SEED;
	for (i = 0; i < ROUNDS; i++) {
		size_t n = random_below(10);
		char c = "abABx\0"[random_below(6)];

		random_text(a, sizeof(a));
		random_text(b, sizeof(b));
		ck_assert_uint_eq(strlen(a), host_strlen(a));
		ck_assert_uint_eq(strnlen(a, n), min(host_strlen(a), n));
		ck_assert_int_eq(sign(strcmp(a, b)), sign(host_strcmp(a, b)));
		ck_assert_int_eq(sign(strncmp(a, b, n)), sign(host_strncmp(a, b, n)));
		ck_assert_int_eq(sign(strncasecmp(a, b, n)), sign(host_strncasecmp(a, b, n)));
		ck_assert_ptr_eq(strchr(a, c), host_strchr(a, c));
		ck_assert_ptr_eq(strrchr(a, c), host_strrchr(a, c));
		ck_assert_ptr_eq(strstr(a, b), host_strstr(a, b));
		ck_assert_uint_eq(strspn(a, b), host_strspn(a, b));
		ck_assert_uint_eq(strcspn(a, b), host_strcspn(a, b));
		ck_assert_ptr_eq(strpbrk(a, b), host_strpbrk(a, b));
	}
}
END_TEST

START_TEST(bounded_copies)
{
	char buf[8];

	ck_assert_uint_eq(strlcpy(buf, "abcdefghij", sizeof(buf)), 10);
	ck_assert_str_eq(buf, "abcdefg");
	ck_assert_uint_eq(strlcat(buf, "x", sizeof(buf)), 8);
	ck_assert_int_eq(strscpy(buf, "abcdefg", sizeof(buf)), 7);
	ck_assert_int_eq(strscpy(buf, "abcdefgh", sizeof(buf)), -E2BIG);
	ck_assert_str_eq(buf, "abcdefg");
	ck_assert_int_eq(strscpy(buf, "a", 0), -E2BIG);
	memset(buf, 'x', sizeof(buf));
	strncpy(buf, "ab", 4);
	ck_assert_int_eq(memcmp(buf, "ab\0\0xxxx", 8), 0);
}
END_TEST

START_TEST(words)
{
	char text[] = "  a b  ", list[] = "x,y,,z";
	char *p = list;

	ck_assert_str_eq(strim(text), "a b");
	ck_assert_str_eq(strsep(&p, ","), "x");
	ck_assert_str_eq(strsep(&p, ","), "y");
	ck_assert_str_eq(strsep(&p, ","), "");
	ck_assert_str_eq(strsep(&p, ","), "z");
	ck_assert_ptr_null(strsep(&p, ","));
	ck_assert(sysfs_streq("on\n", "on") && sysfs_streq("on", "on\n"));
	ck_assert(!sysfs_streq("on\n\n", "on") && !sysfs_streq("on", "off"));
}
END_TEST

START_TEST(edits)
{
	ck_assert_uint_eq(edit_distance("mem", "mem"), 0);
	ck_assert_uint_eq(edit_distance("mme", "mem"), 1);
	ck_assert_uint_eq(edit_distance("vmaloc", "vmalloc"), 1);
	ck_assert_uint_eq(edit_distance("higmen", "highmem"), 2);
	ck_assert_uint_eq(edit_distance("", "abc"), 3);
	ck_assert_uint_eq(edit_distance("abcd", ""), 4);
	ck_assert_uint_eq(edit_distance("kitten", "sitting"), 3);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("string");
	TCase *tcase = tcase_create("string");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, searches_as_the_hosts);
	tcase_add_test(tcase, bounded_copies);
	tcase_add_test(tcase, words);
	tcase_add_test(tcase, edits);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
