/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * posix_timers: timers that a process makes for itself, and that send it a signal
 * (timer_create(2)).
 *
 *	signal->posix_timers -> [0: MONOTONIC] -> [3: THREAD_CPUTIME] ...
 *
 * A timer fires once. When its signal is delivered it is set for the next interval to come,
 * and how many have gone by meanwhile is its overrun: so one that is faster than its handler
 * sends no more signals than the process can take. Those of clocks that tell processor time
 * are looked at by the tick.
 *
 * Locking: siglock for the list and all members, inside tasklist_lock where processor time is
 * asked for. The process's own calls alone add and remove; a timer that fires holds siglock, too.
 */
#include <linux/cred.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/time_user.h>
#include <linux/uaccess.h>

#include "kernel.h"
#include "signal_private.h"

#define TIMER_ABSTIME  1
#define DELAYTIMER_MAX INT_MAX

#define SIGEV_SIGNAL	0
#define SIGEV_NONE	1
#define SIGEV_THREAD	2
#define SIGEV_THREAD_ID 4

struct sigevent {
	sigval_t value;
	int signo, notify;
	int tid;
	int pad[12];
};

struct posix_timer {
	struct list_head list;
	struct hrtimer timer; /* of processor time: never started, but its time is used */
	int id, clock, signo, notify;
	sigval_t value;
	struct pid *pid;    /* the process's, or the thread's */
	struct pid *thread; /* whose processor time; NULL: not a thread's */
	ktime_t interval;
	bool on_cpu_clock, armed; /* of processor time */
	bool pending;		  /* its signal is on its way */
	int seq;		  /* of settings: an old signal does not set it again */
	int overrun, overrun_last;
};

static bool is_cpu_clock(int clock)
{
	return clock < 0 || clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID;
}

static ktime_t now_of(const struct posix_timer *t)
{
	u64 ns = 0;

	if (!t->on_cpu_clock)
		return hrtimer_cb_get_time(&t->timer);
	posix_cpu_clock(t->clock, t->thread, &ns);
	return ns;
}

/* ---- firing ---- */

static ktime_t next_time(struct posix_timer *t, ktime_t now, u64 *skipped)
{
	ktime_t expires = t->timer._softexpires;
	u64 times = now < expires ? 0 : div64_u64(now - expires, t->interval) + 1;

	*skipped = times ? times - 1 : 0;
	return expires + times * t->interval;
}

/* siglock is held. For the next interval to come. */
static void set_next(struct posix_timer *t)
{
	u64 skipped;

	hrtimer_set_expires(&t->timer, next_time(t, now_of(t), &skipped));
	t->overrun = min_t(u64, t->overrun + skipped, DELAYTIMER_MAX);
}

/* Interrupts are off, tasklist_lock and the task's siglock held. */
static void send_its_signal(struct posix_timer *t, struct task_struct *task)
{
	struct siginfo info = {.si_signo = t->signo, .si_code = SI_TIMER};

	info.si_tid = t->id;
	info._sifields._timer._sigval = t->value;
	info._sifields._timer._sys_private = t->seq;
	t->pending = send_timer_signal_locked(t->signo, &info, task, t->notify != SIGEV_THREAD_ID);
	/* ignored: not sooner than a tick from now, or nothing else would ever run */
	if (!t->pending && t->interval && !t->on_cpu_clock) {
		hrtimer_forward(&t->timer, now_of(t),
				max(t->interval, (ktime_t)(NSEC_PER_SEC / HZ)));
		hrtimer_restart(&t->timer);
	}
}

static enum hrtimer_restart fire(struct hrtimer *timer)
{
	struct posix_timer *t = container_of(timer, struct posix_timer, timer);
	struct task_struct *task;

	read_lock(&tasklist_lock);
	task = pid_task(t->pid, PIDTYPE_PID);
	if (task && task->sighand) {
		spin_lock(&task->sighand->siglock);
		send_its_signal(t, task);
		spin_unlock(&task->sighand->siglock);
	}
	read_unlock(&tasklist_lock);
	return HRTIMER_NORESTART;
}

/* siglock is held. A signal with SI_TIMER is being delivered to current. */
void posix_timer_delivered(struct siginfo *info)
{
	struct posix_timer *t;

	list_for_each_entry (t, &current->signal->posix_timers, list) {
		if (t->id != info->si_tid || t->seq != info->_sifields._timer._sys_private)
			continue;
		t->pending = false;
		if (t->interval && !t->on_cpu_clock) {
			set_next(t);
			hrtimer_restart(&t->timer);
		}
		info->si_overrun = t->overrun_last = t->overrun;
		t->overrun = 0;
	}
	info->_sifields._timer._sys_private = 0;
}

