/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * irq_sim: interrupts that a program raises. Setting one pending makes it come soon, in an
 * interrupt's context (irq_work), if it is enabled then.
 */
#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/irq.h>
#include <linux/irq_sim.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/slab.h>

struct sim {
	struct irq_work work;
	struct irq_domain *domain;
	unsigned int count;
	unsigned long *pending;
};

struct sim_irq {
	struct sim *sim;
	bool enabled;
};

static void sim_mask(struct irq_data *data)
{
	((struct sim_irq *)data->chip_data)->enabled = false;
}

static void sim_unmask(struct irq_data *data)
{
	((struct sim_irq *)data->chip_data)->enabled = true;
}

static int sim_set_type(struct irq_data *data, unsigned int type)
{
	if (type & ~IRQ_TYPE_EDGE_BOTH)
		return -EINVAL;
	irqd_set_trigger_type(data, type);
	return 0;
}

static int sim_get_state(struct irq_data *data, enum irqchip_irq_state which, bool *state)
{
	struct sim_irq *irq = data->chip_data;

	if (which != IRQCHIP_STATE_PENDING)
		return -EINVAL;
	if (irq->enabled)
		*state = test_bit(data->hwirq, irq->sim->pending);
	return 0;
}

static int sim_set_state(struct irq_data *data, enum irqchip_irq_state which, bool state)
{
	struct sim_irq *irq = data->chip_data;

	if (which != IRQCHIP_STATE_PENDING)
		return -EINVAL;
	if (irq->enabled) {
		assign_bit(data->hwirq, irq->sim->pending, state);
		if (state)
			irq_work_queue(&irq->sim->work);
	}
	return 0;
}

static struct irq_chip sim_chip = {
    .name = "irq_sim",
    .irq_mask = sim_mask,
    .irq_unmask = sim_unmask,
    .irq_set_type = sim_set_type,
    .irq_get_irqchip_state = sim_get_state,
    .irq_set_irqchip_state = sim_set_state,
};

static void sim_raise(struct irq_work *work)
{
	struct sim *sim = container_of(work, struct sim, work);
	unsigned int hwirq;

	for_each_set_bit(hwirq, sim->pending, sim->count)
	{
		clear_bit(hwirq, sim->pending);
		generic_handle_domain_irq_safe(sim->domain, hwirq);
	}
}

static int sim_map(struct irq_domain *domain, unsigned int virq, irq_hw_number_t hwirq)
{
	struct sim_irq *irq = kzalloc(sizeof(*irq), GFP_KERNEL);

	if (!irq)
		return -ENOMEM;
	irq->sim = domain->host_data;
	irq_set_chip(virq, &sim_chip);
	irq_set_chip_data(virq, irq);
	irq_set_handler(virq, handle_simple_irq);
	irq_modify_status(virq, IRQ_NOREQUEST | IRQ_NOAUTOEN, IRQ_NOPROBE);
	return 0;
}

static void sim_unmap(struct irq_domain *domain, unsigned int virq)
{
	struct sim_irq *irq = irq_get_chip_data(virq);

	irq_set_handler(virq, NULL);
	irq_set_chip_data(virq, NULL);
	kfree(irq);
}

static const struct irq_domain_ops sim_ops = {.map = sim_map, .unmap = sim_unmap};

struct irq_domain *irq_domain_create_sim(struct fwnode_handle *fwnode, unsigned int num_irqs)
{
	struct sim *sim = kzalloc(sizeof(*sim), GFP_KERNEL);

	if (!sim)
		return ERR_PTR(-ENOMEM);
	sim->pending = bitmap_zalloc(num_irqs, GFP_KERNEL);
	if (sim->pending)
		sim->domain = irq_domain_create_linear(fwnode, num_irqs, &sim_ops, sim);
	if (!sim->domain) {
		bitmap_free(sim->pending);
		kfree(sim);
		return ERR_PTR(-ENOMEM);
	}
	sim->count = num_irqs;
	init_irq_work(&sim->work, sim_raise);
	return sim->domain;
}
EXPORT_SYMBOL_GPL(irq_domain_create_sim);

void irq_domain_remove_sim(struct irq_domain *domain)
{
	struct sim *sim = domain->host_data;

	irq_work_sync(&sim->work);
	bitmap_free(sim->pending);
	kfree(sim);
	irq_domain_remove(domain);
}
EXPORT_SYMBOL_GPL(irq_domain_remove_sim);

static void remove_sim(void *domain)
{
	irq_domain_remove_sim(domain);
}

struct irq_domain *devm_irq_domain_create_sim(struct device *dev, struct fwnode_handle *fwnode,
					      unsigned int num_irqs)
{
	struct irq_domain *domain = irq_domain_create_sim(fwnode, num_irqs);
	int err;

	if (IS_ERR(domain))
		return domain;
	err = devm_add_action_or_reset(dev, remove_sim, domain);
	return err ? ERR_PTR(err) : domain;
}
EXPORT_SYMBOL_GPL(devm_irq_domain_create_sim);
