/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A device that there is no part of (guest/abi tells what is asked by it).
 *
 *	+0  r 32 bits: what it is	+4  w 32 bits: where a request lies
 *
 * NOT IMPLEMENTED: narrower writes to +4 are not taken.
 */
#include "devices/doorbell.h"

#define REQUEST 4

void doorbell_init(struct doorbell *bell, uint32_t magic, void (*ring)(void *ctx, uint32_t pa),
		   void *ctx)
{
	*bell = (struct doorbell){magic, ring, ctx};
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct doorbell *bell = dev;

	(void)bytes;
	return off < REQUEST ? bell->magic >> 8 * off : UINT32_MAX;
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	return io_peek(dev, off, bytes);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	const struct doorbell *bell = dev;

	if (off == REQUEST && bytes == 4)
		bell->ring(bell->ctx, value);
}

const struct io_ops doorbell_ops = {io_read, io_write, io_peek, 4};
