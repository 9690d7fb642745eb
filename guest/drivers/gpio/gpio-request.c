/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-request: up to 64 lines of a chip, taken by a program: the second version of the ioctls
 * (GPIO_V2_GET_LINE_IOCTL).
 *
 * A request holds a reference to the gpio_device, and its sem while it calls the chip: a chip
 * that goes leaves files that answer -ENODEV. config_mutex is around changes of what lines are.
 */
#include <linux/anon_inodes.h>
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "drivers/gpio/gpio-cdev.h"

#define EVENTS_PER_LINE 16

/* ---- a config: what is said of all, and what is said of some ---- */

static const struct gpio_v2_line_attribute *attribute(const struct gpio_v2_line_config *config,
						      unsigned int line, u32 id)
{
	unsigned int i;

	for (i = 0; i < config->num_attrs; i++)
		if (config->attrs[i].attr.id == id && config->attrs[i].mask & BIT_ULL(line))
			return &config->attrs[i].attr;
	return NULL;
}

static u64 config_flags(const struct gpio_v2_line_config *config, unsigned int line)
{
	const struct gpio_v2_line_attribute *attr =
	    attribute(config, line, GPIO_V2_LINE_ATTR_ID_FLAGS);

	return attr ? attr->flags : config->flags;
}

static int config_value(const struct gpio_v2_line_config *config, unsigned int line)
{
	const struct gpio_v2_line_attribute *attr =
	    attribute(config, line, GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES);

	return attr && attr->values & BIT_ULL(line);
}

static bool is_zero(const void *p, size_t size)
{
	return !memchr_inv(p, 0, size);
}

static int check_flags(u64 flags)
{
	if (flags & GPIO_V2_LINE_FLAG_EVENT_CLOCK_HTE)
		return -EOPNOTSUPP;
	if (flags & ~(u64)GPIO_V2_LINE_VALID_FLAGS ||
	    hweight64(flags & GPIO_V2_LINE_DIRECTION_FLAGS) > 1 ||
	    hweight64(flags & GPIO_V2_LINE_DRIVE_FLAGS) > 1 ||
	    hweight64(flags & GPIO_V2_LINE_BIAS_FLAGS) > 1)
		return -EINVAL;
	/* what an output does, what an input does, and what either does */
	if ((flags & GPIO_V2_LINE_EDGE_FLAGS && !(flags & GPIO_V2_LINE_FLAG_INPUT)) ||
	    (flags & GPIO_V2_LINE_DRIVE_FLAGS && !(flags & GPIO_V2_LINE_FLAG_OUTPUT)) ||
	    (flags & GPIO_V2_LINE_BIAS_FLAGS && !(flags & GPIO_V2_LINE_DIRECTION_FLAGS)))
		return -EINVAL;
	return 0;
}

static int check_config(const struct gpio_v2_line_config *config, unsigned int num_lines)
{
	unsigned int i, unused;

	if (config->num_attrs > GPIO_V2_LINE_NUM_ATTRS_MAX ||
	    !is_zero(config->padding, sizeof(config->padding)))
		return -EINVAL;
	for (i = 0; i < config->num_attrs; i++)
		if (config->attrs[i].attr.padding)
			return -EINVAL;
	unused = GPIO_V2_LINE_NUM_ATTRS_MAX - config->num_attrs;
	if (unused &&
	    !is_zero(&config->attrs[config->num_attrs], unused * sizeof(config->attrs[0])))
		return -EINVAL;
	for (i = 0; i < num_lines; i++) {
		u64 flags = config_flags(config, i);
		int err = check_flags(flags);

		if (err)
			return err;
		if (attribute(config, i, GPIO_V2_LINE_ATTR_ID_DEBOUNCE) &&
		    !(flags & GPIO_V2_LINE_FLAG_INPUT))
			return -EINVAL;
	}
	return 0;
}

/* ---- set up ---- */

