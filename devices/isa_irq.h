/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * isa_irq: the 16 ISA interrupt lines. Several chips may hold one up: it is
 * high while any of them does. Each goes to the 8259A pair and to the I/O APIC,
 * whose input 2 is IRQ 0's, as on every PC with both.
 */
#ifndef ZONEMU_DEVICES_ISA_IRQ_H
#define ZONEMU_DEVICES_ISA_IRQ_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/irq.h"
#include "devices/snapshot.h"

#define ISA_IRQS 16

struct isa_irq {
	struct irq_line pic[ISA_IRQS], ioapic[ISA_IRQS];
	unsigned count[ISA_IRQS];   /* of chips connected to a line */
	uint32_t sources[ISA_IRQS]; /* which of them hold it up */
	uint32_t cut[ISA_IRQS];	    /* which of them are disconnected */
	/* An onlooker, told the level whenever a line may have changed; may be NULL. */
	void (*watch)(void *ctx, unsigned irq, bool level);
	void *watch_ctx;
};

/* pic and ioapic: 16 lines each, by IRQ; copied. */
void isa_irq_init(struct isa_irq *isa, const struct irq_line *pic, const struct irq_line *ioapic);

/* Connect one more chip to a line: what it drives. At most 32 a line. */
struct irq_line isa_irq_connect(struct isa_irq *isa, unsigned irq);
/* Disconnect a chip's line, as the HPET does to those that it replaces; and connect it again. */
void isa_irq_cut(struct isa_irq *isa, const struct irq_line *line, bool cut);

extern const struct snap_desc isa_irq_snap;

#endif
