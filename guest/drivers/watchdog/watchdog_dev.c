/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * watchdog_dev: /dev/watchdogN, and the pings.
 *
 * 1. Purpose. A program opens the device, which starts the chip, and writes to it now and then.
 *    If it does not, because it or the kernel hangs, the chip resets the machine.
 * 2. A chip that cannot count as long as the program wants (max_hw_heartbeat_ms), or that was
 *    running before any program came, is pinged by ping_work, at half of what it can; the last
 *    of these pings is so placed that it ends when the program's timeout does.
 *
 *	program   |ping                      timeout|
 *	chip      |ping   |ping   |ping   |ping     |reset
 *
 * 3. Invariants. One file at a time. WDOG_ACTIVE: a program is watched. A close() without the
 *    magic 'V' before (where the driver has WDIOF_MAGICCLOSE), or with nowayout, leaves the
 *    chip running.
 * 4. Locking. wd_data->lock around the driver's operations.
 * 5. Failure. -ENODEV when the driver has gone; the structure lives on with its files.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "drivers/watchdog/watchdog_core.h"

static dev_t watchdog_devt;
static struct watchdog_core_data *old_data; /* of /dev/watchdog */

/* ---- pings ---- */

/* Somebody must keep the chip quiet between the program's pings, or before there are any. */
static bool needs_worker(struct watchdog_device *wdd)
{
	unsigned int hm = wdd->max_hw_heartbeat_ms, t = wdd->timeout * 1000;

	return (hm && watchdog_active(wdd) && t > hm) ||
	       (t && !watchdog_active(wdd) && watchdog_hw_running(wdd));
}

static unsigned long next_ping(struct watchdog_core_data *data)
{
	struct watchdog_device *wdd = data->wdd;
	unsigned int timeout = wdd->timeout * 1000, hw = wdd->max_hw_heartbeat_ms;
	unsigned long last, half;

	if (!hw || hw > timeout)
		hw = timeout;
	half = msecs_to_jiffies(hw) / 2;
	if (!watchdog_active(wdd))
		return half;
	/* after this one the chip is left to itself */
	last = data->last_ping + msecs_to_jiffies(timeout - hw);
	if (time_after_eq(jiffies, last))
		return 0;
	return min(half, last - jiffies);
}

static void update_worker(struct watchdog_core_data *data)
{
	unsigned long wait = needs_worker(data->wdd) ? next_ping(data) : 0;

	if (wait)
		mod_delayed_work(system_wq, &data->ping_work, wait);
	else
		cancel_delayed_work(&data->ping_work);
}

static int ping_chip(struct watchdog_core_data *data)
{
	struct watchdog_device *wdd = data->wdd;
	unsigned long earliest = data->last_hw_ping + msecs_to_jiffies(wdd->min_hw_heartbeat_ms);

	if (wdd->min_hw_heartbeat_ms && time_before(jiffies, earliest)) {
		mod_delayed_work(system_wq, &data->ping_work, earliest - jiffies);
		return 0;
	}
	data->last_hw_ping = jiffies;
	return wdd->ops->ping ? wdd->ops->ping(wdd) : wdd->ops->start(wdd);
}

static int ping(struct watchdog_core_data *data)
{
	int err;

	if (!watchdog_active(data->wdd) && !watchdog_hw_running(data->wdd))
		return 0;
	data->last_ping = jiffies;
	err = ping_chip(data);
	if (!data->wdd->min_hw_heartbeat_ms || data->last_hw_ping == jiffies)
		update_worker(data);
	return err;
}

static void ping_worker(struct work_struct *work)
{
	struct delayed_work *delayed = to_delayed_work(work);
	struct watchdog_core_data *data =
	    container_of(delayed, struct watchdog_core_data, ping_work);

	mutex_lock(&data->lock);
	if (data->wdd && (watchdog_active(data->wdd) || watchdog_hw_running(data->wdd))) {
		ping_chip(data);
		update_worker(data);
	}
	mutex_unlock(&data->lock);
}

