/* SPDX-License-Identifier: GPL-2.0-only */
/* iio/machine: which channel of a device is for which driver, and what that one calls it. */
#ifndef __LINUX_IIO_MACHINE_H__
#define __LINUX_IIO_MACHINE_H__

struct iio_map {
	const char *adc_channel_label; /* its datasheet_name */
	const char *consumer_dev_name;
	const char *consumer_channel;
	void *consumer_data;
};

#define IIO_MAP(label, device, name)                                                               \
	{                                                                                          \
		.consumer_dev_name = device, .consumer_channel = name, .adc_channel_label = label, \
	}

#endif
