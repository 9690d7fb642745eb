/* SPDX-License-Identifier: GPL-2.0-only */
/* keys: counts the interrupts of a line that it shares with its real owner: /proc/keys. */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A handler on a shared line");

static int irq = 5;
module_param(irq, int, 0444);

static unsigned long count;

static irqreturn_t keys_interrupt(int line, void *dev_id)
{
	count++;
	return IRQ_NONE; /* somebody else's: we only watch */
}

static int keys_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%d: %lu\n", irq, count);
	return 0;
}

static int __init keys_init(void)
{
	int err = request_irq(irq, keys_interrupt, IRQF_SHARED, "keys", &count);

	if (err) {
		pr_err("keys: irq %d: error %d\n", irq, err);
		return err;
	}
	proc_create_single("keys", 0, NULL, keys_show);
	return 0;
}

static void __exit keys_exit(void)
{
	remove_proc_entry("keys", NULL);
	free_irq(irq, &count);
}

module_init(keys_init);
module_exit(keys_exit);
