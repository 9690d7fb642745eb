/* SPDX-License-Identifier: GPL-2.0-only */
/* debugcon: QEMU's and Bochs's debug console, a port that prints what is written to it. */
#ifndef ZONEMU_DEVICES_DEBUGCON_H
#define ZONEMU_DEVICES_DEBUGCON_H

#include <stdint.h>

#include "devices/iobus.h"

#define DEBUGCON_PORT	  0xe9
#define DEBUGCON_READBACK 0xe9

struct debugcon {
	uint8_t readback;
	void (*put)(void *ctx, uint8_t byte);
	void *ctx;
};

void debugcon_init(struct debugcon *port, uint8_t readback, void (*put)(void *ctx, uint8_t byte),
		   void *ctx);

extern const struct io_ops debugcon_ops; /* one port */

#endif
