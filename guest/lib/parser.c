/* SPDX-License-Identifier: GPL-2.0-only */
/* parser: "name=%d" and its like. */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/glob.h>
#include <linux/kernel.h>
#include <linux/parser.h>
#include <linux/slab.h>
#include <linux/string.h>

/* The argument that a conversion takes from s on; its end, or NULL: it does not fit. */
static char *take(char *s, char kind, int width)
{
	char *end = s;

	switch (kind) {
	case 's':
		end = s + (width ? strnlen(s, width) : strlen(s));
		return end == s ? NULL : end;
	case 'd':
		simple_strtol(s, &end, 0);
		break;
	case 'u':
		simple_strtoul(s, &end, 0);
		break;
	case 'o':
		simple_strtoul(s, &end, 8);
		break;
	case 'x':
		simple_strtoul(s, &end, 16);
		break;
	default:
		return NULL;
	}
	return end == s ? NULL : end;
}

static bool match_one(char *s, const char *p, substring_t args[])
{
	int n = 0, width;
	char *end;

	if (!p)
		return true;
	while (*p) {
		if (*p != '%' || p[1] == '%') {
			p += *p == '%';
			if (*p++ != *s++)
				return false;
			continue;
		}
		width = simple_strtol(p + 1, (char **)&p, 10);
		end = n < MAX_OPT_ARGS ? take(s, *p++, width) : NULL;
		if (!end)
			return false;
		args[n++] = (substring_t){s, end};
		s = end;
	}
	return !*s;
}

int match_token(char *s, const match_table_t table, substring_t args[])
{
	while (!match_one(s, table->pattern, args))
		table++;
	return table->token;
}
EXPORT_SYMBOL(match_token);

static int number(const substring_t *s, unsigned int base, u64 *result)
{
	char text[24];

	if (match_strlcpy(text, s, sizeof(text)) >= sizeof(text))
		return -ERANGE;
	return *text == '-' ? kstrtoll(text, base, (long long *)result)
			    : kstrtoull(text, base, result);
}

static int fits(const substring_t *s, unsigned int base, int *result)
{
	u64 value;
	int err = number(s, base, &value);

	if (err)
		return err;
	if ((s64)value > INT_MAX || (s64)value < INT_MIN)
		return -ERANGE;
	*result = value;
	return 0;
}

int match_int(substring_t *s, int *result)
{
	return fits(s, 0, result);
}
EXPORT_SYMBOL(match_int);

int match_octal(substring_t *s, int *result)
{
	return fits(s, 8, result);
}
EXPORT_SYMBOL(match_octal);

int match_hex(substring_t *s, int *result)
{
	return fits(s, 16, result);
}
EXPORT_SYMBOL(match_hex);

int match_u64(substring_t *s, u64 *result)
{
	return number(s, 0, result);
}
EXPORT_SYMBOL(match_u64);

int match_uint(substring_t *s, unsigned int *result)
{
	u64 value;
	int err = number(s, 10, &value);

	if (err)
		return err;
	if (value > UINT_MAX)
		return -ERANGE;
	*result = value;
	return 0;
}
EXPORT_SYMBOL(match_uint);

bool match_wildcard(const char *pattern, const char *str)
{
	return glob_match(pattern, str);
}
EXPORT_SYMBOL(match_wildcard);

size_t match_strlcpy(char *dst, const substring_t *src, size_t size)
{
	size_t len = src->to - src->from, n = min(len, size - 1);

	if (size) {
		memcpy(dst, src->from, n);
		dst[n] = '\0';
	}
	return len;
}
EXPORT_SYMBOL(match_strlcpy);

char *match_strdup(const substring_t *s)
{
	return kmemdup_nul(s->from, s->to - s->from, GFP_KERNEL);
}
EXPORT_SYMBOL(match_strdup);
