/* SPDX-License-Identifier: GPL-2.0-only */
/* old_irq: a handler with pt_regs, SA_ flags, and lines that are probed for: nobody interrupts. */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <asm/io.h>
#include <asm/ptrace.h>

MODULE_LICENSE("GPL");

static int irq = 0;
module_param(irq, int, 0);

static unsigned long eip;

static irqreturn_t interrupt(int line, void *dev_id, struct pt_regs *regs)
{
	if (regs)
		eip = instruction_pointer(regs);
	return IRQ_HANDLED;
}

static int __init old_irq_init(void)
{
	unsigned long mask = probe_irq_on();
	int err;

	mdelay(1);
	printk(KERN_INFO "old_irq: probing %s: %d\n", mask ? "some lines" : "no line",
	       probe_irq_off(mask));
	if (!irq)
		return 0;
	err = request_irq(irq, interrupt, SA_INTERRUPT | SA_SHIRQ, "old_irq", &eip);
	if (err)
		irq = 0;
	return err;
}

static void __exit old_irq_exit(void)
{
	if (irq)
		free_irq(irq, &eip);
	printk(KERN_INFO "old_irq: last interrupted at %08lx\n", eip);
}

module_init(old_irq_init);
module_exit(old_irq_exit);
