/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rtc-interface: times and alarms of a clock, whatever chip it is.
 *
 * 1. Purpose. A chip has one alarm. Programs and drivers want several: the alarm proper
 *    (aie_timer), and one each second (uie_rtctimer). They wait in a queue by time; the chip's
 *    alarm is set for the first. When it interrupts, rtc_timer_do_work() runs what is due.
 * 2. Structures.
 *
 *	timerqueue:  10:00:01 uie_rtctimer -> 10:00:02 ... (periodic: queued again)
 *	             10:05:00 aie_timer
 *	chip's alarm: 10:00:01
 *
 * 3. Invariants. A timer is in the queue exactly while enabled is set. With the queue empty
 *    the chip's alarm is off.
 * 4. Locking. ops_lock (sleeps) around the driver's operations and the queue; irq_lock around
 *    irq_data, which interrupts add to and read() takes.
 * 5. Failure. -ENODEV when the driver has gone, -EINVAL what the chip cannot do, -ERANGE a date
 *    its registers cannot hold, -ETIME an alarm in the past.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>

#include "drivers/rtc/rtc-core.h"

static int has_alarm(struct rtc_device *rtc)
{
	return test_bit(RTC_FEATURE_ALARM, rtc->features);
}

/* ---- the time ---- */

static void add_offset(struct rtc_device *rtc, struct rtc_time *tm)
{
	time64_t seconds = rtc->offset_secs ? rtc_tm_to_time64(tm) : 0;

	/* where both ranges overlap, the chip means what it says */
	if (!rtc->offset_secs || (rtc->start_secs > rtc->range_min && seconds >= rtc->start_secs) ||
	    (rtc->start_secs < rtc->range_min &&
	     seconds <= (time64_t)(rtc->start_secs + rtc->range_max - rtc->range_min)))
		return;
	rtc_time64_to_tm(seconds + rtc->offset_secs, tm);
}

static void subtract_offset(struct rtc_device *rtc, struct rtc_time *tm)
{
	time64_t seconds = rtc->offset_secs ? rtc_tm_to_time64(tm) : 0;

	if (!rtc->offset_secs || (seconds >= rtc->range_min && seconds <= (time64_t)rtc->range_max))
		return;
	rtc_time64_to_tm(seconds - rtc->offset_secs, tm);
}

static int in_range(struct rtc_device *rtc, struct rtc_time *tm)
{
	time64_t low = rtc->set_start_time ? rtc->start_secs : rtc->range_min;
	timeu64_t high = rtc->set_start_time ? rtc->start_secs + rtc->range_max - rtc->range_min
					     : rtc->range_max;
	time64_t t = rtc_tm_to_time64(tm);

	if (rtc->range_min == (time64_t)rtc->range_max)
		return 0;
	return t < low || t > (time64_t)high ? -ERANGE : 0;
}

static int __rtc_read_time(struct rtc_device *rtc, struct rtc_time *tm)
{
	int err;

	if (!rtc->ops)
		return -ENODEV;
	if (!rtc->ops->read_time)
		return -EINVAL;
	memset(tm, 0, sizeof(*tm));
	err = rtc->ops->read_time(rtc->dev.parent, tm);
	if (err)
		return err;
	add_offset(rtc, tm);
	return rtc_valid_tm(tm);
}

int rtc_read_time(struct rtc_device *rtc, struct rtc_time *tm)
{
	int err = mutex_lock_interruptible(&rtc->ops_lock);

	if (err)
		return err;
	err = __rtc_read_time(rtc, tm);
	mutex_unlock(&rtc->ops_lock);
	return err;
}
EXPORT_SYMBOL_GPL(rtc_read_time);

static ktime_t now_of(struct rtc_device *rtc)
{
	struct rtc_time tm;

	return __rtc_read_time(rtc, &tm) ? 0 : rtc_tm_to_ktime(tm);
}

