/* SPDX-License-Identifier: GPL-2.0-only */
/* class: devices by what they are for, whatever bus they are on: /sys/class/NAME. */
#ifndef _DEVICE_CLASS_H_
#define _DEVICE_CLASS_H_

#include <linux/device/bus.h>
#include <linux/export.h>
#include <linux/kobject.h>
#include <linux/pm.h>
#include <linux/version.h>

struct device_type;
struct module;
struct subsys_private;

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 34)
#define __class_show_6_1  __class_show
#define __class_store_6_1 __class_store
#define __class_show_2_6  show
#define __class_store_2_6 store
#else
#define __class_show_6_1  show
#define __class_store_6_1 store
#define __class_show_2_6  __class_show
#define __class_store_2_6 __class_store
#endif

struct class_device;
struct class_device_attribute;

struct class
{
	const char *name;
	struct module *owner;
	/* Up to 2.6.25 (class_2_6.c): ended by one without a name; of what the class's devices
	 * lie in. */
	struct class_attribute *class_attrs;
	struct class_device_attribute *class_dev_attrs;
	void (*release)(struct class_device *dev);
	const struct attribute_group **class_groups, **dev_groups;
	struct kobject *dev_kobj;
	int (*dev_uevent)(struct device *dev, struct kobj_uevent_env *env);
	char *(*devnode)(struct device *dev, umode_t *mode); /* kmalloc()ed path below /dev */
	void (*class_release)(struct class *class);
	void (*dev_release)(struct device *dev);
	int (*shutdown_pre)(struct device *dev);
	const struct dev_pm_ops *pm;
	struct subsys_private *p;
};

struct class_dev_iter {
	struct device **devs; /* with references */
	int n, next;
};

struct class_attribute {
	struct attribute attr;
	ssize_t (*__class_show_6_1)(struct class *class, struct class_attribute *attr, char *buf);
	ssize_t (*__class_store_6_1)(struct class *class, struct class_attribute *attr,
				     const char *buf, size_t count);
	ssize_t (*__class_show_2_6)(struct class *class, char *buf);
	ssize_t (*__class_store_2_6)(struct class *class, const char *buf, size_t count);
};

#define CLASS_ATTR_RW(_name) struct class_attribute class_attr_##_name = __ATTR_RW(_name)
#define CLASS_ATTR_RO(_name) struct class_attribute class_attr_##_name = __ATTR_RO(_name)
#define CLASS_ATTR_WO(_name) struct class_attribute class_attr_##_name = __ATTR_WO(_name)
#define CLASS_ATTR(_name, _mode, _show, _store)                                                    \
	struct class_attribute class_attr_##_name = __ATTR(_name, _mode, _show, _store)

struct class_attribute_string {
	struct class_attribute attr;
	char *str;
};

ssize_t show_class_attr_string(struct class *class, struct class_attribute *attr, char *buf);
#define CLASS_ATTR_STRING(_name, _mode, _str)                                                      \
	struct class_attribute_string class_attr_##_name = {                                       \
	    __ATTR(_name, _mode, show_class_attr_string, NULL), _str}

int __must_check class_register(struct class *class);
void class_unregister(struct class *class);
/* A class of its own; ERR_PTR. Both forms: class_create(owner, name), and 6.4's class_create(name).
 */
struct class *__must_check __class_create(struct module *owner, const char *name);
#define __class_create_1(name)		       __class_create(THIS_MODULE, name)
#define __class_create_2(owner, name)	       __class_create(owner, name)
#define __class_create_nth(_1, _2, which, ...) which
#define class_create(...)                                                                          \
	__class_create_nth(__VA_ARGS__, __class_create_2, __class_create_1, )(__VA_ARGS__)
void class_destroy(struct class *class);

int __must_check class_create_file(struct class *class, const struct class_attribute *attr);
void class_remove_file(struct class *class, const struct class_attribute *attr);
#define class_create_file_ns(class, attr, ns) class_create_file(class, attr)
#define class_remove_file_ns(class, attr, ns) class_remove_file(class, attr)

void class_dev_iter_init(struct class_dev_iter *iter, struct class *class, struct device *start,
			 const struct device_type *type);
struct device *class_dev_iter_next(struct class_dev_iter *iter);
void class_dev_iter_exit(struct class_dev_iter *iter);
int class_for_each_device(struct class *class, struct device *start, void *data,
			  int (*fn)(struct device *dev, void *data));
struct device *class_find_device(struct class *class, struct device *start, const void *data,
				 int (*match)(struct device *dev, const void *data));

static inline struct device *class_find_device_by_name(struct class *class, const char *name)
{
	return class_find_device(class, NULL, name, device_match_name);
}

static inline struct device *class_find_device_by_devt(struct class *class, dev_t devt)
{
	return class_find_device(class, NULL, &devt, device_match_devt);
}

struct class_interface {
	struct list_head node;
	struct class *class;
	int (*add_dev)(struct device *dev, struct class_interface *intf);
	void (*remove_dev)(struct device *dev, struct class_interface *intf);
};

int __must_check class_interface_register(struct class_interface *intf);
void class_interface_unregister(struct class_interface *intf);

#endif
