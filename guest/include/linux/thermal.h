/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * thermal: zones, whose temperature is watched, and what cools them (drivers/thermal; sysfs'
 * class "thermal"). Temperatures are in millidegrees Celsius, a cooling device's states from 0 (not
 * at all) to its max_state. May sleep; a zone's ops may be called with its lock.
 */
#ifndef __THERMAL_H__
#define __THERMAL_H__

#include <linux/device.h>
#include <linux/err.h>
#include <linux/idr.h>
#include <linux/of.h>
#include <linux/sysfs.h>
#include <linux/workqueue.h>

#define THERMAL_NAME_LENGTH    20
#define THERMAL_NO_LIMIT       ((u32)~0)
#define THERMAL_WEIGHT_DEFAULT 0
#define THERMAL_CSTATE_INVALID (-1UL)
#define THERMAL_TEMP_INVALID   (-274000)

enum thermal_device_mode { THERMAL_DEVICE_DISABLED = 0, THERMAL_DEVICE_ENABLED };
enum thermal_trip_type {
	THERMAL_TRIP_ACTIVE = 0,
	THERMAL_TRIP_PASSIVE,
	THERMAL_TRIP_HOT,
	THERMAL_TRIP_CRITICAL, /* the machine is turned off */
};
enum thermal_trend {
	THERMAL_TREND_STABLE,
	THERMAL_TREND_RAISING,
	THERMAL_TREND_DROPPING,
};
enum thermal_notify_event {
	THERMAL_EVENT_UNSPECIFIED,
	THERMAL_EVENT_TEMP_SAMPLE,
	THERMAL_TRIP_VIOLATED,
	THERMAL_TRIP_CHANGED,
	THERMAL_DEVICE_DOWN,
	THERMAL_DEVICE_UP,
	THERMAL_DEVICE_POWER_CAPABILITY_CHANGED,
	THERMAL_TABLE_CHANGED,
	THERMAL_EVENT_KEEP_ALIVE,
};

struct thermal_attr;
struct thermal_cooling_device;
struct thermal_zone_device;

struct thermal_zone_device_ops {
	/* A zone and a cooling device have met: bind them, if they belong together. */
	int (*bind)(struct thermal_zone_device *tz, struct thermal_cooling_device *cdev);
	int (*unbind)(struct thermal_zone_device *tz, struct thermal_cooling_device *cdev);
	int (*get_temp)(struct thermal_zone_device *tz, int *temp);
	int (*set_trips)(struct thermal_zone_device *tz, int low, int high);
	int (*change_mode)(struct thermal_zone_device *tz, enum thermal_device_mode mode);
	int (*get_trip_type)(struct thermal_zone_device *tz, int trip, enum thermal_trip_type *);
	int (*get_trip_temp)(struct thermal_zone_device *tz, int trip, int *temp);
	int (*set_trip_temp)(struct thermal_zone_device *tz, int trip, int temp);
	int (*get_trip_hyst)(struct thermal_zone_device *tz, int trip, int *hyst);
	int (*set_trip_hyst)(struct thermal_zone_device *tz, int trip, int hyst);
	int (*get_crit_temp)(struct thermal_zone_device *tz, int *temp);
	int (*set_emul_temp)(struct thermal_zone_device *tz, int temp);
	int (*get_trend)(struct thermal_zone_device *tz, int trip, enum thermal_trend *trend);
	void (*hot)(struct thermal_zone_device *tz);
	void (*critical)(struct thermal_zone_device *tz);
};

struct thermal_trip {
	int temperature, hysteresis;
	enum thermal_trip_type type;
};

struct thermal_cooling_device_ops {
	int (*get_max_state)(struct thermal_cooling_device *cdev, unsigned long *state);
	int (*get_cur_state)(struct thermal_cooling_device *cdev, unsigned long *state);
	int (*set_cur_state)(struct thermal_cooling_device *cdev, unsigned long state);
	int (*get_requested_power)(struct thermal_cooling_device *cdev, u32 *power);
	int (*state2power)(struct thermal_cooling_device *cdev, unsigned long state, u32 *power);
	int (*power2state)(struct thermal_cooling_device *cdev, u32 power, unsigned long *state);
};

struct thermal_cooling_device {
	int id;
	char *type;
	unsigned long max_state;
	struct device device;
	struct device_node *np;
	void *devdata;
	void *stats;
	const struct thermal_cooling_device_ops *ops;
	bool updated; /* its state is what its instances want */
	struct mutex lock;
	struct list_head thermal_instances;
	struct list_head node;
};

struct thermal_governor {
	char name[THERMAL_NAME_LENGTH];
};

