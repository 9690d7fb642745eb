/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Creative CT1745 mixer (Sound Blaster Series Hardware Programming Guide, 1994,
 * chapter 4, "CT1745 Mixer"). A register by its index:
 *
 *	00     any write resets the mixer
 *	04, 0A, 22, 26, 28, 2E  volumes of older cards: views of 30-3A
 *	30-3A  rw master, voice, MIDI, CD, line (left, right) and microphone:
 *	       bits 7-3; 3B speaker: bits 7-6
 *	3C     rw output switches   3D, 3E  rw input switches, left and right
 *	3F-42  rw input and output gain: bits 7-6   43  rw microphone AGC
 *	44-47  rw treble and bass: bits 7-4
 *	80     rw interrupt: bit 0 IRQ2, 1 IRQ5, 2 IRQ7, 3 IRQ10
 *	81     rw DMA: bit 0 DMA0, 1 DMA1, 3 DMA3, 5 DMA5, 6 DMA6, 7 DMA7
 *	82     r  pending interrupts: bit 0 8-bit, 1 16-bit, 2 MPU-401; 5: a CT1745 of DSP 4.05
 *
 * NOT IMPLEMENTED: volumes, gains and switches are kept, and do nothing.
 */
#include "devices/ct1745.h"

#include <stddef.h>

enum {
	RESET = 0x00,
	VOICE_PRO = 0x04,
	MIC_OLD = 0x0a,
	MASTER_PRO = 0x22,
	MIDI_PRO = 0x26,
	CD_PRO = 0x28,
	LINE_PRO = 0x2e,
	MASTER = 0x30,
	VOICE = 0x32,
	MIDI = 0x34,
	CD = 0x36,
	LINE = 0x38,
	MIC = 0x3a,
	SPEAKER = 0x3b,
	OUTPUTS = 0x3c,
	INPUT_LEFT = 0x3d,
	INPUT_RIGHT = 0x3e,
	TREBLE = 0x44,
	LAST_VOLUME = 0x47,
	INTERRUPT = 0x80,
	DMA = 0x81,
	PENDING = 0x82,
	PENDING_FIXED = 0x20,
};

/* An older card's register: four bits for each side of two new ones. */
static uint8_t new_of(uint8_t index)
{
	switch (index) {
	case VOICE_PRO:
		return VOICE;
	case MASTER_PRO:
		return MASTER;
	case MIDI_PRO:
		return MIDI;
	case CD_PRO:
		return CD;
	case LINE_PRO:
		return LINE;
	default:
		return 0;
	}
}

void ct1745_reset(struct ct1745 *mixer)
{
	const struct {
		uint8_t reg, value;
	} defaults[] = {{MASTER, 0xc0},	   {MASTER + 1, 0xc0}, {VOICE, 0xc0},
			{VOICE + 1, 0xc0}, {MIDI, 0xc0},       {MIDI + 1, 0xc0},
			{OUTPUTS, 0x1f},   {INPUT_LEFT, 0x15}, {INPUT_RIGHT, 0x0b}};

	for (unsigned i = MASTER; i <= LAST_VOLUME; i++)
		mixer->reg[i] = i >= TREBLE ? 0x80 : 0;
	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++)
		mixer->reg[defaults[i].reg] = defaults[i].value;
}

uint8_t ct1745_peek(const struct ct1745 *mixer)
{
	const uint8_t *reg = mixer->reg;
	uint8_t index = mixer->index, new = new_of(index);

	if (new)
		return (reg[new] & 0xf0) | reg[new + 1] >> 4;
	if (index == MIC_OLD)
		return reg[MIC] >> 5;
	if (index == PENDING)
		return mixer->irqs | PENDING_FIXED;
	return reg[index];
}

/* The bits that a register has. */
static uint8_t mask_of(uint8_t index)
{
	if (index >= MASTER && index <= MIC)
		return 0xf8;
	if (index == SPEAKER || (index >= 0x3f && index <= 0x42))
		return 0xc0;
	if (index == OUTPUTS)
		return 0x1f;
	if (index == INPUT_LEFT || index == INPUT_RIGHT)
		return 0x7f;
	if (index == 0x43)
		return 0x01;
	if (index >= TREBLE && index <= LAST_VOLUME)
		return 0xf0;
	if (index == INTERRUPT)
		return 0x0f;
	return index == DMA ? 0xeb : 0;
}

void ct1745_write(struct ct1745 *mixer, uint8_t value)
{
	uint8_t index = mixer->index, new = new_of(index);

	if (index == RESET) {
		ct1745_reset(mixer);
	} else if (new) {
		mixer->reg[new] = (value & 0xf0) | 0x08;
		mixer->reg[new + 1] = (uint8_t)(value << 4) | 0x08;
	} else if (index == MIC_OLD) {
		mixer->reg[MIC] = (uint8_t)((value & 7) << 5) | 0x18;
	} else {
		mixer->reg[index] = value & mask_of(index);
	}
	if (index == INTERRUPT || index == DMA)
		mixer->changed(mixer->ctx);
}

unsigned ct1745_irq(const struct ct1745 *mixer)
{
	static const uint8_t irqs[] = {9, 5, 7, 10};

	for (unsigned bit = 0; bit < sizeof(irqs); bit++)
		if (mixer->reg[INTERRUPT] & 1 << bit)
			return irqs[bit];
	return 0;
}

static unsigned channel(const struct ct1745 *mixer, unsigned first, unsigned last)
{
	for (unsigned n = first; n <= last; n++)
		if (mixer->reg[DMA] & 1 << n)
			return n;
	return 0;
}

unsigned ct1745_dma(const struct ct1745 *mixer)
{
	return channel(mixer, 0, 3);
}

unsigned ct1745_dma16(const struct ct1745 *mixer)
{
	unsigned n = channel(mixer, 5, 7);

	return n ? n : ct1745_dma(mixer);
}

void ct1745_init(struct ct1745 *mixer, unsigned irq, unsigned dma, unsigned dma16,
		 void (*changed)(void *ctx), void *ctx)
{
	*mixer = (struct ct1745){.changed = changed, .ctx = ctx};
	ct1745_reset(mixer);
	mixer->reg[INTERRUPT] = irq == 5 ? 2 : irq == 7 ? 4 : irq == 10 ? 8 : 1;
	mixer->reg[DMA] = (uint8_t)((1 << dma | 1 << dma16) & 0xeb);
}
