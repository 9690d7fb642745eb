/* SPDX-License-Identifier: GPL-2.0-only */
/* power_supply_battery: what tables say of a battery, between their lines. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/power_supply.h>

int power_supply_get_battery_info(struct power_supply *psy, struct power_supply_battery_info **info)
{
	return -ENOENT;
}
EXPORT_SYMBOL_GPL(power_supply_get_battery_info);

void power_supply_put_battery_info(struct power_supply *psy, struct power_supply_battery_info *info)
{
}
EXPORT_SYMBOL_GPL(power_supply_put_battery_info);

/* y at x, on the line from (x0, y0) to (x1, y1); an end, where x is not between. */
static int between(int x, int x0, int y0, int x1, int y1)
{
	if (x0 == x1 || x >= max(x0, x1))
		return x0 > x1 || x0 == x1 ? y0 : y1;
	if (x <= min(x0, x1))
		return x0 < x1 ? y0 : y1;
	return y0 + (int)div_s64((s64)(y1 - y0) * (x - x0), x1 - x0);
}

/* In a table whose first column falls: the line that is the first not above x, but not the 0th. */
#define LINE_BELOW(table, len, column, x)                                                          \
	({                                                                                         \
		int __i;                                                                           \
		for (__i = 1; __i < (len)-1 && (x) < (table)[__i].column; __i++)                   \
			;                                                                          \
		min(__i, (len)-1);                                                                 \
	})

int power_supply_ocv2cap_simple(struct power_supply_battery_ocv_table *table, int len, int ocv)
{
	int low = LINE_BELOW(table, len, ocv, ocv), high = max(low - 1, 0);

	return between(ocv, table[high].ocv, table[high].capacity, table[low].ocv,
		       table[low].capacity);
}
EXPORT_SYMBOL_GPL(power_supply_ocv2cap_simple);

int power_supply_temp2resist_simple(struct power_supply_resistance_temp_table *table, int len,
				    int temp)
{
	int low = LINE_BELOW(table, len, temp, temp), high = max(low - 1, 0);

	return between(temp, table[high].temp, table[high].resistance, table[low].temp,
		       table[low].resistance);
}
EXPORT_SYMBOL_GPL(power_supply_temp2resist_simple);

int power_supply_vbat2ri(struct power_supply_battery_info *info, int vbat_uv, bool charging)
{
	struct power_supply_vbat_ri_table *table = info->vbat2ri_discharging;
	int len = info->vbat2ri_discharging_size, low, high;

	if (charging && info->vbat2ri_charging) {
		table = info->vbat2ri_charging;
		len = info->vbat2ri_charging_size;
	}
	if (!table || len <= 0) /* what the factory says */
		return charging && info->factory_internal_resistance_charging_uohm > 0
			   ? info->factory_internal_resistance_charging_uohm
			   : info->factory_internal_resistance_uohm;
	low = LINE_BELOW(table, len, vbat_uv, vbat_uv);
	high = max(low - 1, 0);
	return between(vbat_uv, table[high].vbat_uv, table[high].ri_uohm, table[low].vbat_uv,
		       table[low].ri_uohm);
}
EXPORT_SYMBOL_GPL(power_supply_vbat2ri);

/* The table of the nearest temperature. */
struct power_supply_battery_ocv_table *
power_supply_find_ocv2cap_table(struct power_supply_battery_info *info, int temp, int *len)
{
	int i, best = 0;

	if (!info->ocv_table[0])
		return NULL;
	for (i = 1; i < POWER_SUPPLY_OCV_TEMP_MAX && info->ocv_table[i]; i++)
		if (abs(info->ocv_temp[i] - temp) < abs(info->ocv_temp[best] - temp))
			best = i;
	*len = info->ocv_table_size[best];
	return info->ocv_table[best];
}
EXPORT_SYMBOL_GPL(power_supply_find_ocv2cap_table);

int power_supply_batinfo_ocv2cap(struct power_supply_battery_info *info, int ocv, int temp)
{
	int len;
	struct power_supply_battery_ocv_table *table =
	    power_supply_find_ocv2cap_table(info, temp, &len);

	return table ? power_supply_ocv2cap_simple(table, len, ocv) : -EINVAL;
}
EXPORT_SYMBOL_GPL(power_supply_batinfo_ocv2cap);

struct power_supply_maintenance_charge_table *
power_supply_get_maintenance_charging_setting(struct power_supply_battery_info *info, int index)
{
	return index < info->maintenance_charge_size ? &info->maintenance_charge[index] : NULL;
}
EXPORT_SYMBOL_GPL(power_supply_get_maintenance_charging_setting);

/* Whether a measured resistor tells that it is this kind of battery. */
bool power_supply_battery_bti_in_range(struct power_supply_battery_info *info, int resistance)
{
	int ohm = info->bti_resistance_ohm, off;

	if (ohm <= 0 || info->bti_resistance_tolerance < 0)
		return false;
	off = ohm / 100 * info->bti_resistance_tolerance;
	return abs(resistance - ohm) <= off;
}
EXPORT_SYMBOL_GPL(power_supply_battery_bti_in_range);