static int start(struct watchdog_core_data *data)
{
	struct watchdog_device *wdd = data->wdd;
	int err = 0;

	if (watchdog_active(wdd))
		return 0;
	data->last_ping = jiffies;
	data->last_hw_ping = jiffies;
	if (watchdog_hw_running(wdd) && wdd->ops->ping)
		err = wdd->ops->ping(wdd);
	else
		err = wdd->ops->start(wdd);
	if (err)
		return err;
	set_bit(WDOG_ACTIVE, &wdd->status);
	update_worker(data);
	return 0;
}

static int stop(struct watchdog_core_data *data)
{
	struct watchdog_device *wdd = data->wdd;
	int err = 0;

	if (!watchdog_active(wdd))
		return 0;
	if (test_bit(WDOG_NO_WAY_OUT, &wdd->status)) {
		pr_info("watchdog%d: nowayout prevents watchdog being stopped!\n", wdd->id);
		return -EBUSY;
	}
	if (wdd->ops->stop) {
		clear_bit(WDOG_HW_RUNNING, &wdd->status);
		err = wdd->ops->stop(wdd);
	} else {
		set_bit(WDOG_HW_RUNNING, &wdd->status);
	}
	if (err)
		return err;
	clear_bit(WDOG_ACTIVE, &wdd->status);
	update_worker(data);
	return 0;
}

int watchdog_set_last_hw_keepalive(struct watchdog_device *wdd, unsigned int last_ping_ms)
{
	struct watchdog_core_data *data = wdd->wd_data;

	if (!data)
		return -EINVAL;
	mutex_lock(&data->lock);
	data->last_hw_ping = jiffies - msecs_to_jiffies(last_ping_ms);
	if (watchdog_hw_running(wdd))
		ping_chip(data);
	mutex_unlock(&data->lock);
	return 0;
}
EXPORT_SYMBOL_GPL(watchdog_set_last_hw_keepalive);

/* ---- what a program asks for ---- */

static unsigned int status_of(struct watchdog_device *wdd)
{
	unsigned int status = wdd->ops->status ? wdd->ops->status(wdd) : wdd->bootstatus;

	status &= WDIOF_CARDRESET | WDIOF_OVERHEAT | WDIOF_FANFAULT | WDIOF_EXTERN1 |
		  WDIOF_EXTERN2 | WDIOF_POWERUNDER | WDIOF_POWEROVER;
	if (test_bit(WDOG_ACTIVE, &wdd->status))
		status |= WDIOF_SETTIMEOUT & wdd->info->options;
	return status;
}

static int set_timeout(struct watchdog_core_data *data, unsigned int timeout)
{
	struct watchdog_device *wdd = data->wdd;
	int err = 0;

	if (!(wdd->info->options & WDIOF_SETTIMEOUT))
		return -EOPNOTSUPP;
	if (watchdog_timeout_invalid(wdd, timeout))
		return -EINVAL;
	if (wdd->ops->set_timeout)
		err = wdd->ops->set_timeout(wdd, timeout);
	else
		wdd->timeout = timeout;
	if (wdd->timeout <= wdd->pretimeout)
		wdd->pretimeout = 0;
	if (!err)
		update_worker(data);
	return err;
}

static int set_pretimeout(struct watchdog_device *wdd, unsigned int timeout)
{
	if (!(wdd->info->options & WDIOF_PRETIMEOUT))
		return -EOPNOTSUPP;
	if (watchdog_pretimeout_invalid(wdd, timeout))
		return -EINVAL;
	if (wdd->ops->set_pretimeout)
		return wdd->ops->set_pretimeout(wdd, timeout);
	wdd->pretimeout = timeout;
	return 0;
}

static int set_options(struct watchdog_core_data *data, int options)
{
	int err = options & WDIOS_DISABLECARD ? stop(data) : 0;

	if (!err && options & WDIOS_ENABLECARD)
		err = start(data);
	return err;
}

