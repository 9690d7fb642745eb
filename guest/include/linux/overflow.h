/* SPDX-License-Identifier: GPL-2.0-only */
/* overflow: sums and products that tell when they do not fit; sizes that then are too large for
 * all. */
#ifndef _LINUX_OVERFLOW_H
#define _LINUX_OVERFLOW_H

#include <linux/compiler.h>
#include <linux/limits.h>
#include <linux/types.h>

#define is_signed_type(type) (((type)(-1)) < (type)1)
#define type_max(T)                                                                                \
	((T)((is_signed_type(T)                                                                    \
		  ? ((T)1 << (8 * sizeof(T) - 2)) - 1 + ((T)1 << (8 * sizeof(T) - 2))              \
		  : (T) ~(T)0)))
#define type_min(T) ((T)(is_signed_type(T) ? (T)-type_max(T) - (T)1 : (T)0))

/* True: the result, cut off, does not say it. */
#define check_add_overflow(a, b, d) __builtin_add_overflow(a, b, d)
#define check_sub_overflow(a, b, d) __builtin_sub_overflow(a, b, d)
#define check_mul_overflow(a, b, d) __builtin_mul_overflow(a, b, d)
#define overflows_type(n, T)                                                                       \
	({                                                                                         \
		__typeof__(T) __into;                                                              \
		__builtin_add_overflow(n, 0, &__into);                                             \
	})
#define castable_to_type(n, T) (!overflows_type(n, T))
#define check_shl_overflow(a, s, d)                                                                \
	({                                                                                         \
		__typeof__(a) __shl_a = (a);                                                       \
		__typeof__(s) __shl_s = (s);                                                       \
		__typeof__(d) __shl_d = (d);                                                       \
		bool __shl_bad = __shl_s < 0 || __shl_s >= 8 * sizeof(*__shl_d);                   \
		*__shl_d = (__typeof__(*__shl_d))((u64)__shl_a << (__shl_bad ? 0 : __shl_s));      \
		__shl_bad || *__shl_d < 0 || __shl_a < 0 || (*__shl_d >> __shl_s) != __shl_a;      \
	})

static inline size_t size_mul(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_mul_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

static inline size_t size_add(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_add_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

static inline size_t size_sub(size_t a, size_t b)
{
	return a == SIZE_MAX || b == SIZE_MAX || a < b ? SIZE_MAX : a - b;
}

#define array_size(a, b)     size_mul(a, b)
#define array3_size(a, b, c) size_mul(size_mul(a, b), c)

/* A struct that ends in an array of count members. */
#define flex_array_size(p, member, count)  size_mul(count, sizeof(*(p)->member))
#define struct_size(p, member, count)	   size_add(sizeof(*(p)), flex_array_size(p, member, count))
#define struct_size_t(type, member, count) struct_size((type *)NULL, member, count)

#endif
