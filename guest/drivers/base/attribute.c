/* SPDX-License-Identifier: GPL-2.0-only */
/* Attributes of devices, and what they are told by: messages with the device's name. */
#include <linux/device.h>
#include <linux/export.h>
#include <linux/string.h>

int device_create_file(struct device *dev, const struct device_attribute *attr)
{
	if (!dev)
		return 0;
	WARN((attr->attr.mode & S_IWUGO) && !attr->store && !attr->__dev_store_2_6,
	     "Attribute %s: write permission without 'store'\n", attr->attr.name);
	WARN((attr->attr.mode & S_IRUGO) && !attr->show && !attr->__dev_show_2_6,
	     "Attribute %s: read permission without 'show'\n", attr->attr.name);
	return sysfs_create_file(&dev->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(device_create_file);

void device_remove_file(struct device *dev, const struct device_attribute *attr)
{
	if (dev)
		sysfs_remove_file(&dev->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(device_remove_file);

bool device_remove_file_self(struct device *dev, const struct device_attribute *attr)
{
	return dev && sysfs_remove_file_self(&dev->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(device_remove_file_self);

int device_create_bin_file(struct device *dev, const struct bin_attribute *attr)
{
	return dev ? sysfs_create_bin_file(&dev->kobj, attr) : -EINVAL;
}
EXPORT_SYMBOL_GPL(device_create_bin_file);

void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr)
{
	if (dev)
		sysfs_remove_bin_file(&dev->kobj, attr);
}
EXPORT_SYMBOL_GPL(device_remove_bin_file);

int device_add_groups(struct device *dev, const struct attribute_group **groups)
{
	return sysfs_create_groups(&dev->kobj, groups);
}
EXPORT_SYMBOL_GPL(device_add_groups);

void device_remove_groups(struct device *dev, const struct attribute_group **groups)
{
	sysfs_remove_groups(&dev->kobj, groups);
}
EXPORT_SYMBOL_GPL(device_remove_groups);

union group_or_groups {
	const struct attribute_group *group;
	const struct attribute_group **groups;
};

static void release_group(struct device *dev, void *res)
{
	device_remove_group(dev, ((union group_or_groups *)res)->group);
}

static void release_groups(struct device *dev, void *res)
{
	device_remove_groups(dev, ((union group_or_groups *)res)->groups);
}

static int is_same(struct device *dev, void *res, void *data)
{
	return ((union group_or_groups *)res)->groups == data;
}

int devm_device_add_group(struct device *dev, const struct attribute_group *group)
{
	union group_or_groups *res = devres_alloc(release_group, sizeof(*res), GFP_KERNEL);
	int err;

	if (!res)
		return -ENOMEM;
	res->group = group;
	err = device_add_group(dev, group);
	if (err)
		devres_free(res);
	else
		devres_add(dev, res);
	return err;
}
EXPORT_SYMBOL_GPL(devm_device_add_group);

int devm_device_add_groups(struct device *dev, const struct attribute_group **groups)
{
	union group_or_groups *res = devres_alloc(release_groups, sizeof(*res), GFP_KERNEL);
	int err;

	if (!res)
		return -ENOMEM;
	res->groups = groups;
	err = device_add_groups(dev, groups);
	if (err)
		devres_free(res);
	else
		devres_add(dev, res);
	return err;
}
EXPORT_SYMBOL_GPL(devm_device_add_groups);

void devm_device_remove_groups(struct device *dev, const struct attribute_group **groups)
{
	WARN_ON(devres_release(dev, release_groups, is_same, groups));
}
EXPORT_SYMBOL_GPL(devm_device_remove_groups);

/* ---- attributes that are a variable ---- */

#define to_ext_attr(x) container_of(x, struct dev_ext_attribute, attr)

ssize_t device_show_ulong(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%lx\n", *(unsigned long *)to_ext_attr(attr)->var);
}
EXPORT_SYMBOL_GPL(device_show_ulong);

ssize_t device_store_ulong(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	int err = kstrtoul(buf, 0, to_ext_attr(attr)->var);

	return err ? err : count;
}
EXPORT_SYMBOL_GPL(device_store_ulong);

ssize_t device_show_int(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", *(int *)to_ext_attr(attr)->var);
}
EXPORT_SYMBOL_GPL(device_show_int);

ssize_t device_store_int(struct device *dev, struct device_attribute *attr, const char *buf,
			 size_t count)
{
	int err = kstrtoint(buf, 0, to_ext_attr(attr)->var);

	return err ? err : count;
}
EXPORT_SYMBOL_GPL(device_store_int);

ssize_t device_show_bool(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", *(bool *)to_ext_attr(attr)->var);
}
EXPORT_SYMBOL_GPL(device_show_bool);

ssize_t device_store_bool(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count)
{
	int err = kstrtobool(buf, to_ext_attr(attr)->var);

	return err ? err : count;
}
EXPORT_SYMBOL_GPL(device_store_bool);

ssize_t device_show_string(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", (char *)to_ext_attr(attr)->var);
}
EXPORT_SYMBOL_GPL(device_show_string);

/* ---- messages ---- */

void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...)
{
	struct va_format vaf = {.fmt = fmt};
	va_list args;

	va_start(args, fmt);
	vaf.va = &args;
	if (dev)
		printk("%s%s %s: %pV", level, dev_driver_string(dev), dev_name(dev), &vaf);
	else
		printk("%s(NULL device *): %pV", level, &vaf);
	va_end(args);
}
EXPORT_SYMBOL(_dev_printk);
