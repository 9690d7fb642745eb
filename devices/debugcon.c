/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * isa-debugcon, as Bochs and QEMU have it (there is no such part).
 *
 *	iobase (E9h)  w a byte to print	 r E9h (readback=), by which guests know it
 *
 * A word written prints its low byte alone: the bytes behind it are other ports'.
 *
 * NOT IMPLEMENTED: nothing is missing.
 */
#include "devices/debugcon.h"

void debugcon_init(struct debugcon *port, uint8_t readback, void (*put)(void *ctx, uint8_t byte),
		   void *ctx)
{
	*port = (struct debugcon){readback, put, ctx};
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return ((const struct debugcon *)dev)->readback;
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	return io_peek(dev, off, bytes);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	const struct debugcon *port = dev;

	(void)off, (void)bytes;
	port->put(port->ctx, (uint8_t)value);
}

const struct io_ops debugcon_ops = {io_read, io_write, io_peek, 1};
