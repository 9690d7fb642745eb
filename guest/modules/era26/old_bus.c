/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * old_bus: a bus, a driver, a device and a class_simple of 2.6.10: bus_id is the name, hotplug()
 * adds a variable to the event, attributes are not told which one they are.
 */
#include <linux/config.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>

MODULE_LICENSE("GPL");

static int speed = 9600;

static int old_match(struct device *dev, struct device_driver *driver)
{
	return !strncmp(dev->bus_id, driver->name, strlen(driver->name));
}

static int old_hotplug(struct device *dev, char **envp, int num_envp, char *buffer, int buffer_size)
{
	envp[0] = buffer;
	if (num_envp < 2 || snprintf(buffer, buffer_size, "OLD_SPEED=%d", speed) >= buffer_size)
		return -ENOMEM;
	envp[1] = NULL;
	return 0;
}

static struct bus_type old_bus_type = {
    .name = "old",
    .match = old_match,
    .hotplug = old_hotplug,
};

static ssize_t show_bus_version(struct bus_type *bus, char *buf)
{
	return snprintf(buf, PAGE_SIZE, "%s of %d\n", bus->name, LINUX_VERSION_CODE & 255);
}
static BUS_ATTR(version, S_IRUGO, show_bus_version, NULL);

static int old_probe(struct device *dev)
{
	printk(KERN_INFO "old_bus: %s found\n", dev->bus_id);
	return 0;
}

static struct device_driver old_driver = {
    .name = "olddev",
    .bus = &old_bus_type,
    .probe = old_probe,
};

static ssize_t show_driver(struct device_driver *driver, char *buf)
{
	return sprintf(buf, "%s\n", driver->name);
}
static struct driver_attribute driver_attr;

static ssize_t show_speed(struct device *dev, char *buf)
{
	return sprintf(buf, "%s %d\n", dev->bus_id, speed);
}

static ssize_t store_speed(struct device *dev, const char *buf, size_t count)
{
	speed = simple_strtoul(buf, NULL, 0);
	return count;
}
static DEVICE_ATTR(speed, S_IRUGO | S_IWUSR, show_speed, store_speed);

static void old_release(struct device *dev)
{
}

static struct device old_root = {.bus_id = "old0", .release = old_release};
static struct device old_device = {
    .bus = &old_bus_type, .parent = &old_root, .release = old_release};
static struct class_simple *old_class;
static struct file_operations old_fops = {.owner = THIS_MODULE};
static int major;

static int __init old_bus_init(void)
{
	struct class_device *dev;

	printk(KERN_INFO "old_bus:");
	printk(" in");
	printk(" pieces\n");
	if (bus_register(&old_bus_type))
		return -EBUSY;
	bus_create_file(&old_bus_type, &bus_attr_version);
	device_register(&old_root);
	driver_register(&old_driver);
	driver_attr.attr.name = "what";
	driver_attr.attr.owner = THIS_MODULE;
	driver_attr.attr.mode = S_IRUGO;
	driver_attr.show = show_driver;
	driver_create_file(&old_driver, &driver_attr);
	strncpy(old_device.bus_id, "olddev7", BUS_ID_SIZE);
	device_register(&old_device);
	device_create_file(&old_device, &dev_attr_speed);
	major = register_chrdev(0, "old_bus", &old_fops);
	old_class = class_simple_create(THIS_MODULE, "oldclass");
	dev = class_simple_device_add(old_class, MKDEV(major, 3), &old_device, "old%d", 3);
	printk(KERN_INFO "old_bus: %s in %s\n", dev->class_id, old_class->name);
	return 0;
}

static void __exit old_bus_exit(void)
{
	class_simple_device_remove(MKDEV(major, 3));
	class_simple_destroy(old_class);
	unregister_chrdev(major, "old_bus");
	device_remove_file(&old_device, &dev_attr_speed);
	device_unregister(&old_device);
	driver_unregister(&old_driver);
	device_unregister(&old_root);
	bus_unregister(&old_bus_type);
}

module_init(old_bus_init);
module_exit(old_bus_exit);
