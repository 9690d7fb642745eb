/* SPDX-License-Identifier: GPL-2.0-only */
/* calendar: seconds since 1970 as a date, by the Gregorian calendar. */
#include <linux/export.h>
#include <linux/math64.h>
#include <linux/time.h>

/* The other way round than mktime64(), and with the same trick. */
void time64_to_tm(time64_t seconds, int offset, struct tm *result)
{
	s64 at = seconds + offset, days = div64_s64(at, 86400), era;
	int rest = at - days * 86400;
	u32 era_day, year;
	bool leap;

	if (rest < 0) {
		rest += 86400;
		days--;
	}
	result->tm_hour = rest / 3600;
	result->tm_min = rest / 60 % 60;
	result->tm_sec = rest % 60;
	result->tm_wday = (int)(((days + 4) % 7 + 7) % 7);
	days += 719468; /* from March 1 of the year 0 */
	era = div64_s64(days < 0 ? days - 146096 : days, 146097);
	era_day = days - era * 146097;
	year = (era_day - era_day / 1460 + era_day / 36524 - era_day / 146096) / 365;
	result->tm_year = year + era * 400;
	era_day -= 365 * year + year / 4 - year / 100;
	result->tm_mon = (5 * era_day + 2) / 153;
	result->tm_mday = era_day - (153 * result->tm_mon + 2) / 5 + 1;
	result->tm_mon = (result->tm_mon + 2) % 12;
	if (result->tm_mon < 2)
		result->tm_year++;
	leap = !(result->tm_year % 4) && (result->tm_year % 100 || !(result->tm_year % 400));
	result->tm_yday = result->tm_mon < 2 ? (int)era_day - 306 : (int)era_day + 59 + leap;
	result->tm_year -= 1900;
}
EXPORT_SYMBOL(time64_to_tm);
