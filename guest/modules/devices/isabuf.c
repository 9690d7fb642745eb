// SPDX-License-Identifier: GPL-2.0-only
/*
 * isabuf: a tone from a Sound Blaster at 220h, by ISA DMA from a buffer that is got in one of
 * three ways: from=kmalloc, from=vmalloc (both wrong with more than 16 MiB), from=dma.
 */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <asm/dma.h>
#include <asm/io.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("ISA DMA from a right buffer, or from a wrong one");

#define PORT	0x220
#define PORTS	16
#define IRQ	5
#define CHANNEL 1
#define SAMPLES 400
#define BYTES	4096

#define DSP_WRITE     (PORT + 0xc)
#define DSP_ACK	      (PORT + 0xe)
#define DSP_BUSY      0x80
#define DSP_RATE      0x41 /* high byte, low byte: Hz */
#define DSP_PLAY_8BIT 0x14 /* low byte, high byte: samples less one */

static char *from = "dma";
module_param(from, charp, 0444);
MODULE_PARM_DESC(from, "kmalloc, vmalloc or dma");

static u8 *buffer;
static DECLARE_COMPLETION(played);

static irqreturn_t isabuf_interrupt(int irq, void *dev_id)
{
	inb(DSP_ACK);
	complete(&played);
	return IRQ_HANDLED;
}

static void dsp(u8 byte)
{
	unsigned int patience = 10000;

	while (inb(DSP_WRITE) & DSP_BUSY && --patience)
		;
	outb(byte, DSP_WRITE);
}

static void take_buffer(void)
{
	if (!strcmp(from, "vmalloc"))
		buffer = vmalloc(BYTES);
	else if (!strcmp(from, "kmalloc"))
		buffer = kmalloc(BYTES, GFP_KERNEL);
	else
		buffer = kmalloc(BYTES, GFP_KERNEL | GFP_DMA);
}

static noinline void start_dma(void)
{
	unsigned long flags = claim_dma_lock();

	disable_dma(CHANNEL);
	clear_dma_ff(CHANNEL);
	set_dma_mode(CHANNEL, DMA_MODE_WRITE);
	set_dma_addr(CHANNEL, virt_to_phys(buffer));
	set_dma_count(CHANNEL, SAMPLES);
	enable_dma(CHANNEL);
	release_dma_lock(flags);
}

static int play(void)
{
	memset(buffer, 0x90, SAMPLES);
	start_dma();
	dsp(DSP_RATE);
	dsp(8000 >> 8);
	dsp(8000 & 0xff);
	dsp(DSP_PLAY_8BIT);
	dsp((SAMPLES - 1) & 0xff);
	dsp((SAMPLES - 1) >> 8);
	if (!wait_for_completion_timeout(&played, HZ))
		return -EIO;
	pr_info("isabuf: %d samples played from a buffer of %s, and no error\n", SAMPLES, from);
	return 0;
}

static int __init isabuf_init(void)
{
	int err = -EBUSY;

	if (!request_region(PORT, PORTS, "isabuf"))
		return err;
	err = request_irq(IRQ, isabuf_interrupt, 0, "isabuf", NULL);
	if (err)
		goto no_irq;
	err = request_dma(CHANNEL, "isabuf");
	if (err)
		goto no_dma;
	take_buffer();
	err = buffer ? play() : -ENOMEM;
	if (!err)
		return 0;
	kvfree(buffer);
	disable_dma(CHANNEL);
	free_dma(CHANNEL);
no_dma:
	free_irq(IRQ, NULL);
no_irq:
	release_region(PORT, PORTS);
	return err;
}
module_init(isabuf_init);

static void __exit isabuf_exit(void)
{
	kvfree(buffer);
	disable_dma(CHANNEL);
	free_dma(CHANNEL);
	free_irq(IRQ, NULL);
	release_region(PORT, PORTS);
}
module_exit(isabuf_exit);
