/* SPDX-License-Identifier: GPL-2.0-only */
/* devm-helpers: works that are cancelled when the device's driver lets go of it. */
#ifndef _LINUX_DEVM_HELPERS_H
#define _LINUX_DEVM_HELPERS_H

#include <linux/device.h>
#include <linux/workqueue.h>

#if LINUX_VERSION_CODE >= KERNEL_VERSION(2, 6, 20)

static inline void devm_delayed_work_drop(void *work)
{
	cancel_delayed_work_sync(work);
}

static inline int devm_delayed_work_autocancel(struct device *dev, struct delayed_work *work,
					       work_func_t fn)
{
	INIT_DELAYED_WORK(work, fn);
	return devm_add_action(dev, devm_delayed_work_drop, work);
}

static inline void devm_work_drop(void *work)
{
	cancel_work_sync(work);
}

static inline int devm_work_autocancel(struct device *dev, struct work_struct *work, work_func_t fn)
{
	INIT_WORK(work, fn);
	return devm_add_action(dev, devm_work_drop, work);
}

#endif

#endif
