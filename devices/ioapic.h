/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ioapic: an 82093AA I/O APIC with 24 inputs. Input levels are the wires'
 * levels, before a pin's polarity bit; an edge is a rise of the active level.
 */
#ifndef ZONEMU_DEVICES_IOAPIC_H
#define ZONEMU_DEVICES_IOAPIC_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/apic_bus.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define IOAPIC_BASE	    0xfec00000u
#define IOAPIC_WINDOW_BYTES 4096u
#define IOAPIC_PINS	    24

struct ioapic {
	struct apic_bus *bus;
	uint8_t id, select;
	uint32_t lines;		     /* input levels now */
	uint64_t entry[IOAPIC_PINS]; /* redirection table */
};

/* EOI messages must reach ioapic_eoi(): the caller sets bus->eoi. */
void ioapic_init(struct ioapic *ioapic, struct apic_bus *bus);
void ioapic_reset(struct ioapic *ioapic);

/* The receiving end of an irq_line whose owner is the ioapic; n is 0 to 23. */
void ioapic_set_pin(void *ioapic, int n, bool level);
/* A processor has served a level-triggered interrupt. ctx is the ioapic. */
void ioapic_eoi(void *ctx, uint8_t vector);

extern const struct io_ops ioapic_ops; /* the window */
extern const struct snap_desc ioapic_snap;

#endif
