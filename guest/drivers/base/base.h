/* SPDX-License-Identifier: GPL-2.0-only */
/* base: what the files of the device model tell each other. */
#ifndef DRIVERS_BASE_BASE_H
#define DRIVERS_BASE_BASE_H

#include <linux/device.h>
#include <linux/notifier.h>

/* A registered bus's or class's own. */
struct subsys_private {
	struct kset subsys;	   /* /sys/bus/NAME, /sys/class/NAME */
	struct kset *devices_kset; /* a bus's: links to devices */
	struct kset *drivers_kset;
	struct list_head devices; /* device_private.in_subsys, .in_class */
	struct list_head drivers; /* driver_private.in_bus */
	struct list_head interfaces;
	struct list_head glue_dirs; /* struct glue_dir */
	struct notifier_block *notifiers;
	bool autoprobe;
	bool dynamic_class; /* made by class_create() */
	struct bus_type *bus;
	struct class *class;
};

struct driver_private {
	struct kobject kobj;
	struct list_head devices; /* device_private.in_driver */
	struct list_head in_bus;
	struct device_driver *driver;
};

struct device_private {
	struct list_head children, in_parent, in_driver, in_bus, in_class;
	struct list_head deferred;
	char *deferred_reason;
	struct device *device;
};

/* All the lists above. Nothing of a driver's is called with it. */
extern struct mutex device_lists_mutex;

/* A copy of a list as it is now, each with a reference, to be walked without the lock. */
struct device_snapshot {
	struct device **devs;
	int n;
};
/* node: the offset of the list's entry in device_private. 0 or -ENOMEM. */
int device_snapshot_take(struct device_snapshot *snap, struct list_head *list, size_t node);
void device_snapshot_put(struct device_snapshot *snap);
/* fn for each behind start (NULL: all), up to the first that returns something. */
int device_list_walk(struct list_head *list, size_t node, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data));
struct device *device_list_find(struct list_head *list, size_t node, struct device *start,
				const void *data, int (*match)(struct device *, const void *));

extern struct kset *devices_kset;

int bus_add_device(struct device *dev);
void bus_probe_device(struct device *dev);
void bus_remove_device(struct device *dev);
int bus_add_driver(struct device_driver *drv);
void bus_remove_driver(struct device_driver *drv);
void bus_notify(struct device *dev, unsigned long event);

/* /sys/module/NAME/drivers/BUS:DRIVER and the way back, "module"; mod NULL: nothing. */
void module_add_driver(struct module *mod, struct device_driver *drv);
void module_remove_driver(struct device_driver *drv);

void driver_detach(struct device_driver *drv);
void device_initial_probe(struct device *dev);
/* Forget that the device waits. */
void driver_deferred_probe_del(struct device *dev);
/* Let go of the driver, or of drv only if it is that one. */
void device_release_driver_from(struct device *dev, struct device_driver *drv);

static inline int driver_match_device(struct device_driver *drv, struct device *dev)
{
	return drv->bus->match ? drv->bus->match(dev, drv) : 1;
}

/* The directory of a class's device in its parent's, and back (class.c). */
struct kobject *class_glue_get(struct class *class, struct kobject *parent);
void class_glue_put(struct device *dev, struct kobject *glue);
int class_add_device(struct device *dev);
void class_remove_device(struct device *dev);

#endif
