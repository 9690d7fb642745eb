/* SPDX-License-Identifier: GPL-2.0-only */
/* iio/kfifo_buf: the usual buffer: a kfifo of scans; what does not fit is lost (-EBUSY). */
#ifndef __LINUX_IIO_KFIFO_BUF_H__
#define __LINUX_IIO_KFIFO_BUF_H__

struct attribute;
struct device;
struct iio_buffer;
struct iio_buffer_setup_ops;
struct iio_dev;

struct iio_buffer *iio_kfifo_allocate(void);
void iio_kfifo_free(struct iio_buffer *buffer);

/* One for a device that fills it by itself (INDIO_BUFFER_SOFTWARE). */
int devm_iio_kfifo_buffer_setup_ext(struct device *dev, struct iio_dev *indio,
				    const struct iio_buffer_setup_ops *setup_ops,
				    const struct attribute **buffer_attrs);
#define devm_iio_kfifo_buffer_setup(dev, indio, setup_ops)                                         \
	devm_iio_kfifo_buffer_setup_ext((dev), (indio), (setup_ops), NULL)

#endif
