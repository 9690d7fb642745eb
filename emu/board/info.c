/* SPDX-License-Identifier: GPL-2.0-only */
/* info: the monitor's views of the board. */
#include <string.h>

#include "emu/board/board.h"

static void info_pic(struct machine *machine, unsigned cpu, FILE *out)
{
	const struct i8259 *pic = &machine->board->pic;

	(void)cpu;
	for (unsigned n = 0; n < 2; n++)
		fprintf(out, "pic%u: irr=%02x imr=%02x isr=%02x base=%02x elcr=%02x\n", n,
			i8259_irr(pic, n), pic->chip[n].imr, pic->chip[n].isr, pic->chip[n].base,
			pic->chip[n].level);
}

/* As their bases are programmed: "BAR4: I/O at 0xc000". */
static void print_bars(const struct pci_function *fn, FILE *out)
{
	for (unsigned n = 0; n < 6; n++) {
		const uint32_t bar = pci_get32(fn, PCI_BAR0 + 4 * n);

		if (bar)
			fprintf(out, "      BAR%u: %s at 0x%x\n", n, bar & 1 ? "I/O" : "memory",
				bar & (bar & 1 ? ~3u : ~15u));
	}
}

static void info_pci(struct machine *machine, unsigned cpu, FILE *out)
{
	const struct pci_bus *bus = &machine->board->pci;

	(void)cpu;
	for (unsigned devfn = 0; devfn < PCI_FUNCTIONS; devfn++) {
		const struct pci_function *fn = bus->function[devfn];

		if (!fn)
			continue;
		fprintf(out, "00:%02x.%u class %04x: %04x:%04x", devfn >> 3, devfn & 7,
			pci_get16(fn, PCI_CLASS), pci_get16(fn, PCI_VENDOR),
			pci_get16(fn, PCI_DEVICE));
		if (fn->config[PCI_INTERRUPT_PIN])
			fprintf(out, ", IRQ %u, pin %c", fn->config[PCI_INTERRUPT_LINE],
				'@' + fn->config[PCI_INTERRUPT_PIN]);
		fputc('\n', out);
		print_bars(fn, out);
	}
}

static void info_mtree(struct machine *machine, unsigned cpu, FILE *out)
{
	(void)cpu;
	fprintf(out, "memory\n  %016x-%016llx ram\n", 0,
		(unsigned long long)machine->config.ram_bytes - 1);
	for (unsigned n = 0; n < physmap_windows(machine->map); n++) {
		const struct phys_window *window = physmap_window(machine->map, n);

		fprintf(out, "  %016llx-%016llx %s%s\n", (unsigned long long)window->first,
			(unsigned long long)(window->first + window->bytes - 1), window->name,
			window->enabled ? "" : " [disabled]");
	}
	fprintf(out, "I/O\n");
	for (unsigned n = 0; n < machine->iobus.claims; n++) {
		const struct io_claim *claim = &machine->iobus.claim[n];

		fprintf(out, "  %04x-%04x %s\n", claim->first, claim->first + claim->count - 1,
			claim->name);
	}
}

static const char *const deliveries[] = {"fixed", "lowest", "SMI",  "reserved",
					 "NMI",	  "INIT",   "SIPI", "ExtINT"};

/* SDM 3A 10.5.1 and 82093AA 3.2.4: these bits stand at the same places in both. */
static void print_entry(uint32_t entry, FILE *out)
{
	fprintf(out, " %08x vec=%02x %-6s %s %s%s%s%s", entry, entry & 0xff,
		deliveries[entry >> 8 & 7], entry & 1 << 15 ? "level" : "edge ",
		entry & 1 << 13 ? "active-lo" : "active-hi", entry & 1 << 16 ? " masked" : "",
		entry & 1 << 14 ? " remote-irr" : "", entry & 1 << 12 ? " pending" : "");
}

static void print_vectors(const char *name, struct lapic *lapic, uint32_t first, FILE *out)
{
	bool any = false;

	fprintf(out, "%-7s", name);
	for (unsigned vector = 0; vector < 256; vector++)
		if (lapic_ops.peek(lapic, first + vector / 32 * 0x10, 4) >> vector % 32 & 1) {
			fprintf(out, " %02x", vector);
			any = true;
		}
	fprintf(out, any ? "\n" : " (none)\n");
}

static void info_lapic(struct machine *machine, unsigned cpu, FILE *out)
{
	static const struct {
		const char *name;
		uint32_t off;
	} local[] = {{"LVTT", 0x320},
		     {"LVTPC", 0x340},
		     {"LINT0", 0x350},
		     {"LINT1", 0x360},
		     {"LVTERR", 0x370}},
	  plain[] = {{"ID", 0x020},  {"TPR", 0x080},  {"APR", 0x090}, {"PPR", 0x0a0},
		     {"LDR", 0x0d0}, {"DFR", 0x0e0},  {"SVR", 0x0f0}, {"ESR", 0x280},
		     {"ICR", 0x300}, {"ICR2", 0x310}, {"DCR", 0x3e0}};
	struct lapic *lapic = &machine->board->processor[cpu].apic;

	fprintf(out, "local APIC of CPU %u%s\n", cpu, lapic_present(lapic) ? "" : ": off");
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		fprintf(out, "%s%s %08x",
			i % 4 ? "  "
			: i   ? "\n"
			      : "",
			plain[i].name, lapic_ops.peek(lapic, plain[i].off, 4));
	fprintf(out, "\ntimer   initial %u, now %u\n", lapic_ops.peek(lapic, 0x380, 4),
		lapic_ops.peek(lapic, 0x390, 4));
	for (size_t i = 0; i < sizeof(local) / sizeof(local[0]); i++) {
		fprintf(out, "%-7s", local[i].name);
		print_entry(lapic_ops.peek(lapic, local[i].off, 4), out);
		fputc('\n', out);
	}
	print_vectors("ISR", lapic, 0x100, out);
	print_vectors("TMR", lapic, 0x180, out);
	print_vectors("IRR", lapic, 0x200, out);
}

static void info_ioapic(struct machine *machine, unsigned cpu, FILE *out)
{
	const struct ioapic *ioapic = &machine->board->ioapic;

	(void)cpu;
	fprintf(out, "ioapic0: id=%02x sel=%02x lines=%06x\n", ioapic->id, ioapic->select,
		ioapic->lines);
	for (unsigned pin = 0; pin < IOAPIC_PINS; pin++) {
		const uint64_t entry = ioapic->entry[pin];

		fprintf(out, "  pin %-2u", pin);
		print_entry((uint32_t)entry, out);
		fprintf(out, " dest=%02x (%s)\n", (unsigned)(entry >> 56),
			entry & 1 << 11 ? "logical" : "physical");
	}
}

bool machine_info(struct machine *machine, const char *what, unsigned n, FILE *out)
{
	static const struct {
		const char *what;
		void (*print)(struct machine *machine, unsigned cpu, FILE *out);
	} infos[] = {{"pic", info_pic},
		     {"lapic", info_lapic},
		     {"ioapic", info_ioapic},
		     {"pci", info_pci},
		     {"mtree", info_mtree}};

	for (size_t i = 0; i < sizeof(infos) / sizeof(infos[0]); i++)
		if (!strcmp(infos[i].what, what)) {
			infos[i].print(machine, n, out);
			return true;
		}
	return false;
}
