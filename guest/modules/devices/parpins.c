/* SPDX-License-Identifier: GPL-2.0-only */
/* parpins: the parallel port's three registers, as the pins they are. */
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <asm/io.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Pins of a parallel port");

static unsigned int base = 0x378;
module_param_hw(base, uint, ioport, 0444);

static int pins_show(struct seq_file *m, void *v)
{
	u8 data = inb(base), status = inb(base + 1), control = inb(base + 2);

	seq_printf(
	    m, "data %02x status %02x (busy %d ack %d paper %d select %d error %d) control %02x\n",
	    data, status, !(status & 0x80), !(status & 0x40), !!(status & 0x20), !!(status & 0x10),
	    !(status & 0x08), control & 0x3f);
	return 0;
}

static int __init parpins_init(void)
{
	if (!request_region(base, 3, "parpins"))
		return -EBUSY;
	outb(0x5a, base);
	proc_create_single("parpins", 0, NULL, pins_show);
	return 0;
}

static void __exit parpins_exit(void)
{
	remove_proc_entry("parpins", NULL);
	outb(0, base);
	release_region(base, 3);
}

module_init(parpins_init);
module_exit(parpins_exit);
