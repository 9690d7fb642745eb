/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * irqdesc: the numbers of interrupts and what is known of each.
 *
 * 1. Purpose. A number leads to a descriptor: its chip, its flow, its handlers, its counts.
 * 2. Structures. The 16 ISA lines have theirs from the start; the others are allocated.
 *
 *	irq 0..15  -> isa_desc[irq]
 *	irq 16..   -> desc_of[irq] -> struct irq_desc, or NULL: nobody's
 *
 * 3. Locking. numbers_mutex around allocation and release. Looking a number up takes no lock:
 *    whoever has a number keeps it alive, as it does on Linux; a descriptor goes after a grace
 *    period.
 * 4. Failure. -EEXIST: taken; -ENOMEM: no memory, or none is free.
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/irqdomain.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>

#include "kernel/irq/internals.h"

static struct irq_desc isa_desc[NR_IRQS_LEGACY];
static struct irq_desc *desc_of[NR_IRQS];
static DEFINE_MUTEX(numbers_mutex);
unsigned int nr_irqs = NR_IRQS;
EXPORT_SYMBOL_GPL(nr_irqs);

static void desc_init(struct irq_desc *desc, unsigned int irq, struct module *owner)
{
	desc->irq_data.irq = irq;
	desc->irq_data.common = &desc->irq_common_data;
	desc->irq_data.chip = &no_irq_chip;
	desc->handle_irq = handle_bad_irq;
	desc->depth = 1;
	desc->owner = owner;
	raw_spin_lock_init(&desc->lock);
	mutex_init(&desc->request_mutex);
	init_waitqueue_head(&desc->wait_for_threads);
	irqd_set(&desc->irq_data, IRQD_IRQ_DISABLED | IRQD_IRQ_MASKED);
}

void __init early_irq_init(void)
{
	unsigned int irq;

	for (irq = 0; irq < NR_IRQS_LEGACY; irq++) {
		desc_init(&isa_desc[irq], irq, NULL);
		desc_of[irq] = &isa_desc[irq];
	}
}

struct irq_desc *irq_to_desc(unsigned int irq)
{
	return irq < NR_IRQS ? READ_ONCE(desc_of[irq]) : NULL;
}
EXPORT_SYMBOL(irq_to_desc);

unsigned int irq_get_next_irq(unsigned int irq)
{
	while (irq < NR_IRQS && !desc_of[irq])
		irq++;
	return irq;
}
EXPORT_SYMBOL_GPL(irq_get_next_irq);

struct irq_data *irq_get_irq_data(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc ? &desc->irq_data : NULL;
}
EXPORT_SYMBOL_GPL(irq_get_irq_data);

/* ---- numbers ---- */

static bool are_free(unsigned int irq, unsigned int cnt)
{
	while (cnt--)
		if (desc_of[irq + cnt])
			return false;
	return true;
}

static int find_free(unsigned int from, unsigned int cnt)
{
	unsigned int irq;

	for (irq = max(from, (unsigned int)NR_IRQS_LEGACY); irq + cnt <= NR_IRQS; irq++)
		if (are_free(irq, cnt))
			return irq;
	return -ENOMEM;
}

static void desc_drop(unsigned int irq)
{
	struct irq_desc *desc = desc_of[irq];

	WRITE_ONCE(desc_of[irq], NULL);
	irq_resend_stop(desc);
	synchronize_rcu();
	kfree(desc);
}

static int fill(unsigned int irq, unsigned int cnt, struct module *owner)
{
	unsigned int i;

	for (i = 0; i < cnt; i++) {
		struct irq_desc *desc = kzalloc(sizeof(*desc), GFP_KERNEL);

		if (!desc) {
			while (i--)
				desc_drop(irq + i);
			return -ENOMEM;
		}
		desc_init(desc, irq + i, owner);
		WRITE_ONCE(desc_of[irq + i], desc);
	}
	return irq;
}