int rtc_set_time(struct rtc_device *rtc, struct rtc_time *tm)
{
	int err = rtc_valid_tm(tm), uie;

	if (!err)
		err = in_range(rtc, tm);
	if (err)
		return err;
	subtract_offset(rtc, tm);
	/* seconds that are counted must be counted from the new time on */
	uie = rtc->uie_rtctimer.enabled;
	if (uie)
		rtc_update_irq_enable(rtc, 0);
	err = mutex_lock_interruptible(&rtc->ops_lock);
	if (err)
		return err;
	if (!rtc->ops)
		err = -ENODEV;
	else
		err = rtc->ops->set_time ? rtc->ops->set_time(rtc->dev.parent, tm) : -EINVAL;
	mutex_unlock(&rtc->ops_lock);
	schedule_work(&rtc->irqwork); /* what is due by now */
	if (uie)
		rtc_update_irq_enable(rtc, 1);
	return err;
}
EXPORT_SYMBOL_GPL(rtc_set_time);

int rtc_read_offset(struct rtc_device *rtc, long *offset)
{
	int err;

	if (!rtc->ops)
		return -ENODEV;
	if (!rtc->ops->read_offset)
		return -EINVAL;
	mutex_lock(&rtc->ops_lock);
	err = rtc->ops->read_offset(rtc->dev.parent, offset);
	mutex_unlock(&rtc->ops_lock);
	return err;
}

int rtc_set_offset(struct rtc_device *rtc, long offset)
{
	int err;

	if (!rtc->ops)
		return -ENODEV;
	if (!rtc->ops->set_offset)
		return -EINVAL;
	mutex_lock(&rtc->ops_lock);
	err = rtc->ops->set_offset(rtc->dev.parent, offset);
	mutex_unlock(&rtc->ops_lock);
	return err;
}

/* ---- the chip's alarm ---- */

static int read_chip_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm)
{
	int err = mutex_lock_interruptible(&rtc->ops_lock);

	if (err)
		return err;
	if (!rtc->ops) {
		err = -ENODEV;
	} else if (!has_alarm(rtc) || !rtc->ops->read_alarm) {
		err = -EINVAL;
	} else {
		memset(alarm, 0, sizeof(*alarm));
		alarm->time.tm_mon = alarm->time.tm_year = alarm->time.tm_mday = -1;
		err = rtc->ops->read_alarm(rtc->dev.parent, alarm);
	}
	mutex_unlock(&rtc->ops_lock);
	return err;
}

/* Chips that leave fields out mean the next time that fits: the day, the month, or the year. */
static void complete_date(struct rtc_wkalrm *alarm, struct rtc_time *now)
{
	bool day = alarm->time.tm_mday == -1, month = alarm->time.tm_mon == -1;
	bool year = alarm->time.tm_year == -1;
	time64_t t;

	if (day)
		alarm->time.tm_mday = now->tm_mday;
	if (month)
		alarm->time.tm_mon = now->tm_mon;
	if (year)
		alarm->time.tm_year = now->tm_year;
	t = rtc_tm_to_time64(&alarm->time);
	if (t >= rtc_tm_to_time64(now) || rtc_valid_tm(&alarm->time))
		return;
	if (day) {
		rtc_time64_to_tm(t + 86400, &alarm->time);
		return;
	}
	do {
		if (month && ++alarm->time.tm_mon == 12)
			alarm->time.tm_mon = 0;
		if (year && (!month || !alarm->time.tm_mon))
			alarm->time.tm_year++;
	} while ((month || year) && rtc_valid_tm(&alarm->time) &&
		 alarm->time.tm_year < now->tm_year + 9);
}

/* What the chip's alarm does not look at is -1: it is as it is now. */
static void fill_in(int *field, int now)
{
	if (*field < 0)
		*field = now;
}

int __rtc_read_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm)
{
	struct rtc_time now;
	int err = rtc_read_time(rtc, &now);

	if (!err)
		err = read_chip_alarm(rtc, alarm);
	if (err)
		return err;
	fill_in(&alarm->time.tm_hour, now.tm_hour);
	fill_in(&alarm->time.tm_min, now.tm_min);
	fill_in(&alarm->time.tm_sec, now.tm_sec);
	if (min3(alarm->time.tm_year, alarm->time.tm_mon, alarm->time.tm_mday) < 0)
		complete_date(alarm, &now);
	return rtc_valid_tm(&alarm->time);
}

