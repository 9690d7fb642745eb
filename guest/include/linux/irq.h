/* SPDX-License-Identifier: GPL-2.0-only */
/* irq: interrupt lines and the chips they come through. */
#ifndef _LINUX_IRQ_H
#define _LINUX_IRQ_H

#include <linux/interrupt.h>
#include <linux/spinlock.h>
#include <linux/threads.h>
#include <asm/irq_vectors.h>

struct irq_chip {
	const char *name; /* as /proc/interrupts shows it */
	void (*mask)(unsigned int irq);
	void (*unmask)(unsigned int irq);
	/* Mask it and let the chip go on; false: it was spurious. */
	bool (*mask_ack)(unsigned int irq);
};

struct irq_desc {
	spinlock_t lock;
	const struct irq_chip *chip;
	struct irqaction *action; /* NULL: nobody's */
	unsigned int depth;	  /* times disabled */
	bool in_progress;
	unsigned int count[NR_CPUS];
	unsigned int unhandled;
};

extern struct irq_desc irq_desc[NR_IRQS];
extern unsigned long irq_spurious_count;

#define kstat_irqs_cpu(irq, cpu) (irq_desc[irq].count[cpu])

/* The line's actions, on its CPU, interrupts off (kernel/irq.c). */
void generic_handle_irq(unsigned int irq);

/* How a line tells; the same numbers as IRQF_TRIGGER_ has. */
enum {
	IRQ_TYPE_NONE = 0x0,
	IRQ_TYPE_EDGE_RISING = 0x1,
	IRQ_TYPE_EDGE_FALLING = 0x2,
	IRQ_TYPE_EDGE_BOTH = IRQ_TYPE_EDGE_RISING | IRQ_TYPE_EDGE_FALLING,
	IRQ_TYPE_LEVEL_HIGH = 0x4,
	IRQ_TYPE_LEVEL_LOW = 0x8,
	IRQ_TYPE_LEVEL_MASK = IRQ_TYPE_LEVEL_LOW | IRQ_TYPE_LEVEL_HIGH,
	IRQ_TYPE_SENSE_MASK = 0xf,
};

#endif
