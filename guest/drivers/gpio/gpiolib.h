/* SPDX-License-Identifier: GPL-2.0-only */
/* gpiolib: what the files of this folder know of chips and lines. */
#ifndef _DRIVERS_GPIO_GPIOLIB_H
#define _DRIVERS_GPIO_GPIOLIB_H

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/gpio/consumer.h>
#include <linux/gpio/driver.h>
#include <linux/gpio/machine.h>
#include <linux/list.h>
#include <linux/notifier.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

/*
 * Bits of gpio_desc.flags. They and the two structures are laid out as in Linux 6.1: a few drivers
 * (gpio-mockup, gpio-aggregator) bring its private header along.
 */
enum {
	FLAG_REQUESTED,
	FLAG_IS_OUT,
	FLAG_EXPORT,
	FLAG_SYSFS, /* requested by a write to /sys/class/gpio/export */
	FLAG_ACTIVE_LOW = 6,
	FLAG_OPEN_DRAIN,
	FLAG_OPEN_SOURCE,
	FLAG_USED_AS_IRQ,
	FLAG_IRQ_IS_ENABLED,
	FLAG_IS_HOGGED,
	FLAG_TRANSITORY,
	FLAG_PULL_UP,
	FLAG_PULL_DOWN,
	FLAG_BIAS_DISABLE,
	FLAG_EDGE_RISING,
	FLAG_EDGE_FALLING,
	FLAG_EVENT_CLOCK_REALTIME,
};

struct gpio_desc {
	struct gpio_device *gdev;
	unsigned long flags;
	const char *label; /* its user's word for it; a copy */
	const char *name;  /* the board's */
	unsigned int debounce_period_us;
};

/* A chip, for those that may outlive it: files, users. */
struct gpio_device {
	int id;
	struct device dev;
	struct cdev chrdev;
	struct device *class_dev; /* /sys/class/gpio/gpiochipBASE */
	struct module *owner;
	struct gpio_chip *chip; /* NULL: it is gone */
	struct gpio_desc *descs;
	int base;
	u16 ngpio;
	const char *label;
	void *data;
	struct list_head list;			/* by base */
	struct blocking_notifier_head notifier; /* of changes of lines, with the gpio_desc */
	struct rw_semaphore sem;		/* held while chip must stay */
};

extern struct list_head gpio_devices;
extern spinlock_t gpio_lock; /* the list; who has a line */

static inline unsigned int gpio_chip_hwgpio(const struct gpio_desc *desc)
{
	return desc - desc->gdev->descs;
}

#define gpiod_err(desc, fmt, ...)                                                                  \
	pr_err("gpio-%d (%s): " fmt, desc_to_gpio(desc), (desc)->label ? (desc)->label : "?",      \
	       ##__VA_ARGS__)
#define gpiod_warn(desc, fmt, ...)                                                                 \
	pr_warn("gpio-%d (%s): " fmt, desc_to_gpio(desc), (desc)->label ? (desc)->label : "?",     \
		##__VA_ARGS__)
#define chip_err(gc, fmt, ...)                                                                     \
	pr_err("gpio gpiochip%d: (%s): " fmt, (gc)->gpiodev->id,                                   \
	       (gc)->label ? (gc)->label : "unknown", ##__VA_ARGS__)

/* 1: it can be used; 0: there is none, and nobody minds; else a negative errno. */
int gpiod_validate(const struct gpio_desc *desc, const char *func);
int gpiod_request(struct gpio_desc *desc, const char *label);
/* What request and free do without the module's count. */
int gpiod_request_commit(struct gpio_desc *desc, const char *label);
bool gpiod_free_commit(struct gpio_desc *desc);
void gpiod_free(struct gpio_desc *desc);
int gpiod_configure_flags(struct gpio_desc *desc, const char *con_id, unsigned long lflags,
			  enum gpiod_flags dflags);
int gpiod_hog(struct gpio_desc *desc, const char *name, unsigned long lflags,
	      enum gpiod_flags dflags);
int gpiod_set_array_complex(bool raw, bool can_sleep, unsigned int n, struct gpio_desc **descs,
			    const unsigned long *values);
int gpiod_get_array_complex(bool raw, bool can_sleep, unsigned int n, struct gpio_desc **descs,
			    unsigned long *values);
void gpiod_set_raw_value_commit(struct gpio_desc *desc, bool value);
int gpiod_get_raw_value_commit(const struct gpio_desc *desc);

struct gpio_device *gpio_device_find_by_label(const char *label);
/* The line that the board calls so; NULL. */
struct gpio_desc *gpio_name_to_desc(const char *name);
void gpio_machine_add_chip(struct gpio_chip *gc);
void gpiochip_free_hogs(struct gpio_chip *gc);

int gpiochip_add_irqchip(struct gpio_chip *gc);
void gpiochip_irqchip_remove(struct gpio_chip *gc);

int gpio_cdev_register(struct gpio_device *gdev);
void gpio_cdev_unregister(struct gpio_device *gdev);
int gpio_sysfs_register(struct gpio_device *gdev);
void gpio_sysfs_unregister(struct gpio_device *gdev);

#endif
