/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * irq: interrupts and the chips they come through (guest/kernel/irq). Whoever drives a chip
 * that has interrupts of its own (a port expander, say) makes numbers for them, by an
 * irq_domain or irq_alloc_descs(), names its irq_chip and the flow, and calls
 * generic_handle_domain_irq() from the handler of the one line that the chip holds.
 */
#ifndef _LINUX_IRQ_H
#define _LINUX_IRQ_H

#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/irqhandler.h>
#include <linux/irqnr.h>
#include <linux/irqreturn.h>
#include <linux/lockdep.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/topology.h>
#include <asm/ptrace.h>

struct device;
struct irq_domain;
struct module;
struct msi_desc;
struct msi_msg;
struct pt_regs;
struct seq_file;

/* How a line tells, the same numbers as IRQF_TRIGGER_ has; then what else is set for it. */
enum {
	IRQ_TYPE_NONE = 0x0,
	IRQ_TYPE_EDGE_RISING = 0x1,
	IRQ_TYPE_EDGE_FALLING = 0x2,
	IRQ_TYPE_EDGE_BOTH = IRQ_TYPE_EDGE_RISING | IRQ_TYPE_EDGE_FALLING,
	IRQ_TYPE_LEVEL_HIGH = 0x4,
	IRQ_TYPE_LEVEL_LOW = 0x8,
	IRQ_TYPE_LEVEL_MASK = IRQ_TYPE_LEVEL_LOW | IRQ_TYPE_LEVEL_HIGH,
	IRQ_TYPE_SENSE_MASK = 0xf,
	IRQ_TYPE_DEFAULT = IRQ_TYPE_SENSE_MASK,
	IRQ_TYPE_PROBE = 0x10,
	IRQ_LEVEL = 1 << 8,
	IRQ_PER_CPU = 1 << 9,
	IRQ_NOPROBE = 1 << 10,
	IRQ_NOREQUEST = 1 << 11,
	IRQ_NOAUTOEN = 1 << 12,
	IRQ_NO_BALANCING = 1 << 13,
	IRQ_MOVE_PCNTXT = 1 << 14,
	IRQ_NESTED_THREAD = 1 << 15,
	IRQ_NOTHREAD = 1 << 16,
	IRQ_PER_CPU_DEVID = 1 << 17,
	IRQ_IS_POLLED = 1 << 18,
	IRQ_DISABLE_UNLAZY = 1 << 19,
	IRQ_HIDDEN = 1 << 20,
	IRQ_NO_DEBUG = 1 << 21,
};

#define IRQF_MODIFY_MASK                                                                           \
	(IRQ_TYPE_SENSE_MASK | IRQ_NOPROBE | IRQ_NOREQUEST | IRQ_NOAUTOEN | IRQ_LEVEL |            \
	 IRQ_NO_BALANCING | IRQ_PER_CPU | IRQ_NESTED_THREAD | IRQ_NOTHREAD | IRQ_PER_CPU_DEVID |   \
	 IRQ_IS_POLLED | IRQ_DISABLE_UNLAZY | IRQ_HIDDEN)
#define IRQ_NO_BALANCING_MASK (IRQ_PER_CPU | IRQ_NO_BALANCING)

/* What irq_set_type() and irq_set_affinity() may answer beside 0 and a negative errno. */
enum { IRQ_SET_MASK_OK = 0, IRQ_SET_MASK_OK_NOCOPY, IRQ_SET_MASK_OK_DONE };

struct irq_common_data {
	unsigned int state_use_accessors; /* IRQD_ */
	void *handler_data;		  /* of the flow: a chained handler's */
	struct msi_desc *msi_desc;
};

struct irq_data {
	u32 mask;	     /* for the chip's driver to use */
	unsigned int irq;    /* the number that all the kernel knows */
	unsigned long hwirq; /* its number in its domain */
	struct irq_common_data *common;
	struct irq_chip *chip;
	struct irq_domain *domain;
	void *chip_data;
};