static long get_ioctl(struct watchdog_device *wdd, unsigned int cmd, int __user *arg)
{
	switch (cmd) {
	case WDIOC_GETSUPPORT:
		return copy_to_user(arg, wdd->info, sizeof(*wdd->info)) ? -EFAULT : 0;
	case WDIOC_GETSTATUS:
		return put_user(status_of(wdd), arg);
	case WDIOC_GETBOOTSTATUS:
		return put_user(wdd->bootstatus, arg);
	case WDIOC_GETTIMEOUT:
		return wdd->timeout ? put_user(wdd->timeout, arg) : -EOPNOTSUPP;
	case WDIOC_GETPRETIMEOUT:
		return put_user(wdd->pretimeout, arg);
	case WDIOC_GETTIMELEFT:
		if (!wdd->ops->get_timeleft)
			return -EOPNOTSUPP;
		return put_user(wdd->ops->get_timeleft(wdd), arg);
	}
	return -ENOTTY;
}

static long set_ioctl(struct watchdog_core_data *data, unsigned int cmd, int __user *arg)
{
	int val = 0, err;

	if (cmd != WDIOC_KEEPALIVE && get_user(val, arg))
		return -EFAULT;
	switch (cmd) {
	case WDIOC_SETOPTIONS:
		return set_options(data, val);
	case WDIOC_KEEPALIVE:
		return data->wdd->info->options & WDIOF_KEEPALIVEPING ? ping(data) : -EOPNOTSUPP;
	case WDIOC_SETTIMEOUT:
		err = set_timeout(data, val);
		if (err)
			return err;
		/* the new timeout begins now, and the program learns what it is */
		err = ping(data);
		return err ? err : put_user(data->wdd->timeout, arg);
	default: /* WDIOC_SETPRETIMEOUT */
		err = set_pretimeout(data->wdd, val);
		return err ? err : put_user(data->wdd->pretimeout, arg);
	}
}

static long watchdog_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct watchdog_core_data *data = file->private_data;
	struct watchdog_device *wdd;
	long err = -ENODEV;

	mutex_lock(&data->lock);
	wdd = data->wdd;
	if (!wdd)
		goto out;
	err = wdd->ops->ioctl ? wdd->ops->ioctl(wdd, cmd, arg) : -ENOIOCTLCMD;
	if (err != -ENOIOCTLCMD)
		goto out;
	switch (cmd) {
	case WDIOC_SETOPTIONS:
	case WDIOC_KEEPALIVE:
	case WDIOC_SETTIMEOUT:
	case WDIOC_SETPRETIMEOUT:
		err = set_ioctl(data, cmd, (int __user *)arg);
		break;
	default:
		err = get_ioctl(wdd, cmd, (int __user *)arg);
	}
out:
	mutex_unlock(&data->lock);
	return err;
}

static ssize_t watchdog_write(struct file *file, const char __user *bytes, size_t len, loff_t *ppos)
{
	struct watchdog_core_data *data = file->private_data;
	int err = -ENODEV;
	size_t i;
	char c;

	if (len == 0)
		return 0;
	clear_bit(_WDOG_ALLOW_RELEASE, &data->flags);
	for (i = 0; i < len; i++) {
		if (get_user(c, bytes + i))
			return -EFAULT;
		if (c == 'V')
			set_bit(_WDOG_ALLOW_RELEASE, &data->flags);
	}
	mutex_lock(&data->lock);
	if (data->wdd)
		err = ping(data);
	mutex_unlock(&data->lock);
	return err ? err : (ssize_t)len;
}

static int watchdog_open(struct inode *inode, struct file *file)
{
	struct watchdog_core_data *data =
	    imajor(inode) == MISC_MAJOR
		? old_data
		: container_of(inode->i_cdev, struct watchdog_core_data, cdev);
	int err = -ENODEV;
	bool held;

	if (test_and_set_bit(_WDOG_DEV_OPEN, &data->flags))
		return -EBUSY;
	mutex_lock(&data->lock);
	/* a chip that runs anyway has its driver held since it was registered */
	held = data->wdd && watchdog_hw_running(data->wdd);
	if (data->wdd && (held || try_module_get(data->wdd->ops->owner))) {
		err = start(data);
		if (err && !held)
			module_put(data->wdd->ops->owner);
	}
	mutex_unlock(&data->lock);
	if (err) {
		clear_bit(_WDOG_DEV_OPEN, &data->flags);
		return err;
	}
	get_device(&data->dev);
	file->private_data = data;
	return stream_open(inode, file);
}

