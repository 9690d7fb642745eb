/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-event: what a sensor tells by itself: files events/in_accel_x_thresh_rising_en and _value to
 * say when it shall, and a file to read struct iio_event_data from, which
 * ioctl(IIO_GET_EVENT_FD_IOCTL) on /dev/iio:deviceN gives to one program at a time.
 *
 *	iio_push_event(), any context --> fifo of 16, under lock --> read(), poll()
 *
 * What comes while nobody has that file open is forgotten, and so is what no longer fits.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/iio/events.h>
#include <linux/iio/iio.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "drivers/iio/iio-core.h"

struct iio_events {
	wait_queue_head_t wait;
	spinlock_t lock;
	struct mutex read_lock;
	DECLARE_KFIFO(fifo, struct iio_event_data, 16);
	struct list_head files;
	struct attribute_group group;
};

static const char *const types[] = {
    [IIO_EV_TYPE_THRESH] = "thresh", [IIO_EV_TYPE_THRESH_ADAPTIVE] = "thresh_adaptive",
    [IIO_EV_TYPE_MAG] = "mag",	     [IIO_EV_TYPE_MAG_ADAPTIVE] = "mag_adaptive",
    [IIO_EV_TYPE_ROC] = "roc",	     [IIO_EV_TYPE_MAG_REFERENCED] = "mag_referenced",
    [IIO_EV_TYPE_CHANGE] = "change", [IIO_EV_TYPE_GESTURE] = "gesture",
};

static const char *const directions[] = {
    [IIO_EV_DIR_EITHER] = "either",	  [IIO_EV_DIR_RISING] = "rising",
    [IIO_EV_DIR_FALLING] = "falling",	  [IIO_EV_DIR_SINGLETAP] = "singletap",
    [IIO_EV_DIR_DOUBLETAP] = "doubletap",
};

static const char *const infos[] = {
    [IIO_EV_INFO_ENABLE] = "en",
    [IIO_EV_INFO_VALUE] = "value",
    [IIO_EV_INFO_HYSTERESIS] = "hysteresis",
    [IIO_EV_INFO_PERIOD] = "period",
    [IIO_EV_INFO_TIMEOUT] = "timeout",
    [IIO_EV_INFO_RESET_TIMEOUT] = "reset_timeout",
    [IIO_EV_INFO_TAP2_MIN_DELAY] = "tap2_min_delay",
    [IIO_EV_INFO_HIGH_PASS_FILTER_3DB] = "high_pass_filter_3db",
    [IIO_EV_INFO_LOW_PASS_FILTER_3DB] = "low_pass_filter_3db",
};

/* ---- events as they come ---- */

int iio_push_event(struct iio_dev *indio, u64 ev_code, s64 timestamp)
{
	struct iio_private *p = to_private(indio);
	struct iio_event_data event = {.id = ev_code, .timestamp = timestamp};
	unsigned long flags;
	int fits;

	if (!p->events)
		return 0;
	if (!test_bit(0, &p->busy))
		return 0;
	spin_lock_irqsave(&p->events->lock, flags);
	fits = kfifo_put(&p->events->fifo, event);
	spin_unlock_irqrestore(&p->events->lock, flags);
	if (fits)
		wake_up_poll(&p->events->wait, EPOLLIN);
	return 0;
}
EXPORT_SYMBOL(iio_push_event);

static ssize_t events_read(struct file *file, char __user *buf, size_t len, loff_t *pos)
{
	struct iio_private *p = file->private_data;
	struct iio_events *events = p->events;
	unsigned int copied = 0;
	int err;

	if (!p->dev.info)
		return -ENODEV;
	if (len < sizeof(struct iio_event_data))
		return -EINVAL;
	do {
		if (kfifo_is_empty(&events->fifo)) {
			if (file->f_flags & O_NONBLOCK)
				return -EAGAIN;
			err = wait_event_interruptible(
			    events->wait, !kfifo_is_empty(&events->fifo) || !p->dev.info);
			if (err)
				return err;
			if (!p->dev.info)
				return -ENODEV;
		}
		err = mutex_lock_interruptible(&events->read_lock);
		if (err)
			return err;
		err = kfifo_to_user(&events->fifo, buf, len, &copied);
		mutex_unlock(&events->read_lock);
		if (err)
			return err;
	} while (!copied); /* another reader had it */
	return copied;
}

