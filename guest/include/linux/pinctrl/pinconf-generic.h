/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pinctrl/pinconf-generic: what a pin can be set to, packed in one word: the parameter in the
 * low 8 bits, its argument above. gpio_chip.set_config() takes them.
 */
#ifndef __LINUX_PINCTRL_PINCONF_GENERIC_H
#define __LINUX_PINCTRL_PINCONF_GENERIC_H

#include <linux/types.h>

struct device;
struct device_node;

enum pin_config_param {
	PIN_CONFIG_BIAS_BUS_HOLD,
	PIN_CONFIG_BIAS_DISABLE,
	PIN_CONFIG_BIAS_HIGH_IMPEDANCE,
	PIN_CONFIG_BIAS_PULL_DOWN,
	PIN_CONFIG_BIAS_PULL_PIN_DEFAULT,
	PIN_CONFIG_BIAS_PULL_UP,
	PIN_CONFIG_DRIVE_OPEN_DRAIN,
	PIN_CONFIG_DRIVE_OPEN_SOURCE,
	PIN_CONFIG_DRIVE_PUSH_PULL,
	PIN_CONFIG_DRIVE_STRENGTH,    /* mA */
	PIN_CONFIG_DRIVE_STRENGTH_UA, /* uA */
	PIN_CONFIG_INPUT_DEBOUNCE,    /* us */
	PIN_CONFIG_INPUT_ENABLE,
	PIN_CONFIG_INPUT_SCHMITT,
	PIN_CONFIG_INPUT_SCHMITT_ENABLE,
	PIN_CONFIG_MODE_LOW_POWER,
	PIN_CONFIG_MODE_PWM,
	PIN_CONFIG_OUTPUT,
	PIN_CONFIG_OUTPUT_ENABLE,
	PIN_CONFIG_OUTPUT_IMPEDANCE_OHMS,
	PIN_CONFIG_PERSIST_STATE,
	PIN_CONFIG_POWER_SOURCE,
	PIN_CONFIG_SKEW_DELAY,
	PIN_CONFIG_SLEEP_HARDWARE_STATE,
	PIN_CONFIG_SLEW_RATE,
	PIN_CONFIG_END = 0x7f, /* from here on a driver's own */
	PIN_CONFIG_MAX = 0xff,
};

#define PIN_CONF_PACKED(param, argument)                                                           \
	((unsigned long)(argument) << 8 | ((unsigned long)(param)&0xff))

static inline unsigned long pinconf_to_config_packed(enum pin_config_param param, u32 argument)
{
	return PIN_CONF_PACKED(param, argument);
}

static inline enum pin_config_param pinconf_to_config_param(unsigned long config)
{
	return config & 0xff;
}

static inline u32 pinconf_to_config_argument(unsigned long config)
{
	return config >> 8 & 0xffffff;
}

#endif
