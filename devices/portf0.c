/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Coprocessor error register of the 82371SB (PIIX3, datasheet 290550-002,
 * "Coprocessor Error" and "FERR#, IGNNE#").
 *
 *	0F0h  w  while FERR# is active: IRQ 13 is withdrawn, IGNNE# is driven
 *	         until FERR# ends; else nothing. Reads go to the ISA bus.
 *
 * NOT IMPLEMENTED: 0F1h, which reset the 80287.
 */
#include "devices/portf0.h"

#include <stddef.h>

static void update(const struct portf0 *port)
{
	irq_set(&port->irq13, port->ferr && !port->answered);
	irq_set(&port->ignne, port->ferr && port->answered);
}

void portf0_set_ferr(void *owner, int n, bool level)
{
	struct portf0 *port = owner;

	(void)n;
	port->ferr = level;
	port->answered &= level;
	update(port);
}

void portf0_write(struct portf0 *port)
{
	port->answered = port->ferr;
	update(port);
}

void portf0_reset(struct portf0 *port)
{
	port->ferr = port->answered = false;
	update(port);
}

void portf0_init(struct portf0 *port, struct irq_line irq13, struct irq_line ignne)
{
	*port = (struct portf0){.irq13 = irq13, .ignne = ignne};
	update(port);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)dev, (void)off, (void)bytes;
	return 0xff;
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	return io_peek(dev, off, bytes);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)off, (void)value, (void)bytes;
	portf0_write(dev);
}

const struct io_ops portf0_ops = {io_read, io_write, io_peek, 1};

static void loaded(void *dev)
{
	update(dev);
}

static const struct snap_field fields[] = {
    SNAP(struct portf0, ferr),
    SNAP(struct portf0, answered),
    SNAP_END,
};
const struct snap_desc portf0_snap = {"portf0", 1, fields, loaded};
