/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * irqdomain: from a chip's own interrupt numbers to the kernel's.
 *
 * 1. Purpose. The handler of a chip's line reads "bit 5" from it; the domain knows which number
 *    that is. A number is taken when somebody asks for the mapping, not before.
 * 2. Structures.
 *
 *	hwirq < revmap_size: revmap[hwirq] ---\
 *	others:              revmap_tree ------+--> struct irq_data of the descriptor
 *	irq number ----------> irq_desc -------/      .domain, .hwirq: and back
 *
 * 3. Locking. domains_mutex around the list of domains and mappings made and undone. A lookup
 *    takes no lock: it may be done in the interrupt.
 * 4. Failure. A mapping that cannot be is number 0, which is nobody's but the timer's.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/irqdomain.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "kernel/irq/internals.h"

static LIST_HEAD(domains);
static DEFINE_MUTEX(domains_mutex);
static struct irq_domain *default_domain;

/* ---- nodes that only stand for a domain ---- */

struct named_fwnode {
	struct fwnode_handle fwnode;
	char name[];
};

static const struct fwnode_operations irqchip_fwnode_ops = {.name = "irqchip"};

struct fwnode_handle *irq_domain_alloc_named_fwnode(const char *name)
{
	struct named_fwnode *node = kzalloc(struct_size(node, name, strlen(name) + 1), GFP_KERNEL);

	if (!node)
		return NULL;
	strcpy(node->name, name);
	node->fwnode.ops = &irqchip_fwnode_ops;
	return &node->fwnode;
}
EXPORT_SYMBOL_GPL(irq_domain_alloc_named_fwnode);

void irq_domain_free_fwnode(struct fwnode_handle *fwnode)
{
	if (fwnode && !WARN_ON(fwnode->ops != &irqchip_fwnode_ops))
		kfree(container_of(fwnode, struct named_fwnode, fwnode));
}
EXPORT_SYMBOL_GPL(irq_domain_free_fwnode);

/* ---- domains ---- */

static char *domain_name(const struct fwnode_handle *fwnode)
{
	static unsigned int unnamed;

	if (fwnode && fwnode->ops == &irqchip_fwnode_ops)
		return kstrdup(container_of(fwnode, struct named_fwnode, fwnode)->name, GFP_KERNEL);
	return kasprintf(GFP_KERNEL, "unknown-%u", ++unnamed);
}

struct irq_domain *__irq_domain_add(struct fwnode_handle *fwnode, unsigned int size,
				    irq_hw_number_t hwirq_max, int direct_max,
				    const struct irq_domain_ops *ops, void *host_data)
{
	struct irq_domain *domain = kzalloc(struct_size(domain, revmap, size), GFP_KERNEL);

	if (!domain)
		return NULL;
	mutex_lock(&domains_mutex);
	domain->name = domain_name(fwnode);
	if (!domain->name) {
		mutex_unlock(&domains_mutex);
		kfree(domain);
		return NULL;
	}
	domain->flags = IRQ_DOMAIN_NAME_ALLOCATED;
	domain->fwnode = fwnode;
	domain->ops = ops;
	domain->host_data = host_data;
	domain->hwirq_max = hwirq_max;
	domain->revmap_size = size;
	xa_init_flags(&domain->revmap_tree, XA_FLAGS_LOCK_IRQ);
	list_add(&domain->link, &domains);
	mutex_unlock(&domains_mutex);
	return domain;
}
EXPORT_SYMBOL_GPL(__irq_domain_add);

void irq_domain_remove(struct irq_domain *domain)
{
	mutex_lock(&domains_mutex);
	WARN(domain->mapcount, "irq domain %s goes with %u mappings\n", domain->name,
	     domain->mapcount);
	list_del(&domain->link);
	if (default_domain == domain)
		default_domain = NULL;
	mutex_unlock(&domains_mutex);
	synchronize_rcu();
	xa_destroy(&domain->revmap_tree);
	kfree(domain->name);
	kfree(domain);
}
EXPORT_SYMBOL_GPL(irq_domain_remove);

struct irq_domain *irq_domain_create_simple(struct fwnode_handle *fwnode, unsigned int size,
					    unsigned int first_irq,
					    const struct irq_domain_ops *ops, void *host_data)
{
	struct irq_domain *domain = __irq_domain_add(fwnode, size, size, 0, ops, host_data);

	if (!domain || !first_irq)
		return domain;
	if (irq_alloc_descs(first_irq, first_irq, size, -1) < 0)
		pr_info("Cannot allocate irq_descs @ IRQ%d, assuming pre-allocated\n", first_irq);
	irq_domain_associate_many(domain, first_irq, 0, size);
	return domain;
}
EXPORT_SYMBOL_GPL(irq_domain_create_simple);

