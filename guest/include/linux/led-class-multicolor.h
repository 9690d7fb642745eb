/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * led-class-multicolor: lamps of several colors in one: multi_index names them, multi_intensity
 * mixes them, and brightness scales the mixture.
 */
#ifndef _LINUX_MULTICOLOR_LEDS_H_INCLUDED
#define _LINUX_MULTICOLOR_LEDS_H_INCLUDED

#include <linux/leds.h>
#include <dt-bindings/leds/common.h>

struct mc_subled {
	unsigned int color_index; /* LED_COLOR_ID_ */
	unsigned int intensity;	  /* in the mixture */
	unsigned int brightness;  /* what the driver is to set */
	unsigned int channel;	  /* the driver's */
};

struct led_classdev_mc {
	struct led_classdev led_cdev;
	struct mc_subled *subled_info;
	unsigned int num_colors;
};

static inline struct led_classdev_mc *lcdev_to_mccdev(struct led_classdev *led)
{
	return container_of(led, struct led_classdev_mc, led_cdev);
}

/* Makes each color's brightness of the lamp's; 0. */
int led_mc_calc_color_components(struct led_classdev_mc *mc, enum led_brightness brightness);

int led_classdev_multicolor_register_ext(struct device *parent, struct led_classdev_mc *mc,
					 struct led_init_data *init_data);
int devm_led_classdev_multicolor_register_ext(struct device *parent, struct led_classdev_mc *mc,
					      struct led_init_data *init_data);
#define led_classdev_multicolor_register(parent, mc)                                               \
	led_classdev_multicolor_register_ext(parent, mc, NULL)
#define devm_led_classdev_multicolor_register(parent, mc)                                          \
	devm_led_classdev_multicolor_register_ext(parent, mc, NULL)
void led_classdev_multicolor_unregister(struct led_classdev_mc *mc);
void devm_led_classdev_multicolor_unregister(struct device *parent, struct led_classdev_mc *mc);

#endif
