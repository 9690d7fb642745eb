/* SPDX-License-Identifier: GPL-2.0-only */
/* sb16: what the driver's files share. */
#ifndef SB16_H
#define SB16_H

#include <linux/mutex.h>
#include <linux/soundcard.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>

#define SB16_BUFFER_BYTES 65536

/*
 * The ring that the DMA goes round and round in, frags pieces of frag_bytes; the card
 * interrupts at the end of each. done and app count bytes from the start: what the card has
 * played (or recorded) of whole pieces, and what the program wrote (or read).
 *
 *	played | being played | written, waiting | free
 *	      done                              app
 */
struct sb16_ring {
	unsigned int frag_bytes, frags;
	u64 done, app;
	unsigned int blocks; /* pieces since GETOPTR was asked last */
	bool running;
	bool mapped; /* a program writes it by itself: it goes on for ever */
	bool held;   /* SETTRIGGER has it off */
};

struct sb16 {
	u16 base;
	int irq, dma8, dma16;
	u8 *buffer;
	spinlock_t lock;    /* ring, and the card's registers */
	struct mutex mutex; /* one call at a time */
	wait_queue_head_t wait;
	int open_mode; /* FMODE_READ or FMODE_WRITE; 0: nobody's */
	bool recording;

	unsigned int rate, channels;
	int format;	 /* AFMT_U8 or AFMT_S16_LE, S8, U16_LE */
	int frag_wanted; /* SETFRAGMENT's argument; 0: none */
	int subdivision;
	struct sb16_ring ring;
};

/* sb16_card.c. With lock held. */
int sb16_reset(struct sb16 *card);
void sb16_start(struct sb16 *card);
void sb16_stop(struct sb16 *card);
/* Bytes from the ring's begin to where the DMA is. */
unsigned int sb16_position(struct sb16 *card);
u8 sb16_mixer_read(struct sb16 *card, u8 reg);
void sb16_mixer_write(struct sb16 *card, u8 reg, u8 value);

static inline bool sb16_is_wide(const struct sb16 *card)
{
	return card->format == AFMT_S16_LE || card->format == AFMT_U16_LE;
}

static inline unsigned int sb16_ring_bytes(const struct sb16 *card)
{
	return card->ring.frag_bytes * card->ring.frags;
}

/* sb16_dsp.c */
void sb16_period(struct sb16 *card);	    /* a piece has ended; lock held */
void sb16_set_up(struct sb16 *card);	    /* size of the pieces, if not yet fixed */
void sb16_halt(struct sb16 *card);	    /* at once, and what waits is lost */
int sb16_drain(struct sb16 *card);	    /* all that was written is heard */
void sb16_kick(struct sb16 *card);	    /* start, if there is something to play */
unsigned int sb16_ready(struct sb16 *card); /* bytes that could be written, or read */
long sb16_ioctl(struct sb16 *card, unsigned int cmd, unsigned long arg, unsigned int f_flags);
extern const struct file_operations sb16_dsp_fops;
extern struct sb16 *sb16_card;

/* sb16_mixer.c */
extern const struct file_operations sb16_mixer_fops;
long sb16_mixer_ioctl(struct sb16 *card, unsigned int cmd, unsigned long arg);

#endif
