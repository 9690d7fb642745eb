/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-get: from a consumer's word for a line to the line, by the tables of boards
 * (gpio/machine.h); and lines that are nobody's but the board's (hogs).
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/gpio/consumer.h>
#include <uapi/linux/gpio.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "drivers/gpio/gpiolib.h"

static DEFINE_MUTEX(tables_mutex);
static LIST_HEAD(tables);
static DEFINE_MUTEX(hogs_mutex);
static LIST_HEAD(hogs_list);

/* ---- tables ---- */

void gpiod_add_lookup_tables(struct gpiod_lookup_table **these, size_t n)
{
	size_t i;

	mutex_lock(&tables_mutex);
	for (i = 0; i < n; i++)
		list_add_tail(&these[i]->list, &tables);
	mutex_unlock(&tables_mutex);
}
EXPORT_SYMBOL_GPL(gpiod_add_lookup_tables);

void gpiod_add_lookup_table(struct gpiod_lookup_table *table)
{
	gpiod_add_lookup_tables(&table, 1);
}
EXPORT_SYMBOL_GPL(gpiod_add_lookup_table);

void gpiod_remove_lookup_table(struct gpiod_lookup_table *table)
{
	if (!table)
		return;
	mutex_lock(&tables_mutex);
	list_del(&table->list);
	mutex_unlock(&tables_mutex);
}
EXPORT_SYMBOL_GPL(gpiod_remove_lookup_table);

static struct gpiod_lookup_table *table_of(struct device *dev)
{
	const char *name = dev ? dev_name(dev) : NULL;
	struct gpiod_lookup_table *table;

	list_for_each_entry (table, &tables, list) {
		if (!table->dev_id || !name) {
			if (!table->dev_id && !name)
				return table;
		} else if (!strcmp(table->dev_id, name)) {
			return table;
		}
	}
	return NULL;
}

/* An entry without a name is for any. */
static bool is_named(const struct gpiod_lookup *entry, const char *con_id)
{
	return !entry->con_id || (con_id && !strcmp(entry->con_id, con_id));
}

static struct gpio_desc *line_of(struct device *dev, const struct gpiod_lookup *entry)
{
	struct gpio_device *gdev;
	struct gpio_desc *desc;

	if (entry->chip_hwnum == U16_MAX) {
		desc = gpio_name_to_desc(entry->key);
		if (desc)
			return desc;
		dev_warn(dev, "cannot find GPIO line %s, deferring\n", entry->key);
		return ERR_PTR(-EPROBE_DEFER);
	}
	gdev = gpio_device_find_by_label(entry->key);
	if (!gdev) {
		if (dev)
			dev_warn(dev, "cannot find GPIO chip %s, deferring\n", entry->key);
		return ERR_PTR(-EPROBE_DEFER);
	}
	if (entry->chip_hwnum >= gdev->ngpio) {
		dev_err(dev, "requested GPIO %u (%u) is out of range [0..%u] for chip %s\n",
			entry->idx, entry->chip_hwnum, gdev->ngpio - 1, gdev->label);
		return ERR_PTR(-EINVAL);
	}
	return &gdev->descs[entry->chip_hwnum];
}

static struct gpio_desc *find(struct device *dev, const char *con_id, unsigned int idx,
			      unsigned long *lflags)
{
	struct gpio_desc *desc = ERR_PTR(-ENOENT);
	const struct gpiod_lookup_table *table;
	const struct gpiod_lookup *entry;

	mutex_lock(&tables_mutex);
	table = table_of(dev);
	for (entry = table ? table->table : NULL; entry && entry->key; entry++) {
		if (entry->idx == idx && is_named(entry, con_id)) {
			*lflags = entry->flags;
			desc = line_of(dev, entry);
			break;
		}
	}
	mutex_unlock(&tables_mutex);
	return desc;
}

int gpiod_count(struct device *dev, const char *con_id)
{
	const struct gpiod_lookup_table *table;
	const struct gpiod_lookup *entry;
	int count = 0;

	mutex_lock(&tables_mutex);
	table = table_of(dev);
	for (entry = table ? table->table : NULL; entry && entry->key; entry++)
		count += is_named(entry, con_id);
	mutex_unlock(&tables_mutex);
	return count ? count : -ENOENT;
}
EXPORT_SYMBOL_GPL(gpiod_count);

/* ---- one line ---- */

struct gpio_desc *__must_check gpiod_get_index(struct device *dev, const char *con_id,
					       unsigned int idx, enum gpiod_flags flags)
{
	const char *label = con_id ? con_id : dev ? dev_name(dev) : "?";
	unsigned long lflags = GPIO_LOOKUP_FLAGS_DEFAULT;
	struct gpio_desc *desc = find(dev, con_id, idx, &lflags);
	int err;

	if (IS_ERR(desc))
		return desc;
	err = gpiod_request(desc, label);
	if (err)
		return err == -EBUSY && flags & GPIOD_FLAGS_BIT_NONEXCLUSIVE ? desc : ERR_PTR(err);
	err = gpiod_configure_flags(desc, con_id, lflags, flags);
	if (err < 0) {
		gpiod_put(desc);
		return ERR_PTR(err);
	}
	blocking_notifier_call_chain(&desc->gdev->notifier, GPIOLINE_CHANGED_REQUESTED, desc);
	return desc;
}
EXPORT_SYMBOL_GPL(gpiod_get_index);

struct gpio_desc *__must_check gpiod_get(struct device *dev, const char *con_id,
					 enum gpiod_flags flags)
{
	return gpiod_get_index(dev, con_id, 0, flags);
}
EXPORT_SYMBOL_GPL(gpiod_get);

