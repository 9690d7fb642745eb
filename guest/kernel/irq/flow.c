/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * flow: what happens between a chip and the handlers, by the kind of signal.
 *
 * A level is masked until its handlers (and a thread that wants it so) are done: it would come
 * again at once. An edge is acknowledged first: the next may come while the handlers run, and is
 * remembered. All start with interrupts off and the descriptor unlocked.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "kernel/irq/internals.h"

static void mask_ack(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	if (d->chip->irq_mask_ack) {
		d->chip->irq_mask_ack(d);
		irqd_set(d, IRQD_IRQ_MASKED);
		return;
	}
	mask_irq(desc);
	if (d->chip->irq_ack)
		d->chip->irq_ack(d);
}

static void cond_unmask(struct irq_desc *desc)
{
	if (!irqd_irq_disabled(&desc->irq_data) && irqd_irq_masked(&desc->irq_data) &&
	    !desc->oneshot)
		unmask_irq(desc);
}

/* True: the handlers are to run. Else it is remembered, for when they may. */
static bool counted(struct irq_desc *desc)
{
	desc->replayed = 0;
	desc->count[smp_processor_id()]++;
	if (likely(desc->action && !irqd_irq_disabled(&desc->irq_data)))
		return true;
	desc->pending = 1;
	return false;
}

void handle_level_irq(struct irq_desc *desc)
{
	raw_spin_lock(&desc->lock);
	mask_ack(desc);
	if (!irqd_irq_inprogress(&desc->irq_data) && counted(desc)) {
		handle_irq_event(desc);
		cond_unmask(desc);
	}
	raw_spin_unlock(&desc->lock);
}
EXPORT_SYMBOL_GPL(handle_level_irq);

void handle_fasteoi_irq(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;
	bool ran = false;

	raw_spin_lock(&desc->lock);
	if (!irqd_irq_inprogress(d)) {
		if (counted(desc)) {
			if (desc->action->flags & IRQF_ONESHOT)
				mask_irq(desc);
			handle_irq_event(desc);
			cond_unmask(desc);
			ran = true;
		} else {
			mask_irq(desc);
		}
	}
	if (d->chip->irq_eoi && (ran || !(d->chip->flags & IRQCHIP_EOI_IF_HANDLED)))
		d->chip->irq_eoi(d);
	raw_spin_unlock(&desc->lock);
}
EXPORT_SYMBOL_GPL(handle_fasteoi_irq);

/* As often as it came while the handlers ran. */
static void run_edges(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	do {
		if (unlikely(!desc->action)) {
			mask_irq(desc);
			return;
		}
		if (desc->pending && !irqd_irq_disabled(d) && irqd_irq_masked(d))
			unmask_irq(desc);
		handle_irq_event(desc);
	} while (desc->pending && !irqd_irq_disabled(d));
}

void handle_edge_irq(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	raw_spin_lock(&desc->lock);
	if (irqd_irq_inprogress(d)) {
		desc->pending = 1;
		mask_ack(desc);
	} else if (!counted(desc)) {
		mask_ack(desc);
	} else {
		if (d->chip->irq_ack)
			d->chip->irq_ack(d);
		run_edges(desc);
	}
	raw_spin_unlock(&desc->lock);
}
EXPORT_SYMBOL(handle_edge_irq);

void handle_edge_eoi_irq(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	raw_spin_lock(&desc->lock);
	if (irqd_irq_inprogress(d))
		desc->pending = 1;
	else if (counted(desc))
		run_edges(desc);
	if (d->chip->irq_eoi)
		d->chip->irq_eoi(d);
	raw_spin_unlock(&desc->lock);
}

/* No chip to tell: it was told by whoever calls. */
void handle_simple_irq(struct irq_desc *desc)
{
	raw_spin_lock(&desc->lock);
	if (!irqd_irq_inprogress(&desc->irq_data) && counted(desc))
		handle_irq_event(desc);
	raw_spin_unlock(&desc->lock);
}
EXPORT_SYMBOL_GPL(handle_simple_irq);

void handle_untracked_irq(struct irq_desc *desc)
{
	handle_simple_irq(desc);
}
EXPORT_SYMBOL_GPL(handle_untracked_irq);

void handle_percpu_irq(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	if (d->chip->irq_ack)
		d->chip->irq_ack(d);
	raw_spin_lock(&desc->lock);
	if (counted(desc))
		handle_irq_event(desc);
	raw_spin_unlock(&desc->lock);
	if (d->chip->irq_eoi)
		d->chip->irq_eoi(d);
}

void handle_bad_irq(struct irq_desc *desc)
{
	desc->count[smp_processor_id()]++;
	irq_spurious_count++;
	pr_err("unexpected IRQ trap at vector %02x\n", desc->irq_data.irq);
}
EXPORT_SYMBOL_GPL(handle_bad_irq);

void handle_nested_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	irqreturn_t result = IRQ_NONE;
	struct irqaction *action;

	might_sleep();
	if (!desc)
		return;
	raw_spin_lock_irq(&desc->lock);
	if (!counted(desc)) {
		raw_spin_unlock_irq(&desc->lock);
		return;
	}
	desc->pending = 0;
	atomic_inc(&desc->threads_active);
	raw_spin_unlock_irq(&desc->lock);
	for (action = desc->action; action; action = action->next)
		result |= action->thread_fn(action->irq, action->dev_id);
	raw_spin_lock_irq(&desc->lock);
	if (result == IRQ_NONE)
		note_interrupt(desc, result);
	raw_spin_unlock_irq(&desc->lock);
	irq_thread_done(desc);
}
EXPORT_SYMBOL_GPL(handle_nested_irq);
