/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dmaengine: controllers, their channels, and who has which.
 *
 * 1. Purpose. A driver that wants bytes moved does not know who moves them.
 *
 * 2. Structures. controllers --> dma_device --channels--> dma_chan --> dma_chan_dev (/sys)
 *
 * 3. Invariants. A channel with client_count holds a reference of its controller and of its
 *    module. Private channels have one client; public ones as many as dmaengine_get() has made.
 *    A controller of which a channel was asked for alone is private as long as one is.
 *
 * 4. Locking and context. list_mutex: all of this. Transfers are between client and driver.
 *
 * 5. Failure. A controller that goes while channels are in use is told of when the last is given
 *    back: device_release().
 */
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

static DEFINE_MUTEX(list_mutex);
static LIST_HEAD(controllers);
static DEFINE_IDA(ids);
static unsigned long users; /* of public channels */

/* ---- /sys/class/dma ---- */

static struct dma_chan *channel_of(struct device *dev)
{
	return container_of(dev, struct dma_chan_dev, device)->chan;
}

static ssize_t show_sum(struct device *dev, char *buf, bool bytes)
{
	struct dma_chan *chan;
	unsigned long sum = 0;
	ssize_t len = -ENODEV;
	int cpu;

	mutex_lock(&list_mutex);
	chan = channel_of(dev);
	if (chan) {
		for_each_possible_cpu(cpu)
		{
			struct dma_chan_percpu *local = per_cpu_ptr(chan->local, cpu);

			sum += bytes ? local->bytes_transferred : local->memcpy_count;
		}
		len = sysfs_emit(buf, "%lu\n", sum);
	}
	mutex_unlock(&list_mutex);
	return len;
}

static ssize_t memcpy_count_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return show_sum(dev, buf, false);
}
static DEVICE_ATTR_RO(memcpy_count);

static ssize_t bytes_transferred_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return show_sum(dev, buf, true);
}
static DEVICE_ATTR_RO(bytes_transferred);

static ssize_t in_use_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dma_chan *chan;
	ssize_t len;

	mutex_lock(&list_mutex);
	chan = channel_of(dev);
	len = chan ? sysfs_emit(buf, "%d\n", chan->client_count) : -ENODEV;
	mutex_unlock(&list_mutex);
	return len;
}
static DEVICE_ATTR_RO(in_use);

static struct attribute *dma_attrs[] = {
    &dev_attr_memcpy_count.attr, &dev_attr_bytes_transferred.attr, &dev_attr_in_use.attr, NULL};
ATTRIBUTE_GROUPS(dma);

static void release_chan_dev(struct device *dev)
{
	kfree(container_of(dev, struct dma_chan_dev, device));
}

static struct class dma_class = {
    .name = "dma",
    .dev_groups = dma_groups,
    .dev_release = release_chan_dev,
};

/* ---- references; with list_mutex ---- */

static void release_device(struct kref *kref)
{
	struct dma_device *device = container_of(kref, struct dma_device, ref);

	list_del_init(&device->global_node);
	ida_destroy(&device->chan_ida);
	if (device->device_release)
		device->device_release(device);
}

static int get_channel(struct dma_chan *chan)
{
	struct dma_device *device = chan->device;
	int err = 0;

	if (!try_module_get(device->owner))
		return -ENODEV;
	if (chan->client_count) {
		chan->client_count++;
		return 0;
	}
	if (!kref_get_unless_zero(&device->ref)) {
		module_put(device->owner);
		return -ENODEV;
	}
	if (device->device_alloc_chan_resources)
		err = device->device_alloc_chan_resources(chan);
	if (err < 0) {
		kref_put(&device->ref, release_device);
		module_put(device->owner);
		return err;
	}
	chan->client_count = 1;
	return 0;
}

static void put_channel(struct dma_chan *chan)
{
	struct dma_device *device = chan->device;
	struct module *owner = device->owner;

	if (!chan->client_count)
		return;
	if (!--chan->client_count) {
		dmaengine_synchronize(chan);
		if (device->device_free_chan_resources)
			device->device_free_chan_resources(chan);
		if (chan->router && chan->router->route_free) {
			chan->router->route_free(chan->router->dev, chan->route_data);
			chan->router = NULL;
			chan->route_data = NULL;
		}
		kref_put(&device->ref, release_device);
	}
	module_put(owner);
}

/* ---- channels of one's own ---- */

static bool can_all(const struct dma_device *device, const dma_cap_mask_t *want)
{
	return bitmap_subset(want->bits, device->cap_mask.bits, DMA_TX_TYPE_END);
}

static bool is_shared(const struct dma_device *device)
{
	const struct dma_chan *chan;

	if (dma_has_cap(DMA_PRIVATE, device->cap_mask))
		return false;
	list_for_each_entry (chan, &device->channels, device_node)
		if (chan->client_count)
			return true;
	return false;
}

