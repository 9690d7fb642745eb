/* SPDX-License-Identifier: GPL-2.0-only */
/* bitmap_alloc: bitmaps in memory of their own, and printed into a page. */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

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

/* ---- from a program's text ---- */

int bitmap_parse_user(const char __user *ubuf, unsigned int ulen, unsigned long *maskp,
		      int nmaskbits)
{
	char *buf = memdup_user_nul(ubuf, ulen);
	int err;

	if (IS_ERR(buf))
		return PTR_ERR(buf);
	err = bitmap_parse(buf, UINT_MAX, maskp, nmaskbits);
	kfree(buf);
	return err;
}
EXPORT_SYMBOL(bitmap_parse_user);

int bitmap_parselist_user(const char __user *ubuf, unsigned int ulen, unsigned long *maskp,
			  int nmaskbits)
{
	char *buf = memdup_user_nul(ubuf, ulen);
	int err;

	if (IS_ERR(buf))
		return PTR_ERR(buf);
	err = bitmap_parselist(buf, maskp, nmaskbits);
	kfree(buf);
	return err;
}
EXPORT_SYMBOL(bitmap_parselist_user);
