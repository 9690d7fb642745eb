/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A CD's mode 1 block as it is on the disc (ECMA-130, 14): 12 bytes of
 * synchronisation, a header of its address in BCD minutes, seconds and frames,
 * 2048 bytes for the user, a checksum (EDC), 8 zeros, and the parities P and Q
 * of a product code over GF(2^8).
 */
#include <string.h>

#include "devices/atapi_inner.h"

#define HEADER_OFF 12
#define USER_OFF   16
#define EDC_OFF	   2064
#define P_OFF	   2076
#define Q_OFF	   2248
#define LEAD_IN	   150

static uint8_t bcd(uint32_t value)
{
	return (uint8_t)(value / 10 << 4 | value % 10);
}

/* x^32 + x^31 + x^16 + x^15 + x^4 + x^3 + x + 1, bits in reverse */
static uint32_t edc(const uint8_t *from, size_t bytes)
{
	uint32_t crc = 0;

	while (bytes--) {
		crc ^= *from++;
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xd8018001 : 0);
	}
	return crc;
}

/* Times alpha in GF(2^8) with x^8 + x^4 + x^3 + x^2 + 1. */
static uint8_t times2(uint8_t a)
{
	return (uint8_t)(a << 1 ^ (a & 0x80 ? 0x1d : 0));
}

/* The b with b + 2b = a: there is exactly one. */
static uint8_t divide_by_3(uint8_t a)
{
	uint8_t b = 0;

	while ((b ^ times2(b)) != a)
		b++;
	return b;
}

/* Two parity bytes for each vector: their sum and their sum weighted by alpha's powers are 0. */
static void parity(const uint8_t *block, unsigned vectors, unsigned length, unsigned across,
		   unsigned along, uint8_t *to)
{
	unsigned bytes = vectors * length;

	for (unsigned v = 0; v < vectors; v++) {
		unsigned at = (v >> 1) * across + (v & 1);
		uint8_t sum = 0, weighted = 0;

		for (unsigned i = 0; i < length; i++) {
			uint8_t byte = block[HEADER_OFF + at];

			at = (at + along) % bytes;
			weighted = times2(weighted ^ byte);
			sum ^= byte;
		}
		to[v] = divide_by_3((uint8_t)(times2(weighted) ^ sum));
		to[v + vectors] = to[v] ^ sum;
	}
}

static void make_block(uint32_t lba, const uint8_t *user, uint8_t *block)
{
	uint32_t frame = lba + LEAD_IN, check;

	memset(block, 0, CD_RAW_BYTES);
	memset(block + 1, 0xff, 10);
	block[HEADER_OFF] = bcd(frame / 75 / 60 % 100);
	block[HEADER_OFF + 1] = bcd(frame / 75 % 60);
	block[HEADER_OFF + 2] = bcd(frame % 75);
	block[HEADER_OFF + 3] = 1;
	memcpy(block + USER_OFF, user, CD_BLOCK_BYTES);
	check = edc(block, EDC_OFF);
	for (unsigned i = 0; i < 4; i++)
		block[EDC_OFF + i] = (uint8_t)(check >> 8 * i);
	parity(block, 86, 24, 2, 86, block + P_OFF);
	parity(block, 52, 43, 86, 88, block + Q_OFF);
}

uint32_t atapi_sector_bytes(uint8_t fields)
{
	return (fields & FIELD_SYNC ? 12u : 0) + (fields & FIELD_HEADER ? 4u : 0) +
	       (fields & FIELD_USER ? CD_BLOCK_BYTES : 0) + (fields & FIELD_EDC ? 288u : 0);
}

void atapi_sector(uint8_t fields, uint32_t lba, const uint8_t *user, uint8_t *to)
{
	static const struct {
		uint8_t field;
		uint16_t off, bytes;
	} parts[] = {{FIELD_SYNC, 0, 12},
		     {FIELD_HEADER, HEADER_OFF, 4},
		     {FIELD_USER, USER_OFF, CD_BLOCK_BYTES},
		     {FIELD_EDC, EDC_OFF, 288}};
	uint8_t block[CD_RAW_BYTES];

	make_block(lba, user, block);
	for (unsigned i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (fields & parts[i].field) {
			memcpy(to, block + parts[i].off, parts[i].bytes);
			to += parts[i].bytes;
		}
}
