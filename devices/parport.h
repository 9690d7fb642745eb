/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * parport: a parallel port as in the PC/AT and the PS/2: the standard mode
 * (IEEE 1284 compatibility mode) with data lines that can be turned round.
 *
 * What is plugged in sees the port's outputs by a callback and sets the inputs;
 * both are levels of the connector's pins, without the inversions that the
 * registers have. Inputs that nobody drives are high.
 */
#ifndef ZONEMU_DEVICES_PARPORT_H
#define ZONEMU_DEVICES_PARPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

/* Output pins besides the data, and the inputs */
enum {
	PARPORT_STROBE = 1 << 0,    /* pin 1 */
	PARPORT_AUTOFEED = 1 << 1,  /* 14 */
	PARPORT_INIT = 1 << 2,	    /* 16 */
	PARPORT_SELECT_IN = 1 << 3, /* 17 */
};
enum {
	PARPORT_ERROR = 1 << 3,	    /* pin 15 */
	PARPORT_SELECT = 1 << 4,    /* 13 */
	PARPORT_PAPER_OUT = 1 << 5, /* 12 */
	PARPORT_ACK = 1 << 6,	    /* 10 */
	PARPORT_BUSY = 1 << 7,	    /* 11 */
	PARPORT_INPUTS = 0xf8,
};

struct parport_plug {
	/* The port's pins have changed: data (FFh while turned round) and the four outputs. The
	 * plug may call parport_set_inputs() from inside. NULL: nothing is plugged in. */
	void (*changed)(void *ctx, uint8_t data, uint8_t outputs);
	void *ctx;
};

struct parport {
	struct irq_line irq; /* IRQ7: ACK low, while enabled */
	struct parport_plug plug;
	uint8_t data, control;
	uint8_t inputs;	     /* levels of the input pins */
	uint8_t data_inputs; /* and of the data pins, by the plug */
};

void parport_init(struct parport *port, struct irq_line irq);
void parport_reset(struct parport *port);
/* Tells the plug how the pins are. */
void parport_connect(struct parport *port, const struct parport_plug *plug);
/* From the plug: the levels of all input pins, and of the data pins as far as it drives them. */
void parport_set_inputs(struct parport *port, uint8_t inputs, uint8_t data);

/* off 0-2 */
uint8_t parport_read(struct parport *port, unsigned off);
uint8_t parport_peek(const struct parport *port, unsigned off);
void parport_write(struct parport *port, unsigned off, uint8_t value);

extern const struct io_ops parport_ops; /* 378h-37Ah */
extern const struct snap_desc parport_snap;

#endif
