/* SPDX-License-Identifier: GPL-2.0-only */
/* bitmap: arrays of bits of any length. */
#include <linux/bitmap.h>
#include <linux/errno.h>
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

void bitmap_xor(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = a[i] ^ b[i];
}
EXPORT_SYMBOL(bitmap_xor);

bool bitmap_andnot(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		   unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = a[i] & ~b[i];
	return !bitmap_empty(dst, nbits);
}
EXPORT_SYMBOL(bitmap_andnot);

void bitmap_complement(unsigned long *dst, const unsigned long *src, unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = ~src[i];
}
EXPORT_SYMBOL(bitmap_complement);

bool bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return find_next_and_bit(a, b, nbits, 0) < nbits;
}
EXPORT_SYMBOL(bitmap_intersects);

bool bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return find_next_andnot_bit(a, b, nbits, 0) >= nbits;
}
EXPORT_SYMBOL(bitmap_subset);

/* Towards higher (lower) bits; from the end that nothing is read from any more. */
void bitmap_shift_left(unsigned long *dst, const unsigned long *src, unsigned int shift,
		       unsigned int nbits)
{
	unsigned int i;

	for (i = nbits; i-- > 0;)
		__assign_bit(i, dst, i >= shift && test_bit(i - shift, src));
}
EXPORT_SYMBOL(bitmap_shift_left);

void bitmap_shift_right(unsigned long *dst, const unsigned long *src, unsigned int shift,
			unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < nbits; i++)
		__assign_bit(i, dst, i + shift < nbits && test_bit(i + shift, src));
}
EXPORT_SYMBOL(bitmap_shift_right);

void bitmap_release_region(unsigned long *bitmap, unsigned int pos, int order)
{
	bitmap_clear(bitmap, pos, 1u << order);
}
EXPORT_SYMBOL(bitmap_release_region);

int bitmap_allocate_region(unsigned long *bitmap, unsigned int pos, int order)
{
	if (find_next_bit(bitmap, pos + (1u << order), pos) < pos + (1u << order))
		return -EBUSY;
	bitmap_set(bitmap, pos, 1u << order);
	return 0;
}
EXPORT_SYMBOL(bitmap_allocate_region);

int bitmap_find_free_region(unsigned long *bitmap, unsigned int bits, int order)
{
	unsigned int pos;

	for (pos = 0; pos + (1u << order) <= bits; pos += 1u << order)
		if (!bitmap_allocate_region(bitmap, pos, order))
			return pos;
	return -ENOMEM;
}
EXPORT_SYMBOL(bitmap_find_free_region);

void bitmap_from_arr32(unsigned long *bitmap, const u32 *buf, unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < nbits; i++)
		__assign_bit(i, bitmap, buf[i / 32] >> (i % 32) & 1);
}
EXPORT_SYMBOL(bitmap_from_arr32);

void bitmap_to_arr32(u32 *buf, const unsigned long *bitmap, unsigned int nbits)
{
	unsigned int i;

	memset(buf, 0, BITS_TO_U32(nbits) * sizeof(u32));
	for (i = 0; i < nbits; i++)
		buf[i / 32] |= (u32)test_bit(i, bitmap) << (i % 32);
}
EXPORT_SYMBOL(bitmap_to_arr32);

void bitmap_from_arr64(unsigned long *bitmap, const u64 *buf, unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < nbits; i++)
		__assign_bit(i, bitmap, buf[i / 64] >> (i % 64) & 1);
}
EXPORT_SYMBOL(bitmap_from_arr64);

void bitmap_to_arr64(u64 *buf, const unsigned long *bitmap, unsigned int nbits)
{
	unsigned int i;

	memset(buf, 0, DIV_ROUND_UP(nbits, 64) * sizeof(u64));
	for (i = 0; i < nbits; i++)
		buf[i / 64] |= (u64)test_bit(i, bitmap) << (i % 64);
}
EXPORT_SYMBOL(bitmap_to_arr64);

void bitmap_cut(unsigned long *dst, const unsigned long *src, unsigned int first, unsigned int cut,
		unsigned int nbits)
{
	unsigned int i;

	memmove(dst, src, BITS_TO_LONGS(nbits) * sizeof(long));
	for (i = first; i < nbits; i++)
		__assign_bit(i, dst, i + cut < nbits && test_bit(i + cut, dst));
}
EXPORT_SYMBOL(bitmap_cut);

void bitmap_replace(unsigned long *dst, const unsigned long *old, const unsigned long *new,
		    const unsigned long *mask, unsigned int nbits)
{
	unsigned int i;

	for (i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = (old[i] & ~mask[i]) | (new[i] & mask[i]);
}
EXPORT_SYMBOL(bitmap_replace);
