/* SPDX-License-Identifier: GPL-2.0-only */
/* timekeeping: the date, from the RTC's at boot and the TSC since. */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/time.h>
#include <asm/setup.h>

#include "kernel.h"

static s64 boot_seconds; /* when sched_clock() was 0, to the second */
static s64 set_ns;       /* and what has been added since */

/* Days by counting March as the first month, so that the leap day is the last. */
time64_t mktime64(unsigned int year, unsigned int mon, unsigned int day, unsigned int hour,
		  unsigned int min, unsigned int sec)
{
	s64 days;

	if (mon <= 2) {
		mon += 12;
		year--;
	}
	days = (s64)year * 365 + year / 4 - year / 100 + year / 400;
	days += (153 * (mon - 3) + 2) / 5 + day;
	days -= 719469;
	return ((days * 24 + hour) * 60 + min) * 60 + sec;
}
EXPORT_SYMBOL(mktime64);

u64 ktime_get_ns(void)
{
	return sched_clock();
}
EXPORT_SYMBOL(ktime_get_ns);

u64 ktime_get_real_ns(void)
{
	return boot_seconds * NSEC_PER_SEC + set_ns + sched_clock();
}
EXPORT_SYMBOL(ktime_get_real_ns);

time64_t ktime_get_seconds(void)
{
	return div_u64(sched_clock(), NSEC_PER_SEC);
}
EXPORT_SYMBOL(ktime_get_seconds);

time64_t ktime_get_real_seconds(void)
{
	return div_u64(ktime_get_real_ns(), NSEC_PER_SEC);
}
EXPORT_SYMBOL(ktime_get_real_seconds);

static void to_timespec(u64 ns, struct timespec64 *ts)
{
	u32 rest;

	ts->tv_sec = div_u64_rem(ns, NSEC_PER_SEC, &rest);
	ts->tv_nsec = rest;
}

void ktime_get_ts64(struct timespec64 *ts)
{
	to_timespec(ktime_get_ns(), ts);
}
EXPORT_SYMBOL(ktime_get_ts64);

void ktime_get_real_ts64(struct timespec64 *ts)
{
	to_timespec(ktime_get_real_ns(), ts);
}
EXPORT_SYMBOL(ktime_get_real_ts64);

struct timezone sys_tz;
EXPORT_SYMBOL(sys_tz);

void set_normalized_timespec64(struct timespec64 *ts, time64_t sec, s64 nsec)
{
	for (; nsec >= NSEC_PER_SEC; nsec -= NSEC_PER_SEC)
		sec++;
	for (; nsec < 0; nsec += NSEC_PER_SEC)
		sec--;
	ts->tv_sec = sec;
	ts->tv_nsec = nsec;
}
EXPORT_SYMBOL(set_normalized_timespec64);

struct timespec64 ns_to_timespec64(s64 ns)
{
	struct timespec64 ts;
	s64 seconds = div64_s64(ns, NSEC_PER_SEC);

	set_normalized_timespec64(&ts, seconds, ns - seconds * NSEC_PER_SEC);
	return ts;
}
EXPORT_SYMBOL(ns_to_timespec64);

/* ---- as 2.6 had them ---- */

static struct timespec to_old(u64 ns)
{
	struct timespec64 ts = ns_to_timespec64(ns);

	return (struct timespec){ts.tv_sec, ts.tv_nsec};
}

struct timespec current_kernel_time(void)
{
	return to_old(ktime_get_real_ns());
}
EXPORT_SYMBOL(current_kernel_time);

unsigned long get_seconds(void)
{
	return ktime_get_real_seconds();
}
EXPORT_SYMBOL(get_seconds);

void getnstimeofday(struct timespec *ts)
{
	*ts = to_old(ktime_get_real_ns());
}
EXPORT_SYMBOL(getnstimeofday);

void getrawmonotonic(struct timespec *ts)
{
	*ts = to_old(ktime_get_ns());
}
EXPORT_SYMBOL(getrawmonotonic);

void do_posix_clock_monotonic_gettime(struct timespec *ts)
{
	getrawmonotonic(ts);
}
EXPORT_SYMBOL(do_posix_clock_monotonic_gettime);

void do_gettimeofday(struct timeval *tv)
{
	struct timespec64 ts;

	ktime_get_real_ts64(&ts);
	tv->tv_sec = ts.tv_sec;
	tv->tv_usec = ts.tv_nsec / NSEC_PER_USEC;
}
EXPORT_SYMBOL(do_gettimeofday);

void timekeeping_set(const struct timespec64 *ts)
{
	set_ns += ts->tv_sec * NSEC_PER_SEC + ts->tv_nsec - (s64)ktime_get_real_ns();
}

void __init timekeeping_init(void)
{
	read_persistent_clock(&boot_seconds);
	pr_info("rtc: %lld seconds since 1970\n", boot_seconds);
}
