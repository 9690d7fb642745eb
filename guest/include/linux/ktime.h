/* SPDX-License-Identifier: GPL-2.0-only */
/* ktime: times as nanoseconds in one number, and what can be done with them. */
#ifndef _LINUX_KTIME_H
#define _LINUX_KTIME_H

#include <linux/jiffies.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/time.h>

#define KTIME_MAX     ((s64) ~(1ull << 63))
#define KTIME_MIN     (-KTIME_MAX - 1)
#define KTIME_SEC_MAX (KTIME_MAX / NSEC_PER_SEC)

static inline ktime_t ktime_set(const s64 secs, const unsigned long nsecs)
{
	return secs * NSEC_PER_SEC + (s64)nsecs;
}

#define ktime_add_ns(t, ns) ((t) + (s64)(ns))
#define ktime_sub_ns(t, ns) ((t) - (s64)(ns))

static inline ktime_t ktime_add_us(ktime_t t, u64 us)
{
	return t + us * 1000;
}

static inline ktime_t ktime_add_ms(ktime_t t, u64 ms)
{
	return t + ms * 1000000;
}

static inline ktime_t ktime_sub_us(ktime_t t, u64 us)
{
	return t - us * 1000;
}

static inline ktime_t ktime_sub_ms(ktime_t t, u64 ms)
{
	return t - ms * 1000000;
}

/* KTIME_MAX instead of what does not fit. */
static inline ktime_t ktime_add_safe(ktime_t a, ktime_t b)
{
	ktime_t sum;

	return __builtin_add_overflow(a, b, &sum) || sum < 0 ? KTIME_MAX : sum;
}

static inline int ktime_compare(const ktime_t a, const ktime_t b)
{
	return a < b ? -1 : a > b;
}

static inline bool ktime_after(const ktime_t a, const ktime_t b)
{
	return a > b;
}

static inline bool ktime_before(const ktime_t a, const ktime_t b)
{
	return a < b;
}

static inline s64 ktime_divns(const ktime_t t, s64 div)
{
	return div64_s64(t, div);
}

static inline s64 ktime_to_us(const ktime_t t)
{
	return ktime_divns(t, 1000);
}

static inline s64 ktime_to_ms(const ktime_t t)
{
	return ktime_divns(t, 1000000);
}

static inline s64 ktime_us_delta(const ktime_t later, const ktime_t earlier)
{
	return ktime_to_us(later - earlier);
}

static inline s64 ktime_ms_delta(const ktime_t later, const ktime_t earlier)
{
	return ktime_to_ms(later - earlier);
}

static inline ktime_t ns_to_ktime(u64 ns)
{
	return ns;
}

#ifndef LINUX_6_1_ONLY /* of other versions */
static inline ktime_t us_to_ktime(u64 us)
{
	return us * 1000;
}
#endif

static inline ktime_t ms_to_ktime(u64 ms)
{
	return ms * 1000000;
}

static inline ktime_t timespec64_to_ktime(struct timespec64 ts)
{
	return ktime_set(ts.tv_sec, ts.tv_nsec);
}

#define ktime_to_timespec64(t)		ns_to_timespec64(t)
#define ktime_to_timespec64_cond(t, ts) ((t) ? (*(ts) = ns_to_timespec64(t), true) : false)

/* The clocks: the date; time since boot, of which none is spent asleep here. */
/* One tick of the clock that is read. */
#define ktime_get_resolution_ns()      1u
#define ktime_get_real()	       ((ktime_t)ktime_get_real_ns())
#define ktime_get_boottime()	       ktime_get()
#define ktime_get_raw()		       ktime_get()
#define ktime_get_clocktai()	       ktime_get_real()
#define ktime_get_coarse()	       ktime_get()
#define ktime_get_coarse_boottime()    ktime_get()
#define ktime_get_coarse_real()	       ktime_get_real()
#define ktime_get_boottime_ns()	       ktime_get_ns()
#define ktime_get_raw_ns()	       ktime_get_ns()
#define ktime_get_mono_fast_ns()       ktime_get_ns()
#define ktime_get_boottime_seconds()   ktime_get_seconds()
#define ktime_get_boottime_ts64(ts)    ktime_get_ts64(ts)
#define ktime_get_raw_ts64(ts)	       ktime_get_ts64(ts)
#define ktime_get_coarse_ts64(ts)      ktime_get_ts64(ts)
#define ktime_get_coarse_real_ts64(ts) ktime_get_real_ts64(ts)

static inline ktime_t ktime_mono_to_real(ktime_t mono)
{
	return mono + (ktime_t)(ktime_get_real_ns() - ktime_get_ns());
}

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/jiffies.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>
#endif

#endif
