// SPDX-License-Identifier: GPL-2.0-only
/*
 * sb16_card: Creative's Sound Blaster 16 (Hardware Programming Guide, 1994): its ports, its DSP
 * of version 4, its interrupt and its two DMA channels.
 *
 *	+4, +5  mixer: register, value	+6  reset
 *	+A      data of the DSP		+C  commands; bit 7 read: not yet
 *	+E, +F  reading ends an interrupt of 8, of 16 bits
 *
 * NOT IMPLEMENTED: the synthesizer, MIDI, the joystick, both directions at once.
 */
#include <linux/delay.h>
#include <linux/gfp.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/isa.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sound.h>
#include <asm/dma.h>

#include "sb16.h"

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Sound Blaster 16: /dev/dsp and /dev/mixer");
MODULE_ALIAS("sound-slot-0");

static int io = 0x220;
module_param_hw(io, int, ioport, 0444);
static int irq = 5;
module_param_hw(irq, int, irq, 0444);
static int dma = 1;
module_param_hw(dma, int, dma, 0444);
static int dma16 = 5;
module_param_hw(dma16, int, dma, 0444);

#define PORTS	    16
#define MIXER_INDEX 0x4
#define MIXER_DATA  0x5
#define RESET	    0x6
#define READ_DATA   0xa
#define COMMAND	    0xc
#define STATUS_8    0xe
#define ACK_16	    0xf
#define BUSY	    0x80
#define HAS_DATA    0x80
#define RESET_DONE  0xaa

#define SET_OUT_RATE 0x41
#define SET_IN_RATE  0x42
#define AUTO_16	     0xb6
#define AUTO_8	     0xc6
#define INPUT	     0x08
#define PAUSE_8	     0xd0
#define SPEAKER_ON   0xd1
#define PAUSE_16     0xd5
#define EXIT_16	     0xd9
#define EXIT_8	     0xda
#define GET_VERSION  0xe1
#define MODE_STEREO  0x20
#define MODE_SIGNED  0x10

#define MIXER_RESET   0x00
#define MIXER_IRQ     0x80
#define MIXER_DMA     0x81
#define MIXER_PENDING 0x82
#define PENDING_8     0x01
#define PENDING_16    0x02

struct sb16 *sb16_card;
static int dsp_minor = -1, mixer_minor = -1;

/* ---- the DSP ---- */

static bool dsp_write(struct sb16 *card, u8 byte)
{
	int tries;

	for (tries = 0; tries < 1000; tries++) {
		if (!(inb(card->base + COMMAND) & BUSY)) {
			outb(byte, card->base + COMMAND);
			return true;
		}
		udelay(1);
	}
	return false;
}

static int dsp_read(struct sb16 *card)
{
	int tries;

	for (tries = 0; tries < 1000; tries++) {
		if (inb(card->base + STATUS_8) & HAS_DATA)
			return inb(card->base + READ_DATA);
		udelay(1);
	}
	return -EIO;
}

int sb16_reset(struct sb16 *card)
{
	outb(1, card->base + RESET);
	udelay(10);
	outb(0, card->base + RESET);
	udelay(150);
	return dsp_read(card) == RESET_DONE ? 0 : -ENODEV;
}

u8 sb16_mixer_read(struct sb16 *card, u8 reg)
{
	outb(reg, card->base + MIXER_INDEX);
	return inb(card->base + MIXER_DATA);
}

void sb16_mixer_write(struct sb16 *card, u8 reg, u8 value)
{
	outb(reg, card->base + MIXER_INDEX);
	outb(value, card->base + MIXER_DATA);
}

/* ---- transfers ---- */

static int channel(const struct sb16 *card)
{
	return sb16_is_wide(card) ? card->dma16 : card->dma8;
}

static void start_dma(struct sb16 *card)
{
	int n = channel(card);
	unsigned long flags = claim_dma_lock();

	disable_dma(n);
	clear_dma_ff(n);
	set_dma_mode(n, (card->recording ? DMA_MODE_READ : DMA_MODE_WRITE) | DMA_AUTOINIT);
	set_dma_addr(n, virt_to_phys(card->buffer));
	set_dma_count(n, sb16_ring_bytes(card));
	enable_dma(n);
	release_dma_lock(flags);
}

void sb16_start(struct sb16 *card)
{
	bool wide = sb16_is_wide(card);
	bool is_signed = card->format == AFMT_S16_LE || card->format == AFMT_S8;
	unsigned int samples = (wide ? card->ring.frag_bytes / 2 : card->ring.frag_bytes) - 1;

	start_dma(card);
	dsp_write(card, SPEAKER_ON);
	dsp_write(card, card->recording ? SET_IN_RATE : SET_OUT_RATE);
	dsp_write(card, card->rate >> 8);
	dsp_write(card, card->rate);
	dsp_write(card, (wide ? AUTO_16 : AUTO_8) | (card->recording ? INPUT : 0));
	dsp_write(card, (card->channels == 2 ? MODE_STEREO : 0) | (is_signed ? MODE_SIGNED : 0));
	dsp_write(card, samples);
	dsp_write(card, samples >> 8);
	card->ring.running = true;
}

