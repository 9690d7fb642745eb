/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * IBM VGA (IBM PS/2 Hardware Interface Technical Reference, "Video Subsystem",
 * 1992), 256 KiB in four planes; with Bochs's VBE extensions, see bochs_vbe.c.
 *
 *	3B4/3B5, 3D4/3D5  CRT controller (mono or colour, by Miscellaneous bit 0)
 *	3BA, 3DA	  r input status 1, w feature control
 *	3C0/3C1		  attribute controller	 3C2 w miscellaneous, r input status 0
 *	3C4/3C5		  sequencer		 3C6-3C9 DAC	3CA r feature control
 *	3CC		  r miscellaneous	 3CE/3CF graphics controller
 *	A0000h-BFFFFh	  memory, as Graphics register 6 lays it
 *
 * The vertical retrace interrupt is latched, but as on PCI adapters it has no line to an
 * interrupt controller.
 *
 * NOT IMPLEMENTED: the light pen; the odd/even page select (Miscellaneous bit 5); the shift
 *register loads of Clocking Mode bits 2 and 4; the diagnostic bits of input status 1.
 */
#include "devices/vga.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "devices/bochs_vbe.h"
#include "devices/vga_regs.h"

#define STATUS_NO_DISPLAY 0x01
#define STATUS_RETRACE	  0x08
#define STATUS0_SENSE	  0x10
#define STATUS0_RETRACE	  0x80
#define DAC_READING	  3

#define PORT_FIRST 0x3b0

/* Bits that exist in each register; the others read 0. */
static const uint8_t seq_mask[5] = {0x03, 0x3d, 0x0f, 0x3f, 0x0e};
static const uint8_t gc_mask[9] = {0x0f, 0x0f, 0x0f, 0x1f, 0x03, 0x7b, 0x0f, 0x0f, 0xff};

/* ---- memory ---- */

/* Each of four bits as a byte of ones. */
static const uint32_t spread[16] = {
    0x00000000, 0x000000ff, 0x0000ff00, 0x0000ffff, 0x00ff0000, 0x00ff00ff, 0x00ffff00, 0x00ffffff,
    0xff000000, 0xff0000ff, 0xff00ff00, 0xff00ffff, 0xffff0000, 0xffff00ff, 0xffffff00, 0xffffffff};

struct target {
	uint32_t off; /* in each plane */
	uint8_t planes;
};

/* Turned by two bits within each 64 KiB: chained offsets, multiples of four, lie side by side. */
static uint32_t dword_of(uint32_t plane_off)
{
	return (plane_off & ~0xffffu) | (plane_off >> 2 & 0x3fff) | (plane_off & 3) << 14;
}

uint32_t vga_place(uint32_t plane_off, unsigned plane)
{
	return dword_of(plane_off) * 4 + plane;
}

static uint8_t *four_planes(const struct vga *vga, uint32_t plane_off)
{
	return vga->vram + (dword_of(plane_off) * 4 & (vga->vram_bytes - 1));
}

static uint32_t load(const uint8_t *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return value;
}

/* Graphics register 6: the window and the offset in it. False: not ours. */
static bool in_window(const struct vga *vga, uint32_t off, uint32_t *window_off)
{
	static const uint32_t first[4] = {0, 0, 0x10000, 0x18000};
	static const uint32_t bytes[4] = {0x20000, 0x10000, 0x8000, 0x8000};
	unsigned map = vga->gc[GC_MISC] >> 2 & 3;

	*window_off = off - first[map];
	return vga->misc & MISC_RAM && off >= first[map] && *window_off < bytes[map];
}

/* The bank moves the window over planes larger than 64 KiB (VBE modes of 4 bits). */
static uint32_t banked(const struct vga *vga, uint32_t plane_off)
{
	uint32_t bank = vga_vbe_on(vga) ? (uint32_t)vga->dispi[DISPI_BANK] << 16 : 0;

	return (plane_off & 0xffff) + bank;
}

/* Which bytes a write reaches: chained by four, odd/even, or all planes at once. */
static struct target write_target(const struct vga *vga, uint32_t off)
{
	uint8_t mask = vga->seq[SEQ_MAP_MASK];

	if (vga->seq[SEQ_MEMORY_MODE] & SEQ_CHAIN4)
		return (struct target){off & 0xfffc, mask & 1 << (off & 3)};
	if (!(vga->seq[SEQ_MEMORY_MODE] & SEQ_NOT_ODD_EVEN))
		return (struct target){off & 0xfffe, mask & (off & 1 ? 0x0a : 0x05)};
	return (struct target){banked(vga, off), mask};
}

