/* SPDX-License-Identifier: GPL-2.0-only */
/* clock: in time.h. */
#ifndef _LINUX_SCHED_CLOCK_H
#define _LINUX_SCHED_CLOCK_H

#include <linux/time.h>

#endif
