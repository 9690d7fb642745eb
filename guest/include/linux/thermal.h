/* SPDX-License-Identifier: GPL-2.0-only */
/* thermal: zones and what cools them, as in a kernel without (CONFIG_THERMAL off). */
#ifndef __THERMAL_H__
#define __THERMAL_H__

#include <linux/device.h>
#include <linux/err.h>
#include <linux/of.h>

#define THERMAL_NAME_LENGTH    20
#define THERMAL_NO_LIMIT       ((u32)~0)
#define THERMAL_CSTATE_INVALID (-1UL)

struct thermal_zone_device;

struct thermal_cooling_device {
	void *devdata;
	struct device device;
};

struct thermal_cooling_device_ops {
	int (*get_max_state)(struct thermal_cooling_device *cdev, unsigned long *state);
	int (*get_cur_state)(struct thermal_cooling_device *cdev, unsigned long *state);
	int (*set_cur_state)(struct thermal_cooling_device *cdev, unsigned long state);
};

static inline struct thermal_cooling_device *
thermal_cooling_device_register(const char *type, void *data,
				const struct thermal_cooling_device_ops *ops)
{
	return ERR_PTR(-ENODEV);
}

static inline struct thermal_cooling_device *
thermal_of_cooling_device_register(struct device_node *np, const char *type, void *data,
				   const struct thermal_cooling_device_ops *ops)
{
	return ERR_PTR(-ENODEV);
}

static inline struct thermal_cooling_device *
devm_thermal_of_cooling_device_register(struct device *dev, struct device_node *np,
					const char *type, void *data,
					const struct thermal_cooling_device_ops *ops)
{
	return ERR_PTR(-ENODEV);
}

static inline void thermal_cooling_device_unregister(struct thermal_cooling_device *cdev)
{
}

static inline void thermal_cdev_update(struct thermal_cooling_device *cdev)
{
}

#endif
