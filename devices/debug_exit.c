/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * isa-debug-exit, as QEMU has it (there is no such part): a test in the guest
 * ends the run with a status.
 *
 *	iobase (501h), iosize (2) ports	 w end with (v << 1) | 1; r 0
 *
 * NOT IMPLEMENTED: nothing is missing.
 */
#include "devices/debug_exit.h"

void debug_exit_write(struct debug_exit *port, uint32_t value)
{
	port->exit(port->ctx, (int)(value << 1 | 1));
}

void debug_exit_init(struct debug_exit *port, void (*exit)(void *ctx, int status), void *ctx)
{
	*port = (struct debug_exit){exit, ctx};
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)dev, (void)off, (void)bytes;
	return 0;
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	return io_peek(dev, off, bytes);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)off, (void)bytes;
	debug_exit_write(dev, value);
}

const struct io_ops debug_exit_ops = {io_read, io_write, io_peek, 4};
