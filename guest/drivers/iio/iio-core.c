/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-core: sensors and converters as /sys/bus/iio/devices/iio:deviceN, and /dev/iio:deviceN if
 * there is anything to read there: events, or buffers.
 *
 *	driver --- iio_chan_spec[] ---> files: in_temp_raw ...            iio-channel, iio-names
 *	       --- iio_push_event() --> a file's descriptor from ioctl    iio-event
 *	       --- iio_push_to_buffers() ---> buffer0/, read()            iio-buffer, iio-kfifo
 *	trigger --- iio_trigger_poll() ---> driver's thread               iio-trigger
 *	driver's channels ---> other drivers                              iio-inkern
 *
 * A device is in one mode at a time: values had one by one, or a buffer being filled; mlock holds
 * it. When it is unregistered its info goes, under exists_lock; files that programs have open keep
 * the rest alive, and say -ENODEV.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/iio/iio.h>
#include <linux/iio/sysfs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/property.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/iio/iio-channel.h"
#include "drivers/iio/iio-core.h"

#define IIO_MINORS 256

static DEFINE_IDA(iio_ida);
static dev_t iio_devt;

struct bus_type iio_bus_type = {.name = "iio"};
EXPORT_SYMBOL(iio_bus_type);

/* ---- the clock of timestamps ---- */

static const struct {
	clockid_t id;
	const char *name;
} clocks[] = {
    {CLOCK_REALTIME, "realtime"},
    {CLOCK_MONOTONIC, "monotonic"},
    {CLOCK_MONOTONIC_RAW, "monotonic_raw"},
    {CLOCK_REALTIME_COARSE, "realtime_coarse"},
    {CLOCK_MONOTONIC_COARSE, "monotonic_coarse"},
    {CLOCK_BOOTTIME, "boottime"},
    {CLOCK_TAI, "tai"},
};

s64 iio_get_time_ns(const struct iio_dev *indio)
{
	switch (iio_device_get_clock(indio)) {
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_COARSE:
		return ktime_get_ns();
	case CLOCK_MONOTONIC_RAW:
		return ktime_get_raw_ns();
	case CLOCK_BOOTTIME:
		return ktime_get_boottime_ns();
	default: /* no leap second is known here */
		return ktime_get_real_ns();
	}
}
EXPORT_SYMBOL(iio_get_time_ns);

clockid_t iio_device_get_clock(const struct iio_dev *indio)
{
	return to_private(indio)->clock;
}
EXPORT_SYMBOL(iio_device_get_clock);

/* Not while a buffer is being filled or somebody waits for events, or time would jump for them. */
int iio_device_set_clock(struct iio_dev *indio, clockid_t clock)
{
	struct iio_private *p = to_private(indio);
	int err = mutex_lock_interruptible(&indio->mlock);

	if (err)
		return err;
	if ((p->events && test_bit(0, &p->busy)) || iio_buffer_enabled(indio))
		err = -EBUSY;
	else
		p->clock = clock;
	mutex_unlock(&indio->mlock);
	return err;
}
EXPORT_SYMBOL(iio_device_set_clock);

static ssize_t current_timestamp_clock_show(struct device *dev, struct device_attribute *attr,
					    char *buf)
{
	clockid_t clock = iio_device_get_clock(dev_to_iio_dev(dev));
	int i = 0;

	while (clocks[i].id != clock)
		i++;
	return sysfs_emit(buf, "%s\n", clocks[i].name);
}

static ssize_t current_timestamp_clock_store(struct device *dev, struct device_attribute *attr,
					     const char *buf, size_t len)
{
	int i, err;

	for (i = 0; i < (int)ARRAY_SIZE(clocks); i++) {
		if (!sysfs_streq(buf, clocks[i].name))
			continue;
		err = iio_device_set_clock(dev_to_iio_dev(dev), clocks[i].id);
		return err ? err : (ssize_t)len;
	}
	return -EINVAL;
}
static DEVICE_ATTR_RW(current_timestamp_clock);

/* ---- files ---- */

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", dev_to_iio_dev(dev)->name);
}
static DEVICE_ATTR_RO(name);

static ssize_t label_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", dev_to_iio_dev(dev)->label);
}
static DEVICE_ATTR_RO(label);

void iio_add_group(struct iio_private *p, const struct attribute_group *group)
{
	if (WARN_ON(p->num_groups >= IIO_GROUPS_MAX - 1))
		return;
	p->groups[p->num_groups++] = group;
}

static bool tells_time(struct iio_private *p)
{
	int i;

	for (i = 0; i < p->dev.num_channels; i++)
		if (p->dev.channels[i].type == IIO_TIMESTAMP)
			return true;
	return p->events;
}

