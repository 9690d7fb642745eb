/* SPDX-License-Identifier: GPL-2.0-only */
/* rtc-class: clocks come and go. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/rtc/rtc-core.h"

#define RTC_MINORS 16

struct class *rtc_class;
static dev_t rtc_devt;
static DEFINE_IDA(rtc_ida);

static void rtc_device_release(struct device *dev)
{
	struct rtc_device *rtc = to_rtc_device(dev);

	ida_free(&rtc_ida, rtc->id);
	mutex_destroy(&rtc->ops_lock);
	kfree(dev->groups);
	kfree(rtc);
}

static void init_device(struct rtc_device *rtc)
{
	mutex_init(&rtc->ops_lock);
	spin_lock_init(&rtc->irq_lock);
	init_waitqueue_head(&rtc->irq_queue);
	/* what an MC146818 does, until the driver says otherwise */
	__set_bit(RTC_FEATURE_UPDATE_INTERRUPT, rtc->features);
	__set_bit(RTC_FEATURE_ALARM, rtc->features);
	rtc->set_offset_nsec = NSEC_PER_SEC + 10 * NSEC_PER_MSEC;
	rtc->max_user_freq = 64;
	rtc->irq_freq = 1;
	/* its three interrupts, made of one alarm and a timer */
	hrtimer_init(&rtc->pie_timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	rtc->pie_timer.function = rtc_pie_update_irq;
	rtc_timer_init(&rtc->uie_rtctimer, rtc_uie_update_irq, rtc);
	rtc_timer_init(&rtc->aie_timer, rtc_aie_update_irq, rtc);
	INIT_WORK(&rtc->irqwork, rtc_timer_do_work);
	timerqueue_init_head(&rtc->timerqueue);
	device_initialize(&rtc->dev);
	rtc->dev.release = rtc_device_release;
	rtc->dev.class = rtc_class;
}

static void put_rtc(void *rtc)
{
	put_device(&((struct rtc_device *)rtc)->dev);
}

struct rtc_device *devm_rtc_allocate_device(struct device *dev)
{
	struct rtc_device *rtc;
	int err;

	rtc = kzalloc(sizeof(*rtc), GFP_KERNEL);
	if (!rtc)
		return ERR_PTR(-ENOMEM);
	rtc->id = ida_alloc_max(&rtc_ida, RTC_MINORS - 1, GFP_KERNEL);
	if (rtc->id < 0) {
		err = rtc->id;
		kfree(rtc);
		return ERR_PTR(err);
	}
	init_device(rtc);
	rtc->dev.parent = dev;
	err = rtc_add_groups(rtc, rtc_attr_groups);
	if (!err)
		err = dev_set_name(&rtc->dev, "rtc%d", rtc->id);
	if (err) {
		put_rtc(rtc);
		return ERR_PTR(err);
	}
	err = devm_add_action_or_reset(dev, put_rtc, rtc);
	return err ? ERR_PTR(err) : rtc;
}
EXPORT_SYMBOL_GPL(devm_rtc_allocate_device);

/* Open files may keep the structure; its driver is out of reach from here on. */
static void unregister(void *data)
{
	struct rtc_device *rtc = data;

	mutex_lock(&rtc->ops_lock);
	rtc_proc_del_device(rtc);
	if (!test_bit(RTC_NO_CDEV, &rtc->flags))
		cdev_device_del(&rtc->char_dev, &rtc->dev);
	else
		device_del(&rtc->dev);
	rtc->ops = NULL;
	mutex_unlock(&rtc->ops_lock);
	rtc_irq_set_state(rtc, 0);
	cancel_work_sync(&rtc->irqwork);
}

/* The chip's years may be moved to begin where the board says. */
static void set_offset_range(struct rtc_device *rtc)
{
	time64_t range = rtc->range_max - rtc->range_min + 1;
	u32 start_year;

	if (rtc->range_min == (time64_t)rtc->range_max)
		return;
	if (!device_property_read_u32(rtc->dev.parent, "start-year", &start_year)) {
		rtc->start_secs = mktime64(start_year, 1, 1, 0, 0, 0);
		rtc->set_start_time = true;
	}
	if (!rtc->set_start_time)
		return;
	if (rtc->start_secs > (time64_t)rtc->range_max ||
	    rtc->start_secs + range - 1 < rtc->range_min)
		rtc->offset_secs = rtc->start_secs - rtc->range_min;
	else if (rtc->start_secs > rtc->range_min)
		rtc->offset_secs = range;
	else if (rtc->start_secs < rtc->range_min)
		rtc->offset_secs = -range;
}

