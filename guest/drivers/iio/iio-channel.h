/* SPDX-License-Identifier: GPL-2.0-only */
/* iio-channel: the files of a device's channels, into its list of files. */
#ifndef DRIVERS_IIO_IIO_CHANNEL_H
#define DRIVERS_IIO_IIO_CHANNEL_H

struct iio_private;

int iio_channels_make(struct iio_private *p);

#endif