struct irq_domain *irq_domain_create_legacy(struct fwnode_handle *fwnode, unsigned int size,
					    unsigned int first_irq, irq_hw_number_t first_hwirq,
					    const struct irq_domain_ops *ops, void *host_data)
{
	struct irq_domain *domain =
	    __irq_domain_add(fwnode, first_hwirq + size, first_hwirq + size, 0, ops, host_data);

	if (domain)
		irq_domain_associate_many(domain, first_irq, first_hwirq, size);
	return domain;
}
EXPORT_SYMBOL_GPL(irq_domain_create_legacy);

struct irq_domain *irq_domain_add_legacy(struct device_node *node, unsigned int size,
					 unsigned int first_irq, irq_hw_number_t first_hwirq,
					 const struct irq_domain_ops *ops, void *host_data)
{
	return irq_domain_create_legacy(of_fwnode_handle(node), size, first_irq, first_hwirq, ops,
					host_data);
}
EXPORT_SYMBOL_GPL(irq_domain_add_legacy);

void irq_set_default_host(struct irq_domain *domain)
{
	default_domain = domain;
}
EXPORT_SYMBOL_GPL(irq_set_default_host);

struct irq_domain *irq_get_default_host(void)
{
	return default_domain;
}
EXPORT_SYMBOL_GPL(irq_get_default_host);

struct irq_domain *irq_find_matching_fwnode(struct fwnode_handle *fwnode,
					    enum irq_domain_bus_token bus_token)
{
	struct irq_domain *domain, *found = NULL;

	mutex_lock(&domains_mutex);
	list_for_each_entry (domain, &domains, link) {
		if (fwnode && domain->fwnode == fwnode &&
		    (bus_token == DOMAIN_BUS_ANY || domain->bus_token == bus_token)) {
			found = domain;
			break;
		}
	}
	mutex_unlock(&domains_mutex);
	return found;
}
EXPORT_SYMBOL_GPL(irq_find_matching_fwnode);

/* ---- mappings ---- */

static int set_revmap(struct irq_domain *domain, irq_hw_number_t hwirq, struct irq_data *data)
{
	if (hwirq < domain->revmap_size) {
		WRITE_ONCE(domain->revmap[hwirq], data);
		return 0;
	}
	if (!data) {
		xa_erase_irq(&domain->revmap_tree, hwirq);
		return 0;
	}
	return xa_err(xa_store_irq(&domain->revmap_tree, hwirq, data, GFP_KERNEL));
}

static int associate(struct irq_domain *domain, unsigned int virq, irq_hw_number_t hwirq)
{
	struct irq_data *data = irq_get_irq_data(virq);
	int err;

	if (WARN(!data || data->domain || hwirq >= domain->hwirq_max,
		 "irq domain %s: hwirq %lu cannot be irq %u\n", domain->name, hwirq, virq))
		return -EINVAL;
	data->hwirq = hwirq;
	data->domain = domain;
	err = domain->ops && domain->ops->map ? domain->ops->map(domain, virq, hwirq) : 0;
	if (!err) {
		err = set_revmap(domain, hwirq, data);
		if (err && domain->ops && domain->ops->unmap)
			domain->ops->unmap(domain, virq);
	}
	if (err) {
		/* -EPERM: a hole, which the chip keeps to itself */
		if (err != -EPERM)
			pr_info("%s didn't like hwirq-0x%lx to VIRQ%u mapping (rc=%d)\n",
				domain->name, hwirq, virq, err);
		data->domain = NULL;
		data->hwirq = 0;
		return err;
	}
	domain->mapcount++;
	irq_clear_status_flags(virq, IRQ_NOREQUEST);
	return 0;
}

