/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vga_render: the picture that a VGA's state puts on the monitor: every dot of
 * every scan line, without the border. Looking changes nothing.
 */
#ifndef ZONEMU_DEVICES_VGA_RENDER_H
#define ZONEMU_DEVICES_VGA_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/vga.h"

/* Dots across and down; each at least 1. */
void vga_render_size(const struct vga *vga, unsigned *w, unsigned *h);
/* Fill w by h pixels of 0x00rrggbb, stride pixels from a line to the next; w and h as above. */
void vga_render(const struct vga *vga, uint32_t *px, unsigned w, unsigned h, size_t stride);
/* Cursor and characters blink with time: another number, another picture. 0: nothing blinks. */
unsigned vga_render_phase(const struct vga *vga);
/* The stretch of display memory that is shown, for those who keep track of writes to it. */
void vga_render_shown(const struct vga *vga, uint32_t *first, uint32_t *bytes);

#endif
