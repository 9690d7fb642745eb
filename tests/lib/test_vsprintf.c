/* SPDX-License-Identifier: GPL-2.0-only */
/* vsprintf: against the host's library where both know the conversion, and by table. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include <linux/err.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/rtc_user.h>
#include <linux/string.h>
#include <linux/time.h>

#include "random.h"

#define SEED   0x5eed0001ull
#define ROUNDS 200000

/* The host's own, past rename.h. */
int host_snprintf(char *buf, size_t size, const char *fmt, ...) __asm__("snprintf");

static char got[512], want[512];

static void random_format(char *fmt, const char *length, const char *letters)
{
	static const char flags[] = "-+ #0";
	char *p = fmt;
	unsigned int i;

	*p++ = '%';
	for (i = random_below(3); i; i--)
		*p++ = flags[random_below(5)];
	if (random_below(2))
		p += host_snprintf(p, 8, "%u", random_below(24));
	if (random_below(3) == 0)
		p += host_snprintf(p, 8, ".%u", random_below(24));
	host_snprintf(p, 8, "%s%c", length, letters[random_below(strlen(letters))]);
}

static u64 random_value(void)
{
	u64 v = random_next() >> random_below(64);

	return random_below(4) ? v : -v;
}

START_TEST(numbers_as_the_host_prints_them)
{
	static const char *const lengths[] = {"", "l", "ll", "h", "hh", "z"};
	char fmt[32];
	int i;

	random_state = SEED;
	for (i = 0; i < ROUNDS; i++) {
		unsigned int k = random_below(6);
		size_t room = random_below(8) ? sizeof(got) : random_below(30);
		u64 v = random_value();
		int n, m;

		random_format(fmt, lengths[k], "diuxXo");
		memset(got, '!', sizeof(got));
		memset(want, '!', sizeof(want));
		if (k == 2) {
			n = snprintf(got, room, fmt, v);
			m = host_snprintf(want, room, fmt, v);
		} else if (k == 1 || k == 5) {
			n = snprintf(got, room, fmt, (long)v);
			m = host_snprintf(want, room, fmt, (long)v);
		} else {
			n = snprintf(got, room, fmt, (int)v);
			m = host_snprintf(want, room, fmt, (int)v);
		}
		/* the kernel prints 0x before a 0 too */
		if (strchr(fmt, '#') && (strchr(fmt, 'x') || strchr(fmt, 'X')))
			continue;
		/* and leaves a 0 with precision 0, and # with o, to nobody's use */
		if (strchr(fmt, '.') || (strchr(fmt, '#') && strchr(fmt, 'o')))
			if (!(u32)v || strchr(fmt, '#') || k > 2)
				continue;
		ck_assert_msg(n == m && !memcmp(got, want, sizeof(got)),
			      "seed %#llx: \"%s\" of %#llx: \"%.60s\" (%d), not \"%.60s\" (%d)",
			      SEED, fmt, v, got, n, want, m);
	}
}
END_TEST

START_TEST(strings_as_the_host_prints_them)
{
	char fmt[32], text[40];
	int i;

	random_state = SEED;
	for (i = 0; i < ROUNDS; i++) {
		unsigned int len = random_below(sizeof(text)), k;
		size_t room = random_below(60);
		int n, m;

		for (k = 0; k < len; k++)
			text[k] = 'a' + random_below(26);
		text[len] = '\0';
		random_format(fmt, "", "s");
		if (strpbrk(fmt, "+ #0"))
			continue; /* undefined in C */
		memset(got, '!', sizeof(got));
		memset(want, '!', sizeof(want));
		n = snprintf(got, room, fmt, text);
		m = host_snprintf(want, room, fmt, text);
		ck_assert_msg(n == m && !memcmp(got, want, sizeof(got)), "\"%s\" of \"%s\"", fmt,
			      text);
	}
}
END_TEST

#define PRINTS(expected, ...)                                                                      \
	do {                                                                                       \
		int __len = snprintf(got, sizeof(got), __VA_ARGS__);                               \
		ck_assert_str_eq(got, expected);                                                   \
		ck_assert_int_eq(__len, strlen(expected));                                         \
	} while (0)

#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-extra-args"

