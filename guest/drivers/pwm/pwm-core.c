/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pwm-core: chips with signals of a period and a part of it.
 *
 * 1. Purpose. A driver brings a chip, a consumer wants a signal, by a board's table or by number.
 * 2. Structures.
 *
 *	chips -> pwm_chip -> pwm_chip        numbers: base .. base + npwm - 1
 *	           '- pwms[npwm]: who has it, its last state
 *	tables -> pwm_lookup: device and name -> chip and index
 *
 * 3. Locking. pwm_mutex around the chips and who has what, tables_mutex around the tables. A
 *    signal's state is its user's business.
 * 4. Failure. A state that cannot be is -EINVAL and changes nothing.
 */
#include <linux/bitmap.h>
#include <linux/debugfs.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/pwm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#define MAX_PWMS 1024

static DEFINE_MUTEX(pwm_mutex);
static LIST_HEAD(chips);
static DECLARE_BITMAP(numbers, MAX_PWMS);
static DEFINE_MUTEX(tables_mutex);
static LIST_HEAD(tables);

/* ---- chips ---- */

int pwmchip_add(struct pwm_chip *chip)
{
	unsigned long base;
	unsigned int i;

	if (!chip || !chip->dev || !chip->ops || !chip->ops->apply || !chip->npwm)
		return -EINVAL;
	chip->pwms = kcalloc(chip->npwm, sizeof(*chip->pwms), GFP_KERNEL);
	if (!chip->pwms)
		return -ENOMEM;
	mutex_lock(&pwm_mutex);
	base = bitmap_find_next_zero_area(numbers, MAX_PWMS, 0, chip->npwm, 0);
	if (base >= MAX_PWMS) {
		mutex_unlock(&pwm_mutex);
		kfree(chip->pwms);
		return -ENOSPC;
	}
	bitmap_set(numbers, base, chip->npwm);
	chip->base = base;
	for (i = 0; i < chip->npwm; i++) {
		chip->pwms[i].chip = chip;
		chip->pwms[i].pwm = base + i;
		chip->pwms[i].hwpwm = i;
	}
	list_add(&chip->list, &chips);
	mutex_unlock(&pwm_mutex);
	pwmchip_sysfs_export(chip);
	return 0;
}
EXPORT_SYMBOL_GPL(pwmchip_add);

void pwmchip_remove(struct pwm_chip *chip)
{
	pwmchip_sysfs_unexport(chip);
	mutex_lock(&pwm_mutex);
	list_del_init(&chip->list);
	bitmap_clear(numbers, chip->base, chip->npwm);
	mutex_unlock(&pwm_mutex);
	kfree(chip->pwms);
	chip->pwms = NULL;
}
EXPORT_SYMBOL_GPL(pwmchip_remove);

static void devm_remove(void *chip)
{
	pwmchip_remove(chip);
}

int devm_pwmchip_add(struct device *dev, struct pwm_chip *chip)
{
	int err = pwmchip_add(chip);

	return err ? err : devm_add_action_or_reset(dev, devm_remove, chip);
}
EXPORT_SYMBOL_GPL(devm_pwmchip_add);

int pwm_set_chip_data(struct pwm_device *pwm, void *data)
{
	if (!pwm)
		return -EINVAL;
	pwm->chip_data = data;
	return 0;
}
EXPORT_SYMBOL_GPL(pwm_set_chip_data);

void *pwm_get_chip_data(struct pwm_device *pwm)
{
	return pwm ? pwm->chip_data : NULL;
}
EXPORT_SYMBOL_GPL(pwm_get_chip_data);

/* ---- taken and given back ---- */

static int take(struct pwm_device *pwm, const char *label)
{
	const struct pwm_ops *ops = pwm->chip->ops;
	struct pwm_state state = {};
	int err = 0;

	if (test_bit(PWMF_REQUESTED, &pwm->flags))
		return -EBUSY;
	if (!try_module_get(ops->owner))
		return -ENODEV;
	if (ops->request)
		err = ops->request(pwm->chip, pwm);
	if (err) {
		module_put(ops->owner);
		return err;
	}
	/* what the firmware has left it at */
	if (ops->get_state && !ops->get_state(pwm->chip, pwm, &state))
		pwm->state = state;
	set_bit(PWMF_REQUESTED, &pwm->flags);
	pwm->label = label;
	return 0;
}

