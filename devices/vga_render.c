/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The display side of the VGA (IBM PS/2 Hardware Interface Technical Reference,
 * "CRT Controller", "Attribute Controller"), line by line:
 *
 *   row address + character -> memory address (byte, word or double word) ->
 *   four planes -> shifted out as characters, single bits, pairs or bytes ->
 *   palette -> DAC
 *
 * NOT IMPLEMENTED: the border; display and cursor skew; interlace; the
 * character clock's division by 4 in the sequencer.
 */
#include "devices/vga_render.h"

#include <string.h>

#include "devices/bochs_vbe.h"
#include "devices/vga_regs.h"

#define MAX_DOTS	(256u * 18)
#define CURSOR_BLINK_NS 228571428ull /* 16 frames of 70 Hz */
#define MAX_CHAR_DOTS	9u
#define MAX_CHARS	257u /* with one for panning */

struct line {
	const struct vga *vga;
	unsigned chars;	   /* shown in a line */
	unsigned row_scan; /* of the character row */
	unsigned row;	   /* address counter of the row's first character */
	uint8_t palette[16];
	uint8_t dots[MAX_CHARS * MAX_CHAR_DOTS + 16]; /* as indexes into the DAC */
};

/* ---- colours ---- */

static uint32_t dac_colour(const struct vga *vga, uint8_t index)
{
	const uint8_t *c = vga->dac[index];

	if (vga->dispi[DISPI_ENABLE] & DISPI_8BIT_DAC)
		return (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2];
	return (uint32_t)((c[0] & 63) << 2 | (c[0] & 63) >> 4) << 16 |
	       (uint32_t)((c[1] & 63) << 2 | (c[1] & 63) >> 4) << 8 |
	       (uint32_t)((c[2] & 63) << 2 | (c[2] & 63) >> 4);
}

static void fill_colours(const struct vga *vga, uint32_t colours[256])
{
	for (unsigned i = 0; i < 256; i++)
		colours[i] = dac_colour(vga, (uint8_t)i);
}

/* "Color Select Register": what of the DAC's index comes from where. */
static uint8_t palette_of(const struct vga *vga, unsigned dot)
{
	uint8_t value = vga->attr[dot & vga->attr[ATTR_PLANE_ENABLE] & 15];
	uint8_t select = vga->attr[ATTR_COLOUR_SELECT];

	if (vga->attr[ATTR_MODE] & ATTR_PALETTE_54)
		value = (uint8_t)((value & 0x0f) | (select & 0x03) << 4);
	return (uint8_t)((value & 0x3f) | (select & 0x0c) << 4);
}

static void fill_palette(const struct vga *vga, uint8_t palette[16])
{
	for (unsigned i = 0; i < 16; i++)
		palette[i] = palette_of(vga, i);
}

/* ---- memory addresses ---- */

/* "Mode Control": the address counter is turned by one bit or two, and two bits of the row go in.
 */
static uint32_t memory_off(const struct line *line, unsigned counter)
{
	const struct vga *vga = line->vga;
	uint8_t mode = vga->crtc[CRTC_MODE];
	uint32_t off = counter & 0xffff;

	if (vga->crtc[CRTC_UNDERLINE] & CRTC_UNDERLINE_DWORD)
		off = (off << 2 | off >> 14) & 0xffff;
	else if (!(mode & CRTC_MODE_BYTE))
		off = (off << 1 | (off >> (mode & CRTC_MODE_WRAP ? 15 : 13) & 1)) & 0xffff;
	if (!(mode & CRTC_MODE_RS0))
		off = (off & ~0x2000u) | (line->row_scan & 1) << 13;
	if (!(mode & CRTC_MODE_RS1))
		off = (off & ~0x4000u) | (line->row_scan >> 1 & 1) << 14;
	return off;
}

static uint32_t four_planes(const struct vga *vga, uint32_t off)
{
	uint32_t value;

	memcpy(&value, vga->vram + (vga_place(off, 0) & (vga->vram_bytes - 1)), sizeof(value));
	return value;
}

/* Character n of the line: the counter may go on with every second or fourth only. */
static uint32_t fetch(const struct line *line, unsigned n)
{
	const struct vga *vga = line->vga;

	if (vga->crtc[CRTC_UNDERLINE] & CRTC_UNDERLINE_COUNT4)
		n /= 4;
	else if (vga->crtc[CRTC_MODE] & CRTC_MODE_COUNT2)
		n /= 2;
	return four_planes(vga, memory_off(line, line->row + n));
}

