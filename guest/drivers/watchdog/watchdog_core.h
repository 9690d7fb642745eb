/* SPDX-License-Identifier: GPL-2.0-only */
/* watchdog_core: what the files of drivers/watchdog tell each other. */
#ifndef DRIVERS_WATCHDOG_CORE_H
#define DRIVERS_WATCHDOG_CORE_H

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/watchdog.h>
#include <linux/workqueue.h>

#define WATCHDOG_MINORS 32

/* Lives until the last file is closed; wdd is NULL from when the driver has gone. */
struct watchdog_core_data {
	struct device dev;
	struct cdev cdev;
	struct mutex lock;
	struct watchdog_device *wdd;
	struct delayed_work ping_work;
	unsigned long last_ping;    /* by a program, in jiffies */
	unsigned long last_hw_ping; /* of the chip */
	unsigned long flags;
#define _WDOG_DEV_OPEN	    0
#define _WDOG_ALLOW_RELEASE 1
};

int watchdog_dev_register(struct watchdog_device *wdd);
void watchdog_dev_unregister(struct watchdog_device *wdd);

#endif
