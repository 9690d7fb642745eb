/* SPDX-License-Identifier: GPL-2.0-only */
/* thermal-cooling: what cools, which zones it cools, and how much. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/thermal/thermal.h"

LIST_HEAD(thermal_cdevs);
static DEFINE_IDA(ids);

/* ---- how much ---- */

static enum thermal_trend trend_of(struct thermal_zone_device *tz, int trip)
{
	enum thermal_trend trend;

	if (tz->ops->get_trend && !tz->ops->get_trend(tz, trip, &trend))
		return trend;
	if (tz->last_temperature == THERMAL_TEMP_INVALID || tz->temperature == tz->last_temperature)
		return THERMAL_TREND_STABLE;
	return tz->temperature > tz->last_temperature ? THERMAL_TREND_RAISING
						      : THERMAL_TREND_DROPPING;
}

static unsigned long next_target(struct thermal_instance *instance, bool warm,
				 enum thermal_trend trend)
{
	unsigned long now, lower = instance->lower, upper = instance->upper;

	if (instance->cdev->ops->get_cur_state(instance->cdev, &now))
		return instance->target;
	if (!instance->initialized)
		return warm ? clamp(now + 1, lower, upper) : NO_TARGET;
	if (warm && trend == THERMAL_TREND_RAISING)
		return clamp(now + 1, lower, upper);
	if (warm || trend != THERMAL_TREND_DROPPING)
		return instance->target;
	return now <= lower ? NO_TARGET : clamp(now - 1, lower, upper);
}

void thermal_throttle(struct thermal_zone_device *tz, int trip)
{
	struct thermal_instance *instance;
	struct thermal_trip it;
	unsigned long old;
	bool warm;

	if (thermal_trip_of(tz, trip, &it))
		return;
	warm = tz->temperature >= it.temperature;
	list_for_each_entry (instance, &tz->thermal_instances, tz_node) {
		if (instance->trip != trip)
			continue;
		old = instance->target;
		instance->target = next_target(instance, warm, trend_of(tz, trip));
		if (it.type == THERMAL_TRIP_PASSIVE)
			tz->passive += (instance->target != NO_TARGET) - (old != NO_TARGET);
		if (instance->initialized && old == instance->target)
			continue;
		instance->initialized = true;
		instance->cdev->updated = false;
		thermal_cdev_update(instance->cdev);
	}
}

void thermal_cdev_update(struct thermal_cooling_device *cdev)
{
	struct thermal_instance *instance;
	unsigned long most = 0;

	mutex_lock(&cdev->lock);
	if (!cdev->updated) {
		list_for_each_entry (instance, &cdev->thermal_instances, cdev_node)
			if (instance->target != NO_TARGET)
				most = max(most, instance->target);
		cdev->ops->set_cur_state(cdev, most);
		cdev->updated = true;
	}
	mutex_unlock(&cdev->lock);
}
EXPORT_SYMBOL_GPL(thermal_cdev_update);

/* ---- who cools whom ---- */

static ssize_t trip_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n",
			  container_of(attr, struct thermal_instance, trip_attr)->trip);
}

static struct thermal_instance *find_instance(struct thermal_zone_device *tz, int trip,
					      struct thermal_cooling_device *cdev)
{
	struct thermal_instance *instance;

	list_for_each_entry (instance, &tz->thermal_instances, tz_node)
		if (instance->cdev == cdev && instance->trip == trip)
			return instance;
	return NULL;
}

static int add_instance_files(struct thermal_instance *instance)
{
	struct device *zone = &instance->tz->device;
	int err;

	snprintf(instance->name, sizeof(instance->name), "cdev%d", instance->id);
	snprintf(instance->trip_name, sizeof(instance->trip_name), "cdev%d_trip_point",
		 instance->id);
	sysfs_attr_init(&instance->trip_attr.attr);
	instance->trip_attr.attr.name = instance->trip_name;
	instance->trip_attr.attr.mode = 0444;
	instance->trip_attr.show = trip_show;
	err = sysfs_create_link(&zone->kobj, &instance->cdev->device.kobj, instance->name);
	if (err)
		return err;
	err = device_create_file(zone, &instance->trip_attr);
	if (err)
		sysfs_remove_link(&zone->kobj, instance->name);
	return err;
}

