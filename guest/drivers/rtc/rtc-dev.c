/* SPDX-License-Identifier: GPL-2.0-only */
/* rtc-dev: /dev/rtcN, for one program at a time: ioctls (rtc(4)), and a read() that waits for an
 * interrupt.
 */
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include "drivers/rtc/rtc-core.h"

static int rtc_dev_open(struct inode *inode, struct file *file)
{
	struct rtc_device *rtc = container_of(inode->i_cdev, struct rtc_device, char_dev);

	if (test_and_set_bit(RTC_DEV_BUSY, &rtc->flags))
		return -EBUSY;
	spin_lock_irq(&rtc->irq_lock);
	rtc->irq_data = 0; /* what came before is nobody's */
	spin_unlock_irq(&rtc->irq_lock);
	file->private_data = rtc;
	return 0;
}

static int rtc_dev_release(struct inode *inode, struct file *file)
{
	struct rtc_device *rtc = file->private_data;

	/* interrupts are a program's; the alarm goes on without it */
	if (rtc->ops)
		rtc_update_irq_enable(rtc, 0);
	rtc_irq_set_state(rtc, 0);
	clear_bit_unlock(RTC_DEV_BUSY, &rtc->flags);
	return 0;
}

static unsigned long take_irq_data(struct rtc_device *rtc)
{
	unsigned long data;

	spin_lock_irq(&rtc->irq_lock);
	data = rtc->irq_data;
	rtc->irq_data = 0;
	spin_unlock_irq(&rtc->irq_lock);
	return data;
}

static ssize_t rtc_dev_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct rtc_device *rtc = file->private_data;
	unsigned long data;
	int err;

	if (count != sizeof(unsigned int) && count < sizeof(unsigned long))
		return -EINVAL;
	while (!(data = take_irq_data(rtc))) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(rtc->irq_queue, READ_ONCE(rtc->irq_data));
		if (err)
			return err;
	}
	return put_user(data, (unsigned long __user *)buf) ? -EFAULT : sizeof(unsigned long);
}

static __poll_t rtc_dev_poll(struct file *file, poll_table *wait)
{
	struct rtc_device *rtc = file->private_data;

	poll_wait(file, &rtc->irq_queue, wait);
	return rtc->irq_data ? EPOLLIN | EPOLLRDNORM : 0;
}

static int rtc_dev_fasync(int fd, struct file *file, int on)
{
	struct rtc_device *rtc = file->private_data;

	return fasync_helper(fd, file, on, &rtc->async_queue);
}

static int allowed(struct rtc_device *rtc, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case RTC_EPOCH_SET:
	case RTC_SET_TIME:
	case RTC_PARAM_SET:
		return capable(CAP_SYS_TIME);
	case RTC_IRQP_SET:
		return arg <= (unsigned long)rtc->max_user_freq || capable(CAP_SYS_RESOURCE);
	case RTC_PIE_ON:
		return rtc->irq_freq <= rtc->max_user_freq || capable(CAP_SYS_RESOURCE);
	}
	return true;
}

/* The old alarm: a time of day, today's or tomorrow's. */
static int set_old_alarm(struct rtc_device *rtc, struct rtc_time *tm)
{
	struct rtc_wkalrm alarm = {.time = *tm};
	struct rtc_time now;
	time64_t then;
	int err = rtc_read_time(rtc, &now);

	if (err)
		return err;
	alarm.time.tm_mday = now.tm_mday;
	alarm.time.tm_mon = now.tm_mon;
	alarm.time.tm_year = now.tm_year;
	err = rtc_valid_tm(&alarm.time);
	if (err)
		return err;
	then = rtc_tm_to_time64(&alarm.time);
	if (then < rtc_tm_to_time64(&now))
		rtc_time64_to_tm(then + 86400, &alarm.time);
	return rtc_set_alarm(rtc, &alarm);
}

static int alarm_ioctl(struct rtc_device *rtc, unsigned int cmd, void __user *user)
{
	struct rtc_wkalrm alarm;
	int err;

	switch (cmd) {
	case RTC_ALM_READ:
		err = rtc_read_alarm(rtc, &alarm);
		if (!err && copy_to_user(user, &alarm.time, sizeof(alarm.time)))
			err = -EFAULT;
		return err;
	case RTC_ALM_SET:
		if (copy_from_user(&alarm.time, user, sizeof(alarm.time)))
			return -EFAULT;
		return set_old_alarm(rtc, &alarm.time);
	case RTC_WKALM_RD:
		err = rtc_read_alarm(rtc, &alarm);
		if (!err && copy_to_user(user, &alarm, sizeof(alarm)))
			err = -EFAULT;
		return err;
	default: /* RTC_WKALM_SET */
		return copy_from_user(&alarm, user, sizeof(alarm)) ? -EFAULT
								   : rtc_set_alarm(rtc, &alarm);
	}
}

