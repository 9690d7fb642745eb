/* SPDX-License-Identifier: GPL-2.0-only */
/* bcd: two decimal digits in a byte. */
#ifndef _BCD_H
#define _BCD_H

#define bcd2bin(x) (((x)&0x0f) + ((x) >> 4) * 10)
#define bin2bcd(x) ((((x) / 10) << 4) + (x) % 10)

#endif
