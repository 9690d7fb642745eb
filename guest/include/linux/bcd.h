/* SPDX-License-Identifier: GPL-2.0-only */
/* bcd: two decimal digits in a byte. */
#ifndef _BCD_H
#define _BCD_H

#define bcd2bin(x) (((x)&0x0f) + ((x) >> 4) * 10)
#define bin2bcd(x) ((((x) / 10) << 4) + (x) % 10)

/* before 2.6.28; the last two change their variable */
#define BCD2BIN(x)    bcd2bin(x)
#define BIN2BCD(x)    bin2bcd(x)
#define BCD_TO_BIN(x) ((x) = bcd2bin(x))
#define BIN_TO_BCD(x) ((x) = bin2bcd(x))

#endif
