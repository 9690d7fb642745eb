/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * IBM VGA (IBM PS/2 Hardware Interface Technical Reference, "Video Subsystem",
 * 1992), 256 KiB in four planes.
 *
 *	3B4/3B5, 3D4/3D5  CRT controller (mono or colour, by Miscellaneous bit 0)
 *	3BA, 3DA	  r input status 1, w feature control
 *	3C0/3C1		  attribute controller	 3C2 w miscellaneous, r input status 0
 *	3C4/3C5		  sequencer		 3C6-3C9 DAC	3CA r feature control
 *	3CC		  r miscellaneous	 3CE/3CF graphics controller
 *	A0000h-BFFFFh	  memory, as Graphics register 6 lays it
 *
 * NOT IMPLEMENTED: drawing (viewers do it from this state; text only so far);
 * the vertical retrace interrupt; the light pen; retrace follows the standard
 * 70 and 60 Hz timings, not the CRT controller's registers.
 */
#include "devices/vga.h"

#include <stddef.h>
#include <string.h>

enum {
	SEQ_CLOCKING = 1,
	SEQ_MAP_MASK = 2,
	SEQ_MEMORY_MODE = 4,
	GC_SET_RESET = 0,
	GC_ENABLE_SET_RESET = 1,
	GC_COLOUR_COMPARE = 2,
	GC_ROTATE = 3,
	GC_READ_MAP = 4,
	GC_MODE = 5,
	GC_MISC = 6,
	GC_COLOUR_CARE = 7,
	GC_BIT_MASK = 8,
	CRTC_CURSOR_START = 0x0a,
	CRTC_START = 0x0c,
	CRTC_CURSOR = 0x0e,
	CRTC_PROTECT = 0x11,
	CRTC_OFFSET = 0x13,
	ATTR_MODE = 0x10,
};

#define MISC_COLOUR	  0x01
#define MISC_RAM	  0x02
#define SEQ_SCREEN_OFF	  0x20
#define SEQ_NOT_ODD_EVEN  0x04
#define SEQ_CHAIN4	  0x08
#define GC_GRAPHICS	  0x01
#define GC_ODD_EVEN	  0x10
#define GC_READ_COMPARE	  0x08
#define ATTR_GRAPHICS	  0x01
#define ATTR_SHOW	  0x20
#define CRTC_CURSOR_OFF	  0x20
#define CRTC_LOCK	  0x80
#define STATUS_NO_DISPLAY 0x01
#define STATUS_RETRACE	  0x08
#define STATUS0_SENSE	  0x10
#define DAC_READING	  3

#define PORT_FIRST 0x3b0

/* Bits that exist in each register; the others read 0. */
static const uint8_t seq_mask[5] = {0x03, 0x3d, 0x0f, 0x3f, 0x0e};
static const uint8_t gc_mask[9] = {0x0f, 0x0f, 0x0f, 0x1f, 0x03, 0x7b, 0x0f, 0x0f, 0xff};

/* ---- memory ---- */

struct target {
	uint32_t off; /* in each plane */
	uint8_t planes;
};

/* Graphics register 6: the window and the offset in it. False: not ours. */
static bool in_window(const struct vga *vga, uint32_t off, uint32_t *window_off)
{
	static const uint32_t first[4] = {0, 0, 0x10000, 0x18000};
	static const uint32_t bytes[4] = {0x20000, 0x10000, 0x8000, 0x8000};
	unsigned map = vga->gc[GC_MISC] >> 2 & 3;

	*window_off = off - first[map];
	return vga->misc & MISC_RAM && off >= first[map] && *window_off < bytes[map];
}

/* Which bytes a write reaches: chained by four, odd/even, or all planes at once. */
static struct target write_target(const struct vga *vga, uint32_t off)
{
	uint8_t mask = vga->seq[SEQ_MAP_MASK];

