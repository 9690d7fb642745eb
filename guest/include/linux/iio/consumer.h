/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio/consumer: channels of other drivers, read and written from within the kernel. Which are a
 * device's own, linux/iio/driver.h says. -ENODEV: there is no such channel, or no longer.
 */
#ifndef _IIO_INKERN_CONSUMER_H_
#define _IIO_INKERN_CONSUMER_H_

#include <linux/iio/types.h>
#include <linux/types.h>

struct device;
struct fwnode_handle;
struct iio_chan_spec;
struct iio_dev;

struct iio_channel {
	struct iio_dev *indio_dev;
	const struct iio_chan_spec *channel;
	void *data; /* the map's consumer_data */
};

/* One by its name, or all in an array that ends with one without a device; or an ERR_PTR. */
struct iio_channel *iio_channel_get(struct device *dev, const char *name);
struct iio_channel *devm_iio_channel_get(struct device *dev, const char *name);
void iio_channel_release(struct iio_channel *chan);
struct iio_channel *iio_channel_get_all(struct device *dev);
struct iio_channel *devm_iio_channel_get_all(struct device *dev);
void iio_channel_release_all(struct iio_channel *chans);

/* By properties of a node; there are no such here. */
struct iio_channel *fwnode_iio_channel_get_by_name(struct fwnode_handle *fwnode, const char *name);
struct iio_channel *devm_fwnode_iio_channel_get_by_name(struct device *dev,
							struct fwnode_handle *fwnode,
							const char *name);

/* An IIO_VAL_ or -errno; processed is 1 and the value in its unit, times scale if that is given. */
int iio_read_channel_raw(struct iio_channel *chan, int *val);
int iio_read_channel_average_raw(struct iio_channel *chan, int *val);
int iio_read_channel_processed(struct iio_channel *chan, int *val);
int iio_read_channel_processed_scale(struct iio_channel *chan, int *val, unsigned int scale);
int iio_read_channel_scale(struct iio_channel *chan, int *val, int *val2);
int iio_read_channel_offset(struct iio_channel *chan, int *val, int *val2);
int iio_read_channel_attribute(struct iio_channel *chan, int *val, int *val2,
			       enum iio_chan_info_enum info);
int iio_convert_raw_to_processed(struct iio_channel *chan, int raw, int *processed,
				 unsigned int scale);

int iio_write_channel_raw(struct iio_channel *chan, int val);
int iio_write_channel_attribute(struct iio_channel *chan, int val, int val2,
				enum iio_chan_info_enum info);

/* IIO_AVAIL_ or -errno; max: 0 or -errno. */
int iio_read_avail_channel_raw(struct iio_channel *chan, const int **vals, int *length);
int iio_read_avail_channel_attribute(struct iio_channel *chan, const int **vals, int *type,
				     int *length, enum iio_chan_info_enum info);
int iio_read_max_channel_raw(struct iio_channel *chan, int *val);

int iio_get_channel_type(struct iio_channel *chan, enum iio_chan_type *type);
unsigned int iio_get_channel_ext_info_count(struct iio_channel *chan);
ssize_t iio_read_channel_ext_info(struct iio_channel *chan, const char *attr, char *buf);
ssize_t iio_write_channel_ext_info(struct iio_channel *chan, const char *attr, const char *buf,
				   size_t len);

#endif
