/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * power_supply_sysfs: a file for each property that a supply has. Some are words, which the tables
 * here hold; three are text of the driver's; the rest are numbers.
 */
#include <linux/ctype.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/power_supply.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/power/supply/power_supply.h"

static const char *const types[] = {
    [POWER_SUPPLY_TYPE_UNKNOWN] = "Unknown",
    [POWER_SUPPLY_TYPE_BATTERY] = "Battery",
    [POWER_SUPPLY_TYPE_MAINS] = "Mains",
    [POWER_SUPPLY_TYPE_UPS] = "UPS",
    [POWER_SUPPLY_TYPE_WIRELESS] = "Wireless",
    [POWER_SUPPLY_TYPE_USB] = "USB",
    [POWER_SUPPLY_TYPE_USB_DCP] = "USB_DCP",
    [POWER_SUPPLY_TYPE_USB_CDP] = "USB_CDP",
    [POWER_SUPPLY_TYPE_USB_ACA] = "USB_ACA",
    [POWER_SUPPLY_TYPE_USB_TYPE_C] = "USB_C",
    [POWER_SUPPLY_TYPE_USB_PD] = "USB_PD",
    [POWER_SUPPLY_TYPE_USB_PD_DRP] = "USB_PD_DRP",
    [POWER_SUPPLY_TYPE_APPLE_BRICK_ID] = "BrickID",
};

static const char *const usb_types[] = {
    [POWER_SUPPLY_USB_TYPE_UNKNOWN] = "Unknown", [POWER_SUPPLY_USB_TYPE_SDP] = "SDP",
    [POWER_SUPPLY_USB_TYPE_DCP] = "DCP",	 [POWER_SUPPLY_USB_TYPE_CDP] = "CDP",
    [POWER_SUPPLY_USB_TYPE_ACA] = "ACA",	 [POWER_SUPPLY_USB_TYPE_C] = "C",
    [POWER_SUPPLY_USB_TYPE_PD] = "PD",		 [POWER_SUPPLY_USB_TYPE_PD_DRP] = "PD_DRP",
    [POWER_SUPPLY_USB_TYPE_PD_PPS] = "PD_PPS",	 [POWER_SUPPLY_USB_TYPE_APPLE_BRICK_ID] = "BrickID",
};

static const char *const statuses[] = {
    [POWER_SUPPLY_STATUS_UNKNOWN] = "Unknown",
    [POWER_SUPPLY_STATUS_FULL] = "Full",
    [POWER_SUPPLY_STATUS_CHARGING] = "Charging",
    [POWER_SUPPLY_STATUS_DISCHARGING] = "Discharging",
    [POWER_SUPPLY_STATUS_NOT_CHARGING] = "Not charging",
};

static const char *const charge_types[] = {
    [POWER_SUPPLY_CHARGE_TYPE_UNKNOWN] = "Unknown",
    [POWER_SUPPLY_CHARGE_TYPE_NONE] = "N/A",
    [POWER_SUPPLY_CHARGE_TYPE_FAST] = "Fast",
    [POWER_SUPPLY_CHARGE_TYPE_STANDARD] = "Standard",
    [POWER_SUPPLY_CHARGE_TYPE_TRICKLE] = "Trickle",
    [POWER_SUPPLY_CHARGE_TYPE_ADAPTIVE] = "Adaptive",
    [POWER_SUPPLY_CHARGE_TYPE_CUSTOM] = "Custom",
    [POWER_SUPPLY_CHARGE_TYPE_LONGLIFE] = "Long Life",
    [POWER_SUPPLY_CHARGE_TYPE_BYPASS] = "Bypass",
};

static const char *const healths[] = {
    [POWER_SUPPLY_HEALTH_UNKNOWN] = "Unknown",
    [POWER_SUPPLY_HEALTH_GOOD] = "Good",
    [POWER_SUPPLY_HEALTH_DEAD] = "Dead",
    [POWER_SUPPLY_HEALTH_NO_BATTERY] = "No battery",
    [POWER_SUPPLY_HEALTH_CALIBRATION_REQUIRED] = "Calibration required",
    [POWER_SUPPLY_HEALTH_UNSPEC_FAILURE] = "Unspecified failure",
    [POWER_SUPPLY_HEALTH_COLD] = "Cold",
    [POWER_SUPPLY_HEALTH_COOL] = "Cool",
    [POWER_SUPPLY_HEALTH_WARM] = "Warm",
    [POWER_SUPPLY_HEALTH_HOT] = "Hot",
    [POWER_SUPPLY_HEALTH_OVERHEAT] = "Overheat",
    [POWER_SUPPLY_HEALTH_OVERVOLTAGE] = "Over voltage",
    [POWER_SUPPLY_HEALTH_OVERCURRENT] = "Over current",
    [POWER_SUPPLY_HEALTH_WATCHDOG_TIMER_EXPIRE] = "Watchdog timer expire",
    [POWER_SUPPLY_HEALTH_SAFETY_TIMER_EXPIRE] = "Safety timer expire",
};

