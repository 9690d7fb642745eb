/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/bigphysarea, as the patch for Linux 2.4 printed it. */
#include <linux/bigphysarea.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <asm/page.h>

static unsigned int kib(unsigned int pages)
{
	return pages << (PAGE_SHIFT - 10);
}

static int bigphysarea_show(struct seq_file *m, void *v)
{
	struct bigphysarea_info info;

	bigphysarea_info(&info);
	if (!info.pages) {
		seq_puts(m, "No big physical area allocated!\n");
		return 0;
	}
	seq_printf(m, "Big physical area, size %u kB\n", kib(info.pages));
	seq_puts(m, "                       free list:             used list:\n");
	seq_printf(m, "number of blocks:      %8u               %8u\n", info.nr_free, info.nr_used);
	seq_printf(m, "size of largest block: %8u kB            %8u kB\n", kib(info.largest_free),
		   kib(info.largest_used));
	seq_printf(m, "total:                 %8u kB            %8u kB\n",
		   kib(info.pages - info.used), kib(info.used));
	return 0;
}

static int __init proc_bigphysarea_init(void)
{
	proc_create_single("bigphysarea", 0, NULL, bigphysarea_show);
	return 0;
}
fs_initcall(proc_bigphysarea_init);
