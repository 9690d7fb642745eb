/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ramp: a converter without a chip, to see what iio makes of one: its voltage is how often it was
 * read, its acceleration that with the sign turned. Its own trigger, ramp-devN, ticks every
 * period_us; an event comes when the voltage gets to the threshold.
 */
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/iio/buffer.h>
#include <linux/iio/events.h>
#include <linux/iio/iio.h>
#include <linux/iio/sysfs.h>
#include <linux/iio/trigger.h>
#include <linux/iio/trigger_consumer.h>
#include <linux/iio/triggered_buffer.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <asm/byteorder.h>

static unsigned int period_us = 10000;
module_param(period_us, uint, 0444);
MODULE_PARM_DESC(period_us, "between two ticks of its trigger");

struct ramp {
	struct iio_trigger *trig;
	struct hrtimer timer;
	int volts; /* 12 bits */
	int threshold;
	bool tell;
	struct {
		u16 volts;
		__be16 accel;
		s64 time __aligned(8);
	} scan;
};

static const struct iio_event_spec above[] = {{
    .type = IIO_EV_TYPE_THRESH,
    .dir = IIO_EV_DIR_RISING,
    .mask_separate = BIT(IIO_EV_INFO_VALUE) | BIT(IIO_EV_INFO_ENABLE),
}};

static const struct iio_chan_spec ramp_channels[] = {
    {
	.type = IIO_VOLTAGE,
	.indexed = 1,
	.channel = 0,
	.info_mask_separate = BIT(IIO_CHAN_INFO_RAW),
	.info_mask_shared_by_type = BIT(IIO_CHAN_INFO_SCALE),
	.scan_index = 0,
	.scan_type = {.sign = 'u', .realbits = 12, .storagebits = 16},
	.event_spec = above,
	.num_event_specs = ARRAY_SIZE(above),
    },
    {
	.type = IIO_ACCEL,
	.modified = 1,
	.channel2 = IIO_MOD_X,
	.info_mask_separate = BIT(IIO_CHAN_INFO_RAW),
	.scan_index = 1,
	.scan_type =
	    {.sign = 's', .realbits = 14, .storagebits = 16, .shift = 2, .endianness = IIO_BE},
    },
    IIO_CHAN_SOFT_TIMESTAMP(2),
};

static void step(struct iio_dev *indio, s64 when)
{
	struct ramp *ramp = iio_priv(indio);

	ramp->volts = (ramp->volts + 1) & 0xfff;
	if (ramp->tell && ramp->volts == ramp->threshold)
		iio_push_event(
		    indio,
		    IIO_UNMOD_EVENT_CODE(IIO_VOLTAGE, 0, IIO_EV_TYPE_THRESH, IIO_EV_DIR_RISING),
		    when);
}

static int ramp_read_raw(struct iio_dev *indio, const struct iio_chan_spec *chan, int *val,
			 int *val2, long info)
{
	struct ramp *ramp = iio_priv(indio);
	int err;

	if (info == IIO_CHAN_INFO_SCALE) {
		*val = 2500;
		*val2 = 12;
		return IIO_VAL_FRACTIONAL_LOG2;
	}
	err = iio_device_claim_direct_mode(indio);
	if (err)
		return err;
	step(indio, iio_get_time_ns(indio));
	*val = chan->type == IIO_VOLTAGE ? ramp->volts : -ramp->volts;
	iio_device_release_direct_mode(indio);
	return IIO_VAL_INT;
}

static int ramp_read_event_config(struct iio_dev *indio, const struct iio_chan_spec *chan,
				  enum iio_event_type type, enum iio_event_direction dir)
{
	return ((struct ramp *)iio_priv(indio))->tell;
}

static int ramp_write_event_config(struct iio_dev *indio, const struct iio_chan_spec *chan,
				   enum iio_event_type type, enum iio_event_direction dir,
				   int state)
{
	((struct ramp *)iio_priv(indio))->tell = state;
	return 0;
}

static int ramp_read_event_value(struct iio_dev *indio, const struct iio_chan_spec *chan,
				 enum iio_event_type type, enum iio_event_direction dir,
				 enum iio_event_info info, int *val, int *val2)
{
	*val = ((struct ramp *)iio_priv(indio))->threshold;
	return IIO_VAL_INT;
}

