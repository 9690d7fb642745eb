/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * driver: code for devices of a bus (drivers/base/driver.c, dd.c). probe() returns 0 when it
 * takes the device; -ENODEV or -ENXIO when it is not the driver's, silently; -EPROBE_DEFER
 * when something it needs is not there yet: it is asked again when other devices have come.
 */
#ifndef _DEVICE_DRIVER_H_
#define _DEVICE_DRIVER_H_

#include <linux/device/bus.h>
#include <linux/kobject.h>
#include <linux/mod_devicetable.h>
#include <linux/pm.h>

struct driver_private;
struct module;

enum probe_type { PROBE_DEFAULT_STRATEGY, PROBE_PREFER_ASYNCHRONOUS, PROBE_FORCE_SYNCHRONOUS };

struct device_driver {
	const char *name;
	struct bus_type *bus;
	struct module *owner;
	const char *mod_name;
	bool suppress_bind_attrs; /* no bind and unbind in sysfs */
	enum probe_type probe_type;
	const struct of_device_id *of_match_table;
	const struct acpi_device_id *acpi_match_table;
	int (*probe)(struct device *dev);
	void (*sync_state)(struct device *dev);
	int (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
	int (*suspend)(struct device *dev, pm_message_t state);
	int (*resume)(struct device *dev);
	const struct attribute_group **groups;	   /* the driver's own */
	const struct attribute_group **dev_groups; /* of each device it has */
	const struct dev_pm_ops *pm;
	void (*coredump)(struct device *dev);
	struct driver_private *p;
};

/* 0; -EBUSY: one of that name is there; -EINVAL: the bus is not registered. */
int __must_check driver_register(struct device_driver *drv);
void driver_unregister(struct device_driver *drv);
struct device_driver *driver_find(const char *name, struct bus_type *bus);
int driver_probe_done(void);
void wait_for_device_probe(void);

struct driver_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device_driver *drv, char *buf);
	ssize_t (*store)(struct device_driver *drv, const char *buf, size_t count);
};

#define DRIVER_ATTR_RW(_name) struct driver_attribute driver_attr_##_name = __ATTR_RW(_name)
#define DRIVER_ATTR_RO(_name) struct driver_attribute driver_attr_##_name = __ATTR_RO(_name)
#define DRIVER_ATTR_WO(_name) struct driver_attribute driver_attr_##_name = __ATTR_WO(_name)
#define DRIVER_ATTR(_name, _mode, _show, _store)                                                   \
	struct driver_attribute driver_attr_##_name = __ATTR(_name, _mode, _show, _store)

int __must_check driver_create_file(struct device_driver *drv, const struct driver_attribute *attr);
void driver_remove_file(struct device_driver *drv, const struct driver_attribute *attr);
int driver_for_each_device(struct device_driver *drv, struct device *start, void *data,
			   int (*fn)(struct device *dev, void *data));
struct device *driver_find_device(struct device_driver *drv, struct device *start, const void *data,
				  int (*match)(struct device *dev, const void *data));

static inline struct device *driver_find_device_by_name(struct device_driver *drv, const char *name)
{
	return driver_find_device(drv, NULL, name, device_match_name);
}

/* A module that is nothing but a driver. */
#define module_driver(__driver, __register, __unregister, ...)                                     \
	static int __init __driver##_init(void)                                                    \
	{                                                                                          \
		return __register(&(__driver), ##__VA_ARGS__);                                     \
	}                                                                                          \
	module_init(__driver##_init);                                                              \
	static void __exit __driver##_exit(void)                                                   \
	{                                                                                          \
		__unregister(&(__driver), ##__VA_ARGS__);                                          \
	}                                                                                          \
	module_exit(__driver##_exit)

#define builtin_driver(__driver, __register, ...)                                                  \
	static int __init __driver##_init(void)                                                    \
	{                                                                                          \
		return __register(&(__driver), ##__VA_ARGS__);                                     \
	}                                                                                          \
	device_initcall(__driver##_init)

#endif