enum {
	IRQD_TRIGGER_MASK = 0xf,
	IRQD_SETAFFINITY_PENDING = 1 << 8,
	IRQD_ACTIVATED = 1 << 9,
	IRQD_NO_BALANCING = 1 << 10,
	IRQD_PER_CPU = 1 << 11,
	IRQD_AFFINITY_SET = 1 << 12,
	IRQD_LEVEL = 1 << 13,
	IRQD_WAKEUP_STATE = 1 << 14,
	IRQD_MOVE_PCNTXT = 1 << 15,
	IRQD_IRQ_DISABLED = 1 << 16,
	IRQD_IRQ_MASKED = 1 << 17,
	IRQD_IRQ_INPROGRESS = 1 << 18,
	IRQD_WAKEUP_ARMED = 1 << 19,
	IRQD_IRQ_STARTED = 1 << 22,
	IRQD_SINGLE_TARGET = 1 << 24,
	IRQD_DEFAULT_TRIGGER_SET = 1 << 25,
	IRQD_HANDLE_ENFORCE_IRQCTX = 1 << 27,
};

static inline u32 irqd_get_trigger_type(struct irq_data *d)
{
	return d->common->state_use_accessors & IRQD_TRIGGER_MASK;
}

static inline void irqd_set_trigger_type(struct irq_data *d, u32 type)
{
	d->common->state_use_accessors &= ~IRQD_TRIGGER_MASK;
	d->common->state_use_accessors |= (type & IRQD_TRIGGER_MASK) | IRQD_DEFAULT_TRIGGER_SET;
}

#define DEFINE_IRQD_QUESTION(name, bit)                                                            \
	static inline bool name(struct irq_data *d)                                                \
	{                                                                                          \
		return d->common->state_use_accessors & (bit);                                     \
	}
DEFINE_IRQD_QUESTION(irqd_is_level_type, IRQD_LEVEL)
DEFINE_IRQD_QUESTION(irqd_is_wakeup_set, IRQD_WAKEUP_STATE)
DEFINE_IRQD_QUESTION(irqd_is_wakeup_armed, IRQD_WAKEUP_ARMED)
DEFINE_IRQD_QUESTION(irqd_irq_disabled, IRQD_IRQ_DISABLED)
DEFINE_IRQD_QUESTION(irqd_irq_masked, IRQD_IRQ_MASKED)
DEFINE_IRQD_QUESTION(irqd_irq_inprogress, IRQD_IRQ_INPROGRESS)
DEFINE_IRQD_QUESTION(irqd_is_started, IRQD_IRQ_STARTED)
DEFINE_IRQD_QUESTION(irqd_is_activated, IRQD_ACTIVATED)
DEFINE_IRQD_QUESTION(irqd_is_per_cpu, IRQD_PER_CPU)
DEFINE_IRQD_QUESTION(irqd_affinity_was_set, IRQD_AFFINITY_SET)
DEFINE_IRQD_QUESTION(irqd_trigger_type_was_set, IRQD_DEFAULT_TRIGGER_SET)
DEFINE_IRQD_QUESTION(irqd_is_single_target, IRQD_SINGLE_TARGET)
#undef DEFINE_IRQD_QUESTION

static inline void irqd_set_single_target(struct irq_data *d)
{
	d->common->state_use_accessors |= IRQD_SINGLE_TARGET;
}

static inline void irqd_set_handle_enforce_irqctx(struct irq_data *d)
{
	d->common->state_use_accessors |= IRQD_HANDLE_ENFORCE_IRQCTX;
}

static inline irq_hw_number_t irqd_to_hwirq(struct irq_data *d)
{
	return d->hwirq;
}

/*
 * What a chip can be told. All but irq_bus_lock, irq_bus_sync_unlock, irq_request_resources and
 * irq_release_resources are called with the descriptor's lock held and interrupts off: a chip
 * behind a slow bus notes there what is to change, and tells the chip in irq_bus_sync_unlock.
 * What is not there is made of what is: disable by mask, mask_ack by mask and ack.
 */
