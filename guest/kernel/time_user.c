/* SPDX-License-Identifier: GPL-2.0-only */
/* time_user: programs' forms of a time, and the kernel's. */
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/sched.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

int get_timespec64(struct timespec64 *ts, const struct __kernel_timespec __user *uts)
{
	struct __kernel_timespec kts;

	if (copy_from_user(&kts, uts, sizeof(kts)))
		return -EFAULT;
	ts->tv_sec = kts.tv_sec;
	ts->tv_nsec = (s32)kts.tv_nsec; /* the upper half is padding */
	return 0;
}
EXPORT_SYMBOL_GPL(get_timespec64);

int put_timespec64(const struct timespec64 *ts, struct __kernel_timespec __user *uts)
{
	struct __kernel_timespec kts = {ts->tv_sec, ts->tv_nsec};

	return copy_to_user(uts, &kts, sizeof(kts)) ? -EFAULT : 0;
}
EXPORT_SYMBOL_GPL(put_timespec64);

int get_old_timespec32(struct timespec64 *ts, const void __user *uts)
{
	struct old_timespec32 old;

	if (copy_from_user(&old, uts, sizeof(old)))
		return -EFAULT;
	ts->tv_sec = old.tv_sec;
	ts->tv_nsec = old.tv_nsec;
	return 0;
}

int put_old_timespec32(const struct timespec64 *ts, void __user *uts)
{
	struct old_timespec32 old = {ts->tv_sec, ts->tv_nsec};

	return copy_to_user(uts, &old, sizeof(old)) ? -EFAULT : 0;
}

u64 timespec64_to_ns_sat(const struct timespec64 *ts)
{
	if (ts->tv_sec >= (s64)(S64_MAX / NSEC_PER_SEC))
		return S64_MAX;
	return (u64)ts->tv_sec * NSEC_PER_SEC + ts->tv_nsec;
}

struct timespec64 timespec64_of_ns(u64 ns)
{
	struct timespec64 ts;
	u32 rest;

	ts.tv_sec = div_u64_rem(ns, NSEC_PER_SEC, &rest);
	ts.tv_nsec = rest;
	return ts;
}

long timespec64_to_ticks(const struct timespec64 *ts)
{
	if (ts->tv_sec >= (MAX_SCHEDULE_TIMEOUT - 1) / HZ)
		return MAX_SCHEDULE_TIMEOUT - 1;
	return (long)ts->tv_sec * HZ + (ts->tv_nsec + NSEC_PER_SEC / HZ - 1) / (NSEC_PER_SEC / HZ);
}

static int get_either(struct timespec64 *ts, const void __user *uits, int at, bool wide)
{
	return wide ? get_timespec64(ts, (const struct __kernel_timespec __user *)uits + at)
		    : get_old_timespec32(ts, (const struct old_timespec32 __user *)uits + at);
}

int get_itimerspec64(struct itimerspec64 *its, const void __user *uits, bool wide)
{
	if (get_either(&its->it_interval, uits, 0, wide) ||
	    get_either(&its->it_value, uits, 1, wide))
		return -EFAULT;
	return timespec64_valid(&its->it_interval) && timespec64_valid(&its->it_value) ? 0
										       : -EINVAL;
}
EXPORT_SYMBOL_GPL(get_itimerspec64);

static int put_either(const struct timespec64 *ts, void __user *uits, int at, bool wide)
{
	return wide ? put_timespec64(ts, (struct __kernel_timespec __user *)uits + at)
		    : put_old_timespec32(ts, (struct old_timespec32 __user *)uits + at);
}

int put_itimerspec64(const struct itimerspec64 *its, void __user *uits, bool wide)
{
	if (put_either(&its->it_interval, uits, 0, wide) ||
	    put_either(&its->it_value, uits, 1, wide))
		return -EFAULT;
	return 0;
}
EXPORT_SYMBOL_GPL(put_itimerspec64);