static int watchdog_release(struct inode *inode, struct file *file)
{
	struct watchdog_core_data *data = file->private_data;
	struct watchdog_device *wdd;
	int err = 0;

	mutex_lock(&data->lock);
	wdd = data->wdd;
	if (wdd && watchdog_active(wdd)) {
		if (test_and_clear_bit(_WDOG_ALLOW_RELEASE, &data->flags) ||
		    !(wdd->info->options & WDIOF_MAGICCLOSE))
			err = stop(data);
		else
			err = -EBUSY;
		if (err) {
			pr_crit("watchdog%d: watchdog did not stop!\n", wdd->id);
			ping(data);
		}
	}
	if (wdd)
		update_worker(data);
	if (wdd && !watchdog_hw_running(wdd))
		module_put(wdd->ops->owner);
	clear_bit(_WDOG_DEV_OPEN, &data->flags);
	mutex_unlock(&data->lock);
	put_device(&data->dev);
	return 0;
}

static const struct file_operations watchdog_fops = {
    .owner = THIS_MODULE,
    .write = watchdog_write,
    .unlocked_ioctl = watchdog_ioctl,
    .open = watchdog_open,
    .release = watchdog_release,
    .llseek = no_llseek,
};

static struct miscdevice watchdog_miscdev = {
    .minor = WATCHDOG_MINOR,
    .name = "watchdog",
    .fops = &watchdog_fops,
};

/* ---- /sys/class/watchdog/watchdogN ---- */

static struct watchdog_device *wdd_of(struct device *dev)
{
	return dev_get_drvdata(dev);
}

#define SHOW(_name, _format, _value)                                                               \
	static ssize_t _name##_show(struct device *dev, struct device_attribute *attr, char *buf)  \
	{                                                                                          \
		return sysfs_emit(buf, _format, _value);                                           \
	}                                                                                          \
	static DEVICE_ATTR_RO(_name)
SHOW(nowayout, "%d\n", !!test_bit(WDOG_NO_WAY_OUT, &wdd_of(dev)->status));
SHOW(status, "0x%x\n", status_of(wdd_of(dev)));
SHOW(bootstatus, "%u\n", wdd_of(dev)->bootstatus);
SHOW(timeout, "%u\n", wdd_of(dev)->timeout);
SHOW(min_timeout, "%u\n", wdd_of(dev)->min_timeout);
SHOW(max_timeout, "%u\n", wdd_of(dev)->max_timeout);
SHOW(pretimeout, "%u\n", wdd_of(dev)->pretimeout);
SHOW(identity, "%s\n", wdd_of(dev)->info->identity);
SHOW(state, "%s\n", watchdog_active(wdd_of(dev)) ? "active" : "inactive");
SHOW(timeleft, "%u\n", wdd_of(dev)->ops->get_timeleft(wdd_of(dev)));
SHOW(options, "0x%x\n", wdd_of(dev)->info->options);
SHOW(fw_version, "%d\n", wdd_of(dev)->info->firmware_version);

static struct attribute *watchdog_attrs[] = {
    &dev_attr_nowayout.attr,
    &dev_attr_status.attr,
    &dev_attr_bootstatus.attr,
    &dev_attr_timeout.attr,
    &dev_attr_min_timeout.attr,
    &dev_attr_max_timeout.attr,
    &dev_attr_pretimeout.attr,
    &dev_attr_identity.attr,
    &dev_attr_state.attr,
    &dev_attr_timeleft.attr,
    &dev_attr_options.attr,
    &dev_attr_fw_version.attr,
    NULL,
};

