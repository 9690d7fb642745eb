/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vgacon: the VGA's text screen, 80 by 25 cells at B8000h, and its cursor (IBM PS/2 Technical
 * Reference, "Video Subsystem"). What is written there is the virtual terminals' (vt/).
 */
#include <linux/kernel.h>
#include <asm/io.h>

#include "vt/vt.h"

#define VGA_TEXT_PA 0xb8000

#define CRTC_INDEX	 0x3d4
#define CRTC_DATA	 0x3d5
#define CRTC_CURSOR_TOP	 0x0a
#define CRTC_CURSOR_END	 0x0b
#define CRTC_CURSOR_HIGH 0x0e
#define CRTC_CURSOR_LOW	 0x0f

#define CURSOR_TOP 14 /* two scan lines, at the cell's foot */
#define CURSOR_END 15
#define CURSOR_OFF 0x20

static void write_crtc(u8 reg, u8 value)
{
	outb(reg, CRTC_INDEX);
	outb(value, CRTC_DATA);
}

u16 *vga_text_memory(void)
{
	return __va(VGA_TEXT_PA);
}

void vga_show_cursor(unsigned int x, unsigned int y, bool on)
{
	static u8 top_shown = 0xff;
	unsigned int cell = y * VT_COLUMNS + x;
	u8 top = on ? CURSOR_TOP : CURSOR_OFF;

	if (top != top_shown) {
		write_crtc(CRTC_CURSOR_TOP, top);
		write_crtc(CRTC_CURSOR_END, CURSOR_END);
		top_shown = top;
	}
	write_crtc(CRTC_CURSOR_HIGH, cell >> 8);
	write_crtc(CRTC_CURSOR_LOW, cell & 0xff);
}
