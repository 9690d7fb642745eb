/* SPDX-License-Identifier: GPL-2.0-only */
/* processor: what a processor is given of the board: ports, vectors, time, its APIC's registers. */
#include "emu/board/board.h"

static void ignne_pin(void *owner, int n, bool level)
{
	(void)n;
	cpu_set_ignne(owner, level);
}

/* The pins of the other processors are not wired: with several, CR0.NE is set. */
void wire_fpu(struct machine *machine)
{
	struct portf0 *port = &machine->board->portf0;

	portf0_init(port, isa_irq(machine, IRQ_FPU),
		    (struct irq_line){ignne_pin, machine->cpu[0], 0});
	iobus_claim(&machine->iobus, 0xf0, 1, &portf0_ops, port, "fpu");
}

void reset_fpu(struct board *board)
{
	portf0_reset(&board->portf0);
}

/*
 * An access takes the time of its bus cycle, which drivers rely on: OUT to port 80h is their
 * microsecond, and a loop that polls a chip gets ahead. An 8-bit ISA cycle has six SYSCLKs and 3.5
 * of recovery (82371SB, "IORT"), and wider accesses are cut into such; PIO mode 4 and PCI have
 * 120 ns.
 */
#define SYSCLK_TENTHS_NS 1200u
#define ISA_CYCLE_NS	 (SYSCLK_TENTHS_NS * (60u + 35u) / 100u)
#define PCI_CYCLE_NS	 120u

static bool is_on_pci(const struct iobus *bus, uint16_t port)
{
	const bool disks = (port & 0xff78) == 0x170 || (port & 0xff7f) == 0x376;
	const bool display = port >= 0x3b0 && port < 0x3e0 && (port & 0xfffc) != 0x3bc;

	return (port >= 0x400 || disks || display) && iobus_find(bus, port);
}

static void spend_cycle(struct machine *machine, uint16_t port, unsigned bytes)
{
	runloop_spend(machine,
		      is_on_pci(&machine->iobus, port) ? PCI_CYCLE_NS : bytes * ISA_CYCLE_NS);
}

/* Its ctx is the processor: see cpu_wires(). */
static uint32_t cpu_io_read(void *ctx, uint16_t port, unsigned bytes)
{
	struct machine *machine = ((struct processor *)ctx)->machine;
	uint32_t value = iobus_read(&machine->iobus, port, bytes);

	spend_cycle(machine, port, bytes);
	return value;
}

static void cpu_io_write(void *ctx, uint16_t port, uint32_t value, unsigned bytes)
{
	struct machine *machine = ((struct processor *)ctx)->machine;

	iobus_write(&machine->iobus, port, value, bytes);
	spend_cycle(machine, port, bytes);
}

static int cpu_intack(void *ctx)
{
	return lapic_intack(&((struct processor *)ctx)->apic);
}

/* The time-stamp counters tick at 1 GHz of virtual time, in step. */
static uint64_t cpu_tsc(void *ctx)
{
	return runloop_now_ns(((struct processor *)ctx)->machine);
}

static bool cpu_msr_read(void *ctx, uint32_t msr, uint64_t *value)
{
	*value = lapic_base(&((struct processor *)ctx)->apic);
	return msr == MSR_APIC_BASE;
}

static bool cpu_msr_write(void *ctx, uint32_t msr, uint64_t value)
{
	return msr == MSR_APIC_BASE && lapic_set_base(&((struct processor *)ctx)->apic, value);
}

static void cpu_pause(void *ctx)
{
	runloop_yield(((struct processor *)ctx)->machine);
}

static void cpu_ferr(void *ctx, bool level)
{
	struct processor *processor = ctx;

	if (processor->n == 0)
		portf0_set_ferr(&processor->machine->board->portf0, 0, level);
}

struct cpu_board cpu_wires(struct processor *processor)
{
	return (struct cpu_board){.ctx = processor,
				  .io_read = cpu_io_read,
				  .io_write = cpu_io_write,
				  .intack = cpu_intack,
				  .tsc = cpu_tsc,
				  .msr_read = cpu_msr_read,
				  .msr_write = cpu_msr_write,
				  .pause = cpu_pause,
				  .ferr = cpu_ferr};
}
