/* SPDX-License-Identifier: GPL-2.0-only */
/* crc7: x^7 + x^3 + 1, of MMC cards, in the upper seven bits (guest/lib/crc.c). */
#ifndef _LINUX_CRC7_H
#define _LINUX_CRC7_H

#include <linux/types.h>

u8 crc7_be(u8 crc, const u8 *buf, size_t len);
#define crc7(crc, buf, len) (crc7_be((crc) << 1, buf, len) >> 1)

#endif