	if (vga->seq[SEQ_MEMORY_MODE] & SEQ_CHAIN4)
		return (struct target){off & 0xfffc, mask & 1 << (off & 3)};
	if (!(vga->seq[SEQ_MEMORY_MODE] & SEQ_NOT_ODD_EVEN))
		return (struct target){off & 0xfffe, mask & (off & 1 ? 0x0a : 0x05)};
	return (struct target){off & 0xffff, mask};
}

static unsigned read_plane(const struct vga *vga, uint32_t off, uint32_t *plane_off)
{
	unsigned plane = vga->gc[GC_READ_MAP];

	*plane_off = off & 0xffff;
	if (vga->seq[SEQ_MEMORY_MODE] & SEQ_CHAIN4) {
		*plane_off = off & 0xfffc;
		return off & 3;
	}
	if (vga->gc[GC_MODE] & GC_ODD_EVEN) {
		*plane_off = off & 0xfffe;
		return (plane & 2) | (off & 1);
	}
	return plane;
}

/* Read mode 1: a bit for each of the eight dots whose colour compares equal. */
static uint8_t compare_colour(const struct vga *vga, uint32_t plane_off)
{
	uint8_t differ = 0;

	for (unsigned p = 0; p < 4; p++) {
		uint8_t want = vga->gc[GC_COLOUR_COMPARE] & 1 << p ? 0xff : 0x00;

		if (vga->gc[GC_COLOUR_CARE] & 1 << p)
			differ |= vga->plane[p][plane_off] ^ want;
	}
	return (uint8_t)~differ;
}

uint8_t vga_memory_peek(const struct vga *vga, uint32_t off)
{
	uint32_t window_off, plane_off;
	unsigned plane;

	if (!in_window(vga, off, &window_off))
		return 0xff;
	plane = read_plane(vga, window_off, &plane_off);
	if (vga->gc[GC_MODE] & GC_READ_COMPARE)
		return compare_colour(vga, plane_off);
	return vga->plane[plane][plane_off];
}

uint8_t vga_memory_read(struct vga *vga, uint32_t off)
{
	uint32_t window_off, plane_off;

	if (in_window(vga, off, &window_off)) {
		read_plane(vga, window_off, &plane_off);
		for (unsigned p = 0; p < 4; p++)
			vga->latch[p] = vga->plane[p][plane_off];
	}
	return vga_memory_peek(vga, off);
}

static uint8_t rotate(uint8_t value, unsigned by)
{
	return (uint8_t)(value >> by | value << (8 - by));
}

static uint8_t combine(const struct vga *vga, uint8_t value, uint8_t latch, uint8_t bit_mask)
{
	switch (vga->gc[GC_ROTATE] >> 3) {
	case 1:
		value &= latch;
		break;
	case 2:
		value |= latch;
		break;
	case 3:
		value ^= latch;
		break;
	default:
		break;
	}
	return (value & bit_mask) | (latch & ~bit_mask);
}

/* "Graphics Mode Register", write modes 0 to 3: what plane p gets. */
static uint8_t written_byte(const struct vga *vga, unsigned p, uint8_t value)
{
	uint8_t bit_mask = vga->gc[GC_BIT_MASK], bit = 1 << p;
	uint8_t set_reset = vga->gc[GC_SET_RESET] & bit ? 0xff : 0x00;
	uint8_t rotated = rotate(value, vga->gc[GC_ROTATE] & 7);

	switch (vga->gc[GC_MODE] & 3) {
	case 0:
		if (vga->gc[GC_ENABLE_SET_RESET] & bit)
			rotated = set_reset;
		return combine(vga, rotated, vga->latch[p], bit_mask);
	case 1:
		return vga->latch[p];
	case 2:
		return combine(vga, value & bit ? 0xff : 0x00, vga->latch[p], bit_mask);
	default:
		return combine(vga, set_reset, vga->latch[p], bit_mask & rotated);
	}
}

void vga_memory_write(struct vga *vga, uint32_t off, uint8_t value)
{
	struct target target;
	uint32_t window_off;

	if (!in_window(vga, off, &window_off))
		return;
	target = write_target(vga, window_off);
	for (unsigned p = 0; p < 4; p++)
		if (target.planes & 1 << p)
			vga->plane[p][target.off] = written_byte(vga, p, value);
}

