/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * thermal-core: zones, and what happens when they get warm.
 *
 *	1. A zone says its temperature and its trips: at "hot" the driver is told, at "critical"
 *	   the machine is turned off, at "passive" and "active" the devices bound there cool.
 *	2. Who is looked at when: polled (polling_delay, or passive_delay while a passive trip is
 *	   crossed), or when its driver calls thermal_zone_device_update().
 *	3. Cooling is step by step: warm and warmer, one state more; not warm and colder, one less,
 *	   down to wanting nothing. A device does what the most demanding of its zones wants.
 *
 *		zone -- instance -- cooling device
 *		     \_ instance _/                  one for each trip of a pair
 *
 *	4. Locks: thermal_mutex (the lists, and who is bound to whom), a zone's lock, a cooling
 *	   device's lock. Work of the zone is done in process context.
 */
#include <linux/export.h>
#include <linux/hwmon.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/thermal/thermal.h"

#define TRIPS_MAX 12

LIST_HEAD(thermal_zones);
DEFINE_MUTEX(thermal_mutex);
struct class thermal_class = {.name = "thermal"};
static DEFINE_IDA(ids);
static struct thermal_governor step_wise = {"step_wise"};

/* ---- what a zone says ---- */

int thermal_trip_of(struct thermal_zone_device *tz, int trip, struct thermal_trip *it)
{
	int err;

	if (trip < 0 || trip >= tz->num_trips)
		return -EINVAL;
	if (tz->trips) {
		*it = tz->trips[trip];
		return 0;
	}
	it->hysteresis = 0;
	err = tz->ops->get_trip_type(tz, trip, &it->type);
	if (!err)
		err = tz->ops->get_trip_temp(tz, trip, &it->temperature);
	if (!err && tz->ops->get_trip_hyst)
		err = tz->ops->get_trip_hyst(tz, trip, &it->hysteresis);
	return err;
}

int thermal_zone_get_temp(struct thermal_zone_device *tz, int *temp)
{
	int err;

	if (IS_ERR_OR_NULL(tz))
		return -EINVAL;
	mutex_lock(&tz->lock);
	err = tz->ops->get_temp(tz, temp);
	mutex_unlock(&tz->lock);
	return err;
}
EXPORT_SYMBOL_GPL(thermal_zone_get_temp);

int thermal_zone_get_slope(struct thermal_zone_device *tz)
{
	return tz && tz->tzp ? tz->tzp->slope : 1;
}
EXPORT_SYMBOL_GPL(thermal_zone_get_slope);

int thermal_zone_get_offset(struct thermal_zone_device *tz)
{
	return tz && tz->tzp ? tz->tzp->offset : 0;
}
EXPORT_SYMBOL_GPL(thermal_zone_get_offset);

struct thermal_zone_device *thermal_zone_get_zone_by_name(const char *name)
{
	struct thermal_zone_device *tz, *it = ERR_PTR(name ? -ENODEV : -EINVAL);

	mutex_lock(&thermal_mutex);
	list_for_each_entry (tz, &thermal_zones, node)
		if (name && !strncasecmp(name, tz->type, THERMAL_NAME_LENGTH))
			it = it == ERR_PTR(-ENODEV) ? tz : ERR_PTR(-EEXIST);
	mutex_unlock(&thermal_mutex);
	return it;
}
EXPORT_SYMBOL_GPL(thermal_zone_get_zone_by_name);

/* ---- looking ---- */

void thermal_zone_device_critical(struct thermal_zone_device *tz)
{
	dev_emerg(&tz->device, "%s: critical temperature reached, shutting down\n", tz->type);
	orderly_poweroff(true);
}
EXPORT_SYMBOL(thermal_zone_device_critical);

static void handle_trip(struct thermal_zone_device *tz, int trip)
{
	struct thermal_trip it;

	if (thermal_trip_of(tz, trip, &it) || it.temperature <= 0)
		return;
	if (it.type == THERMAL_TRIP_HOT) {
		if (tz->temperature >= it.temperature && tz->ops->hot)
			tz->ops->hot(tz);
	} else if (it.type == THERMAL_TRIP_CRITICAL) {
		if (tz->temperature < it.temperature)
			return;
		if (tz->ops->critical)
			tz->ops->critical(tz);
		else
			thermal_zone_device_critical(tz);
	} else {
		thermal_throttle(tz, trip);
	}
}

static void poll_again(struct thermal_zone_device *tz)
{
	unsigned long delay = tz->passive ? tz->passive_delay_jiffies : tz->polling_delay_jiffies;

	if (tz->mode == THERMAL_DEVICE_ENABLED && delay)
		mod_delayed_work(system_wq, &tz->poll_queue, delay);
	else
		cancel_delayed_work(&tz->poll_queue);
}

