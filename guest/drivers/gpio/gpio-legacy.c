/* SPDX-License-Identifier: GPL-2.0-only */
/* gpio-legacy: lines by number, and lines of managed devices. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/gpio.h>

#include "drivers/gpio/gpiolib.h"

/* ---- by number ---- */

int gpio_request(unsigned int gpio, const char *label)
{
	struct gpio_desc *desc = gpio_to_desc(gpio);

	/* its chip may be still to come */
	if (!desc && gpio_is_valid(gpio))
		return -EPROBE_DEFER;
	return desc ? gpiod_request(desc, label) : -EINVAL;
}
EXPORT_SYMBOL_GPL(gpio_request);

void gpio_free(unsigned int gpio)
{
	gpiod_free(gpio_to_desc(gpio));
}
EXPORT_SYMBOL_GPL(gpio_free);

static int set_up(struct gpio_desc *desc, unsigned long flags)
{
	int err;

	if (flags & GPIOF_OPEN_DRAIN)
		set_bit(FLAG_OPEN_DRAIN, &desc->flags);
	if (flags & GPIOF_OPEN_SOURCE)
		set_bit(FLAG_OPEN_SOURCE, &desc->flags);
	if (flags & GPIOF_ACTIVE_LOW)
		set_bit(FLAG_ACTIVE_LOW, &desc->flags);
	if (flags & GPIOF_DIR_IN)
		err = gpiod_direction_input(desc);
	else
		err = gpiod_direction_output_raw(desc, !!(flags & GPIOF_INIT_HIGH));
	if (!err && flags & GPIOF_EXPORT)
		err = gpiod_export(desc, flags & GPIOF_EXPORT_CHANGEABLE);
	return err;
}

int gpio_request_one(unsigned int gpio, unsigned long flags, const char *label)
{
	struct gpio_desc *desc = gpio_to_desc(gpio);
	int err = gpio_request(gpio, label);

	if (err)
		return err;
	err = set_up(desc, flags);
	if (err)
		gpiod_free(desc);
	return err;
}
EXPORT_SYMBOL_GPL(gpio_request_one);

int gpio_request_array(const struct gpio *array, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++) {
		int err = gpio_request_one(array[i].gpio, array[i].flags, array[i].label);

		if (err) {
			gpio_free_array(array, i);
			return err;
		}
	}
	return 0;
}
EXPORT_SYMBOL_GPL(gpio_request_array);

void gpio_free_array(const struct gpio *array, size_t num)
{
	while (num--)
		gpio_free(array[num].gpio);
}
EXPORT_SYMBOL_GPL(gpio_free_array);

static void free_number(void *gpio)
{
	gpio_free((unsigned long)gpio);
}

int devm_gpio_request(struct device *dev, unsigned int gpio, const char *label)
{
	int err = gpio_request(gpio, label);

	return err ? err : devm_add_action_or_reset(dev, free_number, (void *)(unsigned long)gpio);
}
EXPORT_SYMBOL_GPL(devm_gpio_request);

int devm_gpio_request_one(struct device *dev, unsigned int gpio, unsigned long flags,
			  const char *label)
{
	int err = gpio_request_one(gpio, flags, label);

	return err ? err : devm_add_action_or_reset(dev, free_number, (void *)(unsigned long)gpio);
}
EXPORT_SYMBOL_GPL(devm_gpio_request_one);

void devm_gpio_free(struct device *dev, unsigned int gpio)
{
	devm_release_action(dev, free_number, (void *)(unsigned long)gpio);
}
EXPORT_SYMBOL_GPL(devm_gpio_free);

/* ---- lines of managed devices ---- */

static void put_line(void *desc)
{
	gpiod_put(desc);
}

static void put_lines(void *descs)
{
	gpiod_put_array(descs);
}

static void devm_line_release(struct device *dev, void *res)
{
	gpiod_put(*(struct gpio_desc **)res);
}

static int is_line(struct device *dev, void *res, void *data)
{
	return *(void **)res == data;
}

