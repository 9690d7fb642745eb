/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vsprintf: formatted output. A struct out collects characters and counts those that no
 * longer fit; what %p takes besides is in vsprintf_pointer.c.
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/string.h>

#include "vsprintf.h"

void out_char(struct out *o, char c)
{
	if (o->len < o->size)
		o->buf[o->len] = c;
	o->len++;
}

static void out_pad(struct out *o, char c, int n)
{
	while (n-- > 0)
		out_char(o, c);
}

void out_text(struct out *o, const struct spec *spec, const char *s)
{
	size_t len, i;

	if ((unsigned long)s < PAGE_BYTES || (unsigned long)s >= (unsigned long)-PAGE_BYTES)
		s = s ? "(efault)" : "(null)";
	len = strnlen(s, spec->precision >= 0 ? (size_t)spec->precision : SIZE_MAX);
	if (!(spec->flags & SPEC_LEFT))
		out_pad(o, ' ', spec->width - (int)len);
	for (i = 0; i < len; i++)
		out_char(o, s[i]);
	if (spec->flags & SPEC_LEFT)
		out_pad(o, ' ', spec->width - (int)len);
}

/* The digits of value, the last first; returns how many. 0 has none. */
static int digits_of(unsigned long long value, unsigned int base, bool upper, char *digits)
{
	const char *set = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	int n = 0;

	while (value > 0xffffffffULL) {
		digits[n++] = set[value % base];
		value = value / base;
	}
	for (u32 low = value; low; low /= base)
		digits[n++] = set[low % base];
	return n;
}

void out_number(struct out *o, const struct spec *spec, unsigned long long value, bool negative)
{
	char digits[24];
	int n = digits_of(value, spec->base, spec->flags & SPEC_UPPER, digits);
	int least = spec->precision >= 0 ? spec->precision : 1;
	char sign = negative		       ? '-'
		    : spec->flags & SPEC_PLUS  ? '+'
		    : spec->flags & SPEC_SPACE ? ' '
					       : 0;
	bool prefix = (spec->flags & SPEC_ALT) && spec->base == 16;
	int width = spec->width - (sign != 0) - 2 * prefix;

	if ((spec->flags & SPEC_ALT) && spec->base == 8 && least <= n)
		least = n + 1;
	if ((spec->flags & (SPEC_ZERO | SPEC_LEFT)) == SPEC_ZERO && spec->precision < 0)
		least = max(least, width);
	width -= max(n, least);
	if (!(spec->flags & SPEC_LEFT))
		out_pad(o, ' ', width);
	if (sign)
		out_char(o, sign);
	if (prefix) {
		out_char(o, '0');
		out_char(o, spec->flags & SPEC_UPPER ? 'X' : 'x');
	}
	out_pad(o, '0', least - n);
	while (n)
		out_char(o, digits[--n]);
	if (spec->flags & SPEC_LEFT)
		out_pad(o, ' ', width);
}

static const char *parse_flags(const char *fmt, struct spec *spec)
{
	for (;; fmt++) {
		switch (*fmt) {
		case '-':
			spec->flags |= SPEC_LEFT;
			break;
		case '+':
			spec->flags |= SPEC_PLUS;
			break;
		case ' ':
			spec->flags |= SPEC_SPACE;
			break;
		case '#':
			spec->flags |= SPEC_ALT;
			break;
		case '0':
			spec->flags |= SPEC_ZERO;
			break;
		default:
			return fmt;
		}
	}
}

static const char *parse_count(const char *fmt, int *count, va_list *args)
{
	if (*fmt == '*') {
		*count = va_arg(*args, int);
		return fmt + 1;
	}
	for (*count = 0; isdigit((unsigned char)*fmt); fmt++)
		*count = *count * 10 + *fmt - '0';
	return fmt;
}

static const char *parse_length(const char *fmt, struct spec *spec)
{
	spec->length = 0;
	switch (*fmt) {
	case 'h':
		spec->length = fmt[1] == 'h' ? 'H' : 'h';
		return fmt + 1 + (fmt[1] == 'h');
	case 'l':
		spec->length = fmt[1] == 'l' ? 'L' : 'l';
		return fmt + 1 + (fmt[1] == 'l');
	case 'L':
	case 'q':
		spec->length = 'L';
		return fmt + 1;
	case 'z':
	case 'Z':
	case 't':
		spec->length = 'l';
		return fmt + 1;
	case 'j':
		spec->length = 'L';
		return fmt + 1;
	}
	return fmt;
}

