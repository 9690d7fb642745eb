/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * System control port A of the IBM PS/2, as in the 82371SB (PIIX3, datasheet
 * 290550-002, "Port 92").
 *
 *	092h  rw bit 0 fast INIT: a rise resets the processor; 1 fast A20
 *
 * NOT IMPLEMENTED: the PS/2's other bits (watchdog, security lock, disk lamps)
 * keep what is written and do nothing.
 */
#include "devices/port92.h"

#include <stddef.h>

#define FAST_INIT 0x01
#define FAST_A20  0x02

static void update_a20(const struct port92 *port)
{
	irq_set(&port->a20, port->gate || port->value & FAST_A20);
}

uint8_t port92_read(const struct port92 *port)
{
	return port->value;
}

void port92_write(struct port92 *port, uint8_t value)
{
	bool rises = value & ~port->value & FAST_INIT;

	port->value = value;
	update_a20(port);
	if (rises) {
		irq_set(&port->reset, true);
		irq_set(&port->reset, false);
	}
}

void port92_set_gate(void *owner, int n, bool level)
{
	struct port92 *port = owner;

	(void)n;
	port->gate = level;
	update_a20(port);
}

void port92_reset(struct port92 *port)
{
	port->value = 0;
	update_a20(port);
}

void port92_init(struct port92 *port, struct irq_line a20, struct irq_line reset)
{
	*port = (struct port92){.gate = true, .a20 = a20, .reset = reset};
	update_a20(port);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return port92_read(dev);
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	return io_peek(dev, off, bytes);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)off, (void)bytes;
	port92_write(dev, (uint8_t)value);
}

const struct io_ops port92_ops = {io_read, io_write, io_peek, 1};

static void loaded(void *dev)
{
	update_a20(dev);
}

static const struct snap_field fields[] = {
    SNAP(struct port92, value),
    SNAP(struct port92, gate),
    SNAP_END,
};
const struct snap_desc port92_snap = {"port92", 1, fields, loaded};
