/* SPDX-License-Identifier: GPL-2.0-only */
/* w1-gpio: what a board says of a 1-Wire bus on a line: platform data of "w1-gpio". */
#ifndef _LINUX_W1_GPIO_H
#define _LINUX_W1_GPIO_H

struct gpio_desc;

struct w1_gpio_platform_data {
	struct gpio_desc *gpiod, *pullup_gpiod;
	void (*enable_external_pullup)(int enable);
	unsigned int pullup_duration;
};

#endif
