/* SPDX-License-Identifier: GPL-2.0-only */
/* iio/triggered_event: functions that a trigger starts, to look whether an event has come. */
#ifndef _LINUX_IIO_TRIGGERED_EVENT_H_
#define _LINUX_IIO_TRIGGERED_EVENT_H_

#include <linux/interrupt.h>

struct iio_dev;

int iio_triggered_event_setup(struct iio_dev *indio, irqreturn_t (*h)(int irq, void *pf),
			      irqreturn_t (*thread)(int irq, void *pf));
void iio_triggered_event_cleanup(struct iio_dev *indio);

#endif
