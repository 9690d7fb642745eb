/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * adjtimex: what a program that keeps the date right may ask and set (adjtimex(2)). The clock of
 * this machine is exact: it is the measure of its own time. So what concerns its rate and its
 * error is kept and given back, and the date alone moves, by ADJ_SETOFFSET.
 */
#include <linux/cred.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#include "kernel.h"

#define ADJ_OFFSET	   0x0001
#define ADJ_FREQUENCY	   0x0002
#define ADJ_MAXERROR	   0x0004
#define ADJ_ESTERROR	   0x0008
#define ADJ_STATUS	   0x0010
#define ADJ_TIMECONST	   0x0020
#define ADJ_TAI		   0x0080
#define ADJ_SETOFFSET	   0x0100
#define ADJ_MICRO	   0x1000
#define ADJ_NANO	   0x2000
#define ADJ_TICK	   0x4000
#define ADJ_SINGLESHOT	   0x8000
#define ADJ_OFFSET_SS_READ 0xa001

#define STA_UNSYNC 0x0040
#define STA_NANO   0x2000
#define STA_RONLY  0xff00

#define TIME_OK	   0
#define TIME_ERROR 5

#define TICK_USEC      10000l
#define MAX_FREQUENCY  (500l << 16)
#define MAX_ERROR_USEC 16000000l
#define TIME_CONSTANT  2

/* Both forms' members, as a program of 64 bits has them. */
struct timex64 {
	u32 modes, pad;
	s64 offset, freq, maxerror, esterror;
	s32 status, pad2;
	s64 constant, precision, tolerance;
	struct {
		s64 tv_sec, tv_usec;
	} time;
	s64 tick, ppsfreq, jitter;
	s32 shift, pad3;
	s64 stabil, jitcnt, calcnt, errcnt, stbcnt;
	s32 tai, reserved[11];
};

struct timex32 {
	u32 modes;
	s32 offset, freq, maxerror, esterror, status, constant, precision, tolerance;
	struct old_timeval32 time;
	s32 tick, ppsfreq, jitter, shift, stabil, jitcnt, calcnt, errcnt, stbcnt, tai, reserved[11];
};

static struct timex64 state = {
    .maxerror = MAX_ERROR_USEC,
    .esterror = MAX_ERROR_USEC,
    .status = STA_UNSYNC,
    .constant = TIME_CONSTANT,
    .precision = 1,
    .tolerance = MAX_FREQUENCY,
    .tick = TICK_USEC,
};

static long check(const struct timex64 *tx)
{
	if (tx->modes == ADJ_OFFSET_SS_READ || !tx->modes)
		return 0;
	if (!capable(CAP_SYS_TIME))
		return -EPERM;
	if (tx->modes & ADJ_SINGLESHOT && !(tx->modes & ADJ_OFFSET))
		return -EINVAL;
	if (tx->modes & ADJ_TICK &&
	    (tx->tick < TICK_USEC * 9 / 10 || tx->tick > TICK_USEC * 11 / 10))
		return -EINVAL;
	if (tx->modes & ADJ_SETOFFSET &&
	    (tx->time.tv_usec < 0 ||
	     tx->time.tv_usec >= (tx->modes & ADJ_NANO ? NSEC_PER_SEC : USEC_PER_SEC)))
		return -EINVAL;
	return 0;
}

static void move_date(const struct timex64 *tx)
{
	s64 ns = tx->time.tv_usec * (tx->modes & ADJ_NANO ? 1 : NSEC_PER_USEC);
	struct timespec64 ts =
	    timespec64_of_ns(ktime_get_real_ns() + tx->time.tv_sec * NSEC_PER_SEC + ns);

	timekeeping_set(&ts);
	timerfd_clock_was_set();
}

