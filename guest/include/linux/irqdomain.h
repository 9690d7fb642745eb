/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * irqdomain: the interrupts of one chip, by the chip's own numbers (guest/kernel/irq/irqdomain.c).
 * A number of the kernel's is given to one when it is first mapped. There are no hierarchies
 * (CONFIG_IRQ_DOMAIN_HIERARCHY is off), and no device tree to translate from.
 */
#ifndef _LINUX_IRQDOMAIN_H
#define _LINUX_IRQDOMAIN_H

#include <linux/fwnode.h>
#include <linux/irqhandler.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/of.h>
#include <linux/xarray.h>
#include <linux/types.h>

struct device;
struct irq_chip;
struct irq_chip_generic;
struct irq_data;
struct irq_desc;
struct irq_domain;
struct irq_domain_chip_generic;
struct seq_file;

#define IRQ_DOMAIN_IRQ_SPEC_PARAMS 16

struct irq_fwspec {
	struct fwnode_handle *fwnode;
	int param_count;
	u32 param[IRQ_DOMAIN_IRQ_SPEC_PARAMS];
};

enum irq_domain_bus_token {
	DOMAIN_BUS_ANY = 0,
	DOMAIN_BUS_WIRED,
	DOMAIN_BUS_GENERIC_MSI,
	DOMAIN_BUS_PCI_MSI,
	DOMAIN_BUS_PLATFORM_MSI,
	DOMAIN_BUS_NEXUS,
	DOMAIN_BUS_IPI,
	DOMAIN_BUS_FSL_MC_MSI,
	DOMAIN_BUS_TI_SCI_INTA_MSI,
	DOMAIN_BUS_WAKEUP,
	DOMAIN_BUS_VMD_MSI,
};

struct irq_domain_ops {
	int (*match)(struct irq_domain *d, struct device_node *node,
		     enum irq_domain_bus_token bus_token);
	int (*select)(struct irq_domain *d, struct irq_fwspec *fwspec,
		      enum irq_domain_bus_token bus_token);
	/* Sets chip and flow of a number that was given to hwirq. */
	int (*map)(struct irq_domain *d, unsigned int virq, irq_hw_number_t hwirq);
	void (*unmap)(struct irq_domain *d, unsigned int virq);
	int (*xlate)(struct irq_domain *d, struct device_node *node, const u32 *intspec,
		     unsigned int intsize, unsigned long *out_hwirq, unsigned int *out_type);
};

struct irq_domain {
	struct list_head link;
	const char *name;
	const struct irq_domain_ops *ops;
	void *host_data;
	unsigned int flags;
	unsigned int mapcount;
	struct fwnode_handle *fwnode;
	enum irq_domain_bus_token bus_token;
	struct irq_domain_chip_generic *gc;
	struct device *dev;
	irq_hw_number_t hwirq_max; /* one beyond the last */
	unsigned int revmap_size;  /* those are found in an array */
	struct xarray revmap_tree; /* the others here */
	struct mutex revmap_mutex;
	struct irq_data *revmap[];
};

enum {
	IRQ_DOMAIN_FLAG_HIERARCHY = 1 << 0,
	IRQ_DOMAIN_NAME_ALLOCATED = 1 << 1,
	IRQ_DOMAIN_FLAG_NO_MAP = 1 << 6,
	IRQ_DOMAIN_FLAG_NONCORE = 1 << 16,
};

extern const struct irq_domain_ops irq_domain_simple_ops;

/* size: found in the array; hwirq_max: one beyond the last, ~0 for any. NULL: no memory. */
struct irq_domain *__irq_domain_add(struct fwnode_handle *fwnode, unsigned int size,
				    irq_hw_number_t hwirq_max, int direct_max,
				    const struct irq_domain_ops *ops, void *host_data);
/* first_irq > 0: mapped at once, to numbers from there on. */
struct irq_domain *irq_domain_create_simple(struct fwnode_handle *fwnode, unsigned int size,
					    unsigned int first_irq,
					    const struct irq_domain_ops *ops, void *host_data);
struct irq_domain *irq_domain_create_legacy(struct fwnode_handle *fwnode, unsigned int size,
					    unsigned int first_irq, irq_hw_number_t first_hwirq,
					    const struct irq_domain_ops *ops, void *host_data);
struct irq_domain *irq_domain_add_legacy(struct device_node *node, unsigned int size,
					 unsigned int first_irq, irq_hw_number_t first_hwirq,
					 const struct irq_domain_ops *ops, void *host_data);
/* Its mappings must have been disposed of. */
void irq_domain_remove(struct irq_domain *domain);
void irq_set_default_host(struct irq_domain *domain);
struct irq_domain *irq_get_default_host(void);

