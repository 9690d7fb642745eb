/* SPDX-License-Identifier: GPL-2.0-only */
/* unaligned: numbers that may begin anywhere, in either byte order. */
#ifndef _LINUX_UNALIGNED_H
#define _LINUX_UNALIGNED_H

#include <asm/byteorder.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define __unaligned_as(type, ptr)                                                                  \
	(((struct { __typeof__(type) x; } __packed __attribute__((__may_alias__)) *)(ptr))->x)
#define get_unaligned(ptr)	__unaligned_as(*(ptr), ptr)
#define put_unaligned(val, ptr) ((void)(__unaligned_as(*(ptr), ptr) = (val)))

#define __UNALIGNED(bits)                                                                          \
	static inline u##bits get_unaligned_le##bits(const void *p)                                \
	{                                                                                          \
		return le##bits##_to_cpu(__unaligned_as(u##bits, p));                              \
	}                                                                                          \
	static inline u##bits get_unaligned_be##bits(const void *p)                                \
	{                                                                                          \
		return be##bits##_to_cpu(__unaligned_as(u##bits, p));                              \
	}                                                                                          \
	static inline void put_unaligned_le##bits(u##bits val, void *p)                            \
	{                                                                                          \
		__unaligned_as(u##bits, p) = cpu_to_le##bits(val);                                 \
	}                                                                                          \
	static inline void put_unaligned_be##bits(u##bits val, void *p)                            \
	{                                                                                          \
		__unaligned_as(u##bits, p) = cpu_to_be##bits(val);                                 \
	}
__UNALIGNED(16)
__UNALIGNED(32)
__UNALIGNED(64)

static inline u32 get_unaligned_be24(const void *p)
{
	const u8 *b = p;

	return b[0] << 16 | b[1] << 8 | b[2];
}

static inline u32 get_unaligned_le24(const void *p)
{
	const u8 *b = p;

	return b[2] << 16 | b[1] << 8 | b[0];
}

static inline void put_unaligned_be24(u32 val, void *p)
{
	u8 *b = p;

	b[0] = val >> 16;
	b[1] = val >> 8;
	b[2] = val;
}

static inline void put_unaligned_le24(u32 val, void *p)
{
	u8 *b = p;

	b[0] = val;
	b[1] = val >> 8;
	b[2] = val >> 16;
}

#endif
