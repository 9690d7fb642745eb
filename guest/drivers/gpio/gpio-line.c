/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-line: a line in somebody's hands: taken and given back, its direction, its value, how it
 * is driven.
 *
 * A value is a level where the name says raw, else it is whether the line is active. An
 * open-drain line that its chip cannot drive so is left alone (an input) for high.
 */
#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gpio/consumer.h>
#include <uapi/linux/gpio.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "drivers/gpio/gpiolib.h"

int gpiod_validate(const struct gpio_desc *desc, const char *func)
{
	if (!desc)
		return 0;
	if (IS_ERR(desc)) {
		pr_warn("%s: invalid GPIO (errorpointer)\n", func);
		return PTR_ERR(desc);
	}
	if (!desc->gdev) {
		pr_warn("%s: invalid GPIO (no device)\n", func);
		return -EINVAL;
	}
	if (!desc->gdev->chip) {
		dev_warn(&desc->gdev->dev, "%s: backing chip is gone\n", func);
		return -ENODEV;
	}
	return 1;
}

/* For functions that give an int: there is nothing to do, and that is no error. */
#define VALIDATE_DESC(desc)                                                                        \
	do {                                                                                       \
		int __valid = gpiod_validate(desc, __func__);                                      \
		if (__valid <= 0)                                                                  \
			return __valid;                                                            \
	} while (0)
#define VALIDATE_DESC_VOID(desc)                                                                   \
	do {                                                                                       \
		if (gpiod_validate(desc, __func__) <= 0)                                           \
			return;                                                                    \
	} while (0)

/* ---- taken and given back ---- */

static void drop_label(struct gpio_desc *desc)
{
	kfree_const(desc->label);
	desc->label = NULL;
}