static const char *const technologies[] = {
    [POWER_SUPPLY_TECHNOLOGY_UNKNOWN] = "Unknown", [POWER_SUPPLY_TECHNOLOGY_NiCd] = "NiCd",
    [POWER_SUPPLY_TECHNOLOGY_NiMH] = "NiMH",	   [POWER_SUPPLY_TECHNOLOGY_LION] = "Li-ion",
    [POWER_SUPPLY_TECHNOLOGY_LIPO] = "Li-poly",	   [POWER_SUPPLY_TECHNOLOGY_LiFe] = "LiFe",
    [POWER_SUPPLY_TECHNOLOGY_LiMn] = "LiMn",
};

static const char *const levels[] = {
    [POWER_SUPPLY_CAPACITY_LEVEL_UNKNOWN] = "Unknown",
    [POWER_SUPPLY_CAPACITY_LEVEL_CRITICAL] = "Critical",
    [POWER_SUPPLY_CAPACITY_LEVEL_LOW] = "Low",
    [POWER_SUPPLY_CAPACITY_LEVEL_NORMAL] = "Normal",
    [POWER_SUPPLY_CAPACITY_LEVEL_HIGH] = "High",
    [POWER_SUPPLY_CAPACITY_LEVEL_FULL] = "Full",
};

static const char *const scopes[] = {
    [POWER_SUPPLY_SCOPE_UNKNOWN] = "Unknown",
    [POWER_SUPPLY_SCOPE_SYSTEM] = "System",
    [POWER_SUPPLY_SCOPE_DEVICE] = "Device",
};

static const char *const behaviours[] = {
    [POWER_SUPPLY_CHARGE_BEHAVIOUR_AUTO] = "auto",
    [POWER_SUPPLY_CHARGE_BEHAVIOUR_INHIBIT_CHARGE] = "inhibit-charge",
    [POWER_SUPPLY_CHARGE_BEHAVIOUR_FORCE_DISCHARGE] = "force-discharge",
};

/* One property's file; words NULL: a number, or text. */
struct property {
	const char *upper; /* as POWER_SUPPLY_PROP_ has it, and uevents */
	const char *const *words;
	int num_words;
	char name[32]; /* in small letters */
	struct device_attribute attr;
};

#define NUMBER(prop)	  [POWER_SUPPLY_PROP_##prop] = {.upper = #prop}
#define WORDS(prop, list) [POWER_SUPPLY_PROP_##prop] = {#prop, list, ARRAY_SIZE(list)}

