/* SPDX-License-Identifier: GPL-2.0-only */
/* Power supplies: their files, who feeds whom, and what tables say of a battery. */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/power_supply.h>
#include <linux/selftest.h>
#include <linux/string.h>

#include "fs/sysfs/sysfs.h"

static char text[PAGE_SIZE];
static int online, limit, told;

static bool reads(const char *path, const char *want)
{
	ssize_t len = sysfs_read_text(path, text, sizeof(text));

	return len >= 0 && !strcmp(text, want);
}

static int get(struct power_supply *psy, enum power_supply_property prop,
	       union power_supply_propval *val)
{
	switch (prop) {
	case POWER_SUPPLY_PROP_ONLINE:
		val->intval = online;
		return 0;
	case POWER_SUPPLY_PROP_STATUS:
		val->intval = power_supply_am_i_supplied(psy) > 0 ? POWER_SUPPLY_STATUS_NOT_CHARGING
								  : POWER_SUPPLY_STATUS_DISCHARGING;
		return 0;
	case POWER_SUPPLY_PROP_MODEL_NAME:
		val->strval = "lead";
		return 0;
	case POWER_SUPPLY_PROP_CONSTANT_CHARGE_CURRENT:
		val->intval = limit;
		return 0;
	case POWER_SUPPLY_PROP_USB_TYPE:
		val->intval = POWER_SUPPLY_USB_TYPE_PD;
		return 0;
	default:
		return -ENODATA;
	}
}

static int set(struct power_supply *psy, enum power_supply_property prop,
	       const union power_supply_propval *val)
{
	limit = val->intval;
	return 0;
}

static int writeable(struct power_supply *psy, enum power_supply_property prop)
{
	return prop == POWER_SUPPLY_PROP_CONSTANT_CHARGE_CURRENT;
}

static void external_power_changed(struct power_supply *psy)
{
	told++;
}

static const enum power_supply_property battery_props[] = {
    POWER_SUPPLY_PROP_STATUS, POWER_SUPPLY_PROP_MODEL_NAME,
    POWER_SUPPLY_PROP_CONSTANT_CHARGE_CURRENT, POWER_SUPPLY_PROP_TEMP};
static const enum power_supply_property plug_props[] = {POWER_SUPPLY_PROP_ONLINE,
							POWER_SUPPLY_PROP_USB_TYPE};
static const enum power_supply_usb_type plug_types[] = {POWER_SUPPLY_USB_TYPE_SDP,
							POWER_SUPPLY_USB_TYPE_PD};

static const struct power_supply_desc battery_desc = {
    .name = "selftest-battery",
    .type = POWER_SUPPLY_TYPE_BATTERY,
    .properties = battery_props,
    .num_properties = ARRAY_SIZE(battery_props),
    .get_property = get,
    .set_property = set,
    .property_is_writeable = writeable,
    .external_power_changed = external_power_changed,
};

static const struct power_supply_desc plug_desc = {
    .name = "selftest-plug",
    .type = POWER_SUPPLY_TYPE_USB_PD,
    .properties = plug_props,
    .num_properties = ARRAY_SIZE(plug_props),
    .usb_types = plug_types,
    .num_usb_types = ARRAY_SIZE(plug_types),
    .get_property = get,
};

#define BATTERY "devices/virtual/power_supply/selftest-battery/"
#define PLUG	"devices/virtual/power_supply/selftest-plug/"

static void both_are_there(struct selftest *t, struct power_supply *battery,
			   struct power_supply *plug)
{
	union power_supply_propval val;

