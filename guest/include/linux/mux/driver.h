/* SPDX-License-Identifier: GPL-2.0-only */
/* mux/driver: chips with multiplexers: each of a chip's controllers has so many states. */
#ifndef _LINUX_MUX_DRIVER_H
#define _LINUX_MUX_DRIVER_H

#include <dt-bindings/mux/mux.h>
#include <linux/device.h>
#include <linux/ktime.h>
#include <linux/semaphore.h>

struct mux_chip;
struct mux_control;

struct mux_control_ops {
	int (*set)(struct mux_control *mux, int state); /* may sleep */
};

struct mux_control {
	struct mux_chip *chip;
	struct semaphore lock; /* held from select to deselect */
	unsigned int states;
	int cached_state; /* as it stands; or MUX_IDLE_AS_IS: not known */
	int idle_state;	  /* MUX_IDLE_ or a state */
	ktime_t last_change;
};

struct mux_chip {
	struct device dev;
	int id;
	const struct mux_control_ops *ops;
	struct mux_control *mux; /* controllers of them, then the driver's own data */
	unsigned int controllers;
};

#define to_mux_chip(device) container_of((device), struct mux_chip, dev)

/* ERR_PTR. ops, states and idle_state are to be filled in before it is registered. */
struct mux_chip *mux_chip_alloc(struct device *dev, unsigned int controllers, size_t sizeof_priv);
struct mux_chip *devm_mux_chip_alloc(struct device *dev, unsigned int controllers,
				     size_t sizeof_priv);
void mux_chip_free(struct mux_chip *chip);
int mux_chip_register(struct mux_chip *chip);
int devm_mux_chip_register(struct device *dev, struct mux_chip *chip);
void mux_chip_unregister(struct mux_chip *chip);

static inline void *mux_chip_priv(struct mux_chip *chip)
{
	return chip->mux + chip->controllers;
}

static inline unsigned int mux_control_get_index(struct mux_control *mux)
{
	return mux - mux->chip->mux;
}

#endif
