/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * power_supply: batteries, chargers and mains as /sys/class/power_supply/NAME, a file a property
 * (guest/drivers/power/supply). Volts, amperes, watts, hours are in millionths, temperatures in
 * tenths of a degree, times in seconds, capacity in percent.
 */
#ifndef __LINUX_POWER_SUPPLY_H__
#define __LINUX_POWER_SUPPLY_H__

#include <linux/atomic.h>
#include <linux/device.h>
#include <linux/leds.h>
#include <linux/notifier.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct device_node;
struct power_supply;

/* ---- what properties may be ---- */

enum {
	POWER_SUPPLY_STATUS_UNKNOWN = 0,
	POWER_SUPPLY_STATUS_CHARGING = 1,
	POWER_SUPPLY_STATUS_DISCHARGING = 2,
	POWER_SUPPLY_STATUS_NOT_CHARGING = 3,
	POWER_SUPPLY_STATUS_FULL = 4,
};

enum {
	POWER_SUPPLY_CHARGE_TYPE_UNKNOWN = 0,
	POWER_SUPPLY_CHARGE_TYPE_NONE = 1,
	/* by how fast */
	POWER_SUPPLY_CHARGE_TYPE_TRICKLE = 2,
	POWER_SUPPLY_CHARGE_TYPE_FAST = 3,
	POWER_SUPPLY_CHARGE_TYPE_STANDARD = 4,
	/* by what it is good for */
	POWER_SUPPLY_CHARGE_TYPE_ADAPTIVE = 5,
	POWER_SUPPLY_CHARGE_TYPE_CUSTOM = 6,
	POWER_SUPPLY_CHARGE_TYPE_LONGLIFE = 7,
	POWER_SUPPLY_CHARGE_TYPE_BYPASS = 8,
};

enum {
	POWER_SUPPLY_HEALTH_UNKNOWN = 0,
	POWER_SUPPLY_HEALTH_GOOD = 1,
	POWER_SUPPLY_HEALTH_DEAD = 3,
	POWER_SUPPLY_HEALTH_NO_BATTERY = 14,
	POWER_SUPPLY_HEALTH_CALIBRATION_REQUIRED = 10,
	POWER_SUPPLY_HEALTH_UNSPEC_FAILURE = 5,
	/* from cold to hot */
	POWER_SUPPLY_HEALTH_COLD = 6,
	POWER_SUPPLY_HEALTH_COOL = 12,
	POWER_SUPPLY_HEALTH_WARM = 11,
	POWER_SUPPLY_HEALTH_HOT = 13,
	POWER_SUPPLY_HEALTH_OVERHEAT = 2,
	/* what a charger does not put up with */
	POWER_SUPPLY_HEALTH_OVERVOLTAGE = 4,
	POWER_SUPPLY_HEALTH_OVERCURRENT = 9,
	POWER_SUPPLY_HEALTH_WATCHDOG_TIMER_EXPIRE = 7,
	POWER_SUPPLY_HEALTH_SAFETY_TIMER_EXPIRE = 8,
};

enum {
	POWER_SUPPLY_TECHNOLOGY_UNKNOWN = 0,
	POWER_SUPPLY_TECHNOLOGY_NiCd = 5,
	POWER_SUPPLY_TECHNOLOGY_NiMH = 1,
	POWER_SUPPLY_TECHNOLOGY_LION = 2,
	POWER_SUPPLY_TECHNOLOGY_LIPO = 3,
	POWER_SUPPLY_TECHNOLOGY_LiFe = 4,
	POWER_SUPPLY_TECHNOLOGY_LiMn = 6,
};

enum {
	POWER_SUPPLY_CAPACITY_LEVEL_UNKNOWN = 0,
	POWER_SUPPLY_CAPACITY_LEVEL_CRITICAL = 1,
	POWER_SUPPLY_CAPACITY_LEVEL_LOW = 2,
	POWER_SUPPLY_CAPACITY_LEVEL_NORMAL = 3,
	POWER_SUPPLY_CAPACITY_LEVEL_HIGH = 4,
	POWER_SUPPLY_CAPACITY_LEVEL_FULL = 5,
};

