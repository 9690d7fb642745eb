/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio/sysfs: files of a driver's own, for the groups in struct iio_info: those with functions
 * behind them (iio_dev_attr_NAME), and those that always say the same (iio_const_attr_NAME).
 */
#ifndef _INDUSTRIAL_IO_SYSFS_H_
#define _INDUSTRIAL_IO_SYSFS_H_

#include <linux/device.h>

struct iio_buffer;
struct iio_chan_spec;

struct iio_dev_attr {
	struct device_attribute dev_attr;
	u64 address; /* the driver's */
	struct iio_chan_spec const *c;
	struct iio_buffer *buffer; /* whose file it is, if a buffer's */
	struct list_head l;
};

struct iio_const_attr {
	struct device_attribute dev_attr;
	const char *string;
};

#define to_iio_dev_attr(attr)	container_of(attr, struct iio_dev_attr, dev_attr)
#define to_iio_const_attr(attr) container_of(attr, struct iio_const_attr, dev_attr)

ssize_t iio_read_const_attr(struct device *dev, struct device_attribute *attr, char *buf);

/* Initializers: the functions named, or NAME_show and NAME_store. */
#define IIO_ATTR(file, mode, show, store, addr)                                                    \
	{                                                                                          \
		.address = addr, .dev_attr = __ATTR(file, mode, show, store)                       \
	}
#define IIO_ATTR_RO(file, addr)                                                                    \
	{                                                                                          \
		.address = addr, .dev_attr = __ATTR_RO(file)                                       \
	}
#define IIO_ATTR_WO(file, addr)                                                                    \
	{                                                                                          \
		.address = addr, .dev_attr = __ATTR_WO(file)                                       \
	}
#define IIO_ATTR_RW(file, addr)                                                                    \
	{                                                                                          \
		.address = addr, .dev_attr = __ATTR_RW(file)                                       \
	}

/* The same as variables. NAMED: where a file's name is not one of C, or stands in two groups. */
#define IIO_DEVICE_ATTR_NAMED(var, file, mode, show, store, addr)                                  \
	struct iio_dev_attr iio_dev_attr_##var = IIO_ATTR(file, mode, show, store, addr)
#define IIO_DEVICE_ATTR(file, mode, show, store, addr)                                             \
	struct iio_dev_attr iio_dev_attr_##file = IIO_ATTR(file, mode, show, store, addr)
#define IIO_DEVICE_ATTR_RO(file, addr)                                                             \
	struct iio_dev_attr iio_dev_attr_##file = IIO_ATTR_RO(file, addr)
#define IIO_DEVICE_ATTR_WO(file, addr)                                                             \
	struct iio_dev_attr iio_dev_attr_##file = IIO_ATTR_WO(file, addr)
#define IIO_DEVICE_ATTR_RW(file, addr)                                                             \
	struct iio_dev_attr iio_dev_attr_##file = IIO_ATTR_RW(file, addr)

#define IIO_CONST_ATTR_NAMED(var, file, text)                                                      \
	struct iio_const_attr iio_const_attr_##var = {                                             \
	    .dev_attr = __ATTR(file, 0444, iio_read_const_attr, NULL), .string = text}
#define IIO_CONST_ATTR(file, text)                                                                 \
	struct iio_const_attr iio_const_attr_##file = {                                            \
	    .dev_attr = __ATTR(file, 0444, iio_read_const_attr, NULL), .string = text}

/* Those that many drivers have. */
#define IIO_DEV_ATTR_SAMP_FREQ(mode, show, store)                                                  \
	IIO_DEVICE_ATTR(sampling_frequency, mode, show, store, 0)
#define IIO_DEV_ATTR_SAMP_FREQ_AVAIL(show)                                                         \
	IIO_DEVICE_ATTR(sampling_frequency_available, 0444, show, NULL, 0)
#define IIO_DEV_ATTR_INT_TIME_AVAIL(show)                                                          \
	IIO_DEVICE_ATTR(integration_time_available, 0444, show, NULL, 0)
#define IIO_DEV_ATTR_TEMP_RAW(show)	     IIO_DEVICE_ATTR(in_temp_raw, 0444, show, NULL, 0)
#define IIO_CONST_ATTR_SAMP_FREQ_AVAIL(text) IIO_CONST_ATTR(sampling_frequency_available, text)
#define IIO_CONST_ATTR_INT_TIME_AVAIL(text)  IIO_CONST_ATTR(integration_time_available, text)
#define IIO_CONST_ATTR_TEMP_OFFSET(text)     IIO_CONST_ATTR(in_temp_offset, text)
#define IIO_CONST_ATTR_TEMP_SCALE(text)	     IIO_CONST_ATTR(in_temp_scale, text)

#endif
