/* SPDX-License-Identifier: GPL-2.0-only */
/* kmemdup: copies in memory of their own. */
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
