/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Devices and drivers come together, and part again.
 *
 * A device is tried with drivers under its mutex, until one's probe returns 0. -EPROBE_DEFER
 * puts it into a list; whenever some device has got its driver, everything in that list is
 * tried again, by a thread. Parting calls the driver's remove, then gives back what it has
 * got by devm_ functions.
 */
#include <linux/export.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include "drivers/base/base.h"

/* ---- deferred ones ---- */

static LIST_HEAD(deferred); /* under device_lists_mutex */
static struct workqueue_struct *deferred_wq;
static void retry(struct work_struct *work);
static DECLARE_WORK(deferred_work, retry);

static void defer(struct device *dev)
{
	mutex_lock(&device_lists_mutex);
	if (list_empty(&dev->p->deferred))
		list_add_tail(&dev->p->deferred, &deferred);
	mutex_unlock(&device_lists_mutex);
}

void driver_deferred_probe_del(struct device *dev)
{
	mutex_lock(&device_lists_mutex);
	list_del_init(&dev->p->deferred);
	kfree(dev->p->deferred_reason);
	dev->p->deferred_reason = NULL;
	mutex_unlock(&device_lists_mutex);
}

static void retry(struct work_struct *work)
{
	struct device_snapshot snap;
	int i;

	if (device_snapshot_take(&snap, &deferred, offsetof(struct device_private, deferred)))
		return;
	for (i = 0; i < snap.n; i++) {
		driver_deferred_probe_del(snap.devs[i]);
		bus_probe_device(snap.devs[i]);
	}
	device_snapshot_put(&snap);
}

/* Something has come that others may have waited for. */
static void trigger(void)
{
	if (deferred_wq && !list_empty(&deferred))
		queue_work(deferred_wq, &deferred_work);
}

static int __init deferred_probe_init(void)
{
	deferred_wq = alloc_workqueue("deferwq", 0, 1);
	if (!deferred_wq)
		return -ENOMEM;
	trigger();
	return 0;
}
late_initcall(deferred_probe_init);

int driver_probe_done(void)
{
	return list_empty(&deferred) || !work_pending(&deferred_work);
}

void wait_for_device_probe(void)
{
	if (deferred_wq)
		flush_workqueue(deferred_wq);
}
EXPORT_SYMBOL_GPL(wait_for_device_probe);

int dev_err_probe(const struct device *dev, int err, const char *fmt, ...)
{
	struct va_format vaf = {.fmt = fmt};
	va_list args;

	va_start(args, fmt);
	vaf.va = &args;
	if (err != -EPROBE_DEFER) {
		dev_err(dev, "error %d: %pV", err, &vaf);
	} else if (dev->p) {
		char *reason = kasprintf(GFP_KERNEL, "%pV", &vaf);

		mutex_lock(&device_lists_mutex);
		swap(reason, dev->p->deferred_reason);
		mutex_unlock(&device_lists_mutex);
		kfree(reason);
	}
	va_end(args);
	return err;
}
EXPORT_SYMBOL_GPL(dev_err_probe);

/* ---- together ---- */

static int add_links(struct device *dev)
{
	int err;

	bus_notify(dev, BUS_NOTIFY_BIND_DRIVER);
	err = sysfs_create_link(&dev->driver->p->kobj, &dev->kobj, dev_name(dev));
	if (err)
		return err;
	err = sysfs_create_link(&dev->kobj, &dev->driver->p->kobj, "driver");
	if (err)
		sysfs_remove_link(&dev->driver->p->kobj, dev_name(dev));
	return err;
}

static void remove_links(struct device *dev)
{
	sysfs_remove_link(&dev->driver->p->kobj, dev_name(dev));
	sysfs_remove_link(&dev->kobj, "driver");
}

static void bound(struct device *dev)
{
	mutex_lock(&device_lists_mutex);
	list_add_tail(&dev->p->in_driver, &dev->driver->p->devices);
	mutex_unlock(&device_lists_mutex);
	driver_deferred_probe_del(dev);
	bus_notify(dev, BUS_NOTIFY_BOUND_DRIVER);
	kobject_uevent(&dev->kobj, KOBJ_BIND);
	trigger();
}

bool device_is_bound(struct device *dev)
{
	return dev->p && !list_empty(&dev->p->in_driver);
}
EXPORT_SYMBOL_GPL(device_is_bound);

static int call_probe(struct device *dev, struct device_driver *drv)
{
	int err = 0;

	if (dev->bus->dma_configure)
		err = dev->bus->dma_configure(dev);
	if (!err && dev->bus->probe)
		err = dev->bus->probe(dev);
	else if (!err && drv->probe)
		err = drv->probe(dev);
	return err > 0 ? -ENODEV : err;
}

static void call_remove(struct device *dev, struct device_driver *drv)
{
	if (dev->bus->remove)
		dev->bus->remove(dev);
	else if (drv->remove)
		drv->remove(dev);
}

/* Everything a driver may have left at the device. */
static void unbind_cleanup(struct device *dev)
{
	devres_release_all(dev);
	dev->driver = NULL;
	dev_set_drvdata(dev, NULL);
}

