/* SPDX-License-Identifier: GPL-2.0-only */
/* of_device: device trees and devices, as in a kernel without device trees. */
#ifndef _LINUX_OF_DEVICE_H
#define _LINUX_OF_DEVICE_H

#include <linux/device.h>
#include <linux/of.h>
#include <linux/platform_device.h>

#define of_match_device(matches, dev) ((const struct of_device_id *)0)

static inline int of_driver_match_device(struct device *dev, const struct device_driver *drv)
{
	return 0;
}

static inline const void *of_device_get_match_data(const struct device *dev)
{
	return NULL;
}

static inline int of_device_request_module(struct device *dev)
{
	return -ENODEV;
}

static inline int of_dma_configure(struct device *dev, struct device_node *np, bool force)
{
	return 0;
}

#endif