/* fmt: after the '%'. Returns where the conversion's letter stands. */
static const char *parse_spec(const char *fmt, struct spec *spec, va_list *args)
{
	*spec = (struct spec){.precision = -1, .base = 10};
	fmt = parse_flags(fmt, spec);
	fmt = parse_count(fmt, &spec->width, args);
	if (spec->width < 0) {
		spec->flags |= SPEC_LEFT;
		spec->width = -spec->width;
	}
	if (*fmt == '.') {
		fmt = parse_count(fmt + 1, &spec->precision, args);
		if (spec->precision < 0)
			spec->precision = -1;
	}
	return parse_length(fmt, spec);
}

static void format_signed(struct out *o, const struct spec *spec, va_list *args)
{
	long long v = spec->length == 'L'   ? va_arg(*args, long long)
		      : spec->length == 'l' ? va_arg(*args, long)
					    : va_arg(*args, int);

	if (spec->length == 'h')
		v = (short)v;
	if (spec->length == 'H')
		v = (signed char)v;
	out_number(o, spec, v < 0 ? -(unsigned long long)v : (unsigned long long)v, v < 0);
}

static void format_unsigned(struct out *o, struct spec *spec, va_list *args)
{
	unsigned long long v = spec->length == 'L'   ? va_arg(*args, unsigned long long)
			       : spec->length == 'l' ? va_arg(*args, unsigned long)
						     : va_arg(*args, unsigned int);

	if (spec->length == 'h')
		v = (unsigned short)v;
	if (spec->length == 'H')
		v = (unsigned char)v;
	spec->flags &= ~(SPEC_PLUS | SPEC_SPACE);
	out_number(o, spec, v, false);
}

static void format_char(struct out *o, const struct spec *spec, char c)
{
	if (!(spec->flags & SPEC_LEFT))
		out_pad(o, ' ', spec->width - 1);
	out_char(o, c);
	if (spec->flags & SPEC_LEFT)
		out_pad(o, ' ', spec->width - 1);
}

/* One conversion; returns what follows it. */
static const char *format_one(struct out *o, const char *fmt, va_list *args)
{
	struct spec spec;

	fmt = parse_spec(fmt, &spec, args);
	switch (*fmt) {
	case '%':
		out_char(o, '%');
		break;
	case 'c':
		format_char(o, &spec, va_arg(*args, int));
		break;
	case 's':
		out_text(o, &spec, va_arg(*args, const char *));
		break;
	case 'p':
		return out_pointer(o, fmt + 1, &spec, va_arg(*args, void *));
	case 'd':
	case 'i':
		format_signed(o, &spec, args);
		break;
	case 'X':
		spec.flags |= SPEC_UPPER;
		fallthrough;
	case 'x':
		spec.base = 16;
		format_unsigned(o, &spec, args);
		break;
	case 'o':
		spec.base = 8;
		fallthrough;
	case 'u':
		format_unsigned(o, &spec, args);
		break;
	default:
		WARN_ONCE(1, "printf: unknown conversion %%%c\n", *fmt);
		return *fmt ? fmt + 1 : fmt;
	}
	return fmt + 1;
}

int vsnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	struct out o = {buf, size, 0};
	va_list copy;

	va_copy(copy, args);
	while (*fmt) {
		if (*fmt == '%')
			fmt = format_one(&o, fmt + 1, &copy);
		else
			out_char(&o, *fmt++);
	}
	va_end(copy);
	if (size)
		buf[min(o.len, size - 1)] = '\0';
	return o.len;
}
EXPORT_SYMBOL(vsnprintf);

int vscnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	size_t len = vsnprintf(buf, size, fmt, args);

	return size ? min(len, size - 1) : 0;
}
EXPORT_SYMBOL(vscnprintf);

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(snprintf);

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vscnprintf(buf, size, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(scnprintf);

int vsprintf(char *buf, const char *fmt, va_list args)
{
	return vsnprintf(buf, INT_MAX, fmt, args);
}
EXPORT_SYMBOL(vsprintf);

int sprintf(char *buf, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsprintf(buf, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(sprintf);