int __irq_alloc_descs(int irq, unsigned int from, unsigned int cnt, int node, struct module *owner,
		      const void *affinity)
{
	int start;

	if (!cnt || cnt > NR_IRQS || (irq >= 0 && from > (unsigned int)irq))
		return -EINVAL;
	mutex_lock(&numbers_mutex);
	if (irq < 0)
		start = find_free(from, cnt);
	else if (irq + cnt > NR_IRQS)
		start = -ENOMEM;
	else
		start = are_free(irq, cnt) ? irq : -EEXIST;
	if (start >= 0)
		start = fill(start, cnt, owner);
	mutex_unlock(&numbers_mutex);
	return start;
}
EXPORT_SYMBOL_GPL(__irq_alloc_descs);

void irq_free_descs(unsigned int irq, unsigned int cnt)
{
	if (irq < NR_IRQS_LEGACY || irq >= NR_IRQS || irq + cnt > NR_IRQS)
		return;
	mutex_lock(&numbers_mutex);
	for (; cnt; irq++, cnt--) {
		if (!desc_of[irq])
			continue;
		if (desc_of[irq]->action)
			pr_warn("IRQ %u goes, and %s still has it\n", irq,
				desc_of[irq]->action->name);
		else
			desc_drop(irq);
	}
	mutex_unlock(&numbers_mutex);
}
EXPORT_SYMBOL_GPL(irq_free_descs);

struct devm_descs {
	unsigned int irq, cnt;
};

static void devm_descs_release(struct device *dev, void *res)
{
	struct devm_descs *these = res;

	irq_free_descs(these->irq, these->cnt);
}

int __devm_irq_alloc_descs(struct device *dev, int irq, unsigned int from, unsigned int cnt,
			   int node, struct module *owner, const void *affinity)
{
	struct devm_descs *these = devres_alloc(devm_descs_release, sizeof(*these), GFP_KERNEL);
	int first;

	if (!these)
		return -ENOMEM;
	first = __irq_alloc_descs(irq, from, cnt, node, owner, affinity);
	if (first < 0) {
		devres_free(these);
		return first;
	}
	these->irq = first;
	these->cnt = cnt;
	devres_add(dev, these);
	return first;
}
EXPORT_SYMBOL_GPL(__devm_irq_alloc_descs);

/* ---- an interrupt came ---- */

static int handle_desc(struct irq_desc *desc)
{
	if (!desc)
		return -EINVAL;
	if (WARN_ON_ONCE(!in_hardirq() &&
			 desc->irq_common_data.state_use_accessors & IRQD_HANDLE_ENFORCE_IRQCTX))
		return -EPERM;
	desc->handle_irq(desc);
	return 0;
}

int generic_handle_irq(unsigned int irq)
{
	return handle_desc(irq_to_desc(irq));
}
EXPORT_SYMBOL_GPL(generic_handle_irq);

int generic_handle_irq_safe(unsigned int irq)
{
	unsigned long flags;
	int ret;

	local_irq_save(flags);
	ret = handle_desc(irq_to_desc(irq));
	local_irq_restore(flags);
	return ret;
}
EXPORT_SYMBOL_GPL(generic_handle_irq_safe);

int generic_handle_domain_irq(struct irq_domain *domain, unsigned int hwirq)
{
	return handle_desc(irq_resolve_mapping(domain, hwirq));
}
EXPORT_SYMBOL_GPL(generic_handle_domain_irq);

int generic_handle_domain_irq_safe(struct irq_domain *domain, unsigned int hwirq)
{
	unsigned long flags;
	int ret;

	local_irq_save(flags);
	ret = handle_desc(irq_resolve_mapping(domain, hwirq));
	local_irq_restore(flags);
	return ret;
}
EXPORT_SYMBOL_GPL(generic_handle_domain_irq_safe);

int irq_check_status_bit(unsigned int irq, unsigned int bits)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc && desc->status_use_accessors & bits;
}
EXPORT_SYMBOL_GPL(irq_check_status_bit);
