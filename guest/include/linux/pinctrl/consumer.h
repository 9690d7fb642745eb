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

#endif