/* The two trips around the temperature, for a zone that interrupts when it leaves them. */
static void set_window(struct thermal_zone_device *tz)
{
	int i, low = -INT_MAX, high = INT_MAX;
	struct thermal_trip it;

	if (!tz->ops->set_trips)
		return;
	for (i = 0; i < tz->num_trips; i++) {
		if (thermal_trip_of(tz, i, &it))
			continue;
		if (it.temperature - it.hysteresis < tz->temperature)
			low = max(low, it.temperature - it.hysteresis);
		if (it.temperature > tz->temperature)
			high = min(high, it.temperature);
	}
	tz->ops->set_trips(tz, low, high);
}

static void look(struct thermal_zone_device *tz)
{
	int i, temp, err = tz->ops->get_temp(tz, &temp);

	if (err) {
		if (err != -EAGAIN)
			dev_warn(&tz->device, "cannot be read: %d\n", err);
	} else {
		tz->last_temperature = tz->temperature;
		tz->temperature = temp;
		set_window(tz);
		for (i = 0; i < tz->num_trips; i++)
			handle_trip(tz, i);
	}
	poll_again(tz);
}

void thermal_zone_device_update(struct thermal_zone_device *tz, enum thermal_notify_event event)
{
	mutex_lock(&tz->lock);
	if (tz->mode == THERMAL_DEVICE_ENABLED && device_is_registered(&tz->device)) {
		tz->notify_event = event;
		look(tz);
	}
	mutex_unlock(&tz->lock);
}
EXPORT_SYMBOL_GPL(thermal_zone_device_update);

static void poll_func(struct work_struct *work)
{
	thermal_zone_device_update(container_of(work, struct thermal_zone_device, poll_queue.work),
				   THERMAL_EVENT_UNSPECIFIED);
}

static int set_mode(struct thermal_zone_device *tz, enum thermal_device_mode mode)
{
	int err = 0;

	mutex_lock(&tz->lock);
	if (mode != tz->mode) {
		if (tz->ops->change_mode)
			err = tz->ops->change_mode(tz, mode);
		if (!err)
			tz->mode = mode;
	}
	if (tz->mode == THERMAL_DEVICE_DISABLED)
		cancel_delayed_work(&tz->poll_queue);
	mutex_unlock(&tz->lock);
	thermal_zone_device_update(tz, THERMAL_EVENT_UNSPECIFIED);
	return err;
}

int thermal_zone_device_enable(struct thermal_zone_device *tz)
{
	return set_mode(tz, THERMAL_DEVICE_ENABLED);
}
EXPORT_SYMBOL_GPL(thermal_zone_device_enable);

int thermal_zone_device_disable(struct thermal_zone_device *tz)
{
	return set_mode(tz, THERMAL_DEVICE_DISABLED);
}
EXPORT_SYMBOL_GPL(thermal_zone_device_disable);

/* ---- class hwmon ---- */

static umode_t hwmon_visible(const void *data, enum hwmon_sensor_types type, u32 attr, int channel)
{
	return 0444;
}

static int hwmon_read(struct device *dev, enum hwmon_sensor_types type, u32 attr, int channel,
		      long *val)
{
	int temp, err = thermal_zone_get_temp(dev_get_drvdata(dev), &temp);

	if (!err)
		*val = temp;
	return err;
}

static const struct hwmon_channel_info *hwmon_channels[] = {HWMON_CHANNEL_INFO(temp, HWMON_T_INPUT),
							    NULL};
static const struct hwmon_ops hwmon_ops = {.is_visible = hwmon_visible, .read = hwmon_read};
static const struct hwmon_chip_info hwmon_info = {.ops = &hwmon_ops, .info = hwmon_channels};

/* hwmon's names have no dashes. */
static void add_hwmon(struct thermal_zone_device *tz)
{
	char name[THERMAL_NAME_LENGTH];
	struct device *hwmon;

	if (tz->tzp && tz->tzp->no_hwmon)
		return;
	strscpy(name, tz->type, sizeof(name));
	strreplace(name, '-', '_');
	hwmon = hwmon_device_register_with_info(&tz->device, name, tz, &hwmon_info, NULL);
	if (IS_ERR(hwmon))
		dev_warn(&tz->device, "not in class hwmon: %ld\n", PTR_ERR(hwmon));
	else
		tz->hwmon = hwmon;
}

/* ---- coming and going ---- */

