/* SPDX-License-Identifier: GPL-2.0-only */
/* pinctrl/consumer: what pins are used for, as in a kernel without: one use. */
#ifndef __LINUX_PINCTRL_CONSUMER_H
#define __LINUX_PINCTRL_CONSUMER_H

#include <linux/err.h>
#include <linux/types.h>

struct device;
struct pinctrl;
struct pinctrl_state;

#define PINCTRL_STATE_DEFAULT "default"
#define PINCTRL_STATE_SLEEP   "sleep"

static inline struct pinctrl *devm_pinctrl_get(struct device *dev)
{
	return NULL;
}

static inline struct pinctrl_state *pinctrl_lookup_state(struct pinctrl *p, const char *name)
{
	return NULL;
}

static inline int pinctrl_select_state(struct pinctrl *p, struct pinctrl_state *s)
{
	return 0;
}

static inline int pinctrl_pm_select_default_state(struct device *dev)
{
	return 0;
}

static inline int pinctrl_pm_select_sleep_state(struct device *dev)
{
	return 0;
}

static inline bool pinctrl_gpio_can_use_line(unsigned int gpio)
{
	return true;
}

static inline int pinctrl_gpio_request(unsigned int gpio)
{
	return 0;
}

static inline void pinctrl_gpio_free(unsigned int gpio)
{
}

static inline int pinctrl_gpio_direction_input(unsigned int gpio)
{
	return 0;
}

static inline int pinctrl_gpio_direction_output(unsigned int gpio)
{
	return 0;
}

static inline int pinctrl_gpio_set_config(unsigned int gpio, unsigned long config)
{
	return 0;
}

static inline struct pinctrl *pinctrl_get(struct device *dev)
{
	return NULL;
}

static inline void pinctrl_put(struct pinctrl *p)
{
}

static inline void devm_pinctrl_put(struct pinctrl *p)
{
}

static inline int pinctrl_select_default_state(struct device *dev)
{
	return 0;
}

static inline struct pinctrl *pinctrl_get_select(struct device *dev, const char *name)
{
	return NULL;
}

#define pinctrl_get_select_default(dev)	     pinctrl_get_select(dev, PINCTRL_STATE_DEFAULT)
#define devm_pinctrl_get_select(dev, name)   pinctrl_get_select(dev, name)
#define devm_pinctrl_get_select_default(dev) pinctrl_get_select(dev, PINCTRL_STATE_DEFAULT)

static inline int pinctrl_pm_select_idle_state(struct device *dev)
{
	return 0;
}

#endif
