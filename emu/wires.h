/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wires: what goes over the board's wires, told to onlookers as it happens:
 * two-wire buses, DMA, interrupt lines. Onlookers run on the machine's thread,
 * in the middle of an instruction, and change nothing.
 */
#ifndef ZONEMU_EMU_WIRES_H
#define ZONEMU_EMU_WIRES_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/edu.h"
#include "devices/i2c.h"
#include "devices/i8237.h"

struct machine;

enum wire_kind {
	WIRE_I2C,	/* a byte, a start, a stop: n is the bus */
	WIRE_I2C_LINES, /* n is the bus: SCL and SDA as they are now */
	WIRE_DMA,	/* one transfer: n is the channel */
	WIRE_DREQ,	/* n is the channel */
	WIRE_DMA_SET,	/* a channel's address is being programmed: n is the channel */
	WIRE_IRQ,	/* n is the line, 0 to 15 */
	WIRE_EDU_USED,	/* a register of the teaching device: n is its offset */
	WIRE_EDU_DMA,	/* the teaching device moves a block */
	WIRE_SERIAL,	/* n is the port: a byte that the guest has sent */
	WIRE_KINDS
};

enum wire_bus { WIRE_SMBUS, WIRE_LPT, WIRE_BUSES };

struct wire_event {
	enum wire_kind kind;
	unsigned n;
	uint64_t now_ns;
	bool level;	 /* DREQ, IRQ; EDU_USED: it was written */
	uint8_t byte;	 /* SERIAL */
	bool scl, sda;	 /* I2C_LINES */
	uint32_t bit_ns; /* I2C of a controller that moves whole bytes: a bit's time; the
			    bytes are told when they are over. 0: its lines are told */
	const struct i2c_event *i2c;	/* I2C */
	const struct i8237_cycle *dma;	/* DMA */
	const struct edu_transfer *edu; /* EDU_DMA */
	uint32_t value;			/* EDU_USED */
};

#define WIRES_MAX_ONLOOKERS 8

struct wires {
	struct {
		void (*tell)(void *ctx, const struct wire_event *event);
		void *ctx;
	} onlooker[WIRES_MAX_ONLOOKERS];
	unsigned onlookers;
	uint16_t irq_levels;
	uint8_t dreq_levels;
};

/* "smbus", "lpt" */
const char *wires_bus_name(unsigned bus);

/* Before machine_run(). */
void machine_watch_wires(struct machine *machine,
			 void (*tell)(void *ctx, const struct wire_event *event), void *ctx);

/* From the board's chips. */
void wires_i2c(struct machine *machine, unsigned bus, uint32_t bit_ns,
	       const struct i2c_event *event);
void wires_i2c_lines(struct machine *machine, unsigned bus, bool scl, bool sda);
void wires_dma(struct machine *machine, const struct i8237_cycle *cycle);
void wires_dreq(struct machine *machine, unsigned channel, bool level);
void wires_serial(struct machine *machine, unsigned port, uint8_t byte);
void wires_dma_set(struct machine *machine, unsigned channel);
void wires_edu_used(struct machine *machine, uint32_t off, uint32_t value, bool write);
void wires_edu_dma(struct machine *machine, const struct edu_transfer *transfer);
void wires_irq(struct machine *machine, unsigned irq, bool level);

#endif
