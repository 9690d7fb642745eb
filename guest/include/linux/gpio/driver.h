/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio/driver: chips with lines (drivers/gpio). A driver fills in a gpio_chip and gives it to
 * gpiochip_add_data(); offsets are the chip's own, values are levels: 1 is high.
 */
#ifndef __LINUX_GPIO_DRIVER_H
#define __LINUX_GPIO_DRIVER_H

#include <linux/device.h>
#include <linux/gpio/consumer.h>
#include <linux/gpio/machine.h>
#include <linux/irq.h>
#include <linux/irqchip/chained_irq.h>
#include <linux/irqdomain.h>
#include <linux/lockdep.h>
#include <linux/pinctrl/pinconf-generic.h>
#include <linux/pinctrl/pinctrl.h>
#include <linux/property.h>
#include <linux/types.h>

struct gpio_chip;
struct gpio_device;
struct module;
struct of_phandle_args;
struct seq_file;

#define GPIO_LINE_DIRECTION_IN	1
#define GPIO_LINE_DIRECTION_OUT 0

/*
 * Interrupts of a chip's lines: with a chip named here, gpiochip_add_data() makes a domain for
 * them, and gpiod_to_irq() works. parent_handler takes the parents as a chained handler; without
 * one, the driver's own handler calls generic_handle_domain_irq(gc->irq.domain, offset), or,
 * where `threaded` says so, handle_nested_irq() in its thread.
 */
struct gpio_irq_chip {
	struct irq_chip *chip;
	struct irq_domain *domain;
	const struct irq_domain_ops *domain_ops; /* NULL: gpiolib's */
	irq_flow_handler_t handler;
	unsigned int default_type;
	struct lock_class_key *lock_key, *request_key;
	irq_flow_handler_t parent_handler;
	union {
		void *parent_handler_data;
		void **parent_handler_data_array; /* with per_parent_data */
	};
	unsigned int num_parents;
	unsigned int *parents;
	unsigned int *map;
	bool threaded;
	bool per_parent_data;
	bool initialized;
	int (*init_hw)(struct gpio_chip *gc);
	void (*init_valid_mask)(struct gpio_chip *gc, unsigned long *valid_mask,
				unsigned int ngpios);
	unsigned long *valid_mask; /* NULL: all lines interrupt */
	unsigned int first;	   /* the first number; 0: whichever is free */
	/* what the irq_chip had before gpiolib put its own in their places */
	void (*irq_enable)(struct irq_data *data);
	void (*irq_disable)(struct irq_data *data);
	void (*irq_unmask)(struct irq_data *data);
	void (*irq_mask)(struct irq_data *data);
};

struct gpio_chip {
	const char *label;
	struct gpio_device *gpiodev; /* gpiolib's */
	struct device *parent;
	struct fwnode_handle *fwnode;
	struct module *owner;
	int (*request)(struct gpio_chip *gc, unsigned int offset);
	void (*free)(struct gpio_chip *gc, unsigned int offset);
	int (*get_direction)(struct gpio_chip *gc, unsigned int offset);
	int (*direction_input)(struct gpio_chip *gc, unsigned int offset);
	int (*direction_output)(struct gpio_chip *gc, unsigned int offset, int value);
	int (*get)(struct gpio_chip *gc, unsigned int offset);
	int (*get_multiple)(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits);
	void (*set)(struct gpio_chip *gc, unsigned int offset, int value);
	void (*set_multiple)(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits);
	int (*set_config)(struct gpio_chip *gc, unsigned int offset, unsigned long config);
	int (*to_irq)(struct gpio_chip *gc, unsigned int offset);
	void (*dbg_show)(struct seq_file *s, struct gpio_chip *gc);
	int (*init_valid_mask)(struct gpio_chip *gc, unsigned long *valid_mask,
			       unsigned int ngpios);
	int (*add_pin_ranges)(struct gpio_chip *gc);
	int (*en_hw_timestamp)(struct gpio_chip *gc, u32 offset, unsigned long flags);
	int (*dis_hw_timestamp)(struct gpio_chip *gc, u32 offset, unsigned long flags);
	int base;   /* of its numbers among all; negative: whichever are free */
	u16 ngpio;  /* lines */
	u16 offset; /* the first line's, among the names of a device with several chips */
	const char *const *names;
	bool can_sleep;
	/* bgpio_init()'s */
	unsigned long (*read_reg)(void __iomem *reg);
	void (*write_reg)(void __iomem *reg, unsigned long data);
	bool be_bits;
	void __iomem *reg_dat;
	void __iomem *reg_set;
	void __iomem *reg_clr;
	void __iomem *reg_dir_out;
	void __iomem *reg_dir_in;
	bool bgpio_dir_unreadable;
	int bgpio_bits;
	raw_spinlock_t bgpio_lock;
	unsigned long bgpio_data;
	unsigned long bgpio_dir;
	struct gpio_irq_chip irq;
	unsigned long *valid_mask; /* NULL: all lines can be used */
};

