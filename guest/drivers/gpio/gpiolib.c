/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpiolib: chips with lines that a program may read and set.
 *
 * 1. Purpose. A driver brings a chip, a consumer wants a line; neither knows the other. Lines
 *    have a place on their chip, a number among all (for old consumers), and perhaps a name.
 * 2. Structures.
 *
 *	gpio_devices -> gpio_device (by base) -> gpio_device ...
 *	                  |  chip -> the driver's gpio_chip, NULL once it is gone
 *	                  '  descs[ngpio]: who has the line, how it is set
 *
 *    The gpio_device lives as long as anybody has a file or a reference; the chip until
 *    gpiochip_remove().
 * 3. Locking. gpio_lock: the list, and who has a line. gdev->sem: held for reading by files
 *    while they call the chip, for writing while the chip goes. Consumers in the kernel hold the
 *    chip's module instead.
 * 4. Failure. A line of a chip that is gone answers -ENODEV.
 */
#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gpio.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "drivers/gpio/gpiolib.h"

LIST_HEAD(gpio_devices);
DEFINE_SPINLOCK(gpio_lock);
static DEFINE_IDA(gpio_ida);

static struct bus_type gpio_bus = {.name = "gpio"};

/* ---- numbers ---- */

/* From the top down; the list is by base. */
static int find_base(int ngpio)
{
	int base = ARCH_NR_GPIOS - ngpio;
	struct gpio_device *gdev;

	list_for_each_entry_reverse(gdev, &gpio_devices, list)
	{
		if (gdev->base + gdev->ngpio <= base)
			break;
		base = gdev->base - ngpio;
	}
	return gpio_is_valid(base) ? base : -ENOSPC;
}

static int insert(struct gpio_device *gdev)
{
	struct gpio_device *other;

	list_for_each_entry (other, &gpio_devices, list) {
		if (other->base + other->ngpio <= gdev->base)
			continue;
		if (gdev->base + gdev->ngpio > other->base)
			return -EBUSY;
		break;
	}
	list_add_tail(&gdev->list, &other->list);
	return 0;
}

static int take_numbers(struct gpio_device *gdev, struct gpio_chip *gc)
{
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&gpio_lock, flags);
	if (gc->base < 0) {
		int base = find_base(gc->ngpio);

		if (base < 0)
			err = base;
		else
			gc->base = base;
	}
	gdev->base = gc->base;
	if (!err)
		err = insert(gdev);
	spin_unlock_irqrestore(&gpio_lock, flags);
	if (err)
		chip_err(gc, "GPIO integer space overlap, cannot add chip\n");
	return err;
}

struct gpio_desc *gpio_to_desc(unsigned int gpio)
{
	struct gpio_desc *desc = NULL;
	struct gpio_device *gdev;
	unsigned long flags;

	spin_lock_irqsave(&gpio_lock, flags);
	list_for_each_entry (gdev, &gpio_devices, list)
		if (gpio >= (unsigned int)gdev->base &&
		    gpio < (unsigned int)gdev->base + gdev->ngpio)
			desc = &gdev->descs[gpio - gdev->base];
	spin_unlock_irqrestore(&gpio_lock, flags);
	if (!desc && !gpio_is_valid(gpio))
		pr_warn("invalid GPIO %d\n", gpio);
	return desc;
}
EXPORT_SYMBOL_GPL(gpio_to_desc);

int desc_to_gpio(const struct gpio_desc *desc)
{
	return desc->gdev->base + gpio_chip_hwgpio(desc);
}
EXPORT_SYMBOL_GPL(desc_to_gpio);

struct gpio_desc *gpiochip_get_desc(struct gpio_chip *gc, unsigned int hwnum)
{
	return hwnum < gc->gpiodev->ngpio ? &gc->gpiodev->descs[hwnum] : ERR_PTR(-EINVAL);
}
EXPORT_SYMBOL_GPL(gpiochip_get_desc);

