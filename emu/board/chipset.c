/* SPDX-License-Identifier: GPL-2.0-only */
/* chipset: host bridge, ISA bridge and power management, and what they route. */
#include "emu/board/board.h"

void reset_pin(void *owner, int n, bool level)
{
	(void)n;
	if (level)
		runloop_ask_reset(owner);
}

static void power_off(void *ctx)
{
	struct machine *machine = ctx;

	if (machine->config.no_shutdown)
		machine_pause(machine, true);
	else
		runloop_end(machine, 0);
}

static void route_segment(void *ctx, unsigned segment, bool read_dram, bool write_dram)
{
	struct machine *machine = ctx;
	uint32_t first, bytes;

	i440fx_segment(segment, &first, &bytes);
	physmap_route(machine->map, first, bytes, read_dram ? ROUTE_RAM : ROUTE_BUS,
		      write_dram ? ROUTE_RAM : ROUTE_BUS);
}

static void route_smram(void *ctx, bool open)
{
	struct machine *machine = ctx;
	const enum phys_route route = open ? ROUTE_RAM : ROUTE_BUS;

	physmap_route(machine->map, VGA_WINDOW_FIRST, VGA_WINDOW_BYTES, route, route);
}

static void smbus_event(void *ctx, const struct i2c_event *event)
{
	wires_i2c(ctx, WIRE_SMBUS, PIIX4_SMBUS_BIT_NS, event);
}

void wire_pci(struct machine *machine)
{
	struct board *board = machine->board;
	struct irq_line irq[16];

	for (int n = 0; n < 16; n++)
		irq[n] = isa_irq(machine, n);
	pci_init(&board->pci);
	iobus_claim(&machine->iobus, 0xcf8, 4, &pci_address_ops, &board->pci, "pci");
	iobus_claim(&machine->iobus, 0xcfc, 4, &pci_data_ops, &board->pci, "pci");
	i440fx_init(&board->host, &board->pci, machine->config.ram_bytes);
	i440fx_set_map(&board->host, route_segment, route_smram, machine);
	piix3_init(&board->isa, &board->pci, irq, (struct irq_line){reset_pin, machine, 0});
	piix4_pm_init(&board->pm, &board->pci, &machine->iobus, &machine->clock,
		      isa_irq(machine, IRQ_SCI), power_off, machine);
	iobus_claim(&machine->iobus, 0xb2, 2, &piix4_pm_apm_ops, &board->pm, "apm");
	sht21_init(&board->sht21, &machine->clock);
	sht21_preset(&board->sht21);
	i2c_add(&board->pm.smbus.bus, &board->sht21.i2c);
	board->pm.smbus.bus.watch = (struct i2c_watch){smbus_event, machine};
}

void reset_pci(struct board *board)
{
	pci_reset(&board->pci);
	i440fx_reset(&board->host);
	piix3_reset(&board->isa);
	piix4_pm_reset(&board->pm);
}

void preset_pci(struct board *board)
{
	i440fx_preset(&board->host);
	piix3_preset(&board->isa);
	piix4_pm_preset(&board->pm);
}

void machine_power_button(struct machine *machine)
{
	piix4_pm_power_button(&machine->board->pm);
}