/*
 * 0 or a negative errno; gc must live until gpiochip_remove(). Lines still in use at the removal
 * are dead from then on: -ENODEV, and nothing is called any more.
 */
int gpiochip_add_data_with_key(struct gpio_chip *gc, void *data, struct lock_class_key *lock_key,
			       struct lock_class_key *request_key);
int devm_gpiochip_add_data_with_key(struct device *dev, struct gpio_chip *gc, void *data,
				    struct lock_class_key *lock_key,
				    struct lock_class_key *request_key);
void gpiochip_remove(struct gpio_chip *gc);
void *gpiochip_get_data(struct gpio_chip *gc);
struct gpio_chip *gpiochip_find(void *data, int (*match)(struct gpio_chip *gc, void *data));
#define gpiochip_add_data(gc, data) gpiochip_add_data_with_key(gc, data, NULL, NULL)
#define devm_gpiochip_add_data(dev, gc, data)                                                      \
	devm_gpiochip_add_data_with_key(dev, gc, data, NULL, NULL)

static inline int gpiochip_add(struct gpio_chip *gc)
{
	return gpiochip_add_data(gc, NULL);
}

/* The user's name for a line, NULL: nobody has it. */
const char *gpiochip_is_requested(struct gpio_chip *gc, unsigned int offset);
#define for_each_requested_gpio_in_range(chip, i, base, size, label)                               \
	for (i = 0; i < size; i++)                                                                 \
		if ((label = gpiochip_is_requested(chip, base + i)) == NULL) {                     \
		} else
#define for_each_requested_gpio(chip, i, label)                                                    \
	for_each_requested_gpio_in_range(chip, i, 0, chip->ngpio, label)

bool gpiochip_line_is_irq(struct gpio_chip *gc, unsigned int offset);
bool gpiochip_line_is_open_drain(struct gpio_chip *gc, unsigned int offset);
bool gpiochip_line_is_open_source(struct gpio_chip *gc, unsigned int offset);
bool gpiochip_line_is_persistent(struct gpio_chip *gc, unsigned int offset);
bool gpiochip_line_is_valid(const struct gpio_chip *gc, unsigned int offset);

/* A line of its own chip, for the driver itself. ERR_PTR. */
struct gpio_desc *gpiochip_request_own_desc(struct gpio_chip *gc, unsigned int hwnum,
					    const char *label, enum gpio_lookup_flags lflags,
					    enum gpiod_flags dflags);
void gpiochip_free_own_desc(struct gpio_desc *desc);
struct gpio_chip *gpiod_to_chip(const struct gpio_desc *desc);
struct gpio_desc *gpiochip_get_desc(struct gpio_chip *gc, unsigned int hwnum);

/* ---- a line that interrupts stays an input ---- */

