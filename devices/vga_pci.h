/* SPDX-License-Identifier: GPL-2.0-only */
/* vga_pci: QEMU's and Bochs's display adapter (1234:1111): the VGA on the PCI bus. */
#ifndef ZONEMU_DEVICES_VGA_PCI_H
#define ZONEMU_DEVICES_VGA_PCI_H

#include "devices/edid.h"
#include "devices/pci.h"
#include "devices/vga.h"

#define VGA_PCI_MEMORY_BYTES	0x1000000u
#define VGA_PCI_REGISTERS_BYTES 0x1000u

enum vga_pci_window { VGA_PCI_MEMORY, VGA_PCI_REGISTERS, VGA_PCI_ROM };

struct vga_pci {
	struct vga vga;
	struct pci_function fn;
	uint8_t edid[EDID_BYTES];
	/* A window begins or ends to be decoded at base. */
	void (*map)(void *ctx, enum vga_pci_window window, bool mapped, uint32_t base);
	void *ctx;
};

/* vram: VGA_PCI_MEMORY_BYTES, not owned. rom_bytes: a power of two from 2 KiB, or 0: no ROM. */
void vga_pci_init(struct vga_pci *adapter, struct pci_bus *bus, struct clock *clock, uint8_t *vram,
		  uint32_t rom_bytes,
		  void (*map)(void *ctx, enum vga_pci_window window, bool mapped, uint32_t base),
		  void *ctx);
void vga_pci_reset(struct vga_pci *adapter);
/* What firmware leaves: mode 3, and the windows below the BIOS. */
void vga_pci_preset(struct vga_pci *adapter, const uint8_t font[4096]);

extern const struct io_ops vga_pci_register_ops; /* the second window */

#endif