struct gpio_chip *gpiod_to_chip(const struct gpio_desc *desc)
{
	return desc && desc->gdev ? desc->gdev->chip : NULL;
}
EXPORT_SYMBOL_GPL(gpiod_to_chip);

void *gpiochip_get_data(struct gpio_chip *gc)
{
	return gc->gpiodev->data;
}
EXPORT_SYMBOL_GPL(gpiochip_get_data);

/* ---- finding ---- */

struct gpio_chip *gpiochip_find(void *data, int (*match)(struct gpio_chip *gc, void *data))
{
	struct gpio_chip *found = NULL;
	struct gpio_device *gdev;
	unsigned long flags;

	spin_lock_irqsave(&gpio_lock, flags);
	list_for_each_entry (gdev, &gpio_devices, list) {
		if (gdev->chip && match(gdev->chip, data)) {
			found = gdev->chip;
			break;
		}
	}
	spin_unlock_irqrestore(&gpio_lock, flags);
	return found;
}
EXPORT_SYMBOL_GPL(gpiochip_find);

struct gpio_device *gpio_device_find_by_label(const char *label)
{
	struct gpio_device *gdev, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&gpio_lock, flags);
	list_for_each_entry (gdev, &gpio_devices, list)
		if (!found && gdev->chip && gdev->chip->label && !strcmp(gdev->chip->label, label))
			found = gdev;
	spin_unlock_irqrestore(&gpio_lock, flags);
	return found;
}

struct gpio_desc *gpio_name_to_desc(const char *name)
{
	struct gpio_desc *found = NULL;
	struct gpio_device *gdev;
	unsigned long flags;
	unsigned int i;

	spin_lock_irqsave(&gpio_lock, flags);
	list_for_each_entry (gdev, &gpio_devices, list)
		for (i = 0; i < gdev->ngpio && !found; i++)
			if (gdev->descs[i].name && !strcmp(gdev->descs[i].name, name))
				found = &gdev->descs[i];
	spin_unlock_irqrestore(&gpio_lock, flags);
	return found;
}

/* ---- a chip's names and masks ---- */

static void set_name(struct gpio_device *gdev, unsigned int line, const char *name)
{
	if (!name || !*name)
		return;
	if (gpio_name_to_desc(name))
		dev_warn(&gdev->dev, "Detected name collision for GPIO name '%s'\n", name);
	gdev->descs[line].name = name;
}

/* The property of a device with several chips names all of their lines in a row. */
static int names_of_property(struct gpio_device *gdev, struct gpio_chip *gc)
{
	int i, n = device_property_string_array_count(&gdev->dev, "gpio-line-names");
	const char **names;
	int ret;

	if (n <= gc->offset)
		return n > 0 && gc->offset ? -EINVAL : 0;
	names = kcalloc(n, sizeof(*names), GFP_KERNEL);
	if (!names)
		return -ENOMEM;
	ret = device_property_read_string_array(&gdev->dev, "gpio-line-names", names, n);
	for (i = gc->offset; ret >= 0 && i < n && i - gc->offset < gdev->ngpio; i++)
		set_name(gdev, i - gc->offset, names[i]);
	kfree(names);
	return min(ret, 0);
}

static int set_names(struct gpio_device *gdev, struct gpio_chip *gc)
{
	unsigned int i;

	for (i = 0; gc->names && i < gdev->ngpio; i++)
		set_name(gdev, i, gc->names[i]);
	return names_of_property(gdev, gc);
}

static unsigned long *full_mask(const struct gpio_chip *gc)
{
	unsigned long *mask = bitmap_alloc(gc->ngpio, GFP_KERNEL);

	if (mask)
		bitmap_fill(mask, gc->ngpio);
	return mask;
}

static int make_masks(struct gpio_chip *gc)
{
	if (gc->init_valid_mask) {
		gc->valid_mask = full_mask(gc);
		if (!gc->valid_mask)
			return -ENOMEM;
		return gc->init_valid_mask(gc, gc->valid_mask, gc->ngpio);
	}
	return 0;
}

