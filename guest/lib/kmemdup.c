/* SPDX-License-Identifier: GPL-2.0-only */
/* kmemdup: copies in memory of their own. */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/instruction_pointer.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/sections.h>

void *kmemdup(const void *src, size_t n, gfp_t gfp)
{
	void *copy = kmalloc_track_caller(n, gfp);

	if (copy)
		memcpy(copy, src, n);
	return copy;
}
EXPORT_SYMBOL(kmemdup);

static char *dup(const char *s, size_t max, gfp_t gfp, unsigned long caller)
{
	size_t len = s ? strnlen(s, max) : 0;
	char *copy = s ? __kmalloc_track_caller(len + 1, gfp, caller) : NULL;

	if (copy) {
		memcpy(copy, s, len);
		copy[len] = '\0';
	}
	return copy;
}

char *kstrndup(const char *s, size_t max, gfp_t gfp)
{
	return dup(s, max, gfp, _RET_IP_);
}
EXPORT_SYMBOL(kstrndup);

char *kstrdup(const char *s, gfp_t gfp)
{
	return dup(s, SIZE_MAX - 1, gfp, _RET_IP_);
}
EXPORT_SYMBOL(kstrdup);

/* kfree_const() leaves what it returns alone when it lies in the kernel's constants. */
const char *kstrdup_const(const char *s, gfp_t gfp)
{
	return is_kernel_rodata((unsigned long)s) ? s : dup(s, SIZE_MAX - 1, gfp, _RET_IP_);
}
EXPORT_SYMBOL(kstrdup_const);

void kfree_const(const void *p)
{
	if (!is_kernel_rodata((unsigned long)p))
		kfree(p);
}
EXPORT_SYMBOL(kfree_const);

/* len bytes that need not end, and a NUL. */
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp)
{
	char *copy = s ? kmalloc_track_caller(len + 1, gfp) : NULL;

	if (copy) {
		memcpy(copy, s, len);
		copy[len] = '\0';
	}
	return copy;
}
EXPORT_SYMBOL(kmemdup_nul);

static char *print_dup(gfp_t gfp, const char *fmt, va_list args, unsigned long caller)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	text = __kmalloc_track_caller(len + 1, gfp, caller);
	if (text)
		vsnprintf(text, len + 1, fmt, args);
	return text;
}

char *kvasprintf(gfp_t gfp, const char *fmt, va_list args)
{
	return print_dup(gfp, fmt, args, _RET_IP_);
}
EXPORT_SYMBOL(kvasprintf);

char *kasprintf(gfp_t gfp, const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = print_dup(gfp, fmt, args, _RET_IP_);
	va_end(args);
	return text;
}
EXPORT_SYMBOL(kasprintf);

void **__memcat_p(void **a, void **b)
{
	size_t na, nb;
	void **both;

	for (na = 0; a[na]; na++)
		;
	for (nb = 0; b[nb]; nb++)
		;
	both = kmalloc_array(na + nb + 1, sizeof(void *), GFP_KERNEL);
	if (!both)
		return NULL;
	memcpy(both, a, na * sizeof(void *));
	memcpy(both + na, b, (nb + 1) * sizeof(void *));
	return both;
}
EXPORT_SYMBOL_GPL(__memcat_p);

/* The words in one copy of the text, which argv[-1] leads to. */
char **argv_split(gfp_t gfp, const char *str, int *argcp)
{
	char *text = kstrdup(str, gfp), *at = text;
	int words = 0, n = 0;
	char **argv;

	if (!text)
		return NULL;
	for (at = skip_spaces(text); *at; words++)
		at = skip_spaces(at + strcspn(at, " \t\n\v\f\r"));
	argv = kmalloc_array(words + 2, sizeof(*argv), gfp);
	if (!argv) {
		kfree(text);
		return NULL;
	}
	*argv++ = text;
	for (at = text; n < words; n++) {
		argv[n] = at = skip_spaces(at);
		at += strcspn(at, " \t\n\v\f\r");
		if (*at)
			*at++ = '\0';
	}
	argv[n] = NULL;
	if (argcp)
		*argcp = words;
	return argv;
}
EXPORT_SYMBOL(argv_split);

void argv_free(char **argv)
{
	kfree(argv[-1]);
	kfree(argv - 1);
}
EXPORT_SYMBOL(argv_free);

unsigned long *bitmap_alloc(unsigned int nbits, gfp_t gfp)
{
	return kmalloc_array(BITS_TO_LONGS(nbits), sizeof(unsigned long), gfp);
}
EXPORT_SYMBOL(bitmap_alloc);

unsigned long *bitmap_zalloc(unsigned int nbits, gfp_t gfp)
{
	return bitmap_alloc(nbits, gfp | __GFP_ZERO);
}
EXPORT_SYMBOL(bitmap_zalloc);

void bitmap_free(const unsigned long *bitmap)
{
	kfree(bitmap);
}
EXPORT_SYMBOL(bitmap_free);

/* For a sysfs file: as a list, or as hexadecimal words; with a newline. */
int bitmap_print_to_pagebuf(bool list, char *buf, const unsigned long *maskp, int nmaskbits)
{
	int len = 0, i;

	if (list) {
		len = bitmap_scnlistprintf(buf, PAGE_SIZE - 1, maskp, nmaskbits);
	} else {
		for (i = BITS_TO_U32(nmaskbits) - 1; i >= 0; i--)
			len += scnprintf(buf + len, PAGE_SIZE - 1 - len, i ? "%08lx," : "%08lx",
					 maskp[i]);
	}
	return len + scnprintf(buf + len, PAGE_SIZE - len, "\n");
}
EXPORT_SYMBOL(bitmap_print_to_pagebuf);