static __poll_t events_poll(struct file *file, struct poll_table_struct *wait)
{
	struct iio_private *p = file->private_data;

	if (!p->dev.info)
		return 0;
	poll_wait(file, &p->events->wait, wait);
	return kfifo_is_empty(&p->events->fifo) ? 0 : EPOLLIN | EPOLLRDNORM;
}

static int events_release(struct inode *inode, struct file *file)
{
	struct iio_private *p = file->private_data;

	clear_bit(0, &p->busy);
	iio_device_put(&p->dev);
	return 0;
}

static const struct file_operations events_fops = {
    .owner = THIS_MODULE,
    .read = events_read,
    .poll = events_poll,
    .release = events_release,
    .llseek = noop_llseek,
};

long iio_events_getfd(struct iio_private *p, int __user *user_fd)
{
	int fd;

	if (!p->events)
		return -ENODEV;
	if (test_and_set_bit(0, &p->busy))
		return -EBUSY;
	iio_device_get(&p->dev);
	kfifo_reset_out(&p->events->fifo);
	fd = anon_inode_getfd("iio:event", &events_fops, p, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		clear_bit(0, &p->busy);
		iio_device_put(&p->dev);
		return fd;
	}
	return copy_to_user(user_fd, &fd, sizeof(fd)) ? -EFAULT : 0;
}

/* ---- files: address is which info << 16 | which of the channel's event_specs ---- */

static const struct iio_event_spec *spec_of(struct iio_dev_attr *file)
{
	return &file->c->event_spec[file->address & 0xffff];
}

static ssize_t enable_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct iio_event_spec *spec = spec_of(to_iio_dev_attr(attr));
	struct iio_dev *indio = dev_to_iio_dev(dev);
	int state;

	if (!indio->info->read_event_config)
		return -EINVAL;
	state =
	    indio->info->read_event_config(indio, to_iio_dev_attr(attr)->c, spec->type, spec->dir);
	return state < 0 ? state : sysfs_emit(buf, "%d\n", state);
}

static ssize_t enable_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t len)
{
	const struct iio_event_spec *spec = spec_of(to_iio_dev_attr(attr));
	struct iio_dev *indio = dev_to_iio_dev(dev);
	bool on;
	int err = kstrtobool(buf, &on);

	if (!indio->info->write_event_config)
		return -EINVAL;
	if (!err)
		err = indio->info->write_event_config(indio, to_iio_dev_attr(attr)->c, spec->type,
						      spec->dir, on);
	return err < 0 ? err : (ssize_t)len;
}

static ssize_t value_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_dev_attr *file = to_iio_dev_attr(attr);
	const struct iio_event_spec *spec = spec_of(file);
	struct iio_dev *indio = dev_to_iio_dev(dev);
	int vals[2] = {}, type;

	if (!indio->info->read_event_value)
		return -EINVAL;
	type = indio->info->read_event_value(indio, file->c, spec->type, spec->dir,
					     file->address >> 16, &vals[0], &vals[1]);
	return type < 0 ? type : iio_format_value(buf, type, 2, vals);
}

static ssize_t value_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t len)
{
	struct iio_dev_attr *file = to_iio_dev_attr(attr);
	const struct iio_event_spec *spec = spec_of(file);
	struct iio_dev *indio = dev_to_iio_dev(dev);
	int val, val2, err;

	if (!indio->info->write_event_value)
		return -EINVAL;
	err = iio_str_to_fixpoint(buf, 100000, &val, &val2);
	if (!err)
		err = indio->info->write_event_value(indio, file->c, spec->type, spec->dir,
						     file->address >> 16, val, val2);
	return err ? err : (ssize_t)len;
}

