/* SPDX-License-Identifier: GPL-2.0-only */
/* iio/trigger_consumer: what a trigger starts: h at once, and thread, if h says IRQ_WAKE_THREAD. */
#ifndef __LINUX_IIO_TRIGGER_CONSUMER_H__
#define __LINUX_IIO_TRIGGER_CONSUMER_H__

#include <linux/interrupt.h>
#include <linux/types.h>

struct iio_dev;
struct iio_trigger;

/* Both get the struct iio_poll_func. The last of them calls iio_trigger_notify_done(). */
struct iio_poll_func {
	struct iio_dev *indio_dev;
	irqreturn_t (*h)(int irq, void *pf);
	irqreturn_t (*thread)(int irq, void *pf);
	s64 timestamp; /* iio_pollfunc_store_time() put it there */
	char *name;    /* of its thread */
	int type;      /* IRQF_ONESHOT */
	int irq;       /* the trigger's, for it */
};

struct iio_poll_func *iio_alloc_pollfunc(irqreturn_t (*h)(int irq, void *pf),
					 irqreturn_t (*thread)(int irq, void *pf), int type,
					 struct iio_dev *indio, const char *fmt, ...)
    __printf(5, 6);
void iio_dealloc_pollfunc(struct iio_poll_func *pf);

/* An h that takes the time and wakes the thread. */
irqreturn_t iio_pollfunc_store_time(int irq, void *pf);

void iio_trigger_notify_done(struct iio_trigger *trig);

#endif