/* Whether it feeds the machine, or only itself: a mouse's battery. */
enum {
	POWER_SUPPLY_SCOPE_UNKNOWN = 0,
	POWER_SUPPLY_SCOPE_SYSTEM = 1,
	POWER_SUPPLY_SCOPE_DEVICE = 2,
};

enum power_supply_type {
	POWER_SUPPLY_TYPE_UNKNOWN = 0,
	POWER_SUPPLY_TYPE_BATTERY = 1,
	POWER_SUPPLY_TYPE_UPS = 2,
	POWER_SUPPLY_TYPE_MAINS = 3,
	POWER_SUPPLY_TYPE_WIRELESS = 12,
	/* by a USB plug: standard, dedicated, charging port, accessory, type C, delivery */
	POWER_SUPPLY_TYPE_USB = 4,
	POWER_SUPPLY_TYPE_USB_DCP = 5,
	POWER_SUPPLY_TYPE_USB_CDP = 6,
	POWER_SUPPLY_TYPE_USB_ACA = 7,
	POWER_SUPPLY_TYPE_USB_TYPE_C = 8,
	POWER_SUPPLY_TYPE_USB_PD = 9,
	POWER_SUPPLY_TYPE_USB_PD_DRP = 10,
	POWER_SUPPLY_TYPE_APPLE_BRICK_ID = 11,
};

enum power_supply_usb_type {
	POWER_SUPPLY_USB_TYPE_UNKNOWN = 0,
	POWER_SUPPLY_USB_TYPE_SDP = 1,
	POWER_SUPPLY_USB_TYPE_DCP = 2,
	POWER_SUPPLY_USB_TYPE_CDP = 3,
	POWER_SUPPLY_USB_TYPE_ACA = 4,
	POWER_SUPPLY_USB_TYPE_C = 5,
	POWER_SUPPLY_USB_TYPE_PD = 6,
	POWER_SUPPLY_USB_TYPE_PD_DRP = 7,
	POWER_SUPPLY_USB_TYPE_PD_PPS = 8,
	POWER_SUPPLY_USB_TYPE_APPLE_BRICK_ID = 9,
};

enum power_supply_charge_behaviour {
	POWER_SUPPLY_CHARGE_BEHAVIOUR_AUTO = 0,
	POWER_SUPPLY_CHARGE_BEHAVIOUR_INHIBIT_CHARGE = 1,
	POWER_SUPPLY_CHARGE_BEHAVIOUR_FORCE_DISCHARGE = 2,
};

/* ---- properties: a file each, of that name in small letters ---- */

