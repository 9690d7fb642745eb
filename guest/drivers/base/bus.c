/* SPDX-License-Identifier: GPL-2.0-only */
/* Buses: their lists, their files in /sys/bus/NAME, and their drivers'. */
#include <linux/export.h>
#include <linux/string.h>

#include "drivers/base/base.h"

static struct kset *bus_kset;

#define IN_BUS offsetof(struct device_private, in_bus)

static struct subsys_private *to_subsys(struct kobject *kobj)
{
	return container_of(kobj, struct subsys_private, subsys.kobj);
}

static struct driver_private *to_driver_private(struct kobject *kobj)
{
	return container_of(kobj, struct driver_private, kobj);
}

/* ---- files ---- */

static ssize_t bus_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct bus_attribute *a = container_of(attr, struct bus_attribute, attr);

	return a->show ? a->show(to_subsys(kobj)->bus, buf) : -EIO;
}

static ssize_t bus_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct bus_attribute *a = container_of(attr, struct bus_attribute, attr);

	return a->store ? a->store(to_subsys(kobj)->bus, buf, count) : -EIO;
}

static void bus_release(struct kobject *kobj)
{
	kfree(to_subsys(kobj));
}

static const struct sysfs_ops bus_sysfs_ops = {.show = bus_attr_show, .store = bus_attr_store};
static const struct kobj_type bus_ktype = {.release = bus_release, .sysfs_ops = &bus_sysfs_ops};

static ssize_t drv_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct driver_attribute *a = container_of(attr, struct driver_attribute, attr);

	return a->show ? a->show(to_driver_private(kobj)->driver, buf) : -EIO;
}

static ssize_t drv_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct driver_attribute *a = container_of(attr, struct driver_attribute, attr);

	return a->store ? a->store(to_driver_private(kobj)->driver, buf, count) : -EIO;
}

static void driver_release(struct kobject *kobj)
{
	kfree(to_driver_private(kobj));
}

static const struct sysfs_ops driver_sysfs_ops = {.show = drv_attr_show, .store = drv_attr_store};
static const struct kobj_type driver_ktype = {.release = driver_release,
					      .sysfs_ops = &driver_sysfs_ops};