struct pwm_device *pwm_request_from_chip(struct pwm_chip *chip, unsigned int index,
					 const char *label)
{
	int err;

	if (!chip || index >= chip->npwm)
		return ERR_PTR(-EINVAL);
	mutex_lock(&pwm_mutex);
	err = take(&chip->pwms[index], label);
	mutex_unlock(&pwm_mutex);
	return err ? ERR_PTR(err) : &chip->pwms[index];
}
EXPORT_SYMBOL_GPL(pwm_request_from_chip);

struct pwm_device *pwm_request(int pwm_id, const char *label)
{
	struct pwm_device *pwm = ERR_PTR(pwm_id < 0 ? -EINVAL : -EPROBE_DEFER);
	struct pwm_chip *chip;
	int err;

	if (pwm_id >= MAX_PWMS)
		return ERR_PTR(-EINVAL);
	mutex_lock(&pwm_mutex);
	list_for_each_entry (chip, &chips, list) {
		if (pwm_id < chip->base || pwm_id >= chip->base + (int)chip->npwm)
			continue;
		pwm = &chip->pwms[pwm_id - chip->base];
		err = take(pwm, label);
		if (err)
			pwm = ERR_PTR(err);
	}
	mutex_unlock(&pwm_mutex);
	return pwm;
}
EXPORT_SYMBOL_GPL(pwm_request);

void pwm_put(struct pwm_device *pwm)
{
	if (!pwm)
		return;
	mutex_lock(&pwm_mutex);
	if (!test_and_clear_bit(PWMF_REQUESTED, &pwm->flags)) {
		pr_warn("PWM device already freed\n");
	} else {
		if (pwm->chip->ops->free)
			pwm->chip->ops->free(pwm->chip, pwm);
		pwm->chip_data = NULL;
		pwm->label = NULL;
		module_put(pwm->chip->ops->owner);
	}
	mutex_unlock(&pwm_mutex);
}
EXPORT_SYMBOL_GPL(pwm_put);

void pwm_free(struct pwm_device *pwm)
{
	pwm_put(pwm);
}
EXPORT_SYMBOL_GPL(pwm_free);

/* ---- states ---- */

int pwm_apply_state(struct pwm_device *pwm, const struct pwm_state *state)
{
	int err;

	might_sleep();
	if (!pwm || !state || !state->period || state->duty_cycle > state->period)
		return -EINVAL;
	if (!memcmp(&pwm->state, state, sizeof(*state)))
		return 0;
	err = pwm->chip->ops->apply(pwm->chip, pwm, state);
	if (!err)
		pwm->state = *state;
	return err;
}
EXPORT_SYMBOL_GPL(pwm_apply_state);

/* The part stays, of the board's period. */
int pwm_adjust_config(struct pwm_device *pwm)
{
	struct pwm_state state;
	struct pwm_args args;

	pwm_get_args(pwm, &args);
	pwm_get_state(pwm, &state);
	if (!state.period) {
		state.duty_cycle = 0;
	} else if (args.period != state.period) {
		state.duty_cycle = div64_u64(state.duty_cycle * args.period, state.period);
	}
	state.period = args.period;
	if (args.polarity != state.polarity) {
		state.polarity = args.polarity;
		state.duty_cycle = state.period - state.duty_cycle;
	}
	return pwm_apply_state(pwm, &state);
}
EXPORT_SYMBOL_GPL(pwm_adjust_config);