static void release_zone(struct device *dev)
{
	struct thermal_zone_device *tz = container_of(dev, struct thermal_zone_device, device);

	ida_free(&ids, tz->id);
	ida_destroy(&tz->ida);
	kfree(tz->trips_attribute_group.attrs);
	kfree(tz->trip_attrs);
	kfree(tz);
}

static bool makes_sense(const char *type, const struct thermal_trip *trips, int num_trips, int mask,
			const struct thermal_zone_device_ops *ops)
{
	if (!type || !*type || strlen(type) >= THERMAL_NAME_LENGTH || !ops || !ops->get_temp)
		return false;
	if (num_trips < 0 || num_trips > TRIPS_MAX || mask >> num_trips)
		return false;
	return !num_trips || trips || (ops->get_trip_type && ops->get_trip_temp);
}

static void add_to_list(struct thermal_zone_device *tz)
{
	struct thermal_cooling_device *cdev;

	mutex_lock(&thermal_mutex);
	list_add_tail(&tz->node, &thermal_zones);
	list_for_each_entry (cdev, &thermal_cdevs, node)
		thermal_meet(tz, cdev);
	mutex_unlock(&thermal_mutex);
}

static int add_zone(struct thermal_zone_device *tz, int mask)
{
	int err = thermal_add_trip_files(tz, mask);

	if (!err)
		err = dev_set_name(&tz->device, "thermal_zone%d", tz->id);
	return err ? err : device_add(&tz->device);
}

struct thermal_zone_device *thermal_zone_device_register_with_trips(
    const char *type, struct thermal_trip *trips, int num_trips, int mask, void *devdata,
    struct thermal_zone_device_ops *ops, struct thermal_zone_params *tzp, int passive_delay,
    int polling_delay)
{
	struct thermal_zone_device *tz;
	int err;

	if (!makes_sense(type, trips, num_trips, mask, ops))
		return ERR_PTR(-EINVAL);
	tz = kzalloc(sizeof(*tz), GFP_KERNEL);
	if (!tz)
		return ERR_PTR(-ENOMEM);
	tz->id = ida_alloc(&ids, GFP_KERNEL);
	if (tz->id < 0) {
		err = tz->id;
		kfree(tz);
		return ERR_PTR(err);
	}
	strscpy(tz->type, type, sizeof(tz->type));
	tz->trips = trips;
	tz->num_trips = num_trips;
	tz->devdata = devdata;
	tz->ops = ops;
	tz->tzp = tzp;
	tz->governor = &step_wise;
	tz->passive_delay_jiffies = msecs_to_jiffies(passive_delay);
	tz->polling_delay_jiffies = msecs_to_jiffies(polling_delay);
	tz->temperature = tz->last_temperature = THERMAL_TEMP_INVALID;
	INIT_LIST_HEAD(&tz->thermal_instances);
	INIT_DELAYED_WORK(&tz->poll_queue, poll_func);
	ida_init(&tz->ida);
	mutex_init(&tz->lock);
	tz->device.class = &thermal_class;
	tz->device.release = release_zone;
	device_initialize(&tz->device);
	err = add_zone(tz, mask);
	if (err) {
		put_device(&tz->device);
		return ERR_PTR(err);
	}
	add_hwmon(tz);
	add_to_list(tz);
	return tz;
}
EXPORT_SYMBOL_GPL(thermal_zone_device_register_with_trips);

struct thermal_zone_device *thermal_zone_device_register(const char *type, int num_trips, int mask,
							 void *devdata,
							 struct thermal_zone_device_ops *ops,
							 struct thermal_zone_params *tzp,
							 int passive_delay, int polling_delay)
{
	return thermal_zone_device_register_with_trips(type, NULL, num_trips, mask, devdata, ops,
						       tzp, passive_delay, polling_delay);
}
EXPORT_SYMBOL_GPL(thermal_zone_device_register);

void thermal_zone_device_unregister(struct thermal_zone_device *tz)
{
	struct thermal_cooling_device *cdev;

	if (!tz)
		return;
	mutex_lock(&tz->lock);
	tz->mode = THERMAL_DEVICE_DISABLED;
	mutex_unlock(&tz->lock);
	cancel_delayed_work_sync(&tz->poll_queue);
	mutex_lock(&thermal_mutex);
	list_del(&tz->node);
	list_for_each_entry (cdev, &thermal_cdevs, node)
		thermal_part(tz, cdev);
	mutex_unlock(&thermal_mutex);
	if (tz->hwmon)
		hwmon_device_unregister(tz->hwmon);
	device_unregister(&tz->device);
}
EXPORT_SYMBOL_GPL(thermal_zone_device_unregister);

static int __init thermal_init(void)
{
	return class_register(&thermal_class);
}
subsys_initcall(thermal_init);