int gpiod_request_commit(struct gpio_desc *desc, const char *label)
{
	struct gpio_chip *gc = desc->gdev->chip;
	unsigned int offset = gpio_chip_hwgpio(desc);
	const char *copy = NULL;
	unsigned long flags;
	bool taken;
	int err = 0;

	if (label) {
		copy = kstrdup_const(label, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	spin_lock_irqsave(&gpio_lock, flags);
	taken = test_and_set_bit(FLAG_REQUESTED, &desc->flags);
	if (!taken)
		desc->label = copy ? copy : "?";
	spin_unlock_irqrestore(&gpio_lock, flags);
	if (taken) {
		kfree_const(copy);
		return -EBUSY;
	}
	if (gc->request)
		err = gpiochip_line_is_valid(gc, offset) ? gc->request(gc, offset) : -EINVAL;
	if (err) {
		drop_label(desc);
		clear_bit(FLAG_REQUESTED, &desc->flags);
		return err;
	}
	if (gc->get_direction)
		gpiod_get_direction(desc);
	return 0;
}

int gpiod_request(struct gpio_desc *desc, const char *label)
{
	int err;

	VALIDATE_DESC(desc);
	if (!try_module_get(desc->gdev->owner))
		return -EPROBE_DEFER;
	err = gpiod_request_commit(desc, label);
	if (err)
		module_put(desc->gdev->owner);
	else
		get_device(&desc->gdev->dev);
	return err;
}

#define OF_A_USER                                                                                  \
	(BIT(FLAG_ACTIVE_LOW) | BIT(FLAG_REQUESTED) | BIT(FLAG_OPEN_DRAIN) |                       \
	 BIT(FLAG_OPEN_SOURCE) | BIT(FLAG_PULL_UP) | BIT(FLAG_PULL_DOWN) |                         \
	 BIT(FLAG_BIAS_DISABLE) | BIT(FLAG_EDGE_RISING) | BIT(FLAG_EDGE_FALLING) |                 \
	 BIT(FLAG_EVENT_CLOCK_REALTIME) | BIT(FLAG_IS_HOGGED) | BIT(FLAG_TRANSITORY))

/* False: nobody had it. */
bool gpiod_free_commit(struct gpio_desc *desc)
{
	struct gpio_chip *gc = desc->gdev->chip;
	unsigned long flags;

	might_sleep();
	gpiod_unexport(desc);
	if (!test_bit(FLAG_REQUESTED, &desc->flags))
		return false;
	if (gc && gc->free)
		gc->free(gc, gpio_chip_hwgpio(desc));
	spin_lock_irqsave(&gpio_lock, flags);
	drop_label(desc);
	desc->flags &= ~OF_A_USER;
	desc->debounce_period_us = 0;
	spin_unlock_irqrestore(&gpio_lock, flags);
	blocking_notifier_call_chain(&desc->gdev->notifier, GPIOLINE_CHANGED_RELEASED, desc);
	return true;
}

void gpiod_free(struct gpio_desc *desc)
{
	struct module *owner;

	if (!desc || !desc->gdev || IS_ERR(desc))
		return;
	owner = desc->gdev->owner;
	if (WARN_ON(!gpiod_free_commit(desc)))
		return;
	put_device(&desc->gdev->dev);
	module_put(owner);
}

const char *gpiochip_is_requested(struct gpio_chip *gc, unsigned int offset)
{
	struct gpio_desc *desc = gpiochip_get_desc(gc, offset);

	if (IS_ERR(desc) || !test_bit(FLAG_REQUESTED, &desc->flags))
		return NULL;
	return desc->label;
}
EXPORT_SYMBOL_GPL(gpiochip_is_requested);

struct gpio_desc *gpiochip_request_own_desc(struct gpio_chip *gc, unsigned int hwnum,
					    const char *label, enum gpio_lookup_flags lflags,
					    enum gpiod_flags dflags)
{
	struct gpio_desc *desc = gpiochip_get_desc(gc, hwnum);
	int err;

	if (IS_ERR(desc))
		return desc;
	err = gpiod_request_commit(desc, label);
	if (err)
		return ERR_PTR(err);
	err = gpiod_configure_flags(desc, label, lflags, dflags);
	if (err) {
		gpiod_free_commit(desc);
		return ERR_PTR(err);
	}
	return desc;
}
EXPORT_SYMBOL_GPL(gpiochip_request_own_desc);

void gpiochip_free_own_desc(struct gpio_desc *desc)
{
	if (desc)
		gpiod_free_commit(desc);
}
EXPORT_SYMBOL_GPL(gpiochip_free_own_desc);

int gpiod_set_consumer_name(struct gpio_desc *desc, const char *name)
{
	const char *copy = NULL;

	VALIDATE_DESC(desc);
	if (name) {
		copy = kstrdup_const(name, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	drop_label(desc);
	desc->label = copy;
	return 0;
}
EXPORT_SYMBOL_GPL(gpiod_set_consumer_name);

/* ---- how it is driven ---- */

static int chip_config(struct gpio_desc *desc, unsigned long config)
{
	struct gpio_chip *gc = desc->gdev->chip;

	return gc->set_config ? gc->set_config(gc, gpio_chip_hwgpio(desc), config) : -ENOTSUPP;
}

static int chip_param(struct gpio_desc *desc, enum pin_config_param param, u32 argument)
{
	return chip_config(desc, pinconf_to_config_packed(param, argument));
}

/* What the chip cannot do is as it is. */
static int set_bias(struct gpio_desc *desc)
{
	int err;

	if (test_bit(FLAG_BIAS_DISABLE, &desc->flags))
		err = chip_param(desc, PIN_CONFIG_BIAS_DISABLE, 0);
	else if (test_bit(FLAG_PULL_UP, &desc->flags))
		err = chip_param(desc, PIN_CONFIG_BIAS_PULL_UP, 1);
	else if (test_bit(FLAG_PULL_DOWN, &desc->flags))
		err = chip_param(desc, PIN_CONFIG_BIAS_PULL_DOWN, 1);
	else
		return 0;
	return err == -ENOTSUPP ? 0 : err;
}

int gpiod_set_config(struct gpio_desc *desc, unsigned long config)
{
	VALIDATE_DESC(desc);
	return chip_config(desc, config);
}
EXPORT_SYMBOL_GPL(gpiod_set_config);

int gpiod_set_debounce(struct gpio_desc *desc, unsigned int debounce_us)
{
	return gpiod_set_config(desc,
				pinconf_to_config_packed(PIN_CONFIG_INPUT_DEBOUNCE, debounce_us));
}
EXPORT_SYMBOL_GPL(gpiod_set_debounce);

int gpiod_set_transitory(struct gpio_desc *desc, bool transitory)
{
	int err;

	VALIDATE_DESC(desc);
	assign_bit(FLAG_TRANSITORY, &desc->flags, transitory);
	err = chip_param(desc, PIN_CONFIG_PERSIST_STATE, !transitory);
	return err == -ENOTSUPP ? 0 : err;
}
EXPORT_SYMBOL_GPL(gpiod_set_transitory);

int gpiod_is_active_low(const struct gpio_desc *desc)
{
	VALIDATE_DESC(desc);
	return test_bit(FLAG_ACTIVE_LOW, &desc->flags);
}
EXPORT_SYMBOL_GPL(gpiod_is_active_low);

void gpiod_toggle_active_low(struct gpio_desc *desc)
{
	VALIDATE_DESC_VOID(desc);
	change_bit(FLAG_ACTIVE_LOW, &desc->flags);
}
EXPORT_SYMBOL_GPL(gpiod_toggle_active_low);

int gpiod_cansleep(const struct gpio_desc *desc)
{
	VALIDATE_DESC(desc);
	return desc->gdev->chip->can_sleep;
}
EXPORT_SYMBOL_GPL(gpiod_cansleep);

/* ---- direction ---- */

int gpiod_get_direction(struct gpio_desc *desc)
{
	struct gpio_chip *gc;
	int ret;

	if (gpiod_validate(desc, __func__) <= 0)
		return -EINVAL;
	gc = desc->gdev->chip;
	/* an output that is left alone to be high */
	if (test_bit(FLAG_OPEN_DRAIN, &desc->flags) && test_bit(FLAG_IS_OUT, &desc->flags))
		return GPIO_LINE_DIRECTION_OUT;
	if (!gc->get_direction)
		return -ENOTSUPP;
	ret = gc->get_direction(gc, gpio_chip_hwgpio(desc));
	if (ret < 0)
		return ret;
	ret = !!ret;
	assign_bit(FLAG_IS_OUT, &desc->flags, !ret);
	return ret;
}
EXPORT_SYMBOL_GPL(gpiod_get_direction);

int gpiod_direction_input(struct gpio_desc *desc)
{
	unsigned int offset;
	struct gpio_chip *gc;
	int err = 0;

	VALIDATE_DESC(desc);
	gc = desc->gdev->chip;
	offset = gpio_chip_hwgpio(desc);
	if (!gc->get && gc->direction_input) {
		gpiod_warn(desc, "%s: missing get() but have direction_input()\n", __func__);
		return -EIO;
	}
	if (gc->direction_input) {
		err = gc->direction_input(gc, offset);
	} else if (gc->get_direction && gc->get_direction(gc, offset) != GPIO_LINE_DIRECTION_IN) {
		gpiod_warn(desc, "%s: missing direction_input() operation and line is output\n",
			   __func__);
		return -EIO;
	}
	if (!err) {
		clear_bit(FLAG_IS_OUT, &desc->flags);
		err = set_bias(desc);
	}
	return err;
}
EXPORT_SYMBOL_GPL(gpiod_direction_input);

static int drive(struct gpio_desc *desc, int value)
{
	struct gpio_chip *gc = desc->gdev->chip;
	unsigned int offset = gpio_chip_hwgpio(desc);
	int err = 0;

	if (!gc->set && !gc->direction_output) {
		gpiod_warn(desc, "%s: missing set() and direction_output() operations\n", __func__);
		return -EIO;
	}
	if (gc->direction_output) {
		err = gc->direction_output(gc, offset, value);
	} else {
		if (gc->get_direction && gc->get_direction(gc, offset)) {
			gpiod_warn(desc, "%s: missing direction_output() operation\n", __func__);
			return -EIO;
		}
		gc->set(gc, offset, value);
	}
	if (!err)
		set_bit(FLAG_IS_OUT, &desc->flags);
	return err;
}

int gpiod_direction_output_raw(struct gpio_desc *desc, int value)
{
	VALIDATE_DESC(desc);
	return drive(desc, !!value);
}
EXPORT_SYMBOL_GPL(gpiod_direction_output_raw);

/* True: the chip itself drives only one level. */
static bool chip_drives_one_level(struct gpio_desc *desc)
{
	if (test_bit(FLAG_OPEN_DRAIN, &desc->flags))
		return !chip_param(desc, PIN_CONFIG_DRIVE_OPEN_DRAIN, 0);
	return !chip_param(desc, PIN_CONFIG_DRIVE_OPEN_SOURCE, 0);
}

int gpiod_direction_output(struct gpio_desc *desc, int value)
{
	bool drain, source, level;
	int err;

	VALIDATE_DESC(desc);
	level = !!value ^ test_bit(FLAG_ACTIVE_LOW, &desc->flags);
	drain = test_bit(FLAG_OPEN_DRAIN, &desc->flags);
	source = !drain && test_bit(FLAG_OPEN_SOURCE, &desc->flags);
	if (test_bit(FLAG_USED_AS_IRQ, &desc->flags) &&
	    test_bit(FLAG_IRQ_IS_ENABLED, &desc->flags)) {
		gpiod_err(desc, "%s: tried to set a GPIO tied to an IRQ as output\n", __func__);
		return -EIO;
	}
	if (drain || source) {
		if (!chip_drives_one_level(desc) && level == drain) {
			err = gpiod_direction_input(desc);
			if (!err)
				set_bit(FLAG_IS_OUT, &desc->flags);
			return err;
		}
	} else {
		chip_param(desc, PIN_CONFIG_DRIVE_PUSH_PULL, 0);
	}
	err = set_bias(desc);
	return err ? err : drive(desc, level);
}
EXPORT_SYMBOL_GPL(gpiod_direction_output);

int gpiod_configure_flags(struct gpio_desc *desc, const char *con_id, unsigned long lflags,
			  enum gpiod_flags dflags)
{
	int err;

	if (hweight_long(lflags & (GPIO_PULL_UP | GPIO_PULL_DOWN | GPIO_PULL_DISABLE)) > 1) {
		gpiod_err(desc, "multiple pull-up, pull-down or pull-disable enabled, "
				"invalid configuration\n");
		return -EINVAL;
	}
	if (lflags & GPIO_ACTIVE_LOW)
		set_bit(FLAG_ACTIVE_LOW, &desc->flags);
	if (lflags & GPIO_OPEN_DRAIN || dflags & GPIOD_FLAGS_BIT_OPEN_DRAIN)
		set_bit(FLAG_OPEN_DRAIN, &desc->flags);
	if (lflags & GPIO_OPEN_SOURCE)
		set_bit(FLAG_OPEN_SOURCE, &desc->flags);
	if (lflags & GPIO_PULL_UP)
		set_bit(FLAG_PULL_UP, &desc->flags);
	if (lflags & GPIO_PULL_DOWN)
		set_bit(FLAG_PULL_DOWN, &desc->flags);
	if (lflags & GPIO_PULL_DISABLE)
		set_bit(FLAG_BIAS_DISABLE, &desc->flags);
	err = gpiod_set_transitory(desc, lflags & GPIO_TRANSITORY);
	if (err < 0)
		return err;
	if (!(dflags & GPIOD_FLAGS_BIT_DIR_SET))
		return 0;
	if (dflags & GPIOD_FLAGS_BIT_DIR_OUT)
		return gpiod_direction_output(desc, !!(dflags & GPIOD_FLAGS_BIT_DIR_VAL));
	return gpiod_direction_input(desc);
}

/* ---- value ---- */

int gpiod_get_raw_value_commit(const struct gpio_desc *desc)
{
	struct gpio_chip *gc = desc->gdev->chip;
	int value = gc->get ? gc->get(gc, gpio_chip_hwgpio(desc)) : -EIO;

	return value < 0 ? value : !!value;
}

static int logical(const struct gpio_desc *desc, int value)
{
	return value < 0 ? value : value ^ test_bit(FLAG_ACTIVE_LOW, &desc->flags);
}

int gpiod_get_raw_value(const struct gpio_desc *desc)
{
	VALIDATE_DESC(desc);
	WARN_ON(desc->gdev->chip->can_sleep);
	return gpiod_get_raw_value_commit(desc);
}
EXPORT_SYMBOL_GPL(gpiod_get_raw_value);

int gpiod_get_value(const struct gpio_desc *desc)
{
	VALIDATE_DESC(desc);
	WARN_ON(desc->gdev->chip->can_sleep);
	return logical(desc, gpiod_get_raw_value_commit(desc));
}
EXPORT_SYMBOL_GPL(gpiod_get_value);

int gpiod_get_raw_value_cansleep(const struct gpio_desc *desc)
{
	might_sleep();
	VALIDATE_DESC(desc);
	return gpiod_get_raw_value_commit(desc);
}
EXPORT_SYMBOL_GPL(gpiod_get_raw_value_cansleep);

int gpiod_get_value_cansleep(const struct gpio_desc *desc)
{
	might_sleep();
	VALIDATE_DESC(desc);
	return logical(desc, gpiod_get_raw_value_commit(desc));
}
EXPORT_SYMBOL_GPL(gpiod_get_value_cansleep);

void gpiod_set_raw_value_commit(struct gpio_desc *desc, bool value)
{
	struct gpio_chip *gc = desc->gdev->chip;

	if (gc->set)
		gc->set(gc, gpio_chip_hwgpio(desc), value);
}

/* One level by driving the line, the other by leaving it alone. */
static void set_half(struct gpio_desc *desc, bool leave, bool level)
{
	struct gpio_chip *gc = desc->gdev->chip;
	unsigned int offset = gpio_chip_hwgpio(desc);
	int err;

	if (leave)
		err = gc->direction_input ? gc->direction_input(gc, offset) : -EIO;
	else
		err = gc->direction_output ? gc->direction_output(gc, offset, level) : -EIO;
	if (err)
		gpiod_err(desc, "error %d setting a line of one driven level\n", err);
	else
		set_bit(FLAG_IS_OUT, &desc->flags);
}

static void set_logical(struct gpio_desc *desc, int value)
{
	bool level = !!value ^ test_bit(FLAG_ACTIVE_LOW, &desc->flags);

	if (test_bit(FLAG_OPEN_DRAIN, &desc->flags))
		set_half(desc, level, false);
	else if (test_bit(FLAG_OPEN_SOURCE, &desc->flags))
		set_half(desc, !level, true);
	else
		gpiod_set_raw_value_commit(desc, level);
}

void gpiod_set_raw_value(struct gpio_desc *desc, int value)
{
	VALIDATE_DESC_VOID(desc);
	WARN_ON(desc->gdev->chip->can_sleep);
	gpiod_set_raw_value_commit(desc, value);
}
EXPORT_SYMBOL_GPL(gpiod_set_raw_value);

void gpiod_set_value(struct gpio_desc *desc, int value)
{
	VALIDATE_DESC_VOID(desc);
	WARN_ON(desc->gdev->chip->can_sleep);
	set_logical(desc, value);
}
EXPORT_SYMBOL_GPL(gpiod_set_value);

void gpiod_set_raw_value_cansleep(struct gpio_desc *desc, int value)
{
	might_sleep();
	VALIDATE_DESC_VOID(desc);
	gpiod_set_raw_value_commit(desc, value);
}
EXPORT_SYMBOL_GPL(gpiod_set_raw_value_cansleep);

void gpiod_set_value_cansleep(struct gpio_desc *desc, int value)
{
	might_sleep();
	VALIDATE_DESC_VOID(desc);
	set_logical(desc, value);
}
EXPORT_SYMBOL_GPL(gpiod_set_value_cansleep);

/* ---- what a driver asks of its lines ---- */

static bool line_flag(struct gpio_chip *gc, unsigned int offset, unsigned int flag)
{
	return offset < gc->ngpio && test_bit(flag, &gc->gpiodev->descs[offset].flags);
}

bool gpiochip_line_is_irq(struct gpio_chip *gc, unsigned int offset)
{
	return line_flag(gc, offset, FLAG_USED_AS_IRQ);
}
EXPORT_SYMBOL_GPL(gpiochip_line_is_irq);

bool gpiochip_line_is_open_drain(struct gpio_chip *gc, unsigned int offset)
{
	return line_flag(gc, offset, FLAG_OPEN_DRAIN);
}
EXPORT_SYMBOL_GPL(gpiochip_line_is_open_drain);

bool gpiochip_line_is_open_source(struct gpio_chip *gc, unsigned int offset)
{
	return line_flag(gc, offset, FLAG_OPEN_SOURCE);
}
EXPORT_SYMBOL_GPL(gpiochip_line_is_open_source);

bool gpiochip_line_is_persistent(struct gpio_chip *gc, unsigned int offset)
{
	return offset < gc->ngpio && !line_flag(gc, offset, FLAG_TRANSITORY);
}
EXPORT_SYMBOL_GPL(gpiochip_line_is_persistent);
