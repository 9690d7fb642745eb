/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sb16: a Sound Blaster 16: the DSP (version 4.05) with its CT1745 mixer and
 * MIDI interface. What it plays goes out by a callback, sample by sample in
 * virtual time; what it records is silence.
 *
 * The DSP fetches by DMA what it plays in two milliseconds, so that in the long
 * run bytes move at exactly the sample rate.
 */
#ifndef ZONEMU_DEVICES_SB16_H
#define ZONEMU_DEVICES_SB16_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/ct1745.h"
#include "devices/i8237.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/mpu401.h"
#include "devices/snapshot.h"

#define SB16_IRQS	 4 /* 9, 5, 7, 10 */
#define SB16_REPLY_BYTES 64
#define SB16_FETCH_BYTES 1024 /* at most */

/* One sample for the left and one for the right ear. */
struct sb16_frame {
	int16_t left, right;
};

struct sb16_wires {
	struct irq_line irq[SB16_IRQS];	      /* IRQ 9, 5, 7, 10 */
	struct irq_line dreq[I8237_CHANNELS]; /* 0, 1, 3, 5, 6, 7 */
	/* rate in Hz. May be NULL. */
	void (*play)(void *ctx, const struct sb16_frame *frames, unsigned count, uint32_t rate);
	void *ctx;
};

/* What is being played or recorded. */
struct sb16_transfer {
	bool active, paused, exits; /* exits: auto-init ends with this block */
	bool auto_init, input, silence;
	bool stereo, sixteen, is_signed;
	bool wide;	      /* by a 16-bit DMA channel */
	uint8_t channel;      /* of the DMA controllers */
	uint32_t block_bytes; /* between two interrupts */
	uint32_t left_bytes;  /* of this block, still to be fetched */
	uint32_t fetch_bytes; /* of this fetch */
	uint32_t want_bytes;  /* and of it, still to come */
	uint32_t rate;
};

struct sb16 {
	struct clock *clock;
	struct sb16_wires wires;
	struct ct1745 mixer;
	struct mpu401 midi;

	uint8_t command, param[3];
	uint8_t params, wanted; /* parameters taken; still to come. */
	uint8_t reply[SB16_REPLY_BYTES];
	uint8_t reply_first, reply_count, last_reply;
	bool in_reset;
	uint8_t test;
	bool speaker;
	uint32_t rate;	       /* by 41h, 42h; of a frame */
	uint32_t mono_rate;    /* by 40h: of a sample; 0: rate holds */
	uint32_t block_length; /* by 48h: samples */

	struct sb16_transfer now;
	uint8_t frame[4]; /* the one being put together */
	uint8_t frame_bytes;
	uint64_t free_ns; /* when what was fetched has been played */
	uint64_t rest;	  /* of a nanosecond, in parts of a second's bytes */
	struct clock_timer timer, reset_timer;
};

void sb16_init(struct sb16 *card, struct clock *clock, const struct sb16_wires *wires, unsigned irq,
	       unsigned dma, unsigned dma16);
void sb16_reset(struct sb16 *card);
/* To be connected to every DMA channel that has a dreq wire. */
struct i8237_client sb16_dma_client(struct sb16 *card);

extern const struct io_ops sb16_ops; /* 220h-22Fh */
extern const struct snap_desc sb16_snap;

#endif
