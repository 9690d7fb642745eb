/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_driver: drivers of terminals come and go, with their numbers and nodes. */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>

#include "tty_private.h"

static LIST_HEAD(drivers); /* tty_table_mutex */

struct ktermios tty_std_termios = {
    .c_iflag = ICRNL | IXON,
    .c_oflag = OPOST | ONLCR,
    .c_cflag = B38400 | CS8 | CREAD | HUPCL,
    .c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
    .c_cc = INIT_C_CC,
    .c_ispeed = 38400,
    .c_ospeed = 38400,
};
EXPORT_SYMBOL(tty_std_termios);

/* ---- making one ---- */

struct tty_driver *__tty_alloc_driver(unsigned int lines, struct module *owner, unsigned long flags)
{
	struct tty_driver *driver;

	if (!lines || (flags & TTY_DRIVER_UNNUMBERED_NODE && lines > 1))
		return ERR_PTR(-EINVAL);
	driver = kzalloc(sizeof(*driver), GFP_KERNEL);
	if (!driver)
		return ERR_PTR(-ENOMEM);
	kref_init(&driver->kref);
	driver->num = lines;
	driver->owner = owner;
	driver->flags = flags;
	driver->ttys = kcalloc(lines, sizeof(*driver->ttys), GFP_KERNEL);
	driver->ports = kcalloc(lines, sizeof(*driver->ports), GFP_KERNEL);
	driver->termios = kcalloc(lines, sizeof(*driver->termios), GFP_KERNEL);
	driver->cdevs = kcalloc(1, sizeof(*driver->cdevs), GFP_KERNEL);
	if (driver->ttys && driver->ports && driver->termios && driver->cdevs)
		return driver;
	tty_driver_kref_put(driver);
	return ERR_PTR(-ENOMEM);
}
EXPORT_SYMBOL(__tty_alloc_driver);

static void destruct(struct kref *kref)
{
	struct tty_driver *driver = container_of(kref, struct tty_driver, kref);
	unsigned int i;

	for (i = 0; driver->termios && i < driver->num; i++)
		kfree(driver->termios[i]);
	kfree(driver->cdevs);
	kfree(driver->termios);
	kfree(driver->ports);
	kfree(driver->ttys);
	kfree(driver);
}

void tty_driver_kref_put(struct tty_driver *driver)
{
	kref_put(&driver->kref, destruct);
}
EXPORT_SYMBOL(tty_driver_kref_put);

/* ---- nodes ---- */

void tty_line_name(const struct tty_driver *driver, unsigned int index, char *name, size_t size)
{
	if (driver->flags & TTY_DRIVER_UNNUMBERED_NODE)
		strscpy(name, driver->name, size);
	else
		snprintf(name, size, "%s%u", driver->name, driver->name_base + index);
}

struct device *tty_register_device_attr(struct tty_driver *driver, unsigned int index,
					struct device *device, void *drvdata,
					const struct attribute_group **groups)
{
	dev_t dev = MKDEV(driver->major, driver->minor_start + index);
	char name[sizeof_field(struct tty_struct, name)];

	if (index >= driver->num) {
		pr_err("%s: no line %u\n", driver->name, index);
		return ERR_PTR(-EINVAL);
	}
	tty_line_name(driver, index, name, sizeof(name));
	return device_create_with_groups(tty_class, device, dev, drvdata, groups, "%s", name);
}
EXPORT_SYMBOL_GPL(tty_register_device_attr);

struct device *tty_register_device(struct tty_driver *driver, unsigned int index,
				   struct device *device)
{
	return tty_register_device_attr(driver, index, device, NULL, NULL);
}
EXPORT_SYMBOL(tty_register_device);

void tty_unregister_device(struct tty_driver *driver, unsigned int index)
{
	device_destroy(tty_class, MKDEV(driver->major, driver->minor_start + index));
}
EXPORT_SYMBOL(tty_unregister_device);

/* ---- coming and going ---- */

struct tty_driver *tty_driver_find(dev_t dev, unsigned int *index)
{
	struct tty_driver *driver;

	list_for_each_entry (driver, &drivers, tty_drivers) {
		*index = MINOR(dev) - driver->minor_start;
		if (driver->major == MAJOR(dev) && *index < driver->num)
			return driver;
	}
	return NULL;
}

static int add_cdev(struct tty_driver *driver, dev_t dev)
{
	struct cdev *cdev = cdev_alloc();
	int err;

	if (!cdev)
		return -ENOMEM;
	cdev->ops = &tty_fops;
	cdev->owner = driver->owner;
	err = cdev_add(cdev, dev, driver->num);
	if (err)
		kobject_put(&cdev->kobj);
	else
		driver->cdevs[0] = cdev;
	return err;
}

static int take_numbers(struct tty_driver *driver)
{
	dev_t dev = MKDEV(driver->major, driver->minor_start);
	int err;

	if (driver->major) {
		err = register_chrdev_region(dev, driver->num, driver->name);
	} else {
		err = alloc_chrdev_region(&dev, driver->minor_start, driver->num, driver->name);
		if (!err)
			driver->major = MAJOR(dev);
	}
	if (err)
		return err;
	err = add_cdev(driver, dev);
	if (err)
		unregister_chrdev_region(dev, driver->num);
	return err;
}

static int register_all(struct tty_driver *driver)
{
	unsigned int i;

	if (driver->flags & TTY_DRIVER_DYNAMIC_DEV)
		return 0;
	for (i = 0; i < driver->num; i++) {
		struct device *dev = tty_register_device(driver, i, NULL);

		if (IS_ERR(dev)) {
			while (i--)
				tty_unregister_device(driver, i);
			return PTR_ERR(dev);
		}
	}
	return 0;
}

static void give_numbers_back(struct tty_driver *driver)
{
	mutex_lock(&tty_table_mutex);
	list_del(&driver->tty_drivers);
	mutex_unlock(&tty_table_mutex);
	cdev_del(driver->cdevs[0]);
	unregister_chrdev_region(MKDEV(driver->major, driver->minor_start), driver->num);
}

int tty_register_driver(struct tty_driver *driver)
{
	int err = take_numbers(driver);

	if (err)
		return err;
	mutex_lock(&tty_table_mutex);
	list_add(&driver->tty_drivers, &drivers);
	mutex_unlock(&tty_table_mutex);
	err = register_all(driver);
	if (err) {
		give_numbers_back(driver);
		return err;
	}
	if (driver->ops->proc_show)
		driver->proc_entry = proc_create_single_data(driver->driver_name, 0, tty_proc_dir(),
							     driver->ops->proc_show, driver);
	driver->flags |= TTY_DRIVER_INSTALLED;
	return 0;
}
EXPORT_SYMBOL(tty_register_driver);

void tty_unregister_driver(struct tty_driver *driver)
{
	unsigned int i;

	if (!(driver->flags & TTY_DRIVER_DYNAMIC_DEV))
		for (i = 0; i < driver->num; i++)
			tty_unregister_device(driver, i);
	proc_remove(driver->proc_entry);
	driver->proc_entry = NULL;
	give_numbers_back(driver);
	driver->flags &= ~TTY_DRIVER_INSTALLED;
}
EXPORT_SYMBOL(tty_unregister_driver);
