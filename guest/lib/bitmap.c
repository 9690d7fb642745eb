/* SPDX-License-Identifier: GPL-2.0-only */
/* bitmap: arrays of bits of any length. */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/kernel.h>

void bitmap_set(unsigned long *map, unsigned int start, unsigned int nbits)
{
	unsigned int i;

	for (i = start; i < start + nbits; i++)
		__set_bit(i, map);
}
EXPORT_SYMBOL(bitmap_set);

void bitmap_clear(unsigned long *map, unsigned int start, unsigned int nbits)
{
	unsigned int i;

	for (i = start; i < start + nbits; i++)
		__clear_bit(i, map);
}
EXPORT_SYMBOL(bitmap_clear);

unsigned int bitmap_weight(const unsigned long *src, unsigned int nbits)
{
	unsigned int i, weight = 0;

	for (i = 0; i < nbits / BITS_PER_LONG; i++)
		weight += hweight_long(src[i]);
	if (nbits % BITS_PER_LONG)
		weight += hweight_long(src[i] & BITMAP_LAST_WORD_MASK(nbits));
	return weight;
}
EXPORT_SYMBOL(bitmap_weight);

bool bitmap_empty(const unsigned long *src, unsigned int nbits)
{
	return find_first_bit(src, nbits) == nbits;
}
EXPORT_SYMBOL(bitmap_empty);

bool bitmap_full(const unsigned long *src, unsigned int nbits)
{
	return find_first_zero_bit(src, nbits) == nbits;
}
EXPORT_SYMBOL(bitmap_full);

bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < nbits / BITS_PER_LONG; i++)
		if (a[i] != b[i])
			return false;
	return nbits % BITS_PER_LONG == 0 || !((a[i] ^ b[i]) & BITMAP_LAST_WORD_MASK(nbits));
}
EXPORT_SYMBOL(bitmap_equal);

bool bitmap_and(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = a[i] & b[i];
	return !bitmap_empty(dst, nbits);
}
EXPORT_SYMBOL(bitmap_and);

void bitmap_or(unsigned long *dst, const unsigned long *a, const unsigned long *b,
	       unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = a[i] | b[i];
}
EXPORT_SYMBOL(bitmap_or);

unsigned long bitmap_find_next_zero_area(unsigned long *map, unsigned long size,
					 unsigned long start, unsigned int nr,
					 unsigned long align_mask)
{
	for (;;) {
		unsigned long index = find_next_zero_bit(map, size, start);
		unsigned long end, taken;

		index = (index + align_mask) & ~align_mask;
		end = index + nr;
		if (end > size)
			return end;
		taken = find_next_bit(map, end, index);
		if (taken >= end)
			return index;
		start = taken + 1;
	}
}
EXPORT_SYMBOL(bitmap_find_next_zero_area);

int bitmap_scnlistprintf(char *buf, unsigned int size, const unsigned long *map, int nbits)
{
	unsigned long first, end;
	int len = 0;

	if (size)
		*buf = '\0';
	for (first = find_first_bit(map, nbits); first < nbits;
	     first = find_next_bit(map, nbits, end)) {
		end = find_next_zero_bit(map, nbits, first);
		len += scnprintf(buf + len, size - len, "%s%lu", len ? "," : "", first);
		if (end - first > 1)
			len += scnprintf(buf + len, size - len, "-%lu", end - 1);
	}
	return len;
}
EXPORT_SYMBOL(bitmap_scnlistprintf);
