/* SPDX-License-Identifier: GPL-2.0-only */
/* time_user: programs' forms of a time, and the kernel's (guest/kernel/time_user.c). */
#ifndef _LINUX_TIME_USER_H
#define _LINUX_TIME_USER_H

#include <linux/resource.h>
#include <linux/time.h>

struct __kernel_timespec {
	s64 tv_sec;
	s64 tv_nsec;
};

struct old_timespec32 {
	s32 tv_sec;
	s32 tv_nsec;
};

struct itimerspec64 {
	struct timespec64 it_interval, it_value;
};

/* 0 or -EFAULT. They do not look whether the value is one. */
int get_timespec64(struct timespec64 *ts, const struct __kernel_timespec __user *uts);
int put_timespec64(const struct timespec64 *ts, struct __kernel_timespec __user *uts);
int get_old_timespec32(struct timespec64 *ts, const void __user *uts);
int put_old_timespec32(const struct timespec64 *ts, void __user *uts);
u64 timespec64_to_ns_sat(const struct timespec64 *ts); /* valid; beyond what fits: the most */
struct timespec64 timespec64_of_ns(u64 ns);
/* Rounded up; beyond what fits: MAX_SCHEDULE_TIMEOUT - 1. */
long timespec64_to_ticks(const struct timespec64 *ts);
/* guest/fs/timerfd.c: the date is another now. */
void timerfd_clock_was_set(void);
/* wide: of __kernel_timespec, else of old_timespec32. The first: -EINVAL, too. */
int get_itimerspec64(struct itimerspec64 *its, const void __user *uits, bool wide);
int put_itimerspec64(const struct itimerspec64 *its, void __user *uits, bool wide);

#endif
