/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * internals: what the files of this folder know of each other. All but the bus locks and
 * the resources with the descriptor's lock held, interrupts off.
 */
#ifndef _KERNEL_IRQ_INTERNALS_H
#define _KERNEL_IRQ_INTERNALS_H

#include <linux/irq.h>
#include <linux/irqdesc.h>

static inline void irqd_set(struct irq_data *d, unsigned int bits)
{
	d->common->state_use_accessors |= bits;
}

static inline void irqd_clear(struct irq_data *d, unsigned int bits)
{
	d->common->state_use_accessors &= ~bits;
}

/* Chips behind a slow bus are locked around a change. May sleep. */
static inline void chip_bus_lock(struct irq_desc *desc)
{
	if (unlikely(desc->irq_data.chip->irq_bus_lock))
		desc->irq_data.chip->irq_bus_lock(&desc->irq_data);
}

static inline void chip_bus_sync_unlock(struct irq_desc *desc)
{
	if (unlikely(desc->irq_data.chip->irq_bus_sync_unlock))
		desc->irq_data.chip->irq_bus_sync_unlock(&desc->irq_data);
}

void irq_startup(struct irq_desc *desc);
void irq_shutdown(struct irq_desc *desc);
void irq_enable(struct irq_desc *desc);
void irq_disable(struct irq_desc *desc);
void mask_irq(struct irq_desc *desc);
void unmask_irq(struct irq_desc *desc);
/* What came meanwhile comes now (resend.c). */
void check_irq_resend(struct irq_desc *desc);
void irq_resend_stop(struct irq_desc *desc);

/* The handlers of an interrupt that its flow lets through (manage.c). */
void handle_irq_event(struct irq_desc *desc);
void note_interrupt(struct irq_desc *desc, irqreturn_t result);
void irq_thread_done(struct irq_desc *desc);
/* 0: the chip does it so, or has no say in it. */
int irq_set_type_unlocked(struct irq_desc *desc, unsigned int type);

#endif
