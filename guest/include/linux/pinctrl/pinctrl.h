/* SPDX-License-Identifier: GPL-2.0-only */
/* pinctrl/pinctrl: controllers of what pins are used for, as in a kernel without (CONFIG_PINCTRL
 * off): only the words that gpio_chip uses.
 */
#ifndef __LINUX_PINCTRL_PINCTRL_H
#define __LINUX_PINCTRL_PINCTRL_H

#include <linux/list.h>
#include <linux/types.h>

struct device;
struct gpio_chip;
struct pinctrl_dev;

struct pinctrl_pin_desc {
	unsigned int number;
	const char *name;
	void *drv_data;
};

#define PINCTRL_PIN(num, pin_name)                                                                 \
	{                                                                                          \
		.number = (num), .name = (pin_name)                                                \
	}
#define PINCTRL_PIN_ANON(num)                                                                      \
	{                                                                                          \
		.number = (num)                                                                    \
	}

struct pinctrl_gpio_range {
	struct list_head node;
	const char *name;
	unsigned int id;
	unsigned int base, pin_base, npins;
	const unsigned int *pins;
	struct gpio_chip *gc;
};

#endif
