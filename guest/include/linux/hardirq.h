/* SPDX-License-Identifier: GPL-2.0-only */
/* hardirq: in which context one is. */
#ifndef _LINUX_HARDIRQ_H
#define _LINUX_HARDIRQ_H

#include <linux/preempt.h>
#include <linux/interrupt.h>

#endif
