/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sb16_dsp: the DSP's commands (Sound Blaster Series Hardware Programming Guide,
 * chapter 6, "DSP Commands"; those without a name there are known from drivers).
 */
#include <stddef.h>

#include "devices/sb16_inner.h"

#define VERSION_MAJOR 4
#define VERSION_MINOR 5
#define RATE_MIN      4000
#define RATE_MAX      48000
#define RATE_DEFAULT  11025
#define SPEAKER_ON    0xff

/* Modes of Bxh and Cxh: the command's bits, and its first parameter's. */
#define COMMAND_AUTO_INIT 0x04
#define COMMAND_INPUT	  0x08
#define MODE_SIGNED	  0x10
#define MODE_STEREO	  0x20

static uint32_t clamp_rate(uint32_t rate)
{
	return rate < RATE_MIN ? RATE_MIN : rate > RATE_MAX ? RATE_MAX : rate;
}

static uint32_t frame_rate(const struct sb16 *card, bool stereo)
{
	return card->mono_rate ? clamp_rate(card->mono_rate >> stereo) : card->rate;
}

static unsigned word_param(const struct sb16 *card, unsigned first)
{
	return card->param[first] | card->param[first + 1] << 8;
}

/* ---- transfers ---- */

static void start(struct sb16 *card, struct sb16_transfer transfer, uint32_t samples)
{
	const struct ct1745 *mixer = &card->mixer;

	transfer.channel = (uint8_t)(transfer.sixteen ? ct1745_dma16(mixer) : ct1745_dma(mixer));
	transfer.wide = transfer.channel > 3;
	transfer.rate = frame_rate(card, transfer.stereo);
	transfer.block_bytes = samples << transfer.sixteen;
	sb16_start(card, &transfer);
}

/* Bxh: 16 bits, Cxh: 8 bits. The length is in samples, less one. */
static void start_generic(struct sb16 *card)
{
	const struct sb16_transfer transfer = {.sixteen = card->command < 0xc0,
					       .auto_init = card->command & COMMAND_AUTO_INIT,
					       .input = card->command & COMMAND_INPUT,
					       .stereo = card->param[0] & MODE_STEREO,
					       .is_signed = card->param[0] & MODE_SIGNED};

	start(card, transfer, word_param(card, 1) + 1);
}

/* The older commands: 8 bits, unsigned, mono. */
static void start_single(struct sb16 *card, bool input)
{
	start(card, (struct sb16_transfer){.input = input}, word_param(card, 0) + 1);
}

static void start_auto(struct sb16 *card, bool input)
{
	start(card, (struct sb16_transfer){.auto_init = true, .input = input}, card->block_length);
}

/* Compressed samples move at their rate, and are heard as silence. */
static void start_adpcm(struct sb16 *card, bool auto_init)
{
	start(card, (struct sb16_transfer){.auto_init = auto_init, .input = true},
	      auto_init ? card->block_length : word_param(card, 0) + 1);
}

static void start_silence(struct sb16 *card)
{
	start(card, (struct sb16_transfer){.silence = true}, word_param(card, 0) + 1);
}

static void exit_auto(struct sb16 *card, bool sixteen)
{
	if (card->now.sixteen == sixteen)
		card->now.exits = true;
}

/* ---- others ---- */

static void set_rate(struct sb16 *card)
{
	card->rate = clamp_rate((uint32_t)card->param[0] << 8 | card->param[1]);
	card->mono_rate = 0;
}

/* "Set Time Constant": 256 - 1000000 / samples a second, both channels counted */
static void set_time_constant(struct sb16 *card)
{
	card->mono_rate = 1000000 / (256u - card->param[0]);
}

static void tell_copyright(struct sb16 *card)
{
	static const char text[] = "COPYRIGHT (C) CREATIVE TECHNOLOGY LTD, 1992.";

	for (size_t i = 0; i < sizeof(text); i++)
		sb16_reply(card, (uint8_t)text[i]);
}

struct dsp_command {
	uint8_t first, last, params;
	void (*run)(struct sb16 *card); /* NULL: nothing happens */
};

static void single_output(struct sb16 *card)
{
	start_single(card, false);
}

static void single_input(struct sb16 *card)
{
	start_single(card, true);
}

static void auto_output(struct sb16 *card)
{
	start_auto(card, false);
}

static void auto_input(struct sb16 *card)
{
	start_auto(card, true);
}

static void adpcm_single(struct sb16 *card)
{
	start_adpcm(card, false);
}

static void adpcm_auto(struct sb16 *card)
{
	start_adpcm(card, true);
}

static void direct_input(struct sb16 *card)
{
	sb16_reply(card, 0x80);
}

static void block_length(struct sb16 *card)
{
	card->block_length = word_param(card, 0) + 1;
}

/* Continuing in auto-init after an exit was asked for. */
static void keep_auto(struct sb16 *card)
{
	card->now.exits = false;
}

static void no_answer(struct sb16 *card)
{
	sb16_reply(card, 0xff);
}