/* ---- text ---- */

/* The cursor's and the characters' blinking: 16 frames, and 32. */
static unsigned half_blinks(const struct vga *vga)
{
	return (unsigned)(clock_now(vga->clock) / (CURSOR_BLINK_NS / 2));
}

static bool cursor_here(const struct line *line, unsigned n)
{
	const struct vga *vga = line->vga;
	unsigned start = vga->crtc[CRTC_CURSOR_START];

	return ((line->row + n) & 0xffff) == vga_crtc_word(vga, CRTC_CURSOR) &&
	       !(start & CRTC_CURSOR_OFF) && line->row_scan >= (start & 31) &&
	       line->row_scan <= (vga->crtc[CRTC_CURSOR_END] & 31u) && !(half_blinks(vga) & 1);
}

/* "Character Map Select": bits 5, 3-2 are map A, for attribute bit 3; 4, 1-0 are map B. */
static uint32_t font_off(const struct vga *vga, uint8_t attribute)
{
	uint8_t select = vga->seq[SEQ_CHARACTER_MAP];
	unsigned map = attribute & 8 ? (select >> 2 & 3) | (select >> 3 & 4)
				     : (select & 3) | (select >> 2 & 4);

	return (map & 3) << 14 | (map & 4) << 11;
}

static void draw_char(struct line *line, unsigned n, uint8_t *to)
{
	const struct vga *vga = line->vga;
	uint32_t cell = fetch(line, n);
	uint8_t code = (uint8_t)cell, attribute = (uint8_t)(cell >> 8);
	uint8_t mode = vga->attr[ATTR_MODE];
	unsigned ink = attribute & 15, back = attribute >> 4, dots = vga_char_dots(vga);
	uint32_t at = font_off(vga, attribute) + code * 32u + (line->row_scan & 31);
	unsigned bits = (four_planes(vga, at) >> 16 & 0xff) << 1;

	if (mode & ATTR_BLINK) {
		back &= 7;
		if (attribute & 0x80 && half_blinks(vga) & 2)
			ink = back;
	}
	if (mode & ATTR_LINE_GRAPHICS && code >= 0xc0 && code <= 0xdf)
		bits |= bits >> 1 & 1;
	if ((attribute & 7) == 1 && line->row_scan == (vga->crtc[CRTC_UNDERLINE] & 31u))
		bits = 0x1ff;
	if (cursor_here(line, n))
		bits = 0x1ff;
	for (unsigned i = 0; i < dots; i++)
		to[i] = line->palette[bits >> (MAX_CHAR_DOTS - 1 - i) & 1 ? ink : back];
}

/* ---- graphics ---- */

static void draw_planes(const uint8_t palette[16], uint32_t four, uint8_t *to)
{
	for (unsigned i = 0; i < 8; i++) {
		uint32_t dot = four >> (7 - i);

		to[i] = palette[(dot & 1) | (dot >> 7 & 2) | (dot >> 14 & 4) | (dot >> 21 & 8)];
	}
}

/* As a CGA: two bits a dot, of planes 0 and 2 first, then of 1 and 3. */
static void draw_pairs(const uint8_t palette[16], uint32_t four, uint8_t *to)
{
	for (unsigned i = 0; i < 8; i++) {
		uint32_t planes = four >> (i & 4 ? 8 : 0);
		unsigned shift = 6 - 2 * (i & 3);

		to[i] = palette[(planes >> shift & 3) | (planes >> (16 + shift) & 3) << 2];
	}
}

/* Four dots, each twice as wide. */
static void draw_bytes(const uint8_t palette[16], uint32_t four, uint8_t *to)
{
	(void)palette;
	for (unsigned i = 0; i < 8; i++)
		to[i] = (uint8_t)(four >> 8 * (i / 2));
}

static void draw_graphics(struct line *line, unsigned chars)
{
	const struct vga *vga = line->vga;
	uint8_t mode = vga->gc[GC_MODE];
	void (*draw)(const uint8_t *, uint32_t, uint8_t *) = mode & GC_SHIFT_256 ? draw_bytes
							     : mode & GC_SHIFT_INTERLEAVE
								 ? draw_pairs
								 : draw_planes;

	for (unsigned n = 0; n < chars; n++)
		draw(line->palette, fetch(line, n), line->dots + (size_t)n * 8);
}

/* ---- lines ---- */

