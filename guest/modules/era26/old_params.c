/* SPDX-License-Identifier: GPL-2.0-only */
/* old_params: MODULE_PARM, as 2.4 and early 2.6 had it. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");

static int irq = 5;
static int ports[4] = {0x300, 0, 0, 0};
static char *name = "nobody";
static short mode = 1;
MODULE_PARM(irq, "i");
MODULE_PARM(ports, "1-4i");
MODULE_PARM(name, "s");
MODULE_PARM(mode, "h");

static int __init old_params_init(void)
{
	printk(KERN_INFO "old_params: irq=%d ports=%x,%x,%x,%x name=%s mode=%d\n", irq, ports[0],
	       ports[1], ports[2], ports[3], name, mode);
	return 0;
}

static void __exit old_params_exit(void)
{
}

module_init(old_params_init);
module_exit(old_params_exit);
