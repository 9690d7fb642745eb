/* SPDX-License-Identifier: GPL-2.0-only */
/* find_bit: searches in bitmaps, a word at a time. */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/minmax.h>
#include <linux/kernel.h>

static unsigned long find_from(const unsigned long *addr, unsigned long size, unsigned long from,
			       unsigned long invert)
{
	unsigned long i, word;

	if (from >= size)
		return size;
	i = BIT_WORD(from);
	word = (addr[i] ^ invert) & BITMAP_FIRST_WORD_MASK(from);
	while (!word) {
		if (++i >= BITS_TO_LONGS(size))
			return size;
		word = addr[i] ^ invert;
	}
	return min(i * BITS_PER_LONG + __ffs(word), size);
}

unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long from)
{
	return find_from(addr, size, from, 0);
}
EXPORT_SYMBOL(find_next_bit);

unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size, unsigned long from)
{
	return find_from(addr, size, from, ~0UL);
}
EXPORT_SYMBOL(find_next_zero_bit);

unsigned long find_last_bit(const unsigned long *addr, unsigned long size)
{
	unsigned long i, word;

	if (!size)
		return 0;
	i = BIT_WORD(size - 1);
	word = addr[i] & BITMAP_LAST_WORD_MASK(size);
	while (!word) {
		if (i == 0)
			return size;
		word = addr[--i];
	}
	return i * BITS_PER_LONG + __fls(word);
}
EXPORT_SYMBOL(find_last_bit);

/* op: what of a word of b leaves a's bit standing. */
#define FIND_NEXT_OF_TWO(name, op)                                                                 \
	unsigned long name(const unsigned long *a, const unsigned long *b, unsigned long size,     \
			   unsigned long from)                                                     \
	{                                                                                          \
		for (; from < size; from = (from | (BITS_PER_LONG - 1)) + 1) {                     \
			unsigned long word = a[BIT_WORD(from)] & op b[BIT_WORD(from)];             \
                                                                                                   \
			word &= ~0ul << (from & (BITS_PER_LONG - 1));                              \
			if (word)                                                                  \
				return min((from & -(unsigned long)BITS_PER_LONG) + __ffs(word),   \
					   size);                                                  \
		}                                                                                  \
		return size;                                                                       \
	}                                                                                          \
	EXPORT_SYMBOL(name)

FIND_NEXT_OF_TWO(find_next_and_bit, );
FIND_NEXT_OF_TWO(find_next_andnot_bit, ~);

unsigned long find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n)
{
	unsigned long bit = find_next_bit(addr, size, 0);

	while (bit < size && n--)
		bit = find_next_bit(addr, size, bit + 1);
	return bit;
}
EXPORT_SYMBOL(find_nth_bit);
