/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-sysfs: /sys/class/gpio, as gpio/sysfs of Linux's admin guide says: export and unexport take
 * numbers; gpiochipN has base, label, ngpio; gpioN has direction, value, edge, active_low. A
 * poll() of value returns after an edge. lines_mutex is around everything that changes what is
 * exported; a line's own mutex around its files.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/gpio.h>
#include <uapi/linux/gpio.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "drivers/gpio/gpiolib.h"

#define EDGES (BIT(FLAG_EDGE_RISING) | BIT(FLAG_EDGE_FALLING))

/* An exported line. */
struct exported {
	struct gpio_desc *desc;
	struct mutex mutex;
	struct kernfs_node *value_node; /* while it interrupts */
	int irq;
	unsigned long irq_flags; /* EDGES, in terms of its value */
	bool direction_can_change;
};

static DEFINE_MUTEX(lines_mutex);

/* ---- direction, value, active_low ---- */

static ssize_t direction_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct exported *line = dev_get_drvdata(dev);
	ssize_t len;

	mutex_lock(&line->mutex);
	gpiod_get_direction(line->desc);
	len = sysfs_emit(buf, "%s\n", test_bit(FLAG_IS_OUT, &line->desc->flags) ? "out" : "in");
	mutex_unlock(&line->mutex);
	return len;
}

static ssize_t direction_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t size)
{
	struct exported *line = dev_get_drvdata(dev);
	int err = -EINVAL;

	mutex_lock(&line->mutex);
	if (sysfs_streq(buf, "high"))
		err = gpiod_direction_output_raw(line->desc, 1);
	else if (sysfs_streq(buf, "out") || sysfs_streq(buf, "low"))
		err = gpiod_direction_output_raw(line->desc, 0);
	else if (sysfs_streq(buf, "in"))
		err = gpiod_direction_input(line->desc);
	mutex_unlock(&line->mutex);
	return err ? err : (ssize_t)size;
}
static DEVICE_ATTR_RW(direction);

static ssize_t value_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct exported *line = dev_get_drvdata(dev);
	int value;

	mutex_lock(&line->mutex);
	value = gpiod_get_value_cansleep(line->desc);
	mutex_unlock(&line->mutex);
	return value < 0 ? value : sysfs_emit(buf, "%d\n", value);
}

static ssize_t value_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t size)
{
	struct exported *line = dev_get_drvdata(dev);
	int err = -EPERM;
	long value;

	mutex_lock(&line->mutex);
	if (test_bit(FLAG_IS_OUT, &line->desc->flags)) {
		err = kstrtol(buf, 0, &value);
		if (!err)
			gpiod_set_value_cansleep(line->desc, value);
	}
	mutex_unlock(&line->mutex);
	return err ? err : (ssize_t)size;
}
static DEVICE_ATTR_PREALLOC(value, 0644, value_show, value_store);

/* ---- edge ---- */

static irqreturn_t edge_came(int irq, void *data)
{
	struct exported *line = data;

	sysfs_notify_dirent(line->value_node);
	return IRQ_HANDLED;
}

static int start_edges(struct device *dev, struct exported *line, unsigned long edges)
{
	bool low = test_bit(FLAG_ACTIVE_LOW, &line->desc->flags);
	unsigned long flags = IRQF_SHARED;
	int err;

	line->irq = gpiod_to_irq(line->desc);
	if (line->irq < 0)
		return -EIO;
	line->value_node = sysfs_get_dirent(dev->kobj.sd, "value");
	if (!line->value_node)
		return -ENODEV;
	if (edges & BIT(FLAG_EDGE_FALLING))
		flags |= low ? IRQF_TRIGGER_RISING : IRQF_TRIGGER_FALLING;
	if (edges & BIT(FLAG_EDGE_RISING))
		flags |= low ? IRQF_TRIGGER_FALLING : IRQF_TRIGGER_RISING;
	err = gpiochip_lock_as_irq(line->desc->gdev->chip, gpio_chip_hwgpio(line->desc));
	if (!err) {
		err = request_any_context_irq(line->irq, edge_came, flags, "gpiolib", line);
		if (err >= 0) {
			line->irq_flags = edges;
			return 0;
		}
		gpiochip_unlock_as_irq(line->desc->gdev->chip, gpio_chip_hwgpio(line->desc));
	}
	sysfs_put(line->value_node);
	line->value_node = NULL;
	return err;
}

static void stop_edges(struct exported *line)
{
	if (!line->irq_flags)
		return;
	line->irq_flags = 0;
	free_irq(line->irq, line);
	if (line->desc->gdev->chip)
		gpiochip_unlock_as_irq(line->desc->gdev->chip, gpio_chip_hwgpio(line->desc));
	sysfs_put(line->value_node);
	line->value_node = NULL;
}

static const char *const edge_names[] = {"none", "rising", "falling", "both"};

static unsigned long edges_of(unsigned int index)
{
	return (index & 1 ? BIT(FLAG_EDGE_RISING) : 0) | (index & 2 ? BIT(FLAG_EDGE_FALLING) : 0);
}

