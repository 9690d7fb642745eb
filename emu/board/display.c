/* SPDX-License-Identifier: GPL-2.0-only */
/* display: the display adapter in the memory map, and its picture. */
#include <stdlib.h>
#include <string.h>

#include "emu/board/board.h"
#include "emu/loader/firmware.h"
#include "emu/vga_font.h"

/* Where the CPU may go straight to display memory at A0000h, it does. */
static void remap_vga(void *ctx)
{
	struct machine *machine = ctx;
	struct vga *vga = &machine->board->vga.vga;
	uint32_t vram_off;
	bool direct = vga_direct(vga, &vram_off);

	if (direct)
		physmap_aim(machine->map, machine->board->vga_direct, vga->vram + vram_off);
	physmap_enable(machine->map, machine->board->vga_direct, direct);
}

static void map_vga(void *ctx, enum vga_pci_window n, bool mapped, uint32_t base)
{
	struct machine *machine = ctx;
	int window = machine->board->vga_window[n];

	if (mapped)
		physmap_move(machine->map, window, base);
	physmap_enable(machine->map, window, mapped);
}

/* PCI wants a power of two; what is behind the image reads as ones, as in an empty part. */
static uint32_t rom_bytes_of(const struct firmware *firmware)
{
	uint32_t bytes = PHYS_PAGE_BYTES;

	if (!firmware || !firmware->vga_rom)
		return 0;
	while (bytes < firmware->vga_rom_bytes)
		bytes *= 2;
	return bytes;
}

static void add_vga_windows(struct machine *machine, uint8_t *vram, uint32_t rom_bytes)
{
	const struct firmware *firmware = machine->config.firmware;
	struct board *board = machine->board;
	struct physmap *map = machine->map;
	uint8_t *rom = rom_bytes ? physmap_store(map, rom_bytes) : NULL;

	board->vga_window[VGA_PCI_MEMORY] =
	    physmap_add_memory(map, 0, VGA_PCI_MEMORY_BYTES, vram, true, "vga.vram");
	board->vga_window[VGA_PCI_REGISTERS] = physmap_add_mmio(
	    map, 0, VGA_PCI_REGISTERS_BYTES, &vga_pci_register_ops, &board->vga, "vga.mmio");
	board->vga_window[VGA_PCI_ROM] = board->vga_window[VGA_PCI_REGISTERS];
	if (rom) {
		memset(rom, 0xff, rom_bytes);
		memcpy(rom, firmware->vga_rom, firmware->vga_rom_bytes);
		board->vga_window[VGA_PCI_ROM] =
		    physmap_add_memory(map, 0, rom_bytes, rom, false, "vga.rom");
	}
	for (unsigned n = 0; n < 3; n++)
		physmap_enable(map, board->vga_window[n], false);
	physmap_add_mmio(map, VGA_WINDOW_FIRST, VGA_WINDOW_BYTES, &vga_memory_ops, &board->vga.vga,
			 "vga");
	board->vga_direct =
	    physmap_add_memory(map, VGA_WINDOW_FIRST, 0x10000, vram, true, "vga.direct");
	physmap_enable(map, board->vga_direct, false);
}

void wire_vga(struct machine *machine)
{
	struct vga_pci *adapter = &machine->board->vga;
	uint8_t *vram = physmap_store(machine->map, VGA_PCI_MEMORY_BYTES);
	uint32_t rom_bytes = rom_bytes_of(machine->config.firmware);

	add_vga_windows(machine, vram, rom_bytes);
	vga_pci_init(adapter, &machine->board->pci, &machine->clock, vram, rom_bytes, map_vga,
		     machine);
	adapter->vga.remap = remap_vga;
	adapter->vga.ctx = machine;
	iobus_claim(&machine->iobus, 0x3b0, 48, &vga_ops, &adapter->vga, "vga");
	iobus_claim(&machine->iobus, BOCHS_VBE_PORT, 4, &bochs_vbe_ops, &adapter->vga, "vbe");
}

void reset_vga(struct board *board)
{
	vga_pci_reset(&board->vga);
}

void preset_vga(struct board *board)
{
	vga_pci_preset(&board->vga, vga_font);
}

int machine_text_screen(const struct machine *machine, uint16_t *cells)
{
	return vga_text(&machine->board->vga.vga, cells);
}

static void nothing(void *ctx, uint32_t pfn, uint32_t pages)
{
	(void)ctx, (void)pfn, (void)pages;
}

/* Writes that went past the chip, to what is shown. */
static void notice_writes(struct machine *machine)
{
	struct vga *vga = &machine->board->vga.vga;
	const uint8_t *bits = physmap_page_bits(machine->map);
	uint32_t first, bytes;
	uint64_t pfn, last;

	vga_render_shown(vga, &first, &bytes);
	pfn = physmap_place(machine->map, vga->vram + first) >> PHYS_PAGE_SHIFT;
	last = physmap_place(machine->map, vga->vram + first + bytes - 1) >> PHYS_PAGE_SHIFT;
	for (uint64_t n = pfn; n <= last; n++)
		if (bits[n] & PAGE_DIRTY) {
			physmap_collect_dirty(machine->map, (uint32_t)pfn,
					      (uint32_t)(last - pfn + 1), nothing, NULL);
			vga->changes++;
			return;
		}
}

bool machine_look(struct machine *machine, struct machine_picture *picture)
{
	const struct vga *vga = &machine->board->vga.vga;
	unsigned phase = vga_render_phase(vga), w, h;
	uint32_t *px;

	notice_writes(machine);
	if (picture->px && picture->changes == vga->changes && picture->phase == phase)
		return false;
	vga_render_size(vga, &w, &h);
	if ((size_t)w * h > picture->room) {
		px = realloc(picture->px, (size_t)w * h * sizeof(*px));
		if (!px)
			return false;
		picture->px = px;
		picture->room = (size_t)w * h;
	}
	picture->w = w;
	picture->h = h;
	picture->text = vga_is_text(vga);
	picture->changes = vga->changes;
	picture->phase = phase;
	vga_render(vga, picture->px, w, h, w);
	return true;
}

void machine_picture_free(struct machine_picture *picture)
{
	free(picture->px);
	*picture = (struct machine_picture){0};
}
