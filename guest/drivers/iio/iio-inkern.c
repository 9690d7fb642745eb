/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-inkern: channels that drivers use of other drivers. A provider registers maps (which of its
 * channels, by datasheet_name, is whose, and under what name); a consumer asks by its device's
 * name. There are no device trees here, which could say so, too.
 *
 * A channel keeps its device; when the provider has gone, its info has, and calls say -ENODEV.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/iio/consumer.h>
#include <linux/iio/driver.h>
#include <linux/iio/iio.h>
#include <linux/iio/machine.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/math64.h>
#include <linux/mutex.h>
#include <linux/property.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/iio/iio-core.h"

struct map_entry {
	struct list_head list;
	struct iio_dev *indio;
	struct iio_map *map;
};

static LIST_HEAD(maps_list);
static DEFINE_MUTEX(maps_lock);

/* ---- providers ---- */

static int remove_maps(struct iio_dev *indio)
{
	struct map_entry *entry, *next;
	int found = 0;

	list_for_each_entry_safe (entry, next, &maps_list, list) {
		if (entry->indio != indio)
			continue;
		list_del(&entry->list);
		kfree(entry);
		found++;
	}
	return found;
}

int iio_map_array_register(struct iio_dev *indio, struct iio_map *maps)
{
	struct map_entry *entry;
	int err = 0;

	mutex_lock(&maps_lock);
	for (; maps && maps->consumer_dev_name; maps++) {
		entry = kzalloc(sizeof(*entry), GFP_KERNEL);
		if (!entry) {
			remove_maps(indio);
			err = -ENOMEM;
			break;
		}
		entry->indio = indio;
		entry->map = maps;
		list_add_tail(&entry->list, &maps_list);
	}
	mutex_unlock(&maps_lock);
	return err;
}
EXPORT_SYMBOL_GPL(iio_map_array_register);

int iio_map_array_unregister(struct iio_dev *indio)
{
	int found;

	mutex_lock(&maps_lock);
	found = remove_maps(indio);
	mutex_unlock(&maps_lock);
	return found ? 0 : -ENODEV;
}
EXPORT_SYMBOL_GPL(iio_map_array_unregister);

static void unregister_maps(void *indio)
{
	iio_map_array_unregister(indio);
}

int devm_iio_map_array_register(struct device *dev, struct iio_dev *indio, struct iio_map *maps)
{
	int err = iio_map_array_register(indio, maps);

	return err ? err : devm_add_action_or_reset(dev, unregister_maps, indio);
}
EXPORT_SYMBOL_GPL(devm_iio_map_array_register);

/* ---- consumers ---- */

static bool is_for(const struct iio_map *map, struct device *dev, const char *name)
{
	if (dev && strcmp(dev_name(dev), map->consumer_dev_name))
		return false;
	return !name || (map->consumer_channel && !strcmp(name, map->consumer_channel));
}

static const struct iio_chan_spec *find_spec(struct iio_dev *indio, const char *label)
{
	int i;

	for (i = 0; i < indio->num_channels; i++)
		if (indio->channels[i].datasheet_name &&
		    !strcmp(label, indio->channels[i].datasheet_name))
			return &indio->channels[i];
	return NULL;
}

static int fill_channel(struct iio_channel *chan, struct map_entry *entry)
{
	chan->channel = NULL;
	if (entry->map->adc_channel_label) {
		chan->channel = find_spec(entry->indio, entry->map->adc_channel_label);
		if (!chan->channel)
			return -EINVAL;
	}
	chan->indio_dev = iio_device_get(entry->indio);
	chan->data = entry->map->consumer_data;
	return 0;
}

void iio_channel_release(struct iio_channel *chan)
{
	if (!chan)
		return;
	iio_device_put(chan->indio_dev);
	kfree(chan);
}
EXPORT_SYMBOL_GPL(iio_channel_release);

struct iio_channel *iio_channel_get(struct device *dev, const char *name)
{
	struct iio_channel *chan;
	struct map_entry *entry;
	int err = -ENODEV;