static const struct {
	u64 flag;
	unsigned int bit;
} line_bits[] = {
    {GPIO_V2_LINE_FLAG_ACTIVE_LOW, FLAG_ACTIVE_LOW},
    {GPIO_V2_LINE_FLAG_EDGE_RISING, FLAG_EDGE_RISING},
    {GPIO_V2_LINE_FLAG_EDGE_FALLING, FLAG_EDGE_FALLING},
    {GPIO_V2_LINE_FLAG_OPEN_DRAIN, FLAG_OPEN_DRAIN},
    {GPIO_V2_LINE_FLAG_OPEN_SOURCE, FLAG_OPEN_SOURCE},
    {GPIO_V2_LINE_FLAG_BIAS_PULL_UP, FLAG_PULL_UP},
    {GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN, FLAG_PULL_DOWN},
    {GPIO_V2_LINE_FLAG_BIAS_DISABLED, FLAG_BIAS_DISABLE},
    {GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME, FLAG_EVENT_CLOCK_REALTIME},
};

static void note_flags(struct gpio_desc *desc, u64 flags)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(line_bits); i++)
		assign_bit(line_bits[i].bit, &desc->flags, flags & line_bits[i].flag);
}

static int set_up_line(struct line *line, const struct gpio_v2_line_config *config,
		       unsigned int index)
{
	const struct gpio_v2_line_attribute *debounce =
	    attribute(config, index, GPIO_V2_LINE_ATTR_ID_DEBOUNCE);
	u64 flags = config_flags(config, index);
	int err;

	/* an edge of before is not of the new kind */
	line_edges_stop(line);
	note_flags(line->desc, flags);
	if (flags & GPIO_V2_LINE_FLAG_OUTPUT)
		return gpiod_direction_output(line->desc, config_value(config, index));
	if (!(flags & GPIO_V2_LINE_FLAG_INPUT))
		return 0;
	err = gpiod_direction_input(line->desc);
	if (err)
		return err;
	return line_edges_start(line, flags, debounce, debounce ? debounce->debounce_period_us : 0);
}

static int take_line(struct line_request *req, unsigned int index, u32 offset,
		     const struct gpio_v2_line_config *config)
{
	struct line *line = &req->lines[index];
	struct gpio_desc *desc;
	int err;

	if (offset >= req->gdev->ngpio)
		return -EINVAL;
	desc = &req->gdev->descs[offset];
	err = gpiod_request(desc, req->label);
	if (err)
		return err == -EPROBE_DEFER ? -ENODEV : err;
	line->desc = desc;
	line->req = req;
	err = gpiod_set_transitory(desc, false);
	if (!err)
		err = set_up_line(line, config, index);
	if (!err)
		blocking_notifier_call_chain(&req->gdev->notifier, GPIO_V2_LINE_CHANGED_REQUESTED,
					     desc);
	return err;
}

void line_request_free(struct line_request *req)
{
	unsigned int i;

	for (i = 0; i < req->num_lines; i++) {
		if (!req->lines[i].desc)
			continue;
		line_edges_stop(&req->lines[i]);
		gpiod_free(req->lines[i].desc);
	}
	kfifo_free(&req->events);
	kfree(req->label);
	put_device(&req->gdev->dev);
	kfree(req);
}

static u32 buffer_size(const struct gpio_v2_line_request *ulr)
{
	if (!ulr->event_buffer_size)
		return ulr->num_lines * EVENTS_PER_LINE;
	return min_t(u32, ulr->event_buffer_size, GPIO_V2_LINES_MAX * EVENTS_PER_LINE);
}

struct line_request *line_request_new(struct gpio_device *gdev,
				      const struct gpio_v2_line_request *ulr)
{
	struct line_request *req;
	unsigned int i;
	int err;

	if (!ulr->num_lines || ulr->num_lines > GPIO_V2_LINES_MAX ||
	    !is_zero(ulr->padding, sizeof(ulr->padding)))
		return ERR_PTR(-EINVAL);
	err = check_config(&ulr->config, ulr->num_lines);
	if (err)
		return ERR_PTR(err);
	req = kzalloc(struct_size(req, lines, ulr->num_lines), GFP_KERNEL);
	if (!req)
		return ERR_PTR(-ENOMEM);
	get_device(&gdev->dev);
	req->gdev = gdev;
	req->num_lines = ulr->num_lines;
	req->event_buffer_size = buffer_size(ulr);
	init_waitqueue_head(&req->wait);
	INIT_KFIFO(req->events);
	mutex_init(&req->config_mutex);
	if (ulr->consumer[0]) {
		req->label = kstrndup(ulr->consumer, sizeof(ulr->consumer) - 1, GFP_KERNEL);
		err = req->label ? 0 : -ENOMEM;
	}
	for (i = 0; !err && i < req->num_lines; i++)
		err = take_line(req, i, ulr->offsets[i], &ulr->config);
	if (err) {
		line_request_free(req);
		return ERR_PTR(err);
	}
	return req;
}

