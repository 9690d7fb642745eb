/* SPDX-License-Identifier: GPL-2.0-only */
/* chip: an interrupt's chip, set and told; what it lacks is made of what it has. */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>

#include "kernel/irq/internals.h"

static void noop(struct irq_data *data)
{
}

static unsigned int noop_startup(struct irq_data *data)
{
	return 0;
}

struct irq_chip no_irq_chip = {
    .name = "none",
    .irq_startup = noop_startup,
    .irq_shutdown = noop,
    .irq_enable = noop,
    .irq_disable = noop,
    .irq_ack = noop,
    .flags = IRQCHIP_SKIP_SET_WAKE,
};

struct irq_chip dummy_irq_chip = {
    .name = "dummy",
    .irq_startup = noop_startup,
    .irq_shutdown = noop,
    .irq_enable = noop,
    .irq_disable = noop,
    .irq_ack = noop,
    .irq_mask = noop,
    .irq_unmask = noop,
    .flags = IRQCHIP_SKIP_SET_WAKE,
};
EXPORT_SYMBOL_GPL(dummy_irq_chip);

/* ---- on and off ---- */

void mask_irq(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	if (irqd_irq_masked(d) || !d->chip->irq_mask)
		return;
	d->chip->irq_mask(d);
	irqd_set(d, IRQD_IRQ_MASKED);
}

void unmask_irq(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	if (!irqd_irq_masked(d) || !d->chip->irq_unmask)
		return;
	d->chip->irq_unmask(d);
	irqd_clear(d, IRQD_IRQ_MASKED);
}

void irq_enable(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	if (!irqd_irq_disabled(d)) {
		unmask_irq(desc);
		return;
	}
	irqd_clear(d, IRQD_IRQ_DISABLED);
	if (d->chip->irq_enable) {
		d->chip->irq_enable(d);
		irqd_clear(d, IRQD_IRQ_MASKED);
	} else {
		unmask_irq(desc);
	}
}

/* A chip that can only mask is told when the interrupt comes: mostly it does not. */
static void disable(struct irq_desc *desc, bool at_once)
{
	struct irq_data *d = &desc->irq_data;

	if (irqd_irq_disabled(d)) {
		if (at_once)
			mask_irq(desc);
		return;
	}
	irqd_set(d, IRQD_IRQ_DISABLED);
	if (d->chip->irq_disable) {
		d->chip->irq_disable(d);
		irqd_set(d, IRQD_IRQ_MASKED);
	} else if (at_once) {
		mask_irq(desc);
	}
}

void irq_disable(struct irq_desc *desc)
{
	disable(desc, desc->status_use_accessors & IRQ_DISABLE_UNLAZY);
}

void irq_startup(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	desc->depth = 0;
	if (!irqd_is_started(d) && d->chip->irq_startup) {
		d->chip->irq_startup(d);
		irqd_clear(d, IRQD_IRQ_DISABLED | IRQD_IRQ_MASKED);
	} else {
		irq_enable(desc);
	}
	irqd_set(d, IRQD_IRQ_STARTED);
}

void irq_shutdown(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	if (!irqd_is_started(d))
		return;
	desc->depth = 1;
	desc->pending = 0;
	if (d->chip->irq_shutdown) {
		d->chip->irq_shutdown(d);
		irqd_set(d, IRQD_IRQ_DISABLED | IRQD_IRQ_MASKED);
	} else {
		disable(desc, true);
	}
	irqd_clear(d, IRQD_IRQ_STARTED);
}

/* ---- what kind of signal ---- */

