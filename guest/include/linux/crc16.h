/* SPDX-License-Identifier: GPL-2.0-only */
/* crc16: x^16 + x^15 + x^2 + 1, lowest bit first (guest/lib/crc.c). */
#ifndef _LINUX_CRC16_H
#define _LINUX_CRC16_H

#include <linux/types.h>

u16 crc16(u16 crc, const u8 *buf, size_t len);

static inline u16 crc16_byte(u16 crc, const u8 data)
{
	return crc16(crc, &data, 1);
}

#endif
