/* SPDX-License-Identifier: GPL-2.0-only */
/* iio-triggered: a buffer, or a look for events, with functions that a trigger starts. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/iio/buffer_impl.h>
#include <linux/iio/iio.h>
#include <linux/iio/kfifo_buf.h>
#include <linux/iio/trigger_consumer.h>
#include <linux/iio/triggered_buffer.h>
#include <linux/iio/triggered_event.h>
#include <linux/interrupt.h>

static const struct iio_buffer_setup_ops one_channel = {
    .validate_scan_mask = iio_validate_scan_mask_onehot,
};

int iio_triggered_buffer_setup_ext(struct iio_dev *indio, irqreturn_t (*h)(int irq, void *pf),
				   irqreturn_t (*thread)(int irq, void *pf),
				   enum iio_buffer_direction direction,
				   const struct iio_buffer_setup_ops *setup_ops,
				   const struct attribute **buffer_attrs)
{
	struct iio_buffer *buffer;
	int err;

	if (indio->pollfunc)
		return -EADDRINUSE; /* it has one */
	buffer = iio_kfifo_allocate();
	if (!buffer)
		return -ENOMEM;
	indio->pollfunc = iio_alloc_pollfunc(h, thread, IRQF_ONESHOT, indio, "%s_consumer%d",
					     indio->name, iio_device_id(indio));
	if (!indio->pollfunc) {
		iio_kfifo_free(buffer);
		return -ENOMEM;
	}
	indio->setup_ops = setup_ops ? setup_ops : &one_channel;
	indio->modes |= INDIO_BUFFER_TRIGGERED;
	buffer->direction = direction;
	buffer->attrs = buffer_attrs;
	err = iio_device_attach_buffer(indio, buffer);
	if (!err)
		return 0;
	iio_dealloc_pollfunc(indio->pollfunc);
	indio->pollfunc = NULL;
	iio_kfifo_free(buffer);
	return err;
}
EXPORT_SYMBOL(iio_triggered_buffer_setup_ext);

void iio_triggered_buffer_cleanup(struct iio_dev *indio)
{
	iio_dealloc_pollfunc(indio->pollfunc);
	indio->pollfunc = NULL;
	iio_kfifo_free(indio->buffer);
}
EXPORT_SYMBOL(iio_triggered_buffer_cleanup);

static void cleanup_buffer(void *indio)
{
	iio_triggered_buffer_cleanup(indio);
}

int devm_iio_triggered_buffer_setup_ext(struct device *dev, struct iio_dev *indio,
					irqreturn_t (*h)(int irq, void *pf),
					irqreturn_t (*thread)(int irq, void *pf),
					enum iio_buffer_direction direction,
					const struct iio_buffer_setup_ops *setup_ops,
					const struct attribute **buffer_attrs)
{
	int err =
	    iio_triggered_buffer_setup_ext(indio, h, thread, direction, setup_ops, buffer_attrs);

	return err ? err : devm_add_action_or_reset(dev, cleanup_buffer, indio);
}
EXPORT_SYMBOL_GPL(devm_iio_triggered_buffer_setup_ext);

int iio_triggered_event_setup(struct iio_dev *indio, irqreturn_t (*h)(int irq, void *pf),
			      irqreturn_t (*thread)(int irq, void *pf))
{
	indio->pollfunc_event = iio_alloc_pollfunc(h, thread, IRQF_ONESHOT, indio, "%s_consumer%d",
						   indio->name, iio_device_id(indio));
	if (!indio->pollfunc_event)
		return -ENOMEM;
	indio->modes |= INDIO_EVENT_TRIGGERED;
	return 0;
}
EXPORT_SYMBOL_GPL(iio_triggered_event_setup);

void iio_triggered_event_cleanup(struct iio_dev *indio)
{
	indio->modes &= ~INDIO_EVENT_TRIGGERED;
	iio_dealloc_pollfunc(indio->pollfunc_event);
	indio->pollfunc_event = NULL;
}
EXPORT_SYMBOL_GPL(iio_triggered_event_cleanup);
