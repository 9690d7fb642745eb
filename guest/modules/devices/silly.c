/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * silly: ISA memory, 640 KiB to 1 MiB, by ioremap() and each width of access: where there is
 * RAM, ROM, or nothing. One line for every 32 KiB.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Looks at ISA memory");

#define ISA_BASE 0xA0000
#define ISA_MAX	 0x100000
#define STEP	 0x8000

static const char *__init probe_at(void __iomem *at)
{
	u8 old = readb(at), flipped;

	writeb(~old, at);
	flipped = readb(at);
	writeb(old, at);
	if (flipped == (u8)~old)
		return "memory";
	return readl(at) == 0xffffffff && readw(at + 2) == 0xffff ? "nothing" : "ROM";
}

static int __init silly_init(void)
{
	void __iomem *base = ioremap(ISA_BASE, ISA_MAX - ISA_BASE);
	unsigned long off;

	if (!base)
		return -ENOMEM;
	for (off = 0; off < ISA_MAX - ISA_BASE; off += STEP)
		pr_info("silly: %05lx: %s\n", ISA_BASE + off, probe_at(base + off));
	iounmap(base);
	return -ENODEV;
}

module_init(silly_init);
