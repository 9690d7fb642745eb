/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * crc: remainders of polynomials. A shift register taken bit by bit: short, and fast enough for
 * what drivers check. "le" functions take a byte's lowest bit first, "be" its highest.
 */
#include <linux/crc-ccitt.h>
#include <linux/crc-itu-t.h>
#include <linux/crc16.h>
#include <linux/crc32.h>
#include <linux/crc32c.h>
#include <linux/crc7.h>
#include <linux/crc8.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <asm/unaligned.h>

/* Lowest bit first; poly is written so, too. */
static u32 reflected(u32 crc, const u8 *p, size_t len, u32 poly)
{
	int bit;

	while (len--) {
		crc ^= *p++;
		for (bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? poly : 0);
	}
	return crc;
}

/* Highest bit first, of a register of that width. */
static u32 straight(u32 crc, const u8 *p, size_t len, u32 poly, unsigned int width)
{
	u32 top = 1u << (width - 1);
	int bit;

	while (len--) {
		crc ^= (u32)*p++ << (width - 8);
		for (bit = 0; bit < 8; bit++)
			crc = crc << 1 ^ (crc & top ? poly : 0);
	}
	return width < 32 ? crc & ((top << 1) - 1) : crc;
}

u16 crc16(u16 crc, const u8 *buf, size_t len)
{
	return reflected(crc, buf, len, 0xa001);
}
EXPORT_SYMBOL(crc16);

u16 crc_ccitt(u16 crc, const u8 *buf, size_t len)
{
	return reflected(crc, buf, len, 0x8408);
}
EXPORT_SYMBOL(crc_ccitt);

u16 crc_ccitt_false(u16 crc, const u8 *buf, size_t len)
{
	return straight(crc, buf, len, 0x1021, 16);
}
EXPORT_SYMBOL(crc_ccitt_false);

u16 crc_itu_t(u16 crc, const u8 *buf, size_t len)
{
	return straight(crc, buf, len, 0x1021, 16);
}
EXPORT_SYMBOL(crc_itu_t);

/* Of a byte that is 0 to 3 bytes before the end of a word: what it does to the register. */
static u32 crc32_table[4][256];

static void make_crc32_table(void)
{
	unsigned int i, k;

	for (i = 0; i < 256; i++) {
		u8 byte = i;

		crc32_table[0][i] = reflected(0, &byte, 1, CRC32_POLY_LE);
	}
	for (k = 1; k < 4; k++)
		for (i = 0; i < 256; i++) {
			u32 before = crc32_table[k - 1][i];

			crc32_table[k][i] = before >> 8 ^ crc32_table[0][before & 0xff];
		}
}

/* Four bytes at once: file systems and archives have many. */
u32 crc32_le(u32 crc, const unsigned char *p, size_t len)
{
	if (len < 64)
		return reflected(crc, p, len, CRC32_POLY_LE);
	if (unlikely(!READ_ONCE(crc32_table[3][255])))
		make_crc32_table(); /* whoever else makes it at the same time makes the same */
	for (; len >= 4; len -= 4, p += 4) {
		crc ^= get_unaligned_le32(p);
		crc = crc32_table[3][crc & 0xff] ^ crc32_table[2][crc >> 8 & 0xff] ^
		      crc32_table[1][crc >> 16 & 0xff] ^ crc32_table[0][crc >> 24];
	}
	return reflected(crc, p, len, CRC32_POLY_LE);
}
EXPORT_SYMBOL(crc32_le);

u32 crc32_be(u32 crc, const unsigned char *p, size_t len)
{
	return straight(crc, p, len, CRC32_POLY_BE, 32);
}
EXPORT_SYMBOL(crc32_be);

u32 __crc32c_le(u32 crc, const unsigned char *p, size_t len)
{
	return reflected(crc, p, len, 0x82f63b78);
}
EXPORT_SYMBOL(__crc32c_le);

/* Seven bits, kept in the upper ones of the byte. */
u8 crc7_be(u8 crc, const u8 *buf, size_t len)
{
	int bit;

	while (len--) {
		crc ^= *buf++;
		for (bit = 0; bit < 8; bit++)
			crc = crc << 1 ^ (crc & 0x80 ? 0x12 : 0);
	}
	return crc;
}
EXPORT_SYMBOL(crc7_be);

/* ---- eight bits, by a table of the caller's for his polynomial ---- */

void crc8_populate_msb(u8 table[CRC8_TABLE_SIZE], u8 polynomial)
{
	int i;

	for (i = 0; i < CRC8_TABLE_SIZE; i++)
		table[i] = straight(0, (const u8[]){i}, 1, polynomial, 8);
}
EXPORT_SYMBOL(crc8_populate_msb);

void crc8_populate_lsb(u8 table[CRC8_TABLE_SIZE], u8 polynomial)
{
	int i;

	for (i = 0; i < CRC8_TABLE_SIZE; i++)
		table[i] = reflected(0, (const u8[]){i}, 1, polynomial);
}
EXPORT_SYMBOL(crc8_populate_lsb);

u8 crc8(const u8 table[CRC8_TABLE_SIZE], const u8 *pdata, size_t nbytes, u8 crc)
{
	while (nbytes--)
		crc = table[crc ^ *pdata++];
	return crc;
}
EXPORT_SYMBOL(crc8);
