/* SPDX-License-Identifier: GPL-2.0-only */
/* png: write a picture of 0x00rrggbb pixels as an 8-bit RGB PNG (ISO/IEC 15948). */
#ifndef ZONEMU_EMU_PANEL_PNG_H
#define ZONEMU_EMU_PANEL_PNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* False: err holds one line that names the file. No half-written file is left. */
bool png_write(const char *path, const uint32_t *px, int w, int h, char *err, size_t err_bytes);

#endif