struct gpio_desc *__must_check gpiod_get_index_optional(struct device *dev, const char *con_id,
							unsigned int index, enum gpiod_flags flags)
{
	struct gpio_desc *desc = gpiod_get_index(dev, con_id, index, flags);

	return PTR_ERR(desc) == -ENOENT ? NULL : desc;
}
EXPORT_SYMBOL_GPL(gpiod_get_index_optional);

struct gpio_desc *__must_check gpiod_get_optional(struct device *dev, const char *con_id,
						  enum gpiod_flags flags)
{
	return gpiod_get_index_optional(dev, con_id, 0, flags);
}
EXPORT_SYMBOL_GPL(gpiod_get_optional);

void gpiod_put(struct gpio_desc *desc)
{
	gpiod_free(desc);
}
EXPORT_SYMBOL_GPL(gpiod_put);

/* Software nodes do not say lines here, and there are no others. */
struct gpio_desc *fwnode_gpiod_get_index(struct fwnode_handle *fwnode, const char *con_id,
					 int index, enum gpiod_flags flags, const char *label)
{
	return ERR_PTR(-ENOENT);
}
EXPORT_SYMBOL_GPL(fwnode_gpiod_get_index);

/* ---- all lines of a name ---- */

struct gpio_descs *__must_check gpiod_get_array(struct device *dev, const char *con_id,
						enum gpiod_flags flags)
{
	int i, n = gpiod_count(dev, con_id);
	struct gpio_descs *descs;

	if (n < 0)
		return ERR_PTR(n);
	descs = kzalloc(struct_size(descs, desc, n), GFP_KERNEL);
	if (!descs)
		return ERR_PTR(-ENOMEM);
	for (i = 0; i < n; i++) {
		struct gpio_desc *desc = gpiod_get_index(dev, con_id, i, flags);

		if (IS_ERR(desc)) {
			gpiod_put_array(descs);
			return ERR_CAST(desc);
		}
		descs->desc[descs->ndescs++] = desc;
	}
	return descs;
}
EXPORT_SYMBOL_GPL(gpiod_get_array);

struct gpio_descs *__must_check gpiod_get_array_optional(struct device *dev, const char *con_id,
							 enum gpiod_flags flags)
{
	struct gpio_descs *descs = gpiod_get_array(dev, con_id, flags);

	return PTR_ERR(descs) == -ENOENT ? NULL : descs;
}
EXPORT_SYMBOL_GPL(gpiod_get_array_optional);

void gpiod_put_array(struct gpio_descs *descs)
{
	unsigned int i;

	for (i = 0; i < descs->ndescs; i++)
		gpiod_put(descs->desc[i]);
	kfree(descs);
}
EXPORT_SYMBOL_GPL(gpiod_put_array);

/* ---- hogs ---- */

int gpiod_hog(struct gpio_desc *desc, const char *name, unsigned long lflags,
	      enum gpiod_flags dflags)
{
	struct gpio_chip *gc = desc->gdev->chip;
	struct gpio_desc *own;

	own = gpiochip_request_own_desc(gc, gpio_chip_hwgpio(desc), name, lflags, dflags);
	if (IS_ERR(own)) {
		chip_err(gc, "requesting hog GPIO %s (offset %d) failed, %ld\n", name,
			 gpio_chip_hwgpio(desc), PTR_ERR(own));
		return PTR_ERR(own);
	}
	set_bit(FLAG_IS_HOGGED, &desc->flags);
	return 0;
}

void gpiochip_free_hogs(struct gpio_chip *gc)
{
	struct gpio_device *gdev = gc->gpiodev;
	unsigned int i;

	for (i = 0; i < gdev->ngpio; i++)
		if (test_bit(FLAG_IS_HOGGED, &gdev->descs[i].flags))
			gpiochip_free_own_desc(&gdev->descs[i]);
}

static void hog_one(struct gpio_chip *gc, const struct gpiod_hog *hog)
{
	struct gpio_desc *desc = gpiochip_get_desc(gc, hog->chip_hwnum);

	if (IS_ERR(desc)) {
		chip_err(gc, "unable to get GPIO desc: %ld\n", PTR_ERR(desc));
		return;
	}
	if (!test_bit(FLAG_IS_HOGGED, &desc->flags))
		gpiod_hog(desc, hog->line_name, hog->lflags, hog->dflags);
}

void gpio_machine_add_chip(struct gpio_chip *gc)
{
	struct gpiod_hog *hog;

	mutex_lock(&hogs_mutex);
	list_for_each_entry (hog, &hogs_list, list)
		if (gc->label && !strcmp(gc->label, hog->chip_label))
			hog_one(gc, hog);
	mutex_unlock(&hogs_mutex);
}

void gpiod_add_hogs(struct gpiod_hog *hogs)
{
	struct gpiod_hog *hog;

	mutex_lock(&hogs_mutex);
	for (hog = hogs; hog->chip_label; hog++) {
		struct gpio_device *gdev = gpio_device_find_by_label(hog->chip_label);

		list_add_tail(&hog->list, &hogs_list);
		if (gdev && gdev->chip)
			hog_one(gdev->chip, hog);
	}
	mutex_unlock(&hogs_mutex);
}
EXPORT_SYMBOL_GPL(gpiod_add_hogs);

void gpiod_remove_hogs(struct gpiod_hog *hogs)
{
	struct gpiod_hog *hog;

	mutex_lock(&hogs_mutex);
	for (hog = hogs; hog->chip_label; hog++)
		list_del(&hog->list);
	mutex_unlock(&hogs_mutex);
}
EXPORT_SYMBOL_GPL(gpiod_remove_hogs);
