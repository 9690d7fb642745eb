/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-cdev: /dev/gpiochipN: what the chip and its lines are, requests of lines, and lines
 * watched: a read() tells who took, gave back or changed one.
 */
#include <linux/bitmap.h>
#include <linux/cdev.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>

#include "drivers/gpio/gpio-cdev.h"

#define CHIPS_MAX    256
#define CHANGES_KEPT 32

static dev_t gpio_devt;

/* A file of a chip. */
struct chip_file {
	struct gpio_device *gdev;
	wait_queue_head_t wait;
	DECLARE_KFIFO(changes, struct gpio_v2_line_info_changed, CHANGES_KEPT);
	struct notifier_block nb;
	unsigned long *watched;
	atomic_t abi; /* 1 or 2: by which the first line was watched; 0: none is */
};

/* ---- a line, told ---- */

static bool is_used(const struct gpio_desc *desc)
{
	return desc->flags & (BIT(FLAG_REQUESTED) | BIT(FLAG_IS_HOGGED) | BIT(FLAG_USED_AS_IRQ) |
			      BIT(FLAG_EXPORT) | BIT(FLAG_SYSFS)) ||
	       !desc->gdev->chip ||
	       !gpiochip_line_is_valid(desc->gdev->chip, gpio_chip_hwgpio(desc));
}

static const struct {
	unsigned int bit;
	u64 flag;
} told[] = {
    {FLAG_ACTIVE_LOW, GPIO_V2_LINE_FLAG_ACTIVE_LOW},
    {FLAG_OPEN_DRAIN, GPIO_V2_LINE_FLAG_OPEN_DRAIN | GPIO_V2_LINE_FLAG_OUTPUT},
    {FLAG_OPEN_SOURCE, GPIO_V2_LINE_FLAG_OPEN_SOURCE | GPIO_V2_LINE_FLAG_OUTPUT},
    {FLAG_BIAS_DISABLE, GPIO_V2_LINE_FLAG_BIAS_DISABLED},
    {FLAG_PULL_DOWN, GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN},
    {FLAG_PULL_UP, GPIO_V2_LINE_FLAG_BIAS_PULL_UP},
    {FLAG_EDGE_RISING, GPIO_V2_LINE_FLAG_EDGE_RISING},
    {FLAG_EDGE_FALLING, GPIO_V2_LINE_FLAG_EDGE_FALLING},
    {FLAG_EVENT_CLOCK_REALTIME, GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME},
};

static void tell_line(struct gpio_desc *desc, struct gpio_v2_line_info *info)
{
	u32 debounce = READ_ONCE(desc->debounce_period_us);
	unsigned long flags;
	unsigned int i;

	memset(info, 0, sizeof(*info));
	info->offset = gpio_chip_hwgpio(desc);
	spin_lock_irqsave(&gpio_lock, flags);
	if (desc->name)
		strscpy(info->name, desc->name, sizeof(info->name));
	if (desc->label)
		strscpy(info->consumer, desc->label, sizeof(info->consumer));
	if (is_used(desc))
		info->flags |= GPIO_V2_LINE_FLAG_USED;
	for (i = 0; i < ARRAY_SIZE(told); i++)
		if (test_bit(told[i].bit, &desc->flags))
			info->flags |= told[i].flag;
	info->flags |= test_bit(FLAG_IS_OUT, &desc->flags) ? GPIO_V2_LINE_FLAG_OUTPUT
							   : GPIO_V2_LINE_FLAG_INPUT;
	spin_unlock_irqrestore(&gpio_lock, flags);
	if (debounce) {
		info->num_attrs = 1;
		info->attrs[0].id = GPIO_V2_LINE_ATTR_ID_DEBOUNCE;
		info->attrs[0].debounce_period_us = debounce;
	}
}

static const struct {
	u64 flag;
	u32 old;
} told_v1[] = {
    {GPIO_V2_LINE_FLAG_USED, GPIOLINE_FLAG_KERNEL},
    {GPIO_V2_LINE_FLAG_OUTPUT, GPIOLINE_FLAG_IS_OUT},
    {GPIO_V2_LINE_FLAG_ACTIVE_LOW, GPIOLINE_FLAG_ACTIVE_LOW},
    {GPIO_V2_LINE_FLAG_OPEN_DRAIN, GPIOLINE_FLAG_OPEN_DRAIN},
    {GPIO_V2_LINE_FLAG_OPEN_SOURCE, GPIOLINE_FLAG_OPEN_SOURCE},
    {GPIO_V2_LINE_FLAG_BIAS_PULL_UP, GPIOLINE_FLAG_BIAS_PULL_UP},
    {GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN, GPIOLINE_FLAG_BIAS_PULL_DOWN},
    {GPIO_V2_LINE_FLAG_BIAS_DISABLED, GPIOLINE_FLAG_BIAS_DISABLE},
};

