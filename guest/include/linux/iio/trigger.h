/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio/trigger: what says when scans are made: /sys/bus/iio/devices/triggerN, which other devices
 * name in their trigger/current_trigger.
 */
#ifndef _IIO_TRIGGER_H_
#define _IIO_TRIGGER_H_

#include <linux/atomic.h>
#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct iio_dev;
struct iio_poll_func;
struct iio_trigger;

#define CONFIG_IIO_CONSUMERS_PER_TRIGGER 2

/* All may be NULL. */
struct iio_trigger_ops {
	int (*set_trigger_state)(struct iio_trigger *trig, bool state); /* somebody waits for it */
	void (*reenable)(struct iio_trigger *trig); /* all are done with the last */
	int (*validate_device)(struct iio_trigger *trig, struct iio_dev *indio);
};

struct iio_subirq {
	bool enabled;
};

struct iio_trigger {
	struct device dev;
	const char *name;
	int id;
	struct module *owner;
	const struct iio_trigger_ops *ops;

	/* consumers: their interrupts, which are taken, and how many are not done yet */
	int subirq_base;
	struct irq_chip subirq_chip;
	struct iio_subirq subirqs[CONFIG_IIO_CONSUMERS_PER_TRIGGER];
	unsigned long pool[BITS_TO_LONGS(CONFIG_IIO_CONSUMERS_PER_TRIGGER)];
	struct mutex pool_lock;
	atomic_t use_count;
	bool attached_own_device; /* one of them is of the same parent */

	struct list_head list; /* of all that are registered */
	struct work_struct reenable_work;
};

struct iio_trigger *__iio_trigger_alloc(struct device *parent, struct module *owner,
					const char *fmt, ...) __printf(3, 4);
#define iio_trigger_alloc(parent, ...) __iio_trigger_alloc((parent), THIS_MODULE, __VA_ARGS__)
void iio_trigger_free(struct iio_trigger *trig);

/* -EEXIST: another one has its name. */
int iio_trigger_register(struct iio_trigger *trig);
int devm_iio_trigger_register(struct device *dev, struct iio_trigger *trig);
void iio_trigger_unregister(struct iio_trigger *trig);

/* It is time: from an interrupt; chained: from a thread, in which consumers' threads then run. */
void iio_trigger_poll(struct iio_trigger *trig);
void iio_trigger_poll_chained(struct iio_trigger *trig);
/* As an interrupt handler, whose dev_id is the trigger. */
irqreturn_t iio_trigger_generic_data_rdy_poll(int irq, void *trig);

/* The device has this trigger, and nobody can give it another. */
int iio_trigger_set_immutable(struct iio_dev *indio, struct iio_trigger *trig);
bool iio_trigger_using_own(struct iio_dev *indio);
/* For validate_device(): only the device that has it. */
int iio_trigger_validate_own_device(struct iio_trigger *trig, struct iio_dev *indio);

/* Of a registered trigger; keeps its module, too. */
struct iio_trigger *iio_trigger_get(struct iio_trigger *trig);
void iio_trigger_put(struct iio_trigger *trig);

static inline struct iio_trigger *to_iio_trigger(struct device *dev)
{
	return container_of(dev, struct iio_trigger, dev);
}

static inline void *iio_trigger_get_drvdata(struct iio_trigger *trig)
{
	return dev_get_drvdata(&trig->dev);
}

static inline void iio_trigger_set_drvdata(struct iio_trigger *trig, void *data)
{
	dev_set_drvdata(&trig->dev, data);
}

#endif
