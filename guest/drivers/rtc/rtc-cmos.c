/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rtc-cmos: the MC146818 of a PC as rtc0: time, an alarm within the next 24 hours (the chip
 * compares hour, minute and second) on IRQ 8, and its memory as an nvmem.
 *
 * NOT IMPLEMENTED: alarms by day and month, which ACPI would tell of; the chip's own periodic
 * and update interrupts (the class makes both of other things); the second bank of memory.
 */
#include <linux/bcd.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/mc146818rtc.h>
#include <linux/platform_device.h>

#define NVRAM_OFFSET 14 /* behind the clock's registers */
#define NVRAM_BYTES  114

struct cmos_rtc {
	struct rtc_device *rtc;
	int irq;
};

static int cmos_read_time(struct device *dev, struct rtc_time *tm)
{
	return mc146818_get_time(tm);
}

static int cmos_set_time(struct device *dev, struct rtc_time *tm)
{
	return mc146818_set_time(tm);
}

/* With rtc_lock. Reading C takes what was flagged before. */
static void set_alarm_interrupt(bool on)
{
	unsigned char control = CMOS_READ(RTC_CONTROL);

	CMOS_WRITE(on ? control | RTC_AIE : control & ~RTC_AIE, RTC_CONTROL);
	CMOS_READ(RTC_INTR_FLAGS);
}

static int cmos_alarm_irq_enable(struct device *dev, unsigned int enabled)
{
	unsigned long flags;

	spin_lock_irqsave(&rtc_lock, flags);
	set_alarm_interrupt(enabled);
	spin_unlock_irqrestore(&rtc_lock, flags);
	return 0;
}

struct alarm_registers {
	unsigned char sec, min, hour, control;
};

static void read_alarm_registers(unsigned char seconds, void *param)
{
	struct alarm_registers *r = param;

	r->sec = CMOS_READ(RTC_SECONDS_ALARM);
	r->min = CMOS_READ(RTC_MINUTES_ALARM);
	r->hour = CMOS_READ(RTC_HOURS_ALARM);
	r->control = CMOS_READ(RTC_CONTROL);
}

/* From C0h on a field fits always: -1. */
static int decoded(unsigned char value, unsigned char control, unsigned int limit)
{
	unsigned int v = control & RTC_DM_BINARY ? value : bcd2bin(value);

	return value < RTC_ALARM_DONT_CARE && v < limit ? (int)v : -1;
}

static int cmos_read_alarm(struct device *dev, struct rtc_wkalrm *alarm)
{
	struct alarm_registers r;
	bool pm;

	if (!mc146818_avoid_UIP(read_alarm_registers, &r))
		return -EIO;
	pm = !(r.control & RTC_24H) && r.hour < RTC_ALARM_DONT_CARE && r.hour & 0x80;
	alarm->time.tm_sec = decoded(r.sec, r.control, 60);
	alarm->time.tm_min = decoded(r.min, r.control, 60);
	alarm->time.tm_hour = decoded(pm ? r.hour & 0x7f : r.hour, r.control, 24);
	if (!(r.control & RTC_24H) && alarm->time.tm_hour >= 0)
		alarm->time.tm_hour = alarm->time.tm_hour % 12 + (pm ? 12 : 0);
	alarm->enabled = !!(r.control & RTC_AIE);
	alarm->pending = 0;
	return 0;
}

static unsigned char alarm_field(int value, unsigned char control)
{
	return control & RTC_DM_BINARY ? value : bin2bcd(value);
}

static void write_alarm_registers(unsigned char seconds, void *param)
{
	struct rtc_wkalrm *alarm = param;
	unsigned char control = CMOS_READ(RTC_CONTROL);
	int hour = alarm->time.tm_hour;
	unsigned char code = alarm_field(hour, control);

	if (!(control & RTC_24H))
		code = alarm_field(hour % 12 ? hour % 12 : 12, control) | (hour >= 12 ? 0x80 : 0);
	set_alarm_interrupt(false);
	CMOS_WRITE(code, RTC_HOURS_ALARM);
	CMOS_WRITE(alarm_field(alarm->time.tm_min, control), RTC_MINUTES_ALARM);
	CMOS_WRITE(alarm_field(alarm->time.tm_sec, control), RTC_SECONDS_ALARM);
	if (alarm->enabled)
		set_alarm_interrupt(true);
}

static int cmos_set_alarm(struct device *dev, struct rtc_wkalrm *alarm)
{
	struct rtc_time now;
	int err = mc146818_get_time(&now);

	if (err)
		return err;
	if (rtc_tm_to_time64(&alarm->time) - rtc_tm_to_time64(&now) > 24 * 60 * 60 - 1) {
		dev_err(dev, "Alarms can be up to one day in the future\n");
		return -EINVAL;
	}
	return mc146818_avoid_UIP(write_alarm_registers, alarm) ? 0 : -ETIMEDOUT;
}