static void flow(struct sb16 *card)
{
	switch (card->command) {
	case 0xd0:
		sb16_pause(card, false);
		break;
	case 0xd4:
		sb16_continue(card, false);
		break;
	case 0xd5:
		sb16_pause(card, true);
		break;
	case 0xd6:
		sb16_continue(card, true);
		break;
	case 0xd9:
		exit_auto(card, true);
		break;
	case 0xda:
		exit_auto(card, false);
		break;
	}
}

static void speaker(struct sb16 *card)
{
	if (card->command == 0xd8)
		sb16_reply(card, card->speaker ? SPEAKER_ON : 0);
	else
		card->speaker = card->command == 0xd1;
}

static void identify(struct sb16 *card)
{
	sb16_reply(card, (uint8_t)~card->param[0]);
}

static void version(struct sb16 *card)
{
	sb16_reply(card, VERSION_MAJOR);
	sb16_reply(card, VERSION_MINOR);
}

static void test_register(struct sb16 *card)
{
	if (card->command == 0xe4)
		card->test = card->param[0];
	else
		sb16_reply(card, card->test);
}

static void request_irq(struct sb16 *card)
{
	sb16_raise(card, card->command == 0xf2 ? CT1745_IRQ_DSP8 : CT1745_IRQ_DSP16);
}

static void zero(struct sb16 *card)
{
	sb16_reply(card, 0);
}

/* clang-format off */
static const struct dsp_command commands[] = {
	{0x04, 0x04, 1, NULL},		/* CSP: mode */
	{0x05, 0x05, 2, NULL},		/* CSP: parameter */
	{0x08, 0x08, 1, no_answer},	/* CSP: version; there is none */
	{0x0e, 0x0e, 2, NULL},		/* CSP: register */
	{0x0f, 0x0f, 1, no_answer},
	{0x10, 0x11, 1, NULL},		/* one sample */
	{0x14, 0x15, 2, single_output},
	{0x16, 0x17, 2, adpcm_single},
	{0x1c, 0x1c, 0, auto_output},
	{0x1f, 0x1f, 0, adpcm_auto},
	{0x20, 0x20, 0, direct_input},
	{0x24, 0x24, 2, single_input},
	{0x2c, 0x2c, 0, auto_input},
	{0x30, 0x37, 0, NULL},		/* MIDI */
	{0x38, 0x38, 1, NULL},
	{0x40, 0x40, 1, set_time_constant},
	{0x41, 0x42, 2, set_rate},
	{0x45, 0x45, 0, keep_auto},
	{0x47, 0x47, 0, keep_auto},
	{0x48, 0x48, 2, block_length},
	{0x74, 0x77, 2, adpcm_single},
	{0x7d, 0x7d, 0, adpcm_auto},
	{0x7f, 0x7f, 0, adpcm_auto},
	{0x80, 0x80, 2, start_silence},
	{0x90, 0x90, 0, auto_output},	/* high speed: as any other on DSP 4 */
	{0x91, 0x91, 0, NULL},
	{0x98, 0x98, 0, auto_input},
	{0xa0, 0xa8, 0, NULL},		/* mono, stereo input of DSP 3 */
	{0xb0, 0xcf, 3, start_generic},
	{0xd0, 0xd0, 0, flow},
	{0xd1, 0xd1, 0, speaker},
	{0xd3, 0xd3, 0, speaker},
	{0xd4, 0xd6, 0, flow},
	{0xd8, 0xd8, 0, speaker},
	{0xd9, 0xda, 0, flow},
	{0xe0, 0xe0, 1, identify},
	{0xe1, 0xe1, 0, version},
	{0xe2, 0xe2, 1, NULL},		/* answers by DMA */
	{0xe3, 0xe3, 0, tell_copyright},
	{0xe4, 0xe4, 1, test_register},
	{0xe8, 0xe8, 0, test_register},
	{0xf0, 0xf0, 0, NULL},		/* sine tone */
	{0xf2, 0xf3, 0, request_irq},
	{0xf8, 0xf8, 0, zero},
	{0xfb, 0xfd, 0, zero},		/* DSP status */
};
/* clang-format on */

static const struct dsp_command *find(uint8_t command)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (command >= commands[i].first && command <= commands[i].last)
			return &commands[i];
	return NULL;
}

static void run(struct sb16 *card)
{
	const struct dsp_command *command = find(card->command);

	if (command && command->run)
		command->run(card);
}

void sb16_dsp_write(struct sb16 *card, uint8_t byte)
{
	const struct dsp_command *command;

	if (card->wanted) {
		card->param[card->params++ % sizeof(card->param)] = byte;
		card->wanted--;
	} else {
		card->command = byte;
		card->params = 0;
		command = find(byte);
		card->wanted = command ? command->params : 0;
	}
	if (!card->wanted)
		run(card);
}

void sb16_dsp_reset(struct sb16 *card)
{
	card->wanted = card->params = card->command = 0;
	card->speaker = false;
	card->rate = RATE_DEFAULT;
	card->mono_rate = 0;
	card->block_length = 0x800;
}