static int add_instance(struct thermal_instance *instance)
{
	struct thermal_zone_device *tz = instance->tz;
	int err;

	instance->id = ida_alloc(&tz->ida, GFP_KERNEL);
	if (instance->id < 0)
		return instance->id;
	err = add_instance_files(instance);
	if (err) {
		ida_free(&tz->ida, instance->id);
		return err;
	}
	mutex_lock(&tz->lock);
	mutex_lock(&instance->cdev->lock);
	list_add_tail(&instance->tz_node, &tz->thermal_instances);
	list_add_tail(&instance->cdev_node, &instance->cdev->thermal_instances);
	mutex_unlock(&instance->cdev->lock);
	mutex_unlock(&tz->lock);
	return 0;
}

int thermal_zone_bind_cooling_device(struct thermal_zone_device *tz, int trip,
				     struct thermal_cooling_device *cdev, unsigned long upper,
				     unsigned long lower, unsigned int weight)
{
	struct thermal_instance *instance;
	int err;

	if (trip < 0 || trip >= tz->num_trips)
		return -EINVAL;
	lower = lower == THERMAL_NO_LIMIT ? 0 : lower;
	upper = upper == THERMAL_NO_LIMIT ? cdev->max_state : upper;
	if (lower > upper || upper > cdev->max_state)
		return -EINVAL;
	if (find_instance(tz, trip, cdev))
		return -EEXIST;
	instance = kzalloc(sizeof(*instance), GFP_KERNEL);
	if (!instance)
		return -ENOMEM;
	instance->tz = tz;
	instance->cdev = cdev;
	instance->trip = trip;
	instance->upper = upper;
	instance->lower = lower;
	instance->target = NO_TARGET;
	instance->weight = weight;
	err = add_instance(instance);
	if (err)
		kfree(instance);
	return err;
}
EXPORT_SYMBOL_GPL(thermal_zone_bind_cooling_device);

int thermal_zone_unbind_cooling_device(struct thermal_zone_device *tz, int trip,
				       struct thermal_cooling_device *cdev)
{
	struct thermal_instance *instance = find_instance(tz, trip, cdev);
	struct thermal_trip it;

	if (!instance)
		return -ENODEV;
	device_remove_file(&tz->device, &instance->trip_attr);
	sysfs_remove_link(&tz->device.kobj, instance->name);
	mutex_lock(&tz->lock);
	mutex_lock(&cdev->lock);
	list_del(&instance->tz_node);
	list_del(&instance->cdev_node);
	mutex_unlock(&cdev->lock);
	if (instance->target != NO_TARGET && !thermal_trip_of(tz, trip, &it) &&
	    it.type == THERMAL_TRIP_PASSIVE)
		tz->passive--;
	mutex_unlock(&tz->lock);
	ida_free(&tz->ida, instance->id);
	kfree(instance);
	return 0;
}
EXPORT_SYMBOL_GPL(thermal_zone_unbind_cooling_device);

void thermal_meet(struct thermal_zone_device *tz, struct thermal_cooling_device *cdev)
{
	int err = tz->ops->bind ? tz->ops->bind(tz, cdev) : 0;

	if (err)
		dev_err(&tz->device, "%s cannot be bound: %d\n", cdev->type, err);
}

/* What the driver does not unbind is unbound here. */
void thermal_part(struct thermal_zone_device *tz, struct thermal_cooling_device *cdev)
{
	int trip;

	if (tz->ops->unbind)
		tz->ops->unbind(tz, cdev);
	for (trip = 0; trip < tz->num_trips; trip++)
		thermal_zone_unbind_cooling_device(tz, trip, cdev);
}

/* ---- coming and going ---- */

static void release_cdev(struct device *dev)
{
	struct thermal_cooling_device *cdev =
	    container_of(dev, struct thermal_cooling_device, device);

	ida_free(&ids, cdev->id);
	kfree(cdev->type);
	kfree(cdev);
}

