/* SPDX-License-Identifier: GPL-2.0-only */
/* swab: bytes in the other order. */
#ifndef _LINUX_SWAB_H
#define _LINUX_SWAB_H

#include <linux/types.h>

#define swab16(x)	      ((u16)__builtin_bswap16((u16)(x)))
#define swab32(x)	      ((u32)__builtin_bswap32((u32)(x)))
#define swab64(x)	      ((u64)__builtin_bswap64((u64)(x)))
#define __swab16	      swab16
#define __swab32	      swab32
#define __swab64	      swab64
#define ___constant_swab16(x) swab16(x)
#define ___constant_swab32(x) swab32(x)

/* Halves of a word exchanged. */
#define swahw32(x) ((u32)(((u32)(x) << 16) | ((u32)(x) >> 16)))
/* Bytes exchanged in each half. */
#define swahb32(x) ((u32)((((u32)(x)&0x00ff00ffu) << 8) | (((u32)(x)&0xff00ff00u) >> 8)))

#define swab16p(p) swab16(*(const u16 *)(p))
#define swab32p(p) swab32(*(const u32 *)(p))
#define swab64p(p) swab64(*(const u64 *)(p))
#define swab16s(p) ((void)(*(u16 *)(p) = swab16p(p)))
#define swab32s(p) ((void)(*(u32 *)(p) = swab32p(p)))
#define swab64s(p) ((void)(*(u64 *)(p) = swab64p(p)))

static inline void swab16_array(u16 *buf, unsigned int words)
{
	for (; words; words--, buf++)
		*buf = swab16(*buf);
}

static inline void swab32_array(u32 *buf, unsigned int words)
{
	for (; words; words--, buf++)
		*buf = swab32(*buf);
}

#endif
