/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * NMI status and control register of the 82371SB (PIIX3, datasheet 290550-002,
 * NMISC); in the PC/AT system control port B.
 *
 *	061h  rw bit 0 gate of counter 2, 1 speaker data, 2 PERR# NMI off, 3 IOCHK# NMI off
 *	      r  bit 4 refresh cycle toggle, 5 output of counter 2, 6 IOCHK#, 7 SERR#
 *
 * NOT IMPLEMENTED: the sources of NMI (bits 6 and 7 read 0), and sound.
 */
#include "devices/port61.h"

#include <stddef.h>

/* The refresh request comes every 18 pulses of the timer's clock, 15.085 us. */
#define REFRESH_TICKS 18

static bool refresh_toggle(const struct port61 *port)
{
	return clock_ticks(clock_now(port->clock), I8254_HZ) / REFRESH_TICKS & 1;
}

uint8_t port61_read(const struct port61 *port)
{
	return (uint8_t)(port->control | refresh_toggle(port) << 4 | i8254_out(port->pit, 2) << 5);
}

void port61_write(struct port61 *port, uint8_t value)
{
	port->control = value & 0x0f;
	i8254_set_gate(port->pit, 2, value & 1);
}

void port61_reset(struct port61 *port)
{
	port61_write(port, 0);
}

void port61_init(struct port61 *port, struct i8254 *pit, struct clock *clock)
{
	*port = (struct port61){.pit = pit, .clock = clock};
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return port61_read(dev);
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	return io_peek(dev, off, bytes);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)off, (void)bytes;
	port61_write(dev, (uint8_t)value);
}

const struct io_ops port61_ops = {io_read, io_write, io_peek, 1};

static const struct snap_field fields[] = {
    SNAP(struct port61, control),
    SNAP_END,
};
const struct snap_desc port61_snap = {"port61", 1, fields, NULL};