/* The device is for single clients from now on. */
static int take_alone(struct dma_chan *chan)
{
	struct dma_device *device = chan->device;
	int err;

	dma_cap_set(DMA_PRIVATE, device->cap_mask);
	device->privatecnt++;
	err = get_channel(chan);
	if (err && !--device->privatecnt)
		dma_cap_clear(DMA_PRIVATE, device->cap_mask);
	return err;
}

static struct dma_chan *find_free(struct dma_device *device, const dma_cap_mask_t *mask,
				  dma_filter_fn fn, void *param)
{
	struct dma_chan *chan;

	if ((mask && !can_all(device, mask)) || is_shared(device))
		return NULL;
	list_for_each_entry (chan, &device->channels, device_node)
		if (!chan->client_count && (!fn || fn(chan, param)) && !take_alone(chan))
			return chan;
	return NULL;
}

struct dma_chan *__dma_request_channel(const dma_cap_mask_t *mask, dma_filter_fn fn, void *fn_param,
				       struct device_node *np)
{
	struct dma_device *device;
	struct dma_chan *chan = NULL;

	mutex_lock(&list_mutex);
	list_for_each_entry (device, &controllers, global_node) {
		chan = find_free(device, mask, fn, fn_param);
		if (chan)
			break;
	}
	mutex_unlock(&list_mutex);
	return chan;
}
EXPORT_SYMBOL_GPL(__dma_request_channel);

struct dma_chan *dma_request_chan_by_mask(const dma_cap_mask_t *mask)
{
	struct dma_chan *chan = mask ? __dma_request_channel(mask, NULL, NULL, NULL) : NULL;
	bool none;

	if (chan)
		return chan;
	mutex_lock(&list_mutex);
	none = list_empty(&controllers);
	mutex_unlock(&list_mutex);
	return ERR_PTR(none && mask ? -EPROBE_DEFER : -ENODEV);
}
EXPORT_SYMBOL_GPL(dma_request_chan_by_mask);

struct dma_chan *dma_get_slave_channel(struct dma_chan *chan)
{
	bool got;

	mutex_lock(&list_mutex);
	got = !chan->client_count && !take_alone(chan);
	mutex_unlock(&list_mutex);
	return got ? chan : NULL;
}
EXPORT_SYMBOL_GPL(dma_get_slave_channel);

struct dma_chan *dma_get_any_slave_channel(struct dma_device *device)
{
	struct dma_chan *chan;
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(DMA_SLAVE, mask);
	mutex_lock(&list_mutex);
	chan = find_free(device, &mask, NULL, NULL);
	mutex_unlock(&list_mutex);
	return chan;
}
EXPORT_SYMBOL_GPL(dma_get_any_slave_channel);

/* By the tables that controllers have of who is at which channel. */
static struct dma_chan *find_by_name(struct device *dev, const char *name)
{
	struct dma_device *device;
	struct dma_chan *chan;
	int i;

	list_for_each_entry (device, &controllers, global_node) {
		const struct dma_filter *filter = &device->filter;

		for (i = 0; filter->fn && i < filter->mapcnt; i++) {
			if (strcmp(filter->map[i].devname, dev_name(dev)) ||
			    strcmp(filter->map[i].slave, name))
				continue;
			chan = find_free(device, NULL, filter->fn, filter->map[i].param);
			if (chan)
				return chan;
		}
	}
	return NULL;
}

struct dma_chan *dma_request_chan(struct device *dev, const char *name)
{
	struct dma_chan *chan;
	bool none;

	mutex_lock(&list_mutex);
	chan = find_by_name(dev, name);
	none = list_empty(&controllers);
	mutex_unlock(&list_mutex);
	if (!chan)
		return ERR_PTR(none ? -EPROBE_DEFER : -ENODEV);
	chan->slave = dev;
	chan->name = kasprintf(GFP_KERNEL, "dma:%s", name);
	if (chan->name && sysfs_create_link(&dev->kobj, &chan->dev->device.kobj, chan->name)) {
		kfree(chan->name); /* it works without */
		chan->name = NULL;
	}
	return chan;
}
EXPORT_SYMBOL_GPL(dma_request_chan);

void dma_release_channel(struct dma_chan *chan)
{
	mutex_lock(&list_mutex);
	WARN_ONCE(chan->client_count != 1, "%s: client_count %d\n", dma_chan_name(chan),
		  chan->client_count);
	if (chan->slave) {
		if (chan->name)
			sysfs_remove_link(&chan->slave->kobj, chan->name);
		kfree(chan->name);
		chan->name = NULL;
		chan->slave = NULL;
	}
	if (!--chan->device->privatecnt)
		dma_cap_clear(DMA_PRIVATE, chan->device->cap_mask);
	put_channel(chan);
	mutex_unlock(&list_mutex);
}
EXPORT_SYMBOL_GPL(dma_release_channel);

