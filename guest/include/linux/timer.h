/* SPDX-License-Identifier: GPL-2.0-only */
/* timer: functions called once, at a tick to come, in a softirq. */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/types.h>
#include <linux/version.h>

struct timer_list {
	struct hlist_node entry; /* unhashed: not pending */
	unsigned long expires;	 /* jiffies */
	union {			 /* which of the two is function is a matter of the source's era */
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 15, 0)
		void (*timer_function)(struct timer_list *timer);
		void (*function)(unsigned long data);
#else
		void (*function)(struct timer_list *timer);
#endif
		void (*old_function)(unsigned long data);
	};
	bool old_style; /* init_timer(), setup_timer(): the function gets data */
	unsigned long data;
	int cpu;
};

#define TIMER_INITIALIZER(fn, _expires, _data)                                                     \
	{                                                                                          \
		.old_function = (fn), .expires = (_expires), .data = (_data), .old_style = true    \
	}
/* (name, function), and as before 4.15 (name, function, expires, data) */
#define __TIMER_INITIALIZER(fn, _flags)                                                            \
	{                                                                                          \
		.function = (fn),                                                                  \
	}
#define __DEFINE_TIMER_2(name, fn) struct timer_list name = {.function = (fn)}
#define __DEFINE_TIMER_4(name, fn, when, arg)                                                      \
	struct timer_list name = TIMER_INITIALIZER(fn, when, arg)
#define __DEFINE_TIMER_PICK(_1, _2, _3, _4, form, ...) form
#define DEFINE_TIMER(...)                                                                          \
	__DEFINE_TIMER_PICK(__VA_ARGS__, __DEFINE_TIMER_4, , __DEFINE_TIMER_2, )(__VA_ARGS__)
#define TIMER_DEFERRABLE	      0x00080000
#define TIMER_PINNED		      0x00100000
#define TIMER_IRQSAFE		      0x00200000
#define from_timer(var, timer, field) container_of(timer, __typeof__(*var), field)

void timer_setup(struct timer_list *timer, void (*function)(struct timer_list *timer),
		 unsigned int flags);
#define timer_setup_on_stack(timer, fn, flags) timer_setup(timer, fn, flags)
#ifndef LINUX_6_1_ONLY /* of other versions */
void init_timer(struct timer_list *timer);
#endif
void setup_timer(struct timer_list *timer, void (*function)(unsigned long data),
		 unsigned long data);

#ifndef LINUX_6_1_ONLY /* of other versions */
#define setup_deferrable_timer(t, fn, data) setup_timer(t, fn, data)
#define init_timer_deferrable(t)	    init_timer(t)
#endif
#define destroy_timer_on_stack(t)  ((void)(t))
#define add_timer_on(t, cpu)	   add_timer(t)
#define mod_timer_pending(t, when) (timer_pending(t) ? mod_timer(t, when) : 0)
#define timer_reduce(t, when)                                                                      \
	(!timer_pending(t) || time_before(when, (t)->expires) ? mod_timer(t, when) : 1)
int try_to_del_timer_sync(struct timer_list *timer); /* -1: it runs */

void add_timer(struct timer_list *timer); /* not pending; expires is set */
/* 1: it was pending */
int mod_timer(struct timer_list *timer, unsigned long expires);
int del_timer(struct timer_list *timer);
int del_timer_sync(struct timer_list *timer); /* also waits until it runs nowhere */
#define timer_delete(t)	       del_timer(t)
#define timer_delete_sync(t)   del_timer_sync(t)
#define timer_shutdown_sync(t) del_timer_sync(t)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define del_singleshot_timer_sync(t) del_timer_sync(t)
#endif

static inline int timer_pending(const struct timer_list *timer)
{
	return !hlist_unhashed(&timer->entry);
}

void init_timers(void);
#ifndef MODULE /* the kernel's own */
/* From the tick, on every CPU. */
void run_local_timers(void);
#endif

unsigned long round_jiffies(unsigned long j);
#define round_jiffies_relative(j) (round_jiffies((j) + jiffies) - jiffies)

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/ktime.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/timekeeping.h>
#endif

#endif
