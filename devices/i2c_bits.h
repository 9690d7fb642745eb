/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c_bits: a two-wire bus as a controller sees it that moves SCL and SDA by
 * itself, bit by bit. The edges become the transfers of an i2c_bus, whose
 * devices answer on the wires: they pull SDA low to acknowledge and to send,
 * and SCL to stretch the clock.
 *
 * Both wires are wired-AND with pull-ups: a line is low while anybody pulls it.
 */
#ifndef ZONEMU_DEVICES_I2C_BITS_H
#define ZONEMU_DEVICES_I2C_BITS_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/i2c.h"
#include "devices/snapshot.h"

struct i2c_bits {
	struct clock *clock;
	struct i2c_bus bus;
	/* A line has changed. May be NULL. */
	void (*changed)(void *ctx, bool scl, bool sda);
	void *ctx;

	bool master_scl, master_sda; /* what the controller lets go of */
	bool hold_scl, pull_sda;     /* what the devices pull low */
	bool scl, sda;		     /* the lines */
	uint8_t state, bits, shift;  /* of the byte on the wire */
	bool reading, header, acked;
	struct clock_timer stretch; /* SCL is let go of */
};

void i2c_bits_init(struct i2c_bits *bits, struct clock *clock,
		   void (*changed)(void *ctx, bool scl, bool sda), void *ctx);
/* The controller pulls a wire low (false) or lets go of it (true). When both change, SCL's fall
 * comes before and its rise after the change of SDA, so that none is taken for a start or stop. */
void i2c_bits_drive(struct i2c_bits *bits, bool scl, bool sda);
/* A device that holds SCL has changed its mind about how long. */
void i2c_bits_look_again(struct i2c_bits *bits);

extern const struct snap_desc i2c_bits_snap; /* its bus has a section of its own: i2c_snap */

#endif