enum power_supply_property {
	/* words, and yes or no */
	POWER_SUPPLY_PROP_STATUS = 0,
	POWER_SUPPLY_PROP_CHARGE_TYPE = 1,
	POWER_SUPPLY_PROP_HEALTH = 2,
	POWER_SUPPLY_PROP_PRESENT = 3,
	POWER_SUPPLY_PROP_ONLINE = 4,
	POWER_SUPPLY_PROP_AUTHENTIC = 5,
	POWER_SUPPLY_PROP_TECHNOLOGY = 6,
	POWER_SUPPLY_PROP_CAPACITY_LEVEL = 51,
	POWER_SUPPLY_PROP_TYPE = 64,
	POWER_SUPPLY_PROP_USB_TYPE = 65,
	POWER_SUPPLY_PROP_SCOPE = 66,
	POWER_SUPPLY_PROP_CHARGE_BEHAVIOUR = 37,
	/* uV, uA, uW */
	POWER_SUPPLY_PROP_VOLTAGE_NOW = 12,
	POWER_SUPPLY_PROP_VOLTAGE_AVG = 13,
	POWER_SUPPLY_PROP_VOLTAGE_OCV = 14, /* with nothing connected */
	POWER_SUPPLY_PROP_VOLTAGE_BOOT = 15,
	POWER_SUPPLY_PROP_VOLTAGE_MAX = 8,
	POWER_SUPPLY_PROP_VOLTAGE_MIN = 9,
	POWER_SUPPLY_PROP_VOLTAGE_MAX_DESIGN = 10,
	POWER_SUPPLY_PROP_VOLTAGE_MIN_DESIGN = 11,
	POWER_SUPPLY_PROP_CURRENT_NOW = 17,
	POWER_SUPPLY_PROP_CURRENT_AVG = 18,
	POWER_SUPPLY_PROP_CURRENT_BOOT = 19,
	POWER_SUPPLY_PROP_CURRENT_MAX = 16,
	POWER_SUPPLY_PROP_POWER_NOW = 20,
	POWER_SUPPLY_PROP_POWER_AVG = 21,
	/* what is in it: uAh, uWh, percent */
	POWER_SUPPLY_PROP_CHARGE_NOW = 26,
	POWER_SUPPLY_PROP_CHARGE_AVG = 27,
	POWER_SUPPLY_PROP_CHARGE_FULL = 24,
	POWER_SUPPLY_PROP_CHARGE_EMPTY = 25,
	POWER_SUPPLY_PROP_CHARGE_FULL_DESIGN = 22,
	POWER_SUPPLY_PROP_CHARGE_EMPTY_DESIGN = 23,
	POWER_SUPPLY_PROP_CHARGE_COUNTER = 28,
	POWER_SUPPLY_PROP_ENERGY_NOW = 45,
	POWER_SUPPLY_PROP_ENERGY_AVG = 46,
	POWER_SUPPLY_PROP_ENERGY_FULL = 43,
	POWER_SUPPLY_PROP_ENERGY_EMPTY = 44,
	POWER_SUPPLY_PROP_ENERGY_FULL_DESIGN = 41,
	POWER_SUPPLY_PROP_ENERGY_EMPTY_DESIGN = 42,
	POWER_SUPPLY_PROP_CAPACITY = 47,
	POWER_SUPPLY_PROP_CAPACITY_ALERT_MIN = 48,
	POWER_SUPPLY_PROP_CAPACITY_ALERT_MAX = 49,
	POWER_SUPPLY_PROP_CAPACITY_ERROR_MARGIN = 50,
	/* how it is charged */
	POWER_SUPPLY_PROP_CONSTANT_CHARGE_CURRENT = 29,
	POWER_SUPPLY_PROP_CONSTANT_CHARGE_CURRENT_MAX = 30,
	POWER_SUPPLY_PROP_CONSTANT_CHARGE_VOLTAGE = 31,
	POWER_SUPPLY_PROP_CONSTANT_CHARGE_VOLTAGE_MAX = 32,
	POWER_SUPPLY_PROP_PRECHARGE_CURRENT = 67,
	POWER_SUPPLY_PROP_CHARGE_TERM_CURRENT = 68,
	POWER_SUPPLY_PROP_CHARGE_CONTROL_LIMIT = 33,
	POWER_SUPPLY_PROP_CHARGE_CONTROL_LIMIT_MAX = 34,
	POWER_SUPPLY_PROP_CHARGE_CONTROL_START_THRESHOLD = 35,
	POWER_SUPPLY_PROP_CHARGE_CONTROL_END_THRESHOLD = 36,
	POWER_SUPPLY_PROP_INPUT_CURRENT_LIMIT = 38,
	POWER_SUPPLY_PROP_INPUT_VOLTAGE_LIMIT = 39,
	POWER_SUPPLY_PROP_INPUT_POWER_LIMIT = 40,
	POWER_SUPPLY_PROP_CALIBRATE = 69,
	/* tenths of a degree Celsius */
	POWER_SUPPLY_PROP_TEMP = 52,
	POWER_SUPPLY_PROP_TEMP_MAX = 53,
	POWER_SUPPLY_PROP_TEMP_MIN = 54,
	POWER_SUPPLY_PROP_TEMP_ALERT_MIN = 55,
	POWER_SUPPLY_PROP_TEMP_ALERT_MAX = 56,
	POWER_SUPPLY_PROP_TEMP_AMBIENT = 57,
	POWER_SUPPLY_PROP_TEMP_AMBIENT_ALERT_MIN = 58,
	POWER_SUPPLY_PROP_TEMP_AMBIENT_ALERT_MAX = 59,
	/* seconds */
	POWER_SUPPLY_PROP_TIME_TO_EMPTY_NOW = 60,
	POWER_SUPPLY_PROP_TIME_TO_EMPTY_AVG = 61,
	POWER_SUPPLY_PROP_TIME_TO_FULL_NOW = 62,
	POWER_SUPPLY_PROP_TIME_TO_FULL_AVG = 63,
	/* its life */
	POWER_SUPPLY_PROP_CYCLE_COUNT = 7,
	POWER_SUPPLY_PROP_MANUFACTURE_YEAR = 70,
	POWER_SUPPLY_PROP_MANUFACTURE_MONTH = 71,
	POWER_SUPPLY_PROP_MANUFACTURE_DAY = 72,
	/* strval */
	POWER_SUPPLY_PROP_MODEL_NAME = 73,
	POWER_SUPPLY_PROP_MANUFACTURER = 74,
	POWER_SUPPLY_PROP_SERIAL_NUMBER = 75,
};

