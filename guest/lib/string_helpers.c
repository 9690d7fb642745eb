/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/slab.h>
#include <linux/string_helpers.h>

/* Three digits that say something: 999 B, 9.99 kB, 99.9 kB, 999 kB. */
int string_get_size(u64 size, u64 blk_size, const enum string_size_units units, char *buf, int len)
{
	static const char *const names[2][9] = {
	    {"B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"},
	    {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"}};
	const u32 step = units == STRING_UNITS_10 ? 1000 : 1024;
	u64 bytes = size * blk_size;
	u32 rest = 0, hundredths;
	int i = 0;

	while (bytes >= step) {
		bytes = div_u64_rem(bytes, step, &rest);
		i++;
	}
	hundredths = rest * 100 / step;
	if (!i || bytes >= 100)
		return snprintf(buf, len, "%u %s", (u32)bytes, names[units][i]);
	if (bytes >= 10)
		return snprintf(buf, len, "%u.%u %s", (u32)bytes, hundredths / 10, names[units][i]);
	return snprintf(buf, len, "%u.%02u %s", (u32)bytes, hundredths, names[units][i]);
}
EXPORT_SYMBOL(string_get_size);

/* What a terminal could take for a command becomes \ooo. */
char *kstrdup_quotable(const char *src, gfp_t gfp)
{
	char *copy = src ? kmalloc(strlen(src) * 4 + 1, gfp) : NULL, *to = copy;

	if (!copy)
		return NULL;
	for (; *src; src++)
		to += sprintf(
		    to,
		    isprint((unsigned char)*src) && *src != '\\' && *src != '"' ? "%c" : "\\%03o",
		    (unsigned char)*src);
	*to = '\0';
	return copy;
}
EXPORT_SYMBOL(kstrdup_quotable);
