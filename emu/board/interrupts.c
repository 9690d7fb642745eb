/* SPDX-License-Identifier: GPL-2.0-only */
/* interrupts: from the chips to the processors: 8259As, I/O APIC, local APICs, HPET. */
#include "emu/board/board.h"

static void intr_pin(void *owner, int n, bool level)
{
	struct machine *machine = owner;

	cpu_set_intr(machine->cpu[n], level);
	runloop_woke(machine);
}

/* The 8259A's output goes to every processor's LINT0, and to input 0 of the I/O APIC. */
static void pic_out(void *owner, int n, bool level)
{
	struct machine *machine = owner;
	struct board *board = machine->board;

	(void)n;
	for (unsigned i = 0; i < machine->cpus; i++)
		lapic_set_lint(&board->processor[i].apic, 0, level);
	ioapic_set_pin(&board->ioapic, 0, level);
}

static int pic_acknowledge(void *ctx)
{
	struct processor *processor = ctx;

	return i8259_intack(&processor->machine->board->pic);
}

static struct cpu *cpu_of(const struct processor *processor)
{
	return processor->machine->cpu[processor->n];
}

static void nmi_pin(void *ctx)
{
	cpu_nmi(cpu_of(ctx));
	runloop_woke(((struct processor *)ctx)->machine);
}

static void init_pin(void *ctx)
{
	struct processor *processor = ctx;

	lapic_init_reset(&processor->apic);
	cpu_init_pin(cpu_of(processor));
	runloop_woke(processor->machine);
}

static void startup_ipi(void *ctx, uint8_t vector)
{
	cpu_startup(cpu_of(ctx), vector);
	runloop_woke(((struct processor *)ctx)->machine);
}

static void apic_moved(void *ctx)
{
	struct processor *processor = ctx;
	struct physmap *map = processor->machine->map;

	physmap_move(map, processor->window_number, lapic_base(&processor->apic) & ~0xfffull);
	physmap_enable(map, processor->window_number, lapic_present(&processor->apic));
}

static void wire_processor(struct machine *machine, unsigned n)
{
	struct processor *processor = &machine->board->processor[n];
	const struct lapic_wires wires = {.intr = {intr_pin, machine, (int)n},
					  .nmi = nmi_pin,
					  .init = init_pin,
					  .startup = startup_ipi,
					  .extint = pic_acknowledge,
					  .moved = apic_moved,
					  .ctx = processor};

	processor->window = (struct lapic_window){.bus = &machine->board->apic_bus,
						  .current = &machine->current,
						  .number = n,
						  .ram = physmap_ram(machine->map),
						  .ram_bytes = machine->config.ram_bytes};
	processor->window_number = physmap_add_mmio(machine->map, LAPIC_BASE, LAPIC_WINDOW_BYTES,
						    &lapic_window_ops, &processor->window, "lapic");
	lapic_init(&processor->apic, &machine->board->apic_bus, &machine->clock, &wires);
}

void wire_apics(struct machine *machine)
{
	struct board *board = machine->board;

	for (unsigned n = 0; n < machine->cpus; n++)
		wire_processor(machine, n);
	ioapic_init(&board->ioapic, &board->apic_bus);
	board->apic_bus.eoi = ioapic_eoi;
	board->apic_bus.ctx = &board->ioapic;
	physmap_add_mmio(machine->map, IOAPIC_BASE, IOAPIC_WINDOW_BYTES, &ioapic_ops,
			 &board->ioapic, "ioapic");
}

/* A chip's own connection to an ISA interrupt; several may share one. */
struct irq_line isa_irq(struct machine *machine, int n)
{
	return isa_irq_connect(&machine->board->isa_irq, (unsigned)n);
}

static void line_changed(void *ctx, unsigned irq, bool level)
{
	wires_irq(ctx, irq, level);
}

void wire_pic(struct machine *machine)
{
	struct board *board = machine->board;
	struct i8259 *pic = &board->pic;
	struct irq_line to_pic[ISA_IRQS], to_ioapic[ISA_IRQS];

	i8259_init(pic, (struct irq_line){pic_out, machine, 0});
	iobus_claim(&machine->iobus, 0x20, 2, &i8259_master_ops, pic, "pic1");
	iobus_claim(&machine->iobus, 0xa0, 2, &i8259_slave_ops, pic, "pic2");
	iobus_claim(&machine->iobus, 0x4d0, 2, &i8259_elcr_ops, pic, "elcr");
	for (int n = 0; n < ISA_IRQS; n++) {
		to_pic[n] = i8259_line(pic, n);
		/* Input 0 is the 8259A's, so IRQ 0 goes where the cascade needs none. */
		to_ioapic[n] =
		    (struct irq_line){ioapic_set_pin, &board->ioapic, n == IRQ_TIMER ? 2 : n};
	}
	to_ioapic[2] = (struct irq_line){0};
	isa_irq_init(&board->isa_irq, to_pic, to_ioapic);
	board->isa_irq.watch = line_changed;
	board->isa_irq.watch_ctx = machine;
}

static void hpet_replaces(void *ctx, bool legacy)
{
	struct board *board = ctx;

	isa_irq_cut(&board->isa_irq, &board->irq0, legacy);
	isa_irq_cut(&board->isa_irq, &board->irq8, legacy);
}

void wire_hpet(struct machine *machine)
{
	struct board *board = machine->board;
	struct hpet_wires wires = {.irq0 = isa_irq(machine, IRQ_TIMER),
				   .irq8 = isa_irq(machine, IRQ_RTC),
				   .legacy = hpet_replaces,
				   .ctx = board};

	if (machine->config.no_hpet)
		return;
	for (int n = 0; n < HPET_PINS; n++)
		if (HPET_ROUTES & 1u << n)
			wires.pin[n] = (struct irq_line){ioapic_set_pin, &board->ioapic, n};
	/* Input 2 is shared with IRQ 0. */
	wires.pin[2] = isa_irq(machine, IRQ_TIMER);
	hpet_init(&board->hpet, &machine->clock, &wires);
	physmap_add_mmio(machine->map, HPET_BASE, HPET_WINDOW_BYTES, &hpet_ops, &board->hpet,
			 "hpet");
}

void reset_apics(struct board *board)
{
	for (unsigned n = 0; n < board->apic_bus.count; n++)
		lapic_reset(&board->processor[n].apic);
	ioapic_reset(&board->ioapic);
}

void preset_apics(struct board *board)
{
	for (unsigned n = 0; n < board->apic_bus.count; n++)
		lapic_preset(&board->processor[n].apic);
}

void reset_hpet(struct board *board)
{
	if (board->hpet.clock)
		hpet_reset(&board->hpet);
}

void reset_pic(struct board *board)
{
	i8259_reset(&board->pic);
}

void preset_pic(struct board *board)
{
	i8259_preset(&board->pic);
}
