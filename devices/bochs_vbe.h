/* SPDX-License-Identifier: GPL-2.0-only */
/* bochs_vbe: Bochs's display interface (VBE DISPI), the VGA's modes beyond IBM's. */
#ifndef ZONEMU_DEVICES_BOCHS_VBE_H
#define ZONEMU_DEVICES_BOCHS_VBE_H

#include "devices/iobus.h"
#include "devices/vga.h"

#define BOCHS_VBE_PORT 0x1ce

void bochs_vbe_reset(struct vga *vga);
/* Registers as they came from a snapshot are made consistent. */
void bochs_vbe_loaded(struct vga *vga);

uint16_t bochs_vbe_peek(const struct vga *vga, unsigned index);
void bochs_vbe_write(struct vga *vga, unsigned index, uint16_t value);

/* Bytes from a line to the next, and of a dot (0: four planes), while it is on. */
uint32_t bochs_vbe_pitch(const struct vga *vga);
unsigned bochs_vbe_dot_bytes(const struct vga *vga);

extern const struct io_ops bochs_vbe_ops; /* 1CEh-1D1h */

#endif
