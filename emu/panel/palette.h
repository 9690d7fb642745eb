/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * palette: the panel's colours. Classes are told apart by hue and by lightness,
 * after Okabe and Ito ("Color Universal Design") and Tol ("Colour Schemes"),
 * and in the grey theme by lightness alone; letters say the same once cells are large.
 */
#ifndef ZONEMU_EMU_PANEL_PALETTE_H
#define ZONEMU_EMU_PANEL_PALETTE_H

#include <stdint.h>

#include "emu/debug/introspect.h"
#include "emu/panel/panel.h"

#define PALETTE_OWNERS 8

struct palette {
	uint32_t back, pane, line; /* window, panes on it, thin rules */
	uint32_t text, dim, title; /* letters: normal, secondary, headings */
	uint32_t accent;	   /* focus, what can be clicked */
	uint32_t select;	   /* the selection's frame */
	uint32_t pulse_alloc, pulse_free;
	uint32_t warn;
	uint32_t class[FRAME_CLASSES];
	uint32_t owner[PALETTE_OWNERS]; /* programs' hues */
};

/* A program's frames of that class: its hue for its own memory, paler for what files hold, darker
 * for what is in swap, too. */
uint32_t palette_owned(const struct palette *pal, uint32_t pid, enum frame_class class);

const struct palette *palette_of(enum panel_theme theme);
/* The letter of a class, for large cells. */
char palette_glyph(enum frame_class class);
/* Black or white, whichever reads better on a colour. */
uint32_t palette_ink(uint32_t on);
/* The 16 colours of a VGA text screen. */
extern const uint32_t palette_vga[16];

#endif
