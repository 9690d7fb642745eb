/* SPDX-License-Identifier: GPL-2.0-only */
/* crc-ccitt: x^16 + x^12 + x^5 + 1, lowest bit first; _false: highest first (guest/lib/crc.c). */
#ifndef _LINUX_CRC_CCITT_H
#define _LINUX_CRC_CCITT_H

#include <linux/types.h>

u16 crc_ccitt(u16 crc, const u8 *buf, size_t len);
u16 crc_ccitt_false(u16 crc, const u8 *buf, size_t len);

static inline u16 crc_ccitt_byte(u16 crc, const u8 c)
{
	return crc_ccitt(crc, &c, 1);
}

static inline u16 crc_ccitt_false_byte(u16 crc, const u8 c)
{
	return crc_ccitt_false(crc, &c, 1);
}

#endif
