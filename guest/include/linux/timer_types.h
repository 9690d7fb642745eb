/* SPDX-License-Identifier: GPL-2.0-only */
/* timer_types: in timer.h. */
#ifndef _LINUX_TIMER_TYPES_H
#define _LINUX_TIMER_TYPES_H

#include <linux/timer.h>

#endif
