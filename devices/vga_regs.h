/* SPDX-License-Identifier: GPL-2.0-only */
/* vga_regs: the registers and bits that the files of the VGA share. */
#ifndef ZONEMU_DEVICES_VGA_REGS_H
#define ZONEMU_DEVICES_VGA_REGS_H

#include "devices/vga.h"

enum {
	SEQ_RESET = 0,
	SEQ_CLOCKING = 1,
	SEQ_MAP_MASK = 2,
	SEQ_CHARACTER_MAP = 3,
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
	CRTC_H_TOTAL = 0x00,
	CRTC_H_DISPLAY_END = 0x01,
	CRTC_V_TOTAL = 0x06,
	CRTC_OVERFLOW = 0x07,
	CRTC_PRESET_ROW = 0x08,
	CRTC_MAX_SCAN = 0x09,
	CRTC_CURSOR_START = 0x0a,
	CRTC_CURSOR_END = 0x0b,
	CRTC_START = 0x0c,
	CRTC_CURSOR = 0x0e,
	CRTC_V_RETRACE_START = 0x10,
	CRTC_PROTECT = 0x11, /* and vertical retrace end */
	CRTC_V_DISPLAY_END = 0x12,
	CRTC_OFFSET = 0x13,
	CRTC_UNDERLINE = 0x14,
	CRTC_MODE = 0x17,
	CRTC_LINE_COMPARE = 0x18,
	ATTR_MODE = 0x10,
	ATTR_PLANE_ENABLE = 0x12,
	ATTR_PANNING = 0x13,
	ATTR_COLOUR_SELECT = 0x14,
};

#define MISC_COLOUR	      0x01
#define MISC_RAM	      0x02
#define MISC_CLOCK	      0x0c
#define SEQ_RUNNING	      0x03
#define SEQ_8_DOTS	      0x01
#define SEQ_HALF_CLOCK	      0x08
#define SEQ_SCREEN_OFF	      0x20
#define SEQ_NOT_ODD_EVEN      0x04
#define SEQ_CHAIN4	      0x08
#define GC_GRAPHICS	      0x01
#define GC_ODD_EVEN	      0x10
#define GC_READ_COMPARE	      0x08
#define GC_SHIFT_INTERLEAVE   0x20
#define GC_SHIFT_256	      0x40
#define ATTR_GRAPHICS	      0x01
#define ATTR_LINE_GRAPHICS    0x04
#define ATTR_BLINK	      0x08
#define ATTR_PAN_TOP_ONLY     0x20
#define ATTR_PALETTE_54	      0x80
#define ATTR_SHOW	      0x20 /* of the index */
#define CRTC_CURSOR_OFF	      0x20
#define CRTC_LOCK	      0x80
#define CRTC_RETRACE_LATCH    0x10 /* of CRTC_PROTECT */
#define CRTC_DOUBLE_SCAN      0x80
#define CRTC_UNDERLINE_COUNT4 0x20
#define CRTC_UNDERLINE_DWORD  0x40
#define CRTC_MODE_RS0	      0x01 /* 0: address bit 13 is the row's bit 0 */
#define CRTC_MODE_RS1	      0x02 /* 0: address bit 14 is the row's bit 1 */
#define CRTC_MODE_COUNT2      0x08
#define CRTC_MODE_WRAP	      0x20
#define CRTC_MODE_BYTE	      0x40

/* VBE_DISPI_INDEX_*, of Bochs's display interface */
enum {
	DISPI_ID = 0,
	DISPI_XRES = 1,
	DISPI_YRES = 2,
	DISPI_BPP = 3,
	DISPI_ENABLE = 4,
	DISPI_BANK = 5,
	DISPI_VIRT_WIDTH = 6,
	DISPI_VIRT_HEIGHT = 7,
	DISPI_X_OFFSET = 8,
	DISPI_Y_OFFSET = 9,
	DISPI_MEMORY = 10,
};

#define DISPI_ENABLED  0x01
#define DISPI_GETCAPS  0x02
#define DISPI_8BIT_DAC 0x20
#define DISPI_LFB      0x40
#define DISPI_KEEP     0x80

static inline bool vga_vbe_on(const struct vga *vga)
{
	return vga->dispi[DISPI_ENABLE] & DISPI_ENABLED;
}

/* On, and every byte of display memory is reached for itself. */
static inline bool vga_vbe_packed(const struct vga *vga)
{
	return vga_vbe_on(vga) && vga->dispi[DISPI_BPP] > 4;
}

static inline unsigned vga_crtc_word(const struct vga *vga, unsigned index)
{
	return (unsigned)vga->crtc[index] << 8 | vga->crtc[index + 1];
}

/* A vertical count: its low byte, and bits 8 and 9 in the overflow register. */
static inline unsigned vga_vertical(const struct vga *vga, unsigned index, unsigned bit8,
				    unsigned bit9)
{
	unsigned overflow = vga->crtc[CRTC_OVERFLOW];

	return vga->crtc[index] | (overflow >> bit8 & 1) << 8 | (overflow >> bit9 & 1) << 9;
}

static inline unsigned vga_char_dots(const struct vga *vga)
{
	return vga->seq[SEQ_CLOCKING] & SEQ_8_DOTS ? 8 : 9;
}

#endif
