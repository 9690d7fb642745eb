/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lapic_window: where a local APIC's registers lie in memory. There is one
 * window per processor, so that each can be moved by its IA32_APIC_BASE; where
 * several lie at one place, any of them stands for all: an access is the
 * accessing processor's own. A processor whose APIC is elsewhere, or off, finds
 * the RAM that the window covers. Who looks from outside sees what the
 * processor that runs would see.
 */
#ifndef ZONEMU_DEVICES_LAPIC_WINDOW_H
#define ZONEMU_DEVICES_LAPIC_WINDOW_H

#include "devices/lapic.h"

struct lapic_window {
	const struct apic_bus *bus;
	const unsigned *current; /* the processor that runs, by its place on the bus */
	unsigned number;	 /* whose window it is */
	uint8_t *ram;
	uint64_t ram_bytes;
};

extern const struct io_ops lapic_window_ops; /* 4 KiB */

#endif