/* From the tick of a CPU where a thread of the process runs. */
void run_posix_cpu_timers(void)
{
	struct posix_timer *t;

	read_lock(&tasklist_lock);
	spin_lock(&current->sighand->siglock);
	list_for_each_entry (t, &current->signal->posix_timers, list) {
		struct task_struct *task;

		if (!t->armed || now_of(t) < t->timer._softexpires)
			continue;
		t->armed = t->interval;
		if (t->interval)
			set_next(t);
		task = pid_task(t->pid, PIDTYPE_PID);
		if (t->pending)
			t->overrun++;
		else if (task)
			send_its_signal(t, task);
	}
	spin_unlock(&current->sighand->siglock);
	read_unlock(&tasklist_lock);
}

/* ---- the list ---- */

/* siglock is held. */
static struct posix_timer *find(int id)
{
	struct posix_timer *t;

	list_for_each_entry (t, &current->signal->posix_timers, list)
		if (t->id == id)
			return t;
	return NULL;
}

static void lock_timers(void)
{
	read_lock_irq(&tasklist_lock);
	spin_lock(&current->sighand->siglock);
}

static void unlock_timers(void)
{
	spin_unlock(&current->sighand->siglock);
	read_unlock_irq(&tasklist_lock);
}

/* The locks are held, and let go while the timer's function runs. */
static void stop(struct posix_timer *t)
{
	while (hrtimer_try_to_cancel(&t->timer) < 0) {
		unlock_timers();
		cpu_relax();
		lock_timers();
	}
	t->armed = t->pending = false;
}

static void free_timer(struct posix_timer *t)
{
	put_pid(t->pid);
	put_pid(t->thread);
	kfree(t);
}

void exit_posix_timers(void)
{
	struct list_head *timers = &current->signal->posix_timers;
	struct posix_timer *t;

	for (;;) {
		spin_lock_irq(&current->sighand->siglock);
		t = list_first_entry_or_null(timers, struct posix_timer, list);
		if (t)
			list_del_init(&t->list);
		spin_unlock_irq(&current->sighand->siglock);
		if (!t)
			break;
		hrtimer_cancel(&t->timer);
		free_timer(t);
	}
	current->signal->has_cpu_timers = false;
}

/* ---- system calls ---- */

/* The clock that the tree of timers is sorted by. */
static int base_clock(int clock)
{
	return clock == CLOCK_REALTIME || clock == CLOCK_TAI ? CLOCK_REALTIME : CLOCK_MONOTONIC;
}

static int check_clock(int clock)
{
	int err;
	u64 ns;

	if (clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC || clock == CLOCK_BOOTTIME ||
	    clock == CLOCK_TAI)
		return 0;
	if (is_cpu_clock(clock)) {
		read_lock_irq(&tasklist_lock);
		err = posix_cpu_clock(clock, task_pid(current), &ns);
		read_unlock_irq(&tasklist_lock);
		return err;
	}
	return clock >= 0 && clock <= CLOCK_TAI ? -EOPNOTSUPP : -EINVAL;
}

static struct pid *get_target(const struct sigevent *event)
{
	struct task_struct *task;
	struct pid *pid = NULL;

	if (event->notify != SIGEV_NONE && (event->signo < 1 || event->signo > _NSIG))
		return NULL;
	switch (event->notify) {
	case SIGEV_SIGNAL:
	case SIGEV_THREAD:
	case SIGEV_NONE:
		return get_pid(task_tgid(current));
	case SIGEV_THREAD_ID:
		read_lock_irq(&tasklist_lock);
		task = find_task_by_pid(event->tid);
		if (task && same_thread_group(task, current))
			pid = get_pid(task_pid(task));
		read_unlock_irq(&tasklist_lock);
	}
	return pid;
}

static int publish(struct posix_timer *t, bool with_own_value, int __user *uid)
{
	struct signal_struct *signal = current->signal;

	spin_lock_irq(&current->sighand->siglock);
	t->id = signal->next_timer_id;
	signal->next_timer_id = (t->id + 1) & INT_MAX;
	spin_unlock_irq(&current->sighand->siglock);
	if (!with_own_value)
		t->value.sival_int = t->id;
	if (put_user(t->id, uid))
		return -EFAULT;
	spin_lock_irq(&current->sighand->siglock);
	list_add_tail(&t->list, &signal->posix_timers);
	signal->has_cpu_timers |= t->on_cpu_clock;
	spin_unlock_irq(&current->sighand->siglock);
	return 0;
}

