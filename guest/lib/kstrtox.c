/* SPDX-License-Identifier: GPL-2.0-only */
/* kstrtox: numbers from text. */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/string.h>

/* Settles the base by the prefix; returns s past it. "0x" without a digit is just "0". */
static const char *parse_prefix(const char *s, unsigned int *base)
{
	bool hex =
	    s[0] == '0' && tolower((unsigned char)s[1]) == 'x' && isxdigit((unsigned char)s[2]);

	if (*base == 0)
		*base = hex ? 16 : s[0] == '0' ? 8 : 10;
	return *base == 16 && hex ? s + 2 : s;
}

/* Returns how many digits were read; *overflow when the value did not fit. */
static size_t parse_digits(const char *s, unsigned int base, unsigned long long *value,
			   bool *overflow)
{
	size_t n = 0;

	*value = 0;
	*overflow = false;
	for (;; n++) {
		int d = hex_to_bin((unsigned char)s[n]);
		unsigned long long next;

		if (d < 0 || d >= (int)base)
			return n;
		if (__builtin_mul_overflow(*value, (unsigned long long)base, &next) ||
		    __builtin_add_overflow(next, (unsigned long long)d, &next))
			*overflow = true;
		*value = next;
	}
}

unsigned long long simple_strtoull(const char *s, char **endp, unsigned int base)
{
	const char *digits = parse_prefix(s, &base);
	unsigned long long value;
	bool overflow;
	size_t n = parse_digits(digits, base, &value, &overflow);

	if (endp)
		*endp = (char *)digits + n;
	return value;
}
EXPORT_SYMBOL(simple_strtoull);

unsigned long simple_strtoul(const char *s, char **endp, unsigned int base)
{
	return simple_strtoull(s, endp, base);
}
EXPORT_SYMBOL(simple_strtoul);

long long simple_strtoll(const char *s, char **endp, unsigned int base)
{
	if (*s == '-')
		return -simple_strtoull(s + 1, endp, base);
	return simple_strtoull(s, endp, base);
}
EXPORT_SYMBOL(simple_strtoll);

long simple_strtol(const char *s, char **endp, unsigned int base)
{
	return simple_strtoll(s, endp, base);
}
EXPORT_SYMBOL(simple_strtol);

/* After the sign. */
static int parse_whole(const char *s, unsigned int base, unsigned long long *value)
{
	bool overflow;
	size_t n;

	s = parse_prefix(s, &base);
	n = parse_digits(s, base, value, &overflow);
	if (overflow)
		return -ERANGE;
	if (s[n] == '\n')
		s++;
	return n && !s[n] ? 0 : -EINVAL;
}

int kstrtoull(const char *s, unsigned int base, unsigned long long *res)
{
	unsigned long long value;
	int err = parse_whole(*s == '+' ? s + 1 : s, base, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtoull);

int kstrtoll(const char *s, unsigned int base, long long *res)
{
	unsigned long long value;
	bool negative = *s == '-';
	int err = parse_whole(negative || *s == '+' ? s + 1 : s, base, &value);

	if (err)
		return err;
	if (value > (unsigned long long)LLONG_MAX + negative)
		return -ERANGE;
	*res = negative ? -value : value;
	return 0;
}
EXPORT_SYMBOL(kstrtoll);

int kstrtoul(const char *s, unsigned int base, unsigned long *res)
{
	unsigned long long value;
	int err = kstrtoull(s, base, &value);

	if (!err && value != (unsigned long)value)
		err = -ERANGE;
	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtoul);

int kstrtol(const char *s, unsigned int base, long *res)
{
	long long value;
	int err = kstrtoll(s, base, &value);

	if (!err && value != (long)value)
		err = -ERANGE;
	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtol);

static int parse_unsigned(const char *s, unsigned int base, u64 max, u64 *value)
{
	unsigned long long wide;
	int err = kstrtoull(s, base, &wide);

	if (!err && wide > max)
		err = -ERANGE;
	if (!err)
		*value = wide;
	return err;
}

int kstrtou64(const char *s, unsigned int base, u64 *res)
{
	return parse_unsigned(s, base, U64_MAX, res);
}
EXPORT_SYMBOL(kstrtou64);

int kstrtouint(const char *s, unsigned int base, unsigned int *res)
{
	u64 value;
	int err = parse_unsigned(s, base, UINT_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtouint);

int kstrtou32(const char *s, unsigned int base, u32 *res)
{
	return kstrtouint(s, base, res);
}
EXPORT_SYMBOL(kstrtou32);

int kstrtou16(const char *s, unsigned int base, u16 *res)
{
	u64 value;
	int err = parse_unsigned(s, base, U16_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtou16);

int kstrtou8(const char *s, unsigned int base, u8 *res)
{
	u64 value;
	int err = parse_unsigned(s, base, U8_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtou8);

int kstrtoint(const char *s, unsigned int base, int *res)
{
	long long value;
	int err = kstrtoll(s, base, &value);

	if (!err && value != (int)value)
		err = -ERANGE;
	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtoint);

int kstrtobool(const char *s, bool *res)
{
	char c = tolower((unsigned char)s[0]);

	if (c == 'o')
		c = tolower((unsigned char)s[1]) == 'n'	  ? 'y'
		    : tolower((unsigned char)s[1]) == 'f' ? 'n'
							  : 0;
	if (c == 'y' || c == 't' || c == '1')
		*res = true;
	else if (c == 'n' || c == 'f' || c == '0')
		*res = false;
	else
		return -EINVAL;
	return 0;
}
EXPORT_SYMBOL(kstrtobool);

/* type: as wide as it is stored; kstrtoll() has looked at the text, this at the size. */
#define KSTRTO_SMALL(name, type)                                                                   \
	int name(const char *s, unsigned int base, type *res)                                      \
	{                                                                                          \
		long long value;                                                                   \
		int err = kstrtoll(s, base, &value);                                               \
                                                                                                   \
		if (!err && value != (type)value)                                                  \
			err = -ERANGE;                                                             \
		if (!err)                                                                          \
			*res = value;                                                              \
		return err;                                                                        \
	}                                                                                          \
	EXPORT_SYMBOL(name)

KSTRTO_SMALL(kstrtos8, s8);
KSTRTO_SMALL(kstrtos16, s16);
KSTRTO_SMALL(kstrtos32, s32);
KSTRTO_SMALL(kstrtos64, s64);