int pwm_capture(struct pwm_device *pwm, struct pwm_capture *result, unsigned long timeout)
{
	int err;

	if (!pwm || !pwm->chip->ops)
		return -EINVAL;
	if (!pwm->chip->ops->capture)
		return -ENOSYS;
	mutex_lock(&pwm_mutex);
	err = pwm->chip->ops->capture(pwm->chip, pwm, result, timeout);
	mutex_unlock(&pwm_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(pwm_capture);

/* ---- tables ---- */

void pwm_add_table(struct pwm_lookup *table, size_t num)
{
	mutex_lock(&tables_mutex);
	while (num--)
		list_add_tail(&(table++)->list, &tables);
	mutex_unlock(&tables_mutex);
}
EXPORT_SYMBOL_GPL(pwm_add_table);

void pwm_remove_table(struct pwm_lookup *table, size_t num)
{
	mutex_lock(&tables_mutex);
	while (num--)
		list_del(&(table++)->list);
	mutex_unlock(&tables_mutex);
}
EXPORT_SYMBOL_GPL(pwm_remove_table);

/* How well an entry fits; the device says more than the name. Negative: not at all. */
static int fit(const struct pwm_lookup *entry, const char *dev_id, const char *con_id)
{
	int points = 0;

	if (entry->dev_id) {
		if (!dev_id || strcmp(entry->dev_id, dev_id))
			return -1;
		points += 2;
	}
	if (entry->con_id) {
		if (!con_id || strcmp(entry->con_id, con_id))
			return -1;
		points += 1;
	}
	return points;
}

static struct pwm_chip *chip_by_name(const char *name)
{
	struct pwm_chip *chip, *found = NULL;

	mutex_lock(&pwm_mutex);
	list_for_each_entry (chip, &chips, list)
		if (!strcmp(dev_name(chip->dev), name))
			found = chip;
	mutex_unlock(&pwm_mutex);
	return found;
}

struct pwm_device *pwm_get(struct device *dev, const char *con_id)
{
	const struct pwm_lookup *entry, *best = NULL;
	const char *dev_id = dev ? dev_name(dev) : NULL;
	int points, most = 0;
	struct pwm_device *pwm;
	struct pwm_chip *chip;

	mutex_lock(&tables_mutex);
	list_for_each_entry (entry, &tables, list) {
		points = fit(entry, dev_id, con_id);
		if (points > most) {
			most = points;
			best = entry;
		}
	}
	mutex_unlock(&tables_mutex);
	if (!best)
		return ERR_PTR(-ENODEV);
	chip = chip_by_name(best->provider);
	if (!chip)
		return ERR_PTR(-EPROBE_DEFER);
	pwm = pwm_request_from_chip(chip, best->index, con_id ? con_id : dev_id);
	if (!IS_ERR(pwm)) {
		pwm->args.period = best->period;
		pwm->args.polarity = best->polarity;
	}
	return pwm;
}
EXPORT_SYMBOL_GPL(pwm_get);

static void devm_put(void *pwm)
{
	pwm_put(pwm);
}

struct pwm_device *devm_pwm_get(struct device *dev, const char *con_id)
{
	struct pwm_device *pwm = pwm_get(dev, con_id);
	int err;

	if (IS_ERR(pwm))
		return pwm;
	err = devm_add_action_or_reset(dev, devm_put, pwm);
	return err ? ERR_PTR(err) : pwm;
}
EXPORT_SYMBOL_GPL(devm_pwm_get);

/* Nodes say nothing of signals here. */
struct pwm_device *devm_fwnode_pwm_get(struct device *dev, struct fwnode_handle *fwnode,
				       const char *con_id)
{
	return ERR_PTR(-ENODEV);
}
EXPORT_SYMBOL_GPL(devm_fwnode_pwm_get);

/* ---- /sys/kernel/debug/pwm ---- */

static void show_one(struct seq_file *m, const struct pwm_device *pwm)
{
	struct pwm_state state;

	pwm_get_state(pwm, &state);
	seq_printf(m, " pwm-%-3d (%-20.20s):", pwm->hwpwm, pwm->label ? pwm->label : "");
	if (test_bit(PWMF_REQUESTED, &pwm->flags))
		seq_puts(m, " requested");
	if (state.enabled)
		seq_puts(m, " enabled");
	seq_printf(m, " period: %llu ns duty: %llu ns polarity: %s", state.period, state.duty_cycle,
		   state.polarity ? "inverse" : "normal");
	if (state.usage_power)
		seq_puts(m, " usage_power");
	seq_putc(m, '\n');
}

static int pwm_show(struct seq_file *m, void *v)
{
	const struct pwm_chip *chip;
	unsigned int i;

	mutex_lock(&pwm_mutex);
	list_for_each_entry (chip, &chips, list) {
		seq_printf(m, "%s%s/%s, %d PWM device%s\n", chip->list.prev == &chips ? "" : "\n",
			   chip->dev->bus ? chip->dev->bus->name : "no-bus", dev_name(chip->dev),
			   chip->npwm, chip->npwm != 1 ? "s" : "");
		for (i = 0; i < chip->npwm; i++)
			show_one(m, &chip->pwms[i]);
	}
	mutex_unlock(&pwm_mutex);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(pwm);

static int __init pwm_debugfs_init(void)
{
	debugfs_create_file("pwm", 0444, NULL, NULL, &pwm_fops);
	return 0;
}
subsys_initcall(pwm_debugfs_init);