int rtc_read_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm)
{
	int err = mutex_lock_interruptible(&rtc->ops_lock);

	if (err)
		return err;
	if (!rtc->ops) {
		err = -ENODEV;
	} else if (!has_alarm(rtc)) {
		err = -EINVAL;
	} else {
		memset(alarm, 0, sizeof(*alarm));
		alarm->enabled = rtc->aie_timer.enabled;
		alarm->time = rtc_ktime_to_tm(rtc->aie_timer.node.expires);
	}
	mutex_unlock(&rtc->ops_lock);
	return err;
}
EXPORT_SYMBOL_GPL(rtc_read_alarm);

int __rtc_set_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm)
{
	struct rtc_wkalrm chip = *alarm;
	struct rtc_time now;
	time64_t scheduled;
	int err = rtc_valid_tm(&alarm->time);

	if (!err)
		err = __rtc_read_time(rtc, &now);
	if (err)
		return err;
	scheduled = rtc_tm_to_time64(&alarm->time);
	if (test_bit(RTC_FEATURE_ALARM_RES_MINUTE, rtc->features)) {
		scheduled = scheduled - chip.time.tm_sec + (chip.time.tm_sec ? 60 : 0);
		rtc_time64_to_tm(scheduled, &chip.time);
	}
	if (scheduled <= rtc_tm_to_time64(&now))
		return -ETIME;
	if (!rtc->ops->set_alarm)
		return -EINVAL;
	subtract_offset(rtc, &chip.time);
	return rtc->ops->set_alarm(rtc->dev.parent, &chip);
}

static void alarm_off(struct rtc_device *rtc)
{
	if (rtc->ops && has_alarm(rtc) && rtc->ops->alarm_irq_enable)
		rtc->ops->alarm_irq_enable(rtc->dev.parent, false);
}

/* ---- timers ---- */

static int set_for_first(struct rtc_device *rtc, bool *due)
{
	struct timerqueue_node *first = timerqueue_getnext(&rtc->timerqueue);
	struct rtc_wkalrm alarm = {.enabled = 1};
	int err;

	*due = false;
	if (!first) {
		alarm_off(rtc);
		return 0;
	}
	alarm.time = rtc_ktime_to_tm(first->expires);
	err = __rtc_set_alarm(rtc, &alarm);
	if (err != -ETIME)
		return err;
	*due = true;
	return 0;
}

static int enqueue(struct rtc_device *rtc, struct rtc_timer *timer)
{
	bool due;
	int err;

	/* periodic ones begin in the future */
	if (timer->period)
		while (timer->node.expires <= now_of(rtc))
			timer->node.expires = now_of(rtc) + timer->period;
	timer->enabled = 1;
	if (!timerqueue_add(&rtc->timerqueue, &timer->node))
		return 0;
	err = set_for_first(rtc, &due);
	if (err) {
		timerqueue_del(&rtc->timerqueue, &timer->node);
		timer->enabled = 0;
	} else if (due) {
		schedule_work(&rtc->irqwork);
	}
	return err;
}

static void dequeue(struct rtc_device *rtc, struct rtc_timer *timer)
{
	bool first = timerqueue_getnext(&rtc->timerqueue) == &timer->node, due;

	timerqueue_del(&rtc->timerqueue, &timer->node);
	timer->enabled = 0;
	if (first && (set_for_first(rtc, &due) || due))
		schedule_work(&rtc->irqwork);
}

void rtc_timer_init(struct rtc_timer *timer, void (*f)(struct rtc_device *r),
		    struct rtc_device *rtc)
{
	timerqueue_init(&timer->node);
	timer->enabled = 0;
	timer->period = 0;
	timer->func = f;
	timer->rtc = rtc;
}
EXPORT_SYMBOL_GPL(rtc_timer_init);

int rtc_timer_start(struct rtc_device *rtc, struct rtc_timer *timer, ktime_t expires,
		    ktime_t period)
{
	int err;

	mutex_lock(&rtc->ops_lock);
	if (timer->enabled)
		dequeue(rtc, timer);
	timer->node.expires = expires;
	timer->period = period;
	err = rtc->ops ? enqueue(rtc, timer) : -ENODEV;
	mutex_unlock(&rtc->ops_lock);
	return err;
}
EXPORT_SYMBOL_GPL(rtc_timer_start);

