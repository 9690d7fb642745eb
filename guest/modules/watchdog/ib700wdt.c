// SPDX-License-Identifier: GPL-2.0-only
/*
 * ib700wdt: the watchdog of iBase's IB700 boards, which QEMU has (-device ib700): a write to
 * port 443h starts it with 30 - 2 * value seconds, one to 441h stops it. Nothing can be read.
 */
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/isa.h>
#include <linux/module.h>
#include <linux/watchdog.h>

#define STOP_PORT   0x441
#define START_PORT  0x443
#define MAX_SECONDS 30

static int ib700_start(struct watchdog_device *wdd)
{
	outb((MAX_SECONDS - wdd->timeout) / 2, START_PORT);
	return 0;
}

static int ib700_stop(struct watchdog_device *wdd)
{
	outb(0, STOP_PORT);
	return 0;
}

static int ib700_set_timeout(struct watchdog_device *wdd, unsigned int seconds)
{
	wdd->timeout = round_up(seconds, 2);
	return 0;
}

static const struct watchdog_info info = {
    .identity = "IB700 Watchdog",
    .options = WDIOF_SETTIMEOUT | WDIOF_KEEPALIVEPING | WDIOF_MAGICCLOSE,
};

static const struct watchdog_ops ops = {
    .owner = THIS_MODULE,
    .start = ib700_start,
    .stop = ib700_stop,
    .set_timeout = ib700_set_timeout,
};

static int ib700_probe(struct device *dev, unsigned int id)
{
	struct watchdog_device *wdd;

	if (!devm_request_region(dev, STOP_PORT, START_PORT - STOP_PORT + 1, "ib700wdt"))
		return -EBUSY;
	wdd = devm_kzalloc(dev, sizeof(*wdd), GFP_KERNEL);
	if (!wdd)
		return -ENOMEM;
	wdd->info = &info;
	wdd->ops = &ops;
	wdd->parent = dev;
	wdd->min_timeout = 2;
	wdd->max_timeout = MAX_SECONDS;
	wdd->timeout = MAX_SECONDS;
	watchdog_stop_on_reboot(wdd);
	return devm_watchdog_register_device(dev, wdd);
}

static struct isa_driver ib700_driver = {
    .probe = ib700_probe,
    .driver.name = "ib700wdt",
};
module_isa_driver(ib700_driver, 1);

MODULE_DESCRIPTION("IB700 watchdog");
MODULE_LICENSE("GPL");