static ssize_t edge_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct exported *line = dev_get_drvdata(dev);
	unsigned int i = 0;

	mutex_lock(&line->mutex);
	while (edges_of(i) != line->irq_flags)
		i++;
	mutex_unlock(&line->mutex);
	return sysfs_emit(buf, "%s\n", edge_names[i]);
}

static ssize_t edge_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t size)
{
	struct exported *line = dev_get_drvdata(dev);
	int index = sysfs_match_string(edge_names, buf);
	int err = 0;

	if (index < 0)
		return index;
	mutex_lock(&line->mutex);
	if (edges_of(index) != line->irq_flags) {
		stop_edges(line);
		if (index)
			err = start_edges(dev, line, edges_of(index));
	}
	mutex_unlock(&line->mutex);
	return err ? err : (ssize_t)size;
}
static DEVICE_ATTR_RW(edge);

static ssize_t active_low_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct exported *line = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%d\n", test_bit(FLAG_ACTIVE_LOW, &line->desc->flags));
}

static ssize_t active_low_store(struct device *dev, struct device_attribute *attr, const char *buf,
				size_t size)
{
	struct exported *line = dev_get_drvdata(dev);
	unsigned long edges;
	int err;
	long value;

	err = kstrtol(buf, 0, &value);
	if (err)
		return err;
	mutex_lock(&line->mutex);
	if (test_bit(FLAG_ACTIVE_LOW, &line->desc->flags) != !!value) {
		assign_bit(FLAG_ACTIVE_LOW, &line->desc->flags, value);
		edges = line->irq_flags;
		/* one edge of the value is the other one of the line now */
		if (edges && edges != EDGES) {
			stop_edges(line);
			err = start_edges(dev, line, edges);
		}
	}
	mutex_unlock(&line->mutex);
	return err ? err : (ssize_t)size;
}
static DEVICE_ATTR_RW(active_low);

static umode_t line_file_mode(struct kobject *kobj, struct attribute *attr, int n)
{
	struct exported *line = dev_get_drvdata(kobj_to_dev(kobj));
	bool can_change = line->direction_can_change;

	if (attr == &dev_attr_direction.attr && !can_change)
		return 0;
	if (attr == &dev_attr_edge.attr &&
	    (gpiod_to_irq(line->desc) < 0 ||
	     (!can_change && test_bit(FLAG_IS_OUT, &line->desc->flags))))
		return 0;
	return attr->mode;
}

static struct attribute *line_attrs[] = {&dev_attr_direction.attr, &dev_attr_edge.attr,
					 &dev_attr_value.attr, &dev_attr_active_low.attr, NULL};
static const struct attribute_group line_group = {.attrs = line_attrs,
						  .is_visible = line_file_mode};
static const struct attribute_group *line_groups[] = {&line_group, NULL};

/* ---- chips ---- */

static ssize_t base_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct gpio_device *gdev = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%d\n", gdev->base);
}
static DEVICE_ATTR_RO(base);

static ssize_t label_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct gpio_device *gdev = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%s\n", gdev->label ? gdev->label : "");
}
static DEVICE_ATTR_RO(label);

static ssize_t ngpio_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct gpio_device *gdev = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", gdev->ngpio);
}
static DEVICE_ATTR_RO(ngpio);

static struct attribute *chip_attrs[] = {&dev_attr_base.attr, &dev_attr_label.attr,
					 &dev_attr_ngpio.attr, NULL};
ATTRIBUTE_GROUPS(chip);

/* ---- the class: export, unexport ---- */

static struct gpio_desc *line_by_number(const char *buf)
{
	struct gpio_desc *desc;
	long number;
	int err = kstrtol(buf, 0, &number);

	if (err)
		return ERR_PTR(err);
	desc = number < 0 ? NULL : gpio_to_desc(number);
	if (desc && desc->gdev->chip &&
	    gpiochip_line_is_valid(desc->gdev->chip, gpio_chip_hwgpio(desc)))
		return desc;
	pr_warn("sysfs: invalid GPIO %ld\n", number);
	return ERR_PTR(-EINVAL);
}

static ssize_t export_store(struct class *class, struct class_attribute *attr, const char *buf,
			    size_t len)
{
	struct gpio_desc *desc = line_by_number(buf);
	int err;

	if (IS_ERR(desc))
		return PTR_ERR(desc);
	err = gpiod_request(desc, "sysfs");
	if (err)
		return err == -EPROBE_DEFER ? -ENODEV : err;
	err = gpiod_set_transitory(desc, false);
	if (!err)
		err = gpiod_export(desc, true);
	if (err) {
		gpiod_free(desc);
		return err;
	}
	set_bit(FLAG_SYSFS, &desc->flags);
	blocking_notifier_call_chain(&desc->gdev->notifier, GPIOLINE_CHANGED_REQUESTED, desc);
	return len;
}
static CLASS_ATTR_WO(export);