void rtc_timer_cancel(struct rtc_device *rtc, struct rtc_timer *timer)
{
	mutex_lock(&rtc->ops_lock);
	if (timer->enabled)
		dequeue(rtc, timer);
	mutex_unlock(&rtc->ops_lock);
}
EXPORT_SYMBOL_GPL(rtc_timer_cancel);

static void run_due(struct rtc_device *rtc, ktime_t now)
{
	struct timerqueue_node *node;

	while ((node = timerqueue_getnext(&rtc->timerqueue)) && node->expires <= now) {
		struct rtc_timer *timer = container_of(node, struct rtc_timer, node);

		timerqueue_del(&rtc->timerqueue, node);
		timer->enabled = 0;
		if (timer->func)
			timer->func(rtc);
		if (!timer->period)
			continue;
		while (node->expires <= now)
			node->expires += timer->period;
		timer->enabled = 1;
		timerqueue_add(&rtc->timerqueue, node);
	}
}

/* The alarm has come, or the time was changed. */
void rtc_timer_do_work(struct work_struct *work)
{
	struct rtc_device *rtc = container_of(work, struct rtc_device, irqwork);
	bool due = true;
	int tries, err = 0;

	mutex_lock(&rtc->ops_lock);
	/* a second may pass between looking and setting the alarm */
	for (tries = 0; rtc->ops && due && tries < 3; tries++) {
		run_due(rtc, now_of(rtc));
		err = set_for_first(rtc, &due);
	}
	if (err)
		dev_err(&rtc->dev, "__rtc_set_alarm: err=%d\n", err);
	mutex_unlock(&rtc->ops_lock);
}

int rtc_set_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm)
{
	int err = rtc_valid_tm(&alarm->time);

	if (!rtc->ops)
		return -ENODEV;
	if (!has_alarm(rtc))
		return -EINVAL;
	if (!err)
		err = in_range(rtc, &alarm->time);
	if (!err)
		err = mutex_lock_interruptible(&rtc->ops_lock);
	if (err)
		return err;
	if (rtc->aie_timer.enabled)
		dequeue(rtc, &rtc->aie_timer);
	rtc->aie_timer.node.expires = rtc_tm_to_ktime(alarm->time);
	rtc->aie_timer.period = 0;
	if (alarm->enabled)
		err = enqueue(rtc, &rtc->aie_timer);
	mutex_unlock(&rtc->ops_lock);
	return err;
}
EXPORT_SYMBOL_GPL(rtc_set_alarm);

/* What the chip had been set to before the driver came. */
int rtc_initialize_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alarm)
{
	struct rtc_time now;
	int err = rtc_valid_tm(&alarm->time);

	if (!err)
		err = rtc_read_time(rtc, &now);
	if (!err)
		err = mutex_lock_interruptible(&rtc->ops_lock);
	if (err)
		return err;
	rtc->aie_timer.node.expires = rtc_tm_to_ktime(alarm->time);
	rtc->aie_timer.period = 0;
	if (alarm->enabled && rtc_tm_to_ktime(now) < rtc->aie_timer.node.expires) {
		rtc->aie_timer.enabled = 1;
		timerqueue_add(&rtc->timerqueue, &rtc->aie_timer.node);
	}
	mutex_unlock(&rtc->ops_lock);
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_initialize_alarm);

int rtc_alarm_irq_enable(struct rtc_device *rtc, unsigned int enabled)
{
	int err = mutex_lock_interruptible(&rtc->ops_lock);

	if (err)
		return err;
	if (rtc->aie_timer.enabled != (int)enabled) {
		if (enabled)
			err = enqueue(rtc, &rtc->aie_timer);
		else
			dequeue(rtc, &rtc->aie_timer);
	}
	if (err)
		goto out;
	if (!rtc->ops)
		err = -ENODEV;
	else if (!has_alarm(rtc) || !rtc->ops->alarm_irq_enable)
		err = -EINVAL;
	else
		err = rtc->ops->alarm_irq_enable(rtc->dev.parent, enabled);
out:
	mutex_unlock(&rtc->ops_lock);
	return err;
}
EXPORT_SYMBOL_GPL(rtc_alarm_irq_enable);

