/* SPDX-License-Identifier: GPL-2.0-only */
/* led-class-flash: what a flash lamp has beside a lamp's own files. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/led-class-flash.h>
#include <linux/leds.h>
#include <linux/math.h>
#include <linux/minmax.h>

static struct led_classdev_flash *flash_of(struct device *dev)
{
	return lcdev_to_flcdev(dev_get_drvdata(dev));
}

/* ---- settings ---- */

static void to_step(struct led_flash_setting *s, u32 value)
{
	u32 near = clamp(value + s->step / 2, s->min, s->max);

	s->val = s->step ? s->min + (near - s->min) / s->step * s->step : near;
}

static int set_brightness(struct led_classdev_flash *flash)
{
	if (!flash->ops->flash_brightness_set)
		return -EINVAL;
	return flash->led_cdev.flags & LED_SUSPENDED
		   ? 0
		   : flash->ops->flash_brightness_set(flash, flash->brightness.val);
}

int led_set_flash_brightness(struct led_classdev_flash *flash, u32 microamperes)
{
	to_step(&flash->brightness, microamperes);
	return set_brightness(flash);
}
EXPORT_SYMBOL_GPL(led_set_flash_brightness);

int led_update_flash_brightness(struct led_classdev_flash *flash)
{
	u32 now;
	int err;

	if (!flash->ops->flash_brightness_get)
		return 0;
	err = flash->ops->flash_brightness_get(flash, &now);
	if (err >= 0)
		flash->brightness.val = now;
	return err;
}
EXPORT_SYMBOL_GPL(led_update_flash_brightness);

static int set_timeout(struct led_classdev_flash *flash)
{
	if (!flash->ops->timeout_set)
		return -EINVAL;
	return flash->led_cdev.flags & LED_SUSPENDED
		   ? 0
		   : flash->ops->timeout_set(flash, flash->timeout.val);
}

int led_set_flash_timeout(struct led_classdev_flash *flash, u32 microseconds)
{
	to_step(&flash->timeout, microseconds);
	return set_timeout(flash);
}
EXPORT_SYMBOL_GPL(led_set_flash_timeout);

int led_get_flash_fault(struct led_classdev_flash *flash, u32 *faults)
{
	return flash->ops->fault_get ? flash->ops->fault_get(flash, faults) : -EINVAL;
}
EXPORT_SYMBOL_GPL(led_get_flash_fault);

/* What was set while it slept. */
static void resume_flash(struct led_classdev *led)
{
	set_brightness(lcdev_to_flcdev(led));
	set_timeout(lcdev_to_flcdev(led));
}

/* ---- files ---- */

static ssize_t store_number(struct device *dev, const char *buf, size_t len,
			    int (*set)(struct led_classdev_flash *flash, u32 value))
{
	struct led_classdev_flash *flash = flash_of(dev);
	unsigned long value;
	int err;

	mutex_lock(&flash->led_cdev.led_access);
	err = led_sysfs_is_disabled(&flash->led_cdev) ? -EBUSY : kstrtoul(buf, 10, &value);
	if (!err)
		err = set(flash, value);
	mutex_unlock(&flash->led_cdev.led_access);
	return err < 0 ? err : (ssize_t)len;
}

static ssize_t flash_brightness_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	led_update_flash_brightness(flash_of(dev));
	return sysfs_emit(buf, "%u\n", flash_of(dev)->brightness.val);
}

static ssize_t flash_brightness_store(struct device *dev, struct device_attribute *attr,
				      const char *buf, size_t len)
{
	return store_number(dev, buf, len, led_set_flash_brightness);
}
static DEVICE_ATTR_RW(flash_brightness);

static ssize_t max_flash_brightness_show(struct device *dev, struct device_attribute *attr,
					 char *buf)
{
	return sysfs_emit(buf, "%u\n", flash_of(dev)->brightness.max);
}
static DEVICE_ATTR_RO(max_flash_brightness);

static ssize_t flash_timeout_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", flash_of(dev)->timeout.val);
}

static ssize_t flash_timeout_store(struct device *dev, struct device_attribute *attr,
				   const char *buf, size_t len)
{
	return store_number(dev, buf, len, led_set_flash_timeout);
}
static DEVICE_ATTR_RW(flash_timeout);

static ssize_t max_flash_timeout_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", flash_of(dev)->timeout.max);
}
static DEVICE_ATTR_RO(max_flash_timeout);

