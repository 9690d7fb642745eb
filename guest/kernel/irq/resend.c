/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * resend: an edge that came while its interrupt was off is handled when it is on again: by the
 * chip, where it can raise it once more, else by a tasklet. A level that is still there comes by
 * itself.
 */
#include <linux/bitmap.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>

#include "kernel/irq/internals.h"

static DECLARE_BITMAP(to_resend, NR_IRQS);

static void resend(struct tasklet_struct *t)
{
	unsigned int irq;

	for_each_set_bit(irq, to_resend, NR_IRQS)
	{
		struct irq_desc *desc = irq_to_desc(irq);

		if (!test_and_clear_bit(irq, to_resend) || !desc)
			continue;
		local_irq_disable();
		desc->handle_irq(desc);
		local_irq_enable();
	}
}

static DECLARE_TASKLET(resend_tasklet, resend);

void check_irq_resend(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	if (irqd_is_level_type(d)) {
		desc->pending = 0;
		return;
	}
	if (!desc->pending || desc->replayed)
		return;
	desc->pending = 0;
	desc->replayed = 1;
	if (d->chip->irq_retrigger && d->chip->irq_retrigger(d))
		return;
	/* one that runs in its parent's thread cannot be handled here */
	if (desc->status_use_accessors & IRQ_NESTED_THREAD) {
		desc->replayed = 0;
		if (!desc->parent_irq)
			return;
		d = irq_get_irq_data(desc->parent_irq);
		if (!d)
			return;
	}
	set_bit(d->irq, to_resend);
	tasklet_schedule(&resend_tasklet);
}

void irq_resend_stop(struct irq_desc *desc)
{
	clear_bit(desc->irq_data.irq, to_resend);
}
