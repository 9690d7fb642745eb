/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * doorbell: a virtual device of two 32-bit ports: what it is (+0, read), and
 * where a request lies in memory (+4, write). Who answers it is the board's.
 */
#ifndef ZONEMU_DEVICES_DOORBELL_H
#define ZONEMU_DEVICES_DOORBELL_H

#include <stdint.h>

#include "devices/iobus.h"

#define DOORBELL_PORTS 8

struct doorbell {
	uint32_t magic;
	void (*ring)(void *ctx, uint32_t pa); /* done when it returns */
	void *ctx;
};

void doorbell_init(struct doorbell *bell, uint32_t magic, void (*ring)(void *ctx, uint32_t pa),
		   void *ctx);

extern const struct io_ops doorbell_ops;

#endif
