/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * class_2_6: devices of a class as 2.6 had them up to 2.6.25: a class_device, which may have a
 * device behind it, where later a device is in the class itself (drivers/base/class_2_6.c).
 * And 2.6.10's class_simple: a class that is nothing but a name.
 */
#ifndef _DEVICE_CLASS_2_6_H_
#define _DEVICE_CLASS_2_6_H_

#include <linux/device.h>

struct class_device {
	union {
		struct device device; /* what it is in /sys */
		struct kobject kobj;  /* that one's, too */
	};
	struct list_head node; /* of all that class_device_create() made */
	struct class *class;
	struct class_device *parent;
	struct device *dev; /* behind it; NULL: none */
	dev_t devt;
	void *class_data;
	void (*release)(struct class_device *dev); /* NULL: the class's */
	char class_id[BUS_ID_SIZE];		   /* its name */
};

struct class_device_attribute {
	struct attribute attr;
	ssize_t (*show)(struct class_device *dev, char *buf);
	ssize_t (*store)(struct class_device *dev, const char *buf, size_t count);
	struct device_attribute dev_attr; /* class_device_create_file()'s */
};

#define to_class_dev(obj) container_of(obj, struct class_device, kobj)
#define CLASS_DEVICE_ATTR(_name, _mode, _show, _store)                                             \
	struct class_device_attribute class_device_attr_##_name =                                  \
	    __ATTR(_name, _mode, _show, _store)

void class_device_initialize(struct class_device *dev);
int class_device_add(struct class_device *dev);
int class_device_register(struct class_device *dev); /* both */
void class_device_del(struct class_device *dev);
void class_device_unregister(struct class_device *dev);
struct class_device *class_device_get(struct class_device *dev);
void class_device_put(struct class_device *dev);
int class_device_create_file(struct class_device *dev, struct class_device_attribute *attr);
void class_device_remove_file(struct class_device *dev, struct class_device_attribute *attr);

static inline void *class_get_devdata(struct class_device *dev)
{
	return dev->class_data;
}

static inline void class_set_devdata(struct class_device *dev, void *data)
{
	dev->class_data = data;
}

/* With a node in /dev; ERR_PTR(). */
struct class_device *__class_device_create(struct class *class, struct class_device *parent,
					   dev_t devt, struct device *device, const char *fmt, ...)
    __printf(5, 6);
/* class NULL: of any. */
void class_device_destroy(struct class *class, dev_t devt);
#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 15)
#define class_device_create(class, devt, device, ...)                                              \
	__class_device_create(class, NULL, devt, device, __VA_ARGS__)
#else
#define class_device_create __class_device_create
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 13)
#define class_simple			 class
#define class_simple_create(owner, name) __class_create(owner, name)
#define class_simple_destroy(class)	 class_destroy(class)
#define class_simple_device_add(class, devt, device, ...)                                          \
	__class_device_create(class, NULL, devt, device, __VA_ARGS__)
#define class_simple_device_remove(devt) class_device_destroy(NULL, devt)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 27)
#define device_create(cls, parent, devt, ...) device_create(cls, parent, devt, NULL, __VA_ARGS__)
#define device_create_drvdata(cls, parent, devt, drvdata, ...)                                     \
	(device_create)(cls, parent, devt, drvdata, __VA_ARGS__)
#endif

#endif
