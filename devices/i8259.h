/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i8259: the PC/AT's pair of 8259A interrupt controllers with the edge/level
 * control registers of PIIX3. Inputs 0-7 are the master's, 8-15 the slave's,
 * which drives the master's input 2. Input levels are the wires' levels: hold
 * a request until it is served, as the datasheet asks.
 */
#ifndef ZONEMU_DEVICES_I8259_H
#define ZONEMU_DEVICES_I8259_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

struct i8259_chip {
	uint8_t lines; /* input levels now */
	uint8_t latch; /* edge sense: a rise was seen and not yet acknowledged */
	uint8_t level; /* ELCR: level-triggered inputs */
	uint8_t isr, imr;
	uint8_t base; /* ICW2 */
	uint8_t icw3;
	uint8_t lowest;	  /* the input with the lowest priority */
	uint8_t next_icw; /* 2-4 while initialising, else 0 */
	bool single, wants_icw4;
	bool auto_eoi, rotate_on_aeoi, special_nested, special_mask;
	bool read_isr, poll;
	bool out;
};

struct i8259 {
	struct i8259_chip chip[2]; /* master, slave */
	struct irq_line intr;	   /* to the CPU */
};

void i8259_init(struct i8259 *pic, struct irq_line intr);
void i8259_reset(struct i8259 *pic);
/* What a PC's firmware leaves: vectors 08h and 70h, everything masked but the cascade. */
void i8259_preset(struct i8259 *pic);

/* The receiving end of an irq_line whose owner is the pic; n is 0-15, 2 does not exist. */
void i8259_set_irq(void *pic, int n, bool level);
struct irq_line i8259_line(struct i8259 *pic, int n);

/* The CPU's interrupt acknowledge: the vector. Never fails: IR7 stands in when the request went. */
int i8259_intack(struct i8259 *pic);

uint8_t i8259_read(struct i8259 *pic, unsigned chip, unsigned a0);
uint8_t i8259_peek(const struct i8259 *pic, unsigned chip, unsigned a0);
void i8259_write(struct i8259 *pic, unsigned chip, unsigned a0, uint8_t value);
/* What IRR would read as. */
uint8_t i8259_irr(const struct i8259 *pic, unsigned chip);

extern const struct io_ops i8259_master_ops; /* 020h-021h */
extern const struct io_ops i8259_slave_ops;  /* 0A0h-0A1h */
extern const struct io_ops i8259_elcr_ops;   /* 4D0h-4D1h */
extern const struct snap_desc i8259_snap;

#endif