	if (!dev && !name)
		return ERR_PTR(-ENODEV);
	chan = kzalloc(sizeof(*chan), GFP_KERNEL);
	if (!chan)
		return ERR_PTR(-ENOMEM);
	mutex_lock(&maps_lock);
	list_for_each_entry (entry, &maps_list, list) {
		if (!is_for(entry->map, dev, name))
			continue;
		err = fill_channel(chan, entry);
		break;
	}
	mutex_unlock(&maps_lock);
	if (!err)
		return chan;
	kfree(chan);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(iio_channel_get);

void iio_channel_release_all(struct iio_channel *chans)
{
	struct iio_channel *chan;

	for (chan = chans; chan->indio_dev; chan++)
		iio_device_put(chan->indio_dev);
	kfree(chans);
}
EXPORT_SYMBOL_GPL(iio_channel_release_all);

struct iio_channel *iio_channel_get_all(struct device *dev)
{
	struct iio_channel *chans = NULL;
	struct map_entry *entry;
	int n = 0, err = -ENODEV;

	if (!dev)
		return ERR_PTR(-EINVAL);
	mutex_lock(&maps_lock);
	list_for_each_entry (entry, &maps_list, list)
		n += is_for(entry->map, dev, NULL);
	if (n) {
		chans = kcalloc(n + 1, sizeof(*chans), GFP_KERNEL);
		err = chans ? 0 : -ENOMEM;
		n = 0;
	}
	list_for_each_entry (entry, &maps_list, list) {
		if (err)
			break;
		if (is_for(entry->map, dev, NULL))
			err = fill_channel(&chans[n++], entry);
	}
	mutex_unlock(&maps_lock);
	if (!err)
		return chans;
	if (chans)
		iio_channel_release_all(chans);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(iio_channel_get_all);

static void release_channel(void *chan)
{
	iio_channel_release(chan);
}

static void release_channels(void *chans)
{
	iio_channel_release_all(chans);
}

static struct iio_channel *managed(struct device *dev, struct iio_channel *chan,
				   void (*release)(void *chan))
{
	int err = IS_ERR(chan) ? 0 : devm_add_action_or_reset(dev, release, chan);

	return err ? ERR_PTR(err) : chan;
}

struct iio_channel *devm_iio_channel_get(struct device *dev, const char *name)
{
	return managed(dev, iio_channel_get(dev, name), release_channel);
}
EXPORT_SYMBOL_GPL(devm_iio_channel_get);

struct iio_channel *devm_iio_channel_get_all(struct device *dev)
{
	return managed(dev, iio_channel_get_all(dev), release_channels);
}
EXPORT_SYMBOL_GPL(devm_iio_channel_get_all);

struct iio_channel *fwnode_iio_channel_get_by_name(struct fwnode_handle *fwnode, const char *name)
{
	return ERR_PTR(-ENODEV);
}
EXPORT_SYMBOL_GPL(fwnode_iio_channel_get_by_name);

struct iio_channel *devm_fwnode_iio_channel_get_by_name(struct device *dev,
							struct fwnode_handle *fwnode,
							const char *name)
{
	return managed(dev, fwnode_iio_channel_get_by_name(fwnode, name), release_channel);
}
EXPORT_SYMBOL_GPL(devm_fwnode_iio_channel_get_by_name);

/* ---- values ---- */

static int read_info(struct iio_channel *chan, int *val, int *val2, enum iio_chan_info_enum info)
{
	const struct iio_info *ops = chan->indio_dev->info;
	int vals[INDIO_MAX_RAW_ELEMENTS] = {}, n = 2, type, rest;

	if (!val2)
		val2 = &rest;
	if (!iio_channel_has_info(chan->channel, info))
		return -EINVAL;
	if (!ops->read_raw_multi)
		return ops->read_raw
			   ? ops->read_raw(chan->indio_dev, chan->channel, val, val2, info)
			   : -EINVAL;
	type =
	    ops->read_raw_multi(chan->indio_dev, chan->channel, ARRAY_SIZE(vals), vals, &n, info);
	*val = vals[0];
	*val2 = vals[1];
	return type;
}

/* A call with the provider held where it is; -ENODEV, if it has gone. */
#define WITH_PROVIDER(chan, call)                                                                  \
	({                                                                                         \
		struct iio_private *__p = to_private((chan)->indio_dev);                           \
		int __ret = -ENODEV;                                                               \
		mutex_lock(&__p->exists_lock);                                                     \
		if (__p->dev.info)                                                                 \
			__ret = call;                                                              \
		mutex_unlock(&__p->exists_lock);                                                   \
		__ret;                                                                             \
	})

int iio_read_channel_attribute(struct iio_channel *chan, int *val, int *val2,
			       enum iio_chan_info_enum info)
{
	return WITH_PROVIDER(chan, read_info(chan, val, val2, info));
}
EXPORT_SYMBOL_GPL(iio_read_channel_attribute);

int iio_read_channel_raw(struct iio_channel *chan, int *val)
{
	return iio_read_channel_attribute(chan, val, NULL, IIO_CHAN_INFO_RAW);
}
EXPORT_SYMBOL_GPL(iio_read_channel_raw);

int iio_read_channel_average_raw(struct iio_channel *chan, int *val)
{
	return iio_read_channel_attribute(chan, val, NULL, IIO_CHAN_INFO_AVERAGE_RAW);
}
EXPORT_SYMBOL_GPL(iio_read_channel_average_raw);

int iio_read_channel_scale(struct iio_channel *chan, int *val, int *val2)
{
	return iio_read_channel_attribute(chan, val, val2, IIO_CHAN_INFO_SCALE);
}
EXPORT_SYMBOL_GPL(iio_read_channel_scale);

int iio_read_channel_offset(struct iio_channel *chan, int *val, int *val2)
{
	return iio_read_channel_attribute(chan, val, val2, IIO_CHAN_INFO_OFFSET);
}
EXPORT_SYMBOL_GPL(iio_read_channel_offset);

/* raw * scale * times, by the form of the scale. */
static int scale_by(int type, int val, int val2, s64 raw, unsigned int times, int *out)
{
	switch (type) {
	case IIO_VAL_INT:
		*out = raw * val * times;
		return 0;
	case IIO_VAL_INT_PLUS_MICRO:
	case IIO_VAL_INT_PLUS_NANO:
		*out = val2 < 0 ? raw * -(s64)val * times : raw * (s64)val * times;
		*out += div_s64(raw * val2 * times,
				type == IIO_VAL_INT_PLUS_MICRO ? 1000000 : 1000000000);
		return 0;
	case IIO_VAL_FRACTIONAL:
		*out = div_s64(raw * (s64)val * times, val2);
		return 0;
	case IIO_VAL_FRACTIONAL_LOG2:
		*out = (raw * (s64)val * times) >> val2;
		return 0;
	}
	return -EINVAL;
}

static int convert(struct iio_channel *chan, int raw, int *out, unsigned int times)
{
	int val, val2 = 0, offset, type;
	s64 sum = raw;

	type = read_info(chan, &val, &val2, IIO_CHAN_INFO_OFFSET);
	if (type >= 0) {
		offset = val; /* of a fraction the whole part, and below 0 the next lower one */
		if (type == IIO_VAL_FRACTIONAL)
			offset = val / val2;
		else if (type == IIO_VAL_FRACTIONAL_LOG2)
			offset = val >> val2;
		sum += offset;
	}
	type = read_info(chan, &val, &val2, IIO_CHAN_INFO_SCALE);
	if (type < 0) { /* no scale: the unit is the raw value's */
		*out = raw * (int)times;
		return 0;
	}
	return scale_by(type, val, val2, sum, times, out);
}

int iio_convert_raw_to_processed(struct iio_channel *chan, int raw, int *processed,
				 unsigned int scale)
{
	return WITH_PROVIDER(chan, convert(chan, raw, processed, scale));
}
EXPORT_SYMBOL_GPL(iio_convert_raw_to_processed);

static int read_processed(struct iio_channel *chan, int *val, unsigned int scale)
{
	int type, raw;

	if (iio_channel_has_info(chan->channel, IIO_CHAN_INFO_PROCESSED)) {
		type = read_info(chan, val, NULL, IIO_CHAN_INFO_PROCESSED);
		if (type >= 0)
			*val *= (int)scale;
		return type;
	}
	type = read_info(chan, &raw, NULL, IIO_CHAN_INFO_RAW);
	return type < 0 ? type : convert(chan, raw, val, scale);
}

int iio_read_channel_processed_scale(struct iio_channel *chan, int *val, unsigned int scale)
{
	return WITH_PROVIDER(chan, read_processed(chan, val, scale));
}
EXPORT_SYMBOL_GPL(iio_read_channel_processed_scale);

int iio_read_channel_processed(struct iio_channel *chan, int *val)
{
	return iio_read_channel_processed_scale(chan, val, 1);
}
EXPORT_SYMBOL_GPL(iio_read_channel_processed);

static int write_info(struct iio_channel *chan, int val, int val2, enum iio_chan_info_enum info)
{
	const struct iio_info *ops = chan->indio_dev->info;

	return ops->write_raw ? ops->write_raw(chan->indio_dev, chan->channel, val, val2, info)
			      : -EINVAL;
}

int iio_write_channel_attribute(struct iio_channel *chan, int val, int val2,
				enum iio_chan_info_enum info)
{
	return WITH_PROVIDER(chan, write_info(chan, val, val2, info));
}
EXPORT_SYMBOL_GPL(iio_write_channel_attribute);

int iio_write_channel_raw(struct iio_channel *chan, int val)
{
	return iio_write_channel_attribute(chan, val, 0, IIO_CHAN_INFO_RAW);
}
EXPORT_SYMBOL_GPL(iio_write_channel_raw);

/* ---- what values there may be ---- */

static int read_avail(struct iio_channel *chan, const int **vals, int *type, int *length,
		      enum iio_chan_info_enum info)
{
	const struct iio_info *ops = chan->indio_dev->info;

