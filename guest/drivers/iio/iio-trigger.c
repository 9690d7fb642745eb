/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-trigger: what says when scans are made: /sys/bus/iio/devices/triggerN. A device takes one by
 * the name in its trigger/current_trigger; while its buffer is filled it is one of the trigger's
 * consumers, of which there are at most CONFIG_IIO_CONSUMERS_PER_TRIGGER.
 *
 *	interrupt -> iio_trigger_poll() -> h of each consumer -> IRQ_WAKE_THREAD -> its thread
 *	thread -> iio_trigger_poll_chained() -> thread of each consumer, there and then
 *
 * Each has an interrupt of its own for it, of which the trigger is the chip: /proc/interrupts
 * counts them. Each consumer says iio_trigger_notify_done() in the end; what comes before all have
 * is dropped. When all are done, ops->reenable() may ask the sensor for more.
 */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/iio/iio.h>
#include <linux/iio/trigger.h>
#include <linux/iio/trigger_consumer.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/iio/iio-core.h"

static DEFINE_IDA(trigger_ida);
static LIST_HEAD(triggers);
static DEFINE_MUTEX(triggers_lock);

/* ---- it is time ---- */

static void reenable_later(struct work_struct *work)
{
	struct iio_trigger *trig = container_of(work, struct iio_trigger, reenable_work);

	trig->ops->reenable(trig);
}

/* As iio_trigger_notify_done(), but reenable() may sleep, and this may not. */
static void done_atomic(struct iio_trigger *trig)
{
	if (atomic_dec_and_test(&trig->use_count) && trig->ops && trig->ops->reenable)
		schedule_work(&trig->reenable_work);
}

void iio_trigger_notify_done(struct iio_trigger *trig)
{
	if (atomic_dec_and_test(&trig->use_count) && trig->ops && trig->ops->reenable)
		trig->ops->reenable(trig);
}
EXPORT_SYMBOL(iio_trigger_notify_done);

void iio_trigger_poll(struct iio_trigger *trig)
{
	int i;

	if (atomic_cmpxchg(&trig->use_count, 0, CONFIG_IIO_CONSUMERS_PER_TRIGGER))
		return;
	for (i = 0; i < CONFIG_IIO_CONSUMERS_PER_TRIGGER; i++) {
		if (trig->subirqs[i].enabled)
			generic_handle_irq_safe(trig->subirq_base + i); /* from a work, too */
		else
			done_atomic(trig);
	}
}
EXPORT_SYMBOL(iio_trigger_poll);

irqreturn_t iio_trigger_generic_data_rdy_poll(int irq, void *trig)
{
	iio_trigger_poll(trig);
	return IRQ_HANDLED;
}
EXPORT_SYMBOL(iio_trigger_generic_data_rdy_poll);

void iio_trigger_poll_chained(struct iio_trigger *trig)
{
	int i;

	if (atomic_cmpxchg(&trig->use_count, 0, CONFIG_IIO_CONSUMERS_PER_TRIGGER))
		return;
	for (i = 0; i < CONFIG_IIO_CONSUMERS_PER_TRIGGER; i++) {
		if (trig->subirqs[i].enabled)
			handle_nested_irq(trig->subirq_base + i);
		else
			iio_trigger_notify_done(trig);
	}
}
EXPORT_SYMBOL(iio_trigger_poll_chained);

/* ---- consumers ---- */

static void mask_consumer(struct irq_data *data)
{
	struct iio_trigger *trig = irq_data_get_irq_chip_data(data);

	trig->subirqs[data->irq - trig->subirq_base].enabled = false;
}

static void unmask_consumer(struct irq_data *data)
{
	struct iio_trigger *trig = irq_data_get_irq_chip_data(data);

	trig->subirqs[data->irq - trig->subirq_base].enabled = true;
}

/* A trigger is a chip, and each consumer has an interrupt of it. */
static int make_irqs(struct iio_trigger *trig)
{
	int i, base = irq_alloc_descs(-1, 0, CONFIG_IIO_CONSUMERS_PER_TRIGGER, 0);

	if (base < 0)
		return base;
	trig->subirq_base = base;
	trig->subirq_chip.name = trig->name;
	trig->subirq_chip.irq_mask = mask_consumer;
	trig->subirq_chip.irq_unmask = unmask_consumer;
	for (i = base; i < base + CONFIG_IIO_CONSUMERS_PER_TRIGGER; i++) {
		irq_set_chip(i, &trig->subirq_chip);
		irq_set_chip_data(i, trig);
		irq_set_handler(i, handle_simple_irq);
		irq_modify_status(i, IRQ_NOREQUEST | IRQ_NOAUTOEN, IRQ_NOPROBE);
	}
	return 0;
}

