/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bitops: single bits and searches for them. set_bit() and its like (asm/bitops.h) are
 * atomic against other CPUs; those with two underscores are not.
 */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H

#include <linux/types.h>
#include <linux/bits.h>
#include <linux/compiler.h>
#include <asm/bitops.h>

#define BITS_PER_TYPE(type)  (sizeof(type) * 8)
#define BITS_TO_U64(n)	     (((n) + 63) / 64)
#define BITS_TO_U32(n)	     (((n) + 31) / 32)
#define BITS_TO_BYTES(n)     (((n) + 7) / 8)
#define aligned_byte_mask(n) ((1UL << 8 * (n)) - 1)
#define BITS_TO_LONGS(n)     (((n) + BITS_PER_LONG - 1) / BITS_PER_LONG)

static inline void __set_bit(int nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
}

static inline void __clear_bit(int nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
}

static inline void __change_bit(int nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] ^= BIT_MASK(nr);
}

static inline int __test_and_set_bit(int nr, volatile unsigned long *addr)
{
	int old = (addr[BIT_WORD(nr)] & BIT_MASK(nr)) != 0;

	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
	return old;
}

static inline int __test_and_clear_bit(int nr, volatile unsigned long *addr)
{
	int old = (addr[BIT_WORD(nr)] & BIT_MASK(nr)) != 0;

	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
	return old;
}

static inline int test_bit(int nr, const volatile unsigned long *addr)
{
	return (addr[BIT_WORD(nr)] >> (nr & (BITS_PER_LONG - 1))) & 1;
}

#define assign_bit(nr, addr, value)   ((value) ? set_bit(nr, addr) : clear_bit(nr, addr))
#define __assign_bit(nr, addr, value) ((value) ? __set_bit(nr, addr) : __clear_bit(nr, addr))

/* The lowest (highest) bit set of a word that is not 0. */
static inline unsigned long __ffs(unsigned long word)
{
	return __builtin_ctzl(word);
}

static inline unsigned long __fls(unsigned long word)
{
	return BITS_PER_LONG - 1 - __builtin_clzl(word);
}

static inline unsigned long ffz(unsigned long word)
{
	return __ffs(~word);
}

/* Counted from 1; 0 for none. */
#define ffs(x) __builtin_ffs(x)

static inline int fls(unsigned int x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}

static inline int fls64(u64 x)
{
	return x ? 64 - __builtin_clzll(x) : 0;
}

static inline int fls_long(unsigned long x)
{
	return x ? BITS_PER_LONG - __builtin_clzl(x) : 0;
}

static inline int get_count_order(unsigned int count)
{
	return count ? fls(count - 1) : -1;
}

#define hweight8(x)	((unsigned int)__builtin_popcount((u8)(x)))
#define hweight16(x)	((unsigned int)__builtin_popcount((u16)(x)))
#define hweight32(x)	((unsigned int)__builtin_popcount(x))
#define hweight64(x)	((unsigned int)__builtin_popcountll(x))
#define hweight_long(x) ((unsigned long)__builtin_popcountl(x))

static inline int get_count_order_long(unsigned long l)
{
	return l ? fls_long(l - 1) : -1;
}

static inline unsigned int __ffs64(u64 word)
{
	return __builtin_ctzll(word);
}

static inline s32 sign_extend32(u32 value, int index)
{
	return (s32)(value << (31 - index)) >> (31 - index);
}

static inline s64 sign_extend64(u64 value, int index)
{
	return (s64)(value << (63 - index)) >> (63 - index);
}

#define DEFINE_ROTATIONS(bits)                                                                     \
	static inline u##bits rol##bits(u##bits word, unsigned int shift)                          \
	{                                                                                          \
		return (word << (shift & (bits - 1))) | (word >> (-shift & (bits - 1)));           \
	}                                                                                          \
	static inline u##bits ror##bits(u##bits word, unsigned int shift)                          \
	{                                                                                          \
		return (word >> (shift & (bits - 1))) | (word << (-shift & (bits - 1)));           \
	}
