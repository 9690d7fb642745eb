/* SPDX-License-Identifier: GPL-2.0-only */
/* cp437: the letters of the IBM PC's character generator as Unicode. */
#ifndef ZONEMU_EMU_PANEL_CP437_H
#define ZONEMU_EMU_PANEL_CP437_H

#include <stdint.h>

extern const uint16_t cp437[256];

#endif
