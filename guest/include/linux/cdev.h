/* SPDX-License-Identifier: GPL-2.0-only */
/* cdev: character devices: from a range of numbers to a driver (guest/fs/char_dev.c). */
#ifndef _LINUX_CDEV_H
#define _LINUX_CDEV_H

#include <linux/device.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/kobject.h>
#include <linux/list.h>

struct cdev {
	struct kobject kobj;
	struct module *owner;
	const struct file_operations *ops;
	struct list_head list; /* the inodes that lead here */
	dev_t dev;
	unsigned int count;
};

void cdev_init(struct cdev *cdev, const struct file_operations *fops);
struct cdev *cdev_alloc(void); /* cdev_del() frees it; NULL: no memory */
int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count); /* live at once */
void cdev_del(struct cdev *cdev);
void cdev_put(struct cdev *cdev);
void cdev_set_parent(struct cdev *cdev, struct kobject *kobj);
int cdev_device_add(struct cdev *cdev, struct device *dev);
void cdev_device_del(struct cdev *cdev, struct device *dev);

#endif
