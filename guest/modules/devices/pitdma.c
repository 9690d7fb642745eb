/* SPDX-License-Identifier: GPL-2.0-only */
/* pitdma: takes ports, a DMA channel and a buffer as an ISA driver does, and gives them back. */
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <asm/dma.h>
#include <asm/io.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Resources of an ISA device");

static int base = 0x300;
module_param_hw(base, int, ioport, 0444);
static int channel = 3;
module_param_hw(channel, int, dma, 0444);

#define PORTS 8

static unsigned long buffer;

static int __init pitdma_init(void)
{
	int err;

	if (!request_region(base, PORTS, "pitdma"))
		return -EBUSY;
	err = request_dma(channel, "pitdma");
	if (err) {
		release_region(base, PORTS);
		return err;
	}
	buffer = __get_dma_pages(GFP_KERNEL, 1);
	if (!buffer) {
		free_dma(channel);
		release_region(base, PORTS);
		return -ENOMEM;
	}
	pr_info("pitdma: ports %#x-%#x, channel %d, buffer at %#lx: %s\n", base, base + PORTS - 1,
		channel, (unsigned long)virt_to_phys((void *)buffer),
		virt_to_phys((void *)buffer) < 1 << 24 ? "below 16 MiB" : "out of reach");
	return 0;
}

static void __exit pitdma_exit(void)
{
	free_pages(buffer, 1);
	free_dma(channel);
	release_region(base, PORTS);
}

module_init(pitdma_init);
module_exit(pitdma_exit);
