/* SPDX-License-Identifier: GPL-2.0-only */
/* sscanf: numbers, words and characters from text. */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/string.h>

struct conversion {
	bool skip;   /* '*': read, but stored nowhere */
	int width;   /* 0: none given */
	char length; /* 'H' char, 'h' short, 'l' long, 'L' long long, 0 int */
	char letter;
};

static const char *parse_conversion(const char *fmt, struct conversion *c)
{
	*c = (struct conversion){0};
	if (*fmt == '*') {
		c->skip = true;
		fmt++;
	}
	while (isdigit((unsigned char)*fmt))
		c->width = c->width * 10 + *fmt++ - '0';
	if (*fmt == 'h' || *fmt == 'l' || *fmt == 'L' || *fmt == 'z') {
		bool twice = fmt[1] == *fmt;

		c->length = *fmt == 'z' ? 'l' : twice ? (*fmt == 'h' ? 'H' : 'L') : *fmt;
		fmt += 1 + twice;
	}
	c->letter = *fmt;
	return *fmt ? fmt + 1 : fmt;
}

static void store(void *to, char length, unsigned long long value)
{
	switch (length) {
	case 'H':
		*(u8 *)to = value;
		break;
	case 'h':
		*(u16 *)to = value;
		break;
	case 'l':
		*(unsigned long *)to = value;
		break;
	case 'L':
		*(unsigned long long *)to = value;
		break;
	default:
		*(unsigned int *)to = value;
	}
}

/* "0xa7" read as "%2x": the prefix leaves no room for a digit, and counts as 0. */
static bool prefix_fills(const char *buf, const struct conversion *c, unsigned int base)
{
	int sign = (*buf == '-' || *buf == '+') && (c->letter == 'd' || c->letter == 'i');

	return c->width && c->width <= sign + 2 && c->width > sign && (!base || base == 16) &&
	       buf[sign] == '0' && tolower((unsigned char)buf[sign + 1]) == 'x' &&
	       isxdigit((unsigned char)buf[sign + 2]);
}

/* Returns the end of the number, or NULL when there is none. */
static const char *scan_number(const char *buf, const struct conversion *c,
			       unsigned long long *value)
{
	unsigned int base = c->letter == 'x' || c->letter == 'X' ? 16
			    : c->letter == 'o'			 ? 8
			    : c->letter == 'i'			 ? 0
								 : 10;
	char digits[32];
	char *end;
	bool is_signed = c->letter == 'd' || c->letter == 'i';

	buf = skip_spaces(buf);
	if (prefix_fills(buf, c, base)) {
		*value = 0;
		return buf + c->width;
	}
	strscpy(digits, buf, min_t(size_t, sizeof(digits), c->width ? c->width + 1 : 32));
	*value = is_signed ? (unsigned long long)simple_strtoll(digits, &end, base)
			   : simple_strtoull(digits, &end, base);
	if (end == digits || !isxdigit((unsigned char)end[-1]))
		return NULL;
	return buf + (end - digits);
}

static const char *scan_word(const char *buf, const struct conversion *c, char *to)
{
	int left = c->width ? c->width : INT_MAX;

	buf = skip_spaces(buf);
	if (!*buf)
		return NULL;
	for (; *buf && !isspace((unsigned char)*buf) && left; buf++, left--)
		if (to)
			*to++ = *buf;
	if (to)
		*to = '\0';
	return buf;
}

static const char *scan_chars(const char *buf, const struct conversion *c, char *to)
{
	int n = c->width ? c->width : 1;

	for (; n; n--, buf++) {
		if (!*buf)
			return NULL;
		if (to)
			*to++ = *buf;
	}
	return buf;
}

/* Returns how many were stored. */
int vsscanf(const char *buf, const char *fmt, va_list args)
{
	const char *start = buf;
	int stored = 0;

	while (*fmt && buf) {
		struct conversion c;
		unsigned long long value;

		if (isspace((unsigned char)*fmt)) {
			fmt = skip_spaces(fmt);
			buf = skip_spaces(buf);
			continue;
		}
		if (*fmt != '%') {
			if (*buf++ != *fmt++)
				break;
			continue;
		}
		fmt = parse_conversion(fmt + 1, &c);
		if (c.letter == '%') {
			if (*buf++ != '%')
				break;
		} else if (c.letter == 'n') {
			*va_arg(args, int *) = buf - start;
		} else if (c.letter == 's') {
			buf = scan_word(buf, &c, c.skip ? NULL : va_arg(args, char *));
			stored += buf && !c.skip;
		} else if (c.letter == 'c') {
			buf = scan_chars(buf, &c, c.skip ? NULL : va_arg(args, char *));
			stored += buf && !c.skip;
		} else {
			buf = scan_number(buf, &c, &value);
			if (buf && !c.skip) {
				store(va_arg(args, void *), c.length, value);
				stored++;
			}
		}
	}
	return stored;
}
EXPORT_SYMBOL(vsscanf);

int sscanf(const char *buf, const char *fmt, ...)
{
	va_list args;
	int stored;

	va_start(args, fmt);
	stored = vsscanf(buf, fmt, args);
	va_end(args);
	return stored;
}
EXPORT_SYMBOL(sscanf);