DEFINE_ROTATIONS(8)
DEFINE_ROTATIONS(16)
DEFINE_ROTATIONS(64)
#undef DEFINE_ROTATIONS

static inline int __test_and_change_bit(int nr, volatile unsigned long *addr)
{
	int old = (addr[BIT_WORD(nr)] & BIT_MASK(nr)) != 0;

	addr[BIT_WORD(nr)] ^= BIT_MASK(nr);
	return old;
}

#define test_and_set_bit_lock(nr, addr) test_and_set_bit(nr, addr)
#define clear_bit_unlock(nr, addr)	clear_bit(nr, addr)
#define __clear_bit_unlock(nr, addr)	clear_bit(nr, addr)
#define smp_mb__before_clear_bit()	barrier()
#define smp_mb__after_clear_bit()	barrier()
#define test_bit_acquire(nr, addr)	test_bit(nr, addr)
/* Bytes in the order of memory, bits from the lowest on: as longs are here. */
#define test_bit_le(nr, addr)		  test_bit(nr, (const unsigned long *)(addr))
#define set_bit_le(nr, addr)		  set_bit(nr, (unsigned long *)(addr))
#define clear_bit_le(nr, addr)		  clear_bit(nr, (unsigned long *)(addr))
#define __set_bit_le(nr, addr)		  __set_bit(nr, (unsigned long *)(addr))
#define __clear_bit_le(nr, addr)	  __clear_bit(nr, (unsigned long *)(addr))
#define __test_and_set_bit_le(nr, addr)	  __test_and_set_bit(nr, (unsigned long *)(addr))
#define __test_and_clear_bit_le(nr, addr) __test_and_clear_bit(nr, (unsigned long *)(addr))
#define find_next_zero_bit_le(addr, size, from)                                                    \
	find_next_zero_bit((const unsigned long *)(addr), size, from)
#define find_next_bit_le(addr, size, from) find_next_bit((const unsigned long *)(addr), size, from)
#define find_first_zero_bit_le(addr, size) find_next_zero_bit_le(addr, size, 0)

#define set_mask_bits(ptr, mask, bits)                                                             \
	({                                                                                         \
		__typeof__(*(ptr)) __old, __new;                                                   \
		do {                                                                               \
			__old = READ_ONCE(*(ptr));                                                 \
			__new = (__old & ~(mask)) | (bits);                                        \
		} while (cmpxchg(ptr, __old, __new) != __old);                                     \
		__old;                                                                             \
	})

static inline u32 rol32(u32 word, unsigned int shift)
{
	return (word << (shift & 31)) | (word >> (-shift & 31));
}

static inline u32 ror32(u32 word, unsigned int shift)
{
	return (word >> (shift & 31)) | (word << (-shift & 31));
}

/* Bits 0 to size - 1 of a bitmap; size when there is none (lib/find_bit.c). */
unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long from);
unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size, unsigned long from);
unsigned long find_last_bit(const unsigned long *addr, unsigned long size);
#define find_first_bit(addr, size)	find_next_bit(addr, size, 0)
#define find_first_zero_bit(addr, size) find_next_zero_bit(addr, size, 0)

unsigned long find_next_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
				unsigned long from);
unsigned long find_next_andnot_bit(const unsigned long *a, const unsigned long *b,
				   unsigned long size, unsigned long from);
unsigned long find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n);
#define find_first_and_bit(a, b, size) find_next_and_bit(a, b, size, 0)
#define for_each_set_bit_from(bit, addr, size)                                                     \
	for ((bit) = find_next_bit(addr, size, bit); (bit) < (size);                               \
	     (bit) = find_next_bit(addr, size, (bit) + 1))
#define for_each_clear_bit_from(bit, addr, size)                                                   \
	for ((bit) = find_next_zero_bit(addr, size, bit); (bit) < (size);                          \
	     (bit) = find_next_zero_bit(addr, size, (bit) + 1))
