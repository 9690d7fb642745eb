/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bus: devices and drivers of one kind, and who may have whom (drivers/base/bus.c). Each
 * registered pair for which match() says yes is tried; probe() decides.
 */
#ifndef _DEVICE_BUS_H_
#define _DEVICE_BUS_H_

#include <linux/kobject.h>
#include <linux/pm.h>
#include <linux/version.h>

struct device;
struct device_driver;
struct device_node;
struct fwnode_handle;
struct notifier_block;
struct subsys_private;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(2, 6, 16) && LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 24)
#define __uevent_6_1 __uevent
#define __uevent_2_6 uevent
#else
#define __uevent_6_1 uevent
#define __uevent_2_6 hotplug
#endif

struct bus_type {
	const char *name; /* /sys/bus/NAME */
	const char *dev_name;
	struct device *dev_root;
	const struct attribute_group **bus_groups, **dev_groups, **drv_groups;
	int (*match)(struct device *dev, struct device_driver *drv); /* positive: yes */
	int (*__uevent_6_1)(struct device *dev, struct kobj_uevent_env *env);
	/* Variables into buffer, pointers to them into envp; up to 2.6.23, first as hotplug. */
	int (*__uevent_2_6)(struct device *dev, char **envp, int num_envp, char *buffer,
			    int buffer_size);
	int (*probe)(struct device *dev); /* NULL: the driver's is called */
	void (*sync_state)(struct device *dev);
	void (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
	int (*online)(struct device *dev);
	int (*offline)(struct device *dev);
	int (*suspend)(struct device *dev, pm_message_t state);
	int (*resume)(struct device *dev);
	int (*num_vf)(struct device *dev);
	int (*dma_configure)(struct device *dev);
	void (*dma_cleanup)(struct device *dev);
	const struct dev_pm_ops *pm;
	struct subsys_private *p;
	bool need_parent_lock;
};

struct bus_attribute {
	struct attribute attr;
	ssize_t (*show)(struct bus_type *bus, char *buf);
	ssize_t (*store)(struct bus_type *bus, const char *buf, size_t count);
};

#define BUS_ATTR_RW(_name) struct bus_attribute bus_attr_##_name = __ATTR_RW(_name)
#define BUS_ATTR_RO(_name) struct bus_attribute bus_attr_##_name = __ATTR_RO(_name)
#define BUS_ATTR_WO(_name) struct bus_attribute bus_attr_##_name = __ATTR_WO(_name)
/* The older form, with everything given. */
#define BUS_ATTR(_name, _mode, _show, _store)                                                      \
	struct bus_attribute bus_attr_##_name = __ATTR(_name, _mode, _show, _store)

int __must_check bus_register(struct bus_type *bus);
void bus_unregister(struct bus_type *bus);
int __must_check bus_rescan_devices(struct bus_type *bus);
int __must_check bus_create_file(struct bus_type *bus, struct bus_attribute *attr);
void bus_remove_file(struct bus_type *bus, struct bus_attribute *attr);
struct kset *bus_get_kset(struct bus_type *bus);

/* Call fn for each, from the one after start, until it returns something; that is returned. */
int bus_for_each_dev(struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data));
int bus_for_each_drv(struct bus_type *bus, struct device_driver *start, void *data,
		     int (*fn)(struct device_driver *drv, void *data));
/* The first that match likes, with a reference. */
struct device *bus_find_device(struct bus_type *bus, struct device *start, const void *data,
			       int (*match)(struct device *dev, const void *data));

int device_match_name(struct device *dev, const void *name);
int device_match_of_node(struct device *dev, const void *np);
int device_match_fwnode(struct device *dev, const void *fwnode);
int device_match_devt(struct device *dev, const void *pdevt);
int device_match_any(struct device *dev, const void *unused);

static inline struct device *bus_find_device_by_name(struct bus_type *bus, struct device *start,
						     const char *name)
{
	return bus_find_device(bus, start, name, device_match_name);
}

static inline struct device *bus_find_device_by_of_node(struct bus_type *bus,
							const struct device_node *np)
{
	return bus_find_device(bus, NULL, np, device_match_of_node);
}

static inline struct device *bus_find_device_by_fwnode(struct bus_type *bus,
						       const struct fwnode_handle *fwnode)
{
	return bus_find_device(bus, NULL, fwnode, device_match_fwnode);
}

#define BUS_NOTIFY_ADD_DEVICE	    0x00000001
#define BUS_NOTIFY_DEL_DEVICE	    0x00000002
#define BUS_NOTIFY_REMOVED_DEVICE   0x00000003
#define BUS_NOTIFY_BIND_DRIVER	    0x00000004
#define BUS_NOTIFY_BOUND_DRIVER	    0x00000005
#define BUS_NOTIFY_UNBIND_DRIVER    0x00000006
#define BUS_NOTIFY_UNBOUND_DRIVER   0x00000007
#define BUS_NOTIFY_DRIVER_NOT_BOUND 0x00000008

int bus_register_notifier(struct bus_type *bus, struct notifier_block *nb);
int bus_unregister_notifier(struct bus_type *bus, struct notifier_block *nb);

#endif
