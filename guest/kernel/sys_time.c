/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sys_time: system calls of time: clocks, sleeping, interval timers. Interval timers count
 * ticks; who sleeps is woken to the nanosecond, unless it is by processor time.
 */
#include <linux/cred.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <asm/msr.h>
#include <asm/setup.h>

#include "kernel.h"

#define TIMER_ABSTIME 1

#define ITIMER_REAL    0
#define ITIMER_VIRTUAL 1
#define ITIMER_PROF    2

#define TICK_NS (NSEC_PER_SEC / HZ)

/* ---- clocks ---- */

static u64 cycles_to_ns(u64 cycles)
{
	return mul_u64_u32_div(cycles, 1000000, tsc_khz);
}

/* Under tasklist_lock. What a thread on another CPU has used since it was last looked at: later. */
static u64 cycles_of(const struct task_struct *task)
{
	return task->sum_exec_runtime + (task == current ? rdtsc() - task->exec_start : 0);
}

static u64 process_cycles(struct task_struct *task)
{
	struct task_struct *thread;
	u64 sum = 0;

	for_each_thread(task, thread) sum += cycles_of(thread);
	return sum;
}

#define CPUCLOCK_SCHED	   2
#define CPUCLOCK_PERTHREAD 4

/* The clock of a process or a thread, by number (clock_getcpuclockid(3)): ~pid << 3 | kind. */
static struct task_struct *task_of_clock(int clock, struct pid *thread, bool *of_thread)
{
	pid_t nr = ~(clock >> 3);
	struct task_struct *task;

	*of_thread = clock == CLOCK_THREAD_CPUTIME_ID;
	if (clock == CLOCK_PROCESS_CPUTIME_ID)
		return current;
	if (clock == CLOCK_THREAD_CPUTIME_ID)
		return thread ? pid_task(thread, PIDTYPE_PID) : current;
	if ((clock & 3) > CPUCLOCK_SCHED)
		return NULL;
	*of_thread = clock & CPUCLOCK_PERTHREAD;
	task = nr ? find_task_by_pid(nr) : current;
	if (!task || !task->signal)
		return NULL;
	if (*of_thread)
		return same_thread_group(task, current) ? task : NULL;
	return thread_group_leader(task) || !nr ? task : NULL;
}

int posix_cpu_clock(int clock, struct pid *thread, u64 *ns)
{
	bool of_thread;
	struct task_struct *task = task_of_clock(clock, thread, &of_thread);

	if (task)
		*ns = cycles_to_ns(of_thread ? cycles_of(task) : process_cycles(task));
	return task ? 0 : -EINVAL;
}

static int read_cpu_clock(int clock, u64 *ns)
{
	int err;

	read_lock_irq(&tasklist_lock);
	err = posix_cpu_clock(clock, NULL, ns);
	read_unlock_irq(&tasklist_lock);
	return err;
}

/* -EINVAL: no such clock. */
static int read_clock(int clock, u64 *ns)
{
	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_COARSE:
	case CLOCK_TAI:
		*ns = ktime_get_real_ns();
		return 0;
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_BOOTTIME:
		*ns = ktime_get_ns();
		return 0;
	case CLOCK_PROCESS_CPUTIME_ID:
	case CLOCK_THREAD_CPUTIME_ID:
		return read_cpu_clock(clock, ns);
	}
	return clock < 0 ? read_cpu_clock(clock, ns) : -EINVAL;
}

SYSCALL_DEFINE2(clock_gettime, int, clock, struct __kernel_timespec __user *, uts)
{
	struct timespec64 ts;
	u64 ns;
	int err = read_clock(clock, &ns);

	if (err)
		return err;
	ts = timespec64_of_ns(ns);
	return put_timespec64(&ts, uts);
}

SYSCALL_DEFINE2(clock_gettime32, int, clock, struct old_timespec32 __user *, uts)
{
	struct timespec64 ts;
	u64 ns;
	int err = read_clock(clock, &ns);

	if (err)
		return err;
	ts = timespec64_of_ns(ns);
	return put_old_timespec32(&ts, uts);
}

static struct timespec64 resolution(int clock)
{
	struct timespec64 ts = {0, 1};

	if (clock == CLOCK_REALTIME_COARSE || clock == CLOCK_MONOTONIC_COARSE)
		ts.tv_nsec = TICK_NS;
	return ts;
}

SYSCALL_DEFINE2(clock_getres, int, clock, struct __kernel_timespec __user *, uts)
{
	struct timespec64 ts = resolution(clock);
	u64 ns;
	int err = read_clock(clock, &ns);

	return err || !uts ? err : put_timespec64(&ts, uts);
}

SYSCALL_DEFINE2(clock_getres_time32, int, clock, struct old_timespec32 __user *, uts)
{
	struct timespec64 ts = resolution(clock);
	u64 ns;
	int err = read_clock(clock, &ns);

	return err || !uts ? err : put_old_timespec32(&ts, uts);
}