#define for_each_set_bit(bit, addr, size)                                                          \
	for ((bit) = find_first_bit(addr, size); (bit) < (size);                                   \
	     (bit) = find_next_bit(addr, size, (bit) + 1))
#define for_each_clear_bit(bit, addr, size)                                                        \
	for ((bit) = find_first_zero_bit(addr, size); (bit) < (size);                              \
	     (bit) = find_next_zero_bit(addr, size, (bit) + 1))

/* From start on to the end, then from the beginning to it. */
static inline unsigned long __find_bit_wrap(const unsigned long *addr, unsigned long size,
					    unsigned long start, unsigned long from, bool *wrapped)
{
	unsigned long bit = *wrapped ? size : find_next_bit(addr, size, from);

	if (bit < size)
		return bit;
	bit = find_next_bit(addr, start, *wrapped ? from : 0);
	*wrapped = true;
	return bit < start ? bit : size;
}
#define find_next_bit_wrap(addr, size, from)                                                       \
	({                                                                                         \
		bool __wrapped = false;                                                            \
		__find_bit_wrap(addr, size, from, from, &__wrapped);                               \
	})
#define for_each_set_bit_wrap(bit, addr, size, start)                                              \
	for (bool __wrapped = ((bit) = __find_bit_wrap(addr, size, start, start, &(bool){false}),  \
			      (bit) < (start));                                                    \
	     (bit) < (size); (bit) = __find_bit_wrap(addr, size, start, (bit) + 1, &__wrapped))

/* Runs [b, e) of ones, of zeros. */
#define for_each_set_bitrange_from(b, e, addr, size)                                               \
	for (; (b) = find_next_bit(addr, size, b), (e) = find_next_zero_bit(addr, size, (b) + 1),  \
	       (b) < (size);                                                                       \
	     (b) = (e) + 1)
#define for_each_set_bitrange(b, e, addr, size)                                                    \
	for ((b) = 0; (b) = find_next_bit(addr, size, b),                                          \
	    (e) = find_next_zero_bit(addr, size, (b) + 1), (b) < (size);                           \
	     (b) = (e) + 1)
#define for_each_clear_bitrange_from(b, e, addr, size)                                             \
	for (; (b) = find_next_zero_bit(addr, size, b), (e) = find_next_bit(addr, size, (b) + 1),  \
	       (b) < (size);                                                                       \
	     (b) = (e) + 1)
#define for_each_clear_bitrange(b, e, addr, size)                                                  \
	for ((b) = 0; (b) = find_next_zero_bit(addr, size, b),                                     \
	    (e) = find_next_bit(addr, size, (b) + 1), (b) < (size);                                \
	     (b) = (e) + 1)

/* Bytes that are not zero; start is the number of a byte's first bit. */
static inline unsigned long bitmap_get_value8(const unsigned long *map, unsigned long start)
{
	return map[BIT_WORD(start)] >> (start % BITS_PER_LONG) & 0xff;
}

static inline void bitmap_set_value8(unsigned long *map, unsigned long value, unsigned long start)
{
	map[BIT_WORD(start)] &= ~(0xfful << (start % BITS_PER_LONG));
	map[BIT_WORD(start)] |= value << (start % BITS_PER_LONG);
}

static inline unsigned long find_next_clump8(unsigned long *clump, const unsigned long *addr,
					     unsigned long size, unsigned long offset)
{
	offset = find_next_bit(addr, size, offset);
	if (offset >= size)
		return size;
	offset &= ~7ul;
	*clump = bitmap_get_value8(addr, offset);
	return offset;
}
#define find_first_clump8(clump, bits, size) find_next_clump8(clump, bits, size, 0)
#define for_each_set_clump8(start, clump, bits, size)                                              \
	for ((start) = find_first_clump8(&(clump), bits, size); (start) < (size);                  \
	     (start) = find_next_clump8(&(clump), bits, size, (start) + 8))

#endif
