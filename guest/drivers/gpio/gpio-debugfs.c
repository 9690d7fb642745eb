/* SPDX-License-Identifier: GPL-2.0-only */
/* gpio-debugfs: /sys/kernel/debug/gpio: the chips, and the lines that somebody has. */
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/seq_file.h>

#include "drivers/gpio/gpiolib.h"

static void show_line(struct seq_file *m, struct gpio_device *gdev, unsigned int i)
{
	struct gpio_desc *desc = &gdev->descs[i];
	bool out, irq;
	int value;

	if (!test_bit(FLAG_REQUESTED, &desc->flags)) {
		if (desc->name)
			seq_printf(m, " gpio-%-3d (%-20.20s)\n", gdev->base + i, desc->name);
		return;
	}
	gpiod_get_direction(desc);
	out = test_bit(FLAG_IS_OUT, &desc->flags);
	value = gdev->chip->get ? gpiod_get_raw_value_commit(desc) : -1;
	irq = test_bit(FLAG_USED_AS_IRQ, &desc->flags);
	seq_printf(m, " gpio-%-3d (%-20.20s|%-20.20s) %s %s %s%s\n", gdev->base + i,
		   desc->name ? desc->name : "", desc->label ? desc->label : "?",
		   out ? "out" : "in ", value >= 0 ? (value ? "hi" : "lo") : "?  ",
		   irq ? "IRQ " : "", test_bit(FLAG_ACTIVE_LOW, &desc->flags) ? "ACTIVE LOW" : "");
}

static void show_chip(struct seq_file *m, struct gpio_device *gdev)
{
	struct gpio_chip *gc = gdev->chip;
	struct device *parent = gc->parent;
	unsigned int i;

	seq_printf(m, "%s: GPIOs %d-%d", dev_name(&gdev->dev), gdev->base,
		   gdev->base + gdev->ngpio - 1);
	if (parent)
		seq_printf(m, ", parent: %s/%s", parent->bus ? parent->bus->name : "no-bus",
			   dev_name(parent));
	if (gc->label)
		seq_printf(m, ", %s", gc->label);
	seq_puts(m, gc->can_sleep ? ", can sleep:\n" : ":\n");
	if (gc->dbg_show) {
		gc->dbg_show(m, gc);
		return;
	}
	for (i = 0; i < gdev->ngpio; i++)
		show_line(m, gdev, i);
}

/* The nth chip, with a reference: chips may sleep, the list may not. */
static struct gpio_device *nth(unsigned int n)
{
	struct gpio_device *gdev, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&gpio_lock, flags);
	list_for_each_entry (gdev, &gpio_devices, list) {
		if (!n--) {
			get_device(&gdev->dev);
			found = gdev;
			break;
		}
	}
	spin_unlock_irqrestore(&gpio_lock, flags);
	return found;
}

static int gpio_show(struct seq_file *m, void *v)
{
	struct gpio_device *gdev;
	unsigned int n;

	for (n = 0; (gdev = nth(n)); n++) {
		if (n)
			seq_putc(m, '\n');
		down_read(&gdev->sem);
		if (gdev->chip)
			show_chip(m, gdev);
		up_read(&gdev->sem);
		put_device(&gdev->dev);
	}
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(gpio);

static int __init gpio_debugfs_init(void)
{
	debugfs_create_file("gpio", 0444, NULL, NULL, &gpio_fops);
	return 0;
}
subsys_initcall(gpio_debugfs_init);
