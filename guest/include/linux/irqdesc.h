/* SPDX-License-Identifier: GPL-2.0-only */
/* irqdesc: all that is known of an interrupt (guest/kernel/irq/irqdesc.c). */
#ifndef _LINUX_IRQDESC_H
#define _LINUX_IRQDESC_H

#include <linux/irq.h>
#include <linux/irqhandler.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/threads.h>
#include <linux/wait.h>

struct irq_domain;
struct irqaction;
struct module;

struct irq_desc {
	struct irq_common_data irq_common_data;
	struct irq_data irq_data;
	irq_flow_handler_t handle_irq;
	struct irqaction *action;	   /* NULL: nobody's */
	unsigned int status_use_accessors; /* IRQ_LEVEL ... */
	unsigned int depth;		   /* times disabled */
	unsigned int wake_depth;
	unsigned int pending : 1;  /* came while it could not be handled */
	unsigned int replayed : 1; /* will be handled again by software */
	unsigned int oneshot;	   /* threads that keep it masked */
	unsigned int irqs_unhandled;
	unsigned int count[NR_CPUS];
	raw_spinlock_t lock;
	struct mutex request_mutex; /* around request and free */
	atomic_t threads_active;
	wait_queue_head_t wait_for_threads;
	unsigned int parent_irq;
	struct module *owner;
	const char *name; /* of the flow, in /proc/interrupts */
};

#define kstat_irqs_cpu(irq, cpu) (irq_to_desc(irq)->count[cpu])

static inline struct irq_desc *irq_data_to_desc(struct irq_data *data)
{
	return container_of(data->common, struct irq_desc, irq_common_data);
}

static inline unsigned int irq_desc_get_irq(struct irq_desc *desc)
{
	return desc->irq_data.irq;
}

static inline struct irq_data *irq_desc_get_irq_data(struct irq_desc *desc)
{
	return &desc->irq_data;
}

static inline struct irq_chip *irq_desc_get_chip(struct irq_desc *desc)
{
	return desc->irq_data.chip;
}

static inline void *irq_desc_get_chip_data(struct irq_desc *desc)
{
	return desc->irq_data.chip_data;
}

static inline void *irq_desc_get_handler_data(struct irq_desc *desc)
{
	return desc->irq_common_data.handler_data;
}

static inline int irq_desc_has_action(struct irq_desc *desc)
{
	return desc && desc->action;
}

static inline int irq_has_action(unsigned int irq)
{
	return irq_desc_has_action(irq_to_desc(irq));
}

static inline void generic_handle_irq_desc(struct irq_desc *desc)
{
	desc->handle_irq(desc);
}

/*
 * By the number, in an interrupt, interrupts off. 0; -EINVAL: no such number; -EPERM: the chip
 * says that it can only come in an interrupt, and this is none.
 */
int generic_handle_irq(unsigned int irq);
int generic_handle_irq_safe(unsigned int irq); /* from anywhere */
/* By the number that its domain knows. */
int generic_handle_domain_irq(struct irq_domain *domain, unsigned int hwirq);
int generic_handle_domain_irq_safe(struct irq_domain *domain, unsigned int hwirq);

int irq_check_status_bit(unsigned int irq, unsigned int bits);

static inline int irq_balancing_disabled(unsigned int irq)
{
	return irq_check_status_bit(irq, IRQ_NO_BALANCING_MASK);
}

static inline int irq_is_percpu(unsigned int irq)
{
	return irq_check_status_bit(irq, IRQ_PER_CPU);
}

/* With the descriptor's lock held. */
static inline void irq_set_handler_locked(struct irq_data *data, irq_flow_handler_t handler)
{
	irq_data_to_desc(data)->handle_irq = handler;
}

static inline void irq_set_chip_handler_name_locked(struct irq_data *data,
						    const struct irq_chip *chip,
						    irq_flow_handler_t handler, const char *name)
{
	struct irq_desc *desc = irq_data_to_desc(data);

	desc->handle_irq = handler;
	desc->name = name;
	data->chip = (struct irq_chip *)chip;
}

#endif
