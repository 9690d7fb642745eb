/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * firmware: what a PC runs at reset, and its display adapter's ROM: image files,
 * by default those of the package seabios.
 */
#ifndef ZONEMU_EMU_LOADER_FIRMWARE_H
#define ZONEMU_EMU_LOADER_FIRMWARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FIRMWARE_GRAIN_BYTES 0x10000u
#define FIRMWARE_MAX_BYTES   0x800000u

struct firmware {
	uint8_t *bios;
	size_t bios_bytes; /* a multiple of FIRMWARE_GRAIN_BYTES, at most FIRMWARE_MAX_BYTES */
	uint8_t *vga_rom;  /* NULL: none */
	size_t vga_rom_bytes;
};

/*
 * Read a BIOS image. name is a path, or a file's name in the directories where
 * packages put firmware (or in dir, looked at first; may be NULL); NULL: the
 * packaged SeaBIOS. A display ROM that is not installed is left out. False: err holds one line.
 */
bool firmware_open(struct firmware *firmware, const char *name, const char *dir, char *err,
		   size_t err_bytes);
/* Any file, of at most FIRMWARE_MAX_BYTES, to be freed by the caller. False: err holds one line. */
bool firmware_read_file(const char *path, uint8_t **data, size_t *bytes, char *err,
			size_t err_bytes);
void firmware_close(struct firmware *firmware);

#endif