void sb16_stop(struct sb16 *card)
{
	unsigned long flags;

	if (!card->ring.running)
		return;
	card->ring.running = false;
	dsp_write(card, sb16_is_wide(card) ? PAUSE_16 : PAUSE_8);
	dsp_write(card, sb16_is_wide(card) ? EXIT_16 : EXIT_8);
	/* a pause alone is not the end of automatic transfers: the next start would go on */
	sb16_reset(card);
	flags = claim_dma_lock();
	disable_dma(channel(card));
	release_dma_lock(flags);
}

unsigned int sb16_position(struct sb16 *card)
{
	unsigned int residue;
	unsigned long flags;

	if (!card->ring.running)
		return 0;
	flags = claim_dma_lock();
	clear_dma_ff(channel(card));
	residue = get_dma_residue(channel(card));
	release_dma_lock(flags);
	/* between the last byte and the reload the count is past its end */
	return residue > sb16_ring_bytes(card)
		   ? 0
		   : (sb16_ring_bytes(card) - residue) % sb16_ring_bytes(card);
}

static irqreturn_t sb16_interrupt(int line, void *dev_id)
{
	struct sb16 *card = dev_id;
	u8 pending;

	spin_lock(&card->lock);
	pending = sb16_mixer_read(card, MIXER_PENDING) & (PENDING_8 | PENDING_16);
	if (pending & PENDING_8)
		inb(card->base + STATUS_8);
	if (pending & PENDING_16)
		inb(card->base + ACK_16);
	if (pending && card->ring.running)
		sb16_period(card);
	spin_unlock(&card->lock);
	if (pending)
		wake_up_interruptible(&card->wait);
	return IRQ_RETVAL(pending);
}

/* ---- the card ---- */

static int select_lines(struct sb16 *card)
{
	static const u8 irqs[] = {2, 5, 7, 10};
	u8 irq_bit = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(irqs); i++)
		if (irqs[i] == card->irq || (irqs[i] == 2 && card->irq == 9))
			irq_bit = 1 << i;
	if (!irq_bit || card->dma8 > 3 || card->dma8 == 2 || card->dma16 < 5 || card->dma16 > 7)
		return -EINVAL;
	sb16_mixer_write(card, MIXER_RESET, 0);
	sb16_mixer_write(card, MIXER_IRQ, irq_bit);
	sb16_mixer_write(card, MIXER_DMA, 1 << card->dma8 | 1 << card->dma16);
	return 0;
}

static int identify(struct sb16 *card)
{
	int major, minor;

	if (sb16_reset(card) || !dsp_write(card, GET_VERSION))
		return -ENODEV;
	major = dsp_read(card);
	minor = dsp_read(card);
	if (major != 4) {
		pr_err("sb16: DSP %d.%02d at %#x: not a Sound Blaster 16\n", major, minor,
		       card->base);
		return -ENODEV;
	}
	pr_info("sb16: DSP 4.%02d at %#x, irq %d, dma %d and %d\n", minor, card->base, card->irq,
		card->dma8, card->dma16);
	return 0;
}

static int take_dma(struct sb16 *card)
{
	int err = request_dma(card->dma8, "sb16");

	if (err)
		return err;
	err = request_dma(card->dma16, "sb16");
	if (err)
		free_dma(card->dma8);
	return err;
}

static int register_files(void)
{
	dsp_minor = register_sound_dsp(&sb16_dsp_fops, -1);
	if (dsp_minor < 0)
		return dsp_minor;
	mixer_minor = register_sound_mixer(&sb16_mixer_fops, -1);
	if (mixer_minor >= 0)
		return 0;
	unregister_sound_dsp(dsp_minor);
	return mixer_minor;
}

static int sb16_probe(struct device *dev, unsigned int id)
{
	struct sb16 *card = devm_kzalloc(dev, sizeof(*card), GFP_KERNEL);
	int err;

	if (!card)
		return -ENOMEM;
	card->base = io;
	card->irq = irq;
	card->dma8 = dma;
	card->dma16 = dma16;
	spin_lock_init(&card->lock);
	mutex_init(&card->mutex);
	init_waitqueue_head(&card->wait);
	if (!devm_request_region(dev, card->base, PORTS, "sb16"))
		return -EBUSY;
	err = identify(card);
	if (!err)
		err = select_lines(card);
	if (!err)
		err = take_dma(card);
	if (err)
		return err;
	card->buffer = (u8 *)__get_dma_pages(GFP_KERNEL, get_order(SB16_BUFFER_BYTES));
	err = card->buffer ? request_irq(card->irq, sb16_interrupt, 0, "sb16", card) : -ENOMEM;
	if (err)
		goto dma;
	sb16_card = card;
	err = register_files();
	if (!err)
		return 0;
	free_irq(card->irq, card);
dma:
	free_pages((unsigned long)card->buffer, get_order(SB16_BUFFER_BYTES));
	free_dma(card->dma8);
	free_dma(card->dma16);
	return err;
}

static void sb16_remove(struct device *dev, unsigned int id)
{
	struct sb16 *card = sb16_card;

	unregister_sound_mixer(mixer_minor);
	unregister_sound_dsp(dsp_minor);
	free_irq(card->irq, card);
	free_dma(card->dma8);
	free_dma(card->dma16);
	free_pages((unsigned long)card->buffer, get_order(SB16_BUFFER_BYTES));
}

static struct isa_driver sb16_driver = {
    .probe = sb16_probe,
    .remove = sb16_remove,
    .driver.name = "sb16",
};
module_isa_driver(sb16_driver, 1);
