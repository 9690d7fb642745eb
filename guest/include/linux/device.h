/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * device: what drivers and the memory manager know of a device. Its managed resources
 * (devm_) are given back, the last first, when its driver lets go of it.
 */
#ifndef _LINUX_DEVICE_H
#define _LINUX_DEVICE_H

#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct device {
	const char *init_name;
	struct device *parent;
	void *driver_data;
	u64 *dma_mask;	       /* what its transfers can reach; NULL: 32 bits */
	u64 coherent_dma_mask; /* the same for dma_alloc_coherent(); 0: 32 bits */
	spinlock_t devres_lock;
	struct list_head devres_head;
};

/* A device that nobody registers: only its lock and list. */
static inline void device_initialize(struct device *dev)
{
	spin_lock_init(&dev->devres_lock);
	INIT_LIST_HEAD(&dev->devres_head);
}

static inline const char *dev_name(const struct device *dev)
{
	return dev && dev->init_name ? dev->init_name : "(null)";
}

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

#define dev_printk(level, dev, fmt, ...) printk(level "%s: " fmt, dev_name(dev), ##__VA_ARGS__)
#define dev_emerg(dev, fmt, ...)	 dev_printk(KERN_EMERG, dev, fmt, ##__VA_ARGS__)
#define dev_err(dev, fmt, ...)		 dev_printk(KERN_ERR, dev, fmt, ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...)		 dev_printk(KERN_WARNING, dev, fmt, ##__VA_ARGS__)
#define dev_notice(dev, fmt, ...)	 dev_printk(KERN_NOTICE, dev, fmt, ##__VA_ARGS__)
#define dev_info(dev, fmt, ...)		 dev_printk(KERN_INFO, dev, fmt, ##__VA_ARGS__)
#define dev_dbg(dev, fmt, ...)		 no_printk(KERN_DEBUG "%s: " fmt, dev_name(dev), ##__VA_ARGS__)

#include <linux/devres.h>

#endif