static void to_v1(const struct gpio_v2_line_info *info, struct gpioline_info *old)
{
	unsigned int i;

	memset(old, 0, sizeof(*old));
	old->line_offset = info->offset;
	memcpy(old->name, info->name, sizeof(old->name));
	memcpy(old->consumer, info->consumer, sizeof(old->consumer));
	for (i = 0; i < ARRAY_SIZE(told_v1); i++)
		if (info->flags & told_v1[i].flag)
			old->flags |= told_v1[i].old;
}

/* ---- ioctls of the chip ---- */

static int chip_info(struct gpio_device *gdev, void __user *user)
{
	struct gpiochip_info info = {.lines = gdev->ngpio};

	strscpy(info.name, dev_name(&gdev->dev), sizeof(info.name));
	strscpy(info.label, gdev->label, sizeof(info.label));
	return copy_to_user(user, &info, sizeof(info)) ? -EFAULT : 0;
}

/* Watched lines are told in one form or the other. */
static int use_abi(struct chip_file *cf, int abi)
{
	int was = atomic_cmpxchg(&cf->abi, 0, abi);

	return was && was != abi ? -EPERM : 0;
}

static int start_watch(struct chip_file *cf, u32 offset, int abi)
{
	int err = use_abi(cf, abi);

	if (err)
		return err;
	return test_and_set_bit(offset, cf->watched) ? -EBUSY : 0;
}

static int line_info_v2(struct chip_file *cf, void __user *user, bool watch)
{
	struct gpio_v2_line_info info;
	u32 offset;
	int err;

	if (copy_from_user(&info, user, sizeof(info)))
		return -EFAULT;
	if (memchr_inv(info.padding, 0, sizeof(info.padding)) || info.offset >= cf->gdev->ngpio)
		return -EINVAL;
	offset = info.offset;
	err = watch ? start_watch(cf, offset, 2) : 0;
	if (err)
		return err;
	tell_line(&cf->gdev->descs[offset], &info);
	if (!copy_to_user(user, &info, sizeof(info)))
		return 0;
	if (watch)
		clear_bit(offset, cf->watched);
	return -EFAULT;
}

static int line_info_v1(struct chip_file *cf, void __user *user, bool watch)
{
	struct gpio_v2_line_info info;
	struct gpioline_info old;
	u32 offset;
	int err;

	if (copy_from_user(&old, user, sizeof(old)))
		return -EFAULT;
	offset = old.line_offset;
	if (offset >= cf->gdev->ngpio)
		return -EINVAL;
	err = watch ? start_watch(cf, offset, 1) : 0;
	if (err)
		return err;
	tell_line(&cf->gdev->descs[offset], &info);
	to_v1(&info, &old);
	if (!copy_to_user(user, &old, sizeof(old)))
		return 0;
	if (watch)
		clear_bit(offset, cf->watched);
	return -EFAULT;
}

static int unwatch(struct chip_file *cf, void __user *user)
{
	u32 offset;

	if (copy_from_user(&offset, user, sizeof(offset)))
		return -EFAULT;
	if (offset >= cf->gdev->ngpio)
		return -EINVAL;
	return test_and_clear_bit(offset, cf->watched) ? 0 : -EBUSY;
}

static int do_ioctl(struct chip_file *cf, unsigned int cmd, void __user *user)
{
	switch (cmd) {
	case GPIO_GET_CHIPINFO_IOCTL:
		return chip_info(cf->gdev, user);
	case GPIO_GET_LINEINFO_IOCTL:
		return line_info_v1(cf, user, false);
	case GPIO_GET_LINEINFO_WATCH_IOCTL:
		return line_info_v1(cf, user, true);
	case GPIO_V2_GET_LINEINFO_IOCTL:
		return line_info_v2(cf, user, false);
	case GPIO_V2_GET_LINEINFO_WATCH_IOCTL:
		return line_info_v2(cf, user, true);
	case GPIO_GET_LINEINFO_UNWATCH_IOCTL:
		return unwatch(cf, user);
	case GPIO_GET_LINEHANDLE_IOCTL:
		return gpio_v1_get_handle(cf->gdev, user);
	case GPIO_GET_LINEEVENT_IOCTL:
		return gpio_v1_get_event(cf->gdev, user);
	case GPIO_V2_GET_LINE_IOCTL:
		return gpio_v2_get_line(cf->gdev, user);
	}
	return -EINVAL;
}

static long chip_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct chip_file *cf = file->private_data;
	int err = -ENODEV;

	down_read(&cf->gdev->sem);
	if (cf->gdev->chip)
		err = do_ioctl(cf, cmd, (void __user *)arg);
	up_read(&cf->gdev->sem);
	return err;
}

/* ---- watched lines ---- */

