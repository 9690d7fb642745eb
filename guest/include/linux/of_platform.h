/* SPDX-License-Identifier: GPL-2.0-only */
/* of_platform: platform devices from device trees, as in a kernel without. */
#ifndef _LINUX_OF_PLATFORM_H
#define _LINUX_OF_PLATFORM_H

#include <linux/of_device.h>

static inline struct platform_device *of_find_device_by_node(struct device_node *np)
{
	return NULL;
}

static inline int of_platform_populate(struct device_node *root, const struct of_device_id *matches,
				       const void *lookup, struct device *parent)
{
	return -ENODEV;
}

static inline int devm_of_platform_populate(struct device *dev)
{
	return -ENODEV;
}

#endif