/* ---- registers ---- */

/* 449 or 525 lines of 31.778 us; the sync polarities tell how many are shown. */
static uint8_t input_status1(const struct vga *vga)
{
	/* by Miscellaneous bits 7-6: vertical, horizontal sync negative */
	static const uint16_t lines[4] = {400, 400, 350, 480};
	const uint64_t line_ns = 31778;
	unsigned shown = lines[vga->misc >> 6];
	unsigned total = shown == 480 ? 525 : 449;
	uint64_t pos_ns = clock_now(vga->clock) % (total * line_ns);
	unsigned line = (unsigned)(pos_ns / line_ns);
	bool hidden = line >= shown || pos_ns % line_ns >= line_ns * 4 / 5;
	bool retrace = line >= shown + 12 && line < shown + 14;

	return (hidden ? STATUS_NO_DISPLAY : 0) | (retrace ? STATUS_RETRACE : 0);
}

static void write_attr(struct vga *vga, uint8_t value)
{
	unsigned index = vga->attr_index & 0x1f;

	if (!vga->attr_data)
		vga->attr_index = value & 0x3f;
	/* The palette is the display's while bit 5 of the address is set. */
	else if (index < 16 && !(vga->attr_index & ATTR_SHOW))
		vga->attr[index] = value & 0x3f;
	else if (index >= 16 && index < sizeof(vga->attr))
		vga->attr[index] = value;
	vga->attr_data = !vga->attr_data;
}

static void write_crtc(struct vga *vga, uint8_t value)
{
	unsigned index = vga->crtc_index;

	if (index >= sizeof(vga->crtc))
		return;
	if (index < 8 && vga->crtc[CRTC_PROTECT] & CRTC_LOCK) {
		if (index == 7) /* line compare bit 8 is not protected */
			vga->crtc[7] = (vga->crtc[7] & ~0x10) | (value & 0x10);
		return;
	}
	vga->crtc[index] = value;
}

static void write_dac(struct vga *vga, uint8_t value)
{
	vga->dac[vga->dac_write][vga->dac_part] = value & 0x3f;
	if (++vga->dac_part == 3) {
		vga->dac_part = 0;
		vga->dac_write++;
	}
}

static void set_dac_index(struct vga *vga, uint8_t index, uint8_t state)
{
	vga->dac_state = state;
	vga->dac_part = 0;
	if (state == DAC_READING)
		vga->dac_read = index;
	else
		vga->dac_write = index;
}

/* The CRT controller and its neighbours answer at 3Bx or 3Dx; fold both to 3Dx, or 0. */
static uint16_t fold(const struct vga *vga, uint16_t port)
{
	bool colour = vga->misc & MISC_COLOUR;

	if (port >= 0x3c0 && port <= 0x3cf)
		return port;
	if (colour != (port >= 0x3d0))
		return 0;
	return 0x3d0 | (port & 15);
}

void vga_write(struct vga *vga, uint16_t port, uint8_t value)
{
	switch (fold(vga, port)) {
	case 0x3c0:
		write_attr(vga, value);
		break;
	case 0x3c2:
		vga->misc = value & ~0x10;
		break;
	case 0x3c4:
		vga->seq_index = value & 7;
		break;
	case 0x3c5:
		if (vga->seq_index < sizeof(vga->seq))
			vga->seq[vga->seq_index] = value & seq_mask[vga->seq_index];
		break;
	case 0x3c6:
		vga->dac_mask = value;
		break;
	case 0x3c7:
		set_dac_index(vga, value, DAC_READING);
		break;
	case 0x3c8:
		set_dac_index(vga, value, 0);
		break;
	case 0x3c9:
		write_dac(vga, value);
		break;
	case 0x3ce:
		vga->gc_index = value & 15;
		break;
	case 0x3cf:
		if (vga->gc_index < sizeof(vga->gc))
			vga->gc[vga->gc_index] = value & gc_mask[vga->gc_index];
		break;
	case 0x3d4:
		vga->crtc_index = value & 0x1f;
		break;
	case 0x3d5:
		write_crtc(vga, value);
		break;
	case 0x3da:
		vga->feature = value & 0x0b;
		break;
	default:
		break;
	}
}

