/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sb16_play: samples, by DMA, at their rate.
 *
 *	timer: all was played -------> DREQ up, want_bytes = two milliseconds' worth, or
 *	     ^                         to the end of the block
 *	     |                         transfers ... the last one: DREQ down, frames
 *	     +-- when these have <---- go out; at the block's end an interrupt
 *	         been played
 */
#include "devices/sb16_inner.h"

#define FETCHES_A_SECOND 512
/* ASSUMED: from the command to the first fetch. Drivers that set up a transfer and pause it in the
 * same breath (Linux) count on nothing being fetched meanwhile. */
#define START_NS 100000

static uint32_t bytes_a_second(const struct sb16_transfer *now)
{
	return now->rate << now->stereo << now->sixteen;
}

static void set_dreq(const struct sb16 *card, bool level)
{
	irq_set(&card->wires.dreq[card->now.channel], level);
}

/* What was fetched takes its time; then the next is due. */
static void arm(struct sb16 *card)
{
	uint64_t now_ns = clock_now(card->clock);
	uint32_t per_s = bytes_a_second(&card->now);
	uint64_t parts = card->rest + (uint64_t)card->now.fetch_bytes * CLOCK_NS_PER_S;

	/* Whoever kept the card waiting has made it late. */
	if (card->free_ns < now_ns)
		card->free_ns = now_ns;
	card->free_ns += parts / per_s;
	card->rest = parts % per_s;
	clock_arm(card->clock, &card->timer, card->free_ns);
}

static int16_t sample(const struct sb16_transfer *now, const uint8_t *bytes)
{
	unsigned value = now->sixteen ? bytes[0] | bytes[1] << 8 : bytes[0] << 8;

	return (int16_t)(uint16_t)(now->is_signed ? value : value ^ 0x8000);
}

/* False: the frame is not whole yet. */
static bool put_byte(struct sb16 *card, uint8_t byte, struct sb16_frame *frame)
{
	const struct sb16_transfer *now = &card->now;
	unsigned size = 1u << now->sixteen;

	card->frame[card->frame_bytes++] = byte;
	if (card->frame_bytes < size << now->stereo)
		return false;
	card->frame_bytes = 0;
	frame->left = sample(now, card->frame);
	frame->right = now->stereo ? sample(now, card->frame + size) : frame->left;
	return true;
}

static void play(const struct sb16 *card, const struct sb16_frame *frames, unsigned count)
{
	if (count && card->wires.play)
		card->wires.play(card->wires.ctx, frames, count, card->now.rate);
}

/* The block has been fetched to its end. */
static void block_over(struct sb16 *card)
{
	struct sb16_transfer *now = &card->now;
	bool sixteen = now->sixteen;

	now->left_bytes = now->block_bytes;
	if (!now->auto_init || now->exits)
		now->active = false;
	sb16_raise(card, sixteen ? CT1745_IRQ_DSP16 : CT1745_IRQ_DSP8);
}

static void moved(struct sb16 *card, uint32_t bytes)
{
	struct sb16_transfer *now = &card->now;

	now->want_bytes -= bytes;
	now->left_bytes -= bytes;
	if (now->want_bytes)
		return;
	set_dreq(card, false);
	arm(card);
	if (!now->left_bytes)
		block_over(card);
}

/* Whole frames, so that none is split between two fetches. */
static uint32_t next_fetch_bytes(const struct sb16 *card)
{
	uint32_t left = card->now.left_bytes;
	uint32_t bytes = (bytes_a_second(&card->now) / FETCHES_A_SECOND + 4) & ~3u;

	return left < bytes ? left : bytes;
}

static void play_silence(struct sb16 *card)
{
	static const struct sb16_frame quiet[SB16_FETCH_BYTES];
	uint32_t bytes = card->now.fetch_bytes;

	play(card, quiet, bytes);
	moved(card, bytes);
}

static void fetch(struct sb16 *card)
{
	card->now.fetch_bytes = card->now.want_bytes = next_fetch_bytes(card);
	if (card->now.silence)
		play_silence(card);
	else
		set_dreq(card, true);
}

void sb16_timer(void *owner, uint64_t now_ns)
{
	struct sb16 *card = owner;

	(void)now_ns;
	if (card->now.active && !card->now.paused && !card->now.want_bytes)
		fetch(card);
}

/* ---- DMA ---- */

static void take(void *dev, uint16_t value, bool tc)
{
	struct sb16 *card = dev;
	uint32_t bytes = card->now.wide ? 2 : 1;
	struct sb16_frame frame;

	(void)tc;
	if (card->now.want_bytes < bytes)
		return;
	for (uint32_t i = 0; i < bytes; i++)
		if (put_byte(card, (uint8_t)(value >> 8 * i), &frame) && !card->now.input)
			play(card, &frame, 1);
	moved(card, bytes);
}

/* Silence: the middle of the range. */
static uint16_t give(void *dev, bool tc)
{
	struct sb16 *card = dev;
	const struct sb16_transfer *now = &card->now;
	uint32_t bytes = now->wide ? 2 : 1;
	uint16_t middle = now->is_signed ? 0 : now->sixteen ? 0x8000 : 0x80;
	bool high = now->sixteen && !now->wide && now->left_bytes & 1;

	(void)tc;
	if (now->want_bytes < bytes)
		return 0xffff;
	moved(card, bytes);
	return high ? middle >> 8 : middle;
}

struct i8237_client sb16_dma_client(struct sb16 *card)
{
	return (struct i8237_client){give, take, NULL, card};
}

/* ---- commands ---- */

static void go_on(struct sb16 *card)
{
	uint64_t now_ns = clock_now(card->clock);

	if (card->now.want_bytes)
		set_dreq(card, true);
	else
		clock_arm(card->clock, &card->timer,
			  card->free_ns > now_ns ? card->free_ns : now_ns);
}

void sb16_stop(struct sb16 *card)
{
	if (card->now.want_bytes)
		set_dreq(card, false);
	clock_disarm(card->clock, &card->timer);
	card->now = (struct sb16_transfer){.active = false};
	card->frame_bytes = 0;
}

void sb16_start(struct sb16 *card, const struct sb16_transfer *transfer)
{
	uint64_t begins = clock_now(card->clock) + START_NS;

	if (card->now.want_bytes)
		set_dreq(card, false);
	card->now = *transfer;
	card->now.active = true;
	card->now.left_bytes = transfer->block_bytes;
	card->frame_bytes = 0;
	card->rest = 0;
	clock_arm(card->clock, &card->timer, card->free_ns > begins ? card->free_ns : begins);
}

void sb16_pause(struct sb16 *card, bool sixteen)
{
	if (!card->now.active || card->now.sixteen != sixteen)
		return;
	card->now.paused = true;
	if (card->now.want_bytes)
		set_dreq(card, false);
	clock_disarm(card->clock, &card->timer);
}

void sb16_continue(struct sb16 *card, bool sixteen)
{
	if (!card->now.active || !card->now.paused || card->now.sixteen != sixteen)
		return;
	card->now.paused = false;
	go_on(card);
}
