/* SPDX-License-Identifier: GPL-2.0-only */
/* bitfield: parts of a register's value, each named by a mask of adjacent bits. */
#ifndef _LINUX_BITFIELD_H
#define _LINUX_BITFIELD_H

#include <asm/byteorder.h>
#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define __bf_shf(mask) (__builtin_ffsll(mask) - 1)

#define FIELD_MAX(mask)		    ((__typeof__(mask))((mask) >> __bf_shf(mask)))
#define FIELD_FIT(mask, val)	    (!((((__typeof__(mask))(val)) << __bf_shf(mask)) & ~(mask)))
#define FIELD_PREP(mask, val)	    (((__typeof__(mask))(val) << __bf_shf(mask)) & (mask))
#define FIELD_PREP_CONST(mask, val) FIELD_PREP(mask, val)
#define FIELD_GET(mask, reg)	    ((__typeof__(mask))(((reg) & (mask)) >> __bf_shf(mask)))
#define FIELD_MODIFY(mask, reg_p, val)                                                             \
	((void)(*(reg_p) = (*(reg_p) & ~(mask)) | FIELD_PREP(mask, val)))

/* u8_get_bits(), le32_encode_bits(), u16p_replace_bits(), ...: the same by type. */
#define __BITFIELD_OP(name, base, to, from)                                                        \
	static __always_inline __##name __maybe_unused name##_encode_bits(base v, base field)      \
	{                                                                                          \
		return to(FIELD_PREP(field, v));                                                   \
	}                                                                                          \
	static __always_inline base __maybe_unused name##_get_bits(__##name v, base field)         \
	{                                                                                          \
		return FIELD_GET(field, from(v));                                                  \
	}                                                                                          \
	static __always_inline __##name __maybe_unused name##_replace_bits(__##name old, base v,   \
									   base field)             \
	{                                                                                          \
		return (old & ~to(field)) | name##_encode_bits(v, field);                          \
	}                                                                                          \
	static __always_inline void __maybe_unused name##p_replace_bits(__##name *p, base v,       \
									base field)                \
	{                                                                                          \
		*p = name##_replace_bits(*p, v, field);                                            \
	}
#define __bitfield_same(x) (x)
__BITFIELD_OP(u8, u8, __bitfield_same, __bitfield_same)
__BITFIELD_OP(u16, u16, __bitfield_same, __bitfield_same)
__BITFIELD_OP(u32, u32, __bitfield_same, __bitfield_same)
__BITFIELD_OP(u64, u64, __bitfield_same, __bitfield_same)
__BITFIELD_OP(le16, u16, cpu_to_le16, le16_to_cpu)
__BITFIELD_OP(le32, u32, cpu_to_le32, le32_to_cpu)
__BITFIELD_OP(le64, u64, cpu_to_le64, le64_to_cpu)
__BITFIELD_OP(be16, u16, cpu_to_be16, be16_to_cpu)
__BITFIELD_OP(be32, u32, cpu_to_be32, be32_to_cpu)
__BITFIELD_OP(be64, u64, cpu_to_be64, be64_to_cpu)

#endif