/* ---- values and changes ---- */

static int get_values(struct line_request *req, struct gpio_v2_line_values *values)
{
	struct gpio_desc *descs[GPIO_V2_LINES_MAX];
	DECLARE_BITMAP(bits, GPIO_V2_LINES_MAX);
	unsigned int i, n = 0;
	int err;

	for (i = 0; i < req->num_lines; i++)
		if (values->mask & BIT_ULL(i))
			descs[n++] = req->lines[i].desc;
	if (!n)
		return -EINVAL;
	bitmap_zero(bits, n);
	err = gpiod_get_array_complex(false, true, n, descs, bits);
	values->bits = 0;
	for (i = n = 0; !err && i < req->num_lines; i++) {
		bool value;

		if (!(values->mask & BIT_ULL(i)))
			continue;
		value = test_bit(n++, bits);
		if (req->lines[i].debounced)
			value = req->lines[i].level ^
				test_bit(FLAG_ACTIVE_LOW, &req->lines[i].desc->flags);
		if (value)
			values->bits |= BIT_ULL(i);
	}
	return err;
}

int line_request_get(struct line_request *req, struct gpio_v2_line_values *values)
{
	int err = -ENODEV;

	down_read(&req->gdev->sem);
	if (req->gdev->chip)
		err = get_values(req, values);
	up_read(&req->gdev->sem);
	return err;
}

static int set_values(struct line_request *req, const struct gpio_v2_line_values *values)
{
	struct gpio_desc *descs[GPIO_V2_LINES_MAX];
	DECLARE_BITMAP(bits, GPIO_V2_LINES_MAX);
	unsigned int i, n = 0;

	for (i = 0; i < req->num_lines; i++) {
		if (!(values->mask & BIT_ULL(i)))
			continue;
		if (!test_bit(FLAG_IS_OUT, &req->lines[i].desc->flags))
			return -EPERM;
		__assign_bit(n, bits, values->bits & BIT_ULL(i));
		descs[n++] = req->lines[i].desc;
	}
	return n ? gpiod_set_array_complex(false, true, n, descs, bits) : -EINVAL;
}

int line_request_set(struct line_request *req, const struct gpio_v2_line_values *values)
{
	int err = -ENODEV;

	down_read(&req->gdev->sem);
	mutex_lock(&req->config_mutex);
	if (req->gdev->chip)
		err = set_values(req, values);
	mutex_unlock(&req->config_mutex);
	up_read(&req->gdev->sem);
	return err;
}

static int set_config(struct line_request *req, const struct gpio_v2_line_config *config)
{
	unsigned int i;
	int err = check_config(config, req->num_lines);

	for (i = 0; !err && i < req->num_lines; i++) {
		err = set_up_line(&req->lines[i], config, i);
		if (!err)
			blocking_notifier_call_chain(
			    &req->gdev->notifier, GPIO_V2_LINE_CHANGED_CONFIG, req->lines[i].desc);
	}
	return err;
}

int line_request_config(struct line_request *req, const struct gpio_v2_line_config *config)
{
	int err = -ENODEV;

	down_read(&req->gdev->sem);
	mutex_lock(&req->config_mutex);
	if (req->gdev->chip)
		err = set_config(req, config);
	mutex_unlock(&req->config_mutex);
	up_read(&req->gdev->sem);
	return err;
}

/* ---- events ---- */

static bool take_event(struct line_request *req, struct gpio_v2_line_event *event)
{
	unsigned long flags;
	bool there;

	spin_lock_irqsave(&req->wait.lock, flags);
	there = kfifo_initialized(&req->events) && kfifo_get(&req->events, event);
	spin_unlock_irqrestore(&req->wait.lock, flags);
	return there;
}

