/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * device: a device, wherever it hangs (drivers/base/core.c). Its managed resources (devm_)
 * are given back, the last first, when its driver lets go of it.
 *
 * device_initialize(), then device_add(); or device_register() for both. From the first on,
 * put_device() is the way to be rid of it, and release() frees the structure it lies in.
 */
#ifndef _DEVICE_H_
#define _DEVICE_H_

#include <linux/compiler.h>
#include <linux/dev_printk.h>
#include <linux/device/bus.h>
#include <linux/device/class.h>
#include <linux/device/driver.h>
#include <linux/err.h>
#include <linux/fwnode.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kdev_t.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/pm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/version.h>

struct device_private;
struct device_node;

struct device_type {
	const char *name;
	const struct attribute_group **groups;
	int (*uevent)(struct device *dev, struct kobj_uevent_env *env);
	char *(*devnode)(struct device *dev, umode_t *mode, void *uid, void *gid);
	void (*release)(struct device *dev);
	const struct dev_pm_ops *pm;
};

#define BUS_ID_SIZE 20

struct device {
	struct kobject kobj;
	struct device *parent;
	struct device_private *p;
	const char *init_name;	  /* before it is added */
	char bus_id[BUS_ID_SIZE]; /* its name, as far as it fits, for sources before 2.6.30 */
	const struct device_type *type;
	struct bus_type *bus;
	struct device_driver *driver; /* who has it */
	void *platform_data;	      /* the board's, for the driver */
	void *driver_data;
	struct mutex mutex; /* around probe and remove */
	struct dev_pm_info power;
	u64 *dma_mask;	       /* what its transfers can reach; NULL: 32 bits */
	u64 coherent_dma_mask; /* the same for dma_alloc_coherent(); 0: 32 bits */
	u64 bus_dma_limit;
	struct device_node *of_node;
	struct fwnode_handle *fwnode;
	int numa_node;
	dev_t devt; /* with a node in /dev */
	u32 id;
	spinlock_t devres_lock;
	struct list_head devres_head;
	struct class *class;
	const struct attribute_group **groups;
	void (*release)(struct device *dev);
	bool offline_disabled : 1;
	bool offline : 1;
	bool of_node_reused : 1;
	bool dead : 1; /* device_del() has begun */
};

#define kobj_to_dev(__kobj) container_of(__kobj, struct device, kobj)

static inline const char *dev_name(const struct device *dev)
{
	if (!dev)
		return "(null)";
	if (dev->init_name)
		return dev->init_name;
	return dev->kobj.name ? dev->kobj.name : "(null)";
}

static inline const char *dev_bus_name(const struct device *dev)
{
	return dev->bus ? dev->bus->name : dev->class ? dev->class->name : "";
}

int dev_set_name(struct device *dev, const char *name, ...) __printf(2, 3);
/* For messages: its driver's name, its bus's or class's, or "". */
const char *dev_driver_string(const struct device *dev);

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

static inline void *dev_get_platdata(const struct device *dev)
{
	return dev->platform_data;
}

/* No device tree describes it. */
static inline struct device_node *dev_of_node(struct device *dev)
{
	return NULL;
}

static inline int dev_to_node(const struct device *dev)
{
	return -1;
}

static inline void set_dev_node(struct device *dev, int node)
{
}

static inline unsigned int dev_get_uevent_suppress(const struct device *dev)
{
	return dev->kobj.uevent_suppress;
}

static inline void dev_set_uevent_suppress(struct device *dev, int val)
{
	dev->kobj.uevent_suppress = val;
}

static inline int device_is_registered(struct device *dev)
{
	return dev->kobj.state_in_sysfs;
}

static inline void device_lock(struct device *dev)
{
	mutex_lock(&dev->mutex);
}

static inline int device_lock_interruptible(struct device *dev)
{
	return mutex_lock_interruptible(&dev->mutex);
}

static inline int device_trylock(struct device *dev)
{
	return mutex_trylock(&dev->mutex);
}

