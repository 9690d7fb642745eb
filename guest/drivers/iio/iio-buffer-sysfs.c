/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-buffer-sysfs: the files of buffers. Each has a folder bufferN with what it is (length,
 * enable, watermark, data_available, direction, and what the driver adds) and what of each channel
 * is wanted (in_accel_x_en, _index, _type). The first one's stand in buffer/ and scan_elements/,
 * too, where programs of before Linux 5.13 look for them.
 */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/iio/buffer_impl.h>
#include <linux/iio/iio.h>
#include <linux/iio/sysfs.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/iio/iio-core.h"

#define buffer_of(attr) (to_iio_dev_attr(attr)->buffer)

/* ---- the buffer ---- */

static ssize_t length_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", buffer_of(attr)->length);
}

/* Set one of the buffer's numbers, while nothing fills it. */
static ssize_t set_number(struct device *dev, struct iio_buffer *buffer, const char *buf,
			  size_t len, int (*set)(struct iio_buffer *buffer, unsigned int value))
{
	struct iio_dev *indio = dev_to_iio_dev(dev);
	unsigned int value;
	int err = kstrtouint(buf, 10, &value);

	if (err)
		return err;
	mutex_lock(&indio->mlock);
	err = iio_buffer_is_filling(buffer) ? -EBUSY : set(buffer, value);
	mutex_unlock(&indio->mlock);
	return err ? err : (ssize_t)len;
}

static int set_length(struct iio_buffer *buffer, unsigned int length)
{
	if (length == buffer->length)
		return 0;
	buffer->access->set_length(buffer, length);
	if (buffer->length && buffer->length < buffer->watermark)
		buffer->watermark = buffer->length;
	return 0;
}

static ssize_t length_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t len)
{
	return set_number(dev, buffer_of(attr), buf, len, set_length);
}

static ssize_t watermark_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", buffer_of(attr)->watermark);
}

static int set_watermark(struct iio_buffer *buffer, unsigned int watermark)
{
	if (!watermark || watermark > buffer->length)
		return -EINVAL;
	buffer->watermark = watermark;
	return 0;
}

static ssize_t watermark_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t len)
{
	return set_number(dev, buffer_of(attr), buf, len, set_watermark);
}

static ssize_t enable_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", iio_buffer_is_filling(buffer_of(attr)));
}

static ssize_t enable_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t len)
{
	struct iio_buffer *buffer = buffer_of(attr);
	bool on;
	int err = kstrtobool(buf, &on);

	if (!err)
		err =
		    iio_update_buffers(dev_to_iio_dev(dev), on ? buffer : NULL, on ? NULL : buffer);
	return err < 0 ? err : (ssize_t)len;
}

static ssize_t data_available_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_buffer *buffer = buffer_of(attr);

	return sysfs_emit(buf, "%zu\n",
			  buffer->access->data_available ? buffer->access->data_available(buffer)
							 : 0);
}

static ssize_t direction_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n",
			  buffer_of(attr)->direction == IIO_BUFFER_DIRECTION_OUT ? "out" : "in");
}

/* ---- what of each channel ---- */

static ssize_t index_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", to_iio_dev_attr(attr)->c->scan_index);
}

/* le:s12/16>>4: order, sign, bits of the value, of its place, and shift; X4: as many of them */
static ssize_t type_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct iio_chan_spec *chan = to_iio_dev_attr(attr)->c;
	char repeat[8] = "";

	if (chan->scan_type.repeat > 1)
		snprintf(repeat, sizeof(repeat), "X%d", chan->scan_type.repeat);
	return sysfs_emit(buf, "%s:%c%d/%d%s>>%u\n",
			  chan->scan_type.endianness == IIO_BE ? "be" : "le", chan->scan_type.sign,
			  chan->scan_type.realbits, chan->scan_type.storagebits, repeat,
			  chan->scan_type.shift);
}

static bool is_time(struct device_attribute *attr)
{
	return to_iio_dev_attr(attr)->c->type == IIO_TIMESTAMP;
}

static ssize_t en_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_buffer *buffer = buffer_of(attr);
	bool on = is_time(attr) ? buffer->scan_timestamp
				: test_bit(to_iio_dev_attr(attr)->c->scan_index,
					   (unsigned long *)buffer->scan_mask);

	return sysfs_emit(buf, "%d\n", on);
}

/* One more channel, if the driver can do them all together. */
static int want_channel(struct iio_dev *indio, struct iio_buffer *buffer, int bit)
{
	unsigned long *trial = bitmap_alloc(indio->masklength, GFP_KERNEL);
	int err = 0;

	if (!trial)
		return -ENOMEM;
	bitmap_copy(trial, (unsigned long *)buffer->scan_mask, indio->masklength);
	__set_bit(bit, trial);
	if (indio->setup_ops->validate_scan_mask &&
	    !indio->setup_ops->validate_scan_mask(indio, trial))
		err = -EINVAL;
	else if (indio->available_scan_masks && !iio_scan_mask_match(indio, trial, false))
		err = -EINVAL;
	else
		__set_bit(bit, (unsigned long *)buffer->scan_mask);
	bitmap_free(trial);
	return err;
}

