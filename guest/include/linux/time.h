/* SPDX-License-Identifier: GPL-2.0-only */
/* time: of day and since boot. Of the kernel's own clock, the TSC since tsc_init(). */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#include <linux/types.h>

#define NSEC_PER_SEC  1000000000L
#define NSEC_PER_MSEC 1000000L
#define NSEC_PER_USEC 1000L
#define USEC_PER_SEC  1000000L
#define MSEC_PER_SEC  1000L

typedef s64 time64_t;
typedef s64 ktime_t;

struct timespec64 {
	time64_t tv_sec;
	long tv_nsec;
};

#if !__STDC_HOSTED__
struct timeval {
	time_t tv_sec;
	long tv_usec;
};

void do_gettimeofday(struct timeval *tv);
void ktime_get_real_ts64(struct timespec64 *ts);
void ktime_get_ts64(struct timespec64 *ts);
#define getnstimeofday64(ts) ktime_get_real_ts64(ts)
#endif

/* ns since start_kernel() began; 0 as long as the TSC's rate is not known. Never goes back. */
u64 sched_clock(void);
#define local_clock() sched_clock()
u64 ktime_get_ns(void);
u64 ktime_get_real_ns(void);
time64_t ktime_get_real_seconds(void);
time64_t ktime_get_seconds(void);
#define ktime_get()	((ktime_t)ktime_get_ns())
#define ktime_to_ns(t)	(t)
#define ktime_to_us(t)	((t) / NSEC_PER_USEC)
#define ktime_sub(a, b) ((a) - (b))
#define ktime_add(a, b) ((a) + (b))

time64_t mktime64(unsigned int year, unsigned int mon, unsigned int day, unsigned int hour,
		  unsigned int min, unsigned int sec);

#endif