static uint8_t indexed(const uint8_t *regs, size_t count, unsigned index)
{
	return index < count ? regs[index] : 0;
}

uint8_t vga_peek(const struct vga *vga, uint16_t port)
{
	switch (fold(vga, port)) {
	case 0x3c0:
		return vga->attr_index;
	case 0x3c1:
		return indexed(vga->attr, sizeof(vga->attr), vga->attr_index & 0x1f);
	case 0x3c2:
		return STATUS0_SENSE;
	case 0x3c4:
		return vga->seq_index;
	case 0x3c5:
		return indexed(vga->seq, sizeof(vga->seq), vga->seq_index);
	case 0x3c6:
		return vga->dac_mask;
	case 0x3c7:
		return vga->dac_state;
	case 0x3c8:
		return vga->dac_write;
	case 0x3c9:
		return vga->dac[vga->dac_read][vga->dac_part];
	case 0x3ca:
		return vga->feature;
	case 0x3cc:
		return vga->misc;
	case 0x3ce:
		return vga->gc_index;
	case 0x3cf:
		return indexed(vga->gc, sizeof(vga->gc), vga->gc_index);
	case 0x3d4:
		return vga->crtc_index;
	case 0x3d5:
		return indexed(vga->crtc, sizeof(vga->crtc), vga->crtc_index);
	case 0x3da:
		return input_status1(vga);
	default:
		return 0xff;
	}
}

uint8_t vga_read(struct vga *vga, uint16_t port)
{
	uint8_t value = vga_peek(vga, port);

	switch (fold(vga, port)) {
	case 0x3c9:
		if (++vga->dac_part == 3) {
			vga->dac_part = 0;
			vga->dac_read++;
		}
		break;
	case 0x3da:
		vga->attr_data = false;
		break;
	default:
		break;
	}
	return value;
}

/* ---- the text screen ---- */

static bool shows_text(const struct vga *vga)
{
	return !(vga->gc[GC_MISC] & GC_GRAPHICS) && !(vga->attr[ATTR_MODE] & ATTR_GRAPHICS) &&
	       !(vga->seq[SEQ_CLOCKING] & SEQ_SCREEN_OFF) && vga->attr_index & ATTR_SHOW;
}

static unsigned crtc_word(const struct vga *vga, unsigned index)
{
	return vga->crtc[index] << 8 | vga->crtc[index + 1];
}

/* Character n is at word n: its code in plane 0, its attribute in plane 1. */
int vga_text(const struct vga *vga, uint16_t cells[VGA_COLUMNS * VGA_ROWS])
{
	unsigned start = crtc_word(vga, CRTC_START), stride = vga->crtc[CRTC_OFFSET] * 2u;
	unsigned cursor = (crtc_word(vga, CRTC_CURSOR) - start) & 0xffff;
	bool shown = shows_text(vga);

	for (unsigned row = 0; row < VGA_ROWS; row++) {
		for (unsigned col = 0; col < VGA_COLUMNS; col++) {
			unsigned off = (start + row * stride + col) * 2 & 0xffff;
			uint16_t cell = vga->plane[1][off] << 8 | vga->plane[0][off];

			cells[row * VGA_COLUMNS + col] = shown ? cell : 0x0720;
		}
	}
	if (!shown || vga->crtc[CRTC_CURSOR_START] & CRTC_CURSOR_OFF || !stride ||
	    cursor / stride >= VGA_ROWS || cursor % stride >= VGA_COLUMNS)
		return -1;
	return (int)(cursor / stride * VGA_COLUMNS + cursor % stride);
}

/* ---- reset ---- */

void vga_reset(struct vga *vga)
{
	struct clock *clock = vga->clock;

	memset(vga, 0, sizeof(*vga));
	vga->clock = clock;
	vga->dac_mask = 0xff;
}

void vga_init(struct vga *vga, struct clock *clock)
{
	vga->clock = clock;
	vga_reset(vga);
}

