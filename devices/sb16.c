/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Creative Sound Blaster 16, CT2230 and its kind, DSP 4.05 (Sound Blaster Series
 * Hardware Programming Guide, 1994, chapters 2, 3 and 6).
 *
 *	+4  rw mixer: index	+5  rw mixer: data (ct1745.c)
 *	+6  w  reset: 1, then 0; AAh can be read 100 us later
 *	+A  r  data from the DSP
 *	+C  r  bit 7: not ready for a command; w command or data (sb16_dsp.c)
 *	+E  r  bit 7: data can be read; ends an 8-bit interrupt
 *	+F  r  ends a 16-bit interrupt
 *
 * NOT IMPLEMENTED: the FM synthesizer (0-3, 8, 9 and 388h read as nobody); the
 * CSP (ASP) chip; the joystick port; MIDI by the DSP (30h-38h are taken and go
 * nowhere); ADPCM, direct samples (10h) and the sine tone (F0h) make no sound;
 * volumes (see ct1745.c); sounds to be recorded.
 */
#include "devices/sb16.h"

#include <stddef.h>

#include "devices/sb16_inner.h"

enum {
	MIXER_INDEX = 0x4,
	MIXER_DATA = 0x5,
	RESET = 0x6,
	READ_DATA = 0xa,
	WRITE = 0xc,
	READ_STATUS = 0xe,
	ACK_16 = 0xf,
};

#define NOT_READY   0x80
#define HAS_DATA    0x80
#define REST_BITS   0x7f
#define RESET_NS    100000
#define AFTER_RESET 0xaa

static const uint8_t irq_of_wire[SB16_IRQS] = {9, 5, 7, 10};

static void update_irq(void *ctx)
{
	const struct sb16 *card = ctx;
	unsigned irq = ct1745_irq(&card->mixer);

	for (unsigned n = 0; n < SB16_IRQS; n++)
		irq_set(&card->wires.irq[n], card->mixer.irqs && irq_of_wire[n] == irq);
}

void sb16_raise(struct sb16 *card, uint8_t irqs)
{
	card->mixer.irqs |= irqs;
	update_irq(card);
}

static void lower(struct sb16 *card, uint8_t irqs)
{
	card->mixer.irqs &= (uint8_t)~irqs;
	update_irq(card);
}

static void midi_pin(void *owner, int n, bool level)
{
	(void)n;
	if (level)
		sb16_raise(owner, CT1745_IRQ_MPU);
	else
		lower(owner, CT1745_IRQ_MPU);
}

void sb16_reply(struct sb16 *card, uint8_t byte)
{
	if (card->reply_count == SB16_REPLY_BYTES)
		return;
	card->reply[(card->reply_first + card->reply_count) % SB16_REPLY_BYTES] = byte;
	card->reply_count++;
}

static uint8_t next_reply(const struct sb16 *card)
{
	return card->reply_count ? card->reply[card->reply_first] : card->last_reply;
}

static uint8_t take_reply(struct sb16 *card)
{
	card->last_reply = next_reply(card);
	if (card->reply_count) {
		card->reply_first = (card->reply_first + 1) % SB16_REPLY_BYTES;
		card->reply_count--;
	}
	return card->last_reply;
}

static void reset_over(void *owner, uint64_t now_ns)
{
	(void)now_ns;
	sb16_reply(owner, AFTER_RESET);
}

static void reset_dsp(struct sb16 *card)
{
	card->reply_first = card->reply_count = 0;
	sb16_stop(card);
	sb16_dsp_reset(card);
	lower(card, CT1745_IRQ_DSP8 | CT1745_IRQ_DSP16);
}

static void write_reset(struct sb16 *card, uint8_t value)
{
	bool high = value & 1;

	if (high)
		reset_dsp(card);
	if (high)
		clock_disarm(card->clock, &card->reset_timer);
	else if (card->in_reset)
		clock_arm(card->clock, &card->reset_timer, clock_now(card->clock) + RESET_NS);
	card->in_reset = high;
}