static void free_irqs(struct iio_trigger *trig)
{
	int i;

	for (i = 0; i < CONFIG_IIO_CONSUMERS_PER_TRIGGER; i++) {
		irq_modify_status(trig->subirq_base + i, IRQ_NOAUTOEN, IRQ_NOREQUEST | IRQ_NOPROBE);
		irq_set_chip(trig->subirq_base + i, NULL);
		irq_set_handler(trig->subirq_base + i, NULL);
	}
	irq_free_descs(trig->subirq_base, CONFIG_IIO_CONSUMERS_PER_TRIGGER);
}

struct iio_poll_func *iio_alloc_pollfunc(irqreturn_t (*h)(int irq, void *pf),
					 irqreturn_t (*thread)(int irq, void *pf), int type,
					 struct iio_dev *indio, const char *fmt, ...)
{
	struct iio_poll_func *pf = kzalloc(sizeof(*pf), GFP_KERNEL);
	va_list args;

	if (!pf)
		return NULL;
	va_start(args, fmt);
	pf->name = kvasprintf(GFP_KERNEL, fmt, args);
	va_end(args);
	if (!pf->name) {
		kfree(pf);
		return NULL;
	}
	pf->h = h;
	pf->thread = thread;
	pf->type = type;
	pf->indio_dev = indio;
	return pf;
}
EXPORT_SYMBOL_GPL(iio_alloc_pollfunc);

void iio_dealloc_pollfunc(struct iio_poll_func *pf)
{
	kfree(pf->name);
	kfree(pf);
}
EXPORT_SYMBOL_GPL(iio_dealloc_pollfunc);

irqreturn_t iio_pollfunc_store_time(int irq, void *data)
{
	struct iio_poll_func *pf = data;

	pf->timestamp = iio_get_time_ns(pf->indio_dev);
	return IRQ_WAKE_THREAD;
}
EXPORT_SYMBOL(iio_pollfunc_store_time);

int iio_trigger_attach(struct iio_trigger *trig, struct iio_poll_func *pf)
{
	bool first;
	int nr, err;

	mutex_lock(&trig->pool_lock);
	first = bitmap_empty(trig->pool, CONFIG_IIO_CONSUMERS_PER_TRIGGER);
	nr = bitmap_find_free_region(trig->pool, CONFIG_IIO_CONSUMERS_PER_TRIGGER, 0);
	if (nr < 0) {
		err = nr;
		goto out;
	}
	__module_get(to_private(pf->indio_dev)->owner);
	pf->irq = trig->subirq_base + nr;
	err = request_threaded_irq(pf->irq, pf->h, pf->thread, pf->type, pf->name, pf);
	if (err)
		goto put;
	if (first && trig->ops && trig->ops->set_trigger_state)
		err = trig->ops->set_trigger_state(trig, true);
	if (err)
		goto free;
	if (pf->indio_dev->dev.parent == trig->dev.parent)
		trig->attached_own_device = true;
	goto out;
free:
	free_irq(pf->irq, pf);
put:
	bitmap_clear(trig->pool, nr, 1);
	module_put(to_private(pf->indio_dev)->owner);
out:
	mutex_unlock(&trig->pool_lock);
	return err;
}

int iio_trigger_detach(struct iio_trigger *trig, struct iio_poll_func *pf)
{
	bool last;
	int err = 0;

	mutex_lock(&trig->pool_lock);
	last = bitmap_weight(trig->pool, CONFIG_IIO_CONSUMERS_PER_TRIGGER) == 1;
	if (last && trig->ops && trig->ops->set_trigger_state)
		err = trig->ops->set_trigger_state(trig, false);
	if (pf->indio_dev->dev.parent == trig->dev.parent)
		trig->attached_own_device = false;
	bitmap_clear(trig->pool, pf->irq - trig->subirq_base, 1);
	free_irq(pf->irq, pf); /* after its thread's last run */
	module_put(to_private(pf->indio_dev)->owner);
	mutex_unlock(&trig->pool_lock);
	return err;
}