int rtc_update_irq_enable(struct rtc_device *rtc, unsigned int enabled)
{
	int err = mutex_lock_interruptible(&rtc->ops_lock);

	if (err)
		return err;
	if (rtc->uie_rtctimer.enabled == (int)enabled)
		goto out;
	if (!test_bit(RTC_FEATURE_UPDATE_INTERRUPT, rtc->features) || !has_alarm(rtc)) {
		err = -EINVAL;
	} else if (enabled) {
		rtc->uie_rtctimer.period = ktime_set(1, 0);
		rtc->uie_rtctimer.node.expires = now_of(rtc) + ktime_set(1, 0);
		err = enqueue(rtc, &rtc->uie_rtctimer);
	} else {
		dequeue(rtc, &rtc->uie_rtctimer);
	}
out:
	mutex_unlock(&rtc->ops_lock);
	return err;
}
EXPORT_SYMBOL_GPL(rtc_update_irq_enable);

/* ---- interrupts, as programs see them ---- */

void rtc_handle_legacy_irq(struct rtc_device *rtc, int num, int mode)
{
	unsigned long flags;

	/* how many in the upper bytes, why in the lowest */
	spin_lock_irqsave(&rtc->irq_lock, flags);
	rtc->irq_data += (unsigned long)num << 8;
	rtc->irq_data |= mode | RTC_IRQF;
	spin_unlock_irqrestore(&rtc->irq_lock, flags);
	kill_fasync(&rtc->async_queue, SIGIO, POLL_IN);
	wake_up_interruptible(&rtc->irq_queue);
}

void rtc_aie_update_irq(struct rtc_device *rtc)
{
	rtc_handle_legacy_irq(rtc, 1, RTC_AF);
}

void rtc_uie_update_irq(struct rtc_device *rtc)
{
	rtc_handle_legacy_irq(rtc, 1, RTC_UF);
}

enum hrtimer_restart rtc_pie_update_irq(struct hrtimer *timer)
{
	struct rtc_device *rtc = container_of(timer, struct rtc_device, pie_timer);
	u64 missed = hrtimer_forward_now(timer, NSEC_PER_SEC / rtc->irq_freq);

	rtc_handle_legacy_irq(rtc, missed, RTC_PF);
	return HRTIMER_RESTART;
}

void rtc_update_irq(struct rtc_device *rtc, unsigned long num, unsigned long events)
{
	if (!IS_ERR_OR_NULL(rtc))
		schedule_work(&rtc->irqwork);
}
EXPORT_SYMBOL_GPL(rtc_update_irq);

int rtc_irq_set_state(struct rtc_device *rtc, int enabled)
{
	if (enabled == rtc->pie_enabled)
		return 0;
	hrtimer_cancel(&rtc->pie_timer);
	if (enabled)
		hrtimer_start(&rtc->pie_timer, NSEC_PER_SEC / rtc->irq_freq, HRTIMER_MODE_REL);
	rtc->pie_enabled = enabled;
	return 0;
}

int rtc_irq_set_freq(struct rtc_device *rtc, int freq)
{
	if (freq <= 0 || freq > RTC_MAX_FREQ)
		return -EINVAL;
	rtc->irq_freq = freq;
	if (!rtc->pie_enabled)
		return 0;
	rtc_irq_set_state(rtc, 0);
	return rtc_irq_set_state(rtc, 1);
}

/* ---- for the kernel's own use ---- */

struct rtc_device *rtc_class_open(const char *name)
{
	struct device *dev = class_find_device_by_name(rtc_class, name);

	if (!dev)
		return NULL;
	if (try_module_get(to_rtc_device(dev)->owner))
		return to_rtc_device(dev);
	put_device(dev);
	return NULL;
}
EXPORT_SYMBOL_GPL(rtc_class_open);

void rtc_class_close(struct rtc_device *rtc)
{
	module_put(rtc->owner);
	put_device(&rtc->dev);
}
EXPORT_SYMBOL_GPL(rtc_class_close);
