/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vga: an IBM VGA with Bochs's VBE extensions: all its registers, its memory
 * behind A0000h-BFFFFh, and the picture it puts on the monitor (vga_render.c).
 *
 * The display memory belongs to the owner. The VGA's four planes lie in its
 * first 256 KiB, a double word for each offset, so that what the CPU sees of a
 * chained mode (13h) or of a VBE bank is a stretch of display memory as it is:
 * then vga_direct() says so, and the owner may let the CPU at it.
 */
#ifndef ZONEMU_DEVICES_VGA_H
#define ZONEMU_DEVICES_VGA_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/snapshot.h"

#define VGA_PLANE_BYTES	 65536u
#define VGA_WINDOW_FIRST 0xa0000u
#define VGA_WINDOW_BYTES 0x20000u
#define VGA_COLUMNS	 80
#define VGA_ROWS	 25

#define VGA_DISPI_REGS 11

struct vga {
	struct clock *clock;
	uint8_t *vram;	     /* not owned */
	uint32_t vram_bytes; /* a power of two, 256 KiB or more */
	/* vga_direct() gives something else now. May be NULL. */
	void (*remap)(void *ctx);
	void *ctx;
	uint64_t changes; /* goes up with whatever may change the picture, but not with time */

	uint8_t misc, feature;
	uint8_t seq_index, seq[5];
	uint8_t crtc_index, crtc[25];
	uint8_t gc_index, gc[9];
	uint8_t attr_index, attr[21];
	bool attr_data; /* the next write to 3C0h is data */
	uint8_t dac_mask, dac_state, dac_read, dac_write, dac_part;
	uint8_t dac[256][3]; /* 6 bits each, or 8 */
	uint32_t latch;	     /* plane 0 low */
	uint8_t dispi_low;
	uint16_t dispi_index, dispi[VGA_DISPI_REGS]; /* bochs_vbe.c */
	uint64_t retrace_armed_ns; /* from here on a retrace is latched */
};

void vga_init(struct vga *vga, struct clock *clock, uint8_t *vram, uint32_t vram_bytes);
void vga_reset(struct vga *vga);
/* What firmware leaves: mode 3, 80x25 colour text, cleared; font: 256 characters of 16 bytes. */
void vga_preset(struct vga *vga, const uint8_t font[4096]);

/* Where in display memory a byte of a plane is. */
uint32_t vga_place(uint32_t plane_off, unsigned plane);

/* True when the 64 KiB at A0000h are display memory from *vram_off on, read and written as it is.
 */
bool vga_direct(const struct vga *vga, uint32_t *vram_off);
/* After registers were changed from outside vga.c. */
void vga_changed(struct vga *vga);

/* The screen's first 80x25 cells as attribute << 8 | character. Returns the cursor's cell, or -1
 * when it is hidden or elsewhere. All blank when the VGA is not in a text mode or turned off. */
int vga_text(const struct vga *vga, uint16_t cells[VGA_COLUMNS * VGA_ROWS]);

/* True when all of the screen is such a text screen. */
bool vga_is_text(const struct vga *vga);

uint8_t vga_read(struct vga *vga, uint16_t port);
uint8_t vga_peek(const struct vga *vga, uint16_t port);
void vga_write(struct vga *vga, uint16_t port, uint8_t value);
/* off: from A0000h. */
uint8_t vga_memory_read(struct vga *vga, uint32_t off);
uint8_t vga_memory_peek(const struct vga *vga, uint32_t off);
void vga_memory_write(struct vga *vga, uint32_t off, uint8_t value);

extern const struct io_ops vga_ops;	   /* 3B0h-3DFh: all of it, 48 ports */
extern const struct io_ops vga_memory_ops; /* A0000h-BFFFFh: all of it, 128 KiB */
extern const struct snap_desc vga_snap;

#endif
