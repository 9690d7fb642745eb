/* SPDX-License-Identifier: GPL-2.0-only */
#include "devices/isa_irq.h"

#include <assert.h>
#include <stddef.h>

#define IRQ_OF(n)    ((unsigned)(n)&15)
#define SOURCE_OF(n) (1u << ((unsigned)(n) >> 4))

static void drive(struct isa_irq *isa, unsigned irq)
{
	bool level = isa->sources[irq] & ~isa->cut[irq];

	irq_set(&isa->pic[irq], level);
	irq_set(&isa->ioapic[irq], level);
	if (isa->watch)
		isa->watch(isa->watch_ctx, irq, level);
}

static void source_changed(void *owner, int n, bool level)
{
	struct isa_irq *isa = owner;
	uint32_t *sources = &isa->sources[IRQ_OF(n)];

	*sources = level ? *sources | SOURCE_OF(n) : *sources & ~SOURCE_OF(n);
	drive(isa, IRQ_OF(n));
}

struct irq_line isa_irq_connect(struct isa_irq *isa, unsigned irq)
{
	assert(irq < ISA_IRQS && isa->count[irq] < 32);
	return (struct irq_line){source_changed, isa, (int)(isa->count[irq]++ << 4 | irq)};
}

void isa_irq_cut(struct isa_irq *isa, const struct irq_line *line, bool cut)
{
	uint32_t *cuts = &isa->cut[IRQ_OF(line->n)];

	*cuts = cut ? *cuts | SOURCE_OF(line->n) : *cuts & ~SOURCE_OF(line->n);
	drive(isa, IRQ_OF(line->n));
}

void isa_irq_init(struct isa_irq *isa, const struct irq_line *pic, const struct irq_line *ioapic)
{
	*isa = (struct isa_irq){0};
	for (unsigned irq = 0; irq < ISA_IRQS; irq++) {
		isa->pic[irq] = pic[irq];
		isa->ioapic[irq] = ioapic[irq];
	}
}

static const struct snap_field fields[] = {
    SNAP(struct isa_irq, sources),
    SNAP(struct isa_irq, cut),
    SNAP_END,
};
const struct snap_desc isa_irq_snap = {"isa_irq", 1, fields, NULL};
