/* SPDX-License-Identifier: GPL-2.0-only */
/* iio-channel: the files of channels' values, of what they may be, and of a driver's own. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/iio/iio.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "drivers/iio/iio-channel.h"
#include "drivers/iio/iio-core.h"

static ssize_t available_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_dev_attr *file = to_iio_dev_attr(attr);
	struct iio_dev *indio = dev_to_iio_dev(dev);
	const int *vals;
	int type, length, err, i, step;
	ssize_t len = 0;

	if (!indio->info->read_avail)
		return -EINVAL;
	err = indio->info->read_avail(indio, file->c, &vals, &type, &length, file->address);
	if (err < 0)
		return err;
	step = type == IIO_VAL_INT ? 1 : 2;
	if (err == IIO_AVAIL_RANGE)
		len += sysfs_emit_at(buf, len, "[");
	for (i = 0; i < (err == IIO_AVAIL_RANGE ? 3 * step : length); i += step) {
		if (i)
			len += sysfs_emit_at(buf, len, " ");
		len += iio_emit_value(buf, len, type, step, vals + i);
	}
	return len + sysfs_emit_at(buf, len, err == IIO_AVAIL_RANGE ? "]\n" : "\n");
}

static ssize_t value_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_dev_attr *file = to_iio_dev_attr(attr);
	struct iio_dev *indio = dev_to_iio_dev(dev);
	int vals[INDIO_MAX_RAW_ELEMENTS] = {}, type, n = 2;

	if (indio->info->read_raw_multi)
		type = indio->info->read_raw_multi(indio, file->c, ARRAY_SIZE(vals), vals, &n,
						   file->address);
	else if (indio->info->read_raw)
		type = indio->info->read_raw(indio, file->c, &vals[0], &vals[1], file->address);
	else
		return -EINVAL;
	return type < 0 ? type : iio_format_value(buf, type, n, vals);
}

/* What the driver's write_raw() wants, from text; IIO_VAL_CHAR and _INT_64 have no fraction. */
static int parse_value(const char *buf, int format, int *val, int *val2)
{
	s64 wide;
	char c;

	*val2 = 0;
	switch (format) {
	case IIO_VAL_INT:
		return iio_str_to_fixpoint(buf, 0, val, val2);
	case IIO_VAL_INT_PLUS_MICRO:
	case IIO_VAL_INT_PLUS_MICRO_DB:
		return iio_str_to_fixpoint(buf, 100000, val, val2);
	case IIO_VAL_INT_PLUS_NANO:
		return iio_str_to_fixpoint(buf, 100000000, val, val2);
	case IIO_VAL_CHAR:
		if (sscanf(buf, "%c", &c) != 1)
			return -EINVAL;
		*val = c;
		return 0;
	case IIO_VAL_INT_64:
		if (kstrtoll(buf, 0, &wide))
			return -EINVAL;
		*val = lower_32_bits(wide);
		*val2 = upper_32_bits(wide);
		return 0;
	}
	return -EINVAL;
}

static ssize_t value_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t len)
{
	struct iio_dev_attr *file = to_iio_dev_attr(attr);
	struct iio_dev *indio = dev_to_iio_dev(dev);
	int format = IIO_VAL_INT_PLUS_MICRO, val, val2, err;

	if (!indio->info->write_raw)
		return -EINVAL;
	if (indio->info->write_raw_get_fmt)
		format = indio->info->write_raw_get_fmt(indio, file->c, file->address);
	err = parse_value(buf, format, &val, &val2);
	if (!err)
		err = indio->info->write_raw(indio, file->c, val, val2, file->address);
	return err ? err : (ssize_t)len;
}

static ssize_t extended_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_dev_attr *file = to_iio_dev_attr(attr);
	const struct iio_chan_spec_ext_info *ext = &file->c->ext_info[file->address];

	return ext->read(dev_to_iio_dev(dev), ext->private, file->c, buf);
}