/* ---- triggers ---- */

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", to_iio_trigger(dev)->name);
}
static DEVICE_ATTR_RO(name);

static struct attribute *trigger_attrs[] = {&dev_attr_name.attr, NULL};
ATTRIBUTE_GROUPS(trigger);

static void release_trigger(struct device *dev)
{
	struct iio_trigger *trig = to_iio_trigger(dev);

	free_irqs(trig);
	kfree(trig->name);
	kfree(trig);
}

static const struct device_type iio_trig_type = {
    .name = "iio_trigger",
    .release = release_trigger,
    .groups = trigger_groups,
};

static __printf(3, 0) struct iio_trigger *trigger_valloc(struct device *parent,
							 struct module *owner, const char *fmt,
							 va_list args)
{
	struct iio_trigger *trig = kzalloc(sizeof(*trig), GFP_KERNEL);

	if (!trig)
		return NULL;
	trig->name = kvasprintf(GFP_KERNEL, fmt, args);
	if (!trig->name || make_irqs(trig)) {
		kfree(trig->name);
		kfree(trig);
		return NULL;
	}
	trig->owner = owner;
	trig->dev.parent = parent;
	trig->dev.type = &iio_trig_type;
	trig->dev.bus = &iio_bus_type;
	device_initialize(&trig->dev);
	mutex_init(&trig->pool_lock);
	INIT_WORK(&trig->reenable_work, reenable_later);
	INIT_LIST_HEAD(&trig->list);
	return trig;
}

struct iio_trigger *__iio_trigger_alloc(struct device *parent, struct module *owner,
					const char *fmt, ...)
{
	struct iio_trigger *trig;
	va_list args;

	va_start(args, fmt);
	trig = trigger_valloc(parent, owner, fmt, args);
	va_end(args);
	return trig;
}
EXPORT_SYMBOL(__iio_trigger_alloc);

void iio_trigger_free(struct iio_trigger *trig)
{
	if (trig)
		put_device(&trig->dev);
}
EXPORT_SYMBOL(iio_trigger_free);

static void free_trigger(void *trig)
{
	iio_trigger_free(trig);
}

struct iio_trigger *__devm_iio_trigger_alloc(struct device *parent, struct module *owner,
					     const char *fmt, ...)
{
	struct iio_trigger *trig;
	va_list args;

	va_start(args, fmt);
	trig = trigger_valloc(parent, owner, fmt, args);
	va_end(args);
	return trig && devm_add_action_or_reset(parent, free_trigger, trig) ? NULL : trig;
}
EXPORT_SYMBOL_GPL(__devm_iio_trigger_alloc);

static struct iio_trigger *find_trigger(const char *name)
{
	struct iio_trigger *trig;

	list_for_each_entry (trig, &triggers, list)
		if (sysfs_streq(trig->name, name))
			return trig;
	return NULL;
}

int iio_trigger_register(struct iio_trigger *trig)
{
	int err;

	trig->id = ida_alloc(&trigger_ida, GFP_KERNEL);
	if (trig->id < 0)
		return trig->id;
	dev_set_name(&trig->dev, "trigger%d", trig->id);
	err = device_add(&trig->dev);
	if (err)
		goto free_id;
	mutex_lock(&triggers_lock);
	if (find_trigger(trig->name)) {
		pr_err("Duplicate trigger name '%s'\n", trig->name);
		err = -EEXIST;
	} else {
		list_add_tail(&trig->list, &triggers);
	}
	mutex_unlock(&triggers_lock);
	if (!err)
		return 0;
	device_del(&trig->dev);
free_id:
	ida_free(&trigger_ida, trig->id);
	return err;
}
EXPORT_SYMBOL(iio_trigger_register);

void iio_trigger_unregister(struct iio_trigger *trig)
{
	mutex_lock(&triggers_lock);
	list_del_init(&trig->list);
	mutex_unlock(&triggers_lock);
	cancel_work_sync(&trig->reenable_work);
	ida_free(&trigger_ida, trig->id);
	device_del(&trig->dev);
}
EXPORT_SYMBOL(iio_trigger_unregister);

static void unregister_trigger(void *trig)
{
	iio_trigger_unregister(trig);
}