static unsigned read_plane(const struct vga *vga, uint32_t off, uint32_t *plane_off)
{
	unsigned plane = vga->gc[GC_READ_MAP];

	if (vga->seq[SEQ_MEMORY_MODE] & SEQ_CHAIN4) {
		*plane_off = off & 0xfffc;
		return off & 3;
	}
	if (vga->gc[GC_MODE] & GC_ODD_EVEN) {
		*plane_off = off & 0xfffe;
		return (plane & 2) | (off & 1);
	}
	*plane_off = banked(vga, off);
	return plane;
}

/* Read mode 1: a bit for each of the eight dots whose colour compares equal. */
static uint8_t compare_colour(const struct vga *vga, uint32_t dots)
{
	uint32_t differ =
	    (dots ^ spread[vga->gc[GC_COLOUR_COMPARE]]) & spread[vga->gc[GC_COLOUR_CARE]];

	differ |= differ >> 16;
	return (uint8_t) ~(differ | differ >> 8);
}

/* A VBE mode of a byte or more a dot: the bank, as it is. NULL: not so, or behind the end. */
static uint8_t *packed_byte(const struct vga *vga, uint32_t off)
{
	uint32_t at = ((uint32_t)vga->dispi[DISPI_BANK] << 16) + off;

	return off < 0x10000 && at < vga->vram_bytes ? vga->vram + at : NULL;
}

uint8_t vga_memory_peek(const struct vga *vga, uint32_t off)
{
	uint32_t window_off, plane_off;
	unsigned plane;

	if (vga_vbe_packed(vga)) {
		const uint8_t *byte = packed_byte(vga, off);

		return byte ? *byte : 0xff;
	}
	if (!in_window(vga, off, &window_off))
		return 0xff;
	plane = read_plane(vga, window_off, &plane_off);
	if (vga->gc[GC_MODE] & GC_READ_COMPARE)
		return compare_colour(vga, load(four_planes(vga, plane_off)));
	return four_planes(vga, plane_off)[plane];
}

uint8_t vga_memory_read(struct vga *vga, uint32_t off)
{
	uint32_t window_off, plane_off;

	if (!vga_vbe_packed(vga) && in_window(vga, off, &window_off)) {
		read_plane(vga, window_off, &plane_off);
		vga->latch = load(four_planes(vga, plane_off));
	}
	return vga_memory_peek(vga, off);
}

static uint8_t rotate(uint8_t value, unsigned by)
{
	return (uint8_t)(value >> by | value << (8 - by));
}

static uint32_t combine(const struct vga *vga, uint32_t value, uint8_t bit_mask)
{
	uint32_t mask = bit_mask * 0x01010101u;

	switch (vga->gc[GC_ROTATE] >> 3) {
	case 1:
		value &= vga->latch;
		break;
	case 2:
		value |= vga->latch;
		break;
	case 3:
		value ^= vga->latch;
		break;
	default:
		break;
	}
	return (value & mask) | (vga->latch & ~mask);
}

/* "Graphics Mode Register", write modes 0 to 3: what the planes get. */
static uint32_t written_dots(const struct vga *vga, uint8_t value)
{
	uint32_t set_reset = spread[vga->gc[GC_SET_RESET]];
	uint32_t enabled = spread[vga->gc[GC_ENABLE_SET_RESET]];
	uint8_t bit_mask = vga->gc[GC_BIT_MASK];
	uint8_t rotated = rotate(value, vga->gc[GC_ROTATE] & 7);

	switch (vga->gc[GC_MODE] & 3) {
	case 0:
		return combine(vga, ((rotated * 0x01010101u) & ~enabled) | (set_reset & enabled),
			       bit_mask);
	case 1:
		return vga->latch;
	case 2:
		return combine(vga, spread[value & 15], bit_mask);
	default:
		return combine(vga, set_reset, bit_mask & rotated);
	}
}

void vga_memory_write(struct vga *vga, uint32_t off, uint8_t value)
{
	struct target target;
	uint32_t window_off, dots, mask;
	uint8_t *at;

	vga->changes++;
	if (vga_vbe_packed(vga)) {
		at = packed_byte(vga, off);
		if (at)
			*at = value;
		return;
	}
	if (!in_window(vga, off, &window_off))
		return;
	target = write_target(vga, window_off);
	at = four_planes(vga, target.off);
	mask = spread[target.planes];
	dots = (written_dots(vga, value) & mask) | (load(at) & ~mask);
	memcpy(at, &dots, sizeof(dots));
}

