/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * piix3_ide: the IDE controller (82371SB function 1, PCI 00:01.1): two ATA
 * channels at their legacy ports, and the bus master that moves their data.
 *
 * The legacy ports and the bus-master window are claimed and released as the
 * command and IDETIM registers say.
 */
#ifndef ZONEMU_DEVICES_PIIX3_IDE_H
#define ZONEMU_DEVICES_PIIX3_IDE_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/ide.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/memory.h"
#include "devices/pci.h"
#include "devices/snapshot.h"

#define PIIX3_IDE_CHANNELS 2
#define PIIX3_IDE_BASE	   0xc000 /* of the bus master's ports, as preset */

struct piix3_ide;

struct piix3_ide_master {
	struct piix3_ide *ide;
	unsigned n;
	uint8_t command, status;
	uint32_t table;	  /* BMIDTP */
	uint32_t next;	  /* of the descriptor to be read next */
	uint32_t address; /* where the region in hand goes on */
	uint32_t left;	  /* bytes of it */
	bool last;	  /* it is the table's last */
};

struct piix3_ide {
	struct pci_function fn;
	struct iobus *iobus;
	struct memory_bus memory;
	struct ide_channel channel[PIIX3_IDE_CHANNELS];
	struct piix3_ide_master master[PIIX3_IDE_CHANNELS];
	struct irq_line irq[PIIX3_IDE_CHANNELS];
	bool decoded[PIIX3_IDE_CHANNELS]; /* the legacy ports are claimed */
};

/* irq: of the two channels, IRQ 14 and 15. Drives are attached to channel[] with ide_attach(). */
void piix3_ide_init(struct piix3_ide *ide, struct pci_bus *bus, struct iobus *iobus,
		    struct clock *clock, struct memory_bus memory, const struct irq_line irq[2]);
void piix3_ide_reset(struct piix3_ide *ide);
/* What firmware leaves: both channels decoded, bus mastering on, its ports at PIIX3_IDE_BASE. */
void piix3_ide_preset(struct piix3_ide *ide);

/* The bus master's 16 ports: eight a channel. */
uint32_t piix3_ide_read(struct piix3_ide *ide, unsigned off, unsigned bytes);
uint32_t piix3_ide_peek(const struct piix3_ide *ide, unsigned off, unsigned bytes);
void piix3_ide_write(struct piix3_ide *ide, unsigned off, uint32_t value, unsigned bytes);

extern const struct io_ops piix3_ide_ops;     /* the bus master's ports; claimed by the chip */
extern const struct snap_desc piix3_ide_snap; /* beside the function's, channels' and drives' */

#endif
