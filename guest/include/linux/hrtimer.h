/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hrtimer: functions called at a nanosecond, in an interrupt with interrupts off. They
 * return HRTIMER_RESTART to be called again, having moved the time on by hrtimer_forward().
 */
#ifndef _LINUX_HRTIMER_H
#define _LINUX_HRTIMER_H

#include <linux/ktime.h>
#include <linux/rbtree.h>
#include <linux/types.h>

enum hrtimer_mode {
	HRTIMER_MODE_ABS = 0x00,
	HRTIMER_MODE_REL = 0x01,
	HRTIMER_MODE_PINNED = 0x02,
	HRTIMER_MODE_SOFT = 0x04,
	HRTIMER_MODE_HARD = 0x08,
	HRTIMER_MODE_ABS_PINNED = HRTIMER_MODE_ABS | HRTIMER_MODE_PINNED,
	HRTIMER_MODE_REL_PINNED = HRTIMER_MODE_REL | HRTIMER_MODE_PINNED,
	HRTIMER_MODE_ABS_SOFT = HRTIMER_MODE_ABS | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_REL_SOFT = HRTIMER_MODE_REL | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_ABS_HARD = HRTIMER_MODE_ABS | HRTIMER_MODE_HARD,
	HRTIMER_MODE_REL_HARD = HRTIMER_MODE_REL | HRTIMER_MODE_HARD,
};

enum hrtimer_restart {
	HRTIMER_NORESTART,
	HRTIMER_RESTART,
};

struct hrtimer {
	struct rb_node node;
	ktime_t _softexpires;
	enum hrtimer_restart (*function)(struct hrtimer *timer);
	clockid_t clock;
	enum hrtimer_mode mode;
	bool is_queued, cancelled;
};

struct task_struct;
struct hrtimer_sleeper {
	struct hrtimer timer;
	struct task_struct *task; /* NULL: its time has come */
};

/* CLOCK_MONOTONIC, CLOCK_BOOTTIME or CLOCK_REALTIME */
void hrtimer_init(struct hrtimer *timer, clockid_t clock, enum hrtimer_mode mode);
#define hrtimer_init_on_stack(t, clock, mode) hrtimer_init(t, clock, mode)
#define destroy_hrtimer_on_stack(t)	      ((void)(t))

#ifndef LINUX_6_1_ONLY /* of other versions */
static inline void hrtimer_setup(struct hrtimer *timer,
				 enum hrtimer_restart (*function)(struct hrtimer *),
				 clockid_t clock, enum hrtimer_mode mode)
{
	hrtimer_init(timer, clock, mode);
	timer->function = function;
}
#endif

/* Any context. Up to range_ns later is as good. */
void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t time, u64 range_ns,
			    const enum hrtimer_mode mode);

static inline void hrtimer_start(struct hrtimer *timer, ktime_t time, const enum hrtimer_mode mode)
{
	hrtimer_start_range_ns(timer, time, 0, mode);
}

static inline void hrtimer_start_expires(struct hrtimer *timer, enum hrtimer_mode mode)
{
	hrtimer_start_range_ns(timer, timer->_softexpires, 0, mode);
}

static inline void hrtimer_restart(struct hrtimer *timer)
{
	hrtimer_start_expires(timer, HRTIMER_MODE_ABS);
}

/* 1: it was waiting; 0: not; -1: its function runs, and it will not be restarted. */
int hrtimer_try_to_cancel(struct hrtimer *timer);
int hrtimer_cancel(struct hrtimer *timer); /* waits for the function; not from it */
bool hrtimer_active(const struct hrtimer *timer);
int hrtimer_callback_running(struct hrtimer *timer);

static inline bool hrtimer_is_queued(struct hrtimer *timer)
{
	return timer->is_queued;
}

/* On past now by whole intervals; how many. From the function, or while it is not waiting. */
u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval);
ktime_t hrtimer_cb_get_time(const struct hrtimer *timer); /* now, by its clock */
ktime_t hrtimer_get_remaining(const struct hrtimer *timer);

static inline u64 hrtimer_forward_now(struct hrtimer *timer, ktime_t interval)
{
	return hrtimer_forward(timer, hrtimer_cb_get_time(timer), interval);
}

static inline ktime_t hrtimer_get_expires(const struct hrtimer *timer)
{
	return timer->_softexpires;
}
#define hrtimer_get_softexpires(t)    hrtimer_get_expires(t)
#define hrtimer_get_expires_ns(t)     hrtimer_get_expires(t)
#define hrtimer_set_expires(t, time)  ((t)->_softexpires = (time))
#define hrtimer_add_expires(t, time)  ((t)->_softexpires += (time))
#define hrtimer_add_expires_ns(t, ns) ((t)->_softexpires += (ns))
#define hrtimer_expires_remaining(t)  hrtimer_get_remaining(t)

/* Sleep in the state set before; 0: the time has come, -EINTR: woken earlier. */
int schedule_hrtimeout(ktime_t *expires, const enum hrtimer_mode mode);
int schedule_hrtimeout_range(ktime_t *expires, u64 delta_ns, const enum hrtimer_mode mode);
int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta_ns, const enum hrtimer_mode mode,
				   clockid_t clock);

/* By the boot CPU's local timer, and by its tick. */
void hrtimer_interrupt(void);
#ifndef MODULE /* the kernel's own */
void hrtimer_tick(void);
#endif

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/seqlock.h>
#include <linux/timer.h>
#endif

#endif