static struct gpio_desc *manage(struct device *dev, struct gpio_desc *desc)
{
	struct gpio_desc **res;

	if (IS_ERR_OR_NULL(desc))
		return desc;
	/* one that several share is put once */
	if (devres_find(dev, devm_line_release, is_line, desc))
		return desc;
	res = devres_alloc(devm_line_release, sizeof(*res), GFP_KERNEL);
	if (!res) {
		put_line(desc);
		return ERR_PTR(-ENOMEM);
	}
	*res = desc;
	devres_add(dev, res);
	return desc;
}

struct gpio_desc *__must_check devm_gpiod_get_index(struct device *dev, const char *con_id,
						    unsigned int idx, enum gpiod_flags flags)
{
	return manage(dev, gpiod_get_index(dev, con_id, idx, flags));
}
EXPORT_SYMBOL_GPL(devm_gpiod_get_index);

struct gpio_desc *__must_check devm_gpiod_get(struct device *dev, const char *con_id,
					      enum gpiod_flags flags)
{
	return devm_gpiod_get_index(dev, con_id, 0, flags);
}
EXPORT_SYMBOL_GPL(devm_gpiod_get);

struct gpio_desc *__must_check devm_gpiod_get_index_optional(struct device *dev, const char *con_id,
							     unsigned int index,
							     enum gpiod_flags flags)
{
	return manage(dev, gpiod_get_index_optional(dev, con_id, index, flags));
}
EXPORT_SYMBOL_GPL(devm_gpiod_get_index_optional);

struct gpio_desc *__must_check devm_gpiod_get_optional(struct device *dev, const char *con_id,
						       enum gpiod_flags flags)
{
	return devm_gpiod_get_index_optional(dev, con_id, 0, flags);
}
EXPORT_SYMBOL_GPL(devm_gpiod_get_optional);

struct gpio_desc *devm_fwnode_gpiod_get_index(struct device *dev, struct fwnode_handle *fwnode,
					      const char *con_id, int index, enum gpiod_flags flags,
					      const char *label)
{
	return manage(dev, fwnode_gpiod_get_index(fwnode, con_id, index, flags, label));
}
EXPORT_SYMBOL_GPL(devm_fwnode_gpiod_get_index);

struct gpio_descs *__must_check devm_gpiod_get_array(struct device *dev, const char *con_id,
						     enum gpiod_flags flags)
{
	struct gpio_descs *descs = gpiod_get_array(dev, con_id, flags);
	int err;

	if (IS_ERR(descs))
		return descs;
	err = devm_add_action_or_reset(dev, put_lines, descs);
	return err ? ERR_PTR(err) : descs;
}
EXPORT_SYMBOL_GPL(devm_gpiod_get_array);

struct gpio_descs *__must_check devm_gpiod_get_array_optional(struct device *dev,
							      const char *con_id,
							      enum gpiod_flags flags)
{
	struct gpio_descs *descs = devm_gpiod_get_array(dev, con_id, flags);

	return PTR_ERR(descs) == -ENOENT ? NULL : descs;
}
EXPORT_SYMBOL_GPL(devm_gpiod_get_array_optional);

void devm_gpiod_put(struct device *dev, struct gpio_desc *desc)
{
	WARN_ON(devres_release(dev, devm_line_release, is_line, desc));
}
EXPORT_SYMBOL_GPL(devm_gpiod_put);

void devm_gpiod_unhinge(struct device *dev, struct gpio_desc *desc)
{
	if (!IS_ERR_OR_NULL(desc))
		WARN_ON(devres_destroy(dev, devm_line_release, is_line, desc));
}
EXPORT_SYMBOL_GPL(devm_gpiod_unhinge);

void devm_gpiod_put_array(struct device *dev, struct gpio_descs *descs)
{
	devm_release_action(dev, put_lines, descs);
}
EXPORT_SYMBOL_GPL(devm_gpiod_put_array);