struct irq_chip {
	const char *name; /* as /proc/interrupts shows it */
	unsigned int (*irq_startup)(struct irq_data *data);
	void (*irq_shutdown)(struct irq_data *data);
	void (*irq_enable)(struct irq_data *data);
	void (*irq_disable)(struct irq_data *data);
	void (*irq_ack)(struct irq_data *data);
	void (*irq_mask)(struct irq_data *data);
	void (*irq_mask_ack)(struct irq_data *data);
	void (*irq_unmask)(struct irq_data *data);
	void (*irq_eoi)(struct irq_data *data);
	int (*irq_set_affinity)(struct irq_data *data, const struct cpumask *dest, bool force);
	int (*irq_retrigger)(struct irq_data *data);
	int (*irq_set_type)(struct irq_data *data, unsigned int flow_type);
	int (*irq_set_wake)(struct irq_data *data, unsigned int on);
	void (*irq_bus_lock)(struct irq_data *data);
	void (*irq_bus_sync_unlock)(struct irq_data *data);
	void (*irq_suspend)(struct irq_data *data);
	void (*irq_resume)(struct irq_data *data);
	void (*irq_pm_shutdown)(struct irq_data *data);
	void (*irq_calc_mask)(struct irq_data *data);
	void (*irq_print_chip)(struct irq_data *data, struct seq_file *p);
	int (*irq_request_resources)(struct irq_data *data);
	void (*irq_release_resources)(struct irq_data *data);
	void (*irq_compose_msi_msg)(struct irq_data *data, struct msi_msg *msg);
	void (*irq_write_msi_msg)(struct irq_data *data, struct msi_msg *msg);
	int (*irq_get_irqchip_state)(struct irq_data *data, enum irqchip_irq_state which,
				     bool *state);
	int (*irq_set_irqchip_state)(struct irq_data *data, enum irqchip_irq_state which,
				     bool state);
	unsigned long flags; /* IRQCHIP_ */
};

enum {
	IRQCHIP_SET_TYPE_MASKED = 1 << 0, /* mask it while its type changes */
	IRQCHIP_EOI_IF_HANDLED = 1 << 1,
	IRQCHIP_MASK_ON_SUSPEND = 1 << 2,
	IRQCHIP_ONOFFLINE_ENABLED = 1 << 3,
	IRQCHIP_SKIP_SET_WAKE = 1 << 4,
	IRQCHIP_ONESHOT_SAFE = 1 << 5, /* need not be masked for its thread */
	IRQCHIP_EOI_THREADED = 1 << 6,
	IRQCHIP_SUPPORTS_LEVEL_MSI = 1 << 7,
	IRQCHIP_SUPPORTS_NMI = 1 << 8,
	IRQCHIP_ENABLE_WAKEUP_ON_SUSPEND = 1 << 9,
	IRQCHIP_AFFINITY_PRE_STARTUP = 1 << 10,
	IRQCHIP_IMMUTABLE = 1 << 11, /* nobody may change this structure */
};

#include <linux/irqdesc.h>

extern unsigned long irq_spurious_count;
void early_irq_init(void); /* the ISA lines' descriptors */

/* Flows. */
void handle_level_irq(struct irq_desc *desc);
void handle_fasteoi_irq(struct irq_desc *desc);
void handle_edge_irq(struct irq_desc *desc);
void handle_edge_eoi_irq(struct irq_desc *desc);
void handle_simple_irq(struct irq_desc *desc);
void handle_untracked_irq(struct irq_desc *desc);
void handle_percpu_irq(struct irq_desc *desc);
void handle_bad_irq(struct irq_desc *desc);
/* In the thread of the line that this one comes by: runs the handlers' threads here. */
void handle_nested_irq(unsigned int irq);
irqreturn_t no_action(int irq, void *dev_id);

/* The chip that is none: for lines that only a program raises. */
extern struct irq_chip no_irq_chip;
extern struct irq_chip dummy_irq_chip;

/* 0, or -EINVAL for a number that is nobody's. */
int irq_set_chip(unsigned int irq, const struct irq_chip *chip);
int irq_set_handler_data(unsigned int irq, void *data);
int irq_set_chip_data(unsigned int irq, void *data);
int irq_set_irq_type(unsigned int irq, unsigned int type);
void irq_set_chip_and_handler_name(unsigned int irq, const struct irq_chip *chip,
				   irq_flow_handler_t handle, const char *name);
void __irq_set_handler(unsigned int irq, irq_flow_handler_t handle, int is_chained,
		       const char *name);
/* Takes the line for good: handle runs at each interrupt, and nobody else can have it. */
void irq_set_chained_handler_and_data(unsigned int irq, irq_flow_handler_t handle, void *data);
void irq_modify_status(unsigned int irq, unsigned long clear, unsigned long set);
int irq_set_parent(int irq, int parent_irq);
struct irq_data *irq_get_irq_data(unsigned int irq);