static void free_masks(struct gpio_chip *gc)
{
	bitmap_free(gc->valid_mask);
	gc->valid_mask = NULL;
}

bool gpiochip_line_is_valid(const struct gpio_chip *gc, unsigned int offset)
{
	return !gc->valid_mask || test_bit(offset, gc->valid_mask);
}
EXPORT_SYMBOL_GPL(gpiochip_line_is_valid);

static void read_directions(struct gpio_device *gdev, struct gpio_chip *gc)
{
	unsigned int i;

	for (i = 0; i < gdev->ngpio; i++) {
		bool out = gc->get_direction && gpiochip_line_is_valid(gc, i)
			       ? !gc->get_direction(gc, i)
			       : !gc->direction_input;

		assign_bit(FLAG_IS_OUT, &gdev->descs[i].flags, out);
	}
}

/* ---- come and go ---- */

static void gdev_release(struct device *dev)
{
	struct gpio_device *gdev = container_of(dev, struct gpio_device, dev);

	ida_free(&gpio_ida, gdev->id);
	kfree_const(gdev->label);
	kfree(gdev->descs);
	kfree(gdev);
}

static const struct device_type gpio_dev_type = {.name = "gpio_chip"};

/* From here on put_device() is the way to be rid of it. */
static struct gpio_device *gdev_new(struct gpio_chip *gc, void *data)
{
	struct gpio_device *gdev = kzalloc(sizeof(*gdev), GFP_KERNEL);

	if (!gdev)
		return NULL;
	gdev->id = ida_alloc(&gpio_ida, GFP_KERNEL);
	if (gdev->id < 0) {
		kfree(gdev);
		return NULL;
	}
	device_initialize(&gdev->dev);
	gdev->dev.bus = &gpio_bus;
	gdev->dev.type = &gpio_dev_type;
	gdev->dev.parent = gc->parent;
	gdev->dev.release = gdev_release;
	gdev->dev.fwnode = gc->fwnode ? gc->fwnode : gc->parent ? dev_fwnode(gc->parent) : NULL;
	gdev->chip = gc;
	gc->gpiodev = gdev;
	gdev->owner = gc->parent && gc->parent->driver ? gc->parent->driver->owner : gc->owner;
	gdev->data = data;
	INIT_LIST_HEAD(&gdev->list);
	BLOCKING_INIT_NOTIFIER_HEAD(&gdev->notifier);
	init_rwsem(&gdev->sem);
	return gdev;
}

static int gdev_fill(struct gpio_device *gdev, struct gpio_chip *gc)
{
	unsigned int i;
	u32 ngpios;

	if (!gc->ngpio && !device_property_read_u32(&gdev->dev, "ngpios", &ngpios))
		gc->ngpio = ngpios;
	if (!gc->ngpio) {
		chip_err(gc, "tried to insert a GPIO chip with zero lines\n");
		return -EINVAL;
	}
	gdev->ngpio = gc->ngpio;
	gdev->descs = kcalloc(gc->ngpio, sizeof(*gdev->descs), GFP_KERNEL);
	gdev->label = kstrdup_const(gc->label ? gc->label : "unknown", GFP_KERNEL);
	if (!gdev->descs || !gdev->label)
		return -ENOMEM;
	for (i = 0; i < gc->ngpio; i++)
		gdev->descs[i].gdev = gdev;
	return dev_set_name(&gdev->dev, "gpiochip%d", gdev->id);
}

static void leave_list(struct gpio_device *gdev)
{
	unsigned long flags;

	spin_lock_irqsave(&gpio_lock, flags);
	list_del_init(&gdev->list);
	spin_unlock_irqrestore(&gpio_lock, flags);
}

