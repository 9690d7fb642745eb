/* SPDX-License-Identifier: GPL-2.0-only */
/* rtc-sysfs: /sys/class/rtc/rtcN, and /proc/driver/rtc, where the first clock tells the same. */
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

#include "drivers/rtc/rtc-core.h"

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%s %s\n", dev_driver_string(dev->parent), dev_name(dev->parent));
}
static DEVICE_ATTR_RO(name);

static ssize_t date_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct rtc_time tm;
	int err = rtc_read_time(to_rtc_device(dev), &tm);

	return err ? err : sprintf(buf, "%ptRd\n", &tm);
}
static DEVICE_ATTR_RO(date);

static ssize_t time_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct rtc_time tm;
	int err = rtc_read_time(to_rtc_device(dev), &tm);

	return err ? err : sprintf(buf, "%ptRt\n", &tm);
}
static DEVICE_ATTR_RO(time);

static ssize_t since_epoch_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct rtc_time tm;
	int err = rtc_read_time(to_rtc_device(dev), &tm);

	return err ? err : sprintf(buf, "%lld\n", rtc_tm_to_time64(&tm));
}
static DEVICE_ATTR_RO(since_epoch);

static ssize_t max_user_freq_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%d\n", to_rtc_device(dev)->max_user_freq);
}

static ssize_t max_user_freq_store(struct device *dev, struct device_attribute *attr,
				   const char *buf, size_t n)
{
	unsigned long val;
	int err = kstrtoul(buf, 0, &val);

	if (err)
		return err;
	if (val >= 4096 || val == 0)
		return -EINVAL;
	to_rtc_device(dev)->max_user_freq = val;
	return n;
}
static DEVICE_ATTR_RW(max_user_freq);

/* The kernel's own time came from the PC's clock, the first. */
static ssize_t hctosys_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%d\n", to_rtc_device(dev)->id == 0);
}
static DEVICE_ATTR_RO(hctosys);

static ssize_t wakealarm_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct rtc_wkalrm alarm;
	int err = rtc_read_alarm(to_rtc_device(dev), &alarm);

	if (err)
		return err;
	return alarm.enabled ? sprintf(buf, "%lld\n", rtc_tm_to_time64(&alarm.time)) : 0;
}

/* Seconds since 1970; "+N": from now; "+=N": from the alarm that is set; in the past: off. */
static ssize_t wakealarm_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t n)
{
	struct rtc_device *rtc = to_rtc_device(dev);
	struct rtc_wkalrm alarm;
	struct rtc_time now_tm;
	bool from_now = buf[0] == '+', from_alarm = from_now && buf[1] == '=';
	time64_t now;
	s64 when;
	int err = kstrtos64(buf + from_now + from_alarm, 0, &when);

	if (!err)
		err = rtc_read_time(rtc, &now_tm);
	if (!err)
		err = rtc_read_alarm(rtc, &alarm);
	if (err)
		return err;
	now = rtc_tm_to_time64(&now_tm);
	if (from_alarm && !alarm.enabled)
		return -EINVAL;
	if (from_now)
		when += from_alarm ? rtc_tm_to_time64(&alarm.time) : now;
	else if (when > now && alarm.enabled)
		return -EBUSY; /* somebody's already */
	alarm.enabled = when > now;
	rtc_time64_to_tm(alarm.enabled ? when : now + 300, &alarm.time);
	err = rtc_set_alarm(rtc, &alarm);
	return err ? err : n;
}
static DEVICE_ATTR_RW(wakealarm);

static ssize_t offset_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	long offset;
	int err = rtc_read_offset(to_rtc_device(dev), &offset);

	return err ? err : sprintf(buf, "%ld\n", offset);
}

static ssize_t offset_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t n)
{
	long offset;
	int err = kstrtol(buf, 10, &offset);

	if (!err)
		err = rtc_set_offset(to_rtc_device(dev), offset);
	return err ? err : n;
}
static DEVICE_ATTR_RW(offset);

static struct attribute *rtc_attrs[] = {
    &dev_attr_name.attr,	&dev_attr_date.attr,	      &dev_attr_time.attr,
    &dev_attr_since_epoch.attr, &dev_attr_max_user_freq.attr, &dev_attr_hctosys.attr,
    &dev_attr_wakealarm.attr,	&dev_attr_offset.attr,	      NULL,
};

static umode_t is_visible(struct kobject *kobj, struct attribute *attr, int n)
{
	struct device *dev = kobj_to_dev(kobj);
	struct rtc_device *rtc = to_rtc_device(dev);

	if (attr == &dev_attr_wakealarm.attr && !test_bit(RTC_FEATURE_ALARM, rtc->features))
		return 0;
	if (attr == &dev_attr_offset.attr && !rtc->ops->set_offset)
		return 0;
	return attr->mode;
}

static const struct attribute_group rtc_group = {.attrs = rtc_attrs, .is_visible = is_visible};
const struct attribute_group *rtc_attr_groups[] = {&rtc_group, NULL};

/* ---- /proc/driver/rtc ---- */

static int proc_rtc_show(struct seq_file *m, void *v)
{
	struct rtc_device *rtc = m->private;
	struct rtc_wkalrm alarm;
	struct rtc_time tm;

	if (!rtc_read_time(rtc, &tm))
		seq_printf(m, "rtc_time\t: %ptRt\nrtc_date\t: %ptRd\n", &tm, &tm);
	if (!rtc_read_alarm(rtc, &alarm))
		seq_printf(m,
			   "alrm_time\t: %ptRt\nalrm_date\t: %ptRd\nalarm_IRQ\t: %s\n"
			   "alrm_pending\t: %s\nupdate IRQ enabled\t: %s\n"
			   "periodic IRQ enabled\t: %s\nperiodic IRQ frequency\t: %d\n"
			   "max user IRQ frequency\t: %d\n",
			   &alarm.time, &alarm.time, alarm.enabled ? "yes" : "no",
			   alarm.pending ? "yes" : "no", rtc->uie_rtctimer.enabled ? "yes" : "no",
			   rtc->pie_enabled ? "yes" : "no", rtc->irq_freq, rtc->max_user_freq);
	seq_puts(m, "24hr\t\t: yes\n");
	if (rtc->ops && rtc->ops->proc)
		rtc->ops->proc(rtc->dev.parent, m);
	return 0;
}

void rtc_proc_add_device(struct rtc_device *rtc)
{
	if (rtc->id == 0)
		proc_create_single_data("driver/rtc", 0, NULL, proc_rtc_show, rtc);
}

void rtc_proc_del_device(struct rtc_device *rtc)
{
	if (rtc->id == 0)
		remove_proc_entry("driver/rtc", NULL);
}
