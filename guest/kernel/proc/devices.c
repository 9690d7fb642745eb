/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/devices: the majors that are taken, by drivers of characters, then of blocks. */
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/proc_fs.h>

static int devices_show(struct seq_file *m, void *v)
{
	off_t major;

	seq_puts(m, "Character devices:\n");
	for (major = 0; major < CHRDEV_MAJOR_MAX; major++)
		chrdev_show(m, major);
	seq_puts(m, "\nBlock devices:\n");
	for (major = 0; major < BLKDEV_MAJOR_MAX; major++)
		blkdev_show(m, major);
	return 0;
}

static int __init proc_devices_init(void)
{
	proc_create_single("devices", 0, NULL, devices_show);
	return 0;
}
fs_initcall(proc_devices_init);