/* "BIOS Mode Tables": mode 3, 400 lines */
static const uint8_t mode3_seq[5] = {0x03, 0x00, 0x03, 0x00, 0x02};
static const uint8_t mode3_crtc[25] = {0x5f, 0x4f, 0x50, 0x82, 0x55, 0x81, 0xbf, 0x1f, 0x00,
				       0x4f, 0x0d, 0x0e, 0x00, 0x00, 0x00, 0x00, 0x9c, 0x8e,
				       0x8f, 0x28, 0x1f, 0x96, 0xb9, 0xa3, 0xff};
static const uint8_t mode3_gc[9] = {0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x0e, 0x00, 0xff};
static const uint8_t mode3_attr[21] = {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x14,
				       0x07, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d,
				       0x3e, 0x3f, 0x0c, 0x00, 0x0f, 0x08, 0x00};

void vga_preset(struct vga *vga)
{
	vga->misc = 0x67;
	memcpy(vga->seq, mode3_seq, sizeof(mode3_seq));
	memcpy(vga->crtc, mode3_crtc, sizeof(mode3_crtc));
	memcpy(vga->gc, mode3_gc, sizeof(mode3_gc));
	memcpy(vga->attr, mode3_attr, sizeof(mode3_attr));
	vga->attr_index = ATTR_SHOW;
	vga->attr_data = false;
	/* The 64 colours of an EGA: bits 2-0 two thirds, bits 5-3 one third of red, green, blue. */
	for (unsigned i = 0; i < 64; i++)
		for (unsigned c = 0; c < 3; c++)
			vga->dac[i][c] = (i >> (2 - c) & 1) * 42 + (i >> (5 - c) & 1) * 21;
	for (uint32_t off = 0; off < VGA_PLANE_BYTES; off += 2) {
		vga->plane[0][off] = ' ';
		vga->plane[1][off] = 0x07;
	}
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return vga_read(dev, (uint16_t)(PORT_FIRST + off));
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return vga_peek(dev, (uint16_t)(PORT_FIRST + off));
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	vga_write(dev, (uint16_t)(PORT_FIRST + off), (uint8_t)value);
}

static uint32_t mem_read(void *dev, uint32_t off, unsigned bytes)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < bytes; i++)
		value |= (uint32_t)vga_memory_read(dev, off + i) << 8 * i;
	return value;
}

static uint32_t mem_peek(const void *dev, uint32_t off, unsigned bytes)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < bytes; i++)
		value |= (uint32_t)vga_memory_peek(dev, off + i) << 8 * i;
	return value;
}

static void mem_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		vga_memory_write(dev, off + i, (uint8_t)(value >> 8 * i));
}

const struct io_ops vga_ops = {io_read, io_write, io_peek, 1};
const struct io_ops vga_memory_ops = {mem_read, mem_write, mem_peek, 4};

static void loaded(void *dev)
{
	struct vga *vga = dev;

	vga->seq_index &= 7;
	vga->gc_index &= 15;
	vga->crtc_index &= 0x1f;
	vga->gc[GC_READ_MAP] &= 3;
	vga->dac_part %= 3;
}

static const struct snap_field fields[] = {
    SNAP(struct vga, misc),	  SNAP(struct vga, feature),
    SNAP(struct vga, seq_index),  SNAP(struct vga, seq),
    SNAP(struct vga, crtc_index), SNAP(struct vga, crtc),
    SNAP(struct vga, gc_index),	  SNAP(struct vga, gc),
    SNAP(struct vga, attr_index), SNAP(struct vga, attr),
    SNAP(struct vga, attr_data),  SNAP(struct vga, dac_mask),
    SNAP(struct vga, dac_state),  SNAP(struct vga, dac_read),
    SNAP(struct vga, dac_write),  SNAP(struct vga, dac_part),
    SNAP(struct vga, dac),	  SNAP(struct vga, latch),
    SNAP(struct vga, plane),	  SNAP_END,
};
const struct snap_desc vga_snap = {"vga", 1, fields, loaded};
