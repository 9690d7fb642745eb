/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hwmon-sysfs: attributes that carry a number, or two (_2), so that one pair of functions serves
 * many channels: sensor_dev_attr_NAME. The short forms take FUNC_show() and FUNC_store().
 */
#ifndef _LINUX_HWMON_SYSFS_H
#define _LINUX_HWMON_SYSFS_H

#include <linux/device.h>

struct sensor_device_attribute {
	struct device_attribute dev_attr;
	int index;
};

struct sensor_device_attribute_2 {
	struct device_attribute dev_attr;
	u8 index;
	u8 nr;
};

#define to_sensor_dev_attr(attr)   container_of(attr, struct sensor_device_attribute, dev_attr)
#define to_sensor_dev_attr_2(attr) container_of(attr, struct sensor_device_attribute_2, dev_attr)

/* Initializers, for arrays of them, */
#define SENSOR_ATTR(file, mode, show, store, i)                                                    \
	{                                                                                          \
		.index = i, .dev_attr = __ATTR(file, mode, show, store)                            \
	}
#define SENSOR_ATTR_RO(file, func, i) SENSOR_ATTR(file, 0444, func##_show, NULL, i)
#define SENSOR_ATTR_WO(file, func, i) SENSOR_ATTR(file, 0200, NULL, func##_store, i)
#define SENSOR_ATTR_RW(file, func, i) SENSOR_ATTR(file, 0644, func##_show, func##_store, i)

#define SENSOR_ATTR_2(file, mode, show, store, n, i)                                               \
	{                                                                                          \
		.index = i, .nr = n, .dev_attr = __ATTR(file, mode, show, store)                   \
	}
#define SENSOR_ATTR_2_RO(file, func, n, i) SENSOR_ATTR_2(file, 0444, func##_show, NULL, n, i)
#define SENSOR_ATTR_2_WO(file, func, n, i) SENSOR_ATTR_2(file, 0200, NULL, func##_store, n, i)
#define SENSOR_ATTR_2_RW(file, func, n, i)                                                         \
	SENSOR_ATTR_2(file, 0644, func##_show, func##_store, n, i)

/* and variables, which may be static. */
#define __SENSOR_VARIABLE(file)	  struct sensor_device_attribute sensor_dev_attr_##file
#define __SENSOR_VARIABLE_2(file) struct sensor_device_attribute_2 sensor_dev_attr_##file

#define SENSOR_DEVICE_ATTR(file, mode, show, store, i)                                             \
	__SENSOR_VARIABLE(file) = SENSOR_ATTR(file, mode, show, store, i)
#define SENSOR_DEVICE_ATTR_RO(file, func, i) __SENSOR_VARIABLE(file) = SENSOR_ATTR_RO(file, func, i)
#define SENSOR_DEVICE_ATTR_WO(file, func, i) __SENSOR_VARIABLE(file) = SENSOR_ATTR_WO(file, func, i)
#define SENSOR_DEVICE_ATTR_RW(file, func, i) __SENSOR_VARIABLE(file) = SENSOR_ATTR_RW(file, func, i)

#define SENSOR_DEVICE_ATTR_2(file, mode, show, store, n, i)                                        \
	__SENSOR_VARIABLE_2(file) = SENSOR_ATTR_2(file, mode, show, store, n, i)
#define SENSOR_DEVICE_ATTR_2_RO(file, func, n, i)                                                  \
	__SENSOR_VARIABLE_2(file) = SENSOR_ATTR_2_RO(file, func, n, i)
#define SENSOR_DEVICE_ATTR_2_WO(file, func, n, i)                                                  \
	__SENSOR_VARIABLE_2(file) = SENSOR_ATTR_2_WO(file, func, n, i)
#define SENSOR_DEVICE_ATTR_2_RW(file, func, n, i)                                                  \
	__SENSOR_VARIABLE_2(file) = SENSOR_ATTR_2_RW(file, func, n, i)

#endif
