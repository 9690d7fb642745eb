/* SPDX-License-Identifier: GPL-2.0-only */
/* crc32: of Ethernet and zip, lowest or highest bit first (guest/lib/crc.c). Neither end is
 * inverted. */
#ifndef _LINUX_CRC32_H
#define _LINUX_CRC32_H

#include <linux/bitrev.h>
#include <linux/types.h>

#define CRC32_POLY_LE 0xedb88320u
#define CRC32_POLY_BE 0x04c11db7u

u32 crc32_le(u32 crc, const unsigned char *p, size_t len);
u32 crc32_be(u32 crc, const unsigned char *p, size_t len);
u32 __crc32c_le(u32 crc, const unsigned char *p, size_t len);
#define crc32(seed, data, length)  crc32_le(seed, (const unsigned char *)(data), length)
#define ether_crc_le(length, data) crc32_le(~0u, data, length)
#define ether_crc(length, data)	   bitrev32(crc32_le(~0u, data, length))

#endif