/* The files of channels, and those that a driver has for the device, in one group. */
static int make_files(struct iio_private *p)
{
	const struct attribute_group *own = p->dev.info->attrs;
	struct iio_dev_attr *file;
	int i, n = 0, err = iio_channels_make(p);

	if (err)
		return err;
	for (i = 0; own && own->attrs && own->attrs[i]; i++)
		n++;
	list_for_each_entry (file, &p->files, l)
		n++;
	p->group.attrs = kcalloc(n + 4, sizeof(*p->group.attrs), GFP_KERNEL);
	if (!p->group.attrs)
		return -ENOMEM;
	n = 0;
	if (p->dev.name)
		p->group.attrs[n++] = &dev_attr_name.attr;
	if (p->dev.label)
		p->group.attrs[n++] = &dev_attr_label.attr;
	if (tells_time(p))
		p->group.attrs[n++] = &dev_attr_current_timestamp_clock.attr;
	list_for_each_entry (file, &p->files, l)
		p->group.attrs[n++] = &file->dev_attr.attr;
	if (own && own->is_visible) {
		iio_add_group(p, own);
	} else if (own) {
		p->group.bin_attrs = own->bin_attrs;
		for (i = 0; own->attrs && own->attrs[i]; i++)
			p->group.attrs[n++] = own->attrs[i];
	}
	iio_add_group(p, &p->group);
	p->dev.dev.groups = p->groups;
	return 0;
}

static void free_files(struct iio_private *p)
{
	iio_free_attrs(&p->files);
	kfree(p->group.attrs);
	p->group.attrs = NULL;
	memset(p->groups, 0, sizeof(p->groups));
	p->num_groups = 0;
}

/* ---- devices ---- */

static void release_device(struct device *dev)
{
	struct iio_private *p = to_private(dev_to_iio_dev(dev));

	if (p->dev.modes & INDIO_ALL_TRIGGERED_MODES)
		iio_trigger_leave(p);
	iio_buffers_free(p);
	iio_events_free(p);
	free_files(p);
	mutex_destroy(&p->dev.mlock);
	ida_free(&iio_ida, p->id);
	kfree(p);
}

static const struct device_type iio_device_type = {.name = "iio_device", .release = release_device};

struct iio_dev *iio_device_alloc(struct device *parent, int sizeof_priv)
{
	size_t own = ALIGN(sizeof(struct iio_private), IIO_DMA_MINALIGN);
	struct iio_private *p = kzalloc(own + sizeof_priv, GFP_KERNEL);

	if (!p)
		return NULL;
	p->id = ida_alloc_max(&iio_ida, IIO_MINORS - 1, GFP_KERNEL);
	if (p->id < 0) {
		kfree(p);
		return NULL;
	}
	INIT_LIST_HEAD(&p->files);
	INIT_LIST_HEAD(&p->filling);
	mutex_init(&p->exists_lock);
	mutex_init(&p->dev.mlock);
	p->dev.priv = sizeof_priv ? (char *)p + own : NULL;
	p->dev.dev.parent = parent;
	p->dev.dev.bus = &iio_bus_type;
	p->dev.dev.type = &iio_device_type;
	device_initialize(&p->dev.dev);
	dev_set_name(&p->dev.dev, "iio:device%d", p->id);
	return &p->dev;
}
EXPORT_SYMBOL(iio_device_alloc);

void iio_device_free(struct iio_dev *indio)
{
	if (indio)
		put_device(&indio->dev);
}
EXPORT_SYMBOL(iio_device_free);

static void free_device(void *indio)
{
	iio_device_free(indio);
}

struct iio_dev *devm_iio_device_alloc(struct device *parent, int sizeof_priv)
{
	struct iio_dev *indio = iio_device_alloc(parent, sizeof_priv);

	if (!indio)
		return NULL;
	return devm_add_action_or_reset(parent, free_device, indio) ? NULL : indio;
}
EXPORT_SYMBOL_GPL(devm_iio_device_alloc);

/* Two channels at one place of a scan would be a fault of the driver. */
static int check_scan_indexes(struct iio_dev *indio)
{
	const struct iio_chan_spec *channels = indio->channels;
	int i, j;

	for (i = 0; i < indio->num_channels; i++)
		for (j = 0; channels[i].scan_index >= 0 && j < i; j++)
			if (channels[i].scan_index == channels[j].scan_index) {
				dev_err(&indio->dev, "Duplicate scan index %d\n",
					channels[i].scan_index);
				return -EINVAL;
			}
	return 0;
}

