/* SPDX-License-Identifier: GPL-2.0-only */
/* irqnr: the numbers of interrupts: the 16 of the ISA lines, then those that drivers allocate. */
#ifndef _LINUX_IRQNR_H
#define _LINUX_IRQNR_H

#include <asm/irq_vectors.h>

struct irq_desc;

extern unsigned int nr_irqs; /* one beyond the last that can be */

/* NULL: nobody's number. */
struct irq_desc *irq_to_desc(unsigned int irq);
/* From irq on, the first with a descriptor; nr_irqs if there is none. */
unsigned int irq_get_next_irq(unsigned int irq);

#define for_each_irq_desc(irq, desc)                                                               \
	for (irq = irq_get_next_irq(0), desc = irq_to_desc(irq); irq < nr_irqs;                    \
	     irq = irq_get_next_irq(irq + 1), desc = irq_to_desc(irq))                             \
		if (!desc)                                                                         \
			;                                                                          \
		else
#define for_each_active_irq(irq)                                                                   \
	for (irq = irq_get_next_irq(0); irq < nr_irqs; irq = irq_get_next_irq(irq + 1))
#define for_each_irq_nr(irq) for (irq = 0; irq < nr_irqs; irq++)

#endif
