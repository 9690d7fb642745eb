/* SPDX-License-Identifier: GPL-2.0-only */
/* delay: waiting busily (any context), and sleeping (threads). */
#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H

#include <linux/types.h>

void ndelay(unsigned long ns);
void udelay(unsigned long us);
void mdelay(unsigned long ms);

void msleep(unsigned int ms);
unsigned long msleep_interruptible(unsigned int ms); /* ms left */
void usleep_range(unsigned long min_us, unsigned long max_us);
#define fsleep(us) usleep_range(us, 2 * (us))

static inline void ssleep(unsigned int seconds)
{
	msleep(seconds * 1000);
}

extern unsigned long loops_per_jiffy;

#endif
