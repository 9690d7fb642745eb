/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c_parport: an adapter that puts a two-wire bus on a parallel port's
 * connector: some output pins pull SCL and SDA, some input pins show them.
 * Which ones is the adapter's type; the numbers are those of Linux's
 * i2c-parport (type=).
 */
#ifndef ZONEMU_DEVICES_I2C_PARPORT_H
#define ZONEMU_DEVICES_I2C_PARPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/i2c_bits.h"
#include "devices/parport.h"

#define I2C_PARPORT_TYPES 9

struct i2c_parport {
	struct parport *port;
	unsigned type;
	struct i2c_bits wires;				/* devices are added to wires.bus */
	void (*changed)(void *ctx, bool scl, bool sda); /* an onlooker; may be NULL */
	void *ctx;
};

/* Plug it in. type below I2C_PARPORT_TYPES; port outlives it. */
void i2c_parport_init(struct i2c_parport *adapter, unsigned type, struct parport *port,
		      struct clock *clock);
/* What the type is called. */
const char *i2c_parport_name(unsigned type);
/* Where the lines are at the port's registers, for who drives them by hand. */
struct i2c_parport_line {
	uint8_t off;   /* of the register: 0 data, 1 status, 2 control */
	uint8_t bit;   /* a mask; 0: the adapter has no such line */
	bool inverted; /* the bit is set while the line is low */
};
struct i2c_parport_lines {
	struct i2c_parport_line set_sda, set_scl, get_sda, get_scl;
};
const struct i2c_parport_lines *i2c_parport_lines(unsigned type);

#endif