union power_supply_propval {
	int intval;
	const char *strval;
};

/* ---- supplies ---- */

/* -ENODATA: it has no value now; -ENODEV: nothing is plugged in. */
struct power_supply_desc {
	const char *name;
	enum power_supply_type type;
	const enum power_supply_property *properties;
	size_t num_properties;
	const enum power_supply_usb_type *usb_types;
	size_t num_usb_types;
	int (*get_property)(struct power_supply *psy, enum power_supply_property prop,
			    union power_supply_propval *val);
	int (*set_property)(struct power_supply *psy, enum power_supply_property prop,
			    const union power_supply_propval *val);
	int (*property_is_writeable)(struct power_supply *psy, enum power_supply_property prop);
	void (*external_power_changed)(struct power_supply *psy); /* of one that feeds it */
	void (*set_charged)(struct power_supply *psy);
	bool no_thermal;
	int use_for_apm;
};

struct power_supply_config {
	void *drv_data;
	const struct attribute_group **attr_grp;
	char **supplied_to; /* whom it feeds, by name */
	size_t num_supplicants;
	struct device_node *of_node;
	struct fwnode_handle *fwnode;
};

struct power_supply {
	struct device dev;
	const struct power_supply_desc *desc;
	void *drv_data;
	struct device_node *of_node;
	char **supplied_to, **supplied_from;
	size_t num_supplicants, num_supplies;

	struct work_struct changed_work;
	struct delayed_work deferred_register_work;
	spinlock_t changed_lock;
	bool changed;
	bool initialized, removing;
	atomic_t use_cnt; /* 0: it is gone */

	struct led_trigger *charging_full_trig, *charging_trig, *full_trig;
	struct led_trigger *charging_blink_full_solid_trig;
	struct led_trigger *online_trig;
	char *charging_full_trig_name, *charging_trig_name, *full_trig_name;
	char *charging_blink_full_solid_trig_name;
	char *online_trig_name;
};

/* ERR_PTR. _no_ws: it wakes nobody up, as nothing sleeps here. */
struct power_supply *__must_check power_supply_register(struct device *parent,
							const struct power_supply_desc *desc,
							const struct power_supply_config *cfg);
struct power_supply *__must_check
power_supply_register_no_ws(struct device *parent, const struct power_supply_desc *desc,
			    const struct power_supply_config *cfg);
struct power_supply *__must_check devm_power_supply_register(struct device *parent,
							     const struct power_supply_desc *desc,
							     const struct power_supply_config *cfg);
