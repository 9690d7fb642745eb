/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vga: an IBM VGA with 256 KiB: all its registers, the planar memory behind
 * A0000h-BFFFFh, and the text screen for whoever shows it.
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

struct vga {
	struct clock *clock;
	uint8_t misc, feature;
	uint8_t seq_index, seq[5];
	uint8_t crtc_index, crtc[25];
	uint8_t gc_index, gc[9];
	uint8_t attr_index, attr[21];
	bool attr_data; /* the next write to 3C0h is data */
	uint8_t dac_mask, dac_state, dac_read, dac_write, dac_part;
	uint8_t dac[256][3]; /* 6 bits each */
	uint8_t latch[4];
	uint8_t plane[4][VGA_PLANE_BYTES];
};

void vga_init(struct vga *vga, struct clock *clock);
void vga_reset(struct vga *vga);
/* What firmware leaves: mode 3, 80x25 colour text, cleared. The font is left to the viewers. */
void vga_preset(struct vga *vga);

/* The screen's first 80x25 cells as attribute << 8 | character. Returns the cursor's cell, or -1
 * when it is hidden or elsewhere. All blank when the VGA is not in a text mode or turned off. */
int vga_text(const struct vga *vga, uint16_t cells[VGA_COLUMNS * VGA_ROWS]);

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