START_TEST(the_kernels_own_conversions)
{
	static const u8 bytes[] = {0xde, 0xad, 0xbe, 0xef, 0x01, 0x02};
	char *volatile none = NULL;
	phys_addr_t pa = 0xb8000;
	struct resource io = {.start = 0x20, .end = 0x21, .flags = IORESOURCE_IO};
	struct rtc_time date = {
	    .tm_year = 124, .tm_mon = 1, .tm_mday = 29, .tm_hour = 23, .tm_min = 59, .tm_sec = 58};
	time64_t before = -1, march = 951868800;
	struct resource mem = {.start = 0xa0000, .end = 0xbffff, .flags = IORESOURCE_MEM};

	PRINTS("0x0000000000000000", "%#018llx", 0ull);
	PRINTS("0x0", "%#x", 0);
	PRINTS("0000000000001234", "%p", (void *)0x1234);
	PRINTS("0000000000001234", "%px", (void *)0x1234);
	PRINTS("0000000000001234", "%pK", (void *)0x1234);
	PRINTS("function+0x10/0x40", "%pS", (void *)0x1010);
	PRINTS("function+0x10/0x40|", "%pB|", (void *)0x1010);
	PRINTS("function", "%ps", (void *)0x1010);
	PRINTS("0x2000", "%pS", (void *)0x2000);
	PRINTS("de:ad:be:ef:01:02", "%pM", bytes);
	PRINTS("deadbeef0102", "%pm", bytes);
	PRINTS("222.173.190.239", "%pI4", bytes);
	PRINTS("de ad be", "%3ph", bytes);
	PRINTS("de:ad:be:ef", "%*phC", 4, bytes);
	PRINTS("de-ad", "%*phD", 2, bytes);
	PRINTS("deadbe", "%*phN", 3, bytes);
	PRINTS("0x00000000000b8000", "%pa", &pa);
	PRINTS("0x00000000000b8000 x", "%pap x", &pa);
	PRINTS("-12", "%pe", ERR_PTR(-ENOMEM));
	PRINTS("[io  0x0020-0x0021]", "%pR", &io);
	PRINTS("[mem 0x000a0000-0x000bffff]", "%pR", &mem);
	PRINTS("2024-02-29T23:59:58", "%ptR", &date);
	PRINTS("2024-02-29 23:59:58", "%ptRs", &date);
	PRINTS("2024-02-29|23:59:58|0124-01-29", "%ptRd|%ptRt|%ptRdr", &date, &date, &date);
	PRINTS("1969-12-31T23:59:59 2000-03-01", "%ptT %ptTd", &before, &march);
	PRINTS("(null)", "%s", none);
	PRINTS("(efault)", "%s", none + 8);
	PRINTS("(null)", "%pM", NULL);
	PRINTS("(efault).", "%pI4.", (void *)16);
	PRINTS("100%", "%d%%", 100);
}
END_TEST

static int nested(const char *fmt, ...)
{
	struct va_format vaf = {.fmt = fmt};
	va_list args;
	int len;

	va_start(args, fmt);
	vaf.va = &args;
	len = snprintf(got, 12, "<%pV>", &vaf);
	va_end(args);
	return len;
}

START_TEST(a_format_inside_a_format)
{
	ck_assert_int_eq(nested("%d-%s", 12, "ab"), 7);
	ck_assert_str_eq(got, "<12-ab>");
	ck_assert_int_eq(nested("%s", "abcdefghijklmnop"), 18);
	ck_assert_str_eq(got, "<abcdefghij");
}
END_TEST

START_TEST(scnprintf_says_what_was_written)
{
	ck_assert_int_eq(scnprintf(got, 4, "abcdef"), 3);
	ck_assert_str_eq(got, "abc");
	ck_assert_int_eq(scnprintf(got, 0, "abcdef"), 0);
	ck_assert_int_eq(snprintf(NULL, 0, "abcdef"), 6);
}
END_TEST

START_TEST(sscanf_reads)
{
	unsigned long ul;
	char word[8], c[3] = "";
	u8 byte;
	int a, b, n;

	ck_assert_int_eq(sscanf(" 12 0x1f rest", "%d %i%n", &a, &b, &n), 2);
	ck_assert_int_eq(a, 12);
	ck_assert_int_eq(b, 31);
	ck_assert_int_eq(n, 8);
	ck_assert_int_eq(sscanf("ff:7", "%lx:%hhu", &ul, &byte), 2);
	ck_assert_uint_eq(ul, 255);
	ck_assert_uint_eq(byte, 7);
	ck_assert_int_eq(sscanf("hello world", "%7s %*s", word), 1);
	ck_assert_str_eq(word, "hello");
	ck_assert_int_eq(sscanf("xyz", "%2c", c), 1);
	ck_assert_str_eq(c, "xy");
	ck_assert_int_eq(sscanf("12345", "%3d%d", &a, &b), 2);
	ck_assert_int_eq(a, 123);
	ck_assert_int_eq(b, 45);
	ck_assert_int_eq(sscanf("abc", "%d", &a), 0);
	ck_assert_int_eq(sscanf("-5 x", "%d y", &a), 1);
	ck_assert_int_eq(a, -5);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("vsprintf");
	TCase *tcase = tcase_create("vsprintf");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, numbers_as_the_host_prints_them);
	tcase_add_test(tcase, strings_as_the_host_prints_them);
	tcase_add_test(tcase, the_kernels_own_conversions);
	tcase_add_test(tcase, a_format_inside_a_format);
	tcase_add_test(tcase, scnprintf_says_what_was_written);
	tcase_add_test(tcase, sscanf_reads);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
