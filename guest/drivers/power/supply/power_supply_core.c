/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * power_supply_core: /sys/class/power_supply.
 *
 *	charger ---supplied_to---> battery
 *	   `-- power_supply_changed() --> changed_work: the battery's external_power_changed(),
 *	                                  lamps, notifiers, a uevent
 *
 * use_cnt says whether a supply is there: while it is, its driver is asked; after
 * power_supply_unregister() everybody else gets -ENODEV, and before it is all there, -EAGAIN.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/power_supply.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/power/supply/power_supply.h"

struct class *power_supply_class;
EXPORT_SYMBOL_GPL(power_supply_class);

BLOCKING_NOTIFIER_HEAD(power_supply_notifier);
EXPORT_SYMBOL_GPL(power_supply_notifier);

int power_supply_reg_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&power_supply_notifier, nb);
}
EXPORT_SYMBOL_GPL(power_supply_reg_notifier);

void power_supply_unreg_notifier(struct notifier_block *nb)
{
	blocking_notifier_chain_unregister(&power_supply_notifier, nb);
}
EXPORT_SYMBOL_GPL(power_supply_unreg_notifier);

/* ---- who feeds whom ---- */

static bool is_named(char **names, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

static bool feeds(struct power_supply *from, struct power_supply *to)
{
	if (!from->desc->name || !to->desc->name)
		return false;
	return is_named(to->supplied_from, to->num_supplies, from->desc->name) ||
	       is_named(from->supplied_to, from->num_supplicants, to->desc->name);
}

static int tell_fed(struct device *dev, void *data)
{
	struct power_supply *psy = dev_get_drvdata(dev), *from = data;

	if (feeds(from, psy) && psy->desc->external_power_changed)
		psy->desc->external_power_changed(psy);
	return 0;
}

/* Ask all that feed psy for a property, or (psy NULL) all that may feed the machine. */
struct question {
	struct power_supply *psy;
	enum power_supply_property prop;
	union power_supply_propval val;
	unsigned int count; /* of those that were asked */
};

static int ask(struct device *dev, void *data)
{
	struct power_supply *from = dev_get_drvdata(dev);
	struct question *question = data;

	if (question->psy ? !feeds(from, question->psy)
			  : from->desc->type == POWER_SUPPLY_TYPE_BATTERY)
		return 0;
	if (!question->psy &&
	    !power_supply_get_property(from, POWER_SUPPLY_PROP_SCOPE, &question->val) &&
	    question->val.intval == POWER_SUPPLY_SCOPE_DEVICE)
		return 0;
	question->count++;
	return !power_supply_get_property(from, question->prop, &question->val) &&
	       question->val.intval;
}

int power_supply_am_i_supplied(struct power_supply *psy)
{
	struct question question = {.psy = psy, .prop = POWER_SUPPLY_PROP_ONLINE};
	int online = class_for_each_device(power_supply_class, NULL, &question, ask);

	return question.count ? online : -ENODEV;
}
EXPORT_SYMBOL_GPL(power_supply_am_i_supplied);

/* Where nothing but batteries is known of, there is a plug nobody tells of. */
int power_supply_is_system_supplied(void)
{
	struct question question = {.prop = POWER_SUPPLY_PROP_ONLINE};
	int online = class_for_each_device(power_supply_class, NULL, &question, ask);

	return question.count ? online : 1;
}
EXPORT_SYMBOL_GPL(power_supply_is_system_supplied);

static int copy_from_supplier(struct device *dev, void *data)
{
	struct power_supply *from = dev_get_drvdata(dev);
	struct question *question = data;

	return feeds(from, question->psy) &&
	       !power_supply_get_property(from, question->prop, &question->val);
}

int power_supply_get_property_from_supplier(struct power_supply *psy,
					    enum power_supply_property prop,
					    union power_supply_propval *val)
{
	struct question question = {.psy = psy, .prop = prop};

	if (!class_for_each_device(power_supply_class, NULL, &question, copy_from_supplier))
		return -ENODEV;
	*val = question.val;
	return 0;
}
EXPORT_SYMBOL_GPL(power_supply_get_property_from_supplier);

/* ---- changes ---- */

static void do_changed(struct work_struct *work)
{
	struct power_supply *psy = container_of(work, struct power_supply, changed_work);
	unsigned long flags;
	bool changed;

	spin_lock_irqsave(&psy->changed_lock, flags);
	changed = psy->changed;
	psy->changed = false;
	spin_unlock_irqrestore(&psy->changed_lock, flags);
	if (!changed)
		return;
	class_for_each_device(power_supply_class, NULL, psy, tell_fed);
	power_supply_update_leds(psy);
	blocking_notifier_call_chain(&power_supply_notifier, PSY_EVENT_PROP_CHANGED, psy);
	kobject_uevent(&psy->dev.kobj, KOBJ_CHANGE);
}

void power_supply_changed(struct power_supply *psy)
{
	unsigned long flags;

	spin_lock_irqsave(&psy->changed_lock, flags);
	psy->changed = true;
	spin_unlock_irqrestore(&psy->changed_lock, flags);
	schedule_work(&psy->changed_work);
}
EXPORT_SYMBOL_GPL(power_supply_changed);

void power_supply_external_power_changed(struct power_supply *psy)
{
	if (atomic_read(&psy->use_cnt) > 0 && psy->desc->external_power_changed)
		psy->desc->external_power_changed(psy);
}
EXPORT_SYMBOL_GPL(power_supply_external_power_changed);

/* The first change, when whoever registered it has it in hand. */
static void do_first_change(struct work_struct *work)
{
	struct delayed_work *delayed = to_delayed_work(work);

	power_supply_changed(container_of(delayed, struct power_supply, deferred_register_work));
}

/* ---- properties ---- */

bool power_supply_has_property(const struct power_supply *psy, int prop)
{
	size_t i;

	for (i = 0; i < psy->desc->num_properties; i++)
		if ((int)psy->desc->properties[i] == prop)
			return true;
	return false;
}

int power_supply_get_property(struct power_supply *psy, enum power_supply_property prop,
			      union power_supply_propval *val)
{
	if (atomic_read(&psy->use_cnt) <= 0)
		return psy->initialized ? -ENODEV : -EAGAIN;
	return power_supply_has_property(psy, prop) ? psy->desc->get_property(psy, prop, val)
						    : -EINVAL;
}
EXPORT_SYMBOL_GPL(power_supply_get_property);

int power_supply_set_property(struct power_supply *psy, enum power_supply_property prop,
			      const union power_supply_propval *val)
{
	if (atomic_read(&psy->use_cnt) <= 0 || !psy->desc->set_property)
		return -ENODEV;
	return psy->desc->set_property(psy, prop, val);
}
EXPORT_SYMBOL_GPL(power_supply_set_property);

int power_supply_property_is_writeable(struct power_supply *psy, enum power_supply_property prop)
{
	if (atomic_read(&psy->use_cnt) <= 0 || !psy->desc->property_is_writeable)
		return -ENODEV;
	return psy->desc->property_is_writeable(psy, prop);
}
EXPORT_SYMBOL_GPL(power_supply_property_is_writeable);

int power_supply_set_battery_charged(struct power_supply *psy)
{
	if (atomic_read(&psy->use_cnt) <= 0 || psy->desc->type != POWER_SUPPLY_TYPE_BATTERY ||
	    !psy->desc->set_charged)
		return -EINVAL;
	psy->desc->set_charged(psy);
	return 0;
}
EXPORT_SYMBOL_GPL(power_supply_set_battery_charged);

int power_supply_powers(struct power_supply *psy, struct device *dev)
{
	return sysfs_create_link(&psy->dev.kobj, &dev->kobj, "powers");
}
EXPORT_SYMBOL_GPL(power_supply_powers);

void *power_supply_get_drvdata(struct power_supply *psy)
{
	return psy->drv_data;
}
EXPORT_SYMBOL_GPL(power_supply_get_drvdata);

static int has_name(struct device *dev, const void *name)
{
	struct power_supply *psy = dev_get_drvdata(dev);

	return !strcmp(psy->desc->name, name);
}

struct power_supply *power_supply_get_by_name(const char *name)
{
	struct device *dev = class_find_device(power_supply_class, NULL, name, has_name);
	struct power_supply *psy = dev ? dev_get_drvdata(dev) : NULL;

	if (psy)
		atomic_inc(&psy->use_cnt);
	return psy;
}
EXPORT_SYMBOL_GPL(power_supply_get_by_name);

void power_supply_put(struct power_supply *psy)
{
	atomic_dec(&psy->use_cnt);
	put_device(&psy->dev);
}
EXPORT_SYMBOL_GPL(power_supply_put);

/* ---- coming and going ---- */

static void release_supply(struct device *dev)
{
	kfree(to_power_supply(dev));
}

static struct power_supply *new_supply(struct device *parent, const struct power_supply_desc *desc,
				       const struct power_supply_config *cfg)
{
	struct power_supply *psy = kzalloc(sizeof(*psy), GFP_KERNEL);

	if (!psy)
		return NULL;
	device_initialize(&psy->dev);
	psy->dev.parent = parent;
	psy->dev.class = power_supply_class;
	psy->dev.release = release_supply;
	dev_set_drvdata(&psy->dev, psy);
	psy->desc = desc;
	spin_lock_init(&psy->changed_lock);
	INIT_WORK(&psy->changed_work, do_changed);
	INIT_DELAYED_WORK(&psy->deferred_register_work, do_first_change);
	if (!cfg)
		return psy;
	psy->drv_data = cfg->drv_data;
	psy->of_node = cfg->of_node;
	psy->dev.groups = cfg->attr_grp;
	psy->supplied_to = cfg->supplied_to;
	psy->num_supplicants = cfg->num_supplicants;
	return psy;
}

struct power_supply *__must_check power_supply_register(struct device *parent,
							const struct power_supply_desc *desc,
							const struct power_supply_config *cfg)
{
	struct power_supply *psy;
	int err;

	if (!desc || !desc->name || !desc->properties || !desc->num_properties)
		return ERR_PTR(-EINVAL);
	psy = new_supply(parent, desc, cfg);
	if (!psy)
		return ERR_PTR(-ENOMEM);
	if (power_supply_has_property(psy, POWER_SUPPLY_PROP_USB_TYPE) && !desc->num_usb_types) {
		err = -EINVAL;
		goto put;
	}
	err = dev_set_name(&psy->dev, "%s", desc->name);
	if (!err)
		err = device_add(&psy->dev);
	if (err)
		goto put;
	err = power_supply_create_triggers(psy);
	if (err) {
		device_del(&psy->dev);
		goto put;
	}
	atomic_inc(&psy->use_cnt);
	psy->initialized = true;
	queue_delayed_work(system_wq, &psy->deferred_register_work, msecs_to_jiffies(10));
	return psy;
put:
	put_device(&psy->dev);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(power_supply_register);

struct power_supply *__must_check power_supply_register_no_ws(struct device *parent,
							      const struct power_supply_desc *desc,
							      const struct power_supply_config *cfg)
{
	return power_supply_register(parent, desc, cfg);
}
EXPORT_SYMBOL_GPL(power_supply_register_no_ws);

void power_supply_unregister(struct power_supply *psy)
{
	WARN_ON(atomic_dec_return(&psy->use_cnt));
	psy->removing = true;
	cancel_delayed_work_sync(&psy->deferred_register_work);
	cancel_work_sync(&psy->changed_work);
	sysfs_remove_link(&psy->dev.kobj, "powers");
	power_supply_remove_triggers(psy);
	device_unregister(&psy->dev);
}
EXPORT_SYMBOL_GPL(power_supply_unregister);

static void unregister(void *psy)
{
	power_supply_unregister(psy);
}

struct power_supply *__must_check devm_power_supply_register(struct device *parent,
							     const struct power_supply_desc *desc,
							     const struct power_supply_config *cfg)
{
	struct power_supply *psy = power_supply_register(parent, desc, cfg);
	int err = IS_ERR(psy) ? 0 : devm_add_action_or_reset(parent, unregister, psy);

	return err ? ERR_PTR(err) : psy;
}
EXPORT_SYMBOL_GPL(devm_power_supply_register);

struct power_supply *__must_check
devm_power_supply_register_no_ws(struct device *parent, const struct power_supply_desc *desc,
				 const struct power_supply_config *cfg)
{
	return devm_power_supply_register(parent, desc, cfg);
}
EXPORT_SYMBOL_GPL(devm_power_supply_register_no_ws);

static int __init power_supply_class_init(void)
{
	power_supply_class = class_create(THIS_MODULE, "power_supply");
	if (IS_ERR(power_supply_class))
		return PTR_ERR(power_supply_class);
	power_supply_init_attrs();
	power_supply_class->dev_groups = power_supply_groups;
	power_supply_class->dev_uevent = power_supply_uevent;
	return 0;
}
subsys_initcall(power_supply_class_init);