static inline struct irq_domain *irq_domain_add_linear(struct device_node *node, unsigned int size,
						       const struct irq_domain_ops *ops,
						       void *host_data)
{
	return __irq_domain_add(of_fwnode_handle(node), size, size, 0, ops, host_data);
}

static inline struct irq_domain *
irq_domain_add_tree(struct device_node *node, const struct irq_domain_ops *ops, void *host_data)
{
	return __irq_domain_add(of_fwnode_handle(node), 0, ~0ul, 0, ops, host_data);
}

static inline struct irq_domain *irq_domain_add_simple(struct device_node *node, unsigned int size,
						       unsigned int first_irq,
						       const struct irq_domain_ops *ops,
						       void *host_data)
{
	return irq_domain_create_simple(of_fwnode_handle(node), size, first_irq, ops, host_data);
}

static inline struct irq_domain *irq_domain_create_linear(struct fwnode_handle *fwnode,
							  unsigned int size,
							  const struct irq_domain_ops *ops,
							  void *host_data)
{
	return __irq_domain_add(fwnode, size, size, 0, ops, host_data);
}

static inline struct irq_domain *irq_domain_create_tree(struct fwnode_handle *fwnode,
							const struct irq_domain_ops *ops,
							void *host_data)
{
	return __irq_domain_add(fwnode, 0, ~0ul, 0, ops, host_data);
}

/* The number for hwirq, made if there is none yet; 0: it could not be. May sleep. */
unsigned int irq_create_mapping_affinity(struct irq_domain *domain, irq_hw_number_t hwirq,
					 const void *affinity);
void irq_dispose_mapping(unsigned int virq);
int irq_domain_associate(struct irq_domain *domain, unsigned int virq, irq_hw_number_t hwirq);
void irq_domain_associate_many(struct irq_domain *domain, unsigned int irq_base,
			       irq_hw_number_t hwirq_base, int count);
unsigned int irq_create_fwspec_mapping(struct irq_fwspec *fwspec);
/* What hwirq is mapped to; NULL and 0: to nothing. From anywhere. */
struct irq_desc *__irq_resolve_mapping(struct irq_domain *domain, irq_hw_number_t hwirq,
				       unsigned int *irq);
struct irq_domain *irq_find_matching_fwnode(struct fwnode_handle *fwnode,
					    enum irq_domain_bus_token bus_token);
struct irq_data *irq_domain_get_irq_data(struct irq_domain *domain, unsigned int virq);

static inline unsigned int irq_create_mapping(struct irq_domain *domain, irq_hw_number_t hwirq)
{
	return irq_create_mapping_affinity(domain, hwirq, NULL);
}

static inline struct irq_desc *irq_resolve_mapping(struct irq_domain *domain, irq_hw_number_t hwirq)
{
	return __irq_resolve_mapping(domain, hwirq, NULL);
}

static inline unsigned int irq_find_mapping(struct irq_domain *domain, irq_hw_number_t hwirq)
{
	unsigned int irq;

	return __irq_resolve_mapping(domain, hwirq, &irq) ? irq : 0;
}

static inline unsigned int irq_linear_revmap(struct irq_domain *domain, irq_hw_number_t hwirq)
{
	return irq_find_mapping(domain, hwirq);
}

static inline struct irq_domain *irq_find_host(struct device_node *node)
{
	return NULL;
}

static inline struct device_node *irq_domain_get_of_node(struct irq_domain *d)
{
	return NULL;
}

static inline void irq_domain_set_pm_device(struct irq_domain *d, struct device *dev)
{
	d->dev = dev;
}

static inline void irq_domain_update_bus_token(struct irq_domain *d,
					       enum irq_domain_bus_token bus_token)
{
	d->bus_token = bus_token;
}

static inline bool irq_domain_is_hierarchy(struct irq_domain *d)
{
	return false;
}

/* A node that stands for nothing but a domain without one; free it after the domain. */
struct fwnode_handle *irq_domain_alloc_named_fwnode(const char *name);
#define irq_domain_alloc_fwnode(pa) irq_domain_alloc_named_fwnode("irqchip")
void irq_domain_free_fwnode(struct fwnode_handle *fwnode);

int irq_domain_xlate_onecell(struct irq_domain *d, struct device_node *node, const u32 *intspec,
			     unsigned int intsize, unsigned long *out_hwirq,
			     unsigned int *out_type);
int irq_domain_xlate_twocell(struct irq_domain *d, struct device_node *node, const u32 *intspec,
			     unsigned int intsize, unsigned long *out_hwirq,
			     unsigned int *out_type);
int irq_domain_xlate_onetwocell(struct irq_domain *d, struct device_node *node, const u32 *intspec,
				unsigned int intsize, unsigned long *out_hwirq,
				unsigned int *out_type);

#endif