static int set_clock(int clock, const struct timespec64 *ts)
{
	if (clock != CLOCK_REALTIME || !timespec64_valid(ts))
		return -EINVAL;
	if (!capable(CAP_SYS_TIME))
		return -EPERM;
	timekeeping_set(ts);
	timerfd_clock_was_set();
	return 0;
}

SYSCALL_DEFINE2(clock_settime, int, clock, const struct __kernel_timespec __user *, uts)
{
	struct timespec64 ts;

	return get_timespec64(&ts, uts) ? -EFAULT : set_clock(clock, &ts);
}

SYSCALL_DEFINE2(clock_settime32, int, clock, const struct old_timespec32 __user *, uts)
{
	struct timespec64 ts;

	return get_old_timespec32(&ts, uts) ? -EFAULT : set_clock(clock, &ts);
}

SYSCALL_DEFINE2(gettimeofday, struct old_timeval32 __user *, utv, struct timezone __user *, utz)
{
	static const struct timezone utc;
	struct timespec64 ts = timespec64_of_ns(ktime_get_real_ns());
	struct old_timeval32 tv = {ts.tv_sec, ts.tv_nsec / NSEC_PER_USEC};

	if (utv && copy_to_user(utv, &tv, sizeof(tv)))
		return -EFAULT;
	return utz && copy_to_user(utz, &utc, sizeof(utc)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(settimeofday, const struct old_timeval32 __user *, utv, struct timezone __user *,
		utz)
{
	struct old_timeval32 tv;
	struct timespec64 ts;

	if (!utv)
		return capable(CAP_SYS_TIME) ? 0 : -EPERM;
	if (copy_from_user(&tv, utv, sizeof(tv)))
		return -EFAULT;
	if (tv.tv_usec < 0 || tv.tv_usec >= USEC_PER_SEC)
		return -EINVAL;
	ts = (struct timespec64){tv.tv_sec, tv.tv_usec * NSEC_PER_USEC};
	return set_clock(CLOCK_REALTIME, &ts);
}

SYSCALL_DEFINE1(time32, s32 __user *, where)
{
	s32 now = ktime_get_real_seconds();

	return where && put_user(now, where) ? -EFAULT : now;
}

SYSCALL_DEFINE1(stime32, const s32 __user *, where)
{
	struct timespec64 ts = {};
	s32 now;

	if (get_user(now, where))
		return -EFAULT;
	ts.tv_sec = now;
	return set_clock(CLOCK_REALTIME, &ts);
}

/* ---- sleeping ---- */

static int give_rest(const struct restart_block *block, u64 left)
{
	struct timespec64 ts = timespec64_of_ns(left);

	if (!block->nanosleep.rmtp)
		return 0;
	return block->nanosleep.is_time64 ? put_timespec64(&ts, block->nanosleep.rmtp)
					  : put_old_timespec32(&ts, block->nanosleep.rmtp);
}

/* Until the clock shows expires; 0, or -ERESTARTNOHAND by a signal. */
static long sleep_until(int clock, u64 expires)
{
	u64 now, left;
	u64 ticks;

	for (;;) {
		read_clock(clock, &now);
		if (now >= expires)
			return 0;
		if (signal_pending(current))
			return -ERESTARTNOHAND;
		if (clock >= 0 && clock != CLOCK_PROCESS_CPUTIME_ID) {
			ktime_t until = expires;

			set_current_state(TASK_INTERRUPTIBLE);
			schedule_hrtimeout_range_clock(&until, 0, HRTIMER_MODE_ABS,
						       clock == CLOCK_TAI ? CLOCK_REALTIME : clock);
			continue;
		}
		left = expires - now;
		ticks = div_u64(left + TICK_NS - 1, TICK_NS);
		schedule_timeout_interruptible(min(ticks, (u64)MAX_SCHEDULE_TIMEOUT - 1));
	}
}

static long nanosleep_restart(struct restart_block *block)
{
	long ret = sleep_until(block->nanosleep.clockid, block->nanosleep.expires);
	u64 now;

	if (!ret)
		return 0;
	read_clock(block->nanosleep.clockid, &now);
	if (give_rest(block, now < block->nanosleep.expires ? block->nanosleep.expires - now : 0))
		return -EFAULT;
	return -ERESTART_RESTARTBLOCK;
}

static long do_nanosleep(int clock, const struct timespec64 *ts, bool absolute, void __user *rmtp,
			 bool is_time64)
{
	struct restart_block *block = &current->restart_block;
	u64 now;

	if (!timespec64_valid(ts))
		return -EINVAL;
	if (clock == CLOCK_THREAD_CPUTIME_ID || read_clock(clock, &now))
		return -EINVAL;
	if (absolute)
		return sleep_until(clock, timespec64_to_ns_sat(ts));
	block->fn = nanosleep_restart;
	block->nanosleep.clockid = clock;
	block->nanosleep.is_time64 = is_time64;
	block->nanosleep.rmtp = rmtp;
	block->nanosleep.expires = min(now + timespec64_to_ns_sat(ts), (u64)S64_MAX);
	return nanosleep_restart(block);
}

SYSCALL_DEFINE2(nanosleep_time32, struct old_timespec32 __user *, rqtp,
		struct old_timespec32 __user *, rmtp)
{
	struct timespec64 ts;

	if (get_old_timespec32(&ts, rqtp))
		return -EFAULT;
	return do_nanosleep(CLOCK_MONOTONIC, &ts, false, rmtp, false);
}

SYSCALL_DEFINE4(clock_nanosleep, int, clock, int, flags, const struct __kernel_timespec __user *,
		rqtp, struct __kernel_timespec __user *, rmtp)
{
	struct timespec64 ts;

	if (get_timespec64(&ts, rqtp))
		return -EFAULT;
	return do_nanosleep(clock, &ts, flags & TIMER_ABSTIME, rmtp, true);
}

SYSCALL_DEFINE4(clock_nanosleep_time32, int, clock, int, flags,
		const struct old_timespec32 __user *, rqtp, struct old_timespec32 __user *, rmtp)
{
	struct timespec64 ts;

	if (get_old_timespec32(&ts, rqtp))
		return -EFAULT;
	return do_nanosleep(clock, &ts, flags & TIMER_ABSTIME, rmtp, false);
}

/* ---- interval timers ---- */

struct itimerval {
	struct old_timeval32 it_interval, it_value;
};

static struct old_timeval32 to_timeval(unsigned long ticks)
{
	return (struct old_timeval32){ticks / HZ, ticks % HZ * (USEC_PER_SEC / HZ)};
}

static unsigned long to_ticks(const struct old_timeval32 *tv)
{
	const struct timespec64 ts = {tv->tv_sec, tv->tv_usec * NSEC_PER_USEC};

	return timespec64_to_ticks(&ts);
}

static bool is_valid(const struct old_timeval32 *tv)
{
	return tv->tv_sec >= 0 && tv->tv_usec >= 0 && tv->tv_usec < USEC_PER_SEC;
}

static unsigned long real_left(struct signal_struct *signal)
{
	unsigned long expires = signal->real_timer.expires;

	if (!timer_pending(&signal->real_timer))
		return 0;
	return time_after(expires, jiffies) ? expires - jiffies : 1;
}

static void get_itimer(int which, struct itimerval *value)
{
	struct signal_struct *signal = current->signal;

	if (which == ITIMER_REAL) {
		value->it_value = to_timeval(real_left(signal));
		value->it_interval = to_timeval(signal->it_real_incr);
	} else {
		value->it_value = to_timeval(signal->it_value[which - 1]);
		value->it_interval = to_timeval(signal->it_incr[which - 1]);
	}
}

static void set_itimer(int which, unsigned long ticks, unsigned long interval)
{
	struct signal_struct *signal = current->signal;

	if (which != ITIMER_REAL) {
		signal->it_value[which - 1] = ticks;
		signal->it_incr[which - 1] = interval;
		return;
	}
	del_timer_sync(&signal->real_timer);
	signal->it_real_incr = interval;
	if (ticks)
		mod_timer(&signal->real_timer, jiffies + ticks + 1);
}

SYSCALL_DEFINE2(getitimer, int, which, struct itimerval __user *, uvalue)
{
	struct itimerval value;

	if (which < ITIMER_REAL || which > ITIMER_PROF)
		return -EINVAL;
	get_itimer(which, &value);
	return copy_to_user(uvalue, &value, sizeof(value)) ? -EFAULT : 0;
}

SYSCALL_DEFINE3(setitimer, int, which, const struct itimerval __user *, unew,
		struct itimerval __user *, uold)
{
	struct itimerval new = {}, old;

	if (which < ITIMER_REAL || which > ITIMER_PROF)
		return -EINVAL;
	if (unew && copy_from_user(&new, unew, sizeof(new)))
		return -EFAULT;
	if (!is_valid(&new.it_value) || !is_valid(&new.it_interval))
		return -EINVAL;
	get_itimer(which, &old);
	set_itimer(which, to_ticks(&new.it_value), to_ticks(&new.it_interval));
	return uold && copy_to_user(uold, &old, sizeof(old)) ? -EFAULT : 0;
}

SYSCALL_DEFINE1(alarm, unsigned int, seconds)
{
	unsigned long left = real_left(current->signal);
	struct timespec64 ts = {seconds, 0};

	set_itimer(ITIMER_REAL, timespec64_to_ticks(&ts), 0);
	return (left + HZ - 1) / HZ;
}

/* From the tick, interrupts off: current has run for one, in user mode or not. */
void run_cpu_itimers(bool user)
{
	static const int signals[2] = {SIGVTALRM, SIGPROF};
	struct signal_struct *signal = current->signal;
	int i;

	if (!current->mm)
		return;
	if (unlikely(signal->has_cpu_timers))
		run_posix_cpu_timers();
	for (i = user ? 0 : 1; i < 2; i++) {
		if (!signal->it_value[i] || --signal->it_value[i])
			continue;
		signal->it_value[i] = signal->it_incr[i];
		group_send_sig_info(signals[i], SEND_SIG_PRIV, current);
	}
}