static inline void device_unlock(struct device *dev)
{
	mutex_unlock(&dev->mutex);
}

static inline void device_lock_assert(struct device *dev)
{
}

static inline bool device_iommu_mapped(struct device *dev)
{
	return false;
}

static inline void device_set_node(struct device *dev, struct fwnode_handle *fwnode)
{
	dev->fwnode = fwnode;
}

struct device *get_device(struct device *dev);
void put_device(struct device *dev);

void device_initialize(struct device *dev);
int __must_check device_add(struct device *dev);
int __must_check device_register(struct device *dev);
void device_del(struct device *dev);
void device_unregister(struct device *dev);
bool kill_device(struct device *dev);
int device_rename(struct device *dev, const char *new_name);
int device_move(struct device *dev, struct device *new_parent, int dpm_order);
#define DPM_ORDER_NONE 0

int device_for_each_child(struct device *dev, void *data,
			  int (*fn)(struct device *dev, void *data));
int device_for_each_child_reverse(struct device *dev, void *data,
				  int (*fn)(struct device *dev, void *data));
/* With a reference. */
struct device *device_find_child(struct device *dev, void *data,
				 int (*match)(struct device *dev, void *data));
struct device *device_find_child_by_name(struct device *parent, const char *name);
struct device *device_find_any_child(struct device *parent);

/* By hand: the bus finds drivers and devices for each other without. */
int device_attach(struct device *dev);
int __must_check driver_attach(struct device_driver *drv);
int __must_check device_bind_driver(struct device *dev);
void device_release_driver(struct device *dev);
int __must_check device_reprobe(struct device *dev);
int __must_check device_driver_attach(struct device_driver *drv, struct device *dev);
bool device_is_bound(struct device *dev);

/* A device of a class with a node in /dev, that is freed by itself. ERR_PTR. */
struct device *device_create(struct class *cls, struct device *parent, dev_t devt, void *drvdata,
			     const char *fmt, ...) __printf(5, 6);
struct device *device_create_with_groups(struct class *cls, struct device *parent, dev_t devt,
					 void *drvdata, const struct attribute_group **groups,
					 const char *fmt, ...) __printf(6, 7);
void device_destroy(struct class *cls, dev_t devt);
struct device *__root_device_register(const char *name, struct module *owner);
void root_device_unregister(struct device *root);
#define root_device_register(name) __root_device_register(name, THIS_MODULE)

/* The path below /dev: devnode() of the type or class, or the name. *tmp is to be freed. */
const char *device_get_devnode(struct device *dev, umode_t *mode, const char **tmp);

/* -EPROBE_DEFER is noted and not told; anything else is an error message. Returns err. */
int dev_err_probe(const struct device *dev, int err, const char *fmt, ...) __printf(3, 4);

/* ---- attributes ---- */

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 13)
#define __dev_show_6_1	__dev_show
#define __dev_store_6_1 __dev_store
#define __dev_show_2_6	show
#define __dev_store_2_6 store
#else
#define __dev_show_6_1	show
#define __dev_store_6_1 store
#define __dev_show_2_6	__dev_show
#define __dev_store_2_6 __dev_store
#endif

struct device_attribute {
	struct attribute attr;
	ssize_t (*__dev_show_6_1)(struct device *dev, struct device_attribute *attr, char *buf);
	ssize_t (*__dev_store_6_1)(struct device *dev, struct device_attribute *attr,
				   const char *buf, size_t count);
	ssize_t (*__dev_show_2_6)(struct device *dev, char *buf);
	ssize_t (*__dev_store_2_6)(struct device *dev, const char *buf, size_t count);
};

struct dev_ext_attribute {
	struct device_attribute attr;
	void *var;
};

ssize_t device_show_ulong(struct device *dev, struct device_attribute *attr, char *buf);
ssize_t device_store_ulong(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count);
ssize_t device_show_int(struct device *dev, struct device_attribute *attr, char *buf);
ssize_t device_store_int(struct device *dev, struct device_attribute *attr, const char *buf,
			 size_t count);
