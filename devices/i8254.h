/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i8254: the programmable interval timer at 1.193182 MHz. Counter 0 drives
 * IRQ0, counter 1 once asked for refresh, counter 2 is the speaker's tone and
 * has a gate.
 *
 * Counts are computed from virtual time when somebody looks; only counter 0's
 * output edges cost a timer.
 */
#ifndef ZONEMU_DEVICES_I8254_H
#define ZONEMU_DEVICES_I8254_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define I8254_HZ 1193182ull

struct i8254_counter {
	uint64_t tick; /* everything below is as of this CLK pulse */
	uint32_t left; /* pulses until the counting element expires, or this half in mode 3 */
	uint32_t n;    /* the count in effect, 1 to 65536 */
	uint16_t cr;   /* the count register, as written */
	uint16_t latched;
	uint8_t low;	  /* rw 3: the low byte, until the high one comes */
	uint8_t mode, rw; /* rw: 1 low byte, 2 high byte, 3 low then high */
	uint8_t status;	  /* latched by read-back */
	bool bcd;
	bool gate, out;
	bool null;     /* cr holds a count that is not in effect yet */
	bool load;     /* the next CLK pulse loads cr */
	bool counting; /* the counting element has been loaded since the control word */
	bool armed;    /* the output has yet to act on this count's end (modes 0, 1, 4, 5) */
	bool strobe;   /* modes 4, 5: the output is low for this one pulse */
	bool write_high, read_high; /* rw 3: the next byte is the high one */
	bool count_latched, status_latched;
	bool half_written; /* mode 0, rw 3: the first byte stopped the counting */
};

struct i8254 {
	struct i8254_counter counter[3];
	struct clock *clock;
	struct clock_timer timer; /* the next edge of OUT 0 */
	struct irq_line out0;
};

void i8254_init(struct i8254 *pit, struct clock *clock, struct irq_line out0);
void i8254_reset(struct i8254 *pit);
/* What a PC's firmware leaves: counter 0 at 18.2 Hz, counter 1 at the refresh rate. */
void i8254_preset(struct i8254 *pit);

uint8_t i8254_read(struct i8254 *pit, unsigned off);
uint8_t i8254_peek(const struct i8254 *pit, unsigned off);
void i8254_write(struct i8254 *pit, unsigned off, uint8_t value);

/* Counter n's output pin now. */
bool i8254_out(const struct i8254 *pit, unsigned n);
/* Counter n's gate pin; gates are high after reset but for counter 2's. */
void i8254_set_gate(struct i8254 *pit, unsigned n, bool level);

extern const struct io_ops i8254_ops; /* 040h-043h */
extern const struct snap_desc i8254_snap;

#endif