int bus_create_file(struct bus_type *bus, struct bus_attribute *attr)
{
	return sysfs_create_file(&bus->p->subsys.kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(bus_create_file);

void bus_remove_file(struct bus_type *bus, struct bus_attribute *attr)
{
	sysfs_remove_file(&bus->p->subsys.kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(bus_remove_file);

int driver_create_file(struct device_driver *drv, const struct driver_attribute *attr)
{
	return sysfs_create_file(&drv->p->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(driver_create_file);

void driver_remove_file(struct device_driver *drv, const struct driver_attribute *attr)
{
	sysfs_remove_file(&drv->p->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(driver_remove_file);

struct kset *bus_get_kset(struct bus_type *bus)
{
	return &bus->p->subsys;
}
EXPORT_SYMBOL_GPL(bus_get_kset);

static ssize_t bind_store(struct device_driver *drv, const char *buf, size_t count)
{
	struct device *dev = bus_find_device_by_name(drv->bus, NULL, buf);
	int err = -ENODEV;

	if (dev && driver_match_device(drv, dev) > 0)
		err = device_driver_attach(drv, dev);
	put_device(dev);
	return err ? err : count;
}
static DRIVER_ATTR_WO(bind);

static ssize_t unbind_store(struct device_driver *drv, const char *buf, size_t count)
{
	struct device *dev = bus_find_device_by_name(drv->bus, NULL, buf);
	int err = -ENODEV;

	if (dev && dev->driver == drv) {
		device_release_driver(dev);
		err = count;
	}
	put_device(dev);
	return err;
}
static DRIVER_ATTR_WO(unbind);

static ssize_t drivers_autoprobe_show(struct bus_type *bus, char *buf)
{
	return sysfs_emit(buf, "%d\n", bus->p->autoprobe);
}

static ssize_t drivers_autoprobe_store(struct bus_type *bus, const char *buf, size_t count)
{
	bus->p->autoprobe = *buf != '0';
	return count;
}
static BUS_ATTR_RW(drivers_autoprobe);

static ssize_t drivers_probe_store(struct bus_type *bus, const char *buf, size_t count)
{
	struct device *dev = bus_find_device_by_name(bus, NULL, buf);
	int attached;

	if (!dev)
		return -ENODEV;
	attached = device_attach(dev);
	put_device(dev);
	return attached ? count : -EINVAL;
}
static BUS_ATTR_WO(drivers_probe);

/* ---- walking ---- */

int bus_for_each_dev(struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data))
{
	if (!bus || !bus->p)
		return -EINVAL;
	return device_list_walk(&bus->p->devices, IN_BUS, start, data, fn);
}
EXPORT_SYMBOL_GPL(bus_for_each_dev);

struct device *bus_find_device(struct bus_type *bus, struct device *start, const void *data,
			       int (*match)(struct device *dev, const void *data))
{
	if (!bus || !bus->p)
		return NULL;
	return device_list_find(&bus->p->devices, IN_BUS, start, data, match);
}
EXPORT_SYMBOL_GPL(bus_find_device);

/* The driver behind this one (NULL: the first), with a reference to its private half. */
static struct driver_private *next_driver(struct bus_type *bus, struct driver_private *before)
{
	struct list_head *at;
	struct driver_private *next = NULL;

	mutex_lock(&device_lists_mutex);
	at = before ? before->in_bus.next : bus->p->drivers.next;
	/* one that was taken out meanwhile points to itself */
	if (at != &bus->p->drivers && !(before && at == &before->in_bus)) {
		next = list_entry(at, struct driver_private, in_bus);
		kobject_get(&next->kobj);
	}
	mutex_unlock(&device_lists_mutex);
	if (before)
		kobject_put(&before->kobj);
	return next;
}

int bus_for_each_drv(struct bus_type *bus, struct device_driver *start, void *data,
		     int (*fn)(struct device_driver *drv, void *data))
{
	struct driver_private *p = NULL;
	int err = 0;

	if (!bus || !bus->p)
		return -EINVAL;
	if (start) {
		p = start->p;
		kobject_get(&p->kobj);
	}
	while (!err && (p = next_driver(bus, p)))
		err = fn(p->driver, data);
	if (p)
		kobject_put(&p->kobj);
	return err;
}
EXPORT_SYMBOL_GPL(bus_for_each_drv);

static int rescan(struct device *dev, void *unused)
{
	if (!dev->driver)
		(void)device_attach(dev);
	return 0;
}

int bus_rescan_devices(struct bus_type *bus)
{
	return bus_for_each_dev(bus, NULL, NULL, rescan);
}
EXPORT_SYMBOL_GPL(bus_rescan_devices);

/* ---- who is told ---- */

int bus_register_notifier(struct bus_type *bus, struct notifier_block *nb)
{
	mutex_lock(&device_lists_mutex);
	nb->next = bus->p->notifiers;
	bus->p->notifiers = nb;
	mutex_unlock(&device_lists_mutex);
	return 0;
}
EXPORT_SYMBOL_GPL(bus_register_notifier);

int bus_unregister_notifier(struct bus_type *bus, struct notifier_block *nb)
{
	struct notifier_block **link;
	int err = -ENOENT;

	mutex_lock(&device_lists_mutex);
	for (link = &bus->p->notifiers; *link; link = &(*link)->next) {
		if (*link == nb) {
			*link = nb->next;
			err = 0;
			break;
		}
	}
	mutex_unlock(&device_lists_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(bus_unregister_notifier);

void bus_notify(struct device *dev, unsigned long event)
{
	struct notifier_block *nb, *next;

	if (!dev->bus)
		return;
	for (nb = dev->bus->p->notifiers; nb; nb = next) {
		next = nb->next;
		if (nb->notifier_call(nb, event, dev) & NOTIFY_STOP_MASK)
			break;
	}
}

/* ---- devices ---- */

int bus_add_device(struct device *dev)
{
	struct bus_type *bus = dev->bus;
	int err;

	if (!bus)
		return 0;
	err = device_add_groups(dev, bus->dev_groups);
	if (!err)
		err = sysfs_create_link(&bus->p->devices_kset->kobj, &dev->kobj, dev_name(dev));
	if (err)
		return err;
	err = sysfs_create_link(&dev->kobj, &bus->p->subsys.kobj, "subsystem");
	if (err)
		return err;
	mutex_lock(&device_lists_mutex);
	list_add_tail(&dev->p->in_bus, &bus->p->devices);
	mutex_unlock(&device_lists_mutex);
	return 0;
}

void bus_probe_device(struct device *dev)
{
	if (dev->bus && dev->bus->p->autoprobe)
		device_initial_probe(dev);
}

void bus_remove_device(struct device *dev)
{
	struct bus_type *bus = dev->bus;

	if (!bus)
		return;
	sysfs_remove_link(&dev->kobj, "subsystem");
	sysfs_remove_link(&bus->p->devices_kset->kobj, dev_name(dev));
	device_remove_groups(dev, bus->dev_groups);
	mutex_lock(&device_lists_mutex);
	list_del_init(&dev->p->in_bus);
	mutex_unlock(&device_lists_mutex);
	device_release_driver(dev);
}

/* ---- drivers ---- */

static int add_driver_files(struct device_driver *drv)
{
	int err = sysfs_create_groups(&drv->p->kobj, drv->bus->drv_groups);

	if (!err)
		err = sysfs_create_groups(&drv->p->kobj, drv->groups);
	if (!err && !drv->suppress_bind_attrs)
		err = driver_create_file(drv, &driver_attr_bind);
	if (!err && !drv->suppress_bind_attrs)
		err = driver_create_file(drv, &driver_attr_unbind);
	return err;
}

int bus_add_driver(struct device_driver *drv)
{
	struct driver_private *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int err;

	if (!p)
		return -ENOMEM;
	INIT_LIST_HEAD(&p->devices);
	p->driver = drv;
	drv->p = p;
	p->kobj.kset = drv->bus->p->drivers_kset;
	err = kobject_init_and_add(&p->kobj, &driver_ktype, NULL, "%s", drv->name);
	if (!err)
		err = add_driver_files(drv);
	if (err) {
		kobject_put(&p->kobj);
		drv->p = NULL;
		return err;
	}
	mutex_lock(&device_lists_mutex);
	list_add_tail(&p->in_bus, &drv->bus->p->drivers);
	mutex_unlock(&device_lists_mutex);
	if (drv->bus->p->autoprobe)
		err = driver_attach(drv);
	module_add_driver(drv->owner, drv);
	return 0;
}

void bus_remove_driver(struct device_driver *drv)
{
	if (!drv->suppress_bind_attrs) {
		driver_remove_file(drv, &driver_attr_bind);
		driver_remove_file(drv, &driver_attr_unbind);
	}
	sysfs_remove_groups(&drv->p->kobj, drv->groups);
	mutex_lock(&device_lists_mutex);
	list_del_init(&drv->p->in_bus);
	mutex_unlock(&device_lists_mutex);
	driver_detach(drv);
	module_remove_driver(drv);
	kobject_del(&drv->p->kobj);
	kobject_put(&drv->p->kobj);
}

int driver_register(struct device_driver *drv)
{
	if (!drv->bus || !drv->bus->p) {
		pr_err("Driver '%s' was unable to register with bus_type '%s' because the bus was "
		       "not initialized.\n",
		       drv->name, drv->bus ? drv->bus->name : "(none)");
		return -EINVAL;
	}
	if ((drv->bus->probe && drv->probe) || (drv->bus->remove && drv->remove))
		pr_warn("Driver '%s' needs updating - please use bus_type methods\n", drv->name);
	if (driver_find(drv->name, drv->bus)) {
		pr_err("Error: Driver '%s' is already registered, aborting...\n", drv->name);
		return -EBUSY;
	}
	return bus_add_driver(drv);
}
EXPORT_SYMBOL_GPL(driver_register);

void driver_unregister(struct device_driver *drv)
{
	if (WARN(!drv || !drv->p, "Unexpected driver unregister!\n"))
		return;
	bus_remove_driver(drv);
}
EXPORT_SYMBOL_GPL(driver_unregister);

struct device_driver *driver_find(const char *name, struct bus_type *bus)
{
	struct kobject *kobj = kset_find_obj(bus->p->drivers_kset, name);

	kobject_put(kobj);
	return kobj ? to_driver_private(kobj)->driver : NULL;
}
EXPORT_SYMBOL_GPL(driver_find);

int driver_for_each_device(struct device_driver *drv, struct device *start, void *data,
			   int (*fn)(struct device *dev, void *data))
{
	return device_list_walk(&drv->p->devices, offsetof(struct device_private, in_driver), start,
				data, fn);
}
EXPORT_SYMBOL_GPL(driver_for_each_device);

struct device *driver_find_device(struct device_driver *drv, struct device *start, const void *data,
				  int (*match)(struct device *dev, const void *data))
{
	return device_list_find(&drv->p->devices, offsetof(struct device_private, in_driver), start,
				data, match);
}
EXPORT_SYMBOL_GPL(driver_find_device);

/* ---- buses ---- */

static int add_bus_files(struct bus_type *bus)
{
	int err = bus_create_file(bus, &bus_attr_drivers_probe);

	if (!err)
		err = bus_create_file(bus, &bus_attr_drivers_autoprobe);
	return err ? err : sysfs_create_groups(&bus->p->subsys.kobj, bus->bus_groups);
}

int bus_register(struct bus_type *bus)
{
	struct subsys_private *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int err;

	if (!p)
		return -ENOMEM;
	p->bus = bus;
	bus->p = p;
	INIT_LIST_HEAD(&p->devices);
	INIT_LIST_HEAD(&p->drivers);
	p->autoprobe = true;
	p->subsys.kobj.kset = bus_kset;
	p->subsys.kobj.ktype = &bus_ktype;
	err = kobject_set_name(&p->subsys.kobj, "%s", bus->name);
	if (!err)
		err = kset_register(&p->subsys);
	if (err) {
		kfree(p->subsys.kobj.name);
		kfree(p);
		bus->p = NULL;
		return err;
	}
	p->devices_kset = kset_create_and_add("devices", NULL, &p->subsys.kobj);
	p->drivers_kset = kset_create_and_add("drivers", NULL, &p->subsys.kobj);
	err = p->devices_kset && p->drivers_kset ? add_bus_files(bus) : -ENOMEM;
	if (err)
		bus_unregister(bus);
	return err;
}
EXPORT_SYMBOL_GPL(bus_register);

void bus_unregister(struct bus_type *bus)
{
	struct subsys_private *p = bus->p;

	if (!p)
		return;
	WARN(!list_empty(&p->devices) || !list_empty(&p->drivers),
	     "bus '%s' goes with devices or drivers still on it\n", bus->name);
	sysfs_remove_groups(&p->subsys.kobj, bus->bus_groups);
	kset_unregister(p->drivers_kset);
	kset_unregister(p->devices_kset);
	bus->p = NULL;
	kset_unregister(&p->subsys);
}
EXPORT_SYMBOL_GPL(bus_unregister);

static int __init buses_init(void)
{
	bus_kset = kset_create_and_add("bus", NULL, NULL);
	return bus_kset ? 0 : -ENOMEM;
}
pure_initcall(buses_init);
