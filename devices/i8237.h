/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i8237: the PC/AT's pair of 8237A DMA controllers with the page registers.
 * Channels 0-3 move bytes, 5-7 words; channel 4 cascades the first controller
 * into the second.
 *
 * A device connects to a channel once, and raises its DREQ line while it wants
 * transfers. Each transfer calls it back (DACK with IOR or IOW), with tc true
 * on the last one (the TC line). It may drop DREQ from inside a callback.
 */
#ifndef ZONEMU_DEVICES_I8237_H
#define ZONEMU_DEVICES_I8237_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/memory.h"
#include "devices/snapshot.h"

#define I8237_CHANNELS 8

struct i8237_client {
	uint16_t (*read)(void *dev, bool tc);		   /* device to memory */
	void (*write)(void *dev, uint16_t value, bool tc); /* memory to device */
	void (*verify)(void *dev, bool tc);		   /* neither; may be NULL */
	void *dev;
};

/* One transfer, for who looks on. */
struct i8237_cycle {
	unsigned channel;
	uint32_t pa;	/* 24 bits */
	uint16_t value; /* what was moved */
	uint16_t left;	/* transfers to go after this one */
	bool to_memory, verify, tc;
	bool wraps; /* the next address does not follow: the page register does not count */
};

struct i8237_watch {
	void (*cycle)(void *ctx, const struct i8237_cycle *cycle); /* these may be NULL */
	void (*dreq)(void *ctx, unsigned channel, bool level);
	void (*set)(void *ctx, unsigned channel); /* a byte of its address was written */
	void *ctx;
};

struct i8237_channel {
	uint16_t base_address, base_count; /* as programmed */
	uint16_t address, count;	   /* now; count is transfers left less one */
	uint8_t mode;
};

struct i8237_chip {
	struct i8237_channel channel[4];
	uint8_t command, mask, request, dreq;
	uint8_t reached_tc; /* status bits 3-0 */
	uint8_t last;	    /* the channel served last, for rotating priority */
	bool high_byte;	    /* the byte pointer flip-flop */
};

struct i8237 {
	struct i8237_chip chip[2];
	uint8_t page[16]; /* ports 80h-8Fh */
	bool running;	  /* inside a transfer: a changed DREQ is seen by the loop */
	struct clock *clock;
	struct clock_timer more; /* a long burst goes on */
	struct memory_bus memory;
	struct i8237_client client[I8237_CHANNELS];
	struct i8237_watch watch;
};

void i8237_init(struct i8237 *dma, struct clock *clock, struct memory_bus memory);
void i8237_reset(struct i8237 *dma);
/* What a PC's firmware leaves: channel 4 cascading and unmasked. */
void i8237_preset(struct i8237 *dma);

/* Channel 0-3 or 5-7. client is copied; what it points to must outlive the chip. */
void i8237_connect(struct i8237 *dma, unsigned channel, const struct i8237_client *client);
/* The receiving end of a DREQ line; n is the channel. */
void i8237_set_dreq(void *dma, int n, bool level);
struct irq_line i8237_dreq(struct i8237 *dma, int n);

/* off 0-15, the same registers for both chips. */
uint8_t i8237_read(struct i8237 *dma, unsigned chip, unsigned off);
uint8_t i8237_peek(const struct i8237 *dma, unsigned chip, unsigned off);
void i8237_write(struct i8237 *dma, unsigned chip, unsigned off, uint8_t value);

/* Where channel n's next transfer goes: physical, 24 bits. */
uint32_t i8237_address(const struct i8237 *dma, unsigned n);

extern const struct io_ops i8237_first_ops;  /* 000h-00Fh */
extern const struct io_ops i8237_second_ops; /* 0C0h-0DFh, two ports a register */
extern const struct io_ops i8237_page_ops;   /* 080h-08Fh */
extern const struct snap_desc i8237_snap;

#endif