static int ramp_write_event_value(struct iio_dev *indio, const struct iio_chan_spec *chan,
				  enum iio_event_type type, enum iio_event_direction dir,
				  enum iio_event_info info, int val, int val2)
{
	if (val < 0 || val > 0xfff)
		return -EINVAL;
	((struct ramp *)iio_priv(indio))->threshold = val;
	return 0;
}

static const struct iio_info ramp_info = {
    .read_raw = ramp_read_raw,
    .read_event_config = ramp_read_event_config,
    .write_event_config = ramp_write_event_config,
    .read_event_value = ramp_read_event_value,
    .write_event_value = ramp_write_event_value,
};

/* ---- the trigger, and what it starts ---- */

static enum hrtimer_restart tick(struct hrtimer *timer)
{
	struct ramp *ramp = container_of(timer, struct ramp, timer);

	hrtimer_forward_now(timer, us_to_ktime(period_us));
	iio_trigger_poll(ramp->trig);
	return HRTIMER_RESTART;
}

static int ramp_set_trigger_state(struct iio_trigger *trig, bool state)
{
	struct ramp *ramp = iio_priv(iio_trigger_get_drvdata(trig));

	if (state)
		hrtimer_start(&ramp->timer, us_to_ktime(period_us), HRTIMER_MODE_REL);
	else
		hrtimer_cancel(&ramp->timer);
	return 0;
}

static const struct iio_trigger_ops ramp_trigger_ops = {
    .set_trigger_state = ramp_set_trigger_state,
};

static irqreturn_t ramp_scan(int irq, void *data)
{
	struct iio_poll_func *pf = data;
	struct iio_dev *indio = pf->indio_dev;
	struct ramp *ramp = iio_priv(indio);
	u16 *next = &ramp->scan.volts;
	int bit;

	step(indio, pf->timestamp);
	for_each_set_bit(bit, indio->active_scan_mask, indio->masklength) *next++ =
	    bit ? (__force u16)cpu_to_be16(-ramp->volts << 2) : ramp->volts;
	iio_push_to_buffers_with_timestamp(indio, &ramp->scan, pf->timestamp);
	iio_trigger_notify_done(indio->trig);
	return IRQ_HANDLED;
}

static const struct iio_buffer_setup_ops ramp_setup_ops;

static int ramp_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct iio_dev *indio = devm_iio_device_alloc(dev, sizeof(struct ramp));
	struct ramp *ramp;
	int err;

	if (!indio)
		return -ENOMEM;
	ramp = iio_priv(indio);
	ramp->threshold = 20;
	hrtimer_init(&ramp->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	ramp->timer.function = tick;
	indio->name = "ramp";
	indio->info = &ramp_info;
	indio->modes = INDIO_DIRECT_MODE;
	indio->channels = ramp_channels;
	indio->num_channels = ARRAY_SIZE(ramp_channels);
	ramp->trig = devm_iio_trigger_alloc(dev, "ramp-dev%d", iio_device_id(indio));
	if (!ramp->trig)
		return -ENOMEM;
	ramp->trig->ops = &ramp_trigger_ops;
	iio_trigger_set_drvdata(ramp->trig, indio);
	err = devm_iio_trigger_register(dev, ramp->trig);
	if (!err)
		err = devm_iio_triggered_buffer_setup(dev, indio, iio_pollfunc_store_time,
						      ramp_scan, &ramp_setup_ops);
	return err ? err : devm_iio_device_register(dev, indio);
}

static struct platform_driver ramp_driver = {
    .driver.name = "ramp",
    .probe = ramp_probe,
};

static struct platform_device *ramp_device;

static int __init ramp_init(void)
{
	int err = platform_driver_register(&ramp_driver);

	if (err)
		return err;
	ramp_device = platform_device_register_simple("ramp", PLATFORM_DEVID_NONE, NULL, 0);
	if (!IS_ERR(ramp_device))
		return 0;
	platform_driver_unregister(&ramp_driver);
	return PTR_ERR(ramp_device);
}
module_init(ramp_init);

static void __exit ramp_exit(void)
{
	platform_device_unregister(ramp_device);
	platform_driver_unregister(&ramp_driver);
}
module_exit(ramp_exit);

MODULE_DESCRIPTION("a converter without a chip, for iio's buffers, triggers and events");
MODULE_LICENSE("GPL");