int irq_set_type_unlocked(struct irq_desc *desc, unsigned int type)
{
	struct irq_data *d = &desc->irq_data;
	bool hide = d->chip->flags & IRQCHIP_SET_TYPE_MASKED && !irqd_irq_masked(d);
	int ret;

	type &= IRQ_TYPE_SENSE_MASK;
	if (!d->chip->irq_set_type)
		return 0; /* the line is as it is */
	if (hide)
		mask_irq(desc);
	ret = d->chip->irq_set_type(d, type);
	if (ret == IRQ_SET_MASK_OK || ret == IRQ_SET_MASK_OK_DONE)
		irqd_set_trigger_type(d, type);
	if (ret >= 0) {
		desc->status_use_accessors &= ~IRQ_LEVEL;
		irqd_clear(d, IRQD_LEVEL);
		if (irqd_get_trigger_type(d) & IRQ_TYPE_LEVEL_MASK) {
			desc->status_use_accessors |= IRQ_LEVEL;
			irqd_set(d, IRQD_LEVEL);
		}
		ret = 0;
	} else {
		pr_err("Setting trigger mode %u for irq %u failed (%pS)\n", type, d->irq,
		       d->chip->irq_set_type);
	}
	if (hide)
		unmask_irq(desc);
	return ret;
}

int irq_set_irq_type(unsigned int irq, unsigned int type)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	int ret;

	if (!desc)
		return -EINVAL;
	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	ret = irq_set_type_unlocked(desc, type);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
	return ret;
}
EXPORT_SYMBOL(irq_set_irq_type);

/* ---- what an interrupt is ---- */

int irq_set_chip(unsigned int irq, const struct irq_chip *chip)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return -EINVAL;
	raw_spin_lock_irqsave(&desc->lock, flags);
	desc->irq_data.chip = chip ? (struct irq_chip *)chip : &no_irq_chip;
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	return 0;
}
EXPORT_SYMBOL(irq_set_chip);

int irq_set_handler_data(unsigned int irq, void *data)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	desc->irq_common_data.handler_data = data;
	return 0;
}
EXPORT_SYMBOL(irq_set_handler_data);

int irq_set_chip_data(unsigned int irq, void *data)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	desc->irq_data.chip_data = data;
	return 0;
}
EXPORT_SYMBOL(irq_set_chip_data);

static void set_flow(struct irq_desc *desc, irq_flow_handler_t handle, bool chained,
		     const char *name)
{
	if (!handle) {
		irq_shutdown(desc);
		handle = handle_bad_irq;
	}
	desc->handle_irq = handle;
	desc->name = name;
	if (handle == handle_bad_irq || !chained)
		return;
	if (WARN_ON(desc->irq_data.chip == &no_irq_chip))
		return;
	if (irqd_get_trigger_type(&desc->irq_data)) {
		irq_set_type_unlocked(desc, irqd_get_trigger_type(&desc->irq_data));
		desc->handle_irq = handle; /* the chip may have set one of its own */
	}
	desc->status_use_accessors |= IRQ_NOREQUEST | IRQ_NOPROBE | IRQ_NOTHREAD;
	irq_startup(desc);
}

void __irq_set_handler(unsigned int irq, irq_flow_handler_t handle, int is_chained,
		       const char *name)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	set_flow(desc, handle, is_chained, name);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
}
EXPORT_SYMBOL_GPL(__irq_set_handler);

void irq_set_chained_handler_and_data(unsigned int irq, irq_flow_handler_t handle, void *data)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	desc->irq_common_data.handler_data = data;
	set_flow(desc, handle, true, NULL);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
}
EXPORT_SYMBOL_GPL(irq_set_chained_handler_and_data);

void irq_set_chip_and_handler_name(unsigned int irq, const struct irq_chip *chip,
				   irq_flow_handler_t handle, const char *name)
{
	irq_set_chip(irq, chip);
	__irq_set_handler(irq, handle, 0, name);
}
EXPORT_SYMBOL_GPL(irq_set_chip_and_handler_name);

