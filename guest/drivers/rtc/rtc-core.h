/* SPDX-License-Identifier: GPL-2.0-only */
/* rtc-core: what the files of drivers/rtc tell each other. */
#ifndef DRIVERS_RTC_RTC_CORE_H
#define DRIVERS_RTC_RTC_CORE_H

#include <linux/rtc.h>

extern const struct file_operations rtc_dev_fops;
extern const struct attribute_group *rtc_attr_groups[];

/* /proc/driver/rtc, of the first clock. */
void rtc_proc_add_device(struct rtc_device *rtc);
void rtc_proc_del_device(struct rtc_device *rtc);

/* Set the chip's alarm for the first timer, or off. With ops_lock. */
int __rtc_set_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm);

#endif
