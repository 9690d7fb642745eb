/* SPDX-License-Identifier: GPL-2.0-only */
/* thermal: a zone that gets warm, what cools it, and what is said in sysfs. */
#include <linux/selftest.h>
#include <linux/string.h>
#include <linux/thermal.h>

#include "fs/sysfs/sysfs.h"

static int temperature, criticals;
static unsigned long fan;

static int get_temp(struct thermal_zone_device *tz, int *temp)
{
	*temp = temperature;
	return 0;
}

static void critical(struct thermal_zone_device *tz)
{
	criticals++;
}

static int get_max(struct thermal_cooling_device *cdev, unsigned long *state)
{
	*state = 3;
	return 0;
}

static int get_cur(struct thermal_cooling_device *cdev, unsigned long *state)
{
	*state = fan;
	return 0;
}

static int set_cur(struct thermal_cooling_device *cdev, unsigned long state)
{
	fan = state;
	return 0;
}

static int bind(struct thermal_zone_device *tz, struct thermal_cooling_device *cdev)
{
	return thermal_zone_bind_cooling_device(tz, 0, cdev, 2, THERMAL_NO_LIMIT, 0);
}

static struct thermal_zone_device_ops zone_ops = {
    .get_temp = get_temp, .bind = bind, .critical = critical};
static const struct thermal_cooling_device_ops fan_ops = {
    .get_max_state = get_max, .get_cur_state = get_cur, .set_cur_state = set_cur};
static struct thermal_trip trips[] = {{.temperature = 50000, .type = THERMAL_TRIP_PASSIVE},
				      {.temperature = 90000, .type = THERMAL_TRIP_CRITICAL}};

static unsigned long fan_at(struct thermal_zone_device *tz, int temp)
{
	temperature = temp;
	thermal_zone_device_update(tz, THERMAL_EVENT_UNSPECIFIED);
	return fan;
}

static bool says(struct device *dev, const char *file, const char *want)
{
	static char path[128], text[PAGE_SIZE];

	snprintf(path, sizeof(path), "/devices/virtual/thermal/%s/%s", dev_name(dev), file);
	return sysfs_read_text(path, text, sizeof(text)) >= 0 && !strcmp(text, want);
}

static void warm_and_cold(struct selftest *t, struct thermal_zone_device *tz)
{
	EXPECT(t, fan_at(tz, 60000) == 0); /* not enabled yet */
	temperature = 40000;
	EXPECT(t, !thermal_zone_device_enable(tz) && fan == 0);
	EXPECT(t, fan_at(tz, 55000) == 1 && tz->passive == 1);
	EXPECT(t, fan_at(tz, 55000) == 1);
	EXPECT(t, fan_at(tz, 56000) == 2);
	EXPECT(t, fan_at(tz, 57000) == 2); /* as far as it was bound */
	EXPECT(t, fan_at(tz, 52000) == 2);
	EXPECT(t, fan_at(tz, 49000) == 1);
	EXPECT(t, fan_at(tz, 48000) == 0);
	EXPECT(t, fan_at(tz, 47000) == 0 && !tz->passive);
	EXPECT(t, !criticals);
	fan_at(tz, 90000);
	EXPECT(t, criticals == 1);
}

static void files(struct selftest *t, struct thermal_zone_device *tz,
		  struct thermal_cooling_device *cdev)
{
	EXPECT(t, says(&tz->device, "type", "test-zone\n") && says(&tz->device, "temp", "90000\n"));
	EXPECT(t, says(&tz->device, "mode", "enabled\n"));
	EXPECT(t, says(&tz->device, "policy", "step_wise\n"));
	EXPECT(t, says(&tz->device, "trip_point_0_type", "passive\n"));
	EXPECT(t, says(&tz->device, "trip_point_1_temp", "90000\n"));
	EXPECT(t, says(&tz->device, "cdev0_trip_point", "0\n"));
	EXPECT(t, says(&cdev->device, "type", "fan\n") && says(&cdev->device, "max_state", "3\n"));
	EXPECT(t, tz->hwmon && !strcmp(dev_name(tz->hwmon->parent), dev_name(&tz->device)));
}

SELFTEST(thermal, a_zone_is_cooled_step_by_step)
{
	struct thermal_cooling_device *cdev =
	    thermal_cooling_device_register("fan", NULL, &fan_ops);
	struct thermal_zone_device *tz;

	fan = criticals = 0;
	if (!EXPECT(t, !IS_ERR(cdev)))
		return;
	tz = thermal_zone_device_register_with_trips("test-zone", trips, 2, 0, NULL, &zone_ops,
						     NULL, 0, 0);
	if (EXPECT(t, !IS_ERR(tz))) {
		EXPECT(t, thermal_zone_get_zone_by_name("test-zone") == tz);
		EXPECT(t, thermal_zone_bind_cooling_device(tz, 0, cdev, 2, 0, 0) == -EEXIST);
		EXPECT(t, thermal_zone_bind_cooling_device(tz, 1, cdev, 4, 0, 0) == -EINVAL);
		warm_and_cold(t, tz);
		files(t, tz, cdev);
	}
	thermal_cooling_device_unregister(cdev);
	if (!IS_ERR(tz)) {
		EXPECT(t, list_empty(&tz->thermal_instances));
		thermal_zone_device_unregister(tz);
	}
	EXPECT(t, IS_ERR(thermal_zone_get_zone_by_name("test-zone")));
	EXPECT(t, IS_ERR(thermal_zone_device_register("", 0, 0, NULL, &zone_ops, NULL, 0, 0)));
	EXPECT(t, IS_ERR(thermal_zone_device_register("x", 1, 0, NULL, &zone_ops, NULL, 0, 0)));
}