void irq_modify_status(unsigned int irq, unsigned long clear, unsigned long set)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	struct irq_data *d;

	if (!desc)
		return;
	d = &desc->irq_data;
	raw_spin_lock_irqsave(&desc->lock, flags);
	WARN_ON(!desc->depth && set & IRQ_NOAUTOEN);
	desc->status_use_accessors &= ~(clear & IRQF_MODIFY_MASK);
	desc->status_use_accessors |= set & IRQF_MODIFY_MASK;
	irqd_clear(d, IRQD_NO_BALANCING | IRQD_PER_CPU | IRQD_LEVEL);
	if (desc->status_use_accessors & IRQ_NO_BALANCING_MASK)
		irqd_set(d, IRQD_NO_BALANCING);
	if (desc->status_use_accessors & IRQ_PER_CPU)
		irqd_set(d, IRQD_PER_CPU);
	if (desc->status_use_accessors & IRQ_LEVEL)
		irqd_set(d, IRQD_LEVEL);
	if (set & IRQ_TYPE_SENSE_MASK)
		irqd_set_trigger_type(d, set & IRQ_TYPE_SENSE_MASK);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
}
EXPORT_SYMBOL_GPL(irq_modify_status);

int irq_set_parent(int irq, int parent_irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	desc->parent_irq = parent_irq;
	return 0;
}
EXPORT_SYMBOL_GPL(irq_set_parent);

int irq_set_affinity(unsigned int irq, const struct cpumask *mask)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	int ret = -EINVAL; /* as the 8259A: one place for all */

	if (!desc)
		return -EINVAL;
	raw_spin_lock_irqsave(&desc->lock, flags);
	if (desc->irq_data.chip->irq_set_affinity)
		ret = desc->irq_data.chip->irq_set_affinity(&desc->irq_data, mask, false);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	return ret < 0 ? ret : 0;
}
EXPORT_SYMBOL_GPL(irq_set_affinity);

int irq_set_affinity_hint(unsigned int irq, const struct cpumask *mask)
{
	if (!irq_to_desc(irq))
		return -EINVAL;
	if (mask)
		irq_set_affinity(irq, mask);
	return 0;
}
EXPORT_SYMBOL_GPL(irq_set_affinity_hint);

int irq_set_irq_wake(unsigned int irq, unsigned int on)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	struct irq_data *d;
	int ret = 0;

	if (!desc)
		return -EINVAL;
	d = &desc->irq_data;
	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	if (on ? desc->wake_depth++ == 0 : desc->wake_depth && --desc->wake_depth == 0) {
		if (d->chip->irq_set_wake)
			ret = d->chip->irq_set_wake(d, on);
		if (ret)
			desc->wake_depth = !on;
		else if (on)
			irqd_set(d, IRQD_WAKEUP_STATE);
		else
			irqd_clear(d, IRQD_WAKEUP_STATE);
	} else if (!on && !desc->wake_depth && !irqd_is_wakeup_set(d)) {
		WARN(1, "Unbalanced IRQ %u wake disable\n", irq);
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
	return ret;
}
EXPORT_SYMBOL(irq_set_irq_wake);

static int chip_state(unsigned int irq, enum irqchip_irq_state which, bool *get, bool val)
{
	struct irq_desc *desc = irq_to_desc(irq);
	const struct irq_chip *chip;
	unsigned long flags;
	int ret = -EINVAL;

	if (!desc)
		return -EINVAL;
	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	chip = desc->irq_data.chip;
	if (get && chip->irq_get_irqchip_state)
		ret = chip->irq_get_irqchip_state(&desc->irq_data, which, get);
	else if (!get && chip->irq_set_irqchip_state)
		ret = chip->irq_set_irqchip_state(&desc->irq_data, which, val);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
	return ret;
}

int irq_get_irqchip_state(unsigned int irq, enum irqchip_irq_state which, bool *state)
{
	return chip_state(irq, which, state, false);
}
EXPORT_SYMBOL_GPL(irq_get_irqchip_state);

int irq_set_irqchip_state(unsigned int irq, enum irqchip_irq_state which, bool val)
{
	return chip_state(irq, which, NULL, val);
}
EXPORT_SYMBOL_GPL(irq_set_irqchip_state);