	EXPECT(t, reads(BATTERY "type", "Battery\n"));
	EXPECT(t, reads(BATTERY "status", "Discharging\n"));
	EXPECT(t, reads(BATTERY "model_name", "lead\n"));
	EXPECT(t, reads(PLUG "type", "USB_PD\n"));
	EXPECT(t, reads(PLUG "usb_type", "SDP [PD]\n"));
	EXPECT(t, sysfs_read_text(BATTERY "temp", text, sizeof(text)) == -ENODATA);
	EXPECT(t, sysfs_read_text(PLUG "temp", text, sizeof(text)) == -ENOENT);
	EXPECT(t, power_supply_get_property(plug, POWER_SUPPLY_PROP_TEMP, &val) == -EINVAL);
	EXPECT(t, power_supply_am_i_supplied(plug) == -ENODEV);
	EXPECT(t, power_supply_am_i_supplied(battery) == 0);
	online = 1;
	EXPECT(t, power_supply_am_i_supplied(battery) == 1);
	EXPECT(t, reads(BATTERY "status", "Not charging\n"));
	EXPECT(t, !power_supply_get_property_from_supplier(battery, POWER_SUPPLY_PROP_USB_TYPE,
							   &val) &&
		      val.intval == POWER_SUPPLY_USB_TYPE_PD);
	val.intval = 500000;
	EXPECT(t, !power_supply_set_property(battery, POWER_SUPPLY_PROP_CONSTANT_CHARGE_CURRENT,
					     &val));
	EXPECT(t, reads(BATTERY "constant_charge_current", "500000\n"));
	EXPECT(t, power_supply_set_property(plug, POWER_SUPPLY_PROP_ONLINE, &val) == -ENODEV);
	msleep(30); /* the first change of both */
	told = 0;
	power_supply_changed(plug);
	msleep(20);
	EXPECT(t, told == 1);
	power_supply_changed(battery);
	msleep(20);
	EXPECT(t, told == 1);
}

SELFTEST(power, supplies_feed_each_other)
{
	static char *fed[] = {"selftest-battery"};
	struct power_supply_config cfg = {.supplied_to = fed, .num_supplicants = 1};
	struct power_supply *battery, *plug, *found;

	online = limit = 0;
	battery = power_supply_register(NULL, &battery_desc, NULL);
	plug = power_supply_register(NULL, &plug_desc, &cfg);
	if (!EXPECT(t, !IS_ERR(battery) && !IS_ERR(plug)))
		return;
	both_are_there(t, battery, plug);
	found = power_supply_get_by_name("selftest-plug");
	EXPECT(t, found == plug);
	power_supply_put(found);
	EXPECT(t, !power_supply_get_by_name("selftest-none"));
	power_supply_unregister(plug);
	power_supply_unregister(battery);
	EXPECT(t, sysfs_read_text(BATTERY "type", text, sizeof(text)) == -ENOENT);
}

SELFTEST(power, tables_are_read_between_their_lines)
{
	static struct power_supply_battery_ocv_table warm[] = {
	    {4200000, 100}, {3800000, 50}, {3000000, 0}};
	static struct power_supply_battery_ocv_table cold[] = {{4100000, 100}, {3100000, 0}};
	static struct power_supply_resistance_temp_table resist[] = {{40, 100}, {0, 200}};
	static struct power_supply_vbat_ri_table ri[] = {{4000000, 100}, {3000000, 300}};
	struct power_supply_battery_info info = {
	    .ocv_temp = {25, -10},
	    .ocv_table = {warm, cold},
	    .ocv_table_size = {3, 2},
	    .vbat2ri_discharging = ri,
	    .vbat2ri_discharging_size = 2,
	    .bti_resistance_ohm = 10000,
	    .bti_resistance_tolerance = 5,
	};

	EXPECT(t, power_supply_ocv2cap_simple(warm, 3, 4300000) == 100);
	EXPECT(t, power_supply_ocv2cap_simple(warm, 3, 4000000) == 75);
	EXPECT(t, power_supply_ocv2cap_simple(warm, 3, 3400000) == 25);
	EXPECT(t, power_supply_ocv2cap_simple(warm, 3, 2000000) == 0);
	EXPECT(t, power_supply_batinfo_ocv2cap(&info, 3600000, -5) == 50);
	EXPECT(t, power_supply_temp2resist_simple(resist, 2, 10) == 175);
	EXPECT(t, power_supply_vbat2ri(&info, 3500000, true) == 200);
	EXPECT(t, power_supply_battery_bti_in_range(&info, 10500));
	EXPECT(t, !power_supply_battery_bti_in_range(&info, 10501));
	EXPECT(t, !power_supply_supports_maintenance_charging(&info));
}
