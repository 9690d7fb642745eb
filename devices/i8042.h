/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i8042: the PS/2 keyboard controller: a keyboard and a mouse port, scan code
 * translation, the A20 gate and the reset line.
 */
#ifndef ZONEMU_DEVICES_I8042_H
#define ZONEMU_DEVICES_I8042_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/ps2_keyboard.h"
#include "devices/ps2_mouse.h"
#include "devices/snapshot.h"

/* What the board connects. */
struct i8042_wires {
	struct irq_line irq1, irq12;
	struct irq_line a20;   /* the A20 gate */
	struct irq_line reset; /* pulsed */
};

struct i8042 {
	struct clock *clock;
	struct i8042_wires wires;
	struct ps2_keyboard keyboard;
	struct ps2_mouse mouse;
	uint8_t ram[32]; /* [0] is the command byte */
	uint8_t status, output_port, out;
	uint8_t awaiting; /* the command whose parameter is next, or 0 */
	uint8_t reply;	  /* waits for the output buffer to become free */
	bool reply_waits, reply_aux;
	bool break_seen;	       /* translation: F0 came */
	bool aux_turn;		       /* both ports have bytes: whose turn */
	struct clock_timer wire_timer; /* a byte is on a port's wire */
};

void i8042_init(struct i8042 *kbc, struct clock *clock, struct i8042_wires wires);
void i8042_reset(struct i8042 *kbc);
/* What a PC's firmware leaves: keyboard on, translated, with IRQ1; mouse port off. */
void i8042_preset(struct i8042 *kbc);

/* off 0: port 60h; off 4: port 64h. */
uint8_t i8042_read(struct i8042 *kbc, unsigned off);
uint8_t i8042_peek(const struct i8042 *kbc, unsigned off);
void i8042_write(struct i8042 *kbc, unsigned off, uint8_t value);

extern const struct io_ops i8042_data_ops;   /* 060h */
extern const struct io_ops i8042_status_ops; /* 064h */
/* The controller only; its keyboard and mouse have sections of their own. */
extern const struct snap_desc i8042_snap;

#endif
