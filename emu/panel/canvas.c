/* SPDX-License-Identifier: GPL-2.0-only */
/* canvas: fills, blends and masks, row by row. */
#include "emu/panel/canvas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool canvas_resize(struct canvas *canvas, int w, int h)
{
	uint32_t *px = calloc((size_t)w * (size_t)h, sizeof(*px));

	if (!px)
		return false;
	free(canvas->px);
	canvas->px = px;
	canvas->w = w;
	canvas->h = h;
	canvas->clip = (struct rect){0, 0, w, h};
	return true;
}

void canvas_free(struct canvas *canvas)
{
	free(canvas->px);
	memset(canvas, 0, sizeof(*canvas));
}

struct rect rect_cut(struct rect a, struct rect b)
{
	int x = a.x > b.x ? a.x : b.x, y = a.y > b.y ? a.y : b.y;
	int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
	int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;

	return (struct rect){x, y, right > x ? right - x : 0, bottom > y ? bottom - y : 0};
}

struct rect rect_inset(struct rect r, int by)
{
	return (struct rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

bool rect_has(struct rect r, int x, int y)
{
	return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

bool rect_meets(struct rect a, struct rect b)
{
	struct rect cut = rect_cut(a, b);

	return cut.w > 0 && cut.h > 0;
}

struct rect canvas_clip(struct canvas *canvas, const struct rect *r)
{
	struct rect old = canvas->clip, whole = {0, 0, canvas->w, canvas->h};

	canvas->clip = r ? rect_cut(whole, *r) : whole;
	return old;
}

uint32_t colour_mix(uint32_t a, uint32_t b, unsigned b_of_256)
{
	uint32_t red_blue = (((a & 0xff00ff) * (256 - b_of_256) + (b & 0xff00ff) * b_of_256) >> 8);
	uint32_t green = (((a & 0x00ff00) * (256 - b_of_256) + (b & 0x00ff00) * b_of_256) >> 8);

	return (red_blue & 0xff00ff) | (green & 0x00ff00);
}

void canvas_fill(struct canvas *canvas, struct rect r, uint32_t colour)
{
	r = rect_cut(r, canvas->clip);
	for (int y = r.y; y < r.y + r.h; y++) {
		uint32_t *px = canvas->px + (size_t)y * (size_t)canvas->w + r.x;

		for (int x = 0; x < r.w; x++)
			px[x] = colour;
	}
}

void canvas_blend(struct canvas *canvas, struct rect r, uint32_t colour, unsigned alpha)
{
	unsigned weight = alpha + (alpha >> 7);

	r = rect_cut(r, canvas->clip);
	for (int y = r.y; y < r.y + r.h; y++) {
		uint32_t *px = canvas->px + (size_t)y * (size_t)canvas->w + r.x;

		for (int x = 0; x < r.w; x++)
			px[x] = colour_mix(px[x], colour, weight);
	}
}

void canvas_blend_outline(struct canvas *canvas, struct rect r, int thickness, uint32_t colour,
			  unsigned alpha)
{
	if (r.w <= 2 * thickness || r.h <= 2 * thickness) {
		canvas_blend(canvas, r, colour, alpha);
		return;
	}
	canvas_blend(canvas, (struct rect){r.x, r.y, r.w, thickness}, colour, alpha);
	canvas_blend(canvas, (struct rect){r.x, r.y + r.h - thickness, r.w, thickness}, colour,
		     alpha);
	canvas_blend(canvas, (struct rect){r.x, r.y + thickness, thickness, r.h - 2 * thickness},
		     colour, alpha);
	canvas_blend(
	    canvas,
	    (struct rect){r.x + r.w - thickness, r.y + thickness, thickness, r.h - 2 * thickness},
	    colour, alpha);
}

void canvas_outline(struct canvas *canvas, struct rect r, int thickness, uint32_t colour)
{
	canvas_blend_outline(canvas, r, thickness, colour, 255);
}

void canvas_mask(struct canvas *canvas, int x, int y, const uint8_t *coverage, int w, int h,
		 uint32_t colour)
{
	struct rect r = rect_cut((struct rect){x, y, w, h}, canvas->clip);

	for (int row = r.y; row < r.y + r.h; row++) {
		const uint8_t *from = coverage + (size_t)(row - y) * (size_t)w + (r.x - x);
		uint32_t *px = canvas->px + (size_t)row * (size_t)canvas->w + r.x;

		for (int i = 0; i < r.w; i++)
			if (from[i])
				px[i] = colour_mix(px[i], colour, from[i] + (from[i] >> 7));
	}
}

struct rect rect_fit(struct rect r, int w, int h)
{
	int times = r.w / w < r.h / h ? r.w / w : r.h / h;
	int64_t to_w = w, to_h = h;

	if (times >= 1) {
		to_w *= times;
		to_h *= times;
	} else if ((int64_t)r.w * h < (int64_t)r.h * w) {
		to_w = r.w;
		to_h = (int64_t)r.w * h / w;
	} else {
		to_w = (int64_t)r.h * w / h;
		to_h = r.h;
	}
	return (struct rect){r.x + (int)(r.w - to_w) / 2, r.y + (int)(r.h - to_h) / 2, (int)to_w,
			     (int)to_h};
}

/* The mean of the pixels [x0, x1) by [y0, y1), at least one. */
static uint32_t mean(const uint32_t *px, int w, int x0, int x1, int y0, int y1)
{
	uint32_t red = 0, green = 0, blue = 0;
	uint32_t count = (uint32_t)(x1 - x0) * (uint32_t)(y1 - y0);

	for (int y = y0; y < y1; y++)
		for (int x = x0; x < x1; x++) {
			uint32_t dot = px[(size_t)y * (size_t)w + (size_t)x];

			red += dot >> 16 & 255;
			green += dot >> 8 & 255;
			blue += dot & 255;
		}
	assert(count);
	return (red / count) << 16 | (green / count) << 8 | blue / count;
}

void canvas_picture(struct canvas *canvas, struct rect r, const uint32_t *px, int w, int h)
{
	struct rect cut = rect_cut(r, canvas->clip);

	for (int y = cut.y; y < cut.y + cut.h; y++) {
		int y0 = (int)((int64_t)(y - r.y) * h / r.h);
		int y1 = (int)((int64_t)(y - r.y + 1) * h / r.h);
		uint32_t *to = canvas->px + (size_t)y * (size_t)canvas->w;

		for (int x = cut.x; x < cut.x + cut.w; x++) {
			int x0 = (int)((int64_t)(x - r.x) * w / r.w);
			int x1 = (int)((int64_t)(x - r.x + 1) * w / r.w);

			to[x] = mean(px, w, x0, x1 > x0 ? x1 : x0 + 1, y0, y1 > y0 ? y1 : y0 + 1);
		}
	}
}