static int line_changed(struct notifier_block *nb, unsigned long what, void *data)
{
	struct chip_file *cf = container_of(nb, struct chip_file, nb);
	struct gpio_v2_line_info_changed change = {.event_type = what};
	struct gpio_desc *desc = data;
	unsigned long flags;
	bool kept;

	if (!test_bit(gpio_chip_hwgpio(desc), cf->watched))
		return NOTIFY_DONE;
	change.timestamp_ns = ktime_get_ns();
	tell_line(desc, &change.info);
	spin_lock_irqsave(&cf->wait.lock, flags);
	kept = kfifo_put(&cf->changes, change);
	spin_unlock_irqrestore(&cf->wait.lock, flags);
	if (kept)
		wake_up_poll(&cf->wait, EPOLLIN);
	else
		pr_debug("lineinfo event FIFO is full - event dropped\n");
	return NOTIFY_OK;
}

static int next_change(struct chip_file *cf, struct file *file,
		       struct gpio_v2_line_info_changed *change, bool may_wait)
{
	for (;;) {
		unsigned long flags;
		bool there;
		int err;

		spin_lock_irqsave(&cf->wait.lock, flags);
		there = kfifo_get(&cf->changes, change);
		spin_unlock_irqrestore(&cf->wait.lock, flags);
		if (there)
			return 0;
		if (!cf->gdev->chip)
			return -ENODEV;
		if (!may_wait || file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(cf->wait,
					       !kfifo_is_empty(&cf->changes) || !cf->gdev->chip);
		if (err)
			return err;
	}
}

static int give_change(char __user *buf, const struct gpio_v2_line_info_changed *change, int abi)
{
	struct gpioline_info_changed old = {};

	if (abi != 1)
		return copy_to_user(buf, change, sizeof(*change)) ? -EFAULT : 0;
	to_v1(&change->info, &old.info);
	old.timestamp = change->timestamp_ns;
	old.event_type = change->event_type;
	return copy_to_user(buf, &old, sizeof(old)) ? -EFAULT : 0;
}

static ssize_t chip_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct chip_file *cf = file->private_data;
	struct gpio_v2_line_info_changed change;
	size_t done = 0, size;
	int err, abi;

	abi = atomic_read(&cf->abi);
	size = abi == 1 ? sizeof(struct gpioline_info_changed) : sizeof(change);
	if (count < size)
		return -EINVAL;
	while (count - done >= size) {
		err = next_change(cf, file, &change, !done);
		if (!err)
			err = give_change(buf + done, &change, abi);
		if (err)
			return done ? (ssize_t)done : err;
		done += size;
	}
	return done;
}

static __poll_t chip_poll(struct file *file, poll_table *wait)
{
	struct chip_file *cf = file->private_data;

	poll_wait(file, &cf->wait, wait);
	if (!cf->gdev->chip)
		return EPOLLHUP | EPOLLERR;
	return kfifo_is_empty(&cf->changes) ? 0 : EPOLLIN | EPOLLRDNORM;
}

/* ---- the file ---- */

static int chip_open(struct inode *inode, struct file *file)
{
	struct gpio_device *gdev = container_of(inode->i_cdev, struct gpio_device, chrdev);
	struct chip_file *cf;
	int err = -ENODEV;

	down_read(&gdev->sem);
	if (!gdev->chip)
		goto unlock;
	err = -ENOMEM;
	cf = kzalloc(sizeof(*cf), GFP_KERNEL);
	if (!cf)
		goto unlock;
	cf->watched = bitmap_zalloc(gdev->ngpio, GFP_KERNEL);
	if (!cf->watched) {
		kfree(cf);
		goto unlock;
	}
	init_waitqueue_head(&cf->wait);
	INIT_KFIFO(cf->changes);
	get_device(&gdev->dev);
	cf->gdev = gdev;
	cf->nb.notifier_call = line_changed;
	blocking_notifier_chain_register(&gdev->notifier, &cf->nb);
	file->private_data = cf;
	err = nonseekable_open(inode, file);
unlock:
	up_read(&gdev->sem);
	return err;
}

static int chip_release(struct inode *inode, struct file *file)
{
	struct chip_file *cf = file->private_data;
	struct gpio_device *gdev = cf->gdev;

	blocking_notifier_chain_unregister(&gdev->notifier, &cf->nb);
	bitmap_free(cf->watched);
	kfree(cf);
	put_device(&gdev->dev);
	return 0;
}

static const struct file_operations chip_fops = {
    .owner = THIS_MODULE,
    .open = chip_open,
    .release = chip_release,
    .read = chip_read,
    .poll = chip_poll,
    .unlocked_ioctl = chip_ioctl,
    .llseek = no_llseek,
};

int gpio_cdev_register(struct gpio_device *gdev)
{
	cdev_init(&gdev->chrdev, &chip_fops);
	gdev->chrdev.owner = THIS_MODULE;
	gdev->dev.devt = MKDEV(MAJOR(gpio_devt), gdev->id);
	return cdev_device_add(&gdev->chrdev, &gdev->dev);
}

void gpio_cdev_unregister(struct gpio_device *gdev)
{
	cdev_device_del(&gdev->chrdev, &gdev->dev);
}

static int __init gpio_cdev_init(void)
{
	return alloc_chrdev_region(&gpio_devt, 0, CHIPS_MAX, "gpiochip");
}
postcore_initcall(gpio_cdev_init);
