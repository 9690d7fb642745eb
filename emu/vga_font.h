/* SPDX-License-Identifier: GPL-2.0-only */
/* vga_font: code page 437 in cells of 8 by 16, made by tools/mkfont.c when zonemu is built. */
#ifndef ZONEMU_EMU_VGA_FONT_H
#define ZONEMU_EMU_VGA_FONT_H

#include <stdint.h>

extern const uint8_t vga_font[4096];

#endif
