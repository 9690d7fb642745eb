/* SPDX-License-Identifier: GPL-2.0-only */
/* irqhandler: the flow of an interrupt: what its chip is told, and when its handlers run. */
#ifndef _LINUX_IRQHANDLER_H
#define _LINUX_IRQHANDLER_H

struct irq_desc;

typedef void (*irq_flow_handler_t)(struct irq_desc *desc);

#endif