/* Chained by four, and nothing on the way changes a byte. */
static bool plain_chain(const struct vga *vga)
{
	return vga->seq[SEQ_MEMORY_MODE] & SEQ_CHAIN4 && vga->seq[SEQ_MAP_MASK] == 0x0f &&
	       vga->misc & MISC_RAM && (vga->gc[GC_MISC] & 0x0c) == 0x04 &&
	       !(vga->gc[GC_MODE] & (GC_READ_COMPARE | 3)) && !vga->gc[GC_ENABLE_SET_RESET] &&
	       !vga->gc[GC_ROTATE] && vga->gc[GC_BIT_MASK] == 0xff;
}

bool vga_direct(const struct vga *vga, uint32_t *vram_off)
{
	*vram_off = 0;
	if (!vga_vbe_packed(vga))
		return plain_chain(vga);
	*vram_off = (uint32_t)vga->dispi[DISPI_BANK] << 16;
	return *vram_off < vga->vram_bytes;
}

void vga_changed(struct vga *vga)
{
	vga->changes++;
	if (vga->remap)
		vga->remap(vga->ctx);
}

/* ---- registers ---- */

/* "CRT Controller Registers": the beam's way, by the dot clock and the counts. */
struct beam {
	uint64_t char_hz, picture; /* a picture's characters, hidden ones and all */
	unsigned chars, retrace_first;
};

static struct beam beam_of(const struct vga *vga)
{
	static const uint64_t clock_hz[4] = {25175000, 28322000, 25175000, 25175000};
	unsigned halves = vga->seq[SEQ_CLOCKING] & SEQ_HALF_CLOCK ? 2 : 1;
	unsigned chars = vga->crtc[CRTC_H_TOTAL] + 5u;
	unsigned lines = vga_vertical(vga, CRTC_V_TOTAL, 0, 5) + 2;

	return (struct beam){.char_hz = clock_hz[(vga->misc & MISC_CLOCK) >> 2] /
					vga_char_dots(vga) / halves,
			     .picture = (uint64_t)chars * lines,
			     .chars = chars,
			     .retrace_first = vga_vertical(vga, CRTC_V_RETRACE_START, 2, 7)};
}

static uint64_t characters(const struct beam *beam, uint64_t ns)
{
	return clock_muldiv(ns, beam->char_hz, CLOCK_NS_PER_S);
}

static uint8_t input_status1(const struct vga *vga)
{
	const struct beam beam = beam_of(vga);
	uint64_t at = characters(&beam, clock_now(vga->clock)) % beam.picture;
	unsigned line = (unsigned)(at / beam.chars), column = (unsigned)(at % beam.chars);
	/* it ends where the line's low four bits are those of the register */
	unsigned retrace_lines = ((vga->crtc[CRTC_PROTECT] - beam.retrace_first) & 15) ?: 16;
	bool hidden = line > vga_vertical(vga, CRTC_V_DISPLAY_END, 1, 6) ||
		      column > vga->crtc[CRTC_H_DISPLAY_END];
	bool retrace = line - beam.retrace_first < retrace_lines;

	return (hidden || retrace ? STATUS_NO_DISPLAY : 0) | (retrace ? STATUS_RETRACE : 0);
}

/* CRTC 11h, bit 4: while it is 1, the beginning of a retrace is latched until it is 0. */
static uint8_t input_status0(const struct vga *vga)
{
	const struct beam beam = beam_of(vga);
	const uint64_t first = (uint64_t)beam.retrace_first * beam.chars;
	const uint64_t then = characters(&beam, vga->retrace_armed_ns) + beam.picture - first;
	const uint64_t now = characters(&beam, clock_now(vga->clock)) + beam.picture - first;
	const bool latched = vga->crtc[CRTC_PROTECT] & CRTC_RETRACE_LATCH &&
			     now / beam.picture > then / beam.picture;

	return STATUS0_SENSE | (latched ? STATUS0_RETRACE : 0);
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
	if (index == CRTC_PROTECT && value & ~vga->crtc[index] & CRTC_RETRACE_LATCH)
		vga->retrace_armed_ns = clock_now(vga->clock);
	vga->crtc[index] = value;
}