static struct property properties[] = {
    WORDS(STATUS, statuses),
    WORDS(CHARGE_TYPE, charge_types),
    WORDS(HEALTH, healths),
    WORDS(TECHNOLOGY, technologies),
    WORDS(CAPACITY_LEVEL, levels),
    WORDS(TYPE, types),
    WORDS(USB_TYPE, usb_types),
    WORDS(SCOPE, scopes),
    WORDS(CHARGE_BEHAVIOUR, behaviours),
    NUMBER(PRESENT),
    NUMBER(ONLINE),
    NUMBER(AUTHENTIC),
    NUMBER(VOLTAGE_NOW),
    NUMBER(VOLTAGE_AVG),
    NUMBER(VOLTAGE_OCV),
    NUMBER(VOLTAGE_BOOT),
    NUMBER(VOLTAGE_MAX),
    NUMBER(VOLTAGE_MIN),
    NUMBER(VOLTAGE_MAX_DESIGN),
    NUMBER(VOLTAGE_MIN_DESIGN),
    NUMBER(CURRENT_NOW),
    NUMBER(CURRENT_AVG),
    NUMBER(CURRENT_BOOT),
    NUMBER(CURRENT_MAX),
    NUMBER(POWER_NOW),
    NUMBER(POWER_AVG),
    NUMBER(CHARGE_NOW),
    NUMBER(CHARGE_AVG),
    NUMBER(CHARGE_FULL),
    NUMBER(CHARGE_EMPTY),
    NUMBER(CHARGE_FULL_DESIGN),
    NUMBER(CHARGE_EMPTY_DESIGN),
    NUMBER(CHARGE_COUNTER),
    NUMBER(ENERGY_NOW),
    NUMBER(ENERGY_AVG),
    NUMBER(ENERGY_FULL),
    NUMBER(ENERGY_EMPTY),
    NUMBER(ENERGY_FULL_DESIGN),
    NUMBER(ENERGY_EMPTY_DESIGN),
    NUMBER(CAPACITY),
    NUMBER(CAPACITY_ALERT_MIN),
    NUMBER(CAPACITY_ALERT_MAX),
    NUMBER(CAPACITY_ERROR_MARGIN),
    NUMBER(CONSTANT_CHARGE_CURRENT),
    NUMBER(CONSTANT_CHARGE_CURRENT_MAX),
    NUMBER(CONSTANT_CHARGE_VOLTAGE),
    NUMBER(CONSTANT_CHARGE_VOLTAGE_MAX),
    NUMBER(PRECHARGE_CURRENT),
    NUMBER(CHARGE_TERM_CURRENT),
    NUMBER(CHARGE_CONTROL_LIMIT),
    NUMBER(CHARGE_CONTROL_LIMIT_MAX),
    NUMBER(CHARGE_CONTROL_START_THRESHOLD),
    NUMBER(CHARGE_CONTROL_END_THRESHOLD),
    NUMBER(INPUT_CURRENT_LIMIT),
    NUMBER(INPUT_VOLTAGE_LIMIT),
    NUMBER(INPUT_POWER_LIMIT),
    NUMBER(CALIBRATE),
    NUMBER(TEMP),
    NUMBER(TEMP_MAX),
    NUMBER(TEMP_MIN),
    NUMBER(TEMP_ALERT_MIN),
    NUMBER(TEMP_ALERT_MAX),
    NUMBER(TEMP_AMBIENT),
    NUMBER(TEMP_AMBIENT_ALERT_MIN),
    NUMBER(TEMP_AMBIENT_ALERT_MAX),
    NUMBER(TIME_TO_EMPTY_NOW),
    NUMBER(TIME_TO_EMPTY_AVG),
    NUMBER(TIME_TO_FULL_NOW),
    NUMBER(TIME_TO_FULL_AVG),
    NUMBER(CYCLE_COUNT),
    NUMBER(MANUFACTURE_YEAR),
    NUMBER(MANUFACTURE_MONTH),
    NUMBER(MANUFACTURE_DAY),
    NUMBER(MODEL_NAME),
    NUMBER(MANUFACTURER),
    NUMBER(SERIAL_NUMBER),
};

static struct attribute *attrs[ARRAY_SIZE(properties) + 1];

/* ---- reading ---- */

/* All there are, and the one it is, in brackets; else (of no list) that one alone. */
static ssize_t show_choice(const struct property *p, unsigned int among, int now, char *buf)
{
	ssize_t len = 0;
	int i;

	for (i = 0; i < p->num_words; i++)
		if (among >> i & 1)
			len += sysfs_emit_at(buf, len, i == now ? "%s[%s]" : "%s%s", len ? " " : "",
					     p->words[i]);
	if (now < 0 || !(among >> now & 1))
		return -EINVAL;
	return len + sysfs_emit_at(buf, len, "\n");
}

static ssize_t show_value(struct power_supply *psy, int prop, const union power_supply_propval *val,
			  char *buf)
{
	const struct property *p = &properties[prop];
	unsigned int among = 0;
	size_t i;

	if (prop == POWER_SUPPLY_PROP_USB_TYPE) {
		for (i = 0; i < psy->desc->num_usb_types; i++)
			among |= BIT(psy->desc->usb_types[i]);
		return show_choice(p, among | BIT(val->intval), val->intval, buf);
	}
	if (prop >= POWER_SUPPLY_PROP_MODEL_NAME)
		return sysfs_emit(buf, "%s\n", val->strval);
	if (p->words && val->intval >= 0 && val->intval < p->num_words)
		return sysfs_emit(buf, "%s\n", p->words[val->intval]);
	return sysfs_emit(buf, "%d\n", val->intval);
}

static int property_of(struct device_attribute *attr)
{
	return container_of(attr, struct property, attr) - properties;
}

