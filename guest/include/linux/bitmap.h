/* SPDX-License-Identifier: GPL-2.0-only */
/* bitmap: arrays of bits of any length; bits past the length are undefined. */
#ifndef _LINUX_BITMAP_H
#define _LINUX_BITMAP_H

#include <linux/bitops.h>
#include <linux/string.h>
#include <linux/types.h>

#define BITMAP_LAST_WORD_MASK(nbits)  (~0UL >> (-(nbits) & (BITS_PER_LONG - 1)))
#define BITMAP_FIRST_WORD_MASK(start) (~0UL << ((start) & (BITS_PER_LONG - 1)))

static inline void bitmap_zero(unsigned long *dst, unsigned int nbits)
{
	memset(dst, 0, BITS_TO_LONGS(nbits) * sizeof(long));
}

static inline void bitmap_fill(unsigned long *dst, unsigned int nbits)
{
	memset(dst, 0xff, BITS_TO_LONGS(nbits) * sizeof(long));
}

static inline void bitmap_copy(unsigned long *dst, const unsigned long *src, unsigned int nbits)
{
	memcpy(dst, src, BITS_TO_LONGS(nbits) * sizeof(long));
}

void bitmap_set(unsigned long *map, unsigned int start, unsigned int nbits);
void bitmap_clear(unsigned long *map, unsigned int start, unsigned int nbits);
unsigned int bitmap_weight(const unsigned long *src, unsigned int nbits);
bool bitmap_empty(const unsigned long *src, unsigned int nbits);
bool bitmap_full(const unsigned long *src, unsigned int nbits);
bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int nbits);
bool bitmap_and(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits); /* true: some bit is set */
void bitmap_or(unsigned long *dst, const unsigned long *a, const unsigned long *b,
	       unsigned int nbits);

/* The first run of nr zero bits at or after start whose index & align_mask is 0; >= size: none. */
unsigned long bitmap_find_next_zero_area(unsigned long *map, unsigned long size,
					 unsigned long start, unsigned int nr,
					 unsigned long align_mask);

/* Memory for so many bits; bitmap_free() of NULL is fine. */
unsigned long *bitmap_alloc(unsigned int nbits, gfp_t gfp);
unsigned long *bitmap_zalloc(unsigned int nbits, gfp_t gfp);
void bitmap_free(const unsigned long *bitmap);

void bitmap_xor(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits);
bool bitmap_andnot(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		   unsigned int nbits);
void bitmap_complement(unsigned long *dst, const unsigned long *src, unsigned int nbits);
bool bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int nbits);
bool bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int nbits);
void bitmap_shift_left(unsigned long *dst, const unsigned long *src, unsigned int shift,
		       unsigned int nbits);
void bitmap_shift_right(unsigned long *dst, const unsigned long *src, unsigned int shift,
			unsigned int nbits);
/* Blocks of 1 << order bits on multiples of themselves: taken; -ENOMEM: none. */
int bitmap_find_free_region(unsigned long *bitmap, unsigned int bits, int order);
void bitmap_release_region(unsigned long *bitmap, unsigned int pos, int order);
int bitmap_allocate_region(unsigned long *bitmap, unsigned int pos, int order); /* -EBUSY */
/* From "0-3,7,8-15:1/2", and from "f,00000000" (guest/lib/bitmap_parse.c); -EINVAL, -ERANGE. */
int bitmap_parselist(const char *buf, unsigned long *maskp, int nmaskbits);
int bitmap_parselist_user(const char __user *ubuf, unsigned int ulen, unsigned long *maskp,
			  int nmaskbits);
int bitmap_parse(const char *buf, unsigned int buflen, unsigned long *maskp, int nmaskbits);
int bitmap_parse_user(const char __user *ubuf, unsigned int ulen, unsigned long *maskp,
		      int nmaskbits);
int bitmap_print_to_pagebuf(bool list, char *buf, const unsigned long *maskp, int nmaskbits);
void bitmap_from_arr32(unsigned long *bitmap, const u32 *buf, unsigned int nbits);
void bitmap_to_arr32(u32 *buf, const unsigned long *bitmap, unsigned int nbits);
void bitmap_from_arr64(unsigned long *bitmap, const u64 *buf, unsigned int nbits);
void bitmap_to_arr64(u64 *buf, const unsigned long *bitmap, unsigned int nbits);
/* For initializers: two words. */
#define BITMAP_FROM_U64(n) ((unsigned long)((u64)(n)&ULONG_MAX)), ((unsigned long)((u64)(n) >> 32))
#define bitmap_from_u64(dst, mask)                                                                 \
	do {                                                                                       \
		(dst)[0] = (unsigned long)(mask);                                                  \
		(dst)[1] = (unsigned long)((u64)(mask) >> 32);                                     \
	} while (0)
#define bitmap_copy_clear_tail(dst, src, nbits)                                                    \
	do {                                                                                       \
		bitmap_copy(dst, src, nbits);                                                      \
		if ((nbits) % BITS_PER_LONG)                                                       \
			(dst)[(nbits) / BITS_PER_LONG] &= BITMAP_LAST_WORD_MASK(nbits);            \
	} while (0)
/* Without cut bits from first on, those behind moving up; dst may be src. */
void bitmap_cut(unsigned long *dst, const unsigned long *src, unsigned int first, unsigned int cut,
		unsigned int nbits);
/* new where mask is set, old elsewhere. */
void bitmap_replace(unsigned long *dst, const unsigned long *old, const unsigned long *new,
		    const unsigned long *mask, unsigned int nbits);

#ifndef LINUX_6_1_ONLY /* of other versions */
/* "0-3,7" */
int bitmap_scnlistprintf(char *buf, unsigned int size, const unsigned long *map, int nbits);
#endif

#endif
