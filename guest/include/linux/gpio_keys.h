/* SPDX-License-Identifier: GPL-2.0-only */
/* gpio_keys: what a board says of buttons on lines. */
#ifndef _GPIO_KEYS_H
#define _GPIO_KEYS_H

#include <linux/types.h>

struct device;

struct gpio_keys_button {
	unsigned int code; /* KEY_, SW_ ... */
	int gpio;	   /* its number; negative: irq says when */
	int active_low;
	const char *desc;
	unsigned int type; /* EV_ ; 0 is EV_KEY */
	int wakeup;
	int wakeup_event_action;
	int debounce_interval; /* ms */
	bool can_disable;
	int value; /* of an EV_ABS */
	unsigned int irq;
};

struct gpio_keys_platform_data {
	const struct gpio_keys_button *buttons;
	int nbuttons;
	unsigned int poll_interval; /* ms */
	unsigned int rep : 1;	    /* repeat */
	int (*enable)(struct device *dev);
	void (*disable)(struct device *dev);
	const char *name;
};

#endif
