// SPDX-License-Identifier: GPL-2.0-only
/* softdog: a watchdog without hardware: a timer of the kernel that restarts it. */
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/reboot.h>
#include <linux/watchdog.h>

static unsigned int soft_margin = 60;
module_param(soft_margin, uint, 0);
MODULE_PARM_DESC(soft_margin, "seconds until the restart, 1 to 65535");

static bool nowayout = WATCHDOG_NOWAYOUT;
module_param(nowayout, bool, 0);
MODULE_PARM_DESC(nowayout, "once started it cannot be stopped");

static bool soft_noboot;
module_param(soft_noboot, bool, 0);
MODULE_PARM_DESC(soft_noboot, "say so instead of restarting");

static bool soft_panic;
module_param(soft_panic, bool, 0);
MODULE_PARM_DESC(soft_panic, "panic instead of restarting");

static struct hrtimer fire_timer;

static enum hrtimer_restart fire(struct hrtimer *timer)
{
	module_put(THIS_MODULE);
	if (soft_noboot) {
		pr_crit("softdog: Triggered - Reboot ignored\n");
	} else if (soft_panic) {
		panic("Software Watchdog Timer expired");
	} else {
		pr_crit("softdog: Initiating system reboot\n");
		emergency_restart();
	}
	return HRTIMER_NORESTART;
}

/* A running timer keeps the module. */
static int softdog_ping(struct watchdog_device *wdd)
{
	if (!hrtimer_active(&fire_timer))
		__module_get(THIS_MODULE);
	hrtimer_start(&fire_timer, ktime_set(wdd->timeout, 0), HRTIMER_MODE_REL);
	return 0;
}

static int softdog_stop(struct watchdog_device *wdd)
{
	if (hrtimer_cancel(&fire_timer))
		module_put(THIS_MODULE);
	return 0;
}

static const struct watchdog_info info = {
    .identity = "Software Watchdog",
    .options = WDIOF_SETTIMEOUT | WDIOF_KEEPALIVEPING | WDIOF_MAGICCLOSE,
};

static const struct watchdog_ops ops = {
    .owner = THIS_MODULE,
    .start = softdog_ping,
    .stop = softdog_stop,
};

static struct watchdog_device softdog = {
    .info = &info,
    .ops = &ops,
    .min_timeout = 1,
    .max_timeout = 65535,
    .timeout = 60,
};

static int __init softdog_init(void)
{
	watchdog_init_timeout(&softdog, soft_margin, NULL);
	watchdog_set_nowayout(&softdog, nowayout);
	watchdog_stop_on_reboot(&softdog);
	hrtimer_init(&fire_timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	fire_timer.function = fire;
	return watchdog_register_device(&softdog);
}
module_init(softdog_init);

static void __exit softdog_exit(void)
{
	watchdog_unregister_device(&softdog);
}
module_exit(softdog_exit);

MODULE_DESCRIPTION("A watchdog without hardware");
MODULE_LICENSE("GPL");
