/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-cdev-v1: the first version of the ioctls: handles of lines, and events of one line, each
 * made of a request of the second version.
 */
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "drivers/gpio/gpio-cdev.h"

static const struct {
	u32 old;
	u64 flag;
} flag_pairs[] = {
    {GPIOHANDLE_REQUEST_INPUT, GPIO_V2_LINE_FLAG_INPUT},
    {GPIOHANDLE_REQUEST_OUTPUT, GPIO_V2_LINE_FLAG_OUTPUT},
    {GPIOHANDLE_REQUEST_ACTIVE_LOW, GPIO_V2_LINE_FLAG_ACTIVE_LOW},
    {GPIOHANDLE_REQUEST_OPEN_DRAIN, GPIO_V2_LINE_FLAG_OPEN_DRAIN},
    {GPIOHANDLE_REQUEST_OPEN_SOURCE, GPIO_V2_LINE_FLAG_OPEN_SOURCE},
    {GPIOHANDLE_REQUEST_BIAS_PULL_UP, GPIO_V2_LINE_FLAG_BIAS_PULL_UP},
    {GPIOHANDLE_REQUEST_BIAS_PULL_DOWN, GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN},
    {GPIOHANDLE_REQUEST_BIAS_DISABLE, GPIO_V2_LINE_FLAG_BIAS_DISABLED},
};

static int new_flags(u32 old, u64 *flags)
{
	unsigned int i;

	*flags = 0;
	for (i = 0; i < ARRAY_SIZE(flag_pairs); i++) {
		if (old & flag_pairs[i].old)
			*flags |= flag_pairs[i].flag;
		old &= ~flag_pairs[i].old;
	}
	return old ? -EINVAL : 0;
}

static void set_defaults(struct gpio_v2_line_config *config, const u8 *values, unsigned int n)
{
	unsigned int i;

	config->num_attrs = 1;
	config->attrs[0].attr.id = GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES;
	config->attrs[0].mask = ~0ull;
	for (i = 0; i < n; i++)
		if (values[i])
			config->attrs[0].attr.values |= BIT_ULL(i);
}

/* ---- handles ---- */

static long values_ioctl(struct line_request *req, bool set, void __user *user)
{
	struct gpio_v2_line_values values = {.mask = GENMASK_ULL(req->num_lines - 1, 0)};
	struct gpiohandle_data data = {};
	unsigned int i;
	int err;

	if (set) {
		if (copy_from_user(&data, user, sizeof(data)))
			return -EFAULT;
		for (i = 0; i < req->num_lines; i++)
			if (data.values[i])
				values.bits |= BIT_ULL(i);
		return line_request_set(req, &values);
	}
	err = line_request_get(req, &values);
	if (err)
		return err;
	for (i = 0; i < req->num_lines; i++)
		data.values[i] = !!(values.bits & BIT_ULL(i));
	return copy_to_user(user, &data, sizeof(data)) ? -EFAULT : 0;
}

static long config_ioctl(struct line_request *req, void __user *user)
{
	struct gpio_v2_line_config *config;
	struct gpiohandle_config old;
	int err;

	if (copy_from_user(&old, user, sizeof(old)))
		return -EFAULT;
	config = kzalloc(sizeof(*config), GFP_KERNEL);
	if (!config)
		return -ENOMEM;
	err = new_flags(old.flags, &config->flags);
	if (!err) {
		set_defaults(config, old.default_values, req->num_lines);
		err = line_request_config(req, config);
	}
	kfree(config);
	return err;
}

static long handle_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct line_request *req = file->private_data;
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case GPIOHANDLE_GET_LINE_VALUES_IOCTL:
		return values_ioctl(req, false, user);
	case GPIOHANDLE_SET_LINE_VALUES_IOCTL:
		return values_ioctl(req, true, user);
	case GPIOHANDLE_SET_CONFIG_IOCTL:
		return config_ioctl(req, user);
	}
	return -EINVAL;
}

static const struct file_operations handle_fops = {
    .owner = THIS_MODULE,
    .release = line_request_release,
    .unlocked_ioctl = handle_ioctl,
    .llseek = noop_llseek,
};

static int make_handle(struct gpio_device *gdev, struct gpiohandle_request *old, void __user *user,
		       struct gpio_v2_line_request *ulr)
{
	struct line_request *req;
	int err;