static int add_device(struct iio_private *p)
{
	if (!p->num_buffers && !p->events)
		return device_add(&p->dev.dev);
	cdev_init(&p->cdev, &iio_device_fops);
	p->cdev.owner = p->owner;
	p->dev.dev.devt = MKDEV(MAJOR(iio_devt), p->id);
	return cdev_device_add(&p->cdev, &p->dev.dev);
}

int __iio_device_register(struct iio_dev *indio, struct module *owner)
{
	struct iio_private *p = to_private(indio);
	int err;

	if (!indio->info)
		return -EINVAL;
	p->owner = owner;
	if (!indio->dev.of_node && indio->dev.parent)
		indio->dev.of_node = indio->dev.parent->of_node;
	if (!indio->label && indio->dev.parent)
		device_property_read_string(indio->dev.parent, "label", &indio->label);
	err = check_scan_indexes(indio);
	if (!err)
		err = iio_buffers_make(p);
	if (!err)
		err = iio_events_make(p);
	if (!err)
		err = make_files(p);
	if (!err && (indio->modes & INDIO_ALL_TRIGGERED_MODES))
		iio_trigger_make(p);
	if (!err)
		err = add_device(p);
	if (err) {
		free_files(p);
		iio_events_free(p);
		return err;
	}
	iio_debugfs_make(p);
	return 0;
}
EXPORT_SYMBOL(__iio_device_register);

void iio_device_unregister(struct iio_dev *indio)
{
	struct iio_private *p = to_private(indio);

	iio_debugfs_free(p);
	if (indio->dev.devt)
		cdev_device_del(&p->cdev, &indio->dev);
	else
		device_del(&indio->dev);
	mutex_lock(&p->exists_lock);
	iio_buffers_stop(p);
	indio->info = NULL;
	iio_events_wake(p);
	iio_buffers_wake(p);
	mutex_unlock(&p->exists_lock);
}
EXPORT_SYMBOL(iio_device_unregister);

static void unregister_device(void *indio)
{
	iio_device_unregister(indio);
}

int __devm_iio_device_register(struct device *dev, struct iio_dev *indio, struct module *owner)
{
	int err = __iio_device_register(indio, owner);

	return err ? err : devm_add_action_or_reset(dev, unregister_device, indio);
}
EXPORT_SYMBOL_GPL(__devm_iio_device_register);

int iio_device_id(struct iio_dev *indio)
{
	return to_private(indio)->id;
}
EXPORT_SYMBOL_GPL(iio_device_id);

/* ---- modes ---- */

int iio_device_get_current_mode(struct iio_dev *indio)
{
	return to_private(indio)->mode;
}
EXPORT_SYMBOL_GPL(iio_device_get_current_mode);

bool iio_buffer_enabled(struct iio_dev *indio)
{
	return to_private(indio)->mode & (INDIO_ALL_BUFFER_MODES | INDIO_HARDWARE_TRIGGERED);
}
EXPORT_SYMBOL_GPL(iio_buffer_enabled);

static int claim(struct iio_dev *indio, bool buffer)
{
	mutex_lock(&indio->mlock);
	if (iio_buffer_enabled(indio) == buffer)
		return 0;
	mutex_unlock(&indio->mlock);
	return -EBUSY;
}

int iio_device_claim_direct_mode(struct iio_dev *indio)
{
	return claim(indio, false);
}
EXPORT_SYMBOL_GPL(iio_device_claim_direct_mode);

void iio_device_release_direct_mode(struct iio_dev *indio)
{
	mutex_unlock(&indio->mlock);
}
EXPORT_SYMBOL_GPL(iio_device_release_direct_mode);

int iio_device_claim_buffer_mode(struct iio_dev *indio)
{
	return claim(indio, true);
}
EXPORT_SYMBOL_GPL(iio_device_claim_buffer_mode);

void iio_device_release_buffer_mode(struct iio_dev *indio)
{
	mutex_unlock(&indio->mlock);
}
EXPORT_SYMBOL_GPL(iio_device_release_buffer_mode);

const struct iio_chan_spec *iio_find_channel_from_si(struct iio_dev *indio, int si)
{
	int i;

	for (i = 0; i < indio->num_channels; i++)
		if (indio->channels[i].scan_index == si)
			return &indio->channels[i];
	return NULL;
}

static int __init iio_init(void)
{
	int err = bus_register(&iio_bus_type);

	return err ? err : alloc_chrdev_region(&iio_devt, 0, IIO_MINORS, "iio");
}
subsys_initcall(iio_init);