static bool is_graphics(const struct vga *vga)
{
	return vga->gc[GC_MISC] & GC_GRAPHICS || vga->attr[ATTR_MODE] & ATTR_GRAPHICS;
}

static bool is_dark(const struct vga *vga)
{
	return vga->seq[SEQ_CLOCKING] & SEQ_SCREEN_OFF || !(vga->attr_index & ATTR_SHOW) ||
	       (vga->seq[SEQ_RESET] & SEQ_RUNNING) != SEQ_RUNNING;
}

static unsigned dots_of_char(const struct vga *vga)
{
	return is_graphics(vga) ? 8 : vga_char_dots(vga);
}

static unsigned dot_width(const struct vga *vga)
{
	return vga->seq[SEQ_CLOCKING] & SEQ_HALF_CLOCK ? 2 : 1;
}

/* "Horizontal PEL Panning": dots to the left; nine-dot characters count from 8. */
static unsigned panned(const struct vga *vga)
{
	unsigned pan = vga->attr[ATTR_PANNING] & 15;

	if (dots_of_char(vga) == 9)
		return pan == 8 ? 0 : (pan + 1) % 9;
	return pan & 7;
}

/* One character more than is shown, for panning. */
static void draw_dots(struct line *line)
{
	const struct vga *vga = line->vga;

	if (is_graphics(vga))
		draw_graphics(line, line->chars + 1);
	else
		for (unsigned n = 0; n <= line->chars; n++)
			draw_char(line, n, line->dots + (size_t)n * vga_char_dots(vga));
}

static void put_line(const struct line *line, unsigned pan, const uint32_t *colours, uint32_t *px,
		     unsigned w)
{
	const struct vga *vga = line->vga;
	unsigned wide = dot_width(vga);

	for (unsigned x = 0; x < w; x++)
		px[x] = colours[line->dots[x / wide + pan] & vga->dac_mask];
}

static unsigned line_compare(const struct vga *vga)
{
	return vga->crtc[CRTC_LINE_COMPARE] | (vga->crtc[CRTC_OVERFLOW] >> 4 & 1u) << 8 |
	       (vga->crtc[CRTC_MAX_SCAN] >> 6 & 1u) << 9;
}

/* What a frame goes through from line to line. */
struct frame {
	struct line line;
	unsigned pan, times; /* times: the line is scanned twice */
	uint32_t colours[256];
};

static void start_frame(struct frame *frame, const struct vga *vga)
{
	uint8_t preset = vga->crtc[CRTC_PRESET_ROW];

	frame->line.vga = vga;
	frame->line.chars = vga->crtc[CRTC_H_DISPLAY_END] + 1u;
	frame->line.row = vga_crtc_word(vga, CRTC_START) + (preset >> 5 & 3u);
	frame->line.row_scan = preset & 31;
	frame->pan = panned(vga);
	frame->times = 0;
	fill_palette(vga, frame->line.palette);
	fill_colours(vga, frame->colours);
}

/* True when the next line looks like this one. */
static bool next_line(struct frame *frame, unsigned y)
{
	const struct vga *vga = frame->line.vga;
	uint8_t scan = vga->crtc[CRTC_MAX_SCAN];

	if (y == line_compare(vga)) {
		frame->line.row = frame->line.row_scan = frame->times = 0;
		if (vga->attr[ATTR_MODE] & ATTR_PAN_TOP_ONLY)
			frame->pan = 0;
		return false;
	}
	if (scan & CRTC_DOUBLE_SCAN && !frame->times) {
		frame->times = 1;
		return true;
	}
	frame->times = 0;
	if (frame->line.row_scan == (scan & 31u)) {
		frame->line.row_scan = 0;
		frame->line.row += vga->crtc[CRTC_OFFSET] * 2u;
		return false;
	}
	frame->line.row_scan = (frame->line.row_scan + 1) & 31;
	/* Graphics lines repeat unless the row takes part in the address. */
	return is_graphics(vga) && (vga->crtc[CRTC_MODE] & (CRTC_MODE_RS0 | CRTC_MODE_RS1)) ==
				       (CRTC_MODE_RS0 | CRTC_MODE_RS1);
}

static void render_vga(const struct vga *vga, uint32_t *px, unsigned w, unsigned h, size_t stride)
{
	struct frame frame;
	bool same = false;

	start_frame(&frame, vga);
	for (unsigned y = 0; y < h; y++) {
		uint32_t *to = px + y * stride;

		if (same) {
			memcpy(to, to - stride, w * sizeof(*to));
		} else {
			draw_dots(&frame.line);
			put_line(&frame.line, frame.pan, frame.colours, to, w);
		}
		same = next_line(&frame, y);
	}
}