static int add_device(struct rtc_device *rtc)
{
	int err;

	if (!rtc_devt) {
		__set_bit(RTC_NO_CDEV, &rtc->flags);
		return device_add(&rtc->dev);
	}
	rtc->dev.devt = MKDEV(MAJOR(rtc_devt), rtc->id);
	cdev_init(&rtc->char_dev, &rtc_dev_fops);
	rtc->char_dev.owner = rtc->owner;
	err = cdev_device_add(&rtc->char_dev, &rtc->dev);
	return err;
}

int __devm_rtc_register_device(struct module *owner, struct rtc_device *rtc)
{
	struct rtc_wkalrm alarm;
	int err;

	if (!rtc->ops)
		return -EINVAL;
	if (!rtc->ops->set_alarm)
		clear_bit(RTC_FEATURE_ALARM, rtc->features);
	if (rtc->ops->set_offset)
		set_bit(RTC_FEATURE_CORRECTION, rtc->features);
	rtc->owner = owner;
	set_offset_range(rtc);
	if (!__rtc_read_alarm(rtc, &alarm))
		rtc_initialize_alarm(rtc, &alarm);
	err = add_device(rtc);
	if (err)
		return err;
	rtc_proc_add_device(rtc);
	dev_info(rtc->dev.parent, "registered as %s\n", dev_name(&rtc->dev));
	return devm_add_action_or_reset(rtc->dev.parent, unregister, rtc);
}
EXPORT_SYMBOL_GPL(__devm_rtc_register_device);

struct rtc_device *devm_rtc_device_register(struct device *dev, const char *name,
					    const struct rtc_class_ops *ops, struct module *owner)
{
	struct rtc_device *rtc = devm_rtc_allocate_device(dev);
	int err;

	if (IS_ERR(rtc))
		return rtc;
	rtc->ops = ops;
	err = __devm_rtc_register_device(owner, rtc);
	return err ? ERR_PTR(err) : rtc;
}
EXPORT_SYMBOL_GPL(devm_rtc_device_register);

int rtc_add_groups(struct rtc_device *rtc, const struct attribute_group **grps)
{
	const struct attribute_group **old = rtc->dev.groups, **groups;
	size_t n_old = 0, n = 0;

	while (old && old[n_old])
		n_old++;
	while (grps && grps[n])
		n++;
	groups = kcalloc(n_old + n + 1, sizeof(*groups), GFP_KERNEL);
	if (!groups)
		return -ENOMEM;
	memcpy(groups, old, n_old * sizeof(*groups));
	memcpy(groups + n_old, grps, n * sizeof(*groups));
	rtc->dev.groups = groups;
	kfree(old);
	return 0;
}
EXPORT_SYMBOL(rtc_add_groups);

int rtc_add_group(struct rtc_device *rtc, const struct attribute_group *grp)
{
	const struct attribute_group *groups[] = {grp, NULL};

	return rtc_add_groups(rtc, groups);
}
EXPORT_SYMBOL(rtc_add_group);

int devm_rtc_nvmem_register(struct rtc_device *rtc, struct nvmem_config *config)
{
	struct device *dev = rtc->dev.parent;
	struct nvmem_device *nvmem;

	if (!config)
		return -ENODEV;
	config->dev = dev;
	config->owner = rtc->owner;
	nvmem = devm_nvmem_register(dev, config);
	if (IS_ERR(nvmem))
		dev_err(dev, "failed to register nvmem device for RTC\n");
	return PTR_ERR_OR_ZERO(nvmem);
}
EXPORT_SYMBOL_GPL(devm_rtc_nvmem_register);

static int __init rtc_init(void)
{
	rtc_class = class_create(THIS_MODULE, "rtc");
	if (IS_ERR(rtc_class))
		return PTR_ERR(rtc_class);
	return alloc_chrdev_region(&rtc_devt, 0, RTC_MINORS, "rtc");
}
subsys_initcall(rtc_init);
