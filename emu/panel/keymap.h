/* SPDX-License-Identifier: GPL-2.0-only */
/* keymap: from SDL's scancodes (USB HID usages) to PS/2 scan code set 1. */
#ifndef ZONEMU_EMU_PANEL_KEYMAP_H
#define ZONEMU_EMU_PANEL_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

#define KEYMAP_MAX 6

/* The bytes a keyboard sends for a press or release; returns how many, 0: no such key. */
unsigned keymap_set1(int sdl_scancode, bool pressed, uint8_t bytes[KEYMAP_MAX]);

#endif