/* ---- VBE ---- */

static uint32_t wide5(unsigned v)
{
	return (v & 31) << 3 | (v & 31) >> 2;
}

static uint32_t wide6(unsigned v)
{
	return (v & 63) << 2 | (v & 63) >> 4;
}

static uint32_t packed_dot(const uint8_t *at, unsigned bpp)
{
	unsigned v = at[0] | at[1] << 8;

	switch (bpp) {
	case 15:
		return wide5(v >> 10) << 16 | wide5(v >> 5) << 8 | wide5(v);
	case 16:
		return wide5(v >> 11) << 16 | wide6(v >> 5) << 8 | wide5(v);
	default:
		return (uint32_t)at[2] << 16 | v;
	}
}

static void render_packed(const struct vga *vga, uint32_t *px, unsigned w, unsigned h,
			  size_t stride)
{
	unsigned bpp = vga->dispi[DISPI_BPP], bytes = bochs_vbe_dot_bytes(vga);
	uint32_t pitch = bochs_vbe_pitch(vga), colours[256];
	const uint8_t *row = vga->vram + (size_t)vga->dispi[DISPI_Y_OFFSET] * pitch +
			     (size_t)vga->dispi[DISPI_X_OFFSET] * bytes;

	if (bpp == 8)
		fill_colours(vga, colours);
	for (unsigned y = 0; y < h; y++, row += pitch)
		for (unsigned x = 0; x < w; x++)
			px[y * stride + x] = bpp == 8 ? colours[row[x] & vga->dac_mask]
						      : packed_dot(row + (size_t)x * bytes, bpp);
}

static void render_planar(const struct vga *vga, uint32_t *px, unsigned w, unsigned h,
			  size_t stride)
{
	uint32_t pitch = bochs_vbe_pitch(vga), colours[256];
	unsigned x0 = vga->dispi[DISPI_X_OFFSET];
	uint8_t palette[16];

	fill_palette(vga, palette);
	fill_colours(vga, colours);
	for (unsigned y = 0; y < h; y++) {
		uint32_t row = (y + vga->dispi[DISPI_Y_OFFSET]) * pitch;
		uint8_t dots[8] = {0};

		for (unsigned x = 0; x < w; x++) {
			if (!x || !((x + x0) & 7))
				draw_planes(palette, four_planes(vga, row + (x + x0) / 8), dots);
			px[y * stride + x] = colours[dots[(x + x0) & 7] & vga->dac_mask];
		}
	}
}

/* ---- the picture ---- */

void vga_render_size(const struct vga *vga, unsigned *w, unsigned *h)
{
	if (vga_vbe_on(vga)) {
		*w = vga->dispi[DISPI_XRES];
		*h = vga->dispi[DISPI_YRES];
		return;
	}
	*w = (vga->crtc[CRTC_H_DISPLAY_END] + 1u) * dots_of_char(vga) * dot_width(vga);
	*h = vga_vertical(vga, CRTC_V_DISPLAY_END, 1, 6) + 1;
}

void vga_render(const struct vga *vga, uint32_t *px, unsigned w, unsigned h, size_t stride)
{
	if (is_dark(vga)) {
		for (unsigned y = 0; y < h; y++)
			memset(px + y * stride, 0, w * sizeof(*px));
	} else if (vga_vbe_packed(vga)) {
		render_packed(vga, px, w, h, stride);
	} else if (vga_vbe_on(vga)) {
		render_planar(vga, px, w, h, stride);
	} else {
		render_vga(vga, px, w, h, stride);
	}
}

unsigned vga_render_phase(const struct vga *vga)
{
	return vga_vbe_on(vga) || is_graphics(vga) || is_dark(vga) ? 0 : (half_blinks(vga) & 3) + 1;
}

void vga_render_shown(const struct vga *vga, uint32_t *first, uint32_t *bytes)
{
	*first = 0;
	*bytes = 4 * VGA_PLANE_BYTES;
	if (!vga_vbe_packed(vga))
		return;
	*first = vga->dispi[DISPI_Y_OFFSET] * bochs_vbe_pitch(vga);
	*bytes = vga->dispi[DISPI_YRES] * bochs_vbe_pitch(vga);
}