static ssize_t unexport_store(struct class *class, struct class_attribute *attr, const char *buf,
			      size_t len)
{
	struct gpio_desc *desc = line_by_number(buf);

	if (IS_ERR(desc))
		return PTR_ERR(desc);
	/* only what was exported so */
	if (!test_and_clear_bit(FLAG_SYSFS, &desc->flags))
		return -EINVAL;
	gpiod_unexport(desc);
	gpiod_free(desc);
	return len;
}
static CLASS_ATTR_WO(unexport);

static struct attribute *class_attrs[] = {&class_attr_export.attr, &class_attr_unexport.attr, NULL};
ATTRIBUTE_GROUPS(class);

static struct class gpio_class = {.name = "gpio", .class_groups = class_groups};

/* ---- the lines' directories ---- */

static int make_directory(struct gpio_desc *desc, bool direction_may_change)
{
	struct gpio_device *gdev = desc->gdev;
	struct gpio_chip *gc = gdev->chip;
	struct exported *line = kzalloc(sizeof(*line), GFP_KERNEL);
	const char *name = NULL;
	struct device *dev;

	if (!line)
		return -ENOMEM;
	line->desc = desc;
	mutex_init(&line->mutex);
	line->direction_can_change =
	    gc->direction_input && gc->direction_output && direction_may_change;
	if (gc->names)
		name = gc->names[gpio_chip_hwgpio(desc)];
	dev = device_create_with_groups(&gpio_class, &gdev->dev, MKDEV(0, 0), line, line_groups,
					name ? name : "gpio%d", desc_to_gpio(desc));
	if (IS_ERR(dev)) {
		kfree(line);
		return PTR_ERR(dev);
	}
	set_bit(FLAG_EXPORT, &desc->flags);
	return 0;
}

int gpiod_export(struct gpio_desc *desc, bool direction_may_change)
{
	int err = -ENODEV;

	if (!desc || IS_ERR(desc))
		return -EINVAL;
	mutex_lock(&lines_mutex);
	if (desc->gdev->chip && desc->gdev->class_dev) {
		if (!test_bit(FLAG_REQUESTED, &desc->flags) || test_bit(FLAG_EXPORT, &desc->flags))
			err = -EPERM;
		else
			err = make_directory(desc, direction_may_change);
	}
	mutex_unlock(&lines_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(gpiod_export);

static int is_line(struct device *dev, const void *desc)
{
	/* a chip's data begins otherwise, so ask what kind it is */
	return dev->groups == line_groups &&
	       ((struct exported *)dev_get_drvdata(dev))->desc == desc;
}

int gpiod_export_link(struct device *dev, const char *name, struct gpio_desc *desc)
{
	struct device *line;
	int err;

	if (!desc || IS_ERR(desc))
		return -EINVAL;
	line = class_find_device(&gpio_class, NULL, desc, is_line);
	if (!line)
		return -ENODEV;
	err = sysfs_create_link(&dev->kobj, &line->kobj, name);
	put_device(line);
	return err;
}
EXPORT_SYMBOL_GPL(gpiod_export_link);

static void remove_directory(struct gpio_desc *desc)
{
	struct device *dev = class_find_device(&gpio_class, NULL, desc, is_line);
	struct exported *line;

	clear_bit(FLAG_EXPORT, &desc->flags);
	if (!dev)
		return;
	line = dev_get_drvdata(dev);
	device_unregister(dev);
	stop_edges(line);
	put_device(dev);
	kfree(line);
}

void gpiod_unexport(struct gpio_desc *desc)
{
	if (!desc || IS_ERR(desc))
		return;
	mutex_lock(&lines_mutex);
	if (test_bit(FLAG_EXPORT, &desc->flags))
		remove_directory(desc);
	mutex_unlock(&lines_mutex);
}
EXPORT_SYMBOL_GPL(gpiod_unexport);

int gpio_sysfs_register(struct gpio_device *gdev)
{
	struct device *parent = gdev->chip->parent ? gdev->chip->parent : &gdev->dev;
	struct device *dev;

	dev = device_create_with_groups(&gpio_class, parent, MKDEV(0, 0), gdev, chip_groups,
					"gpiochip%d", gdev->base);
	if (IS_ERR(dev))
		return PTR_ERR(dev);
	mutex_lock(&lines_mutex);
	gdev->class_dev = dev;
	mutex_unlock(&lines_mutex);
	return 0;
}

void gpio_sysfs_unregister(struct gpio_device *gdev)
{
	unsigned int i;

	if (!gdev->class_dev)
		return;
	mutex_lock(&lines_mutex);
	device_unregister(gdev->class_dev);
	gdev->class_dev = NULL;
	mutex_unlock(&lines_mutex);
	for (i = 0; i < gdev->ngpio; i++)
		if (test_and_clear_bit(FLAG_SYSFS, &gdev->descs[i].flags))
			gpiod_free(&gdev->descs[i]);
}

static int __init gpio_sysfs_init(void)
{
	return class_register(&gpio_class);
}
postcore_initcall(gpio_sysfs_init);