static inline void irq_set_chip_and_handler(unsigned int irq, const struct irq_chip *chip,
					    irq_flow_handler_t handle)
{
	irq_set_chip_and_handler_name(irq, chip, handle, NULL);
}

static inline void irq_set_handler(unsigned int irq, irq_flow_handler_t handle)
{
	__irq_set_handler(irq, handle, 0, NULL);
}

static inline void irq_set_chained_handler(unsigned int irq, irq_flow_handler_t handle)
{
	__irq_set_handler(irq, handle, 1, NULL);
}

static inline void irq_set_status_flags(unsigned int irq, unsigned long set)
{
	irq_modify_status(irq, 0, set);
}

static inline void irq_clear_status_flags(unsigned int irq, unsigned long clear)
{
	irq_modify_status(irq, clear, 0);
}

static inline void irq_set_noprobe(unsigned int irq)
{
	irq_modify_status(irq, 0, IRQ_NOPROBE);
}

static inline void irq_set_probe(unsigned int irq)
{
	irq_modify_status(irq, IRQ_NOPROBE, 0);
}

static inline void irq_set_nothread(unsigned int irq)
{
	irq_modify_status(irq, 0, IRQ_NOTHREAD);
}

static inline void irq_set_thread(unsigned int irq)
{
	irq_modify_status(irq, IRQ_NOTHREAD, 0);
}

static inline void irq_set_nested_thread(unsigned int irq, bool nest)
{
	irq_modify_status(irq, nest ? 0 : IRQ_NESTED_THREAD, nest ? IRQ_NESTED_THREAD : 0);
}

static inline struct irq_chip *irq_get_chip(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? d->chip : NULL;
}

static inline void *irq_get_chip_data(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? d->chip_data : NULL;
}

static inline void *irq_get_handler_data(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? d->common->handler_data : NULL;
}

static inline u32 irq_get_trigger_type(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? irqd_get_trigger_type(d) : 0;
}

static inline struct irq_chip *irq_data_get_irq_chip(struct irq_data *d)
{
	return d->chip;
}

static inline void *irq_data_get_irq_chip_data(struct irq_data *d)
{
	return d->chip_data;
}

static inline void *irq_data_get_irq_handler_data(struct irq_data *d)
{
	return d->common->handler_data;
}

static inline struct cpumask *irq_data_get_affinity_mask(struct irq_data *d)
{
	return (struct cpumask *)cpu_possible_mask;
}

/*
 * Numbers. irq >= 0: that one; -1: the first cnt free in a row from `from` on. The first, or
 * -EEXIST, -ENOMEM, -EINVAL. irq_free_descs(): nobody may have them any more.
 */
int __irq_alloc_descs(int irq, unsigned int from, unsigned int cnt, int node, struct module *owner,
		      const void *affinity);
int __devm_irq_alloc_descs(struct device *dev, int irq, unsigned int from, unsigned int cnt,
			   int node, struct module *owner, const void *affinity);
void irq_free_descs(unsigned int irq, unsigned int cnt);
#define irq_alloc_descs(irq, from, cnt, node)                                                      \
	__irq_alloc_descs(irq, from, cnt, node, THIS_MODULE, NULL)
#define irq_alloc_desc(node)		      irq_alloc_descs(-1, 1, 1, node)
#define irq_alloc_desc_at(at, node)	      irq_alloc_descs(at, at, 1, node)
#define irq_alloc_desc_from(from, node)	      irq_alloc_descs(-1, from, 1, node)
#define irq_alloc_descs_from(from, cnt, node) irq_alloc_descs(-1, from, cnt, node)
#define devm_irq_alloc_descs(dev, irq, from, cnt, node)                                            \
	__devm_irq_alloc_descs(dev, irq, from, cnt, node, THIS_MODULE, NULL)
#define devm_irq_alloc_desc(dev, node)		  devm_irq_alloc_descs(dev, -1, 1, 1, node)
#define devm_irq_alloc_desc_at(dev, at, node)	  devm_irq_alloc_descs(dev, at, at, 1, node)
#define devm_irq_alloc_desc_from(dev, from, node) devm_irq_alloc_descs(dev, -1, from, 1, node)

static inline void irq_free_desc(unsigned int irq)
{
	irq_free_descs(irq, 1);
}

#endif
