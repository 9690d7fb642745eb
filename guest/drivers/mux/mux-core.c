/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mux-core: /sys/class/mux, and the turns that users of a multiplexer take.
 *
 * A control's semaphore is down from select to deselect, which may be called by different threads;
 * cached_state and last_change are the holder's.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mux/consumer.h>
#include <linux/mux/driver.h>
#include <linux/slab.h>

#define CACHE_UNKNOWN MUX_IDLE_AS_IS /* no state has that number */

struct mux_state {
	struct mux_control *mux;
	unsigned int state;
};

static DEFINE_IDA(mux_ida);
static struct class *mux_class;

/* ---- chips ---- */

static void release_chip(struct device *dev)
{
	struct mux_chip *chip = to_mux_chip(dev);

	ida_free(&mux_ida, chip->id);
	kfree(chip);
}

struct mux_chip *mux_chip_alloc(struct device *dev, unsigned int controllers, size_t sizeof_priv)
{
	struct mux_chip *chip;
	unsigned int i;
	int id;

	if (WARN_ON(!dev || !controllers))
		return ERR_PTR(-EINVAL);
	chip = kzalloc(sizeof(*chip) + controllers * sizeof(*chip->mux) + sizeof_priv, GFP_KERNEL);
	if (!chip)
		return ERR_PTR(-ENOMEM);
	id = ida_alloc(&mux_ida, GFP_KERNEL);
	if (id < 0) {
		kfree(chip);
		return ERR_PTR(id);
	}
	chip->id = id;
	chip->mux = (struct mux_control *)(chip + 1);
	chip->controllers = controllers;
	for (i = 0; i < controllers; i++) {
		chip->mux[i].chip = chip;
		sema_init(&chip->mux[i].lock, 1);
		chip->mux[i].cached_state = CACHE_UNKNOWN;
		chip->mux[i].idle_state = MUX_IDLE_AS_IS;
		chip->mux[i].last_change = ktime_get();
	}
	chip->dev.class = mux_class;
	chip->dev.parent = dev;
	chip->dev.of_node = dev->of_node;
	chip->dev.release = release_chip;
	dev_set_drvdata(&chip->dev, chip);
	device_initialize(&chip->dev);
	dev_set_name(&chip->dev, "muxchip%d", chip->id);
	return chip;
}
EXPORT_SYMBOL_GPL(mux_chip_alloc);

static int set_state(struct mux_control *mux, int state)
{
	int err = mux->chip->ops->set(mux, state);

	mux->cached_state = err < 0 ? CACHE_UNKNOWN : state;
	if (err >= 0)
		mux->last_change = ktime_get();
	return err;
}

int mux_chip_register(struct mux_chip *chip)
{
	unsigned int i;
	int err;

	for (i = 0; i < chip->controllers; i++) {
		struct mux_control *mux = &chip->mux[i];

		if (mux->idle_state == mux->cached_state)
			continue;
		err = set_state(mux, mux->idle_state);
		if (err < 0) {
			dev_err(&chip->dev, "unable to set idle state\n");
			return err;
		}
	}
	return device_add(&chip->dev);
}
EXPORT_SYMBOL_GPL(mux_chip_register);

void mux_chip_unregister(struct mux_chip *chip)
{
	device_del(&chip->dev);
}
EXPORT_SYMBOL_GPL(mux_chip_unregister);

void mux_chip_free(struct mux_chip *chip)
{
	if (chip)
		put_device(&chip->dev);
}
EXPORT_SYMBOL_GPL(mux_chip_free);

static void free_chip(void *chip)
{
	mux_chip_free(chip);
}

static void unregister_chip(void *chip)
{
	mux_chip_unregister(chip);
}

struct mux_chip *devm_mux_chip_alloc(struct device *dev, unsigned int controllers,
				     size_t sizeof_priv)
{
	struct mux_chip *chip = mux_chip_alloc(dev, controllers, sizeof_priv);
	int err = IS_ERR(chip) ? 0 : devm_add_action_or_reset(dev, free_chip, chip);

	return err ? ERR_PTR(err) : chip;
}
EXPORT_SYMBOL_GPL(devm_mux_chip_alloc);