int irq_domain_associate(struct irq_domain *domain, unsigned int virq, irq_hw_number_t hwirq)
{
	int err;

	mutex_lock(&domains_mutex);
	err = associate(domain, virq, hwirq);
	mutex_unlock(&domains_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(irq_domain_associate);

void irq_domain_associate_many(struct irq_domain *domain, unsigned int irq_base,
			       irq_hw_number_t hwirq_base, int count)
{
	int i;

	for (i = 0; i < count; i++)
		irq_domain_associate(domain, irq_base + i, hwirq_base + i);
}
EXPORT_SYMBOL_GPL(irq_domain_associate_many);

struct irq_desc *__irq_resolve_mapping(struct irq_domain *domain, irq_hw_number_t hwirq,
				       unsigned int *irq)
{
	struct irq_data *data;

	if (!domain)
		domain = default_domain;
	if (!domain)
		return NULL;
	data = hwirq < domain->revmap_size ? READ_ONCE(domain->revmap[hwirq])
					   : xa_load(&domain->revmap_tree, hwirq);
	if (!data)
		return NULL;
	if (irq)
		*irq = data->irq;
	return irq_data_to_desc(data);
}
EXPORT_SYMBOL_GPL(__irq_resolve_mapping);

static unsigned int new_mapping(struct irq_domain *domain, irq_hw_number_t hwirq)
{
	/* near to the chip's own, and never 0 */
	int virq = irq_alloc_descs(-1, 1 + hwirq % NR_IRQS_LEGACY, 1, -1);

	if (virq <= 0)
		return 0;
	if (associate(domain, virq, hwirq)) {
		irq_free_descs(virq, 1);
		return 0;
	}
	return virq;
}

unsigned int irq_create_mapping_affinity(struct irq_domain *domain, irq_hw_number_t hwirq,
					 const void *affinity)
{
	unsigned int virq;

	if (!domain)
		domain = default_domain;
	if (WARN(!domain, "irq_create_mapping(%lx) without a domain\n", hwirq))
		return 0;
	mutex_lock(&domains_mutex);
	virq = irq_find_mapping(domain, hwirq);
	if (!virq)
		virq = new_mapping(domain, hwirq);
	mutex_unlock(&domains_mutex);
	return virq;
}
EXPORT_SYMBOL_GPL(irq_create_mapping_affinity);

static void disassociate(struct irq_domain *domain, unsigned int virq, struct irq_data *data)
{
	irq_set_status_flags(virq, IRQ_NOREQUEST);
	irq_set_chip_and_handler(virq, NULL, NULL);
	synchronize_irq(virq);
	if (domain->ops && domain->ops->unmap)
		domain->ops->unmap(domain, virq);
	set_revmap(domain, data->hwirq, NULL);
	data->domain = NULL;
	data->hwirq = 0;
	domain->mapcount--;
}

void irq_dispose_mapping(unsigned int virq)
{
	struct irq_data *data = irq_get_irq_data(virq);

	if (!virq || !data || WARN_ON(!data->domain))
		return;
	mutex_lock(&domains_mutex);
	disassociate(data->domain, virq, data);
	mutex_unlock(&domains_mutex);
	irq_free_descs(virq, 1);
}
EXPORT_SYMBOL_GPL(irq_dispose_mapping);

struct irq_data *irq_domain_get_irq_data(struct irq_domain *domain, unsigned int virq)
{
	struct irq_data *data = irq_get_irq_data(virq);

	return data && data->domain == domain ? data : NULL;
}
EXPORT_SYMBOL_GPL(irq_domain_get_irq_data);

/* ---- what firmware would say of an interrupt: its number, and perhaps its kind ---- */

static int translate(struct irq_domain *domain, const struct irq_fwspec *spec, unsigned long *hwirq,
		     unsigned int *type)
{
	*type = IRQ_TYPE_NONE;
	if (domain->ops && domain->ops->xlate)
		return domain->ops->xlate(domain, NULL, spec->param, spec->param_count, hwirq,
					  type);
	*hwirq = spec->param[0];
	return 0;
}

unsigned int irq_create_fwspec_mapping(struct irq_fwspec *fwspec)
{
	struct irq_domain *domain =
	    fwspec->fwnode ? irq_find_matching_fwnode(fwspec->fwnode, 0) : default_domain;
	unsigned long hwirq;
	unsigned int type, virq;

	if (!domain || translate(domain, fwspec, &hwirq, &type))
		return 0;
	virq = irq_create_mapping(domain, hwirq);
	if (virq && type && !irq_get_trigger_type(virq))
		irqd_set_trigger_type(irq_get_irq_data(virq), type);
	return virq;
}
EXPORT_SYMBOL_GPL(irq_create_fwspec_mapping);

int irq_domain_xlate_onecell(struct irq_domain *d, struct device_node *node, const u32 *intspec,
			     unsigned int intsize, unsigned long *out_hwirq, unsigned int *out_type)
{
	if (WARN_ON(intsize < 1))
		return -EINVAL;
	*out_hwirq = intspec[0];
	*out_type = IRQ_TYPE_NONE;
	return 0;
}
EXPORT_SYMBOL_GPL(irq_domain_xlate_onecell);

int irq_domain_xlate_twocell(struct irq_domain *d, struct device_node *node, const u32 *intspec,
			     unsigned int intsize, unsigned long *out_hwirq, unsigned int *out_type)
{
	if (WARN_ON(intsize < 2))
		return -EINVAL;
	*out_hwirq = intspec[0];
	*out_type = intspec[1] & IRQ_TYPE_SENSE_MASK;
	return 0;
}
EXPORT_SYMBOL_GPL(irq_domain_xlate_twocell);

int irq_domain_xlate_onetwocell(struct irq_domain *d, struct device_node *node, const u32 *intspec,
				unsigned int intsize, unsigned long *out_hwirq,
				unsigned int *out_type)
{
	if (WARN_ON(intsize < 1))
		return -EINVAL;
	*out_hwirq = intspec[0];
	*out_type = intsize > 1 ? intspec[1] & IRQ_TYPE_SENSE_MASK : IRQ_TYPE_NONE;
	return 0;
}
EXPORT_SYMBOL_GPL(irq_domain_xlate_onetwocell);

const struct irq_domain_ops irq_domain_simple_ops = {.xlate = irq_domain_xlate_onetwocell};
EXPORT_SYMBOL_GPL(irq_domain_simple_ops);
