/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * debug_exit: QEMU's isa-debug-exit: writing v ends the run with status
 * (v << 1) | 1. Default port 501h, 2 bytes.
 */
#ifndef ZONEMU_DEVICES_DEBUG_EXIT_H
#define ZONEMU_DEVICES_DEBUG_EXIT_H

#include <stdint.h>

#include "devices/iobus.h"

#define DEBUG_EXIT_IOBASE 0x501
#define DEBUG_EXIT_IOSIZE 2

struct debug_exit {
	void (*exit)(void *ctx, int status);
	void *ctx;
};

void debug_exit_init(struct debug_exit *port, void (*exit)(void *ctx, int status), void *ctx);
void debug_exit_write(struct debug_exit *port, uint32_t value);

extern const struct io_ops debug_exit_ops;

#endif
