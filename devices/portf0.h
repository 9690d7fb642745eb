/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * portf0: what a PC makes of the x87 unit's errors when CR0.NE is clear: FERR#
 * becomes IRQ 13, and a write to the port answers it with IGNNE#, under which
 * the handler may use the unit.
 */
#ifndef ZONEMU_DEVICES_PORTF0_H
#define ZONEMU_DEVICES_PORTF0_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

struct portf0 {
	bool ferr;     /* the processor's pin */
	bool answered; /* since it was driven */
	struct irq_line irq13, ignne;
};

void portf0_init(struct portf0 *port, struct irq_line irq13, struct irq_line ignne);
void portf0_reset(struct portf0 *port);
/* The receiving end of FERR#; n is not used. */
void portf0_set_ferr(void *port, int n, bool level);
void portf0_write(struct portf0 *port);

extern const struct io_ops portf0_ops; /* 0F0h */
extern const struct snap_desc portf0_snap;

#endif