static ssize_t extended_store(struct device *dev, struct device_attribute *attr, const char *buf,
			      size_t len)
{
	struct iio_dev_attr *file = to_iio_dev_attr(attr);
	const struct iio_chan_spec_ext_info *ext = &file->c->ext_info[file->address];

	return ext->write(dev_to_iio_dev(dev), ext->private, file->c, buf, len);
}

static ssize_t label_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_dev *indio = dev_to_iio_dev(dev);

	if (indio->info->read_label)
		return indio->info->read_label(indio, to_iio_dev_attr(attr)->c, buf);
	return sysfs_emit(buf, "%s\n", to_iio_dev_attr(attr)->c->extend_name);
}

static int add_mask(struct iio_private *p, const struct iio_chan_spec *chan,
		    enum iio_shared_by shared, unsigned long mask, bool available)
{
	struct iio_dev_attr *file;
	char postfix[64];
	long i;

	for (i = 0; i < iio_info_count; i++) {
		if (!(mask >> i & 1))
			continue;
		snprintf(postfix, sizeof(postfix), available ? "%s_available" : "%s",
			 iio_info_names[i]);
		file = iio_new_attr(&p->files, chan, shared, postfix);
		if (IS_ERR(file))
			return PTR_ERR(file);
		if (!file)
			continue;
		file->address = i;
		file->dev_attr.attr.mode = available ? 0444 : 0644;
		file->dev_attr.show = available ? available_show : value_show;
		file->dev_attr.store = available ? NULL : value_store;
	}
	return 0;
}

static int add_extended(struct iio_private *p, const struct iio_chan_spec *chan)
{
	const struct iio_chan_spec_ext_info *ext;
	struct iio_dev_attr *file;

	for (ext = chan->ext_info; ext && ext->name; ext++) {
		file = iio_new_attr(&p->files, chan, ext->shared, ext->name);
		if (IS_ERR(file))
			return PTR_ERR(file);
		if (!file)
			continue;
		file->address = ext - chan->ext_info;
		file->dev_attr.attr.mode = (ext->read ? 0444 : 0) | (ext->write ? 0200 : 0);
		file->dev_attr.show = ext->read ? extended_show : NULL;
		file->dev_attr.store = ext->write ? extended_store : NULL;
	}
	return 0;
}

static int add_channel(struct iio_private *p, const struct iio_chan_spec *chan)
{
	const struct {
		enum iio_shared_by who;
		unsigned long mask, available;
	} sets[] = {
	    {IIO_SEPARATE, chan->info_mask_separate, chan->info_mask_separate_available},
	    {IIO_SHARED_BY_TYPE, chan->info_mask_shared_by_type,
	     chan->info_mask_shared_by_type_available},
	    {IIO_SHARED_BY_DIR, chan->info_mask_shared_by_dir,
	     chan->info_mask_shared_by_dir_available},
	    {IIO_SHARED_BY_ALL, chan->info_mask_shared_by_all,
	     chan->info_mask_shared_by_all_available},
	};
	struct iio_dev_attr *file;
	int i, err = 0;

	if (chan->channel < 0) /* a timestamp is of buffers */
		return 0;
	for (i = 0; !err && i < (int)ARRAY_SIZE(sets); i++) {
		err = add_mask(p, chan, sets[i].who, sets[i].mask, false);
		if (!err)
			err = add_mask(p, chan, sets[i].who, sets[i].available, true);
	}
	if (!err)
		err = add_extended(p, chan);
	if (err || (!p->dev.info->read_label && !chan->extend_name))
		return err;
	file = iio_new_attr(&p->files, chan, IIO_SEPARATE, "label");
	if (IS_ERR(file))
		return PTR_ERR(file);
	file->dev_attr.attr.mode = 0444;
	file->dev_attr.show = label_show;
	return 0;
}

int iio_channels_make(struct iio_private *p)
{
	int i, err = 0;

	for (i = 0; !err && i < p->dev.num_channels; i++)
		err = add_channel(p, &p->dev.channels[i]);
	return err;
}
