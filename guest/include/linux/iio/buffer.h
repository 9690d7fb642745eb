/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio/buffer: scans, as a driver reads them, on their way to programs (drivers/iio/iio-buffer.c).
 * A scan is the values of the channels that are wanted, in order of scan_index, each aligned to
 * its size; the time, if wanted, is the last, and what a scan takes is a multiple of the largest.
 */
#ifndef _IIO_BUFFER_GENERIC_H_
#define _IIO_BUFFER_GENERIC_H_

#include <linux/iio/iio.h>
#include <linux/sysfs.h>

struct iio_buffer;

enum iio_buffer_direction { IIO_BUFFER_DIRECTION_IN = 0, IIO_BUFFER_DIRECTION_OUT = 1 };

/* A scan into every buffer that is being filled; from any context, one at a time. 0 or -errno. */
int iio_push_to_buffers(struct iio_dev *indio, const void *data);

/* With the time put into data, which has room for it (scan_bytes, aligned to 8). */
static inline int iio_push_to_buffers_with_timestamp(struct iio_dev *indio, void *data,
						     int64_t timestamp)
{
	int64_t *slots = data;

	if (indio->scan_timestamp)
		slots[indio->scan_bytes / (int)sizeof(*slots) - 1] = timestamp;
	return iio_push_to_buffers(indio, data);
}

/* With the time, from data of size bytes without room for it, aligned anyhow; may sleep. */
int iio_push_to_buffers_with_ts_unaligned(struct iio_dev *indio, const void *data, size_t size,
					  int64_t timestamp);

/* The next scan that a program has written for a device's outputs. */
int iio_pop_from_buffer(struct iio_buffer *buffer, void *data);

/* For validate_scan_mask(): one channel at a time. */
bool iio_validate_scan_mask_onehot(struct iio_dev *indio, const unsigned long *mask);

/* One more buffer of a device that is not registered yet, which takes a reference. */
int iio_device_attach_buffer(struct iio_dev *indio, struct iio_buffer *buffer);

#endif
