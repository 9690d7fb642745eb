/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The display adapter 1234:1111 (QEMU, docs/specs/standard-vga; there is no such
 * part): a VGA with Bochs's VBE extensions on the PCI bus.
 *
 *	BAR 0	16 MiB of display memory, linear
 *	BAR 2	registers:
 *		000h-07Fh  r the display's EDID
 *		400h-41Fh  the VGA's ports 3C0h-3DFh
 *		500h-515h  DISPI registers, 16 bits each
 *		600h	   r the size of what follows (8); 604h: 1E1E1E1Eh, byte order
 *	ROM	the VGA BIOS
 *
 * NOT IMPLEMENTED: the big-endian frame buffer.
 */
#include "devices/vga_pci.h"

#include "devices/bochs_vbe.h"
#include "devices/vga_regs.h"

enum { BAR_MEMORY = 0, BAR_REGISTERS = 2 };

#define PORTS_OFF    0x400u
#define PORTS_END    0x420u
#define DISPI_OFF    0x500u
#define DISPI_END    (DISPI_OFF + 2 * VGA_DISPI_REGS)
#define EXTENDED_OFF 0x600u
#define ORDER_OFF    0x604u
#define LITTLE	     0x1e1e1e1eu

#define PRESET_MEMORY	 0xfd000000u
#define PRESET_REGISTERS 0xfebf0000u

static uint32_t extended(uint32_t off)
{
	return off == EXTENDED_OFF ? 8 : off == ORDER_OFF ? LITTLE : 0;
}

static uint32_t register_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct vga_pci *adapter = dev;
	uint32_t value = 0;

	for (unsigned i = 0; off + i < EDID_BYTES && i < bytes; i++)
		value |= (uint32_t)adapter->edid[off + i] << 8 * i;
	if (off >= DISPI_OFF && off < DISPI_END && !(off & 1) && bytes >= 2)
		return bochs_vbe_peek(&adapter->vga, (off - DISPI_OFF) / 2);
	if (off >= PORTS_OFF && off < PORTS_END)
		for (unsigned i = 0; i < bytes; i++)
			value |= (uint32_t)vga_peek(&adapter->vga,
						    (uint16_t)(0x3c0 + off - PORTS_OFF + i))
				 << 8 * i;
	else if (off >= PORTS_END && bytes == 4)
		value = extended(off);
	return value;
}

static uint32_t register_read(void *dev, uint32_t off, unsigned bytes)
{
	struct vga_pci *adapter = dev;
	uint32_t value = 0;

	if (off < PORTS_OFF || off >= PORTS_END)
		return register_peek(dev, off, bytes);
	for (unsigned i = 0; i < bytes; i++)
		value |= (uint32_t)vga_read(&adapter->vga, (uint16_t)(0x3c0 + off - PORTS_OFF + i))
			 << 8 * i;
	return value;
}

static void register_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct vga_pci *adapter = dev;

	if (off >= DISPI_OFF && off < DISPI_END && !(off & 1) && bytes >= 2)
		bochs_vbe_write(&adapter->vga, (off - DISPI_OFF) / 2, (uint16_t)value);
	else if (off >= PORTS_OFF && off < PORTS_END)
		for (unsigned i = 0; i < bytes; i++)
			vga_write(&adapter->vga, (uint16_t)(0x3c0 + off - PORTS_OFF + i),
				  (uint8_t)(value >> 8 * i));
}

const struct io_ops vga_pci_register_ops = {register_read, register_write, register_peek, 4};

static void map_bar(void *owner, unsigned bar, bool mapped, uint32_t base)
{
	struct vga_pci *adapter = owner;

	adapter->map(adapter->ctx,
		     bar == BAR_MEMORY	    ? VGA_PCI_MEMORY
		     : bar == BAR_REGISTERS ? VGA_PCI_REGISTERS
					    : VGA_PCI_ROM,
		     mapped, base);
}

void vga_pci_reset(struct vga_pci *adapter)
{
	pci_function_reset(&adapter->fn);
	vga_reset(&adapter->vga);
}

void vga_pci_preset(struct vga_pci *adapter, const uint8_t font[4096])
{
	const struct pci_function *fn = &adapter->fn;

	vga_preset(&adapter->vga, font);
	pci_config_write(fn->bus, fn->devfn, PCI_BAR0 + 4 * BAR_MEMORY, PRESET_MEMORY, 4);
	pci_config_write(fn->bus, fn->devfn, PCI_BAR0 + 4 * BAR_REGISTERS, PRESET_REGISTERS, 4);
	pci_config_write(fn->bus, fn->devfn, PCI_COMMAND, PCI_COMMAND_IO | PCI_COMMAND_MEMORY, 2);
}

void vga_pci_init(struct vga_pci *adapter, struct pci_bus *bus, struct clock *clock, uint8_t *vram,
		  uint32_t rom_bytes,
		  void (*map)(void *ctx, enum vga_pci_window window, bool mapped, uint32_t base),
		  void *ctx)
{
	struct pci_function *fn = &adapter->fn;

	*adapter = (struct vga_pci){.map = map, .ctx = ctx};
	vga_init(&adapter->vga, clock, vram, VGA_PCI_MEMORY_BYTES);
	edid_build(adapter->edid);
	fn->owner = adapter;
	fn->map = map_bar;
	pci_identify(fn, 0x1234, 0x1111, 0x02, 0x030000);
	pci_set16(fn, PCI_SUBSYSTEM_VENDOR, 0x1af4);
	pci_set16(fn, PCI_SUBSYSTEM, 0x1100);
	pci_set_bar(fn, BAR_MEMORY, false, VGA_PCI_MEMORY_BYTES);
	pci_set_prefetchable(fn, BAR_MEMORY);
	pci_set_bar(fn, BAR_REGISTERS, false, VGA_PCI_REGISTERS_BYTES);
	if (rom_bytes)
		pci_set_bar(fn, PCI_ROM_BAR, false, rom_bytes);
	pci_add(bus, fn, 2, 0);
	vga_pci_reset(adapter);
}
