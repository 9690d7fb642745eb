/* SPDX-License-Identifier: GPL-2.0-only */
/* delay: waiting busily (any context), and sleeping (threads). */
#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H

#include <linux/types.h>

void __ndelay(unsigned long ns);
void __udelay(unsigned long us);
void __mdelay(unsigned long ms);
/* Names of variables, too. */
#define ndelay(ns) __ndelay(ns)
#define udelay(us) __udelay(us)
#define mdelay(ms) __mdelay(ms)

void msleep(unsigned int ms);
unsigned long msleep_interruptible(unsigned int ms); /* ms left */
void usleep_range(unsigned long min_us, unsigned long max_us);
void usleep_range_state(unsigned long min_us, unsigned long max_us, unsigned int state);
#define usleep_idle_range(least, most) usleep_range(least, most)
#define MAX_UDELAY_MS		       5

/* By whichever of the above suits. */
static inline void fsleep(unsigned long us)
{
	if (us <= 10)
		udelay(us);
	else if (us <= 20000)
		usleep_range(us, 2 * us);
	else
		msleep((us + 999) / 1000);
}

static inline void ssleep(unsigned int seconds)
{
	msleep(seconds * 1000);
}

extern unsigned long loops_per_jiffy;

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/sched.h>
#endif

#endif
