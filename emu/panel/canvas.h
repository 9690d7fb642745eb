/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * canvas: a picture in memory and the few ways the panel draws into it. It needs
 * no display; the same calls give the same bytes everywhere.
 *
 * Colours are 0x00rrggbb. Everything is clipped to the canvas's clip rectangle.
 */
#ifndef ZONEMU_EMU_PANEL_CANVAS_H
#define ZONEMU_EMU_PANEL_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

struct rect {
	int x, y, w, h;
};

struct canvas {
	uint32_t *px;
	int w, h;
	struct rect clip;
};

/* False when memory is short; the canvas keeps its old size then. */
bool canvas_resize(struct canvas *canvas, int w, int h);
void canvas_free(struct canvas *canvas);

/* Clip to r within the canvas; NULL: all of it. Returns the clip there was. */
struct rect canvas_clip(struct canvas *canvas, const struct rect *r);

void canvas_fill(struct canvas *canvas, struct rect r, uint32_t colour);
/* alpha 0 to 255 */
void canvas_blend(struct canvas *canvas, struct rect r, uint32_t colour, unsigned alpha);
/* A frame of the given thickness, inside r. */
void canvas_outline(struct canvas *canvas, struct rect r, int thickness, uint32_t colour);
void canvas_blend_outline(struct canvas *canvas, struct rect r, int thickness, uint32_t colour,
			  unsigned alpha);
/* Coverage bytes (0 to 255), w by h, drawn in colour. */
void canvas_mask(struct canvas *canvas, int x, int y, const uint8_t *coverage, int w, int h,
		 uint32_t colour);

/* Where a picture of w by h goes in r: in the middle, as large as whole multiples of its dots
 * allow, or made smaller. */
struct rect rect_fit(struct rect r, int w, int h);
/* A picture of w by h pixels, stretched to r. */
void canvas_picture(struct canvas *canvas, struct rect r, const uint32_t *px, int w, int h);

uint32_t colour_mix(uint32_t a, uint32_t b, unsigned b_of_256);
bool rect_has(struct rect r, int x, int y);
bool rect_meets(struct rect a, struct rect b);
struct rect rect_cut(struct rect a, struct rect b);
struct rect rect_inset(struct rect r, int by);

#endif
