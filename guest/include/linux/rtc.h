/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rtc: clocks that go on while the machine is off, as /dev/rtcN and /sys/class/rtc/rtcN
 * (drivers/rtc/). A driver reads and sets the time and, if its chip can, one alarm; the class
 * makes of that one alarm any number of timers, the update interrupt of every second, and, of a
 * timer of the kernel, the periodic interrupt.
 */
#ifndef _LINUX_RTC_H_
#define _LINUX_RTC_H_

#include <linux/bits.h>
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/nvmem-provider.h>
#include <linux/poll.h>
#include <linux/property.h>
#include <linux/rtc_user.h>
#include <linux/seq_file.h>
#include <linux/timerqueue.h>
#include <linux/types.h>
#include <linux/workqueue.h>

/* ---- dates (drivers/rtc/rtc-lib.c) ---- */

int rtc_month_days(unsigned int month, unsigned int year);
int rtc_year_days(unsigned int day, unsigned int month, unsigned int year);
int rtc_valid_tm(struct rtc_time *tm); /* 0 or -EINVAL */
time64_t rtc_tm_to_time64(struct rtc_time *tm);
void rtc_time64_to_tm(time64_t time, struct rtc_time *tm);
ktime_t rtc_tm_to_ktime(struct rtc_time tm);
struct rtc_time rtc_ktime_to_tm(ktime_t kt);

static inline time64_t rtc_tm_sub(struct rtc_time *lhs, struct rtc_time *rhs)
{
	return rtc_tm_to_time64(lhs) - rtc_tm_to_time64(rhs);
}

static inline bool is_leap_year(unsigned int year)
{
	return (!(year % 4) && year % 100) || !(year % 400);
}

/* ---- drivers ---- */

/* Called with ops_lock held; the device is the driver's own, the parent. */
struct rtc_class_ops {
	int (*ioctl)(struct device *dev, unsigned int cmd, unsigned long arg);
	int (*read_time)(struct device *dev, struct rtc_time *tm);
	int (*set_time)(struct device *dev, struct rtc_time *tm);
	int (*read_alarm)(struct device *dev, struct rtc_wkalrm *alarm);
	int (*set_alarm)(struct device *dev, struct rtc_wkalrm *alarm);
	int (*proc)(struct device *dev, struct seq_file *m);
	int (*alarm_irq_enable)(struct device *dev, unsigned int enabled);
	int (*read_offset)(struct device *dev, long *offset); /* in 10^-9 of the rate */
	int (*set_offset)(struct device *dev, long offset);
	int (*param_get)(struct device *dev, struct rtc_param *param);
	int (*param_set)(struct device *dev, struct rtc_param *param);
};

struct rtc_device;

struct rtc_timer {
	struct timerqueue_node node;
	ktime_t period; /* 0: once */
	void (*func)(struct rtc_device *rtc);
	struct rtc_device *rtc;
	int enabled;
};

#define RTC_DEV_BUSY 0 /* bits of flags */
#define RTC_NO_CDEV  1

struct rtc_device {
	struct device dev;
	struct module *owner;
	int id;
	const struct rtc_class_ops *ops; /* NULL: the driver has gone */
	struct mutex ops_lock;
	struct cdev char_dev;
	unsigned long flags;
	unsigned long irq_data; /* what the next read() gives */
	spinlock_t irq_lock;
	wait_queue_head_t irq_queue;
	struct fasync_struct *async_queue;
	int irq_freq;
	int max_user_freq;
	struct timerqueue_head timerqueue; /* ops_lock */
	struct rtc_timer aie_timer;
	struct rtc_timer uie_rtctimer;
	struct hrtimer pie_timer;
	int pie_enabled;
	struct work_struct irqwork;
	unsigned long set_offset_nsec; /* from a write of the time to its next second */
	unsigned long features[BITS_TO_LONGS(RTC_FEATURE_CNT)];
	/* What the chip's registers can tell; both 0: not known. */
	time64_t range_min;
	timeu64_t range_max;
	/* If that is to be moved: where it is to begin, and by how much it is moved. */
	time64_t start_secs;
	time64_t offset_secs;
	bool set_start_time;
};
#define to_rtc_device(d) container_of(d, struct rtc_device, dev)

#define rtc_lock(d)   mutex_lock(&d->ops_lock)
#define rtc_unlock(d) mutex_unlock(&d->ops_lock)

#define RTC_TIMESTAMP_BEGIN_0000 -62167219200ULL
#define RTC_TIMESTAMP_BEGIN_1900 -2208988800LL
#define RTC_TIMESTAMP_BEGIN_2000 946684800LL
#define RTC_TIMESTAMP_END_2063	 2966371199LL
#define RTC_TIMESTAMP_END_2079	 3471292799LL
#define RTC_TIMESTAMP_END_2099	 4102444799LL
#define RTC_TIMESTAMP_END_2199	 7258118399LL
#define RTC_TIMESTAMP_END_9999	 253402300799LL

extern struct class *rtc_class;

/* Both forms; ERR_PTR. The second: allocate, fill in ops, ranges and features, register. */
struct rtc_device *devm_rtc_device_register(struct device *dev, const char *name,
					    const struct rtc_class_ops *ops, struct module *owner);
struct rtc_device *devm_rtc_allocate_device(struct device *dev);
int __devm_rtc_register_device(struct module *owner, struct rtc_device *rtc);
#define devm_rtc_register_device(device) __devm_rtc_register_device(THIS_MODULE, device)

struct rtc_device *rtc_class_open(const char *name); /* by "rtc0", with a reference */
void rtc_class_close(struct rtc_device *rtc);

int rtc_read_time(struct rtc_device *rtc, struct rtc_time *tm);
int rtc_set_time(struct rtc_device *rtc, struct rtc_time *tm);
int __rtc_read_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm); /* the chip's */
int rtc_read_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm);
int rtc_set_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm);
int rtc_initialize_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm);
int rtc_alarm_irq_enable(struct rtc_device *rtc, unsigned int enabled);
int rtc_update_irq_enable(struct rtc_device *rtc, unsigned int enabled);
int rtc_irq_set_state(struct rtc_device *rtc, int enabled);
int rtc_irq_set_freq(struct rtc_device *rtc, int freq);
int rtc_read_offset(struct rtc_device *rtc, long *offset);
int rtc_set_offset(struct rtc_device *rtc, long offset);

/* The chip has interrupted: any context. */
void rtc_update_irq(struct rtc_device *rtc, unsigned long num, unsigned long events);
void rtc_handle_legacy_irq(struct rtc_device *rtc, int num, int mode);
void rtc_aie_update_irq(struct rtc_device *rtc);
void rtc_uie_update_irq(struct rtc_device *rtc);
enum hrtimer_restart rtc_pie_update_irq(struct hrtimer *timer);

void rtc_timer_init(struct rtc_timer *timer, void (*f)(struct rtc_device *r),
		    struct rtc_device *rtc);
int rtc_timer_start(struct rtc_device *rtc, struct rtc_timer *timer, ktime_t expires,
		    ktime_t period);
void rtc_timer_cancel(struct rtc_device *rtc, struct rtc_timer *timer);
void rtc_timer_do_work(struct work_struct *work);

/* Before it is registered. */
int rtc_add_group(struct rtc_device *rtc, const struct attribute_group *grp);
int rtc_add_groups(struct rtc_device *rtc, const struct attribute_group **grps);
int devm_rtc_nvmem_register(struct rtc_device *rtc, struct nvmem_config *config);

#define rtc_hctosys_ret (-ENODEV) /* the kernel reads its time from the chip itself */

#endif
