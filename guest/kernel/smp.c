/* SPDX-License-Identifier: GPL-2.0-only */
/* smp: work for the other CPUs. */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/smp.h>

void on_each_cpu_plain(void (*fn)(void *info), void *info)
{
	unsigned long flags;

	local_irq_save(flags);
	fn(info);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(on_each_cpu_plain);
