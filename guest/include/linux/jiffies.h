/* SPDX-License-Identifier: GPL-2.0-only */
/* jiffies: time in ticks since boot. Compare with time_after() and its like: it wraps. */
#ifndef _LINUX_JIFFIES_H
#define _LINUX_JIFFIES_H

#include <linux/math.h>
#include <linux/math64.h>
#include <linux/time.h>
#include <linux/types.h>

#define HZ	100
#define USER_HZ 100

/* The first wrap comes five minutes after boot, so that who forgets it is found out. */
#define INITIAL_JIFFIES ((unsigned long)(unsigned int)(-300 * HZ))

extern volatile unsigned long jiffies;
u64 get_jiffies_64(void);

#define time_after(a, b)	  ((long)((b) - (a)) < 0)
#define time_before(a, b)	  time_after(b, a)
#define time_after_eq(a, b)	  ((long)((a) - (b)) >= 0)
#define time_before_eq(a, b)	  time_after_eq(b, a)
#define time_in_range(a, b, c)	  (time_after_eq(a, b) && time_before_eq(a, c))
#define time_is_before_jiffies(a) time_after(jiffies, a)
#define time_is_after_jiffies(a)  time_before(jiffies, a)

#define MAX_JIFFY_OFFSET ((long)(~0UL >> 1) - 1)

static inline unsigned long msecs_to_jiffies(unsigned int ms)
{
	return (int)ms < 0 ? (unsigned long)MAX_JIFFY_OFFSET
			   : ms / (1000 / HZ) + (ms % (1000 / HZ) != 0);
}

static inline unsigned long usecs_to_jiffies(unsigned int us)
{
	return us / (1000000 / HZ) + (us % (1000000 / HZ) != 0);
}

static inline unsigned long nsecs_to_jiffies(u64 ns)
{
	return div_u64(ns, 1000000000 / HZ);
}
#define nsecs_to_jiffies64(ns) ((u64)nsecs_to_jiffies(ns))

static inline u64 jiffies_to_nsecs(unsigned long j)
{
	return (u64)j * (1000000000 / HZ);
}

#if !__STDC_HOSTED__
static inline unsigned long timespec64_to_jiffies(const struct timespec64 *ts)
{
	return (unsigned long)ts->tv_sec * HZ + DIV_ROUND_UP(ts->tv_nsec, 1000000000 / HZ);
}

static inline void jiffies_to_timespec64(unsigned long j, struct timespec64 *ts)
{
	*ts = (struct timespec64){j / HZ, j % HZ * (1000000000 / HZ)};
}

#ifndef LINUX_6_1_ONLY /* of other versions */
static inline unsigned long timespec_to_jiffies(const struct timespec *ts)
{
	return (unsigned long)ts->tv_sec * HZ + DIV_ROUND_UP(ts->tv_nsec, 1000000000 / HZ);
}

static inline void jiffies_to_timespec(unsigned long j, struct timespec *ts)
{
	*ts = (struct timespec){j / HZ, j % HZ * (1000000000 / HZ)};
}

static inline unsigned long timeval_to_jiffies(const struct timeval *tv)
{
	return (unsigned long)tv->tv_sec * HZ + DIV_ROUND_UP(tv->tv_usec, 1000000 / HZ);
}

static inline void jiffies_to_timeval(unsigned long j, struct timeval *tv)
{
	*tv = (struct timeval){j / HZ, j % HZ * (1000000 / HZ)};
}
#endif
#endif

#define jiffies_to_clock_t(j)	     ((clock_t)((j) / (HZ / USER_HZ)))
#define clock_t_to_jiffies(c)	     ((unsigned long)(c) * (HZ / USER_HZ))
#define jiffies_delta_to_msecs(d)    jiffies_to_msecs(max(0L, (long)(d)))
#define jiffies_64		     get_jiffies_64()
#define time_in_range_open(a, b, c)  (time_after_eq(a, b) && time_before(a, c))
#define time_after64(a, b)	     ((s64)((b) - (a)) < 0)
#define time_before64(a, b)	     time_after64(b, a)
#define time_after_eq64(a, b)	     ((s64)((a) - (b)) >= 0)
#define time_before_eq64(a, b)	     time_after_eq64(b, a)
#define time_is_before_eq_jiffies(a) time_after_eq(jiffies, a)
#define time_is_after_eq_jiffies(a)  time_before_eq(jiffies, a)
#define MSEC_TO_HZ(ms)		     msecs_to_jiffies(ms)

static inline unsigned int jiffies_to_msecs(unsigned long j)
{
	return j * (1000 / HZ);
}

static inline unsigned int jiffies_to_usecs(unsigned long j)
{
	return j * (1000000 / HZ);
}

#endif
