/* SPDX-License-Identifier: GPL-2.0-only */
/* thermal: what the files of drivers/thermal share. */
#ifndef GUEST_DRIVERS_THERMAL_H
#define GUEST_DRIVERS_THERMAL_H

#include <linux/thermal.h>

#define NO_TARGET ULONG_MAX

/* A cooling device at work for one trip of a zone. */
struct thermal_instance {
	char name[16], trip_name[32]; /* "cdev0", "cdev0_trip_point" */
	struct thermal_zone_device *tz;
	struct thermal_cooling_device *cdev;
	int id, trip;
	bool initialized;
	unsigned long upper, lower, target; /* NO_TARGET: the zone wants nothing */
	unsigned int weight;
	struct device_attribute trip_attr;
	struct list_head tz_node, cdev_node;
};

extern struct class thermal_class;
extern struct list_head thermal_zones, thermal_cdevs; /* with thermal_mutex, before a zone's lock */
extern struct mutex thermal_mutex;
extern const struct attribute_group *thermal_cdev_groups[];

/* Cool more or less for that trip (step by step), with the zone's lock. */
void thermal_throttle(struct thermal_zone_device *tz, int trip);
int thermal_trip_of(struct thermal_zone_device *tz, int trip, struct thermal_trip *it);
int thermal_add_trip_files(struct thermal_zone_device *tz, int mask);
void thermal_meet(struct thermal_zone_device *tz, struct thermal_cooling_device *cdev);
void thermal_part(struct thermal_zone_device *tz, struct thermal_cooling_device *cdev);

#endif