	if (!old->lines || old->lines > GPIOHANDLES_MAX)
		return -EINVAL;
	err = new_flags(old->flags, &ulr->config.flags);
	if (err)
		return err;
	memcpy(ulr->offsets, old->lineoffsets, sizeof(ulr->offsets));
	memcpy(ulr->consumer, old->consumer_label, sizeof(ulr->consumer));
	ulr->num_lines = old->lines;
	set_defaults(&ulr->config, old->default_values, old->lines);
	req = line_request_new(gdev, ulr);
	if (IS_ERR(req))
		return PTR_ERR(req);
	return line_request_file(req, "gpio-linehandle", &handle_fops, user, old, sizeof(*old),
				 &old->fd);
}

int gpio_v1_get_handle(struct gpio_device *gdev, void __user *user)
{
	struct gpiohandle_request *old = memdup_user(user, sizeof(*old));
	struct gpio_v2_line_request *ulr;
	int err = -ENOMEM;

	if (IS_ERR(old))
		return PTR_ERR(old);
	ulr = kzalloc(sizeof(*ulr), GFP_KERNEL);
	if (ulr)
		err = make_handle(gdev, old, user, ulr);
	kfree(ulr);
	kfree(old);
	return err;
}

/* ---- events ---- */

static ssize_t event_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct line_request *req = file->private_data;
	struct gpio_v2_line_event event;
	struct gpioevent_data old = {};
	size_t done = 0;

	if (count < sizeof(old))
		return -EINVAL;
	while (count - done >= sizeof(old)) {
		int err = line_request_next(req, file, &event, !done);

		if (err)
			return done ? (ssize_t)done : err;
		old.timestamp = event.timestamp_ns;
		old.id = event.id;
		if (copy_to_user(buf + done, &old, sizeof(old)))
			return -EFAULT;
		done += sizeof(old);
	}
	return done;
}

static long event_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	if (cmd != GPIOHANDLE_GET_LINE_VALUES_IOCTL)
		return -EINVAL;
	return values_ioctl(file->private_data, false, (void __user *)arg);
}

static const struct file_operations event_fops = {
    .owner = THIS_MODULE,
    .release = line_request_release,
    .read = event_read,
    .poll = line_request_poll,
    .unlocked_ioctl = event_ioctl,
    .llseek = noop_llseek,
};

static int make_event(struct gpio_device *gdev, struct gpioevent_request *old, void __user *user,
		      struct gpio_v2_line_request *ulr)
{
	struct line_request *req;
	int err = new_flags(old->handleflags, &ulr->config.flags);

	if (err || old->eventflags & ~GPIOEVENT_REQUEST_BOTH_EDGES ||
	    ulr->config.flags & (GPIO_V2_LINE_FLAG_OUTPUT | GPIO_V2_LINE_DRIVE_FLAGS))
		return -EINVAL;
	ulr->config.flags |= GPIO_V2_LINE_FLAG_INPUT;
	if (old->eventflags & GPIOEVENT_REQUEST_RISING_EDGE)
		ulr->config.flags |= GPIO_V2_LINE_FLAG_EDGE_RISING;
	if (old->eventflags & GPIOEVENT_REQUEST_FALLING_EDGE)
		ulr->config.flags |= GPIO_V2_LINE_FLAG_EDGE_FALLING;
	ulr->offsets[0] = old->lineoffset;
	ulr->num_lines = 1;
	memcpy(ulr->consumer, old->consumer_label, sizeof(ulr->consumer));
	req = line_request_new(gdev, ulr);
	if (IS_ERR(req))
		return PTR_ERR(req);
	return line_request_file(req, "gpio-event", &event_fops, user, old, sizeof(*old), &old->fd);
}

int gpio_v1_get_event(struct gpio_device *gdev, void __user *user)
{
	struct gpio_v2_line_request *ulr;
	struct gpioevent_request old;
	int err;

	if (copy_from_user(&old, user, sizeof(old)))
		return -EFAULT;
	ulr = kzalloc(sizeof(*ulr), GFP_KERNEL);
	if (!ulr)
		return -ENOMEM;
	err = make_event(gdev, &old, user, ulr);
	kfree(ulr);
	return err;
}
