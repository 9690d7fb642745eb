/* SPDX-License-Identifier: GPL-2.0-only */
/* teaching: the device to write a driver for (-device edu). */
#include "emu/board/board.h"

#define SLOT	 4
#define PIRQRC_A 0x60 /* of the PIIX3: where the first PIRQ goes */

/* SDM 3A 10.11: a write to FEExxxxxh is a message to local APICs. */
#define MESSAGE_BASE	0xfee00000u
#define MESSAGE_MASK	0xfff00000u
#define ADDRESS_LOGICAL 0x4u
#define DATA_LEVEL	0x8000u
#define WINDOW_BASE	0xfea00000u

static void send_message(void *ctx, uint64_t pa, uint32_t data)
{
	struct machine *machine = ctx;
	const struct apic_message message = {
	    .mode = (enum apic_mode)(data >> 8 & 7),
	    .vector = (uint8_t)data,
	    .destination = (uint8_t)(pa >> 12),
	    .logical = pa & ADDRESS_LOGICAL,
	    .level = data & DATA_LEVEL,
	};

	if ((pa & ~(uint64_t)~MESSAGE_MASK) == MESSAGE_BASE)
		apic_bus_send(&machine->board->apic_bus, &message);
}

static void map_window(void *ctx, bool mapped, uint32_t base)
{
	struct machine *machine = ctx;
	int window = machine->board->edu_window;

	if (mapped)
		physmap_move(machine->map, window, base);
	physmap_enable(machine->map, window, mapped);
}

static void tell_transfer(void *ctx, const struct edu_transfer *transfer)
{
	wires_edu_dma(ctx, transfer);
}

static void tell_used(void *ctx, uint32_t off, uint32_t value, bool write)
{
	wires_edu_used(ctx, off, value, write);
}

void wire_edu(struct machine *machine)
{
	const struct machine_edu *config = &machine->config.edu;
	struct board *board = machine->board;
	const struct edu_wires wires = {.memory = physmap_memory_bus(machine->map),
					.map = map_window,
					.message = send_message,
					.transfer = tell_transfer,
					.used = tell_used,
					.ctx = machine};

	if (!config->present)
		return;
	board->edu_window = physmap_add_mmio(machine->map, WINDOW_BASE, EDU_WINDOW_BYTES, &edu_ops,
					     &board->edu, "edu");
	physmap_enable(machine->map, board->edu_window, false);
	edu_init(&board->edu, &board->pci, SLOT, &machine->clock, &wires, config->dma_mask);
}

void reset_edu(struct board *board)
{
	if (board->edu.clock)
		edu_reset(&board->edu);
}

void preset_edu(struct board *board)
{
	const struct edu *edu = &board->edu;
	unsigned pirq = pci_pirq(SLOT, edu->fn.config[PCI_INTERRUPT_PIN]);

	if (edu->clock)
		edu_preset(&board->edu, WINDOW_BASE, board->isa.fn.config[PIRQRC_A + pirq]);
}