struct power_supply *__must_check
devm_power_supply_register_no_ws(struct device *parent, const struct power_supply_desc *desc,
				 const struct power_supply_config *cfg);
void power_supply_unregister(struct power_supply *psy);

/* Something about it is no longer as it was: tells programs, lamps, and whom it feeds. */
void power_supply_changed(struct power_supply *psy);

int power_supply_get_property(struct power_supply *psy, enum power_supply_property prop,
			      union power_supply_propval *val);
int power_supply_set_property(struct power_supply *psy, enum power_supply_property prop,
			      const union power_supply_propval *val);
int power_supply_property_is_writeable(struct power_supply *psy, enum power_supply_property prop);
int power_supply_get_property_from_supplier(struct power_supply *psy,
					    enum power_supply_property prop,
					    union power_supply_propval *val);

int power_supply_am_i_supplied(struct power_supply *psy);
int power_supply_is_system_supplied(void);
int power_supply_set_battery_charged(struct power_supply *psy);
void power_supply_external_power_changed(struct power_supply *psy);
int power_supply_powers(struct power_supply *psy, struct device *dev);

struct power_supply *power_supply_get_by_name(const char *name);
void power_supply_put(struct power_supply *psy);
void *power_supply_get_drvdata(struct power_supply *psy);

/* There are no device trees. */
static inline struct power_supply *power_supply_get_by_phandle(struct device_node *np,
							       const char *property)
{
	return NULL;
}

static inline struct power_supply *devm_power_supply_get_by_phandle(struct device *dev,
								    const char *property)
{
	return NULL;
}

enum power_supply_notifier_events { PSY_EVENT_PROP_CHANGED = 0 };
extern struct blocking_notifier_head power_supply_notifier;
int power_supply_reg_notifier(struct notifier_block *nb);
void power_supply_unreg_notifier(struct notifier_block *nb);

extern struct class *power_supply_class;
#define to_power_supply(device) container_of(device, struct power_supply, dev)

/* A file that offers some of the behaviours (a bit each): "[auto] inhibit-charge", and back. */
ssize_t power_supply_charge_behaviour_show(struct device *dev, unsigned int available,
					   enum power_supply_charge_behaviour now, char *buf);
int power_supply_charge_behaviour_parse(unsigned int available, const char *buf);

/* ---- what is known of a kind of battery, in tables ---- */

/* What boards used to say of their batteries. */
struct power_supply_info {
	const char *name;
	int technology;
	int voltage_max_design, voltage_min_design;
	int charge_full_design, charge_empty_design;
	int energy_full_design, energy_empty_design;
	int use_for_apm;
};

struct power_supply_battery_ocv_table {
	int ocv;      /* uV, falling */
	int capacity; /* percent */
};

struct power_supply_resistance_temp_table {
	int temp;	/* degrees, falling */
	int resistance; /* percent */
};

struct power_supply_vbat_ri_table {
	int vbat_uv; /* falling */
	int ri_uohm;
};

struct power_supply_maintenance_charge_table {
	int charge_current_max_ua;
	int charge_voltage_max_uv;
	int charge_safety_timer_minutes;
};

#define POWER_SUPPLY_OCV_TEMP_MAX 20

