/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * text: letters of one monospaced font, rasterized once and kept.
 *
 * Sizes are in pixels of the font's em. Strings are UTF-8.
 */
#ifndef ZONEMU_EMU_PANEL_TEXT_H
#define ZONEMU_EMU_PANEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emu/panel/canvas.h"

struct text;

/* Looks for DejaVu Sans Mono where systems keep it. NULL: err holds one line. */
struct text *text_create(char *err, size_t err_bytes);
void text_destroy(struct text *text);

/* Width of one letter and height of one line, in pixels. */
int text_advance(struct text *text, int size);
int text_line(struct text *text, int size);
/* The largest size whose letters fit into cells of w by h; at least 6. */
int text_size_for_cell(struct text *text, int w, int h);

/* Draw with the top left corner at x, y; returns the x after the last letter. */
int text_draw(struct text *text, struct canvas *canvas, int x, int y, int size, uint32_t colour,
	      const char *string);
int text_draw_bold(struct text *text, struct canvas *canvas, int x, int y, int size,
		   uint32_t colour, const char *string);
/* The same, cut to max pixels: what does not fit ends in an ellipsis. */
int text_draw_cut(struct text *text, struct canvas *canvas, int x, int y, int size, int max,
		  uint32_t colour, const char *string);
/* Right-aligned: the last letter ends at x. */
void text_draw_right(struct text *text, struct canvas *canvas, int x, int y, int size,
		     uint32_t colour, const char *string);
int text_width(struct text *text, int size, const char *string);
/* One letter, into a cell whose top left corner is x, y. */
void text_letter(struct text *text, struct canvas *canvas, int x, int y, int size, bool bold,
		 uint32_t colour, uint32_t codepoint);

/* Decode one codepoint and step over it; 0 at the end; bad bytes give U+FFFD. */
uint32_t utf8_next(const char **at);

#endif