static umode_t is_visible(struct kobject *kobj, struct attribute *attr, int n)
{
	struct device *dev = kobj_to_dev(kobj);

	if (attr == &dev_attr_timeleft.attr && !wdd_of(dev)->ops->get_timeleft)
		return 0;
	if (attr == &dev_attr_pretimeout.attr && !(wdd_of(dev)->info->options & WDIOF_PRETIMEOUT))
		return 0;
	return attr->mode;
}

static const struct attribute_group watchdog_group = {.attrs = watchdog_attrs,
						      .is_visible = is_visible};
static const struct attribute_group *watchdog_groups[] = {&watchdog_group, NULL};
static struct class *watchdog_class;

/* ---- they come and go ---- */

static void release_data(struct device *dev)
{
	kfree(container_of(dev, struct watchdog_core_data, dev));
}

static void init_data(struct watchdog_core_data *data, struct watchdog_device *wdd)
{
	mutex_init(&data->lock);
	INIT_DELAYED_WORK(&data->ping_work, ping_worker);
	data->wdd = wdd;
	device_initialize(&data->dev);
	data->dev.devt = MKDEV(MAJOR(watchdog_devt), wdd->id);
	data->dev.class = watchdog_class;
	data->dev.parent = wdd->parent;
	data->dev.groups = wdd->groups;
	data->dev.release = release_data;
	dev_set_drvdata(&data->dev, wdd);
	cdev_init(&data->cdev, &watchdog_fops);
}

static int register_old(struct watchdog_core_data *data, struct watchdog_device *wdd)
{
	int err;

	old_data = data;
	watchdog_miscdev.parent = wdd->parent;
	err = misc_register(&watchdog_miscdev);
	if (!err)
		return 0;
	old_data = NULL;
	if (err == -EBUSY)
		pr_err("%s: a legacy watchdog module is probably present.\n", wdd->info->identity);
	return err;
}

int watchdog_dev_register(struct watchdog_device *wdd)
{
	struct watchdog_core_data *data = kzalloc(sizeof(*data), GFP_KERNEL);
	int err;

	if (!data)
		return -ENOMEM;
	init_data(data, wdd);
	wdd->wd_data = data;
	err = dev_set_name(&data->dev, "watchdog%d", wdd->id);
	if (!err && wdd->id == 0)
		err = register_old(data, wdd);
	if (err)
		goto out;
	err = cdev_device_add(&data->cdev, &data->dev);
	if (err) {
		if (wdd->id == 0)
			misc_deregister(&watchdog_miscdev);
		goto out;
	}
	data->last_hw_ping = jiffies - 1;
	/* running already: it must be kept quiet until a program comes */
	if (watchdog_hw_running(wdd)) {
		__module_get(wdd->ops->owner);
		mod_delayed_work(system_wq, &data->ping_work, 0);
	}
	return 0;
out:
	wdd->wd_data = NULL;
	put_device(&data->dev);
	return err;
}

void watchdog_dev_unregister(struct watchdog_device *wdd)
{
	struct watchdog_core_data *data = wdd->wd_data;

	cdev_device_del(&data->cdev, &data->dev);
	if (wdd->id == 0) {
		misc_deregister(&watchdog_miscdev);
		old_data = NULL;
	}
	mutex_lock(&data->lock);
	if (watchdog_active(wdd) && test_bit(WDOG_STOP_ON_UNREGISTER, &wdd->status))
		stop(data);
	data->wdd = NULL;
	wdd->wd_data = NULL;
	mutex_unlock(&data->lock);
	cancel_delayed_work_sync(&data->ping_work);
	put_device(&data->dev);
}

static int __init watchdog_init(void)
{
	int err;

	watchdog_class = class_create(THIS_MODULE, "watchdog");
	if (IS_ERR(watchdog_class))
		return PTR_ERR(watchdog_class);
	watchdog_class->dev_groups = watchdog_groups;
	err = alloc_chrdev_region(&watchdog_devt, 0, WATCHDOG_MINORS, "watchdog");
	return err;
}
subsys_initcall(watchdog_init);
