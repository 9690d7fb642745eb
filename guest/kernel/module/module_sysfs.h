/* SPDX-License-Identifier: GPL-2.0-only */
/* module_sysfs: objects in /sys/module (guest/kernel/moduleparam_sysfs.c). */
#ifndef KERNEL_MODULE_SYSFS_H
#define KERNEL_MODULE_SYSFS_H

#include <linux/module.h>

/* When the last reference goes, mk->kobj_completion is completed, if there is one. */
extern const struct kobj_type module_ktype;
extern struct module_attribute module_uevent;

/*
 * The directory "parameters", if any of these are to be seen; mk->kobj is in /sys. The owner
 * of mk frees mk->mp when its files are gone. 0 or a negative errno.
 */
int module_params_add(struct module_kobject *mk, const struct kernel_param *params,
		      unsigned int count);

#endif