static void devm_release(void *chan)
{
	dma_release_channel(chan);
}

struct dma_chan *devm_dma_request_chan(struct device *dev, const char *name)
{
	struct dma_chan *chan = dma_request_chan(dev, name);
	int err = IS_ERR(chan) ? 0 : devm_add_action_or_reset(dev, devm_release, chan);

	return err ? ERR_PTR(err) : chan;
}
EXPORT_SYMBOL_GPL(devm_dma_request_chan);

int dma_get_slave_caps(struct dma_chan *chan, struct dma_slave_caps *caps)
{
	const struct dma_device *device = chan ? chan->device : NULL;

	if (!chan || !caps)
		return -EINVAL;
	if (!(dma_has_cap(DMA_SLAVE, device->cap_mask) ||
	      dma_has_cap(DMA_CYCLIC, device->cap_mask)) ||
	    !device->directions)
		return -ENXIO;
	*caps = (struct dma_slave_caps){
	    .src_addr_widths = device->src_addr_widths,
	    .dst_addr_widths = device->dst_addr_widths,
	    .directions = device->directions,
	    .min_burst = device->min_burst,
	    .max_burst = device->max_burst,
	    .max_sg_burst = device->max_sg_burst,
	    .residue_granularity = device->residue_granularity,
	    .descriptor_reuse = device->descriptor_reuse,
	    .cmd_pause = device->device_pause,
	    .cmd_resume = device->device_resume,
	    .cmd_terminate = device->device_terminate_all,
	};
	if (device->device_caps)
		device->device_caps(chan, caps);
	return 0;
}
EXPORT_SYMBOL_GPL(dma_get_slave_caps);

/* ---- public channels ---- */

static void for_public(void (*what)(struct dma_chan *chan))
{
	struct dma_device *device, *next;
	struct dma_chan *chan;

	list_for_each_entry_safe (device, next, &controllers, global_node)
		if (!dma_has_cap(DMA_PRIVATE, device->cap_mask))
			list_for_each_entry (chan, &device->channels, device_node)
				what(chan);
}

static void join(struct dma_chan *chan)
{
	int err = get_channel(chan);

	if (err)
		pr_debug("dmaengine: %s: error %d\n", dma_chan_name(chan), err);
}

void dmaengine_get(void)
{
	mutex_lock(&list_mutex);
	users++;
	for_public(join);
	mutex_unlock(&list_mutex);
}
EXPORT_SYMBOL(dmaengine_get);

void dmaengine_put(void)
{
	mutex_lock(&list_mutex);
	users--;
	for_public(put_channel);
	mutex_unlock(&list_mutex);
}
EXPORT_SYMBOL(dmaengine_put);

struct dma_chan *dma_find_channel(enum dma_transaction_type tx_type)
{
	struct dma_chan *chan, *found = NULL;
	struct dma_device *device;

	mutex_lock(&list_mutex);
	list_for_each_entry (device, &controllers, global_node) {
		if (!dma_has_cap(tx_type, device->cap_mask) ||
		    dma_has_cap(DMA_PRIVATE, device->cap_mask))
			continue;
		list_for_each_entry (chan, &device->channels, device_node)
			if (chan->client_count &&
			    (!found || chan->table_count < found->table_count))
				found = chan;
	}
	if (found)
		found->table_count++;
	mutex_unlock(&list_mutex);
	return found;
}
EXPORT_SYMBOL(dma_find_channel);

static void begin_pending(struct dma_chan *chan)
{
	if (chan->client_count)
		chan->device->device_issue_pending(chan);
}

void dma_issue_pending_all(void)
{
	mutex_lock(&list_mutex);
	for_public(begin_pending);
	mutex_unlock(&list_mutex);
}
EXPORT_SYMBOL(dma_issue_pending_all);

/* ---- controllers come and go ---- */

static bool has_functions(const struct dma_device *d)
{
	const struct {
		enum dma_transaction_type cap;
		const void *fn;
	} needed[] = {{DMA_MEMCPY, d->device_prep_dma_memcpy},
		      {DMA_XOR, d->device_prep_dma_xor},
		      {DMA_XOR_VAL, d->device_prep_dma_xor_val},
		      {DMA_PQ, d->device_prep_dma_pq},
		      {DMA_PQ_VAL, d->device_prep_dma_pq_val},
		      {DMA_MEMSET, d->device_prep_dma_memset},
		      {DMA_INTERRUPT, d->device_prep_dma_interrupt},
		      {DMA_CYCLIC, d->device_prep_dma_cyclic},
		      {DMA_INTERLEAVE, d->device_prep_interleaved_dma}};
	int i;

	for (i = 0; i < ARRAY_SIZE(needed); i++) {
		if (dma_has_cap(needed[i].cap, d->cap_mask) && !needed[i].fn) {
			dev_err(d->dev, "it can %d, and has no function for it\n", needed[i].cap);
			return false;
		}
	}
	return d->device_tx_status && d->device_issue_pending;
}

