/* SPDX-License-Identifier: GPL-2.0-only */
/* of_irq: interrupts in device trees, as in a kernel without. */
#ifndef _LINUX_OF_IRQ_H
#define _LINUX_OF_IRQ_H

#include <linux/of.h>

static inline unsigned int irq_of_parse_and_map(struct device_node *np, int index)
{
	return 0;
}

static inline int of_irq_get(struct device_node *np, int index)
{
	return 0;
}

static inline int of_irq_get_byname(struct device_node *np, const char *name)
{
	return 0;
}

#endif
