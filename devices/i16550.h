/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i16550: one 16550A UART. Characters take their time on the wire, in both
 * directions, as the divisor latch and the line control say.
 *
 * Host side: tx() gets each byte when its last bit has left the shift
 * register. Input is given with i16550_receive() while i16550_wants_input()
 * says so; a byte then travels the wire and comes up in the receiver.
 */
#ifndef ZONEMU_DEVICES_I16550_H
#define ZONEMU_DEVICES_I16550_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define I16550_HZ   1843200u /* a PC's crystal */
#define I16550_FIFO 16

/* A character on its way in: its byte and its error bits (LSR bits 4-2). */
struct i16550_char {
	uint8_t byte, errors;
};

struct i16550 {
	struct clock *clock;
	uint32_t hz;
	struct irq_line irq;
	void (*tx)(void *ctx, uint8_t byte); /* may be NULL */
	void *ctx;

	uint8_t ier, fcr, lcr, mcr, lsr, msr, scratch;
	uint8_t pins; /* modem inputs, as MSR bits 7-4 */
	uint16_t divisor;
	bool thre_pending; /* the transmitter-empty interrupt is due */
	bool timeout_pending;
	bool lossless; /* a byte written too early pushes the oldest one out; set by the owner */
	uint8_t polls; /* looks at an idle line status in a row */

	struct i16550_char rx[I16550_FIFO];
	uint8_t rx_first, rx_count;
	struct i16550_char wire[I16550_FIFO]; /* given by the host, not yet received */
	uint8_t wire_first, wire_count;
	uint8_t tx_fifo[I16550_FIFO];
	uint8_t tx_first, tx_count;
	uint8_t shift; /* the transmitter's shift register */
	bool shifting;

	struct clock_timer tx_timer, rx_timer, timeout_timer;
};

/* hz: the crystal; I16550_HZ on a PC. A faster one makes a faster line at the same divisor. */
void i16550_init(struct i16550 *uart, struct clock *clock, uint32_t hz, struct irq_line irq,
		 void (*tx)(void *ctx, uint8_t byte), void *ctx);
void i16550_reset(struct i16550 *uart);

uint8_t i16550_read(struct i16550 *uart, unsigned off);
uint8_t i16550_peek(const struct i16550 *uart, unsigned off);
void i16550_write(struct i16550 *uart, unsigned off, uint8_t value);

/* The receiver has room, and the guest is listening: it takes receive interrupts, or it has polled
 * the line status of an idle UART again and again without sending in between. So what is piped in
 * before the guest's driver is up does not get lost. */
bool i16550_wants_input(const struct i16550 *uart);
/* Put a byte, or a break, on the wire. One more than there is room for overruns the receiver. */
void i16550_receive(struct i16550 *uart, uint8_t byte);
void i16550_break(struct i16550 *uart);
/* The modem inputs: MSR bits 7 DCD, 6 RI, 5 DSR, 4 CTS. DCD, DSR and CTS are on after init. */
void i16550_set_modem(struct i16550 *uart, uint8_t pins);
/* Send at once what waits in the transmitter (the machine is ending). */
void i16550_drain(struct i16550 *uart);

extern const struct io_ops i16550_ops; /* 3F8h-3FFh, 2F8h-2FFh */
extern const struct snap_desc i16550_snap;

#endif
