/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ct1745: the mixer of the Sound Blaster 16: volumes, and the registers that
 * choose the card's interrupt and DMA channels and tell why it interrupts.
 */
#ifndef ZONEMU_DEVICES_CT1745_H
#define ZONEMU_DEVICES_CT1745_H

#include <stdint.h>

enum {
	CT1745_IRQ_DSP8 = 1 << 0, /* 8-bit DMA, or the DSP's MIDI */
	CT1745_IRQ_DSP16 = 1 << 1,
	CT1745_IRQ_MPU = 1 << 2,
};

struct ct1745 {
	uint8_t index;
	uint8_t reg[256];
	uint8_t irqs;		    /* pending: CT1745_IRQ_* */
	void (*changed)(void *ctx); /* which interrupt or DMA channel is used */
	void *ctx;
};

/* irq: 2 (or 9), 5, 7 or 10; dma 0, 1 or 3; dma16 5, 6, 7, or dma again. */
void ct1745_init(struct ct1745 *mixer, unsigned irq, unsigned dma, unsigned dma16,
		 void (*changed)(void *ctx), void *ctx);
/* Volumes; the interrupt and the channels stay. */
void ct1745_reset(struct ct1745 *mixer);
uint8_t ct1745_peek(const struct ct1745 *mixer);
void ct1745_write(struct ct1745 *mixer, uint8_t value);

/* What is chosen; 0: none. The 16-bit channel is the 8-bit one when no other is chosen. */
unsigned ct1745_irq(const struct ct1745 *mixer);
unsigned ct1745_dma(const struct ct1745 *mixer);
unsigned ct1745_dma16(const struct ct1745 *mixer);

#endif
