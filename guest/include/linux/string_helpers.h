/* SPDX-License-Identifier: GPL-2.0-only */
/* string_helpers: words for yes and no, sizes in words, letters in another case. */
#ifndef _LINUX_STRING_HELPERS_H
#define _LINUX_STRING_HELPERS_H

#include <linux/ctype.h>
#include <linux/string.h>
#include <linux/types.h>

enum string_size_units { STRING_UNITS_10, STRING_UNITS_2 };

/* "1.05 MB", "1.00 MiB" */
int string_get_size(u64 size, u64 blk_size, const enum string_size_units units, char *buf, int len);

static inline void string_upper(char *dst, const char *src)
{
	do
		*dst++ = toupper(*src);
	while (*src++);
}

static inline void string_lower(char *dst, const char *src)
{
	do
		*dst++ = tolower(*src);
	while (*src++);
}

#ifndef LINUX_6_1_ONLY /* of other versions */
static inline bool string_is_terminated(const char *s, int len)
{
	return memchr(s, '\0', len) != NULL;
}
#endif

#define str_yes_no(v)		((v) ? "yes" : "no")
#define str_on_off(v)		((v) ? "on" : "off")
#define str_enable_disable(v)	((v) ? "enable" : "disable")
#define str_enabled_disabled(v) ((v) ? "enabled" : "disabled")
#define str_read_write(v)	((v) ? "read" : "write")
#ifndef LINUX_6_1_ONLY /* of other versions */
#define str_high_low(v)	  ((v) ? "high" : "low")
#define str_true_false(v) ((v) ? "true" : "false")
#define str_up_down(v)	  ((v) ? "up" : "down")
#define str_plural(n)	  ((n) == 1 ? "" : "s")
#endif

char *kstrdup_quotable(const char *src, gfp_t gfp);

struct device;

/* prefix-0, prefix-1 ... NULL: no memory. */
char **kasprintf_strarray(gfp_t gfp, const char *prefix, size_t n);
void kfree_strarray(char **array, size_t n);
char **devm_kasprintf_strarray(struct device *dev, const char *prefix, size_t n); /* ERR_PTR */

#endif