static bool has_event(struct line_request *req)
{
	return kfifo_initialized(&req->events) && !kfifo_is_empty(&req->events);
}

int line_request_next(struct line_request *req, struct file *file, struct gpio_v2_line_event *event,
		      bool may_wait)
{
	while (!take_event(req, event)) {
		int err;

		if (!req->gdev->chip)
			return -ENODEV;
		if (!may_wait || file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(req->wait, has_event(req) || !req->gdev->chip);
		if (err)
			return err;
	}
	return 0;
}

__poll_t line_request_poll(struct file *file, poll_table *wait)
{
	struct line_request *req = file->private_data;

	poll_wait(file, &req->wait, wait);
	if (!req->gdev->chip)
		return EPOLLHUP | EPOLLERR;
	return has_event(req) ? EPOLLIN | EPOLLRDNORM : 0;
}

int line_request_release(struct inode *inode, struct file *file)
{
	line_request_free(file->private_data);
	return 0;
}

/* ---- the file ---- */

static ssize_t request_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct line_request *req = file->private_data;
	struct gpio_v2_line_event event;
	size_t done = 0;

	if (count < sizeof(event))
		return -EINVAL;
	while (count - done >= sizeof(event)) {
		int err = line_request_next(req, file, &event, !done);

		if (err)
			return done ? (ssize_t)done : err;
		if (copy_to_user(buf + done, &event, sizeof(event)))
			return -EFAULT;
		done += sizeof(event);
	}
	return done;
}

static long request_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct line_request *req = file->private_data;
	void __user *user = (void __user *)arg;
	struct gpio_v2_line_values values;
	struct gpio_v2_line_config *config;
	int err;

	switch (cmd) {
	case GPIO_V2_LINE_GET_VALUES_IOCTL:
		if (copy_from_user(&values, user, sizeof(values)))
			return -EFAULT;
		err = line_request_get(req, &values);
		if (!err && copy_to_user(user, &values, sizeof(values)))
			err = -EFAULT;
		return err;
	case GPIO_V2_LINE_SET_VALUES_IOCTL:
		if (copy_from_user(&values, user, sizeof(values)))
			return -EFAULT;
		return line_request_set(req, &values);
	case GPIO_V2_LINE_SET_CONFIG_IOCTL:
		config = memdup_user(user, sizeof(*config));
		if (IS_ERR(config))
			return PTR_ERR(config);
		err = line_request_config(req, config);
		kfree(config);
		return err;
	}
	return -EINVAL;
}

static const struct file_operations request_fops = {
    .owner = THIS_MODULE,
    .release = line_request_release,
    .read = request_read,
    .poll = line_request_poll,
    .unlocked_ioctl = request_ioctl,
    .llseek = noop_llseek,
};

int line_request_file(struct line_request *req, const char *name,
		      const struct file_operations *fops, void __user *user, void *kernel,
		      size_t size, int *fd)
{
	struct file *file;
	int number = get_unused_fd_flags(O_RDONLY | O_CLOEXEC);

	if (number < 0) {
		line_request_free(req);
		return number;
	}
	file = anon_inode_getfile(name, fops, req, O_RDONLY | O_CLOEXEC);
	if (IS_ERR(file)) {
		put_unused_fd(number);
		line_request_free(req);
		return PTR_ERR(file);
	}
	*fd = number;
	if (copy_to_user(user, kernel, size)) {
		/* the request goes with its file */
		fput(file);
		put_unused_fd(number);
		return -EFAULT;
	}
	fd_install(number, file);
	return 0;
}

int gpio_v2_get_line(struct gpio_device *gdev, void __user *user)
{
	struct gpio_v2_line_request *ulr = memdup_user(user, sizeof(*ulr));
	struct line_request *req;
	int err;

	if (IS_ERR(ulr))
		return PTR_ERR(ulr);
	req = line_request_new(gdev, ulr);
	if (IS_ERR(req))
		err = PTR_ERR(req);
	else
		err = line_request_file(req, "gpio-line", &request_fops, user, ulr, sizeof(*ulr),
					&ulr->fd);
	kfree(ulr);
	return err;
}