ssize_t device_show_bool(struct device *dev, struct device_attribute *attr, char *buf);
ssize_t device_store_bool(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count);
#ifndef LINUX_6_1_ONLY /* of other versions */
ssize_t device_show_string(struct device *dev, struct device_attribute *attr, char *buf);
#endif

#define DEVICE_ATTR(_name, _mode, _show, _store)                                                   \
	struct device_attribute dev_attr_##_name = __ATTR(_name, _mode, _show, _store)
#define DEVICE_ATTR_PREALLOC(_name, _mode, _show, _store) DEVICE_ATTR(_name, _mode, _show, _store)
#define DEVICE_ATTR_RW(_name)				  struct device_attribute dev_attr_##_name = __ATTR_RW(_name)
#define DEVICE_ATTR_ADMIN_RW(_name)                                                                \
	struct device_attribute dev_attr_##_name = __ATTR_RW_MODE(_name, 0600)
#define DEVICE_ATTR_RO(_name) struct device_attribute dev_attr_##_name = __ATTR_RO(_name)
#define DEVICE_ATTR_ADMIN_RO(_name)                                                                \
	struct device_attribute dev_attr_##_name = __ATTR_RO_MODE(_name, 0400)
#define DEVICE_ATTR_WO(_name) struct device_attribute dev_attr_##_name = __ATTR_WO(_name)
#define DEVICE_ATTR_IGNORE_LOCKDEP(_name, _mode, _show, _store)                                    \
	DEVICE_ATTR(_name, _mode, _show, _store)
#define DEVICE_ULONG_ATTR(_name, _mode, _var)                                                      \
	struct dev_ext_attribute dev_attr_##_name = {                                              \
	    __ATTR(_name, _mode, device_show_ulong, device_store_ulong), &(_var)}
#define DEVICE_INT_ATTR(_name, _mode, _var)                                                        \
	struct dev_ext_attribute dev_attr_##_name = {                                              \
	    __ATTR(_name, _mode, device_show_int, device_store_int), &(_var)}
#define DEVICE_BOOL_ATTR(_name, _mode, _var)                                                       \
	struct dev_ext_attribute dev_attr_##_name = {                                              \
	    __ATTR(_name, _mode, device_show_bool, device_store_bool), &(_var)}
#define DEVICE_STRING_ATTR_RO(_name, _mode, _var)                                                  \
	struct dev_ext_attribute dev_attr_##_name = {                                              \
	    __ATTR(_name, (_mode) & ~0222, device_show_string, NULL), (_var)}

int device_create_file(struct device *dev, const struct device_attribute *attr);
void device_remove_file(struct device *dev, const struct device_attribute *attr);
bool device_remove_file_self(struct device *dev, const struct device_attribute *attr);
int __must_check device_create_bin_file(struct device *dev, const struct bin_attribute *attr);
void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr);

static inline int __must_check device_add_group(struct device *dev,
						const struct attribute_group *group)
{
	return sysfs_create_group(&dev->kobj, group);
}

static inline void device_remove_group(struct device *dev, const struct attribute_group *group)
{
	sysfs_remove_group(&dev->kobj, group);
}

int __must_check device_add_groups(struct device *dev, const struct attribute_group **groups);
void device_remove_groups(struct device *dev, const struct attribute_group **groups);
int __must_check devm_device_add_group(struct device *dev, const struct attribute_group *group);
int __must_check devm_device_add_groups(struct device *dev, const struct attribute_group **groups);
void devm_device_remove_groups(struct device *dev, const struct attribute_group **groups);

#include <linux/devres.h>
#ifdef __ERA_2_6__
#include <linux/device/class_2_6.h>
#endif

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/completion.h>
#include <linux/idr.h>
#include <linux/kmod.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/pm_wakeup.h>
#include <linux/ratelimit.h>
#include <linux/rcupdate.h>
#include <linux/sched/mm.h>
#include <linux/timekeeping.h>
#include <linux/topology.h>
#include <linux/umh.h>
#include <linux/xarray.h>
#endif

#endif