int gpiochip_lock_as_irq(struct gpio_chip *gc, unsigned int offset);
void gpiochip_unlock_as_irq(struct gpio_chip *gc, unsigned int offset);
int gpiochip_reqres_irq(struct gpio_chip *gc, unsigned int offset);
void gpiochip_relres_irq(struct gpio_chip *gc, unsigned int offset);
void gpiochip_disable_irq(struct gpio_chip *gc, unsigned int offset);
void gpiochip_enable_irq(struct gpio_chip *gc, unsigned int offset);
int gpiochip_irq_reqres(struct irq_data *data);
void gpiochip_irq_relres(struct irq_data *data);
#define GPIOCHIP_IRQ_RESOURCE_HELPERS                                                              \
	.irq_request_resources = gpiochip_irq_reqres, .irq_release_resources = gpiochip_irq_relres

static inline void gpio_irq_chip_set_chip(struct gpio_irq_chip *girq, const struct irq_chip *chip)
{
	girq->chip = (struct irq_chip *)chip;
}

int gpiochip_irq_map(struct irq_domain *d, unsigned int irq, irq_hw_number_t hwirq);
void gpiochip_irq_unmap(struct irq_domain *d, unsigned int irq);
bool gpiochip_irqchip_irq_valid(const struct gpio_chip *gc, unsigned int offset);
/* The interrupts' domain is the driver's own. */
int gpiochip_irqchip_add_domain(struct gpio_chip *gc, struct irq_domain *domain);

/* ---- chips that are registers in memory (drivers/gpio/gpio-mmio.c) ---- */

#define BGPIOF_BIG_ENDIAN	     BIT(0)
#define BGPIOF_UNREADABLE_REG_SET    BIT(1)
#define BGPIOF_UNREADABLE_REG_DIR    BIT(2)
#define BGPIOF_BIG_ENDIAN_BYTE_ORDER BIT(3)
#define BGPIOF_READ_OUTPUT_REG_SET   BIT(4)
#define BGPIOF_NO_OUTPUT	     BIT(5)
#define BGPIOF_NO_SET_ON_INPUT	     BIT(6)

struct bgpio_pdata {
	const char *label;
	int base;
	int ngpio;
};

int bgpio_init(struct gpio_chip *gc, struct device *dev, unsigned long sz, void __iomem *dat,
	       void __iomem *set, void __iomem *clr, void __iomem *dirout, void __iomem *dirin,
	       unsigned long flags);

/* ---- pins that have other uses, too (CONFIG_PINCTRL is off) ---- */

int gpiochip_generic_request(struct gpio_chip *gc, unsigned int offset);
void gpiochip_generic_free(struct gpio_chip *gc, unsigned int offset);
int gpiochip_generic_config(struct gpio_chip *gc, unsigned int offset, unsigned long config);

struct gpio_pin_range {
	struct list_head node;
	struct pinctrl_dev *pctldev;
	struct pinctrl_gpio_range range;
};

static inline int gpiochip_add_pin_range(struct gpio_chip *gc, const char *pinctl_name,
					 unsigned int gpio_offset, unsigned int pin_offset,
					 unsigned int npins)
{
	return 0;
}

static inline int gpiochip_add_pingroup_range(struct gpio_chip *gc, struct pinctrl_dev *pctldev,
					      unsigned int gpio_offset, const char *pin_group)
{
	return 0;
}

static inline void gpiochip_remove_pin_ranges(struct gpio_chip *gc)
{
}

#define for_each_gpiochip_node(dev, child)                                                         \
	device_for_each_child_node(dev,                                                            \
				   child) if (!fwnode_property_present(child, "gpio-controller"))  \
	{                                                                                          \
	}                                                                                          \
	else

static inline unsigned int gpiochip_node_count(struct device *dev)
{
	struct fwnode_handle *child;
	unsigned int count = 0;

	for_each_gpiochip_node(dev, child) count++;
	return count;
}

static inline struct fwnode_handle *gpiochip_node_get_first(struct device *dev)
{
	struct fwnode_handle *fwnode;

	for_each_gpiochip_node(dev, fwnode) return fwnode;
	return NULL;
}

#endif
