/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The parallel port of the PC/AT with the PS/2's bidirectional data lines
 * (IBM PS/2 Hardware Interface Technical Reference, "Parallel Port
 * Controller"; IEEE 1284-1994, compatibility mode).
 *
 *	+0  rw data: what was written, or the pins while they are turned round
 *	+1  r  status: 7 not BUSY, 6 ACK, 5 paper out, 4 select, 3 error; 2-0 ones
 *	+2  rw control: 5 data lines in, 4 interrupt on, 3 not SELECT IN, 2 INIT,
 *	       1 not AUTOFEED, 0 not STROBE; 7, 6 ones
 *
 * NOT IMPLEMENTED: EPP, ECP; the status bit of a pending interrupt that some
 * PS/2 models have.
 */
#include "devices/parport.h"

#include <stddef.h>

#define CONTROL_INVERTED 0x0b
#define CONTROL_IRQ	 0x10
#define CONTROL_INPUT	 0x20
#define CONTROL_MASK	 0x3f

enum { DATA, STATUS, CONTROL, PORTS };

static uint8_t data_pins(const struct parport *port)
{
	return port->control & CONTROL_INPUT ? 0xff : port->data;
}

static uint8_t output_pins(const struct parport *port)
{
	return (port->control ^ CONTROL_INVERTED) & 0x0f;
}

static void update_irq(struct parport *port)
{
	irq_set(&port->irq, port->control & CONTROL_IRQ && !(port->inputs & PARPORT_ACK));
}

static void tell_plug(struct parport *port)
{
	if (port->plug.changed)
		port->plug.changed(port->plug.ctx, data_pins(port), output_pins(port));
}

void parport_set_inputs(struct parport *port, uint8_t inputs, uint8_t data)
{
	port->inputs = inputs & PARPORT_INPUTS;
	port->data_inputs = data;
	update_irq(port);
}

uint8_t parport_peek(const struct parport *port, unsigned off)
{
	switch (off) {
	case DATA:
		/* Who pulls a line low wins. */
		return data_pins(port) & port->data_inputs;
	case STATUS:
		return (port->inputs ^ PARPORT_BUSY) | 0x07;
	case CONTROL:
		return port->control | (uint8_t)~CONTROL_MASK;
	default:
		return 0xff;
	}
}

uint8_t parport_read(struct parport *port, unsigned off)
{
	return parport_peek(port, off);
}

void parport_write(struct parport *port, unsigned off, uint8_t value)
{
	uint8_t data = data_pins(port), outputs = output_pins(port);

	if (off == DATA)
		port->data = value;
	else if (off == CONTROL)
		port->control = value & CONTROL_MASK;
	update_irq(port);
	if (data_pins(port) != data || output_pins(port) != outputs)
		tell_plug(port);
}

/* The outputs of the latches are low: STROBE, AUTOFEED and SELECT IN high, INIT low. */
void parport_reset(struct parport *port)
{
	port->data = port->control = 0;
	update_irq(port);
	tell_plug(port);
}

void parport_connect(struct parport *port, const struct parport_plug *plug)
{
	port->plug = *plug;
	tell_plug(port);
}

void parport_init(struct parport *port, struct irq_line irq)
{
	*port = (struct parport){.irq = irq, .inputs = PARPORT_INPUTS, .data_inputs = 0xff};
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return parport_read(dev, off);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return parport_peek(dev, off);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	parport_write(dev, off, (uint8_t)value);
}

const struct io_ops parport_ops = {io_read, io_write, io_peek, 1};

static void loaded(void *dev)
{
	struct parport *port = dev;

	port->control &= CONTROL_MASK;
	update_irq(port);
}

static const struct snap_field fields[] = {
    SNAP(struct parport, data),
    SNAP(struct parport, control),
    SNAP(struct parport, inputs),
    SNAP(struct parport, data_inputs),
    SNAP_END,
};
const struct snap_desc parport_snap = {"parport", 1, fields, loaded};
