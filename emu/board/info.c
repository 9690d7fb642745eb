/* SPDX-License-Identifier: GPL-2.0-only */
/* info: the monitor's views of the board. */
#include <string.h>

#include "emu/board/board.h"

static void info_pic(struct machine *machine, FILE *out)
{
	const struct i8259 *pic = &machine->board->pic;

	for (unsigned n = 0; n < 2; n++)
		fprintf(out, "pic%u: irr=%02x imr=%02x isr=%02x base=%02x elcr=%02x\n", n,
			i8259_irr(pic, n), pic->chip[n].imr, pic->chip[n].isr, pic->chip[n].base,
			pic->chip[n].level);
}

static void info_pci(struct machine *machine, FILE *out)
{
	const struct pci_bus *bus = &machine->board->pci;

	for (unsigned devfn = 0; devfn < PCI_FUNCTIONS; devfn++) {
		const struct pci_function *fn = bus->function[devfn];

		if (fn)
			fprintf(out, "00:%02x.%u class %04x: %04x:%04x\n", devfn >> 3, devfn & 7,
				pci_get16(fn, PCI_CLASS), pci_get16(fn, PCI_VENDOR),
				pci_get16(fn, PCI_DEVICE));
	}
}

static void info_mtree(struct machine *machine, FILE *out)
{
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

bool machine_info(struct machine *machine, const char *what, FILE *out)
{
	static const struct {
		const char *what;
		void (*print)(struct machine *machine, FILE *out);
	} infos[] = {{"pic", info_pic}, {"pci", info_pci}, {"mtree", info_mtree}};

	for (size_t i = 0; i < sizeof(infos) / sizeof(infos[0]); i++)
		if (!strcmp(infos[i].what, what)) {
			infos[i].print(machine, out);
			return true;
		}
	return false;
}
