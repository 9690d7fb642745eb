/* SPDX-License-Identifier: GPL-2.0-only */
/* crc-itu-t: x^16 + x^12 + x^5 + 1, highest bit first (guest/lib/crc.c). */
#ifndef _LINUX_CRC_ITU_T_H
#define _LINUX_CRC_ITU_T_H

#include <linux/types.h>

u16 crc_itu_t(u16 crc, const u8 *buf, size_t len);

static inline u16 crc_itu_t_byte(u16 crc, const u8 data)
{
	return crc_itu_t(crc, &data, 1);
}

#endif