/* -EINVAL where nothing is known; the units stand in the names. */
struct power_supply_battery_info {
	unsigned int technology;
	int energy_full_design_uwh, charge_full_design_uah;
	int voltage_min_design_uv, voltage_max_design_uv;
	int tricklecharge_current_ua;
	int precharge_current_ua, precharge_voltage_max_uv;
	int charge_term_current_ua, charge_restart_voltage_uv;
	int overvoltage_limit_uv;
	int constant_charge_current_max_ua, constant_charge_voltage_max_uv;
	struct power_supply_maintenance_charge_table *maintenance_charge;
	int maintenance_charge_size;
	int alert_low_temp_charge_current_ua, alert_low_temp_charge_voltage_uv;
	int alert_high_temp_charge_current_ua, alert_high_temp_charge_voltage_uv;
	int factory_internal_resistance_uohm, factory_internal_resistance_charging_uohm;
	int temp_ambient_alert_min, temp_ambient_alert_max;
	int temp_alert_min, temp_alert_max;
	int temp_min, temp_max;
	int ocv_temp[POWER_SUPPLY_OCV_TEMP_MAX]; /* a table each */
	struct power_supply_battery_ocv_table *ocv_table[POWER_SUPPLY_OCV_TEMP_MAX];
	int ocv_table_size[POWER_SUPPLY_OCV_TEMP_MAX];
	struct power_supply_resistance_temp_table *resist_table;
	int resist_table_size;
	struct power_supply_vbat_ri_table *vbat2ri_discharging, *vbat2ri_charging;
	int vbat2ri_discharging_size, vbat2ri_charging_size;
	int bti_resistance_ohm, bti_resistance_tolerance; /* of the resistor that tells its kind */
};

/* From a device tree or ACPI: -ENOENT, as there is neither. */
int power_supply_get_battery_info(struct power_supply *psy,
				  struct power_supply_battery_info **info);
void power_supply_put_battery_info(struct power_supply *psy,
				   struct power_supply_battery_info *info);

/* Between two lines of a table linearly, beyond its ends as at the end. */
int power_supply_ocv2cap_simple(struct power_supply_battery_ocv_table *table, int len, int ocv);
struct power_supply_battery_ocv_table *
power_supply_find_ocv2cap_table(struct power_supply_battery_info *info, int temp, int *len);
int power_supply_batinfo_ocv2cap(struct power_supply_battery_info *info, int ocv, int temp);
int power_supply_temp2resist_simple(struct power_supply_resistance_temp_table *table, int len,
				    int temp);
int power_supply_vbat2ri(struct power_supply_battery_info *info, int vbat_uv, bool charging);
struct power_supply_maintenance_charge_table *
power_supply_get_maintenance_charging_setting(struct power_supply_battery_info *info, int index);
bool power_supply_battery_bti_in_range(struct power_supply_battery_info *info, int resistance);

static inline bool
power_supply_supports_maintenance_charging(struct power_supply_battery_info *info)
{
	return power_supply_get_maintenance_charging_setting(info, 0);
}

static inline bool power_supply_supports_vbat2ri(struct power_supply_battery_info *info)
{
	return info->vbat2ri_discharging_size > 0 && info->vbat2ri_discharging;
}

static inline bool power_supply_supports_temp2ri(struct power_supply_battery_info *info)
{
	return info->resist_table_size > 0 && info->resist_table;
}

/* ---- kinds of properties ---- */

static inline bool power_supply_is_amp_property(enum power_supply_property prop)
{
	return (prop >= POWER_SUPPLY_PROP_CHARGE_FULL_DESIGN &&
		prop <= POWER_SUPPLY_PROP_CONSTANT_CHARGE_CURRENT_MAX) ||
	       (prop >= POWER_SUPPLY_PROP_CURRENT_MAX && prop <= POWER_SUPPLY_PROP_CURRENT_BOOT) ||
	       prop == POWER_SUPPLY_PROP_PRECHARGE_CURRENT ||
	       prop == POWER_SUPPLY_PROP_CHARGE_TERM_CURRENT;
}

static inline bool power_supply_is_watt_property(enum power_supply_property prop)
{
	switch (prop) {
	case POWER_SUPPLY_PROP_ENERGY_FULL_DESIGN ... POWER_SUPPLY_PROP_ENERGY_AVG:
	case POWER_SUPPLY_PROP_VOLTAGE_MAX ... POWER_SUPPLY_PROP_VOLTAGE_BOOT:
	case POWER_SUPPLY_PROP_CONSTANT_CHARGE_VOLTAGE:
	case POWER_SUPPLY_PROP_CONSTANT_CHARGE_VOLTAGE_MAX:
	case POWER_SUPPLY_PROP_POWER_NOW:
		return true;
	default:
		return false;
	}
}

#endif
