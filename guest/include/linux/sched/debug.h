/* SPDX-License-Identifier: GPL-2.0-only */
/* sched/debug: what tasks are about, to the log. */
#ifndef _LINUX_SCHED_DEBUG_H
#define _LINUX_SCHED_DEBUG_H

#include <linux/sched.h>
#include <linux/stacktrace.h>

#define __sched __section(".sched.text")

#endif
