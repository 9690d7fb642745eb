/* SPDX-License-Identifier: GPL-2.0-only */
/* power_supply: what the files of drivers/power/supply tell each other. */
#ifndef DRIVERS_POWER_SUPPLY_POWER_SUPPLY_H
#define DRIVERS_POWER_SUPPLY_POWER_SUPPLY_H

#include <linux/device.h>
#include <linux/types.h>

struct power_supply;

/* power_supply_sysfs: the files, and what a uevent tells. */
void power_supply_init_attrs(void);
extern const struct attribute_group *power_supply_groups[];
int power_supply_uevent(struct device *dev, struct kobj_uevent_env *env);

/* power_supply_leds: triggers NAME-charging, NAME-online ...; as the supply is now. */
int power_supply_create_triggers(struct power_supply *psy);
void power_supply_remove_triggers(struct power_supply *psy);
void power_supply_update_leds(struct power_supply *psy);

bool power_supply_has_property(const struct power_supply *psy, int prop);

#endif