static int bring_up(struct gpio_device *gdev, struct gpio_chip *gc)
{
	int err = set_names(gdev, gc);

	if (!err)
		err = make_masks(gc);
	if (err)
		return err;
	read_directions(gdev, gc);
	err = gc->add_pin_ranges ? gc->add_pin_ranges(gc) : 0;
	if (err)
		return err;
	gpio_machine_add_chip(gc);
	err = gpiochip_add_irqchip(gc);
	if (!err) {
		err = gpio_cdev_register(gdev);
		if (!err) {
			err = gpio_sysfs_register(gdev);
			if (!err)
				return 0;
			gpio_cdev_unregister(gdev);
		}
		gpiochip_irqchip_remove(gc);
	}
	gpiochip_free_hogs(gc);
	return err;
}

int gpiochip_add_data_with_key(struct gpio_chip *gc, void *data, struct lock_class_key *lock_key,
			       struct lock_class_key *request_key)
{
	struct gpio_device *gdev = gdev_new(gc, data);
	int err;

	if (!gdev)
		return -ENOMEM;
	err = gdev_fill(gdev, gc);
	if (!err)
		err = take_numbers(gdev, gc);
	if (!err)
		err = bring_up(gdev, gc);
	if (!err)
		return 0;
	if (err != -EPROBE_DEFER)
		pr_err("gpiochip_add_data_with_key: GPIOs %d..%d (%s) failed to register, %d\n",
		       gc->base, gc->base + gc->ngpio - 1, gc->label ? gc->label : "generic", err);
	leave_list(gdev);
	free_masks(gc);
	gc->gpiodev = NULL;
	put_device(&gdev->dev);
	return err;
}
EXPORT_SYMBOL_GPL(gpiochip_add_data_with_key);

static void warn_of_users(struct gpio_device *gdev)
{
	unsigned int i;

	for (i = 0; i < gdev->ngpio; i++) {
		if (test_bit(FLAG_REQUESTED, &gdev->descs[i].flags)) {
			dev_crit(&gdev->dev,
				 "REMOVING GPIOCHIP WITH GPIOS STILL REQUESTED (line %u: %s)\n", i,
				 gdev->descs[i].label ? gdev->descs[i].label : "?");
			return;
		}
	}
}

void gpiochip_remove(struct gpio_chip *gc)
{
	struct gpio_device *gdev = gc->gpiodev;

	gpio_sysfs_unregister(gdev);
	gpiochip_free_hogs(gc);
	warn_of_users(gdev);
	down_write(&gdev->sem);
	gdev->chip = NULL;
	up_write(&gdev->sem);
	gpiochip_irqchip_remove(gc);
	free_masks(gc);
	leave_list(gdev);
	gdev->data = NULL;
	gpio_cdev_unregister(gdev);
	put_device(&gdev->dev);
}
EXPORT_SYMBOL_GPL(gpiochip_remove);

static void devm_remove(void *gc)
{
	gpiochip_remove(gc);
}

int devm_gpiochip_add_data_with_key(struct device *dev, struct gpio_chip *gc, void *data,
				    struct lock_class_key *lock_key,
				    struct lock_class_key *request_key)
{
	int err = gpiochip_add_data_with_key(gc, data, lock_key, request_key);

	return err ? err : devm_add_action_or_reset(dev, devm_remove, gc);
}
EXPORT_SYMBOL_GPL(devm_gpiochip_add_data_with_key);

/* ---- pins have one use here ---- */

int gpiochip_generic_request(struct gpio_chip *gc, unsigned int offset)
{
	return 0;
}
EXPORT_SYMBOL_GPL(gpiochip_generic_request);

void gpiochip_generic_free(struct gpio_chip *gc, unsigned int offset)
{
}
EXPORT_SYMBOL_GPL(gpiochip_generic_free);

int gpiochip_generic_config(struct gpio_chip *gc, unsigned int offset, unsigned long config)
{
	return 0;
}
EXPORT_SYMBOL_GPL(gpiochip_generic_config);

static int __init gpiolib_init(void)
{
	return bus_register(&gpio_bus);
}
postcore_initcall(gpiolib_init);