static int add_mask(struct iio_events *events, const struct iio_chan_spec *chan, unsigned int nr,
		    enum iio_shared_by shared, unsigned long mask)
{
	const struct iio_event_spec *spec = &chan->event_spec[nr];
	struct iio_dev_attr *file;
	char postfix[64];
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(infos); i++) {
		if (!(mask >> i & 1))
			continue;
		if (spec->dir == IIO_EV_DIR_NONE)
			snprintf(postfix, sizeof(postfix), "%s_%s", types[spec->type], infos[i]);
		else
			snprintf(postfix, sizeof(postfix), "%s_%s_%s", types[spec->type],
				 directions[spec->dir], infos[i]);
		file = iio_new_attr(&events->files, chan, shared, postfix);
		if (IS_ERR(file))
			return PTR_ERR(file);
		if (!file)
			continue;
		file->address = (u64)i << 16 | nr;
		file->dev_attr.attr.mode = 0644;
		file->dev_attr.show = i == IIO_EV_INFO_ENABLE ? enable_show : value_show;
		file->dev_attr.store = i == IIO_EV_INFO_ENABLE ? enable_store : value_store;
	}
	return 0;
}

static int add_channel(struct iio_events *events, const struct iio_chan_spec *chan)
{
	unsigned int i;
	int err = 0;

	for (i = 0; !err && i < chan->num_event_specs; i++) {
		const struct iio_event_spec *spec = &chan->event_spec[i];

		err = add_mask(events, chan, i, IIO_SEPARATE, spec->mask_separate);
		if (!err)
			err = add_mask(events, chan, i, IIO_SHARED_BY_TYPE,
				       spec->mask_shared_by_type);
		if (!err)
			err =
			    add_mask(events, chan, i, IIO_SHARED_BY_DIR, spec->mask_shared_by_dir);
		if (!err)
			err =
			    add_mask(events, chan, i, IIO_SHARED_BY_ALL, spec->mask_shared_by_all);
	}
	return err;
}

static int make_group(struct iio_private *p, struct iio_events *events)
{
	const struct attribute_group *own = p->dev.info->event_attrs;
	struct iio_dev_attr *file;
	int i, n = 0;

	for (i = 0; own && own->attrs[i]; i++)
		n++;
	list_for_each_entry (file, &events->files, l)
		n++;
	events->group.name = "events";
	events->group.attrs = kcalloc(n + 1, sizeof(*events->group.attrs), GFP_KERNEL);
	if (!events->group.attrs)
		return -ENOMEM;
	for (n = 0; own && own->attrs[n]; n++)
		events->group.attrs[n] = own->attrs[n];
	list_for_each_entry (file, &events->files, l)
		events->group.attrs[n++] = &file->dev_attr.attr;
	iio_add_group(p, &events->group);
	return 0;
}

int iio_events_make(struct iio_private *p)
{
	bool any = p->dev.info->event_attrs;
	struct iio_events *events;
	int i, err = 0;

	for (i = 0; i < p->dev.num_channels; i++)
		any |= p->dev.channels[i].num_event_specs > 0;
	if (!any)
		return 0;
	events = kzalloc(sizeof(*events), GFP_KERNEL);
	if (!events)
		return -ENOMEM;
	init_waitqueue_head(&events->wait);
	spin_lock_init(&events->lock);
	mutex_init(&events->read_lock);
	INIT_KFIFO(events->fifo);
	INIT_LIST_HEAD(&events->files);
	p->events = events;
	for (i = 0; !err && i < p->dev.num_channels; i++)
		err = add_channel(events, &p->dev.channels[i]);
	return err ? err : make_group(p, events);
}

void iio_events_wake(struct iio_private *p)
{
	if (p->events)
		wake_up(&p->events->wait);
}

void iio_events_free(struct iio_private *p)
{
	if (!p->events)
		return;
	iio_free_attrs(&p->events->files);
	kfree(p->events->group.attrs);
	kfree(p->events);
	p->events = NULL;
}