static ssize_t en_store(struct device *dev, struct device_attribute *attr, const char *buf,
			size_t len)
{
	struct iio_buffer *buffer = buffer_of(attr);
	struct iio_dev *indio = dev_to_iio_dev(dev);
	int bit = to_iio_dev_attr(attr)->c->scan_index;
	bool on;
	int err = kstrtobool(buf, &on);

	if (err)
		return err;
	mutex_lock(&indio->mlock);
	if (iio_buffer_is_filling(buffer))
		err = -EBUSY;
	else if (is_time(attr))
		buffer->scan_timestamp = on;
	else if (!on)
		__clear_bit(bit, (unsigned long *)buffer->scan_mask);
	else if (!test_bit(bit, (unsigned long *)buffer->scan_mask))
		err = want_channel(indio, buffer, bit);
	mutex_unlock(&indio->mlock);
	return err ? err : (ssize_t)len;
}

/* ---- putting them together ---- */

typedef ssize_t show_fn(struct device *dev, struct device_attribute *attr, char *buf);
typedef ssize_t store_fn(struct device *dev, struct device_attribute *attr, const char *buf,
			 size_t len);

static int add_file(struct iio_buffer *buffer, const struct iio_chan_spec *chan, const char *name,
		    show_fn *show, store_fn *store)
{
	/* those of the buffer itself have no channel in their names */
	struct iio_dev_attr *file = iio_new_attr(&buffer->buffer_attr_list, chan,
						 chan ? IIO_SEPARATE : IIO_SHARED_BY_ALL, name);

	if (IS_ERR_OR_NULL(file))
		return file ? PTR_ERR(file) : -EBUSY;
	file->buffer = buffer;
	file->dev_attr.attr.mode = store ? 0644 : 0444;
	file->dev_attr.show = show;
	file->dev_attr.store = store;
	return 0;
}

static int add_own(struct iio_buffer *buffer)
{
	bool fixed = buffer->access->flags & INDIO_BUFFER_FLAG_FIXED_WATERMARK;
	int err;

	err = add_file(buffer, NULL, "length", length_show,
		       buffer->access->set_length ? length_store : NULL);
	if (!err)
		err = add_file(buffer, NULL, "enable", enable_show, enable_store);
	if (!err)
		err = add_file(buffer, NULL, "watermark", watermark_show,
			       fixed ? NULL : watermark_store);
	if (!err)
		err = add_file(buffer, NULL, "data_available", data_available_show, NULL);
	if (!err)
		err = add_file(buffer, NULL, "direction", direction_show, NULL);
	return err;
}

static int add_channels(struct iio_dev *indio, struct iio_buffer *buffer)
{
	const struct iio_chan_spec *chan;
	int i, err = 0;

	for (i = 0; !err && i < indio->num_channels; i++) {
		chan = &indio->channels[i];
		if (chan->scan_index < 0)
			continue;
		err = add_file(buffer, chan, "index", index_show, NULL);
		if (!err)
			err = add_file(buffer, chan, "type", type_show, NULL);
		if (!err)
			err = add_file(buffer, chan, "en", en_show, en_store);
	}
	return err;
}

/* What attributes there are: the buffer's, the driver's, the channels'. */
static int fill_group(struct iio_private *p, struct iio_buffer *buffer, int nr)
{
	struct attribute **attrs;
	struct iio_dev_attr *file;
	int i, n = 0, own = 0;

	for (i = 0; buffer->attrs && buffer->attrs[i]; i++)
		n++;
	list_for_each_entry (file, &buffer->buffer_attr_list, l)
		n++;
	attrs = kcalloc(n + 1, sizeof(*attrs), GFP_KERNEL);
	if (!attrs)
		return -ENOMEM;
	n = 0;
	list_for_each_entry (file, &buffer->buffer_attr_list, l) {
		if (file->c)
			break;
		attrs[n++] = &file->dev_attr.attr;
	}
	for (i = 0; buffer->attrs && buffer->attrs[i]; i++)
		attrs[n++] = (struct attribute *)buffer->attrs[i];
	own = n;
	list_for_each_entry (file, &buffer->buffer_attr_list, l)
		if (file->c)
			attrs[n++] = &file->dev_attr.attr;
	buffer->buffer_group.attrs = attrs;
	buffer->buffer_group.name = kasprintf(GFP_KERNEL, "buffer%d", nr);
	if (!buffer->buffer_group.name)
		return -ENOMEM;
	iio_add_group(p, &buffer->buffer_group);
	if (nr)
		return 0;
	p->buffer_group.name = "buffer";
	p->buffer_group.attrs = kcalloc(own + 1, sizeof(*attrs), GFP_KERNEL);
	p->scan_group.name = "scan_elements";
	p->scan_group.attrs = attrs + own;
	if (!p->buffer_group.attrs)
		return -ENOMEM;
	memcpy(p->buffer_group.attrs, attrs, own * sizeof(*attrs));
	iio_add_group(p, &p->buffer_group);
	iio_add_group(p, &p->scan_group);
	return 0;
}

int iio_buffer_fill_files(struct iio_private *p, struct iio_buffer *buffer, int nr)
{
	int err;

	if (!buffer->scan_mask)
		buffer->scan_mask = (long *)bitmap_zalloc(p->dev.masklength, GFP_KERNEL);
	if (!buffer->scan_mask)
		return -ENOMEM;
	err = add_own(buffer);
	if (!err)
		err = add_channels(&p->dev, buffer);
	return err ? err : fill_group(p, buffer, nr);
}

void iio_buffer_free_files(struct iio_buffer *buffer)
{
	bitmap_free((unsigned long *)buffer->scan_mask);
	buffer->scan_mask = NULL;
	iio_free_attrs(&buffer->buffer_attr_list);
	kfree(buffer->buffer_group.attrs);
	kfree(buffer->buffer_group.name);
	buffer->buffer_group.attrs = NULL;
	buffer->buffer_group.name = NULL;
}