int devm_iio_trigger_register(struct device *dev, struct iio_trigger *trig)
{
	int err = iio_trigger_register(trig);

	return err ? err : devm_add_action_or_reset(dev, unregister_trigger, trig);
}
EXPORT_SYMBOL_GPL(devm_iio_trigger_register);

struct iio_trigger *iio_trigger_get(struct iio_trigger *trig)
{
	get_device(&trig->dev);
	WARN_ONCE(list_empty(&trig->list), "iio trigger %s taken before it is registered\n",
		  trig->name);
	__module_get(trig->owner);
	return trig;
}
EXPORT_SYMBOL_GPL(iio_trigger_get);

void iio_trigger_put(struct iio_trigger *trig)
{
	module_put(trig->owner);
	put_device(&trig->dev);
}
EXPORT_SYMBOL_GPL(iio_trigger_put);

/* ---- a device's trigger ---- */

int iio_trigger_set_immutable(struct iio_dev *indio, struct iio_trigger *trig)
{
	struct iio_private *p;

	if (!indio || !trig)
		return -EINVAL;
	p = to_private(indio);
	mutex_lock(&indio->mlock);
	WARN_ON(p->trig_readonly);
	indio->trig = iio_trigger_get(trig);
	p->trig_readonly = true;
	mutex_unlock(&indio->mlock);
	return 0;
}
EXPORT_SYMBOL(iio_trigger_set_immutable);

bool iio_trigger_using_own(struct iio_dev *indio)
{
	return indio->trig->attached_own_device;
}
EXPORT_SYMBOL(iio_trigger_using_own);

int iio_trigger_validate_own_device(struct iio_trigger *trig, struct iio_dev *indio)
{
	return indio->dev.parent == trig->dev.parent ? 0 : -EINVAL;
}
EXPORT_SYMBOL(iio_trigger_validate_own_device);

static ssize_t current_trigger_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_trigger *trig = dev_to_iio_dev(dev)->trig;

	return trig ? sysfs_emit(buf, "%s\n", trig->name) : 0;
}

static int may_have(struct iio_dev *indio, struct iio_trigger *trig)
{
	int err = 0;

	if (indio->info->validate_trigger)
		err = indio->info->validate_trigger(indio, trig);
	if (!err && trig->ops && trig->ops->validate_device)
		err = trig->ops->validate_device(trig, indio);
	return err;
}

static void change_trigger(struct iio_dev *indio, struct iio_trigger *trig)
{
	struct iio_trigger *old = indio->trig;
	bool events = indio->modes & INDIO_EVENT_TRIGGERED;

	indio->trig = trig;
	if (old) {
		if (events && indio->pollfunc_event)
			iio_trigger_detach(old, indio->pollfunc_event);
		iio_trigger_put(old);
	}
	if (trig && events && indio->pollfunc_event)
		iio_trigger_attach(trig, indio->pollfunc_event);
}

/* An unknown name is none: an empty line takes the trigger away. */
static ssize_t current_trigger_store(struct device *dev, struct device_attribute *attr,
				     const char *buf, size_t len)
{
	struct iio_dev *indio = dev_to_iio_dev(dev);
	struct iio_trigger *trig;
	int err = 0;

	mutex_lock(&indio->mlock);
	if (to_private(indio)->mode == INDIO_BUFFER_TRIGGERED)
		err = -EBUSY;
	else if (to_private(indio)->trig_readonly)
		err = -EPERM;
	mutex_unlock(&indio->mlock);
	if (err)
		return err;
	mutex_lock(&triggers_lock);
	trig = find_trigger(buf);
	if (trig)
		iio_trigger_get(trig);
	mutex_unlock(&triggers_lock);
	if (trig && trig != indio->trig)
		err = may_have(indio, trig);
	if (!err && trig != indio->trig)
		change_trigger(indio, trig);
	else if (trig)
		iio_trigger_put(trig);
	return err ? err : (ssize_t)len;
}
static DEVICE_ATTR_RW(current_trigger);

static struct attribute *current_trigger_attrs[] = {&dev_attr_current_trigger.attr, NULL};
static const struct attribute_group current_trigger_group = {
    .name = "trigger",
    .attrs = current_trigger_attrs,
};

void iio_trigger_make(struct iio_private *p)
{
	iio_add_group(p, &current_trigger_group);
}

void iio_trigger_leave(struct iio_private *p)
{
	if (p->dev.trig)
		iio_trigger_put(p->dev.trig);
}
