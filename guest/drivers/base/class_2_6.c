/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * class_2_6: the class_device of 2.6, which is a device of its class here: below the device
 * behind it, and linked from /sys/class/NAME.
 */
#include <linux/device.h>
#include <linux/device/class_2_6.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>

static LIST_HEAD(created);
static DEFINE_MUTEX(created_mutex);

static void release_class_device(struct device *device)
{
	struct class_device *dev = container_of(device, struct class_device, device);

	if (dev->release)
		dev->release(dev);
	else if (dev->class->release)
		dev->class->release(dev);
	else
		pr_err("Device class '%s' does not have a release() function\n", dev->class->name);
}

void class_device_initialize(struct class_device *dev)
{
	device_initialize(&dev->device);
	dev->device.release = release_class_device;
	INIT_LIST_HEAD(&dev->node);
}
EXPORT_SYMBOL_GPL(class_device_initialize);

static int add_class_attributes(struct class_device *dev)
{
	struct class_device_attribute *attr = dev->class->class_dev_attrs;
	int err = 0;

	for (; attr && attr->attr.name && !err; attr++)
		err = class_device_create_file(dev, attr);
	return err;
}

int class_device_add(struct class_device *dev)
{
	int err;

	if (!dev->class || !dev->class_id[0])
		return -EINVAL;
	dev->device.class = dev->class;
	dev->device.parent = dev->parent ? &dev->parent->device : dev->dev;
	dev->device.devt = dev->devt;
	err = dev_set_name(&dev->device, "%s", dev->class_id);
	if (!err)
		err = device_add(&dev->device);
	if (err)
		return err;
	err = add_class_attributes(dev);
	if (err)
		device_del(&dev->device);
	return err;
}
EXPORT_SYMBOL_GPL(class_device_add);

int class_device_register(struct class_device *dev)
{
	class_device_initialize(dev);
	return class_device_add(dev);
}
EXPORT_SYMBOL_GPL(class_device_register);

void class_device_del(struct class_device *dev)
{
	device_del(&dev->device);
}
EXPORT_SYMBOL_GPL(class_device_del);

void class_device_unregister(struct class_device *dev)
{
	device_unregister(&dev->device);
}
EXPORT_SYMBOL_GPL(class_device_unregister);

struct class_device *class_device_get(struct class_device *dev)
{
	if (dev)
		get_device(&dev->device);
	return dev;
}
EXPORT_SYMBOL_GPL(class_device_get);

void class_device_put(struct class_device *dev)
{
	if (dev)
		put_device(&dev->device);
}
EXPORT_SYMBOL_GPL(class_device_put);

/* ---- attributes ---- */

static ssize_t show_attr(struct device *device, struct device_attribute *dev_attr, char *buf)
{
	struct class_device_attribute *attr =
	    container_of(dev_attr, struct class_device_attribute, dev_attr);

	return attr->show(container_of(device, struct class_device, device), buf);
}

static ssize_t store_attr(struct device *device, struct device_attribute *dev_attr, const char *buf,
			  size_t count)
{
	struct class_device_attribute *attr =
	    container_of(dev_attr, struct class_device_attribute, dev_attr);

	return attr->store(container_of(device, struct class_device, device), buf, count);
}

int class_device_create_file(struct class_device *dev, struct class_device_attribute *attr)
{
	attr->dev_attr = (struct device_attribute){.attr = attr->attr,
						   .show = attr->show ? show_attr : NULL,
						   .store = attr->store ? store_attr : NULL};
	return dev ? device_create_file(&dev->device, &attr->dev_attr) : -EINVAL;
}
EXPORT_SYMBOL_GPL(class_device_create_file);

void class_device_remove_file(struct class_device *dev, struct class_device_attribute *attr)
{
	if (dev)
		device_remove_file(&dev->device, &attr->dev_attr);
}
EXPORT_SYMBOL_GPL(class_device_remove_file);

/* ---- made and freed here ---- */

static void release_created(struct class_device *dev)
{
	kfree(dev);
}

struct class_device *__class_device_create(struct class *class, struct class_device *parent,
					   dev_t devt, struct device *device, const char *fmt, ...)
{
	struct class_device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	va_list args;
	int err;

	if (!dev)
		return ERR_PTR(-ENOMEM);
	dev->class = class;
	dev->parent = parent;
	dev->devt = devt;
	dev->dev = device;
	dev->release = release_created;
	va_start(args, fmt);
	vsnprintf(dev->class_id, sizeof(dev->class_id), fmt, args);
	va_end(args);
	class_device_initialize(dev);
	err = class_device_add(dev);
	if (err) {
		class_device_put(dev);
		return ERR_PTR(err);
	}
	mutex_lock(&created_mutex);
	list_add(&dev->node, &created);
	mutex_unlock(&created_mutex);
	return dev;
}
EXPORT_SYMBOL_GPL(__class_device_create);

void class_device_destroy(struct class *class, dev_t devt)
{
	struct class_device *dev, *found = NULL;

	mutex_lock(&created_mutex);
	list_for_each_entry (dev, &created, node)
		if (dev->devt == devt && (!class || dev->class == class))
			found = dev;
	if (found)
		list_del(&found->node);
	mutex_unlock(&created_mutex);
	if (found)
		class_device_unregister(found);
}
EXPORT_SYMBOL_GPL(class_device_destroy);
