/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio/triggered_buffer: a kfifo, and functions that a trigger starts, which read a scan and push
 * it. NULL for setup_ops: one channel at a time.
 */
#ifndef _LINUX_IIO_TRIGGERED_BUFFER_H_
#define _LINUX_IIO_TRIGGERED_BUFFER_H_

#include <linux/iio/buffer.h>
#include <linux/interrupt.h>

struct attribute;
struct iio_buffer_setup_ops;
struct iio_dev;

int iio_triggered_buffer_setup_ext(struct iio_dev *indio, irqreturn_t (*h)(int irq, void *pf),
				   irqreturn_t (*thread)(int irq, void *pf),
				   enum iio_buffer_direction direction,
				   const struct iio_buffer_setup_ops *setup_ops,
				   const struct attribute **buffer_attrs);
int devm_iio_triggered_buffer_setup_ext(struct device *dev, struct iio_dev *indio,
					irqreturn_t (*h)(int irq, void *pf),
					irqreturn_t (*thread)(int irq, void *pf),
					enum iio_buffer_direction direction,
					const struct iio_buffer_setup_ops *setup_ops,
					const struct attribute **buffer_attrs);
void iio_triggered_buffer_cleanup(struct iio_dev *indio);

#define iio_triggered_buffer_setup(indio, h, thread, setup_ops)                                    \
	iio_triggered_buffer_setup_ext((indio), (h), (thread), IIO_BUFFER_DIRECTION_IN,            \
				       (setup_ops), NULL)
#define devm_iio_triggered_buffer_setup(dev, indio, h, thread, setup_ops)                          \
	devm_iio_triggered_buffer_setup_ext((dev), (indio), (h), (thread),                         \
					    IIO_BUFFER_DIRECTION_IN, (setup_ops), NULL)

#endif
