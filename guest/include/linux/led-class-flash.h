/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * led-class-flash: lamps that flash for a photograph, for at most timeout microseconds: files
 * flash_brightness, flash_strobe, flash_timeout, flash_fault beside a lamp's own.
 */
#ifndef __LINUX_FLASH_LEDS_H_INCLUDED
#define __LINUX_FLASH_LEDS_H_INCLUDED

#include <linux/leds.h>

struct led_classdev_flash;

/* What fault_get() tells. */
#define LED_FAULT_OVER_VOLTAGE	       BIT(0)
#define LED_FAULT_TIMEOUT	       BIT(1)
#define LED_FAULT_OVER_TEMPERATURE     BIT(2)
#define LED_FAULT_SHORT_CIRCUIT	       BIT(3)
#define LED_FAULT_OVER_CURRENT	       BIT(4)
#define LED_FAULT_INDICATOR	       BIT(5)
#define LED_FAULT_UNDER_VOLTAGE	       BIT(6)
#define LED_FAULT_INPUT_VOLTAGE	       BIT(7)
#define LED_FAULT_LED_OVER_TEMPERATURE BIT(8)
#define LED_NUM_FLASH_FAULTS	       9

/* All may sleep; strobe_set() there must be, the others need not. */
struct led_flash_ops {
	int (*strobe_set)(struct led_classdev_flash *flash, bool on);
	int (*strobe_get)(struct led_classdev_flash *flash, bool *on);
	int (*flash_brightness_set)(struct led_classdev_flash *flash, u32 microamperes);
	int (*flash_brightness_get)(struct led_classdev_flash *flash, u32 *microamperes);
	int (*timeout_set)(struct led_classdev_flash *flash, u32 microseconds);
	int (*fault_get)(struct led_classdev_flash *flash, u32 *faults);
};

struct led_flash_setting {
	u32 min, max, step;
	u32 val;
};

#define LED_FLASH_SYSFS_GROUPS_SIZE 5

struct led_classdev_flash {
	struct led_classdev led_cdev; /* flags: LED_DEV_CAP_FLASH */
	const struct led_flash_ops *ops;
	struct led_flash_setting brightness, timeout;
	const struct attribute_group *sysfs_groups[LED_FLASH_SYSFS_GROUPS_SIZE];
};

static inline struct led_classdev_flash *lcdev_to_flcdev(struct led_classdev *led)
{
	return container_of(led, struct led_classdev_flash, led_cdev);
}

int led_classdev_flash_register_ext(struct device *parent, struct led_classdev_flash *flash,
				    struct led_init_data *init_data);
int devm_led_classdev_flash_register_ext(struct device *parent, struct led_classdev_flash *flash,
					 struct led_init_data *init_data);
#define led_classdev_flash_register(parent, flash)                                                 \
	led_classdev_flash_register_ext(parent, flash, NULL)
#define devm_led_classdev_flash_register(parent, flash)                                            \
	devm_led_classdev_flash_register_ext(parent, flash, NULL)
void led_classdev_flash_unregister(struct led_classdev_flash *flash);
void devm_led_classdev_flash_unregister(struct device *parent, struct led_classdev_flash *flash);

/* The nearest that the setting's steps allow; -EINVAL: the lamp cannot. */
int led_set_flash_brightness(struct led_classdev_flash *flash, u32 microamperes);
int led_update_flash_brightness(struct led_classdev_flash *flash);
int led_set_flash_timeout(struct led_classdev_flash *flash, u32 microseconds);
int led_get_flash_fault(struct led_classdev_flash *flash, u32 *faults);

static inline int led_set_flash_strobe(struct led_classdev_flash *flash, bool on)
{
	return flash ? flash->ops->strobe_set(flash, on) : -EINVAL;
}

static inline int led_get_flash_strobe(struct led_classdev_flash *flash, bool *on)
{
	return flash && flash->ops->strobe_get ? flash->ops->strobe_get(flash, on) : -EINVAL;
}

#endif