static int get_value(struct power_supply *psy, int prop, union power_supply_propval *val)
{
	if (prop != POWER_SUPPLY_PROP_TYPE)
		return power_supply_get_property(psy, prop, val);
	val->intval = psy->desc->type;
	return 0;
}

static ssize_t property_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct power_supply *psy = dev_get_drvdata(dev);
	union power_supply_propval val = {};
	int prop = property_of(attr), err = get_value(psy, prop, &val);

	if (!err)
		return show_value(psy, prop, &val, buf);
	if (err != -ENODATA && err != -ENODEV && err != -EAGAIN)
		dev_err_ratelimited(dev, "driver failed to report `%s' property: %d\n",
				    attr->attr.name, err);
	return err;
}

static ssize_t property_store(struct device *dev, struct device_attribute *attr, const char *buf,
			      size_t len)
{
	const struct property *p = container_of(attr, struct property, attr);
	struct power_supply *psy = dev_get_drvdata(dev);
	union power_supply_propval val;
	long number;
	int err = p->words ? __sysfs_match_string(p->words, p->num_words, buf) : -EINVAL;

	if (err < 0) {
		err = kstrtol(buf, 10, &number);
		if (err)
			return err;
		err = number;
	}
	val.intval = err;
	err = power_supply_set_property(psy, property_of(attr), &val);
	return err < 0 ? err : (ssize_t)len;
}

static umode_t property_mode(struct kobject *kobj, struct attribute *attr, int prop)
{
	struct power_supply *psy = dev_get_drvdata(kobj_to_dev(kobj));

	if (prop == POWER_SUPPLY_PROP_TYPE)
		return 0444;
	if (!power_supply_has_property(psy, prop))
		return 0;
	return psy->desc->property_is_writeable && psy->desc->property_is_writeable(psy, prop) > 0
		   ? 0644
		   : 0444;
}

static const struct attribute_group group = {.attrs = attrs, .is_visible = property_mode};
const struct attribute_group *power_supply_groups[] = {&group, NULL};

void power_supply_init_attrs(void)
{
	struct property *p;
	size_t i, c;

	for (i = 0; i < ARRAY_SIZE(properties); i++) {
		p = &properties[i];
		for (c = 0; p->upper[c]; c++)
			p->name[c] = tolower(p->upper[c]);
		sysfs_attr_init(&p->attr.attr);
		p->attr.attr.name = p->name;
		p->attr.show = property_show;
		p->attr.store = property_store;
		attrs[i] = &p->attr.attr;
	}
}

/* ---- uevents ---- */

static int add_property(struct power_supply *psy, struct kobj_uevent_env *env, int prop, char *buf)
{
	union power_supply_propval val = {};
	ssize_t len;

	if (get_value(psy, prop, &val))
		return 0; /* there is none now */
	len = show_value(psy, prop, &val, buf);
	if (len < 0)
		return len;
	buf[len - 1] = 0;
	return add_uevent_var(env, "POWER_SUPPLY_%s=%s", properties[prop].upper, buf);
}

int power_supply_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	struct power_supply *psy = dev_get_drvdata(dev);
	size_t i;
	char *buf;
	int err;

	if (!psy || !psy->desc)
		return 0;
	err = add_uevent_var(env, "POWER_SUPPLY_NAME=%s", psy->desc->name);
	buf = (char *)get_zeroed_page(GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	if (!err)
		err = add_property(psy, env, POWER_SUPPLY_PROP_TYPE, buf);
	for (i = 0; !err && i < psy->desc->num_properties; i++)
		err = add_property(psy, env, psy->desc->properties[i], buf);
	free_page((unsigned long)buf);
	return err;
}

/* ---- for drivers' own files ---- */

ssize_t power_supply_charge_behaviour_show(struct device *dev, unsigned int available,
					   enum power_supply_charge_behaviour now, char *buf)
{
	return show_choice(&properties[POWER_SUPPLY_PROP_CHARGE_BEHAVIOUR], available, now, buf);
}
EXPORT_SYMBOL_GPL(power_supply_charge_behaviour_show);

int power_supply_charge_behaviour_parse(unsigned int available, const char *buf)
{
	int i = sysfs_match_string(behaviours, buf);

	return i >= 0 && !(available >> i & 1) ? -EINVAL : i;
}
EXPORT_SYMBOL_GPL(power_supply_charge_behaviour_parse);
