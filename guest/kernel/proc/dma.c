/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * /proc/dma. Channel 4 is no channel: there the first 8237A hangs on the second. No
 * driver has another yet.
 */
#include <linux/init.h>
#include <linux/proc_fs.h>

static int dma_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%2d: %s\n", 4, "cascade");
	return 0;
}

static int __init proc_dma_init(void)
{
	proc_create_single("dma", 0, NULL, dma_show);
	return 0;
}
fs_initcall(proc_dma_init);
