/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * port92: system control port A: fast A20 and fast reset. A20 is on while
 * either this port or the keyboard controller's gate asks for it.
 */
#ifndef ZONEMU_DEVICES_PORT92_H
#define ZONEMU_DEVICES_PORT92_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

struct port92 {
	uint8_t value;
	bool gate; /* the keyboard controller's A20 gate */
	struct irq_line a20, reset;
};

/* reset is pulsed. */
void port92_init(struct port92 *port, struct irq_line a20, struct irq_line reset);
void port92_reset(struct port92 *port);
/* The receiving end of the keyboard controller's gate; n is not used. */
void port92_set_gate(void *port, int n, bool level);
uint8_t port92_read(const struct port92 *port);
void port92_write(struct port92 *port, uint8_t value);

extern const struct io_ops port92_ops; /* 092h */
extern const struct snap_desc port92_snap;

#endif