	if (!iio_channel_has_available(chan->channel, info) || !ops->read_avail)
		return -EINVAL;
	return ops->read_avail(chan->indio_dev, chan->channel, vals, type, length, info);
}

int iio_read_avail_channel_attribute(struct iio_channel *chan, const int **vals, int *type,
				     int *length, enum iio_chan_info_enum info)
{
	return WITH_PROVIDER(chan, read_avail(chan, vals, type, length, info));
}
EXPORT_SYMBOL_GPL(iio_read_avail_channel_attribute);

int iio_read_avail_channel_raw(struct iio_channel *chan, const int **vals, int *length)
{
	int type,
	    ret = iio_read_avail_channel_attribute(chan, vals, &type, length, IIO_CHAN_INFO_RAW);

	return ret >= 0 && type != IIO_VAL_INT ? -EINVAL : ret;
}
EXPORT_SYMBOL_GPL(iio_read_avail_channel_raw);

int iio_read_max_channel_raw(struct iio_channel *chan, int *val)
{
	const int *vals;
	int length, i, ret = iio_read_avail_channel_raw(chan, &vals, &length);

	if (ret < 0)
		return ret;
	if (ret == IIO_AVAIL_RANGE) {
		*val = vals[2];
		return 0;
	}
	if (length <= 0)
		return -EINVAL;
	*val = vals[0];
	for (i = 1; i < length; i++)
		*val = max(*val, vals[i]);
	return 0;
}
EXPORT_SYMBOL_GPL(iio_read_max_channel_raw);

/* ---- the rest ---- */

int iio_get_channel_type(struct iio_channel *chan, enum iio_chan_type *type)
{
	return WITH_PROVIDER(chan, (*type = chan->channel->type, 0));
}
EXPORT_SYMBOL_GPL(iio_get_channel_type);

unsigned int iio_get_channel_ext_info_count(struct iio_channel *chan)
{
	const struct iio_chan_spec_ext_info *ext = chan->channel->ext_info;
	unsigned int n = 0;

	while (ext && ext[n].name)
		n++;
	return n;
}
EXPORT_SYMBOL_GPL(iio_get_channel_ext_info_count);

static const struct iio_chan_spec_ext_info *find_ext(const struct iio_channel *chan,
						     const char *name)
{
	const struct iio_chan_spec_ext_info *ext = chan->channel->ext_info;

	for (; ext && ext->name; ext++)
		if (!strcmp(name, ext->name))
			return ext;
	return NULL;
}

ssize_t iio_read_channel_ext_info(struct iio_channel *chan, const char *attr, char *buf)
{
	const struct iio_chan_spec_ext_info *ext = find_ext(chan, attr);

	if (!ext || !ext->read)
		return -EINVAL;
	return ext->read(chan->indio_dev, ext->private, chan->channel, buf);
}
EXPORT_SYMBOL_GPL(iio_read_channel_ext_info);

ssize_t iio_write_channel_ext_info(struct iio_channel *chan, const char *attr, const char *buf,
				   size_t len)
{
	const struct iio_chan_spec_ext_info *ext = find_ext(chan, attr);

	if (!ext || !ext->write)
		return -EINVAL;
	return ext->write(chan->indio_dev, ext->private, chan->channel, buf, len);
}
EXPORT_SYMBOL_GPL(iio_write_channel_ext_info);