static struct thermal_cooling_device *new_cdev(const char *type, void *devdata,
					       const struct thermal_cooling_device_ops *ops)
{
	struct thermal_cooling_device *cdev = kzalloc(sizeof(*cdev), GFP_KERNEL);
	int id = ida_alloc(&ids, GFP_KERNEL);

	if (!cdev || id < 0) {
		kfree(cdev);
		if (id >= 0)
			ida_free(&ids, id);
		return NULL;
	}
	cdev->id = id;
	cdev->ops = ops;
	cdev->devdata = devdata;
	mutex_init(&cdev->lock);
	INIT_LIST_HEAD(&cdev->thermal_instances);
	cdev->device.class = &thermal_class;
	cdev->device.groups = thermal_cdev_groups;
	cdev->device.release = release_cdev;
	device_initialize(&cdev->device);
	return cdev;
}

static int add_cdev(struct thermal_cooling_device *cdev, const char *type)
{
	int err;

	cdev->type = kstrdup(type ? type : "", GFP_KERNEL);
	if (!cdev->type)
		return -ENOMEM;
	err = cdev->ops->get_max_state(cdev, &cdev->max_state);
	if (!err)
		err = dev_set_name(&cdev->device, "cooling_device%d", cdev->id);
	return err ? err : device_add(&cdev->device);
}

struct thermal_cooling_device *
thermal_cooling_device_register(const char *type, void *devdata,
				const struct thermal_cooling_device_ops *ops)
{
	struct thermal_cooling_device *cdev;
	struct thermal_zone_device *tz;
	int err;

	if (!ops || !ops->get_max_state || !ops->get_cur_state || !ops->set_cur_state)
		return ERR_PTR(-EINVAL);
	cdev = new_cdev(type, devdata, ops);
	if (!cdev)
		return ERR_PTR(-ENOMEM);
	err = add_cdev(cdev, type);
	if (err) {
		put_device(&cdev->device);
		return ERR_PTR(err);
	}
	mutex_lock(&thermal_mutex);
	list_add_tail(&cdev->node, &thermal_cdevs);
	list_for_each_entry (tz, &thermal_zones, node) {
		thermal_meet(tz, cdev);
		thermal_zone_device_update(tz, THERMAL_EVENT_UNSPECIFIED);
	}
	mutex_unlock(&thermal_mutex);
	return cdev;
}
EXPORT_SYMBOL_GPL(thermal_cooling_device_register);

void thermal_cooling_device_unregister(struct thermal_cooling_device *cdev)
{
	struct thermal_zone_device *tz;

	if (!cdev)
		return;
	mutex_lock(&thermal_mutex);
	list_del(&cdev->node);
	list_for_each_entry (tz, &thermal_zones, node)
		thermal_part(tz, cdev);
	mutex_unlock(&thermal_mutex);
	device_unregister(&cdev->device);
}
EXPORT_SYMBOL_GPL(thermal_cooling_device_unregister);

struct thermal_cooling_device *
thermal_of_cooling_device_register(struct device_node *np, const char *type, void *devdata,
				   const struct thermal_cooling_device_ops *ops)
{
	return thermal_cooling_device_register(type, devdata, ops);
}
EXPORT_SYMBOL_GPL(thermal_of_cooling_device_register);

static void unregister(void *cdev)
{
	thermal_cooling_device_unregister(cdev);
}

struct thermal_cooling_device *
devm_thermal_of_cooling_device_register(struct device *dev, struct device_node *np, char *type,
					void *devdata, const struct thermal_cooling_device_ops *ops)
{
	struct thermal_cooling_device *cdev = thermal_cooling_device_register(type, devdata, ops);
	int err;

	if (IS_ERR(cdev))
		return cdev;
	err = devm_add_action_or_reset(dev, unregister, cdev);
	return err ? ERR_PTR(err) : cdev;
}
EXPORT_SYMBOL_GPL(devm_thermal_of_cooling_device_register);