static void write_dac(struct vga *vga, uint8_t value)
{
	bool wide = vga->dispi[DISPI_ENABLE] & DISPI_8BIT_DAC;

	vga->dac[vga->dac_write][vga->dac_part] = wide ? value : value & 0x3f;
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

static void write_port(struct vga *vga, uint16_t port, uint8_t value)
{
	switch (port) {
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

/* Only the ports of index and of the beam change nothing that is seen or mapped. */
void vga_write(struct vga *vga, uint16_t port, uint8_t value)
{
	port = fold(vga, port);
	write_port(vga, port, value);
	switch (port) {
	case 0x3c2:
	case 0x3c5:
	case 0x3cf:
		vga_changed(vga);
		break;
	default:
		vga->changes++;
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
		return input_status0(vga);
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
	return !vga_vbe_on(vga) && !(vga->gc[GC_MISC] & GC_GRAPHICS) &&
	       !(vga->attr[ATTR_MODE] & ATTR_GRAPHICS) &&
	       !(vga->seq[SEQ_CLOCKING] & SEQ_SCREEN_OFF) && vga->attr_index & ATTR_SHOW;
}

/* Character n is at word n: its code in plane 0, its attribute in plane 1. */
int vga_text(const struct vga *vga, uint16_t cells[VGA_COLUMNS * VGA_ROWS])
{
	unsigned start = vga_crtc_word(vga, CRTC_START), stride = vga->crtc[CRTC_OFFSET] * 2u;
	unsigned cursor = (vga_crtc_word(vga, CRTC_CURSOR) - start) & 0xffff;
	bool shown = shows_text(vga);

	for (unsigned row = 0; row < VGA_ROWS; row++) {
		for (unsigned col = 0; col < VGA_COLUMNS; col++) {
			unsigned off = (start + row * stride + col) * 2 & 0xffff;
			uint16_t cell = (uint16_t)load(four_planes(vga, off));

			cells[row * VGA_COLUMNS + col] = shown ? cell : 0x0720;
		}
	}
	if (!shown || vga->crtc[CRTC_CURSOR_START] & CRTC_CURSOR_OFF || !stride ||
	    cursor / stride >= VGA_ROWS || cursor % stride >= VGA_COLUMNS)
		return -1;
	return (int)(cursor / stride * VGA_COLUMNS + cursor % stride);
}

bool vga_is_text(const struct vga *vga)
{
	unsigned lines = vga_vertical(vga, CRTC_V_DISPLAY_END, 1, 6) + 1;

	return shows_text(vga) && vga->crtc[CRTC_H_DISPLAY_END] + 1 == VGA_COLUMNS &&
	       lines / ((vga->crtc[CRTC_MAX_SCAN] & 31u) + 1) == VGA_ROWS;
}

/* ---- reset ---- */

void vga_reset(struct vga *vga)
{
	struct vga kept = *vga;

	memset(vga, 0, sizeof(*vga));
	vga->clock = kept.clock;
	vga->vram = kept.vram;
	vga->vram_bytes = kept.vram_bytes;
	vga->remap = kept.remap;
	vga->ctx = kept.ctx;
	vga->changes = kept.changes;
	vga->dac_mask = 0xff;
	bochs_vbe_reset(vga);
	vga_changed(vga);
}

void vga_init(struct vga *vga, struct clock *clock, uint8_t *vram, uint32_t vram_bytes)
{
	assert(vram_bytes >= 4 * VGA_PLANE_BYTES && !(vram_bytes & (vram_bytes - 1)));
	*vga = (struct vga){.clock = clock, .vram = vram, .vram_bytes = vram_bytes};
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

/* A character has 32 bytes in plane 2. */
static void load_font(struct vga *vga, const uint8_t font[4096])
{
	for (unsigned i = 0; i < 4096; i++)
		four_planes(vga, i / 16 * 32 + i % 16)[2] = font[i];
}

void vga_preset(struct vga *vga, const uint8_t font[4096])
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
	for (uint32_t off = 0; off < VGA_PLANE_BYTES; off += 2)
		memcpy(four_planes(vga, off), &(const uint32_t){0x0720}, 4);
	load_font(vga, font);
	vga_changed(vga);
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
	bochs_vbe_loaded(vga);
	vga_changed(vga);
}

static const struct snap_field fields[] = {
    SNAP(struct vga, misc),
    SNAP(struct vga, feature),
    SNAP(struct vga, seq_index),
    SNAP(struct vga, seq),
    SNAP(struct vga, crtc_index),
    SNAP(struct vga, crtc),
    SNAP(struct vga, gc_index),
    SNAP(struct vga, gc),
    SNAP(struct vga, attr_index),
    SNAP(struct vga, attr),
    SNAP(struct vga, attr_data),
    SNAP(struct vga, dac_mask),
    SNAP(struct vga, dac_state),
    SNAP(struct vga, dac_read),
    SNAP(struct vga, dac_write),
    SNAP(struct vga, dac_part),
    SNAP(struct vga, dac),
    SNAP(struct vga, latch),
    SNAP(struct vga, dispi_index),
    SNAP(struct vga, dispi),
    SNAP(struct vga, dispi_low),
    SNAP(struct vga, retrace_armed_ns),
    SNAP_END,
};
const struct snap_desc vga_snap = {"vga", 3, fields, loaded};
