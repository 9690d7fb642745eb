/* SPDX-License-Identifier: GPL-2.0-only */
/* of_gpio: lines in device trees, as in a kernel without (CONFIG_OF_GPIO off). */
#ifndef __LINUX_OF_GPIO_H
#define __LINUX_OF_GPIO_H

#include <linux/gpio.h>
#include <linux/gpio/driver.h>
#include <linux/of.h>

enum of_gpio_flags {
	OF_GPIO_ACTIVE_LOW = 1,
	OF_GPIO_SINGLE_ENDED = 2,
	OF_GPIO_OPEN_DRAIN = 4,
	OF_GPIO_TRANSITORY = 8,
	OF_GPIO_PULL_UP = 16,
	OF_GPIO_PULL_DOWN = 32,
	OF_GPIO_PULL_DISABLE = 64,
};

static inline int of_get_named_gpio_flags(const struct device_node *np, const char *list_name,
					  int index, enum of_gpio_flags *flags)
{
	if (flags)
		*flags = 0;
	return -ENOSYS;
}

static inline int of_get_named_gpio(const struct device_node *np, const char *propname, int index)
{
	return -ENOSYS;
}

static inline int of_get_gpio_flags(const struct device_node *np, int index,
				    enum of_gpio_flags *flags)
{
	return of_get_named_gpio_flags(np, "gpios", index, flags);
}

static inline int of_get_gpio(const struct device_node *np, int index)
{
	return -ENOSYS;
}

static inline int of_gpio_named_count(const struct device_node *np, const char *propname)
{
	return -ENOSYS;
}

static inline int of_gpio_count(const struct device_node *np)
{
	return -ENOSYS;
}

#endif
