/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * watchdog: timers that reset the machine unless somebody says in time that all is well, as
 * /dev/watchdogN (the first also as /dev/watchdog) and /sys/class/watchdog (drivers/watchdog/).
 * Times are seconds, but where a name ends in _ms.
 */
#ifndef _LINUX_WATCHDOG_H
#define _LINUX_WATCHDOG_H

#include <linux/bitops.h>
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/ioctl.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/notifier.h>
#include <linux/types.h>

/* ---- what programs know as well ---- */

#define WATCHDOG_IOCTL_BASE 'W'

struct watchdog_info {
	__u32 options; /* WDIOF_ */
	__u32 firmware_version;
	__u8 identity[32];
};

#define WDIOC_GETSUPPORT    _IOR(WATCHDOG_IOCTL_BASE, 0, struct watchdog_info)
#define WDIOC_GETSTATUS	    _IOR(WATCHDOG_IOCTL_BASE, 1, int)
#define WDIOC_GETBOOTSTATUS _IOR(WATCHDOG_IOCTL_BASE, 2, int)
#define WDIOC_GETTEMP	    _IOR(WATCHDOG_IOCTL_BASE, 3, int)
#define WDIOC_SETOPTIONS    _IOR(WATCHDOG_IOCTL_BASE, 4, int)
#define WDIOC_KEEPALIVE	    _IOR(WATCHDOG_IOCTL_BASE, 5, int)
#define WDIOC_SETTIMEOUT    _IOWR(WATCHDOG_IOCTL_BASE, 6, int)
#define WDIOC_GETTIMEOUT    _IOR(WATCHDOG_IOCTL_BASE, 7, int)
#define WDIOC_SETPRETIMEOUT _IOWR(WATCHDOG_IOCTL_BASE, 8, int)
#define WDIOC_GETPRETIMEOUT _IOR(WATCHDOG_IOCTL_BASE, 9, int)
#define WDIOC_GETTIMELEFT   _IOR(WATCHDOG_IOCTL_BASE, 10, int)

#define WDIOF_UNKNOWN	    -1
#define WDIOS_UNKNOWN	    -1
#define WDIOF_OVERHEAT	    0x0001
#define WDIOF_FANFAULT	    0x0002
#define WDIOF_EXTERN1	    0x0004
#define WDIOF_EXTERN2	    0x0008
#define WDIOF_POWERUNDER    0x0010
#define WDIOF_CARDRESET	    0x0020 /* it was the watchdog that reset the machine */
#define WDIOF_POWEROVER	    0x0040
#define WDIOF_SETTIMEOUT    0x0080
#define WDIOF_MAGICCLOSE    0x0100 /* a close() stops it only if 'V' was written before */
#define WDIOF_PRETIMEOUT    0x0200
#define WDIOF_ALARMONLY	    0x0400
#define WDIOF_KEEPALIVEPING 0x8000
#define WDIOS_DISABLECARD   0x0001
#define WDIOS_ENABLECARD    0x0002
#define WDIOS_TEMPPANIC	    0x0004

/* ---- drivers ---- */

struct watchdog_core_data;
struct watchdog_device;
struct watchdog_governor;

struct watchdog_ops {
	struct module *owner;
	int (*start)(struct watchdog_device *wdd);
	/* All others may be missing. */
	int (*stop)(struct watchdog_device *wdd); /* missing: it cannot be stopped */
	int (*ping)(struct watchdog_device *wdd); /* missing: start() is */
	unsigned int (*status)(struct watchdog_device *wdd);
	int (*set_timeout)(struct watchdog_device *wdd, unsigned int seconds);
	int (*set_pretimeout)(struct watchdog_device *wdd, unsigned int seconds);
	unsigned int (*get_timeleft)(struct watchdog_device *wdd);
	int (*restart)(struct watchdog_device *wdd, unsigned long action, void *data);
	long (*ioctl)(struct watchdog_device *wdd, unsigned int cmd, unsigned long arg);
};

