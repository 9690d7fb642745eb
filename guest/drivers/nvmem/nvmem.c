/* SPDX-License-Identifier: GPL-2.0-only */
/* nvmem: small memories that keep their content, as files. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/nvmem-provider.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/nvmem/nvmem.h"

static DEFINE_MUTEX(ids_mutex);
static int last_id = -1;

struct bus_type nvmem_bus_type = {.name = "nvmem"};

int nvmem_device_read(struct nvmem_device *nvmem, unsigned int offset, size_t bytes, void *buf)
{
	int err = nvmem->config.reg_read
		      ? nvmem->config.reg_read(nvmem->config.priv, offset, buf, bytes)
		      : -EINVAL;

	return err ? err : (int)bytes;
}
EXPORT_SYMBOL_GPL(nvmem_device_read);

int nvmem_device_write(struct nvmem_device *nvmem, unsigned int offset, size_t bytes, void *buf)
{
	int err = nvmem->config.reg_write
		      ? nvmem->config.reg_write(nvmem->config.priv, offset, buf, bytes)
		      : -EPERM;

	return err ? err : (int)bytes;
}
EXPORT_SYMBOL_GPL(nvmem_device_write);

/* Whole words only. */
static ssize_t aligned(struct nvmem_device *nvmem, loff_t off, size_t count)
{
	if (off >= nvmem->config.size)
		return 0;
	if (off % nvmem->config.stride || count < nvmem->config.word_size)
		return -EINVAL;
	count = min_t(loff_t, count, nvmem->config.size - off);
	return round_down(count, nvmem->config.word_size);
}

static ssize_t file_read(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			 char *buf, loff_t off, size_t count)
{
	ssize_t n = aligned(attr->private, off, count);

	return n > 0 ? nvmem_device_read(attr->private, off, n, buf) : n;
}

static ssize_t file_write(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			  char *buf, loff_t off, size_t count)
{
	ssize_t n = aligned(attr->private, off, count);

	return n > 0 ? nvmem_device_write(attr->private, off, n, buf) : n ? n : -EFBIG;
}

static void init_file(struct nvmem_device *nvmem, struct bin_attribute *file, const char *name)
{
	bool writes = nvmem->config.reg_write && !nvmem->config.read_only;

	file->attr.name = name;
	file->attr.mode = (nvmem->config.root_only ? 0400 : 0444) | (writes ? 0200 : 0);
	file->size = nvmem->config.size;
	file->private = nvmem;
	file->read = file_read;
	file->write = file_write;
}

static void release_nvmem(struct device *dev)
{
	struct nvmem_device *nvmem = container_of(dev, struct nvmem_device, dev);

	kfree(nvmem->config.cells);
	kfree(nvmem);
}

static int name_device(struct nvmem_device *nvmem, const struct nvmem_config *config)
{
	const char *name = config->name ? config->name : "nvmem";
	int id;

	if (config->id == NVMEM_DEVID_NONE)
		return dev_set_name(&nvmem->dev, "%s", name);
	mutex_lock(&ids_mutex);
	id = config->name && config->id != NVMEM_DEVID_AUTO ? config->id : ++last_id;
	mutex_unlock(&ids_mutex);
	return dev_set_name(&nvmem->dev, "%s%d", name, id);
}

static int add_eeprom(struct nvmem_device *nvmem)
{
	if (!nvmem->config.compat || !nvmem->config.base_dev)
		return 0;
	init_file(nvmem, &nvmem->eeprom, "eeprom");
	return device_create_bin_file(nvmem->config.base_dev, &nvmem->eeprom);
}

struct nvmem_device *nvmem_register(const struct nvmem_config *config)
{
	struct nvmem_device *nvmem;
	int err;

	if (!config->dev || (!config->reg_read && !config->reg_write))
		return ERR_PTR(-EINVAL);
	nvmem = kzalloc(sizeof(*nvmem), GFP_KERNEL);
	if (!nvmem)
		return ERR_PTR(-ENOMEM);
	nvmem->config = *config;
	if (config->ncells > 0)
		nvmem->config.cells =
		    kmemdup(config->cells, config->ncells * sizeof(*config->cells), GFP_KERNEL);
	else
		nvmem->config.cells = NULL;
	if (!config->owner && config->dev->driver)
		nvmem->config.owner = config->dev->driver->owner;
	nvmem->config.stride = config->stride ? config->stride : 1;
	nvmem->config.word_size = config->word_size ? config->word_size : 1;
	init_file(nvmem, &nvmem->file, "nvmem");
	nvmem->files[0] = &nvmem->file;
	nvmem->group.bin_attrs = nvmem->files;
	nvmem->groups[0] = &nvmem->group;
	nvmem->dev.bus = &nvmem_bus_type;
	nvmem->dev.parent = config->dev;
	nvmem->dev.groups = nvmem->groups;
	nvmem->dev.release = release_nvmem;
	device_initialize(&nvmem->dev);
	err = config->ncells > 0 && !nvmem->config.cells ? -ENOMEM : name_device(nvmem, config);
	if (!err)
		err = device_add(&nvmem->dev);
	if (err) {
		put_device(&nvmem->dev);
		return ERR_PTR(err);
	}
	err = add_eeprom(nvmem);
	if (!err)
		return nvmem;
	device_unregister(&nvmem->dev);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(nvmem_register);

void nvmem_unregister(struct nvmem_device *nvmem)
{
	if (IS_ERR_OR_NULL(nvmem))
		return;
	if (nvmem->eeprom.private)
		device_remove_bin_file(nvmem->config.base_dev, &nvmem->eeprom);
	device_unregister(&nvmem->dev);
}
EXPORT_SYMBOL_GPL(nvmem_unregister);

static void unregister(void *nvmem)
{
	nvmem_unregister(nvmem);
}

struct nvmem_device *devm_nvmem_register(struct device *dev, const struct nvmem_config *config)
{
	struct nvmem_device *nvmem = nvmem_register(config);
	int err;

	if (IS_ERR(nvmem))
		return nvmem;
	err = devm_add_action_or_reset(dev, unregister, nvmem);
	return err ? ERR_PTR(err) : nvmem;
}
EXPORT_SYMBOL_GPL(devm_nvmem_register);

static int __init nvmem_init(void)
{
	return bus_register(&nvmem_bus_type);
}
subsys_initcall(nvmem_init);