static bool is_busy(const struct sb16 *card)
{
	return card->in_reset || clock_armed(&card->reset_timer);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct sb16 *card = dev;

	(void)bytes;
	switch (off) {
	case MIXER_INDEX:
		return card->mixer.index;
	case MIXER_DATA:
		return ct1745_peek(&card->mixer);
	case READ_DATA:
		return next_reply(card);
	case WRITE:
		return REST_BITS | (is_busy(card) ? NOT_READY : 0);
	case READ_STATUS:
		return REST_BITS | (card->reply_count ? HAS_DATA : 0);
	default:
		return 0xff;
	}
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	struct sb16 *card = dev;
	uint32_t value = io_peek(dev, off, bytes);

	if (off == READ_DATA)
		take_reply(card);
	else if (off == READ_STATUS)
		lower(card, CT1745_IRQ_DSP8);
	else if (off == ACK_16)
		lower(card, CT1745_IRQ_DSP16);
	return value;
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct sb16 *card = dev;

	(void)bytes;
	switch (off) {
	case MIXER_INDEX:
		card->mixer.index = (uint8_t)value;
		break;
	case MIXER_DATA:
		ct1745_write(&card->mixer, (uint8_t)value);
		break;
	case RESET:
		write_reset(card, (uint8_t)value);
		break;
	case WRITE:
		if (!is_busy(card))
			sb16_dsp_write(card, (uint8_t)value);
		break;
	}
}

const struct io_ops sb16_ops = {io_read, io_write, io_peek, 1};

void sb16_reset(struct sb16 *card)
{
	clock_disarm(card->clock, &card->reset_timer);
	card->in_reset = false;
	ct1745_reset(&card->mixer);
	mpu401_reset(&card->midi);
	reset_dsp(card);
}

void sb16_init(struct sb16 *card, struct clock *clock, const struct sb16_wires *wires, unsigned irq,
	       unsigned dma, unsigned dma16)
{
	*card = (struct sb16){.clock = clock, .wires = *wires};
	clock_timer_init(&card->timer, sb16_timer, card);
	clock_timer_init(&card->reset_timer, reset_over, card);
	ct1745_init(&card->mixer, irq, dma, dma16, update_irq, card);
	mpu401_init(&card->midi, (struct irq_line){midi_pin, card, 0});
	sb16_reset(card);
}

/* Numbers that index something are held within bounds, whatever an image says. */
static void loaded(void *dev)
{
	struct sb16 *card = dev;
	struct sb16_transfer *now = &card->now;

	card->reply_first %= SB16_REPLY_BYTES;
	if (card->reply_count > SB16_REPLY_BYTES)
		card->reply_count = 0;
	card->params &= 3;
	card->frame_bytes &= 3;
	now->channel &= I8237_CHANNELS - 1;
	if (!now->rate || now->want_bytes > now->fetch_bytes ||
	    now->fetch_bytes > SB16_FETCH_BYTES || now->want_bytes > now->left_bytes)
		now->active = false;
	if (!now->active)
		now->want_bytes = 0;
	update_irq(card);
}

static const struct snap_field fields[] = {
    SNAP(struct sb16, mixer.index),
    SNAP(struct sb16, mixer.reg),
    SNAP(struct sb16, mixer.irqs),
    SNAP(struct sb16, command),
    SNAP(struct sb16, param),
    SNAP(struct sb16, params),
    SNAP(struct sb16, wanted),
    SNAP(struct sb16, reply),
    SNAP(struct sb16, reply_first),
    SNAP(struct sb16, reply_count),
    SNAP(struct sb16, last_reply),
    SNAP(struct sb16, in_reset),
    SNAP(struct sb16, test),
    SNAP(struct sb16, speaker),
    SNAP(struct sb16, rate),
    SNAP(struct sb16, mono_rate),
    SNAP(struct sb16, block_length),
    SNAP(struct sb16, now),
    SNAP(struct sb16, frame),
    SNAP(struct sb16, frame_bytes),
    SNAP(struct sb16, free_ns),
    SNAP(struct sb16, rest),
    SNAP_TIMER(struct sb16, timer),
    SNAP_TIMER(struct sb16, reset_timer),
    SNAP_END,
};
const struct snap_desc sb16_snap = {"sb16", 1, fields, loaded};
