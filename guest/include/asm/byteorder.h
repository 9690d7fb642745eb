/* SPDX-License-Identifier: GPL-2.0-only */
/* byteorder: this machine puts the low byte first; disks, chips and networks may not. */
#ifndef _ASM_BYTEORDER_H
#define _ASM_BYTEORDER_H

#include <linux/swab.h>
#include <linux/types.h>

#define __LITTLE_ENDIAN 1234
#define __LITTLE_ENDIAN_BITFIELD

#define cpu_to_le16(x)	       ((__le16)(u16)(x))
#define cpu_to_le32(x)	       ((__le32)(u32)(x))
#define cpu_to_le64(x)	       ((__le64)(u64)(x))
#define le16_to_cpu(x)	       ((u16)(__le16)(x))
#define le32_to_cpu(x)	       ((u32)(__le32)(x))
#define le64_to_cpu(x)	       ((u64)(__le64)(x))
#define cpu_to_be16(x)	       ((__be16)swab16(x))
#define cpu_to_be32(x)	       ((__be32)swab32(x))
#define cpu_to_be64(x)	       ((__be64)swab64(x))
#define be16_to_cpu(x)	       swab16(x)
#define be32_to_cpu(x)	       swab32(x)
#define be64_to_cpu(x)	       swab64(x)
#define __cpu_to_le16	       cpu_to_le16
#define __cpu_to_le32	       cpu_to_le32
#define __cpu_to_le64	       cpu_to_le64
#define __le16_to_cpu	       le16_to_cpu
#define __le32_to_cpu	       le32_to_cpu
#define __le64_to_cpu	       le64_to_cpu
#define __cpu_to_be16	       cpu_to_be16
#define __cpu_to_be32	       cpu_to_be32
#define __cpu_to_be64	       cpu_to_be64
#define __be16_to_cpu	       be16_to_cpu
#define __be32_to_cpu	       be32_to_cpu
#define __be64_to_cpu	       be64_to_cpu
#define __constant_cpu_to_le16 cpu_to_le16
#define __constant_cpu_to_le32 cpu_to_le32
#define __constant_cpu_to_be16 cpu_to_be16
#define __constant_cpu_to_be32 cpu_to_be32
#define __constant_htons       htons
#define __constant_htonl       htonl

#define cpu_to_le16p(p) cpu_to_le16(*(const u16 *)(p))
#define cpu_to_le32p(p) cpu_to_le32(*(const u32 *)(p))
#define cpu_to_le64p(p) cpu_to_le64(*(const u64 *)(p))
#define le16_to_cpup(p) le16_to_cpu(*(const __le16 *)(p))
#define le32_to_cpup(p) le32_to_cpu(*(const __le32 *)(p))
#define le64_to_cpup(p) le64_to_cpu(*(const __le64 *)(p))
#define cpu_to_be16p(p) swab16p(p)
#define cpu_to_be32p(p) swab32p(p)
#define cpu_to_be64p(p) swab64p(p)
#define be16_to_cpup(p) swab16p(p)
#define be32_to_cpup(p) swab32p(p)
#define be64_to_cpup(p) swab64p(p)
#define cpu_to_le16s(p) ((void)(p))
#define cpu_to_le32s(p) ((void)(p))
#define cpu_to_le64s(p) ((void)(p))
#define le16_to_cpus(p) ((void)(p))
#define le32_to_cpus(p) ((void)(p))
#define le64_to_cpus(p) ((void)(p))
#define cpu_to_be16s(p) swab16s(p)
#define cpu_to_be32s(p) swab32s(p)
#define be16_to_cpus(p) swab16s(p)
#define be32_to_cpus(p) swab32s(p)
#define be64_to_cpus(p) swab64s(p)

#define htons(x) cpu_to_be16(x)
#define htonl(x) cpu_to_be32(x)
#define ntohs(x) be16_to_cpu(x)
#define ntohl(x) be32_to_cpu(x)

static inline void le16_add_cpu(__le16 *var, u16 val)
{
	*var = cpu_to_le16(le16_to_cpu(*var) + val);
}

static inline void le32_add_cpu(__le32 *var, u32 val)
{
	*var = cpu_to_le32(le32_to_cpu(*var) + val);
}

static inline void be16_add_cpu(__be16 *var, u16 val)
{
	*var = cpu_to_be16(be16_to_cpu(*var) + val);
}

static inline void be32_add_cpu(__be32 *var, u32 val)
{
	*var = cpu_to_be32(be32_to_cpu(*var) + val);
}

static inline void le32_to_cpu_array(u32 *buf, unsigned int words)
{
}

static inline void cpu_to_le32_array(u32 *buf, unsigned int words)
{
}

static inline void cpu_to_be32_array(__be32 *dst, const u32 *src, size_t len)
{
	for (; len; len--)
		*dst++ = cpu_to_be32(*src++);
}

static inline void be32_to_cpu_array(u32 *dst, const __be32 *src, size_t len)
{
	for (; len; len--)
		*dst++ = be32_to_cpu(*src++);
}

#endif
