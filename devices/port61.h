/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * port61: the NMI status and control register (system control port B): the
 * speaker's gate and data bits, counter 2's output, the refresh toggle.
 */
#ifndef ZONEMU_DEVICES_PORT61_H
#define ZONEMU_DEVICES_PORT61_H

#include <stdint.h>

#include "devices/clock.h"
#include "devices/i8254.h"
#include "devices/iobus.h"
#include "devices/snapshot.h"

struct port61 {
	struct i8254 *pit;
	struct clock *clock;
	uint8_t control; /* bits 3-0 as written */
};

void port61_init(struct port61 *port, struct i8254 *pit, struct clock *clock);
void port61_reset(struct port61 *port);
uint8_t port61_read(const struct port61 *port);
void port61_write(struct port61 *port, uint8_t value);

extern const struct io_ops port61_ops; /* 061h */
extern const struct snap_desc port61_snap;

#endif
