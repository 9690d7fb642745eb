/* SPDX-License-Identifier: GPL-2.0-only */
/* iio-value: values as text, and back: fixed-point numbers in two integers. */
#include <linux/export.h>
#include <linux/iio/iio.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/string.h>

#include "drivers/iio/iio-core.h"

static ssize_t emit_fraction(char *buf, size_t off, s64 nano, int digits)
{
	s32 rest;
	s64 whole = div_s64_rem(nano, 1000000000, &rest);

	/* -0.5 has a whole part without a sign */
	return sysfs_emit_at(buf, off, "%s%lld.%0*u", nano < 0 && !whole ? "-" : "", whole, digits,
			     digits == 6 ? abs(rest) / 1000 : abs(rest));
}

ssize_t iio_emit_value(char *buf, size_t off, unsigned int type, int size, const int *vals)
{
	s64 value;
	int i, len = 0;

	switch (type) {
	case IIO_VAL_INT:
		return sysfs_emit_at(buf, off, "%d", vals[0]);
	case IIO_VAL_INT_PLUS_MICRO_DB:
	case IIO_VAL_INT_PLUS_MICRO:
		return sysfs_emit_at(buf, off, "%s%d.%06u%s", vals[1] < 0 ? "-" : "",
				     vals[1] < 0 ? abs(vals[0]) : vals[0], abs(vals[1]),
				     type == IIO_VAL_INT_PLUS_MICRO_DB ? " dB" : "");
	case IIO_VAL_INT_PLUS_NANO:
		return sysfs_emit_at(buf, off, "%s%d.%09u", vals[1] < 0 ? "-" : "",
				     vals[1] < 0 ? abs(vals[0]) : vals[0], abs(vals[1]));
	case IIO_VAL_FRACTIONAL:
		return emit_fraction(buf, off, div_s64((s64)vals[0] * 1000000000LL, vals[1]), 9);
	case IIO_VAL_FRACTIONAL_LOG2:
		value = (s64)vals[0] * 1000000000LL;
		return emit_fraction(buf, off, value < 0 ? -(-value >> vals[1]) : value >> vals[1],
				     9);
	case IIO_VAL_INT_MULTIPLE:
		for (i = 0; i < size; i++)
			len += sysfs_emit_at(buf, off + len, i ? " %d" : "%d", vals[i]);
		return len;
	case IIO_VAL_CHAR:
		return sysfs_emit_at(buf, off, "%c", (char)vals[0]);
	case IIO_VAL_INT_64:
		return sysfs_emit_at(buf, off, "%lld",
				     (s64)((u64)(u32)vals[1] << 32 | (u32)vals[0]));
	}
	return 0;
}

ssize_t iio_format_value(char *buf, unsigned int type, int size, int *vals)
{
	ssize_t len = iio_emit_value(buf, 0, type, size, vals);

	return len + sysfs_emit_at(buf, len, "\n");
}
EXPORT_SYMBOL_GPL(iio_format_value);

/* "12.5" with fract_mult 100000 is 12 and 500000; a minus goes to whichever is not 0. */
int iio_str_to_fixpoint(const char *str, int fract_mult, int *integer, int *fract)
{
	bool negative = *str == '-', fraction = false, any = false;
	int whole = 0, part = 0;

	if (*str == '-' || *str == '+')
		str++;
	for (; *str && *str != '\n'; str++) {
		if (*str == '.' && !fraction && fract_mult) {
			fraction = true;
			continue;
		}
		if (!strncmp(str, " dB", 3) || !strncmp(str, "dB", 2))
			break;
		if (*str < '0' || *str > '9')
			return -EINVAL;
		any = true;
		if (!fraction) {
			whole = whole * 10 + *str - '0';
		} else {
			part += fract_mult * (*str - '0');
			fract_mult /= 10;
		}
	}
	if (!any)
		return -EINVAL;
	if (negative && whole)
		whole = -whole;
	else if (negative)
		part = -part;
	*integer = whole;
	*fract = part;
	return 0;
}
EXPORT_SYMBOL_GPL(iio_str_to_fixpoint);
