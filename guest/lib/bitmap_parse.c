/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bitmap_parse: bitmaps from text. Parts stand between commas and spaces, empty ones count nothing.
 *
 *	list	5  2-7  all  N (the last bit)  0-31:2/8 (of each 8 bits the first 2)
 *	mask	deadbeef,1,0: 32 bits each, the least significant last
 */
#include <linux/bitmap.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

static bool is_between(char c)
{
	return c == ',' || isspace((unsigned char)c);
}

static bool is_end_of_part(char c)
{
	return !c || is_between(c);
}

/* A number, or N. */
static int parse_number(const char **at, unsigned int last, unsigned int *value)
{
	unsigned long long wide = 0;

	if (**at == 'N') {
		*value = last;
		(*at)++;
		return 0;
	}
	if (!isdigit((unsigned char)**at))
		return -EINVAL;
	for (; isdigit((unsigned char)**at); (*at)++) {
		wide = wide * 10 + (**at - '0');
		if (wide > UINT_MAX)
			return -EOVERFLOW;
	}
	*value = wide;
	return 0;
}

struct region {
	unsigned int from, to, used, group;
};

static int parse_region(const char **at, unsigned int last, struct region *r)
{
	int err = 0;

	if (!strncasecmp(*at, "all", 3)) {
		r->from = 0;
		r->to = last;
		*at += 3;
	} else {
		err = parse_number(at, last, &r->from);
		r->to = r->from;
		if (!err && **at == '-') {
			(*at)++;
			err = parse_number(at, last, &r->to);
		}
	}
	r->used = r->group = 1;
	if (!err && **at == ':') {
		(*at)++;
		err = parse_number(at, last, &r->used);
		if (!err && *(*at)++ != '/')
			err = -EINVAL;
		if (!err)
			err = parse_number(at, last, &r->group);
	}
	return err ?: is_end_of_part(**at) ? 0 : -EINVAL;
}

int bitmap_parselist(const char *buf, unsigned long *maskp, int nmaskbits)
{
	struct region r;
	int err;

	bitmap_zero(maskp, nmaskbits);
	for (; *buf; buf++) {
		if (is_between(*buf))
			continue;
		err = parse_region(&buf, nmaskbits - 1, &r);
		if (err)
			return err;
		if (r.from > r.to || !r.group || r.used > r.group)
			return -EINVAL;
		if (r.to >= nmaskbits)
			return -ERANGE;
		for (; r.from <= r.to; r.from += r.group)
			bitmap_set(maskp, r.from, min(r.to - r.from + 1, r.used));
		if (!*buf)
			break;
	}
	return 0;
}
EXPORT_SYMBOL(bitmap_parselist);

/* One part of a mask, the last first; *end moves to its beginning. */
static int parse_word(const char *buf, const char **end, u32 *word)
{
	const char *at = *end;
	unsigned int shift = 0;
	int digit;

	for (*word = 0; at > buf && !is_between(at[-1]); at--, shift += 4) {
		digit = hex_to_bin((unsigned char)at[-1]);
		if (digit < 0)
			return -EINVAL;
		if (shift >= 32)
			return -EOVERFLOW;
		*word |= (u32)digit << shift;
	}
	*end = at;
	return 0;
}

int bitmap_parse(const char *buf, unsigned int buflen, unsigned long *maskp, int nmaskbits)
{
	const char *end = buf + strnlen(buf, buflen), *line = memchr(buf, '\n', end - buf);
	unsigned int words = BITS_TO_LONGS(nmaskbits), n = 0;
	u32 word;
	int err;

	/* a line end ends it, unless more comes */
	if (line && line[strspn(line, " \n\t,")] == '\0')
		end = line;
	bitmap_zero(maskp, nmaskbits);
	for (;;) {
		while (end > buf && is_between(end[-1]))
			end--;
		if (end == buf)
			return 0;
		err = parse_word(buf, &end, &word);
		if (err)
			return err;
		if (n >= words || (n == words - 1 && word & ~(u32)BITMAP_LAST_WORD_MASK(nmaskbits)))
			return -EOVERFLOW;
		maskp[n++] = word;
	}
}
EXPORT_SYMBOL(bitmap_parse);
