/* SPDX-License-Identifier: GPL-2.0-only */
/* bitfield: fields of a register by their (constant) mask. */
#ifndef _LINUX_BITFIELD_H
#define _LINUX_BITFIELD_H

#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/types.h>

#define __bf_shf(x) (__builtin_ffsll(x) - 1)

#define FIELD_MAX(mask)		    ((__typeof__(mask))((mask) >> __bf_shf(mask)))
#define FIELD_FIT(mask, val)	    (!((((__typeof__(mask))(val)) << __bf_shf(mask)) & ~(mask)))
#define FIELD_PREP(mask, val)	    (((__typeof__(mask))(val) << __bf_shf(mask)) & (mask))
#define FIELD_GET(mask, reg)	    ((__typeof__(mask))(((reg) & (mask)) >> __bf_shf(mask)))
#define FIELD_PREP_CONST(mask, val) FIELD_PREP(mask, val)

#define DEFINE_FIELD_OPS(type)                                                                     \
	static inline type type##_encode_bits(type v, type field)                                  \
	{                                                                                          \
		return (type)(v << __bf_shf((u64)field)) & field;                                  \
	}                                                                                          \
	static inline type type##_get_bits(type v, type field)                                     \
	{                                                                                          \
		return (v & field) >> __bf_shf((u64)field);                                        \
	}                                                                                          \
	static inline type type##_replace_bits(type old, type v, type field)                       \
	{                                                                                          \
		return (old & ~field) | type##_encode_bits(v, field);                              \
	}                                                                                          \
	static inline void type##p_replace_bits(type *p, type v, type field)                       \
	{                                                                                          \
		*p = type##_replace_bits(*p, v, field);                                            \
	}
DEFINE_FIELD_OPS(u8)
DEFINE_FIELD_OPS(u16)
DEFINE_FIELD_OPS(u32)
DEFINE_FIELD_OPS(u64)
#undef DEFINE_FIELD_OPS

#endif
