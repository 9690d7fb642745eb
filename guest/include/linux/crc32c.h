/* SPDX-License-Identifier: GPL-2.0-only */
/* crc32c: Castagnoli's polynomial (guest/lib/crc.c). */
#ifndef _LINUX_CRC32C_H
#define _LINUX_CRC32C_H

#include <linux/types.h>

#include <linux/crc32.h>

#define crc32c(crc, data, length) __crc32c_le(crc, (const unsigned char *)(data), length)

#endif
