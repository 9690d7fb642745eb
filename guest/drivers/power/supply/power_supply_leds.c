/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * power_supply_leds: lamps that show how a supply is. A battery has four triggers: on while it is
 * charged and when it is full, one of both, or blinking while it is charged; others have one, on
 * while there is power.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/leds.h>
#include <linux/power_supply.h>
#include <linux/slab.h>

#include "drivers/power/supply/power_supply.h"

static int add(struct power_supply *psy, const char *what, char **name, struct led_trigger **trig)
{
	*name = kasprintf(GFP_KERNEL, "%s-%s", psy->desc->name, what);
	if (!*name)
		return -ENOMEM;
	led_trigger_register_simple(*name, trig);
	return 0;
}

static void drop(char **name, struct led_trigger **trig)
{
	if (*trig)
		led_trigger_unregister_simple(*trig);
	kfree(*name);
	*trig = NULL;
	*name = NULL;
}

void power_supply_remove_triggers(struct power_supply *psy)
{
	drop(&psy->charging_full_trig_name, &psy->charging_full_trig);
	drop(&psy->charging_trig_name, &psy->charging_trig);
	drop(&psy->full_trig_name, &psy->full_trig);
	drop(&psy->charging_blink_full_solid_trig_name, &psy->charging_blink_full_solid_trig);
	drop(&psy->online_trig_name, &psy->online_trig);
}

int power_supply_create_triggers(struct power_supply *psy)
{
	int err;

	if (psy->desc->type != POWER_SUPPLY_TYPE_BATTERY)
		return add(psy, "online", &psy->online_trig_name, &psy->online_trig);
	err = add(psy, "charging-or-full", &psy->charging_full_trig_name, &psy->charging_full_trig);
	if (!err)
		err = add(psy, "charging", &psy->charging_trig_name, &psy->charging_trig);
	if (!err)
		err = add(psy, "full", &psy->full_trig_name, &psy->full_trig);
	if (!err)
		err =
		    add(psy, "charging-blink-full-solid", &psy->charging_blink_full_solid_trig_name,
			&psy->charging_blink_full_solid_trig);
	if (err)
		power_supply_remove_triggers(psy);
	return err;
}

static void show_battery(struct power_supply *psy, int status)
{
	bool charging = status == POWER_SUPPLY_STATUS_CHARGING;
	bool full = status == POWER_SUPPLY_STATUS_FULL;
	unsigned long on = 0, off = 0; /* as the lamp likes it */

	led_trigger_event(psy->charging_full_trig, charging || full ? LED_FULL : LED_OFF);
	led_trigger_event(psy->charging_trig, charging ? LED_FULL : LED_OFF);
	led_trigger_event(psy->full_trig, full ? LED_FULL : LED_OFF);
	/* a lamp that blinks goes on blinking until it is off */
	led_trigger_event(psy->charging_blink_full_solid_trig, LED_OFF);
	if (full)
		led_trigger_event(psy->charging_blink_full_solid_trig, LED_FULL);
	else if (charging)
		led_trigger_blink(psy->charging_blink_full_solid_trig, &on, &off);
}

void power_supply_update_leds(struct power_supply *psy)
{
	bool battery = psy->desc->type == POWER_SUPPLY_TYPE_BATTERY;
	union power_supply_propval val;

	if (power_supply_get_property(
		psy, battery ? POWER_SUPPLY_PROP_STATUS : POWER_SUPPLY_PROP_ONLINE, &val))
		return;
	if (battery)
		show_battery(psy, val.intval);
	else
		led_trigger_event(psy->online_trig, val.intval ? LED_FULL : LED_OFF);
}
