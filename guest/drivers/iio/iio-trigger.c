/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-trigger: what says when scans are made: /sys/bus/iio/devices/triggerN. A device takes one by
 * the name in its trigger/current_trigger; while its buffer is filled it is one of the trigger's
 * consumers, of which there are at most CONFIG_IIO_CONSUMERS_PER_TRIGGER.
 *
 *	interrupt -> iio_trigger_poll() -> h of each consumer -> IRQ_WAKE_THREAD -> its thread
 *	thread -> iio_trigger_poll_chained() -> thread of each consumer, there and then
 *
 * Each consumer says iio_trigger_notify_done() in the end; what comes before all have is dropped,
 * so no thread is started twice. When all are done, ops->reenable() may ask the chip for more.
 *
 * consumers changes under pool_lock. Polls look at it without: a consumer is there before the
 * trigger is told to go, and leaves after it was told to stop; its worker ends after its last run.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/iio/iio.h>
#include <linux/iio/trigger.h>
#include <linux/iio/trigger_consumer.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
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

static void start_consumer(struct iio_poll_func *pf)
{
	unsigned long flags;
	irqreturn_t ret;

	local_irq_save(flags);
	ret = pf->h ? pf->h(pf->irq, pf) : IRQ_WAKE_THREAD;
	local_irq_restore(flags);
	if (ret == IRQ_WAKE_THREAD && pf->thread)
		kthread_queue_work(pf->worker, pf->work);
}

void iio_trigger_poll(struct iio_trigger *trig)
{
	struct iio_poll_func *pf;
	int i;

	if (atomic_cmpxchg(&trig->use_count, 0, CONFIG_IIO_CONSUMERS_PER_TRIGGER))
		return;
	for (i = 0; i < CONFIG_IIO_CONSUMERS_PER_TRIGGER; i++) {
		pf = READ_ONCE(trig->consumers[i]);
		if (pf)
			start_consumer(pf);
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
	struct iio_poll_func *pf;
	int i;

	if (atomic_cmpxchg(&trig->use_count, 0, CONFIG_IIO_CONSUMERS_PER_TRIGGER))
		return;
	for (i = 0; i < CONFIG_IIO_CONSUMERS_PER_TRIGGER; i++) {
		pf = READ_ONCE(trig->consumers[i]);
		if (pf && pf->thread)
			pf->thread(pf->irq, pf);
		else
			iio_trigger_notify_done(trig);
	}
}
EXPORT_SYMBOL(iio_trigger_poll_chained);

/* ---- consumers ---- */

struct consumer_work {
	struct kthread_work work;
	struct iio_poll_func *pf;
};

static void run_thread(struct kthread_work *work)
{
	struct iio_poll_func *pf = container_of(work, struct consumer_work, work)->pf;

	pf->thread(pf->irq, pf);
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

static int make_worker(struct iio_poll_func *pf)
{
	struct consumer_work *work;

	if (!pf->thread)
		return 0;
	work = kzalloc(sizeof(*work), GFP_KERNEL);
	if (!work)
		return -ENOMEM;
	pf->worker = kthread_create_worker(0, "iio/%s", pf->name);
	if (IS_ERR(pf->worker)) {
		kfree(work);
		return PTR_ERR(pf->worker);
	}
	kthread_init_work(&work->work, run_thread);
	work->pf = pf;
	pf->work = &work->work;
	return 0;
}

static void end_worker(struct iio_poll_func *pf)
{
	if (!pf->thread)
		return;
	kthread_destroy_worker(pf->worker);
	kfree(container_of(pf->work, struct consumer_work, work));
}

static int count_consumers(struct iio_trigger *trig, int *free)
{
	int i, n = 0;

	*free = -1;
	for (i = CONFIG_IIO_CONSUMERS_PER_TRIGGER - 1; i >= 0; i--) {
		if (trig->consumers[i])
			n++;
		else
			*free = i;
	}
	return n;
}

int iio_trigger_attach(struct iio_trigger *trig, struct iio_poll_func *pf)
{
	int free, n, err;

	mutex_lock(&trig->pool_lock);
	n = count_consumers(trig, &free);
	err = free < 0 ? -ENOSPC : make_worker(pf);
	if (err)
		goto out;
	__module_get(to_private(pf->indio_dev)->owner);
	pf->irq = free;
	WRITE_ONCE(trig->consumers[free], pf);
	if (!n && trig->ops && trig->ops->set_trigger_state)
		err = trig->ops->set_trigger_state(trig, true);
	if (err) {
		trig->consumers[free] = NULL;
		module_put(to_private(pf->indio_dev)->owner);
		end_worker(pf);
		goto out;
	}
	if (pf->indio_dev->dev.parent == trig->dev.parent)
		trig->attached_own_device = true;
out:
	mutex_unlock(&trig->pool_lock);
	return err;
}

int iio_trigger_detach(struct iio_trigger *trig, struct iio_poll_func *pf)
{
	int free, err = 0;

	mutex_lock(&trig->pool_lock);
	if (count_consumers(trig, &free) == 1 && trig->ops && trig->ops->set_trigger_state)
		err = trig->ops->set_trigger_state(trig, false);
	if (pf->indio_dev->dev.parent == trig->dev.parent)
		trig->attached_own_device = false;
	WRITE_ONCE(trig->consumers[pf->irq], NULL);
	synchronize_rcu(); /* a poll on another CPU may have seen it */
	end_worker(pf);
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
	if (!trig->name) {
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
