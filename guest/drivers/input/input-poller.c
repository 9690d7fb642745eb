/* SPDX-License-Identifier: GPL-2.0-only */
/* input-poller: devices that do not interrupt are looked at, while somebody has them open. */
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "drivers/input/input-core.h"

#define DEFAULT_INTERVAL_MS 500

struct input_dev_poller {
	void (*poll)(struct input_dev *dev);
	unsigned int interval, interval_min, interval_max; /* ms; a maximum of 0 is none */
	struct input_dev *input;
	struct delayed_work work;
};

static void queue(struct input_dev_poller *poller)
{
	queue_delayed_work(system_freezable_wq, &poller->work, msecs_to_jiffies(poller->interval));
}

static void poll_work(struct work_struct *work)
{
	struct delayed_work *delayed = to_delayed_work(work);
	struct input_dev_poller *poller = container_of(delayed, struct input_dev_poller, work);

	poller->poll(poller->input);
	queue(poller);
}

void input_dev_poller_start(struct input_dev_poller *poller)
{
	if (!poller->interval)
		return;
	poller->poll(poller->input);
	queue(poller);
}

void input_dev_poller_stop(struct input_dev_poller *poller)
{
	cancel_delayed_work_sync(&poller->work);
}

void input_dev_poller_finalize(struct input_dev_poller *poller)
{
	kfree(poller);
}

int input_setup_polling(struct input_dev *dev, void (*poll_fn)(struct input_dev *dev))
{
	struct input_dev_poller *poller = kzalloc(sizeof(*poller), GFP_KERNEL);

	if (!poller)
		return -ENOMEM;
	INIT_DELAYED_WORK(&poller->work, poll_work);
	poller->input = dev;
	poller->poll = poll_fn;
	poller->interval = DEFAULT_INTERVAL_MS;
	poller->interval_max = DEFAULT_INTERVAL_MS;
	dev->poller = poller;
	return 0;
}
EXPORT_SYMBOL(input_setup_polling);

static bool has_poller(struct input_dev *dev)
{
	return !WARN(!dev->poller, "%s: no poller\n", dev_name(&dev->dev));
}

void input_set_poll_interval(struct input_dev *dev, unsigned int interval)
{
	if (has_poller(dev))
		dev->poller->interval = interval;
}
EXPORT_SYMBOL(input_set_poll_interval);

void input_set_min_poll_interval(struct input_dev *dev, unsigned int interval)
{
	if (has_poller(dev))
		dev->poller->interval_min = interval;
}
EXPORT_SYMBOL(input_set_min_poll_interval);

void input_set_max_poll_interval(struct input_dev *dev, unsigned int interval)
{
	if (has_poller(dev))
		dev->poller->interval_max = interval;
}
EXPORT_SYMBOL(input_set_max_poll_interval);

int input_get_poll_interval(struct input_dev *dev)
{
	return dev->poller ? (int)dev->poller->interval : -EINVAL;
}
EXPORT_SYMBOL(input_get_poll_interval);

static ssize_t poll_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", to_input_dev(dev)->poller->interval);
}

static ssize_t poll_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count)
{
	struct input_dev *input = to_input_dev(dev);
	struct input_dev_poller *poller = input->poller;
	unsigned int interval;
	int err = kstrtouint(buf, 0, &interval);

	if (err)
		return err;
	if (interval < poller->interval_min || interval > poller->interval_max)
		return -EINVAL;
	mutex_lock(&input->mutex);
	poller->interval = interval;
	if (input_device_enabled(input)) {
		input_dev_poller_stop(poller);
		if (interval)
			queue(poller);
	}
	mutex_unlock(&input->mutex);
	return count;
}
static DEVICE_ATTR_RW(poll);

static ssize_t max_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", to_input_dev(dev)->poller->interval_max);
}
static DEVICE_ATTR_RO(max);

static ssize_t min_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", to_input_dev(dev)->poller->interval_min);
}
static DEVICE_ATTR_RO(min);

static umode_t is_visible(struct kobject *kobj, struct attribute *attr, int n)
{
	struct device *dev = kobj_to_dev(kobj);

	return to_input_dev(dev)->poller ? attr->mode : 0;
}

static struct attribute *poller_attrs[] = {&dev_attr_poll.attr, &dev_attr_max.attr,
					   &dev_attr_min.attr, NULL};
const struct attribute_group input_poller_group = {.is_visible = is_visible, .attrs = poller_attrs};
