/* SPDX-License-Identifier: GPL-2.0-only */
/* watchdog_core: watchdogs come and go, and what they do when the machine stops. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/property.h>
#include <linux/reboot.h>

#include "drivers/watchdog/watchdog_core.h"

static DEFINE_IDA(watchdog_ida);

static int on_reboot(struct notifier_block *nb, unsigned long code, void *data)
{
	struct watchdog_device *wdd = container_of(nb, struct watchdog_device, reboot_nb);

	if ((code == SYS_DOWN || code == SYS_HALT || code == SYS_POWER_OFF) &&
	    (watchdog_active(wdd) || watchdog_hw_running(wdd)) && wdd->ops->stop(wdd))
		return NOTIFY_BAD;
	return NOTIFY_DONE;
}

static int on_restart(struct notifier_block *nb, unsigned long action, void *data)
{
	struct watchdog_device *wdd = container_of(nb, struct watchdog_device, restart_nb);

	return wdd->ops->restart(wdd, action, data) ? NOTIFY_BAD : NOTIFY_DONE;
}

void watchdog_set_restart_priority(struct watchdog_device *wdd, int priority)
{
	wdd->restart_nb.priority = priority;
}
EXPORT_SYMBOL_GPL(watchdog_set_restart_priority);

static void check_limits(struct watchdog_device *wdd)
{
	if (wdd->max_hw_heartbeat_ms || wdd->max_timeout >= wdd->min_timeout)
		return;
	pr_info("%s: at least %u and at most %u seconds: no limits then\n", wdd->info->identity,
		wdd->min_timeout, wdd->max_timeout);
	wdd->min_timeout = wdd->max_timeout = 0;
}

int watchdog_init_timeout(struct watchdog_device *wdd, unsigned int timeout_parm,
			  struct device *dev)
{
	unsigned int t = 0;
	int err = 0;

	check_limits(wdd);
	if (timeout_parm) {
		if (!watchdog_timeout_invalid(wdd, timeout_parm)) {
			wdd->timeout = timeout_parm;
			return 0;
		}
		pr_err("%s: driver supplied timeout (%u) out of range\n",
		       dev ? dev_name(dev) : "watchdog", timeout_parm);
		err = -EINVAL;
	}
	if (dev && !device_property_read_u32(dev, "timeout-sec", &t)) {
		if (t && !watchdog_timeout_invalid(wdd, t)) {
			wdd->timeout = t;
			return 0;
		}
		err = -EINVAL;
	}
	return err;
}
EXPORT_SYMBOL_GPL(watchdog_init_timeout);

static int add_notifiers(struct watchdog_device *wdd)
{
	int err;

	if (test_bit(WDOG_STOP_ON_REBOOT, &wdd->status)) {
		if (!wdd->ops->stop) {
			pr_warn("watchdog%d: stop_on_reboot not supported\n", wdd->id);
		} else {
			wdd->reboot_nb.notifier_call = on_reboot;
			err = register_reboot_notifier(&wdd->reboot_nb);
			if (err)
				return err;
		}
	}
	if (!wdd->ops->restart)
		return 0;
	wdd->restart_nb.notifier_call = on_restart;
	return register_restart_handler(&wdd->restart_nb);
}

int watchdog_register_device(struct watchdog_device *wdd)
{
	int err, id;

	if (!wdd || !wdd->info || !wdd->ops)
		return -EINVAL;
	if (!wdd->ops->start || (!wdd->ops->stop && !wdd->max_hw_heartbeat_ms))
		return -EINVAL;
	check_limits(wdd);
	id = ida_alloc_max(&watchdog_ida, WATCHDOG_MINORS - 1, GFP_KERNEL);
	if (id < 0)
		return id;
	wdd->id = id;
	err = watchdog_dev_register(wdd);
	if (err) {
		ida_free(&watchdog_ida, id);
		return err;
	}
	err = add_notifiers(wdd);
	if (err)
		watchdog_unregister_device(wdd);
	return err;
}
EXPORT_SYMBOL_GPL(watchdog_register_device);

void watchdog_unregister_device(struct watchdog_device *wdd)
{
	if (!wdd || !wdd->wd_data)
		return;
	if (wdd->restart_nb.notifier_call)
		unregister_restart_handler(&wdd->restart_nb);
	if (wdd->reboot_nb.notifier_call)
		unregister_reboot_notifier(&wdd->reboot_nb);
	wdd->restart_nb.notifier_call = NULL;
	wdd->reboot_nb.notifier_call = NULL;
	watchdog_dev_unregister(wdd);
	ida_free(&watchdog_ida, wdd->id);
}
EXPORT_SYMBOL_GPL(watchdog_unregister_device);

static void unregister(void *wdd)
{
	watchdog_unregister_device(wdd);
}

int devm_watchdog_register_device(struct device *dev, struct watchdog_device *wdd)
{
	int err = watchdog_register_device(wdd);

	return err ? err : devm_add_action_or_reset(dev, unregister, wdd);
}
EXPORT_SYMBOL_GPL(devm_watchdog_register_device);