static void adjust(const struct timex64 *tx)
{
	if (tx->modes & ADJ_SETOFFSET)
		move_date(tx);
	if (tx->modes & ADJ_STATUS)
		state.status = (state.status & STA_RONLY) | (tx->status & ~STA_RONLY);
	if (tx->modes & ADJ_NANO)
		state.status |= STA_NANO;
	if (tx->modes & ADJ_MICRO)
		state.status &= ~STA_NANO;
	if (tx->modes & ADJ_FREQUENCY)
		state.freq = clamp(tx->freq, (s64)-MAX_FREQUENCY, (s64)MAX_FREQUENCY);
	if (tx->modes & ADJ_MAXERROR)
		state.maxerror = tx->maxerror;
	if (tx->modes & ADJ_ESTERROR)
		state.esterror = tx->esterror;
	if (tx->modes & ADJ_TIMECONST)
		state.constant = clamp(tx->constant, 0ll, 10ll);
	if (tx->modes & ADJ_TAI && tx->constant > 0)
		state.tai = tx->constant;
	if (tx->modes & ADJ_TICK)
		state.tick = tx->tick;
}

/* The state of the clock (TIME_OK, TIME_ERROR), or -errno. */
static long do_adjtimex(struct timex64 *tx)
{
	struct timespec64 now;
	u32 modes = tx->modes;
	long err = check(tx);

	if (err)
		return err;
	if (modes != ADJ_OFFSET_SS_READ && !(modes & ADJ_SINGLESHOT))
		adjust(tx);
	*tx = state;
	tx->modes = modes;
	now = timespec64_of_ns(ktime_get_real_ns());
	tx->time.tv_sec = now.tv_sec;
	tx->time.tv_usec = now.tv_nsec / (state.status & STA_NANO ? 1 : NSEC_PER_USEC);
	return state.status & STA_UNSYNC ? TIME_ERROR : TIME_OK;
}

static long adjtimex64(struct timex64 __user *utx)
{
	struct timex64 tx;
	long ret;

	if (copy_from_user(&tx, utx, sizeof(tx)))
		return -EFAULT;
	ret = do_adjtimex(&tx);
	if (ret >= 0 && copy_to_user(utx, &tx, sizeof(tx)))
		return -EFAULT;
	return ret;
}

static void widen(struct timex64 *tx, const struct timex32 *from)
{
	*tx = (struct timex64){.modes = from->modes,
			       .offset = from->offset,
			       .freq = from->freq,
			       .maxerror = from->maxerror,
			       .esterror = from->esterror,
			       .status = from->status,
			       .constant = from->constant,
			       .time = {from->time.tv_sec, from->time.tv_usec},
			       .tick = from->tick};
}

static void narrow(struct timex32 *to, const struct timex64 *tx)
{
	*to = (struct timex32){.modes = tx->modes,
			       .offset = tx->offset,
			       .freq = tx->freq,
			       .maxerror = tx->maxerror,
			       .esterror = tx->esterror,
			       .status = tx->status,
			       .constant = tx->constant,
			       .precision = tx->precision,
			       .tolerance = tx->tolerance,
			       .time = {tx->time.tv_sec, tx->time.tv_usec},
			       .tick = tx->tick,
			       .tai = tx->tai};
}

static long adjtimex32(struct timex32 __user *utx)
{
	struct timex32 old;
	struct timex64 tx;
	long ret;

	if (copy_from_user(&old, utx, sizeof(old)))
		return -EFAULT;
	widen(&tx, &old);
	ret = do_adjtimex(&tx);
	if (ret < 0)
		return ret;
	narrow(&old, &tx);
	return copy_to_user(utx, &old, sizeof(old)) ? -EFAULT : ret;
}

static long check_adjustable(int clock)
{
	if (clock == CLOCK_REALTIME)
		return 0;
	return clock > CLOCK_REALTIME && clock <= CLOCK_TAI ? -EOPNOTSUPP : -EINVAL;
}

SYSCALL_DEFINE1(adjtimex_time32, struct timex32 __user *, utx)
{
	return adjtimex32(utx);
}

SYSCALL_DEFINE2(clock_adjtime32, int, clock, struct timex32 __user *, utx)
{
	return check_adjustable(clock) ?: adjtimex32(utx);
}

SYSCALL_DEFINE2(clock_adjtime, int, clock, struct timex64 __user *, utx)
{
	return check_adjustable(clock) ?: adjtimex64(utx);
}
