/* SPDX-License-Identifier: GPL-2.0-only */
/* mc146818: the PC's clock chip and its memory (Motorola ADI-856), for whoever wants a byte of it.
 */
#include <linux/bcd.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mc146818rtc.h>

#define CENTURY	  0x32 /* by PC custom */
#define UIP_TRIES 100  /* of 100 us: an update takes less than 2.3 ms (table 5) */

DEFINE_SPINLOCK(rtc_lock);
EXPORT_SYMBOL(rtc_lock);

unsigned char rtc_cmos_read(unsigned char addr)
{
	outb(addr, RTC_PORT(0));
	return inb(RTC_PORT(1));
}
EXPORT_SYMBOL(rtc_cmos_read);

void rtc_cmos_write(unsigned char val, unsigned char addr)
{
	outb(addr, RTC_PORT(0));
	outb(val, RTC_PORT(1));
}
EXPORT_SYMBOL(rtc_cmos_write);

/* What was read counts if neither an update was under way, nor a second passed meanwhile. */
bool mc146818_avoid_UIP(void (*callback)(unsigned char seconds, void *param), void *param)
{
	unsigned long flags;
	unsigned char seconds;
	int tries;

	for (tries = 0; tries < UIP_TRIES; tries++) {
		spin_lock_irqsave(&rtc_lock, flags);
		seconds = CMOS_READ(RTC_SECONDS);
		if (!(CMOS_READ(RTC_FREQ_SELECT) & RTC_UIP)) {
			if (callback)
				callback(seconds, param);
			if (!(CMOS_READ(RTC_FREQ_SELECT) & RTC_UIP) &&
			    seconds == CMOS_READ(RTC_SECONDS)) {
				spin_unlock_irqrestore(&rtc_lock, flags);
				return true;
			}
		}
		spin_unlock_irqrestore(&rtc_lock, flags);
		udelay(100);
	}
	return false;
}
EXPORT_SYMBOL_GPL(mc146818_avoid_UIP);

bool mc146818_does_rtc_work(void)
{
	return mc146818_avoid_UIP(NULL, NULL);
}
EXPORT_SYMBOL_GPL(mc146818_does_rtc_work);

struct read_time {
	struct rtc_time *tm;
	unsigned char control, century;
};

static void read_registers(unsigned char seconds, void *param)
{
	struct read_time *r = param;

	r->tm->tm_sec = seconds;
	r->tm->tm_min = CMOS_READ(RTC_MINUTES);
	r->tm->tm_hour = CMOS_READ(RTC_HOURS);
	r->tm->tm_mday = CMOS_READ(RTC_DAY_OF_MONTH);
	r->tm->tm_mon = CMOS_READ(RTC_MONTH);
	r->tm->tm_year = CMOS_READ(RTC_YEAR);
	r->century = CMOS_READ(CENTURY);
	r->control = CMOS_READ(RTC_CONTROL);
}

int mc146818_get_time(struct rtc_time *time)
{
	struct read_time r = {.tm = time};
	bool pm;

	if (!mc146818_avoid_UIP(read_registers, &r))
		return -EIO;
	pm = !(r.control & RTC_24H) && time->tm_hour & 0x80;
	time->tm_hour &= r.control & RTC_24H ? 0xff : 0x7f;
	if (!(r.control & RTC_DM_BINARY)) {
		time->tm_sec = bcd2bin(time->tm_sec);
		time->tm_min = bcd2bin(time->tm_min);
		time->tm_hour = bcd2bin(time->tm_hour);
		time->tm_mday = bcd2bin(time->tm_mday);
		time->tm_mon = bcd2bin(time->tm_mon);
		time->tm_year = bcd2bin(time->tm_year);
		r.century = bcd2bin(r.century);
	}
	if (!(r.control & RTC_24H))
		time->tm_hour = time->tm_hour % 12 + (pm ? 12 : 0);
	/* a century that is none: two digits mean 1970 to 2069 */
	if (r.century >= 19 && r.century < 40)
		time->tm_year += (r.century - 19) * 100;
	else if (time->tm_year < 70)
		time->tm_year += 100;
	time->tm_mon--;
	return 0;
}
EXPORT_SYMBOL_GPL(mc146818_get_time);

static unsigned char coded(unsigned int value, unsigned char control)
{
	return control & RTC_DM_BINARY ? value : bin2bcd(value);
}

static unsigned char coded_hour(unsigned int hour, unsigned char control)
{
	if (control & RTC_24H)
		return coded(hour, control);
	return coded(hour % 12 ? hour % 12 : 12, control) | (hour >= 12 ? 0x80 : 0);
}

/* ADI-856, "Initializing the time": with SET the clock stands still and takes all at once. */
int mc146818_set_time(struct rtc_time *time)
{
	unsigned int year = time->tm_year + 1900;
	unsigned char control, freq;
	unsigned long flags;

	if (year < 1970 || year > 3999)
		return -EINVAL;
	spin_lock_irqsave(&rtc_lock, flags);
	control = CMOS_READ(RTC_CONTROL);
	CMOS_WRITE(control | RTC_SET, RTC_CONTROL);
	freq = CMOS_READ(RTC_FREQ_SELECT);
	CMOS_WRITE(freq | RTC_DIV_RESET2, RTC_FREQ_SELECT);
	CMOS_WRITE(coded(year % 100, control), RTC_YEAR);
	CMOS_WRITE(coded(year / 100, control), CENTURY);
	CMOS_WRITE(coded(time->tm_mon + 1, control), RTC_MONTH);
	CMOS_WRITE(coded(time->tm_mday, control), RTC_DAY_OF_MONTH);
	CMOS_WRITE(coded_hour(time->tm_hour, control), RTC_HOURS);
	CMOS_WRITE(coded(time->tm_min, control), RTC_MINUTES);
	CMOS_WRITE(coded(time->tm_sec, control), RTC_SECONDS);
	CMOS_WRITE(control, RTC_CONTROL);
	CMOS_WRITE(freq, RTC_FREQ_SELECT);
	spin_unlock_irqrestore(&rtc_lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(mc146818_set_time);
