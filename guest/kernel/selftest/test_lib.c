/* SPDX-License-Identifier: GPL-2.0-only */
/* lib/: strings, formats, numbers, sorting. */
#include <linux/bitmap.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/seq_file.h>
#include <linux/selftest.h>
#include <linux/sort.h>
#include <linux/string.h>

static void __printf(3, 4) prints(struct selftest *t, const char *want, const char *fmt, ...)
{
	char text[64];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (strcmp(text, want) || len != strlen(want))
		selftest_fail(t, __FILE__, __LINE__, "%s gives \"%s\" (%d), not \"%s\"", fmt, text,
			      len, want);
}

SELFTEST(lib, printf)
{
	prints(t, "-5|  -5|-5  |-0005", "%d|%4d|%-4d|%05d", -5, -5, -5, -5);
	prints(t, "4294967295 ff FF 0xff 017", "%u %x %X %#x %#o", ~0u, 255, 255, 255, 15);
	prints(t, "18446744073709551615", "%llu", ~0ull);
	prints(t, "-9223372036854775808", "%lld", (long long)(1ull << 63));
	prints(t, "ab|  ab|ab  |a", "%s|%4s|%-4s|%.1s", "ab", "ab", "ab", "ab");
	prints(t, "% c", "%% %c", 'c');
	prints(t, "   7|7", "%*d|%-*d", 4, 7, 1, 7);
	prints(t, "c0101234", "%px", (void *)0xc0101234);
	prints(t, "+1 0001", "%+d %.4d", 1, 1);
}

SELFTEST(lib, printf_never_passes_the_end)
{
	char text[8];

	memset(text, '#', sizeof(text));
	EXPECT_EQ(t, snprintf(text, 4, "%s", "longer"), 6);
	EXPECT(t, !strcmp(text, "lon"));
	EXPECT_EQ(t, text[4], '#');
	EXPECT_EQ(t, scnprintf(text, 4, "%s", "longer"), 3);
	EXPECT_EQ(t, snprintf(text, 0, "%d", 123), 3);
	EXPECT_EQ(t, text[0], 'l');
}

SELFTEST(lib, string)
{
	char text[80];

	EXPECT(t, strnchr("ab", 3, '\0') && !strnchr("ab", 2, '\0') && !strnchr("a", 9, 'b'));
	hex_dump_to_buffer("\x32\xdb\x7b\x0a\x18\x93\xb2\x70", 8, 16, 8, text, sizeof(text), false);
	EXPECT(t, !strcmp(text, "70b293180a7bdb32"));

	EXPECT_EQ(t, strscpy(text, "abcdef", 4), -E2BIG);
	EXPECT(t, !strcmp(text, "abc"));
	EXPECT_EQ(t, strscpy(text, "abc", sizeof(text)), 3);
	EXPECT(t, strstr("kmalloc(65)", "loc") != NULL);
	EXPECT(t, strstr("kmalloc", "lloco") == NULL);
	EXPECT(t, strncmp("abcd", "abce", 3) == 0);
	EXPECT(t, strcmp("abc", "abd") < 0 && strcmp("b", "abd") > 0);
	EXPECT(t, strcasecmp("HighMem", "highmem") == 0);
	EXPECT_EQ(t, strspn("aab", "a"), 2);
	EXPECT_EQ(t, strcspn("ab,c", ",;"), 2);
	strcpy(text, "  x y \n");
	EXPECT(t, !strcmp(strim(text), "x y"));
}

/* Every length and alignment of a copy's head and tail, overlapping both ways. */
SELFTEST(lib, memory)
{
	static u8 from[64], to[64];
	unsigned int at, len, i, wrong = 0;

	for (i = 0; i < sizeof(from); i++)
		from[i] = (u8)(i * 7 + 1);
	for (at = 0; at < 8; at++) {
		for (len = 0; len < 40; len++) {
			memset(to, 0, sizeof(to));
			memcpy(to + at, from + 3, len);
			wrong += memcmp(to + at, from + 3, len) != 0;
			wrong += at + len < sizeof(to) && to[at + len] != 0;
			memcpy(to, from, sizeof(to));
			memmove(to + at, to + 4, len);
			wrong += memcmp(to + at, from + 4, len) != 0;
		}
	}
	EXPECT_EQ(t, wrong, 0);
	EXPECT(t, memchr_inv(memset(to, 5, 64), 5, 64) == NULL);
}

SELFTEST(lib, numbers)
{
	int i;
	unsigned int u;
	char *end;
	u32 rest;

	EXPECT_EQ(t, kstrtoint("-42", 10, &i), 0);
	EXPECT_EQ(t, i, -42);
	EXPECT_EQ(t, kstrtouint("0x1f\n", 0, &u), 0);
	EXPECT_EQ(t, u, 31);
	EXPECT_EQ(t, kstrtoint("12x", 10, &i), -EINVAL);
	EXPECT_EQ(t, kstrtoint("3000000000", 10, &i), -ERANGE);
	EXPECT_EQ(t, memparse("126M,", &end), 126 << 20);
	EXPECT_EQ(t, *end, ',');
	EXPECT_EQ(t, int_sqrt(2063936), 1436);
	EXPECT_EQ(t, div_u64_rem(10000000019ull, 1000, &rest), 10000000);
	EXPECT_EQ(t, rest, 19);
}

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

SELFTEST(lib, sort)
{
	int v[32];
	unsigned int i, wrong = 0;

	for (i = 0; i < ARRAY_SIZE(v); i++)
		v[i] = (int)(i * 29 % 32);
	sort(v, ARRAY_SIZE(v), sizeof(v[0]), by_value, NULL);
	for (i = 0; i < ARRAY_SIZE(v); i++)
		wrong += v[i] != (int)i;
	EXPECT_EQ(t, wrong, 0);
}

struct flushed {
	char text[64];
	size_t len;
};

static void flush_to_text(struct seq_file *m)
{
	struct flushed *f = m->reader;

	memcpy(f->text + f->len, m->buf, m->count);
	f->len += m->count;
}

/* Text longer than the buffer goes through it whole; without flush it is cut. */
SELFTEST(lib, seq_file)
{
	char buf[8];
	struct flushed f = {.len = 0};
	struct seq_file m = {.buf = buf, .size = sizeof(buf), .flush = flush_to_text, .reader = &f};

	seq_printf(&m, "%d,", 12345);
	seq_puts(&m, "abcdefghijklmnop");
	seq_printf(&m, "%d", 678);
	m.flush(&m);
	f.text[f.len] = '\0';
	EXPECT(t, !strcmp(f.text, "12345,abcdefghijklmnop678"));
	m = (struct seq_file){.buf = buf, .size = sizeof(buf)};
	seq_puts(&m, "abcdefghij");
	EXPECT(t, seq_has_overflowed(&m));
	EXPECT(t, !strcmp(buf, "abcdefg"));
}
