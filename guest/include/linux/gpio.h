/* SPDX-License-Identifier: GPL-2.0-only */
/* gpio: lines by number, for sources that know no descriptors. Negative and unknown numbers are
 * refused: -EINVAL, or -EPROBE_DEFER when asked for.
 */
#ifndef __LINUX_GPIO_H
#define __LINUX_GPIO_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/gpio/consumer.h>
#include <linux/gpio/driver.h>
#include <linux/types.h>

#define GPIOF_DIR_OUT		    (0 << 0)
#define GPIOF_DIR_IN		    (1 << 0)
#define GPIOF_INIT_LOW		    (0 << 1)
#define GPIOF_INIT_HIGH		    (1 << 1)
#define GPIOF_IN		    GPIOF_DIR_IN
#define GPIOF_OUT_INIT_LOW	    (GPIOF_DIR_OUT | GPIOF_INIT_LOW)
#define GPIOF_OUT_INIT_HIGH	    (GPIOF_DIR_OUT | GPIOF_INIT_HIGH)
#define GPIOF_ACTIVE_LOW	    (1 << 2)
#define GPIOF_OPEN_DRAIN	    (1 << 3)
#define GPIOF_OPEN_SOURCE	    (1 << 4)
#define GPIOF_EXPORT		    (1 << 5)
#define GPIOF_EXPORT_CHANGEABLE	    (1 << 6)
#define GPIOF_EXPORT_DIR_FIXED	    GPIOF_EXPORT
#define GPIOF_EXPORT_DIR_CHANGEABLE (GPIOF_EXPORT | GPIOF_EXPORT_CHANGEABLE)

struct gpio {
	unsigned int gpio;
	unsigned long flags; /* GPIOF_ */
	const char *label;
};

#define ARCH_NR_GPIOS 512

static inline bool gpio_is_valid(int number)
{
	return number >= 0 && number < ARCH_NR_GPIOS;
}

int gpio_request(unsigned int gpio, const char *label);
void gpio_free(unsigned int gpio);
int gpio_request_one(unsigned int gpio, unsigned long flags, const char *label);
int gpio_request_array(const struct gpio *array, size_t num);
void gpio_free_array(const struct gpio *array, size_t num);
int devm_gpio_request(struct device *dev, unsigned int gpio, const char *label);
int devm_gpio_request_one(struct device *dev, unsigned int gpio, unsigned long flags,
			  const char *label);
void devm_gpio_free(struct device *dev, unsigned int gpio);

static inline int gpio_direction_input(unsigned int gpio)
{
	return gpiod_direction_input(gpio_to_desc(gpio));
}

static inline int gpio_direction_output(unsigned int gpio, int value)
{
	return gpiod_direction_output_raw(gpio_to_desc(gpio), value);
}

static inline int gpio_set_debounce(unsigned int gpio, unsigned int debounce)
{
	return gpiod_set_debounce(gpio_to_desc(gpio), debounce);
}

static inline int gpio_get_value(unsigned int gpio)
{
	return gpiod_get_raw_value(gpio_to_desc(gpio));
}

static inline void gpio_set_value(unsigned int gpio, int value)
{
	gpiod_set_raw_value(gpio_to_desc(gpio), value);
}

static inline int gpio_get_value_cansleep(unsigned int gpio)
{
	return gpiod_get_raw_value_cansleep(gpio_to_desc(gpio));
}

static inline void gpio_set_value_cansleep(unsigned int gpio, int value)
{
	gpiod_set_raw_value_cansleep(gpio_to_desc(gpio), value);
}

static inline int gpio_cansleep(unsigned int gpio)
{
	return gpiod_cansleep(gpio_to_desc(gpio));
}

static inline int gpio_to_irq(unsigned int gpio)
{
	return gpiod_to_irq(gpio_to_desc(gpio));
}

static inline int irq_to_gpio(unsigned int irq)
{
	return -EINVAL;
}

static inline int gpio_export(unsigned int gpio, bool direction_may_change)
{
	return gpiod_export(gpio_to_desc(gpio), direction_may_change);
}

static inline int gpio_export_link(struct device *dev, const char *name, unsigned int gpio)
{
	return gpiod_export_link(dev, name, gpio_to_desc(gpio));
}

static inline void gpio_unexport(unsigned int gpio)
{
	gpiod_unexport(gpio_to_desc(gpio));
}

#define __gpio_get_value(gpio)	      gpio_get_value(gpio)
#define __gpio_set_value(gpio, value) gpio_set_value(gpio, value)
#define __gpio_cansleep(gpio)	      gpio_cansleep(gpio)
#define __gpio_to_irq(gpio)	      gpio_to_irq(gpio)

#endif
