/* SPDX-License-Identifier: GPL-2.0-only */
/* thermal-sysfs: /sys/class/thermal: files of zones, of their trips, and of cooling devices. */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/thermal/thermal.h"

#define FILES_PER_TRIP 3
#define to_zone(dev)   container_of(dev, struct thermal_zone_device, device)
#define to_cdev(dev)   container_of(dev, struct thermal_cooling_device, device)

/* ---- zones ---- */

static ssize_t type_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", to_zone(dev)->type);
}
static DEVICE_ATTR_RO(type);

static ssize_t temp_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	int temp, err = thermal_zone_get_temp(to_zone(dev), &temp);

	return err ? err : sysfs_emit(buf, "%d\n", temp);
}
static DEVICE_ATTR_RO(temp);

static ssize_t mode_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n",
			  to_zone(dev)->mode == THERMAL_DEVICE_ENABLED ? "enabled" : "disabled");
}

static ssize_t mode_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count)
{
	int err = -EINVAL;

	if (sysfs_streq(buf, "enabled"))
		err = thermal_zone_device_enable(to_zone(dev));
	else if (sysfs_streq(buf, "disabled"))
		err = thermal_zone_device_disable(to_zone(dev));
	return err ? err : (ssize_t)count;
}
static DEVICE_ATTR_RW(mode);

static ssize_t policy_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", to_zone(dev)->governor->name);
}
static DEVICE_ATTR_RO(policy);
static struct device_attribute dev_attr_available_policies =
    __ATTR(available_policies, 0444, policy_show, NULL);

static struct attribute *zone_attrs[] = {&dev_attr_type.attr,
					 &dev_attr_temp.attr,
					 &dev_attr_mode.attr,
					 &dev_attr_policy.attr,
					 &dev_attr_available_policies.attr,
					 NULL};
static const struct attribute_group zone_group = {.attrs = zone_attrs};

/* ---- trips ---- */

struct thermal_attr {
	struct device_attribute attr;
	int trip;
	char name[32];
};

static int trip_of(struct device *dev, struct device_attribute *attr, struct thermal_trip *it)
{
	return thermal_trip_of(to_zone(dev), container_of(attr, struct thermal_attr, attr)->trip,
			       it);
}

static ssize_t trip_type_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	static const char *const names[] = {"active", "passive", "hot", "critical"};
	struct thermal_trip it;
	int err = trip_of(dev, attr, &it);

	if (err)
		return err;
	return sysfs_emit(buf, "%s\n",
			  (unsigned int)it.type < ARRAY_SIZE(names) ? names[it.type] : "unknown");
}

static ssize_t trip_temp_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct thermal_trip it;
	int err = trip_of(dev, attr, &it);

	return err ? err : sysfs_emit(buf, "%d\n", it.temperature);
}

static ssize_t trip_hyst_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct thermal_trip it;
	int err = trip_of(dev, attr, &it);

	return err ? err : sysfs_emit(buf, "%d\n", it.hysteresis);
}

static ssize_t trip_temp_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t count)
{
	struct thermal_zone_device *tz = to_zone(dev);
	int trip = container_of(attr, struct thermal_attr, attr)->trip, temp, err = 0;

	if (kstrtoint(buf, 10, &temp))
		return -EINVAL;
	mutex_lock(&tz->lock);
	if (tz->ops->set_trip_temp)
		err = tz->ops->set_trip_temp(tz, trip, temp);
	if (!err && tz->trips)
		tz->trips[trip].temperature = temp;
	mutex_unlock(&tz->lock);
	if (!err)
		thermal_zone_device_update(tz, THERMAL_TRIP_CHANGED);
	return err ? err : (ssize_t)count;
}

static void set_file(struct thermal_attr *file, int trip, const char *what,
		     ssize_t (*show)(struct device *, struct device_attribute *, char *))
{
	snprintf(file->name, sizeof(file->name), "trip_point_%d_%s", trip, what);
	sysfs_attr_init(&file->attr.attr);
	file->attr.attr.name = file->name;
	file->attr.attr.mode = 0444;
	file->attr.show = show;
	file->trip = trip;
}

/* mask: whose temperature may be written. */
int thermal_add_trip_files(struct thermal_zone_device *tz, int mask)
{
	int i, n = FILES_PER_TRIP * tz->num_trips;
	struct thermal_attr *files = kcalloc(n + 1, sizeof(*files), GFP_KERNEL);
	struct attribute **attrs = kcalloc(n + 1, sizeof(*attrs), GFP_KERNEL);

	tz->trip_attrs = files; /* freed with the zone */
	tz->trips_attribute_group.attrs = attrs;
	if (!files || !attrs)
		return -ENOMEM;
	for (i = 0; i < tz->num_trips; i++, files += FILES_PER_TRIP) {
		set_file(&files[0], i, "type", trip_type_show);
		set_file(&files[1], i, "temp", trip_temp_show);
		set_file(&files[2], i, "hyst", trip_hyst_show);
		if (mask & 1 << i && (tz->ops->set_trip_temp || tz->trips)) {
			files[1].attr.attr.mode |= 0200;
			files[1].attr.store = trip_temp_store;
		}
	}
	for (i = 0; i < n; i++)
		attrs[i] = &tz->trip_attrs[i].attr.attr;
	tz->groups[0] = &zone_group;
	tz->groups[1] = &tz->trips_attribute_group;
	tz->device.groups = tz->groups;
	return 0;
}

/* ---- cooling devices ---- */

static ssize_t cdev_type_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", to_cdev(dev)->type);
}

static ssize_t max_state_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%lu\n", to_cdev(dev)->max_state);
}
static DEVICE_ATTR_RO(max_state);

static ssize_t cur_state_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct thermal_cooling_device *cdev = to_cdev(dev);
	unsigned long state;
	int err = cdev->ops->get_cur_state(cdev, &state);

	return err ? err : sysfs_emit(buf, "%lu\n", state);
}

static ssize_t cur_state_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t count)
{
	struct thermal_cooling_device *cdev = to_cdev(dev);
	unsigned long state;
	int err;

	if (kstrtoul(buf, 10, &state) || state > cdev->max_state)
		return -EINVAL;
	mutex_lock(&cdev->lock);
	err = cdev->ops->set_cur_state(cdev, state);
	mutex_unlock(&cdev->lock);
	return err ? err : (ssize_t)count;
}
static DEVICE_ATTR_RW(cur_state);
static struct device_attribute dev_attr_cdev_type = __ATTR(type, 0444, cdev_type_show, NULL);

static struct attribute *cdev_attrs[] = {&dev_attr_cdev_type.attr, &dev_attr_max_state.attr,
					 &dev_attr_cur_state.attr, NULL};
static const struct attribute_group cdev_group = {.attrs = cdev_attrs};
const struct attribute_group *thermal_cdev_groups[] = {&cdev_group, NULL};