static int cmos_proc(struct device *dev, struct seq_file *m)
{
	unsigned char control, valid;

	spin_lock_irq(&rtc_lock);
	control = CMOS_READ(RTC_CONTROL);
	valid = CMOS_READ(RTC_VALID);
	spin_unlock_irq(&rtc_lock);
	seq_printf(m,
		   "periodic_IRQ\t: %s\nupdate_IRQ\t: %s\nBCD\t\t: %s\nDST_enable\t: %s\n"
		   "batt_status\t: %s\n",
		   control & RTC_PIE ? "yes" : "no", control & RTC_UIE ? "yes" : "no",
		   control & RTC_DM_BINARY ? "no" : "yes", control & RTC_DST_EN ? "yes" : "no",
		   valid & RTC_VRT ? "okay" : "dead");
	return 0;
}

static const struct rtc_class_ops cmos_ops = {
    .read_time = cmos_read_time,
    .set_time = cmos_set_time,
    .read_alarm = cmos_read_alarm,
    .set_alarm = cmos_set_alarm,
    .alarm_irq_enable = cmos_alarm_irq_enable,
    .proc = cmos_proc,
};

static irqreturn_t cmos_interrupt(int irq, void *dev_id)
{
	struct cmos_rtc *cmos = dev_id;
	unsigned char flags, control;

	spin_lock(&rtc_lock);
	flags = CMOS_READ(RTC_INTR_FLAGS);
	control = CMOS_READ(RTC_CONTROL);
	/* the alarm is for one moment, the chip's would come again tomorrow */
	if (flags & control & RTC_AIE)
		set_alarm_interrupt(false);
	spin_unlock(&rtc_lock);
	if (!(flags & RTC_IRQF))
		return IRQ_NONE;
	rtc_update_irq(cmos->rtc, 1, flags & (control & (RTC_PF | RTC_AF | RTC_UF)));
	return IRQ_HANDLED;
}

static int nvram_read(void *priv, unsigned int off, void *val, size_t count)
{
	unsigned char *bytes = val;

	for (; count; count--, off++) {
		spin_lock_irq(&rtc_lock);
		*bytes++ = CMOS_READ(off + NVRAM_OFFSET);
		spin_unlock_irq(&rtc_lock);
	}
	return 0;
}

static int nvram_write(void *priv, unsigned int off, void *val, size_t count)
{
	unsigned char *bytes = val;

	for (; count; count--, off++) {
		spin_lock_irq(&rtc_lock);
		CMOS_WRITE(*bytes++, off + NVRAM_OFFSET);
		spin_unlock_irq(&rtc_lock);
	}
	return 0;
}

static int cmos_probe(struct platform_device *pdev)
{
	struct nvmem_config nvmem = {
	    .name = "cmos_nvram",
	    .word_size = 1,
	    .stride = 1,
	    .reg_read = nvram_read,
	    .reg_write = nvram_write,
	    .size = NVRAM_BYTES,
	    .root_only = true,
	};
	struct cmos_rtc *cmos = devm_kzalloc(&pdev->dev, sizeof(*cmos), GFP_KERNEL);
	int err;

	if (!cmos)
		return -ENOMEM;
	if (!mc146818_does_rtc_work())
		return -ENODEV;
	cmos->irq = platform_get_irq(pdev, 0);
	cmos->rtc = devm_rtc_allocate_device(&pdev->dev);
	if (IS_ERR(cmos->rtc))
		return PTR_ERR(cmos->rtc);
	platform_set_drvdata(pdev, cmos);
	spin_lock_irq(&rtc_lock);
	CMOS_WRITE(CMOS_READ(RTC_CONTROL) & ~(RTC_PIE | RTC_AIE | RTC_UIE), RTC_CONTROL);
	CMOS_READ(RTC_INTR_FLAGS);
	spin_unlock_irq(&rtc_lock);
	err = cmos->irq < 0
		  ? cmos->irq
		  : devm_request_irq(&pdev->dev, cmos->irq, cmos_interrupt, 0, "rtc0", cmos);
	if (err) {
		dev_warn(&pdev->dev, "no interrupt, so no alarms\n");
		clear_bit(RTC_FEATURE_ALARM, cmos->rtc->features);
	}
	cmos->rtc->ops = &cmos_ops;
	cmos->rtc->set_offset_nsec = NSEC_PER_SEC / 2; /* ADI-856, "Divider control" */
	err = devm_rtc_register_device(cmos->rtc);
	return err ? err : devm_rtc_nvmem_register(cmos->rtc, &nvmem);
}

static struct platform_driver cmos_driver = {.driver.name = "rtc_cmos", .probe = cmos_probe};

static const struct resource cmos_resources[] = {
    DEFINE_RES_IRQ(RTC_IRQ),
};

static int __init cmos_init(void)
{
	struct platform_device *pdev;
	int err = platform_driver_register(&cmos_driver);

	if (err)
		return err;
	pdev = platform_device_register_simple("rtc_cmos", PLATFORM_DEVID_NONE, cmos_resources,
					       ARRAY_SIZE(cmos_resources));
	return PTR_ERR_OR_ZERO(pdev);
}
device_initcall(cmos_init);