SYSCALL_DEFINE3(timer_create, int, clock, struct sigevent __user *, uevent, int __user *, uid)
{
	struct sigevent event = {.signo = SIGALRM};
	struct posix_timer *t;
	int err = check_clock(clock);

	if (err)
		return err;
	if (uevent && copy_from_user(&event, uevent, sizeof(event)))
		return -EFAULT;
	t = kzalloc(sizeof(*t), GFP_KERNEL);
	if (!t)
		return -EAGAIN;
	t->clock = clock;
	t->signo = event.signo;
	t->notify = event.notify;
	t->value = event.value;
	t->on_cpu_clock = is_cpu_clock(clock);
	t->thread = t->on_cpu_clock ? get_pid(task_pid(current)) : NULL;
	hrtimer_setup(&t->timer, fire, base_clock(clock), HRTIMER_MODE_ABS);
	t->pid = get_target(&event);
	err = t->pid ? publish(t, uevent, uid) : -EINVAL;
	if (err)
		free_timer(t);
	return err;
}

/* siglock is held. */
static void tell(struct posix_timer *t, struct itimerspec64 *its)
{
	ktime_t now = now_of(t), expires = t->timer._softexpires;
	bool running = t->armed || hrtimer_is_queued(&t->timer) || t->pending;
	u64 skipped;

	*its = (struct itimerspec64){};
	its->it_interval = timespec64_of_ns(t->interval);
	if (!running && !(t->notify == SIGEV_NONE && expires))
		return;
	if (expires <= now && t->interval && (t->pending || t->notify == SIGEV_NONE))
		expires = next_time(t, now, &skipped);
	if (expires > now)
		its->it_value = timespec64_of_ns(expires - now);
	else if (t->notify != SIGEV_NONE)
		its->it_value.tv_nsec = 1;
}

static void start(struct posix_timer *t, int flags, const struct itimerspec64 *its)
{
	ktime_t value = timespec64_to_ns_sat(&its->it_value);

	stop(t);
	t->seq++;
	t->overrun = t->overrun_last = 0;
	t->interval = timespec64_to_ns_sat(&its->it_interval);
	hrtimer_set_expires(&t->timer, 0);
	if (!value)
		return;
	if (!(flags & TIMER_ABSTIME))
		value = ktime_add_safe(now_of(t), value);
	hrtimer_set_expires(&t->timer, value);
	if (t->notify == SIGEV_NONE)
		return;
	if (t->on_cpu_clock)
		t->armed = true;
	else
		hrtimer_restart(&t->timer);
}

static long set(int id, int flags, const void __user *unew, void __user *uold, bool wide)
{
	struct itimerspec64 new, old;
	struct posix_timer *t;
	int err = unew ? get_itimerspec64(&new, unew, wide) : -EINVAL;

	if (err)
		return err;
	lock_timers();
	t = find(id);
	if (t) {
		tell(t, &old);
		start(t, flags, &new);
	}
	unlock_timers();
	if (!t)
		return -EINVAL;
	return uold ? put_itimerspec64(&old, uold, wide) : 0;
}

static long get(int id, void __user *uits, bool wide)
{
	struct itimerspec64 its;
	struct posix_timer *t;

	lock_timers();
	t = find(id);
	if (t)
		tell(t, &its);
	unlock_timers();
	return t ? put_itimerspec64(&its, uits, wide) : -EINVAL;
}

SYSCALL_DEFINE4(timer_settime, int, id, int, flags, const void __user *, unew, void __user *, uold)
{
	return set(id, flags, unew, uold, true);
}

SYSCALL_DEFINE4(timer_settime32, int, id, int, flags, const void __user *, unew, void __user *,
		uold)
{
	return set(id, flags, unew, uold, false);
}

SYSCALL_DEFINE2(timer_gettime, int, id, void __user *, uits)
{
	return get(id, uits, true);
}

SYSCALL_DEFINE2(timer_gettime32, int, id, void __user *, uits)
{
	return get(id, uits, false);
}

SYSCALL_DEFINE1(timer_getoverrun, int, id)
{
	struct posix_timer *t;
	int ret;

	lock_timers();
	t = find(id);
	ret = t ? t->overrun_last : -EINVAL;
	unlock_timers();
	return ret;
}

SYSCALL_DEFINE1(timer_delete, int, id)
{
	struct posix_timer *t;

	lock_timers();
	t = find(id);
	if (t) {
		list_del(&t->list);
		t->seq++;
		stop(t);
	}
	unlock_timers();
	if (!t)
		return -EINVAL;
	free_timer(t);
	return 0;
}