struct watchdog_device {
	int id;
	struct device *parent;
	const struct attribute_group **groups;
	const struct watchdog_info *info;
	const struct watchdog_ops *ops;
	const struct watchdog_governor *gov;
	unsigned int bootstatus;
	unsigned int timeout;
	unsigned int pretimeout;
	unsigned int min_timeout;
	unsigned int max_timeout;
	/* What the chip can: given a maximum, the core pings in between for longer timeouts. */
	unsigned int min_hw_heartbeat_ms;
	unsigned int max_hw_heartbeat_ms;
	struct notifier_block reboot_nb;
	struct notifier_block restart_nb;
	struct notifier_block pm_nb;
	void *driver_data;
	struct watchdog_core_data *wd_data;
	unsigned long status;
#define WDOG_ACTIVE		0 /* somebody has it open and it runs */
#define WDOG_NO_WAY_OUT		1
#define WDOG_STOP_ON_REBOOT	2
#define WDOG_HW_RUNNING		3 /* the chip runs, whoever started it */
#define WDOG_STOP_ON_UNREGISTER 4
#define WDOG_NO_PING_ON_SUSPEND 5
	struct list_head deferred;
};

#define WATCHDOG_NOWAYOUT	      IS_BUILTIN(CONFIG_WATCHDOG_NOWAYOUT)
#define WATCHDOG_NOWAYOUT_INIT_STATUS (WATCHDOG_NOWAYOUT << WDOG_NO_WAY_OUT)

static inline bool watchdog_active(struct watchdog_device *wdd)
{
	return test_bit(WDOG_ACTIVE, &wdd->status);
}

static inline bool watchdog_hw_running(struct watchdog_device *wdd)
{
	return test_bit(WDOG_HW_RUNNING, &wdd->status);
}

static inline void watchdog_set_nowayout(struct watchdog_device *wdd, bool nowayout)
{
	if (nowayout)
		set_bit(WDOG_NO_WAY_OUT, &wdd->status);
}

static inline void watchdog_stop_on_reboot(struct watchdog_device *wdd)
{
	set_bit(WDOG_STOP_ON_REBOOT, &wdd->status);
}

static inline void watchdog_stop_on_unregister(struct watchdog_device *wdd)
{
	set_bit(WDOG_STOP_ON_UNREGISTER, &wdd->status);
}

static inline void watchdog_stop_ping_on_suspend(struct watchdog_device *wdd)
{
	set_bit(WDOG_NO_PING_ON_SUSPEND, &wdd->status);
}

/* max_timeout does not count when the core bridges the chip's own maximum. */
static inline bool watchdog_timeout_invalid(struct watchdog_device *wdd, unsigned int t)
{
	return t > UINT_MAX / 1000 || t < wdd->min_timeout ||
	       (!wdd->max_hw_heartbeat_ms && wdd->max_timeout && t > wdd->max_timeout);
}

static inline bool watchdog_pretimeout_invalid(struct watchdog_device *wdd, unsigned int t)
{
	return t && wdd->timeout && t >= wdd->timeout;
}

static inline void watchdog_set_drvdata(struct watchdog_device *wdd, void *data)
{
	wdd->driver_data = data;
}

static inline void *watchdog_get_drvdata(struct watchdog_device *wdd)
{
	return wdd->driver_data;
}

static inline void watchdog_notify_pretimeout(struct watchdog_device *wdd)
{
	pr_alert("watchdog%d: pretimeout event\n", wdd->id);
}

/* wdd, its ops with start() and its info stay the driver's. -ENODEV etc.; -EBUSY. */
int watchdog_register_device(struct watchdog_device *wdd);
int devm_watchdog_register_device(struct device *dev, struct watchdog_device *wdd);
void watchdog_unregister_device(struct watchdog_device *wdd);
/* timeout_parm if valid, or the device's property "timeout-sec"; -EINVAL: stays as it was. */
int watchdog_init_timeout(struct watchdog_device *wdd, unsigned int timeout_parm,
			  struct device *dev);
void watchdog_set_restart_priority(struct watchdog_device *wdd, int priority);
/* The chip was started by the firmware, its last ping that long ago. */
int watchdog_set_last_hw_keepalive(struct watchdog_device *wdd, unsigned int last_ping_ms);

static inline int watchdog_dev_suspend(struct watchdog_device *wdd)
{
	return 0; /* the machine does not */
}

static inline int watchdog_dev_resume(struct watchdog_device *wdd)
{
	return 0;
}

#endif
