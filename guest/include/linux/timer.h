/* SPDX-License-Identifier: GPL-2.0-only */
/* timer: functions called once, at a tick to come, in a softirq. */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/types.h>

struct timer_list {
	struct hlist_node entry; /* unhashed: not pending */
	unsigned long expires;	 /* jiffies */
	union {
		void (*function)(struct timer_list *timer);
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
#define DEFINE_TIMER(name, fn)	      struct timer_list name = {.function = (fn)}
#define from_timer(var, timer, field) container_of(timer, __typeof__(*var), field)

void timer_setup(struct timer_list *timer, void (*function)(struct timer_list *timer),
		 unsigned int flags);
#define timer_setup_on_stack(timer, fn, flags) timer_setup(timer, fn, flags)
void init_timer(struct timer_list *timer);
void setup_timer(struct timer_list *timer, void (*function)(unsigned long data),
		 unsigned long data);

void add_timer(struct timer_list *timer); /* not pending; expires is set */
/* 1: it was pending */
int mod_timer(struct timer_list *timer, unsigned long expires);
int del_timer(struct timer_list *timer);
int del_timer_sync(struct timer_list *timer); /* also waits until it runs nowhere */
#define timer_delete(t)		     del_timer(t)
#define timer_delete_sync(t)	     del_timer_sync(t)
#define timer_shutdown_sync(t)	     del_timer_sync(t)
#define del_singleshot_timer_sync(t) del_timer_sync(t)

static inline int timer_pending(const struct timer_list *timer)
{
	return !hlist_unhashed(&timer->entry);
}

void init_timers(void);
/* From the tick, on every CPU. */
void run_local_timers(void);

unsigned long round_jiffies(unsigned long j);
#define round_jiffies_relative(j) (round_jiffies((j) + jiffies) - jiffies)

#endif
