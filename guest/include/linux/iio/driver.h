/* SPDX-License-Identifier: GPL-2.0-only */
/* iio/driver: a device gives its channels to other drivers; the list ends with an empty one. */
#ifndef _IIO_INKERN_H_
#define _IIO_INKERN_H_

struct device;
struct iio_dev;
struct iio_map;

int iio_map_array_register(struct iio_dev *indio, struct iio_map *maps);
int devm_iio_map_array_register(struct device *dev, struct iio_dev *indio, struct iio_map *maps);
int iio_map_array_unregister(struct iio_dev *indio);

#endif
