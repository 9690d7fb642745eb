/* SPDX-License-Identifier: GPL-2.0-only */
/* png: three chunks; each row is filtered by "Up", which suits flat pictures. */
#include "emu/panel/png.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define FILTER_UP 2

static void put32(uint8_t *to, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		to[i] = (uint8_t)(value >> (24 - 8 * i));
}

static bool chunk(FILE *file, const char type[4], const uint8_t *data, size_t bytes)
{
	uint8_t word[4];
	uLong crc = crc32(crc32(0, NULL, 0), (const Bytef *)type, 4);

	put32(word, (uint32_t)bytes);
	if (fwrite(word, 1, 4, file) != 4 || fwrite(type, 1, 4, file) != 4)
		return false;
	if (bytes && fwrite(data, 1, bytes, file) != bytes)
		return false;
	/* crc32() of a NULL buffer would start anew */
	put32(word, (uint32_t)(bytes ? crc32(crc, data, (uInt)bytes) : crc));
	return fwrite(word, 1, 4, file) == 4;
}

static void filter_rows(uint8_t *to, const uint32_t *px, int w, int h)
{
	for (int y = 0; y < h; y++) {
		*to++ = FILTER_UP;
		for (int x = 0; x < w; x++) {
			uint32_t above = y ? px[(size_t)(y - 1) * (size_t)w + (size_t)x] : 0;
			uint32_t here = px[(size_t)y * (size_t)w + (size_t)x];

			for (int shift = 16; shift >= 0; shift -= 8)
				*to++ = (uint8_t)((here >> shift) - (above >> shift));
		}
	}
}

static bool write_file(FILE *file, const uint8_t *packed, size_t bytes, int w, int h)
{
	static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
	uint8_t header[13] = {[8] = 8, [9] = 2}; /* 8 bits, RGB */

	put32(header, (uint32_t)w);
	put32(header + 4, (uint32_t)h);
	return fwrite(signature, 1, sizeof(signature), file) == sizeof(signature) &&
	       chunk(file, "IHDR", header, sizeof(header)) && chunk(file, "IDAT", packed, bytes) &&
	       chunk(file, "IEND", NULL, 0);
}

bool png_write(const char *path, const uint32_t *px, int w, int h, char *err, size_t err_bytes)
{
	size_t raw_bytes = ((size_t)w * 3 + 1) * (size_t)h;
	uLongf packed_bytes = compressBound(raw_bytes);
	uint8_t *raw = malloc(raw_bytes), *packed = malloc(packed_bytes);
	FILE *file = NULL;
	bool ok = false;

	errno = ENOMEM;
	if (raw && packed) {
		filter_rows(raw, px, w, h);
		if (compress2(packed, &packed_bytes, raw, raw_bytes, 6) == Z_OK)
			file = fopen(path, "wb");
	}
	if (file) {
		ok = write_file(file, packed, packed_bytes, w, h);
		ok &= fclose(file) == 0;
		if (!ok)
			unlink(path);
	}
	if (!ok)
		snprintf(err, err_bytes, "cannot write the picture \"%s\": %s", path,
			 strerror(errno));
	free(raw);
	free(packed);
	return ok;
}
