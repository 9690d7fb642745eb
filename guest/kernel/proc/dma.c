/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/dma: the ISA DMA channels that have an owner. */
#include <linux/init.h>
#include <linux/proc_fs.h>
#include <asm/dma.h>

static int dma_show(struct seq_file *m, void *v)
{
	unsigned int channel;

	for (channel = 0; channel < MAX_DMA_CHANNELS; channel++)
		if (dma_owner(channel))
			seq_printf(m, "%2u: %s\n", channel, dma_owner(channel));
	return 0;
}

static int __init proc_dma_init(void)
{
	proc_create_single("dma", 0, NULL, dma_show);
	return 0;
}
fs_initcall(proc_dma_init);