static ssize_t flash_strobe_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	bool on;
	int err = led_get_flash_strobe(flash_of(dev), &on);

	return err < 0 ? err : sysfs_emit(buf, "%u\n", on);
}

static int strobe(struct led_classdev_flash *flash, u32 on)
{
	return on > 1 ? -EINVAL : led_set_flash_strobe(flash, on);
}

static ssize_t flash_strobe_store(struct device *dev, struct device_attribute *attr,
				  const char *buf, size_t len)
{
	return store_number(dev, buf, len, strobe);
}
static DEVICE_ATTR_RW(flash_strobe);

/* By the sysfs-class-led-flash ABI. */
static const char *const faults[LED_NUM_FLASH_FAULTS] = {
    "led-over-voltage",		"flash-timeout-exceeded",	 "controller-over-temperature",
    "controller-short-circuit", "led-power-supply-over-current", "indicator-led-fault",
    "led-under-voltage",	"controller-under-voltage",	 "led-over-temperature",
};

static ssize_t flash_fault_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	ssize_t len = 0;
	u32 bits;
	int i, err = led_get_flash_fault(flash_of(dev), &bits);

	if (err < 0)
		return err;
	for (i = 0; i < LED_NUM_FLASH_FAULTS; i++)
		if (bits >> i & 1)
			len += sysfs_emit_at(buf, len, "%s ", faults[i]);
	return len + sysfs_emit_at(buf, len, "\n");
}
static DEVICE_ATTR_RO(flash_fault);

static struct attribute *flash_attrs[] = {
    &dev_attr_flash_strobe.attr,
    &dev_attr_flash_brightness.attr,
    &dev_attr_max_flash_brightness.attr,
    &dev_attr_flash_timeout.attr,
    &dev_attr_max_flash_timeout.attr,
    &dev_attr_flash_fault.attr,
    NULL,
};

static umode_t flash_mode(struct kobject *kobj, struct attribute *attr, int i)
{
	const struct led_flash_ops *ops = flash_of(kobj_to_dev(kobj))->ops;

	if (attr == &dev_attr_flash_brightness.attr || attr == &dev_attr_max_flash_brightness.attr)
		return ops->flash_brightness_set ? attr->mode : 0;
	if (attr == &dev_attr_flash_timeout.attr || attr == &dev_attr_max_flash_timeout.attr)
		return ops->timeout_set ? attr->mode : 0;
	if (attr == &dev_attr_flash_fault.attr)
		return ops->fault_get ? attr->mode : 0;
	return attr->mode;
}

static const struct attribute_group flash_group = {.attrs = flash_attrs, .is_visible = flash_mode};

/* ---- coming and going ---- */

int led_classdev_flash_register_ext(struct device *parent, struct led_classdev_flash *flash,
				    struct led_init_data *init_data)
{
	struct led_classdev *led = &flash->led_cdev;

	if (led->flags & LED_DEV_CAP_FLASH) {
		if (!led->brightness_set_blocking || !flash->ops || !flash->ops->strobe_set)
			return -EINVAL;
		led->flash_resume = resume_flash;
		flash->sysfs_groups[0] = &flash_group;
		led->groups = flash->sysfs_groups;
	}
	return led_classdev_register_ext(parent, led, init_data);
}
EXPORT_SYMBOL_GPL(led_classdev_flash_register_ext);

void led_classdev_flash_unregister(struct led_classdev_flash *flash)
{
	if (flash)
		led_classdev_unregister(&flash->led_cdev);
}
EXPORT_SYMBOL_GPL(led_classdev_flash_unregister);

static void unregister(void *flash)
{
	led_classdev_flash_unregister(flash);
}

int devm_led_classdev_flash_register_ext(struct device *parent, struct led_classdev_flash *flash,
					 struct led_init_data *init_data)
{
	int err = led_classdev_flash_register_ext(parent, flash, init_data);

	return err ? err : devm_add_action_or_reset(parent, unregister, flash);
}
EXPORT_SYMBOL_GPL(devm_led_classdev_flash_register_ext);

void devm_led_classdev_flash_unregister(struct device *parent, struct led_classdev_flash *flash)
{
	devm_release_action(parent, unregister, flash);
}
EXPORT_SYMBOL_GPL(devm_led_classdev_flash_unregister);
