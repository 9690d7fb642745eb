/* SPDX-License-Identifier: GPL-2.0-only */
/* rtc-lib: dates to seconds since 1970 and back, by the Gregorian calendar. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/rtc.h>
#include <linux/time.h>

static const unsigned char month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

int rtc_month_days(unsigned int month, unsigned int year)
{
	return month_days[month] + (is_leap_year(year) && month == 1);
}
EXPORT_SYMBOL(rtc_month_days);

/* Days of the year before that day (day from 1, month from 0). */
int rtc_year_days(unsigned int day, unsigned int month, unsigned int year)
{
	int days = day - 1;
	unsigned int m;

	for (m = 0; m < month; m++)
		days += rtc_month_days(m, year);
	return days;
}
EXPORT_SYMBOL(rtc_year_days);

void rtc_time64_to_tm(time64_t time, struct rtc_time *tm)
{
	struct tm date;

	time64_to_tm(time, 0, &date);
	tm->tm_year = date.tm_year;
	tm->tm_mon = date.tm_mon;
	tm->tm_mday = date.tm_mday;
	tm->tm_hour = date.tm_hour;
	tm->tm_min = date.tm_min;
	tm->tm_sec = date.tm_sec;
	tm->tm_wday = date.tm_wday;
	tm->tm_yday = date.tm_yday;
	tm->tm_isdst = 0;
}
EXPORT_SYMBOL(rtc_time64_to_tm);

int rtc_valid_tm(struct rtc_time *tm)
{
	if (tm->tm_year < 70 || tm->tm_year > INT_MAX - 1900 || (unsigned int)tm->tm_mon > 11 ||
	    tm->tm_mday < 1 || tm->tm_mday > rtc_month_days(tm->tm_mon, tm->tm_year + 1900) ||
	    (unsigned int)tm->tm_hour > 23 || (unsigned int)tm->tm_min > 59 ||
	    (unsigned int)tm->tm_sec > 59)
		return -EINVAL;
	return 0;
}
EXPORT_SYMBOL(rtc_valid_tm);

time64_t rtc_tm_to_time64(struct rtc_time *tm)
{
	return mktime64((unsigned int)tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday, tm->tm_hour,
			tm->tm_min, tm->tm_sec);
}
EXPORT_SYMBOL(rtc_tm_to_time64);

ktime_t rtc_tm_to_ktime(struct rtc_time tm)
{
	return ktime_set(rtc_tm_to_time64(&tm), 0);
}
EXPORT_SYMBOL_GPL(rtc_tm_to_ktime);

/* Of a part of a second, the second that it ends in. */
struct rtc_time rtc_ktime_to_tm(ktime_t kt)
{
	struct timespec64 ts = ktime_to_timespec64(kt);
	struct rtc_time tm;

	rtc_time64_to_tm(ts.tv_sec + (ts.tv_nsec != 0), &tm);
	return tm;
}
EXPORT_SYMBOL_GPL(rtc_ktime_to_tm);
