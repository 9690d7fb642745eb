/* SPDX-License-Identifier: GPL-2.0-only */
/* time: of day and since boot. Of the kernel's own clock, the TSC since tsc_init(). */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#include <linux/types.h>
#include <linux/version.h>

#define NSEC_PER_SEC  1000000000L
#define FSEC_PER_SEC  1000000000000000LL
#define PSEC_PER_SEC  1000000000000LL
#define USEC_PER_MSEC 1000L
#define NSEC_PER_MSEC 1000000L
#define NSEC_PER_USEC 1000L
#define USEC_PER_SEC  1000000L
#define MSEC_PER_SEC  1000L

typedef s64 time64_t;
typedef u64 timeu64_t;
typedef s64 ktime_t;

struct timespec64 {
	time64_t tv_sec;
	long tv_nsec;
};

struct tm;
void time64_to_tm(time64_t seconds, int offset, struct tm *result);

#if !__STDC_HOSTED__
struct timeval {
	time_t tv_sec;
	long tv_usec;
};

/* Of 2.6, with 32 bits of seconds. */
struct timespec {
	time_t tv_sec;
	long tv_nsec;
};

/* A date in parts; tm_year from 1900, tm_mon from 0. */
struct tm {
	int tm_sec, tm_min, tm_hour, tm_mday, tm_mon;
	long tm_year;
	int tm_wday, tm_yday;
};

struct timezone {
	int tz_minuteswest, tz_dsttime;
};
extern struct timezone sys_tz;

#define CLOCK_REALTIME		 0
#define CLOCK_MONOTONIC		 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID	 3
#define CLOCK_MONOTONIC_RAW	 4
#define CLOCK_REALTIME_COARSE	 5
#define CLOCK_MONOTONIC_COARSE	 6
#define CLOCK_BOOTTIME		 7
#define CLOCK_TAI		 11

static inline s64 timespec64_to_ns(const struct timespec64 *ts)
{
	return ts->tv_sec * NSEC_PER_SEC + ts->tv_nsec;
}

struct timespec64 ns_to_timespec64(s64 ns);
void set_normalized_timespec64(struct timespec64 *ts, time64_t sec, s64 nsec);

static inline struct timespec64 timespec64_add(struct timespec64 a, struct timespec64 b)
{
	struct timespec64 sum;

	set_normalized_timespec64(&sum, a.tv_sec + b.tv_sec, (s64)a.tv_nsec + b.tv_nsec);
	return sum;
}

static inline void timespec64_add_ns(struct timespec64 *t, u64 ns)
{
	set_normalized_timespec64(t, t->tv_sec + ns / 1000000000, t->tv_nsec + ns % 1000000000);
}

static inline struct timespec64 timespec64_sub(struct timespec64 a, struct timespec64 b)
{
	struct timespec64 rest;

	set_normalized_timespec64(&rest, a.tv_sec - b.tv_sec, (s64)a.tv_nsec - b.tv_nsec);
	return rest;
}

static inline int timespec64_compare(const struct timespec64 *a, const struct timespec64 *b)
{
	if (a->tv_sec != b->tv_sec)
		return a->tv_sec < b->tv_sec ? -1 : 1;
	return a->tv_nsec < b->tv_nsec ? -1 : a->tv_nsec > b->tv_nsec;
}

static inline bool timespec64_equal(const struct timespec64 *a, const struct timespec64 *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static inline bool timespec64_valid(const struct timespec64 *ts)
{
	return ts->tv_sec >= 0 && (unsigned long)ts->tv_nsec < NSEC_PER_SEC;
}

#ifndef LINUX_6_1_ONLY /* of other versions */
#define time_to_tm(seconds, offset, result) time64_to_tm(seconds, offset, result)

void do_gettimeofday(struct timeval *tv);
struct timespec current_kernel_time(void);
unsigned long get_seconds(void);
void getnstimeofday(struct timespec *ts);
void getrawmonotonic(struct timespec *ts);
void do_posix_clock_monotonic_gettime(struct timespec *ts);
#define ktime_get_ts(ts)      getrawmonotonic(ts)
#define ktime_get_real_ts(ts) getnstimeofday(ts)
#endif
void ktime_get_real_ts64(struct timespec64 *ts);
void ktime_get_ts64(struct timespec64 *ts);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define getnstimeofday64(ts) ktime_get_real_ts64(ts)
#endif
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
#define ktime_sub(a, b) ((a) - (b))
#define ktime_add(a, b) ((a) + (b))

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
static inline void set_normalized_timespec(struct timespec *ts, time_t sec, long nsec)
{
	struct timespec64 ts64;

	set_normalized_timespec64(&ts64, sec, nsec);
	*ts = (struct timespec){ts64.tv_sec, ts64.tv_nsec};
}

int timekeeping_set(const struct timespec64 *ts);
static inline int do_settimeofday(struct timespec *ts)
{
	struct timespec64 ts64 = {ts->tv_sec, ts->tv_nsec};

	return timespec64_valid(&ts64) ? timekeeping_set(&ts64) : -22; /* -EINVAL */
}
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0) && !__STDC_HOSTED__
static inline s64 timespec_to_ns(const struct timespec *ts)
{
	return (s64)ts->tv_sec * NSEC_PER_SEC + ts->tv_nsec;
}

static inline s64 timeval_to_ns(const struct timeval *tv)
{
	return (s64)tv->tv_sec * NSEC_PER_SEC + (s64)tv->tv_usec * NSEC_PER_USEC;
}

static inline struct timespec __timespec_of(time_t sec, s64 nsec)
{
	struct timespec64 ts;

	set_normalized_timespec64(&ts, sec, nsec);
	return (struct timespec){ts.tv_sec, ts.tv_nsec};
}

static inline struct timespec ns_to_timespec(s64 ns)
{
	return __timespec_of(0, ns);
}

static inline struct timeval ns_to_timeval(s64 ns)
{
	struct timespec ts = ns_to_timespec(ns);

	return (struct timeval){ts.tv_sec, ts.tv_nsec / NSEC_PER_USEC};
}

static inline int timespec_compare(const struct timespec *a, const struct timespec *b)
{
	s64 difference = timespec_to_ns(a) - timespec_to_ns(b);

	return difference < 0 ? -1 : difference > 0;
}

static inline int timespec_equal(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static inline struct timespec timespec_add(struct timespec a, struct timespec b)
{
	return __timespec_of(a.tv_sec + b.tv_sec, a.tv_nsec + b.tv_nsec);
}

static inline struct timespec timespec_sub(struct timespec a, struct timespec b)
{
	return __timespec_of(a.tv_sec - b.tv_sec, a.tv_nsec - b.tv_nsec);
}

#define ktime_to_timespec(t) ns_to_timespec(t)
#define ktime_to_timeval(t)  ns_to_timeval(t)
#define timespec_to_ktime(t)                                                                       \
	({                                                                                         \
		struct timespec __ts = (t);                                                        \
                                                                                                   \
		(ktime_t) timespec_to_ns(&__ts);                                                   \
	})
#endif

time64_t mktime64(unsigned int year, unsigned int mon, unsigned int day, unsigned int hour,
		  unsigned int min, unsigned int sec);

#endif
