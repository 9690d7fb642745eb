/* SPDX-License-Identifier: GPL-2.0-only */
/* led-class-multicolor: multi_index and multi_intensity, beside a lamp's own files. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/led-class-multicolor.h>
#include <linux/string.h>

static const char *const colors[LED_COLOR_ID_MAX] = {
    [LED_COLOR_ID_WHITE] = "white",	 [LED_COLOR_ID_RED] = "red",
    [LED_COLOR_ID_GREEN] = "green",	 [LED_COLOR_ID_BLUE] = "blue",
    [LED_COLOR_ID_AMBER] = "amber",	 [LED_COLOR_ID_YELLOW] = "yellow",
    [LED_COLOR_ID_VIOLET] = "violet",	 [LED_COLOR_ID_IR] = "ir",
    [LED_COLOR_ID_MULTI] = "multicolor", [LED_COLOR_ID_RGB] = "rgb",
    [LED_COLOR_ID_PURPLE] = "purple",	 [LED_COLOR_ID_ORANGE] = "orange",
    [LED_COLOR_ID_PINK] = "pink",	 [LED_COLOR_ID_CYAN] = "cyan",
    [LED_COLOR_ID_LIME] = "lime",
};

int led_mc_calc_color_components(struct led_classdev_mc *mc, enum led_brightness brightness)
{
	unsigned int i;

	for (i = 0; i < mc->num_colors; i++)
		mc->subled_info[i].brightness =
		    brightness * mc->subled_info[i].intensity / mc->led_cdev.max_brightness;
	return 0;
}
EXPORT_SYMBOL_GPL(led_mc_calc_color_components);

static struct led_classdev_mc *mc_of(struct device *dev)
{
	return lcdev_to_mccdev(dev_get_drvdata(dev));
}

/* Exactly one number for each color. */
static int parse(const char *buf, unsigned int *values, unsigned int count)
{
	unsigned int i;
	int used;

	for (i = 0; i < count; i++, buf += used)
		if (sscanf(buf, "%u%n", &values[i], &used) != 1)
			return -EINVAL;
	return *skip_spaces(buf) ? -EINVAL : 0;
}

static ssize_t multi_intensity_store(struct device *dev, struct device_attribute *attr,
				     const char *buf, size_t len)
{
	struct led_classdev_mc *mc = mc_of(dev);
	struct led_classdev *led = &mc->led_cdev;
	unsigned int values[LED_COLOR_ID_MAX], i;
	int err;

	mutex_lock(&led->led_access);
	err = parse(buf, values, mc->num_colors);
	for (i = 0; !err && i < mc->num_colors; i++)
		mc->subled_info[i].intensity = values[i];
	if (!err && !test_bit(LED_BLINK_SW, &led->work_flags))
		led_set_brightness(led, led->brightness);
	mutex_unlock(&led->led_access);
	return err ? err : (ssize_t)len;
}

static ssize_t multi_intensity_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct led_classdev_mc *mc = mc_of(dev);
	ssize_t len = 0;
	unsigned int i;

	for (i = 0; i < mc->num_colors; i++)
		len += sysfs_emit_at(buf, len, "%s%u", i ? " " : "", mc->subled_info[i].intensity);
	return len + sysfs_emit_at(buf, len, "\n");
}
static DEVICE_ATTR_RW(multi_intensity);

static ssize_t multi_index_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct led_classdev_mc *mc = mc_of(dev);
	ssize_t len = 0;
	unsigned int i;

	for (i = 0; i < mc->num_colors; i++)
		len += sysfs_emit_at(buf, len, "%s%s", i ? " " : "",
				     colors[mc->subled_info[i].color_index]);
	return len + sysfs_emit_at(buf, len, "\n");
}
static DEVICE_ATTR_RO(multi_index);

static struct attribute *multicolor_attrs[] = {
    &dev_attr_multi_index.attr,
    &dev_attr_multi_intensity.attr,
    NULL,
};
ATTRIBUTE_GROUPS(multicolor);

int led_classdev_multicolor_register_ext(struct device *parent, struct led_classdev_mc *mc,
					 struct led_init_data *init_data)
{
	if (!mc || !mc->num_colors || mc->num_colors > LED_COLOR_ID_MAX)
		return -EINVAL;
	mc->led_cdev.groups = multicolor_groups;
	return led_classdev_register_ext(parent, &mc->led_cdev, init_data);
}
EXPORT_SYMBOL_GPL(led_classdev_multicolor_register_ext);

void led_classdev_multicolor_unregister(struct led_classdev_mc *mc)
{
	if (mc)
		led_classdev_unregister(&mc->led_cdev);
}
EXPORT_SYMBOL_GPL(led_classdev_multicolor_unregister);

static void unregister(void *mc)
{
	led_classdev_multicolor_unregister(mc);
}

int devm_led_classdev_multicolor_register_ext(struct device *parent, struct led_classdev_mc *mc,
					      struct led_init_data *init_data)
{
	int err = led_classdev_multicolor_register_ext(parent, mc, init_data);

	return err ? err : devm_add_action_or_reset(parent, unregister, mc);
}
EXPORT_SYMBOL_GPL(devm_led_classdev_multicolor_register_ext);

void devm_led_classdev_multicolor_unregister(struct device *parent, struct led_classdev_mc *mc)
{
	devm_release_action(parent, unregister, mc);
}
EXPORT_SYMBOL_GPL(devm_led_classdev_multicolor_unregister);