static int add_channel(struct dma_device *device, struct dma_chan *chan)
{
	int err = -ENOMEM;

	chan->local = alloc_percpu(struct dma_chan_percpu);
	chan->dev = kzalloc(sizeof(*chan->dev), GFP_KERNEL);
	if (!chan->local || !chan->dev)
		goto free;
	err = ida_alloc(&device->chan_ida, GFP_KERNEL);
	if (err < 0)
		goto free;
	chan->chan_id = err;
	chan->client_count = 0;
	chan->dev->device.class = &dma_class;
	chan->dev->device.parent = device->dev;
	chan->dev->chan = chan;
	chan->dev->dev_id = device->dev_id;
	dev_set_name(&chan->dev->device, "dma%dchan%d", device->dev_id, chan->chan_id);
	err = device_register(&chan->dev->device);
	if (!err) {
		device->chancnt++;
		return 0;
	}
	ida_free(&device->chan_ida, chan->chan_id);
	put_device(&chan->dev->device);
	chan->dev = NULL;
free:
	free_percpu(chan->local);
	kfree(chan->dev);
	chan->local = NULL;
	chan->dev = NULL;
	return err;
}

static void remove_channel(struct dma_device *device, struct dma_chan *chan)
{
	if (!chan->local)
		return;
	WARN_ONCE(!device->device_release && chan->client_count,
		  "%s goes while %d clients use it\n", dma_chan_name(chan), chan->client_count);
	mutex_lock(&list_mutex);
	device->chancnt--;
	chan->dev->chan = NULL;
	mutex_unlock(&list_mutex);
	ida_free(&device->chan_ida, chan->chan_id);
	device_unregister(&chan->dev->device);
	free_percpu(chan->local);
	chan->local = NULL;
}

int dma_async_device_channel_register(struct dma_device *device, struct dma_chan *chan)
{
	return add_channel(device, chan);
}
EXPORT_SYMBOL_GPL(dma_async_device_channel_register);

void dma_async_device_channel_unregister(struct dma_device *device, struct dma_chan *chan)
{
	remove_channel(device, chan);
}
EXPORT_SYMBOL_GPL(dma_async_device_channel_unregister);

int dma_async_device_register(struct dma_device *device)
{
	struct dma_chan *chan;
	int err;

	if (!device)
		return -ENODEV;
	if (!device->dev || !has_functions(device))
		return -EIO;
	device->owner = device->dev->driver ? device->dev->driver->owner : NULL;
	kref_init(&device->ref);
	ida_init(&device->chan_ida);
	device->dev_id = ida_alloc(&ids, GFP_KERNEL);
	if (device->dev_id < 0)
		return device->dev_id;
	list_for_each_entry (chan, &device->channels, device_node) {
		err = add_channel(device, chan);
		if (err < 0)
			goto undo;
	}
	mutex_lock(&list_mutex);
	list_add_tail(&device->global_node, &controllers);
	if (dma_has_cap(DMA_PRIVATE, device->cap_mask))
		device->privatecnt++; /* it says so itself: it stays private */
	else if (users)
		list_for_each_entry (chan, &device->channels, device_node)
			join(chan);
	mutex_unlock(&list_mutex);
	return 0;
undo:
	list_for_each_entry (chan, &device->channels, device_node)
		remove_channel(device, chan);
	ida_free(&ids, device->dev_id);
	return err;
}
EXPORT_SYMBOL(dma_async_device_register);

void dma_async_device_unregister(struct dma_device *device)
{
	struct dma_chan *chan, *next;

	list_for_each_entry_safe (chan, next, &device->channels, device_node)
		remove_channel(device, chan);
	mutex_lock(&list_mutex);
	/* nobody new */
	list_del_init(&device->global_node);
	ida_free(&ids, device->dev_id);
	kref_put(&device->ref, release_device);
	mutex_unlock(&list_mutex);
}
EXPORT_SYMBOL(dma_async_device_unregister);

static void devm_unregister(void *device)
{
	dma_async_device_unregister(device);
}

int dmaenginem_async_device_register(struct dma_device *device)
{
	int err = dma_async_device_register(device);

	return err ? err : devm_add_action_or_reset(device->dev, devm_unregister, device);
}
EXPORT_SYMBOL(dmaenginem_async_device_register);

static int __init dmaengine_init(void)
{
	return class_register(&dma_class);
}
subsys_initcall(dmaengine_init);