struct thermal_zone_params {
	char governor_name[THERMAL_NAME_LENGTH];
	bool no_hwmon; /* else the zone is in class hwmon, too */
	int num_tbps;
	struct thermal_bind_params *tbp;
	u32 sustainable_power;
	s32 k_po, k_pu, k_i, k_d, integral_cutoff;
	int slope, offset;
};

struct thermal_zone_device {
	int id;
	char type[THERMAL_NAME_LENGTH];
	struct device device;
	struct attribute_group trips_attribute_group;
	const struct attribute_group *groups[3];
	struct thermal_attr *trip_attrs; /* of the core */
	enum thermal_device_mode mode;
	void *devdata;
	struct thermal_trip *trips; /* or the ops say */
	int num_trips;
	unsigned long passive_delay_jiffies, polling_delay_jiffies; /* 0: it tells by itself */
	int temperature, last_temperature;
	int passive; /* passive instances at work */
	atomic_t need_update;
	struct thermal_zone_device_ops *ops;
	struct thermal_zone_params *tzp;
	struct thermal_governor *governor; /* how it is cooled: step by step, for all */
	struct list_head thermal_instances;
	struct ida ida;
	struct mutex lock;
	struct list_head node;
	struct delayed_work poll_queue;
	enum thermal_notify_event notify_event;
	struct device *hwmon;
};

/*
 * Disabled at first. mask: trips whose temperature may be written; delays in ms. ERR_PTR: -EINVAL:
 * no name, or one too long, no get_temp, trips of which nobody tells; -ENOMEM.
 */
struct thermal_zone_device *thermal_zone_device_register(const char *type, int num_trips, int mask,
							 void *devdata,
							 struct thermal_zone_device_ops *ops,
							 struct thermal_zone_params *tzp,
							 int passive_delay, int polling_delay);
struct thermal_zone_device *thermal_zone_device_register_with_trips(
    const char *type, struct thermal_trip *trips, int num_trips, int mask, void *devdata,
    struct thermal_zone_device_ops *ops, struct thermal_zone_params *tzp, int passive_delay,
    int polling_delay);
void thermal_zone_device_unregister(struct thermal_zone_device *tz);
int thermal_zone_device_enable(struct thermal_zone_device *tz);
int thermal_zone_device_disable(struct thermal_zone_device *tz);
/* Look now: the temperature has changed. */
void thermal_zone_device_update(struct thermal_zone_device *tz, enum thermal_notify_event event);
/* What is done at a critical trip, if the ops do not say. */
void thermal_zone_device_critical(struct thermal_zone_device *tz);
/* ERR_PTR: -ENODEV: none; -EEXIST: several. */
struct thermal_zone_device *thermal_zone_get_zone_by_name(const char *name);
int thermal_zone_get_temp(struct thermal_zone_device *tz, int *temp);
int thermal_zone_get_slope(struct thermal_zone_device *tz);
int thermal_zone_get_offset(struct thermal_zone_device *tz);

/* From ops->bind: the device cools the zone from that trip on, from state lower to upper. */
int thermal_zone_bind_cooling_device(struct thermal_zone_device *tz, int trip,
				     struct thermal_cooling_device *cdev, unsigned long upper,
				     unsigned long lower, unsigned int weight);
int thermal_zone_unbind_cooling_device(struct thermal_zone_device *tz, int trip,
				       struct thermal_cooling_device *cdev);

struct thermal_cooling_device *
thermal_cooling_device_register(const char *type, void *devdata,
				const struct thermal_cooling_device_ops *ops);
void thermal_cooling_device_unregister(struct thermal_cooling_device *cdev);
/* np is not looked at: no device tree says what cools what. */
struct thermal_cooling_device *
thermal_of_cooling_device_register(struct device_node *np, const char *type, void *devdata,
				   const struct thermal_cooling_device_ops *ops);
struct thermal_cooling_device *
devm_thermal_of_cooling_device_register(struct device *dev, struct device_node *np, char *type,
					void *devdata,
					const struct thermal_cooling_device_ops *ops);
void thermal_cdev_update(struct thermal_cooling_device *cdev);

/* Zones of a device tree, as without (CONFIG_THERMAL_OF off). */
static inline struct thermal_zone_device *
thermal_of_zone_register(struct device_node *sensor, int id, void *data,
			 const struct thermal_zone_device_ops *ops)
{
	return ERR_PTR(-ENOTSUPP);
}

static inline struct thermal_zone_device *
devm_thermal_of_zone_register(struct device *dev, int id, void *data,
			      const struct thermal_zone_device_ops *ops)
{
	return ERR_PTR(-ENOTSUPP);
}

static inline void thermal_of_zone_unregister(struct thermal_zone_device *tz)
{
}

static inline void devm_thermal_of_zone_unregister(struct device *dev,
						   struct thermal_zone_device *tz)
{
}

#endif