int devm_mux_chip_register(struct device *dev, struct mux_chip *chip)
{
	int err = mux_chip_register(chip);

	return err ? err : devm_add_action_or_reset(dev, unregister_chip, chip);
}
EXPORT_SYMBOL_GPL(devm_mux_chip_register);

/* ---- users ---- */

unsigned int mux_control_states(struct mux_control *mux)
{
	return mux->states;
}
EXPORT_SYMBOL_GPL(mux_control_states);

/* Its lock is held; not after an error. */
static int select(struct mux_control *mux, unsigned int state, unsigned int delay_us)
{
	s64 left;
	int err = 0;

	if (WARN_ON(state >= mux->states))
		err = -EINVAL;
	else if (mux->cached_state != (int)state)
		err = set_state(mux, state);
	if (err < 0) {
		if (mux->idle_state != MUX_IDLE_AS_IS && err != -EINVAL)
			set_state(mux, mux->idle_state);
		up(&mux->lock);
		return err;
	}
	left = delay_us - ktime_us_delta(ktime_get(), mux->last_change);
	if (delay_us && left > 0)
		fsleep(left);
	return 0;
}

int mux_control_select_delay(struct mux_control *mux, unsigned int state, unsigned int delay_us)
{
	int err = down_killable(&mux->lock);

	return err < 0 ? err : select(mux, state, delay_us);
}
EXPORT_SYMBOL_GPL(mux_control_select_delay);

int mux_control_try_select_delay(struct mux_control *mux, unsigned int state, unsigned int delay_us)
{
	return down_trylock(&mux->lock) ? -EBUSY : select(mux, state, delay_us);
}
EXPORT_SYMBOL_GPL(mux_control_try_select_delay);

int mux_control_deselect(struct mux_control *mux)
{
	int err = 0;

	if (mux->idle_state != MUX_IDLE_AS_IS && mux->idle_state != mux->cached_state)
		err = set_state(mux, mux->idle_state);
	up(&mux->lock);
	return err;
}
EXPORT_SYMBOL_GPL(mux_control_deselect);

int mux_state_select_delay(struct mux_state *mstate, unsigned int delay_us)
{
	return mux_control_select_delay(mstate->mux, mstate->state, delay_us);
}
EXPORT_SYMBOL_GPL(mux_state_select_delay);

int mux_state_try_select_delay(struct mux_state *mstate, unsigned int delay_us)
{
	return mux_control_try_select_delay(mstate->mux, mstate->state, delay_us);
}
EXPORT_SYMBOL_GPL(mux_state_try_select_delay);

int mux_state_deselect(struct mux_state *mstate)
{
	return mux_control_deselect(mstate->mux);
}
EXPORT_SYMBOL_GPL(mux_state_deselect);

/* Nothing says which is whose. */
struct mux_control *mux_control_get(struct device *dev, const char *name)
{
	return ERR_PTR(-ENODEV);
}
EXPORT_SYMBOL_GPL(mux_control_get);

struct mux_control *devm_mux_control_get(struct device *dev, const char *name)
{
	return ERR_PTR(-ENODEV);
}
EXPORT_SYMBOL_GPL(devm_mux_control_get);

struct mux_state *devm_mux_state_get(struct device *dev, const char *name)
{
	return ERR_PTR(-ENODEV);
}
EXPORT_SYMBOL_GPL(devm_mux_state_get);

void mux_control_put(struct mux_control *mux)
{
	put_device(&mux->chip->dev);
}
EXPORT_SYMBOL_GPL(mux_control_put);

static int __init mux_init(void)
{
	mux_class = class_create(THIS_MODULE, "mux");
	return PTR_ERR_OR_ZERO(mux_class);
}
subsys_initcall(mux_init);