static int time_ioctl(struct rtc_device *rtc, unsigned int cmd, void __user *user)
{
	struct rtc_time tm;
	int err;

	if (cmd == RTC_SET_TIME)
		return copy_from_user(&tm, user, sizeof(tm)) ? -EFAULT : rtc_set_time(rtc, &tm);
	err = rtc_read_time(rtc, &tm);
	return err ? err : copy_to_user(user, &tm, sizeof(tm)) ? -EFAULT : 0;
}

static int get_param(struct rtc_device *rtc, struct rtc_param *param)
{
	long offset;
	int err;

	switch (param->param) {
	case RTC_PARAM_FEATURES:
		param->uvalue = param->index ? 0 : rtc->features[0];
		return 0;
	case RTC_PARAM_CORRECTION:
		err = rtc_read_offset(rtc, &offset);
		param->svalue = offset;
		return err;
	}
	if (!rtc->ops->param_get)
		return -EINVAL;
	mutex_lock(&rtc->ops_lock);
	err = rtc->ops->param_get(rtc->dev.parent, param);
	mutex_unlock(&rtc->ops_lock);
	return err;
}

static int set_param(struct rtc_device *rtc, struct rtc_param *param)
{
	int err;

	switch (param->param) {
	case RTC_PARAM_FEATURES:
		return -EINVAL;
	case RTC_PARAM_CORRECTION:
		return rtc_set_offset(rtc, param->svalue);
	}
	if (!rtc->ops->param_set)
		return -EINVAL;
	mutex_lock(&rtc->ops_lock);
	err = rtc->ops->param_set(rtc->dev.parent, param);
	mutex_unlock(&rtc->ops_lock);
	return err;
}

static int param_ioctl(struct rtc_device *rtc, unsigned int cmd, void __user *user)
{
	struct rtc_param param;
	int err;

	if (copy_from_user(&param, user, sizeof(param)))
		return -EFAULT;
	if (param.index)
		return -EINVAL;
	if (cmd == RTC_PARAM_SET)
		return set_param(rtc, &param);
	err = get_param(rtc, &param);
	return err ? err : copy_to_user(user, &param, sizeof(param)) ? -EFAULT : 0;
}

static int drivers_ioctl(struct rtc_device *rtc, unsigned int cmd, unsigned long arg)
{
	int err = -ENOIOCTLCMD;

	mutex_lock(&rtc->ops_lock);
	if (!rtc->ops)
		err = -ENODEV;
	else if (rtc->ops->ioctl)
		err = rtc->ops->ioctl(rtc->dev.parent, cmd, arg);
	mutex_unlock(&rtc->ops_lock);
	return err == -ENOIOCTLCMD ? -ENOTTY : err;
}

static long rtc_dev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct rtc_device *rtc = file->private_data;
	void __user *user = (void __user *)arg;

	if (!rtc->ops)
		return -ENODEV;
	if (!allowed(rtc, cmd, arg))
		return -EACCES;
	switch (cmd) {
	case RTC_ALM_READ:
	case RTC_ALM_SET:
	case RTC_WKALM_RD:
	case RTC_WKALM_SET:
		return alarm_ioctl(rtc, cmd, user);
	case RTC_RD_TIME:
	case RTC_SET_TIME:
		return time_ioctl(rtc, cmd, user);
	case RTC_PARAM_GET:
	case RTC_PARAM_SET:
		return param_ioctl(rtc, cmd, user);
	case RTC_PIE_ON:
	case RTC_PIE_OFF:
		return rtc_irq_set_state(rtc, cmd == RTC_PIE_ON);
	case RTC_AIE_ON:
	case RTC_AIE_OFF:
		return rtc_alarm_irq_enable(rtc, cmd == RTC_AIE_ON);
	case RTC_UIE_ON:
	case RTC_UIE_OFF:
		return rtc_update_irq_enable(rtc, cmd == RTC_UIE_ON);
	case RTC_IRQP_SET:
		return rtc_irq_set_freq(rtc, arg);
	case RTC_IRQP_READ:
		return put_user((unsigned long)rtc->irq_freq, (unsigned long __user *)user);
	}
	return drivers_ioctl(rtc, cmd, arg);
}

const struct file_operations rtc_dev_fops = {
    .owner = THIS_MODULE,
    .llseek = no_llseek,
    .read = rtc_dev_read,
    .poll = rtc_dev_poll,
    .unlocked_ioctl = rtc_dev_ioctl,
    .open = rtc_dev_open,
    .release = rtc_dev_release,
    .fasync = rtc_dev_fasync,
};
