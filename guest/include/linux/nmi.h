/* SPDX-License-Identifier: GPL-2.0-only */
/* nmi: the watchdogs for CPUs that hang. There are none here: nothing is to be told to them. */
#ifndef LINUX_NMI_H
#define LINUX_NMI_H

#include <linux/sched.h>

static inline void touch_nmi_watchdog(void)
{
}

static inline void touch_softlockup_watchdog(void)
{
}

static inline void touch_softlockup_watchdog_sync(void)
{
}

static inline void touch_all_softlockup_watchdogs(void)
{
}

/* False: it cannot be done, look for another way. */
static inline bool trigger_all_cpu_backtrace(void)
{
	return false;
}

#endif
