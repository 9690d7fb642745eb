/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * piix3: the PCI-to-ISA bridge (82371SB function 0, PCI 00:01.0): routing of
 * the PIRQ lines to ISA interrupts, and the reset control port CF9h.
 */
#ifndef ZONEMU_DEVICES_PIIX3_H
#define ZONEMU_DEVICES_PIIX3_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/pci.h"

struct piix3 {
	struct pci_function fn;
	bool pirq[PCI_PIRQS];	 /* the lines' levels */
	uint16_t driven;	 /* ISA interrupts that some PIRQ holds up */
	struct irq_line irq[16]; /* to the interrupt controller */
	struct irq_line reset;	 /* pulsed */
	uint8_t reset_control;	 /* CF9h */
};

/* Connects the bus's PIRQ lines and CF9h to itself. irq: 16 lines, copied; [2] is not used. */
void piix3_init(struct piix3 *bridge, struct pci_bus *bus, const struct irq_line irq[16],
		struct irq_line reset);
void piix3_reset(struct piix3 *bridge);
/* What firmware leaves: PIRQA-D on IRQ 10, 10, 11, 11. ELCR is the interrupt controller's. */
void piix3_preset(struct piix3 *bridge);

void piix3_set_pirq(void *bridge, int n, bool level);

extern const struct snap_desc piix3_snap; /* beside the function's own section */

#endif