static void tell_failure(struct device *dev, struct device_driver *drv, int err)
{
	switch (err) {
	case -EPROBE_DEFER:
		defer(dev);
		break;
	case -ENODEV:
	case -ENXIO:
		pr_debug("%s: probe of %s rejects match %d\n", drv->name, dev_name(dev), err);
		break;
	default:
		pr_warn("%s: probe of %s failed with error %d\n", drv->name, dev_name(dev), err);
	}
}

/* With the device's mutex. 0, or why not. */
static int really_probe(struct device *dev, struct device_driver *drv)
{
	int err;

	if (!list_empty(&dev->devres_head)) {
		dev_crit(dev, "Resources present before probing\n");
		return -EBUSY;
	}
	dev->driver = drv;
	err = add_links(dev);
	if (err) {
		dev->driver = NULL;
		return err;
	}
	err = call_probe(dev, drv);
	if (!err) {
		err = device_add_groups(dev, drv->dev_groups);
		if (err)
			call_remove(dev, drv);
	}
	if (!err) {
		bound(dev);
		return 0;
	}
	bus_notify(dev, BUS_NOTIFY_DRIVER_NOT_BOUND);
	remove_links(dev);
	unbind_cleanup(dev);
	tell_failure(dev, drv, err);
	return err;
}

/* 1: it took the device; 0: it did not; -EPROBE_DEFER. */
static int try_driver(struct device_driver *drv, void *data)
{
	struct device *dev = data;
	int match = driver_match_device(drv, dev), err;

	if (match == -EPROBE_DEFER)
		defer(dev);
	if (match <= 0)
		return match == -EPROBE_DEFER ? match : 0;
	err = really_probe(dev, drv);
	return err == 0 ? 1 : err == -EPROBE_DEFER ? err : 0;
}

static void lock_both(struct device *dev)
{
	if (dev->parent && dev->bus && dev->bus->need_parent_lock)
		device_lock(dev->parent);
	device_lock(dev);
}

static void unlock_both(struct device *dev)
{
	device_unlock(dev);
	if (dev->parent && dev->bus && dev->bus->need_parent_lock)
		device_unlock(dev->parent);
}

int device_bind_driver(struct device *dev)
{
	int err = add_links(dev);

	if (!err)
		bound(dev);
	return err;
}
EXPORT_SYMBOL_GPL(device_bind_driver);

int device_attach(struct device *dev)
{
	int result = 0;

	device_lock(dev);
	if (dev->dead || !dev->bus)
		result = 0;
	else if (device_is_bound(dev))
		result = 1;
	else if (dev->driver)
		result = device_bind_driver(dev) == 0;
	else
		result = bus_for_each_drv(dev->bus, NULL, dev, try_driver);
	device_unlock(dev);
	return result > 0 ? 1 : 0;
}
EXPORT_SYMBOL_GPL(device_attach);

void device_initial_probe(struct device *dev)
{
	(void)device_attach(dev);
}

static int attach_to(struct device *dev, void *data)
{
	struct device_driver *drv = data;

	/* a match function may look at the device, so before the lock as well as behind it */
	if (driver_match_device(drv, dev) <= 0)
		return 0;
	lock_both(dev);
	if (!dev->dead && !dev->driver)
		really_probe(dev, drv);
	unlock_both(dev);
	return 0;
}

int driver_attach(struct device_driver *drv)
{
	return bus_for_each_dev(drv->bus, NULL, drv, attach_to);
}
EXPORT_SYMBOL_GPL(driver_attach);

int device_driver_attach(struct device_driver *drv, struct device *dev)
{
	int err = -EBUSY;

	lock_both(dev);
	if (!dev->dead && !dev->driver)
		err = really_probe(dev, drv);
	unlock_both(dev);
	return err == -EPROBE_DEFER ? -EAGAIN : err;
}
EXPORT_SYMBOL_GPL(device_driver_attach);

/* ---- apart ---- */

void device_release_driver_from(struct device *dev, struct device_driver *drv)
{
	struct device_driver *had;

	lock_both(dev);
	had = dev->driver;
	if (had && (!drv || drv == had)) {
		remove_links(dev);
		bus_notify(dev, BUS_NOTIFY_UNBIND_DRIVER);
		device_remove_groups(dev, had->dev_groups);
		call_remove(dev, had);
		unbind_cleanup(dev);
		mutex_lock(&device_lists_mutex);
		list_del_init(&dev->p->in_driver);
		mutex_unlock(&device_lists_mutex);
		bus_notify(dev, BUS_NOTIFY_UNBOUND_DRIVER);
		kobject_uevent(&dev->kobj, KOBJ_UNBIND);
	}
	unlock_both(dev);
}

void device_release_driver(struct device *dev)
{
	device_release_driver_from(dev, NULL);
}
EXPORT_SYMBOL_GPL(device_release_driver);

void driver_detach(struct device_driver *drv)
{
	struct device_snapshot snap;
	int i;

	if (device_snapshot_take(&snap, &drv->p->devices,
				 offsetof(struct device_private, in_driver)))
		return;
	for (i = snap.n - 1; i >= 0; i--)
		device_release_driver_from(snap.devs[i], drv);
	device_snapshot_put(&snap);
}

int device_reprobe(struct device *dev)
{
	if (dev->driver)
		device_release_driver(dev);
	return bus_rescan_devices(dev->bus);
}
EXPORT_SYMBOL_GPL(device_reprobe);
